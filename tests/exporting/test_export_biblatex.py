"""BibLaTeX: by hand, as biber, pandoc, pybtex and bibtexparser read it, and read back."""

import re
import unicodedata
from pathlib import Path
from typing import Any

import pytest
from bibliography_samples import accept, needs_acceptance_tools, sample_items
from hypothesis import given, settings
from hypothesis import strategies as st

from clicktui.citing.forms import KeyedQuote, as_pandoc
from clicktui.citing.keys import citation_keys
from clicktui.corpus.corpus import shipped_corpus
from clicktui.corpus.model import Role
from clicktui.corpus.quoting import quote
from clicktui.exporting import biblatex
from clicktui.exporting.bibliography import keyed_item
from clicktui.exporting.bibliography_reading import read_bibliography

INTERVIEW = {
    "id": "casilli2023ia",
    "type": "interview",
    "language": "fr",
    "title": "L’IA Potemkine {vrai} à 50 %",
    "author": [{"family": "Casilli", "given": "Antonio"}],
    "interviewer": [{"family": "Storchan", "given": "Victor"}],
    "container-title": "Le Grand Continent",
    "issued": {"date-parts": [[2023, 4, 7]]},
    "genre": "Grand entretien",
    "URL": "https://exemple.fr/a_b%20{c}",
}


def test_an_interview_by_hand() -> None:
    written = biblatex.entry(INTERVIEW)
    assert written.text == (
        "@article{casilli2023ia,\n"
        "  author = {Casilli, Antonio},\n"
        "  title = {{L’IA Potemkine \\{vrai\\} à 50 \\%}},\n"
        "  journaltitle = {{Le Grand Continent}},\n"
        "  date = {2023-04-07},\n"
        "  url = {https://exemple.fr/a_b%20%7Bc%7D},\n"
        "  titleaddon = {entretien avec Victor Storchan},\n"
        "  langid = {french},\n"
        "}\n"
    )
    assert written.lost == ("genre",)


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ({"literal": "OpenAI & Partners, Inc."}, r"{OpenAI \& Partners, Inc.}"),
        ({"family": "Durand Folco", "given": "Jonathan"}, "Durand Folco, Jonathan"),
        ({"family": "Leyen", "given": "Ursula", "non-dropping-particle": "von der"},
         "von der Leyen, Ursula"),
        ({"family": "King", "given": "Martin Luther", "suffix": "Jr"}, "King, Jr, Martin Luther"),
        ({"family": "de Souza", "given": "Jo"}, "{de Souza}, Jo"),
        ({"family": "Ford and Sons", "given": "A, B"}, "{Ford and Sons}, {A, B}"),
        ({"family": "Molière"}, "{Molière}"),
        ({"family": "Hulst", "given": "J", "non-dropping-particle": "Van"}, "Van Hulst, J"),
    ],
)  # fmt: skip
def test_names_by_hand(name: dict[str, str], expected: str) -> None:
    text = biblatex.entry({"id": "k", "type": "book", "title": "T", "author": [name]}).text
    assert f"  author = {{{expected}}},\n" in text


@pytest.mark.parametrize(
    ("date", "expected"),
    [
        ({"date-parts": [[2023]]}, "  date = {2023},\n"),
        ({"date-parts": [[2023, 4]], "circa": True}, "  date = {2023-04~},\n"),
        ({"date-parts": [[2023, 4, 7], [2024]]}, "  date = {2023-04-07/2024},\n"),
        ({"literal": "printemps"}, ""),
    ],
)
def test_dates_by_hand(date: dict[str, Any], expected: str) -> None:
    written = biblatex.entry({"id": "k", "type": "book", "title": "T", "issued": date})
    assert written.text == f"@book{{k,\n  title = {{{{T}}}},\n{expected}}}\n"
    assert written.lost == (() if expected else ("issued",))


def test_what_is_not_known_makes_no_incomplete_entry() -> None:
    """biblatex 3.19, 2.1.1: @article needs a journaltitle, @thesis type and institution."""
    for csl_type in ("article-newspaper", "thesis", "chapter", "webpage", "patent"):
        assert biblatex.entry({"id": "k", "type": csl_type, "title": "T"}).text.startswith("@misc{")


def test_losses_name_the_variable_and_the_works() -> None:
    items = [dict(INTERVIEW, id=key) for key in ("b", "a")]
    assert biblatex.exported(items).losses == ("BibLaTeX has no place for “genre” of b, a",)


@needs_acceptance_tools
def test_the_programs_that_people_use_read_it(tmp_path: Path) -> None:
    items = sample_items()
    file = tmp_path / biblatex.FILE
    file.write_bytes(biblatex.exported(items).files[biblatex.FILE])
    accept(file, items)


@needs_acceptance_tools
@pytest.mark.parametrize("lang", ["fr", "it", "en"])
def test_pandoc_finds_every_key_of_pasted_quotes(tmp_path: Path, lang: str) -> None:
    corpus = shipped_corpus()
    keys = citation_keys({work.id: work.csl for work in corpus.works})
    items = [keyed_item(keys[work.id], work.csl, work.lang) for work in corpus.works]
    bibliography = tmp_path / biblatex.FILE
    bibliography.write_bytes(biblatex.exported([*items]).files[biblatex.FILE])
    quotes = [
        as_pandoc(KeyedQuote(quote(corpus, work.id, span), work, keys[work.id]), lang)
        for work in corpus.works
        for span in (one.span for one in work.paragraphs[:12] if one.role is not Role.CHROME)
    ]
    file = tmp_path / "quotes.md"
    file.write_text(f"---\nlang: {lang}\n---\n\n" + "\n\n".join(quotes) + "\n", "utf-8")
    accept(file, [dict(item) for item in items], "--bib", str(bibliography))


MARKS = st.sampled_from(" \u00a0{}\\%&$#_^~-'\"`<,")
LINE = (
    st.text(st.characters(exclude_categories=("C", "Zl", "Zp", "Zs")) | MARKS, max_size=40)
    .map(lambda text: unicodedata.normalize("NFC", re.sub(" +", " ", text).strip()))
    .filter(lambda text: any(map(str.isalnum, text)))
)


@settings(deadline=None)
@given(LINE, LINE, LINE, LINE)
def test_what_is_written_is_read_back(title: str, place: str, family: str, given_name: str) -> None:
    item = {
        "id": "k", "type": "article-journal", "title": title, "container-title": place,
        "author": [{"family": family, "given": given_name}, {"literal": place}],
        "issued": {"date-parts": [[2023, 4, 7]]}, "language": "it", "DOI": "10.1/a_b%20c#d",
        "URL": "https://exemple.fr/a_b%20c?d=1&e#f~g", "page": "1-20", "volume": "3", "issue": "4",
    }  # fmt: skip
    (file,) = biblatex.exported([item]).files.values()
    read = read_bibliography(file, "a.bib")
    assert not read.remarks
    assert dict(read.items[0].csl) == {name: value for name, value in item.items() if name != "id"}
    assert (read.items[0].key, read.items[0].line) == ("k", 1)


def test_the_works_of_the_corpus_are_read_back() -> None:
    items = sample_items()
    (file,) = biblatex.exported(items).files.values()
    read = read_bibliography(file, "a.bib")
    assert not read.remarks
    for variable in ("title", "author", "issued", "URL", "DOI", "container-title", "language"):
        assert [item.csl.get(variable) for item in read.items] == [
            item.get(variable) for item in items
        ]
