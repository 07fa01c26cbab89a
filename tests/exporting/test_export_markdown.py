"""A board as Markdown, read back by markdown-it: no word of corpus or board becomes markup."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token

from clicktui.board.model import Board, CitedWork, PinnedQuote, QuoteList
from clicktui.citing.citation import Citer, Form
from clicktui.citing.markdown import block_quote
from clicktui.corpus.cleaning import clean_text
from clicktui.corpus.quoting import quote
from clicktui.exporting.markdown import board_markdown, own_markdown
from shipped_once import shipped_corpus

CORPUS = shipped_corpus()
CITER = Citer()
AT = "2026-11-21T23:57:03Z"
HEIDI = CORPUS.work("casilli-heidi")


def cite(pinned: PinnedQuote) -> str:
    cited = pinned.cited
    return CITER.cite(pinned.quote, cited.as_work(), cited.page, Form.MARKDOWN, "fr")


def plainly(pinned: PinnedQuote) -> str:
    return block_quote(pinned.quote.words, "référence")


def settled(_pinned: PinnedQuote) -> bool:
    return False


def pinned(quote_id: str = "q1", **more: object) -> PinnedQuote:
    paragraph = next(one for one in HEIDI.paragraphs if one.number == 2)
    words = quote(CORPUS, HEIDI.id, CORPUS.sentences(HEIDI.id, paragraph)[0])
    one = PinnedQuote(quote_id, words, CitedWork.of(HEIDI, None), "Ada", AT)
    return replace(one, **more)


def a_board(*quotes: PinnedQuote, memo: str = "", name: str = "Ma thèse") -> Board:
    return Board("b1", name, AT, (QuoteList("l1", "Robots", quotes),), memo)


def test_a_board_reads_like_this() -> None:
    one = pinned(is_starred=True, tags=("durée", "a*b*"), note="À *relire*.\n\n- un\n- deux")
    board = replace(
        a_board(
            one, pinned("q2", is_starred=True), pinned("q3", tags=("x",)), memo="# Plan\n\nOui."
        ),
        name="Thèse #1",
    )
    board = replace(board, lists=(*board.lists, QuoteList("l2", "2. Vide")))
    block = cite(one)
    assert block.startswith("> ") and "Heidi.news" in block
    assert (
        board_markdown(board, cite, "fr", settled)
        == f"""\
# Thèse \\#1

# Plan

Oui.

## Robots

{block}

★ Mots-clés\u00a0: durée, a\\*b\\*

À *relire*.

- un
- deux

{block}

★

{block}

Mots-clés\u00a0: x

## 2\\. Vide
"""
    )


@pytest.mark.parametrize(
    ("lang", "words"), [("fr", "Mots-clés\u00a0: a"), ("it", "Parole chiave: a"), ("en", "Tags: a")]
)
def test_our_words_are_in_the_language_of_the_citations(lang: str, words: str) -> None:
    assert words in board_markdown(a_board(pinned(tags=("a",))), plainly, lang, settled)


@pytest.mark.parametrize(
    ("lang", "words"),
    [
        ("fr", "(la source a changé depuis\u00a0: à vérifier)"),
        ("it", "(la fonte è cambiata da allora: da verificare)"),
        ("en", "(the source has changed since: to be checked)"),
    ],
)
def test_a_quote_whose_source_changed_says_so_under_its_reference(lang: str, words: str) -> None:
    board = a_board(pinned("q1", tags=("a",)), pinned("q2", note="n"))
    text = board_markdown(board, plainly, lang, lambda one: one.id == "q2")
    assert text.endswith(f"{plainly(pinned())}\n\n{words}\n\nn\n")
    assert text.count(words) == 1
    assert words in list(shown(parsed(text)))


def test_an_unknown_language_is_refused() -> None:
    with pytest.raises(ValueError, match="de"):
        board_markdown(a_board(), plainly, "de", settled)


def parsed(text: str) -> list[Token]:
    return MarkdownIt("commonmark").parse(text)


def shown(tokens: list[Token]) -> Iterator[str]:
    """Yield the text of each inline run, which holds nothing but text."""
    for token in tokens:
        if token.type == "inline":
            children = token.children or []
            assert {child.type for child in children} <= {"text", "text_special"}
            yield "".join(child.content for child in children)


NAMES = st.text(min_size=1, max_size=12).map(clean_text).map(lambda t: " ".join(t.split()))


@given(NAMES.filter(bool), st.lists(NAMES.filter(bool), min_size=1, max_size=2))
@example("# a", ["1.", "`x`"])
@example("- a", ["<b>", "[x](y)"])
@example("a\\", ["&amp;", "===="])
def test_names_and_tags_are_shown_letter_by_letter(name: str, tags: list[str]) -> None:
    board = a_board(pinned(tags=tuple(tags)), name=name)
    board = replace(board, lists=(replace(board.lists[0], name=name),))
    tokens = parsed(board_markdown(board, plainly, "en", settled))
    levels = [token.tag for token in tokens if token.type == "heading_open"]
    assert levels == ["h1", "h2"]
    texts = list(shown(tokens))
    assert texts[0] == texts[1] == name
    assert texts[-1] == "Tags: " + ", ".join(tags)


OPEN = ["```", "~~~~", "a\n```x\ny", "<!-- a", "<script>", "<pre>\n\nx", "- ```\n\n  x", "> ~~~",
        "<?php", "```\nx\n~~~", "````\nx\n```", "<![CDATA[", "<!DOCTYPE", "1. ```",
        "```\n\n    ```", "- a\n\n  ```\n  x", "<!-->\n<!--", "a <!-- b\n<pre>\n-->",
        "- a\n  ```\n```", "```\n  ```\n```"]  # fmt: skip
OWN = st.one_of(
    st.sampled_from(OPEN),
    st.lists(
        st.sampled_from(
            ["```", "~~~", "````", "text", "", "- a", "> b", "    c", "<!--", "-->", "<pre>",
             "</pre>", "  ```", "* ```", "# h", "1. x", "<div>", "`a", "```js", "``` `", "a <!-- b"]
        ),
        max_size=8,
    ).map("\n".join),
)  # fmt: skip


@given(OWN, OWN)
def test_no_note_swallows_the_quotes_after_it(memo: str, note: str) -> None:
    board = a_board(pinned(note=note), pinned("q2"), memo=memo)
    text = board_markdown(board, plainly, "fr", settled)
    tokens = parsed(text)
    whole = parsed(plainly(pinned()))
    top = [token for token in tokens if token.type == "inline" and token.level > 0]
    last = list(shown(whole))
    assert [token.content for token in top][-len(last) :] == [
        token.content for token in whole if token.type == "inline"
    ]
    headings = [
        tokens[place + 1].content
        for place, token in enumerate(tokens)
        if token.type == "heading_open" and token.level == 0
    ]
    assert "Robots" in headings
    assert tokens[-1].type == "blockquote_close" and tokens[-1].level == 0


@pytest.mark.parametrize("text", OPEN)
def test_what_does_not_end_is_shown_letter_by_letter(text: str) -> None:
    (token,) = parsed(own_markdown(text))
    assert (token.type, token.content) == ("fence", text + "\n")


@pytest.mark.parametrize(
    "text",
    ["a *b* [c](d)", "```\nx\n```", "~~~ py\nx\n~~~~", "a <!-- b --> c", "- a\n  - b", "> c",
     "# h\n\n    code", "``` a ` b"],
)  # fmt: skip
def test_markdown_that_ends_stays_as_it_is(text: str) -> None:
    assert own_markdown(text) == text


LONG = {
    "spaces": " " * 500_000 + "x",
    "spaces in a list": "1." + " " * 500_000 + "x",
    "tabs and marks": "\t>*-" * 125_000 + "x",
    "spaces beside fences": "```\nx\n```\n" + " " * 500_000 + "x",
    "figures": "1" * 500_000,
}
SWALLOWING = {
    "comments": "<!--" * 250_000,
    "comments, then their end before": "--> " + "<!-- x " * 140_000,
    "backticks": "`" * 500_000,
    "tildes": "~" * 500_000 + "\n" + "`" * 500_000,
}


@pytest.mark.parametrize("text", LONG.values(), ids=LONG)
def test_a_note_of_one_long_line_stays_as_it_is(text: str) -> None:
    assert own_markdown(text) == text


@pytest.mark.parametrize("text", SWALLOWING.values(), ids=SWALLOWING)
def test_a_note_that_opens_without_end_is_shown_letter_by_letter(text: str) -> None:
    assert own_markdown(text).split("\n", 1)[1].rsplit("\n", 1)[0] == text


@pytest.mark.parametrize(
    "text", ["<!-- a --> b <!-- c -->", "<!---->", "<!-- a --> --> b", "a <!-- ` -->\n\nb"]
)
def test_comments_that_end_on_their_line_stay(text: str) -> None:
    assert own_markdown(text) == text


@pytest.mark.parametrize("text", ["<!-->", "<!--->", "<!-- a --> <!-- b", "<!-- a --> <pre> -->"])
def test_doubtful_comments_count_as_open(text: str) -> None:
    assert own_markdown(text) == f"```\n{text}\n```"
