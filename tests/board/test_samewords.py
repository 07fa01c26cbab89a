"""The same words pinned twice."""

import pytest

from clicktui.board.model import Board, CitedWork, PinnedQuote, QuoteList
from clicktui.board.samewords import same_words
from clicktui.corpus.model import Quote, Role


def quote(words: str, start: int = 0, work: str = "w") -> Quote:
    return Quote(
        work=work, file="w.txt", start=start, end=start + len(words), words=words, prefix="",
        suffix="", role=Role.BODY, paragraphs=(1, 1), speakers=(), speaker_inferred=False,
        quoted_in_work=False, repeats=None, lang="fr",
    )  # fmt: skip


def board(*quotes: Quote) -> Board:
    cited = CitedWork("w", {"title": "T"}, "fr")
    pinned = [
        PinnedQuote(str(nth), one, cited, "me", "2026-11-21T00:00:00Z")
        for nth, one in enumerate(quotes)
    ]
    halves = (QuoteList("a", "A", tuple(pinned[:1])), QuoteList("b", "B", tuple(pinned[1:])))
    return Board("b", "B", "2026-11-21T00:00:00Z", halves)


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("le mot", "le mot", True),
        ("260 000 clics", "260\u00a0000 clics", True),
        ("«\u00a0mot\u00a0»", "“mot”", True),
        ("«\u202fmot\u202f» dit-il", '"mot" dit-il', True),
        ("l’IA", "l'IA", True),
        ("micro\u2011travail", "micro-travail", True),
        ("pre\u0301carite\u0301", "précarité", True),
        ("Le mot", "le mot", False),
        ("le mot", "le mot.", False),
        ("précarité", "precarite", False),
        ("a mot", "à mot", False),
    ],
)
def test_the_same_words(one: str, other: str, same: bool) -> None:
    found = same_words(board(quote("autre chose"), quote(one, work="v")), quote(other))
    assert [pinned.id for pinned in found] == (["1"] if same else [])


def test_all_of_them_in_board_order() -> None:
    here = board(quote("mot"), quote("mots"), quote("mot", 9))
    assert [pinned.id for pinned in same_words(here, quote("mot", 4))] == ["0", "2"]
