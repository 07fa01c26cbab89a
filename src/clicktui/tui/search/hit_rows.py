"""What the rows of a hit say: who, when, where, which work, and the words found.

Pure functions from a hit to styled runs of plain text; corpus text never becomes markup.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from rich.cells import cell_len

from clicktui.corpus.model import Passage, Span
from clicktui.i18n import translate as _
from clicktui.search.model import Hit, Match
from clicktui.tui.drawing.styled_runs import clip, fit
from clicktui.wording.passages import place_of, said_by

Run = tuple[str, str]
"""Text and the name of its style: plain, name, quiet, exact or guessed."""

SNIPPET_ROWS = 2
ROWS = 2 + SNIPPET_ROWS
"""Rows of one hit: who and where, the work, the words found."""


_BEFORE_A_WORD = re.compile(r"(?<= )(?=[^ :;?!»])")
_SET_APART = (":", ";", "?", "!", "»", " ")


@dataclass(frozen=True, slots=True)
class HitRows:
    """The rows of one hit, each a list of runs that fills at most the width."""

    rows: tuple[tuple[Run, ...], ...]


def where_and_when(passage: Passage) -> str:
    """Return the year and the locator, or the role of what has none."""
    year, place = str(passage.year) if passage.year else _("n.d."), place_of(passage)
    if passage.paragraph is None and passage.locator is None:
        return f"{place} · {year}"
    return f"{year} · {place}"


def hit_rows(hit: Hit, width: int, found: Span, signs: str = "") -> HitRows:
    """Return the ``ROWS`` rows of ``hit`` for ``width`` cells.

    ``found`` (offsets in the file) are the words to show: those that are copied. ``signs`` are of
    the codes of the passage.
    """
    passage = hit.passage
    place = " · ".join(filter(None, (where_and_when(passage), signs)))
    room = max(width - cell_len(place) - 1, 8)
    first: tuple[Run, ...] = (
        (fit(said_by(passage), room) + " ", "name"),
        (place, "quiet"),
    )
    guesses = ", ".join(f"{guess.typed} ≈ {guess.found}" for guess in hit.guesses)
    second: tuple[Run, ...] = ((clip(passage.title, width), "quiet"),)
    if guesses:
        room = max(width - cell_len(guesses) - 2, min(cell_len(passage.title), width // 3))
        second = (
            (fit(passage.title, room) + "  ", "quiet"),
            (clip(guesses, max(width - room - 2, 0)), "guessed"),
        )
    snippet = _snippet(hit, width, Span(found.start - passage.start, found.end - passage.start))
    return HitRows(tuple(_cropped(row, width) for row in (first, second, *snippet)))


def _snippet(hit: Hit, width: int, found: Span) -> list[tuple[Run, ...]]:
    """Return the words found (``found`` counts from the passage's start), in full rows."""
    text, base = hit.passage.text, hit.passage.start
    marks = [(h.span.start - base, h.span.end - base, h.match) for h in hit.highlights]
    start = _snippet_start(text, found, [begin for begin, _end, _match in marks], width)
    rows: list[tuple[Run, ...]] = []
    row: list[Run] = [("… ", "quiet")] if start else []
    free = width - 2 * len(row)
    for word in _words(_runs(text, start, marks)):
        size = cell_len("".join(run for run, _style in word).rstrip())
        if size > free and row:
            rows.append(tuple(row))
            row, free = [], width
            if len(rows) == SNIPPET_ROWS:
                rows[-1] = _with_ellipsis(rows[-1], width)
                return rows
        for run, style in word:
            row.append((run if cell_len(run) <= free else clip(run.rstrip(), free), style))
            free -= min(cell_len(run), free)
    if row:
        rows.append(tuple(row))
    return rows + [()] * (SNIPPET_ROWS - len(rows))


def _snippet_start(text: str, found: Span, matches: Sequence[int], width: int) -> int:
    """Return where the snippet begins: at the words found, or later, before their first match."""
    first = next((match for match in matches if match >= found.start), found.start)
    if first - found.start < width * SNIPPET_ROWS * 2 // 3:
        return max(found.start, 0)
    space = text.find(" ", max(first - width // 2, found.start), first)
    return space + 1 if space >= 0 else first


def _runs(text: str, start: int, marks: Sequence[tuple[int, int, Match]]) -> Iterable[Run]:
    """Cut ``text[start:]`` at the marked words."""
    at = start
    for begin, end, match in marks:
        if begin < at:
            continue
        if begin > at:
            yield text[at:begin], "plain"
        yield text[begin:end], "guessed" if match is Match.GUESSED else "exact"
        at = end
    if at < len(text):
        yield text[at:], "plain"


def _words(runs: Iterable[Run]) -> Iterable[list[Run]]:
    """Gather runs into words, each ended by its spaces: rows break nowhere else.

    A space before a mark that French sets apart (: ; ? ! » ) is no place to break.
    """
    word: list[Run] = []
    for text, style in runs:
        for piece in _BEFORE_A_WORD.split(text):
            if word and word[-1][0].endswith(" ") and not piece.startswith(_SET_APART):
                yield word
                word = []
            if piece:
                word.append((piece, style))
    if word:
        yield word


def _with_ellipsis(row: tuple[Run, ...], width: int) -> tuple[Run, ...]:
    """End ``row`` with an ellipsis, within ``width`` cells."""
    text, style = row[-1]
    used = sum(cell_len(run) for run, _style in row[:-1])
    return (*row[:-1], (clip(text.rstrip() + " …", max(width - used, 1)), style))


def _cropped(row: tuple[Run, ...], width: int) -> tuple[Run, ...]:
    """Return ``row`` without what would stand beyond ``width`` cells."""
    kept: list[Run] = []
    for text, style in row:
        kept.append((clip(text, width), style))
        width -= cell_len(kept[-1][0])
    return tuple(kept)
