"""What was found in sources, kept in the cache folder: judged once, and after a crash gone on with.

    cache folder/judged/
      <cues>.found     a line of head, then a record a source, each with a checksum of its own
      <cues>.lock      one clicktui at a time judges and writes, where files can be locked

``<cues>`` is the fingerprint of the codes, the cues and the program that judges by them. Records
are written behind each other, never changed: who reads takes them until one is not whole, and who
writes cuts off what comes from there on. All of it can be removed at any time. Numbers are little
endian; nothing in it is ever executed.
"""

import hashlib
import os
import struct
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Self

import numpy as np

from clicktui.coding.findings import SourceFindings
from clicktui.locking import try_lock
from clicktui.places import is_private
from clicktui.wholefiles import replace_file

FOLDER = "judged"
MOST_CUES = 4
"""Sets of cues whose findings are kept: those used last, so that what is undone is there again."""

_FORMAT = "clicktui findings 1"
_HEAD = struct.Struct("<4sI16s16s")
_MAGIC = b"find"
_SUM = 16
_MOST_PASSAGES = 50_000_000
_END, _LOCK = ".found", ".lock"


def packed(one: SourceFindings) -> bytes:
    """Return the record of what was found in a source."""
    count = one.bands.shape[1]
    body = one.bands.astype("u1").tobytes() + one.scores.astype("<f4").tobytes()
    return _HEAD.pack(_MAGIC, count, one.key, _sum(count, one.key, body)) + body


def unpacked(data: bytes | memoryview, codes: int) -> Iterator[tuple[SourceFindings, int]]:
    """Yield the records of ``codes`` codes that ``data`` begins with, and where each one ends.

    It ends before the first that is not whole.
    """
    at = 0
    while at + _HEAD.size <= len(data):
        magic, count, key, checksum = _HEAD.unpack_from(data, at)
        first = at + _HEAD.size
        scores_at, end = first + codes * count, first + 5 * codes * count
        if magic != _MAGIC or count > _MOST_PASSAGES or end > len(data):
            return
        if _sum(count, key, data[first:end]) != checksum:
            return
        bands = np.frombuffer(data, np.uint8, codes * count, first).reshape(codes, count)
        scores = np.frombuffer(data, "<f4", codes * count, scores_at).reshape(codes, count)
        yield SourceFindings(key, bands, scores), end
        at = end


def _sum(count: int, key: bytes, body: bytes | memoryview) -> bytes:
    digest = hashlib.blake2b(struct.pack("<I", count) + key, digest_size=_SUM)
    digest.update(body)
    return digest.digest()


class KeptFindings:
    """The findings of one set of cues in a cache folder; one thread at a time.

    Whatever cannot be read or written is as if it was not there: judging goes on without it.
    """

    def __init__(self, cache: Path, fingerprint: str, codes: int) -> None:
        self._folder = cache / FOLDER
        self._path = self._folder / f"{fingerprint}{_END}"
        self._codes = codes
        self._title = f"{_FORMAT} {fingerprint} {codes}\n".encode()
        self._at = 0
        self._identity: tuple[int, int] | None = None
        self._lock: int | None = None

    def more(self) -> list[SourceFindings]:
        """Return what was kept since this was asked last, by whichever clicktui."""
        try:
            if not (is_private(self._folder) and is_private(self._path)):
                return []
            with self._path.open("rb") as file:
                status = os.fstat(file.fileno())
                identity = status.st_dev, status.st_ino
                if identity != self._identity or status.st_size < self._at:
                    self._at, self._identity = 0, identity
                if self._at == 0:
                    if file.read(len(self._title)) != self._title:
                        return []
                    self._at = len(self._title)
                file.seek(self._at)
                data = file.read()
        except OSError:
            return []
        found, read = [], 0
        for one, end in unpacked(data, self._codes):
            found.append(one)
            read = end
        self._at += read
        return found

    def take_turn(self) -> bool | None:
        """Say whether this clicktui may judge and write now; None: it cannot keep anything.

        No: another one does. The turn lasts until ``end_turn`` or the end of the process.
        """
        if self._lock is not None:
            return True
        try:
            self._folder.mkdir(mode=0o700, exist_ok=True)
            if not is_private(self._folder):
                return None
            path = self._path.with_suffix(_LOCK)
            lock = os.open(path, os.O_RDWR | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0), 0o600)
        except OSError:
            return None
        if try_lock(lock) is False:
            os.close(lock)
            return False
        self._lock = lock
        return True

    def begin(self, wanted: Callable[[bytes], bool]) -> Iterable[SourceFindings]:
        """Return all that is kept, at the beginning of the turn, and make the file ready for more.

        What is not whole is cut off; where most of it is of sources that are not ``wanted`` any
        more, by their keys, the rest is written anew.
        """
        self._at = 0
        found = self.more()
        current = [one for one in found if wanted(one.key)]
        size = sum(one.bands.size for one in found)
        with suppress(OSError):
            if not self._at or sum(one.bands.size for one in current) * 2 < size:
                content = self._title + b"".join(map(packed, current))
                replace_file(self._path, content, mode=0o600)
                self._at = len(content)
            elif self._path.stat().st_size > self._at:
                os.truncate(self._path, self._at)
            self._clear()
        return current

    def keep(self, records: bytes) -> None:
        """Write records behind those that are there; in the turn only.

        Raises:
            OSError: they cannot be written; nothing more should be.
        """
        descriptor = os.open(self._path, os.O_WRONLY | os.O_APPEND | getattr(os, "O_BINARY", 0))
        try:
            left = memoryview(records)
            while left:
                left = left[os.write(descriptor, left) :]
        finally:
            os.close(descriptor)

    def end_turn(self) -> None:
        """Let another clicktui judge by the same cues."""
        lock, self._lock = self._lock, None
        if lock is not None:
            os.close(lock)

    def _clear(self) -> None:
        """Remove what other cues found, but for those that were used last."""
        os.utime(self._path)
        there = sorted(self._folder.glob(f"*{_END}"), key=lambda one: -one.stat().st_mtime)
        for old in there[MOST_CUES:]:
            for path in (old, old.with_suffix(_LOCK)):
                path.unlink(missing_ok=True)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_error: object) -> None:
        self.end_turn()
