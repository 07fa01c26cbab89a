"""What a user types finds what she means, on the five seeds themselves."""

import re

import pytest
from search_helpers import marked

from clicktui.corpus.corpus import Corpus
from clicktui.corpus.model import PROSE_ROLES, Role
from clicktui.search.engine import Engine
from clicktui.search.model import Guess, Match, NoticeKind, Options


def prose_with(seeds: Corpus, pattern: str) -> set[str]:
    """The ids of the prose passages whose original text matches, by the seeds themselves."""
    found = {p.id for p in seeds.passages() if p.role in PROSE_ROLES and re.search(pattern, p.text)}
    assert found
    return found


def ids(engine: Engine, query: str, **options: object) -> list[str]:
    given = {"limit": 500, **options}
    return [hit.passage.id for hit in engine.search(query, Options(**given)).hits]  # type: ignore[arg-type]


MICROTRAVAIL = r"(?i)micro[- \u2011\u00a0]?travail\b"


@pytest.mark.parametrize(
    ("query", "pattern"),
    [
        ("precarite", r"(?i)précarité\b"),
        ("PRÉCARITÉ", r"(?i)précarité\b"),
        ("micro travail", MICROTRAVAIL),
        ("microtravail", MICROTRAVAIL),
        ("micro-travail", MICROTRAVAIL),
        ("microtâches", r"(?i)micro[- ]?tâches"),
        ("micro taches", r"(?i)micro[- ]?tâches"),
        ("Antonio Casilli", r"Antonio[ \u00a0]Casilli"),
        ("260 000", r"260[ \u00a0]000"),
        ("lavoratori", r"(?i)\blavoratori\b"),
        ("l'IA", r"(?i)\bl[’']IA\b"),
        ("automatistion", r"(?i)\bautomatisation\b"),
        ("automatistion ", r"(?i)\bautomatisation\b"),
        ("microtarvail", MICROTRAVAIL),
        ("microtarvail ", MICROTRAVAIL),
        ("kenian", r"(?i)\bkenyans\b"),
        ("kenian ", r"(?i)\bkenyans\b"),
        ("automatis", r"(?i)\bautomatis"),
    ],
)
def test_what_is_typed_finds_what_is_meant(
    seeds: Corpus, seeds_engine: Engine, query: str, pattern: str
) -> None:
    assert prose_with(seeds, pattern) <= set(ids(seeds_engine, query))


@pytest.mark.parametrize("query", ["micro travail ", "microtravail ", "precarite ", "plateforme "])
def test_passages_as_typed_come_before_all_others(
    seeds: Corpus, seeds_engine: Engine, query: str
) -> None:
    pattern = {
        "micro travail ": MICROTRAVAIL + r"|\bmicro\b.*\btravail\b|\btravail\b.*\bmicro\b",
        "microtravail ": MICROTRAVAIL,
        "precarite ": r"(?i)\bprécarité\b",
        "plateforme ": r"(?i)\bplateforme\b",
    }[query]
    as_typed = prose_with(seeds, pattern)
    assert set(ids(seeds_engine, query)[: len(as_typed)]) == as_typed


@pytest.mark.parametrize(
    ("query", "pattern"),
    [
        ("plateforme ", r"(?i)\bplateformes\b"),
        ("plateformes ", r"(?i)\bplateforme\b"),
        ("précaire ", r"(?i)\bprécaires\b"),
        ("lavoratore ", r"(?i)\blavoratori\b"),
    ],
)
def test_inflected_forms_find_each_other_without_guessing(
    seeds: Corpus, seeds_engine: Engine, query: str, pattern: str
) -> None:
    wanted = {p.id for p in seeds.passages() if re.search(pattern, p.text)} & prose_ids(seeds)
    assert wanted, "the seeds hold the form"
    assert wanted <= set(ids(seeds_engine, query, fuzzy=False))


def prose_ids(seeds: Corpus) -> set[str]:
    return {p.id for p in seeds.passages() if p.role in PROSE_ROLES}


def test_a_guess_is_said_with_the_words_of_the_text(seeds_engine: Engine) -> None:
    hit = seeds_engine.search("automatistion ").hits[0]
    assert hit.guesses == (Guess("automatistion", "automatisation"),)
    assert {h.match for h in hit.highlights} == {Match.GUESSED}


def test_highlights_are_exact_characters_of_the_file(seeds: Corpus, seeds_engine: Engine) -> None:
    for query in ("micro travail", "precarite", "automatistion", "lavoratore ", '"petites mains"'):
        for hit in seeds_engine.search(query).hits:
            text = seeds.source(hit.passage.file).text
            assert hit.highlights
            end = hit.passage.start
            for highlight in hit.highlights:
                assert highlight.span.start >= end
                end = highlight.span.end
                words = text[highlight.span.start : highlight.span.end]
                assert words == words.strip() and words
                around = text[highlight.span.start - 1] + text[highlight.span.end]
                assert not any(c.isalnum() for c in around)
            assert end <= hit.passage.end


def test_a_phrase_is_one_highlight_with_its_inner_spaces(seeds_engine: Engine) -> None:
    results = seeds_engine.search('"petites mains de l\'IA"')
    assert [marked(hit) for hit in results.hits] == [["petites mains de l’IA"]]


def test_an_unknown_word_does_not_empty_the_list(seeds_engine: Engine) -> None:
    alone = seeds_engine.search("précarité ")
    with_unknown = seeds_engine.search("précarité xqzwvk ")
    assert {h.passage.id for h in with_unknown.hits} == {h.passage.id for h in alone.hits}
    assert [(n.kind, n.detail) for n in with_unknown.notices] == [
        (NoticeKind.UNKNOWN_WORD, "xqzwvk")
    ]


def test_nothing_found_offers_the_nearest_words_as_written(seeds_engine: Engine) -> None:
    results = seeds_engine.search("precarrittee ", Options(fuzzy=False))
    assert results.total == 0
    assert "précarité" in results.suggestions


def test_without_fuzzy_there_are_no_guesses(seeds_engine: Engine) -> None:
    assert seeds_engine.search("automatistion ", Options(fuzzy=False)).total == 0
    assert seeds_engine.search("automatis", Options(fuzzy=False)).total > 0


def test_accents_count_when_asked(seeds: Corpus, seeds_engine: Engine) -> None:
    plain = Options(fuzzy=False, accents=True, limit=500)
    assert not seeds_engine.search("precarite ", plain).hits
    found = {h.passage.id for h in seeds_engine.search("précarité ", plain).hits}
    assert prose_with(seeds, r"(?i)\bprécarité\b") <= found
    for hit in seeds_engine.search("ou ", plain).hits:
        assert "où" not in [word.lower() for word in marked(hit)]


def test_other_roles_are_counted_and_opened(seeds: Corpus, seeds_engine: Engine) -> None:
    closed = seeds_engine.search("travail ", Options(limit=500))
    assert {h.passage.role for h in closed.hits} <= PROSE_ROLES
    pull_quotes = closed.elsewhere[Role.PULL_QUOTE]
    opened = seeds_engine.search("travail role:pull-quote ", Options(limit=500))
    assert opened.total == pull_quotes
    assert {h.passage.role for h in opened.hits} == {Role.PULL_QUOTE}
    everywhere = seeds_engine.search("travail role:any ", Options(limit=500))
    assert everywhere.total == closed.total + sum(closed.elsewhere.values())


def test_filters_alone_give_all_passages_in_corpus_order(
    seeds: Corpus, seeds_engine: Engine
) -> None:
    expected = [
        p.id for p in seeds.passages()
        if p.role in PROSE_ROLES and any("Casilli" in s for s in (*p.speakers, *p.quoted))
    ]  # fmt: skip
    results = seeds_engine.search("speaker:casilli", Options(limit=1000))
    assert [h.passage.id for h in results.hits] == expected
    assert results.total == len(expected)
    assert all(hit.highlights == () for hit in results.hits)


def test_years(seeds: Corpus, seeds_engine: Engine) -> None:
    prose = [p for p in seeds.passages() if p.role in PROSE_ROLES]
    for query, wanted in (
        ("year:2023", {p.id for p in prose if p.year == 2023}),
        ("after:2022", {p.id for p in prose if p.year is not None and p.year > 2022}),
        ("before:2022", {p.id for p in prose if p.year is not None and p.year < 2022}),
        ("-year:2023", {p.id for p in prose if p.year not in (None, 2023)}),
    ):
        assert set(ids(seeds_engine, query, limit=1000)) == wanted


def test_an_unknown_value_is_said_and_finds_nothing(seeds_engine: Engine) -> None:
    results = seeds_engine.search("travail speaker:nobody ")
    assert results.total == 0
    assert [(n.kind, n.detail) for n in results.notices] == [
        (NoticeKind.UNKNOWN_VALUE, "speaker:nobody")
    ]


def test_every_passage_is_found_by_its_own_words(seeds: Corpus, seeds_engine: Engine) -> None:
    for passage in seeds.passages():
        words = re.findall(r"\w+", passage.text)
        if passage.role not in PROSE_ROLES or len(words) < 12:
            continue
        query = f'"{" ".join(words[3:11])}"'
        assert passage.id in ids(seeds_engine, query), query


def test_values_complete(seeds_engine: Engine) -> None:
    query = "travail speaker:casi"
    (best, *_) = seeds_engine.complete(query, len(query))
    completed = query[: best.start] + best.text + query[best.end :]
    assert completed == 'travail speaker:"Antonio Casilli"'
    assert best.count > 0
    assert {c.text for c in seeds_engine.complete("lang:", 5)} == {"fr", "it"}
    assert seeds_engine.complete("travail", 7) == ()
    assert seeds_engine.complete('speaker:"Antonio Casilli" travail', 33) == ()


def test_nothing_typed_finds_nothing(seeds_engine: Engine) -> None:
    for query in ("", "  ", "…", "-", '"'):
        results = seeds_engine.search(query)
        assert (results.hits, results.total, results.notices) == ((), 0, ())
