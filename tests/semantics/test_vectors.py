"""Vectors are computed once, kept whole, resumed, and rebuilt where they are damaged."""

import os
import pickle
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from hand_vectors import HandEncoder, vectors_of
from hypothesis import given, settings
from hypothesis import strategies as st

from clicktui.errors import SemanticsError
from clicktui.microtasks.semantics.blocks import KIND, ROWS
from clicktui.microtasks.semantics.encoding import Array
from clicktui.microtasks.semantics.vectors import WRITE_EVERY, Vectors, fill, forget_others
from clicktui.microtasks.semantics.vectors import open_vectors as open_version

TEXTS = [f"passage {number}" for number in range(12)]


class UnwantedError(Exception):
    pass


def open_vectors(folder: Path) -> Vectors:
    return open_version(folder, HandEncoder.version)


def expected(texts: list[str]) -> Array:
    return np.array([HandEncoder().encode(text) for text in texts])


def filled(folder: Path, texts: list[str]) -> tuple[Vectors, list[str]]:
    encoder = HandEncoder()
    vectors = fill(open_vectors(folder), lambda: texts, encoder)
    return vectors, encoder.asked


def files(folder: Path) -> list[Path]:
    return sorted(folder.glob("vectors-*/*"))


def test_they_are_computed_once(tmp_path: Path) -> None:
    vectors, asked = filled(tmp_path, [*TEXTS, *TEXTS])
    assert asked == TEXTS
    assert np.allclose(vectors.of(TEXTS), expected(TEXTS), atol=1e-4)
    again, asked = filled(tmp_path, TEXTS)
    assert asked == []
    assert np.array_equal(again.of(TEXTS), vectors.of(TEXTS))


def test_only_new_passages_are_computed(tmp_path: Path) -> None:
    filled(tmp_path, TEXTS[:7])
    vectors, asked = filled(tmp_path, [*TEXTS[3:], "passage\u00a0\n  1"])
    assert asked == TEXTS[7:]
    assert np.allclose(vectors.of(TEXTS), expected(TEXTS), atol=1e-4)
    assert len(files(tmp_path)) == 1, "the rows of an unfilled file go into the next"


def test_progress_is_told_of_what_is_new(tmp_path: Path) -> None:
    filled(tmp_path, TEXTS[:9])
    said: list[tuple[int, int]] = []
    fill(open_vectors(tmp_path), lambda: TEXTS, HandEncoder(), lambda *at: said.append(at))
    assert said == [(0, 3), (1, 3), (2, 3), (3, 3)]


def test_who_cancels_loses_nothing(tmp_path: Path) -> None:
    def cancel(done: int, total: int) -> None:
        if done == 5:
            raise UnwantedError

    with pytest.raises(UnwantedError):
        fill(open_vectors(tmp_path), lambda: TEXTS, HandEncoder(), cancel)
    _vectors, asked = filled(tmp_path, TEXTS)
    assert asked == TEXTS[5:]


def test_a_kill_loses_only_what_was_not_yet_written(tmp_path: Path) -> None:
    program = f"""
import os, sys
sys.path.insert(0, {str(Path(__file__).parent)!r})
from pathlib import Path
from hand_vectors import HandEncoder
from clicktui.microtasks.semantics.vectors import fill, open_vectors
def killed(done, total):
    if done == {WRITE_EVERY + 40}:
        os._exit(9)
texts = [str(number) for number in range(2000)]
fill(open_vectors(Path({str(tmp_path)!r}), "hand-1"), lambda: texts, HandEncoder(), killed)
"""
    assert subprocess.run([sys.executable, "-c", program], check=False).returncode == 9
    vectors = open_vectors(tmp_path)
    assert len(vectors) == WRITE_EVERY
    texts = [str(number) for number in range(WRITE_EVERY)]
    assert np.allclose(vectors.of(texts), expected(texts), atol=1e-4)


def test_full_files_are_left_alone(tmp_path: Path) -> None:
    texts = [str(number) for number in range(ROWS + 10)]
    drawn = HandEncoder().encode("any")
    vectors = fill(open_vectors(tmp_path), lambda: texts, HandEncoder(dict.fromkeys(texts, drawn)))
    assert sorted(len(block.rows) for block in vectors.blocks) == [10, ROWS]
    vectors, asked = filled(tmp_path, [*texts, "new"])
    assert asked == ["new"]
    assert sorted(len(block.rows) for block in vectors.blocks) == [11, ROWS]
    assert np.allclose(vectors.of(["new", texts[-1]]), expected(["new", "any"]), atol=1e-4)


def cut(content: bytes) -> bytes:
    return content[:-7]


def cut_by_a_row(content: bytes) -> bytes:
    return content[: -KIND.itemsize]


def flipped(content: bytes) -> bytes:
    return content[:500] + bytes([content[500] ^ 1]) + content[501:]


def emptied(content: bytes) -> bytes:
    return b""


class Trap:
    def __reduce__(self) -> tuple[Callable[[str], int], tuple[str]]:
        return os.system, ("touch sprung",)


def pickled(content: bytes) -> bytes:
    trap = pickle.dumps(Trap())
    return trap + bytes(-len(trap) % KIND.itemsize)


@pytest.mark.parametrize("harm", [cut, cut_by_a_row, flipped, emptied, pickled])
def test_what_is_damaged_is_thrown_away_and_computed_anew(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, harm: Callable[[bytes], bytes]
) -> None:
    monkeypatch.chdir(tmp_path)
    filled(tmp_path, TEXTS)
    (path,) = files(tmp_path)
    path.write_bytes(harm(path.read_bytes()))
    assert len(open_vectors(tmp_path)) == 0
    assert not path.exists()
    vectors, asked = filled(tmp_path, TEXTS)
    assert asked == TEXTS
    assert np.allclose(vectors.of(TEXTS), expected(TEXTS), atol=1e-4)
    assert not (tmp_path / "sprung").exists()


def test_damage_of_one_file_costs_only_its_rows(tmp_path: Path) -> None:
    texts = [str(number) for number in range(ROWS)]
    drawn = HandEncoder().encode("any")
    fill(open_vectors(tmp_path), lambda: texts, HandEncoder(dict.fromkeys(texts, drawn)))
    filled(tmp_path, TEXTS)
    full = max(files(tmp_path), key=lambda path: path.stat().st_size)
    full.write_bytes(b"?" * full.stat().st_size)
    _vectors, asked = filled(tmp_path, TEXTS)
    assert asked == []


def test_rows_that_stand_twice_are_kept_once(tmp_path: Path) -> None:
    filled(tmp_path, TEXTS[:4])
    (small,) = files(tmp_path)
    kept = small.read_bytes()
    filled(tmp_path, TEXTS)
    small.write_bytes(kept)  # as where who wrote the larger file was killed before it could go
    vectors = open_vectors(tmp_path)
    assert len(vectors) == len(TEXTS)
    assert not small.exists()


def test_a_reader_goes_on_while_others_write(tmp_path: Path) -> None:
    before, _asked = filled(tmp_path, TEXTS[:4])
    after = fill(before, lambda: TEXTS, HandEncoder())
    assert len(before) == 4
    assert len(after) == len(TEXTS)
    assert np.allclose(before.of(TEXTS[:4]), expected(TEXTS[:4]), atol=1e-4)


def test_words_without_a_vector_are_said_to_have_none(tmp_path: Path) -> None:
    vectors, _asked = filled(tmp_path, TEXTS)
    assert vectors.rows(["passage 3", "unknown"]).tolist()[1] == -1
    with pytest.raises(SemanticsError, match="no vector yet"):
        vectors.of(["unknown"])
    assert open_vectors(tmp_path / "other").cosines(expected(["a"])[0]).shape == (0,)


def test_a_folder_that_cannot_be_used_is_named(tmp_path: Path) -> None:
    (tmp_path / "cache").write_text("a file")
    with pytest.raises(SemanticsError, match="cannot be kept in"):
        open_vectors(tmp_path / "cache")


def test_vectors_that_cannot_be_written_are_said_to_be(tmp_path: Path) -> None:
    vectors = open_vectors(tmp_path)
    vectors.folder.rmdir()
    with pytest.raises(SemanticsError, match="cannot be kept in"):
        fill(vectors, lambda: TEXTS, HandEncoder())


def test_another_version_has_vectors_of_its_own(tmp_path: Path) -> None:
    filled(tmp_path, TEXTS)
    newer = open_version(tmp_path, "hand-2")
    assert len(newer) == 0
    forget_others(newer)
    assert [path.name for path in tmp_path.iterdir()] == ["vectors-hand-2"]


@settings(max_examples=10, deadline=None)
@given(st.lists(st.lists(st.text(max_size=6), max_size=8), max_size=5), st.text(max_size=6))
def test_they_are_the_encoders_however_they_came(
    tmp_path_factory: pytest.TempPathFactory, parts: list[list[str]], asked: str
) -> None:
    folder = tmp_path_factory.mktemp("vectors")
    vectors = open_vectors(folder)
    for part in parts:
        vectors = fill(vectors, lambda part=part: part, HandEncoder())
    texts = [text for part in parts for text in part]
    for reader in (vectors, open_vectors(folder)):
        assert len(reader) == len({" ".join(text.split()) for text in texts})
        if texts:
            found = reader.of(texts)
            assert np.allclose(found, expected(texts), atol=1e-4)
            query = expected([asked])[0]
            cosines = reader.cosines(query)[reader.rows(texts)]
            assert np.allclose(cosines, found @ query, atol=1e-5)


def test_texts_are_only_passed_through(tmp_path: Path) -> None:
    vectors = vectors_of(tmp_path, {}, ["\x1b]52;c;AAAA\x07", "[/x]", "\ud7ff"])
    assert len(vectors) == 3
