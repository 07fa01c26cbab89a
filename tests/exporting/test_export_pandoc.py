"""Markdown for pandoc: by hand, and that no note of the user's ends pandoc or hides a quote."""

import re
import shutil
import subprocess
from dataclasses import replace
from pathlib import Path

import pytest
from export_samples import AT, CORPUS, material_of, pinned_of

from clicktui.board.model import Board, QuoteList
from clicktui.exporting import pandoc

HEIDI = "casilli-heidi"
needs_pandoc = pytest.mark.skipif(shutil.which("pandoc") is None, reason="pandoc is not installed")


def board_of(note: str = "", memo: str = "") -> Board:
    paragraph = next(one for one in CORPUS.work(HEIDI).paragraphs if one.number == 5)
    span = CORPUS.sentences(HEIDI, paragraph)[0]
    one = pinned_of(CORPUS, HEIDI, span, "q", note=note, tags=("a_b",), is_starred=True)
    return Board("b", "Thèse", AT, (QuoteList("l", "Un", (one,)),), memo)


def document(board: Board, stem: str = "b") -> str:
    return pandoc.exported(material_of(board), stem).files[f"{stem}.md"].decode("utf-8")


def test_a_board_reads_like_this() -> None:
    made = pandoc.exported(material_of(board_of("*À* relire.", "# Plan")), "thèse_1")
    assert list(made.files) == ["thèse_1.md", "thèse_1.bib"]
    words = next(board_of().quotes).quote.words
    assert made.files["thèse_1.md"].decode("utf-8") == (
        '---\nlang: "fr"\nbibliography: "thèse\\\\_1.bib"\n'
        'reference-section-title: "Références"\n---\n\n'
        "# Thèse\n\n# Plan\n\n## Un\n\n"
        f"> {words} [@casilli-heidi, § 5]\n\n★ Mots-clés\u00a0: a\\_b\n\n*À* relire.\n"
    )
    assert made.files["thèse_1.bib"].startswith(b"@article{casilli-heidi,\n")


def test_a_board_without_quotes_has_no_bibliography() -> None:
    text = document(Board("b", "x", AT, (QuoteList("l", "y"),)))
    assert text == '---\nlang: "fr"\n---\n\n# x\n\n## y\n'


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("---\nlang: [\n---", "* * *\nlang: [\n---"),
        ("a\n\n---\nb: [\n", "a\n\n* * *\nb: ["),
        ("a\n---\nb", "a\n---\nb"),  # a heading
        ("> ---\n> x: [", "> * * *\n> x: ["),
        ("```\n\n---\nx: 1\n```", "```\n\n---\nx: 1\n```"),
        ("----\nx", "----\nx"),
    ],
)
def test_no_rule_begins_metadata(typed: str, shown: str) -> None:
    assert document(board_of(typed)).endswith(f"\n\n{shown}\n")
    assert f"# Thèse\n\n{shown}\n\n## Un" in document(board_of(memo=typed))


@needs_pandoc
@pytest.mark.parametrize(
    "typed",
    ["---\nlang: [\n---\nfin", "a\n\n---\nlang: it\nbibliography: /etc/passwd\n...\n\nfin",
     "> ---\n> lang: [\n> ---\n\nfin", "- ---\n  lang: [\n  ---\n\nfin", "~~~\nfin", "<!-- fin"],
)  # fmt: skip
def test_pandoc_reads_on_after_every_note(tmp_path: Path, typed: str) -> None:
    made = pandoc.exported(material_of(board_of(typed, typed)), "b")
    for name, content in made.files.items():
        (tmp_path / name).write_bytes(content)
    done = subprocess.run(
        ["pandoc", "--citeproc", "--fail-if-warnings", "-t", "plain", "--wrap=none", "b.md"],
        cwd=tmp_path, capture_output=True, encoding="utf-8",
    )  # fmt: skip
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.count("fin") >= 2
    assert re.search(r"\(Casilli,? s\.\s?d\., paragr\. 5\)", done.stdout)  # it knows the locator
    assert "Références" in done.stdout


def test_a_quote_whose_source_changed_says_so() -> None:
    material = material_of(board_of())
    unsettled = replace(material, quotes=(replace(material.quotes[0], is_unsettled=True),))
    text = pandoc.exported(unsettled, "b").files["b.md"].decode("utf-8")
    assert "\n\n(la source a changé depuis\u00a0: à vérifier)\n\n" in text
