"""Boards and quotes made by hand, for the tests of the store."""

from pathlib import Path

from clicktui.board.model import Board, CitedWork, PinnedQuote, QuoteList
from clicktui.corpus.model import Quote, Role

MADE_AT = "2026-11-21T10:00:00Z"


def pinned(quote_id: str, words: str = "", note: str = "") -> PinnedQuote:
    """Return a quote whose words say its id, where none are given."""
    said = words or f"Les mots de {quote_id}, « entre guillemets »."
    return PinnedQuote(
        id=quote_id,
        quote=Quote(
            work="000-casilli",
            file="000.txt",
            start=10,
            end=10 + len(said),
            words=said,
            prefix="avant ",
            suffix=" après",
            role=Role.ANSWER,
            paragraphs=(3, 4),
            speakers=("Antonio Casilli",),
            speaker_inferred=False,
            quoted_in_work=False,
            repeats=None,
            lang="fr",
        ),
        cited=CitedWork(
            "000-casilli", {"issued": {"date-parts": [[2023]]}, "title": "L’IA Potemkine"}, "fr"
        ),
        pinned_by="ada",
        pinned_at=MADE_AT,
        note=note,
    )


def board_of(board_id: str, **lists: list[str]) -> Board:
    """Return a board with lists of quotes by their ids; a list's name is its id in capitals."""
    return Board(
        id=board_id,
        name=f"Board {board_id}",
        made_at=MADE_AT,
        lists=tuple(
            QuoteList(list_id, list_id.upper(), tuple(pinned(one) for one in quotes))
            for list_id, quotes in lists.items()
        ),
    )


def shape(board: Board) -> dict[str, list[str]]:
    """Return the ids of the quotes of each list by its name."""
    return {one.name: [quote.id for quote in one.quotes] for one in board.lists}


def files_of(folder: Path) -> dict[str, bytes]:
    """Return the content of each file in a folder by its name, without locks."""
    return {
        path.name: path.read_bytes()
        for path in folder.iterdir()
        if path.is_file() and path.suffix != ".lock"
    }
