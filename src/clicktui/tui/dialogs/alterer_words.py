"""What the alterations editor does to quoted words: stops of its cursor, edits, what is shown.

All offsets are code points of the quoted words, ends exclusive. The edits return alterations that
``corpus.alterations.checked`` took, and raise its QuoteError, whose text says what it refuses.
"""

import re
from collections.abc import Iterable, Sequence
from contextlib import suppress
from itertools import pairwise

from clicktui.corpus.alterations import HIDING, Alteration, AlterationKind, checked, runs
from clicktui.corpus.cleaning import clean_text
from clicktui.corpus.model import Span
from clicktui.corpus.spans import trimmed
from clicktui.errors import QuoteError
from clicktui.i18n import translate as _
from clicktui.tui.drawing.pieces import Piece

ELIDED = ("⟦", "⟧")
"""Signs around words that are left out, where they are shown nevertheless."""

EMPHASISED = ("_", "_")
"""Signs around words that are emphasised."""

REPLACED = ("⟦", "‸⟧")
"""Signs around words in the place of which others stand."""

INSERTED_HERE = "‸"
"""Sign of a place where something is inserted."""

SIGN_STYLES = ("altered",)
"""Styles of the signs, by which they can be told from the words."""

_LETTERS = r"\w[\w\u0300-\u036f]*"
_MARKS = r"[«“‘„(\[]+|[^\w\s«“‘„(\[]+"
_WORDS = rf"{_LETTERS}(?:[’'·.\-‐‑]{_LETTERS})*"
_WHOLE = rf"(?:aujourd|quelqu|prud)[’']{_LETTERS}"
_ELIDING_WORDS = rf"{_WHOLE}|{_LETTERS}(?:[·.\-‐‑]{_LETTERS})*(?:[’'](?=\w))?"
_STOP = re.compile(rf"{_WORDS}|{_MARKS}")
_ELIDING_STOP = re.compile(rf"{_ELIDING_WORDS}|{_MARKS}", re.IGNORECASE)
_ELIDING_LANGUAGES = ("fr", "it")  # l’IA, dell’uomo are two words; don’t is one

_POINTS = (AlterationKind.INSERTION, AlterationKind.SIC)
_SIGNS = {
    AlterationKind.ELISION: ELIDED,
    AlterationKind.REPLACEMENT: REPLACED,
    AlterationKind.EMPHASIS: EMPHASISED,
}
_STYLES = {
    AlterationKind.ELISION: "elided",
    AlterationKind.REPLACEMENT: "elided",
    AlterationKind.EMPHASIS: "emphasis",
}


def stops_of(words: str, lang: str) -> tuple[Span, ...]:
    """Return where the cursor stands: each word and each run of marks beside one, in order.

    What French and Italian elide stands apart (``l’`` and ``IA``).
    """
    pattern = _ELIDING_STOP if lang[:2] in _ELIDING_LANGUAGES else _STOP
    found = tuple(Span(*match.span()) for match in pattern.finditer(words))
    return found or (Span(0, len(words)),)


def usable(words: str, alterations: Iterable[Alteration]) -> tuple[Alteration, ...]:
    """Return those of ``alterations`` that fit the words and one another, in order."""
    taken: tuple[Alteration, ...] = ()
    for one in alterations:
        with suppress(QuoteError):
            taken = checked(words, (*taken, one))
    return taken


def toggled(
    words: str, alterations: Sequence[Alteration], kind: AlterationKind, stretch: Span
) -> tuple[Alteration, ...]:
    """Elide or emphasise (``kind``) the stretch, or undo that where all of it is so already.

    Stretches of one kind with nothing but white space between them become one.

    Raises:
        QuoteError: these words cannot be altered so.
    """
    spans = [one.span for one in alterations if one.kind is kind]
    others = [one for one in alterations if one.kind is not kind]
    if any(span.contains(stretch) for span in spans):
        spans = [left for span in spans for left in _without(words, span, stretch)]
    else:
        spans = _joined(words, [*spans, stretch])
    return checked(words, [*others, *(Alteration(kind, span) for span in spans)])


def with_text(
    words: str, alterations: Sequence[Alteration], place: Span, text: str
) -> tuple[Alteration, ...]:
    """Put ``text`` in brackets in the place of the words of ``place``, or between words if empty.

    It takes the place of what was inserted there, or stood instead of some of these words. An
    empty text takes that away.

    Raises:
        QuoteError: it cannot stand there, or is empty and there is nothing to take away.
    """
    others = [one for one in alterations if not _is_text_at(one, place)]
    if not text and len(others) < len(alterations):
        return tuple(others)
    kind = AlterationKind.REPLACEMENT if len(place) else AlterationKind.INSERTION
    return checked(words, [*others, Alteration(kind, place, text)])


def inserted_text(alterations: Iterable[Alteration], at: int) -> str:
    """Return what is inserted at the offset ``at``, "" where nothing is."""
    return next((one.text for one in alterations if _is_text_at(one, Span(at, at))), "")


def replaceable(words: str, alterations: Sequence[Alteration], stretch: Span) -> tuple[Span, str]:
    """Return the words to replace where the cursor has ``stretch``, and what stands for them now.

    Words that are replaced together stay together. What stands for them now is one line, that of
    the words themselves where nothing replaces them.

    Raises:
        QuoteError: these words cannot be replaced, whatever the text.
    """
    there = [one for one in alterations if len(stretch) and _is_text_at(one, stretch)]
    start = min([stretch.start, *(one.span.start for one in there)])
    end = max([stretch.end, *(one.span.end for one in there)])
    parts, at = [], start
    for one in there:
        parts += [words[at : one.span.start], one.text]
        at = one.span.end
    now = clean_text("".join([*parts, words[at:end]])).replace("\n", " ")
    place = Span(start, end)
    with_text(words, alterations, place, "x" if now != "x" else "y")  # is it refused?
    return place, now


def with_sic(words: str, alterations: Sequence[Alteration], at: int) -> tuple[Alteration, ...]:
    """Set ``[sic]`` at the offset ``at``, or take it away where it stands already.

    Raises:
        QuoteError: it cannot stand there.
    """
    sic = Alteration(AlterationKind.SIC, Span(at, at))
    if sic in alterations:
        return tuple(one for one in alterations if one != sic)
    return checked(words, [*alterations, sic])


def without(alterations: Iterable[Alteration], stretch: Span) -> tuple[Alteration, ...]:
    """Return ``alterations`` without those that touch the stretch."""
    return tuple(one for one in alterations if not touches(one, stretch))


def touches(alteration: Alteration, stretch: Span) -> bool:
    """Say whether an alteration shares words with the stretch or stands at one of its ends."""
    if alteration.kind in _POINTS:
        return stretch.start <= alteration.span.start <= stretch.end
    return alteration.span.overlaps(stretch)


def description(alterations: Iterable[Alteration], stretch: Span) -> str:
    """Return what is altered in the stretch as one line of plain text, "" for nothing."""
    return " · ".join(_name(one) for one in alterations if touches(one, stretch))


def _name(alteration: Alteration) -> str:
    return {
        AlterationKind.ELISION: "[…]",
        AlterationKind.INSERTION: f"[{alteration.text}]",
        AlterationKind.REPLACEMENT: f"[{alteration.text}]",
        AlterationKind.SIC: "[sic]",
        AlterationKind.EMPHASIS: _("emphasis"),
    }[alteration.kind]


def marked_pieces(words: str, alterations: Sequence[Alteration]) -> list[Piece]:
    """Return the exact words, all of them, with signs where they are altered."""
    signs: dict[int, tuple[list[str], list[str], list[str]]] = {}
    for one in alterations:
        if one.kind in _POINTS:
            signs.setdefault(one.span.start, ([], [], []))[1].append(INSERTED_HERE)
        else:
            opening, closing = _SIGNS[one.kind]
            signs.setdefault(one.span.end, ([], [], []))[0].append(closing)
            signs.setdefault(one.span.start, ([], [], []))[2].append(opening)
    pieces: list[Piece] = []
    for start, end in pairwise([*sorted({0, *signs, len(words)}), len(words)]):
        pieces += [_sign(sign) for signs_there in signs.get(start, ()) for sign in signs_there]
        pieces.append(Piece(words[start:end], _styles(alterations, Span(start, end)), start))
    return pieces


def _styles(alterations: Iterable[Alteration], span: Span) -> tuple[str, ...]:
    return tuple(
        _STYLES[one.kind] for one in alterations if one.kind in _STYLES and one.span.contains(span)
    )


def quoted_pieces(words: str, alterations: Sequence[Alteration]) -> list[Piece]:
    """Return the words as they will be quoted, with signs around what is emphasised."""
    pieces: list[Piece] = []
    hidden = (one.span for one in alterations if one.kind in HIDING)
    at = 0
    for run in runs(words, alterations):
        if run.kind is not None:
            pieces.append(Piece(run.text, SIGN_STYLES))
            at = next(hidden).end if run.kind in HIDING else at
            continue
        core = trimmed(run.text, Span(0, len(run.text))) if run.is_emphasised else Span(0, 0)
        pieces.append(Piece(run.text[: core.start], (), at))
        if len(core):
            emphasised = Piece(run.text[core.start : core.end], ("emphasis",), at + core.start)
            pieces += [_sign(EMPHASISED[0]), emphasised, _sign(EMPHASISED[1])]
        pieces.append(Piece(run.text[core.end :], (), at + core.end))
        at += len(run.text)
    return pieces


def _sign(sign: str) -> Piece:
    return Piece(sign, SIGN_STYLES)


def _is_text_at(alteration: Alteration, place: Span) -> bool:
    """Say whether it is inserted at ``place``, which is empty, or replaces words of ``place``."""
    if len(place):
        is_there = alteration.span.overlaps(place)
        return alteration.kind is AlterationKind.REPLACEMENT and is_there
    return alteration.kind is AlterationKind.INSERTION and alteration.span == place


def _without(words: str, span: Span, taken: Span) -> list[Span]:
    """Return what is left of ``span`` on both sides of what is taken out of it."""
    sides = (Span(span.start, taken.start), Span(taken.end, span.end))
    return [side for side in (trimmed(words, one) for one in sides) if len(side)]


def _joined(words: str, spans: Sequence[Span]) -> list[Span]:
    """Join spans that overlap, or have nothing but spaces between them."""
    joined: list[Span] = []
    for span in sorted(spans):
        last = joined[-1] if joined else span
        gap = words[last.end : span.start]
        if joined and not gap.strip() and "\n" not in gap:
            joined[-1] = Span(last.start, max(last.end, span.end))
        else:
            joined.append(span)
    return joined
