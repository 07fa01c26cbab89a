"""The paragraphs of a long work, which are made when they are looked at."""

from pathlib import Path

from clicktui.corpus.corpus import Corpus
from clicktui.corpus.model import Paragraph, Role, Span
from clicktui.corpus.paragraphs import (
    LineParagraphs,
    count_prose,
    first_prose,
    headings_of,
    starts_of,
)

CATALOGUE = """\
schema: clicktui-catalogue/1
sources:
  - file: a.txt
    works:
      - id: livre
        lang: fr
        lines: 1-2400
        csl: {type: book, title: Le livre}
        roles: {heading: [1, 1201], comment: 3}
        around: {caption: 2402}
        speakers: [{lines: 5-2399, who: Elle}]
        labels: [{lines: 5, label: ELLE —}]
"""


def paragraphs(folder: Path) -> tuple[str, LineParagraphs]:
    """Return 1200 paragraphs, with an empty line after each, and one that stands outside."""
    lines = [f"  Ligne {n}." if n % 2 else "" for n in range(1, 2401)]
    lines[4] = "ELLE — Cinq."
    (folder / "a.txt").write_text("\n".join([*lines, "", "Légende."]), encoding="utf-8")
    (folder / "catalogue.yaml").write_text(CATALOGUE, encoding="utf-8")
    corpus = Corpus.load(folder / "catalogue.yaml", folder)
    found = corpus.work("livre").paragraphs
    assert isinstance(found, LineParagraphs)
    return corpus.text_of("livre"), found


def test_they_are_what_the_catalogue_says_of_their_lines(tmp_path: Path) -> None:
    text, found = paragraphs(tmp_path)
    assert len(found) == 1201
    shown = [(one.line, one.role, one.number, one.section) for one in found]
    assert shown[:4] == [
        (1, Role.HEADING, None, ""),
        (3, Role.COMMENT, None, "Ligne 1."),
        (5, Role.BODY, 1, "Ligne 1."),
        (7, Role.BODY, 2, "Ligne 1."),
    ]
    assert shown[599:603] == [
        (1199, Role.BODY, 598, "Ligne 1."),
        (1201, Role.HEADING, None, "Ligne 1."),
        (1203, Role.BODY, 599, "Ligne 1201."),
        (1205, Role.BODY, 600, "Ligne 1201."),
    ]
    assert shown[-1] == (2402, Role.CAPTION, None, "Ligne 1201.")
    five = found[2]
    assert five.label is not None
    assert text[five.label.start : five.span.end] == "ELLE — Cinq."
    assert (text[five.span.start : five.span.end], five.speakers) == ("Cinq.", ("Elle",))


def test_what_is_asked_of_all_of_them_is_known_without_making_them(tmp_path: Path) -> None:
    _text, found = paragraphs(tmp_path)
    made = tuple(found)
    assert found == made
    assert (found[5:8], found[-1]) == (made[5:8], made[-1])
    assert list(starts_of(found)) == starts_of(made)
    assert count_prose(found) == count_prose(made) == 1197
    assert first_prose(found) == first_prose(made) == 2
    assert list(headings_of(found)) == list(headings_of(made))


def test_a_work_without_prose_has_no_first_prose() -> None:
    only = [Paragraph(Span(0, 3), 1, Role.COMMENT)]
    assert first_prose(only) is None
    assert count_prose(only) == 0
