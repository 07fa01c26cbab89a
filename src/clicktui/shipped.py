"""Where the files that travel with clicktui lie: in the wheel, or in a checkout."""

import sys
from pathlib import Path

_PACKAGE = Path(__file__).parent
_CHECKOUT = _PACKAGE.parent.parent


def shipped(name: str) -> Path:
    """Return the folder ``name`` (``"seeds"`` or ``"data"``) that ships with this clicktui.

    An installed wheel carries both inside the package; an editable install reads the checkout's.

    Raises:
        FileNotFoundError: neither place holds it, so the installation is broken.
    """
    for folder in (_PACKAGE / name, _CHECKOUT / name):
        if folder.is_dir():
            return folder
    raise FileNotFoundError(f"clicktui was installed without its {name}/ folder: reinstall it")


def install_command(extra: str) -> str:
    """Return the command that adds an extra of clicktui to where this clicktui runs.

    pip finds clicktui there already and fetches only what the extra needs, so that it holds for a
    clicktui of any origin. Double quotes are those that every shell knows.
    """
    return pip_command(f'"clicktui[{extra}]"')


def pip_command(wanted: str) -> str:
    """Return the command that installs ``wanted`` (pip's words) for the Python that runs this.

    It names that Python, whichever is first on the user's path.
    """
    python, home = Path(sys.executable), Path.home()
    if " " in str(python):
        shown = f'"{python}"'
    elif python.is_relative_to(home) and sys.platform != "win32":
        shown = f"~/{python.relative_to(home)}"
    else:
        shown = str(python)
    return f"{shown} -m pip install {wanted}"
