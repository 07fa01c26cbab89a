"""Files written whole: what is there before, meanwhile and after."""

import os
import stat
from pathlib import Path

import pytest

from clicktui.wholefiles import file_beside, replace_file


def mode_of(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


@pytest.fixture
def mask():
    before = os.umask(0o027)
    yield
    os.umask(before)


def test_a_new_file_gets_what_the_mask_leaves(tmp_path: Path, mask: None) -> None:
    replace_file(tmp_path / "a", "é\n".encode())
    assert (tmp_path / "a").read_bytes() == b"\xc3\xa9\n"
    assert mode_of(tmp_path / "a") == 0o640


@pytest.mark.parametrize("there", [0o600, 0o444, 0o666])
def test_a_file_that_was_there_keeps_its_mode(tmp_path: Path, mask: None, there: int) -> None:
    (tmp_path / "a").write_bytes(b"old")
    (tmp_path / "a").chmod(there)
    replace_file(tmp_path / "a", b"new")
    assert (tmp_path / "a").read_bytes() == b"new"
    assert mode_of(tmp_path / "a") == there


def test_a_mode_that_is_asked_for_counts_more_than_that_of_the_old_file(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"old")
    (tmp_path / "a").chmod(0o644)
    replace_file(tmp_path / "a", b"new", mode=0o600)
    assert mode_of(tmp_path / "a") == 0o600


def test_who_reads_meanwhile_reads_the_old_file_to_its_end(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"old words")
    with (tmp_path / "a").open("rb") as reader:
        assert reader.read(4) == b"old "
        replace_file(tmp_path / "a", b"n")
        assert reader.read() == b"words"
    assert [path.name for path in tmp_path.iterdir()] == ["a"]


def test_nothing_stays_of_a_file_that_could_not_take_its_place(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "a" / "full").touch()
    with pytest.raises(OSError):
        replace_file(tmp_path / "a", b"new")
    assert [path.name for path in tmp_path.iterdir()] == ["a"]


def test_a_file_beside_is_private_as_long_as_it_has_that_name(tmp_path: Path, mask: None) -> None:
    (tmp_path / "a").write_bytes(b"old")
    (tmp_path / "a").chmod(0o600)
    with file_beside(tmp_path / "a", b"new") as new:
        assert new.read_bytes() == b"new"
        assert mode_of(new) == 0o600
    assert not new.exists()
    assert (tmp_path / "a").read_bytes() == b"old"


@pytest.mark.parametrize("name", ["a" * 255, "😀" * 63, "é" * 127])
def test_the_longest_names_can_be_written(tmp_path: Path, name: str) -> None:
    replace_file(tmp_path / name, b"new")
    assert (tmp_path / name).read_bytes() == b"new"
