"""What the rows of a hit say: who, when, where, which work, and the words found.

Pure functions from a hit to styled runs of plain text; corpus text never becomes markup.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from rich.cells import cell_len, set_cell_size

from clicktui.corpus.model import Passage
from clicktui.i18n import translate as _
from clicktui.search.model import Highlight, Hit, Match
from clicktui.wording import role_name, said_by

Run = tuple[str, str]
"""Text and the name of its style: one of ``STYLES``."""

STYLES = ("plain", "name", "quiet", "exact", "guessed")

SNIPPET_ROWS = 2
ROWS = 2 + SNIPPET_ROWS
"""Rows of one hit: who and where, the work, the words found."""


@dataclass(frozen=True, slots=True)
class HitRows:
    """The rows of one hit, each a list of runs that fills at most the width."""

    rows: tuple[tuple[Run, ...], ...]


def where_and_when(passage: Passage) -> str:
    """Return the year and the locator, or the role of what has no number."""
    year = str(passage.year) if passage.year else _("n.d.")
    if passage.paragraph is None:
        return f"{role_name(passage.role)} · {year}"
    return f"{year} · § {passage.paragraph}"


def hit_rows(hit: Hit, width: int) -> HitRows:
    """Return the ``ROWS`` rows of ``hit`` for ``width`` cells."""
    passage = hit.passage
    place = where_and_when(passage)
    room = max(width - cell_len(place) - 1, 8)
    first: tuple[Run, ...] = (
        (_fit(said_by(passage), room) + " ", "name"),
        (place, "quiet"),
    )
    guesses = ", ".join(f"{guess.typed} ≈ {guess.found}" for guess in hit.guesses)
    second: tuple[Run, ...] = ((_clip(passage.title, width), "quiet"),)
    if guesses:
        room = max(width - cell_len(guesses) - 2, 0)
        title = _fit(passage.title, room) + "  " if room >= 6 else ""
        second = ((title, "quiet"), (_clip(guesses, width), "guessed"))
    return HitRows(tuple(_cropped(row, width) for row in (first, second, *_snippet(hit, width))))


def _snippet(hit: Hit, width: int) -> list[tuple[Run, ...]]:
    """Return the words found, from a little before the first match on, in full rows."""
    text, base = hit.passage.text, hit.passage.start
    start = _snippet_start(text, [h.span.start - base for h in hit.highlights], width)
    runs = list(_runs(text, start, base, hit.highlights))
    rows: list[tuple[Run, ...]] = []
    row: list[Run] = []
    free = width
    if start:
        runs.insert(0, ("… ", "quiet"))
    for word, style in _words(runs):
        size = cell_len(word.rstrip())
        if size > free and row:
            rows.append(tuple(row))
            row, free = [], width
            if len(rows) == SNIPPET_ROWS:
                break
            word = word.lstrip()
        row.append((word if cell_len(word) <= free else _clip(word.rstrip(), free), style))
        free -= min(cell_len(word), free)
    else:
        if row:
            rows.append(tuple(row))
        return rows + [()] * (SNIPPET_ROWS - len(rows))
    rows[-1] = _with_ellipsis(rows[-1], width)
    return rows


def _snippet_start(text: str, matches: Sequence[int], width: int) -> int:
    """Return where the snippet begins: the passage's start, or a word before the first match."""
    if not matches or matches[0] < width * SNIPPET_ROWS * 2 // 3:
        return 0
    earliest = max(matches[0] - width // 2, 0)
    space = text.find(" ", earliest, matches[0])
    return space + 1 if space >= 0 else matches[0]


def _runs(text: str, start: int, base: int, highlights: Sequence[Highlight]) -> Iterable[Run]:
    """Cut ``text[start:]`` at the highlights, which are offsets of the file (``base`` + here)."""
    at = start
    for highlight in highlights:
        begin, end = highlight.span.start - base, highlight.span.end - base
        if begin < at:
            continue
        if begin > at:
            yield text[at:begin], "plain"
        yield text[begin:end], "guessed" if highlight.match is Match.GUESSED else "exact"
        at = end
    if at < len(text):
        yield text[at:], "plain"


def _words(runs: Iterable[Run]) -> Iterable[Run]:
    """Cut runs after ordinary spaces, so that rows break between words only."""
    for text, style in runs:
        at = 0
        while at < len(text):
            space = text.find(" ", at)
            end = len(text) if space < 0 else space + 1
            yield text[at:end], style
            at = end


def _with_ellipsis(row: tuple[Run, ...], width: int) -> tuple[Run, ...]:
    """End ``row`` with an ellipsis, within ``width`` cells."""
    text, style = row[-1]
    used = sum(cell_len(run) for run, _style in row[:-1])
    return (*row[:-1], (_clip(text.rstrip() + " …", max(width - used, 1)), style))


def _cropped(row: tuple[Run, ...], width: int) -> tuple[Run, ...]:
    """Return ``row`` without what would stand beyond ``width`` cells."""
    kept: list[Run] = []
    for text, style in row:
        kept.append((_clip(text, width), style))
        width -= cell_len(kept[-1][0])
    return tuple(kept)


def _clip(text: str, width: int) -> str:
    """Return ``text`` in at most ``width`` cells, an ellipsis showing what was cut."""
    if cell_len(text) <= width:
        return text
    if width < 1:
        return ""
    return set_cell_size(text, width - 1).rstrip() + "…"


def _fit(text: str, width: int) -> str:
    """Return ``text`` in exactly ``width`` cells."""
    return set_cell_size(_clip(text, width), width)
