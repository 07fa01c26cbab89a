"""Reading in a process of its own: the same lines, and an end to what has none."""

import threading
from pathlib import Path

import pytest
from intake_samples import pdf, wrapped, written

from clicktui.errors import IntakeError
from clicktui.intake.apart import FileReader, packed, unpacked
from clicktui.intake.extras import needed
from clicktui.intake.limits import MEGABYTE, Limits
from clicktui.intake.reading import read_file


def test_a_process_reads_what_reading_here_gives_and_goes_on_after_errors(tmp_path: Path) -> None:
    lines = ["Bonjour à tous, et à toutes.", "Encore une ligne, pour voir."]
    good = written(tmp_path, "a\n\udcff.pdf", pdf([wrapped(lines, 500)], "/Title (Un)"))
    bad = written(tmp_path, "b.pdf", b"%PDF-1.4 rien")
    cue = "WEBVTT\n\n00:01.000 --> 00:02.000\n<v Ada>Bonjour \U0001f600\n"
    other = written(tmp_path, "c.vtt", cue.encode("utf-16"))
    with FileReader() as reader:
        assert reader.read(good) == read_file(good)
        with pytest.raises(IntakeError, match="is damaged"):
            reader.read(bad)
        assert reader.read(other) == read_file(other)


@pytest.fixture
def slow(tmp_path: Path) -> Path:
    page = wrapped(["Bonjour à tous, et à toutes, et encore."] * 40, 560)
    return written(tmp_path, "slow.pdf", pdf([page] * 2_000))


def test_what_takes_too_long_is_ended(slow: Path) -> None:
    with (
        FileReader(Limits(seconds=1)) as reader,
        pytest.raises(IntakeError, match="takes more than 1 seconds"),
    ):
        reader.read(slow)


def test_what_is_stopped_says_so_and_the_next_file_is_read(slow: Path, tmp_path: Path) -> None:
    good = written(tmp_path, "a.txt", "Bonjour.")
    with FileReader() as reader:
        threading.Timer(0.5, reader.stop).start()
        with pytest.raises(IntakeError, match="was stopped"):
            reader.read(slow)
        assert reader.read(good).lines[0].text == "Bonjour."


def test_what_needs_too_much_memory_is_ended(tmp_path: Path) -> None:
    large = written(tmp_path, "a.txt", b"a\n" * (10 * MEGABYTE))
    with (
        FileReader(Limits(memory_bytes=64 * MEGABYTE, lines=100_000_000)) as reader,
        pytest.raises(IntakeError, match="memory"),
    ):
        reader.read(large)


def test_what_is_packed_comes_back(tmp_path: Path) -> None:
    read = read_file(
        written(tmp_path, "a.md", "---\ntitle: T\nauthor: A B\n---\n# Un\n\n**B ?**\n")
    )
    assert unpacked(packed(read)) == read


def test_a_missing_library_is_told_with_how_to_get_it() -> None:
    with pytest.raises(IntakeError, match=r"pip install ['\"]clicktui\[corpus\]"):
        needed("a_library_that_nobody_has")
