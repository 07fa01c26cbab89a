"""Which words of a quote differ from those that stand in its source now."""

import re
from dataclasses import dataclass
from itertools import groupby

_TOKEN = re.compile(r"\s|[^\W_]+|[\W_]")
_VISIBLE_SPACES = str.maketrans({" ": "␣", "\n": "¶", "\u00a0": "⍽", "\u202f": "⍽"})


@dataclass(frozen=True, slots=True)
class Part:
    """A run of one of the two texts; ``differs`` says that the other text lacks it there."""

    text: str
    differs: bool

    @property
    def shown(self) -> str:
        """The text to show: white space that differs is made visible, or nothing would be seen."""
        if self.differs and self.text.isspace():
            return self.text.translate(_VISIBLE_SPACES)
        return self.text


def word_differences(old: str, new: str) -> tuple[tuple[Part, ...], tuple[Part, ...]]:
    """Return ``old`` and ``new`` cut where they differ, by whole words, marks and spaces.

    The parts of each, joined, are the text itself. As little as possible differs (the longest
    common subsequence, by rapidfuzz), but words that differ on both sides of a space differ
    together with it, so that two other words read as one difference.
    """
    from rapidfuzz.distance import LCSseq

    olds, news = _TOKEN.findall(old), _TOKEN.findall(new)
    old_differs, new_differs = [True] * len(olds), [True] * len(news)
    for step in LCSseq.opcodes(olds, news):
        if step.tag == "equal":
            for place in range(step.src_start, step.src_end):
                old_differs[place] = False
            for place in range(step.dest_start, step.dest_end):
                new_differs[place] = False
    return _parts(olds, old_differs), _parts(news, new_differs)


def _parts(tokens: list[str], differs: list[bool]) -> tuple[Part, ...]:
    for place in range(1, len(tokens) - 1):
        if tokens[place].isspace() and _is_other_word(tokens, differs, place - 1, place + 1):
            differs[place] = True
    return tuple(
        Part("".join(token for token, _differs in run), same_kind)
        for same_kind, run in groupby(zip(tokens, differs, strict=True), key=lambda pair: pair[1])
    )


def _is_other_word(tokens: list[str], differs: list[bool], *places: int) -> bool:
    return all(differs[place] and not tokens[place].isspace() for place in places)
