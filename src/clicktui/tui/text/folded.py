"""A run of paragraphs folded at once, and where each folded character stood.

Nearly every character folds to one, so only the others have to be remembered.
"""

from bisect import bisect_right
from collections.abc import Sequence
from functools import lru_cache
from typing import TYPE_CHECKING

from clicktui.corpus.folding import fold_text
from clicktui.corpus.model import Span

if TYPE_CHECKING:
    from numpy import int32
    from numpy.typing import NDArray

_UNKNOWN, _SEVERAL = -1, -2
_LARGEST = 0x10FFFF


class FoldedParagraphs:
    """The words of ``spans`` of a text folded (see ``corpus.folding``), a newline between each.

    Offsets of ``text`` are those of the folded characters.
    """

    def __init__(self, text: str, spans: Sequence[Span]) -> None:
        """Fold the words of ``spans``, in which there is no newline."""
        self._starts = [span.start for span in spans]
        words = [text[span.start : span.end] for span in spans]
        self._begins: list[int] = []
        begin = 0
        for one in words:
            self._begins.append(begin)
            begin += len(one) + 1
        self.text = self._fold("\n".join(words))

    def _fold(self, words: str) -> str:
        """Return ``words`` folded; remember the characters that fold to none or to several."""
        import numpy as np  # the first frame does without

        self._at: list[int] = []
        """Where each of them stands in the folded text."""
        self._came: list[tuple[int, int, int]] = []
        """Where it stood, how long it is folded, how many characters more than one by then."""
        table = _table()
        codes = np.frombuffer(words.encode("utf-32-le", "surrogatepass"), dtype=np.uint32)
        folded = table[codes]
        new = np.unique(codes[folded == _UNKNOWN])
        for code in map(int, new):
            one = fold_text(chr(code)) if code != ord("\n") else "\n"
            table[code] = ord(one) if len(one) == 1 else _SEVERAL
        if len(new):
            folded = table[codes]
        parts, done, more = [], 0, 0
        for came in map(int, np.flatnonzero(folded == _SEVERAL)):
            one = fold_text(words[came])
            parts += [_text(folded[done:came]), one]
            self._at.append(came + more)
            more += len(one) - 1
            self._came.append((came, len(one), more))
            done = came + 1
        return "".join([*parts, _text(folded[done:])])

    def original(self, start: int, end: int) -> tuple[int, int]:
        """Return the original characters of the folded ones, with the marks that vanished."""
        first, last = self._offset(start), max(self._offset(end), self._offset(end - 1) + 1)
        place = bisect_right(self._begins, first) - 1
        shift = self._starts[place] - self._begins[place]
        return first + shift, last + shift

    def _offset(self, folded: int) -> int:
        before = bisect_right(self._at, folded) - 1
        if before < 0:
            return folded
        came, length, more = self._came[before]
        return came if folded < self._at[before] + length else folded - more


def _text(codes: "NDArray[int32]") -> str:
    return codes.astype("<u4").tobytes().decode("utf-32-le", "surrogatepass")


@lru_cache(maxsize=1)
def _table() -> "NDArray[int32]":
    """Return what each code point folds to, as far as it has been met."""
    import numpy as np

    return np.full(_LARGEST + 1, _UNKNOWN, dtype=np.int32)
