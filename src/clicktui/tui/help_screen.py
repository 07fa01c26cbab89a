"""What can be done here, and with which keys: made from the commands, for the pane in focus."""

import os
from collections.abc import Iterable

from rich.console import Console, ConsoleOptions, RenderResult
from rich.padding import Padding
from rich.table import Table
from rich.text import Text
from textual import events
from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.screen import ModalScreen
from textual.widgets import Static

from clicktui.clipboards import SERVED
from clicktui.i18n import translate as _
from clicktui.places import settings_file
from clicktui.tui.at_hand import key_label, keys_of, scope_title
from clicktui.tui.commands import Scope, bindings, commands_of
from clicktui.tui.welcome import about_browser, about_own_texts, in_browser, own_texts

_KEYS_WIDTH = 20
_TYPED_WIDTH = 26
_NARROW = 60
"""Cells of a screen below which what a key does stands under it, and the frame gives way."""

_DIALOGS = frozenset({
    Scope.EDITOR, Scope.NAME, Scope.CHOOSER, Scope.COPY, Scope.PICKER, Scope.BOARDS, Scope.EXPORT,
    Scope.REPORT, Scope.ALTER, Scope.SETTLE, Scope.CODER, Scope.EFFECTS, Scope.LIKE,
    Scope.REFERENCE, Scope.FIELD, Scope.PROPOSALS, Scope.ADDING, Scope.DOUBTS, Scope.DIALOG,
})  # fmt: skip
OF_CORPORA = ("app.open-corpus", "app.add-files", "app.doubts", "app.update-corpus")
"""The commands about corpora of one's own."""

_OVER_DIALOGS = {"app.help": "", "app.quit": "ctrl+q"}
"""The commands that work over dialogs as well; with the key, where it is only that one."""


def _query_help() -> list[tuple[str, str]]:
    return [
        ("précarité, precarite", _("accents, case, hyphens, quotes and ligatures do not matter")),
        ("automatistion", _("one typo from 4 letters, two from 7")),
        ('"travail du clic"', _("the exact phrase")),
        ("-robot", _("without this word (or phrase, or filter)")),
        ("kenya OR madagascar", _("one or the other")),
        ("speaker:  source:", _("who says it; file, work or publication")),
        ("lang:  role:", _("fr, it, en; question, answer, body, pull-quote, any …")),
        ("year:2023", _("of that year; after:2022 and before:2022 leave 2022 out")),
        ("lang:fr lang:it", _("either of them; but two speakers have to be there both")),
    ]


class HelpScreen(ModalScreen[None]):
    """Lists the commands of the given scopes first, then all others, then the query language.

    A second page says how to have texts of one's own.

    Where the scopes are those of a dialog, of the commands that work everywhere else only those
    are listed that work there as well.
    """

    BINDINGS = [*bindings(Scope.HELP), *bindings(Scope.DIALOG)]
    SCOPES = (Scope.HELP, Scope.DIALOG)
    DEFAULT_CSS = """
    HelpScreen {
        align: center middle;
        & > VerticalScroll {
            width: 90%; max-width: 92; height: 90%; background: $surface; padding: 1 2;
            border: round $primary;
        }
        & .-table { margin: 0 0 1 0; }
        &.-narrow > VerticalScroll {
            width: 100%; height: 100%; border: none; padding: 0 1; scrollbar-size-vertical: 1;
        }
    }
    """

    def __init__(
        self, here: Iterable[Scope], keymap: dict[str, str], problems: Iterable[str] = ()
    ) -> None:
        super().__init__()
        self._problems = list(problems)
        self._here = list(dict.fromkeys(here))
        self._keymap = keymap

    def compose(self) -> ComposeResult:
        """Lay the whole help out as titles and tables that scroll together."""
        others = [scope for scope in Scope if scope not in self._here]
        (turn,) = commands_of([Scope.HELP])
        (key,) = keys_of(turn, self._keymap)
        with VerticalScroll(id="keys", can_focus=True):
            yield Static(_("{key} says how to add your own texts.").format(key=key), markup=False)
            yield Static()
            if os.environ.get(SERVED):
                yield _title(_("In the browser"))
                yield _table([([key], meaning, "") for key, meaning in in_browser()], _TYPED_WIDTH)
                yield Static(about_browser(), classes="-table", markup=False)
            for scope in [*self._here, *others]:
                yield _title(scope_title(scope))
                yield _table(self._rows_of(scope))
            yield _title(_("What can be typed in the search"))
            yield _table([([typed], meaning, "") for typed, meaning in _query_help()])
            yield _title(_("Your own keys"))
            yield Static(
                _("Names in grey are for the settings file {file}, as in:").format(
                    file=settings_file()
                ),
                markup=False,
            )
            yield Static("keys:\n  hits.cite: c\n", markup=False)
            for problem in self._problems:
                yield Static(problem, markup=False)
        with VerticalScroll(id="own-texts", can_focus=True):
            yield Static(_("{key} shows the keys again.").format(key=key), markup=False)
            yield Static()
            yield _title(_("Your own texts"))
            yield Static(_("Here, in the app:"), markup=False)
            yield _table(self._rows_of_corpora())
            yield Static(_("From the command line:"), markup=False)
            yield _table([([typed], meaning, "") for typed, meaning in own_texts()], _TYPED_WIDTH)
            for line in about_own_texts():
                yield Static(line, classes="-table", markup=False)

    def _rows_of_corpora(self) -> list[tuple[list[str], str, str]]:
        """Return keys and help of the commands about corpora."""
        rows = self._rows_of(Scope.EVERYWHERE)
        by_id = {name: (keys, meaning, "") for keys, meaning, name in rows}
        return [by_id[one] for one in OF_CORPORA if one in by_id]

    def _rows_of(self, scope: Scope) -> list[tuple[list[str], str, str]]:
        """Return keys, help and id of the commands of ``scope``."""
        is_over_dialog = scope is Scope.EVERYWHERE and not _DIALOGS.isdisjoint(self._here)
        rows = []
        for command in commands_of([scope]):
            keys = keys_of(command, self._keymap)
            if is_over_dialog:
                if command.id not in _OVER_DIALOGS:
                    continue
                only = _OVER_DIALOGS[command.id]
                keys = [key_label(only)] if only else keys
            rows.append((keys, _(command.help), command.id))
        return rows

    def on_mount(self) -> None:
        """Let the keys scroll the first page."""
        self._show("keys")

    def _show(self, page: str) -> None:
        for one in self.query(VerticalScroll):
            one.display = one.id == page
        self._page.focus()

    @property
    def _page(self) -> VerticalScroll:
        return next(one for one in self.query(VerticalScroll) if one.display)

    def action_page(self) -> None:
        """Turn to the other page."""
        self._show("own-texts" if self._page.id == "keys" else "keys")

    def on_resize(self, event: events.Resize) -> None:
        """Give up the frame where there is little room."""
        self.set_class(event.size.width < _NARROW, "-narrow")

    def action_close(self) -> None:
        """Close the page."""
        self.dismiss(None)

    def action_down(self) -> None:
        """Scroll down a row."""
        self._page.scroll_relative(y=1, animate=False)

    def action_up(self) -> None:
        """Scroll up a row."""
        self._page.scroll_relative(y=-1, animate=False)


def _title(text: str) -> Static:
    return Static(Text(text, style="bold underline"))


def _table(rows: Iterable[tuple[Iterable[str], str, str]], keys_width: int = _KEYS_WIDTH) -> Static:
    """Show rows of keys, what they do, and the name to bind them by."""
    texts = [
        (
            Text("  ".join(keys), style="bold"),
            Text.assemble(meaning, (f"  {name}" if name else "", "dim")),
        )
        for keys, meaning, name in rows
    ]
    return Static(_Rows(texts, keys_width), classes="-table")


class _Rows:
    """Pairs of texts side by side, or one under the other where it is narrow."""

    def __init__(self, pairs: list[tuple[Text, Text]], keys_width: int) -> None:
        self._pairs = pairs
        self._keys_width = keys_width

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        """Draw the rows."""
        if options.max_width < _NARROW - _KEYS_WIDTH // 2:
            for keys, meaning in self._pairs:
                yield keys
                yield Padding(meaning, (0, 0, 0, 2))
            return
        table = Table.grid(padding=(0, 1))
        table.add_column(width=self._keys_width)
        table.add_column()
        for keys, meaning in self._pairs:
            table.add_row(keys, meaning)
        yield table
