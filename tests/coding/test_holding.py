"""What is held of all passages: the same as when all is read anew, whatever was decided."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from coding_samples import desk_of

from clicktui.coding.desk import CodingDesk
from clicktui.coding.holding import Holding
from clicktui.coding.model import Verdict
from clicktui.coding.opinions import Coded
from clicktui.coding.ownrules import Added, Muted
from clicktui.corpus.model import Span


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[CodingDesk]:
    with desk_of(tmp_path) as opened:
        yield opened


def anew(desk: CodingDesk) -> dict[int, Coded]:
    return dict(enumerate(desk.coded(tuple(desk.corpus.passages()))))


def now(holding: Holding) -> dict[int, Coded]:
    return holding.at(range(len(holding.corpus)))


def test_decisions_memos_and_undo_are_seen(desk: CodingDesk) -> None:
    holding = Holding(desk, desk.corpus)
    assert now(holding) == anew(desk)
    whole = Span(
        desk.corpus.text_of("clic").index("Ils"), desk.corpus.text_of("clic").index("Rien")
    )
    sentence = Span(whole.start, whole.end - 2)

    decided = desk.decide("fruit", "clic", sentence, Verdict.YES)
    assert now(holding) == anew(desk)
    assert [one.passage.text for one in now(holding).values() if one.opinions["fruit"].is_held] == [
        "Ils pèlent des pommes."
    ]
    desk.ledger.write_memo(decided.decision.id, "à la main")
    assert now(holding) == anew(desk)
    desk.ledger.store.undo("Ada")
    desk.ledger.store.undo("Ada")
    assert now(holding) == anew(desk)
    assert not any(one.opinions["fruit"].is_held for one in now(holding).values())


def test_what_is_not_touched_is_not_read_again(desk: CodingDesk) -> None:
    holding = Holding(desk, desk.corpus)
    before = now(holding)
    desk.decide("radio", "click", Span(*_of(desk, "They stamp radios all day.")), Verdict.NO)
    (changed,) = holding.refresh()

    assert before[changed].passage.text == "They stamp radios all day."
    assert holding.known(changed) is None
    after = now(holding)
    assert [at for at in before if after[at] is not before[at]] == [changed]


def test_other_cues_change_every_work(desk: CodingDesk) -> None:
    holding = Holding(desk, desk.corpus)
    now(holding)
    desk.mute(Muted("en", "own-radio", "stamp radios"))
    desk.add_cue(Added("fruit", "fr", "pommes"))

    assert now(holding) == anew(desk)
    assert [one.passage.text for one in now(holding).values() if one.codes] == [
        "Elles tamponnent des radios.",
        "Ils pèlent des pommes.",
    ]


def test_only_those_asked_for_last_are_kept(desk: CodingDesk) -> None:
    holding = Holding(desk, desk.corpus, most=2)
    for place in (0, 1, 0, 2):
        holding.at([place])

    assert [holding.known(place) is not None for place in range(4)] == [True, False, True, False]


def test_what_was_seen_of_an_effect_is_what_is_kept(desk: CodingDesk) -> None:
    own = desk.own_rules.muting(Muted("en", "own-radio", "stamp radios"))
    seen: list[int] = []
    effects = desk.effects(own, progress=lambda done, _total: seen.append(done))
    judged = desk._seen
    desk.keep_rules(own, "− stamp radios")

    assert [(one.passage.text, one.before, one.after) for one in effects] == [
        ("They stamp radios all day.", "clear", "none")
    ]
    assert seen[-1] == 5
    assert judged is not None
    assert desk.judgements is judged[1]  # not judged a second time


def test_what_she_decided_about_words_is_found_and_taken_back(desk: CodingDesk) -> None:
    whole = Span(*_of(desk, "They stamp radios all day."))
    words = Span(*_of(desk, "stamp radios"))
    desk.decide("radio", "click", words, Verdict.YES, "tampons")

    assert [one.memo for one in desk.decided("radio", "click", whole)] == ["tampons"]
    assert [one.passage.work for one in desk.coded_at("click", words)] == ["click"]
    assert desk.withdraw("radio", "click", whole) is not None
    assert desk.withdraw("radio", "click", whole) is None


def _of(desk: CodingDesk, words: str) -> tuple[int, int]:
    start = desk.corpus.text_of("click").index(words)
    return start, start + len(words)
