"""Derived arrays on disk: plain NumPy files and lists of strings, memory-mapped, disposable.

Nothing here is ever unpickled (``allow_pickle=False``). A folder of arrays is complete or absent:
it is written inside a folder that is renamed into place as a whole (see ``indexfolder``).
"""

import json
import mmap
from array import array
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

Array = npt.NDArray[Any]


class ArrayWriter:
    """Writes named arrays and lists into one folder."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir(mode=0o700)
        self._folder = folder

    def array(self, name: str, values: Array) -> None:
        """Write one array."""
        np.save(self._folder / f"{name}.npy", values, allow_pickle=False)

    def strings(self, name: str, values: tuple[str, ...]) -> None:
        """Write a list of strings, none of which holds a newline."""
        (self._folder / f"{name}.txt").write_bytes("\n".join(values).encode())

    def texts(self, name: str) -> "TextWriter":
        """Start a list of texts that is written one by one and read one by one."""
        return TextWriter(self._folder, name)

    def json(self, name: str, value: object) -> None:
        """Write a plain value."""
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
    """Texts that a ``TextWriter`` wrote, mapped from their file."""

    def __init__(self, content: bytes | mmap.mmap, ends: Array) -> None:
        self._content = content
        self._ends = ends

    def __getitem__(self, number: int) -> str:
        begin, end = self._ends[number : number + 2].tolist()
        return self._content[begin:end].decode()

    def close(self) -> None:
        """Release the file."""
        if isinstance(self._content, mmap.mmap):
            self._content.close()


class ArrayReader:
    """Reads what an ``ArrayWriter`` wrote."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def array(self, name: str) -> Array:
        """Return one array, mapped from its file.

        Raises:
            OSError, ValueError: it is missing, cut off or no array.
        """
        mapped = np.load(self._folder / f"{name}.npy", mmap_mode="r", allow_pickle=False)
        return np.asarray(mapped)

    def strings(self, name: str) -> list[str]:
        """Return one list of strings.

        Raises:
            OSError, ValueError: it is missing or not UTF-8.
        """
        text = (self._folder / f"{name}.txt").read_bytes().decode()
        return text.split("\n") if text else []

    def texts(self, name: str) -> Texts:
        """Return texts written one by one.

        Raises:
            OSError, ValueError: they are missing or cut off.
        """
        path = self._folder / f"{name}.bin"
        with path.open("rb") as stream:
            size = path.stat().st_size
            content = mmap.mmap(stream.fileno(), 0, access=mmap.ACCESS_READ) if size else b""
        return Texts(content, self.array(f"{name}.ends"))

    def json(self, name: str) -> Any:  # noqa: ANN401  what JSON gives
        """Return one plain value.

        Raises:
            OSError, ValueError: it is missing or not JSON.
        """
        return json.loads((self._folder / f"{name}.json").read_text(encoding="utf-8"))
