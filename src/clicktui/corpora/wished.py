"""Whether the user's files are to be watched, as the command line wished."""

import os
from collections.abc import Iterable
from pathlib import Path

VARIABLE = "CLICKTUI_WATCH"
"""The environment variable that says so; the command line sets it for itself."""

ORIGINALS = "-"
"""What stands in it for watching only the files that were added."""


def wish_watching(folders: Iterable[str]) -> None:
    """Have files watched: those that were added, and what is new in ``folders`` taken in.

    One of ``folders`` may be ``ORIGINALS``, which names none.
    """
    paths = (one if one == ORIGINALS else str(Path(one).expanduser().absolute()) for one in folders)
    os.environ[VARIABLE] = os.pathsep.join(paths)


def watched_folders() -> tuple[Path, ...] | None:
    """Return the folders whose new files are taken in; None where nothing is to be watched."""
    wished = os.environ.get(VARIABLE)
    if not wished:
        return None
    return tuple(Path(one) for one in wished.split(os.pathsep) if one and one != ORIGINALS)
