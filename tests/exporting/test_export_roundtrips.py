"""Export, import, export: the same bytes, by the functions that the commands and the app use."""

import tempfile
from pathlib import Path

import pytest
from export_samples import CORPUS, boards
from hostile_board import hostile_board, hostile_corpus, shell
from hypothesis import HealthCheck, given, settings

from clicktui.board.desk import Desk
from clicktui.board.importing import Meets, met_by
from clicktui.board.model import Board
from clicktui.board.store.store import open_store
from clicktui.citing.citation import Citer
from clicktui.exporting.formats import exported, format_called
from clicktui.exporting.gathering import gathered
from clicktui.exporting.intake import KINDS, kind_of, read_in
from clicktui.exporting.replacing import in_its_place

CITER = Citer()


def written(desk: Desk, board: Board, kind: str) -> bytes:
    """Return ``board`` in the format ``kind``, as the command line writes it."""
    wanted = format_called(kind)
    material = gathered(board, desk, CITER, lambda _quote, cited: cited.id, "fr")
    name = f"b{wanted.ending}"
    return exported(wanted, material, name).files[name]


def on_desk(board: Board | None, folder: str) -> Desk:
    desk = Desk(open_store(Path(folder)), CORPUS, "ada")
    if board is not None:
        desk.place(board)
    return desk


@pytest.mark.parametrize("kind", KINDS)
@given(board=boards())
@settings(max_examples=25, suppress_health_check=list(HealthCheck), deadline=None)
def test_a_board_goes_out_comes_in_and_goes_out_the_same(kind: str, board: Board) -> None:
    with tempfile.TemporaryDirectory() as here, tempfile.TemporaryDirectory() as there:
        first, second = on_desk(board, here), on_desk(None, there)
        try:
            content = written(first, first.board(board.id), kind)
            assert kind_of(content, "b") == kind_of(content, f"b{format_called(kind).ending}")
            taken = read_in(content, f"b{format_called(kind).ending}", second)
            assert (taken.left_out, taken.told) == ((), ())
            done = second.place(taken.board, taken.told, taken.yaml)
            assert (done.change is not None, done.warnings) == (True, ())
            assert written(second, done.board, kind) == content
            if kind != "csv":  # a table has neither the board's name nor its memo
                assert done.board == board

            again = in_its_place(read_in(content, "b", first), first)
            in_place = Meets.ITSELF if len(board) or kind != "csv" else Meets.NOTHING
            assert met_by(first, again.board) is in_place
        finally:
            first.store.close()
            second.store.close()


@pytest.mark.parametrize("kind", KINDS)
def test_the_board_that_is_hard_to_write_comes_back(kind: str, tmp_path: Path) -> None:
    corpus = hostile_corpus(tmp_path)
    board = hostile_board(corpus)
    file = tmp_path / f"b{format_called(kind).ending}"
    with shell(corpus, tmp_path / "a", board) as one, shell(corpus, tmp_path / "b") as two:
        assert one("export", "--format", kind, "--out", str(file)).code == 0
        ran = two("import", str(file))
        assert (ran.code, ran.err) == (0, "")
        if kind != "csv":
            assert two.desk.board("b1") == board
        again = tmp_path / f"c{format_called(kind).ending}"
        assert two("export", "--format", kind, "--out", str(again)).code == 0
        assert again.read_bytes() == file.read_bytes()

        assert one("import", str(file), "--replace").out == "nothing changed: it is so already\n"
        assert [change.what.value for change in one.desk.history()] == ["import"]
        assert two.desk.undo() is not None
        assert two.desk.boards(archived=True) == ()
