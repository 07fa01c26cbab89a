"""What codes are called in the interface's language, also in what is said of changes."""

import re
from dataclasses import replace

from clicktui.board.changes import Change, What
from clicktui.i18n import language
from clicktui.i18n import translate as _
from clicktui.microtasks.codebook import Code, Codebook, said

_OF_DECISIONS = frozenset({
    What.CODE, What.REFUSE_CODE, What.DOUBT_CODE, What.CLEAR_CODE, What.CODING_MEMO,
})  # fmt: skip
OF_CODES = _OF_DECISIONS | {What.CODING_RULES}
"""Changes that speak of a code by its id; ``named`` has its name."""

_RULE_OF = re.compile(r"\(([a-z0-9-]+)(, [a-z]{2})?\)\Z")
"""Behind a cue: the code for which it speaks, and in which language."""


def code_name(code: Code) -> str:
    """Return the name of ``code``; a code under others is named with its own name alone."""
    return said(code.names, language()) or code.id


def code_title(code: Code) -> str:
    """Return the sign and the name of ``code``: ``● Prepare``."""
    return f"{code.sign} {code_name(code)}"


def title_of(book: Codebook, code_id: str) -> str:
    """Return the title of a code, or the id where ``book`` has no such code."""
    return next((code_title(code) for code in book.codes if code.id == code_id), code_id)


def named(change: Change, book: Codebook) -> Change:
    """Return ``change`` with the code that it speaks of by its title instead of its id."""
    if change.what in _OF_DECISIONS:
        code, colon, words = change.about.partition(": ")
        if colon and any(one.id == code for one in book.codes):
            about = _("{name}: {told}").format(name=title_of(book, code), told=words)
            return replace(change, about=about)
    elif change.what is What.CODING_RULES:
        return replace(change, about=named_cue(change.about, book))
    return change


def named_cue(about: str, book: Codebook) -> str:
    """Return a cue as ``+ annot* (prepare, fr)`` with the title of its code."""
    return _RULE_OF.sub(lambda found: f"({title_of(book, found[1])}{found[2] or ''})", about)
