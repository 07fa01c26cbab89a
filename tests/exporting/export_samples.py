"""Boards as material for exports: quotes of the seeds, notes and names that are hard to write."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from hypothesis import strategies as st

from clicktui.board.editing import name_of
from clicktui.board.model import Board, CitedWork, PinnedQuote, QuoteList
from clicktui.citing.citation import Citer, Form
from clicktui.corpus.alterations import Alteration, AlterationKind, altered, checked
from clicktui.corpus.cleaning import clean_text
from clicktui.corpus.corpus import Corpus
from clicktui.corpus.model import Span
from clicktui.corpus.quoting import quote
from clicktui.errors import ClicktuiError, QuoteError
from clicktui.exporting.material import ExportedQuote, Material
from shipped_once import shipped_corpus

CORPUS = shipped_corpus()
CITER = Citer()
AT = "2026-11-21T23:57:03Z"

_CATALOGUE = """\
schema: clicktui-catalogue/1
sources:
  - file: emoji.txt
    works:
      - id: livreurs
        lines: 1-7
        csl:
          type: interview
          title: "Les {livreurs} à 100 % — « on »"
          language: fr
          author: [{family: Blé, given: Zoé}, {family: Ügür, given: Åsa}]
        lang: fr
        roles: {heading: [1], answer: [3, 5, 7]}
        speakers: [{lines: [3, 5, 7], who: Zoé Blé}]
"""
EMOJI_TEXT = """\
Les {livreurs} à 100 % — « on »

Je livre 🛵 depuis 2019, dit-elle ; « à 100\u00a0% » : {jamais} moins.

On m’a noté 🙂 — puis <rien>, & « rien\u202f! » ; \\textbf{non} $5 #1 _x_ ~ ^.

=SOMME(A1) n’est pas un mot, e\u0301videmment.
"""


def corpus_with_emoji(folder: Path) -> Corpus:
    """Return a corpus of one work with characters outside the BMP before and in its quotes."""
    (folder / "catalogue.yaml").write_text(_CATALOGUE, "utf-8")
    (folder / "emoji.txt").write_text(EMOJI_TEXT, "utf-8")
    return Corpus.load(folder / "catalogue.yaml", folder)


def pinned_of(corpus: Corpus, work_id: str, span: Span, quote_id: str, **more) -> PinnedQuote:
    """Return the quote at ``span`` as it is pinned."""
    work = corpus.work(work_id)
    cited = CitedWork.of(work, corpus.source(work.file).page)
    facts = {"pinned_by": "Ada", "pinned_at": AT, **more}
    return PinnedQuote(quote_id, quote(corpus, work_id, span), cited, **facts)


def material_of(board: Board, corpus: Corpus = CORPUS, lang: str = "fr") -> Material:
    """Return ``board`` as exports get it, its quotes as they were pinned."""

    def cite(one: ExportedQuote, form: Form) -> str:
        work = one.work
        return CITER.cite(one.quote, work.as_work(), work.page, form, lang, one.pinned.alterations)

    quotes = tuple(
        ExportedQuote(
            pinned,
            quote_list.name,
            pinned.quote,
            pinned.cited,
            pinned.cited.id,
            altered(pinned.quote.words, pinned.alterations),
        )
        for quote_list in board.lists
        for pinned in quote_list.quotes
    )
    files = {file.name: file.text for file in corpus.files}
    texts = {one.quote.file: files[one.quote.file] for one in quotes if one.quote.file in files}
    return Material(board, quotes, texts, lang, cite)


def quotes_of_every_work(corpus: Corpus, prefix: str = "q", **more) -> Sequence[PinnedQuote]:
    """Return the first and the last sentence of each work, and from inside a word of its middle."""
    quotes = []
    for work in corpus.works:
        paragraphs = work.paragraphs
        middle = paragraphs[len(paragraphs) // 2].span
        spans = [
            corpus.sentences(work.id, paragraphs[0])[0],
            corpus.sentences(work.id, paragraphs[-1])[-1],
            Span(middle.start + 2, middle.end),
        ]
        for nth, span in enumerate(spans):
            quotes.append(pinned_of(corpus, work.id, span, f"{prefix}-{work.id}-{nth}", **more))
    return quotes


# for hypothesis

NASTY = st.one_of(
    st.sampled_from(
        ["★", "List", "list", "LIST", "&amp;", "<b>", "]]>", "a/b", "a (2)", "{x}", "\u00a0",
         "\U0001f600", "\u200b", "\ufffe", "\uffff", "\ufffd", "é", "e\u0301", " x", "x ", "x\ny",
         "x\n\n  y \n\nz", "clicktui", "Note", "Mémo", "=1+1", "x" * 1100, "'", '"', "\\u0041",
         "# a", "…", "...", "", "🧑\u200d🔬"]
    ),
    st.text(max_size=30),
)  # fmt: skip
TEXT = NASTY.map(clean_text)
LINE = TEXT.map(lambda text: " ".join(text.split("\n")))
NOTE = TEXT.map(lambda text: text.strip("\n"))
ID = st.from_regex(r"[A-Za-z0-9_-]{1,12}", fullmatch=True)
TIME = st.datetimes(min_value=datetime(1990, 1, 1), max_value=datetime(2990, 1, 1)).map(
    lambda at: at.strftime("%Y-%m-%dT%H:%M:%SZ")
)


def _named(text: str) -> str | None:
    try:
        return name_of(text)
    except ClicktuiError:
        return None


NAME = TEXT.map(_named).filter(lambda name: name is not None)


@st.composite
def quotes_of_the_seeds(draw: st.DrawFn) -> PinnedQuote:
    """A quote of any words of the corpus, altered or not, with a note and tags."""
    work = draw(st.sampled_from(CORPUS.works))
    paragraph = draw(st.sampled_from(work.paragraphs)).span
    start = draw(st.integers(paragraph.start, paragraph.end - 1))
    end = draw(st.integers(start + 1, paragraph.end))
    facts = {
        "pinned_by": draw(LINE),
        "pinned_at": draw(TIME),
        "note": draw(NOTE),
        "tags": tuple(dict.fromkeys(draw(st.lists(NAME, max_size=2)))),
        "is_starred": draw(st.booleans()),
        "kept_against": draw(st.sampled_from(["", "00112233aabbccdd"])),
    }
    try:
        one = pinned_of(CORPUS, work.id, Span(start, end), "q", **facts)
    except ClicktuiError:
        one = pinned_of(CORPUS, work.id, paragraph, "q", **facts)
    words = one.quote.words
    at = draw(st.integers(0, len(words) - 1))
    until = draw(st.integers(at + 1, len(words)))
    wanted = [
        Alteration(AlterationKind.EMPHASIS, Span(at, until)),
        Alteration(AlterationKind.INSERTION, Span(at, at), "yes: “mot” \ufffe"),
    ]
    try:
        alterations = checked(words, wanted[: draw(st.integers(0, 2))])
    except QuoteError:
        alterations = ()
    return PinnedQuote("q", one.quote, one.cited, **facts, alterations=alterations)


@st.composite
def boards(draw: st.DrawFn) -> Board:
    """A board of some lists with quotes of the seeds."""
    names = draw(st.lists(NAME, min_size=1, max_size=3, unique=True))
    quotes = [draw(st.lists(quotes_of_the_seeds(), max_size=2)) for _name in names]
    number = 1 + len(names) + sum(map(len, quotes))
    ids = iter(draw(st.lists(ID, min_size=number, max_size=number, unique=True)))
    lists = tuple(
        QuoteList(next(ids), name, tuple(replace(one, id=next(ids)) for one in some))
        for name, some in zip(names, quotes, strict=True)
    )
    return Board(next(ids), draw(NAME), draw(TIME), lists, draw(NOTE), draw(st.booleans()))
