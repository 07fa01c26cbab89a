"""The engine, on cues of a few words that have nothing to do with microtasks."""

from collections.abc import Mapping

import pytest

from clicktui.microtasks.classifier import Classifier
from clicktui.microtasks.cues import Cues, LanguageCues
from clicktui.microtasks.model import Band
from clicktui.microtasks.patterns import parsed
from clicktui.microtasks.rules import Rule, condition

WORDS = {
    "eat": "eat|eats|ate",
    "fruit": "apple|apples, pear*, greengage*",
    "person": "she, child",
    "paint": "paint*",
    "denial": "no, never",
    "green": "green*",
}


def cues(*rules: Rule) -> Cues:
    patterns: Mapping[str, tuple] = {
        name: tuple(one for text in texts.split(",") for one in parsed(text, {}))
        for name, texts in WORDS.items()
    }
    return Cues(rules=rules, languages={"en": LanguageCues(patterns)})


def judged(text: str, *rules: Rule, codes: tuple[str, ...] = ("meal",)):
    return Classifier(codes, cues(*rules)).classify(text, "en")


def rule(**changes) -> Rule:
    usual = {"name": "eats", "code": "meal", "parts": (("eat",), ("fruit",)), "weight": 0.5}
    return Rule(**(usual | changes))


def evidence(text: str, *rules: Rule) -> list[str]:
    coding = judged(text, *rules).codings["meal"]
    return [text[span.start : span.end] for span in coding.spans]


def test_verb_and_object_in_one_sentence_are_evidence() -> None:
    text = "Look. She eats two green apples."

    result = judged(text, rule())

    coding = result.codings["meal"]
    assert coding.band is Band.POSSIBLE
    assert result.labels() == ("meal",)
    assert evidence(text, rule()) == ["eats two green apples"]
    assert [text[s.span.start : s.span.end] for s in coding.findings[0].signs] == ["eats", "apples"]


def test_signs_far_apart_are_two_spans() -> None:
    text = "She eats what her mother and all her aunts call an apple."
    assert evidence(text, rule()) == ["eats", "apple"]
    assert evidence(text, rule(within=3)) == []


def test_another_sentence_counts_only_where_the_rule_says_so() -> None:
    text = "She eats. The apples are red."
    assert evidence(text, rule()) == []
    assert evidence(text, rule(anywhere=True)) == ["eats. The apples"]


def test_order_counts_only_where_it_is_given() -> None:
    text = "Apples she eats."
    assert evidence(text, rule()) == ["Apples she eats"]
    assert evidence(text, rule(in_order=True)) == []


@pytest.mark.parametrize(
    ("written", "text", "holds"),
    [
        ("denial before 3", "They never eat apples.", True),
        ("denial before 3", "Never in her life did she eat apples.", False),
        ("denial after 3", "They eat apples, never pears.", True),
        ("denial near 2", "They eat no apples.", True),
        ("person in sentence", "She eats apples.", True),
        ("person in sentence", "She waits. They eat apples.", False),
        ("person in passage", "She waits. They eat apples.", True),
        ("no person in passage", "They eat apples.", True),
        ("paint or person in sentence", "Painters eat apples.", True),
        ("green in signs", "They eat green apples.", False),
        ("green in signs", "They eat greengages.", True),
        ("green in signs", "They eat apples. Greengages are plums.", False),
    ],
)
def test_conditions_by_hand(written: str, text: str, holds: bool) -> None:
    assert bool(evidence(text, rule(needs=(condition(written),)))) is holds
    assert bool(evidence(text, rule(unless=(condition(written),)))) is not holds


@pytest.mark.parametrize("text", ["person", "person before", "person in sentence 3", "in sentence"])
def test_mistaken_conditions_are_told(text: str) -> None:
    with pytest.raises(ValueError, match="expected a condition"):
        condition(text)


def test_circumstances_add_up_and_are_told() -> None:
    weighed = rule(
        weight=-1.0,
        circumstances=(
            (condition("person in sentence"), 1.5),
            (condition("denial in sentence"), -9.0),
            (condition("paint in passage"), 1.0),
        ),
    )

    coding = judged("She eats apples. She paints.", weighed).codings["meal"]

    finding = coding.findings[0]
    assert finding.strength == 1.5
    assert [one.condition for one in finding.circumstances] == [
        "person in sentence", "paint in passage",
    ]  # fmt: skip
    assert coding.band is Band.CLEAR
    assert coding.score == 0.8176  # 1 / (1 + exp(-1.5))


def test_a_rule_yields_to_another_code_in_the_same_sentence() -> None:
    yielding = rule(yields=("art",))
    art = Rule("paints", "art", (("paint",),), 1.0)

    both = judged("She paints and eats apples.", yielding, art, codes=("meal", "art"))
    apart = judged("She paints. She eats apples.", yielding, art, codes=("meal", "art"))

    assert both.labels() == ("art",)
    assert apart.labels() == ("meal", "art")


def test_labels_follow_the_threshold() -> None:
    result = judged("She eats apples.", rule())
    score = result.codings["meal"].score
    assert result.labels(Band.CLEAR) == ()
    assert result.labels(score) == ("meal",)
    assert result.labels(score + 0.01) == ()


def test_further_findings_strengthen_the_first() -> None:
    one = judged("She eats apples.", rule()).codings["meal"]
    two = judged("She eats apples. A child ate a pear.", rule()).codings["meal"]
    assert two.score > one.score


def test_a_language_without_cues_gives_no_code() -> None:
    result = Classifier(("meal",), cues(rule())).classify("She eats apples.", "de")
    assert (result.lang, result.labels()) == ("de", ())
    assert result.codings["meal"].band is Band.NONE


@pytest.mark.parametrize("text", ["", " ", "\u200b", "…", "🍎🍐", "eat" * 2000, "eat apple " * 500])
def test_odd_passages_are_judged(text: str) -> None:
    result = judged(text, rule())
    for span in result.codings["meal"].spans:
        assert 0 <= span.start < span.end <= len(text)


def test_changed_cues_take_effect() -> None:
    whole = cues(rule())
    without = whole.without_pattern("en", "fruit", "apple|apples")
    more = without.with_patterns("en", "fruit", tuple(parsed("plum*", {})))

    def found(changed: Cues) -> bool:
        return bool(Classifier(("meal",), changed).classify("eat plums, apples", "en").labels())

    assert found(whole)
    assert not found(without)
    assert found(more)
    assert not found(more.without(frozenset({"eats"})))


def test_a_text_without_stops_is_judged_in_parts() -> None:
    """The cost grows with the length, not with its square; no timing, only that it ends."""
    text = "she eats what is there and an apple, " * 3000
    coding = judged(text, rule(anywhere=True, within=20)).codings["meal"]
    assert coding.band is not Band.NONE
    assert len({finding.signs[0].span for finding in coding.findings}) > 50
