"""The keys of the app that a terminal may keep for itself, and what arrives when they do.

Sources: XTerm control sequences (VT220 and PC function keys), the Linux console, and the kitty
keyboard protocol (``CSI code ; modifiers u``).
"""

import re
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Key:
    """A key: its Textual name, and all that terminals send for it."""

    name: str
    sequences: frozenset[bytes]


def _function_key(number: int) -> Key:
    known = {
        1: (b"\x1bOP", b"\x1b[11~", b"\x1b[[A", b"\x1b[P"),
        2: (b"\x1bOQ", b"\x1b[12~", b"\x1b[[B", b"\x1b[Q"),
        3: (b"\x1bOR", b"\x1b[13~", b"\x1b[[C", b"\x1b[R"),
        4: (b"\x1bOS", b"\x1b[14~", b"\x1b[[D", b"\x1b[S"),
        5: (b"\x1b[15~", b"\x1b[[E"),
    }
    from_6 = {6: 17, 7: 18, 8: 19, 9: 20, 10: 21, 11: 23, 12: 24}
    sequences = known.get(number) or (b"\x1b[%d~" % from_6[number],)
    return Key(f"f{number}", frozenset(sequences))


def _ctrl(letter: str) -> Key:
    code = ord(letter)
    return Key(f"ctrl+{letter}", frozenset({bytes([code - 96]), b"\x1b[%d;5u" % code}))


TRIED: tuple[Key, ...] = (
    *(_function_key(number) for number in range(1, 13)),
    *(_ctrl(letter) for letter in "pqgzydu"),
    Key("shift+tab", frozenset({b"\x1b[Z", b"\x1b[9;2u"})),
    Key("delete", frozenset({b"\x1b[3~"})),
)
"""The keys that are tried, in this order."""

LEAVE, PASS = frozenset({b"\x1b", b"\x03"}), frozenset({b"\r", b"\n"})
"""What ends the trying (Esc, Ctrl+C), and what passes a key over (Enter)."""

_SEQUENCE = re.compile(rb"\x1b(?:\[\[[A-E]|[O\[][\d;:?]*[ -/]*[@-~])|\x1b|[^\x1b]")


def arrived(key: Key, content: bytes) -> bool:
    """Say whether ``content``, which came at once, is what ``key`` sends, and no more."""
    return _SEQUENCE.findall(content) == [content] and content in key.sequences
