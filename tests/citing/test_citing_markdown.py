"""Quotes as Markdown, read back by markdown-it: corpus text must never become markup."""

import re

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token

from clicktui.citing.citation import Citer, Form
from clicktui.citing.markdown import block_quote, escape
from clicktui.corpus.model import Quote, Role, Work


def as_on_github() -> MarkdownIt:
    """A reader whose bare links are those of GFM 0.29, 6.9: after www. or a protocol, and e-mail.

    By itself linkify-it also takes a bare name.tld for a link, which shows the same words.
    """
    reader = MarkdownIt("gfm-like")
    assert reader.linkify is not None
    reader.linkify.set({"fuzzy_link": False})
    reader.linkify.add("www.", {"validate": length_of_domain})
    return reader


def length_of_domain(_linkify: object, text: str, start: int) -> int:
    found = re.compile(r"[\w.-]*\w").match(text, start)
    return found.end() - start if found else 0


READERS = (MarkdownIt("commonmark"), as_on_github())


def inline(text: str, reader: MarkdownIt) -> list[list[Token]]:
    """Return the inline tokens of each paragraph of the one block quote that ``text`` is."""
    tokens = reader.parse(text)
    kinds = [token.type for token in tokens]
    inner = ["paragraph_open", "inline", "paragraph_close"] * kinds.count("inline")
    assert kinds == ["blockquote_open", *inner, "blockquote_close"]
    return [token.children or [] for token in tokens if token.type == "inline"]


def shown(tokens: list[Token]) -> str:
    assert {token.type for token in tokens} <= {"text", "text_special"}
    return "".join(token.content for token in tokens)


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("Un mot, l’autre.", "Un mot, l’autre."),
        ("a *b* _c_ `d`", r"a \*b\* \_c\_ \`d\`"),
        ("[sic] <b>", r"\[sic\] \<b\>"),
        ("1. Le travail fantôme", r"1\. Le travail fantôme"),
        ("(1) Le travail", r"\(1\) Le travail"),
        ("- tiret", r"\- tiret"),
        ("# titre", r"\# titre"),
        ("micro-travail 2019-2020", "micro-travail 2019-2020"),
        ("https://anr.fr/x", r"https\://anr.fr/x"),
        ("R&D, AT&T et &amp;", r"R\&D, AT\&T et \&amp;"),
        ("300 000$ par an", r"300 000\$ par an"),
    ],
)
def test_escapes_by_hand(words: str, expected: str) -> None:
    assert escape(words) == expected


PUNCTUATION = st.text(alphabet="ab1i. \\`*_{}[]<>()#+-=!|~&;:/@^$%\"'«»\u00a0\n>xwh", max_size=40)


@given(PUNCTUATION | st.text(alphabet=st.characters(exclude_categories=("Cc", "Cs", "Zl", "Zp"))))
@example("Heidi.news et 0.FI")
@example("www.exemple.fr et a@b.fr et https://x.fr et http://y.fr")
@example("    code\n---\n===\n***\n| a | b |\n|---|---|\n```\n~~~\n<!-- x -->\n&lt;")
@example("![i](j) [k]: l\n[m][n]\n1) o\na. p\n+ q\n: r")
def test_markdown_shows_exactly_the_words(words: str) -> None:
    lines = [line.strip() for line in words.split("\n") if line.strip()]
    for reader in READERS:
        paragraphs = inline(block_quote(words, "Réf."), reader)
        assert [shown(tokens) for tokens in paragraphs] == [*lines, "— Réf."]


WORK = Work(
    "w",
    "w.txt",
    {
        "type": "webpage",
        "title": "A *b* [c](d)",
        "author": [{"family": "_E_"}],
        "URL": "https://example.org/a_b_c-d/",
        "accessed": {"date-parts": [[2024, 8, 8]]},
    },
    "fr",
    (1, 2),
    (),
)


def a_quote(words: str) -> Quote:
    return Quote(
        "w", "w.txt", 0, 1, words, "", "", Role.BODY, (1, 2), ("_E_",), False, False, None, "fr"
    )  # fmt: skip


def test_a_quote_of_two_paragraphs_with_its_reference() -> None:
    pasted = Citer().cite(a_quote("Un « x ».\nDeux."), WORK, form=Form.MARKDOWN, lang="en")
    assert pasted == (
        "> Un « x ».\n>\n> Deux.\n>\n"
        "> — \\_E\\_, “A \\*b\\* \\[c\\](d)”, web page, n.d., paras.\u00a01–2, "
        "<https://example.org/a_b_c-d/> \\[accessed 8 August 2024\\]."
    )


def test_only_the_address_of_the_reference_is_a_link() -> None:
    pasted = Citer().cite(a_quote("voir https://autre.org"), WORK, form=Form.MARKDOWN)
    for reader in READERS:
        links = [
            token.attrGet("href")
            for tokens in inline(pasted, reader)
            for token in tokens
            if token.type == "link_open"
        ]
        assert links == ["https://example.org/a_b_c-d/"]


@pytest.mark.parametrize("address", ["javascript:alert(1)", "https://a b", "https://<x>"])
def test_an_address_that_is_none_is_text(address: str) -> None:
    tokens = inline(block_quote("mot", f"Réf., {address}.", address), READERS[0])
    assert shown(tokens[-1]) == f"— Réf., {address}."
