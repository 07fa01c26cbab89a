"""The app: wires panes, the search thread and the clipboard together."""

import asyncio
import signal
import threading
import time
from collections.abc import Callable, Mapping
from contextlib import suppress
from functools import partial
from typing import TYPE_CHECKING, Any, ClassVar, TypeVar, cast

from textual import on
from textual.app import App, ComposeResult
from textual.binding import BindingType
from textual.widgets import ContentSwitcher

from clicktui import i18n
from clicktui.i18n import translate as _
from clicktui.shipped import shipped
from clicktui.tui.at_hand import available
from clicktui.tui.at_hand import run as run_command
from clicktui.tui.command_bar import CommandBar
from clicktui.tui.commands import Scope, bindings
from clicktui.tui.opening_pane import OpeningPane
from clicktui.tui.pane_bar import PaneBar
from clicktui.tui.themes import THEMES

if TYPE_CHECKING:
    from textual.command import Provider

    from clicktui.tui.reader_pane import ReaderPane
    from clicktui.tui.search_pane import SearchPane
    from clicktui.tui.search_thread import Answer, SearchThread
    from clicktui.tui.wishes import Cite, OpenWork
    from clicktui.workspace import Workspace

T = TypeVar("T")

PROGRESS_AFTER_S = 0.5
"""Work that takes longer than this shows its progress."""

FAREWELL_SIGNALS = tuple(
    getattr(signal, name) for name in ("SIGTERM", "SIGHUP") if hasattr(signal, name)
)
"""Signals after which the terminal must be left as it was found."""


def _palette() -> "type[Provider]":
    from clicktui.tui.palette import CommandProvider

    return CommandProvider


class ClicktuiApp(App[int]):
    """Shows one pane at a time; brings the panes and the workspace behind the first frame.

    Messages of the panes are handled by their names, for the panes are imported late.
    ``keymap`` maps command ids to the user's keys; ``problems`` are mistakes of her settings.
    """

    TITLE = "clicktui"
    BINDINGS: ClassVar[list[BindingType]] = bindings(Scope.EVERYWHERE)
    COMMANDS = {_palette}
    CSS = """
    ContentSwitcher { height: 1fr; }
    Toast { width: auto; max-width: 90%; }
    """

    def __init__(
        self,
        *,
        theme: str = "dark",
        keymap: Mapping[str, str] | None = None,
        problems: tuple[str, ...] = (),
    ) -> None:
        super().__init__()
        for known in THEMES.values():
            self.register_theme(known)
        self.theme = THEMES[theme].name
        self.keymap = dict(keymap or {})
        self.set_keymap(self.keymap)
        self._problems = problems
        self._workspace: Workspace | None = None
        self._search_thread: SearchThread | None = None
        self._reader_is_wished = False
        self._leaving = threading.Event()
        self.opened = asyncio.Event()
        """Set when the index is open and typing searches."""

    def compose(self) -> ComposeResult:
        """Lay out what the first frame shows."""
        yield PaneBar()
        with ContentSwitcher(initial="opening"):
            yield OpeningPane(id="opening")
        yield CommandBar()

    @property
    def panes_are_there(self) -> bool:
        """Whether the panes have taken the place of the opening one."""
        return self._switcher.current != "opening"

    @property
    def search_pane(self) -> "SearchPane":
        """The search pane."""
        return cast("SearchPane", self.query_one("#search"))

    @property
    def reader_pane(self) -> "ReaderPane":
        """The reader."""
        return cast("ReaderPane", self.query_one("#reader"))

    @property
    def _switcher(self) -> ContentSwitcher:
        return self.query_one(ContentSwitcher)

    # opening

    def on_mount(self) -> None:
        """Put the cursor where typing searches, and bring the rest after the first frame."""
        self.screen.set_focus(self.query_one(OpeningPane).query_input)
        self.watch(self.screen, "focused", self._show_commands, init=False)
        loop = asyncio.get_running_loop()
        for number in FAREWELL_SIGNALS:
            with suppress(NotImplementedError, ValueError):
                loop.add_signal_handler(number, self.exit, 128 + number)
        if self._problems:
            self.notify("\n".join(self._problems), severity="warning", markup=False, timeout=8)
        self.call_after_refresh(
            threading.Thread(target=self._open, name="clicktui-open", daemon=True).start
        )

    def _open(self) -> None:
        """Bring the panes, the corpus, the index; each is shown as soon as it is there."""
        try:
            import clicktui.tui.reader_pane
            import clicktui.tui.search_pane  # noqa: F401 -- here, beside the interface

            furnish: Callable[[], Any] = self._furnish
            if not self.call_from_thread(furnish):
                return
            from clicktui.workspace import open_workspace

            workspace = open_workspace()
            self.call_from_thread(self._corpus_opened, workspace)
            began = time.monotonic()

            def progress(done: int, total: int) -> None:
                if time.monotonic() - began > PROGRESS_AFTER_S and not self._leaving.is_set():
                    self.call_from_thread(self._say_progress, done, total)

            notices = workspace.open_engine(progress, self._leaving.is_set)
            self.call_from_thread(self._engine_opened, notices)
        except Exception as failure:  # the app stays, and says what went wrong
            if not self._leaving.is_set():
                with suppress(RuntimeError):
                    self.call_from_thread(self._say_failure, failure)

    async def _furnish(self) -> bool:
        """Put the panes in the place of the opening one, with what was typed meanwhile.

        Returns False when the app is being left.
        """
        from clicktui.tui.reader_pane import ReaderPane
        from clicktui.tui.search_pane import SearchPane

        if self._leaving.is_set():
            return False
        opening = self.query_one(OpeningPane)
        await self._switcher.add_content(ReaderPane(id="reader"))
        await self._switcher.add_content(SearchPane(id="search"))
        typed = opening.query_input
        self.search_pane.take_over(typed.value, typed.cursor_position)
        self._show_pane("search")
        if self.focused in (typed, None):  # at once: a key that comes now must not be lost
            self.screen.set_focus(self.search_pane.query_input)
        if opening.wish:
            self.search_pane.query_input.post_message(opening.wish())
        await opening.remove()
        if self._reader_is_wished:
            self.action_show_reader()
        return True

    def _corpus_opened(self, workspace: "Workspace") -> None:
        self._workspace = workspace
        self.search_pane.set_corpus(workspace.corpus)
        self.reader_pane.set_corpus(workspace.corpus)

    def _say_progress(self, done: int, total: int) -> None:
        self.search_pane.show_trouble(
            _("Indexing: {done} of {total} passages (Ctrl+Q leaves)").format(done=done, total=total)
        )

    def _engine_opened(self, notices: tuple[str, ...]) -> None:
        if self._workspace is None or self._leaving.is_set():
            return
        from clicktui.tui.search_thread import SearchThread

        self._search_thread = SearchThread(
            self._workspace,
            partial(self._from_search_thread, self._show_answer),
            partial(self._from_search_thread, self._say_failure),
        )
        self._search_thread.start()
        self.search_pane.show_trouble("")
        self.search_pane.search_again()
        self.opened.set()
        for notice in notices:
            self.notify(notice, markup=False, timeout=5)

    def _from_search_thread(self, show: Callable[[T], None], what: T) -> None:
        if not self._leaving.is_set():
            with suppress(RuntimeError):
                self.call_later(show, what)

    def _show_answer(self, answer: "Answer") -> None:
        self.search_pane.show_answer(answer)

    def _say_failure(self, failure: Exception) -> None:
        line = str(failure) or type(failure).__name__
        if self.panes_are_there:
            self.search_pane.show_trouble(line)
        else:
            self.notify(line, severity="error", markup=False, timeout=60)

    def on_unmount(self) -> None:
        """Let the threads end."""
        self._leaving.set()
        if self._search_thread:
            self._search_thread.stop()
        if self._workspace:
            self._workspace.close()

    # wishes

    def on_search_pane_asked(self, event: "SearchPane.Asked") -> None:
        """Give the search thread its newest question."""
        if self._search_thread:
            self._search_thread.ask(event.question)

    def on_open_work(self, wish: "OpenWork") -> None:
        """Open a work in the reader."""
        self._show_pane("reader")
        self.reader_pane.open(wish.work, wish.span, wish.highlights)

    def on_cite(self, wish: "Cite") -> None:
        """Copy what is wished, beside the interface."""
        self.run_worker(self._carry_out(wish), group="copy", exit_on_error=False)

    async def _carry_out(self, wish: "Cite") -> None:
        from clicktui.tui.copying import carry_out

        if self._workspace is None:
            return
        try:
            await carry_out(self, self._workspace, wish)
        except Exception as failure:  # a copy that fails must say so and leave the app standing
            self.notify(
                _("Nothing was copied: {reason}").format(reason=failure),
                severity="error",
                markup=False,
            )

    @on(CommandBar.Clicked)
    async def _run_clicked(self, event: CommandBar.Clicked) -> None:
        await run_command(self, event.wanted)

    @on(PaneBar.Chosen)
    async def _run_chosen(self, event: PaneBar.Chosen) -> None:
        await self.run_action(event.action)

    # panes and commands

    def _show_pane(self, pane: str) -> None:
        self._switcher.current = pane
        self._show_commands()

    def _show_commands(self, *_focus: object) -> None:
        """Tell the rows at the top and bottom what is open and what is at hand."""
        open_pane = "app.reader" if self._switcher.current == "reader" else "app.search"
        self.query_one(PaneBar).show(open_pane, self.keymap)
        self.query_one(CommandBar).show(available(self.screen_stack[0]), self.keymap)

    def action_focus_search(self) -> None:
        """Go to the search input."""
        if self.panes_are_there:
            self._show_pane("search")
            self.search_pane.query_input.focus()

    def action_show_reader(self) -> None:
        """Go to the reader."""
        if self.panes_are_there:
            self._show_pane("reader")
            self.reader_pane.focus_text()
        else:
            self._reader_is_wished = True

    def action_back_up(self) -> None:
        """Back up one step: from the reader to the hits, from the hits to the input."""
        if not self.panes_are_there:
            return
        search = self.search_pane
        if self._switcher.current == "reader":
            self._show_pane("search")
            (search.hit_list if search.hit_list.highlighted_hit else search.query_input).focus()
        elif self.focused is not search.query_input:
            search.query_input.focus()

    def action_help(self) -> None:
        """Show the help for what is in focus."""
        from clicktui.tui.help_screen import HelpScreen

        here = [wanted.command.scope for wanted in available(self.screen)]
        self.push_screen(HelpScreen(here, self.keymap))

    def action_command_palette(self) -> None:
        """Show the commands, to be found by their names."""
        from textual.command import CommandPalette

        self.clear_notifications()
        self.push_screen(
            CommandPalette(id="--command-palette", placeholder=_("Find a command by its name"))
        )

    def action_next_theme(self) -> None:
        """Change to the next theme."""
        names = [theme.name for theme in THEMES.values()]
        at = names.index(self.theme) if self.theme in names else -1
        self.theme = names[(at + 1) % len(names)]
        self._keep_setting("theme", list(THEMES)[(at + 1) % len(names)])

    def action_next_language(self) -> None:
        """Change the language of the interface."""
        languages = i18n.LANGUAGES
        following = languages[(languages.index(i18n.language()) + 1) % len(languages)]
        i18n.choose_language(shipped("data") / "locale", following)
        self._keep_setting("language", following)
        if not self.panes_are_there:
            return
        self.search_pane.refresh_language()
        self.reader_pane.refresh_language()
        self._show_commands()

    def _keep_setting(self, key: str, value: str) -> None:
        """Let the next start find what was chosen in this one."""
        from clicktui.errors import SettingsError
        from clicktui.settings import save

        try:
            save(key, value)
        except SettingsError as problem:
            self.notify(
                _("Chosen for now only: {reason}").format(reason=problem),
                severity="warning",
                markup=False,
            )

    def action_help_quit(self) -> None:
        """Say how to leave, to those who press ctrl+c."""
        self.notify(_("Ctrl+Q leaves clicktui."), markup=False)


def run(lang: str | None) -> int:
    """Show the app until the user leaves; return the exit code.

    Args:
        lang: the interface's language, or None for the one of the settings or the locale.
    """
    from clicktui.settings import load

    settings, problems = load()
    i18n.choose_language(shipped("data") / "locale", lang or settings.language)
    keys: dict[str, str] = {}
    if settings.keys:
        from clicktui.tui.keymap import checked_keymap

        keys, mistaken = checked_keymap(settings.keys)
        problems += mistaken
    app = ClicktuiApp(theme=settings.theme or "dark", keymap=keys, problems=problems)
    return app.run() or 0
