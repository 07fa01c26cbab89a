"""Boards written as YAML and read back: nothing is lost, and the file reads well."""

import json
from dataclasses import replace
from datetime import datetime

import pytest
import yaml
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from clicktui.board.editing import name_of
from clicktui.board.files.reading import read
from clicktui.board.files.restoring import resolved
from clicktui.board.files.writing import written
from clicktui.board.model import Board, CitedWork, PinnedQuote, QuoteList
from clicktui.corpus.alterations import Alteration, AlterationKind, checked
from clicktui.corpus.cleaning import clean_text
from clicktui.corpus.model import Quote, Repetition, Role, Span
from clicktui.corpus.quoting import quote
from clicktui.corpus.yamltext import block, flow, quoted, word
from clicktui.errors import ClicktuiError, QuoteError
from shipped_once import shipped_corpus

CORPUS = shipped_corpus()
AT = "2026-11-21T23:57:03Z"

NASTY = st.one_of(
    st.sampled_from(
        ["yes", "null", "1e3", "2026-11-21", "|", ": ", "#", "- ", "'", '"', "\\", "~", "\u00a0",
         "\u202f", "\U0001f600", "\u00ad", "\u200b", "{a}", "[b]", "a: b #c", "%", "@", "!!int 1",
         "&a", "*a", "<<", "---", "...", " x", "x ", "x\ny", "\nx", "x\n", "x\n\n  y \n\nz", "0x1F",
         "é\u0301", "\u2060", "x" * 1100, "\ufffd", "\ufffe", "🧑\u200d🔬"]
    ),
    st.text(max_size=30),
    st.text(alphabet="a \n:#-\"'\u00a0\\", max_size=12),
)  # fmt: skip
TEXT = NASTY.map(clean_text)
WORDS = TEXT.map(str.strip).filter(bool)
LINE = TEXT.map(lambda text: " ".join(text.split("\n")))
SPOKEN = LINE.filter(lambda text: text.strip() != "")
NOTE = TEXT.map(lambda text: text.strip("\n"))


def named(text: str) -> str | None:
    try:
        return name_of(text)
    except ClicktuiError:
        return None


NAME = TEXT.map(named).filter(lambda name: name is not None)
ID = st.from_regex(r"[A-Za-z0-9_-]{1,12}", fullmatch=True) | st.sampled_from(
    ["null", "yes", "1e3", "---", "-", "12", "n", "0x1F", "2026-11-21"]
)
TIME = st.datetimes(min_value=datetime(1990, 1, 1), max_value=datetime(2990, 1, 1)).map(
    lambda at: at.strftime("%Y-%m-%dT%H:%M:%SZ")
)
CSL = st.fixed_dictionaries(
    {"type": st.sampled_from(["interview", "webpage"]), "title": SPOKEN},
    optional={
        "author": st.lists(
            st.fixed_dictionaries({"family": SPOKEN}, optional={"given": SPOKEN}), min_size=1
        ),
        "issued": st.sampled_from(
            [[2023], [2023, 4], [2023, 4, 7], [700], [12, 1, 2], [2024, 2, 29]]
        ).map(lambda parts: {"date-parts": [parts]}),
        "volume": st.integers(0, 10**6) | SPOKEN,
        "URL": SPOKEN,
    },
)
SPANS = st.tuples(st.integers(0, 10**6), st.integers(0, 10**4)).map(
    lambda pair: Span(pair[0], pair[0] + pair[1])
)
NUMBERS = st.none() | st.tuples(st.integers(1, 999), st.integers(0, 2)).map(
    lambda pair: (pair[0], pair[0] + pair[1])
)


@st.composite
def gone_quotes(draw: st.DrawFn) -> PinnedQuote:
    """A whole quote of a work that the corpus does not have."""
    words, start = draw(WORDS), draw(st.integers(0, 10**6))
    work = draw(st.sampled_from(["gone-1", "gone-2", "yes", "2023"]))
    quoted_words = Quote(
        work=work,
        file=draw(SPOKEN),
        start=start,
        end=start + len(words),
        words=words,
        prefix=draw(TEXT),
        suffix=draw(TEXT),
        role=draw(st.sampled_from(Role)),
        paragraphs=draw(NUMBERS),
        speakers=tuple(draw(st.lists(SPOKEN, max_size=2))),
        speaker_inferred=draw(st.booleans()),
        quoted_in_work=draw(st.booleans()),
        repeats=draw(st.none() | st.builds(Repetition, SPANS, st.booleans(), NUMBERS)),
        lang=draw(st.sampled_from(["fr", "no", "en"])),
        partly_quoted=tuple(draw(st.lists(SPOKEN, max_size=1))),
    )
    cited = CitedWork(
        id=work,
        csl=draw(CSL),
        lang=draw(st.sampled_from(["fr", "no"])),
        presents=draw(st.booleans()),
        descriptions=draw(
            st.dictionaries(SPOKEN, st.dictionaries(st.just("fr"), SPOKEN, min_size=1), max_size=1)
        ),
        page=draw(st.none() | CSL),
        is_unsigned=draw(st.booleans()),
        also_called=tuple(draw(st.lists(SPOKEN, max_size=2))),
    )
    return draw(pinned(quoted_words, cited))


@st.composite
def found_quotes(draw: st.DrawFn) -> PinnedQuote:
    """A quote of words that stand in the corpus."""
    work = draw(st.sampled_from(CORPUS.works))
    paragraph = draw(st.sampled_from(work.paragraphs)).span
    start = draw(st.integers(paragraph.start, paragraph.end - 1))
    end = draw(st.integers(start + 1, paragraph.end))
    try:
        words = quote(CORPUS, work.id, Span(start, end))
    except ClicktuiError:
        words = quote(CORPUS, work.id, paragraph)
    return draw(pinned(words, CitedWork.of(work, CORPUS.source(work.file).page)))


@st.composite
def pinned(draw: st.DrawFn, words: Quote, cited: CitedWork) -> PinnedQuote:
    start = draw(st.integers(0, len(words.words) - 1))
    end = draw(st.integers(start + 1, len(words.words)))
    wanted = [
        Alteration(AlterationKind.EMPHASIS, Span(start, end)),
        Alteration(AlterationKind.INSERTION, Span(start, start), "yes: “mot”"),
        Alteration(AlterationKind.REPLACEMENT, Span(start, start + 1), "no # {“mot”}"),
    ]
    try:
        alterations = checked(words.words, draw(st.sets(st.sampled_from(wanted), max_size=2)))
    except QuoteError:
        alterations = ()
    return PinnedQuote(
        id="",
        quote=words,
        cited=cited,
        pinned_by=draw(LINE),
        pinned_at=draw(TIME),
        note=draw(NOTE),
        tags=tuple(dict.fromkeys(draw(st.lists(NAME, max_size=2)))),
        is_starred=draw(st.booleans()),
        alterations=alterations,
        kept_against=draw(st.sampled_from(["", "00112233aabbccdd", "1234567890123456"])),
    )


@st.composite
def boards(draw: st.DrawFn) -> Board:
    names = draw(st.lists(NAME, min_size=1, max_size=3, unique=True))
    quotes = [
        draw(st.lists(st.one_of(gone_quotes(), found_quotes()), max_size=2)) for _name in names
    ]
    number = len(names) + sum(map(len, quotes))
    ids = iter(draw(st.lists(ID, min_size=number, max_size=number, unique=True)))
    lists = tuple(
        QuoteList(next(ids), name, tuple(replace(one, id=next(ids)) for one in some))
        for name, some in zip(names, quotes, strict=True)
    )
    return Board(
        draw(ID), draw(NAME), draw(TIME), lists, draw(NOTE), draw(st.booleans()), draw(LINE)
    )


@given(boards())
@settings(max_examples=75, suppress_health_check=list(HealthCheck), deadline=None)
def test_a_board_comes_back_as_it_was(board: Board) -> None:
    text = written(board)
    again, problems = resolved(read(text, "b.yaml"), CORPUS)
    assert again == replace(board, mirror="")
    gone = sum(one.quote.work not in {work.id for work in CORPUS.works} for one in board.quotes)
    assert len(problems) == gone
    assert written(again) == text


@given(boards())
@settings(max_examples=60, suppress_health_check=list(HealthCheck), deadline=None)
def test_the_file_is_fit_for_editors_and_other_readers(board: Board) -> None:
    text = written(board)
    values = yaml.safe_load(text)
    assert [one["list"] for one in values["lists"]] == [one.name for one in board.lists]
    words = [one["words"] for part in values["lists"] for one in part.get("quotes", [])]
    assert words == [one.quote.words for one in board.quotes]
    assert text.endswith("\n") and not text.endswith("\n\n")
    assert not any(line.endswith(" ") for line in text.split("\n"))
    assert all(char == "\n" or char.isprintable() for char in text)
    assert "mirror" not in values


@given(TEXT)
@example("a\n b\n")
@example(" a\nb ")
@example("\n")
def test_texts_are_exact_for_yaml(text: str) -> None:
    document = f"k:\n- a: {block(text, 4)}\n  b: {quoted(text)}\n  c: {flow([text, {'d': text}])}\n"
    assert yaml.safe_load(document) == {"k": [{"a": text, "b": text, "c": [text, {"d": text}]}]}


@given(ID)
def test_a_word_is_a_text_for_yaml(text: str) -> None:
    assert yaml.safe_load(f"{word(text)}: {word(text)}") == {text: text}


@given(
    st.recursive(st.none() | st.booleans() | st.integers() | TEXT, lambda inner: st.lists(inner))
)
def test_flow_values_are_those_of_yaml(value: object) -> None:
    assert yaml.safe_load(flow(value)) == json.loads(json.dumps(value))


HEIDI = "casilli-heidi"


def a_board() -> Board:
    """A board by hand: three quotes of two works in two lists."""
    text = CORPUS.text_of(HEIDI)
    start = text.index("OpenAI (le développeur de ChatGPT, ndlr.) s’est servi")
    span = Span(start, start + len("OpenAI (le développeur de ChatGPT, ndlr.) s’est servi"))
    work = CORPUS.work(HEIDI)
    one = PinnedQuote(
        id="quote1",
        quote=quote(CORPUS, HEIDI, span),
        cited=CitedWork.of(work, CORPUS.source(work.file).page),
        pinned_by="Ada",
        pinned_at=AT,
        note="À comparer\navec Heidi",
        tags=("sous-traitance", "2024"),
        is_starred=True,
        alterations=(Alteration(AlterationKind.SIC, Span(6, 6)),),
    )
    return Board(
        "board1",
        "Ma thèse : le clic",
        AT,
        (
            QuoteList("list1", "Chapitre\u00a01".replace("\u00a0", " "), (one,)),
            QuoteList("l2", "2"),
        ),
        "# Plan\n\n- un\n- deux",
    )


def test_the_file_reads_like_this() -> None:
    text = written(a_board())
    quote_of_it = next(a_board().quotes).quote
    before = quote_of_it.prefix.replace("\u00a0", "\\_")
    after = quote_of_it.suffix.replace("\u00a0", "\\_")
    assert (
        text
        == f"""\
# A board of clicktui: quotes with their places, and what was written beside them.
# To take it in again: clicktui board import FILE
clicktui: board
version: 1
board: "Ma thèse : le clic"
id: board1
made: "2026-11-21T23:57:03Z"
memo: |-
  # Plan

  - un
  - deux
lists:
- list: "Chapitre 1"
  id: list1
  quotes:
  - id: quote1
    work: casilli-heidi
    words: "OpenAI (le développeur de ChatGPT, ndlr.) s’est servi"
    title: "L’IA ne remplacera pas le travail humain, mais elle l’a déjà précarisé"
    paragraphs: 6
    speakers: ["Antonio Casilli"]
    speaker_inferred: true
    role: answer
    lang: fr
    file: "004_725277b9050ef925.txt"
    start: {quote_of_it.start}
    end: {quote_of_it.start + 53}
    before: "{before}"
    after: "{after}"
    pinned: {{by: "Ada", at: "2026-11-21T23:57:03Z"}}
    star: true
    tags: ["sous-traitance", "2024"]
    note: |-
      À comparer
      avec Heidi
    alterations:
    - {{kind: "sic", start: 6, end: 6}}
- list: "2"
  id: l2
works:
  casilli-heidi:
    lang: fr
    csl:
      type: "interview"
      title: "L’IA ne remplacera pas le travail humain, mais elle l’a déjà précarisé"
      author: [{{family: "Casilli", given: "Antonio"}}]
      container-title: "Heidi.news"
      language: "fr"
"""
    )


def test_what_cannot_be_seen_is_written_as_its_escape() -> None:
    assert quoted("«\u00a0260\u202f000\u00ad \u200b»") == '"«\\_260\\u202F000\\u00AD \\u200B»"'


def test_a_change_shows_in_the_lines_that_it_concerns() -> None:
    board = a_board()
    first, second = board.lists
    one = replace(first.quotes[0], is_starred=False)
    moved = replace(board, lists=(replace(first, quotes=()), replace(second, quotes=(one,))))
    before, after = written(board).split("\n"), written(moved).split("\n")
    assert set(before) - set(after) == {"    star: true"}
    assert set(after) <= set(before)


@pytest.mark.parametrize("title", ["Un titre", "Un autre"])
def test_a_work_cited_in_two_ways_stays_so(title: str) -> None:
    board = a_board()
    one = board.lists[0].quotes[0]
    gone = replace(one, quote=replace(one.quote, work="gone"))
    cited = replace(one.cited, id="gone")
    other = replace(cited, csl={**cited.csl, "title": title})
    quotes = (
        replace(gone, cited=cited),
        replace(gone, id="q2", cited=other),
        replace(gone, id="q3", cited=cited),
    )
    board = replace(board, lists=(QuoteList("l1", "x", quotes),))
    assert resolved(read(written(board), "b"), CORPUS)[0] == board


def test_a_work_whose_id_is_like_the_key_of_another_keeps_its_own() -> None:
    one = a_board().lists[0].quotes[0]
    gone = replace(one, quote=replace(one.quote, work="a"))
    cited = replace(one.cited, id="a")
    second = replace(cited, csl={**cited.csl, "title": "Second"})
    third = replace(cited, csl={**cited.csl, "title": "Third"})
    other = replace(cited, id="a/2", csl={**cited.csl, "title": "Other"})
    quotes = tuple(
        replace(gone, id=f"q{nth}", quote=replace(gone.quote, work=way.id), cited=way)
        for nth, way in enumerate([cited, second, other, third])
    )
    board = replace(a_board(), lists=(QuoteList("l1", "x", quotes),))
    assert sorted(yaml.safe_load(written(board))["works"]) == ["a", "a/2", "a/3", "a/4"]
    assert resolved(read(written(board), "b"), CORPUS)[0] == board


def test_the_works_are_written_in_one_order_whatever_theirs() -> None:
    one = a_board().lists[0].quotes[0]
    names = [{"family": "A", "given": "B", "suffix": "Jr"}]
    csl = {"URL": "u", "issued": {"date-parts": [[2023]]}, "author": names, "title": "T",
           "abstract": "x", "type": "book"}  # fmt: skip
    whole = replace(
        one.cited, csl=csl, page=csl, descriptions={"y": {"it": "1", "fr": "2"}, "x": {"fr": "3"}}
    )
    turned = json.loads(
        json.dumps({"csl": csl, "descriptions": whole.descriptions}, sort_keys=True)
    )
    turned["csl"] = dict(reversed(turned["csl"].items()))
    turned["csl"]["author"] = [dict(reversed(names[0].items()))]
    other = replace(whole, page=turned["csl"], **turned)
    texts = {
        written(replace(a_board(), lists=(QuoteList("l", "x", (replace(one, cited=way),)),)))
        for way in (whole, other)
    }
    (text,) = texts
    works = text.split("works:\n")[1]
    assert list(yaml.safe_load(works)["casilli-heidi"]["csl"]) == [
        "type", "title", "author", "issued", "URL", "abstract",
    ]  # fmt: skip


def test_a_name_on_several_lines_is_written_so_that_it_can_be_read() -> None:
    one = replace(a_board().lists[0].quotes[0], pinned_by="Ada\r\nLove\x1b[31mlace\u202e")
    board = replace(a_board(), lists=(QuoteList("l", "x", (one,)),))
    (again,) = resolved(read(written(board), "b"), CORPUS)[0].quotes
    assert again.pinned_by == "Ada Love[31mlace"
