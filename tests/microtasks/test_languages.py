"""Telling the languages apart."""

import json
from pathlib import Path

import pytest

from clicktui.microtasks.languages import languages_of

LABELLED = Path(__file__).parents[2] / "bench" / "microtasks"


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("Ils annotent les images pour une voiture.", "fr"),
        ("Le persone che annotano le immagini per una macchina.", "it"),
        ("They annotate the pictures for a car.", "en"),
        ("PER CHI ADDESTRA LE MACCHINE NON C’È CONTRATTO", "it"),
    ],
)
def test_by_hand(text: str, first: str) -> None:
    assert languages_of(text)[0] == first


def test_a_title_without_common_words_may_be_in_any() -> None:
    assert set(languages_of("Data labeling")) == {"fr", "it", "en"}


def test_nearly_all_passages_are_told_apart() -> None:
    lines = (LABELLED / "open.jsonl").read_text(encoding="utf-8").splitlines()
    passages = [json.loads(line) for line in lines]
    right = sum(languages_of(one["text"])[0] == one["lang"] for one in passages)
    assert right > 0.99 * len(passages)
