"""The search pane driven by keys, its screen read as text."""

import re
from functools import partial

import pytest
from running import eventually, running, typed
from screen_text import screen_rows, screen_text

from clicktui import lastcopy
from clicktui.corpus.model import Passage, Role
from clicktui.microtasks.model import Band
from clicktui.tui.app import ClicktuiApp
from clicktui.tui.search.pane import SearchPane


async def test_empty_it_says_how_to_begin() -> None:
    async with running((80, 24)) as (app, _pilot):
        screen = screen_text(app)
        assert "Type what you remember" in screen
        assert "[F2 Search]" in screen


def _is_answered(pane: SearchPane, query: str) -> bool:
    return pane.results is not None and pane.results.query == query


async def test_what_is_chosen_is_of_the_highlighted_hit_while_the_text_has_to_follow() -> None:
    async with running((100, 30)) as (app, pilot):
        pane = app.search_pane
        for end in range(1, len("petites mains") + 1):
            typed_so_far = "petites mains"[:end]
            await pilot.press("space" if typed_so_far[-1] == " " else typed_so_far[-1])
            await eventually(pilot, partial(_is_answered, pane, typed_so_far))
            hit, chosen = pane.hit_list.highlighted_hit, pane.chosen()
            assert hit is not None
            assert chosen is not None
            assert chosen[0] == hit.passage.work
            assert hit.passage.start <= chosen[1].start < chosen[1].end <= hit.passage.end


async def test_hits_follow_the_keys_and_the_text_stands_beside() -> None:
    async with running((100, 30)) as (app, pilot):
        await typed(app, pilot, "petites mains")
        rows = screen_rows(app)
        assert "2023 · § 1" in rows[3]
        assert "petites mains" in screen_text(app, app.search_pane.hit_list)
        assert "petites mains" in screen_text(app, app.search_pane.preview).replace("\n", " ")


async def test_under_80_columns_the_text_gives_way() -> None:
    async with running((79, 24)) as (app, pilot):
        await typed(app, pilot, "petites mains")
        assert not app.search_pane.preview.display
        assert app.search_pane.hit_list.size.width == 79


@pytest.mark.parametrize("size", [(40, 12), (80, 24), (160, 45), (200, 60)])
async def test_hits_and_input_are_seen_at_every_size(size: tuple[int, int]) -> None:
    async with running(size) as (app, pilot):
        await typed(app, pilot, "kenian")
        screen = screen_text(app)
        assert "kenian" in screen
        assert "kenyans" in screen
        assert "F1 Help" in screen
        assert len(screen_rows(app)) == size[1]


async def test_down_enters_the_hits_and_up_leaves_them() -> None:
    async with running() as (app, pilot):
        await typed(app, pilot, "travail")
        await pilot.press("down")
        assert app.focused is app.search_pane.hit_list
        await pilot.press("down", "up", "up")
        assert app.focused is app.search_pane.query_input


async def test_going_past_the_last_hit_brings_more() -> None:
    async with running() as (app, pilot):
        await typed(app, pilot, "travail de")
        shown = len(app.search_pane.results.hits)
        assert shown < app.search_pane.results.total
        await pilot.press("down", "end")
        await eventually(pilot, lambda: len(app.search_pane.results.hits) > shown)
        assert app.search_pane.hit_list.highlighted == shown - 1


async def test_what_is_typed_before_the_panes_are_there_is_searched() -> None:
    app = ClicktuiApp()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("k", "e", "n", "y", "a")
        await eventually(pilot, app.opened.is_set)
        pane = app.search_pane
        await eventually(pilot, lambda: pane.results is not None and pane.results.hits)
        assert pane.query_input.value == "kenya"


async def test_enter_opens_a_hit_of_what_is_typed_and_of_no_earlier_key() -> None:
    app = ClicktuiApp()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press(*"kenyans", "enter")
        await eventually(pilot, lambda: app.panes_are_there and app.reader_pane.text.work)
        assert app.reader_pane.text.work.id == "casilli-heidi"


async def test_f3_before_the_panes_are_there_is_not_lost() -> None:
    app = ClicktuiApp()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("f3")
        await eventually(pilot, lambda: "[F3 Read]" in screen_rows(app)[0])


async def test_moving_the_cursor_in_the_input_loses_no_answer() -> None:
    async with running() as (app, pilot):
        app.search_pane.take_over("kenyan", 6)
        await pilot.press("s", "left", "left")
        await eventually(pilot, lambda: app.search_pane.results.query == "kenyans")


async def test_nothing_found_offers_near_words() -> None:
    async with running() as (app, pilot):
        await pilot.press("f5")
        await typed(app, pilot, "precarizzasion")
        screen = screen_text(app)
        assert "Nothing found." in screen
        assert "précarisation" in screen


async def test_a_filter_value_is_completed_by_tab() -> None:
    async with running() as (app, pilot):
        await typed(app, pilot, "speaker:delp")
        assert "Tab →" in screen_rows(app)[2]
        await pilot.press("tab")
        await eventually(pilot, lambda: "Delpiano" in app.search_pane.query_input.value)
        await eventually(
            pilot, lambda: app.search_pane.results.query == app.search_pane.query_input.value
        )
        hits = app.search_pane.results.hits
        assert hits
        assert all("Donatella Delpiano" in hit.passage.quoted for hit in hits)


async def test_what_lies_outside_the_prose_is_counted_and_reached_on_request() -> None:
    async with running() as (app, pilot):
        await typed(app, pilot, "subordinnation")
        assert "role:any finds 1 more" in screen_text(app)
        await typed(app, pilot, "subordinnation role:comment")
        assert app.search_pane.results.hits[0].passage.role is Role.COMMENT


async def test_y_on_a_hit_copies_its_sentence_with_the_reference() -> None:
    async with running(lang="fr") as (app, pilot):
        await typed(app, pilot, "trois types de micro-taches celles qui verifient")
        await pilot.press("down", "y")
        await eventually(pilot, lambda: lastcopy.recall())
        assert lastcopy.recall() == (
            "«\u00a0Il y a trois types de micro-tâches\u00a0: celles qui servent à réparer l’IA, "
            "celles qui vérifient l’IA et celles qui imitent l’IA.\u00a0» (Antonio Casilli, "
            "«\u00a0L’IA Potemkine et le futur du travail, une conversation avec Antonio "
            "Casilli\u00a0», entretien avec Victor Storchan, Le Grand Continent, 7 avril 2023, "
            "§\u00a06.)"
        )


async def test_an_altered_pull_quote_offers_the_speakers_own_sentence() -> None:
    async with running(lang="fr") as (app, pilot):
        await typed(app, pilot, "c'est un bon complément role:pull-quote")
        await pilot.press("down", "y")
        await eventually(pilot, lambda: "en les modifiant" in screen_text(app))
        await pilot.press("enter")
        await eventually(pilot, lambda: lastcopy.recall())
        assert "d’autant plus qu’il vient d’une devise stable" in lastcopy.recall()


async def test_a_lone_unfinished_filter_is_not_nothing_found() -> None:
    async with running() as (app, pilot):
        await typed(app, pilot, "speaker:")
        assert "Nothing found" not in screen_text(app)
        assert "Tab →" in screen_rows(app)[2]


async def test_hits_of_an_older_query_do_not_stay_in_the_reader() -> None:
    async with running() as (app, pilot):
        await typed(app, pilot, "kenyans")
        await pilot.press("enter")
        await pilot.pause()
        assert app.reader_pane.text.hits
        await pilot.press("slash")
        await typed(app, pilot, "source:heidi lang:fr")
        await pilot.press("enter")
        await eventually(pilot, lambda: not app.reader_pane.text.hits)


async def test_a_speaker_asked_for_is_copied_in_her_own_words() -> None:
    async with running(lang="fr") as (app, pilot):
        await typed(app, pilot, "speaker:chaibi emancipation")
        await pilot.press("down", "y")
        await eventually(pilot, lambda: lastcopy.recall())
        copied = lastcopy.recall()
        words = "Ou est-ce que ça peut-être un outil d’émancipation ?"
        assert copied.startswith(f"«\u00a0{words}\u00a0»")
        assert "(Leïla Chaibi, cité dans" in copied


async def test_an_inferred_speaker_is_told_to_be_inferred() -> None:
    async with running() as (app, pilot):
        await typed(app, pilot, "turc mécanique joueur d’échecs")
        await pilot.press("down", "y")
        await eventually(pilot, lambda: "it follows from the form" in screen_text(app))


async def test_a_filter_on_codes_waits_for_them_and_then_finds() -> None:
    async with running((100, 30)) as (app, pilot):
        await typed(app, pilot, "code:imitate band:clear")
        pane = app.search_pane
        await eventually(pilot, lambda: pane.results.hits)
        assert all("imitate" in codes_of(app, hit.passage) for hit in pane.results.hits)
        row = screen_rows(app, pane.hit_list)[0]
        assert re.search(r"20\d\d · § \d+ · ▲$", row)

        await typed(app, pilot, "code:imitate band:possible")
        await eventually(pilot, lambda: pane.results.hits)
        assert re.search(r"(20\d\d|n\.d\.) · § \d+ · .*▲\?$", screen_rows(app, pane.hit_list)[0])


async def test_hits_carry_the_signs_of_their_codes_without_being_asked() -> None:
    async with running((100, 30)) as (app, pilot):
        await typed(app, pilot, '"troisième activité"')
        await eventually(pilot, lambda: "▲" in screen_rows(app, app.search_pane.hit_list)[0])


async def test_the_values_of_filters_on_codes_are_completed() -> None:
    async with running((100, 30)) as (app, pilot):
        await typed(app, pilot, "code:im")
        await eventually(pilot, lambda: re.search(r"Tab → imitate \(\d+\)", screen_text(app)))
        await pilot.press("tab")
        assert app.search_pane.query_input.value == "code:imitate "


def codes_of(app: ClicktuiApp, passage: Passage) -> list[str]:
    (coded,) = app._workspace.coding_desk.coded([passage])
    return [code for code, one in coded.opinions.items() if one.band is Band.CLEAR]


async def test_what_is_typed_after_an_editing_key_stays_however_fast() -> None:
    async with running((80, 24)) as (app, pilot):
        pane = app.search_pane
        for key in (*"abc", "ctrl+u", *"kenx", "backspace", "y", "home", "left", "x", "delete"):
            app.simulate_key(key)
        await eventually(pilot, lambda: pane.query_input.value == "xeny")
        await pilot.pause()
        assert pane.query_input.value == "xeny"
        assert pane.query_input.cursor_position == 1


async def test_the_text_follows_also_where_the_same_hit_is_found_again_in_its_place() -> None:
    async with running((100, 30)) as (app, pilot):
        pane = app.search_pane
        pane.take_over("petites mai", len("petites mai"))
        await pilot.press("n")
        await eventually(pilot, partial(_is_answered, pane, "petites main"))
        await pilot.press("s")
        pane.search_again_in_place()  # as when more is indexed meanwhile
        await eventually(pilot, partial(_is_answered, pane, "petites mains"))
        await eventually(pilot, lambda: not pane.is_behind)
        hit = pane.hit_list.highlighted_hit
        assert hit is not None
        assert pane.preview.chosen() == pane.chosen()
        assert pane.preview.work is not None
        assert pane.preview.work.id == hit.passage.work
