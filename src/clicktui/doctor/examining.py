"""Looking at everything, in the order in which it is told."""

import os
import sys
from collections.abc import Iterator, Mapping

from clicktui.doctor import clipboards, folders, programs, soundness, terminals
from clicktui.doctor.asking import Answers, Terminal, open_terminal
from clicktui.doctor.model import Finding


def examined(environ: Mapping[str, str], is_forced: bool = False) -> Iterator[Finding]:
    """Yield all findings; ``is_forced``: see ``clipboards.findings``."""
    streams = (sys.stdin, sys.stdout)
    if all(stream is not None and stream.isatty() for stream in streams):
        reading, writing = sys.stdin.fileno(), sys.stdout.fileno()
        sys.stdout.flush()
        with open_terminal(reading, writing) as terminal:
            found = tuple(_of_terminal(environ, terminal, True, is_forced))
    else:
        found = tuple(_of_terminal(environ, None, False, is_forced))
    yield from found
    yield from folders.findings()
    yield from soundness.findings()
    yield from programs.findings()


def _of_terminal(
    environ: Mapping[str, str], terminal: Terminal | None, is_there: bool, is_forced: bool
) -> Iterator[Finding]:
    answers = Answers(False) if is_there else None
    if terminal is not None and terminals.can_be_asked(environ):
        answers = terminal.about(terminals.SIGNS, with_strings=terminals.knows_strings(environ))
    encoding = getattr(sys.stdout, "encoding", None) or "ascii"
    yield from terminals.findings(environ, answers, _size() if is_there else None, encoding)
    is_asked = answers is not None and answers.is_answering and terminals.knows_strings(environ)
    yield from clipboards.findings(environ, terminal if is_asked else None, is_forced)


def _size() -> tuple[int, int] | None:
    try:
        return os.get_terminal_size(sys.stdout.fileno())
    except OSError:
        return None
