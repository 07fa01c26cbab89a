"""The one gate through which text enters: what leaves it is plain, printable text with "\\n" lines.

Terminals obey control characters and reorder text at bidirectional marks, so neither may reach a
screen or a clipboard. Everything else is kept as it is: no Unicode normalisation, and no-break
spaces and curly quotes stay, because a quote keeps its characters.
"""

import re

_LINE_ENDS = re.compile("\r\n?|[\v\f\x85\u2028\u2029]")

_REPLACEMENT = "\ufffd"


def _table() -> dict[int, str | None]:
    dropped = [
        *range(0x00, 0x20),  # C0
        *range(0x7F, 0xA0),  # DEL and C1
        *(0x061C, 0x200E, 0x200F),  # bidirectional marks
        *range(0x202A, 0x202F),  # bidirectional embeddings and overrides
        *range(0x2066, 0x206A),  # bidirectional isolates
        0xFEFF,  # byte order mark
    ]
    table: dict[int, str | None] = dict.fromkeys(dropped)
    table[ord("\n")] = "\n"
    table[ord("\t")] = " "
    table.update(dict.fromkeys(range(0xD800, 0xE000), _REPLACEMENT))  # lone surrogates
    return table


_TABLE = _table()
_TO_CLEAN = re.compile(
    "[\u2028\u2029{}]".format("".join(re.escape(chr(code)) for code in _TABLE if code != ord("\n")))
)
"""Whether there is anything to do is asked first: most texts have been cleaned before."""


def clean(raw: bytes) -> str:
    """Return the cleaned text of a file's bytes, which are UTF-8 with or without a BOM.

    Raises:
        UnicodeDecodeError: the bytes are not UTF-8; ``start`` is the offset of the first bad byte.
    """
    return clean_text(raw.decode("utf-8"))


def clean_text(text: str) -> str:
    """Return ``text`` with all line ends as newlines, tabs as spaces, and no controls.

    Cleaning twice changes nothing more. Lone surrogates become U+FFFD.
    """
    if not _TO_CLEAN.search(text):
        return text
    return _LINE_ENDS.sub("\n", text).translate(_TABLE)
