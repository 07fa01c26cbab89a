"""Completing works in the whole app: everything that is shown follows, and nothing moves."""

from pathlib import Path

import pytest
from running import eventually, running, typed
from screen_text import screen_rows, screen_text
from textual.pilot import Pilot

from clicktui.citing.citation import Form
from clicktui.tui.app import ClicktuiApp
from clicktui.tui.dialogs.field_line import FieldEditor
from clicktui.tui.dialogs.reference import ReferenceDialog
from clicktui.tui.dialogs.reference_rows import ReferenceRows

HEIDI = "casilli-heidi"


def dialog_of(app: ClicktuiApp) -> ReferenceDialog | None:
    return app.screen if isinstance(app.screen, ReferenceDialog) else None


async def fill(app: ClicktuiApp, pilot: Pilot[int], field: str, text: str) -> None:
    """Write a field in the open dialog, by its keys, and close that."""
    await eventually(pilot, lambda: dialog_of(app))
    rows = app.screen.query_one(ReferenceRows)
    dialog = dialog_of(app)
    assert dialog is not None
    rows.highlighted = [one.field for one in dialog._record.fields].index(field)
    await pilot.pause()
    await pilot.press("enter")
    editor = app.screen.query_one(FieldEditor)
    editor.line.value = text
    await pilot.press("enter")
    await eventually(pilot, lambda: not editor.is_open)
    await pilot.press("escape")
    await eventually(pilot, lambda: dialog_of(app) is None)


async def test_hits_and_their_preview_follow_and_the_highlight_stays() -> None:
    async with running((120, 40)) as (app, pilot):
        await typed(app, pilot, "travail humain")
        pane = app.search_pane
        pane.hit_list.focus()
        hits = pane.results.hits if pane.results else ()
        place = next(place for place, hit in enumerate(hits) if hit.passage.work == HEIDI)
        pane.hit_list.highlighted = place
        await pilot.pause()
        shown, scroll = pane.preview.cursor, pane.preview.scroll_offset
        assert "n.d." in screen_text(app, pane.hit_list)

        await pilot.press("i")
        await fill(app, pilot, "issued", "2023-02-24")
        await eventually(
            pilot, lambda: pane.results and pane.results.hits[place].passage.year == 2023
        )
        await pilot.pause()

        highlighted = pane.hit_list.highlighted_hit
        assert highlighted is not None
        assert (highlighted.passage.work, pane.hit_list.highlighted) == (HEIDI, place)
        assert (pane.preview.cursor, pane.preview.scroll_offset) == (shown, scroll)
        work = pane.preview.work
        assert work is not None
        assert work.year == 2023
        assert app.focused is pane.hit_list


async def test_the_reader_keeps_its_place_and_says_what_is_by_the_user() -> None:
    async with running((100, 30)) as (app, pilot):
        app.action_show_reader()
        app.reader_pane.open(HEIDI)
        await pilot.pause()
        text = app.reader_pane.text
        assert "date" in screen_text(app)
        await pilot.press("j", "j")
        cursor, y = text.cursor, text.scroll_offset.y

        await pilot.press("i")
        await fill(app, pilot, "issued", "2023-02-24")

        assert "24 February 2023 (by you)" in screen_text(app, text)
        assert (text.cursor, text.scroll_offset.y) == (cursor, y)
        await pilot.press("G")
        await pilot.pause()
        before = words_of(app)
        app.run_worker(_fill_elsewhere(app))
        await eventually(
            pilot, lambda: text.work is not None and "event-place" in text.work.completed
        )
        await pilot.pause()
        assert words_of(app) == before


def words_of(app: ClicktuiApp) -> list[str]:
    """Return the rows of the text without its scrollbar, which tells of the whole."""
    return [row[:-1].rstrip() for row in screen_rows(app, app.reader_pane.text)]


async def _fill_elsewhere(app: ClicktuiApp) -> None:
    keeper = app._metadata
    assert keeper is not None
    await keeper.change(lambda desk: desk.set(HEIDI, "event-place", "Genève"))


async def test_the_board_and_its_citations_follow() -> None:
    async with running((120, 40), "fr") as (app, pilot):
        await typed(app, pilot, "travail humain source:heidi")
        app.search_pane.hit_list.focus()
        await pilot.press("p")
        app.action_show_board()
        await pilot.pause()
        await pilot.press("down")
        await eventually(pilot, lambda: "s. d." in screen_text(app).replace("\u00a0", " "))

        await pilot.press("i")
        await fill(app, pilot, "issued", "2023-02-24")
        await eventually(pilot, lambda: "24 février 2023" in screen_text(app))

        assert "· 2023" in screen_text(app, app.board_pane.board_list)
        workspace = app._workspace
        assert workspace is not None
        (pinned,) = workspace.desk.open_board().quotes
        assert pinned.cited.year is None
        assert "24 février 2023" in workspace.pinned_citation(pinned, Form.REFERENCE, "fr")


async def test_the_outline_opens_the_reference_and_follows_a_title() -> None:
    async with running((100, 30)) as (app, pilot):
        app.action_show_reader()
        await pilot.pause()
        await pilot.press("i")
        await eventually(pilot, lambda: dialog_of(app))
        await fill(app, pilot, "title", "Pas de panique")
        assert "├ Pas de panique\n" in screen_text(app, app.reader_pane.outline)


async def test_what_is_written_into_the_file_meanwhile_is_followed(tmp_path: Path) -> None:
    async with running((100, 30)) as (app, pilot):
        app.action_show_reader()
        app.reader_pane.open(HEIDI)
        await pilot.pause()
        file = tmp_path / "data" / "metadata.yaml"
        file.write_text(f"works:\n  {HEIDI}:\n    issued: 2023-02-24\n", encoding="utf-8")
        await eventually(pilot, lambda: "24 February 2023 (by you)" in screen_text(app))
        file.write_text(f"works:\n  {HEIDI}:\n    issued: soon\n", encoding="utf-8")
        await eventually(pilot, lambda: "issued: has to be a date" in screen_text(app))
        assert "24 February 2023" not in screen_text(app, app.reader_pane.text)


async def test_a_mistake_in_the_file_is_told_at_the_start(tmp_path: Path) -> None:
    folder = tmp_path / "data"
    folder.mkdir(mode=0o700)
    (folder / "metadata.yaml").write_text("works:\n  x: 3\n", encoding="utf-8")
    async with running((100, 30)) as (app, pilot):
        toasts = app._notifications
        await eventually(
            pilot, lambda: any("metadata.yaml:2: works.x" in one.message for one in toasts)
        )
        assert not app.search_pane.query_input.disabled


async def test_keys_pressed_at_once_go_to_the_dialog() -> None:
    async with running((100, 30)) as (app, pilot):
        await typed(app, pilot, "travail humain")
        app.search_pane.hit_list.focus()
        await pilot.pause()
        await pilot.press("i", "K")
        await eventually(pilot, lambda: dialog_of(app))
        await eventually(pilot, lambda: app.screen.query_one(FieldEditor).is_open)


@pytest.mark.parametrize("again", [False, True])
async def test_undo_in_the_dialog_takes_back_what_was_changed_in_this_app(again: bool) -> None:
    async with running((100, 30)) as (app, pilot):
        app.action_show_reader()
        app.reader_pane.open(HEIDI)
        await pilot.pause()
        await pilot.press("i")
        await fill(app, pilot, "issued", "2023-02-24")
        if again:
            await pilot.press("i")
            await fill(app, pilot, "issued", "2022")
        await pilot.press("i")
        await eventually(pilot, lambda: dialog_of(app))
        await pilot.press("u")
        wanted = "24 February 2023 (by you)" if again else "unknown"
        await eventually(
            pilot, lambda: wanted in screen_text(app, app.screen.query_one(ReferenceRows))
        )
        await pilot.press("escape")
