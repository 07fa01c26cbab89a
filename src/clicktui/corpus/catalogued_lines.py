"""What a catalogue says of single lines and of the file that a text was taken from."""

import re
from collections.abc import Iterable

from clicktui.corpus.catalogued import FromEntry
from clicktui.corpus.csl import plain_text, short
from clicktui.corpus.entries import LANG, RawEntry
from clicktui.corpus.locators import milliseconds, page_name
from clicktui.i18n import translate as _

_CHECKSUM = re.compile(r"[0-9a-f]{32}")


def known_lines(entry: RawEntry, known: frozenset[int], key: str = "lines") -> tuple[int, ...]:
    """Return the lines under ``key``.

    Raises:
        CatalogueError: they are no lines, or one is not among those ``known`` as the work's.
    """
    lines = entry.lines(key)
    for line in lines:
        if line not in known:
            raise entry.error(
                key, _("line {line} is not one of the work's lines").format(line=line)
            )
    return lines


def read_langs(entry: RawEntry, known: frozenset[int]) -> dict[int, str]:
    """Return the language of lines: ``{it: 3-9}``.

    Raises:
        CatalogueError: something else, or a line in two languages.
    """
    langs: dict[int, str] = {}
    for lang in entry.keys:
        if not LANG.fullmatch(lang):
            raise entry.error(lang, _("has to be a language code like fr"))
        for line in known_lines(entry, known, lang):
            if langs.setdefault(line, lang) != lang:
                raise entry.error(lang, _("line {line} has two languages").format(line=line))
    return langs


def read_pages(entries: Iterable[RawEntry], known: frozenset[int]) -> dict[int, tuple[str, str]]:
    """Return the first and last page of lines: ``{page: 12, lines: 3-9}``, in order of the pages.

    A line that goes on overleaf stands under both of its pages.

    Raises:
        CatalogueError: something else.
    """
    pages: dict[int, tuple[str, str]] = {}
    for entry in entries:
        page = entry.checked("page", page_name)
        for line in known_lines(entry, known):
            first, _last = pages.get(line, (page, page))
            pages[line] = (first, page)
        entry.close()
    return pages


def read_times(entries: Iterable[RawEntry], known: frozenset[int]) -> dict[int, int]:
    """Return when lines are said, in ms: ``{at: "00:12:31.250", lines: 3}``.

    Raises:
        CatalogueError: something else, or a line at two times.
    """
    times: dict[int, int] = {}
    for entry in entries:
        at = entry.checked("at", milliseconds)
        for line in known_lines(entry, known):
            if times.setdefault(line, at) != at:
                raise entry.error("lines", _("line {line} has two times").format(line=line))
        entry.close()
    return times


def read_from(entry: RawEntry) -> FromEntry:
    """Return what is noted of the file that a text was taken from.

    Raises:
        CatalogueError: something is missing or of another kind.
    """
    taken = FromEntry(
        path=entry.text("path"),
        size=entry.checked("size", _count),
        modified=entry.checked("modified", _count),
        checksum=entry.checked("checksum", _checksum),
        text=entry.checked("text", _checksum),
        added=entry.text("added"),
        notes=tuple(entry.checked("notes", _notes)) if entry.has("notes") else (),
    )
    entry.close()
    return taken


def _count(value: object) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or value < 0:
        raise ValueError(_("has to be a number, not {value}").format(value=short(value)))
    return value


def _checksum(value: object) -> str:
    if not isinstance(value, str) or not _CHECKSUM.fullmatch(value):
        raise ValueError(_("has to be a checksum: 32 figures and letters a-f, between marks"))
    return value


def _notes(value: object) -> list[str]:
    if not isinstance(value, list):
        raise ValueError(_("has to be a list, not {value}").format(value=short(value)))
    return [plain_text(note) for note in value]
