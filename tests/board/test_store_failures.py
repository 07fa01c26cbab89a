"""A full disk, a folder that cannot be written: a clear line, and nothing half done."""

import os
import signal
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest
from store_helpers import board_of, files_of, pinned, shape

from clicktui.board import editing
from clicktui.board.changes import Said, What
from clicktui.board.store.store import Store, open_store
from clicktui.errors import BoardStoreError

NEW = Said(What.NEW_BOARD, "Board", by="ada")
PIN = Said(What.PIN, "Les mots", by="ada")


def pin(store: Store, quote_id: str, words: str = "") -> None:
    store.change("b", lambda one: editing.pinned(one, pinned(quote_id, words), "l"), PIN)


def test_a_full_disk_is_told_of_and_the_store_goes_on(tmp_path):
    with open_store(tmp_path) as store:
        store.add(board_of("b", l=["q1"]), NEW)
        own = store._session._open.connection
        (pages,) = own.execute("PRAGMA page_count").fetchone()
        own.execute(f"PRAGMA max_page_count={pages + 3}")  # SQLite then says SQLITE_FULL
        with pytest.raises(BoardStoreError, match="is full: free some space"):
            pin(store, "q2", "x" * 50_000)
        assert shape(store.board("b")) == {"L": ["q1"]}
        assert len(store.history()) == 1
        own.execute("PRAGMA max_page_count=1000000")
        pin(store, "q2", "x" * 50_000)
        assert store.to_undo().number == 2
    with open_store(tmp_path) as store:
        assert store.notices == ()
        assert shape(store.board("b")) == {"L": ["q1", "q2"]}


LIMITED = """
import resource, signal, sys
from pathlib import Path
sys.path.insert(0, sys.argv[2])
from store_helpers import pinned, shape
from clicktui.board import editing
from clicktui.board.changes import Said, What
from clicktui.board.store.store import open_store
from clicktui.errors import BoardStoreError
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
store = open_store(Path(sys.argv[1]))
resource.setrlimit(resource.RLIMIT_FSIZE, (200_000, resource.RLIM_INFINITY))
said = Said(What.PIN)
kept = 0
try:
    for number in range(100):
        quote = pinned(f"n{number}", "y" * 5000)
        store.change("b", lambda one: editing.pinned(one, quote, "l"), said)
        kept += 1
except BoardStoreError as error:
    print(kept)
    print(error)
assert len(store.board("b")) == kept
assert len(store.history(1000)) == kept + 1
resource.setrlimit(resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
store.change("b", lambda one: editing.pinned(one, quote, "l"), said)
store.close()
"""


def run(program: str, *arguments: str, **options) -> subprocess.CompletedProcess:
    return subprocess.run(
        [sys.executable, "-c", program, *arguments],
        capture_output=True,
        text=True,
        timeout=60,
        **options,
    )


@pytest.mark.skipif(not hasattr(signal, "SIGXFSZ"), reason="needs limits of file sizes")
def test_a_file_that_cannot_grow_keeps_what_was_acknowledged(tmp_path):
    with open_store(tmp_path) as store:
        store.add(board_of("b", l=[]), NEW)
    done = run(LIMITED, str(tmp_path), str(Path(__file__).parent))
    assert done.returncode == 0, done.stderr
    kept, message = done.stdout.splitlines()
    assert int(kept) > 2
    assert "nothing was changed" in message
    with open_store(tmp_path) as store:
        assert store.notices == ()
        assert len(store.board("b")) == int(kept) + 1


READING = """
import os, sys, tempfile
from pathlib import Path
sys.path.insert(0, sys.argv[2])
from store_helpers import shape
from clicktui.board.changes import Said, What
from clicktui.board.store.store import open_store
from clicktui.errors import BoardStoreError
import clicktui.board.store.salvage, shutil, encodings.idna, locale
open_store(Path(sys.argv[3])).close()  # what is imported late may not be nobody's to read
if os.getuid() == 0:
    os.setgid(65534)
    os.setuid(65534)
try:
    (Path(sys.argv[1]) / "try").write_text("x")
except OSError:
    pass
else:
    print("not read-only")
    sys.exit(0)
with open_store(Path(sys.argv[1]), stays_open=True) as store:
    assert store.is_read_only
    print(len(store.notices))
    print(store.notices[0])
    print([shape(store.board(one.id)) for one in store.boards()])
    print(len(store.history()))
    store.remember("open", "b")
    assert store.remembered("open") == "b"
    for change in (
        lambda: store.undo("ada"),
        lambda: store.change("b", lambda one: one, Said(What.MEMO)),
        lambda: store.remove("b", Said(What.REMOVE_BOARD)),
    ):
        try:
            change()
        except BoardStoreError as error:
            assert str(error) in store.notices, error
        else:
            raise SystemExit("changed")
    assert not store.changed_elsewhere()
"""


@pytest.fixture
def locked(tmp_path):
    """A folder inside one that anybody can reach; afterwards it can be written again."""
    folder = tmp_path / "boards"
    folder.mkdir()
    yield folder
    folder.chmod(0o700)


def read_as_nobody(folder: Path, is_file_writable: bool = False) -> list[str]:
    for path in [folder, *folder.rglob("*")]:
        path.chmod(0o555 if path.is_dir() else 0o666 if is_file_writable else 0o444)
    reachable = folder.parent
    while reachable != reachable.parent and reachable.stat().st_uid == os.getuid():
        if reachable.stat().st_mode & 0o001 == 0:
            reachable.chmod(reachable.stat().st_mode | 0o011)
        reachable = reachable.parent
    before = files_of(folder)
    done = run(READING, str(folder), str(Path(__file__).parent), str(folder.parent / "warm"))
    assert done.returncode == 0, done.stderr
    lines = done.stdout.splitlines()
    if lines == ["not read-only"]:
        pytest.skip("this system's folders cannot be made read-only")
    assert files_of(folder) == before
    return lines


@pytest.mark.skipif(not hasattr(os, "getuid"), reason="needs POSIX permissions")
@pytest.mark.parametrize("is_file_writable", [False, True])
def test_a_folder_that_cannot_be_written_is_read(locked, is_file_writable):
    with open_store(locked) as store:
        store.add(board_of("b", l=["q1", "q2"]), NEW)
    count, notice, boards, changes = read_as_nobody(locked, is_file_writable)
    assert "can only be read" in notice
    assert "CLICKTUI_DATA" in notice
    assert (count, boards, changes) == ("1", "[{'L': ['q1', 'q2']}]", "1")


@pytest.mark.skipif(not hasattr(os, "getuid"), reason="needs POSIX permissions")
def test_what_stands_in_the_journal_alone_is_read_too(locked, tmp_path):
    with open_store(tmp_path / "source") as store:
        store.add(board_of("b", l=["q1", "q2"]), NEW)
        for name in ("store.sqlite3", "store.sqlite3-wal"):
            (locked / name).write_bytes((tmp_path / "source" / name).read_bytes())
    _count, _notice, boards, _changes = read_as_nobody(locked)
    assert boards == "[{'L': ['q1', 'q2']}]"


@pytest.mark.skipif(not hasattr(os, "getuid"), reason="needs POSIX permissions")
def test_a_damaged_file_in_a_folder_that_cannot_be_written_is_read_as_far_as_it_goes(locked):
    with open_store(locked) as store:
        store.add(board_of("b", l=["q1", "q2"]), NEW)
    with sqlite3.connect(locked / "store.sqlite3") as connection:
        connection.execute("UPDATE records SET document = 'x' WHERE id = 'l'")
        connection.execute("DELETE FROM change_rows WHERE id = 'l'")
    connection.close()
    lines = read_as_nobody(locked)
    assert lines[-2] == "[{'Recovered': ['q1', 'q2']}]"


@pytest.mark.skipif(not hasattr(os, "getuid"), reason="needs POSIX permissions")
def test_an_empty_folder_that_cannot_be_written_has_no_boards(locked):
    _count, notice, boards, changes = read_as_nobody(locked)
    assert "can only be read" in notice
    assert (boards, changes) == ("[]", "0")
