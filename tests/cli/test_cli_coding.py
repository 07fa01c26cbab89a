"""``clicktui classify`` and ``clicktui evaluate`` as a shell runs them."""

import json
from pathlib import Path

import pytest
from command_line import CommandLine

LABELLED = Path(__file__).parents[2] / "bench" / "microtasks"

ANNOTATING = "Workers in Nairobi label images to train the chatbot."
FRENCH = "Des salariés corrigent les réponses de l’assistant vocal."
NOTHING = "The courier waits for the next ride."


def lines(*documents: object) -> bytes:
    return "".join(
        f"{one if isinstance(one, str) else json.dumps(one, ensure_ascii=False)}\n"
        for one in documents
    ).encode()


def given(clicktui: CommandLine, content: bytes) -> str:
    path = clicktui.folder / "in"
    path.write_bytes(content)
    return str(path)


def test_json_lines_are_answered_with_json_lines(clicktui: CommandLine) -> None:
    name = given(
        clicktui,
        lines(
            {"id": "a", "lang": "en", "text": ANNOTATING},
            {"id": 2, "text": FRENCH},
            {"text": NOTHING, "lang": None},
        ),
    )

    ended = clicktui("classify", name)

    assert (ended.code, ended.err) == (0, "")
    first, second, third = map(json.loads, ended.out.splitlines())
    assert list(first) == ["id", "labels", "scores", "bands", "evidence"]
    assert (first["id"], first["labels"]) == ("a", ["PREPARE"])
    assert first["bands"]["PREPARE"] in ("clear", "possible")
    assert set(first["scores"]) == {"PREPARE", "VERIFY", "IMITATE"}
    assert all(words in ANNOTATING for words in first["evidence"]["PREPARE"])
    assert (second["id"], second["labels"]) == (2, ["VERIFY"])
    assert all(words in FRENCH for words in second["evidence"]["VERIFY"])
    assert (third["id"], third["labels"], third["evidence"]) == (3, [], {})


def test_text_is_answered_in_words(clicktui: CommandLine) -> None:
    name = given(clicktui, f"{ANNOTATING}\n\n{NOTHING}\n".encode())

    ended = clicktui("classify", name)

    assert ended.code == 0
    assert ended.out.startswith("1. ● Prepare (")
    assert "“label” + “images”, same sentence" in ended.out
    assert f"3. no code\n{NOTHING}\n" in ended.out


def test_text_may_be_answered_in_json_and_come_through_a_pipe(clicktui: CommandLine) -> None:
    with clicktui.process("classify", "-", "--json", stdin=-1) as process:
        out, _err = process.communicate(f"{FRENCH}\n".encode(), timeout=60)
    assert json.loads(out)["labels"] == ["VERIFY"]


def test_bad_lines_are_told_and_the_others_go_on(clicktui: CommandLine) -> None:
    content = lines(
        {"id": "good", "text": ANNOTATING},
        "{not json",
        [1],
        {"id": "no text"},
        {"text": 7},
        {"text": "x", "id": [1]},
        {"text": "x", "lang": 3},
        {"text": "x", "lang": "french"},
        {"id": "Berlin", "text": "x", "lang": "de"},
        {"id": "canada", "text": NOTHING, "lang": "fr-CA"},
        {"id": "open", "text": NOTHING, "lang": "auto"},
        "",
    )
    name = given(clicktui, content + b'{"text": "\xff"}\n' + lines({"id": "last", "text": NOTHING}))

    ended = clicktui("classify", name)

    assert ended.code == 2
    assert [json.loads(line)["id"] for line in ended.out.splitlines()] == [
        "good", "Berlin", "canada", "open", "last",
    ]  # fmt: skip
    told = ended.err.splitlines()
    assert [line.split(":")[1].strip() for line in told[:-1]] == [
        f"line {number}" for number in (2, 3, 4, 5, 6, 7, 8, 13)
    ]
    assert told[-3] == (
        "clicktui: line 8: “lang” has to be a code like fr, or left out: not 'french'"
    )
    assert told[-2] == "clicktui: line 13: not UTF-8"
    assert told[-1] == ("clicktui: 1 passage is in a language without cues (de): it has no codes")


def test_controls_in_a_passage_reach_no_terminal(clicktui: CommandLine) -> None:
    text = "Workers \x1b[31mlabel\u202e images to train the AI."
    as_json = clicktui("classify", given(clicktui, lines({"id": "\x1b]52;", "text": text})))
    in_words = clicktui("classify", given(clicktui, text.encode()))
    for out in (as_json.out, in_words.out):
        assert "\x1b" not in out and "\u202e" not in out
    answer = json.loads(as_json.out)
    assert answer["id"] == "\x1b]52;"
    assert all(words in text for words in answer["evidence"].get("PREPARE", []))


def test_the_threshold_decides_what_is_a_label(clicktui: CommandLine) -> None:
    name = given(clicktui, lines({"text": ANNOTATING}))
    score = json.loads(clicktui("classify", name).out)["scores"]["PREPARE"]
    for threshold, labels in (("0.01", ["PREPARE"]), (str(score), ["PREPARE"]), ("1", [])):
        ended = clicktui("classify", name, "--threshold", threshold)
        assert [one for one in json.loads(ended.out)["labels"] if one == "PREPARE"] == labels


def test_another_codebook(clicktui: CommandLine) -> None:
    own = clicktui.folder / "own.yaml"
    own.write_text(
        "clicktui: codebook\ncodebook: own\nnames: Own\n"
        "codes:\n  - code: pay\n    cues: {en: [per hour]}\n"
    )
    name = given(clicktui, lines({"text": "Two dollars per hour.", "lang": "en"}))
    answer = json.loads(clicktui("classify", name, "--codebook", str(own)).out)
    assert answer["evidence"] == {"PAY": ["per hour"]}
    own.write_text("clicktui: codebook\ncodebook: own\nnames: Own\ncodes:\n  - cod: pay\n")
    ended = clicktui("classify", name, "--codebook", str(own))
    assert (ended.code, ended.err.splitlines()) == (2, [
        "clicktui: own.yaml:5: codes[1].code: is missing",
        "clicktui: own.yaml:5: codes[1].cod: no such key; nearest: code",
    ])  # fmt: skip


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["classify", "none"], "none: No such file"),
        (["classify", "--threshold", "sure"], "expected clear, possible or a score"),
        (["classify", "--threshold", "nan"], "expected clear, possible or a score"),
        (["classify", "--lang", "de"], "de"),
        (["classify", "--codebook", "none"], "no codebook none"),
        (["evaluate"], "GOLD"),
    ],
)
def test_wrong_usage_is_one_line_and_2(
    clicktui: CommandLine, arguments: list[str], said: str
) -> None:
    ended = clicktui(*arguments)
    assert (ended.code, ended.out, ended.err.count("\n")) == (2, "", 1)
    assert said in ended.err


def test_evaluation_tells_figures_that_add_up(clicktui: CommandLine) -> None:
    gold = lines(
        {"text": ANNOTATING, "labels": ["PREPARE"], "evidence": {"PREPARE": ["label images"]}},
        {"text": FRENCH, "labels": ["VERIFY"], "confidence": 0.4},
        {"text": NOTHING, "labels": ["IMITATE"]},
        {"text": "The sky is blue.", "labels": []},
        {"text": NOTHING, "labels": ["OTHER"]},
        {"text": NOTHING},
        {"text": NOTHING, "labels": [], "evidence": []},
    )
    name = given(clicktui, gold[:-1] + b"\n")

    ended = clicktui("evaluate", name, "--json")

    assert ended.code == 2
    assert [line.split(": ")[1] for line in ended.err.splitlines()] == ["line 5", "line 6"]
    document = json.loads(ended.out)
    assert document["passages"] == 5
    assert document["codes"]["PREPARE"]["f1"]["value"] == 1
    assert document["codes"]["IMITATE"]["recall"]["value"] == 0
    assert document["codes"]["IMITATE"]["precision"]["value"] is None
    assert document["macro_f1"]["value"] == 0.6667
    assert document["false_alarms"] == {"value": 0, "low": 0, "high": 0, "of": 2}
    assert document["evidence_overlap"]["of"] == 1
    assert document["confident"]["passages"] == 4
    in_words = clicktui("evaluate", name)
    assert "macro-F1 0.667" in in_words.out
    assert "precision unknown" in in_words.out


def test_no_passages_are_nothing_found(clicktui: CommandLine) -> None:
    assert clicktui("classify", given(clicktui, b"\n\n")).code == 1
    assert clicktui("evaluate", given(clicktui, b"")).code == 1
