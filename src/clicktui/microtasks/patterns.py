"""The patterns in which cues are written: words, beginnings of words, phrases.

A pattern is words that follow each other, all folded (no case, no accents):

    robot             this word
    AI                this word, written in capitals (Italian "ai" is also a preposition)
    etiquet*          any word that begins so
    *aient            any word that ends so
    annot~er          the stem with each ending of the set ``er`` of the language's file
    note|notes        one of several
    [de|du] sens      a word that may be missing
    faire _3 passer   up to three other words between
    {machine} _ dit   what another cue finds
    {machine}|moteur  either

Explicit endings and not a stemmer: Snowball merges words that must stay apart (notamment with
noter, operatore with opera).
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import product

from clicktui.corpus.folding import fold_text
from clicktui.i18n import translate as _

_WORD = re.compile(r"(\^?)([a-z0-9]+)(\*|~[a-z0-9]+)?")
_TAIL = re.compile(r"\*([a-z0-9]+)")
_CAPITALS = re.compile(r"(?<!\w)(?=[A-Z]{2,}(?!\w))")
_GAP = re.compile(r"_([0-9]?)")
_CUE = re.compile(r"\{([a-z0-9 -]+)\}")
_ELEMENT = re.compile(r"\[[^\[\]]*\]|(?:\{[^{}]*\}|[^\s\[\]{}])+")
_BETWEEN = re.compile(r"['\-]")
_PLAIN = re.compile(r"[a-z0-9]+(?: [a-z0-9]+)*")
"""Words alone, which most patterns are: there is nothing to take apart."""

NO_ENDING = "-"
"""How the empty ending is written in a set of endings."""


@dataclass(frozen=True, slots=True)
class WordOf:
    """One word of a pattern: any of ``forms``, or any that begins with one of ``beginnings``,
    or is longer than one of ``tails`` and ends with it."""

    forms: frozenset[str]
    beginnings: frozenset[str] = frozenset()
    tails: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Gap:
    """Up to ``most`` words that do not matter."""

    most: int


@dataclass(frozen=True, slots=True)
class CueOf:
    """What another cue finds."""

    name: str


Element = WordOf | Gap | CueOf


@dataclass(frozen=True, slots=True)
class Pattern:
    """Elements that follow each other; ``text`` is how the pattern is written."""

    text: str
    elements: tuple[Element, ...] = field(compare=False)

    @property
    def cues(self) -> tuple[str, ...]:
        """The names of the cues that it refers to."""
        return tuple(one.name for one in self.elements if isinstance(one, CueOf))


def parsed(
    text: str, endings: Mapping[str, tuple[str, ...]], made: dict[str, WordOf] | None = None
) -> Iterator[Pattern]:
    """Yield the patterns that ``text`` stands for: one with and one without each ``[word]``.

    ``made`` are words of patterns before, with the same ``endings``; those made here go into it.

    Raises:
        ValueError: it is no pattern; the text says why.
    """
    made = {} if made is None else made
    written = " ".join(text.split())
    folded = _BETWEEN.sub(" ", fold_text(_CAPITALS.sub("^", written)))
    if _PLAIN.fullmatch(folded):
        words = folded.split(" ")
        yield Pattern(written, tuple(_word(one, endings, written, made) for one in words))
        return
    choices: list[tuple[Element | None, ...]] = []
    at = 0
    for match in _ELEMENT.finditer(folded):
        if folded[at : match.start()].strip():
            raise _no_pattern(written)
        at = match.end()
        one = match.group()
        if one.startswith("["):
            choices.append((_word(one[1:-1].strip(), endings, written, made), None))
        else:
            choices.append(tuple(_elements(one, endings, written, made)))
    if folded[at:].strip() or not choices:
        raise _no_pattern(written)
    for chosen in product(*choices):
        elements = _gaps_joined(one for one in chosen if one is not None)
        if not elements or isinstance(elements[0], Gap) or isinstance(elements[-1], Gap):
            raise ValueError(
                _("{pattern}: has to begin and end with a word").format(pattern=written)
            )
        yield Pattern(written, elements)


def _gaps_joined(elements: Iterable[Element]) -> tuple[Element, ...]:
    joined: list[Element] = []
    for element in elements:
        if joined and isinstance(element, Gap) and isinstance(joined[-1], Gap):
            joined[-1] = Gap(joined[-1].most + element.most)
        else:
            joined.append(element)
    return tuple(joined)


def _no_pattern(written: str) -> ValueError:
    return ValueError(_("{pattern}: is no pattern of words").format(pattern=written))


def _elements(
    text: str, endings: Mapping[str, tuple[str, ...]], written: str, made: dict[str, WordOf]
) -> Iterator[Element]:
    """Yield what may stand there: a gap, or the words of several together and each of the cues."""
    if gap := _GAP.fullmatch(text):
        yield Gap(int(gap[1] or 1))
        return
    words: list[str] = []
    for one in text.split("|"):
        if cue := _CUE.fullmatch(one):
            yield CueOf(cue[1].strip().replace(" ", "-"))
        else:
            words.append(one)
    if words:
        yield _word("|".join(words), endings, written, made)


def _word(
    text: str, endings: Mapping[str, tuple[str, ...]], written: str, made: dict[str, WordOf]
) -> WordOf:
    if (word := made.get(text)) is None:
        word = made[text] = _new_word(text, endings, written)
    return word


def _new_word(text: str, endings: Mapping[str, tuple[str, ...]], written: str) -> WordOf:
    forms: set[str] = set()
    beginnings: set[str] = set()
    tails: set[str] = set()
    for one in text.split("|"):
        if tail := _TAIL.fullmatch(one):
            tails.add(tail[1])
            continue
        found = _WORD.fullmatch(one)
        if found is None:
            raise _no_pattern(written)
        stem, more = found[2], found[3] or ""
        if not more:
            forms.add(stem.upper() if found[1] else stem)
        elif more == "*":
            beginnings.add(stem)
        elif more[1:] in endings:
            forms.update(stem + ("" if end == NO_ENDING else end) for end in endings[more[1:]])
        else:
            raise ValueError(
                _("{pattern}: there is no set of endings called {name}").format(
                    pattern=written, name=more[1:]
                )
            )
    return WordOf(frozenset(forms), frozenset(beginnings), frozenset(tails))
