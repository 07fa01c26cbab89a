"""Passages found by their words, where they stand and what is held of their codes.

    images                   with a word that begins so; “these words”, -without, one OR other
    speaker: source: …       the filters of the search (``search.query``), which mean the same
    work:liberation          as source:
    code:prepare             that have the code; two such filters: that have both; code:none: that
                             have none
    band:possible            that have a code of this band; with code:, that code
    by:me by:Ada             about which this coder decided; by:program: of which the program found
                             something; with code:, about that code
    disagreed:yes            where the user and the program do not say the same of a code; no: where
                             they do; with code:, of that code, had or not
    says:"Gaëlle Fleitour"   said by exactly her; says:? by nobody knows whom
    year:?                   of no known year

Never refused: what is no filter is words. Without ``role:`` only prose is looked at.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from clicktui.coding.opinions import Coded, Opinion
from clicktui.corpus.corpus import Corpus
from clicktui.corpus.model import Passage
from clicktui.microtasks.codebook import Codebook
from clicktui.microtasks.model import Band
from clicktui.search.filters import plain, roles_meant, roles_searched
from clicktui.search.query import Atom, Field, Filter, Phrase, Piece, pieces, terms_of
from clicktui.search.query import Query as PlainQuery
from clicktui.search.query import parse as parse_plain


class Own(StrEnum):
    """What a filter looks at that the search does not know, or not so."""

    CODE = "code"
    BAND = "band"
    BY = "by"
    DISAGREED = "disagreed"
    WORK = "work"
    SAYS = "says"
    YEAR = "year"  # only year:?


NOBODY = "?"
"""The value that stands for what is not known."""

_OWN = re.compile(rf"(?P<minus>-)?(?P<name>{'|'.join(Own)}):(?P<value>.*)", re.IGNORECASE)
_BANDS = {
    Band.CLEAR: ("clear", "clair"),
    Band.POSSIBLE: ("possible",),
    Band.NONE: ("none", "aucun"),
}
_NONE = _BANDS[Band.NONE]
_ME = ("me", "moi")
_PROGRAM = ("program", "programme", "clicktui")
_TRUTHS = {True: ("yes", "oui"), False: ("no", "non")}
_ALTERNATIVE = frozenset({Field.SOURCE, Field.LANG, Field.ROLE, Field.YEAR})


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
    return Query(parse_plain(" ".join(left) + ends), tuple(conditions))


def _text(query: str, piece: Piece) -> str:
    return query[piece.start : piece.end]


def _condition(own: Own, value: str, is_excluded: bool) -> Condition | None:
    """Return the condition, or None where ``value`` is none that it can have."""
    if not value:
        return None
    is_known = True
    if own is Own.BAND:
        is_known = band_meant(value) is not None
    elif own is Own.DISAGREED:
        is_known = _truth(value) is not None
    elif own is Own.YEAR:
        is_known = value == NOBODY
    return Condition(own, value, is_excluded) if is_known else None


def band_meant(value: str) -> Band | None:
    """Return the band that ``value`` begins to name, in English or French."""
    wanted = plain(value)
    for band, names in _BANDS.items():
        if wanted and any(name.startswith(wanted) for name in names):
            return band
    return None


def _truth(value: str) -> bool | None:
    wanted = plain(value)
    for truth, names in _TRUTHS.items():
        if wanted and any(name.startswith(wanted) for name in names):
            return truth
    return None


class Sieve:
    """Finds passages of a corpus coded by a codebook; keeps their folded words for the next time.

    One thread at a time.
    """

    def __init__(self, codebook: Codebook, corpus: Corpus, who: str) -> None:
        """Make one for ``who``, the user, whom ``by:me`` means."""
        self._codes = {
            code.id: (plain(code.id), *(plain(name) for name in code.names.values()))
            for code in codebook.codes
        }
        self._corpus = corpus
        self._who = who
        self._words: dict[str, str] = {}
        self._places: dict[str, str] = {}

    def sift(self, coded: Iterable[Coded], query: str) -> tuple[Coded, ...]:
        """Return those that answer ``query``, in their order."""
        asked = parse(query)
        roles = roles_searched(asked.plain.filters)
        there = [one for one in coded if one.passage.role in roles]
        if not asked.is_empty:
            groups = _grouped(asked.plain.filters)
            there = [one for one in there if self._answers(one, asked, groups)]
        return tuple(there)

    def _answers(self, one: Coded, asked: Query, groups: Mapping[Field, Sequence[Filter]]) -> bool:
        passage = one.passage
        return (
            all(any(self._stands(passage, two) for two in some) for some in groups.values())
            and all(
                self._holds(passage, two)
                for two in asked.plain.filters
                if two.excluded or two.field not in _ALTERNATIVE
            )
            and self._has_words(passage, asked.plain)
            and self._is_coded(one, asked.conditions)
        )

    # words

    def _has_words(self, passage: Passage, asked: PlainQuery) -> bool:
        if not asked.clauses and not asked.excluded:
            return True
        words = self._words.get(passage.id)
        if words is None:
            words = f" {' '.join(term.key for term in terms_of(passage.text))} "
            self._words[passage.id] = words
        return all(any(_stand(atom, words) for atom in some) for some in asked.clauses) and not any(
            _stand(atom, words, is_begun=False) for atom in asked.excluded
        )

    # where it stands

    def _holds(self, passage: Passage, condition: Filter) -> bool:
        if not condition.excluded:
            return self._stands(passage, condition)
        is_of_time = condition.field in (Field.YEAR, Field.AFTER, Field.BEFORE)
        if is_of_time and passage.year is None:  # not known to differ
            return False
        return not self._stands(passage, condition)

    def _stands(self, passage: Passage, condition: Filter) -> bool:
        value = plain(condition.value)
        match condition.field:
            case Field.SOURCE:
                return value in self._place(passage)
            case Field.SPEAKER:
                names = (*passage.speakers, *passage.quoted)
                return any(value in plain(name) for name in names)
            case Field.LANG:
                return passage.lang.lower().startswith(value)
            case Field.ROLE:
                return passage.role in roles_meant(value)
            case Field.YEAR:
                return passage.year == int(value)
            case Field.AFTER:
                return passage.year is not None and passage.year > int(value)
            case Field.BEFORE:
                return passage.year is not None and passage.year < int(value)
            case _:  # of the labels, with a value that is none
                return False

    def _place(self, passage: Passage) -> str:
        place = self._places.get(passage.work)
        if place is None:
            parts = (passage.file, passage.work, passage.title, passage.container)
            place = self._places[passage.work] = "\n".join(map(plain, parts))
        return place

    # codes

    def _is_coded(self, one: Coded, conditions: Sequence[Condition]) -> bool:
        wanted = [two.value for two in conditions if two.own is Own.CODE and not two.is_excluded]
        named = [code for value in wanted for code in self._meant(value)]
        about = [one.opinions[code] for code in named] or list(one.opinions.values())
        says_how = any(two.own in (Own.BAND, Own.DISAGREED) for two in conditions)
        for condition in conditions:
            if condition.own is Own.CODE and says_how and not condition.is_excluded:
                continue  # band: and disagreed: say what is to be held of it
            if self._is(one, condition, about) is condition.is_excluded:
                return False
        return True

    def _is(self, one: Coded, condition: Condition, about: Sequence[Opinion]) -> bool:
        value = plain(condition.value)
        match condition.own:
            case Own.CODE:
                if value in _NONE:
                    return not one.codes
                return any(one.opinions[code].is_held for code in self._meant(condition.value))
            case Own.BAND:
                band = band_meant(value)
                if band is Band.NONE:
                    return all(opinion.band is band for opinion in about)
                return any(opinion.band is band for opinion in about)
            case Own.BY:
                return any(self._is_by(opinion, value) for opinion in about)
            case Own.DISAGREED:
                if _truth(value):
                    return any(opinion.differs for opinion in about)
                return any(opinion.agrees for opinion in about)
            case Own.WORK:
                return value in self._place(one.passage)
            case Own.SAYS:
                speakers = tuple(map(plain, one.passage.speakers))
                return not speakers if condition.value == NOBODY else value in speakers
            case Own.YEAR:
                return one.passage.year is None

    def _is_by(self, opinion: Opinion, value: str) -> bool:
        if value in _PROGRAM:
            return opinion.found is not Band.NONE
        coders = {placed.decision.coder for placed in opinion.decisions}
        if value in _ME:
            return self._who in coders
        return any(value in plain(coder) for coder in coders)

    def _meant(self, value: str) -> tuple[str, ...]:
        """Return the codes that ``value`` names, or begins to name."""
        wanted = plain(value)
        whole = tuple(code for code, names in self._codes.items() if wanted in names)
        return whole or tuple(
            code for code, names in self._codes.items() if any(n.startswith(wanted) for n in names)
        )


def _grouped(filters: Iterable[Filter]) -> dict[Field, list[Filter]]:
    """Return those of which one is enough, by their field."""
    groups: dict[Field, list[Filter]] = {}
    for one in filters:
        if one.field in _ALTERNATIVE and not one.excluded:
            groups.setdefault(one.field, []).append(one)
    return groups


def _stand(atom: Atom, words: str, is_begun: bool = True) -> bool:
    """Say whether ``words`` (spaced) have the atom; ``is_begun``: or a word that begins so."""
    if isinstance(atom, Phrase):
        asked = " ".join(term.key for term in atom.terms)
        return f" {asked}" in words if atom.open and is_begun else f" {asked} " in words
    return f" {atom.key}" in words if is_begun else f" {atom.key} " in words


def quoted(value: str) -> str:
    """Return ``value`` as it is written after the colon of a filter."""
    return f'"{value}"' if any(character.isspace() for character in value) else value
