"""The app: wires panes, the search thread and the clipboard together."""

import asyncio
import os
import signal
from collections.abc import Mapping
from contextlib import suppress
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.css.query import NoMatches
from textual.theme import Theme
from textual.widgets import ContentSwitcher

from clicktui import i18n
from clicktui.clipboards import SERVED
from clicktui.i18n import translate as _
from clicktui.places import settings_file
from clicktui.shipped import shipped
from clicktui.tui import collecting
from clicktui.tui.at_hand import available, key_while_typing, keys_of
from clicktui.tui.at_hand import run as run_command
from clicktui.tui.citing_part import CitingPart
from clicktui.tui.command_bar import CommandBar
from clicktui.tui.commands import COMMANDS, Scope, bindings
from clicktui.tui.desk.corpora_part import CorporaWishes, corpus_name
from clicktui.tui.opening import Opening
from clicktui.tui.opening_pane import OpeningPane
from clicktui.tui.pane_bar import PaneBar
from clicktui.tui.themes import THEMES
from clicktui.tui.tour_part import TourPart, is_first_start

if TYPE_CHECKING:
    from textual.command import Provider

    from clicktui.copies import Subject
    from clicktui.corpus.model import Span
    from clicktui.tui.board.board_wishes import ChangeWished, EditWished
    from clicktui.tui.core_thread import Answer
    from clicktui.tui.search.pane import SearchPane
    from clicktui.tui.wishes import CodingWish, CompleteWork, OpenWork, Pin
    from clicktui.workspace import Workspace

FAREWELL_SIGNALS = tuple(
    getattr(signal, name) for name in ("SIGTERM", "SIGHUP") if hasattr(signal, name)
)
"""Signals after which the terminal must be left as it was found."""

FAREWELL_S = 5.0
"""How long what was wished may take to be kept, after such a signal: some milliseconds do."""

CODES_AFTER_S = 1.0
"""Seconds after which the passages are judged, once the index is open, and nobody types."""

AT_REST_S = 2.0
"""Seconds without a key after which nobody seems to be typing."""


def _palette() -> "type[Provider]":
    from clicktui.tui.palette import CommandProvider

    return CommandProvider


class ClicktuiApp(TourPart, CorporaWishes, CitingPart):
    """Shows one pane at a time; brings the panes and the workspace behind the first frame.

    Messages of the panes are handled by their names, for the panes are imported late.
    ``keymap`` maps command ids to the user's keys; ``problems`` are mistakes of her settings;
    ``begins_with_tour`` shows the tour once the panes are there.
    """

    TITLE = "clicktui"
    NOTIFICATION_TIMEOUT = 3
    BINDINGS: ClassVar[list[BindingType]] = [
        *bindings(Scope.EVERYWHERE),
        Binding("ctrl+q", "quit", show=False, priority=True),  # over dialogs too
        Binding("escape", "leave_tour", show=False, priority=True),  # where it is shown
    ]
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
        begins_with_tour: bool = False,
    ) -> None:
        super().__init__()
        self._begins_with_tour = begins_with_tour
        for known in THEMES.values():
            self.register_theme(known)
        self._begin_with(THEMES[theme])
        self.keymap = dict(keymap or {})
        self.set_keymap(self.keymap)
        self._problems = problems
        self._opening = Opening(self)
        self.opened = asyncio.Event()
        """Set when the index is open and typing searches."""

    def _begin_with(self, theme: Theme) -> None:
        """Make ``theme`` the first: as watchers would, but without parsing all styles again."""
        self.set_reactive(ClicktuiApp.theme, theme.name)
        self.stylesheet.set_variables(self.get_css_variables())
        self.set_class(theme.dark, "-dark-mode", update=False)
        self.set_class(not theme.dark, "-light-mode", update=False)
        self.add_class(f"-theme-{theme.name}", update=False)

    def compose(self) -> ComposeResult:
        """Lay out what the first frame shows."""
        yield PaneBar()
        with ContentSwitcher(initial="opening"):
            yield OpeningPane(id="opening")
        yield CommandBar()

    def _key_of(self, command_id: str) -> str:
        """Return the key of a command that also works while typing."""
        command = next(command for command in COMMANDS if command.id == command_id)
        return key_while_typing(keys_of(command, self.keymap))

    # opening

    def on_mount(self) -> None:
        """Put the cursor where typing searches, and bring the rest after the first frame."""
        self.screen.set_focus(self.query_one(OpeningPane).query_input)
        self.watch(self.screen, "focused", self._show_commands, init=False)
        loop = asyncio.get_running_loop()
        for number in FAREWELL_SIGNALS:
            with suppress(NotImplementedError, ValueError):
                loop.add_signal_handler(number, self._leave_at_once, 128 + number)
        if self._problems:
            self.notify("\n".join(self._problems), severity="warning", timeout=15, markup=False)
        self.set_interval(1.0, self._collect)
        self.call_after_refresh(self._opening.start)

    def _collect(self) -> None:
        if self.quiet_s > AT_REST_S:
            collecting.at_rest()

    def _leave_at_once(self, code: int) -> None:
        """End, and see to it: where the terminal is gone, Textual's writer can wait for ever."""
        import threading

        end = threading.Timer(FAREWELL_S, os._exit, (code,))
        end.daemon = True
        end.start()
        self.exit(code)

    async def furnish(self) -> None:
        """Put the panes in the place of the opening one, with what was typed meanwhile."""
        from clicktui.tui.board.pane import BoardPane
        from clicktui.tui.codes.pane import CodesPane
        from clicktui.tui.reader.pane import ReaderPane
        from clicktui.tui.search.pane import SearchPane

        opening = self.query_one(OpeningPane)
        await self._switcher.add_content(ReaderPane(id="reader"))
        await self._switcher.add_content(BoardPane(self.keymap, id="board"))
        await self._switcher.add_content(CodesPane(id="codes"))
        await self._switcher.add_content(SearchPane(id="search"))
        typed = opening.query_input
        self.search_pane.take_over(typed.value, typed.cursor_position)
        self._show_pane("search")
        if self.focused in (typed, None):  # at once: a key that comes now must not be lost
            self.screen.set_focus(self.search_pane.query_input)
        if opening.wish:
            self.search_pane.query_input.post_message(opening.wish())
        await opening.remove()
        if self._wished_pane == "reader":
            self.action_show_reader()
        elif self._wished_pane == "board":
            self.action_show_board()
        elif self._wished_pane == "codes":
            self.action_show_codes()
        if self._begins_with_tour:
            await self.begin_tour()

    async def unfurnish(self) -> None:
        """Take the panes away, the search's words kept, for ``furnish`` to bring new ones."""
        typed = self.search_pane.query_input
        opening = OpeningPane(id="opening")
        panes = [self.search_pane, self.reader_pane, self.board_pane, self.codes_pane]
        await self._switcher.add_content(opening)
        opening.query_input.value = typed.value
        opening.query_input.cursor_position = typed.cursor_position
        self._switcher.current = "opening"
        self.screen.set_focus(opening.query_input)
        for pane in panes:
            await pane.remove()
        self._wished_pane, self._begins_with_tour = "", False
        self.opened.clear()

    def take_workspace(self, workspace: "Workspace") -> None:
        """Let the panes read the corpus, and open the boards."""
        self._workspace = workspace
        self._show_corpus_name()
        self.search_pane.set_corpus(workspace.corpus)
        self.reader_pane.set_corpus(workspace.corpus)
        self.codes_pane.set_corpus(workspace.corpus)
        self.open_boards(workspace)
        self.open_metadata(workspace)
        self.open_corpora(workspace)

    def say_indexing_begins(self) -> None:
        """Say that there is much to be indexed, before anybody knows how much."""
        self.search_pane.show_progress(_("Indexing: the corpus is being read"))

    def say_progress(self, done: int, total: int) -> None:
        """Say how far the indexing is."""
        if total and self.opened.is_set():
            line = _("Indexing {done} of {total}: searching what is there")
            self.search_pane.show_progress(line.format(done=done, total=total))
            return
        if total:
            line = _("Indexing: {done} of {total} passages").format(done=done, total=total)
        else:
            line = _("Waiting for another clicktui to finish its index")
        leave = _("{key} leaves").format(key=self._key_of("app.quit"))
        self.search_pane.show_progress(f"{line} ({leave})")

    def begin_to_search(self, notices: tuple[str, ...], is_whole: bool) -> None:
        """Search what is typed, from now on at every key; all of the corpus, or what is indexed."""
        self.search_pane.show_trouble("")
        if is_whole:
            self.search_pane.show_progress("")
        if self.opened.is_set():
            self.search_pane.search_again_in_place()
        else:
            self.search_pane.search_again()
        self.opened.set()
        if is_whole and self._switcher.current == "codes":
            self.open_codes()
        elif is_whole:
            self.set_timer(CODES_AFTER_S, self._open_codes_at_rest)
        for notice in notices:
            self.notify(notice, markup=False)

    def _open_codes_at_rest(self) -> None:
        left = CODES_AFTER_S - self.quiet_s
        if left > 0:
            self.set_timer(left, self._open_codes_at_rest)
        else:
            self.open_codes()

    def search_more(self) -> None:
        """Search what is typed in what is indexed by now."""
        self.search_pane.search_again_in_place()

    def close_core(self) -> None:
        """Let the search end, and what was open be closed; waits a little: not in the loop."""
        self._opening.close_core()

    def open_core(self, workspace: "Workspace") -> None:
        """Open the index of ``workspace``, and search it."""
        self._opening.open_core(workspace)

    def reopen_index(self) -> None:
        """Search what the corpus is now."""
        self._opening.reopen_index()

    def show_answer(self, answer: "Answer") -> None:
        """Show the hits of the newest question."""
        self.search_pane.show_answer(answer)

    def say_failure(self, failure: Exception) -> None:
        """Say what went wrong, where it stays to be read."""
        line = str(failure) or type(failure).__name__
        if self.panes_are_there:
            self.search_pane.show_progress("")
        pane = self.search_pane if self.panes_are_there else self.query_one(OpeningPane)
        pane.show_trouble(line)

    def on_unmount(self) -> None:
        """Let the threads end."""
        self.close_corpora()
        self.close_metadata()
        self.close_boards()
        self._opening.stop()
        collecting.as_usual()

    def _handle_exception(self, error: Exception) -> None:
        """Leave quietly where a message still looks for what is taken down already."""
        if self.is_running or not isinstance(error, NoMatches):
            super()._handle_exception(error)

    # wishes

    def on_search_pane_asked(self, event: "SearchPane.Asked") -> None:
        """Give the search thread its newest question."""
        self._opening.ask(event.question)

    def on_open_work(self, wish: "OpenWork") -> None:
        """Open a work in the reader."""
        if self._switcher.current != "reader":
            self._back_from_reader = self._switcher.current or "search"
        self._show_pane("reader")
        self.reader_pane.open(wish.work, wish.span, wish.highlights)
        if wish.then is not None:
            self.reader_pane.text.post_message(wish.then)

    async def carry_out(
        self, wished: "Pin | ChangeWished | EditWished | CodingWish | CompleteWork"
    ) -> None:
        """Change boards or codings as wished, which may be a step of the tour."""
        await super().carry_out(wished)
        self.tour_saw_wish(wished)

    def highlighted_subject(self) -> "Subject | None":
        """Return what is highlighted in the pane that is shown, to be cited; None for nothing."""
        workspace = self._workspace
        if workspace is None or not self.panes_are_there:
            return None
        if self._switcher.current == "board":
            item = self.board_pane.board_list.highlighted_item
            return workspace.pinned_subject(item.pinned) if item and item.pinned else None
        pane = self.reader_pane if self._switcher.current == "reader" else self.search_pane
        chosen = pane.chosen()
        return workspace.passage_subject(*chosen) if chosen else None

    def hits_near(self) -> "list[tuple[str, Span]]":
        """Return the words of the highlighted hit and of those around it."""
        return self.search_pane.words_near()

    def citing_changed(self) -> None:
        """Show the references that are on the screen anew."""
        if self.panes_are_there:
            self.board_pane.ask_for_reference()

    @on(CommandBar.Clicked)
    async def _run_clicked(self, event: CommandBar.Clicked) -> None:
        await run_command(self, event.wanted)

    @on(PaneBar.Chosen)
    async def _run_chosen(self, event: PaneBar.Chosen) -> None:
        await self.run_action(event.action)

    # panes and commands

    def _show_corpus_name(self) -> None:
        if self._workspace is not None:
            self.query_one(PaneBar).show_corpus(corpus_name(self._workspace.place))

    def refresh_language(self) -> None:
        """Say everything again in the interface's language."""
        self._show_corpus_name()
        if self.panes_are_there:
            for pane in (self.search_pane, self.reader_pane, self.board_pane, self.codes_pane):
                pane.refresh_language()
            self.order_codes_anew()
            self._show_commands()
            self.refresh_tour()
            self.citing_changed()

    def action_help(self) -> None:
        """Show the help for what is in focus."""
        from clicktui.tui.help_screen import HelpScreen

        here = [wanted.command.scope for wanted in available(self.screen)]
        self.push_screen(HelpScreen(here, self.keymap, self._problems))

    def action_command_palette(self) -> None:
        """Show the commands, to be found by their names."""
        from textual.command import CommandPalette

        self.clear_notifications()
        self.push_screen(
            CommandPalette(id="--command-palette", placeholder=_("Find a command by its name"))
        )

    def action_help_quit(self) -> None:
        """Say how to leave, to those who press ctrl+c."""
        leave = _("{key} leaves").format(key=self._key_of("app.quit"))
        self.notify(leave, title="clicktui", markup=False)


def run(lang: str | None) -> int:
    """Show the app until the user leaves; return the exit code.

    Args:
        lang: the interface's language, or None for the one of the settings or the locale.
    """
    theme, keys, problems = "dark", dict[str, str](), tuple[str, ...]()
    if settings_file().exists():  # most users have none, and the first frame waits for imports
        from clicktui.settings import load
        from clicktui.tui.keymap import checked_keymap

        settings, problems = load()
        keys, mistaken = checked_keymap(settings.keys)
        theme, lang = settings.theme or theme, lang or settings.language
        problems += mistaken
    if os.environ.get(SERVED):
        from clicktui.tui.keymap import with_browser_keys

        keys = with_browser_keys(keys)
    i18n.choose_language(shipped("data") / "locale", lang)
    app = ClicktuiApp(
        theme=theme, keymap=keys, problems=problems, begins_with_tour=is_first_start()
    )
    result = app.run()
    return (app.return_code or 0) if result is None else result
