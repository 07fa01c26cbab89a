import math
import os
import sys

import pytest
from bench.bars import Bar, bars
from bench.corpora import make_corpus
from bench.engines.engine import ENGINES, make_engine
from bench.measure import peak_mb, percentile, resident_mb, size_mb
from bench.queries import CONDITIONS
from bench.report import success_table, table
from bench.terminal import COLUMNS, ROWS, NoFrameError, answer_ms, first_frame_ms, has_frame
from bench.worker import query

from bench import search

ALTERNATE = b"\x1b[?1049h"


@pytest.mark.parametrize(
    ("values", "share", "expected"),
    [
        ([15, 20, 35, 40, 50], 0.3, 20),  # the nearest-rank example of Wikipedia, "Percentile"
        ([15, 20, 35, 40, 50], 0.5, 35),
        ([15, 20, 35, 40, 50], 1, 50),
        (list(range(1, 101)), 0.95, 95),
        ([3], 0.95, 3),
    ],
)
def test_percentiles_are_of_the_nearest_rank(values, share, expected):
    assert percentile(values, share) == expected


def test_memory_and_sizes(tmp_path):
    (tmp_path / "deep").mkdir()
    (tmp_path / "deep" / "file").write_bytes(bytes(2**20))
    assert size_mb(tmp_path) == 1
    assert 5 < resident_mb() <= peak_mb()


def test_a_bar_is_not_kept_by_what_is_no_number():
    assert Bar("", 1.25, 1.25, at_most=True).is_kept
    assert not Bar("", 1.26, 1.25, at_most=True).is_kept
    assert not Bar("", math.nan, 0.95, at_most=False).is_kept
    assert not Bar("", math.nan, 0.95, at_most=True).is_kept


def test_bars_compare_clicktui_with_its_peers():
    def figures(p95, at_1, at_5):
        conditions = ("clean", "2 edits")
        return {
            "cpu_ms": [p95],
            "sentences": {
                f"{words}, {typed}": {"at_1": at_1, "at_5": at_5 if typed == "2 edits" else 1.0}
                for words in ("neighbouring", "scattered")
                for typed in conditions
            },
        }

    results = {"clicktui": figures(5, 0.87, 0.96), "tantivy-fuzzy": figures(4, 0, 0)}
    kept = {bar.text: (bar.value, bar.is_kept) for bar in bars(results)}
    assert kept == {
        "keystroke p95 (CPU) over tantivy-fuzzy's": (1.25, True),
        "success at 1, scattered words, two typos": (0.87, True),
        "success at 1, neighbouring words, two typos": (0.87, False),
        "success at 5, neighbouring words, two typos over none": (0.96, True),
        "success at 5, scattered words, two typos over none": (0.96, True),
    }
    assert list(bars({"tantivy-fuzzy": figures(4, 0, 0)})) == []


def test_tables_are_aligned():
    assert table(("a", "bb"), [["name", "1"]]) == "a     bb\n----  --\nname   1"


def test_both_tables_of_success_are_told_apart():
    def figures(at_1):
        return {str(condition): {"at_1": at_1, "at_5": 1, "tasks": 9} for condition in CONDITIONS}

    results = {"clicktui": {"sentences": figures(0.9), "any sentences": figures(0.8)}}
    with_rule, without = success_table(results), success_table(results, "any sentences")
    assert "0.900 / 1.000" in with_rule and "0.800" not in with_rule
    assert "0.800 / 1.000" in without and "any passage" in without


def test_a_work_folder_that_others_can_write_is_refused(tmp_path, capsys):
    tmp_path.chmod(0o777)
    with pytest.raises(SystemExit):
        search.main(["--passages", "1", "--engines", "", "--work-folder", str(tmp_path)])
    assert "--work-folder" in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []


@pytest.fixture(scope="module")
def corpus(tmp_path_factory):
    return make_corpus(130, tmp_path_factory.mktemp("bench"), real_only_from_seeds=True)


@pytest.mark.parametrize("name", sorted(set(ENGINES) - {"clicktui"}))
def test_every_peer_finds_a_known_sentence(name, corpus, tmp_path):
    if name.startswith("tantivy"):
        pytest.importorskip("tantivy")
    wanted = list(corpus.passages())[40]
    words = " ".join(wanted.text.split()[3:10])
    engine = make_engine(name)
    engine.build(corpus.passages, tmp_path)
    asked = {
        "limit": 10,
        "warming": ["travail"],
        "keystrokes": ["t", "tr", "...", ""],
        "tasks": {"clean": [(words, wanted.id), ("zzzz", "nothing")]},
    }
    figures = query(make_engine(name), corpus.folder, tmp_path, asked)
    assert figures["sentences"] == {"clean": {"at_1": 0.5, "at_5": 0.5, "tasks": 2}}
    assert len(figures["cpu_ms"]) == len(figures["wall_ms"]) == 4
    assert engine_texts(name, corpus, tmp_path, words)[0] == (wanted.id, wanted.text)


def engine_texts(name, corpus, folder, words):
    engine = make_engine(name)
    engine.open(corpus.passages, folder)
    found = engine.search(words, 3)
    engine.close()
    return found


def test_a_frame_is_half_a_screen_written_on_the_alternate_one():
    half = COLUMNS * ROWS // 2
    assert has_frame(ALTERNATE + b"\x1b[48;2;1;1;1m" + b" " * half, must_be_visible=False)
    assert not has_frame(ALTERNATE + b" " * (half - 1), must_be_visible=False)
    assert not has_frame(b" " * half, must_be_visible=False)
    assert not has_frame(ALTERNATE + b" " * half, must_be_visible=True)
    assert has_frame(ALTERNATE + b" " * half + b"travailleurs", must_be_visible=True)
    traceback = ALTERNATE + b"\x1b[?1049l" + b"x" * half
    assert not has_frame(traceback, must_be_visible=True)
    escapes = ALTERNATE + b"\x1b[0m" * half + b"\x1b]22;default\x07" * half
    assert not has_frame(escapes, must_be_visible=False)


def test_the_first_frame_of_a_program_is_seen():
    paint = "import time; print('\\x1b[?1049h' + 'x' * 2000, flush=True); time.sleep(9)"
    assert first_frame_ms([sys.executable, "-c", paint], os.environ, must_be_visible=True) > 0


def test_a_program_that_paints_nothing_is_an_error_with_its_last_words():
    with pytest.raises(NoFrameError, match="sorry"):
        first_frame_ms([sys.executable, "-c", "print('sorry')"], os.environ, must_be_visible=True)


def test_the_answer_to_what_was_typed_is_seen():
    echo = "print('\\x1b[?1049h' + 'x' * 2000, flush=True); print(input().upper()); input()"
    assert answer_ms([sys.executable, "-c", echo], os.environ, "clic\n", "CLIC") > 0
