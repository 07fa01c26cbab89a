"""The editor of notes and memos: what is typed is kept, whatever ends it."""

import pytest
from dialogs import NOTHING, Host, shown
from hypothesis import given
from hypothesis import strategies as st
from running import eventually
from screen_text import screen_rows, screen_text
from textual.events import Key, Paste

from clicktui.corpus.cleaning import clean_text
from clicktui.errors import BoardStoreError
from clicktui.lastcopy import recall
from clicktui.tui.dialogs.text_editor import LONGEST_PASTED, Lines, TextEditor

HINT = "Markdown"


class Keeper:
    """Takes what is kept; refuses while ``is_full``."""

    def __init__(self) -> None:
        self.texts: list[str] = []
        self.is_full = False
        self.problem: Exception = BoardStoreError("The disk is full [/x]")

    def __call__(self, text: str) -> None:
        if self.is_full:
            raise self.problem
        self.texts.append(text)


@pytest.fixture
def kept() -> Keeper:
    return Keeper()


def lines(app: Host) -> Lines:
    return app.screen.query_one(Lines)


async def pasted(app: Host, text: str) -> None:
    app.post_message(Paste(text))


async def test_it_shows_title_hint_text_and_keys_as_plain_characters(kept: Keeper) -> None:
    editor = TextEditor("Note on “[b]clic[/b]”", "un [x]\n« deux »", HINT, kept)
    async with shown(editor, (60, 12)) as (app, _pilot):
        assert screen_text(app, editor.query_one("Vertical")) == (
            "╭────────────────────────────────────────────────────╮\n"
            "│ Note on “[b]clic[/b]”                              │\n"
            "│ Markdown                                           │\n"
            "│ un [x]                                             │\n"
            "│ « deux »                                           │\n"
            "│                                                    │\n"
            "│                                                    │\n"
            "│                                                    │\n"
            "│ F8 Put back  Ctrl+Z Undo  Esc Keep  F1 Help        │\n"
            "╰────────────────────────────────────────────────────╯\n"
        )


@pytest.mark.parametrize("size", [(40, 12), (80, 24), (160, 45)])
async def test_text_and_keys_are_there_at_every_size(size: tuple[int, int], kept: Keeper) -> None:
    async with shown(TextEditor("Memo", "mot", HINT, kept), size) as (app, _pilot):
        screen = screen_text(app)
        for words in ("Memo", HINT, "mot", "F8 Put back", "Esc Keep", "F1 Help"):
            assert words in screen
        assert lines(app).size.height >= 4


@pytest.mark.parametrize("key", ["escape", "ctrl+s"])
async def test_the_keys_before_the_last_are_all_kept(key: str, kept: Keeper) -> None:
    async with shown(TextEditor("Note", "a", "", kept)) as (app, pilot):
        app.burst("b", "c", "enter", "d", key)
        await eventually(pilot, lambda: app.given is not NOTHING)
        assert app.given == "abc\nd"
        assert kept.texts == ["abc\nd"]


async def test_leaving_without_a_change_keeps_nothing(kept: Keeper) -> None:
    async with shown(TextEditor("Note", "a", "", kept)) as (app, _pilot):
        await app.press("b", "backspace", "escape")
        assert app.given == "a"
        assert kept.texts == []


async def test_what_is_typed_is_kept_after_a_pause(kept: Keeper) -> None:
    async with shown(TextEditor("Note", "", "", kept)) as (app, pilot):
        await app.press("a", "b")
        assert kept.texts == []
        await eventually(pilot, lambda: kept.texts)
        await app.press("escape")
        assert kept.texts == ["ab"]
        assert app.given == "ab"


async def test_a_click_outside_keeps_and_closes_one_inside_does_not(kept: Keeper) -> None:
    editor = TextEditor("Note", "", "", kept)
    async with shown(editor) as (app, pilot):
        await app.press("a")
        await pilot.click(Lines)
        await pilot.click(".dialog--title")
        assert app.given is NOTHING
        await pilot.click(editor, offset=(1, 1))
        assert app.given == "a"
        assert kept.texts == ["a"]


async def test_the_keys_at_hand_can_be_clicked(kept: Keeper) -> None:
    async with shown(TextEditor("Note", "a", "", kept)) as (app, pilot):
        await app.press("b")
        keys = screen_rows(app)[app.screen.query_one("KeysAtHand").region.y]
        for title, text in (("Put back", "a"), ("Undo", "ab"), ("Redo", "a")):
            await pilot.click("KeysAtHand", offset=(keys.index(title) - 6, 0))
            assert lines(app).text == text
        await pilot.click("KeysAtHand", offset=(keys.index("Keep") - 6, 0))
        assert app.given == "a"


async def test_the_end_of_the_app_keeps_what_is_typed(kept: Keeper) -> None:
    async with shown(TextEditor("Note", "a", "", kept)) as (app, _pilot):
        app.burst("b", "c")
        app.exit()
    assert kept.texts == ["abc"]


async def test_a_screen_that_is_taken_away_keeps_what_is_typed(kept: Keeper) -> None:
    async with shown(TextEditor("Note", "a", "", kept)) as (app, _pilot):
        await app.press("b")
        await app.pop_screen()
        assert kept.texts == ["ab"]


@pytest.mark.parametrize("kind", [BoardStoreError, OSError, RuntimeError])
async def test_what_cannot_be_kept_is_told_and_stays_open(
    kind: type[Exception], kept: Keeper
) -> None:
    kept.problem = kind("The disk is full [/x]")
    async with shown(TextEditor("Note", "a", "", kept)) as (app, _pilot):
        kept.is_full = True
        await app.press("b", "escape")
        assert app.given is NOTHING
        assert app.toasts[0] == "Not kept: The disk is full [/x]"
        assert app.toasts[1].startswith("Close once more to leave")
        kept.is_full = False
        await app.press("c", "escape")
        assert app.given == "abc"
        assert kept.texts == ["abc"]


async def test_what_can_never_be_kept_leaves_on_the_second_try_for_last_copy(kept: Keeper) -> None:
    async with shown(TextEditor("Note", "a", "", kept)) as (app, _pilot):
        kept.is_full = True
        await app.press("b", "escape", "escape")
        assert app.given == "ab"
    assert recall() == "ab"
    assert kept.texts == []


async def test_what_cannot_be_kept_at_the_end_is_printed(
    kept: Keeper, capsys: pytest.CaptureFixture[str]
) -> None:
    async with shown(TextEditor("Note", "a", "", kept)) as (app, _pilot):
        kept.is_full = True
        await app.press("b")
        app.exit(3, return_code=130)
    assert capsys.readouterr().err == "Not kept: The disk is full [/x]\n\nab\n"
    assert (app.return_value, app.return_code) == (3, 130)


async def test_undo_and_redo_stay_inside(kept: Keeper) -> None:
    async with shown(TextEditor("Note", "a", "", kept)) as (app, _pilot):
        await app.press("b", "ctrl+z")
        assert lines(app).text == "a"
        await app.press("ctrl+y")
        assert lines(app).text == "ab"


async def test_the_users_own_keys_are_shown_and_work(kept: Keeper) -> None:
    keymap = {"editor.keep": "f12", "editor.undo": "f7", "app.help": "f11"}
    async with shown(TextEditor("Note", "a", "", kept), keymap=keymap) as (app, _pilot):
        assert "F7 Undo  Ctrl+Y Redo  F12 Keep  F11 Help" in screen_text(app)
        await app.press("b", "f7", "f11", "f12")
        assert app.given == "a"
        assert app.helped == 1


@pytest.mark.parametrize("at_first", ["", "un\ndeux"])
async def test_the_first_text_comes_back_and_that_can_be_undone(
    at_first: str, kept: Keeper
) -> None:
    async with shown(TextEditor("Note", at_first, "", kept)) as (app, _pilot):
        await app.press("x", "backspace", "backspace", "y")
        typed = lines(app).text
        await app.press("f8")
        assert lines(app).text == at_first
        await app.press("ctrl+z")
        assert lines(app).text == typed
        await app.press("f8", "z", "ctrl+z", "escape")
        assert app.given == at_first
        assert kept.texts == []


async def test_the_first_text_is_kept_when_it_comes_back_after_a_pause(kept: Keeper) -> None:
    async with shown(TextEditor("Note", "a", "", kept)) as (app, _pilot):
        await app.press("b")
        assert app.screen.keep()
        await app.press("f8", "escape")
        assert kept.texts == ["ab", "a"]


async def test_tab_neither_writes_nor_leaves(kept: Keeper) -> None:
    async with shown(TextEditor("Note", "a", "", kept)) as (app, _pilot):
        await app.press("tab", "shift+tab", "b")
        assert app.focused is lines(app)
        assert lines(app).text == "ab"


async def test_no_break_spaces_can_be_typed_and_controls_cannot(kept: Keeper) -> None:
    async with shown(TextEditor("Note", "", "", kept)) as (app, _pilot):
        for key, character in [
            ("left_pointing_double_angle_quotation_mark", "«"),
            ("no_break_space", "\u00a0"),
            ("a", "a"),
            ("narrow_no_break_space", "\u202f"),
            ("right_to_left_override", "\u202e"),
            ("ctrl+j", "\n"),
            ("ctrl+g", "\x07"),
            ("zero_width_joiner", "\u200d"),
        ]:
            app.post_message(Key(key, character))
        await app.press("escape")
        assert app.given == "«\u00a0a\u202f\u200d"


async def test_pastes_are_clean_and_keep_their_lines(kept: Keeper) -> None:
    async with shown(TextEditor("Note", "[]", "", kept)) as (app, _pilot):
        await app.press("left")
        await pasted(app, "un\r\ndeux\u2028«\u00a0trois\u00a0»\x1b]52;c;eA==\x07\ta\u202eb")
        await app.press("escape")
        assert app.given == "[un\ndeux\n«\u00a0trois\u00a0»]52;c;eA== ab]"


async def test_what_was_copied_in_the_app_is_pasted_clean(kept: Keeper) -> None:
    async with shown(TextEditor("Note", "", "", kept)) as (app, _pilot):
        app._clipboard = "un\r\n\x1bdeux"
        await app.press("ctrl+v", "escape")
        assert app.given == "un\ndeux"


async def test_a_paste_too_many_is_refused_whole_and_said(kept: Keeper) -> None:
    async with shown(TextEditor("Note", "abc", "", kept)) as (app, pilot):
        await pasted(app, "é" * (LONGEST_PASTED - 2))
        await eventually(pilot, lambda: app.toasts)
        assert lines(app).text == "abc"
        assert "199998" in app.toasts[0]
        assert "200000" in app.toasts[0]
        await app.press("shift+left")
        await pasted(app, "é\n" * (LONGEST_PASTED // 2 - 1))
        await eventually(pilot, lambda: lines(app).text != "abc")
        assert len(lines(app).text) == LONGEST_PASTED
        await app.press("escape")
        assert app.given == "ab" + "é\n" * (LONGEST_PASTED // 2 - 1)


@given(st.text())
def test_a_text_that_passed_the_gate_is_edited_as_it_is(text: str) -> None:
    assert Lines(clean_text(text)).text == clean_text(text)
