"""The file beside a text in git: replaced in one step, and never over somebody else's words."""

import errno
import os
import resource
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from clicktui.board.files.mirror import digest_of, mirror_path, write_mirror
from clicktui.board.files.writing import written
from clicktui.board.model import Board, QuoteList
from clicktui.errors import BoardFileError

AT = "2026-11-21T23:57:03Z"


def board(name: str = "a", board_id: str = "b1") -> str:
    return written(Board(board_id, name, AT, (QuoteList("l1", "x"),)))


@pytest.fixture
def file(tmp_path: Path) -> Path:
    folder = tmp_path / "thèse"
    folder.mkdir()
    return folder / "board.yaml"


def refusal(path: Path, text: str, last: str = "") -> str:
    there = sorted((one, one.read_bytes()) for one in path.parent.glob("*") if one.is_file())
    with pytest.raises(BoardFileError) as caught:
        write_mirror(path, text, last)
    assert there == sorted(
        (one, one.read_bytes()) for one in path.parent.glob("*") if one.is_file()
    )
    assert "\n" not in str(caught.value)
    return str(caught.value)


def test_a_mirror_follows(file: Path) -> None:
    first = write_mirror(file, board("a"), "")
    assert file.read_bytes() == board("a").encode()
    second = write_mirror(file, board("é"), first)
    assert file.read_bytes() == board("é").encode()
    assert first != second
    assert list(file.parent.iterdir()) == [file]


def test_what_is_there_already_is_not_written_again(file: Path) -> None:
    digest = write_mirror(file, board(), "")
    before = file.stat()
    assert write_mirror(file, board(), digest) == digest
    assert write_mirror(file, board(), "") == digest
    assert (file.stat().st_ino, file.stat().st_mtime_ns) == (before.st_ino, before.st_mtime_ns)


def test_a_file_that_somebody_changed_is_left_alone(file: Path) -> None:
    digest = write_mirror(file, board("a"), "")
    file.write_text(board("a") + "# mine\n", encoding="utf-8")
    assert "somebody else changed it" in refusal(file, board("b"), digest)


def test_a_file_that_was_taken_away_is_written_anew(file: Path) -> None:
    digest = write_mirror(file, board("a"), "")
    file.unlink()
    write_mirror(file, board("b"), digest)
    assert file.read_text(encoding="utf-8") == board("b")


def test_one_of_several_digests_is_enough(file: Path) -> None:
    first = write_mirror(file, board("a"), "")
    second = write_mirror(file, board("b"), first)
    write_mirror(file, board("c"), f"{first} {second}")
    assert file.read_text(encoding="utf-8") == board("c")


def test_line_ends_that_git_changed_are_nobodys_change(file: Path) -> None:
    digest = write_mirror(file, board("a"), "")
    file.write_bytes(file.read_bytes().replace(b"\n", b"\r\n"))
    write_mirror(file, board("b"), digest)
    assert file.read_text(encoding="utf-8") == board("b")


@pytest.mark.parametrize(
    "there",
    ["Ma thèse.\n", board(board_id="other"), "id: b1\n", "clicktui: board\nlists:\n- id: b1\n",
     "clicktui: board\nlists:\nid: b1\n"],
)  # fmt: skip
def test_something_else_is_never_overwritten(file: Path, there: str) -> None:
    file.write_text(there, encoding="utf-8")
    assert "something else than this board" in refusal(file, board())


@pytest.mark.parametrize("there", ["", " \n"])
def test_a_blank_file_is_taken_over(file: Path, there: str) -> None:
    file.write_text(there, encoding="utf-8")
    write_mirror(file, board(), "")
    assert file.read_text(encoding="utf-8") == board()


@pytest.mark.parametrize("there", [board("other"), "clicktui: 'board'\r\nid: \"b1\"\r\n"])
def test_another_state_of_the_board_is_not_overwritten_unread(file: Path, there: str) -> None:
    file.write_bytes(there.encode())
    assert "this board is there already, and differs: take it in" in refusal(file, board())


def test_a_file_that_was_taken_in_is_replaced(file: Path) -> None:
    digest = write_mirror(file, board("a"), "")
    mine = "\ufeff" + board("a") + "# mine\n"
    file.write_text(mine, encoding="utf-8")
    taken_in = digest_of(mine.removeprefix("\ufeff").encode())
    write_mirror(file, board("b"), digest, taken_in)
    assert file.read_text(encoding="utf-8") == board("b")
    file.write_text(mine + "# more\n", encoding="utf-8")
    with pytest.raises(BoardFileError, match="somebody else changed it"):
        write_mirror(file, board("b"), digest, taken_in)


@pytest.mark.parametrize("name", ["a\nb", "a\x1b]0;x\x07", "a\u202eb", "a\x00b", "a\udcffb"])
def test_a_path_that_no_screen_can_show_is_refused(tmp_path: Path, name: str) -> None:
    with pytest.raises(BoardFileError, match="control characters") as caught:
        mirror_path(tmp_path / name)
    assert all(char.isprintable() for char in str(caught.value))


def test_the_path_of_a_mirror_is_whole(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.chdir("/")
    assert mirror_path(Path("~/thèse/b.yaml")) == f"{tmp_path}/thèse/b.yaml"
    assert mirror_path(Path("b.yaml")) == "/b.yaml"
    with pytest.raises(BoardFileError, match="~nosuchuser/x: there is no such folder"):
        mirror_path(Path("~nosuchuser/x"))


def test_the_file_keeps_its_mode_and_a_new_one_gets_the_usual(file: Path) -> None:
    previous = os.umask(0o027)
    try:
        digest = write_mirror(file, board("a"), "")
        assert stat.S_IMODE(file.stat().st_mode) == 0o640
        file.chmod(0o604)
        write_mirror(file, board("b"), digest)
    finally:
        os.umask(previous)
    assert stat.S_IMODE(file.stat().st_mode) == 0o604


def test_a_symbolic_link_stays_one(file: Path, tmp_path: Path) -> None:
    target = tmp_path / "target.yaml"
    file.symlink_to(Path("..") / "target.yaml")
    digest = write_mirror(file, board("a"), "")
    write_mirror(file, board("b"), digest)
    assert file.is_symlink()
    assert target.read_text(encoding="utf-8") == board("b")


def test_what_is_no_file_is_refused(file: Path) -> None:
    file.mkdir()
    assert "this is no file" in refusal(file, board())
    file.rmdir()
    os.mkfifo(file)
    assert "this is no file" in refusal(file, board())


def test_links_in_a_circle_are_refused(file: Path) -> None:
    file.symlink_to(file.name)
    assert str(file) in refusal(file, board())


def test_a_missing_folder_is_told(tmp_path: Path) -> None:
    told = refusal(tmp_path / "no" / "b.yaml", board())
    assert f"there is no folder {tmp_path / 'no'}" in told


def in_a_child(code: str, *arguments: object) -> str:
    """Return what a process prints that runs ``code`` with ``path`` and ``text``."""
    head = (
        "import os, sys, resource, signal\nfrom pathlib import Path\n"
        "from clicktui.board.files.mirror import digest_at, write_mirror\n"
        "from clicktui.errors import BoardFileError\n"
        "path = Path(sys.argv[1])\ntext = Path(sys.argv[2]).read_text(encoding='utf-8')\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", head + code, *map(str, arguments)],
        capture_output=True, text=True, check=True, timeout=30,
    )  # fmt: skip
    return done.stdout


WRITE = (
    "try:\n    write_mirror(path, text, digest_at(path))\n"
    "except BoardFileError as error:\n    print(error)\n"
)


def test_a_folder_without_rights_is_told(file: Path, tmp_path: Path) -> None:
    text = tmp_path / "text"
    text.write_text(board(), encoding="utf-8")
    file.parent.chmod(0o555)
    lower = "os.setuid(65534)\n" if os.getuid() == 0 else ""
    for folder in (tmp_path, *tmp_path.parents):
        if lower and folder.owner() == "root" and folder != Path("/"):
            folder.chmod(folder.stat().st_mode | 0o055)
        if folder.name.startswith("pytest-of"):
            break
    try:
        told = in_a_child(lower + WRITE, file, text)
    finally:
        file.parent.chmod(0o755)
    assert "no right to write there" in told
    assert list(file.parent.iterdir()) == []


@pytest.mark.parametrize("is_there", [True, False])
def test_a_disk_that_fills_up_leaves_what_was(file: Path, tmp_path: Path, is_there: bool) -> None:
    """A limit on the size of files stands for the full disk: a write stops in the middle."""
    text = tmp_path / "text"
    text.write_text(written(Board("b1", "a", AT, (), "x\n" * 9000)), encoding="utf-8")
    if is_there:
        write_mirror(file, board(), "")
    before = [one.read_bytes() for one in file.parent.iterdir()]
    limit = (
        "signal.signal(signal.SIGXFSZ, signal.SIG_IGN)\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (8192, 8192))\n"
    )
    told = in_a_child(limit + WRITE, file, text)
    assert os.strerror(errno.EFBIG) in told
    assert [one.read_bytes() for one in file.parent.iterdir()] == before
    assert resource.getrlimit(resource.RLIMIT_FSIZE)[0] != 8192


def test_a_full_disk_is_told_as_one() -> None:
    if not Path("/dev/full").exists():
        pytest.skip("needs /dev/full")
    from clicktui.board.files.mirror import _refusal

    with pytest.raises(OSError) as caught, Path("/dev/full").open("wb", buffering=0) as full:
        full.write(b"x")
    assert "the disk is full" in _refusal(Path("b.yaml"), caught.value)
