"""Where the files that travel with clicktui lie: in the wheel, or in a checkout."""

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
