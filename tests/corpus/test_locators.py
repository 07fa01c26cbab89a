"""Pages, times, languages and proposals by line, and how a quote is cited by them."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clicktui.citing.citation import Citer, Form
from clicktui.corpus.corpus import Corpus
from clicktui.corpus.locators import exact_time, milliseconds, time_code
from clicktui.corpus.model import Locator, LocatorKind, Role, Span
from clicktui.corpus.quoting import quote
from clicktui.errors import CatalogueError

TEXT = "Rapport\nUn. Deux.\nTrois.\nQuattro parole.\nMarie : oui."

CATALOGUE = """\
schema: clicktui-catalogue/1
sources:
  - file: a.txt
    from:
      path: /home/ada/a.pdf
      size: 9
      modified: 1
      checksum: "00112233445566778899aabbccddeeff"
      text: "00112233445566778899aabbccddeeff"
      added: "2026-11-26T19:00:00Z"
      notes: [guessed]
    works:
      - id: rapport
        lang: fr
        lines: 1-5
        csl: {type: report, title: Rapport}
        assumed: [type, title]
        found: {title: the name of the file}
        roles: {heading: 1}
        langs: {it: 4}
        pages:
          - {page: 11, lines: 1-3}
          - {page: 12, lines: 3-4}
        times:
          - {at: "00:00:01.500", lines: 4}
          - {at: "01:02:03", lines: 5}
        proposed:
          roles: {answer: 5}
          speakers: [{lines: 5, who: Marie}]
          labels: [{lines: 5, label: "Marie :"}]
"""


def load(folder: Path, catalogue: str = CATALOGUE) -> Corpus:
    (folder / "c.yaml").write_text(catalogue, encoding="utf-8")
    (folder / "a.txt").write_text(TEXT, encoding="utf-8")
    return Corpus.load(folder / "c.yaml", folder)


def cited(corpus: Corpus, words: str) -> tuple[Locator | None, str]:
    at = TEXT.index(words)
    found = quote(corpus, "rapport", Span(at, at + len(words)))
    text = Citer().cite(found, corpus.work("rapport"), None, Form.CITATION, "en")
    return found.locator, text.rpartition(", ")[2].replace("\u00a0", " ")


def test_pages_are_cited_in_place_of_paragraphs(tmp_path: Path) -> None:
    corpus = load(tmp_path)
    assert cited(corpus, "Deux.") == (Locator(LocatorKind.PAGE, "11", "11"), "p. 11.)")
    assert cited(corpus, "Trois.") == (Locator(LocatorKind.PAGE, "11", "12"), "pp. 11–12.)")
    assert cited(corpus, "Quattro") == (Locator(LocatorKind.PAGE, "12", "12"), "p. 12.)")


def test_times_are_cited_where_there_are_no_pages(tmp_path: Path) -> None:
    corpus = load(tmp_path)
    assert cited(corpus, "oui.") == (
        Locator(LocatorKind.TIME, "01:02:03", "01:02:03"),
        "01:02:03.)",
    )
    assert cited(corpus, TEXT[TEXT.index("Trois") :])[0] is None  # pages first, then a time


def test_a_line_in_another_language(tmp_path: Path) -> None:
    corpus = load(tmp_path)
    assert {one.text: one.lang for one in corpus.passages()}["Quattro parole."] == "it"
    at = TEXT.index("Quattro")
    assert quote(corpus, "rapport", Span(at, at + 7)).lang == "it"
    assert quote(corpus, "rapport", Span(at - 7, at + 7)).lang == "fr"  # of both


def test_what_is_proposed_is_not_asserted(tmp_path: Path) -> None:
    corpus = load(tmp_path)
    part = corpus.work("rapport").paragraphs[-1]
    assert (part.role, part.speakers, part.label) == (Role.BODY, (), None)
    assert (part.proposed_role, part.proposed_speakers) == (Role.ANSWER, ("Marie",))
    assert all(not one.speakers for one in corpus.passages())
    work = corpus.work("rapport")
    assert (work.assumed, work.found) == (("type", "title"), {"title": "the name of the file"})


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        ("page: 12", "page: [1]", "rapport: pages[2].page: has to be a page like 12, xii or A-3"),
        ("lines: 3-4", "lines: 3-6", "line 6 is not one of the work's lines"),
        ('"01:02:03"', '"1:2:3"', "times[2].at: has to be a time like “00:12:31.250”"),
        ("it: 4", "italiano: 4", "langs.italiano: has to be a language code like fr"),
        ("assumed: [type, title]", "assumed: [author]", "only type and title"),
        ("found: {title", "found: {titel", "found.titel: is not a CSL variable"),
        ("size: 9", "size: -9", "a.txt: from.size: has to be a number"),
        ("{answer: 5}", "{answer: 6}", "proposed.roles.answer: line 6 is not one"),
    ],
)
def test_mistakes_are_told(tmp_path: Path, old: str, new: str, problem: str) -> None:
    assert old in CATALOGUE
    with pytest.raises(CatalogueError) as caught:
        load(tmp_path, CATALOGUE.replace(old, new))
    assert problem in str(caught.value)


def test_a_time_code_by_hand() -> None:
    assert time_code(3_723_999) == "01:02:03"
    assert milliseconds("01:02:03,4") == 3_723_400


@given(st.integers(0, 100 * 3_600_000))
def test_exact_times_come_back(time: int) -> None:
    assert milliseconds(exact_time(time)) == time
