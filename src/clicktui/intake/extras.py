"""The libraries that read files: the extra ``corpus``, which not every installation has."""

import logging
from contextlib import suppress
from importlib import import_module
from types import ModuleType

from clicktui.errors import IntakeError
from clicktui.i18n import translate as _

_INSTALL = "pip install 'clicktui[corpus]'"
_TALKATIVE = (
    "charset_normalizer", "courlan", "htmldate", "justext", "markdown_it", "pdfminer",
    "py3langid", "trafilatura",
)  # fmt: skip


def needed(module: str) -> ModuleType:
    """Import ``module``, which the extra ``corpus`` brings.

    What these libraries log is not shown: it would be written over the screen.

    Raises:
        IntakeError: it is not installed; the text says how to get it.
    """
    name = module.partition(".")[0]
    if name in _TALKATIVE:
        logger = logging.getLogger(name)
        logger.propagate = False
        if not logger.handlers:
            logger.addHandler(logging.NullHandler())
    try:
        return import_module(module)
    except ImportError as error:
        wanted = _("needs another package to be read: {command}").format(command=_INSTALL)
        raise IntakeError(wanted) from error


def installed() -> bool:
    """Say whether the libraries of the extra ``corpus`` can be imported at all."""
    with suppress(IntakeError):
        for module in ("docx", "trafilatura", "pdfminer", "defusedxml", "striprtf", "py3langid"):
            needed(module)
        return True
    return False
