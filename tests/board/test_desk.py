"""What a user wishes of her boards, with the shipped corpus and a real store."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from clicktui.board.changes import What
from clicktui.board.desk import AlreadyPinnedError, ChangedMeanwhileError, Desk
from clicktui.board.store.store import open_store
from clicktui.corpus.alterations import Alteration, AlterationKind
from clicktui.corpus.corpus import Corpus, shipped_corpus
from clicktui.corpus.model import Span
from clicktui.errors import AmbiguousError, BoardError, NotFoundError


@pytest.fixture(scope="module")
def corpus() -> Corpus:
    return shipped_corpus()


@pytest.fixture
def desk(corpus: Corpus, tmp_path: Path) -> Iterator[Desk]:
    store = open_store(tmp_path)
    yield Desk(store, corpus, "Ada")
    store.close()


def spans(corpus: Corpus, work: str, count: int) -> list[Span]:
    """Return the first sentences of the prose of ``work``, one of each paragraph."""
    prose = [part for part in corpus.work(work).paragraphs if part.is_prose]
    return [corpus.sentences(work, part)[0] for part in prose[:count]]


def pin(desk: Desk, count: int = 3, work: str = "casilli-heidi", list_id: str = "") -> list[str]:
    board = desk.open_board()
    return [
        desk.pin(board.id, work, span, list_id or None).made[0]
        for span in spans(desk.corpus, work, count)
    ]


def names(desk: Desk) -> list[str]:
    return [one.name for one in desk.boards()]


def words(desk: Desk) -> list[list[str]]:
    return [[one.id for one in each.quotes] for each in desk.open_board().lists]


def test_looking_makes_nothing_and_the_first_pin_makes_the_board(desk: Desk) -> None:
    blank = desk.open_board()
    assert (len(blank), names(desk), desk.undo()) == (0, [], None)
    assert desk.open_board().id == blank.id

    (made,) = pin(desk, 1)

    board = desk.open_board()
    (quote,) = board.quotes
    assert (board.id, quote.id, quote.pinned_by) == (blank.id, made, "Ada")
    assert quote.quote.words == desk.corpus.source(quote.quote.file).words(
        Span(quote.quote.start, quote.quote.end)
    )
    assert names(desk) == [board.name]
    assert desk.undo() is not None
    assert (names(desk), desk.undo()) == ([], None)
    assert desk.redo() is not None
    assert [one.id for one in desk.open_board().quotes] == [made]


def test_the_same_words_are_noticed(desk: Desk) -> None:
    (made,) = pin(desk, 1)
    board, (span,) = desk.open_board(), spans(desk.corpus, "casilli-heidi", 1)

    with pytest.raises(AlreadyPinnedError) as noticed:
        desk.pin(board.id, "casilli-heidi", span)

    assert noticed.value.pinned.id == made
    assert len(desk.open_board()) == 1
    assert desk.pin(board.id, "casilli-heidi", span, again=True).made != (made,)
    assert len(desk.open_board()) == 2


def test_pins_go_to_the_list_made_or_chosen_last(desk: Desk) -> None:
    (first,) = pin(desk, 1)
    board = desk.open_board()
    (kenya,) = desk.new_list(board.id, "Kenya").made
    (second,) = pin(desk, 1, "casilli-gpt4")
    assert words(desk) == [[first], [second]]

    desk.choose_list(desk.open_board(), board.lists[0].id)
    assert desk.current_list(desk.open_board()).id == board.lists[0].id
    assert kenya != board.lists[0].id


def test_everything_can_be_undone_and_redone(desk: Desk) -> None:
    a, b, c = pin(desk)
    board = desk.open_board()
    (other,) = desk.new_list(board.id, "Other").made
    states = [desk.open_board()]
    for wish in (
        lambda: desk.move(board.id, [a, c], other),
        lambda: desk.shift(board.id, [a], 1),
        lambda: desk.note(board.id, a, "first\nsecond"),
        lambda: desk.tag(board.id, [a, b], ["ia"]),
        lambda: desk.star(board.id, [b, c], True),
        lambda: desk.rename_list(board.id, other, "Else"),
        lambda: desk.move_list(board.id, other, -1),
        lambda: desk.memo(board.id, "# memo"),
        lambda: desk.remove(board.id, [a]),
        lambda: desk.remove_list(board.id, other),
        lambda: desk.rename(board.id, "Thesis"),
    ):
        done = wish()
        assert done.change is not None
        assert done.board == desk.open_board() != states[-1]
        states.append(done.board)

    for before in reversed(states[:-1]):
        assert desk.undo() is not None
        assert desk.open_board() == before
    for after in states[1:]:
        assert desk.redo() is not None
        assert desk.open_board() == after
    assert desk.redo() is None


def test_a_wish_that_changes_nothing_is_no_change(desk: Desk) -> None:
    (made,) = pin(desk, 1)
    board = desk.open_board()

    assert desk.star(board.id, [made], False).change is None
    assert desk.shift(board.id, [made], 1).change is None
    assert desk.rename(board.id, board.name).change is None
    assert [one.what for one in desk.history()] == [What.PIN]


def test_several_boards(desk: Desk) -> None:
    (made,) = pin(desk, 1)
    first = desk.open_board()
    second = desk.new("Second").board
    assert desk.open_board().id == second.id

    copy = desk.duplicate(first.id, "Copy").board
    assert desk.open_board() == copy
    assert {one.id for one in copy.quotes}.isdisjoint({made})
    assert [one.quote for one in copy.quotes] == [one.quote for one in first.quotes]
    assert names(desk) == [first.name, "Second", "Copy"]

    desk.archive(copy.id, True)
    assert names(desk) == [first.name, "Second"]
    assert desk.open_board().id == second.id
    for taken in ("Second", "Copy", " "):
        with pytest.raises(BoardError):
            desk.new(taken)

    deleted = desk.delete(second.id)
    assert deleted.board.id == desk.open_board().id == first.id
    with pytest.raises(NotFoundError):
        desk.named("Second")
    undone = desk.undo()
    assert undone is not None
    assert undone.change is not None
    assert undone.change.what is What.REMOVE_BOARD
    assert desk.open_board().name == "Second"


def test_names_and_beginnings_of_ids(desk: Desk) -> None:
    a, b, _c = pin(desk)
    board = desk.open_board()
    desk.new("thèse")

    assert desk.named("THÈSE").name == "thèse"
    assert desk.named(board.id).id == board.id
    assert desk.quote_named(desk.named(board.id), a[:6]).id == a
    with pytest.raises(NotFoundError):
        desk.quote_named(board, "")
    with pytest.raises(AmbiguousError):
        desk.duplicate(board.id, "Thèse")
        desk.named("THÈSE")
    assert b != a


def test_notes_written_in_one_go_are_undone_as_one(desk: Desk) -> None:
    (made,) = pin(desk, 1)
    board = desk.open_board()
    for text in ("f", "fi", "first"):
        desk.note(board.id, made, text, "note:1")

    assert next(iter(desk.open_board().quotes)).note == "first"
    desk.undo()
    assert next(iter(desk.open_board().quotes)).note == ""


def test_what_another_session_changed_meanwhile_is_not_written_over(desk: Desk) -> None:
    (made,) = pin(desk, 1)
    board = desk.open_board()
    before = next(iter(board.quotes))
    desk.note(board.id, made, "hers", was="")
    desk.memo(board.id, "hers", was="")
    desk.alter(board.id, made, [Alteration(AlterationKind.SIC, Span(2, 2))], before)

    for late in (
        lambda: desk.note(board.id, made, "mine", was=""),
        lambda: desk.memo(board.id, "mine", was=""),
        lambda: desk.alter(board.id, made, [], before),
    ):
        with pytest.raises(ChangedMeanwhileError):
            late()
    assert next(iter(desk.open_board().quotes)).note == "hers"
    assert desk.open_board().memo == "hers"


def test_a_mirror_follows_and_its_board_comes_back(desk: Desk, tmp_path: Path) -> None:
    a, _b = pin(desk, 2)
    board, path = desk.open_board(), tmp_path / "thesis" / "board.yaml"
    path.parent.mkdir()
    desk.mirror(board.id, path)
    desk.note(board.id, a, "a note: with # signs")
    there = desk.open_board()
    assert path.read_text(encoding="utf-8") == desk.exported(there)

    other = open_store(tmp_path / "elsewhere")
    elsewhere = Desk(other, desk.corpus, "Ida")
    done = elsewhere.import_board(path.read_text(encoding="utf-8"), "board.yaml")
    assert done.warnings == ()
    assert done.board.lists == there.lists
    again = elsewhere.import_board(path.read_text(encoding="utf-8"), "board.yaml")
    assert again.change is None
    elsewhere.note(board.id, a, "mine")
    with pytest.raises(BoardError, match="--replace"):
        elsewhere.import_board(path.read_text(encoding="utf-8"), "board.yaml")
    elsewhere.import_board(path.read_text(encoding="utf-8"), "board.yaml", replace=True)
    assert elsewhere.open_board().lists == there.lists
    elsewhere.undo()
    assert next(iter(elsewhere.open_board().quotes)).note == "mine"
    beside = elsewhere.import_board(path.read_text(encoding="utf-8"), "board.yaml", as_name="B")
    assert [one.quote for one in beside.board.quotes] == [one.quote for one in there.quotes]
    other.close()


def test_a_mirror_that_somebody_else_changed_is_left_alone(desk: Desk, tmp_path: Path) -> None:
    (made,) = pin(desk, 1)
    board, path = desk.open_board(), tmp_path / "board.yaml"
    desk.mirror(board.id, path)
    path.write_text("somebody else's", encoding="utf-8")

    done = desk.star(board.id, [made], True)

    assert done.change is not None
    assert len(done.warnings) == 1
    assert path.read_text(encoding="utf-8") == "somebody else's"
