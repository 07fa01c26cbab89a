"""What is known of a work's reference, field by field, to be completed."""

from collections.abc import Awaitable, Callable
from functools import partial

from textual import events, on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from clicktui.corpus.csl import VARIABLES
from clicktui.errors import ClicktuiError, MetadataError
from clicktui.i18n import translate as _
from clicktui.i18n import translate_plural
from clicktui.metadata.fields import DOUBTFUL, YOURS, Record, State
from clicktui.metadata.model import KEY, Change
from clicktui.metadata.values import hint, text_of, typed
from clicktui.tui.beside import beside
from clicktui.tui.commands import Scope, bindings
from clicktui.tui.dialogs import chooser
from clicktui.tui.dialogs.dialog import Dialog, KeysAtHand, key_of
from clicktui.tui.dialogs.field_line import FieldEditor
from clicktui.tui.dialogs.proposals import ProposalsDialog
from clicktui.tui.dialogs.reference_rows import ReferenceRows
from clicktui.tui.dialogs.work_editing import WorkEditing
from clicktui.tui.drawing.layout import width_of
from clicktui.tui.drawing.styled_runs import clip, fit, on_one_line
from clicktui.tui.text.metadata import field_name, value_text
from clicktui.wording.metadata import SIGNS, change_texts, key_text, origin_text, state_text

_WANTED_MOST = ("author", "issued", "container-title", "URL")
"""What is asked for first of what a citation lacks."""

_SMALL_HEIGHT, _SMALL_WIDTH = 20, 60
_PATH = "path"  # no field: the file to import from


class ReferenceDialog(Dialog[None]):
    """Shows ``record`` and changes it through ``editing``; all texts are plain characters."""

    BINDINGS = bindings(Scope.DIALOG)
    SCOPES = (Scope.DIALOG,)
    DEFAULT_CSS = """
    ReferenceDialog {
        & > Vertical { height: 90%; max-height: 32; }
        & #said { height: auto; max-height: 3; color: $text-muted; }
        & #said.-wrong { color: $error; }
        & #rendered { height: auto; max-height: 4; border-top: solid $primary; }
        &.-small > Vertical {
            width: 100%; max-width: 100%; height: 100%; max-height: 100%; border: none;
        }
        &.-small #said { max-height: 1; }
        &.-small #rendered { max-height: 2; border-top: none; }
        & #field-keys, &.-editing #keys, &.-editing #said { display: none; }
        &.-editing #field-keys { display: block; }
    }
    """

    def __init__(self, record: Record, editing: WorkEditing) -> None:
        super().__init__()
        self._record = record
        self._editing = editing
        self._extra = ""
        self._list = ReferenceRows(classes="dialog--list", markup=False)
        self._editor = FieldEditor(id="editor")
        self._news = ("", "")  # of which field, and what: shown until another is highlighted
        self._is_busy = False

    def compose(self) -> ComposeResult:
        """Show the title, the fields, what is said of one, the reference, and the keys."""
        with Vertical():
            yield Static(id="about", classes="dialog--title", markup=False)
            yield self._list
            yield self._editor
            yield Static(id="said", markup=False)
            yield Static(id="rendered", markup=False)
            yield KeysAtHand(
                "reference.edit", "reference.confirm", "reference.unset", "reference.undo",
                "reference.import", "reference.key", "reference.other", "dialog.close",
                "app.help", low_rows=2, id="keys",
            )  # fmt: skip
            yield KeysAtHand("field.take", "field.close", "app.help", id="field-keys")

    def on_mount(self) -> None:
        """Show what is known; the first field that a citation lacks is highlighted."""
        self.app.clear_notifications()
        self._list.focus()
        wanted = [one.field for one in self._record.fields if one.state in DOUBTFUL]
        unknown = [one.field for one in self._record.fields if one.state is State.UNKNOWN]
        wanted += [*(one for one in _WANTED_MOST if one in unknown), *unknown]
        self._show(next(iter(wanted), self._fields[0]))

    def on_resize(self, event: events.Resize) -> None:
        """Give up the frame where there is little room; cut the rows anew."""
        is_small = event.size.height < _SMALL_HEIGHT or event.size.width < _SMALL_WIDTH
        self.set_class(is_small, "-small")
        self.call_after_refresh(self._show_rows)

    # showing

    @property
    def _fields(self) -> list[str]:
        listed = [one.field for one in self._record.fields]
        extra = [self._extra] if self._extra and self._extra not in listed else []
        return [*listed, *extra, KEY]

    @property
    def _highlighted(self) -> str:
        return self._fields[self._list.highlighted or 0]

    def _show(self, field: str) -> None:
        self.query_one("#about", Static).update(Content(on_one_line(self._record.title)))
        self._show_rows(field)
        self._render_reference()

    def _show_rows(self, field: str = "") -> None:
        field = field or self._highlighted
        fields = self._fields
        name_width = min(max(width_of(_name(one)) for one in fields), self._row_width // 3)
        self._list.set_options([Option(self._row(one, name_width)) for one in fields])
        self._list.highlighted = fields.index(field) if field in fields else 0

    @property
    def _row_width(self) -> int:
        return max((self._list.size.width or self.app.size.width * 9 // 10 - 4) - 1, 12)

    def _row(self, field: str, name_width: int) -> Content:
        if field == KEY:
            sign, value, is_known = " ", key_text(self._record.key, self._record.key_said), True
            sign = "✎" if self._record.key_said else " "
        else:
            state = self._record.field(field)
            sign, value = SIGNS[state.state], state_text(state, value_text)
            is_known = state.state is State.KNOWN or state.state in YOURS
        room = max(self._row_width - name_width - 4, 1)
        shown = clip(on_one_line(value), room)
        return Content.assemble(
            Content(f"{sign} "),
            Content.styled(fit(_name(field), name_width), "bold"),
            Content("  "),
            Content(shown) if is_known else Content.styled(shown, "italic"),
        )

    @on(OptionList.OptionHighlighted)
    def _say_field(self) -> None:
        """Say what was done to the highlighted field, or all of it: rows are cut."""
        if self._news[1] and self._news[0] == self._highlighted:
            self._say(self._news[1])
            return
        self._news = ("", "")
        if self._highlighted == KEY:
            said = self._record.key_said
            text = key_text(self._record.key, said)
        else:
            state = self._record.field(self._highlighted)
            said, text = state.said, state_text(state, value_text)
            if state.state in DOUBTFUL:
                text += " – " + _("{key} confirms it").format(key=key_of(self, "reference.confirm"))
        self._say(f"{text} · {origin_text(said)}" if said else text)

    def _say(self, text: str, *, is_wrong: bool = False) -> None:
        said = self.query_one("#said", Static)
        said.set_class(is_wrong, "-wrong")
        said.update(Content(on_one_line(f"✗ {text}" if is_wrong else text)))

    def _render_reference(self) -> None:
        async def render() -> None:
            text = await self._editing.reference()
            self.query_one("#rendered", Static).update(Content(on_one_line(text)))

        beside(self, render, group="rendering", is_alone=True)

    # editing a field

    def edit(self, field: str = "") -> None:
        """Write the highlighted field, or ``field``."""
        field = field or self._highlighted
        if field == KEY:
            value = self._record.key
        else:
            known = self._record.field(field).value
            value = "" if known is None else text_of(known)

        def check(text: str) -> str:
            try:
                typed(field, text)
            except MetadataError as error:
                return str(error).removeprefix(f"{field} ")
            return ""

        self._open_editor(field, _name(field), value, hint(field), check)

    def _open_editor(
        self,
        field: str,
        name: str,
        value: str,
        said: str,
        check: Callable[[str], str],
    ) -> None:
        self.add_class("-editing")
        self._editor.open(field, name, value, said, check, completes_paths=field == _PATH)

    @property
    def _keys(self) -> KeysAtHand:
        return self.query_one("#keys", KeysAtHand)

    @on(FieldEditor.Closed)
    def _close_editor(self) -> None:
        self._editor.close()
        self.remove_class("-editing")
        self._list.focus()
        self.call_after_refresh(self._keys.refresh, layout=True)

    @on(FieldEditor.Given)
    def _take(self, event: FieldEditor.Given) -> None:
        event.stop()
        if event.field == _PATH:
            self._begin(lambda: self._import(event.text))
        else:
            value = typed(event.field, event.text)
            setting = partial(self._editing.set, event.field, value)
            self._begin(lambda: self._change(setting, event.field))

    # changes

    def confirm(self) -> None:
        """Confirm the doubtful value of the highlighted field."""
        field = self._highlighted
        if field == KEY or self._record.field(field).state not in DOUBTFUL:
            self._say(_("There is nothing doubtful in this field"), is_wrong=True)
        else:
            self._begin(lambda: self._change(lambda: self._editing.confirm(field), field))

    def unset(self) -> None:
        """Take back what is said of the highlighted field."""
        field = self._highlighted
        said = self._record.key_said if field == KEY else self._record.field(field).said
        if said is None:
            self._say(_("You said nothing of this field"), is_wrong=True)
        else:
            self._begin(lambda: self._change(lambda: self._editing.unset(field), field))

    def undo(self) -> None:
        """Take the last change back."""
        nothing = _("There is nothing to undo")
        self._begin(lambda: self._change(self._editing.undo, "", nothing, _("Undone: {change}")))

    def _begin(self, act: Callable[[], Awaitable[None]]) -> None:
        if not self._is_busy:
            self._is_busy = True
            beside(self, self._carry_out, act)

    async def _carry_out(self, act: Callable[[], Awaitable[None]]) -> None:
        try:
            await act()
        except (ClicktuiError, OSError) as error:
            text = str(error) if isinstance(error, ClicktuiError) else error.strerror or str(error)
            if self._editor.is_open:
                self._editor.complain(text)
            else:
                self._say(text, is_wrong=True)
        finally:
            self._is_busy = False

    async def _change(
        self,
        wish: Callable[[], Awaitable[Change]],
        field: str,
        nothing: str = "",
        told_as: str = "{change}",
    ) -> None:
        change = await wish()
        self._record = await self._editing.record()
        if self._editor.is_open:
            self._close_editor()
        of_this = [one.field for one in change if one.work_id == self._record.id]
        told = " · ".join(change_texts(change, value_text, _name))
        if len(change) > 1:
            told = _changed_fields(change)
        field = field or next(iter(of_this), self._highlighted)
        self._news = (field, told_as.format(change=told) if told else nothing)
        self._show(field)

    # other fields

    def choose_other(self) -> None:
        """Choose a field that is not listed, and write it."""
        self._begin(self._choose_other)

    async def _choose_other(self) -> None:
        listed = self._fields
        options = [
            chooser.Option(one, field_name(one), one if field_name(one) != one else "")
            for one in sorted(VARIABLES, key=str.lower)
            if one not in listed
        ]
        chosen = await self.app.push_screen_wait(
            chooser.Chooser(_("Another field"), options, new_label=None)
        )
        if chosen is not None and chosen.id is not None:
            self._extra = chosen.id
            self._show_rows(chosen.id)
            self.edit(chosen.id)

    # importing

    def ask_for_file(self) -> None:
        """Ask for the path of a bibliography file."""
        said = _("a .bib, .ris or .json file, as Zotero exports it – {key} completes the path")
        complete = key_of(self, "field.complete")
        self._open_editor(
            _PATH, _("File"), "", said.format(key=complete),
            lambda text: "" if text.strip() else _("name a file"),
        )  # fmt: skip

    async def _import(self, path: str) -> None:
        found, remarks = await self._editing.proposals(path)
        if not found:
            self._editor.complain(_("This file describes no work of the corpus"))
            return
        self._close_editor()
        accepted = await self.app.push_screen_wait(ProposalsDialog(found, remarks))
        if accepted:
            await self._change(lambda: self._editing.take(accepted, path), "")
        else:
            self._say(_("Nothing was taken over"))

    def action_close(self) -> None:
        """Close."""
        if not self._is_busy:
            self.give(None)

    def left_by_mouse(self) -> None:
        """Stay while something is typed; else close."""
        if not self._editor.is_open:
            self.action_close()

    def action_down(self) -> None:
        """Highlight the next field."""
        self._list.action_cursor_down()

    def action_up(self) -> None:
        """Highlight the previous field."""
        self._list.action_cursor_up()


def _changed_fields(change: Change) -> str:
    """Return how many fields of how many works were changed."""
    works = len({one.work_id for one in change})
    fields = translate_plural("{count} field changed", "{count} fields changed", len(change))
    of = translate_plural("of {count} work", "of {count} works", works)
    return f"{fields.format(count=len(change))} {of.format(count=works)}"


def _name(field: str) -> str:
    return _("citation key") if field == KEY else field_name(field)
