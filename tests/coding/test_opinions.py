"""What holds of a passage when the program finds one thing and people decide another."""

from dataclasses import replace

import numpy as np
import pytest

from clicktui.board.model import CitedWork, PinnedQuote
from clicktui.coding.listing import differing, of_code, several, undecided
from clicktui.coding.model import Decision, Verdict
from clicktui.coding.opinions import Placed, coded
from clicktui.coding.overview import By, counted, in_all, together
from clicktui.corpus.corpus import Corpus
from clicktui.corpus.model import Passage, Quote, Role, Span
from clicktui.microtasks.model import Band, Coding, Finding, Judged
from coded_arrays import base_of, layers_of

CODES = ("prepare", "verify", "imitate")
YES, NO, DOUBT = Verdict.YES, Verdict.NO, Verdict.DOUBT
START = 100
TEXT = "Elles annotent des radios, puis vérifient les réponses de la machine."


def passage(name: str = "w:p", **more) -> Passage:
    facts = {
        "id": name, "work": "w", "file": "w.txt", "start": START, "end": START + len(TEXT),
        "text": TEXT, "role": Role.BODY, "speakers": ("Ada",), "quoted": (), "paragraph": 1,
        "lang": "fr", "year": 2023, "title": "W",
    }  # fmt: skip
    return Passage(**(facts | more))


def finds(**bands: tuple[Band, float, str]) -> Judged:
    """Return a judgement: for each code its band, its score and the words that speak for it."""
    codings = {code: Coding(code, Band.NONE, 0.0) for code in CODES}
    for code, (band, score, words) in bands.items():
        at = TEXT.index(words)
        span = Span(at, at + len(words))
        finding = Finding(code, "rule", (), (span,), 1.0, 1.0)
        codings[code] = Coding(code, band, score, (finding,))
    return Judged("fr", codings)


def decided(code: str, verdict: Verdict, words: str = TEXT, who: str = "Ada") -> Placed:
    at = START + TEXT.index(words)
    quote = Quote("w", "w.txt", at, at + len(words), words, "", "", Role.BODY, (1, 1), (), False,
                  False, None, "fr")  # fmt: skip
    cited = CitedWork("w", {"title": "W"}, "fr")
    marked = PinnedQuote(f"{code}-{who}-{at}-{verdict}", quote, cited, who, "2026-11-26T10:00:00Z")
    return Placed(Decision(marked, "microtasks", code, verdict), Span(at, at + len(words)))


FOUND = finds(
    prepare=(Band.CLEAR, 0.9, "annotent des radios"),
    verify=(Band.POSSIBLE, 0.6, "vérifient les réponses"),
)


def opinion(code: str, *decisions: Placed, judged: Judged | None = FOUND):
    return coded(passage(), judged, CODES, decisions, "Ada").opinions[code]


@pytest.mark.parametrize(
    ("code", "decisions", "verdict", "band", "differs"),
    [
        ("prepare", [], None, Band.CLEAR, False),
        ("verify", [], None, Band.POSSIBLE, False),
        ("imitate", [], None, Band.NONE, False),
        ("verify", [decided("verify", YES)], YES, Band.CLEAR, False),
        ("imitate", [decided("imitate", YES)], YES, Band.CLEAR, True),
        ("prepare", [decided("prepare", NO)], NO, Band.NONE, True),
        ("imitate", [decided("imitate", NO)], NO, Band.NONE, False),
        ("prepare", [decided("prepare", DOUBT)], DOUBT, Band.POSSIBLE, False),
        ("prepare", [decided("verify", NO)], None, Band.CLEAR, False),
        ("imitate", [decided("imitate", YES, "la machine")], YES, Band.CLEAR, True),
        # a no about some words speaks for these alone
        ("prepare", [decided("prepare", NO, "annotent")], NO, Band.NONE, True),
        ("prepare", [decided("prepare", NO, "la machine")], None, Band.CLEAR, False),
        ("prepare", [decided("prepare", NO, "la machine"),
                     decided("prepare", YES, "annotent")], YES, Band.CLEAR, False),
        # what others decided is beside it
        ("imitate", [decided("imitate", YES, who="Blaise")], None, Band.NONE, False),
    ],
)  # fmt: skip
def test_the_users_word_wins_for_the_words_that_it_is_about(
    code, decisions, verdict, band, differs
) -> None:
    found = opinion(code, *decisions)
    assert (found.verdict, found.band, found.differs) == (verdict, band, differs)


def test_others_decisions_are_shown_and_those_elsewhere_are_not() -> None:
    theirs = decided("imitate", YES, who="Blaise")
    before = Placed(theirs.decision, Span(0, START))
    assert opinion("imitate", theirs, before).decisions == (theirs,)


def test_without_the_program_only_people_decide() -> None:
    assert opinion("prepare", judged=None).band is Band.NONE
    assert opinion("prepare", decided("prepare", YES), judged=None).band is Band.CLEAR


def corpus_of_four() -> list:
    def one(name: str, judged: Judged, *decisions: Placed, **more):
        return coded(passage(f"w:{name}", **more), judged, CODES, decisions, "Ada")

    return [
        one("low", finds(prepare=(Band.CLEAR, 0.8, "annotent")), year=None),
        one("high", FOUND, speakers=("Ada", "Zoé")),
        one("possible", finds(prepare=(Band.POSSIBLE, 0.55, "annotent")), lang="it", speakers=()),
        one("none", finds(), decided("prepare", YES), work="v", year=2021),
    ]


FOUR = corpus_of_four()
LAYERS = layers_of(FOUR, CODES, Corpus((), ""))
ALL = np.ones(len(FOUR), dtype=bool)


def names(places) -> list[str]:
    return [FOUR[place].passage.id[2:] for place in places.tolist()]


def test_lists_are_ordered_by_band_and_score() -> None:
    assert names(of_code(LAYERS, "prepare", ALL)) == ["high", "low", "none", "possible"]
    assert names(of_code(LAYERS, "verify", ALL)) == ["high"]
    assert names(of_code(LAYERS, "imitate", ALL)) == []
    assert names(several(LAYERS, ALL)) == ["high"]
    assert names(differing(LAYERS, ALL)) == ["none"]
    assert names(of_code(LAYERS, "prepare", ~ALL)) == []


def test_what_teaches_most_comes_first_and_what_is_decided_not_at_all() -> None:
    # least sure is 0.55 (0.9), then 0.6 of “verify” (0.8), then 0.8 (0.4)
    assert names(undecided(LAYERS, "Ada", ALL)) == ["possible", "high", "low"]
    # nothing is decided by Blaise; what only meaning says (0.5) stands between
    assert names(undecided(LAYERS, "Blaise", ALL, [3])) == ["possible", "high", "none", "low"]


def test_counts_say_their_base() -> None:
    four = base_of(FOUR, CODES, Corpus((), ""))

    by_year = counted(four, CODES, By.YEAR)
    assert [(row.key, row.base) for row in by_year] == [("", 1), ("2021", 1), ("2023", 2)]
    by_speaker = counted(four, CODES, By.SPEAKER)
    assert [(row.key, row.base) for row in by_speaker] == [("Ada", 3), ("Zoé", 1), ("", 1)]
    assert [row.held("prepare") for row in by_speaker] == [3, 1, 1]
    by_work = counted(four, CODES, By.WORK)
    assert [(row.key, row.title, row.base) for row in by_work] == [("w", "W", 3), ("v", "W", 1)]
    assert [row.key for row in counted(four, CODES, By.LANG)] == ["fr", "it"]
    everything = in_all(four, CODES)
    assert (everything.base, everything.clear, everything.possible) == (
        4,
        {"prepare": 3, "verify": 0, "imitate": 0},
        {"prepare": 1, "verify": 1, "imitate": 0},
    )


def test_codes_that_stand_together_are_counted_in_pairs() -> None:
    pairs = together(base_of(FOUR, CODES, Corpus((), "")), CODES)
    assert pairs == {
        ("prepare", "verify"): (0, 1),
        ("prepare", "imitate"): (0, 0),
        ("verify", "imitate"): (0, 0),
    }


def test_a_decision_that_was_redecided_counts_as_it_is_now() -> None:
    first = decided("prepare", NO)
    again = Placed(replace(first.decision, verdict=YES), first.span)
    assert opinion("prepare", again).verdict is YES
