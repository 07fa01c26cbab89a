"""What ``python -m bench microtasks`` measures, and that the classifier keeps what it reached."""

import pytest
from bench.microtasks import FOLDER, is_held, labelled, quality

from bench import microtasks
from clicktui.microtasks.classifier import Classifier
from clicktui.microtasks.codebookfiles import codebook

BOOK = codebook()
CLASSIFIER = Classifier([code.id for code in BOOK.codes], BOOK.cues)


def test_the_labels_fit_the_passages() -> None:
    counts = {"seeds": 226, "examples": 74, "open": 864, "blind": 137, "fresh": 554}
    for name, count in counts.items():
        passages = labelled(name)
        assert len(passages) == count
        for one in passages:
            assert {label.lower() for label in one["labels"]} <= set(CLASSIFIER.codes)
            for words in one.get("evidence", {}).values():
                assert all(part in one["text"] for part in words)


def test_a_quarter_is_held_out() -> None:
    held = labelled("held")
    assert 0.2 < len(held) / len(labelled("open")) < 0.3
    assert all(is_held(one["text"]) for one in held)


def test_a_set_that_is_not_there_is_left_out(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(microtasks, "FOLDER", FOLDER / "nowhere")
    assert labelled("unseen") == []


@pytest.mark.parametrize(
    ("name", "macro_f1", "alarms"),
    [("seeds", 0.95, 0.01), ("examples", 0.93, 0.01), ("open", 0.85, 0.03), ("blind", 0.80, 0.08)],
)
def test_what_was_reached_is_kept(name: str, macro_f1: float, alarms: float) -> None:
    figures = quality(CLASSIFIER, labelled(name))
    assert (figures.macro_f1.value or 0) >= macro_f1
    assert (figures.false_alarms.value or 0) <= alarms
    assert figures.overlap.value is None or figures.overlap.value >= 0.95
