"""Shows what a change of the cues would do to the passages, before it is kept."""

import asyncio
import time
from collections.abc import Callable, Mapping, Sequence
from threading import Event

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from clicktui.coding.effects import Effect, counted
from clicktui.corpus.shortening import first_words
from clicktui.errors import ClicktuiError
from clicktui.i18n import translate as _
from clicktui.i18n import translate_plural
from clicktui.search.progress import EVERY_SECONDS, Progress
from clicktui.tui.beside import beside
from clicktui.tui.commands import Scope, bindings
from clicktui.tui.dialogs.dialog import Dialog, KeysAtHand, help_binding
from clicktui.tui.drawing.layout import printable
from clicktui.wording.coding import band_name, told_of
from clicktui.wording.passages import said_by

MOST_SHOWN = 300
"""Passages that are listed; how many there are more is said."""

WorkOut = Callable[[Callable[[], bool], Progress], Sequence[Effect]]
"""Works the effects out, in a thread: polls whether it is cancelled, tells how far it is."""


class _Effects(OptionList, inherit_bindings=False):
    """The passages that change; its keys are the dialog's."""

    BINDINGS = [*bindings(Scope.EFFECTS), help_binding()]
    SCOPES = (Scope.EFFECTS,)

    def action_keep(self) -> None:
        """Take the change."""
        assert isinstance(self.screen, EffectsDialog)  # noqa: S101 -- nobody else has it
        self.screen.keep()

    def action_close(self) -> None:
        """Leave."""
        assert isinstance(self.screen, EffectsDialog)  # noqa: S101
        self.screen.give(None)


Told = Callable[[Sequence[Effect], Mapping[str, str]], str]
"""Says in words what was worked out; see ``summary``."""


class EffectsDialog(Dialog[bool | None]):
    """Shows the effects of ``change`` (said in words); gives True where it is to be kept.

    ``names`` are signs and names of codes by their ids. It can be left while it is worked out;
    where working it out fails, there is nothing to keep. ``told`` says what was worked out, in
    place of ``summary``, and ``reading`` how far it is, in place of ``working_text``.
    """

    DEFAULT_CSS = """
    EffectsDialog {
        & > Vertical { height: 90%; max-height: 40; }
        & .effects--told { height: auto; max-height: 9; color: $text-muted; }
    }
    """

    def __init__(
        self,
        change: str,
        work_out: WorkOut,
        names: Mapping[str, str],
        told: Told | None = None,
        reading: Callable[[int, int], str] | None = None,
    ) -> None:
        super().__init__()
        self._told = told or summary
        self._reading = reading or working_text
        self._change = change
        self._work_out = work_out
        self._names = names
        self._left = Event()
        self._is_known = False
        self._list = _Effects(classes="dialog--list", markup=False)

    def compose(self) -> ComposeResult:
        """Show the change, what it does in short, the passages, and the keys."""
        with Vertical():
            yield Static(Content(printable(self._change)), classes="dialog--title")
            yield Static(Content(_("Working out what changes …")), classes="effects--told")
            yield self._list
            yield KeysAtHand("effects.keep", "effects.close", "app.help")

    def on_mount(self) -> None:
        """Begin."""
        self._list.focus()
        beside(self, self._show)

    def on_unmount(self) -> None:
        """Let the thread end."""
        self._left.set()

    def keep(self) -> None:
        """Take the change, once its effects are seen."""
        if self._is_known:
            self.give(True)

    def _tell(self, line: str) -> None:
        if not self._left.is_set():
            self.query_one(".effects--told", Static).update(
                Content("\n".join(printable(one) for one in line.split("\n")))
            )

    async def _show(self) -> None:
        loop = asyncio.get_running_loop()
        told_at = 0.0

        def progress(done: int, total: int) -> None:
            nonlocal told_at
            now = time.monotonic()
            if now - told_at >= EVERY_SECONDS and not self._left.is_set():
                told_at = now
                loop.call_soon_threadsafe(self._tell, self._reading(done, total))

        def work_out() -> tuple[Sequence[Effect], Sequence[Effect]]:
            effects = self._work_out(self._left.is_set, progress)
            return effects, effects[:MOST_SHOWN]

        try:
            effects, shown = await asyncio.to_thread(work_out)
        except ClicktuiError as error:
            self._tell(str(error))
            if not self._left.is_set():
                self.query_one(KeysAtHand).show("effects.close", "app.help")
            return
        if not self._left.is_set():
            self._is_known = True
            self._tell(self._told(effects, self._names))
            self._list.set_options(Option(self._row(one)) for one in shown)
            if effects:
                self._list.highlighted = 0

    def _row(self, one: Effect) -> Content:
        change = f"{band_name(one.before)} → {band_name(one.after)}"
        place = f"{said_by(one.passage)}, {one.passage.title}"
        words = _("“{words}”").format(words=first_words(one.passage.text))
        return Content.assemble(
            Content.styled(printable(told_of(self._names[one.code], change)), "bold"),
            Content(printable(f"  {place}")),
            Content("\n    "),
            Content(printable(words)),
        )


def working_text(done: int, total: int) -> str:
    """Return how far the working out is."""
    line = _("Working out what changes: {done} of {total} passages")
    return line.format(done=done, total=total)


def summary(effects: Sequence[Effect], names: Mapping[str, str]) -> str:
    """Return in words how many passages change, and how."""
    if not effects:
        return _("No passage changes.")
    passages, changes = counted(effects)
    told = translate_plural("{count} passage changes", "{count} passages change", passages)
    parts = [told.format(count=passages)]
    for one, count in changes.items():
        change = f"{count} × {band_name(one.before)} → {band_name(one.after)}"
        parts.append(told_of(names[one.code], change))
    if len(effects) > MOST_SHOWN:
        parts.append(_("the first {count} are listed").format(count=MOST_SHOWN))
    return " · ".join(parts)
