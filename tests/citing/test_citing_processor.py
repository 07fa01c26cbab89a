"""The adapter around citeproc-py, held against small styles and the CSL 1.0.2 specification."""

import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import citeproc
import pytest
from lxml import etree

from clicktui.citing.citation import Citer
from clicktui.citing.processor import Processor
from clicktui.corpus.model import Work
from clicktui.errors import StyleError
from clicktui.shipped import shipped

OURS = shipped("data") / "styles" / "clicktui-note.csl"
ITEM = {
    "id": "Some-ID",
    "type": "interview",
    "title": "Le mot « juste »",
    "author": [{"family": "Casilli", "given": "Antonio Anna"}],
    "interviewer": [{"family": "Storchan", "given": "Victor"}],
    "reviewed-author": [{"family": "Gray", "given": "Mary"}],
    "container-title": "Revue",
    "original-date": {"date-parts": [[2022]]},
    "issued": {"date-parts": [[2023, 4, 7]]},
}


def a_style(
    folder: Path, citation: str, *, bibliography: str = "", macros: str = "", attributes: str = ""
) -> Path:
    entry = f"<bibliography><layout>{bibliography}</layout></bibliography>" if bibliography else ""
    path = folder / "style.csl"
    path.write_text(
        f'<style xmlns="http://purl.org/net/xbiblio/csl" version="1.0" class="note" {attributes}>'
        "<info><title>t</title><id>urn:x</id><updated>2026-01-01T00:00:00Z</updated></info>"
        f"{macros}<citation><layout>{citation}</layout></citation>{entry}</style>",
        encoding="utf-8",
    )
    return path


def note(folder: Path, citation: str, locale: str = "fr-FR", **options: str) -> str:
    style = a_style(folder, citation, **options)
    return Processor(style, locale).note(ITEM, ("paragraph", "12-13"))


@pytest.mark.parametrize("name", ["clicktui-note.csl", "clicktui-author-date.csl"])
def test_our_styles_are_valid_csl(name: str) -> None:
    schema = etree.RelaxNG(etree.parse(citeproc.SCHEMA_PATH))
    assert schema.validate(etree.parse(str(OURS.with_name(name)))), schema.error_log


@pytest.mark.parametrize(
    ("citation", "expected"),
    [
        # names that citeproc-py does not know, or looks for with a hyphen
        ('<names variable="reviewed-author"/>', "Mary Gray"),
        ('<names variable="guest"/><text value="x"/>', "x"),
        # marks inside a quoted title alternate
        ('<text variable="title" quotes="true"/>', "«\u00a0Le mot “juste”\u00a0»"),
        # substitute: what it renders is not rendered again
        (
            '<names variable="editor"><substitute><names variable="author"/></substitute></names>'
            '<text value=", "/><names variable="author"/><text variable="container-title"/>',
            "Antonio Anna Casilli, Revue",
        ),
        (
            '<names variable="editor"><substitute><text variable="title"/></substitute></names>'
            '<text variable="title"/>',
            "Le mot « juste »",
        ),
        (
            '<names variable="editor"><substitute><date variable="issued" form="text"/>'
            '</substitute></names><date variable="issued" form="text"/>',
            "7 avril 2023",
        ),
        # no label without its variable
        ('<label variable="edition"/><text variable="container-title"/>', "Revue"),
        ('<label variable="page"/><names variable="author"/>', "Antonio Anna Casilli"),
        # disambiguate is false: there is one item
        (
            '<choose><if disambiguate="true"><text value="two"/></if>'
            '<else><text value="one"/></else></choose>',
            "one",
        ),
        # a group or macro is not shown where all the variables that it tries are empty
        ('<group><text value="by "/><text variable="genre"/></group><text value="x"/>', "x"),
        (
            '<group delimiter=", "><text value="by"/><group><text term="in"/></group></group>',
            "by, in",
        ),
        # an item has one type, so any of several fits
        ('<choose><if type="book interview"><text value="one"/></if></choose>', "one"),
        # what stands in place of names does not get their affixes
        (
            '<names variable="editor" prefix="[" suffix="]"><substitute>'
            '<text variable="container-title"/></substitute></names>',
            "Revue",
        ),
        # a term in a form that French lacks comes in the next more usual one
        ('<names variable="interviewer"><name/><label form="verb-short" prefix=", "/></names>',
         "Victor Storchan, entretien réalisé par"),
        # initials, unless initialize is false
        ('<names variable="author"><name initialize-with="."/></names>', "A.A. Casilli"),
        (
            '<names variable="author"><name initialize="false" initialize-with="."/></names>',
            "Antonio Anna Casilli",
        ),
        ('<label variable="locator"/><text value=" "/><text variable="locator"/>',
         "paragraphes 12\u201113"),
    ],
)  # fmt: skip
def test_corrections(tmp_path: Path, citation: str, expected: str) -> None:
    assert note(tmp_path, citation) == expected


AUTHORS = [
    {"family": "Casilli", "given": "Antonio A."},
    {"family": "Gray", "given": "Mary", "suffix": "Jr."},
    {"literal": "Turkopticon"},
]
LONG = {
    "type": "article-journal",
    "author": AUTHORS,
    "editor": AUTHORS[1:],
    "issue": "3-4",
    "number": "2021/04",
    "volume": "4 & 5",
    "page": "108-11",
    "issued": {"date-parts": [[2014, 10, 23], [2014, 11, 2]]},
    "accessed": {"date-parts": [[2014, 10, 23], [2014, 10, 24]]},
}


@pytest.mark.parametrize(
    ("citation", "expected"),
    [
        # the delimiter stands before "and" too, and behind inverted names where it is asked for
        (
            '<names variable="author"><name delimiter="; " and="text"'
            ' delimiter-precedes-last="always" initialize-with="."/></names>',
            "A.A. Casilli; M. Gray Jr.; and Turkopticon",
        ),
        (
            '<names variable="author"><name et-al-min="2" et-al-use-first="1"'
            ' name-as-sort-order="first" delimiter-precedes-et-al="after-inverted-name"/></names>',
            "Casilli, Antonio A., et al.",
        ),
        # the last name stands after the first ones only if two or more are left out
        (
            '<names variable="author"><name et-al-min="2" et-al-use-first="1"'
            ' et-al-use-last="true"/></names>',
            "Antonio A. Casilli, … Turkopticon",
        ),
        # affixes and stops of each name; a corporate author has no given name
        (
            '<names variable="author"><name suffix="." initialize-with=""'
            ' name-as-sort-order="all" sort-separator=" "/></names>',
            "Casilli AA., Gray M Jr., Turkopticon",
        ),
        (
            '<names variable="author"><name name-as-sort-order="all">'
            '<name-part name="given" text-case="uppercase"/>'
            '<name-part name="family" text-case="uppercase"/></name></names>',
            "CASILLI, ANTONIO A., GRAY, MARY, Jr., TURKOPTICON",
        ),
        (
            '<names variable="author"><name initialize="false" initialize-with=""/></names>',
            "Antonio A Casilli, Mary Gray Jr, Turkopticon",
        ),
        # what stands in place of names has their form, also from within a condition
        (
            '<names variable="translator"><name form="short"/><substitute><choose>'
            '<if type="article-journal"><names variable="editor"/></if></choose></substitute>'
            "</names>",
            "Gray, Turkopticon",
        ),
        # ranges and lists of numbers
        ('<text variable="issue"/>', "3–4"),
        ('<label variable="issue" form="short"/> <number variable="issue" form="ordinal"/>',
         "nos.3rd–4th"),
        ('<label variable="number" form="short" suffix=" "/><text variable="number"/>',
         "no. 2021/04"),
        ('<choose><if is-numeric="number volume"><text value="both"/></if></choose>', "both"),
        ('<number variable="volume" form="ordinal"/>', "4th & 5th"),
        ('<text variable="page-first"/>', "108"),
        # dates say once what both have
        ('<date variable="issued" form="text"/>', "October 23–November 2, 2014"),
        ('<date variable="accessed" form="text"/>', "October 23–24, 2014"),
        ('<date variable="issued" form="text" date-parts="year"/>', "2014"),
        (
            '<date variable="issued"><date-part name="year"/><date-part name="month"'
            ' prefix=", "/><date-part name="day" prefix=" "/></date>',
            "2014, October 23–November 2",
        ),
        # what a style wrote as HTML; stops of its own
        ('<text variable="issue" prefix="n&amp;#8211;"/>', "n–3–4"),
        ('<text value="Anais... "/><text variable="issue"/>', "Anais... 3–4"),
    ],
)  # fmt: skip
def test_corrections_of_names_numbers_and_dates(
    tmp_path: Path, citation: str, expected: str
) -> None:
    assert Processor(a_style(tmp_path, citation), "en-US").note(LONG) == expected


def test_names_in_a_macro_have_what_the_citation_says_of_names(tmp_path: Path) -> None:
    macros = '<macro name="a"><names variable="author"><name initialize-with="."/></names></macro>'
    style = a_style(tmp_path, '<text macro="a"/>', macros=macros)
    whole = style.read_text(encoding="utf-8")
    style.write_text(whole.replace("<citation>", '<citation initialize="false">'), "utf-8")
    assert Processor(style, "en-US").note(LONG).startswith("Antonio A. Casilli, Mary Gray")


def test_pages_have_the_label_that_lists_call_a_place(tmp_path: Path) -> None:
    both = '<group><label variable="locator" form="short"/><text variable="page"/></group>'
    processor = Processor(a_style(tmp_path, both, bibliography=both), "en-US")
    assert processor.entry(LONG) == "p.108–11"
    assert processor.note(LONG) == "108–11"


def test_the_number_of_pages_has_the_label_of_pages(tmp_path: Path) -> None:
    pages = '<text variable="number-of-pages" suffix=" "/><label variable="page" form="short"/>'
    processor = Processor(a_style(tmp_path, pages), "fr-FR")
    assert processor.note({"type": "book", "number-of-pages": "320"}) == "320 p."
    assert processor.note({"type": "book", "title": "T"}) == ""


def test_the_first_of_a_month_agrees_with_the_month(tmp_path: Path) -> None:
    day = '<date variable="issued"><date-part name="day" form="ordinal"/></date>'
    processor = Processor(a_style(tmp_path, day), "fr-FR")
    first = {"type": "book", "issued": {"date-parts": [[2024, 3, 1]]}}
    assert processor.note(first) == "1ᵉʳ"


def test_a_language_has_its_own_longer_term_before_an_english_one(tmp_path: Path) -> None:
    style = a_style(tmp_path, '<text term="legislation" form="short"/>')
    assert Processor(style, "it-IT").note(LONG) == "Legislazione"


def test_rendering_twice_gives_the_same(tmp_path: Path) -> None:
    style = a_style(
        tmp_path,
        '<names variable="editor"><substitute><names variable="author"/></substitute></names>',
    )
    processor = Processor(style, "fr-FR")
    assert {processor.note(ITEM) for _ in range(3)} == {"Antonio Anna Casilli"}


def test_a_locator_never_reaches_the_bibliography(tmp_path: Path) -> None:
    both = '<text variable="container-title"/><text variable="locator" prefix=" at "/>'
    processor = Processor(a_style(tmp_path, both, bibliography=both), "en-GB")
    assert processor.note(ITEM, ("paragraph", "3")) == "Revue at 3"
    assert processor.entry(ITEM) == "Revue"


def test_an_interview_goes_as_an_article_where_its_container_would_be_lost(tmp_path: Path) -> None:
    loses = (
        '<choose><if type="interview"><text variable="title"/></if>'
        '<else><text variable="container-title"/></else></choose>'
    )
    processor = Processor(a_style(tmp_path, loses), "fr-FR")
    assert processor.note(ITEM) == "Le mot « juste »"
    assert processor.note(processor.as_published(ITEM)) == "Revue"
    alone = {key: value for key, value in ITEM.items() if key != "container-title"}
    assert processor.as_published(alone)["type"] == "interview"


def test_an_interview_stays_one_where_nothing_is_lost(tmp_path: Path) -> None:
    for citation in ('<text variable="container-title"/>', '<text variable="title"/>'):
        sent = Processor(a_style(tmp_path, citation), "fr-FR").as_published(ITEM)
        assert sent["type"] == "interview"
        assert "original-date" not in sent
    assert Processor(OURS, "fr-FR").as_published(ITEM) == ITEM


BAD = {
    "missing file": None,
    "not XML": "<style",
    "not a style": "<html/>",
    "a document type": '<!DOCTYPE style [<!ENTITY x SYSTEM "file:///etc/passwd">]><style/>',
    "no layout": '<style xmlns="http://purl.org/net/xbiblio/csl"/>',
}


@pytest.mark.parametrize("kind", BAD)
def test_a_bad_style_is_told_in_one_line(tmp_path: Path, kind: str) -> None:
    path = tmp_path / "bad.csl"
    content = BAD[kind]
    if content is not None:
        path.write_text(content, encoding="utf-8")
    with pytest.raises(StyleError) as raised:
        Processor(path, "fr-FR")
    assert "bad.csl" in str(raised.value)
    assert "\n" not in str(raised.value)


def test_a_macro_that_is_missing_or_contains_itself(tmp_path: Path) -> None:
    with pytest.raises(StyleError, match="'lost'"):
        note(tmp_path, '<text macro="lost"/>')
    macros = '<macro name="a"><text macro="b"/></macro><macro name="b"><text macro="a"/></macro>'
    with pytest.raises(StyleError, match="'a' contains itself"):
        note(tmp_path, '<text macro="a"/>', macros=macros)


def test_a_style_that_fails_while_rendering_is_a_style_error(tmp_path: Path) -> None:
    with pytest.raises(StyleError, match=r"style\.csl"):
        note(tmp_path, '<text variable="title" text-case="sentence"/><bogus/>')


def test_a_style_without_bibliography_has_no_entries(tmp_path: Path) -> None:
    with pytest.raises(StyleError, match="bibliography"):
        Processor(a_style(tmp_path, '<text variable="title"/>'), "fr-FR").entry(ITEM)


def test_a_malformed_date_is_an_error_not_a_date() -> None:
    with pytest.raises(StyleError):
        Processor(OURS, "fr-FR").note({**ITEM, "issued": {"date-parts": [["avril"]]}})


def test_many_threads_get_their_own_answers() -> None:
    citer = Citer()

    def reference(number: int) -> bool:
        csl = {"type": "webpage", "title": f"T{number % 40}", "container-title": "C"}
        work = Work("w", "w.txt", csl, "fr", (1, 1), ())
        lang, month = (("fr", "s.\u00a0d."), ("it", "s.d."), ("en", "n.d."))[number % 3]
        answer = citer.reference(work, lang=lang)
        return f"T{number % 40}" in answer and answer.endswith(f"C, {month}")

    with ThreadPoolExecutor(8) as pool:
        assert all(pool.map(reference, range(400)))


def test_importing_the_citer_imports_neither_citeproc_nor_lxml() -> None:
    code = (
        "import sys, clicktui.citing.citation; "
        "print([name for name in ('citeproc', 'lxml', 'yaml', 'numpy') if name in sys.modules])"
    )
    shown = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    ).stdout
    assert shown.strip() == "[]"
