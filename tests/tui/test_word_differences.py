"""What differs between the words of a quote and those of its source, worked out by hand."""

from hypothesis import given
from hypothesis import strategies as st

from clicktui.tui.dialogs.word_differences import word_differences

WORDS = st.lists(
    st.sampled_from(["l’", "IA", "mot", " ", "\u00a0", ", ", ".", "\n", "réparer ", "« ", "_", "é"])
).map("".join)


def marked(old: str, new: str) -> tuple[str, str]:
    before, after = word_differences(old, new)
    return (
        "".join(f"{{-{part.shown}-}}" if part.differs else part.text for part in before),
        "".join(f"{{+{part.shown}+}}" if part.differs else part.text for part in after),
    )


def test_the_same_words_differ_in_nothing() -> None:
    assert marked("Des mots.", "Des mots.") == ("Des mots.", "Des mots.")


def test_a_word_that_was_corrected() -> None:
    assert marked("Il faut réparer l’IA.", "Il faut préparer l’IA.") == (
        "Il faut {-réparer-} l’IA.",
        "Il faut {+préparer+} l’IA.",
    )


def test_words_that_came_are_marked_on_their_side_only() -> None:
    assert marked("Il faut agir.", "Il faut bien agir.")[0] == "Il faut agir."


def test_several_other_words_are_one_difference() -> None:
    assert marked("un gros chat dort", "un très petit chien dort") == (
        "un {-gros chat-} dort",
        "un {+très petit chien+} dort",
    )


def test_another_kind_of_space_can_be_seen() -> None:
    assert marked("260 000", "260\u00a0000") == ("260{-␣-}000", "260{+⍽+}000")


def test_nothing_in_common() -> None:
    assert marked("oui", "non") == ("{-oui-}", "{+non+}")
    assert marked("oui", "") == ("{-oui-}", "")


@given(WORDS, WORDS)
def test_the_parts_make_up_both_texts(old: str, new: str) -> None:
    before, after = word_differences(old, new)
    assert "".join(part.text for part in before) == old
    assert "".join(part.text for part in after) == new
    assert (old == new) == (not any(part.differs for part in before + after))


@given(WORDS, WORDS)
def test_what_does_not_differ_is_the_same_but_for_white_space(old: str, new: str) -> None:
    before, after = word_differences(old, new)
    kept, still_there = (
        "".join("".join(part.text for part in side if not part.differs).split())
        for side in (before, after)
    )
    assert kept == still_there


def test_a_quote_of_twenty_thousand_characters() -> None:
    old = "Les petites mains de l’intelligence artificielle travaillent. " * 330
    new = old.replace("mains", "paumes", 1)
    before, after = word_differences(old, new)
    assert [part.text for part in before if part.differs] == ["mains"]
    assert [part.text for part in after if part.differs] == ["paumes"]
