"""The text of a work on screen: what is seen, moved, selected and asked for."""

import pytest
from rich.style import Style
from screen_text import screen_rows, screen_text
from text_works import made, where
from textual import on
from textual.app import App, ComposeResult
from textual.color import Color
from textual.geometry import Region
from textual.pilot import Pilot
from textual.theme import Theme

from clicktui.corpus.model import Repetition, Role, SourceFile, Span, Speech
from clicktui.tui.text.facts import facts_line
from clicktui.tui.text.signs import Signed
from clicktui.tui.text.view import TextView
from clicktui.tui.themes import THEMES
from clicktui.tui.wishes import Cite

STORCHAN = "Victor Storchan"
INTERVIEW = made(
    (Role.HEADING, "Le futur [sic] du travail"),
    (Role.QUESTION, "Qui travaille ?", {"speakers": (STORCHAN,), "speaker_inferred": True}),
    (
        Role.ANSWER,
        "Des «\u00a0petites mains\u00a0», dit [/x] [@click=app.bell]x[/]."
        " 日本語 😀 L’IA en dépend.",
        {"speakers": ("Antonio Casilli",)},
    ),
    (Role.PULL_QUOTE, "En dépend l’IA.", {"speakers": ("Antonio Casilli",),
     "repeats": Repetition(Span(0, 1), True)}),
    (Role.CHROME, "Partager"),
    (Role.BODY, "Elle dit « oui ». Fin.", {"speeches": (Speech(Span(0, 0), "personne"),)}),
    csl={"title": "Le futur", "author": [{"given": "Antonio", "family": "Casilli"}]},
    unknown=("URL",),
)  # fmt: skip
MARKUP = "[/x] [@click=app.bell]x[/]"


class OneText(App[None]):
    """An app with one text, which keeps what it is asked for."""

    def __init__(self, *, compact: bool = False) -> None:
        super().__init__()
        self.wished: list[Cite] = []
        self.bells = 0
        self.compact = compact

    def compose(self) -> ComposeResult:
        yield TextView(compact=self.compact)

    def on_mount(self) -> None:
        self.text.focus()

    @property
    def text(self) -> TextView:
        return self.query_one(TextView)

    @on(Cite)
    def keep(self, event: Cite) -> None:
        self.wished.append(event)

    def action_bell(self) -> None:
        self.bells += 1


async def shown(pilot: Pilot[None], file: SourceFile = INTERVIEW, **more) -> TextView:
    text = pilot.app.query_one(TextView)
    text.show(file.works[0], file, **more)
    await pilot.pause()
    return text


def words(text: TextView, file: SourceFile = INTERVIEW) -> str | None:
    span = text.quotable()
    return None if span is None else file.words(span)


def style_at(app: App[None], words: str) -> Style:
    """Return the style in which the first segment that begins with ``words`` is drawn."""
    for strip in app.screen._compositor.render_strips():
        for segment in strip:
            if segment.text.startswith(words):
                return segment.style or Style()
    raise AssertionError(words)


async def test_a_work_on_a_small_screen() -> None:
    app = OneText()
    async with app.run_test(size=(60, 26)) as pilot:
        await shown(pilot)
        assert screen_text(app) == (
            "      title     Le futur\n"
            "      author    Antonio Casilli\n"
            "      URL       unknown\n"
            "      language  French\n"
            "      file      made.txt, lines 1 to 6\n"
            "\n"
            "      ■ Le futur [sic] du travail\n"
            "\n"
            "      Victor Storchan (inferred) — question\n"
            "▌  1  Q. Qui travaille ?\n"
            "\n"
            "      Antonio Casilli — answer\n"
            "   2  A. Des «\u00a0petites mains\u00a0», dit [/x]\n"
            "         [@click=app.bell]x[/]. 日本語 😀 L’IA en dépend.\n"
            "\n"
            "      pull quote (altered) — Antonio Casilli\n"
            "      │ En dépend l’IA.\n"
            "\n"
            "      page furniture, not searched\n"
            "        Partager\n"
            "\n"
            "      speaker unknown\n"
            "   3  Elle dit « oui ». Fin.\n"
            "\n\n\n"
        )


async def test_the_preview_beside_the_hits_is_compact() -> None:
    app = OneText(compact=True)
    async with app.run_test(size=(40, 10)) as pilot:
        focus = where(INTERVIEW, "日本語 😀 L’IA en dépend.")
        text = await shown(
            pilot, focus=focus, highlights=[where(INTERVIEW, "dépend")], select=focus
        )
        assert [row.rstrip(" ▁▂▃▄▅▆▇") for row in screen_rows(app)] == [
            "    Victor Storchan (inferred) —",
            "    question",
            "  1 Q. Qui travaille ?",
            "",
            "    Antonio Casilli — answer",
            "  2 A. Des «\u00a0petites mains\u00a0», dit [/x]",
            "█      [@click=app.bell]x[/]. 日本語 😀",
            "█      L’IA en dépend.",
            "",
            "    pull quote (altered) — Antonio",
        ]
        assert text.status().hit == (1, 1)


async def test_clicking_on_words_that_look_like_an_action_does_nothing() -> None:
    app = OneText()
    async with app.run_test(size=(60, 26)) as pilot:
        await shown(pilot)
        y, row = next((y, r) for y, r in enumerate(screen_rows(app)) if "@click" in r)
        await pilot.click(TextView, offset=(row.index("]x[") + 1, y))
        assert app.bells == 0


async def test_keys_walk_select_and_ask() -> None:
    app = OneText()
    async with app.run_test(size=(60, 20)) as pilot:
        text = await shown(pilot)
        await pilot.press("j")
        first = f"Des «\u00a0petites mains\u00a0», dit {MARKUP}."
        assert words(text) == first
        await pilot.press("s", "s")
        assert words(text) == f"{first} 日本語 😀 L’IA en dépend."
        await pilot.press("y", "Y", "ctrl+c")
        await pilot.press("escape")
        assert text.selection is None
        await pilot.press("g")
        assert words(text) == "Le futur [sic] du travail"
        await pilot.press("w", "y")
        assert words(text) == "Le"
        await pilot.press("G", "k")
        assert words(text) == "Elle dit « oui »."
        assert [(INTERVIEW.words(w.span), w.choose, w.words_only) for w in app.wished] == [
            (f"{first} 日本語 😀 L’IA en dépend.", False, False),
            (f"{first} 日本語 😀 L’IA en dépend.", True, False),
            (f"{first} 日本語 😀 L’IA en dépend.", False, True),
            ("Le", False, False),
        ]
        assert {wish.work for wish in app.wished} == {"made"}


async def test_a_click_puts_the_cursor_on_the_sentence() -> None:
    app = OneText()
    async with app.run_test(size=(60, 26)) as pilot:
        text = await shown(pilot)
        y, row = next((y, r) for y, r in enumerate(screen_rows(app)) if "Fin." in r)
        await pilot.click(TextView, offset=(row.index("Fin."), y))
        assert words(text) == "Fin."
        assert text.selection is None


@pytest.mark.parametrize(
    ("begin", "end", "expected"),
    [
        ("petites", "mains", "petites mains"),
        ("«", "»", "«\u00a0petites mains\u00a0»"),
        ("日", "😀", "日本語 😀"),
        ("[/x]", "[/].", f"{MARKUP}."),
    ],
)
async def test_a_drag_selects_the_very_characters(begin: str, end: str, expected: str) -> None:
    app = OneText()
    async with app.run_test(size=(76, 26)) as pilot:
        text = await shown(pilot)
        page = text._page()
        assert page is not None
        from_at, to_at = where(INTERVIEW, begin).start, where(INTERVIEW, end).end - 1

        def cell_of(offset: int) -> tuple[int, int]:
            y = page.y_of(offset)
            return next(
                (x, y) for x in range(76)
                if (under := page.character_under(x, y)) and under.start <= offset < under.end
            )  # fmt: skip

        for start, stop in ((from_at, to_at), (to_at, from_at)):
            await pilot.mouse_down(TextView, offset=cell_of(start))
            await pilot.hover(TextView, offset=cell_of(stop))
            await pilot.mouse_up(TextView, offset=cell_of(stop))
            assert words(text) == expected
            await pilot.press("escape")


async def test_hits_cursor_and_selection_are_seen_without_colour() -> None:
    app = OneText()
    hits = [where(INTERVIEW, "travail"), where(INTERVIEW, "dépend")]
    async with app.run_test(size=(60, 26)) as pilot:
        text = await shown(pilot, highlights=hits)
        assert style_at(app, "travail").underline
        assert style_at(app, "travail").bold
        assert not style_at(app, "travail").reverse
        await pilot.press("n")
        assert text.status().hit[1] == 2
        await pilot.press("n" if text.status().hit[0] == 2 else "N")
        await pilot.pause()
        current, other = (
            ("travail", "dépend") if text.status().hit[0] == 1 else ("dépend", "travail")
        )
        assert style_at(app, current).reverse
        assert style_at(app, other).underline
        assert not style_at(app, other).reverse
        await pilot.press("G", "s")
        await pilot.pause()
        assert style_at(app, "Fin.").reverse
        assert screen_rows(app)[22].startswith("█")


async def test_n_goes_round_the_hits_in_the_order_of_the_text() -> None:
    app = OneText()
    hits = [where(INTERVIEW, word) for word in ("Fin", "travail", "mains")]
    async with app.run_test(size=(60, 10)) as pilot:
        text = await shown(pilot, highlights=hits, focus=where(INTERVIEW, "Des «"))
        seen = []
        for key in ("n", "n", "n", "N"):
            await pilot.press(key)
            seen.append((text.status().hit[0], words(text)))
        assert seen == [
            (2, f"Des «\u00a0petites mains\u00a0», dit {MARKUP}."),
            (3, "Fin."),
            (1, "Le futur [sic] du travail"),
            (3, "Fin."),
        ]


async def test_the_cursor_stays_in_view_when_it_moves_and_when_the_width_changes() -> None:
    long = made(*((Role.BODY, f"Phrase {n}. " + "mot " * 30 + "fin.") for n in range(40)))
    app = OneText()
    async with app.run_test(size=(70, 12)) as pilot:
        text = await shown(pilot, long)
        for key, times in (("j", 5), ("J", 3), ("pagedown", 2), ("k", 3), ("G", 1), ("pageup", 2)):
            for _time in range(times):
                await pilot.press(key)
                assert any(row.startswith("▌") for row in screen_rows(app)), key
        here = words(text, long)
        await pilot.resize_terminal(41, 12)
        await pilot.pause()
        assert words(text, long) == here
        assert any(row.startswith("▌") for row in screen_rows(app))


async def test_the_cursor_comes_to_where_the_wheel_has_gone() -> None:
    long = made(*((Role.BODY, f"Phrase {n}. Suite.") for n in range(60)))
    app = OneText()
    async with app.run_test(size=(60, 12)) as pilot:
        text = await shown(pilot, long)
        text.scroll_to(y=60, animate=False)
        await pilot.press("j")
        shown_first = next(row for row in screen_rows(app) if "Phrase" in row)
        assert words(text, long) is not None
        assert words(text, long) in shown_first
        text.scroll_to(y=0, animate=False)
        await pilot.press("y")
        await pilot.pause()
        assert any(row.startswith("▌") for row in screen_rows(app))
        assert [long.words(wish.span) for wish in app.wished] == [words(text, long)]


async def test_a_place_far_down_is_shown_when_asked_for() -> None:
    long = made(*((Role.BODY, f"Phrase numéro {n}.") for n in range(400)))
    app = OneText()
    async with app.run_test(size=(60, 20)) as pilot:
        text = await shown(pilot, long, focus=where(long, "numéro 399."))
        assert "Phrase numéro 399." in screen_text(app)
        assert words(text, long) == "Phrase numéro 399."
        await shown(pilot, long, focus=where(long, "numéro 7."))
        assert "Phrase numéro 7." in screen_text(app)
        await pilot.press("g")
        await pilot.pause()
        assert screen_rows(app)[0].split() == ["title", "Un", "titre"]


async def test_the_status_warns_of_altered_words_and_names_the_quoted() -> None:
    file = made(
        (
            Role.BODY,
            "Elle dit « oui ». Puis rien.",
            {"speeches": (Speech(Span(9, 16), "Delpiano"),)},
        ),
        (Role.PULL_QUOTE, "Oui.", {"repeats": Repetition(Span(9, 16), True)}),
    )
    app = OneText()
    async with app.run_test(size=(60, 20)) as pilot:
        text = await shown(pilot, file)
        assert facts_line(text.status()) == "§ 1 · quoted: Delpiano · speaker unknown · text"
        await pilot.press("j")
        assert facts_line(text.status()) == "§ 1 · speaker unknown · text"
        await pilot.press("j")
        assert text.status().is_altered
        assert "not the speaker's exact words" in facts_line(text.status())


async def test_page_furniture_alone_leaves_nothing_to_quote_but_can_be_read() -> None:
    file = made(*((Role.CHROME, f"Partager {n}") for n in range(30)))
    app = OneText()
    async with app.run_test(size=(40, 10)) as pilot:
        text = await shown(pilot, file)
        await pilot.press("y", "s", "w", "x", "n", "j", "pagedown", "G", "g", "pagedown")
        await pilot.pause()
        assert text.quotable() is None
        assert text.status() is None
        assert app.wished == []
        assert "Partager 9" in screen_text(app)
        text.clear()
        await pilot.pause()
        assert screen_text(app).strip("\n▁▂▃▄▅▆▇ ") == ""


async def test_no_color_is_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    app = OneText()
    async with app.run_test(size=(60, 26)) as pilot:
        await shown(pilot, highlights=[where(INTERVIEW, "travail")])
        for strip in app.query_one(TextView).render_lines(Region(0, 0, 60, 26)):
            for segment in strip:
                style = segment.style or Style()
                for colour in (style.color, style.bgcolor):
                    assert colour is None or colour.triplet is None or len({*colour.triplet}) == 1


def luminance(colour: Color) -> float:
    """Return the relative luminance of WCAG 2.1."""
    parts = [value / 255 for value in colour.rgb]
    red, green, blue = (
        value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4 for value in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@pytest.mark.parametrize("theme", THEMES.values(), ids=THEMES)
async def test_all_words_stand_out_in_every_theme(theme: Theme) -> None:
    app = OneText()
    app.register_theme(theme)
    app.theme = theme.name
    hits = [where(INTERVIEW, "travail"), where(INTERVIEW, "dépend")]
    async with app.run_test(size=(60, 26)) as pilot:
        text = await shown(pilot, highlights=hits)
        await pilot.press("n")
        for strip in text.render_lines(Region(0, 0, 59, 26)):
            for segment in strip:
                if not segment.text.strip():
                    continue
                assert segment.style is not None
                assert segment.style.color is not None
                assert segment.style.bgcolor is not None
                ink, paper = sorted(
                    luminance(Color.from_rich_color(colour))
                    for colour in (segment.style.color, segment.style.bgcolor)
                )
                assert (paper + 0.05) / (ink + 0.05) >= 4.5, segment  # WCAG 2.1, 1.4.3 (AA)


@pytest.mark.parametrize("width", [30, 80])
async def test_the_signs_of_codes_stand_at_the_end_of_a_passage_and_in_the_status(
    width: int,
) -> None:
    answer = INTERVIEW.works[0].paragraphs[2].span
    coded = {"made": [Signed(answer, "●+ ■?", "● Prepare: confirmed +, ■ Verify: possible")]}
    async with OneText().run_test(size=(width, 30)) as pilot:
        text = await shown(pilot, focus=where(INTERVIEW, "IA en dépend"))
        text.show_codes(coded)
        await pilot.pause()
        rows = [row for row in screen_rows(pilot.app) if "●" in row]
        status = text.status()
        text.show_codes({})
        await pilot.pause()
        assert "●" not in screen_text(pilot.app)

    (row,) = rows
    assert row.rstrip().rstrip("▁▂▃▄▅▆▇█ ").endswith("  ●+ ■?")
    assert "dépend." in row
    assert status is not None
    assert facts_line(status).endswith("● Prepare: confirmed +, ■ Verify: possible")


async def test_signs_that_have_no_room_beside_the_last_row_stand_beside_one_before() -> None:
    file = made((Role.BODY, "un deux trois " + "quatorze" * 2 + " " + "x" * 24))
    coded = {"made": [Signed(file.works[0].paragraphs[0].span, "●", "● Code: clear")]}
    async with OneText().run_test(size=(30, 12)) as pilot:
        text = await shown(pilot, file)
        text.show_codes(coded)
        await pilot.pause()
        signed = [row for row in screen_rows(pilot.app) if "●" in row]

    assert len(signed) == 1
    assert "x" not in signed[0]
