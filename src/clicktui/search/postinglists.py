"""The postings of words as Whoosh's codec (version 3) writes them, many words at a time.

A word's postings are blocks of up to ``_BLOCK``, each a pickled head (how many, the last passage,
the highest frequency, whether the body is packed, the lengths' bounds) and a pickled body (steps
from passage to passage, frequencies, the same once more as the field's format has them). Where
Whoosh writes tuples the body has arrays; its reader takes either. Most words are in few passages:
their body is that of another word of as many passages, with other numbers in it.
"""

import pickle
import struct
import zlib
from array import array
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import numpy as np

from clicktui.search.gathering import Postings
from clicktui.search.tokens import Ints

MAGIC = b"W3Bl"

_BLOCK = 16384
_SHORT = 32
_COMPRESS_FROM = 65536  # below, unpacking would cost more than reading
_AT_ONCE = 1 << 19  # postings; bounds the memory
_SIZE = struct.Struct("!i")

Weights = str | float | None
"""How a body has frequencies: as numbers of this type, as one for all, or not at all (1)."""


@dataclass(frozen=True, slots=True)
class PostingList:
    """A word's postings as they are written, and what Whoosh's term info says of them.

    ``shortest`` and ``longest`` are the lengths of its passages as Whoosh rounds them to a byte.
    """

    content: bytes
    total: int
    passages: int
    shortest: int
    longest: int
    most: int
    first: int
    last: int


def posting_lists(postings: Postings, lengths: Ints) -> Iterator[PostingList]:
    """Yield what is to be written of each word; ``lengths`` are the passages', rounded to bytes.

    Every word is in some passage.
    """
    starts = postings.starts
    begin = 0
    while begin < len(starts) - 1:
        end = int(np.searchsorted(starts, starts[begin] + _AT_ONCE, side="right")) - 1
        end = max(end, begin + 1)
        part = slice(int(starts[begin]), int(starts[end]))
        ids = postings.ids[part]
        yield from _of_words(
            starts[begin : end + 1] - starts[begin],
            ids,
            postings.frequencies[part],
            lengths[ids],
        )
        begin = end


def _of_words(starts: Ints, ids: Ints, frequencies: Ints, lengths: Ints) -> Iterator[PostingList]:
    firsts = starts[:-1]
    steps = np.diff(ids, prepend=ids[:1])
    steps[firsts] = ids[firsts]
    columns = (
        np.diff(starts),
        np.add.reduceat(frequencies, firsts, dtype=np.int64),
        np.minimum.reduceat(lengths, firsts),
        np.maximum.reduceat(lengths, firsts),
        np.maximum.reduceat(frequencies, firsts),
        np.minimum.reduceat(frequencies, firsts),
        np.maximum.reduceat(steps, firsts),
        ids[firsts],
        ids[starts[1:] - 1],
    )
    written_steps = {code: _bytes(steps, code) for code in _CODES}
    written = {code: _bytes(frequencies, code) for code in _CODES}
    values = frequencies.astype(">u4").tobytes()
    at = 0
    for count, total, low, high, most, least, widest, first, last in zip(
        *(column.tolist() for column in columns), strict=True
    ):
        end = at + count
        if count > _SHORT:
            part = slice(at, end)
            content = _long(ids[part], frequencies[part], lengths[part])
        else:
            code, weights = _code_for(widest), _weights(most, least)
            before, between, after, ending = _body(count, code, weights)
            size = _CODES[code]
            body = before + written_steps[code][at * size : end * size] + between
            if isinstance(weights, str):
                size = _CODES[weights]
                body += written[weights][at * size : end * size]
            body += after + values[at * 4 : end * 4] + ending
            head = pickle.dumps((count, last, float(most), 0, low, high), 2)
            content = MAGIC + _SIZE.pack(-len(head) - len(body)) + head + body
        yield PostingList(content, total, count, low, high, most, first, last)
        at = end


_CODES = {code: array(code).itemsize for code in "BHI"}


def _code_for(highest: int) -> str:
    """Return the smallest unsigned type of ``array`` that holds ``highest``."""
    return "B" if highest < 1 << 8 else "H" if highest < 1 << 16 else "I"


def _bytes(numbers: Ints, code: str) -> bytes:
    """Return ``numbers`` one after the other; those too high for the type mean nothing."""
    return numbers.astype(f"u{_CODES[code]}").tobytes()


def _weights(most: int, least: int) -> Weights:
    if most == 1:
        return None
    return float(most) if most == least else _code_for(most)


@lru_cache(maxsize=4096)
def _body(count: int, code: str, weights: Weights) -> tuple[bytes, bytes, bytes, bytes]:
    """Return the body of a short block without its three rows of numbers.

    What is between the last two is empty where there are two rows only, since frequencies are
    not written one by one.
    """
    steps, of_weights, values = (
        bytes([filling]) * (count * size)
        for filling, size in ((0xA5, _CODES[code]), (0x96, _CODES.get(str(weights), 0)), (0xC3, 4))
    )
    written = array(weights, of_weights) if isinstance(weights, str) else weights
    left = pickle.dumps((array(code, steps), written, values), 4)
    parts = []
    for row in filter(None, (steps, of_weights, values)):
        before, _, left = left.partition(b"C" + bytes([len(row)]) + row)
        parts.append(before + b"C" + bytes([len(row)]))
    if not of_weights:
        parts.insert(1, b"")
    return parts[0], parts[1], parts[2], left


def _long(ids: Ints, frequencies: Ints, lengths: Ints) -> bytes:
    content = [MAGIC]
    for begin in range(0, len(ids), _BLOCK):
        end = begin + _BLOCK
        head, body = _block(ids[begin:end], frequencies[begin:end], lengths[begin:end])
        size = len(head) + len(body)
        content += [_SIZE.pack(-size if end >= len(ids) else size), head, body]
    return b"".join(content)


def _block(ids: Ints, frequencies: Ints, lengths: Ints) -> tuple[bytes, bytes]:
    steps = np.diff(ids.astype(np.int64), prepend=0)
    most = int(frequencies.max())
    weights: Any = _weights(most, int(frequencies.min()))
    if isinstance(weights, str):
        weights = array(weights, _bytes(frequencies, weights))
    code = _code_for(int(steps.max()))
    values = frequencies.astype(">u4").tobytes()
    body = pickle.dumps((array(code, _bytes(steps, code)), weights, values), 4)
    compression = int(len(body) >= _COMPRESS_FROM)
    if compression:
        body = zlib.compress(body, compression)
    bounds = int(lengths.min()), int(lengths.max())
    head = pickle.dumps((len(ids), int(ids[-1]), float(most), compression, *bounds), 2)
    return head, body
