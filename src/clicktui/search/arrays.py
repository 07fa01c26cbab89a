"""Derived arrays on disk: plain NumPy files and lists of strings, memory-mapped, disposable.

Nothing here is ever unpickled (``allow_pickle=False``). A folder of arrays is complete or absent:
it is written inside a folder that is renamed into place as a whole (see ``indexfolder``).
"""

import json
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

    def json(self, name: str, value: object) -> None:
        """Write a plain value."""
        (self._folder / f"{name}.json").write_text(json.dumps(value), encoding="utf-8")


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

    def json(self, name: str) -> Any:  # noqa: ANN401  what JSON gives
        """Return one plain value.

        Raises:
            OSError, ValueError: it is missing or not JSON.
        """
        return json.loads((self._folder / f"{name}.json").read_text(encoding="utf-8"))
