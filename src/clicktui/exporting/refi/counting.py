"""What a selection in a REFI-QDA source covers, however the program that made it counts.

The standard counts code points of the text without its byte order mark. Some programs count the
mark, some count a line end as one or as two whatever stands in the file, NVivo for Windows counts
UTF-16 units. Which of them made a file shows in selections whose words the file tells: NVivo gives
a selection the name of its first words, clicktui notes the words themselves.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from clicktui.corpus.cleaning import clean_text
from clicktui.corpus.model import Span

_MARK = "\ufeff"
_LEAST_TELLING = 4
_WAYS_OF_PLAIN_TEXT = 2


@dataclass(frozen=True, slots=True)
class Selected:
    """A selection: its positions as the file has them, and the words it tells, "" for none.

    ``is_beginning``: only the first of them.
    """

    span: Span
    told: str = ""
    is_beginning: bool = False


@dataclass(frozen=True, slots=True)
class Counting:
    """One way of counting: the text with line ends and mark as counted, by what units."""

    text: str
    in_utf16: bool = False

    @property
    def length(self) -> int:
        """Units that the text has."""
        return len(self.text) + (sum(char > "\uffff" for char in self.text) if self.in_utf16 else 0)

    def cut(self, span: Span) -> str:
        """Return what ``span`` covers; halves of a character are left out."""
        if not self.in_utf16:
            return self.text[span.start : span.end]
        units = self.text.encode("utf-16-le", "surrogatepass")
        return units[2 * span.start : 2 * span.end].decode("utf-16-le", "ignore")


def decoded(raw: bytes) -> str | None:
    """Return the text of a file with its mark and line ends, None where it is no text.

    UTF-8, or UTF-16 with a byte order mark; no other encoding can be told for sure.
    """
    is_utf16 = raw.startswith((b"\xff\xfe", b"\xfe\xff"))
    try:
        return _MARK + raw.decode("utf-16") if is_utf16 else raw.decode("utf-8")
    except UnicodeDecodeError:
        return None


def counting(text: str, selections: Sequence[Selected]) -> tuple[Counting, bool]:
    """Return how ``selections`` of ``text`` (as ``decoded``) count, and whether that is sure.

    The standard's way where it bears out as many told words as any other. Where no words are told,
    another way only if by it none of several selections cuts a word, and by the standard's one
    does: who marks words seldom cuts any.
    """
    ways = _ways(text)
    telling = [one for one in selections if _tells(one)]
    if telling:
        fits = [sum(_fits(way.cut(one.span), one) for one in telling) for way in ways]
        best = fits.index(max(fits))
        return ways[best], 2 * fits[best] > len(telling)
    whole = [sum(not _cuts_a_word(way, one.span) for one in selections) for way in ways]
    is_plain = len(ways) <= _WAYS_OF_PLAIN_TEXT
    if whole[0] < len(selections) == max(whole) and len(selections) > 1:
        return ways[whole.index(max(whole))], False
    return ways[0], is_plain or whole[0] == len(selections)


def _ways(text: str) -> list[Counting]:
    """Return the ways of counting that differ for ``text``, the standard's first."""
    bare = text.removeprefix(_MARK)
    one_for_line_ends = bare.replace("\r\n", "\n")
    texts = [bare, one_for_line_ends]
    if "\r" not in bare:
        texts.append(bare.replace("\n", "\r\n"))
    if text.startswith(_MARK):
        texts += [_MARK + one for one in texts]
    ways = [Counting(one) for one in dict.fromkeys(texts)]
    if max(text, default="") > "\uffff":
        ways += [Counting(one.text, in_utf16=True) for one in ways]
    return ways


def _tells(one: Selected) -> bool:
    return len(one.told) >= _LEAST_TELLING if one.is_beginning else one.told != ""


def _fits(words: str, one: Selected) -> bool:
    told, there = _plain(one.told), _plain(words)
    return there.startswith(told) if one.is_beginning else there == told


def _cuts_a_word(way: Counting, span: Span) -> bool:
    words = way.cut(span)
    before = way.cut(Span(max(span.start - 1, 0), span.start))[-1:]
    after = way.cut(Span(span.end, span.end + 1))[:1]
    return (before.isalnum() and words[:1].isalnum()) or (after.isalnum() and words[-1:].isalnum())


def _plain(text: str) -> str:
    return " ".join(clean_text(text).split())
