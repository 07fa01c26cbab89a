"""Where a user's own files live: her platform directories, never the checkout."""

import os
import stat
import sys
from pathlib import Path

from platformdirs import PlatformDirs

from clicktui.errors import FolderUnusableError
from clicktui.i18n import translate as _

_DIRS = PlatformDirs("clicktui", appauthor=False)


def is_private(path: Path) -> bool:
    """Say whether ``path`` is this user's, not writable by others, and no symbolic link.

    Raises:
        OSError: it cannot be looked at.
    """
    status = path.lstat()
    if stat.S_ISLNK(status.st_mode):
        return False
    if sys.platform == "win32":
        return True
    return status.st_uid == os.getuid() and not status.st_mode & (stat.S_IWGRP | stat.S_IWOTH)


def _private(variable: str, usual: Path) -> Path:
    """Return the folder that ``variable`` names, or the ``usual`` one, made where it is missing.

    A folder that is there keeps its mode, and is refused where somebody else could write: what
    lies in it would be read as this user's own.
    """
    folder = Path(os.environ.get(variable) or usual)
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        private = is_private(folder.resolve())
    except OSError as error:
        raise FolderUnusableError(
            _("The folder {folder} cannot be used ({reason}): name another in {variable}").format(
                folder=folder, reason=error.strerror, variable=variable
            )
        ) from error
    if not private:
        raise FolderUnusableError(
            _(
                "The folder {folder} is not yours alone: make it yours (chmod 700)"
                " or name another in {variable}"
            ).format(folder=folder, variable=variable)
        )
    return folder


def cache_folder() -> Path:
    """Return (and create, mode 0700) the folder of what can be rebuilt: the index.

    Raises:
        FolderUnusableError: it cannot be created, or somebody else could write into it.
    """
    return _private("CLICKTUI_CACHE", _DIRS.user_cache_path)


def state_folder() -> Path:
    """Return (and create, mode 0700) the folder of what is kept between runs: the last copy, logs.

    Raises:
        FolderUnusableError: it cannot be created, or somebody else could write into it.
    """
    return _private("CLICKTUI_STATE", _DIRS.user_state_path)


def data_folder() -> Path:
    """Return (and create, mode 0700) the folder of what the user makes: her boards.

    Raises:
        FolderUnusableError: it cannot be created, or somebody else could write into it.
    """
    return _private("CLICKTUI_DATA", _DIRS.user_data_path)


def data_path() -> Path:
    """Return the path of ``data_folder``, which may not exist; nothing is created."""
    return Path(os.environ.get("CLICKTUI_DATA") or _DIRS.user_data_path)


def folder_paths() -> dict[str, tuple[str, Path]]:
    """Return, by name, the variable and the path of each folder of hers, which may not exist."""
    usual = {
        "data": ("CLICKTUI_DATA", _DIRS.user_data_path),
        "cache": ("CLICKTUI_CACHE", _DIRS.user_cache_path),
        "state": ("CLICKTUI_STATE", _DIRS.user_state_path),
    }
    return {
        name: (variable, Path(os.environ.get(variable) or path))
        for name, (variable, path) in usual.items()
    }


def metadata_file() -> Path:
    """Return the path of what the user says of works of the built-in corpus; it may not exist."""
    return data_path() / "metadata.yaml"


def settings_file() -> Path:
    """Return the path of the user's settings file, which may not exist."""
    return Path(os.environ.get("CLICKTUI_SETTINGS") or _DIRS.user_config_path / "settings.yaml")
