"""What the panes show of a board, read from the desk in one go."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from clicktui.board.desk import Desk
from clicktui.board.samewords import repeated
from clicktui.board.standing import Stand
from clicktui.corpus.corpus import Corpus
from clicktui.corpus.model import Span
from clicktui.tui.board.view import BoardView


@dataclass(frozen=True, slots=True)
class Shown:
    """A board with all that the panes show of it."""

    view: BoardView
    is_read_only: bool
    pinned: Mapping[str, Sequence[Span]]
    notices: tuple[str, ...]


def look(desk: Desk, board_id: str | None = None) -> Shown:
    """Return what is shown of this board, or where it is gone of the one that is open."""
    is_there = board_id and any(one.id == board_id for one in desk.boards(archived=True))
    board = desk.board(board_id) if board_id and is_there else desk.open_board()
    stands = desk.stands(board)
    pins_to = desk.current_list(board).id
    proposed = _proposed(desk.corpus, stands)
    view = BoardView(desk.cited_now(board), stands, repeated(board), pins_to, proposed=proposed)
    return Shown(view, desk.is_read_only, _spans(stands), desk.notices)


def _proposed(corpus: Corpus, stands: Mapping[str, Stand]) -> dict[str, str]:
    """Return who is proposed to say each quote that nobody is known to say, where it is one."""
    found: dict[str, str] = {}
    for quote_id, stand in stands.items():
        there = stand.found
        if there is None or there.speakers:
            continue
        parts = corpus.paragraphs_touching(there.work, Span(there.start, there.end))
        names = {part.proposed_speakers for part in parts}
        if len(names) == 1 and (speakers := names.pop()):
            found[quote_id] = " & ".join(speakers)
    return found


def _spans(stands: Mapping[str, Stand]) -> dict[str, tuple[Span, ...]]:
    """Return by work where the quotes stand now: in order, as one where they touch."""
    by_work: dict[str, list[Span]] = {}
    found = [stand.found for stand in stands.values() if stand.found is not None]
    for one in sorted(found, key=lambda one: one.start):
        spans = by_work.setdefault(one.work, [])
        if spans and one.start <= spans[-1].end:
            spans[-1] = Span(spans[-1].start, max(spans[-1].end, one.end))
        else:
            spans.append(Span(one.start, one.end))
    return {work: tuple(spans) for work, spans in by_work.items()}
