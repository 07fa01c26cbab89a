"""Finding quotes on a board as one types: what answers, and where it is marked."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clicktui.board.finding import Found, Part, find
from clicktui.board.model import Board, CitedWork, PinnedQuote, QuoteList
from clicktui.board.standing import Standing
from clicktui.corpus.alterations import Alteration, AlterationKind
from clicktui.corpus.model import Quote, Role, Span

CONTINENT = {
    "title": "L’IA Potemkine",
    "container-title": "Le Grand Continent",
    "author": [{"family": "Casilli", "given": "Antonio"}],
}
FRANCHI = {"title": "Gli “schiavi del clic”", "container-title": "Umanesimo digitale"}


def pinned(name: str, words: str, **given: object) -> PinnedQuote:
    csl = given.pop("csl", CONTINENT)
    lang = str(given.pop("lang", "fr"))
    quote = Quote(
        work="continent" if csl is CONTINENT else "franchi", file="a.txt", start=0,
        end=len(words), words=words, prefix="", suffix="", role=Role.BODY, paragraphs=(1, 1),
        speakers=given.pop("speakers", ("Antonio Casilli",)), speaker_inferred=False,
        quoted_in_work=False, repeats=None, lang=lang,
        partly_quoted=given.pop("partly_quoted", ()),
    )  # fmt: skip
    cited = CitedWork(quote.work, csl, lang)
    by = given.pop("by", "Ada")
    return PinnedQuote(name, quote, cited, by, "2026-11-21T00:00:00Z", **given)


ELISION = (Alteration(AlterationKind.ELISION, Span(0, 2)),)
BOARD = Board(
    "b", "B", "2026-11-21T00:00:00Z",
    (
        QuoteList("l1", "Petites mains", (
            pinned("a", "Le micro-travail est une précarité.", tags=("Genre", "vie privée"),
                   note="à relire", is_starred=True),
            pinned("b", "L’IA n’est pas l’œuvre d’un robot.", speakers=("Leïla Chaibi",),
                   alterations=ELISION),
        )),
        QuoteList("l2", "Italie", (
            pinned("c", "Il lavoro digitale dei social.", csl=FRANCHI, lang="it", by="Bob",
                   speakers=("Jacopo Franchi",), partly_quoted=("Antonio Casilli",)),
            pinned("d", "Des petites, toutes petites mains.", tags=("genre littéraire",)),
        )),
    ),
)  # fmt: skip
STANDINGS = {
    "a": Standing.SAME, "b": Standing.MOVED, "c": Standing.KEPT,
}  # fmt: skip


def ids(query: str) -> str:
    return "".join(one.quote for one in find(BOARD, query, STANDINGS))


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", "abcd"),
        ("   ", "abcd"),
        ("precarite", "a"),
        ("PRÉCA", "a"),
        ("vail", "a"),  # inside a word, from three letters on
        ("ia", "abd"),  # below, where a word begins: the title and the words, not "social"
        ("oeuvre", "b"),
        ("relire", "a"),
        ("privee", "a"),
        ("chaibi", "b"),
        ("umanesimo", "c"),
        ("italie", "cd"),
        ("casilli digitale", "c"),
        ("mains", "abd"),
        ("micro-travail", "a"),
        ("micro travail", "a"),
        ("microtravail", "a"),  # one edit
        ("precarte", "a"),  # eight letters: within two edits
        ("rbot", "b"),
        ("rbto", ""),  # four letters: one edit, and this is two
        ("rbo", ""),  # three letters: none
        ("xyzxyz", ""),
        ("…", "abcd"),
        ('"petites mains"', "abd"),
        ('"toutes petites mains"', "d"),
        ("“petites toutes petites”", "d"),
        ("«~toutes petites ma", "d"),  # still open
        ('"toutes petites ma"', ""),  # closed: whole words
        ('"mains petites"', ""),
        ("-robot", "acd"),
        ("-mains", "c"),
        ("-main", "abcd"),  # a whole word
        ("-", "abcd"),
        ('-"toutes petites" mains', "ab"),
    ],
)
def test_words(query: str, found: str) -> None:
    assert ids(query.replace("~", "\u00a0")) == found


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("tag:genre", "ad"),
        ("tag:GENRE tag:littéraire", "d"),
        ("tag:enre", ""),
        ("tag:privée", "a"),
        ('tag:"vie privée"', "a"),
        ("-tag:genre", "bc"),
        ("star:yes", "a"),
        ("star:no", "bcd"),
        ("-star:yes", "bcd"),
        ("star:y", "a"),
        ("star:maybe", ""),  # words that are nowhere
        ("list:ital", "cd"),
        ("list:italie list:mains", "abcd"),
        ("speaker:casilli", "acd"),  # also whom the words quote in part
        ("speaker:casilli speaker:franchi", "c"),
        ("-speaker:casilli", "b"),
        ("source:franchi", "c"),
        ("source:continent", "abd"),
        ("source:potemkine source:schiavi", "abcd"),
        ("lang:it", "c"),
        ("lang:it lang:fr", "abcd"),
        ("note:yes", "a"),
        ("note:no", "bcd"),
        ("note:relire", "a"),
        ('note:"no"', ""),
        ("altered:yes", "b"),
        ("altered:no", "acd"),
        ("by:bob", "c"),
        ("standing:moved", "b"),
        ("standing:settled", "ac"),
        ("standing:same standing:moved", "ab"),
        ("-standing:moved", "ac"),  # how d stands is not known
        ("standing:", "abcd"),  # still being typed
        ("standing: mains", ""),  # words
        ("standing:odd", ""),
        ("role:body", ""),  # no filter here: words
        ("STAR:yes", "a"),
        ("star:yes casilli", "a"),
        ("list:italie petites", "d"),
    ],
)
def test_filters(query: str, found: str) -> None:
    assert ids(query) == found


def test_codes_are_known_by_any_of_their_names() -> None:
    codes = {"a": ("prepare", "Préparer"), "b": (), "c": ("imitate", "Imiter")}

    def ids_of(query: str) -> str:
        return "".join(one.quote for one in find(BOARD, query, STANDINGS, codes))

    assert (ids_of("code:prep"), ids_of("code:préparer"), ids_of("code:imitate")) == ("a", "a", "c")
    assert ids_of("-code:prepare") == "bc", "of d nothing is known"
    assert find(BOARD, "code:prepare") == ()


def test_what_answered_is_marked() -> None:
    assert find(BOARD, "oeuvre robot") == (Found("b", (Span(17, 22), Span(28, 33)), (Part.WORDS,)),)


def test_where_it_was_found() -> None:
    assert [(one.quote, one.parts) for one in find(BOARD, "petites")] == [
        ("a", (Part.LIST,)),
        ("b", (Part.LIST,)),
        ("d", (Part.WORDS,)),
    ]


def test_what_was_mistyped_is_marked_where_it_stands() -> None:
    (found,) = find(BOARD, "rbot")
    assert found == Found("b", (Span(28, 33),), (Part.WORDS,))


def test_marks_that_touch_become_one() -> None:
    (found,) = find(BOARD, "préca écarité")
    assert found.spans == (Span(25, 34),)


def test_the_words_as_they_are_altered_answer_too() -> None:
    words = "Elles cachent, je crois, des petites mains."
    they, left_out = words.index("Elles"), words.index(", je crois,")
    one = pinned("q", words, alterations=(
        Alteration(AlterationKind.REPLACEMENT, Span(they, they + 5), "Les plateformes"),
        Alteration(AlterationKind.ELISION, Span(left_out, left_out + 11)),
        Alteration(AlterationKind.SIC, Span(len(words) - 1, len(words) - 1)),
    ))  # fmt: skip
    board = Board("b", "B", "", (QuoteList("l", "L", (one,)),))
    in_words = (Part.WORDS,)
    assert find(board, "plateformes") == (Found("q", (), in_words),)
    assert find(board, "platefromes") == (Found("q", (), in_words),)
    assert find(board, '"les plateformes cachent […] des"') == (Found("q", (), in_words),)
    assert find(board, "crois") == (Found("q", (Span(18, 23),), in_words),)
    assert find(board, "plateformes elles") == (Found("q", (Span(0, 5),), in_words),)
    assert find(board, "-plateformes") == ()
    assert find(board, '"mains elles"') == ()


def test_nothing_is_known_to_stand_without_standings() -> None:
    assert find(BOARD, "standing:moved") == ()


@given(st.text(max_size=40) | st.text("abtag:star:note:\"“”«»„- .x'ies", max_size=40))
def test_no_query_is_refused(query: str) -> None:
    words = {one.id: one.quote.words for one in BOARD.quotes}
    for found in find(BOARD, query, STANDINGS):
        for span in found.spans:
            assert 0 <= span.start < span.end <= len(words[found.quote])


@given(st.sampled_from([one for one in BOARD.quotes]), st.data())
def test_a_run_of_whole_words_finds_its_quote(one: PinnedQuote, data: st.DataObject) -> None:
    words = one.quote.words.split()
    start = data.draw(st.integers(0, len(words) - 1))
    end = data.draw(st.integers(start + 1, len(words)))
    run = " ".join(words[start:end])
    assert one.id in {found.quote for found in find(BOARD, f'"{run}"')}
