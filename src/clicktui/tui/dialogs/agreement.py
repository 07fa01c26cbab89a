"""How far two coders agree: a table code by code, and one of the sets that each gave."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import cast

from rich.text import Text
from textual import events, on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.coordinate import Coordinate
from textual.widgets import DataTable, Static

from clicktui.coding.agreement import Codes
from clicktui.coding.comparing import Comparison
from clicktui.i18n import translate as _
from clicktui.microtasks.codebook import Codebook
from clicktui.tui.commands import Scope, bindings
from clicktui.tui.dialogs.dialog import Dialog, KeysAtHand, help_binding
from clicktui.wording.agreement import (
    basis_text,
    doubts_text,
    measures_text,
    set_signs,
    set_text,
)
from clicktui.wording.codes import code_title
from clicktui.wording.coding import coder_name, measure_text, told_of

SMALL_HEIGHT = 18
"""Rows of a screen below which the frame gives its room to the tables."""

_MOST_SETS = 40
"""Sets of codes that a table of them has room for on each side; there are rarely ten."""


class AgreementWish(StrEnum):
    """What can be wished of the comparison."""

    CELL = "cell"
    SETTLE = "settle"
    CODERS = "coders"
    SILENCE = "silence"


@dataclass(frozen=True, slots=True)
class Wished:
    """What the user wishes: for a cell its name and the ids of its passages."""

    kind: AgreementWish
    title: str = ""
    units: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell that can be opened: what it is, and the ids of its passages."""

    title: str
    units: tuple[str, ...]


class AgreementTable(DataTable[Text], inherit_bindings=False):
    """A table whose cells are counts of passages; enter opens one."""

    BINDINGS = [*bindings(Scope.AGREEMENT), help_binding()]
    SCOPES = (Scope.AGREEMENT,)
    DEFAULT_CSS = """
    AgreementTable, AgreementTable:focus { background: $surface; height: auto; }
    """

    @property
    def _dialog(self) -> "AgreementDialog":
        return cast("AgreementDialog", self.screen)

    def action_other_table(self) -> None:
        """Go to the other table."""
        self._dialog.focus_other(self)

    def action_settle(self) -> None:
        """Wish to go through the disagreements."""
        self._dialog.give(Wished(AgreementWish.SETTLE))

    def action_coders(self) -> None:
        """Wish other coders."""
        self._dialog.give(Wished(AgreementWish.CODERS))

    def action_silence(self) -> None:
        """Wish silence to count otherwise."""
        self._dialog.give(Wished(AgreementWish.SILENCE))

    def action_close(self) -> None:
        """Leave."""
        self._dialog.give(None)


class AgreementDialog(Dialog[Wished | None]):
    """Shows a comparison; gives what is wished of it, or None when left."""

    DEFAULT_CSS = """
    AgreementDialog {
        & > Vertical { width: 94%; max-width: 110; height: auto; max-height: 96%; }
        &.-small > Vertical {
            width: 100%; max-width: 100%; height: 100%; max-height: 100%;
            border: none; padding: 0;
        }
        & #basis { height: auto; color: $text-muted; }
        &.-small #basis { max-height: 3; }
        & #codes { max-height: 50%; }
        & #sets { max-height: 1fr; }
        & .agreement--heading { height: 1; text-style: bold; margin: 1 0 0 0; }
        &.-small .agreement--heading { margin: 0; }
    }
    """

    def __init__(self, comparison: Comparison, book: Codebook) -> None:
        super().__init__()
        self._comparison = comparison
        self._book = book
        self._cells: dict[tuple[str, Coordinate], Cell] = {}

    def compose(self) -> ComposeResult:
        """Show who is compared on what, both tables, and the keys."""
        first, second = (
            coder_name(name) for name in (self._comparison.first, self._comparison.second)
        )
        title = _("Agreement of 1 {first} and 2 {second}").format(first=first, second=second)
        lines = [*basis_text(self._comparison)[1:], doubts_text(self._comparison, self._book)]
        with Vertical():
            yield Static(Content(title), classes="dialog--title")
            yield Static(Content(". ".join(filter(None, lines)) + "."), id="basis")
            yield AgreementTable(id="codes", zebra_stripes=False)
            measures = measures_text(self._comparison.agreement)
            heading = _("Sets of codes, 1 in rows and 2 in columns: {measures}")
            yield Static(Content(heading.format(measures=measures)), classes="agreement--heading")
            yield AgreementTable(id="sets")
            yield KeysAtHand(
                "agreement.open", "agreement.settle", "agreement.coders", "agreement.silence",
                "agreement.other-table", "agreement.close", "app.help", low_rows=2,
            )  # fmt: skip

    def on_mount(self) -> None:
        """Fill the tables, and let the arrows go through the first."""
        self._fill_codes(self._table("codes"))
        self._fill_sets(self._table("sets"))
        self._table("codes").focus()

    def on_resize(self, event: events.Resize) -> None:
        """Give up the frame where there is little room."""
        self.set_class(event.size.height < SMALL_HEIGHT or event.size.width < 60, "-small")

    def _table(self, name: str) -> AgreementTable:
        return self.query_one(f"#{name}", AgreementTable)

    def _fill_codes(self, table: AgreementTable) -> None:
        names = (_("both"), _("only 1"), _("only 2"), _("neither"))
        for heading in (_("code"), *names, _("same"), "κ", "α"):
            table.add_column(Text(heading))
        for row, one in enumerate(self._comparison.agreement.codes):
            counts = (one.both, one.only_first, one.only_second, one.neither)
            code = self._book.code(one.code)
            table.add_row(
                Text(code_title(code), style="bold"),
                *(Text(str(len(units)), justify="right") for units in counts),
                *(Text(measure_text(value)) for value in (one.raw, one.kappa, one.alpha)),
            )
            for column, (name, units) in enumerate(zip(names, counts, strict=True), 1):
                title = told_of(code_title(code), name)
                cell = Cell(title, tuple(map(str, units)))
                self._cells["codes", Coordinate(row, column)] = cell
        table.move_cursor(row=0, column=1)

    def _fill_sets(self, table: AgreementTable) -> None:
        cells = self._comparison.agreement.cells
        rows = self._ordered([first for first, _second in cells])
        columns = self._ordered([second for _first, second in cells])
        table.add_column(Text("1 \\ 2"))
        for column in columns:
            table.add_column(Text(set_signs(column, self._book)))
        for y, first in enumerate(rows):
            counts = [cells.get((first, second), ()) for second in columns]
            table.add_row(
                Text(set_text(first, self._book)),
                *(Text(str(len(units)) if units else "·", justify="right") for units in counts),
            )
            for x, (second, units) in enumerate(zip(columns, counts, strict=True), 1):
                title = f"1 {set_text(first, self._book)} / 2 {set_text(second, self._book)}"
                self._cells["sets", Coordinate(y, x)] = Cell(title, tuple(map(str, units)))
        if columns:
            table.move_cursor(row=0, column=1)

    def _ordered(self, sets: Sequence[Codes]) -> list[Codes]:
        """Return each set once: those with the first codes of the codebook first, none last."""
        place = {code.id: number for number, code in enumerate(self._book.codes)}

        def rank(codes: Codes) -> tuple[bool, list[int]]:
            return not codes, sorted(place.get(code, 0) for code in codes)

        return sorted(set(sets), key=rank)[:_MOST_SETS]

    def focus_other(self, table: AgreementTable) -> None:
        """Go from ``table`` to the other one."""
        self._table("sets" if table.id == "codes" else "codes").focus()

    @on(DataTable.CellSelected)
    def _open(self, event: DataTable.CellSelected) -> None:
        cell = self._cells.get((event.data_table.id or "", event.coordinate))
        if cell is not None and cell.units:
            self.give(Wished(AgreementWish.CELL, cell.title, cell.units))
