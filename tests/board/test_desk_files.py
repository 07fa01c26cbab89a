"""Files that follow boards and are taken in: what a hand wrote there is never lost unread."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from clicktui.board.desk import Desk
from clicktui.board.store.store import open_store
from clicktui.corpus.corpus import Corpus, shipped_corpus
from clicktui.corpus.model import Span
from clicktui.errors import BoardFileError, NotFoundError

WORK = "casilli-heidi"


@pytest.fixture(scope="module")
def corpus() -> Corpus:
    return shipped_corpus()


@pytest.fixture
def desk(corpus: Corpus, tmp_path: Path) -> Iterator[Desk]:
    with open_store(tmp_path / "store") as store:
        yield Desk(store, corpus, "Ada")


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "board.yaml"


def sentences(corpus: Corpus) -> list[Span]:
    prose = [part for part in corpus.work(WORK).paragraphs if part.is_prose]
    return [corpus.sentences(WORK, part)[0] for part in prose]


def pinned_board(desk: Desk) -> str:
    """Return the id of a board with one quote."""
    return desk.pin(desk.open_board().id, WORK, sentences(desk.corpus)[0]).board.id


def text_of(file: Path) -> str:
    return file.read_text(encoding="utf-8")


def write_by_hand(file: Path, memo: str = "typed by hand for an hour") -> str:
    """Give the board in ``file`` a memo; return what the file holds now."""
    lines = [line for line in text_of(file).split("\n") if not line.startswith("memo:")]
    text = "\n".join(lines).replace("\nlists:\n", f'\nmemo: "{memo}"\nlists:\n')
    file.write_text(text, encoding="utf-8")
    return text


def test_a_file_edited_by_hand_is_not_overwritten_when_it_is_to_follow(
    desk: Desk, file: Path
) -> None:
    board_id = pinned_board(desk)
    file.write_text(desk.exported(desk.board(board_id)), encoding="utf-8")
    by_hand = write_by_hand(file)

    with pytest.raises(BoardFileError, match="--replace"):
        desk.mirror(board_id, file)

    assert text_of(file) == by_hand
    assert desk.board(board_id).mirror == ""


def test_an_export_of_the_board_as_it_is_may_follow(desk: Desk, file: Path) -> None:
    board_id = pinned_board(desk)
    file.write_text(desk.exported(desk.board(board_id)), encoding="utf-8")
    desk.mirror(board_id, file)
    assert desk.memo(board_id, "one").warnings == ()
    assert text_of(file) == desk.exported(desk.board(board_id))


def test_asking_again_for_the_mirror_overwrites_no_hand(desk: Desk, file: Path) -> None:
    board_id = pinned_board(desk)
    desk.mirror(board_id, file)
    by_hand = write_by_hand(file)

    with pytest.raises(BoardFileError, match="somebody else changed it"):
        desk.mirror(board_id, file)

    assert text_of(file) == by_hand
    assert len(desk.memo(board_id, "two").warnings) == 1
    assert text_of(file) == by_hand


def test_what_the_hand_wrote_is_taken_in_and_followed_again(desk: Desk, file: Path) -> None:
    board_id = pinned_board(desk)
    desk.mirror(board_id, file)
    by_hand = write_by_hand(file)
    assert len(desk.memo(board_id, "two").warnings) == 1

    done = desk.import_board(by_hand, "board.yaml", replace=True)

    assert (done.warnings, done.board.memo) == ((), "typed by hand for an hour")
    assert desk.memo(board_id, "three").warnings == ()
    assert text_of(file) == desk.exported(desk.board(board_id))
    write_by_hand(file, "again")
    assert len(desk.memo(board_id, "four").warnings) == 1


def test_another_file_taken_in_gives_no_right_over_the_mirror(desk: Desk, file: Path) -> None:
    board_id = pinned_board(desk)
    desk.mirror(board_id, file)
    other = text_of(file).replace("\nlists:\n", '\nmemo: "other"\nlists:\n')
    by_hand = write_by_hand(file)

    done = desk.import_board(other, "other.yaml", replace=True)

    assert len(done.warnings) == 1
    assert text_of(file) == by_hand


def test_a_file_that_says_the_same_in_other_lines_is_followed_once_taken_in(
    desk: Desk, file: Path
) -> None:
    board_id = pinned_board(desk)
    desk.mirror(board_id, file)
    commented = text_of(file) + "# mine\n"
    file.write_text(commented, encoding="utf-8-sig")
    assert len(desk.memo(board_id, "two").warnings) == 1
    desk.undo()

    done = desk.import_board(commented, "board.yaml", replace=True)

    assert (done.change, done.warnings) == (None, ())
    assert text_of(file) == desk.exported(desk.board(board_id))


def test_a_board_by_hand_is_followed_by_its_file_once_taken_in(desk: Desk, file: Path) -> None:
    file.write_text("clicktui: board\nboard: Thèse\nlists:\n- list: Un\n", encoding="utf-8")
    board_id = desk.import_board(text_of(file), "board.yaml").board.id
    desk.mirror(board_id, file)
    assert text_of(file) == desk.exported(desk.board(board_id))

    copy = desk.import_board(text_of(file), "board.yaml", as_name="Copy").board
    with pytest.raises(BoardFileError, match="something else"):
        desk.mirror(copy.id, file)


def test_a_mirror_goes_and_comes_back(desk: Desk, file: Path, tmp_path: Path) -> None:
    board_id = pinned_board(desk)
    desk.mirror(board_id, file)
    desk.mirror(board_id, None)
    desk.memo(board_id, "one")
    desk.mirror(board_id, file)
    assert text_of(file) == desk.exported(desk.board(board_id))

    desk.mirror(board_id, tmp_path / "other.yaml")
    desk.memo(board_id, "two")
    for _each in range(2):
        undone = desk.undo()
        assert undone is not None
        assert undone.warnings == ()
    assert desk.board(board_id).mirror == str(file)
    assert desk.memo(board_id, "three").warnings == ()
    assert text_of(file) == desk.exported(desk.board(board_id))


def test_what_fails_again_and_again_is_remembered_once(
    desk: Desk, file: Path, tmp_path: Path
) -> None:
    board_id = pinned_board(desk)
    desk.mirror(board_id, file)
    write_by_hand(file)
    sizes = set()
    for memo in ("1", "2", "3", "4"):
        desk.memo(board_id, memo)
        with closing(sqlite3.connect(next(tmp_path.glob("store/*.sqlite3")))) as store:
            rows = store.execute("SELECT sum(length(value)) FROM remembered").fetchone()
            sizes.add(rows[0])
    assert len(sizes) == 1


def test_undo_and_redo_of_archiving_are_followed(desk: Desk, file: Path) -> None:
    board_id = pinned_board(desk)
    desk.mirror(board_id, file)
    desk.archive(board_id, True)
    assert "archived: true" in text_of(file)
    desk.undo()
    assert "archived" not in text_of(file)
    redone = desk.redo()
    assert redone is not None
    assert redone.board.id != board_id
    assert "archived: true" in text_of(file)


@pytest.mark.parametrize("path", ["~nosuchuser/x.yaml", "a\nb.yaml", "a\x1b[2J.yaml", "a\x00b"])
def test_a_mirror_at_an_impossible_path_is_refused(desk: Desk, path: str) -> None:
    board_id = pinned_board(desk)
    with pytest.raises(BoardFileError):
        desk.mirror(board_id, Path(path))
    assert desk.board(board_id).mirror == ""


def test_two_that_begin_at_once_make_boards_of_two_names(desk: Desk, tmp_path: Path) -> None:
    with open_store(tmp_path / "store") as store:
        other = Desk(store, desk.corpus, "Ida")
        mine, hers = desk.open_board().id, other.open_board().id
        first, second, *_rest = sentences(desk.corpus)
        desk.pin(mine, WORK, first)
        other.pin(hers, WORK, second)
    assert [one.name for one in desk.boards()] == ["My board", "My board (2)"]
    assert desk.named("My board").id == mine
    assert len(desk.named("My board (2)")) == 1


def test_the_blank_board_is_found_by_its_name(desk: Desk) -> None:
    blank = desk.open_board()
    assert desk.named("my board") == blank
    assert desk.named(blank.id) == blank
    with pytest.raises(NotFoundError, match="My board"):
        desk.named("Thesis")
    board_id = pinned_board(desk)
    assert desk.named("My board").id == board_id == blank.id


def test_an_archived_board_is_found_before_a_blank_one_of_its_name(desk: Desk) -> None:
    board_id = pinned_board(desk)
    desk.archive(board_id, True)
    assert desk.open_board().id != board_id
    assert desk.named("My board").id == board_id
