from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clicktui.board.changes import Change, What
from clicktui.board.model import CitedWork, PinnedQuote
from clicktui.board.standing import Difference, Stand, Standing
from clicktui.corpus.alterations import AlterationKind
from clicktui.corpus.model import Quote, Repetition, Span
from clicktui.corpus.quoting import quote
from clicktui.wording.boards import (
    alteration_name,
    change_text,
    copy_doubt,
    locator,
    quote_said_by,
    redone_text,
    standing_text,
    undone_text,
)
from shipped_once import shipped_corpus

CORPUS = shipped_corpus()


def change(what: What, about: str = "Thème", count: int = 1) -> Change:
    return Change(7, what, "b1", about, count, "Ada", "2026-11-21T23:57:03Z")


@pytest.mark.parametrize(
    ("happened", "said"),
    [
        (change(What.PIN, "les mots"), "Pinned “les mots”"),
        (change(What.MOVE), "1 quote moved to “Thème”"),
        (change(What.MOVE, count=3), "3 quotes moved to “Thème”"),
        (change(What.REMOVE, "les mots"), "Removed “les mots”"),
        (change(What.REMOVE, "les mots", 2), "2 quotes removed"),
        (change(What.TAG, "ia, -genre", 2), "Tags of 2 quotes changed: ia, -genre"),
        (change(What.MIRROR, "/ada/thèse.yaml"), "The file /ada/thèse.yaml follows the board"),
        (change(What.MIRROR, ""), "No file follows the board any more"),
        (change(What.REMOVE_BOARD), "Board “Thème” deleted"),
    ],
)  # fmt: skip
def test_a_change_is_one_sentence(happened: Change, said: str) -> None:
    assert change_text(happened) == said
    assert undone_text(happened) == f"Undone: {said}"
    assert redone_text(happened) == f"Redone: {said}"


@given(st.sampled_from(What), st.text(), st.integers(1, 9))
def test_every_change_can_be_said_of_anything(what: What, about: str, count: int) -> None:
    said = change_text(change(what, about, count))

    assert said
    assert about in said or str(count) in said
    assert said.replace(about, "").isprintable()


def test_what_to_know_before_a_copy_is_used() -> None:
    answer = next(part for part in CORPUS.work("casilli-heidi").paragraphs if part.number == 5)
    there = quote(CORPUS, "casilli-heidi", answer.span)
    plain = replace(there, speaker_inferred=False)

    def doubt(quoted: Quote, standing: Standing, *, names_speaker: bool = True) -> str | None:
        cited = CitedWork.of(CORPUS.work("casilli-heidi"), None)
        stand = Stand(standing, None if standing is Standing.VANISHED else there, 1.0, "d", ())
        return copy_doubt(
            PinnedQuote("q", quoted, cited, "Ada", "2026-11-21T23:57:03Z"),
            stand,
            names_speaker=names_speaker,
        )

    assert doubt(plain, Standing.SAME) is None
    assert doubt(plain, Standing.KEPT) is None
    assert doubt(plain, Standing.VANISHED) == "Not settled: no longer in the source"
    assert doubt(plain, Standing.MOVED) == "Not settled: moved: still § 5"
    inferred = replace(plain, speaker_inferred=True)
    form = "The speaker is not printed: it follows from the form of the text."
    assert doubt(inferred, Standing.SAME) == form
    assert doubt(inferred, Standing.SAME, names_speaker=False) is None
    printed = replace(inferred, repeats=Repetition(Span(0, 9), True))
    assert doubt(printed, Standing.VANISHED) == (
        "Not settled: no longer in the source · This pull quote alters the speaker's words: quote"
        f" the sentence it comes from instead · {form}"
    )


def test_how_a_quote_stands_names_its_place() -> None:
    answer = next(part for part in CORPUS.work("casilli-heidi").paragraphs if part.number == 5)
    there = quote(CORPUS, "casilli-heidi", answer.span)

    def text(standing: Standing, *differences: Difference) -> str:
        return standing_text(Stand(standing, there, 1.0, "d", differences))

    assert text(Standing.MOVED, Difference.PARAGRAPH) == "moved: now § 5"
    assert text(Standing.MOVED, Difference.PLACE) == "moved: still § 5"
    assert text(Standing.MOVED, Difference.WORK) == "moved: now § 5 of casilli-heidi"
    assert "more than once" in text(Standing.MOVED, Difference.PARAGRAPH, Difference.AMBIGUOUS)
    assert text(Standing.CHANGED, Difference.WORDS) == "its words changed in the source"
    assert "speaker" in text(Standing.CHANGED, Difference.SPEAKER)
    assert text(Standing.CHANGED, Difference.OTHER_WORK, Difference.SPEAKER) == (
        "no longer in its work; the same words stand in casilli-heidi"
    )
    gone = Stand(Standing.VANISHED, None, 0.0, "d")
    assert standing_text(gone) == "no longer in the source"
    assert len({text(standing) for standing in Standing}) == len(Standing)


def test_who_says_a_quote_is_said_with_its_doubts() -> None:
    answer = next(part for part in CORPUS.work("casilli-heidi").paragraphs if part.number == 5)
    known = quote(CORPUS, "casilli-heidi", Span(answer.span.start, answer.span.end))

    assert quote_said_by(known) == "Antonio Casilli"
    assert quote_said_by(replace(known, speaker_inferred=True)) == "Antonio Casilli (inferred)"
    assert quote_said_by(replace(known, speakers=())) == "speaker unknown"
    assert quote_said_by(replace(known, speakers=("A", "B"))) == "A & B"
    cut = replace(known, partly_quoted=("Bill Gates",))
    assert quote_said_by(cut) == "Antonio Casilli, quoting Bill Gates"
    assert locator(known) == "§ 5"
    assert locator(replace(known, paragraphs=(5, 7))) == "§ 5-7"
    assert locator(replace(known, paragraphs=None)) == ""


def test_every_alteration_has_a_name_of_its_own() -> None:
    assert len({alteration_name(kind) for kind in AlterationKind}) == len(AlterationKind)
