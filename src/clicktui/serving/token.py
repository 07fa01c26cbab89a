"""The token without which nobody is let in: made anew at each start, or the user's own.

Hers comes from the environment or from a file that only she can read, never from the command
line: every user of the machine sees that of every process.
"""

import os
import secrets
import stat
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from clicktui.errors import ServingError
from clicktui.i18n import translate as _
from clicktui.serving.usual import TOKEN_VARIABLE

LEAST = 16
"""Characters that a token of the user's own has to have at least."""

_MOST_BYTES = 4096


@dataclass(frozen=True, slots=True)
class Token:
    """What lets in; ``is_hers``: the user gave it, so that it need not be shown."""

    text: str
    is_hers: bool

    def is_in(self, given: str) -> bool:
        """Say whether ``given`` is this token, in a time that tells nothing of it."""
        return secrets.compare_digest(
            given.encode("utf-8", "replace"), self.text.encode("utf-8", "replace")
        )


def wanted_token(environ: Mapping[str, str], file: Path | None = None) -> Token:
    """Return the token of ``file``, else of ``environ``, else a new one.

    Raises:
        ServingError: the file cannot be read, others can read it, or the token is too short.
    """
    if file is not None:
        text = _read(file)
    elif environ.get(TOKEN_VARIABLE):
        text = environ[TOKEN_VARIABLE].strip()
    else:
        return Token(secrets.token_urlsafe(32), is_hers=False)
    if len(text) < LEAST or not text.isprintable():
        wanted = _("the token must have at least {count} characters, on one line")
        raise ServingError(wanted.format(count=LEAST))
    return Token(text, is_hers=True)


def _read(file: Path) -> str:
    try:
        descriptor = os.open(file.expanduser(), os.O_RDONLY)
        with os.fdopen(descriptor, "rb") as opened:
            status = os.fstat(opened.fileno())
            raw = opened.read(_MOST_BYTES)
    except (OSError, RuntimeError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        wanted = _("the token cannot be read from {file}: {reason}")
        raise ServingError(wanted.format(file=file, reason=reason)) from error
    if sys.platform != "win32" and (
        status.st_uid != os.getuid() or status.st_mode & (stat.S_IRWXG | stat.S_IRWXO)
    ):
        wanted = _("{file} is not yours alone: chmod 600 makes it so")
        raise ServingError(wanted.format(file=file))
    return raw.decode("utf-8", "replace").strip()
