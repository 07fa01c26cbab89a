"""The engine on small corpora, where the right answer can be told by eye."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from search_helpers import Build, marked, passage, passages, texts_found

from clicktui.corpus.model import Role
from clicktui.search.engine import Engine
from clicktui.search.model import Guess, Match, NoticeKind, Options, SearchCancelledError


def test_one_swap_is_one_error(build: Build) -> None:
    engine = build(passages("the cats sleep", "the acts of man", "a dog"))
    assert texts_found(engine, "cast ") == ["the cats sleep"]
    assert texts_found(engine, "dgo ") == []


def test_errors_by_length(build: Build) -> None:
    engine = build(passages("annotation", "clic", "plateformes"))
    assert texts_found(engine, "anotatoin ") == ["annotation"]
    assert texts_found(engine, "anotatonn ") == []
    assert texts_found(engine, "clyc ") == ["clic"]
    assert texts_found(engine, "cly ") == []
    assert texts_found(engine, "platefromse ") == ["plateformes"]


@pytest.mark.parametrize(
    ("lang", "typed", "text"),
    [
        ("en", "annotate", "annotating images"),
        ("en", "worker", "the workers’ council"),
        ("fr", "travailleuse", "des travailleuses"),
        ("fr", "entraînement", "les entraînements"),
        ("it", "lavoratore", "i lavoratori"),
        ("it", "piattaforma", "le piattaforme"),
    ],
)
def test_inflections_in_three_languages(build: Build, lang: str, typed: str, text: str) -> None:
    engine = build(passages(text, "autre chose", lang=lang))
    (hit,) = engine.search(f"{typed} ", Options(fuzzy=False)).hits
    assert [h.match for h in hit.highlights] == [Match.INFLECTED]
    assert hit.guesses == ()


SAME = ("le micro travail ici", "le micro-travail ici", "le microtravail ici")


@pytest.mark.parametrize("typed", ["micro travail", "micro-travail", "microtravail"])
def test_compounds_meet_in_all_three_spellings(build: Build, typed: str) -> None:
    engine = build(passages(*SAME, "autre chose"))
    for query in (typed, f"{typed} "):
        results = engine.search(query)
        assert {hit.passage.text for hit in results.hits} == set(SAME)
        assert all("".join(marked(h)).replace(" ", "").replace("-", "") == "microtravail"
                   for h in results.hits)  # fmt: skip
        assert all(hit.guesses == () for hit in results.hits)


def test_a_compound_that_is_never_joined_in_the_corpus(build: Build) -> None:
    engine = build(passages("les micro tâches payées", "une tâche", "la micro économie"))
    (hit,) = engine.search("microtaches ").hits
    assert marked(hit) == ["micro tâches"]


def test_spaced_halves_are_found_only_side_by_side(build: Build) -> None:
    engine = build(passages("micro, travail", "microtravail", "travail micro"))
    assert texts_found(engine, "microtravail ") == ["microtravail"]


def test_a_phrase_ignores_hyphens_and_kinds_of_space(build: Build) -> None:
    engine = build(passages("le micro\u2011travail\u00a0du clic", "du clic au micro travail"))
    (hit,) = engine.search('"micro travail du clic"').hits
    assert marked(hit) == ["micro\u2011travail\u00a0du clic"]
    assert texts_found(engine, '"travail du cli') == ["le micro\u2011travail\u00a0du clic"]
    assert texts_found(engine, '"ravail du clic"') == []
    assert texts_found(engine, '"travail du cli"') == []


def test_exclusions_and_alternatives(build: Build) -> None:
    engine = build(passages("clic et travail", "clic seul", "travail seul", "rien"))
    assert texts_found(engine, "clic -travail ") == ["clic seul"]
    assert set(texts_found(engine, "clic OR travail ")) == {
        "clic et travail", "clic seul", "travail seul",
    }  # fmt: skip
    assert texts_found(engine, '-clic -"travail seul"') == ["rien"]
    assert set(texts_found(engine, '"clic seul" OR rien ')) == {"clic seul", "rien"}


def test_words_together_and_in_order_come_first(build: Build) -> None:
    engine = build(passages(
        "clic, puis longtemps après du travail encore", "travail et clic", "le travail du clic",
    ))  # fmt: skip
    assert texts_found(engine, "travail du clic ")[0] == "le travail du clic"


def test_function_words_alone_still_find(build: Build) -> None:
    engine = build(passages("le du la", "rien"))
    assert texts_found(engine, "le la ") == ["le du la"]


def test_function_words_do_not_find_beside_others(build: Build) -> None:
    engine = build(passages("le travail", "le reste"))
    results = engine.search("le travail ")
    assert [hit.passage.text for hit in results.hits] == ["le travail"]
    assert marked(results.hits[0]) == ["le", "travail"]


def test_function_words_are_marked_only_beside_others(build: Build) -> None:
    engine = build(passages("le jour où le travail vint"))
    (hit,) = engine.search("le travail ").hits
    assert marked(hit) == ["le", "travail"]
    assert hit.highlights[0].span.start == 100 + 11


def test_accents(build: Build) -> None:
    engine = build(passages("il a péché hier", "il a pêché hier", "il a peche hier"))
    assert len(texts_found(engine, "peche ", fuzzy=False)) == 3
    assert texts_found(engine, "pêché ", fuzzy=False, accents=True) == ["il a pêché hier"]
    assert texts_found(engine, "peche ", fuzzy=False, accents=True) == ["il a peche hier"]


def test_astral_characters_keep_offsets(build: Build) -> None:
    engine = build(passages("😀 l’IA 😀 précarité"))
    (hit,) = engine.search("precarite").hits
    assert marked(hit) == ["précarité"]


def test_filters(build: Build) -> None:
    engine = build([
        passage("un clic", 0, speakers=("Gaëlle Fleitour",), lang="fr", year=2021),
        passage("un clic là", 1, speakers=(), quoted=("Milagros\u00a0Miceli",), year=None),
        passage("il clic", 2, lang="it", file="003_x.txt", work="franchi", title="Lavoro",
                container="Collettiva"),
        passage("clic !", 3, role=Role.COMMENT, speakers=()),
    ])  # fmt: skip
    assert texts_found(engine, "clic speaker:gaelle") == ["un clic"]
    assert texts_found(engine, 'clic speaker:"Milagros Miceli"') == ["un clic là"]
    assert texts_found(engine, "clic lang:it") == ["il clic"]
    assert set(texts_found(engine, "clic lang:it OR clic lang:fr")) >= {"il clic", "un clic"}
    assert texts_found(engine, "clic source:lavoro") == ["il clic"]
    assert texts_found(engine, "clic source:003_") == ["il clic"]
    assert texts_found(engine, "clic source:collettiva") == ["il clic"]
    assert texts_found(engine, "clic source:franchi") == ["il clic"]
    assert texts_found(engine, "clic year:2021") == ["un clic"]
    assert texts_found(engine, "clic before:2023") == ["un clic"]
    assert texts_found(engine, "clic after:2021") == ["il clic"]
    assert texts_found(engine, "clic role:comment") == ["clic !"]
    assert len(texts_found(engine, "clic role:any")) == 4
    assert set(texts_found(engine, "clic -speaker:casilli")) == {"un clic", "un clic là"}
    assert engine.search("clic ").elsewhere == {Role.COMMENT: 1}


def test_guesses_are_not_offered_where_the_word_is_there(build: Build) -> None:
    engine = build(passages("plateforme et plateformes", "plate-forme"))
    (first, *_) = engine.search("plateforme ").hits
    assert first.guesses == ()


def test_exact_above_guessed_whatever_the_scores(build: Build) -> None:
    long = " ".join(["mot"] * 300)
    engine = build(passages("casilla casilla casilla", f"{long} casilli", "casille casille"))
    assert texts_found(engine, "casilli ")[0] == f"{long} casilli"


def test_a_half_typed_word_is_begun(build: Build) -> None:
    engine = build(passages("automatisation", "automne"))
    (hit,) = engine.search("automati").hits
    assert [h.match for h in hit.highlights] == [Match.BEGUN]
    assert marked(hit) == ["automatisation"]


def test_notices_of_unknown_words(build: Build) -> None:
    engine = build(passages("clic"))
    results = engine.search("clic zzzzzz wwwwww ")
    assert [n.detail for n in results.notices] == ["zzzzzz", "wwwwww"]
    assert {n.kind for n in results.notices} == {NoticeKind.UNKNOWN_WORD}
    assert len(results.hits) == 1


def test_suggestions_keep_the_spelling_of_the_text(build: Build) -> None:
    engine = build(passages("Antonio Casilli parle", "Casilli écrit"))
    results = engine.search("caslili ", Options(fuzzy=False))
    assert results.hits == ()
    assert results.suggestions == ("Casilli",)


def test_a_guess_names_both_words(build: Build) -> None:
    engine = build(passages("l’automatisation"))
    assert engine.search("automatistion").hits[0].guesses == (
        Guess("automatistion", "automatisation"),
    )


def test_a_cancelled_search_ends(build: Build) -> None:
    engine = build(passages("clic"))
    with pytest.raises(SearchCancelledError):
        engine.search("clic", Options(), lambda: True)


def test_an_empty_corpus(build: Build) -> None:
    engine = build([])
    assert engine.search("clic").hits == ()
    assert engine.search("lang:fr").hits == ()
    assert engine.complete("lang:", 5) == ()


def test_a_corpus_without_words(build: Build) -> None:
    engine = build(passages("…", "!"))
    assert engine.search("clic").hits == ()
    assert len(engine.search("lang:fr").hits) == 2


def test_a_pasted_page_is_a_query(build: Build) -> None:
    text = " ".join(f"mot{n}" for n in range(300))
    engine = build(passages(text, "autre"))
    assert texts_found(engine, text) == [text]


@pytest.fixture(scope="module")
def any_engine(seeds_engine: Engine) -> Engine:
    return seeds_engine


@settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.text(st.sampled_from('clictravaéè"«»-: OR’\u00a0\u00ad\u0301_œ😀1'), max_size=25)
    | st.text(max_size=25),
    st.booleans(),
    st.booleans(),
)
def test_no_query_breaks_the_engine(
    any_engine: Engine, query: str, fuzzy: bool, accents: bool
) -> None:
    results = any_engine.search(query, Options(fuzzy=fuzzy, accents=accents, limit=5))
    assert results.total >= len(results.hits)
    for hit in results.hits:
        end = hit.passage.start
        for highlight in hit.highlights:
            assert end <= highlight.span.start < highlight.span.end <= hit.passage.end
            end = highlight.span.end
    any_engine.complete(query, len(query))
