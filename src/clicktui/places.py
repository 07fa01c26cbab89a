"""Where a user's own files live: her platform directories, never the checkout."""

import os
from pathlib import Path

from platformdirs import PlatformDirs

_DIRS = PlatformDirs("clicktui", appauthor=False)


def _private(folder: Path) -> Path:
    """Create ``folder`` readable by its owner only, and return it."""
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    if os.name == "posix":
        folder.chmod(0o700)
    return folder


def cache_folder() -> Path:
    """Return (and create, mode 0700) the folder of what can be rebuilt: the index.

    Raises:
        OSError: it cannot be created.
    """
    return _private(Path(os.environ.get("CLICKTUI_CACHE") or _DIRS.user_cache_path))


def state_folder() -> Path:
    """Return (and create, mode 0700) the folder of what is kept between runs: the last copy, logs.

    Raises:
        OSError: it cannot be created.
    """
    return _private(Path(os.environ.get("CLICKTUI_STATE") or _DIRS.user_state_path))


def settings_file() -> Path:
    """Return the path of the user's settings file, which may not exist."""
    return Path(os.environ.get("CLICKTUI_SETTINGS") or _DIRS.user_config_path / "settings.yaml")
