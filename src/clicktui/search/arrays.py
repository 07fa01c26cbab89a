"""Derived arrays on disk: plain NumPy files and lists of strings, memory-mapped, disposable.

Nothing here is ever unpickled. A folder of arrays is complete or absent: it is written inside a
folder that is renamed into place as a whole (see ``indexfolder``).
"""

import io
import json
import math
import mmap
import os
from array import array
from bisect import bisect_left
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, overload

import numpy as np
import numpy.typing as npt

Array = npt.NDArray[Any]
_MAP_FROM = 65536  # bytes; below, a mapping and its file descriptor would cost more than reading
_LONGEST_HEADER = 4096
_READ_IN_PARTS = (".bin", ".postings.ids.npy", ".postings.frequencies.npy")
"""Ends of the names of files that are large and read here and there. Mapped, each part that was
read once would stay in memory, and its surroundings with it.
"""


class _Parts:
    """A file that is read part by part; it is let go when nothing refers to it any more."""

    def __init__(self, path: Path) -> None:
        self._descriptor = -1
        self._descriptor = os.open(path, os.O_RDONLY)

    def __getitem__(self, part: slice) -> bytes:
        return self.read(part.start or 0, part.stop)

    def read(self, begin: int, end: int) -> bytes:
        """Return the bytes from ``begin`` to ``end``."""
        return os.pread(self._descriptor, max(0, end - begin), begin)

    def __del__(self) -> None:
        if self._descriptor >= 0:
            os.close(self._descriptor)


Content = bytes | mmap.mmap | _Parts


class ArrayWriter:
    """Writes named arrays and lists into one folder; ``tick`` is called before each of them."""

    def __init__(self, folder: Path, tick: Callable[[], None] = lambda: None) -> None:
        folder.mkdir(mode=0o700)
        self._folder = folder
        self._tick = tick

    def array(self, name: str, values: Array) -> None:
        """Write one array."""
        self._tick()
        np.save(self._folder / f"{name}.npy", values, allow_pickle=False)

    def strings(self, name: str, values: tuple[str, ...]) -> None:
        """Write a list of strings, none of which holds a newline."""
        self._tick()
        (self._folder / f"{name}.txt").write_bytes("\n".join(values).encode())

    def texts(self, name: str) -> "TextWriter":
        """Start a list of texts that is written one by one and read one by one."""
        return TextWriter(self._folder, name)

    def json(self, name: str, value: object) -> None:
        """Write a plain value."""
        self._tick()
        (self._folder / f"{name}.json").write_text(json.dumps(value), encoding="utf-8")


class TextWriter:
    """Writes texts one after the other."""

    def __init__(self, folder: Path, name: str) -> None:
        self._stream = (folder / f"{name}.bin").open("wb")
        self._ends = array("q", [0])
        self._ends_path = folder / f"{name}.ends.npy"

    def add(self, text: str) -> None:
        """Write one text."""
        self._ends.append(self._ends[-1] + self._stream.write(text.encode()))

    def close(self) -> None:
        """Write where the texts end."""
        self._stream.close()
        np.save(self._ends_path, np.frombuffer(self._ends, dtype=np.int64), allow_pickle=False)


class Texts:
    """Texts that a ``TextWriter`` wrote."""

    def __init__(self, content: Content, ends: Array) -> None:
        self._content = content
        self._ends = ends

    def __getitem__(self, number: int) -> str:
        begin, end = self._ends[number : number + 2].tolist()
        return self._content[begin:end].decode()


class ArrayParts:
    """An array on disk, of which parts are read."""

    def __init__(self, content: Content, name: str) -> None:
        self._content = content
        self._kind, shape, self._begin = _header(content, name)
        self._size = math.prod(shape)

    def __getitem__(self, part: slice) -> Array:
        begin, end, _ = part.indices(self._size)
        size = self._kind.itemsize
        begin, end = self._begin + begin * size, self._begin + end * size
        if isinstance(self._content, _Parts):
            return np.frombuffer(self._content.read(begin, end), self._kind)
        return np.frombuffer(self._content[begin:end], self._kind)


def _header(content: Content, name: str) -> tuple[np.dtype[Any], tuple[int, ...], int]:
    """Return the type, the shape and the beginning of the array in ``content``.

    Raises:
        ValueError: it is none.
    """
    header = io.BytesIO(content[:_LONGEST_HEADER])
    if np.lib.format.read_magic(header) != (1, 0):
        raise ValueError(f"{name} is no array that was written here")
    shape, _, kind = np.lib.format.read_array_header_1_0(header)
    if kind.hasobject:
        raise ValueError(f"{name} would have to be unpickled")
    return kind, shape, header.tell()


class Strings(Sequence[str]):
    """A list of strings on disk, each read when it is asked for: what is seldom needed."""

    def __init__(self, content: Content) -> None:
        self._content = content[:] if isinstance(content, _Parts) else content
        size = len(self._content)
        ends = np.flatnonzero(np.frombuffer(self._content, dtype=np.uint8) == ord("\n"))
        bounds = np.concatenate(([-1], ends, [size])) if size else np.zeros(1)
        self._bounds = bounds.astype(np.int32 if size < 1 << 31 else np.int64)

    def __len__(self) -> int:
        return len(self._bounds) - 1

    @overload
    def __getitem__(self, at: int) -> str: ...

    @overload
    def __getitem__(self, at: slice) -> list[str]: ...

    def __getitem__(self, at: int | slice) -> str | list[str]:
        if isinstance(at, slice):
            return [self[number] for number in range(*at.indices(len(self)))]
        if not 0 <= at < len(self):
            raise IndexError(at)
        return self._bytes(at).decode()

    def _bytes(self, at: int) -> bytes:
        begin, end = self._bounds[at : at + 2].tolist()
        return self._content[begin + 1 : end]

    def find(self, text: str) -> int | None:
        """Return where ``text`` is in the sorted list, None where it is not.

        Bytes of UTF-8 have the order of the characters.
        """
        wanted = text.encode()
        at = bisect_left(range(len(self)), wanted, key=self._bytes)
        return at if at < len(self) and self._bytes(at) == wanted else None


class ArrayReader:
    """Reads what an ``ArrayWriter`` wrote.

    All files are taken hold of when the reader is made, so that an index which another clicktui
    replaces goes on answering here. They are let go when nothing refers to them any more. What
    lies in the folder ``instead`` is read in place of what has the same name.

    Raises:
        OSError: the folder or a file in it cannot be read.
    """

    def __init__(self, folder: Path, instead: Path | None = None) -> None:
        paths = {path.name: path for path in folder.iterdir()}
        if instead is not None:
            paths |= {path.name: path for path in instead.iterdir()}
        self._contents = {name: _content_of(path) for name, path in paths.items()}

    def array(self, name: str) -> Array:
        """Return one array, which cannot be written.

        Raises:
            KeyError, ValueError: it is missing, cut off or no array.
        """
        content = self._contents[f"{name}.npy"]
        kind, shape, begin = _header(content, name)
        if isinstance(content, _Parts):
            return ArrayParts(content, name)[:].reshape(shape)
        return np.frombuffer(content, kind, math.prod(shape), begin).reshape(shape)

    def parts(self, name: str) -> ArrayParts:
        """Return one array of which parts are read.

        Raises:
            As ``array``.
        """
        return ArrayParts(self._contents[f"{name}.npy"], name)

    def strings(self, name: str) -> tuple[str, ...]:
        """Return one list of strings; a tuple, which the garbage collector need not look through.

        Raises:
            KeyError, ValueError: it is missing or not UTF-8.
        """
        text = self._contents[f"{name}.txt"][:].decode()
        return tuple(text.split("\n")) if text else ()

    def written(self, name: str) -> bytes:
        """Return one list of strings as it is written: UTF-8, a newline between them.

        Raises:
            KeyError: it is missing.
        """
        return self._contents[f"{name}.txt"][:]

    def seldom_needed_strings(self, name: str) -> Strings:
        """Return one list of strings, each of which is read when it is asked for.

        Raises:
            KeyError: it is missing.
        """
        return Strings(self._contents[f"{name}.txt"])

    def texts(self, name: str) -> Texts:
        """Return texts written one by one.

        Raises:
            KeyError, ValueError: they are missing or cut off.
        """
        return Texts(self._contents[f"{name}.bin"], self.array(f"{name}.ends"))

    def json(self, name: str) -> Any:  # noqa: ANN401  what JSON gives
        """Return one plain value.

        Raises:
            KeyError, ValueError: it is missing or not JSON.
        """
        return json.loads(self._contents[f"{name}.json"][:])


def _content_of(path: Path) -> Content:
    with path.open("rb") as stream:
        if path.stat().st_size < _MAP_FROM:
            return stream.read()
        if path.name.endswith(_READ_IN_PARTS) and hasattr(os, "pread"):
            return _Parts(path)
        return mmap.mmap(stream.fileno(), 0, access=mmap.ACCESS_READ)
