"""The vectors of passages, computed once and kept in the user's cache folder.

What they cost: some 5 ms of one core and 1 KB on disk a passage, so a thousand passages take
seconds, a million over an hour and 1 GB. What was computed is written every few seconds; who
cancels loses nothing, who kills it loses those seconds, and the next time goes on from there.
"""

import shutil
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Self

import numpy as np

from clicktui.errors import SemanticsError
from clicktui.i18n import translate as _
from clicktui.microtasks.semantics.blocks import (
    KIND,
    ROWS,
    Block,
    key_of,
    read_blocks,
    remove,
    write_block,
)
from clicktui.microtasks.semantics.encoding import DIMENSIONS, Array, Encoder

WRITE_EVERY = 512
"""Rows computed between two writings: what a kill loses, 3 to 5 seconds of work."""

_PREFIX = "vectors-"

Reach = Callable[[int, int], None]
"""Told how much is done, and of how much, as ``Pace.reach``; what it raises ends the work."""


def nowhere(done: int, total: int) -> None:
    """Report to nobody."""


class Vectors:
    """The vectors that were there at one moment; several threads may read them.

    A row is a number from 0 to ``len``, good for this value only.
    """

    def __init__(self, folder: Path, blocks: Sequence[Block]) -> None:
        self.folder = folder
        self.blocks = tuple(blocks)
        parts = [block.rows["key"] for block in blocks]
        keys = np.concatenate(parts) if parts else np.zeros(0, dtype="<u8")
        self._order = np.argsort(keys, kind="stable")
        self._sorted = keys[self._order]
        self._starts = np.cumsum([0, *(len(part) for part in parts)])

    def __len__(self) -> int:
        return len(self._sorted)

    def rows(self, texts: Iterable[str]) -> Array:
        """Return the row of each text, -1 where it has none yet."""
        keys = np.fromiter((key_of(text) for text in texts), dtype="<u8")
        if not len(self):
            return np.full(len(keys), -1)
        places = np.searchsorted(self._sorted, keys).clip(max=len(self) - 1)
        return np.where(self._sorted[places] == keys, self._order[places], -1)

    def of_rows(self, rows: Array) -> Array:
        """Return the vectors of ``rows`` (none of them -1): one a line, float32."""
        found = np.empty((len(rows), DIMENSIONS), dtype=np.float32)
        numbers = np.searchsorted(self._starts, rows, side="right") - 1
        for number in np.unique(numbers):
            here = numbers == number
            found[here] = self.blocks[number].rows["vector"][rows[here] - self._starts[number]]
        return found

    def of(self, texts: Sequence[str]) -> Array:
        """Return the vectors of ``texts``: one a line, float32.

        Raises:
            SemanticsError: one of them was not computed.
        """
        rows = self.rows(texts)
        if (rows < 0).any():
            raise SemanticsError(_("These words have no vector yet: wait until all are computed"))
        return self.of_rows(rows)

    def cosines(self, vector: Array, reach: Reach = nowhere) -> Array:
        """Return the cosine of each row with ``vector``: float32, in the order of the rows.

        All rows are read: some 30 ms for ten thousand, two to three seconds for a million.
        ``reach`` is called after each block; what it raises ends the work.
        """
        wanted = vector.astype(np.float32)
        parts = []
        for block in self.blocks:
            parts.append(block.rows["vector"].astype(np.float32) @ wanted)
            reach(sum(map(len, parts)), len(self))
        return np.concatenate(parts) if parts else np.zeros(0, dtype=np.float32)

    def with_rows(self, rows: Array) -> Self:
        """Return these vectors and ``rows`` of ``KIND``, which are on the disk then.

        Raises:
            OSError: they cannot be written.
        """
        blocks = list(self.blocks)
        unfilled = next((one for one in blocks if len(one.rows) < ROWS), None)
        if unfilled is not None:
            blocks.remove(unfilled)
            rows = np.concatenate([unfilled.rows, rows])
        written = [
            write_block(self.folder, rows[start : start + ROWS])
            for start in range(0, len(rows), ROWS)
        ]
        if unfilled is not None and all(one.path != unfilled.path for one in written):
            remove(unfilled.path)
        return type(self)(self.folder, [*blocks, *written])


def open_vectors(cache: Path, version: str) -> Vectors:
    """Return the vectors of an encoder's ``version`` that are kept in the folder ``cache``.

    Damaged files are thrown away: what they held is computed anew by ``fill``.

    Raises:
        SemanticsError: the folder cannot be used.
    """
    folder = cache / f"{_PREFIX}{version}"
    try:
        if folder.is_symlink() or (folder.exists() and not folder.is_dir()):
            folder.unlink()
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        return Vectors(folder, read_blocks(folder))
    except OSError as error:
        raise _unusable(folder, error) from error


def fill(
    vectors: Vectors,
    texts: Callable[[], Iterable[str]],
    encoder: Encoder,
    reach: Reach = nowhere,
) -> Vectors:
    """Return ``vectors`` with those of ``texts()``; only what is new is computed.

    Args:
        vectors: those of this encoder.
        texts: called twice: to count what is new, and to compute it.
        encoder: makes the vectors.
        reach: called after each text; what it raises ends the work, and nothing is lost.

    Raises:
        SemanticsError: the vectors cannot be written.
    """
    new = _new_keys(vectors, texts())
    total = len(new)
    reach(0, total)
    pending: list[tuple[int, Array]] = []
    try:
        for text in texts():
            key = key_of(text)
            if key not in new:
                continue
            new.discard(key)
            pending.append((key, encoder.encode(text)))
            if len(pending) == WRITE_EVERY:
                computed, pending = pending, []
                vectors = _written(vectors, computed)
            reach(total - len(new), total)
    finally:
        if pending:
            vectors = _written(vectors, pending)
    return vectors


def forget_others(vectors: Vectors) -> None:
    """Remove what other versions of the encoder left in the cache folder."""
    for folder in vectors.folder.parent.glob(f"{_PREFIX}*"):
        if folder != vectors.folder and folder.is_dir() and not folder.is_symlink():
            shutil.rmtree(folder, ignore_errors=True)


def _new_keys(vectors: Vectors, texts: Iterable[str]) -> set[int]:
    """Return the keys of ``texts`` that have no row, without keeping the texts."""
    keys = np.unique(np.fromiter((key_of(text) for text in texts), dtype="<u8"))
    known = [block.rows["key"] for block in vectors.blocks]
    return set(np.setdiff1d(keys, np.concatenate(known) if known else keys[:0]).tolist())


def _written(vectors: Vectors, pending: list[tuple[int, Array]]) -> Vectors:
    try:
        return vectors.with_rows(_as_rows(pending))
    except OSError as error:
        raise _unusable(vectors.folder, error) from error


def _as_rows(pending: list[tuple[int, Array]]) -> Array:
    rows = np.zeros(len(pending), dtype=KIND)
    rows["key"] = [key for key, _vector in pending]
    rows["vector"] = [vector for _key, vector in pending]
    return rows


def _unusable(folder: Path, error: OSError) -> SemanticsError:
    return SemanticsError(
        _("The vectors of passages cannot be kept in {folder}: {reason}").format(
            folder=folder, reason=error.strerror or type(error).__name__
        )
    )
