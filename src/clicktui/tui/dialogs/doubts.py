"""What was added to a corpus, and what is in doubt of it: each settled by one key."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from functools import partial
from pathlib import Path

from textual import events, on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Static

from clicktui.corpora.doubts import Doubt, DoubtKind
from clicktui.errors import ClicktuiError, MetadataError
from clicktui.i18n import translate as _
from clicktui.i18n import translate_plural
from clicktui.metadata.values import hint, text_of, typed
from clicktui.tui.beside import beside
from clicktui.tui.dialogs.dialog import Dialog, KeysAtHand, key_of
from clicktui.tui.dialogs.doubts_editing import DoubtsEditing
from clicktui.tui.dialogs.doubts_list import DoubtsList
from clicktui.tui.dialogs.doubts_rows import Added, DoubtRow, RowKind, doubt_text, rows_of
from clicktui.tui.dialogs.field_line import FieldEditor
from clicktui.tui.drawing.styled_runs import on_one_line
from clicktui.tui.text.metadata import field_name
from clicktui.tui.wishes import OpenWork

_SMALL_HEIGHT, _SMALL_WIDTH = 20, 60
_PATH = "path"  # no field: the file to write to
_NEEDED = ("type", "title")
"""CSL variables that no work can be without."""


class DoubtsDialog(Dialog[OpenWork | None]):
    """Shows what ``editing`` tells and settles it through it; gives a place to read, or None.

    ``told`` is said first. All texts are plain characters.
    """

    DEFAULT_CSS = """
    DoubtsDialog {
        & > Vertical { width: 96%; max-width: 120; height: 94%; }
        & #said { height: auto; max-height: 3; min-height: 2; color: $text-muted; }
        & #said.-wrong { color: $error; }
        &.-small > Vertical {
            width: 100%; max-width: 100%; height: 100%; max-height: 100%; border: none;
        }
        &.-low #said { min-height: 1; max-height: 1; }
        & #field-keys, &.-editing #keys, &.-editing #said { display: none; }
        &.-editing #field-keys { display: block; }
    }
    """

    def __init__(
        self,
        title: str,
        added: Added,
        editing: DoubtsEditing,
        told: Sequence[str] = (),
        rows: Sequence[DoubtRow] | None = None,
    ) -> None:
        """Show ``added``; ``rows`` are those of it, where somebody made them beside the interface.

        ``told`` are said first.
        """
        super().__init__()
        self._rows: Sequence[DoubtRow] = ()
        self._made = rows
        self._title, self._added, self._editing = title, added, editing
        self._first = [one.source for one in added.facts if one.doubts]
        self._list = DoubtsList(id="doubts")
        self._editor = FieldEditor(id="editor")
        self._told = _("; ").join(told)
        self._news: tuple[tuple[str, str] | None, str] = (None, "")  # at which row, and what
        self._is_busy = False
        self._take: Callable[[str], Awaitable[None]] | None = None

    def compose(self) -> ComposeResult:
        """Show the title, the rows, what is said of one, and the keys."""
        with Vertical():
            yield Static(id="about", classes="dialog--title", markup=False)
            yield self._list
            yield self._editor
            yield Static(id="said", markup=False)
            yield KeysAtHand(
                "doubts.confirm", "doubts.refuse", "doubts.edit", "doubts.all", "doubts.open",
                "doubts.undo", "doubts.take", "doubts.export", "doubts.close", "app.help",
                low_rows=2, id="keys",
            )  # fmt: skip
            yield KeysAtHand("field.take", "field.close", "app.help", id="field-keys")

    def on_mount(self) -> None:
        """Show what there is; the first doubt is highlighted."""
        self.app.clear_notifications()
        self._list.focus()
        self._show(rows_of(self._added, self._first) if self._made is None else self._made)
        first = next((row for row in self._rows if row.kind is RowKind.DOUBT), None)
        if first is not None:
            self._list.go_to(first.id)
        self._tell(self._told)

    def on_resize(self, event: events.Resize) -> None:
        """Give up the frame where there is little room."""
        is_low = event.size.height < _SMALL_HEIGHT
        self.set_class(is_low, "-low")
        self.set_class(
            is_low or event.size.width <= 80 or event.size.width < _SMALL_WIDTH, "-small"
        )

    # showing

    def _show(self, rows: Sequence[DoubtRow]) -> None:
        self._rows = rows
        count = self._added.doubts
        doubts = translate_plural("{count} doubt is left", "{count} doubts are left", count)
        left = doubts.format(count=count) if count else _("nothing is in doubt")
        texts = len(self._added.facts)
        told = translate_plural("{count} text", "{count} texts", texts).format(count=texts)
        about = f"{self._title} – {told}, {left}"
        self.query_one("#about", Static).update(Content(on_one_line(about)))
        self._list.show(self._rows)

    @on(DoubtsList.Highlighted)
    def _say_row(self) -> None:
        """Say what was done last, or all of the highlighted row: rows are cut."""
        row = self._list.row
        if self._news[1] and self._news[0] == (row.id if row is not None else None):
            self._say(self._news[1])
            return
        self._news = (None, "")
        self._say(row.text if row is not None else _("Nothing was added, and nothing is in doubt"))

    def _tell(self, news: str) -> None:
        """Say ``news`` until another row is highlighted."""
        row = self._list.row
        self._news = (row.id if row is not None else None, news)
        self._say_row()

    def _say(self, text: str, *, is_wrong: bool = False) -> None:
        said = self.query_one("#said", Static)
        said.set_class(is_wrong, "-wrong")
        said.update(Content(on_one_line(f"✗ {text}" if is_wrong else text)))

    # wishes

    @on(DoubtsList.Wished)
    def _carry_out(self, event: DoubtsList.Wished) -> None:
        event.stop()
        if self._is_busy:
            return
        row = self._list.row
        if event.what == "close":
            self.give(None)
        elif event.what == "undo":
            self._begin(self._undo)
        elif event.what == "export":
            self._ask_for_file()
        elif row is not None:
            self._of_row(event.what, row)

    def _of_row(self, what: str, row: DoubtRow) -> None:
        doubt, facts = row.doubt, row.facts
        if what == "all" and facts is not None and facts.doubts:
            told = _("{title}: all is confirmed").replace("{title}", facts.title)
            self._begin(partial(self._settle, self._editing.confirm, facts.doubts, told))
        elif what == "open" and facts is not None:
            line = doubt.lines[0] if doubt is not None and doubt.lines else None
            self.give(self._editing.place(facts.work, line))
        elif what == "take" and row.kind is RowKind.DUPLICATE and row.path is not None:
            self._begin(partial(self._take_in, row.path))
        elif what == "edit" and (doubt is not None or row.missing):
            self._edit(row)
        elif what == "confirm" and doubt is not None:
            told = _("confirmed: {doubt}").replace("{doubt}", doubt_text(doubt))
            self._begin(partial(self._settle, self._editing.confirm, [doubt], told))
        elif what == "refuse" and doubt is not None:
            if doubt.kind is DoubtKind.FIELD and doubt.key in _NEEDED:
                text = _("every work needs a {field}: {key} writes another one")
                key = key_of(self, "doubts.edit")
                self._say(text.format(field=field_name(doubt.key), key=key), is_wrong=True)
                return
            told = _("refused: {doubt}").replace("{doubt}", doubt_text(doubt))
            self._begin(partial(self._settle, self._editing.refuse, [doubt], told))
        else:
            self._say(_not_here(what), is_wrong=True)

    def _begin(self, act: Callable[[], Awaitable[None]]) -> None:
        self._is_busy = True
        beside(self, self._safely, act, group="corpora")

    async def _safely(self, act: Callable[[], Awaitable[None]]) -> None:
        try:
            await act()
        except (ClicktuiError, OSError, RuntimeError) as error:
            text = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
            if self._editor.is_open:
                self._editor.complain(text)
            else:
                self._say(text, is_wrong=True)
        finally:
            self._is_busy = False

    async def _settle(
        self,
        act: Callable[[Sequence[Doubt]], Awaitable[None]],
        doubts: Sequence[Doubt],
        told: str,
    ) -> None:
        await act(doubts)
        await self._refresh(told)

    async def _refresh(self, told: str) -> None:
        self._added = await self._editing.state()
        self._first += [
            one.source for one in self._added.facts if one.doubts and one.source not in self._first
        ]
        if self._editor.is_open:
            self._close_editor()
        self._show(await asyncio.to_thread(rows_of, self._added, self._first))
        self._tell(told)

    async def _undo(self) -> None:
        before = {row.id for row in self._rows if row.doubt is not None}
        if await self._editing.undo():
            await self._refresh(_("taken back"))
            back = next(
                (row for row in self._rows if row.doubt is not None and row.id not in before), None
            )
            if back is not None:
                self._list.go_to(back.id)
                self._tell(_("taken back: {text}").replace("{text}", back.text))
        else:
            self._say(_("There is nothing to undo"), is_wrong=True)

    async def _take_in(self, path: Path) -> None:
        await self._editing.take(path)
        await self._refresh(_("taken in, though it is a duplicate"))

    # editing

    def _edit(self, row: DoubtRow) -> None:
        doubt, facts = row.doubt, row.facts
        if facts is None or (doubt is not None and doubt.kind is DoubtKind.ROLE):
            self._say(_("a role is confirmed or refused; it is not written"), is_wrong=True)
            return
        if doubt is not None and doubt.kind is DoubtKind.SPEAKER:
            self._write_speaker(doubt)
            return
        field = doubt.key if doubt is not None else row.missing
        value = text_of(doubt.value) if doubt is not None else ""

        def check(text: str) -> str:
            try:
                typed(field, text)
            except MetadataError as error:
                return str(error).removeprefix(f"{field} ")
            return ""

        async def take(text: str) -> None:
            await self._editing.set(facts.work, field, typed(field, text))
            told = _("{field}: {value}").replace("{field}", field_name(field))
            await self._refresh(told.replace("{value}", text))

        self._open_editor(field_name(field), value, hint(field), check, take)

    def _write_speaker(self, doubt: Doubt) -> None:
        async def take(text: str) -> None:
            name = " ".join(text.split())
            await self._editing.confirm([doubt], name)
            await self._refresh(_("{name} says these paragraphs").replace("{name}", name))

        def check(text: str) -> str:
            return "" if text.strip() else _("write a name")

        self._open_editor(_("speaker"), doubt.key, _("the name as it is to be cited"), check, take)

    def _ask_for_file(self) -> None:
        async def take(text: str) -> None:
            path = await self._editing.export(text.strip())
            self._close_editor()
            self._say(_("Written: {file}").replace("{file}", path))

        def check(text: str) -> str:
            return "" if text.strip().lower().endswith(".csv") else _("the name has to end in .csv")

        said = _("a CSV file, which spreadsheets open – {key} completes the path")
        said = said.format(key=key_of(self, "field.complete"))
        self._open_editor(_("File"), "", said, check, take, completes_paths=True)

    def _open_editor(
        self,
        name: str,
        value: str,
        said: str,
        check: Callable[[str], str],
        take: Callable[[str], Awaitable[None]],
        *,
        completes_paths: bool = False,
    ) -> None:
        self._take = take
        self.add_class("-editing")
        self._editor.open(_PATH, name, value, said, check, completes_paths=completes_paths)

    @on(FieldEditor.Given)
    def _given(self, event: FieldEditor.Given) -> None:
        event.stop()
        if self._take is not None and not self._is_busy:
            self._begin(partial(self._take, event.text))

    @on(FieldEditor.Closed)
    def _close_editor(self) -> None:
        self._editor.close()
        self.remove_class("-editing")
        self._list.focus()
        self.call_after_refresh(self.query_one("#keys", KeysAtHand).refresh, layout=True)

    def left_by_mouse(self) -> None:
        """Stay while something is typed; else close."""
        if not self._editor.is_open and not self._is_busy:
            self.give(None)


def _not_here(what: str) -> str:
    return {
        "take": _("This is no duplicate that was skipped"),
        "edit": _("There is nothing to write in this row"),
        "open": _("This row is about no text"),
    }.get(what, _("There is nothing in doubt in this row"))
