"""Filters on codes: what each finds, against a plain reading of what is held of each passage."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from clicktui.board.store.store import open_store
from clicktui.coding.bands import LayerMaker
from clicktui.coding.labels import CodeLabels
from clicktui.coding.model import Verdict
from clicktui.microtasks.model import Band
from clicktui.search.model import NoticeKind
from clicktui.search.opening import open_engine
from clicktui.search.sources import sources_of
from labelled_corpus import as_other, corpus_in, decide, desk_of

YES, NO, DOUBT = Verdict.YES, Verdict.NO, Verdict.DOUBT
# What the cues find: radio in 1 and 3, fruit in 2 and 3; nothing in 4 and 5.


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory):
    folder = tmp_path_factory.mktemp("labels")
    corpus = corpus_in(folder)
    with open_store(folder / "boards") as store:
        desk = desk_of(folder, corpus, store)
        decide(desk, 1, "radio", YES)
        decide(desk, 2, "fruit", NO)
        decide(desk, 4, "fruit", DOUBT)
        decide(desk, 5, "radio", YES, "des radios")
        decide(desk, 3, "radio", NO, "Elles")  # of some words: nothing for the passage
        blaise = as_other(desk, "Blaise Pascal")
        decide(blaise, 1, "radio", NO)
        decide(blaise, 3, "fruit", DOUBT)
        yield desk


@pytest.fixture(scope="module")
def labels(desk) -> CodeLabels:
    layers = LayerMaker(desk).layers()
    return CodeLabels(desk.codebook, "Ada", layers)


@pytest.fixture(scope="module")
def engine(desk, labels, tmp_path_factory: pytest.TempPathFactory):
    corpus = desk.corpus
    folder = tmp_path_factory.mktemp("cache")
    engine, _notices = open_engine(sources_of(corpus), folder)
    engine.label(labels)
    yield engine
    engine.close()


def numbers(engine, query: str) -> list[int]:
    return [hit.passage.paragraph for hit in engine.search(query).hits]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("code:radio", {1, 3, 5}),
        ("code:RADIO", {1, 3, 5}),
        ("code:x-rays", {1, 3, 5}),
        ("code:geste", {1, 3, 5}),  # radio is under it
        ("code:fruit", {3, 4}),
        ("code:any", {1, 3, 4, 5}),
        ("-code:any", {2}),
        ("-code:radio", {2, 4}),
        ("code:radio code:fruit", {3}),
        ("code:radio OR code:fruit", {1, 3, 4, 5}),
        ("code:fruit OR pommes", {3}),  # only filters are alternatives of filters: OR is a word
        ("code:fruit -code:radio", {4}),
        ("band:clear", {1, 3, 5}),
        ("band:possible", {4}),
        ("code:fruit band:clear", {3}),  # not 1: there another code is clear
        ("code:radio band:none", {2, 4}),
        ("code:fruit OR code:radio band:possible", {4}),
        ("band:clear OR band:possible", {1, 3, 4, 5}),
        ("code:fruit -band:clear", {4}),
        ("-band:clear", {2, 4}),
        ("by:me", {1, 2, 3, 4, 5}),
        ("code:radio by:me", {1, 5}),
        ("code:fruit by:me band:none", {2}),
        ("code:radio -by:me", set()),
        ("code:fruit -by:me", {3}),
        ("by:program", {1, 2, 3}),
        ("code:fruit by:programme", {2, 3}),  # what it finds, whatever holds
        ("by:blaise", {1, 3}),
        ('by:"Blaise Pascal" code:fruit', {3}),
        ("by:pascal band:none", {1}),
        ("by:me by:blaise", {1}),  # of the same code
        ("-by:me", set()),
        ("-by:pascal", {2, 4, 5}),
        ("disagreed:yes", {2, 5}),
        ("disagreed:no", {1}),
        ("code:fruit disagreed:yes", {2}),
        ("code:radio disagreed:oui", {5}),
        ("code:radio tamponnent", {1, 3}),
        ("radios -code:radio", set()),
        ("code:fruit OR lang:fr", {1, 2, 3, 4, 5}),
        ("lang:it OR code:fruit", {3, 4}),
        ("lang:it OR lang:fr code:fruit", {3, 4}),
    ],
)
def test_a_filter_finds(engine, query: str, found: set[int]) -> None:
    assert set(numbers(engine, query)) == found


@pytest.mark.parametrize("query", ["code:zebra", "by:nobody", "band:wide", "disagreed:maybe",
                                   "code:…", "band:,", "by:;"])  # fmt: skip
def test_a_value_that_is_none_finds_nothing_and_is_told(engine, query: str) -> None:
    results = engine.search(query)
    assert results.total == 0
    assert [notice.kind for notice in results.notices] == [NoticeKind.UNKNOWN_VALUE]


def test_alone_the_passages_come_in_the_order_of_the_list(engine, desk) -> None:
    assert numbers(engine, "code:radio") == [1, 3, 5]  # the program's score last of all in 5
    assert numbers(engine, "code:fruit") == [3, 4]  # clear before possible
    assert numbers(engine, "by:me") == [1, 2, 3, 4, 5]


def test_before_the_labels_are_there_a_filter_finds_nothing_and_says_so(engine, labels) -> None:
    engine.label(None)
    try:
        for query in ("code:radio", "radios -by:me", "lang:fr OR code:radio"):
            results = engine.search(query)
            assert (results.total, results.notices[0].kind) == (0, NoticeKind.NOT_YET)
        assert engine.search("radios").total == 3
        assert engine.complete("code:", 5) == ()
    finally:
        engine.label(labels)


def test_labels_of_another_corpus_are_not_asked(engine, labels, tmp_path) -> None:
    corpus = corpus_in(tmp_path, "Une seule ligne de texte.")
    with open_store(tmp_path / "boards") as store:
        desk = desk_of(tmp_path, corpus, store)
        engine.label(CodeLabels(desk.codebook, "Ada", LayerMaker(desk).layers()))
        try:
            assert engine.search("code:radio").notices[0].kind is NoticeKind.NOT_YET
        finally:
            engine.label(labels)


def test_values_are_completed_with_counts(engine) -> None:
    def offered(query: str) -> dict[str, int]:
        return {one.text: one.count for one in engine.complete(query, len(query))}

    assert offered("code:") == {"geste": 3, "radio": 3, "fruit": 2}
    assert offered("code:fr") == {"fruit": 2}
    assert offered("band:") == {"clear": 3, "possible": 1}
    assert offered("by:") == {"me": 5, "program": 3, '"Blaise Pascal"': 2}
    assert offered("disagreed:") == {"yes": 2, "no": 1}


def test_a_passage_tells_its_codes(labels, desk) -> None:
    assert [labels.held(one) for one in desk.corpus.passages()] == [
        (("radio", Band.CLEAR),),
        (),
        (("radio", Band.CLEAR), ("fruit", Band.CLEAR)),
        (("fruit", Band.POSSIBLE),),
        (("radio", Band.CLEAR),),
    ]
    stranger = replace(next(desk.corpus.passages()), id="nobody:knows")
    assert labels.held(stranger) == ()


@settings(deadline=None, max_examples=25)
@given(
    st.lists(
        st.tuples(
            st.integers(1, 5),
            st.sampled_from(["radio", "fruit"]),
            st.sampled_from(list(Verdict)),
            st.sampled_from(["Ada", "Blaise"]),
        ),
        max_size=6,
    )
)
def test_what_is_held_is_what_the_desk_says_whatever_was_decided(own_desk, decisions) -> None:
    desk, maker = own_desk
    there = [one.id for one in desk.ledger.decisions()]
    if there:
        desk.ledger.withdraw(there)
    for number, code, verdict, who in decisions:
        decide(as_other(desk, who), number, code, verdict)

    passages = tuple(desk.corpus.passages())
    held = CodeLabels(desk.codebook, "Ada", maker.layers())
    for one in desk.coded(passages):
        bands = {code: opinion.band for code, opinion in one.opinions.items() if opinion.is_held}
        assert dict(held.held(one.passage)) == bands
    assert maker.layers() is held.layers, "nothing changed since"


@pytest.fixture(scope="module")
def own_desk(tmp_path_factory: pytest.TempPathFactory):
    folder = tmp_path_factory.mktemp("own")
    with open_store(folder / "boards") as store:
        desk = desk_of(folder, corpus_in(folder), store)
        yield desk, LayerMaker(desk)


def test_cues_that_change_change_the_layers(own_desk) -> None:
    desk, maker = own_desk
    before = maker.layers()
    sign = desk.coded(tuple(desk.corpus.passages()))[1].opinions["fruit"].program.findings[0].signs
    from clicktui.coding.ownrules import Muted

    desk.mute(Muted("fr", sign[0].cue, sign[0].pattern))
    after = maker.layers()
    assert before.by["clicktui"]["fruit"].any()
    assert not after.by["clicktui"]["fruit"].any()
