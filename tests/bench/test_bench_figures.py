import math
import os
import sys

import pytest
from bench.bars import Bar, bars, bars_at_million
from bench.corpora import make_corpus
from bench.engines.engine import ENGINES, make_engine
from bench.measure import peak_mb, percentile, resident_mb, size_mb
from bench.queries import CONDITIONS
from bench.report import curve_table, growth, success_table, table
from bench.terminal import COLUMNS, ROWS, NoFrameError, answer_ms, first_frame_ms, has_frame
from bench.worker import add, query

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
    engine = made(name)
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


def made(name):
    try:
        return make_engine(name)
    except ImportError as error:
        pytest.skip(str(error))


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


def keyed(ms, **others):
    conditions = {str(condition): {"at_1": 0.5, "at_5": 1, "tasks": 9} for condition in CONDITIONS}
    keystrokes = [f"key {number}" for number in range(len(ms))]
    return {"keystrokes": keystrokes, "cpu_ms": ms, "sentences": conditions, **others}


def test_growth_is_over_the_keystrokes_that_were_asked_both_times():
    small, large = keyed([1, 2, 50]), keyed([4, 6])
    assert growth(small, large) == 3
    assert math.isnan(growth(small, keyed([])))


def test_the_curve_has_a_column_for_each_size():
    sizes = {
        100: {"one": keyed([1, 2]), "slow": keyed([9, 9])},
        1000: {"one": keyed([4, 8]), "other": keyed([5, 5])},
    }
    lines = [line.split("  ") for line in curve_table(sizes).splitlines()]
    cells = [[cell.strip() for cell in line if cell] for line in lines]
    assert cells[0] == ["key CPU ms p50 / p95", "100", "1,000", "p95, last step"]
    assert cells[2:] == [
        ["one", "1.00 / 2.00", "4.00 / 8.00", "4.0 times"],
        ["slow", "9.00 / 9.00", "-", "-"],
        ["other", "-", "5.00 / 5.00", "-"],
    ]


def test_bars_at_a_million_ask_clicktui_to_be_ahead_of_everybody():
    ours = keyed(
        [10, 10], open_ms=600, query_peak_mb=501, build_peak_mb=1500, build_cpu_s=25, add_ms=999
    )
    tantivy, sqlite = keyed([20, 20]), keyed([9, 9], build_cpu_s=10)
    results = {"clicktui": ours, "tantivy-fuzzy": tantivy, "fts5-unicode61": sqlite}
    found = {bar.text: (bar.value, bar.is_kept) for bar in bars_at_million(results, {})}
    assert found == {
        "keystroke p95 (CPU) over tantivy-fuzzy's, the aim being 0.25": (0.5, True),
        "keystroke p95 (CPU) over fts5-unicode61's": (10 / 9, False),
        "success at 1, neighbouring words, two typos": (0.5, False),
        "the same, less the best peer's": (0, False),
        "opening, s": (0.6, True),
        "most resident while querying, MB": (501, False),
        "most resident while building, MB": (1500, True),
        "building (CPU) over fts5-unicode61's": (2.5, True),
        "an added article found, s": (0.999, True),
    }
    grown = list(bars_at_million(results, {"clicktui": keyed([2, 2])}))[-1]
    assert (grown.text, grown.value) == ("keystroke p95 over that at 100,000", 5)
    assert list(bars_at_million({"tantivy-fuzzy": tantivy}, {})) == []


@pytest.mark.parametrize("name", sorted(set(ENGINES) - {"rapidfuzz"}))
def test_an_article_that_is_added_is_found(name, corpus, tmp_path):
    if name.startswith("tantivy"):
        pytest.importorskip("tantivy")
    there = made(name)
    there.build(corpus.passages, tmp_path)
    there.close()
    assert add(made(name), corpus.folder, tmp_path)["add_ms"] > 0


def test_the_sample_depends_on_size_and_engine():
    asked = search.parser().parse_args([])
    assert search._sampled(100_000, asked) == {"rapidfuzz"}
    assert search._sampled(1_000_000, asked) == {"rapidfuzz", "fts5-unicode61", "fts5-trigram"}
    assert search._is_quick(1_000_000, asked) and not search._is_quick(100_000, asked)
    everything = search.parser().parse_args(["--queries", "full"])
    assert search._sampled(1_000_000, everything) == {"rapidfuzz"}
