"""Labelled examples: those that ship, their sentences, and mistakes told by line."""

import json
from pathlib import Path

import pytest

from clicktui.errors import SemanticsError
from clicktui.microtasks.semantics.examples import (
    Example,
    pieces,
    read_examples,
    shipped_examples,
)


def test_the_examples_that_ship_are_sound() -> None:
    examples = shipped_examples("microtasks")
    assert len({one.id for one in examples}) == len(examples) > 500
    assert len({one.text for one in examples}) == len(examples)
    assert {one.lang for one in examples} == {"fr", "it", "en"}
    assert {label for one in examples for label in one.labels} == {"prepare", "verify", "imitate"}
    for one in examples:
        assert set(one.evidence) == one.labels, one.id
    plain = sum(not one.labels for one in examples)
    assert plain > len(examples) / 3, "what has no code teaches most"
    found = pieces(examples)
    for number, one in enumerate(examples):
        spoken = frozenset().union(*(piece.codes for piece in found if piece.example == number))
        assert spoken == one.labels, one.id


def test_a_codebook_without_examples_has_none() -> None:
    assert shipped_examples("no-such-codebook") == ()


def test_only_the_sentences_with_the_evidence_speak_for_a_code() -> None:
    text = "Il pleut. Elle étiquette des photos. Elle note les réponses."
    one = Example("x", "fr", text, frozenset({"prepare", "verify"}), {"prepare": ("étiquette",)})
    assert [(piece.words, sorted(piece.codes)) for piece in pieces([one])] == [
        ("Il pleut.", ["verify"]),
        ("Elle étiquette des photos.", ["prepare", "verify"]),
        ("Elle note les réponses.", ["verify"]),
    ]


def test_it_is_read_as_it_is_written(tmp_path: Path) -> None:
    path = tmp_path / "mine.jsonl"
    line = {"text": "Je trie.", "labels": ["PREPARE"], "evidence": {"PREPARE": ["trie"]}}
    path.write_text("\n" + json.dumps(line) + "\n\n")
    assert read_examples(path) == (
        Example("2", "", "Je trie.", frozenset({"prepare"}), {"prepare": ("trie",)}),
    )


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("[1]", "needs an object with a text"),
        ('{"text": " "}', "needs an object with a text"),
        ('{"text": "a"}', "labels has to be a list"),
        ('{"text": "a", "labels": [1]}', "labels has to be a list"),
        ('{"text": "a", "labels": [], "evidence": {"P": "a"}}', "words by code"),
        ('{"text": "a", "labels": [], "evidence": []}', "words by code"),
        ('{"text": "a", "labels": ["P"], "evidence": {"P": ["b"]}}', "does not hold 'b'"),
        ('{"text": ', "line 2"),
        ("[" * 100_000, "line 2"),
    ],
)
def test_a_mistake_is_told_by_its_line(tmp_path: Path, line: str, told: str) -> None:
    path = tmp_path / "mine.jsonl"
    path.write_text('{"text": "a", "labels": []}\n' + line)
    with pytest.raises(SemanticsError, match=told) as caught:
        read_examples(path)
    assert str(caught.value).startswith("mine.jsonl: line 2: ")
    assert "\n" not in str(caught.value)


def test_a_file_that_cannot_be_read_is_named(tmp_path: Path) -> None:
    with pytest.raises(SemanticsError, match=r"none\.jsonl: cannot be read"):
        read_examples(tmp_path / "none.jsonl")
    (tmp_path / "latin.jsonl").write_bytes(b"\xe9")
    with pytest.raises(SemanticsError, match="UTF-8"):
        read_examples(tmp_path / "latin.jsonl")
