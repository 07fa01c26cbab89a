"""Codebooks of ours and of a user's, and what is said of their mistakes."""

from pathlib import Path

import pytest

from clicktui.errors import CodebookError, NotFoundError
from clicktui.microtasks.classifier import Classifier
from clicktui.microtasks.codebook import listed, said
from clicktui.microtasks.codebookfiles import codebook, read_codebook, shipped_codebooks
from clicktui.microtasks.cuefiles import read_cues
from clicktui.microtasks.model import LANGUAGES, Band

OWN = """\
clicktui: codebook
codebook: care
names: {en: Care, fr: Soin}
codes:
  - code: body
    sign: B
    colour: "#2E7D32"
    definition: Washing and feeding.
    cues: {en: [wash* _2 patient*, feed*]}
    codes:
      - code: hair
        cues: {en: [comb*]}
  - code: talk
"""


def read(tmp_path: Path, text: str):
    path = tmp_path / "own.yaml"
    path.write_text(text, encoding="utf-8")
    return read_codebook(path)


@pytest.mark.parametrize("name", ["microtasks", "digital-labor"])
def test_our_codebooks_say_everything_in_three_languages(name: str) -> None:
    book = codebook(name)
    assert name in shipped_codebooks()
    for code in book.codes:
        for lang in LANGUAGES:
            assert lang in code.names and lang in code.definition
        assert len(code.sign) == 1
    assert len({code.sign for code in book.codes}) == len({code.colour for code in book.codes})


def test_the_three_codes_say_what_they_take_in_and_what_not() -> None:
    book = codebook()
    assert [code.label for code in book.codes] == ["PREPARE", "VERIFY", "IMITATE"]
    for code in book.codes:
        for texts in (code.include, code.exclude, code.examples):
            assert {lang: len(texts[lang]) > 0 for lang in LANGUAGES} == dict.fromkeys(
                LANGUAGES, True
            )
            assert len({len(texts[lang]) for lang in LANGUAGES}) == 1


def test_the_ranks_of_digital_labour_are_a_tree() -> None:
    book = codebook("digital-labor")
    assert [code.id for code in book.below()] == ["digital-labor"]
    assert [code.id for code in book.below("digital-labor")] == [
        "click-work", "social-network-labor", "venture-labor",
    ]  # fmt: skip


def test_a_users_own_codebook_works_as_ours_do(tmp_path: Path) -> None:
    book = read(tmp_path, OWN)

    assert [(code.id, code.above) for code in book.codes] == [
        ("body", ""), ("hair", "body"), ("talk", ""),
    ]  # fmt: skip
    assert said(book.names, "fr") == "Soin"
    assert said(book.names, "it") == "Care"
    assert said(book.code("BODY").definition, "fr") == "Washing and feeding."
    assert listed(book.code("body").include, "en") == ()
    judged = Classifier([code.id for code in book.codes], book.cues).classify(
        "She washes two old patients and combs them.", "en"
    )
    assert judged.labels(Band.CLEAR) == ("body", "hair")


def test_a_codebook_may_use_our_cues(tmp_path: Path) -> None:
    book = read(
        tmp_path,
        "clicktui: codebook\ncodebook: mine\nnames: Mine\ncues: microtasks\n"
        "codes:\n  - code: prepare\n",
    )
    assert {rule.code for rule in book.cues.rules} == {"prepare"}


def test_cues_in_a_codebook_may_use_the_endings_and_cues_of_its_folder(tmp_path: Path) -> None:
    own = (
        "clicktui: codebook\ncodebook: mine\nnames: Mine\ncues: microtasks\n"
        "codes:\n  - code: knit\n    cues: {fr: ['tricot~er _2 {machine}', '%s']}\n"
    )
    book = read(tmp_path, own % "brodeu*")
    judged = Classifier(["knit"], book.cues).classify("Elles tricotaient pour un algorithme.", "fr")
    assert judged.labels() == ("knit",)
    with pytest.raises(CodebookError, match=r"^own\.yaml:7: .*\[2\]: there is no cue called him"):
        read(tmp_path, own % "{him} _2 laine")


def test_an_unknown_code_is_told(tmp_path: Path) -> None:
    with pytest.raises(NotFoundError, match=r"no code verify .* body, hair, talk"):
        read(tmp_path, OWN).code("verify")


@pytest.mark.parametrize(
    ("old", "new", "line", "said_of_it"),
    [
        ("clicktui: codebook", "clicktui: board", 1, "has to be codebook"),
        ("codebook: care", "codebook: Care!", 2, "small letters"),
        ("names: {en: Care, fr: Soin}", "names: {english: Care}", 3, "language code"),
        ("sign: B", "sign: BB", 6, "one character"),
        ('colour: "#2E7D32"', "colour: green", 7, "expected a colour"),
        ("sign: B", "sing: B", 6, "no such key; nearest: sign"),
        ("feed*]", "_2 feed*]", 9, "begin and end with a word"),
        ("cues: {en: [wash", "cues: {de: [wash", 9, "judged in fr, it, en"),
        ("code: hair", "code: body", 11, "two codes have this id"),
        ("  - code: talk\n", "  - code: 7\n", 13, "put it between quotation marks"),
        ("  - code: talk\n", "  - talk\n", 13, "mapping of keys"),
        ("codes:\n  - code: body", "cues: nowhere\ncodes:\n  - code: body", 4, "no folder nowhere"),
    ],
)
def test_mistakes_are_told_by_line_and_key(
    tmp_path: Path, old: str, new: str, line: int, said_of_it: str
) -> None:
    assert old in OWN
    with pytest.raises(CodebookError, match=rf"^own\.yaml:{line}: .*{said_of_it}"):
        read(tmp_path, OWN.replace(old, new, 1))


def test_all_mistakes_are_told_in_the_order_of_the_lines(tmp_path: Path) -> None:
    text = OWN
    for old, new in (
        ("codebook: care", "codebook: Care!"), ("sign: B", "sing: B"),
        ('colour: "#2E7D32"', "colour: green"), ("feed*]", "_2 feed*]"), ("code: hair", "code: 7"),
        ("  - code: talk\n", "  - code: body\nsorce: x\n"),
    ):  # fmt: skip
        assert old in text
        text = text.replace(old, new, 1)

    with pytest.raises(CodebookError) as caught:
        read(tmp_path, text)

    told = str(caught.value).split("\n")
    assert [line.split(": ")[:2] for line in told] == [
        ["own.yaml:2", "codebook"],
        ["own.yaml:6", "codes[1].sing"],
        ["own.yaml:7", "codes[1].colour"],
        ["own.yaml:9", "codes[1].cues.en[2]"],
        ["own.yaml:11", "codes[1].codes[1].code"],
        ["own.yaml:13", "codes[2].code"],
        ["own.yaml:14", "sorce"],
    ]


def test_no_codebook_is_told(tmp_path: Path) -> None:
    with pytest.raises(CodebookError, match=r"no codebook .*digital-labor, microtasks"):
        codebook(str(tmp_path / "none.yaml"))
    with pytest.raises(CodebookError, match=r"own\.yaml:1: codes: has to name at least one code"):
        read(tmp_path, "clicktui: codebook\ncodebook: x\nnames: X\n")


RULES = """\
clicktui: rules
circumstances:
  usual:
    person in sentence: 0.5
rules:
  - rule: one
    code: body
    find: [verb or noun, noun]
    weight: -0.5
    with: [usual]
names:
  person: {en: a person}
  no person or noun: {fr: personne}
"""
ENGLISH = """\
clicktui: cues
endings: {v: "- s ed"}
cues:
  verb:
    - wash~v, feed~v
  noun:
    - patient~v
  person:
    - she
"""


@pytest.mark.parametrize(
    ("file", "old", "new", "line", "said_of_it"),
    [
        ("rules", "person in sentence", "person in sentense", 4, "expected a condition"),
        ("rules", "0.5", "much", 4, "expected a number"),
        ("rules", "with: [usual]", "with: [unusual]", 10, "no circumstances are called unusual"),
        ("rules", "verb or noun", "verbs", 8, "no language has a cue called verbs"),
        ("rules", "find: [verb or noun, noun]", "find: []", 8, "names no cue"),
        ("rules", "  no person or", "  no people or", 13, "no language has a cue called people"),
        ("rules", "{en: a person}", "{en: 7}", 12, "between quotation marks"),
        ("rules", "code: body", "cod: body", 6, "is missing"),
        ("en", "feed~v", "feed~w", 5, "no set of endings called w"),
        ("en", "- she", "- she {him}", 9, "there is no cue called him"),
        ("en", "- she", '- "{person} too"', 9, "refers to itself"),
    ],
)
def test_mistaken_cues_are_told_by_line(
    tmp_path: Path, file: str, old: str, new: str, line: int, said_of_it: str
) -> None:
    texts = {"rules": RULES, "en": ENGLISH}
    assert old in texts[file]
    texts[file] = texts[file].replace(old, new, 1)
    for name, text in texts.items():
        (tmp_path / f"{name}.yaml").write_text(text)
    with pytest.raises(CodebookError, match=rf"{file}\.yaml:{line}: .*{said_of_it}"):
        read_cues(tmp_path)


def test_cues_of_a_folder_are_read(tmp_path: Path) -> None:
    (tmp_path / "rules.yaml").write_text(RULES)
    (tmp_path / "en.yaml").write_text(ENGLISH)
    cues = read_cues(tmp_path)
    assert [rule.name for rule in cues.rules] == ["one"]
    assert cues.rules[0].parts == (("verb", "noun"), ("noun",))
    assert cues.rules[0].weight == -0.5
    assert list(cues.languages) == ["en"]
