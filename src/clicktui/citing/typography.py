"""Quotation marks: those around quoted words, and those that stand inside them.

The marks of each language, outermost first, are the terms ``open-quote`` and
``open-inner-quote`` of the CSL locales fr-FR, it-IT and en-US (French after the *Lexique des
règles typographiques en usage à l'Imprimerie nationale*, English after *The Chicago Manual of
Style* 13.30); a third level returns to the single marks in French and Italian.

The rule of ``alternate``: a pair of marks of the same kind as the pair that encloses it takes the
next kind of the language. A pair of another kind already differs and stays as it is, and so do
straight marks and a mark without its partner. Nothing but marks changes; the spaces inside « » are
part of the mark (they are in the CSL terms), so they go when it becomes “ ”.
"""

import re
from dataclasses import dataclass

from clicktui.i18n import translate as _

NO_BREAK_SPACE = "\u00a0"


@dataclass(frozen=True, slots=True)
class Marks:
    """An opening and a closing mark, each with the space that the language puts inside it."""

    opening: str
    closing: str

    @property
    def kind(self) -> str:
        """The opening mark alone, which tells the kinds of marks apart."""
        return self.opening.strip()

    def around(self, text: str) -> str:
        """Return ``text`` between these marks."""
        return f"{self.opening}{text}{self.closing}"


Levels = tuple[Marks, ...]

_GUILLEMETS = Marks("«", "»")
_SPACED_GUILLEMETS = Marks(f"«{NO_BREAK_SPACE}", f"{NO_BREAK_SPACE}»")
_DOUBLE = Marks("“", "”")
_SINGLE = Marks("‘", "’")

_LEVELS: dict[str, Levels] = {
    "fr": (_SPACED_GUILLEMETS, _DOUBLE, _SINGLE),
    "it": (_GUILLEMETS, _DOUBLE, _SINGLE),
    "en": (_DOUBLE, _SINGLE),
}

LANGUAGES = tuple(_LEVELS)
"""The languages in which a citation can be written."""

_PARTNER = {"«": "»", "“": "”"}
_MARK = re.compile("[«»“”‘]")
_SINGLE_END = re.compile(r"’(?!\w)")
_INNER_SPACE = f" {NO_BREAK_SPACE}\u202f"


def levels(lang: str) -> Levels:
    """Return the marks of ``lang`` (``"fr"``, ``"it"`` or ``"en"``), outermost first.

    Raises:
        ValueError: no such language.
    """
    try:
        return _LEVELS[lang]
    except KeyError:
        known = ", ".join(LANGUAGES)
        message = _("citations are written in {known}, not in {lang!r}")
        raise ValueError(message.format(known=known, lang=lang)) from None


def enclose(words: str, lang: str) -> str:
    """Return ``words`` between the outer marks of ``lang``, the marks inside them alternating.

    Words that already stand between a pair of marks as a whole get the language's own instead of
    a second pair.

    Raises:
        ValueError: no such language.
    """
    own = levels(lang)
    return own[0].around(alternate(_without_outer_marks(words), own))


def alternate(text: str, own: Levels) -> str:
    """Return ``text`` as it stands between the marks ``own[0]`` (see the module for the rule)."""
    pairs = _pairs(text)
    replaced: dict[int, tuple[int, str]] = {}
    enclosing: list[tuple[int, str]] = [(len(text), own[0].kind)]
    for start, end in sorted(pairs.items()):
        while enclosing[-1][0] <= start:
            enclosing.pop()
        marks = _next(own, enclosing[-1][1]) if text[start] == enclosing[-1][1] else None
        enclosing.append((end, marks.kind if marks else text[start]))
        if marks:
            after, before = _inside(text, start, end)
            replaced[start] = (after, marks.opening)
            replaced[before] = (end + 1, marks.closing)
    return _replace(text, replaced)


def _replace(text: str, replaced: dict[int, tuple[int, str]]) -> str:
    """Return ``text`` with each run ``[start, end)`` of ``{start: (end, new)}`` made ``new``."""
    parts: list[str] = []
    done = 0
    for start, (end, new) in sorted(replaced.items()):
        parts += (text[done:start], new)
        done = end
    parts.append(text[done:])
    return "".join(parts)


def _next(own: Levels, kind: str) -> Marks:
    """Return the marks that stand inside those of ``kind``; the last two levels alternate."""
    kinds = [marks.kind for marks in own]
    level = kinds.index(kind) + 1 if kind in kinds else 0
    return own[level] if level < len(own) else own[-2]


def _inside(text: str, start: int, end: int) -> tuple[int, int]:
    """Return where the text between the marks at ``start`` and ``end`` begins and ends.

    Inside « » the spaces next to the marks are left out of it.
    """
    after, before = start + 1, end
    if text[start] == "«":
        while before > after and text[before - 1] in _INNER_SPACE:
            before -= 1
        while after < before and text[after] in _INNER_SPACE:
            after += 1
    return after, before


def _without_outer_marks(words: str) -> str:
    if len(words) > 2 and words[0] == words[-1] == '"' and words.count('"') == 2:
        return words[1:-1]
    if words and _pairs(words).get(0) == len(words) - 1:
        after, before = _inside(words, 0, len(words) - 1)
        return words[after:before]
    return words


def _pairs(text: str) -> dict[int, int]:
    """Return where each opening mark that has a partner stands, and where its partner does.

    A closing mark takes the nearest opening one of its kind that is still open; marks opened
    after that one have no partner, so pairs nest and never cross.
    """
    pairs: dict[int, int] = {}
    waiting: list[int] = []
    position = 0
    while mark := _MARK.search(text, position):
        position = mark.end()
        here = mark.start()
        if text[here] in _PARTNER:
            waiting.append(here)
        elif text[here] == "‘":
            end = _single_end(text, here)
            if end is not None:
                pairs[here] = end
        else:
            opened = (at for at in reversed(waiting) if _PARTNER[text[at]] == text[here])
            start = next(opened, None)
            if start is not None:
                del waiting[waiting.index(start) :]
                pairs[start] = here
    return pairs


def _single_end(text: str, start: int) -> int | None:
    """Return where ``‘`` at ``start`` closes, or None: ’ is also the apostrophe.

    It is taken for a closing mark only where a single ’ that no letter follows stands before the
    next mark, so that « les travailleurs’ » never ends a quotation by mistake.
    """
    following = _MARK.search(text, start + 1)
    limit = following.start() if following else len(text)
    ends = [found.start() for found in _SINGLE_END.finditer(text, start + 1, limit)]
    return ends[0] if len(ends) == 1 else None
