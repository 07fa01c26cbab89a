"""The language of queries, which never refuses: what it cannot read is searched as words.

    travail du clic          passages with these words, best first; the last may be unfinished
    "petites mains"          these words in this order; “…” and «…» do as well
    -automatisation          not this word (or phrase, or filter: -source:liberation)
    microtravail OR clic     one or the other
    speaker:casilli          filters: source speaker lang role year after before
    speaker:"Gaëlle Fleitour"
    code:imitate             filters on labels (see ``labels``): code band by disagreed
    lang:fr OR code:imitate  one filter or the other

``after:2022`` and ``before:2022`` leave 2022 itself out (``after:2022`` is 2023 and later), and a
passage of unknown year answers no year filter. A quotation mark that is still open and a filter
whose value is still to come, at the end of the query, are being typed: no notice.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from clicktui.corpus.folding import CHUNK, words_of_chunk
from clicktui.search.model import Notice, NoticeKind


class Field(StrEnum):
    """What a filter looks at."""

    SOURCE = "source"
    SPEAKER = "speaker"
    LANG = "lang"
    ROLE = "role"
    YEAR = "year"
    AFTER = "after"
    BEFORE = "before"
    CODE = "code"
    BAND = "band"
    BY = "by"
    DISAGREED = "disagreed"


LONGEST_QUERY = 600
"""Code points that are read: a pasted page is found by its beginning, without delaying a key."""

YEAR_FIELDS = frozenset({Field.YEAR, Field.AFTER, Field.BEFORE})

LABEL_FIELDS = frozenset({Field.CODE, Field.BAND, Field.BY, Field.DISAGREED})
"""What the index does not hold: see ``labels``."""


@dataclass(frozen=True, slots=True)
class Term:
    """One word as typed, its form (accents kept) and key (accents gone)."""

    typed: str
    form: str
    key: str


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words that stand together in this order. ``open``: its last word may be unfinished."""

    terms: tuple[Term, ...]
    open: bool = False

    @property
    def typed(self) -> str:
        """The words as typed, a space between them."""
        return " ".join(term.typed for term in self.terms)


Atom = Term | Phrase
Clause = tuple[Atom, ...]
"""Alternatives: one of them is enough."""


@dataclass(frozen=True, slots=True)
class Filter:
    """A condition on where a passage stands. ``value`` is as typed, without its quotes.

    ``is_alternative``: this one, or the one before it in the query, is enough.
    """

    field: Field
    value: str
    excluded: bool = False
    is_alternative: bool = False


@dataclass(frozen=True, slots=True)
class Query:
    """A query read. ``unfinished``: the last clause's last word is still being typed."""

    clauses: tuple[Clause, ...] = ()
    excluded: tuple[Atom, ...] = ()
    filters: tuple[Filter, ...] = ()
    notices: tuple[Notice, ...] = ()
    unfinished: bool = False

    @property
    def is_empty(self) -> bool:
        """Whether nothing was asked."""
        return not (self.clauses or self.excluded or self.filters)


_OPENING = {'"': '"”“', "“": '”"', "”": '”"', "„": '“”"', "«": "»"}
_FILTER = re.compile(r"(?P<name>[^\W\d_]+):(?!//)")
_FIELDS = frozenset(field.value for field in Field)
_FOREIGN = re.compile(r"[*|]|^(?:AND|NOT|NEAR|ET|OU|SAUF)$")
_FOREIGN_BESIDE_OR = re.compile(r"[()]|" + _FOREIGN.pattern)
"""What other query languages know: here it is words. Brackets are common in pasted sentences."""
_BREAKS = frozenset('"“”„«»')
YEAR = re.compile(r"\d{1,4}")


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of the query: a filter, a quotation, ``OR`` or a run of plain characters.

    ``body`` is what is asked, from ``body_start`` on; ``closed`` is false for a quotation without
    its end. ``start`` and ``end`` cover all of it, the minus sign included.
    """

    start: int
    end: int
    body: str
    body_start: int
    minus: bool = False
    name: str = ""
    quoted: bool = False
    closed: bool = True


def pieces(query: str) -> Iterator[Piece]:
    """Yield the pieces of ``query`` in order; white space parts them."""
    at = 0
    while at < len(query):
        if query[at].isspace():
            at += 1
            continue
        piece = _piece(query, at)
        yield piece
        at = piece.end


def _piece(query: str, start: int) -> Piece:
    at = start
    minus = query[at] == "-" and at + 1 < len(query) and not query[at + 1].isspace()
    if minus:
        at += 1
    name = ""
    if match := _FILTER.match(query, at):
        name = match["name"].lower()
        if name in _FIELDS:
            at = match.end()
        else:
            name = ""
    if at < len(query) and query[at] in _OPENING:
        closing = _OPENING[query[at]]
        end = next((i for i in range(at + 1, len(query)) if query[i] in closing), -1)
        closed = end >= 0
        stop = end if closed else len(query)
        return Piece(start, stop + closed, query[at + 1 : stop], at + 1, minus, name, True, closed)
    end = at
    while end < len(query) and not query[end].isspace() and query[end] not in _BREAKS:
        end += 1
    end = max(end, start + 1)
    return Piece(start, end, query[at:end], at, minus, name)


def terms_of(text: str) -> tuple[Term, ...]:
    """Return the words of ``text``; a hyphenated compound gives its parts."""
    return tuple(
        Term(match[0][word.start : word.end], word.form, word.key)
        for match in CHUNK.finditer(text)
        for word in words_of_chunk(match[0])
        if not word.joined
    )


def _ends_in_word(text: str) -> bool:
    return any(match.end() == len(text) for match in CHUNK.finditer(text))


def parse(query: str) -> Query:
    """Read ``query``. Never raises: what is no filter is words, and a notice says so."""
    reader = _Reader(_FOREIGN_BESIDE_OR if " OR " in query else _FOREIGN)
    if len(query) > LONGEST_QUERY:
        query = query[:LONGEST_QUERY].rpartition(" ")[0] or query[:LONGEST_QUERY]
        reader.notices.append(Notice(NoticeKind.TOO_LONG, query[-20:]))
    found = list(pieces(query))
    for index, piece in enumerate(found):
        reader.take(piece, is_last=index == len(found) - 1, ends_query=piece.end == len(query))
    return reader.query()


def asks_labels(query: str) -> bool:
    """Say whether ``query`` has filters on labels."""
    return any(one.field in LABEL_FIELDS for one in parse(query).filters)


class _Reader:
    def __init__(self, foreign: re.Pattern[str]) -> None:
        self.foreign = foreign
        self.clauses: list[list[Atom]] = []
        self.excluded: list[Atom] = []
        self.filters: list[Filter] = []
        self.notices: list[Notice] = []
        self.unfinished = False
        self.pending_or = False
        self.is_after_filter = False

    def query(self) -> Query:
        return Query(
            tuple(tuple(clause) for clause in self.clauses),
            tuple(self.excluded),
            tuple(self.filters),
            tuple(self.notices),
            self.unfinished,
        )

    def take(self, piece: Piece, is_last: bool, ends_query: bool) -> None:
        if piece.body == "OR" and not (piece.minus or piece.name or piece.quoted):
            self._take_or(is_last)
            return
        if piece.name:
            self._take_filter(piece, is_last and ends_query)
        elif piece.quoted:
            self._take_phrase(piece)
        else:
            self._take_words(piece, is_last and ends_query)
        self.is_after_filter = bool(piece.name) and not piece.minus

    def _take_filter(self, piece: Piece, being_typed: bool) -> None:
        is_alternative = self.pending_or and self.is_after_filter and not piece.minus
        if is_alternative:
            self.pending_or = False
        else:
            self._no_or()
        field = Field(piece.name)
        value = piece.body.strip()
        if not value and being_typed:
            return
        bad_year = field in YEAR_FIELDS and not YEAR.fullmatch(value)
        if not value or bad_year:
            typed = f"{piece.name}:{piece.body}"
            self.notices.append(Notice(NoticeKind.READ_AS_WORDS, typed))
            self._add_terms(terms_of(typed), piece.minus)
        elif not (field in YEAR_FIELDS and being_typed and len(value) < 4):
            self.filters.append(Filter(field, value, piece.minus, is_alternative))

    def _take_phrase(self, piece: Piece) -> None:
        terms = terms_of(piece.body)
        if not terms:
            return
        is_open = not piece.closed and not piece.body[-1].isspace()
        atom = Phrase(terms, open=is_open)
        if piece.minus:
            self._no_or()
            self.excluded.append(atom)
        else:
            self._add(atom)

    def _take_or(self, is_last: bool) -> None:
        if (self.clauses or self.is_after_filter) and not self.pending_or:
            self.pending_or = True
        elif not is_last:
            self._add_or_as_word()

    def _take_words(self, piece: Piece, being_typed: bool) -> None:
        terms = terms_of(piece.body)
        if not terms:
            return
        if _FILTER.match(piece.body) or self.foreign.search(piece.body):
            self.notices.append(Notice(NoticeKind.READ_AS_WORDS, piece.body))
        self._add_terms(terms, piece.minus)
        self.unfinished = being_typed and not piece.minus and _ends_in_word(piece.body)

    def _add_terms(self, terms: Sequence[Term], minus: bool) -> None:
        self.unfinished = False
        if minus:
            self._no_or()
            if terms:
                self.excluded.append(terms[0] if len(terms) == 1 else Phrase(tuple(terms)))
        elif self.pending_or and self.clauses and len(terms) > 1:
            self._add(Phrase(tuple(terms)))
        else:
            for term in terms:
                self._add(term)

    def _add(self, atom: Atom) -> None:
        if self.pending_or and self.clauses:
            self.clauses[-1].append(atom)
            self.pending_or = False
        else:
            self._no_or()
            self.clauses.append([atom])

    def _no_or(self) -> None:
        if self.pending_or:
            self.pending_or = False
            self._add_or_as_word()

    def _add_or_as_word(self) -> None:
        self.notices.append(Notice(NoticeKind.READ_AS_WORDS, "OR"))
        self.clauses.append(list(terms_of("OR")))
