"""The citation styles, found by typing, each with what it makes of a quote."""

import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from clicktui.citing.styles import (
    Style,
    favourites,
    find_styles,
    how_to_get_more,
    style_in,
)
from clicktui.errors import ClicktuiError
from clicktui.i18n import translate as _
from clicktui.tui.dialogs.preview_chooser import PreviewChooser, Row
from clicktui.tui.newest import IsOld, Newest
from clicktui.wording.citing import format_name

MOST_FOUND = 50
"""How many styles are listed at once: more words find fewer."""


@dataclass(frozen=True, slots=True)
class PickedStyle:
    """A style that was chosen, and what the settings call it: its id, or the path of its file."""

    style: Style
    name: str


@dataclass(frozen=True, slots=True)
class _Found:
    styles: Sequence[Style]
    note: str = ""


class _LeftError(Exception):
    """The dialog was left while the styles were being read."""


class StylePicker(PreviewChooser[PickedStyle]):
    """Asks for a citation style by its name, or by the path of a CSL file.

    ``render`` gives a text in a style, in a thread, or raises ``ClicktuiError``; ``title`` says
    what is cited in now; ``current`` is the style chosen now, None where it cannot be read.
    """

    def __init__(
        self,
        current: Style | None,
        render: Callable[[Style], str],
        title: Callable[[], str],
        next_language: Callable[[], None],
    ) -> None:
        super().__init__(
            _("Type the name of a style, or the path of a .csl file"),
            "picker.take", "picker.language", "picker.close", "app.help",
        )  # fmt: skip
        self._current = current
        self._shown_in = render
        self._heading = title
        self._next_language = next_language
        self._finding: Newest[_Found] = Newest()
        self._left = threading.Event()
        self._listed: Sequence[Style] = ()
        self._is_read = False

    def on_unmount(self) -> None:
        """Read nothing any more."""
        self._left.set()
        self._finding.stop()

    def heading(self) -> str:
        """Return the question, with the style and the language."""
        return self._heading()

    def find(self, typed: str) -> None:
        """Find the styles in a thread; until all are read, the usual ones are there."""
        if not self._is_read and not typed:
            self._show(typed, _Found(favourites()))
        self._finding.wish(
            lambda is_old: self._found_for(typed, is_old),
            lambda told: self._show_found(typed, told),
        )

    def _found_for(self, typed: str, is_old: IsOld) -> _Found:
        if typed.lower().endswith(".csl"):
            try:
                return _Found((style_in(Path(typed).expanduser().absolute()),))
            except ClicktuiError as error:
                return _Found((), str(error))

        def progress(done: int, total: int) -> None:
            if self._left.is_set():
                raise _LeftError
            self.call_later(self._say_progress, done, total)

        styles = find_styles(typed, MOST_FOUND, progress)
        note = "" if styles else _("No style has a name like this")
        return _Found(styles, how_to_get_more() or note)

    def _say_progress(self, done: int, total: int) -> None:
        if not self._is_read:
            text = _("Reading the styles: {done} of {total}")
            self.say_note(text.format(done=done, total=total))

    def _show_found(self, typed: str, told: _Found) -> None:
        self._is_read = True
        self.say_note(told.note)
        self._show(typed, told)

    def _show(self, typed: str, told: _Found) -> None:
        styles = list(told.styles)
        current = self._current
        if current is not None and not typed and current.id not in [one.id for one in styles]:
            styles.insert(0, current)
        self._listed = styles
        ids = [one.id for one in styles]
        rows = [
            Row(
                one.label,
                self._preview_of(one),
                format_name(one),
                current is not None and one.path == current.path and one.id == current.id,
            )
            for one in styles
        ]
        is_there = not typed and current is not None and current.id in ids
        self.show_rows(typed, rows, ids.index(current.id) if is_there and current else 0)

    def _preview_of(self, style: Style) -> Callable[[], str]:
        def preview() -> str:
            try:
                return self._shown_in(style)
            except ClicktuiError as error:
                return f"⚠ {error}"

        return preview

    def chosen(self, place: int) -> PickedStyle:
        """Return the style, and its name for the settings."""
        style = self._listed[place]
        is_file = self._asked is not None and self._asked.lower().endswith(".csl")
        return PickedStyle(style, str(style.path) if is_file else style.id)

    def change_language(self) -> None:
        """Cite in the next language."""
        self._next_language()
        self.say_title()
        self.preview_again()
