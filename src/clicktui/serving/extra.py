"""What serving needs: the extra ``serve``, which not every installation has."""

from importlib.util import find_spec

from clicktui.errors import ServingError
from clicktui.i18n import translate as _
from clicktui.shipped import install_command

EXTRA = "serve"


def is_installed() -> bool:
    """Say whether the packages of the extra are there; none is imported."""
    return all(find_spec(name) is not None for name in ("textual_serve", "aiohttp"))


def need() -> None:
    """See to it that the extra is there.

    Raises:
        ServingError: it is not; the text says how to get it.
    """
    if not is_installed():
        wanted = _("“serve” needs another package: {command}")
        raise ServingError(wanted.format(command=install_command(EXTRA)))
