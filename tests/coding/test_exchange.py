"""Codings written for another clicktui and read back: exactly, or told why not."""

import json
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from clicktui.board.model import CitedWork, PinnedQuote
from clicktui.board.store.store import open_store
from clicktui.coding.exchange import as_they_stand, codings_text, read_codings, resolved
from clicktui.coding.model import Decision, Verdict
from clicktui.corpus.model import Span
from clicktui.corpus.quoting import quote
from clicktui.errors import BoardFileError, NotFoundError, QuoteError
from labelled_corpus import LINES, as_other, corpus_in, decide, desk_of

YES, NO, DOUBT = Verdict.YES, Verdict.NO, Verdict.DOUBT


@pytest.fixture
def desk(tmp_path):
    with open_store(tmp_path / "boards") as store:
        yield desk_of(tmp_path, corpus_in(tmp_path), store)


@pytest.fixture(scope="module")
def corpus(tmp_path_factory):
    return corpus_in(tmp_path_factory.mktemp("exchange"))


NAMES = st.text(st.characters(categories=("L", "N", "P", "S")), min_size=1, max_size=12)
IDS = st.from_regex(r"[a-z][a-z0-9]{0,9}", fullmatch=True)
TIMES = st.datetimes().map(lambda at: at.strftime("%Y-%m-%dT%H:%M:%SZ").rjust(20, "0"))
MEMOS = st.text(st.characters(categories=("L", "N", "P", "S", "Zs")), max_size=30).map(str.strip)


@st.composite
def decisions(draw, corpus) -> Decision:
    size = len(corpus.text_of("clic")) - 1
    start = draw(st.integers(0, size - 1))
    end = draw(st.integers(start + 1, size))
    try:
        words = quote(corpus, "clic", Span(start, end))
    except (NotFoundError, QuoteError):
        assume(False)
    assume(words.words.strip())
    cited = CitedWork.of(corpus.work("clic"), None)
    marked = PinnedQuote(draw(IDS), words, cited, draw(NAMES), draw(TIMES), draw(MEMOS))
    return Decision(marked, "essai", draw(IDS), draw(st.sampled_from(list(Verdict))))


@settings(
    deadline=None,
    max_examples=50,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much],
)
@given(st.data())
def test_decisions_come_back_as_they_were(corpus, data) -> None:
    made = data.draw(st.lists(decisions(corpus), max_size=4, unique_by=lambda one: one.subject))

    taken = resolved(read_codings(codings_text(made), "f.json"), corpus)

    assert taken.not_found == ()
    assert list(taken.decisions) == made


@settings(deadline=None)
@given(st.data())
def test_in_a_text_that_grew_above_the_same_words_are_found(grown, corpus, data) -> None:
    number = data.draw(st.integers(0, len(LINES) - 1))
    start = corpus.text_of("clic").index(LINES[number])
    made = Decision(
        PinnedQuote(
            "a1", quote(corpus, "clic", Span(start, start + len(LINES[number]))),
            CitedWork.of(corpus.work("clic"), None), "Ada", "2026-11-26T10:00:00Z",
        ),
        "essai", "radio", YES,
    )  # fmt: skip

    (found,) = resolved(read_codings(codings_text([made]), "f.json"), grown).decisions

    there = found.quote
    assert there.words == LINES[number] == grown.text_of("clic")[there.start : there.end]
    assert there.start != start


@pytest.fixture(scope="module")
def grown(tmp_path_factory):
    return corpus_in(tmp_path_factory.mktemp("grown"), "Une ligne de plus, au début.", *LINES)


def test_what_is_written_has_the_place_of_now_and_says_what_is_lost(desk, grown, tmp_path) -> None:
    decide(desk, 1, "radio", YES)
    decide(desk, 2, "fruit", YES, "pommes")
    there, lost = as_they_stand(desk.ledger.decisions(), desk.ledger)
    assert (there, lost) == (desk.ledger.decisions(), ())

    desk.ledger.corpus = grown
    there, lost = as_they_stand(desk.ledger.decisions(), desk.ledger)
    assert lost == ()
    text = grown.text_of("clic")
    assert [text[one.quote.start : one.quote.end] for one in there] == [LINES[0], "pommes"]
    assert [one.id for one in there] == [one.id for one in desk.ledger.decisions()]

    (tmp_path / "other").mkdir()
    desk.ledger.corpus = corpus_in(tmp_path / "other", LINES[0], "Tout est autre.")
    there, lost = as_they_stand(desk.ledger.decisions(), desk.ledger)
    assert [(one.decision.code, one.reason) for one in lost] == [
        ("fruit", "no text of the corpus has these words")
    ]
    assert there[1] == lost[0].decision == desk.ledger.decisions()[1]
    written = json.loads(codings_text(there, lost))["codings"]
    assert [one.get("lost") for one in written] == [None, True]
    assert len(read_codings(codings_text(there, lost), "f.json")) == 2


def test_what_the_corpus_lacks_or_has_otherwise_is_told_and_not_taken(desk, tmp_path) -> None:
    decide(desk, 1, "radio", YES)
    decide(desk, 2, "fruit", YES, "pommes")
    decide(desk, 4, "fruit", DOUBT)
    incoming = read_codings(codings_text(desk.ledger.decisions()), "f.json")
    (tmp_path / "other").mkdir()
    other = corpus_in(tmp_path / "other", "Elles tamponnent des radios ici.", "Tout est autre.")

    taken = resolved(incoming, other)

    assert taken.decisions == ()
    told = [one.reason for one in taken.not_found]
    assert len(told) == 3
    assert "no text of the corpus has these words" in told


def test_words_that_stand_twice_are_not_guessed(desk, tmp_path) -> None:
    decide(desk, 1, "radio", YES, "radios")
    (one,) = read_codings(codings_text(desk.ledger.decisions()), "f.json")
    bare = replace(one, sought=replace(one.sought, prefix="", suffix="", start=900, end=906))
    (left,) = resolved([bare], desk.corpus).not_found
    assert "several times" in left.reason


def test_taking_in_keeps_what_was_decided_since_and_adds_the_rest(desk) -> None:
    decide(desk, 1, "radio", YES)
    decide(desk, 2, "fruit", NO)
    text = codings_text(desk.ledger.decisions())
    again = resolved(read_codings(text, "f.json"), desk.corpus, desk.ledger.decisions())
    assert (again.decisions, len(again.older)) == ((), 2)

    decide(desk, 1, "radio", NO)
    old = text.replace('"at": "20', '"at": "19')
    assert len(resolved(read_codings(old, "f"), desk.corpus, desk.ledger.decisions()).older) == 2
    new = text.replace('"at": "20', '"at": "21')
    newer = resolved(read_codings(new, "f"), desk.corpus, desk.ledger.decisions())
    desk.ledger.take_in(newer.decisions)
    assert [one.verdict for one in desk.ledger.decisions()] == [YES, NO]


def test_a_file_can_be_taken_in_as_somebody_elses(desk) -> None:
    decide(as_other(desk, "Blaise"), 1, "radio", NO)
    decide(desk, 1, "radio", YES)
    text = codings_text(desk.ledger.decisions())
    taken = resolved(read_codings(text, "f"), desk.corpus, desk.ledger.decisions(), "Zoé")
    desk.ledger.take_in(taken.decisions[:1])
    assert {one.coder for one in desk.ledger.decisions()} == {"Ada", "Blaise", "Zoé"}


def entry(**more) -> dict:
    return {
        "id": "a1", "codebook": "essai", "code": "radio", "verdict": "yes", "coder": "Ada",
        "at": "2026-11-26T10:00:00Z", "memo": "", "words": LINES[0], "prefix": "", "suffix": "",
        "role": "body", "work": "clic", "title": "Du clic", "file": "clic.txt", "start": 0,
        "end": 28,
    } | more  # fmt: skip


def as_file(*entries: dict, **more) -> str:
    return json.dumps({"clicktui": 1, "format": "codings", "codings": list(entries)} | more)


def test_a_file_written_by_hand_is_read(corpus) -> None:
    (one,) = resolved(
        read_codings("\ufeff" + as_file(entry(start=5, end=6)), "f"), corpus
    ).decisions
    assert (one.quote.words, one.quote.start) == (LINES[0], 0)


def test_of_one_coder_only_the_latest_of_a_file_about_the_same_words_is_taken_in(corpus) -> None:
    early, late = "2025-01-01T00:00:00Z", "2026-01-01T00:00:00Z"
    text = as_file(
        entry(at=early, verdict="no"), entry(id="a2", at=late), entry(id="a3", at=early, memo="x")
    )
    taken = resolved(read_codings(text, "f"), corpus)
    assert [one.id for one in taken.decisions] == ["a2"]
    assert {one.id for one in taken.older} == {"a1", "a3"}


def test_nobody_is_taken_in_under_the_name_of_the_program_or_an_endless_one(corpus) -> None:
    codings = read_codings(as_file(entry(coder="clicktui"), entry(coder="x" * 10_000)), "f")
    taken = resolved(codings, corpus)
    assert taken.decisions == ()
    assert [one.reason for one in taken.not_found] == [
        "clicktui is the name of the program itself",
        "the coder has a name of more than 200 letters",
    ]
    assert resolved(codings, corpus, coder="Zoé").decisions[0].coder == "Zoé"


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("", "not JSON"),
        ("[" * 100_000, "not JSON"),
        ("[]", "no file of codings"),
        ('{"format": "codings"}', "no file of codings"),
        (as_file(clicktui=2), "another version"),
        (as_file(entry(), entry(verdict="maybe")), "coding 2: verdict: maybe"),
        (as_file(entry(words=" ")), "no words are coded"),
        (as_file(entry(at="yesterday")), "at: yesterday"),
        (as_file(entry(at="2026-13-01T00:00:00Z")), "at: 2026"),
        (as_file(entry(at="2026-02-31T00:00:00Z")), "at: 2026-02-31"),
        (as_file(entry(role="chorus")), "role: chorus"),
        (as_file(entry(coder=" \n")), "expected a name"),
        (as_file(entry(coder="\u200b")), "expected a name"),
        (as_file(entry()).replace("28", "9" * 5000), "a number is too long"),
        (as_file(entry(id="../x")), "id: ../x"),
        (as_file(entry(code="A b")), "code: A b"),
        (as_file(entry(start=-1)), "start is no number"),
        (as_file(entry(start=9, end=8)), "end before its start"),
        (as_file(entry(end=10**30)), "end"),
        (as_file(entry(more=1)), "more than known: more"),
        (as_file({"id": "a"}), "coding 1: no "),
    ],
)
def test_a_mistake_is_told_in_one_line_and_nothing_is_read(text, told) -> None:
    with pytest.raises(BoardFileError, match=told) as caught:
        read_codings(text, "f.json")
    assert str(caught.value).startswith("f.json: ")
    assert "\n" not in str(caught.value)
