"""Where a user's own files live: her platform directories, never the checkout."""

import os
from pathlib import Path

from platformdirs import PlatformDirs

from clicktui.errors import FolderUnusableError
from clicktui.i18n import translate as _

_DIRS = PlatformDirs("clicktui", appauthor=False)


def _private(variable: str, usual: Path) -> Path:
    """Create the folder that ``variable`` names, or the ``usual`` one, for its owner only."""
    folder = Path(os.environ.get(variable) or usual)
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        if os.name == "posix":
            folder.chmod(0o700)
    except OSError as error:
        raise FolderUnusableError(
            _("The folder {folder} cannot be used ({reason}): name another in {variable}").format(
                folder=folder, reason=error.strerror, variable=variable
            )
        ) from error
    return folder


def cache_folder() -> Path:
    """Return (and create, mode 0700) the folder of what can be rebuilt: the index.

    Raises:
        FolderUnusableError: it cannot be created.
    """
    return _private("CLICKTUI_CACHE", _DIRS.user_cache_path)


def state_folder() -> Path:
    """Return (and create, mode 0700) the folder of what is kept between runs: the last copy, logs.

    Raises:
        FolderUnusableError: it cannot be created.
    """
    return _private("CLICKTUI_STATE", _DIRS.user_state_path)


def settings_file() -> Path:
    """Return the path of the user's settings file, which may not exist."""
    return Path(os.environ.get("CLICKTUI_SETTINGS") or _DIRS.user_config_path / "settings.yaml")
