"""Files are put where the user says: all of them whole, or none, and never over what she has."""

import os
from pathlib import Path

import pytest

from clicktui.errors import ClicktuiError
from clicktui.exporting.placing import FileThereError, place


def names(folder: Path) -> list[str]:
    return sorted(one.name for one in folder.iterdir())


def test_all_files_are_there(tmp_path: Path) -> None:
    place({tmp_path / "a.md": b"a", tmp_path / "a.bib": b""})
    assert (tmp_path / "a.md").read_bytes() == b"a"
    assert names(tmp_path) == ["a.bib", "a.md"]


@pytest.mark.parametrize("there", ["a.md", "a.bib"])
def test_nothing_is_written_where_one_is_there(tmp_path: Path, there: str) -> None:
    (tmp_path / there).write_bytes(b"mine")
    with pytest.raises(FileThereError) as refused:
        place({tmp_path / "a.md": b"a", tmp_path / "a.bib": b"b"})
    assert refused.value.path == tmp_path / there
    assert (names(tmp_path), (tmp_path / there).read_bytes()) == ([there], b"mine")


def test_both_are_written_over_where_that_is_wished(tmp_path: Path) -> None:
    (tmp_path / "a.bib").write_bytes(b"mine")
    place({tmp_path / "a.md": b"a", tmp_path / "a.bib": b"b"}, is_forced=True)
    assert (tmp_path / "a.bib").read_bytes() == b"b"
    assert names(tmp_path) == ["a.bib", "a.md"]


@pytest.mark.parametrize("before", [b"mine", None])
def test_the_first_is_as_it_was_where_the_second_cannot_be_put(
    tmp_path: Path, before: bytes | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    if before is not None:
        (tmp_path / "a.md").write_bytes(before)
    replaced = Path.replace

    def fails_for_the_second(self: Path, target: Path) -> Path:
        if target.name == "a.bib":
            raise PermissionError(13, "Permission denied", "somewhere")
        return replaced(self, target)

    monkeypatch.setattr(Path, "replace", fails_for_the_second)
    with pytest.raises(PermissionError) as refused:
        place({tmp_path / "a.md": b"a", tmp_path / "a.bib": b"b"}, is_forced=True)
    assert refused.value.filename == str(tmp_path / "a.bib")
    monkeypatch.undo()
    assert names(tmp_path) == (["a.md"] if before is not None else [])
    if before is not None:
        assert (tmp_path / "a.md").read_bytes() == before


def test_two_files_of_one_name_are_refused(tmp_path: Path) -> None:
    (tmp_path / "link").symlink_to(tmp_path)
    with pytest.raises(ClicktuiError, match="the same name"):
        place({tmp_path / "a": b"a", tmp_path / "link" / "a": b"b"})
    assert names(tmp_path) == ["link"]


def test_what_is_no_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ClicktuiError, match="this is no file"):
        place({tmp_path: b"a"}, is_forced=True)


def test_errors_name_the_path_that_was_given(tmp_path: Path) -> None:
    path = tmp_path / "no" / "a.md"
    with pytest.raises(FileNotFoundError) as refused:
        place({path: b"a"})
    assert refused.value.filename == str(path)


def test_home_is_the_users(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("USERPROFILE", str(tmp_path))
    place({Path("~") / "a.md": b"a"})
    assert names(tmp_path) == ["a.md"]
    assert not os.path.lexists("~")
