"""The tour: a strip of a few rows that says what to do next, over the app as it is.

It takes no focus and no key: what is typed goes where it always goes.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from rich.cells import cell_len
from textual.content import Content
from textual.widget import Widget

from clicktui.i18n import mark as N_
from clicktui.i18n import translate as _
from clicktui.tui.at_hand import key_label, key_while_typing, keys_of
from clicktui.tui.commands import COMMANDS

_BY_ID = {command.id: command for command in COMMANDS}


@dataclass(frozen=True, slots=True)
class Step:
    """One step: what it is called, what to do, and the commands whose keys ``text`` names."""

    id: str
    title: str
    text: str
    keys: Mapping[str, str]


STEPS: tuple[Step, ...] = (
    Step(
        "find",
        N_("Find"),
        N_("Type what you remember, half words and mistakes too; {hits} enters the hits."),
        {"hits": "query.enter-hits"},
    ),
    Step(
        "read",
        N_("Read"),
        N_("{open} opens the highlighted hit where it stands; {search} goes back to the search."),
        {"open": "hits.open", "search": "app.search"},
    ),
    Step(
        "quote",
        N_("Quote"),
        N_(
            "In a text, {down} and {up} choose a sentence; {cite} copies it with its reference,"
            " {other} in another form."
        ),
        {"down": "text.down", "up": "text.up", "cite": "text.cite", "other": "text.cite-as"},
    ),
    Step(
        "keep",
        N_("Keep"),
        N_("{pin} pins the words on the board, for notes and tags; {board} shows the board."),
        {"pin": "text.pin", "board": "app.board"},
    ),
    Step(
        "code",
        N_("Code"),
        N_(
            "{code} says which kinds of click-work the words speak of; {codes} shows all passages"
            " by their codes."
        ),
        {"code": "text.code", "codes": "app.codes"},
    ),
    Step(
        "export",
        N_("Export"),
        N_(
            "On the board ({board}), {export} writes it for Word, LaTeX, Zotero, spreadsheets and"
            " QDA programs. {help} lists all keys."
        ),
        {"board": "app.board", "export": "board.export", "help": "app.help"},
    ),
)


class TourStrip(Widget):
    """Says one of ``STEPS``, with the user's keys."""

    DEFAULT_CSS = """
    TourStrip { height: auto; min-height: 3; padding: 0 1; background: $panel; color: $foreground; }
    """

    def __init__(self, keymap: Mapping[str, str], *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._keymap = keymap
        self._at = 0

    @property
    def step(self) -> Step:
        """The step that is shown."""
        return STEPS[self._at]

    def advance(self) -> bool:
        """Show the next step; say whether there is one."""
        if self._at + 1 == len(STEPS):
            return False
        self._at += 1
        self.refresh(layout=True)
        return True

    def _key(self, command_id: str) -> str:
        labels = keys_of(_BY_ID[command_id], self._keymap)
        return key_while_typing(labels) if command_id.startswith("app.") else labels[0]

    def render(self) -> Content:
        """Draw the title with the ways on and out, and what to do under it."""
        title = _("Tour {number}/{count}: {title}").format(
            number=self._at + 1, count=len(STEPS), title=_(self.step.title)
        )
        is_last = self._at + 1 == len(STEPS)
        ways = (_("{key} ends") if is_last else _("{key} next")).format(key=self._key("app.tour"))
        leave = _("{key} leaves the tour").format(key=key_label("escape"))
        ways = ways if is_last else f"{ways} · {leave}"
        room = self.content_size.width - cell_len(title) - cell_len(ways) - 4
        rule = f" {'─' * max(1, room)} "
        keys = {name: self._key(command_id) for name, command_id in self.step.keys.items()}
        return Content.assemble(
            Content.styled(f"─ {title}", "bold"),
            Content(rule),
            Content(ways),
            Content("\n"),
            Content(_(self.step.text).format(**keys)),
        )
