"""Citation keys: what BibLaTeX, pandoc and Org call a work.

A key is made of the work's own metadata (first author, year, first telling word of the title:
``casilli2023ia``), never of a board, so that a work has the same one everywhere. Works to which the
same key would fall are told apart by a letter, in the order of their ids.
"""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from itertools import chain, count
from typing import Any

from clicktui.errors import CitationKeyError
from clicktui.i18n import translate as _

_KEY = re.compile(r"[A-Za-z][A-Za-z0-9:_-]*")
_WORD = re.compile(r"[a-z0-9]+")
_LONGEST_NAME, _LONGEST_WORD = 30, 20
_WITHOUT_DECOMPOSITION = str.maketrans(
    {"œ": "oe", "æ": "ae", "ß": "ss", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ı": "i"}
)
_FUNCTION_WORDS = (
    "le la les un une des du de au aux et ou en dans sur pour par avec sans ce cet cette ces son "
    "sa ses il elle est sont ne pas que qui quel quelle qu "
    "lo gli uno una di del della dei delle dell degli da dal nel nella nell per con su tra fra al "
    "alla all ed che chi non sono come "
    "the an of and or in on at to for with from by is are be it its this that what who how why not"
)
_STOP_WORDS = frozenset(_FUNCTION_WORDS.split())


def checked_key(key: str) -> str:
    """Return ``key`` if BibLaTeX, pandoc and Org can all read it.

    Raises:
        CitationKeyError: it does not begin with an ASCII letter, or holds something other than
            ASCII letters and figures, ``:``, ``_`` and ``-``.
    """
    if not _KEY.fullmatch(key):
        message = _("A citation key is letters without accents, figures, : _ and -, not {key!r}")
        raise CitationKeyError(message.format(key=key[:60]))
    return key


def citation_keys(
    works: Mapping[str, Mapping[str, Any]], given: Mapping[str, str] | None = None
) -> dict[str, str]:
    """Return the citation key of each work, by work id.

    Keys differ also when case does not count. Pass all works that are known, of the corpus and of
    boards, whatever is exported: then the letters that tell works apart stay with their works.

    Args:
        works: CSL-JSON items by work id.
        given: keys that the user chose, by work id; they win over ours.

    Raises:
        CitationKeyError: a given key is none, or two works were given the same.
    """
    given = dict(given or {})
    taken = _reserved(given)
    wanted: dict[str, list[str]] = defaultdict(list)
    for work_id in sorted(works.keys() - given.keys()):
        wanted[made_key(work_id, works[work_id])].append(work_id)
    keys = {work_id: given[work_id] for work_id in works if work_id in given}
    apart: list[tuple[str, str]] = []
    for key, ids in sorted(wanted.items()):
        if len(ids) == 1 and key not in taken:
            keys[ids[0]] = key
            taken.add(key)
        else:
            apart += ((key, work_id) for work_id in ids)
    for key, work_id in apart:
        keys[work_id] = next(one for one in _lettered(key) if one not in taken)
        taken.add(keys[work_id])
    return {work_id: keys[work_id] for work_id in works}


def apart_from(key: str, taken: Collection[str]) -> str:
    """Return ``key``, numbered from 2 where it is one of ``taken``, which are casefolded."""
    numbered = (f"{key}-{number}" for number in count(2))
    return next(one for one in chain([key], numbered) if one.casefold() not in taken)


def told_apart(wanted: Iterable[tuple[str, str]]) -> dict[str, str]:
    """Return the key of each id, no two the same; of ``wanted`` (id, key), the first ones keep it.

    Keys of the works of a corpus differ as they are; those of works that it lacks may not.
    """
    keys: dict[str, str] = {}
    taken: set[str] = set()
    for one, key in wanted:
        if one not in keys:
            keys[one] = apart_from(key, taken)
            taken.add(keys[one].casefold())
    return keys


def made_key(work_id: str, item: Mapping[str, Any]) -> str:
    """Return the key that a work's metadata make, in small letters and figures.

    ``-nd-`` stands for a year that is not known; without author two words of the title stand first.
    A work whose metadata hold no Latin letter is called after its id.
    """
    words = list(_telling_words(str(item.get("title", ""))))
    name = _name(item)
    if not name:
        name, words = "".join(words[:2]), words[2:]
    name = name.lstrip("0123456789") or "".join(_words(work_id)).lstrip("0123456789") or "work"
    key = f"{name[:_LONGEST_NAME]}{_year(item)}{''.join(words[:1])[:_LONGEST_WORD]}"
    return key.rstrip("-")


def _reserved(given: Mapping[str, str]) -> set[str]:
    owners: dict[str, str] = {}
    for work_id, key in given.items():
        other = owners.setdefault(checked_key(key).lower(), work_id)
        if other != work_id:
            message = _("{one} and {other} have the same citation key {key}: change one of them")
            raise CitationKeyError(message.format(one=other, other=work_id, key=key))
    return set(owners)


def _name(item: Mapping[str, Any]) -> str:
    """Return the first author's family name as one word, or the first word of a corporate one."""
    author: Mapping[str, Any] = next(iter(item.get("author") or ()), {})
    if author.get("literal"):
        words = list(_telling_words(str(author["literal"])))
        return words[0] if words else ""
    parts = (author.get(part, "") for part in ("non-dropping-particle", "family"))
    return "".join(_words(" ".join(map(str, parts))))


def _year(item: Mapping[str, Any]) -> str:
    parts = (item.get("issued") or {}).get("date-parts")
    return str(parts[0][0]) if parts and parts[0] else "-nd-"


def _telling_words(text: str) -> Iterator[str]:
    return (word for word in _words(text) if len(word) > 1 and word not in _STOP_WORDS)


def _words(text: str) -> list[str]:
    lowered = text.lower().translate(_WITHOUT_DECOMPOSITION)
    decomposed = unicodedata.normalize("NFKD", lowered)
    return _WORD.findall("".join(mark for mark in decomposed if not unicodedata.combining(mark)))


def _lettered(key: str) -> Iterator[str]:
    """Yield ``key`` with a, b … z, aa, ab …"""
    number = 0
    while True:
        number += 1
        letters, rest = "", number
        while rest:
            rest, letter = divmod(rest - 1, 26)
            letters = chr(ord("a") + letter) + letters
        yield f"{key}{letters}"
