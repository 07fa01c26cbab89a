"""Quotation marks: those around quoted words, and those that stand inside them.

The marks of each language, outermost first, are the terms ``open-quote`` and
``open-inner-quote`` of the CSL locales fr-FR, it-IT and en-US (French after the *Lexique des
règles typographiques en usage à l'Imprimerie nationale*, English after *The Chicago Manual of
Style* 13.30); a third level returns to the single marks in French and Italian.

The rule of ``alternate``: a pair of marks of the same kind as the pair that encloses it takes the
next kind of the language. A mark whose partner the words do not hold is taken for a pair that goes
on to the end, or comes from the beginning, of what encloses it. Marks of another kind already
differ and stay as they are, and so do straight marks. Nothing but marks changes; the spaces inside
« » are part of the mark (they are in the CSL terms), so they go when it becomes “ ”.

Some texts close with “ what they opened with it (or with „). It is taken for a closing mark where
it touches what stands before it and no letter follows.
"""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from clicktui.corpus.model import Span
from clicktui.i18n import translate as _

NO_BREAK_SPACE = "\u00a0"


@dataclass(frozen=True, slots=True)
class QuotationMarks:
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


Levels = tuple[QuotationMarks, ...]

_GUILLEMETS = QuotationMarks("«", "»")
_SPACED_GUILLEMETS = QuotationMarks(f"«{NO_BREAK_SPACE}", f"{NO_BREAK_SPACE}»")
_DOUBLE = QuotationMarks("“", "”")
_SINGLE = QuotationMarks("‘", "’")

_LEVELS: dict[str, Levels] = {
    "fr": (_SPACED_GUILLEMETS, _DOUBLE, _SINGLE),
    "it": (_GUILLEMETS, _DOUBLE, _SINGLE),
    "en": (_DOUBLE, _SINGLE),
}

LANGUAGES = tuple(_LEVELS)
"""The languages in which a citation can be written."""

_OPENS = {"»": "«", "”": "“„"}
_MARK = re.compile("[«»“”„‘]")
_CLOSING_TURNED = re.compile(r"(?<=[^\s«“„‘(\[—–-])“(?!\w)")
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


def enclose_following(words: str, lang: str, spans: Sequence[Span]) -> tuple[str, tuple[Span, ...]]:
    """Return ``words`` between the outer marks of ``lang``, and where ``spans`` of them are then.

    The marks inside them alternate. Words that already stand between a pair of marks as a whole
    get the language's own instead of a second pair. A span that held nothing
    but outer marks is left out.

    Raises:
        ValueError: no such language.
    """
    own = levels(lang)
    inside = _inside_outer_marks(words)
    text = words[inside.start : inside.end]
    replaced = _alternations(text, own)
    before = len(own[0].opening)

    def now(at: int) -> int:
        moved = [(end, new, start) for start, (end, new) in replaced.items() if start < at]
        return before + at + sum(len(new) - (min(end, at) - start) for end, new, start in moved)

    clipped = (Span(max(span.start, inside.start), min(span.end, inside.end)) for span in spans)
    followed = tuple(
        Span(now(span.start - inside.start), now(span.end - inside.start))
        for span in clipped
        if span.start < span.end
    )
    return own[0].around(_replace(text, replaced)), followed


def alternate(text: str, own: Levels) -> str:
    """Return ``text`` as it stands between the marks ``own[0]`` (see the module for the rule)."""
    return _replace(text, _alternations(text, own))


def _alternations(text: str, own: Levels) -> dict[int, tuple[int, str]]:
    """Return the marks that change, with the spaces inside them, as ``_replace`` wants them."""
    replaced: dict[int, tuple[int, str]] = {}
    enclosing: list[tuple[int, str]] = [(len(text), own[0].kind)]
    for quotation in _quotations(text):
        while enclosing[-1][0] <= quotation.start:
            enclosing.pop()
        marks = _next(own, enclosing[-1][1]) if quotation.kind == enclosing[-1][1] else None
        if marks or quotation.opened:
            enclosing.append((quotation.end, marks.kind if marks else quotation.kind))
        if marks is None:
            continue
        after, before = _inside(text, quotation)
        if quotation.opened:
            replaced[quotation.start] = (after, marks.opening)
        if quotation.closed:
            replaced[before] = (quotation.end + 1, marks.closing)
    return replaced


def _replace(text: str, replaced: dict[int, tuple[int, str]]) -> str:
    """Return ``text`` with each run ``[start, end)`` of ``{start: (end, new)}`` made ``new``."""
    parts: list[str] = []
    done = 0
    for start, (end, new) in sorted(replaced.items()):
        parts += (text[done:start], new)
        done = end
    parts.append(text[done:])
    return "".join(parts)


def _next(own: Levels, kind: str) -> QuotationMarks:
    """Return the marks that stand inside those of ``kind``; the last two levels alternate."""
    kinds = [marks.kind for marks in own]
    level = kinds.index(kind) + 1 if kind in kinds else 0
    return own[level] if level < len(own) else own[-2]


@dataclass(frozen=True, slots=True)
class _Quotation:
    """Words between marks of ``kind``, at ``start`` and ``end`` where these were found.

    ``kind`` is the opening mark. Where it was not ``opened``, ``start`` is the offset at which it
    begins; where it was not ``closed``, ``end`` is the one at which it ends.
    """

    start: int
    end: int
    kind: str
    opened: bool = True
    closed: bool = True


def _inside(text: str, quotation: _Quotation) -> tuple[int, int]:
    """Return where the text between the marks of ``quotation`` begins and ends.

    Inside « » the spaces next to the marks are left out of it.
    """
    after = quotation.start + 1 if quotation.opened else quotation.start
    before = quotation.end
    if quotation.kind == "«":
        while quotation.closed and before > after and text[before - 1] in _INNER_SPACE:
            before -= 1
        while quotation.opened and after < before and text[after] in _INNER_SPACE:
            after += 1
    return after, before


def _inside_outer_marks(words: str) -> Span:
    if len(words) > 2 and words[0] == words[-1] == '"' and words.count('"') == 2:
        return Span(1, len(words) - 1)
    for quotation in _quotations(words)[:1]:
        is_whole = quotation.opened and quotation.closed
        if is_whole and (quotation.start, quotation.end) == (0, len(words) - 1):
            return Span(*_inside(words, quotation))
    return Span(0, len(words))


def _quotations(text: str) -> list[_Quotation]:
    """Return the quotations in ``text``, each before those inside it; they nest and never cross.

    A closing mark takes the nearest opening one of its kind that is still open; marks opened
    after that one have no partner.
    """
    found: list[_Quotation] = []
    open_marks: list[int] = []
    how_many_open: Counter[str] = Counter()  # so that no search goes through marks in vain
    begins_unopened = [0]  # where a quotation begins that only closes: in the text, in each mark

    def leave_open(number: int, end: int) -> None:
        left = open_marks[number:]
        found.extend(_Quotation(start, end, text[start], closed=False) for start in left)
        how_many_open.subtract(text[start] for start in left)
        del open_marks[number:], begins_unopened[number + 1 :]

    position = 0
    while mark := _MARK.search(text, position):
        position = mark.end()
        here = mark.start()
        char = "”" if _CLOSING_TURNED.match(text, here) else text[here]
        if char == "‘":
            end = _single_end(text, here)
            if end is not None:
                found.append(_Quotation(here, end, "‘"))
        elif char not in _OPENS:
            open_marks.append(here)
            how_many_open[char] += 1
            begins_unopened.append(here + 1)
        elif any(how_many_open[opening] for opening in _OPENS[char]):
            number = len(open_marks) - 1
            while text[open_marks[number]] not in _OPENS[char]:
                number -= 1
            leave_open(number + 1, here)
            start = open_marks.pop()
            how_many_open[text[start]] -= 1
            begins_unopened.pop()
            found.append(_Quotation(start, here, text[start]))
        else:
            found.append(_Quotation(begins_unopened[-1], here, _OPENS[char][0], opened=False))
    leave_open(0, len(text))
    return sorted(found, key=lambda quotation: (quotation.start, -quotation.end))


def _single_end(text: str, start: int) -> int | None:
    """Return where ``‘`` at ``start`` closes, or None: ’ is also the apostrophe.

    It is taken for a closing mark only where a single ’ that no letter follows stands before the
    next mark, so that « les travailleurs’ » never ends a quotation by mistake.
    """
    following = _MARK.search(text, start + 1)
    limit = following.start() if following else len(text)
    ends = [found.start() for found in _SINGLE_END.finditer(text, start + 1, limit)]
    return ends[0] if len(ends) == 1 else None
