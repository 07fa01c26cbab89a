"""How to copy: the forms by typing, their previews, the style and the language from there."""

import pytest
from dialogs import NOTHING, Host, shown
from running import eventually
from screen_text import screen_rows, screen_text
from textual.widgets import OptionList

from clicktui.tui.dialogs.copy_dialog import CopyDialog, Offer, Offers
from clicktui.tui.dialogs.preview_chooser import PickerLine

NAMES = {
    "citation": "Words with reference",
    "pandoc": "Pandoc Markdown, with [@key]",
    "latex": "LaTeX, with csquotes",
    "reference": "Reference only",
    "biblatex": "BibLaTeX entry",
    "link": "Link to the words",
}


class Citing:
    """What is cited in, and what was asked of it."""

    def __init__(self) -> None:
        self.lang = "fr"
        self.styles = 0

    def offers(self) -> Offers:
        offers = [
            Offer(
                id_,
                name,
                lambda id_=id_: f"[b]{id_}[/b] in {self.lang}",
                "no address is known" if id_ == "link" else "",
                id_,
            )
            for id_, name in NAMES.items()
        ]
        return Offers(f"Copy as … · {self.lang}", offers)

    async def make(self) -> Offers:
        return self.offers()

    async def choose_style(self) -> None:
        self.styles += 1

    def next_language(self) -> None:
        self.lang = "it"

    def dialog(self, current: str | None = None) -> CopyDialog:
        return CopyDialog(self.offers(), current, self.make, self.choose_style, self.next_language)


def highlighted(app: Host) -> str:
    option = app.screen.query_one(OptionList).highlighted_option
    return str(option.prompt).strip() if option else ""


@pytest.mark.parametrize("size", [(40, 12), (80, 24), (160, 45)])
async def test_forms_preview_and_keys_are_there_at_every_size(size: tuple[int, int]) -> None:
    dialog = Citing().dialog("latex")
    async with shown(dialog, size) as (app, pilot):
        await eventually(pilot, lambda: "[b]latex[/b] in fr" in screen_text(app))
        rows = [row.strip("│ ") for row in screen_rows(app, dialog.query_one("Vertical"))]
        assert rows[1] == "Copy as … · fr"
        assert rows[-2].startswith("Enter Choose")
        assert "Esc Close" in rows[-2]
        assert highlighted(app) == "LaTeX, with csquotes"
        assert app.focused is app.screen.query_one(PickerLine)


@pytest.mark.parametrize(
    ("typed", "answer"),
    [
        ("l", "LaTeX, with csquotes"),
        ("b", "BibLaTeX entry"),
        ("ref", "Reference only"),
        ("latex", "LaTeX, with csquotes"),
        ("citation", "Words with reference"),
        ("pandok", "Pandoc Markdown, with [@key]"),
    ],
)
async def test_a_form_is_reached_by_its_first_letters(typed: str, answer: str) -> None:
    async with shown(Citing().dialog()) as (app, pilot):
        app.burst(*typed, "enter")
        await pilot.pause()
        assert NAMES[str(app.given)] == answer


async def test_enter_takes_the_form_of_last_time() -> None:
    async with shown(Citing().dialog("biblatex")) as (app, _pilot):
        await app.press("enter")
        assert app.given == "biblatex"


async def test_what_cannot_be_had_says_why_and_is_not_taken() -> None:
    async with shown(Citing().dialog()) as (app, pilot):
        await app.press(*"link")
        await eventually(pilot, lambda: screen_text(app).count("no address is known") == 2)
        await app.press("enter")
        assert app.given is NOTHING
        await app.press("escape")
        assert app.given is None


async def test_the_language_changes_and_the_same_form_stays_highlighted() -> None:
    citing = Citing()
    async with shown(citing.dialog()) as (app, pilot):
        await app.press("down", "f7")
        await eventually(pilot, lambda: "[b]pandoc[/b] in it" in screen_text(app))
        assert "Copy as … · it" in screen_text(app)
        await app.press("f8")
        await eventually(pilot, lambda: citing.styles == 1)
        assert app.given is NOTHING
