"""What can be done here, and with which keys: made from the commands, for the pane in focus."""

from collections.abc import Iterable

from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from clicktui.i18n import translate as _
from clicktui.places import settings_file
from clicktui.tui.at_hand import keys_of, scope_title
from clicktui.tui.commands import COMMANDS, Scope

_KEYS_WIDTH = 20


def _query_help() -> list[tuple[str, str]]:
    return [
        ("précarité, precarite", _("accents, case, hyphens, quotes and ligatures do not matter")),
        ("automatistion", _("one typo from 4 letters, two from 7")),
        ('"travail du clic"', _("the exact phrase")),
        ("-robot", _("without this word")),
        ("kenya OR madagascar", _("one or the other")),
        ("speaker:  source:", _("who says it; file, work or publication")),
        ("lang:  role:", _("fr, it, en; question, answer, body, pull-quote, any …")),
        ("year:2023", _("of that year; after:2022 and before:2022 leave 2022 out")),
    ]


class HelpScreen(ModalScreen[None]):
    """Lists the commands of the given scopes first, then all others, then the query language."""

    BINDINGS = [("escape,q,question_mark,f1", "dismiss", "Close")]
    DEFAULT_CSS = """
    HelpScreen {
        align: center middle;
        & > VerticalScroll {
            width: 90%; max-width: 92; height: 90%; background: $surface; padding: 1 2;
            border: round $primary;
        }
    }
    """

    def __init__(self, here: Iterable[Scope], keymap: dict[str, str]) -> None:
        super().__init__()
        self._here = list(dict.fromkeys(here))
        self._keymap = keymap

    def compose(self) -> ComposeResult:
        """Lay the whole help out as one text that scrolls."""
        with VerticalScroll(can_focus=True):
            yield Static(self._text())

    def on_mount(self) -> None:
        """Let the keys scroll."""
        self.query_one(VerticalScroll).focus()

    def _text(self) -> Content:
        others = [scope for scope in Scope if scope not in self._here]
        lines: list[Content] = []
        for scope in [*self._here, *others]:
            lines += [Content.styled(scope_title(scope), "bold underline"), Content("")]
            for command in COMMANDS:
                if command.scope is scope:
                    keys = "  ".join(keys_of(command, self._keymap))
                    lines.append(_row(keys, _(command.help), command.id))
            lines.append(Content(""))
        lines += [
            Content.styled(_("What can be typed in the search"), "bold underline"),
            Content(""),
        ]
        lines += [_row(typed, meaning) for typed, meaning in _query_help()]
        lines += [
            Content(""),
            Content(_("Esc closes this page. Names in grey are for the settings file:")),
            Content(str(settings_file())),
            Content("keys: {hits.cite: c}"),
        ]
        return Content("\n").join(lines)


def _row(left: str, right: str, name: str = "") -> Content:
    return Content.assemble(
        Content.styled(left.ljust(_KEYS_WIDTH), "bold"),
        " ",
        Content(right),
        Content.styled(f"  {name}" if name else "", "$text-muted"),
    )
