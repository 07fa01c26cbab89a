"""What can be done here, and with which keys: made from the commands, for the pane in focus."""

from collections.abc import Iterable

from rich.table import Table
from rich.text import Text
from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.screen import ModalScreen
from textual.widgets import Static

from clicktui.i18n import translate as _
from clicktui.places import settings_file
from clicktui.tui.at_hand import keys_of, scope_title
from clicktui.tui.commands import COMMANDS, Scope, bindings

_KEYS_WIDTH = 20


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
    """Lists the commands of the given scopes first, then all others, then the query language."""

    BINDINGS = bindings(Scope.DIALOG)
    SCOPES = (Scope.DIALOG,)
    DEFAULT_CSS = """
    HelpScreen {
        align: center middle;
        & > VerticalScroll {
            width: 90%; max-width: 92; height: 90%; background: $surface; padding: 1 2;
            border: round $primary;
        }
        & .-table { margin: 0 0 1 0; }
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
        with VerticalScroll(can_focus=True):
            for scope in [*self._here, *others]:
                rows = [
                    (keys_of(command, self._keymap), _(command.help), command.id)
                    for command in COMMANDS
                    if command.scope is scope
                ]
                yield _title(scope_title(scope))
                yield _table(rows)
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

    def on_mount(self) -> None:
        """Let the keys scroll."""
        self.query_one(VerticalScroll).focus()

    def action_close(self) -> None:
        """Close the page."""
        self.dismiss(None)

    def action_down(self) -> None:
        """Scroll down a row."""
        self.query_one(VerticalScroll).scroll_relative(y=1, animate=False)

    def action_up(self) -> None:
        """Scroll up a row."""
        self.query_one(VerticalScroll).scroll_relative(y=-1, animate=False)


def _title(text: str) -> Static:
    return Static(Text(text, style="bold underline"))


def _table(rows: Iterable[tuple[Iterable[str], str, str]]) -> Static:
    """Show rows of keys, what they do, and the name to bind them by."""
    table = Table.grid(padding=(0, 1))
    table.add_column(width=_KEYS_WIDTH)
    table.add_column()
    for keys, meaning, name in rows:
        table.add_row(
            Text("  ".join(keys), style="bold"),
            Text.assemble(meaning, (f"  {name}" if name else "", "dim")),
        )
    return Static(table, classes="-table")
