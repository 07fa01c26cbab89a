"""Lines gathered within limits, and the white space of markup made that of text."""

import re
from collections.abc import Iterable

from clicktui.errors import IntakeError
from clicktui.i18n import translate as _
from clicktui.intake.limits import Limits
from clicktui.intake.model import Line, LineKind

_BREAKS = re.compile("\r\n?|[\n\v\f\x85\u2028\u2029]")
_MARKUP_SPACE = re.compile(r"[ \t\r\n\f\v]+")
_SPACES = " \t\r\n\f\v"


def split_lines(text: str) -> list[str]:
    """Return the lines of ``text``, ended as ``corpus.cleaning`` knows line ends."""
    return _BREAKS.split(text)


def squeezed(text: str) -> str:
    """Return ``text`` on one line, its runs of white space as one space; no-break spaces stay."""
    return _MARKUP_SPACE.sub(" ", text).strip(_SPACES)


class Gathered:
    """The lines of a file as they are found; empty ones are left out."""

    def __init__(self, limits: Limits) -> None:
        self.lines: list[Line] = []
        self._limits = limits

    def add(
        self,
        text: str,
        kind: LineKind = LineKind.TEXT,
        *,
        is_bold: bool = False,
        page: str | None = None,
        starts_at: int | None = None,
        speaker: str | None = None,
        last_page: str | None = None,
    ) -> None:
        """Take ``text`` as a line, without white space around it.

        Raises:
            IntakeError: it is too long, or there are too many.
        """
        text = text.strip(_SPACES)
        if not text:
            return
        if len(self.lines) >= self._limits.lines:
            problem = _("has more than {count} paragraphs: split it into several files")
            raise IntakeError(problem.format(count=f"{self._limits.lines:,}"))
        if len(text) > self._limits.line_characters:
            problem = _("paragraph {number} has more than {count} characters: break it into lines")
            count = f"{self._limits.line_characters:,}"
            raise IntakeError(problem.format(number=len(self.lines) + 1, count=count))
        self.lines.append(Line(text, kind, is_bold, page, starts_at, speaker, last_page))

    def add_all(self, texts: Iterable[str], kind: LineKind = LineKind.TEXT) -> None:
        """Take each of ``texts`` as a line.

        Raises:
            IntakeError: one is too long, or there are too many.
        """
        for text in texts:
            self.add(text, kind)
