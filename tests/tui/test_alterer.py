"""Altering quoted words: the layer that comes of the keys, and what is seen of it."""

import re
from contextlib import suppress
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from screen_text import screen_rows, screen_text
from textual import events
from textual.app import App
from textual.pilot import Pilot

from clicktui.corpus.alterations import Alteration, AlterationKind, altered, checked
from clicktui.corpus.model import Span
from clicktui.errors import QuoteError
from clicktui.tui.dialogs import alterer_words
from clicktui.tui.dialogs.altered_words import AlteredWords
from clicktui.tui.dialogs.alterer import Alterer
from clicktui.tui.drawing.pieces import Piece
from clicktui.tui.themes import THEMES

ELISION, INSERTION, REPLACEMENT, SIC, EMPHASIS = AlterationKind
EMPHASIS_SIGN = Piece("_", ("altered",))
WORDS = (
    "Il faut d’abord réparer l’IA, dit-il, et «\u00a0petites mains\u00a0» sans qui rien ne "
    "marcherait.\n\nLes plateformes [sic] parlent de micro-travail."
)


def where(part: str, words: str = WORDS) -> Span:
    start = words.index(part)
    return Span(start, start + len(part))


def stops(words: str, lang: str) -> list[str]:
    return [words[stop.start : stop.end] for stop in alterer_words.stops_of(words, lang)]


class Host(App[None]):
    """An app that opens the editor and keeps what it gives."""

    def __init__(
        self, words: str = WORDS, alterations: tuple[Alteration, ...] = (), lang: str = "fr"
    ) -> None:
        super().__init__()
        for theme in THEMES.values():
            self.register_theme(theme)
        self.theme = THEMES["dark"].name
        self.given: list[tuple[Alteration, ...] | None] = []
        self.editor = Alterer(words, alterations, lang)
        self.words = words

    def on_mount(self) -> None:
        self.push_screen(self.editor, self.given.append)

    @property
    def view(self) -> AlteredWords:
        return self.editor.query_one(AlteredWords)

    @property
    def stretch(self) -> str:
        span = self.view.stretch
        return self.words[span.start : span.end]

    @property
    def said(self) -> str:
        return "".join(screen_rows(self, self.editor.query_one("#said"))).strip()


async def pressed(pilot: Pilot[None], *keys: str) -> None:
    await pilot.press(*keys)
    await pilot.pause()


async def given_after(*keys: str, alterations: tuple[Alteration, ...] = (), words: str = WORDS):
    """Return what the editor gives after ``keys`` and enter."""
    app = Host(words, alterations)
    async with app.run_test(size=(80, 24)) as pilot:
        await pressed(pilot, *keys, "enter")
        return app.given[0]


# where the cursor stands


def test_what_french_and_italian_elide_stands_apart_with_its_marks() -> None:
    assert stops("«\u00a0L’IA, dit-il\u00a0», qu'on l’a…", "fr") == [
        "«", "L’", "IA", ",", "dit-il", "»,", "qu'", "on", "l’", "a", "…",
    ]  # fmt: skip
    assert stops("l’opera dell'uomo", "it-IT") == ["l’", "opera", "dell'", "uomo"]


def test_words_with_an_apostrophe_of_their_own_stay_whole() -> None:
    assert stops("Aujourd’hui quelqu’un", "fr") == ["Aujourd’hui", "quelqu’un"]
    assert stops("“Don’t,” she said.", "en") == ["“", "Don’t", ",”", "she", "said", "."]


def test_opening_marks_part_from_what_closes_before_them() -> None:
    assert stops("(mot)(«autre»)", "fr") == ["(", "mot", ")", "(«", "autre", "»)"]


def test_an_accent_is_never_parted_from_its_letter() -> None:
    assert stops("e\u0301te\u0301 cafe\u0301.", "fr") == ["e\u0301te\u0301", "cafe\u0301", "."]


@given(st.text(max_size=60), st.sampled_from(["fr", "en"]))
def test_the_stops_hold_all_but_white_space(words: str, lang: str) -> None:
    found = alterer_words.stops_of(words, lang)
    assert found
    assert list(found) == sorted(found)
    assert all(one.end <= other.start for one, other in pairwise(found))
    held = "".join(words[stop.start : stop.end] for stop in found)
    assert "".join(held.split()) == "".join(words.split())


# edits


def test_elisions_and_emphases_come_and_go() -> None:
    for kind in (ELISION, EMPHASIS):
        stretch = where("dit-il, et")
        once = alterer_words.toggled(WORDS, (), kind, stretch)
        assert once == (Alteration(kind, stretch),)
        assert alterer_words.toggled(WORDS, once, kind, stretch) == ()


def test_taking_emphasis_from_a_word_in_the_middle_leaves_both_sides() -> None:
    whole = alterer_words.toggled(WORDS, (), EMPHASIS, where("petites mains\u00a0» sans"))
    assert alterer_words.toggled(WORDS, whole, EMPHASIS, where("mains")) == (
        Alteration(EMPHASIS, where("petites")),
        Alteration(EMPHASIS, where("» sans")),
    )


@pytest.mark.parametrize("kind", [ELISION, EMPHASIS])
def test_neighbouring_words_become_one_stretch(kind: AlterationKind) -> None:
    one = alterer_words.toggled(WORDS, (), kind, where("rien"))
    both = alterer_words.toggled(WORDS, one, kind, where("ne"))
    assert both == (Alteration(kind, where("rien ne")),)
    assert alterer_words.toggled(WORDS, both, kind, where("qui rien")) == (
        Alteration(kind, where("qui rien ne")),
    )


def test_an_insertion_at_the_same_place_replaces_the_first() -> None:
    at = where("plateformes").start
    once = alterer_words.with_text(WORDS, (), Span(at, at), "grandes")
    assert alterer_words.inserted_text(once, at) == "grandes"
    assert alterer_words.with_text(WORDS, once, Span(at, at), "petites") == (
        Alteration(INSERTION, Span(at, at), "petites"),
    )


def test_what_does_not_fit_the_words_is_left_out_and_the_rest_is_in_order() -> None:
    beyond = Alteration(ELISION, Span(2, 900))
    last, first = Alteration(EMPHASIS, where("rien")), Alteration(ELISION, where("Il"))
    assert alterer_words.usable(WORDS, [beyond, last, first]) == (first, last)


def test_brackets_in_an_insertion_are_refused() -> None:
    with pytest.raises(QuoteError):
        alterer_words.with_text(WORDS, (), Span(0, 0), "[oui]")


def test_what_replaces_words_comes_changes_and_goes() -> None:
    place = where("petites mains")
    assert alterer_words.replaceable(WORDS, (), place) == (place, "petites mains")
    once = alterer_words.with_text(WORDS, (), place, "ouvrières")
    assert once == (Alteration(REPLACEMENT, place, "ouvrières"),)
    assert alterer_words.replaceable(WORDS, once, where("mains")) == (place, "ouvrières")
    assert alterer_words.with_text(WORDS, once, place, "Petites mains") == (
        Alteration(REPLACEMENT, place, "Petites mains"),
    )
    assert alterer_words.with_text(WORDS, once, place, "") == ()
    assert alterer_words.without(once, where("mains")) == ()


def test_a_longer_stretch_takes_in_what_was_replaced_in_it() -> None:
    once = alterer_words.with_text(WORDS, (), where("mains"), "bouches")
    wide = where("petites mains\u00a0» sans")
    assert alterer_words.replaceable(WORDS, once, wide) == (wide, "petites bouches\u00a0» sans")
    assert alterer_words.replaceable(WORDS, once, where("mains\u00a0» sans")) == (
        where("mains\u00a0» sans"),
        "bouches\u00a0» sans",
    )
    assert alterer_words.with_text(WORDS, once, wide, "gens") == (
        Alteration(REPLACEMENT, wide, "gens"),
    )


def test_words_of_several_lines_are_offered_on_one() -> None:
    place = Span(where("marcherait").start, where("Les plateformes").end)
    assert alterer_words.replaceable(WORDS, (), place)[1] == "marcherait.  Les plateformes"


@pytest.mark.parametrize("kind", [ELISION, EMPHASIS])
def test_what_is_left_out_or_emphasised_is_not_replaced_too(kind: AlterationKind) -> None:
    there = alterer_words.toggled(WORDS, (), kind, where("mains"))
    with pytest.raises(QuoteError):
        alterer_words.replaceable(WORDS, there, where("petites mains"))


EDITS = st.tuples(
    st.sampled_from(["elide", "emphasise", "insert", "replace", "sic", "without"]),
    st.integers(0, 40),
    st.integers(0, 5),
)


def edited(words: str, edits: list[tuple[str, int, int]]) -> tuple[Alteration, ...]:
    places = alterer_words.stops_of(words, "fr")
    alterations: tuple[Alteration, ...] = ()
    for what, first, more in edits:
        last = min(first % len(places) + more, len(places) - 1)
        stretch = Span(places[first % len(places)].start, places[last].end)
        with suppress(QuoteError):
            match what:
                case "elide":
                    alterations = alterer_words.toggled(words, alterations, ELISION, stretch)
                case "emphasise":
                    alterations = alterer_words.toggled(words, alterations, EMPHASIS, stretch)
                case "insert":
                    place = Span(stretch.end, stretch.end)
                    alterations = alterer_words.with_text(words, alterations, place, "x y")
                case "replace":
                    place, _now = alterer_words.replaceable(words, alterations, stretch)
                    alterations = alterer_words.with_text(words, alterations, place, "x y")
                case "sic":
                    alterations = alterer_words.with_sic(words, alterations, stretch.end)
                case "without":
                    alterations = alterer_words.without(alterations, stretch)
    return alterations


@given(st.lists(EDITS, max_size=12))
def test_the_words_shown_are_the_exact_words_whatever_is_altered(edits: list) -> None:
    pieces = alterer_words.marked_pieces(WORDS, edited(WORDS, edits))
    assert "".join(piece.text for piece in pieces if piece.start is not None) == WORDS
    for piece in pieces:
        if piece.start is not None:
            assert WORDS[piece.start :].startswith(piece.text)


@given(st.lists(EDITS, max_size=12))
def test_edits_are_as_the_core_keeps_them_and_show_as_it_quotes_them(edits: list) -> None:
    alterations = edited(WORDS, edits)
    assert checked(WORDS, alterations) == alterations
    pieces = alterer_words.quoted_pieces(WORDS, alterations)
    shown = "".join(piece.text for piece in pieces if piece != EMPHASIS_SIGN)
    assert shown == altered(WORDS, alterations)
    for piece in pieces:
        if piece.start is not None:
            assert WORDS[piece.start :].startswith(piece.text)


# keys


async def test_the_cursor_goes_by_words_rows_and_to_the_ends() -> None:
    app = Host()
    async with app.run_test(size=(80, 24)) as pilot:
        assert app.stretch == "Il"
        await pressed(pilot, "right", "l", "right", "h")
        assert app.stretch == "d’"
        await pressed(pilot, "down")  # to "qui rien ne marcherait", in the same column
        assert app.stretch == "rien"
        await pressed(pilot, "j")  # over the empty line
        assert app.stretch == "plateformes"
        await pressed(pilot, "end")
        assert app.stretch == "."
        await pressed(pilot, "up", "k", "k", "left")
        assert app.stretch == "Il"


async def test_the_stretch_grows_shrinks_and_turns_round() -> None:
    app = Host()
    async with app.run_test(size=(80, 24)) as pilot:
        await pressed(pilot, "right", "shift+right", "s", "shift+right")
        assert app.stretch == "faut d’abord réparer"
        await pressed(pilot, "shift+left", "S")
        assert app.stretch == "faut d’"
        await pressed(pilot, "S", "S")
        assert app.stretch == "Il faut"
        await pressed(pilot, "right")
        assert app.stretch == "faut"


async def test_eliding_and_what_is_given() -> None:
    assert await given_after("right", "right", "shift+right", "e") == (
        Alteration(ELISION, where("d’abord")),
    )


async def test_sic_emphasis_and_taking_away() -> None:
    app = Host("Il faut réparer.")
    emphasis, sic = Alteration(EMPHASIS, Span(3, 7)), Alteration(SIC, Span(7, 7))
    async with app.run_test(size=(80, 24)) as pilot:
        await pressed(pilot, "right", "t", "m")
        assert app.view.alterations == (emphasis, sic)
        await pressed(pilot, "t")
        assert app.view.alterations == (emphasis,)
        await pressed(pilot, "t", "right", "x")
        assert app.view.alterations == (emphasis, sic)
        await pressed(pilot, "left", "delete")
        assert app.view.alterations == ()
        await pressed(pilot, "e", "R", "enter")
        assert app.given == [()]


@pytest.mark.parametrize(("key", "side"), [("i", "start"), ("I", "end")])
async def test_inserting_before_and_after_the_word(key: str, side: str) -> None:
    at = getattr(where("faut"), side)
    assert await given_after("right", key, *"eux", "enter") == (
        Alteration(INSERTION, Span(at, at), "eux"),
    )


async def test_replacing_begins_with_the_words_and_gives_one_alteration() -> None:
    assert await given_after("r", "home", "delete", "j", "enter") == (
        Alteration(REPLACEMENT, where("Il"), "jl"),
    )
    assert await given_after("right", "shift+right", "r", *"ils", "enter") == (
        Alteration(REPLACEMENT, where("faut d’"), "ils"),
    )


async def test_replacing_again_edits_and_x_or_an_empty_line_takes_away() -> None:
    there = (Alteration(REPLACEMENT, where("faut d’abord"), "devra"),)
    keys = ("right", "right", "r", "end", "i", "enter")
    assert await given_after(*keys, alterations=there) == (
        Alteration(REPLACEMENT, where("faut d’abord"), "devrai"),
    )
    assert await given_after("right", "x", alterations=there) == ()
    assert await given_after("right", "r", "backspace", "enter", alterations=there) == ()


async def test_the_words_themselves_do_not_replace_themselves() -> None:
    app = Host()
    async with app.run_test(size=(80, 24)) as pilot:
        await pressed(pilot, "r", "enter")
        assert app.said == "What replaces words has to differ from them"
        assert app.view.alterations == ()
        await pressed(pilot, "escape", "e", "r")
        assert app.said == "Words cannot be replaced twice, or replaced and left out"
        assert app.focused is app.view


async def test_inserting_again_edits_and_an_empty_line_takes_away() -> None:
    at = where("faut").start
    there = (Alteration(INSERTION, Span(at, at), "en"),)
    keys = ("right", "i", "end", "f", "enter")
    assert await given_after(*keys, alterations=there) == (
        Alteration(INSERTION, Span(at, at), "enf"),
    )
    keys = ("right", "i", "end", "backspace", "backspace", "enter")
    assert await given_after(*keys, alterations=there) == ()


async def test_escape_leaves_the_input_then_the_editor_without_a_change() -> None:
    app = Host()
    async with app.run_test(size=(80, 24)) as pilot:
        await pressed(pilot, "e", "i", *"oui", "escape")
        assert app.view.alterations == (Alteration(ELISION, where("Il")),)
        assert app.focused is app.view
        await pressed(pilot, "escape", "escape")
        assert app.given == [None]


async def test_what_was_marked_is_dropped_only_by_a_second_escape() -> None:
    app = Host()
    async with app.run_test(size=(80, 24)) as pilot:
        for _time in range(2):  # another key in between, and it is asked again
            await pressed(pilot, "right", "e", "escape")
            assert app.given == []
            assert "Esc again drops what you marked · Enter keeps it" in screen_text(app)
        await pressed(pilot, "enter")
        assert app.given == [(Alteration(ELISION, where("faut d’")),)]


async def test_escape_leaves_at_once_where_nothing_changed() -> None:
    app = Host()
    async with app.run_test(size=(80, 24)) as pilot:
        await pressed(pilot, "e", "e", "right", "escape")
        assert app.given == [None]


async def test_letters_typed_into_the_input_are_no_commands() -> None:
    app = Host()
    async with app.run_test(size=(80, 24)) as pilot:
        await pressed(pilot, "i", *"Rexm", "up", "down", "enter", "enter")
        assert app.given == [(Alteration(INSERTION, Span(0, 0), "Rexm"),)]


async def test_what_is_altered_under_the_cursor_is_told() -> None:
    app = Host(WORDS, (*ALTERED, Alteration(INSERTION, Span(0, 0), "Lui")))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        assert app.said == "here: [Lui]"
        app.view.action_last()
        await pilot.pause()
        assert app.said == "1 word"


async def test_what_cannot_be_is_said_and_nothing_changes() -> None:
    app = Host("Des mots.")
    async with app.run_test(size=(80, 24)) as pilot:
        await pressed(pilot, "x")
        assert app.said == "Nothing is altered here."
        await pressed(pilot, "shift+right", "shift+right", "e")
        assert app.said == "Some of the words have to stay as they are"
        assert app.view.alterations == ()
        await pressed(pilot, "home", "i", "left_square_bracket", "enter")
        assert app.said.startswith("What stands in brackets is on one line")
        assert app.editor.has_class("-typing")
        await pressed(pilot, "backspace", *"oui", "enter")
        assert app.view.alterations == (Alteration(INSERTION, Span(0, 0), "oui"),)


async def test_a_paste_of_several_lines_becomes_one_clean_line() -> None:
    app = Host()
    async with app.run_test(size=(80, 24)) as pilot:
        await pressed(pilot, "i")
        app.post_message(events.Paste("les\n\x07 ouvriers"))
        await pilot.pause()
        await pressed(pilot, "enter")
        assert app.view.alterations == (Alteration(INSERTION, Span(0, 0), "les ouvriers"),)


# the mouse


def cell_of(app: Host, part: str) -> tuple[int, int]:
    """Return the cell of the words' view where ``part`` is drawn."""
    for y, row in enumerate(screen_rows(app, app.view)):
        if part in row:
            return row.index(part), y
    raise AssertionError(part)


async def test_a_click_goes_to_the_word_and_a_drag_marks_a_stretch() -> None:
    app = Host()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        x, y = cell_of(app, "marcherait")
        await pilot.click(AlteredWords, offset=(x + 3, y))
        assert app.stretch == "marcherait"
        x, y = cell_of(app, "petites")
        await pilot.mouse_down(AlteredWords, offset=(x, y))
        await pilot.hover(AlteredWords, offset=(x + 9, y))
        await pilot.mouse_up(AlteredWords, offset=(x + 9, y))
        assert app.stretch == "petites mains"
        await pilot.hover(AlteredWords, offset=cell_of(app, "parlent"))
        assert app.stretch == "petites mains"
        await pilot.click(AlteredWords, offset=cell_of(app, "sans"), shift=True)
        assert app.stretch == "petites mains\u00a0» sans"


async def test_a_click_outside_loses_nothing() -> None:
    app = Host(WORDS, ALTERED)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        await pilot.click(offset=(0, 0))
        await pilot.pause()
        assert app.given == []
        assert app.screen is app.editor


async def test_commands_can_be_clicked() -> None:
    app = Host()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        y = next(y for y, row in enumerate(screen_rows(app)) if "e Elide" in row)
        x = screen_rows(app)[y].index("m Emphasis")
        await pilot.click(offset=(x + 3, y))
        await pilot.pause()
        assert app.view.alterations == (Alteration(EMPHASIS, where("Il")),)


# what is seen

SIC_AT = where("réparer").end
ALTERED = checked(
    WORDS,
    [
        Alteration(SIC, Span(SIC_AT, SIC_AT)),
        Alteration(EMPHASIS, where("IA")),
        Alteration(ELISION, where("dit-il, et")),
    ],
)


async def test_the_editor_on_a_small_screen() -> None:
    app = Host(WORDS, ALTERED)
    async with app.run_test(size=(40, 12)) as pilot:
        await pilot.pause()
        assert [row.rstrip(" ▁▂▃▄▅▆▇█") for row in screen_rows(app)] == [
            "  Alter: the words themselves stay",
            "▌ Il faut d’abord réparer‸ l’_IA_,",
            "  ⟦dit-il, et⟧ «\u00a0petites mains\u00a0» sans",
            "  qui rien ne marcherait.",
            "  As it will be quoted",
            "  Il faut d’abord réparer [sic] l’_IA_,",
            "  […] «\u00a0petites mains\u00a0» sans qui rien",
            "  ne marcherait.",
            "",
            "  1 word",
            "  Enter Keep  e Elide  i Insert",
            "  r Replace  t [sic]  Esc Close  ? Help",
        ]


async def test_the_editor_on_a_usual_screen() -> None:
    app = Host(WORDS, ALTERED)
    async with app.run_test(size=(80, 24)) as pilot:
        await pressed(pilot, "I")
        rows = [row.strip("│ ") for row in screen_rows(app)]
        assert [re.sub(" +", " ", row) for row in rows if row and row[0] not in "╭╰"] == [
            "Alter: the words themselves stay",
            "Il faut d’abord réparer‸ l’_IA_, ⟦dit-il, et⟧ «\u00a0petites mains\u00a0»",
            "sans qui rien ne marcherait.",
            "Les plateformes [sic] parlent de micro-travail.",
            "As it will be quoted",
            "Il faut d’abord réparer [sic] l’_IA_, […] «\u00a0petites mains\u00a0» sans",
            "qui rien ne marcherait.",
            "Les plateformes [sic] parlent de micro-travail.",
            "1 word",
            "[your words ]",
            "Enter Take Esc Close F1 Help",
        ]


REPLACED = checked(
    WORDS,
    [
        Alteration(REPLACEMENT, where("Il"), "On"),
        Alteration(REPLACEMENT, where("petites mains"), "ouvrières"),
        Alteration(ELISION, where("dit-il, et")),
    ],
)


async def test_the_editor_where_words_are_replaced() -> None:
    app = Host(WORDS, REPLACED)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        rows = [row.strip("│▌ ") for row in screen_rows(app)]
        assert [re.sub(" +", " ", row) for row in rows if row and row[0] not in "╭╰"] == [
            "Alter: the words themselves stay",
            "⟦Il‸⟧ faut d’abord réparer l’IA, ⟦dit-il, et⟧ «\u00a0⟦petites",
            "mains‸⟧\u00a0» sans qui rien ne marcherait.",
            "Les plateformes [sic] parlent de micro-travail.",
            "As it will be quoted",
            "[On] faut d’abord réparer l’IA, […] «\u00a0[ouvrières]\u00a0» sans qui rien",
            "ne marcherait.",
            "Les plateformes [sic] parlent de micro-travail.",
            "here: [On]",
            "Enter Keep e Elide i Insert r Replace t [sic] m Emphasis",
            "x Take away Shift+→ Select more Esc Close ? Help",
        ]
        assert app.view.alterations == REPLACED
        await pressed(pilot, "r")
        assert "[On" in screen_text(app, app.editor.query_one("#brackets"))


async def test_what_replaces_italian_and_english_words() -> None:
    for words, lang, keys, quoted in (
        ("Dell’IA si parla.", "it", ("right", "r", *"azienda"), "Dell’[azienda] si parla."),
        ("“Don’t,” they say.", "en", ("right", "r", *"Never"), "“[Never],” they say."),
    ):
        app = Host(words, lang=lang)
        async with app.run_test(size=(80, 24)) as pilot:
            await pressed(pilot, *keys, "enter")
            assert quoted in screen_text(app, app.editor.query_one("#quoted"))


async def test_the_editor_on_a_wide_screen() -> None:
    app = Host(WORDS, ALTERED)
    async with app.run_test(size=(160, 45)) as pilot:
        await pilot.pause()
        rows = [row.strip("│▌ ") for row in screen_rows(app)]
        assert (
            "Il faut d’abord réparer‸ l’_IA_, ⟦dit-il, et⟧ «\u00a0petites mains\u00a0» sans qui "
            "rien ne marcherait." in rows
        )
        keys = "Enter Keep  e Elide  i Insert  r Replace  t [sic]  m Emphasis  x Take away"
        assert rows[rows.index(keys) + 1] == "Shift+→ Select more  Esc Close  ? Help"


async def test_what_is_left_out_is_struck_through_and_emphasis_underlined() -> None:
    app = Host(WORDS, ALTERED)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        drawn = {
            segment.text: segment.style
            for y in range(2)
            for segment in app.view.render_line(y)
            if segment.style is not None
        }
        assert drawn["dit-il, et"].strike
        assert drawn["IA"].underline
        assert drawn["Il"].reverse
        assert not drawn[", "].strike


async def test_markup_in_the_words_stays_text() -> None:
    app = Host("Dit [/x] [@click=app.bell]x[/] \x1b[31m fin")
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        assert "Dit [/x] [@click=app.bell]x[/] \ufffd[31m fin" in screen_text(app)


async def test_a_quote_of_many_paragraphs_scrolls_with_the_cursor_in_both_views() -> None:
    paragraphs = [f"Paragraphe {number} : des mots et encore des mots." for number in range(420)]
    app = Host("\n".join(paragraphs))
    assert len(app.words) > 18_000
    async with app.run_test(size=(60, 16)) as pilot:
        await pressed(pilot, "end")
        text = screen_text(app)
        assert text.count("Paragraphe 419 :") == 2
        await pressed(pilot, "pageup", "e")
        assert app.stretch == "."
        assert "⟦.⟧" in screen_text(app, app.view)
        assert "[…]" in screen_text(app, app.editor.query_one("#quoted"))
        await pilot.resize_terminal(40, 12)
        await pilot.pause()
        assert "⟦.⟧" in screen_text(app, app.view)
