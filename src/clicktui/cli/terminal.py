"""What goes out: exact text, whatever the terminal can show and wherever it goes."""

import os
import sys
from collections.abc import Callable, Iterable
from typing import TextIO

from clicktui.corpus.model import Span

_FOUND, _PLAIN = "\x1b[1;4m", "\x1b[22;24m"  # bold and underlined, no colour (ECMA-48 SGR)


def prepare(stream: TextIO | None) -> None:
    """Let ``stream`` take any character: one that its encoding lacks is written as an escape.

    An escape (``\\xe9``) is ugly but says which character stood there; a ``?`` would be a lie.
    Line ends go out as they are.
    """
    reconfigure = getattr(stream, "reconfigure", None)
    if reconfigure is not None:
        reconfigure(errors="backslashreplace", newline="\n" if os.name == "posix" else None)


def say(*lines: str) -> None:
    """Print ``lines`` on standard output."""
    for line in lines:
        print(line)


def say_error(text: str) -> None:
    """Print ``text`` as one line on standard error, after the program's name."""
    if sys.stderr is not None:
        print(f"clicktui: {one_line(text)}", file=sys.stderr)


def one_line(text: str) -> str:
    """Return ``text`` on one line without control characters, which could be terminal commands."""
    return printable(text, lambda _character: " ").strip()


def printable(text: str, instead: Callable[[str], str]) -> str:
    """Return ``text`` with what ``instead`` gives for each character that cannot be shown.

    These are control characters and line ends, bidirectional marks and all that Unicode calls
    format, private or unassigned; not the no-break spaces of French typography.
    """
    return "".join(
        character if character.isprintable() or character in "\u00a0\u202f" else instead(character)
        for character in text
    )


def marks_matches() -> bool:
    """Say whether matches are to be shown bold and underlined: on a terminal, unless NO_COLOR."""
    return bool(sys.stdout and sys.stdout.isatty() and not os.environ.get("NO_COLOR"))


def marked(text: str, spans: Iterable[Span], start: int) -> str:
    """Return ``text`` with ``spans`` bold and underlined.

    Args:
        text: the words, without control characters.
        spans: in order, not overlapping; offsets of the file, as ``start``.
        start: the offset at which ``text`` begins in the file.
    """
    parts: list[str] = []
    at = 0
    for span in spans:
        parts += [text[at : span.start - start], _FOUND,
                  text[span.start - start : span.end - start], _PLAIN]  # fmt: skip
        at = span.end - start
    return "".join((*parts, text[at:]))
