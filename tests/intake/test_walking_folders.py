"""Walking what a user names: readable files in a stable order, all others with their reasons."""

import os
import socket
import tempfile
from pathlib import Path

import pytest
from intake_samples import written

from clicktui.intake.limits import Limits
from clicktui.intake.walking import LeftOut, walk


def _told(*paths: Path, limits: Limits | None = None) -> tuple[list[str], dict[str, str]]:
    found = list(walk(paths, limits or Limits()))
    files = [one.name for one in found if isinstance(one, Path)]
    return files, {one.path.name: one.reason for one in found if isinstance(one, LeftOut)}


def test_files_come_in_the_order_of_their_names_before_folders(tmp_path: Path) -> None:
    for folder in ("b", "a/c"):
        (tmp_path / folder).mkdir(parents=True)
    for name in ("z.txt", "b/x.pdf", "a/c/é.md", "a/w.DOCX"):
        written(tmp_path, name, "x")
    assert _told(tmp_path) == (["z.txt", "w.DOCX", "é.md", "x.pdf"], {})
    assert _told(tmp_path / "b", tmp_path) == (["x.pdf", "z.txt", "w.DOCX", "é.md"], {
        "b": "a folder that is here already"
    })  # fmt: skip


def test_what_cannot_be_read_is_left_out_with_its_reason(tmp_path: Path) -> None:
    outside = written(tmp_path, "outside.txt", "x")
    folder = tmp_path / "f"
    (folder / ".git").mkdir(parents=True)
    for name, content in {
        "a.txt": "x", "b.exe": "x", "c": "x", ".d.txt": "x", "e.txt": "", "large.md": "x" * 50,
    }.items():  # fmt: skip
        written(folder, name, content)
    os.mkfifo(folder / "g.txt")
    (folder / "h.txt").symlink_to(outside)
    (folder / "i.txt").symlink_to("a.txt")
    (folder / "j.txt").symlink_to("j.txt")
    (folder / "k").symlink_to(folder)
    (folder / "l").symlink_to("/dev")
    (folder / "m.txt").symlink_to("nothing")
    files, left_out = _told(folder, tmp_path / "gone", limits=Limits(text_bytes=40))
    assert files == ["a.txt"]
    assert left_out == {
        ".d.txt": "hidden",
        ".git": "hidden",
        "b.exe": "files that end in .exe are not read",
        "c": "its name has no ending",
        "e.txt": "empty",
        "g.txt": "no ordinary file, but a device, a pipe or a socket",
        "gone": "is not there",
        "h.txt": "a link that leads out of the folder",
        "i.txt": "a file that is here already",
        "j.txt": left_out["j.txt"],
        "k": "a folder that is here already",
        "l": "a link that leads out of the folder",
        "large.md": "larger than 1 MB",
        "m.txt": "a link that leads nowhere",
    }


def test_a_socket_is_never_opened() -> None:
    with tempfile.TemporaryDirectory() as short, socket.socket(socket.AF_UNIX) as listening:
        listening.bind(f"{short}/a.txt")
        assert _told(Path(short))[0] == []


def test_names_with_line_ends_and_escapes_are_shown_cleaned_and_can_be_read(tmp_path: Path) -> None:
    name = "a\n\x1b]52;c;x\x07.txt"
    written(tmp_path, name, "x")
    written(tmp_path, "b\x1b[2J.exe", "x")
    os.mknod(os.fsencode(tmp_path) + b"/c\xff.txt") if hasattr(os, "mknod") else None
    found = list(walk([tmp_path]))
    assert [one.name for one in found if isinstance(one, Path)] == [name]
    shown = [one.name for one in found if isinstance(one, LeftOut)]
    assert shown == [f"{tmp_path}/b[2J.exe", f"{tmp_path}/c\ufffd.txt"]


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_rights_that_lack_are_told(tmp_path: Path) -> None:
    written(tmp_path, "a.txt", "x").chmod(0)
    assert _told(tmp_path) == ([], {"a.txt": "may not be read: change its rights"})


def test_folders_without_end_end(tmp_path: Path) -> None:
    folder = tmp_path
    for _time in range(70):
        folder = folder / "d"
        folder.mkdir()
    written(folder, "a.txt", "x")
    files, left_out = _told(tmp_path)
    assert files == []
    assert list(left_out.values()) == ["more than 64 folders deep"]


def test_a_file_named_twice_comes_once_and_a_hidden_one_when_it_is_named(tmp_path: Path) -> None:
    path = written(tmp_path, ".a.txt", "x")
    assert _told(path, path) == ([".a.txt"], {".a.txt": "a file that is here already"})
