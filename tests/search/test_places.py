"""The user's own folders: made for her alone, never changed where they were there before."""

import os
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from clicktui.errors import FolderUnusableError
from clicktui.places import cache_folder, state_folder

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="POSIX owners and modes")

both = pytest.mark.parametrize(
    ("variable", "place"), [("CLICKTUI_CACHE", cache_folder), ("CLICKTUI_STATE", state_folder)]
)


def mode_of(folder: Path) -> int:
    return folder.stat().st_mode & 0o7777


@both
@pytest.mark.parametrize("umask", [0o000, 0o022, 0o077])
def test_a_missing_folder_is_made_for_its_owner_alone(
    variable: str,
    place: Callable[[], Path],
    umask: int,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv(variable, str(tmp_path / "deep" / "own"))
    before = os.umask(umask)
    try:
        folder = place()
    finally:
        os.umask(before)
    assert (folder, mode_of(folder)) == (tmp_path / "deep" / "own", 0o700)


@both
def test_a_folder_that_was_there_keeps_its_mode(
    variable: str, place: Callable[[], Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "mine"
    folder.mkdir()
    folder.chmod(0o755)
    monkeypatch.setenv(variable, str(folder))
    assert place() == folder
    assert mode_of(folder) == 0o755


@both
@pytest.mark.parametrize("mode", [0o1777, 0o770, 0o702])
def test_a_folder_that_others_can_write_is_refused_and_left_alone(
    variable: str,
    place: Callable[[], Path],
    mode: int,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    folder = tmp_path / "everybody's"
    folder.mkdir()
    folder.chmod(mode)
    monkeypatch.setenv(variable, str(folder))
    with pytest.raises(FolderUnusableError, match=f"chmod 700.*{variable}"):
        place()
    assert mode_of(folder) == mode
    assert list(folder.iterdir()) == []
    link = tmp_path / "link"
    link.symlink_to(folder)
    monkeypatch.setenv(variable, str(link))
    with pytest.raises(FolderUnusableError):
        place()


@pytest.mark.skipif(not hasattr(os, "getuid") or os.getuid() != 0, reason="needs root")
@both
def test_another_user_s_folder_is_refused(
    variable: str, place: Callable[[], Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "theirs"
    folder.mkdir(mode=0o700)
    os.chown(folder, 12345, 12345)
    monkeypatch.setenv(variable, str(folder))
    with pytest.raises(FolderUnusableError):
        place()


@both
def test_what_cannot_be_made_says_how_to_name_another(
    variable: str, place: Callable[[], Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").write_text("")
    monkeypatch.setenv(variable, str(tmp_path / "file" / "folder"))
    with pytest.raises(FolderUnusableError, match=variable):
        place()
