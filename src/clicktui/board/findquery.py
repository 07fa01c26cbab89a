"""What is typed to find quotes on a board: never refused, what is no filter is words.

    travail du clic          all these words, each in the quote or in what is said of it
    "petites mains"          these words in this order; “…” and «…» do as well
    -automatisation          not this word (or phrase, or filter: -tag:genre)
    tag:genre list:intro     filters: tag star list speaker source lang note altered standing by
    code:imitate             code

Names, quotation marks and the minus sign are those of the search (``search.query``). ``star``,
``altered`` and ``note`` take yes or no, ``note`` also words that are in it.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from clicktui.corpus.folding import CHUNK, fold_text


class Field(StrEnum):
    """What a filter looks at."""

    TAG = "tag"
    STAR = "star"
    LIST = "list"
    SPEAKER = "speaker"
    SOURCE = "source"
    LANG = "lang"
    NOTE = "note"
    ALTERED = "altered"
    STANDING = "standing"
    BY = "by"
    CODE = "code"


STANDINGS = ("same", "moved", "changed", "vanished", "kept", "settled")
"""What ``standing:`` can be; ``settled`` is that there is nothing to settle: same, or kept."""

LONGEST_QUERY = 600
"""Code points that are read."""

_WHETHER = frozenset({Field.STAR, Field.ALTERED})
_FIELDS = frozenset(field.value for field in Field)
_PIECE = re.compile(
    rf"""(?P<minus>-(?=\S))?
        (?:(?P<name>(?i:{"|".join(sorted(_FIELDS))})):(?!//))?
        (?:"(?P<straight>[^"”]*)["”]? | [“”](?P<curly>[^"”]*)["”]? | «(?P<angled>[^»]*)»?
           | „(?P<low>[^“”]*)[“”]? | (?P<plain>[^\s"“”„«»]+) | (?P<none>(?=\s|\Z)))""",
    re.VERBOSE,
)


@dataclass(frozen=True, slots=True)
class Sought:
    """Words to be found, folded: one, or (``is_phrase``) several in this order.

    ``is_open``: the last is still being typed, so that a word may begin so.
    """

    words: tuple[str, ...]
    is_phrase: bool = False
    is_open: bool = False


@dataclass(frozen=True, slots=True)
class Filter:
    """A condition; ``value`` is folded, ``is_quoted`` says that it stood in quotation marks."""

    field: Field
    value: str
    is_excluded: bool = False
    is_quoted: bool = False


@dataclass(frozen=True, slots=True)
class Query:
    """A query read: all of it has to hold."""

    sought: tuple[Sought, ...] = ()
    excluded: tuple[Sought, ...] = ()
    filters: tuple[Filter, ...] = ()


def parse(query: str) -> Query:
    """Read ``query``; never raises."""
    query = query[:LONGEST_QUERY]
    sought: list[Sought] = []
    excluded: list[Sought] = []
    filters: list[Filter] = []
    for match in _pieces(query):
        body, is_quoted = _body(match), match["plain"] is None
        is_being_typed = match.end() == len(query)
        if match["name"]:
            one = _filter(Field(match["name"].lower()), body, bool(match["minus"]), is_quoted)
            if one is not None:
                filters.append(one)
            if one is not None or (is_being_typed and not body.strip()):
                continue
            body, is_quoted = match[0], False
        words = _words(body)
        is_open = is_being_typed and match[0][-1:].isalnum()
        if words and match["minus"]:
            excluded.append(Sought(words, is_phrase=True))
        elif words and is_quoted:
            sought.append(Sought(words, is_phrase=True, is_open=is_open))
        else:
            sought += [Sought((word,)) for word in words[:-1]]
            sought += [Sought((word,), is_open=is_open) for word in words[-1:]]
    return Query(tuple(sought), tuple(excluded), tuple(filters))


def plain(text: str) -> str:
    """Return ``text`` as values are compared: folded, with single spaces."""
    return " ".join(fold_text(text).split())


def truth(value: str) -> bool | None:
    """Return what a value begins to say, in English or French: yes, no, or neither."""
    if value and any(word.startswith(value) for word in ("yes", "oui")):
        return True
    return False if value and any(word.startswith(value) for word in ("no", "non")) else None


def _pieces(query: str) -> Iterator[re.Match[str]]:
    at = 0
    while at < len(query):
        match = None if query[at].isspace() else _PIECE.match(query, at)
        if match is None or match.end() == at:
            at += 1
            continue
        yield match
        at = match.end()


def _body(match: re.Match[str]) -> str:
    groups = ("straight", "curly", "angled", "low", "plain")
    return next((match[group] for group in groups if match[group] is not None), "")


def _filter(field: Field, body: str, minus: bool, is_quoted: bool) -> Filter | None:
    """Return the filter, or None where its value is none that it can have."""
    value = plain(body)
    if not value or (field in _WHETHER and truth(value) is None):
        return None
    if field is Field.STANDING and not any(name.startswith(value) for name in STANDINGS):
        return None
    return Filter(field, value, minus, is_quoted)


def _words(text: str) -> tuple[str, ...]:
    return tuple(found for found in (plain(m[0]) for m in CHUNK.finditer(text)) if found)
