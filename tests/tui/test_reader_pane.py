"""The reader pane: outline, text, finding, the place kept in each work."""

from running import eventually, running, typed
from screen_text import screen_rows, screen_text
from text_works import made, where
from textual import on
from textual.app import App, ComposeResult

from clicktui import lastcopy
from clicktui.corpus.corpus import Corpus
from clicktui.corpus.model import Role, SourceFile
from clicktui.tui.reader.outline import Outline
from clicktui.tui.reader.pane import ReaderPane
from clicktui.tui.wishes import Cite

CLICK = made(
    (Role.HEADING, "Les [b]petites mains[/b]"),
    *((Role.ANSWER, f"Phrase {n} sur la précarité. Suite {n}.") for n in range(30)),
    (Role.HEADING, "Et ensuite [/x] ?"),
    (Role.ANSWER, "Rien de plus."),
    name="clic",
    csl={"title": "Les [b]petites mains[/b]"},
)
LABOUR = made((Role.BODY, "Digital labor. It goes on."), name="labor", lang="en",
              csl={"title": "On labor"})  # fmt: skip


class Reading(App[None]):
    """An app with the reader alone, which keeps what it is asked for."""

    def __init__(self, *files: SourceFile) -> None:
        super().__init__()
        self.files = files or (CLICK, LABOUR)
        self.cited: list[Cite] = []

    def compose(self) -> ComposeResult:
        yield ReaderPane()

    def on_mount(self) -> None:
        self.reader.set_corpus(Corpus(self.files, "test"))

    @property
    def reader(self) -> ReaderPane:
        return self.query_one(ReaderPane)

    @on(Cite)
    def keep(self, wish: Cite) -> None:
        self.cited.append(wish)

    def said(self) -> str:
        text = self.reader.text
        span = text.quotable()
        assert text.work is not None
        assert span is not None
        return {"clic": CLICK, "labor": LABOUR}[text.work.id].words(span)


async def test_nothing_open_says_what_to_do() -> None:
    app = Reading()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        assert "Choose a work in the outline and press Enter" in screen_text(app)
        app.reader.focus_text()
        await pilot.pause()
        assert isinstance(app.focused, Outline)


async def test_the_outline_opens_works_and_headings_never_read_as_markup() -> None:
    app = Reading()
    async with app.run_test(size=(100, 24)) as pilot:
        app.reader.focus_text()
        await pilot.pause()
        assert "Les [b]petites mains[/b]" in screen_text(app, app.reader.outline)
        await pilot.press("enter")
        await pilot.pause()
        assert app.focused is app.reader.text
        assert app.said() == "Phrase 0 sur la précarité."
        assert "Et ensuite [/x] ?" in screen_text(app, app.reader.outline)
        await pilot.press("o", "j", "enter")
        await pilot.pause()
        assert app.said() == "Et ensuite [/x] ?"
        assert "Rien de plus." in screen_text(app, app.reader.text)


async def test_a_file_of_one_work_opens_it_and_one_of_several_folds() -> None:
    both = SourceFile("both.txt", CLICK.text, (*CLICK.works, *CLICK.works))
    app = Reading(LABOUR, both)
    async with app.run_test(size=(100, 24)) as pilot:
        app.reader.focus_text()
        await pilot.press("g", "enter")
        await pilot.pause()
        assert app.said() == "Digital labor."
        await pilot.press("o", "g", "j", "j")
        assert "petites mains" in screen_text(app, app.reader.outline)
        await pilot.press("enter")
        await pilot.pause()
        assert "petites mains" not in screen_text(app, app.reader.outline)
        assert app.focused is app.reader.outline


async def test_the_place_in_each_work_is_kept() -> None:
    app = Reading()
    async with app.run_test(size=(80, 24)) as pilot:
        app.reader.open("clic")
        await pilot.press("pagedown", "pagedown", "j")
        await pilot.pause()
        left, rows = app.said(), screen_rows(app, app.reader.text)
        app.reader.open("labor")
        await pilot.pause()
        assert app.said() == "Digital labor."
        app.reader.open("clic")
        await pilot.pause()
        assert app.said() == left
        assert screen_rows(app, app.reader.text) == rows


async def test_a_hit_is_opened_at_its_place_with_its_highlights() -> None:
    app = Reading()
    async with app.run_test(size=(80, 24)) as pilot:
        hits = [where(CLICK, "Phrase 20 sur la précarité"), where(CLICK, "Suite 25")]
        app.reader.open("clic", hits[0], hits)
        await pilot.pause()
        assert app.said() == "Phrase 20 sur la précarité."
        assert "Phrase 20" in screen_text(app, app.reader.text)
        assert "hit 1/2" in screen_rows(app)[-1]
        await pilot.press("n", "y")
        assert app.said() == "Suite 25."
        assert [(wish.work, CLICK.words(wish.span)) for wish in app.cited] == [
            ("clic", "Suite 25.")
        ]


async def test_finding_shows_the_place_as_the_words_are_typed() -> None:
    app = Reading()
    async with app.run_test(size=(80, 24)) as pilot:
        hits = [where(CLICK, "Phrase 3")]
        app.reader.open("clic", hits[0], hits)
        await pilot.press("f", *"suite 1")
        await pilot.pause()
        assert [CLICK.words(span) for span in app.reader.text.hits] == [
            "Suite 1", *(f"Suite 1{n}"[:7] for n in range(10))
        ]  # fmt: skip
        assert "2/11" in screen_rows(app)[0]  # the first from the cursor on: Suite 10
        assert app.said() == "Suite 10."
        await pilot.press("down")
        await pilot.pause()
        assert "3/11" in screen_rows(app)[0]
        await pilot.press("enter", "n")
        assert app.focused is app.reader.text
        assert app.said() == "Suite 12."
        await pilot.press("f", "a", "b", "s", "e", "n", "t")
        await pilot.pause()
        assert "not found" in screen_rows(app)[0]
        await pilot.press("escape")
        await pilot.pause()
        assert app.focused is app.reader.text
        assert list(app.reader.text.hits) == hits
        assert "Find" not in screen_rows(app)[0]


async def test_little_room_is_for_the_text_until_the_outline_is_asked_for() -> None:
    app = Reading()
    async with app.run_test(size=(40, 12)) as pilot:
        app.reader.open("clic")
        await pilot.pause()
        assert not app.reader.outline.display
        await pilot.press("o")
        await pilot.pause()
        assert app.reader.outline.region.width == 40
        await pilot.press("escape")
        await pilot.pause()
        assert app.focused is app.reader.text
        assert app.reader.text.region.width == 40
        await pilot.press("o", "o")
        await pilot.pause()
        assert app.focused is app.reader.text


async def test_the_outline_is_hidden_and_comes_back() -> None:
    app = Reading()
    async with app.run_test(size=(100, 24)) as pilot:
        app.reader.open("clic")
        await pilot.press("o", "o")
        await pilot.pause()
        assert app.reader.text.region.width == 100
        await pilot.press("o")
        await pilot.pause()
        assert app.focused is app.reader.outline
        assert app.reader.text.region.width < 100


async def test_every_size_shows_the_text_and_its_place() -> None:
    for size in ((40, 12), (80, 24), (160, 45), (200, 60)):
        app = Reading()
        async with app.run_test(size=size) as pilot:
            app.reader.open("clic", where(CLICK, "Phrase 12"))
            await pilot.pause()
            rows = screen_rows(app)
            assert any("Phrase 12 sur la" in row for row in rows)
            assert "§ 13" in rows[-1]
            assert all(len(row) <= size[0] for row in rows)


async def test_e_selects_the_words_of_who_is_quoted_and_y_cites_her() -> None:
    async with running((100, 30), lang="fr") as (app, pilot):
        await typed(app, pilot, "je suis une humaine")
        await pilot.press("enter")
        await pilot.pause()
        await pilot.press("e", "y")
        await eventually(pilot, lambda: lastcopy.recall())
        assert lastcopy.recall() == (
            "«\u00a0la moitié du temps, je suis une humaine, l’autre moitié du temps, je suis un "
            "robot\u00a0» (Donatella Delpiano, cité dans «\u00a0IA : Au Parlement européen, des "
            "travailleurs du clic appellent à réguler l’entraînement humain\u00a0», 25 novembre "
            "2024, §\u00a05.)"
        )


async def test_e_says_so_where_nobody_is_quoted() -> None:
    async with running((100, 30)) as (app, pilot):
        await typed(app, pilot, "turc mécanique")
        await pilot.press("enter")
        await pilot.pause()
        await pilot.press("e")
        await eventually(pilot, lambda: "Nobody else is quoted" in screen_text(app))
