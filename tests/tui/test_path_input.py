"""Typing a path: tab completes it by what is there, as shells do."""

from pathlib import Path

import pytest
from dialogs import NOTHING, shown
from screen_text import screen_text

from clicktui.tui.dialogs.path_input import PathInput, completions


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for name in ("thèse.yaml", "thèse.csv", "thé", ".caché", "b\x1b[31m.csv"):
        (tmp_path / name).write_text("")
    (tmp_path / "Documents").mkdir()
    (tmp_path / "Documents" / "seul.qdpx").write_text("")
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("USERPROFILE", str(tmp_path))
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.parametrize(
    ("typed", "there"),
    [
        ("", ("Documents/", "thèse.csv", "thèse.yaml", "thé")),
        ("thè", ("thèse.csv", "thèse.yaml")),
        ("~/D", ("~/Documents/",)),
        ("~/Documents/", ("~/Documents/seul.qdpx",)),
        (".c", (".caché",)),
        ("absent/", ()),
        ("thé/", ()),
        ("~nobody-at-all/", ()),
        ("a\0/", ()),
    ],
)
def test_a_path_becomes_what_is_there(folder: Path, typed: str, there: tuple[str, ...]) -> None:
    assert set(completions(typed)) == set(there)


async def test_tab_completes_as_far_as_it_can(folder: Path) -> None:
    dialog = PathInput("File", "~/t", lambda _typed: None)
    async with shown(dialog) as (app, pilot):
        assert "Tab Complete" in screen_text(app)
        await app.press("tab")
        await pilot.pause()
        assert dialog.line.value == "~/th"
        assert "thèse.csv  thèse.yaml  thé" in screen_text(app)
        await app.press("è", "tab")
        assert dialog.line.value == "~/thèse."
        await app.press("c", "tab", "enter")
        assert app.given == "~/thèse.csv"


async def test_where_nothing_begins_so_that_is_said(folder: Path) -> None:
    async with shown(PathInput("File", "~/x", lambda _typed: None)) as (app, pilot):
        await app.press("tab")
        await pilot.pause()
        assert "There is nothing that begins so" in screen_text(app)


async def test_it_closes_only_on_a_path_that_can_be(folder: Path) -> None:
    async with shown(PathInput("File", "x", lambda typed: f"not [b]{typed}")) as (app, _pilot):
        await app.press("enter")
        assert app.given is NOTHING
        assert "not [b]x" in screen_text(app)
        await app.press("escape")
        assert app.given is None
