"""What was added and what is in doubt: the rows, and what every key does."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from dialogs import NOTHING, shown
from screen_text import screen_rows, screen_text

from clicktui.corpora.doubts import Doubt, DoubtKind
from clicktui.corpora.overview import SourceFacts
from clicktui.corpora.report import Duplicate, Report
from clicktui.errors import CorpusError
from clicktui.intake.walking import LeftOut
from clicktui.tui.dialogs.doubts import DoubtsDialog
from clicktui.tui.dialogs.doubts_rows import Added
from clicktui.tui.wishes import OpenWork


def doubt(kind: DoubtKind, key: str, value: Any = None, **more: Any) -> Doubt:
    return Doubt("marie", "marie", kind, key, value, **more)


TITLE = doubt(DoubtKind.FIELD, "title", "[/x] Marie {a}", where="the name of the file")
SPEAKER = doubt(
    DoubtKind.SPEAKER, "Marie Dupont", lines=(3, 5), sample="Marie Dupont : Je fais {b}"
)
ROLE = doubt(DoubtKind.ROLE, "question", lines=(2,), sample="Depuis quand ?")
SOUND = SourceFacts("notes", "notes", "Notes", ("it",), 1, ())
REPORT = Report(
    duplicates=[Duplicate(Path("/f/copy.txt"), "marie", 0.97)],
    left_out=[LeftOut(Path("/f/bad.pdf"), "is damaged")],
)


class Editing:
    """Keeps what is wished, and changes what is shown as the core would."""

    def __init__(self) -> None:
        self.doubts = [TITLE, ROLE, SPEAKER]
        self.wishes: list[object] = []

    async def state(self) -> Added:
        facts = SourceFacts("marie", "marie", "Marie", ("fr",), 7, tuple(self.doubts), ("issued",))
        return Added((SOUND, facts), REPORT)

    async def confirm(self, doubts: Sequence[Doubt], who: str | None = None) -> None:
        self.wishes.append(("confirm", [one.key for one in doubts], who))
        self.doubts = [one for one in self.doubts if one not in doubts]

    async def refuse(self, doubts: Sequence[Doubt]) -> None:
        if doubts[0] is ROLE:
            raise CorpusError("the disk is full")
        self.wishes.append(("refuse", [one.key for one in doubts]))
        self.doubts = [one for one in self.doubts if one not in doubts]

    async def set(self, work: str, field: str, value: Any) -> None:
        self.wishes.append(("set", work, field, value))

    async def undo(self) -> bool:
        self.doubts = [TITLE, ROLE, SPEAKER]
        return True

    async def take(self, path: Path) -> None:
        self.wishes.append(("take", str(path)))

    async def export(self, path: str) -> str:
        self.wishes.append(("export", path))
        return path

    def place(self, work: str, line: int | None) -> OpenWork:
        return OpenWork(f"{work}:{line}")


@pytest.mark.parametrize("size", [(40, 12), (80, 24), (160, 45)])
async def test_doubts_stand_first_and_the_keys_are_there(size: tuple[int, int]) -> None:
    editing = Editing()
    added = await editing.state()
    async with shown(DoubtsDialog("mine", added, editing, ["2 added"]), size) as (app, _pilot):
        text = screen_text(app)
        assert "2 added" in text
        assert text.index("■ Marie · fr") < text.index("? title: [/x] Marie")
        assert "Confirm" in text
        assert "Close" in text


async def test_what_is_in_doubt_left_out_and_unknown_is_said() -> None:
    editing = Editing()
    async with shown(DoubtsDialog("mine", await editing.state(), editing), (100, 30)) as (app, _p):
        rows = [row.strip(" │▌▐┃") for row in screen_rows(app)]
    assert rows[rows.index("In doubt (3)") :][:13] == [
        "In doubt (3)",
        "■ Marie · fr · 7 passages · 3 doubts",
        "? title: [/x] Marie {a} (the name of the file)",
        "? question: 1 paragraph: “Depuis quand ?”",
        "? Marie Dupont says 2 paragraphs: “Marie Dupont : Je fais {b}”",
        "· date: unknown",
        "Duplicates (1)",
        "= /f/copy.txt: nearly the same text as marie (97 %) – skipped",
        "Left out (1)",
        "✗ /f/bad.pdf: is damaged",
        "Nothing in doubt (1)",
        "■ Notes · it · 1 passage",
        "",
    ]


async def test_keys_settle_and_the_highlight_goes_on() -> None:
    editing = Editing()
    async with shown(DoubtsDialog("mine", await editing.state(), editing)) as (app, _pilot):
        await app.press("r")  # no work can be without a title
        assert "every work needs a title" in screen_text(app)
        await app.press("c")
        assert editing.wishes == [("confirm", ["title"], None)]
        await app.press("r")
        assert "✗ the disk is full" in screen_text(app)
        await app.press("j", "e")
        await app.press("backspace", "x", "enter")
        assert editing.wishes[1:] == [("confirm", ["Marie Dupont"], "Marie Duponx")]
        await app.press("u")
        assert "taken back" in screen_text(app)
        await app.press("a")
        assert editing.wishes[-1] == ("confirm", ["title", "question", "Marie Dupont"], None)
        assert "nothing is in doubt" in screen_rows(app)[0]
        assert app.given is NOTHING


async def test_a_missing_date_is_written_and_a_wrong_one_is_not() -> None:
    editing = Editing()
    async with shown(DoubtsDialog("mine", await editing.state(), editing)) as (app, _pilot):
        await app.press("j", "j", "j", "e", "x", "enter")
        assert editing.wishes == []
        await app.press("backspace", *"2024", "enter")
        assert editing.wishes == [("set", "marie", "issued", {"date-parts": [[2024]]})]


async def test_places_open_duplicates_are_taken_and_lists_saved() -> None:
    editing = Editing()
    async with shown(DoubtsDialog("mine", await editing.state(), editing)) as (app, _pilot):
        await app.press("j", "j", "j", "j", "t")
        assert editing.wishes == [("take", "/f/copy.txt")]
        await app.press("s", *"l.txt", "enter")
        assert "has to end in .csv" in screen_text(app)
        await app.press(*["backspace"] * 3, *"csv", "enter")
        assert editing.wishes[-1] == ("export", "l.csv")
        await app.press("k", "k", "enter")
        assert app.given == OpenWork("marie:3")
