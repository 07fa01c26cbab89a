"""Finishing the value of a filter that is being typed."""

from collections.abc import Iterable, Sequence

from clicktui.search.filters import plain, values_counted
from clicktui.search.gathering import Facets
from clicktui.search.labels import Labels
from clicktui.search.model import Completion
from clicktui.search.query import LABEL_FIELDS, Field, pieces

MOST = 20


def complete(
    query: str, cursor: int, facets: Sequence[Facets], labels: Labels | None = None
) -> tuple[Completion, ...]:
    """Return completions of the filter value that ``cursor`` (0 to len(query)) stands in.

    Each replaces the value, its quotation marks included. Those that begin with what is typed
    come first, then those that hold it, the most frequent before.
    """
    piece = next((p for p in pieces(query) if p.name and p.start < cursor <= p.end), None)
    if piece is None:
        return ()
    start = piece.body_start - int(piece.quoted)
    if cursor < start:
        return ()
    field = Field(piece.name)
    typed = plain(query[piece.body_start : min(cursor, piece.body_start + len(piece.body))])
    found = []
    for value, count in _counted(field, facets, labels):
        name = plain(value)
        if typed in name:
            found.append((not name.startswith(typed), -count, value))
    return tuple(
        Completion(start, piece.end, _quoted(value), -count)
        for _, count, value in sorted(found)[:MOST]
    )


def _counted(
    field: Field, facets: Sequence[Facets], labels: Labels | None
) -> Iterable[tuple[str, int]]:
    if field in LABEL_FIELDS:
        return labels.values(field).items() if labels is not None else ()
    total: dict[str, int] = {}
    for segment in facets:
        for value, count in values_counted(segment, field).items():
            total[value] = total.get(value, 0) + count
    return total.items()


def _quoted(value: str) -> str:
    """Return ``value`` as it can be typed: in quotation marks where it needs them."""
    if any(c.isspace() or c in '"“”„«»' for c in value):
        return '"' + value.replace('"', " ") + '"'
    return value
