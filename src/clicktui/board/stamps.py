"""Names and times that a change gives to what it makes."""

import secrets
from datetime import UTC, datetime

ID_LENGTH = 10
"""Characters of an id: 26·36⁹ values, so that two made anywhere are practically never the same."""

_LETTERS = "abcdefghijklmnopqrstuvwxyz"
_LETTERS_AND_DIGITS = _LETTERS + "0123456789"


def new_id() -> str:
    """Return a new id of ``ID_LENGTH`` characters of [a-z0-9], the first of them a letter.

    A YAML reader takes it for text, and nobody for a number.
    """
    rest = (secrets.choice(_LETTERS_AND_DIGITS) for _place in range(ID_LENGTH - 1))
    return secrets.choice(_LETTERS) + "".join(rest)


def now() -> str:
    """Return the present time: UTC, ISO 8601 to the second (``2026-11-21T23:57:03Z``)."""
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
