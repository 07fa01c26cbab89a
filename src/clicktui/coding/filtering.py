"""Passages found by their words, where they stand and what is held of their codes.

    images                   with a word that begins so; “these words”, -without, one OR other
    speaker: source: …       the filters of the search (``search.query``), which mean the same
    code: band: by: …        as in the search (``labels``); code:none, and band:none where no code
                             is named: that have none
    work:liberation          as source:, each of them; that work alone where one is called so
    says:"Gaëlle Fleitour"   said by exactly her; says:? by nobody knows whom
    year:?                   of no known year

Never refused: what is no filter is words. Without ``role:`` only prose is looked at.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

import numpy as np

from clicktui.coding.bands import NONE, SILENT
from clicktui.coding.facts import Facts
from clicktui.coding.labels import CodeLabels
from clicktui.search.filters import (
    Mask,
    grouped,
    mask_of_groups,
    mask_of_roles,
    plain,
    roles_searched,
)
from clicktui.search.gathering import UNKNOWN_YEAR, Facets
from clicktui.search.model import SearchCancelledError
from clicktui.search.progress import Progress, never, no_progress
from clicktui.search.query import LABEL_FIELDS, Field, Filter, Piece, pieces
from clicktui.search.query import Query as PlainQuery
from clicktui.search.query import parse as parse_plain
from clicktui.search.tokens import Ints


class Own(StrEnum):
    """What a filter looks at that the search does not know, or not so."""

    CODE = "code"  # only code:none
    WORK = "work"
    SAYS = "says"
    YEAR = "year"  # only year:?


NOBODY = "?"
"""The value that stands for what is not known."""

_OWN = re.compile(rf"(?P<minus>-)?(?P<name>{'|'.join(Own)}):(?P<value>.*)", re.IGNORECASE)
_NONE = ("none", "aucun", "aucune", "nessuno", "nessuna")


@dataclass(frozen=True, slots=True)
class Condition:
    """A filter of ours; ``value`` as it is written, without quotation marks."""

    own: Own
    value: str
    is_excluded: bool = False


@dataclass(frozen=True, slots=True)
class Query:
    """What is asked: the search's part, and ours."""

    plain: PlainQuery
    conditions: tuple[Condition, ...] = ()

    @property
    def is_empty(self) -> bool:
        """Whether all prose is asked for."""
        return self.plain.is_empty and not self.conditions


def parse(query: str) -> Query:
    """Read ``query``; never raises. A filter whose value is still to come asks nothing."""
    left: list[str] = []
    conditions: list[Condition] = []
    found = list(pieces(query))
    at = 0
    while at < len(found):
        piece = found[at]
        at += 1
        own = None if piece.quoted and not piece.name else _OWN.fullmatch(_text(query, piece))
        if own is None:
            left.append(query[piece.start : piece.end])
            continue
        value = piece.body if piece.quoted else own["value"]
        follows = found[at] if at < len(found) else None
        if not value and follows is not None and follows.quoted and follows.start == piece.end:
            value = follows.body
            at += 1
        one = _condition(Own(own["name"].lower()), value.strip(), bool(own["minus"]))
        if one is not None:
            conditions.append(one)
        elif value:
            left.append(query[piece.start : found[at - 1].end])
    ends = query[-1:] if query[-1:].isspace() else ""
    return _without_bands(Query(parse_plain(" ".join(left) + ends), tuple(conditions)))


def _text(query: str, piece: Piece) -> str:
    return query[piece.start : piece.end]


def _condition(own: Own, value: str, is_excluded: bool) -> Condition | None:
    """Return the condition, or None where ``value`` is none that it can have."""
    is_known = bool(value)
    if own is Own.CODE:
        is_known = plain(value) in _NONE
    elif own is Own.YEAR:
        is_known = value == NOBODY
    return Condition(own, value, is_excluded) if is_known else None


def _without_bands(asked: Query) -> Query:
    """Return ``asked`` with ``code:none`` for a ``band:none`` that is of no code in particular."""
    filters = asked.plain.filters
    if any(one.field is Field.CODE and not one.excluded for one in filters):
        return asked
    unbound = [one for one in filters if _is_none(one)]
    conditions = (Condition(Own.CODE, one.value, one.excluded) for one in unbound)
    kept = tuple(one for one in filters if one not in unbound)
    return Query(replace(asked.plain, filters=kept), (*asked.conditions, *conditions))


def _is_none(one: Filter) -> bool:
    value = plain(one.value)
    begins = bool(value) and any(name.startswith(value) for name in _NONE)
    return one.field is Field.BAND and begins and not one.is_alternative


def sifted(
    labels: CodeLabels,
    facts: Facts,
    query: str,
    progress: Progress = no_progress,
    cancelled: Callable[[], bool] = never,
) -> Mask | None:
    """Return which passages answer ``query``, by their places; None: ``cancelled`` said so.

    ``progress`` is told of the passages that are read for their words, where they have to be.
    """
    asked = parse(query)
    filters = asked.plain.filters
    mask = mask_of_roles(facts.facets, roles_searched(filters)).copy()
    of_labels = [group for group in grouped(filters) if _is_of_labels(group)]
    others = [group for group in grouped(filters) if not _is_of_labels(group)]
    standing = mask_of_groups(facts.facets, others, lambda one: labels.mask([[one]]))
    if standing is not None:
        mask &= standing
    if of_labels:
        mask &= labels.mask(of_labels)
    for condition in asked.conditions:
        mask &= _answering(labels, facts.facets, condition) ^ condition.is_excluded
    if asked.plain.clauses or asked.plain.excluded:
        try:
            mask = facts.words.answering(asked.plain, mask, progress, cancelled)
        except SearchCancelledError:
            return None
    return mask


def _is_of_labels(group: Sequence[Filter]) -> bool:
    return all(one.field in LABEL_FIELDS for one in group)


def _answering(labels: CodeLabels, facets: Facets, condition: Condition) -> Mask:
    """Return which passages answer ``condition``, its minus left out."""
    value = plain(condition.value)
    match condition.own:
        case Own.CODE:
            is_without: Mask = np.ones(len(labels), dtype=bool)
            for held in labels.layers.held.values():
                is_without &= (held == SILENT) | (held == NONE)
            return is_without
        case Own.WORK:
            parts = [tuple(map(plain, origin)) for origin in facets.origin_values]
            whole = [origin[1] == value for origin in parts]
            some = [value in "\n".join(origin) for origin in parts]
            return _chosen(whole if any(whole) else some, facets.origins)
        case Own.SAYS:
            speakers = [tuple(map(plain, speaking)) for speaking, _quoted in facets.voice_values]
            is_unknown = condition.value == NOBODY
            good = [not names if is_unknown else value in names for names in speakers]
            return _chosen(good, facets.voices)
        case Own.YEAR:
            undated: Mask = facets.years == UNKNOWN_YEAR
            return undated


def _chosen(good: Sequence[bool], numbers: Ints) -> Mask:
    chosen: Mask = np.array([*good, False], dtype=bool)[numbers]
    return chosen


def quoted(value: str) -> str:
    """Return ``value`` as it is written after the colon of a filter."""
    return f'"{value}"' if any(character.isspace() for character in value) else value
