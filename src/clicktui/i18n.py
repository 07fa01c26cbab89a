"""The interface's language: gettext catalogues that ship in ``data/locale``.

Use ``translate`` (imported as ``_``) where a text is shown, and ``mark`` (as ``N_``) around a
literal that is translated later, when it is shown.
"""

import os
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:  # the first frame in English does without
    from gettext import NullTranslations

LANGUAGES = ("en", "fr")
SOURCE_LANGUAGE = "en"

_current: "NullTranslations | None" = None
_language = SOURCE_LANGUAGE


def mark(text: str) -> str:
    """Return ``text`` as it is: it is only marked for the catalogues."""
    return text


def translate(text: str) -> str:
    """Return ``text`` in the interface's language, or as it is where no translation exists."""
    return _current.gettext(text) if _current else text


def translate_plural(one: str, many: str, count: int) -> str:
    """Return the form of ``one``/``many`` that ``count`` takes in the interface's language."""
    if _current:
        return _current.ngettext(one, many, count)
    return one if count == 1 else many


def language() -> str:
    """Return the interface's language as a code of ``LANGUAGES``."""
    return _language


def choose_language(locale_folder: Path, wanted: str | None = None) -> str:
    """Make ``wanted`` (or what the locale asks for) the interface's language; return its code.

    Args:
        locale_folder: the folder that holds ``fr/LC_MESSAGES/clicktui.mo``.
        wanted: ``"en"``, ``"fr"``, or None for LC_ALL, LC_MESSAGES, LANG in this order (POSIX).
    """
    global _current, _language
    _language = wanted if wanted in LANGUAGES else _from_environment()
    _current = None
    if _language != SOURCE_LANGUAGE:
        from gettext import translation

        _current = translation("clicktui", str(locale_folder), languages=[_language], fallback=True)
    return _language


def _from_environment() -> str:
    candidates: Iterable[str | None] = map(os.environ.get, ("LC_ALL", "LC_MESSAGES", "LANG"))
    first = next((value for value in candidates if value), "en")
    code = first[:2].lower()
    return code if code in LANGUAGES else "en"
