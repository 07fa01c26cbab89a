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

What the user wrote in brackets takes no part in that: its marks pair among themselves alone.

Some texts close with “ what they opened with it (or with „). It is taken for a closing mark where
it touches what stands before it and no letter follows.
"""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import takewhile

from clicktui.corpus.alterations import HIDING, Alteration, Run, runs
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
_ANY_MARK = re.compile("[«»“”„‘’]")
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


def enclose(
    words: str, lang: str, alterations: Sequence[Alteration] = ()
) -> tuple[str, tuple[Span, ...]]:
    """Return ``words`` with ``alterations`` between the outer marks of ``lang``, and emphases.

    These are the spans of what is returned that are emphasised. The marks inside the words
    alternate; those of what stands in brackets only among themselves, where they are a pair. Words
    that stand between a pair of marks as a whole, before anything is left out of them, get the
    language's own instead of a second pair. A span that held nothing but outer marks is left out.

    Raises:
        ValueError: no such language.
    """
    own = levels(lang)
    shown = runs(words, alterations)
    inside = _inside_outer_marks(words, shown, alterations)
    text = "".join(run.text for run in shown)[inside.start : inside.end]
    masked = "".join(map(_without_marks_of_brackets, shown))[inside.start : inside.end]
    replaced = _alternations(masked, own, _quotations(masked))
    before = len(own[0].opening)
    stressed: list[Span] = []
    at = -inside.start
    for run in shown:
        if run.kind is not None:
            replaced |= {
                at + start: (at + end, new)
                for start, (end, new) in _alternations(run.text, own, _pairs(run.text)).items()
            }
        elif run.is_emphasised:
            stressed.append(Span(max(at, 0), min(at + len(run.text), len(text))))
        at += len(run.text)

    def now(at: int) -> int:
        moved = [(end, new, start) for start, (end, new) in replaced.items() if start < at]
        return before + at + sum(len(new) - (min(end, at) - start) for end, new, start in moved)

    followed = tuple(
        Span(now(span.start), now(span.end)) for span in stressed if span.start < span.end
    )
    return own[0].around(_replace(text, replaced)), followed


def _without_marks_of_brackets(run: Run) -> str:
    """Return ``run``, other signs in the place of the marks that are not the source's."""
    return run.text if run.kind is None else _ANY_MARK.sub("_", run.text)


def _pairs(text: str) -> "list[_Quotation]":
    return [quotation for quotation in _quotations(text) if quotation.opened and quotation.closed]


def alternate(text: str, own: Levels) -> str:
    """Return ``text`` as it stands between the marks ``own[0]`` (see the module for the rule)."""
    return _replace(text, _alternations(text, own, _quotations(text)))


def _alternations(
    text: str, own: Levels, quotations: "Sequence[_Quotation]"
) -> dict[int, tuple[int, str]]:
    """Return the marks that change, with the spaces inside them, as ``_replace`` wants them."""
    replaced: dict[int, tuple[int, str]] = {}
    enclosing: list[tuple[int, str]] = [(len(text), own[0].kind)]
    for quotation in quotations:
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


def _inside_outer_marks(
    words: str, shown: Sequence[Run], alterations: Sequence[Alteration]
) -> Span:
    """Return what of the ``shown`` text stands inside outer marks of ``words`` as a whole.

    A mark that is left out or replaced is taken for gone; where something is inserted outside of
    one, both stay.
    """
    whole = Span(0, sum(len(run.text) for run in shown))
    inside = _between_outer_marks(words)
    is_first_hidden = any(one.kind in HIDING and one.span.start == 0 for one in alterations)
    is_last_hidden = any(one.kind in HIDING and one.span.end == len(words) for one in alterations)
    first, last = _quoted_length(shown), _quoted_length(shown[::-1])
    if not (first or is_first_hidden) or not (last or is_last_hidden):
        return whole
    return Span(
        0 if is_first_hidden else min(inside.start, first),
        whole.end - (0 if is_last_hidden else min(len(words) - inside.end, last)),
    )


def _quoted_length(shown: Sequence[Run]) -> int:
    """Return how many code points are shown before anything in brackets."""
    return sum(len(run.text) for run in takewhile(lambda run: run.kind is None, shown))


def _between_outer_marks(words: str) -> Span:
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
