"""The reference of a work: what is shown of each field, and what every key does to it."""

from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from dialogs import NOTHING, Host, shown
from screen_text import screen_rows, screen_text

from clicktui.corpus.corpus import shipped_corpus
from clicktui.exporting.bibliography_completing import proposals
from clicktui.metadata.desk import MetadataDesk
from clicktui.metadata.fields import Record
from clicktui.metadata.importing import Offer
from clicktui.metadata.model import KEY, Change, Origin
from clicktui.tui.dialogs.field_line import FieldEditor, completed_path
from clicktui.tui.dialogs.proposals import ProposalsDialog, WorkProposal
from clicktui.tui.dialogs.reference import ReferenceDialog
from clicktui.tui.dialogs.reference_rows import ReferenceRows

HEIDI, PARLIAMENT = "casilli-heidi", "travailleurs-clic-parlement-2024"
GRAND_CONTINENT = "casilli-legrandcontinent-2023"
DATE = {"date-parts": [[2023, 2, 24]]}
catalogued = cache(shipped_corpus)
SIZES = [(40, 12), (80, 24), (160, 45)]


class Editing:
    """Carries out what the dialog wishes on a desk of its own, without an app."""

    def __init__(self, folder: Path, work: str) -> None:
        self.desk = MetadataDesk(lambda: folder, catalogued())
        self.work = work
        self.changes: list[Change] = []

    async def record(self) -> Record:
        return self.desk.record(self.work)

    async def reference(self) -> str:
        year = self.desk.corpus.work(self.work).year
        return f"Reference of {year or 'n.d.'}"

    async def set(self, field: str, value: Any) -> Change:
        return self._done(self.desk.set(self.work, field, value))

    async def unset(self, field: str) -> Change:
        return self._done(self.desk.unset(self.work, field))

    async def confirm(self, field: str) -> Change:
        return self._done(self.desk.confirm(self.work, [field]))

    async def undo(self) -> Change:
        return self.desk.undo(self.changes.pop()) if self.changes else ()

    async def proposals(self, path: str) -> tuple[Sequence[WorkProposal], Sequence[str]]:
        file = Path(path)
        found = proposals(self.desk, file.read_bytes(), file.name)
        return [
            WorkProposal(
                one.work_id, self.desk.record(one.work_id).title, str(one.item.csl["title"]),
                one.score, offers,
            )
            for one, offers in found.proposals
        ], [one.text for one in found.remarks]  # fmt: skip

    async def take(self, accepted: Mapping[str, Sequence[Offer]], path: str) -> Change:
        return self._done(self.desk.take(accepted, Path(path).name))

    def _done(self, change: Change) -> Change:
        self.changes.append(change)
        return change


@pytest.fixture
def editing(tmp_path: Path) -> Editing:
    return Editing(tmp_path, HEIDI)


def dialog_of(editing: Editing) -> ReferenceDialog:
    return ReferenceDialog(editing.desk.record(editing.work), editing)


def rows(app: Host) -> dict[str, str]:
    """Return what is shown of each field, by its name."""
    found = {}
    for row in screen_rows(app, app.screen.query_one(ReferenceRows)):
        name, _gap, value = row[2:].partition("  ")
        found[name.strip()] = f"{row[:1]} {value.strip()}"
    return found


async def go_to(app: Host, field: str) -> None:
    names = list(rows(app))
    list_ = app.screen.query_one(ReferenceRows)
    list_.highlighted = names.index(field)
    await app.pilot.pause()


async def write(app: Host, text: str) -> None:
    line = app.screen.query_one(FieldEditor).line
    line.value = text
    await app.press("enter")
    await app.pilot.pause()


async def test_every_field_says_how_it_is_known_by_a_sign_and_in_words(editing: Editing) -> None:
    editing.work = PARLIAMENT
    editing.desk.set(PARLIAMENT, "title", "Un autre titre")
    editing.desk.set(PARLIAMENT, "publisher", "INpact MediaGroup")
    async with shown(dialog_of(editing), (160, 45)) as (app, _pilot):
        found = rows(app)
        assert found["title"].startswith("≠ Un autre titre (by you; the catalogue has: IA : Au")
        assert found["publisher"] == "✎ INpact MediaGroup (by you)"
        assert found["published in"] == "? Next (to be confirmed)"
        assert found["date of the event"] == "? 21 November 2024 (inferred, not printed)"
        assert found["author"] == "· unknown"
        assert found["date"] == "  25 November 2024"
        assert found["citation key"] == "  autretitre2024 (made of the metadata)"
        assert "Reference of 2024" in screen_text(app)


async def test_a_field_is_written_in_place_and_the_reference_follows(editing: Editing) -> None:
    async with shown(dialog_of(editing)) as (app, pilot):
        await go_to(app, "date")
        await app.press("enter")
        assert "2023-04-07, 2023-04 or 2023" in screen_text(app)
        await app.press(*"2023-02-3")
        assert "✗ has to be a date like 2023-04-07" in screen_text(app)
        await app.press("enter")
        assert editing.desk.sayings == {}
        await app.press("backspace", *"24", "enter")
        await pilot.pause()
        assert editing.desk.corpus.work(HEIDI).csl["issued"] == DATE
        assert rows(app)["date"] == "✎ 24 February 2023 (by you)"
        assert "Reference of 2023" in screen_text(app)
        assert "date: 24 February 2023" in screen_text(app)
        assert app.given is NOTHING


async def test_escape_closes_the_line_and_then_the_dialog(editing: Editing) -> None:
    async with shown(dialog_of(editing)) as (app, _pilot):
        await app.press("enter", "x", "escape")
        assert (editing.desk.sayings, app.given) == ({}, NOTHING)
        await app.press("escape")
        assert app.given is None


async def test_doubts_are_confirmed_and_what_was_said_is_taken_back(editing: Editing) -> None:
    editing.work = PARLIAMENT
    async with shown(dialog_of(editing), (100, 30)) as (app, _pilot):
        await go_to(app, "published in")
        assert "c confirms it" in screen_text(app)
        await app.press("c")
        assert rows(app)["published in"] == "✓ Next (confirmed by you)"
        await app.press("c")
        assert "✗ There is nothing doubtful in this field" in screen_text(app)
        await app.press("d")
        assert rows(app)["published in"] == "? Next (to be confirmed)"
        await app.press("d")
        assert "✗ You said nothing of this field" in screen_text(app)


async def test_changes_are_taken_back_one_by_one(editing: Editing) -> None:
    async with shown(dialog_of(editing)) as (app, _pilot):
        for field, text in (("date", "2022"), ("date", "2023-02-24")):
            await go_to(app, field)
            await app.press("enter")
            await write(app, text)
        await app.press("u")
        assert rows(app)["date"] == "✎ 2022 (by you)"
        await app.press("ctrl+z")
        assert rows(app)["date"] == "· unknown"
        await app.press("u")
        assert "There is nothing to undo" in screen_text(app)


async def test_the_citation_key_has_its_own_key(editing: Editing) -> None:
    editing.desk.set(GRAND_CONTINENT, KEY, "Casilli2023")
    async with shown(dialog_of(editing)) as (app, _pilot):
        await app.press("K")
        await write(app, "casilli2023")
        assert f"✗ {GRAND_CONTINENT} has the citation key casilli2023" in screen_text(app)
        await write(app, "casilli2023b")
        assert rows(app)["citation key"] == "✎ casilli2023b (by you)"
        assert editing.desk.keys[HEIDI] == "casilli2023b"


async def test_a_field_that_is_not_listed_is_chosen(editing: Editing) -> None:
    async with shown(dialog_of(editing)) as (app, _pilot):
        await app.press("o")
        await app.press(*"transl", "enter")
        assert "Family, Given" in screen_text(app)
        await write(app, "Dupont, Anne")
        assert rows(app)["translator"] == "✎ Anne Dupont (by you)"


async def test_what_cannot_be_kept_is_told_and_stays_written(
    editing: Editing, tmp_path: Path
) -> None:
    async with shown(dialog_of(editing), (100, 30)) as (app, _pilot):
        await go_to(app, "date")
        await app.press("enter")
        (tmp_path / "metadata.yaml").write_text("works: [\n", encoding="utf-8")
        await write(app, "2023")
        assert "mend the file first" in " ".join(screen_text(app).replace("│", "").split())
        editor = app.screen.query_one(FieldEditor)
        assert (editor.is_open, editor.line.value) == (True, "2023")


BIBLIOGRAPHY = """\
@online{heidi2023, title = {L'IA ne remplacera pas le travail humain, mais elle l'a déjà précarisé},
  author = {Casilli, Antonio}, date = {2023-02-24}, journaltitle = {Heidi.news}}
@article{potemkine, title = {L'IA Potemkine et le futur du travail},
  author = {Casilli, Antonio}, date = {2023-04-08}}
"""


async def test_works_are_completed_from_a_file_with_consent(
    editing: Editing, tmp_path: Path
) -> None:
    file = tmp_path / "z.bib"
    file.write_text(BIBLIOGRAPHY, encoding="utf-8")
    async with shown(dialog_of(editing), (100, 30)) as (app, pilot):
        await app.press("b", *str(tmp_path / "z."))
        await app.press("tab")
        assert app.screen.query_one(FieldEditor).line.value == str(file)
        await app.press("enter")
        await pilot.pause()
        assert isinstance(app.screen, ProposalsDialog)
        assert "+ date: 24 February 2023" in screen_text(app)
        assert "+ citation key: heidi2023" in screen_text(app)
        await app.press("a", "c", "up", "r", "enter")
        await pilot.pause()
        assert editing.desk.corpus.work(GRAND_CONTINENT).csl["issued"] == {
            "date-parts": [[2023, 4, 8]]
        }
        assert HEIDI not in editing.desk.sayings
        said = editing.desk.sayings[GRAND_CONTINENT]["issued"]
        assert (said.origin, said.file) == (Origin.IMPORTED, "z.bib")
        assert "fields changed of 1 work" in screen_text(app)
        await app.press("u")
        assert editing.desk.sayings == {}


async def test_a_file_that_cannot_be_read_is_told(editing: Editing, tmp_path: Path) -> None:
    (tmp_path / "x.txt").write_text("x", encoding="utf-8")
    async with shown(dialog_of(editing), (100, 30)) as (app, _pilot):
        await app.press("b")
        await write(app, str(tmp_path / "nowhere.bib"))
        assert "✗ No such file or directory" in screen_text(app)
        await write(app, str(tmp_path / "x.txt"))
        assert "its name has to end in" in screen_text(app)
        await write(app, "  ")
        assert "✗ name a file" in screen_text(app)


@pytest.mark.parametrize("size", SIZES)
async def test_everything_is_there_at_every_size(editing: Editing, size: tuple[int, int]) -> None:
    async with shown(dialog_of(editing), size) as (app, _pilot):
        screen = screen_text(app)
        for words in ("title", "Heidi" if size[1] > 12 else "L’IA", "unknown", "Reference of n.d.",
                      "Enter Edit", "c Confirm", "Esc Close", "? Help"):  # fmt: skip
            assert words in screen
        await app.press("enter")
        assert "Enter Take" in screen_text(app)
        assert "Esc Close" in screen_text(app)


def offer(field: str, value: Any, **more: Any) -> Offer:
    from clicktui.metadata.importing import OfferKind

    return Offer(field, value, OfferKind(more.pop("kind", "fills")), **more)


PROPOSALS = (
    WorkProposal("a", "Un [b]titre[/b]", "un titre", 0.99, (
        offer("issued", DATE), offer("genre", "x", kind="differs", known="y"))),
    WorkProposal("a", "Un [b]titre[/b]", "un titre bis", 0.9, (offer("volume", "3"),)),
    WorkProposal("b", "Autre", "autre", 0.7, ()),
)  # fmt: skip


@pytest.mark.parametrize(
    ("keys", "taken"),
    [
        (["a", "enter"], {"a": PROPOSALS[0].offers[:1]}),
        (["space", "enter"], {"a": PROPOSALS[0].offers[:1]}),
        (["c", "enter"], {"a": PROPOSALS[0].offers}),
        (["a", "a", "enter"], {"a": PROPOSALS[1].offers}),  # one item for a work
        (["a", "up", "r", "enter"], {}),
        (["down", "down", "a", "enter"], {}),  # it brings nothing
        (["enter"], {}),
        (["a", "escape"], None),
    ],
)
async def test_each_work_is_accepted_or_refused(keys: list[str], taken: object) -> None:
    async with shown(ProposalsDialog(PROPOSALS, ("line 3: no title",))) as (app, _pilot):
        assert "Un [b]titre[/b]" in screen_text(app)
        assert "≠ kind: has x; known is y" in screen_text(app)
        assert "line 3: no title" in screen_text(app)
        await app.press(*keys)
        assert app.given == taken


async def test_decisions_show_in_words() -> None:
    async with shown(ProposalsDialog(PROPOSALS)) as (app, _pilot):
        await app.press("c", "down", "r")
        screen = screen_text(app)
        assert "≠ Un [b]titre[/b]  99 % · accepted, also in the place" in screen
        assert "✗ Autre  70 % · refused" in screen
        assert "1 work of 3 accepted" in screen
        assert "It brings nothing new." in screen


def test_paths_are_completed_as_far_as_they_are_one(tmp_path: Path) -> None:
    for name in ("thèse.bib", "thèse.ris", "autre.json", ".caché"):
        (tmp_path / name).touch()
    (tmp_path / "dossier").mkdir()
    base = f"{tmp_path}/"
    assert completed_path(f"{base}th") == (f"{base}thèse.", ["thèse.bib", "thèse.ris"])
    assert completed_path(f"{base}au") == (f"{base}autre.json", ["autre.json"])
    assert completed_path(f"{base}do") == (f"{base}dossier/", ["dossier/"])
    assert completed_path(f"{base}.c") == (f"{base}.caché", [".caché"])
    assert completed_path(base)[1] == ["autre.json", "dossier/", "thèse.bib", "thèse.ris"]
    assert completed_path(f"{base}zz") == (f"{base}zz", [])
    assert completed_path("/nowhere/at/all") == ("/nowhere/at/all", [])
