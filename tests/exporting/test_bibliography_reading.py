"""Bibliography files as Zotero and others export them, whole, broken and hostile."""

import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from clicktui.errors import BibliographyError
from clicktui.exporting import bibliography_reading
from clicktui.exporting.bibliography_reading import read_bibliography

ZOTERO_BIBLATEX = r"""
@article{casilliIAPotemkineFutur2023,
  entrysubtype = {newspaper},
  title = {L'{{IA Potemkine}} et le futur du travail},
  author = {Casilli, Antonio A. and {de la Cruz}, Jos{\'e} and {{OpenAI, Inc.}} and others},
  date = {2023-04-07},
  journaltitle = {Le Grand Continent},
  url = {https://legrandcontinent.eu/fr/2023/04/07/ia_potemkine/},
  urldate = {2024-08-08},
  langid = {french},
  keywords = {clic, travail \& droit}
}

@online{folco, title = {Un ``mot'' \emph{vrai} à 50\,\%, c'est-\`a-dire \og x\fg{} 5 % b},
  author = {Durand Folco, Jonathan}, titleaddon = {Praxis}, url = {https://x.fr/a\_b\%20c},
  year = 2023, month = mar }
"""


def test_biblatex_of_zotero() -> None:
    read = read_bibliography(ZOTERO_BIBLATEX.encode(), "Ma bibliothèque.bib")
    assert read.remarks == ()
    first, second = read.items
    assert (first.key, first.line) == ("casilliIAPotemkineFutur2023", 2)
    assert first.csl == {
        "type": "article-newspaper",
        "title": "L'IA Potemkine et le futur du travail",
        "author": [
            {"family": "Casilli", "given": "Antonio A."},
            {"family": "de la Cruz", "given": "José"},
            {"literal": "OpenAI, Inc."},
        ],
        "issued": {"date-parts": [[2023, 4, 7]]},
        "container-title": "Le Grand Continent",
        "URL": "https://legrandcontinent.eu/fr/2023/04/07/ia_potemkine/",
        "accessed": {"date-parts": [[2024, 8, 8]]},
        "language": "fr",
        "keyword": "clic, travail & droit",
    }
    assert second.line == 14
    assert second.csl == {
        "type": "webpage",
        "title": "Un “mot” vrai à 50\u202f%, c'est-à-dire «\u00a0x\u00a0» 5 % b",
        "author": [{"family": "Durand Folco", "given": "Jonathan"}],
        "container-title": "Praxis",
        "URL": "https://x.fr/a_b%20c",
        "issued": {"date-parts": [[2023, 3]]},
    }


ZOTERO_RIS = (
    "TY  - NEWS\r\nTI  - L’IA Potemkine\r\nAU  - Casilli, Antonio\r\nAU  - Le Continent\r\n"
    "T2  - Le Grand Continent\r\nDA  - 2023/04/07/\r\nPY  - 2023\r\nUR  - https://x.fr/a\r\n"
    "Y2  - 2024/08/08/10:20:30\r\nLA  - fr\r\nN2  - Un résumé\r\nsur deux lignes\r\n"
    "KW  - clic\r\nKW  - travail\r\nER  - \r\n\r\n"
)


def test_ris_of_zotero() -> None:
    (item,) = read_bibliography(b"\xef\xbb\xbf" + ZOTERO_RIS.encode(), "a.RIS").items
    assert item.csl == {
        "type": "article-newspaper",
        "title": "L’IA Potemkine",
        "author": [{"family": "Casilli", "given": "Antonio"}, {"literal": "Le Continent"}],
        "container-title": "Le Grand Continent",
        "issued": {"date-parts": [[2023, 4, 7]]},
        "URL": "https://x.fr/a",
        "accessed": {"date-parts": [[2024, 8, 8]]},
        "language": "fr",
        "abstract": "Un résumé sur deux lignes",
        "keyword": "clic, travail",
    }


ZOTERO_CSL: list[dict[str, Any]] = [
    {"id": "http://zotero.org/users/1/items/A", "type": "interview", "title": "L’<i>IA</i> vraie",
     "author": [{"family": "Casilli", "given": "Antonio"}], "citation-key": "casilli2023",
     "issued": {"date-parts": [["2023", 4, "7"]]}, "accessed": {"raw": "2024-8-8"},
     "publisher": None, "volume": 12, "custom": {"a": 1}},
    {"id": 7, "type": "unheard", "title": "Deux", "issued": {"literal": "printemps"},
     "author": [{"given": "Ada"}], "wrong": "x", "URL": ["a"]},
]  # fmt: skip


def test_csl_json_of_zotero() -> None:
    text = json.dumps(ZOTERO_CSL, indent=1)
    read = read_bibliography(text.encode(), "a.json")
    one, two = read.items
    assert (one.key, one.line) == ("casilli2023", 2)
    assert one.csl == {
        "type": "interview",
        "title": "L’IA vraie",
        "author": [{"family": "Casilli", "given": "Antonio"}],
        "issued": {"date-parts": [[2023, 4, 7]]},
        "accessed": {"date-parts": [[2024, 8, 8]]},
        "volume": "12",
    }
    assert two.csl == {"type": "document", "title": "Deux", "author": [{"literal": "Ada"}]}
    assert two.line == text[: text.index('"Deux"')].count("\n") - 2
    assert [remark.text.split()[1] for remark in read.remarks] == ["issued", "wrong", "URL"]
    assert {remark.line for remark in read.remarks} == {two.line}


BROKEN = [
    ("a.bib", "@book{a, title={Un}}\n@book{b, title = {Deux\n@book{c, title={Trois}}", 2),
    ("a.bib", "@book{a, title={Un}}\n\n@book{a, title={Trois}}", 3),
    ("a.bib", "@book{a, title={Un}}\n@book{b, author={X}}\n@book{c, title={Trois}}", 2),
    ("a.ris", "TY  - BOOK\nTI  - Un\nER  - \nvoici\nTY  - BOOK\nTI  - Trois\nER  - \n", 4),
    ("a.ris", "TY  - BOOK\nTI  - Un\nTY  - BOOK\nTI  - Trois\nER  - \n", 1),
    ("a.ris", "TY  - BOOK\nTI  - Un\nER  - \nTY  - BOOK\nTI  - Trois", 4),
    ("a.json", '[{"id":"a","title":"Un"},\n{"id":"b" "title":"Deux"},\n{"title":"Trois"}]', 2),
    ("a.json", '[{"id":"a","title":"Un"},\n{"id":"b"},\n{"id":"c","title":"Trois"}]', 2),
]  # fmt: skip


@pytest.mark.parametrize(("name", "text", "line"), BROKEN)
def test_a_broken_entry_stops_no_other(name: str, text: str, line: int) -> None:
    read = read_bibliography(text.encode(), name)
    assert [item.csl["title"] for item in read.items] == ["Un", "Trois"]
    assert [remark.line for remark in read.remarks] == [line]


@pytest.mark.parametrize(
    ("data", "name"),
    [
        (b"", "a.bib"), (b"{}", "a.json"), (b"[1, 2]", "a.json"), (b"x", "a.ris"), (b"x", "a.txt"),
        (b"\x00\x01\x02", "a.bib"), (b"\xff\xfe\x00\xd8", "a.ris"), (b"\x89PNG\x00", "a.json"),
        (b"[" * 100_000, "a.json"), (b'{"a":' * 100_000, "a.json"), (b"@book{" * 500, "a.bib"),
    ],
)  # fmt: skip
def test_a_file_that_is_none_is_refused(data: bytes, name: str) -> None:
    with pytest.raises(BibliographyError, match=name):
        read_bibliography(data, name)


def test_a_file_that_is_too_large_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bibliography_reading, "LARGEST", 10)
    with pytest.raises(BibliographyError, match="larger"):
        read_bibliography(ZOTERO_RIS.encode(), "a.ris")


def test_mistakes_without_end_are_not_told_one_by_one() -> None:
    text = "TY  - BOOK\nTI  - Un\nER  - \n" + "x\n" * 5000
    read = read_bibliography(text.encode(), "a.ris")
    assert len(read.items) == 1
    assert len(read.remarks) == bibliography_reading.MOST_REMARKS + 1


def test_latin_1_is_told() -> None:
    read = read_bibliography("@book{a, title={Été « œuvre »}}".encode("cp1252"), "a.bib")
    assert read.items[0].csl["title"] == "Été « œuvre »"
    assert [(remark.line, "Latin-1" in remark.text) for remark in read.remarks] == [(0, True)]


def test_utf_16_is_read() -> None:
    read = read_bibliography(ZOTERO_RIS.encode("utf-16"), "a.ris")
    assert read.items[0].csl["title"] == "L’IA Potemkine" and not read.remarks


def test_controls_and_markup_come_in_as_plain_text() -> None:
    text = "TY  - BOOK\nTI  - a\x1b]52;c;x\x07 [b]c[/b]\u202e\u2028d\nER  - \n"
    title = read_bibliography(text.encode(), "a.ris").items[0].csl["title"]
    assert not set(title) & set("\x1b\x07\u202e\u2028\n")
    assert "[b]c[/b]" in title


@pytest.mark.parametrize(
    ("variable", "value", "problem"),
    [
        ("URL", "javascript:alert(1)", "has to be an address like https://example.org/page"),
        ("URL", 5, "has to be an address like https://example.org/page"),
        ("author", "Ada", "has to be a list of names, each {family: …, given: …} or {literal: …}"),
        (
            "author",
            ["Ada"],
            "has to be a list of names, each {family: …, given: …} or {literal: …}",
        ),
        (
            "issued",
            {"date-parts": [["x"]]},
            "has to be a date like 2023-04-07, 2023-04 or 2023, not '000x'",
        ),
    ],
)
def test_what_csl_cannot_have_is_told_and_left_out(
    variable: str, value: object, problem: str
) -> None:
    read = read_bibliography(json.dumps([{"title": "Un", variable: value}]).encode(), "a.json")
    assert variable not in read.items[0].csl
    assert [remark.text for remark in read.remarks] == [f"Un: {variable} {problem}; it is left out"]


NESTED = "{" * 3000 + "x" + "}" * 3000


@pytest.mark.parametrize(
    "field", [NESTED, "\\'" * 3000, "$" * 999, "\\begin{x}" * 200, "{\\'{" * 2]
)
def test_hostile_latex_stops_no_other(field: str) -> None:
    text = f"@book{{a, title={{{field}}}}}\n@book{{b, title={{Deux}}}}"
    assert "Deux" in [item.csl["title"] for item in read_bibliography(text.encode(), "a.bib").items]


ANY = st.text(max_size=300) | st.lists(
    st.sampled_from(["TY  - BOOK\n", "TI  - a\n", "ER  - \n", "@book{a,", "title={", "}", '"', ",",
                     "[", "{", '"id":', "\\'", "$", "%", "# ", "@string{", "\n", "a = b", "null"]),
    max_size=40,
).map("".join)  # fmt: skip


@settings(deadline=None)
@given(ANY, st.sampled_from(["a.bib", "a.ris", "a.json"]))
def test_any_text_is_read_or_refused(text: str, name: str) -> None:
    try:
        read = read_bibliography(text.encode("utf-8", "replace"), name)
    except BibliographyError as error:
        assert "\n" not in str(error)
        return
    assert all(item.csl["title"].strip() for item in read.items)
