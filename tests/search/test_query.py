"""The language of queries: what is read as what, and that nothing is refused."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clicktui.search.model import NoticeKind
from clicktui.search.query import Field, Filter, Phrase, Query, Term, parse, pieces


def shown(query: Query) -> list[str]:
    """Clauses as words; phrases in brackets; alternatives with a bar."""

    def atom(a: Term | Phrase) -> str:
        return f"[{a.typed}]" if isinstance(a, Phrase) else a.typed

    return ["|".join(atom(a) for a in clause) for clause in query.clauses]


@pytest.mark.parametrize(
    ("text", "clauses"),
    [
        ("travail du clic", ["travail", "du", "clic"]),
        ('"petites mains" IA', ["[petites mains]", "IA"]),
        ("“petites mains”", ["[petites mains]"]),
        ("«\u00a0petites mains\u00a0»", ["[petites mains]"]),
        ("clic OR travail IA", ["clic|travail", "IA"]),
        ('clic OR "petites mains" OR IA', ["clic|[petites mains]|IA"]),
        ("micro-travail", ["micro", "travail"]),
        ("clic OR micro-travail", ["clic|[micro travail]"]),
        ("l’IA", ["l", "IA"]),
        ("clic or travail", ["clic", "or", "travail"]),
        ("https://casilli.fr", ["https", "casilli", "fr"]),
        ("", []),
        ("  \u00a0 ", []),
        ("...", []),
    ],
)
def test_words_phrases_and_alternatives(text: str, clauses: list[str]) -> None:
    query = parse(text)
    assert shown(query) == clauses
    assert query.notices == ()


def test_a_word_is_unfinished_only_at_the_very_end() -> None:
    assert parse("travail du cl").unfinished
    assert not parse("travail du cl ").unfinished
    assert not parse('cl "petites mains"').unfinished
    assert not parse("cl speaker:casilli").unfinished
    assert not parse("micro-").unfinished
    assert parse("clic OR trav").unfinished


def test_an_open_phrase_is_being_typed() -> None:
    (clause,) = parse('"petites mai').clauses
    assert isinstance(clause[0], Phrase) and clause[0].open
    (clause,) = parse('"petites mains"').clauses
    assert isinstance(clause[0], Phrase) and not clause[0].open


def test_exclusions() -> None:
    query = parse('travail -clic -"petites mains" -micro-travail')
    assert shown(query) == ["travail"]
    assert [atom.typed for atom in query.excluded] == ["clic", "petites mains", "micro travail"]


@pytest.mark.parametrize(
    ("text", "condition"),
    [
        ("speaker:casilli", Filter(Field.SPEAKER, "casilli")),
        ('speaker:"Antonio Casilli"', Filter(Field.SPEAKER, "Antonio Casilli")),
        ('SPEAKER:"Antonio Casilli', Filter(Field.SPEAKER, "Antonio Casilli")),
        ("source:002 ", Filter(Field.SOURCE, "002")),
        ("-source:libération", Filter(Field.SOURCE, "libération", excluded=True)),
        ("year:2023", Filter(Field.YEAR, "2023")),
        ("after:2022", Filter(Field.AFTER, "2022")),
        ("before:2022", Filter(Field.BEFORE, "2022")),
        ("lang:it", Filter(Field.LANG, "it")),
        ("role:comment", Filter(Field.ROLE, "comment")),
    ],
)
def test_filters(text: str, condition: Filter) -> None:
    query = parse(text)
    assert query.filters == (condition,)
    assert query.clauses == ()
    assert query.notices == ()


@pytest.mark.parametrize(
    ("text", "read_as_words"),
    [
        ("year:soon clic", "year:soon"),
        ("speaker: clic", "speaker:"),
        ("locuteur:casilli", "locuteur:casilli"),
        ("OR clic", "OR"),
        ("clic OR OR travail", "OR"),
        ("clic OR -travail", "OR"),
        ("after:12345", "after:12345"),
    ],
)
def test_what_cannot_be_read_is_words_and_said(text: str, read_as_words: str) -> None:
    query = parse(text)
    assert [(n.kind, n.detail) for n in query.notices] == [
        (NoticeKind.READ_AS_WORDS, read_as_words)
    ]
    assert any(c.typed.lower() in read_as_words.lower() for a in query.clauses for c in a)


@pytest.mark.parametrize("text", ["clic speaker:", 'clic speaker:"', "clic year:20", "clic OR"])
def test_what_is_still_being_typed_is_not_complained_about(text: str) -> None:
    query = parse(text)
    assert shown(query) == ["clic"]
    assert query.notices == ()
    assert query.filters == ()


QUERIES = st.text(st.sampled_from('ab é"“”«»-:OR \u00a0’\u00adspeakyr12'), max_size=30) | st.text(
    max_size=20
)


@given(QUERIES)
def test_any_text_is_a_query(text: str) -> None:
    query = parse(text)
    assert all(query.clauses)
    for condition in query.filters:
        assert condition.value in text


@given(QUERIES)
def test_pieces_cover_all_but_white_space(text: str) -> None:
    end = 0
    for piece in pieces(text):
        assert text[end : piece.start].strip() == ""
        assert piece.start < piece.end <= len(text)
        assert text[piece.body_start : piece.body_start + len(piece.body)] == piece.body
        end = piece.end
    assert text[end:].strip() == ""


def test_a_pasted_page_is_read_up_to_its_600th_character() -> None:
    query = parse("travail " * 500)
    assert len(query.clauses) == 75  # "travail " has 8 characters
    assert [notice.kind for notice in query.notices] == [NoticeKind.TOO_LONG]


@pytest.mark.parametrize(
    ("query", "read"),
    [("travail AND robot", "AND"), ("robot NOT clic", "NOT"), ("(travail OR robot", "(travail"),
     ("robot*", "robot*")],
)  # fmt: skip
def test_what_other_query_languages_mean_is_said_to_be_words(query: str, read: str) -> None:
    assert [(n.kind, n.detail) for n in parse(query).notices] == [(NoticeKind.READ_AS_WORDS, read)]
