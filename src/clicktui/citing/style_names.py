"""Names of styles found though they are mistyped, word by word."""

from collections.abc import Sequence

from rapidfuzz import fuzz, process

_LIKENESS = 70.0
"""Per cent of likeness from which a word is near: rapidfuzz's ratio."""

_STEP = 1000
"""Words compared at once: rapidfuzz keeps the interpreter meanwhile."""


class StyleNames:
    """The names of all styles, folded, and which of them have a word."""

    def __init__(self, names: Sequence[str], usual: int) -> None:
        """Index ``names``, of which the first ``usual`` are of the styles used most."""
        self.names = names
        self._usual = usual
        self._having: dict[str, list[int]] = {}
        for at, name in enumerate(names):
            for word in dict.fromkeys(name.split()):
                self._having.setdefault(word, []).append(at)

    def like(self, words: Sequence[str]) -> list[int]:
        """Return the styles whose names have all ``words`` spelt nearly so, the likest first."""
        near = [self._near(word) for word in words]
        common = set.intersection(*map(set, near)) if near else set()
        likeness = {at: sum(one[at] for one in near) for at in common}
        return sorted(common, key=lambda at: (-likeness[at], at >= self._usual, self._size(at)))

    def _size(self, at: int) -> tuple[int, int]:
        return len(self.names[at]), at

    def _near(self, word: str) -> dict[int, float]:
        """Return how like ``word`` is the likest word of each style, or its beginning."""
        near: dict[int, float] = {}
        known = list(self._having)
        for start in range(0, len(known), _STEP):
            part = known[start : start + _STEP]
            cut = [one[: len(word)] for one in part]
            for texts, less in ((part, 0.0), (cut, 5.0)):
                found = process.extract(
                    word, texts, scorer=fuzz.ratio, limit=None, score_cutoff=_LIKENESS
                )
                for _text, score, place in found:
                    for at in self._having[part[place]]:
                        near[at] = max(near.get(at, 0.0), score - less)
        return near
