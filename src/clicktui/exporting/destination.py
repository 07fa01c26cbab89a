"""Where the files of exports go: the folder used last, and a name after the board's.

Never among clicktui's own files: what the user makes is not there.
"""

import re
from pathlib import Path

from platformdirs import user_documents_path

from clicktui.errors import FolderUnusableError
from clicktui.places import state_folder
from clicktui.shipped import shipped
from clicktui.wholefiles import replace_file

_LAST_FOLDER = "last-folder.txt"
_LONGEST_NAME = 80
_NO_FILE_NAME = re.compile(r"[\x00-\x1f\x7f<>:\"/\\|?*\s]+")
"""What some system cannot have in a name, and all white space, which becomes one space."""

_NO_NAMES = re.compile(r"(?:con|prn|aux|nul|com\d|lpt\d)(?:\..*)?", re.IGNORECASE)
"""Names that are devices on Windows."""


def file_name(board_name: str, ending: str) -> str:
    """Return a name for a file of a board, which every system can have."""
    plain = _NO_FILE_NAME.sub(" ", board_name).strip(" .")[:_LONGEST_NAME].rstrip(" .")
    if not plain or _NO_NAMES.fullmatch(plain):
        plain = f"board {plain}".rstrip()
    return plain + ending


def usual_folder() -> Path:
    """Return the folder used last, else the user's documents, this folder, or her home."""
    candidates = [_remembered(), user_documents_path(), Path.cwd()]
    there = (one for one in candidates if one is not None and one.is_dir())
    return next((one for one in there if not _is_clicktuis(one)), Path.home())


def remember_folder(folder: Path) -> None:
    """Let ``folder`` be the usual one from now on; where it cannot be kept, it is not."""
    try:
        replace_file(state_folder() / _LAST_FOLDER, str(folder.absolute()).encode("utf-8"))
    except (OSError, FolderUnusableError, UnicodeEncodeError):
        return


def shown(path: Path) -> str:
    """Return ``path`` as the user may type it: her home is ``~``."""
    try:
        return str(Path("~") / path.relative_to(Path.home()))
    except (ValueError, RuntimeError):
        return str(path)


def _remembered() -> Path | None:
    try:
        text = (state_folder() / _LAST_FOLDER).read_text("utf-8")
    except (OSError, FolderUnusableError, UnicodeDecodeError):
        return None
    return Path(text) if text else None


def _is_clicktuis(folder: Path) -> bool:
    """Say whether ``folder`` lies in clicktui's checkout, or in what is installed of it."""
    return folder.resolve().is_relative_to(shipped("data").parent.resolve())
