"""A codebook at work: cues muted and added, decisions, and what they do to passages."""

from pathlib import Path

import pytest

from clicktui.board.store.store import open_store
from clicktui.coding.desk import CodingDesk
from clicktui.coding.ledger import Ledger
from clicktui.coding.model import Verdict
from clicktui.coding.ownrules import (
    Added,
    Muted,
    OwnRules,
    applied,
    rules_document,
    rules_from,
)
from clicktui.corpus.corpus import Corpus
from clicktui.corpus.model import Span
from clicktui.errors import CodebookError, NotFoundError
from clicktui.microtasks.codebookfiles import read_codebook
from clicktui.microtasks.model import Band

CATALOGUE = """\
schema: clicktui-catalogue/1
sources:
  - file: clic.txt
    works:
      - id: clic
        lang: fr
        lines: 1-5
        csl: {type: article, title: Du clic}
"""
TEXT = """\
Elles tamponnent des radios.

Ils pèlent des pommes.

Rien ici.
"""
CODEBOOK = """\
clicktui: codebook
codebook: essai
names: Essai
codes:
  - code: radio
    names: Radios
    sign: "●"
    colour: "#2e7d32"
    cues:
      fr: [tamponn* _2 radio|radios]
  - code: fruit
    names: Fruits
    sign: "■"
    colour: "#1565c0"
"""
TAMPON = "tamponn* _2 radio|radios"


@pytest.fixture
def desk(tmp_path: Path):
    (tmp_path / "catalogue.yaml").write_text(CATALOGUE, "utf-8")
    (tmp_path / "clic.txt").write_text(TEXT, "utf-8")
    (tmp_path / "essai.yaml").write_text(CODEBOOK, "utf-8")
    corpus = Corpus.load(tmp_path / "catalogue.yaml", tmp_path)
    with open_store(tmp_path / "boards") as store:
        yield CodingDesk(read_codebook(tmp_path / "essai.yaml"), Ledger(store, corpus, "Ada"))


def held(desk: CodingDesk) -> list[tuple[str, ...]]:
    return [one.codes for one in desk.coded(tuple(desk.corpus.passages()))]


def muted_of(desk: CodingDesk) -> Muted:
    """Return the one pattern of the codebook, as a finding names it."""
    (first, *_rest) = desk.coded(tuple(desk.corpus.passages()))
    (finding,) = first.opinions["radio"].program.findings
    (sign,) = finding.signs
    return Muted("fr", sign.cue, sign.pattern)


def test_what_the_cues_find_is_held_until_somebody_decides(desk) -> None:
    assert held(desk) == [("radio",), (), ()]

    first, second, _ = desk.corpus.passages()
    desk.decide("radio", "clic", Span(first.start, first.end), Verdict.NO)
    desk.decide("FRUIT", "clic", Span(second.start + 4, second.end - 1), Verdict.YES)

    assert held(desk) == [(), ("fruit",), ()]
    with pytest.raises(NotFoundError, match="no code legume"):
        desk.decide("legume", "clic", Span(first.start, first.end), Verdict.NO)


def test_a_muted_pattern_finds_nothing_and_its_effect_is_seen_before(desk) -> None:
    muted = muted_of(desk)
    assert muted.pattern == TAMPON

    (effect,) = desk.effects(desk.own_rules.muting(muted))
    assert (effect.passage.paragraph, effect.code, effect.after) == (1, "radio", Band.NONE)
    assert held(desk)[0] == ("radio",), "nothing happened yet"

    desk.mute(muted)
    assert held(desk) == [(), (), ()]
    desk.ledger.store.undo("Ada")
    assert held(desk)[0] == ("radio",)
    desk.ledger.store.redo("Ada")
    desk.keep_rules(OwnRules(), "as shipped")
    assert held(desk)[0] == ("radio",)


def test_an_added_cue_speaks_for_its_code_at_once(desk) -> None:
    desk.add_cue(Added("fruit", "fr", "pomme|pommes"))
    desk.add_cue(Added("radio", "fr", "rien ici", is_sure=False))

    coded = desk.coded(tuple(desk.corpus.passages()))
    assert coded[1].opinions["fruit"].band is Band.CLEAR
    assert coded[2].opinions["radio"].band is Band.POSSIBLE
    span = coded[1].opinions["fruit"].program.spans[0]
    assert coded[1].passage.text[span.start : span.end] == "pommes"


@pytest.mark.parametrize(
    ("pattern", "told"),
    [("", "is no pattern"), ("pomme~zz", "called zz"), ("_2", "begin and end with a word"),
     ("{personne} pomme", "names a cue that is not there")],
)  # fmt: skip
def test_a_cue_that_cannot_be_read_is_refused_and_nothing_is_kept(desk, pattern, told) -> None:
    with pytest.raises(CodebookError, match=told):
        desk.add_cue(Added("fruit", "fr", pattern))
    assert desk.own_rules.are_none


def test_rules_come_back_as_they_were_also_after_reopening(desk) -> None:
    own = OwnRules(
        frozenset({Muted("fr", "a", "x y"), Muted("it", "b", "é*")}),
        frozenset({Added("fruit", "fr", "pomme"), Added("radio", "en", "« r »", is_sure=False)}),
    )
    assert rules_from(rules_document(own)) == own

    desk.keep_rules(own, "de tout")
    with open_store(desk.ledger.store._folder) as store:
        assert Ledger(store, desk.corpus, "Blaise").own_rules("essai") == own
        assert Ledger(store, desk.corpus, "Blaise").own_rules("microtasks").are_none


def test_what_is_muted_and_no_longer_there_is_passed_by(desk) -> None:
    own = OwnRules(muted=frozenset({Muted("de", "nichts", "gibt es nicht")}))
    assert applied(desk.codebook.cues, own).rules == desk.codebook.cues.rules


def test_settling_a_passage_takes_the_place_of_what_was_said_of_its_words(desk) -> None:
    first, *_ = desk.corpus.passages()
    words = Span(first.start, first.start + len("Elles tamponnent"))
    desk.decide("fruit", "clic", words, Verdict.YES, "un peu")
    desk.decide("fruit", "clic", Span(first.start, first.end), Verdict.DOUBT, "hum")
    assert held(desk)[0] == ("radio", "fruit")

    desk.settle("fruit", first, Verdict.NO)
    assert held(desk)[0] == ("radio",)
    (kept,) = desk.ledger.decisions()
    assert sorted(kept.memo.split("\n\n")) == ["hum", "un peu"]
    desk.ledger.store.undo("Ada")
    assert len(desk.ledger.decisions()) == 2

    desk.settle("fruit", first, Verdict.YES)
    assert len(desk.ledger.decisions()) == 2, "a yes leaves what is said of its words"
