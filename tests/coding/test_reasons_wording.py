"""What counted for a code and against it, in words of the interface's language."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from clicktui.corpus.model import Span
from clicktui.i18n import choose_language
from clicktui.microtasks.codebookfiles import codebook
from clicktui.microtasks.cues import Cues
from clicktui.microtasks.model import LANGUAGES, Finding, Sign, Weighed
from clicktui.wording.reasons import cue_name, finding_text, reason_lines, reasons

CUES = Cues(
    names={
        "person": {"en": "a person", "fr": "une personne"},
        "person or user": {"en": "somebody"},
        "no person": {"en": "nobody is named"},
    }
)
TEXT = "They label pictures."


@pytest.fixture(autouse=True)
def in_english() -> Iterator[None]:
    choose_language(Path(), "en")
    yield
    choose_language(Path(), "en")


def finding(**weights: float) -> Finding:
    circumstances = tuple(
        Weighed(text.replace("__", "-").replace("_", " "), weight)
        for text, weight in weights.items()
    )
    signs = (Sign("label", "label*", Span(5, 10)), Sign("data", "picture*", Span(11, 19)))
    return Finding("prepare", "r", signs, (), 1.0, -1.0, circumstances)


def test_what_one_name_weighs_is_added_up_and_the_weightiest_comes_first() -> None:
    one = finding(person_in_sentence=0.4, person_before_6=0.3, pay_in_passage=0.5)

    assert [(each.name, round(each.weight, 2), each.places) for each in reasons(one, CUES)] == [
        ("a person", 0.7, ("same sentence", "just before")),
        ("pay", 0.5, ()),
    ]


def test_for_and_against_without_figures() -> None:
    one = finding(
        person_or_user_in_passage=0.4, no_person_in_passage=-0.7, human__help_near_3=-0.1,
        ai_in_passage=0.0,
    )  # fmt: skip

    assert reason_lines(one, CUES) == ("for: somebody", "against: nobody is named, human help")
    assert reason_lines(one, CUES, in_full=True) == (
        "for: somebody",
        "against: nobody is named, human help (close by)",
    )
    assert finding_text(TEXT, one, CUES) == (
        "“label” + “pictures”, same sentence [for: somebody; against: nobody is named, human help]"
    )
    assert finding_text(TEXT, finding(), CUES) == "“label” + “pictures”, same sentence"


def test_unnamed_conditions_are_told_by_their_cues() -> None:
    one = finding(no_expert_or_person_in_passage=1.0)
    assert [each.name for each in reasons(one, CUES)] == ["without expert or a person"]


def test_long_lists_are_folded() -> None:
    one = finding(**{f"c{n}_in_passage": 1.0 - n / 10 for n in range(7)})

    assert reason_lines(one, CUES) == ("for: c0, c1, c2, c3, and 3 more",)
    assert reason_lines(one, CUES, in_full=True) == ("for: c0, c1, c2, c3, c4, c5, c6",)


def test_names_follow_the_interface() -> None:
    choose_language(Path(), "fr")
    assert cue_name("person", CUES) == "une personne"
    assert cue_name("human-help", CUES) == "human help"


def test_every_cue_of_our_rules_has_a_name_in_each_language() -> None:
    cues = codebook("microtasks").cues
    asked = {name for rule in cues.rules for name in rule.cues}

    assert {cue for cue in asked if set(cues.names.get(cue, {})) != set(LANGUAGES)} == set()
    assert all(set(texts) == set(LANGUAGES) for texts in cues.names.values())
