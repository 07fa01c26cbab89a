"""The style and the language that the user cites in.

A style that cannot be read, or cannot render a work, never gives way to another one unasked where
something is copied; what is only shown comes in clicktui's own note style then, and says why.
"""

import threading
from collections.abc import Callable
from dataclasses import dataclass

from clicktui.citing.citation import Citer
from clicktui.citing.styles import NOTE, Style, style_named
from clicktui.errors import StyleError
from clicktui.i18n import language


@dataclass(frozen=True, slots=True)
class Shown:
    """A text with references, to be read on the screen: in which style, and what went wrong."""

    text: str
    style: Style
    trouble: str = ""


class ChosenCiting:
    """What the user cites in, for any thread; the style is looked for when it is first needed."""

    def __init__(self, style: str | None = None, cite_in: str | None = None) -> None:
        """Cite in ``style`` (see ``style_named``; None: the own notes) and in ``cite_in``.

        ``cite_in`` is ``fr``, ``it``, ``en``, or None for the interface's language.
        """
        self._own = Citer()
        self._name = style or NOTE
        self._found: Citer | StyleError | None = None
        self._looking = threading.Lock()
        self.cite_in = cite_in

    @property
    def lang(self) -> str:
        """The language of citations: ``fr``, ``it`` or ``en``."""
        return self.cite_in or language()

    @property
    def style_name(self) -> str:
        """What the style is called by the user: its id, or the path of its file."""
        return self._name

    def choose(self, style: str) -> None:
        """Cite in ``style`` from now on, an id or the path of a CSL file."""
        with self._looking:
            self._name, self._found = style, None

    @property
    def citer(self) -> Citer:
        """What cites in the chosen style.

        Raises:
            StyleError: there is no such style, or its file cannot be read.
        """
        with self._looking:
            if self._found is None:
                self._found = self._find()
            found = self._found
        if isinstance(found, StyleError):
            raise StyleError(str(found))
        return found

    def _find(self) -> Citer | StyleError:
        if self._name == NOTE:
            return self._own
        try:
            return self._own.styled(style_named(self._name))
        except StyleError as error:
            return error

    def styled(self, style: Style) -> Citer:
        """Return what cites in ``style``, and shares what was rendered."""
        return self._own.styled(style)

    def shown(self, render: Callable[[Citer], str]) -> Shown:
        """Return what ``render`` makes with the chosen style, or else with the own notes, to show.

        Raises:
            StyleError: not even the style that ships with clicktui can be used.
        """
        try:
            citer = self.citer
            return Shown(render(citer), citer.style)
        except StyleError as error:
            return Shown(render(self._own), self._own.style, str(error))
