"""Vectors on disk: files of rows, each a key and a vector, written whole and read by memory map.

    cache folder/vectors-<encoder's version>/
      <CRC-32 of the content>.rows     up to ``ROWS`` rows of 1,032 bytes each

Nothing is unpickled; a file says by its name what it should hold.
"""

import hashlib
import zlib
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from clicktui.microtasks.semantics.encoding import DIMENSIONS, Array
from clicktui.wholefiles import replace_file

ROWS = 4096
"""Rows of a full file: 4 MB."""

KIND = np.dtype([("key", "<u8"), ("vector", "<f2", (DIMENSIONS,))])
"""A row. Half precision moves a cosine by some 0.0001, and halves the room."""

_CHECKED_UP_TO = 64 * 1024 * 1024
"""Bytes of a cache that is read through when it is opened; of a larger one only sizes are seen."""


def key_of(words: str) -> int:
    """Return the key of ``words``, whatever white space lies between: 64 bits of BLAKE2b."""
    plain = " ".join(words.split())
    return int.from_bytes(hashlib.blake2b(plain.encode(), digest_size=8).digest(), "little")


@dataclass(frozen=True, slots=True)
class Block:
    """A file of rows, mapped into memory."""

    path: Path
    rows: Array


def write_block(folder: Path, rows: Array) -> Block:
    """Write ``rows`` (of ``KIND``) to a file of their own, whole or not at all.

    Raises:
        OSError: it cannot be written.
    """
    content = rows.tobytes()
    path = folder / f"{zlib.crc32(content):08x}.rows"
    replace_file(path, content, 0o600)
    return Block(path, _mapped(path))


def read_blocks(folder: Path) -> list[Block]:
    """Return the blocks of ``folder``, the longest first; what is damaged is thrown away.

    A block whose rows all stand in others (whoever wrote them was killed before it could go, or
    two clicktuis computed the same) is removed too.

    Raises:
        OSError: the folder cannot be read.
    """
    sizes = {path: path.stat().st_size for path in folder.glob("*.rows") if path.is_file()}
    read_through = sum(sizes.values()) <= _CHECKED_UP_TO
    blocks: list[Block] = []
    known: set[int] = set()
    for path in sorted(sizes, key=lambda one: (-sizes[one], one.name)):
        block = _read(path, sizes[path], read_through)
        keys = set() if block is None else set(block.rows["key"].tolist())
        if block is None or keys <= known:
            remove(path)
            continue
        known |= keys
        blocks.append(block)
    return blocks


def remove(path: Path) -> None:
    """Remove a file of rows; where another program holds it, it stays until the next time."""
    with suppress(OSError):
        path.unlink()


def _read(path: Path, size: int, read_through: bool) -> Block | None:
    """Return the block in ``path``, or None where it does not hold what it should."""
    if not size or size % KIND.itemsize:
        return None
    try:
        if read_through and f"{zlib.crc32(path.read_bytes()):08x}" != path.stem:
            return None
        return Block(path, _mapped(path))
    except (OSError, ValueError):
        return None


def _mapped(path: Path) -> Array:
    return np.memmap(path, dtype=KIND, mode="r")
