"""Settling quotes whose source changed: what is seen of them, and what is decided."""

import asyncio
from dataclasses import replace

from screen_text import screen_rows, screen_text
from textual.app import App
from textual.pilot import Pilot

from clicktui.board.standing import Difference, Stand, Standing
from clicktui.corpus.model import Quote, Repetition, Role, Span
from clicktui.errors import BoardStoreError
from clicktui.tui.dialogs.settler import Decision, DecisionKind, Settler
from clicktui.tui.dialogs.settler_rows import ToSettle, comparison
from clicktui.tui.themes import THEMES
from clicktui.tui.wishes import OpenWork

CASILLI = "Antonio Casilli, « L’IA Potemkine et le futur du travail », Le Grand Continent, 2023"
TAKE, KEEP, REMOVE = DecisionKind


def quoted(words: str, paragraph: int | None, start: int = 100, **facts) -> Quote:
    fields = {
        "work": "000-casilli",
        "file": "000.txt",
        "start": start,
        "end": start + len(words),
        "words": words,
        "prefix": "",
        "suffix": "",
        "role": Role.ANSWER if paragraph else Role.COMMENT,
        "paragraphs": (paragraph, paragraph) if paragraph else None,
        "speakers": ("Antonio Casilli",) if paragraph else (),
        "speaker_inferred": False,
        "quoted_in_work": False,
        "repeats": None,
        "lang": "fr",
    }
    return Quote(**(fields | facts))


def stand(standing: Standing, found: Quote | None, *differences: Difference) -> Stand:
    return Stand(standing, found, 1.0 if found else 0.0, "0" * 16, differences)


OLD = quoted("Il y a trois types de micro-tâches.", 6)
MOVED = ToSettle(
    "moved", f"{CASILLI}, § 6.", OLD,
    stand(Standing.MOVED, replace(OLD, start=900, end=935, paragraphs=(8, 8)),
          Difference.PLACE, Difference.PARAGRAPH),
)  # fmt: skip
CHANGED = ToSettle(
    "changed", f"{CASILLI}, § 3.", quoted("Il faut réparer l’IA, sans elles.", 3),
    stand(
        Standing.CHANGED,
        quoted("Il faut préparer l’IA, sans\u00a0elles.", 3, speakers=()),
        Difference.WORDS, Difference.SPEAKER,
    ),
)  # fmt: skip
VANISHED = ToSettle(
    "vanished", "Unknown author.", quoted("Ne perdez pas votre temps !", None),
    stand(Standing.VANISHED, None),
)  # fmt: skip
AGAIN = ToSettle(
    "again", f"{CASILLI}, § 9.", quoted("Exactement.", 9),
    stand(Standing.MOVED, quoted("Exactement.", 11), Difference.PARAGRAPH, Difference.AMBIGUOUS),
)  # fmt: skip
THREE = (MOVED, CHANGED, VANISHED)


class Host(App[None]):
    """An app that lets settle, and keeps what was decided."""

    def __init__(self, *rows: ToSettle) -> None:
        super().__init__()
        for theme in THEMES.values():
            self.register_theme(theme)
        self.theme = THEMES["dark"].name
        self.decided: list[Decision] = []
        self.given: list[OpenWork | None] = []
        self.error: BoardStoreError | None = None
        self.may_go_on = asyncio.Event()
        self.may_go_on.set()
        self.settler = Settler(rows, self.settle)

    def on_mount(self) -> None:
        self.push_screen(self.settler, self.given.append)

    async def settle(self, decision: Decision) -> None:
        await self.may_go_on.wait()
        if self.error is not None:
            raise self.error
        self.decided.append(decision)

    @property
    def said(self) -> str:
        said = self.settler.query_one("#said")
        return " ".join(row.strip() for row in screen_rows(self, said)).strip()


async def pressed(pilot: Pilot[None], *keys: str) -> None:
    await pilot.press(*keys)
    await pilot.pause()


def rows_of(app: Host) -> list[str]:
    """Return the rows of the screen without frame, scroll bars and trailing spaces."""
    return [row.strip("│").rstrip(" │▁▂▃▄▅▆▇█") for row in screen_rows(app)]


def plain(row: ToSettle) -> list[str]:
    return "".join(piece.text for piece in comparison(row)).split("\n")


# what is shown


def test_the_same_words_are_shown_once_with_both_places() -> None:
    assert plain(MOVED) == [
        "as I had it · {-§ 6-} · Antonio Casilli",
        "as it is now · {+§ 8+} · Antonio Casilli",
        "Il y a trois types de micro-tâches.",
        "",
        f"{CASILLI}, § 6.",
    ]


def test_words_and_speaker_that_changed_are_marked_by_signs() -> None:
    assert plain(CHANGED) == [
        "as I had it · § 3 · {-Antonio Casilli-}",
        "Il faut {-réparer-} l’IA, sans{-␣-}elles.",
        "",
        "as it is now · § 3 · {+speaker unknown+}",
        "Il faut {+préparer+} l’IA, sans{+⍽+}elles.",
        "",
        f"{CASILLI}, § 3.",
    ]


def test_what_vanished_shows_the_words_that_the_user_has() -> None:
    assert plain(VANISHED) == [
        "as I had it · reader's comment · speaker unknown",
        "Ne perdez pas votre temps !",
        "",
        "Unknown author.",
    ]


def test_doubt_about_the_place_is_told() -> None:
    assert "The words stand there more than once: look whether this is the place." in plain(AGAIN)


def test_facts_that_are_not_told_otherwise_are_told_when_they_change() -> None:
    def now(**facts) -> str:
        found = replace(OLD, **facts)
        return plain(ToSettle("x", "", OLD, stand(Standing.CHANGED, found)))[1]

    same = "as it is now · § 6 · Antonio Casilli"
    assert now() == same
    assert now(role=Role.QUESTION) == f"{same} · {{+question+}}"
    assert now(quoted_in_work=True) == f"{same} · {{+quoted in the text+}}"
    assert now(repeats=Repetition(Span(0, 1), True)) == f"{same} · {{+altered+}}"
    assert now(work="000-autre") == f"{same} · {{+000-autre+}}"


async def test_settling_on_a_small_screen() -> None:
    app = Host(*THREE)
    async with app.run_test(size=(40, 12)) as pilot:
        await pressed(pilot, "down")
        assert rows_of(app) == [
            "  Quote 2 of 3 to settle",
            "▌ ≠ its words changed in the source",
            "▌ Il faut réparer l’IA,…  Antonio Casi…",
            "  as I had it · § 3 · {-Antonio",
            "  Casilli-}",
            "  Il faut {-réparer-} l’IA,",
            "  sans{-␣-}elles.",
            "",
            "  as it is now · § 3 · {+speaker",
            "  unknown+}",
            "  a As it is now  m As I had it",
            "  d Remove  Esc Close  ? Help",
        ]
        await pressed(pilot, "pagedown")
        assert "  Il faut {+préparer+} l’IA," in rows_of(app)


async def test_settling_on_a_usual_screen() -> None:
    app = Host(*THREE)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        rows = [row.strip("│ ") for row in rows_of(app)]
        assert [row for row in rows if row and row[0] not in "╭╰"] == [
            "Quote 1 of 3 to settle",
            "▌ ~ moved: now § 8",
            "▌ Il y a trois types de micro-tâches.  Antonio Casilli, « L’IA Potemk…",
            "≠ its words changed in the source",
            "Il faut réparer l’IA, sans elles.  Antonio Casilli, « L’IA Potemkin…",
            "✗ no longer in the source",
            "Ne perdez pas votre temps !  Unknown author.",
            "as I had it · {-§ 6-} · Antonio Casilli",
            "as it is now · {+§ 8+} · Antonio Casilli",
            "Il y a trois types de micro-tâches.",
            "Antonio Casilli, « L’IA Potemkine et le futur du travail », Le Grand",
            "Continent, 2023, § 6.",
            "a As it is now  m As I had it  d Remove  A All that moved  Enter Open",
            "Esc Close  ? Help",
        ]


async def test_settling_on_a_wide_screen() -> None:
    app = Host(*THREE)
    async with app.run_test(size=(160, 45)) as pilot:
        await pilot.pause()
        rows = [row.strip("│▌ ") for row in rows_of(app)]
        assert any(row.startswith(f"{OLD.words}  {CASILLI[:60]}") for row in rows)
        assert f"{CASILLI}, § 6." in rows
        assert "as it is now · {+§ 8+} · Antonio Casilli" in rows


async def test_quotes_that_need_no_settling_are_not_shown() -> None:
    kept = replace(MOVED, quote_id="kept", stand=replace(MOVED.stand, standing=Standing.KEPT))
    app = Host(kept, VANISHED)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        assert "Quote 1 of 1 to settle" in screen_text(app)


async def test_markup_in_words_and_references_stays_text() -> None:
    row = ToSettle(
        "x", "[b]Anon[/] \x1b[31m", quoted("[/x] [@click=app.bell]x[/]\n[sic]", 1),
        stand(Standing.VANISHED, None),
    )  # fmt: skip
    app = Host(row)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        text = screen_text(app)
        assert "[/x] [@click=app.bell]x[/]" in text
        assert "[b]Anon[/] \ufffd[31m" in text


# keys


async def test_each_decision_goes_up_and_its_quote_goes_until_none_is_left() -> None:
    app = Host(*THREE)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await pressed(pilot, "down", "a")
        assert app.decided == [Decision(TAKE, ("changed",))]
        assert "Quote 2 of 2 to settle" in screen_text(app)
        await pressed(pilot, "m")
        await pressed(pilot, "d")
        await pilot.pause()
        assert app.decided[1:] == [Decision(KEEP, ("vanished",)), Decision(REMOVE, ("moved",))]
        assert app.given == [None]
        assert "Nothing is left to settle." in screen_text(app)


async def test_j_and_k_go_through_the_quotes_as_everywhere() -> None:
    app = Host(*THREE)
    async with app.run_test(size=(80, 24)) as pilot:
        await pressed(pilot, "j", "j")
        assert "Quote 3 of 3 to settle" in screen_text(app)
        await pressed(pilot, "k")
        assert "Quote 2 of 3 to settle" in screen_text(app)
        assert app.decided == []


async def test_all_that_only_moved_are_taken_at_once_but_not_where_the_place_is_in_doubt() -> None:
    too = replace(MOVED, quote_id="too")
    app = Host(AGAIN, MOVED, CHANGED, too)
    async with app.run_test(size=(80, 24)) as pilot:
        await pressed(pilot, "A")
        assert app.decided == [Decision(TAKE, ("moved", "too"))]
        await pressed(pilot, "A")
        assert len(app.decided) == 1
        assert app.said == "None of these only moved, or it is not sure where to."
        assert "Quote 1 of 2 to settle" in screen_text(app)


async def test_what_vanished_can_only_be_kept_or_removed() -> None:
    app = Host(VANISHED, MOVED)
    async with app.run_test(size=(80, 24)) as pilot:
        await pressed(pilot, "a")
        assert app.said == "These words are no longer in the source: keep or remove them."
        await pressed(pilot, "enter")
        assert app.said == ("These words are no longer in the source: there is no place to open.")
        assert app.decided == []
        assert app.given == []
        await pressed(pilot, "down")
        assert app.said == ""


async def test_enter_gives_the_place_where_the_words_were_found() -> None:
    app = Host(*THREE)
    async with app.run_test(size=(80, 24)) as pilot:
        await pressed(pilot, "enter")
        assert app.given == [OpenWork("000-casilli", Span(900, 935))]


async def test_escape_leaves_the_rest_unsettled() -> None:
    app = Host(*THREE)
    async with app.run_test(size=(80, 24)) as pilot:
        await pressed(pilot, "up", "escape")
        assert app.given == [None]
        assert app.decided == []


async def test_a_decision_that_cannot_be_kept_leaves_the_quote_and_says_why() -> None:
    app = Host(*THREE)
    app.error = BoardStoreError("The disk is full: make room")
    async with app.run_test(size=(80, 24)) as pilot:
        await pressed(pilot, "a")
        assert app.said == "The disk is full: make room"
        assert "Quote 1 of 3 to settle" in screen_text(app)
        app.error = None
        await pressed(pilot, "a")
        assert app.decided == [Decision(TAKE, ("moved",))]


async def test_nothing_else_is_decided_while_a_decision_is_carried_out() -> None:
    app = Host(*THREE)
    app.may_go_on.clear()
    async with app.run_test(size=(80, 24)) as pilot:
        await pressed(pilot, "a", "d", "escape")
        assert app.given == []
        app.may_go_on.set()
        await pilot.pause()
        await pilot.pause()
        assert app.decided == [Decision(TAKE, ("moved",))]
        assert "Quote 1 of 2 to settle" in screen_text(app)


async def test_the_mouse_highlights_and_opens() -> None:
    app = Host(*THREE)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        await pilot.click("SettlerList", offset=(10, 3))
        await pilot.pause()
        assert "Quote 2 of 3 to settle" in screen_text(app)
        await pilot.click("SettlerList", offset=(10, 1), times=2)
        await pilot.pause()
        assert app.given == [OpenWork("000-casilli", Span(900, 935))]
