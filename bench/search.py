"""``python -m bench search``: clicktui's search beside its peers', on the same corpora."""

import argparse
import json
import platform
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Mapping, Sequence
from importlib import metadata
from pathlib import Path
from typing import Any

from bench.bars import BARS_AT, MILLION, Bar, bars, bars_at_million
from bench.corpora import Corpus, make_corpus
from bench.engines.engine import (
    ENGINES,
    FOREIGN,
    LATER_SLOW,
    SAME_INDEX,
    SLOW,
    SLOW_UP_TO,
)
from bench.queries import Condition, Task, keystrokes, known_sentences
from bench.report import curve_table, slowest, speed_table, success_table
from clicktui.places import cache_folder, is_private

FULL_TASKS, QUICK_TASKS, SLOW_TASKS = 500, 100, 25
ANY_SHARE = 5
"""One known sentence in so many is asked again that other passages may hold as well."""

QUICK_STEP, SLOW_STEP = 5, 23
"""Of the keystrokes, one in so many is asked: numbers that divide no cycle of the queries."""

LARGE_FROM = 500_000
"""Passages from which on a quick sample is asked unless another is wanted: of the known sentences,
and of the keystrokes where an engine takes seconds for one (``LATER_SLOW``).
"""

WARMING = 50


def parser() -> argparse.ArgumentParser:
    """Return the reader of this command's options."""
    options = argparse.ArgumentParser(prog="python -m bench search", description=__doc__)
    options.add_argument(
        "--passages", type=int, action="append", metavar="N",
        help="size of a corpus; may be repeated (default: 1000, 10000 and 100000)",
    )  # fmt: skip
    options.add_argument(
        "--engines", help=f"names, comma separated (default: {','.join(ENGINES)}; without"
        f" {','.join(sorted(SLOW))} above {SLOW_UP_TO:,} passages)",
    )  # fmt: skip
    options.add_argument(
        "--queries", choices=("full", "quick"),
        help="quick: a fifth of the keystrokes and of the known sentences (default: full; from"
        f" {LARGE_FROM:,} passages on a fifth of the sentences, and of the keystrokes for slow"
        " engines)",
    )  # fmt: skip
    options.add_argument(
        "--work-folder", type=Path,
        help="where corpora and indexes are kept (default: bench/ in clicktui's cache folder)",
    )  # fmt: skip
    options.add_argument("--hits", type=int, default=10, help="hits asked for (default: 10)")
    options.add_argument(
        "--seeds-only", action="store_true",
        help="grow everything from the seeds: the same corpus on every machine",
    )  # fmt: skip
    options.add_argument(
        "--any-passage", type=int, metavar="N",
        help="known sentences asked, per condition, without the rule that no other passage may"
        " hold their words (default: a fifth of those with it)",
    )  # fmt: skip
    options.add_argument(
        "--reuse-indexes", action="store_true",
        help="ask the indexes built by an earlier run, its build figures repeated",
    )  # fmt: skip
    options.add_argument("--json", type=Path, help="write all figures to this file too")
    return options


def main(arguments: Sequence[str]) -> int:
    """Measure and print; return 0, or 1 where clicktui misses a bar or an engine did not run."""
    options = parser().parse_args(arguments)
    named = None if options.engines is None else [n for n in options.engines.split(",") if n]
    unknown = [name for name in named or () if name not in ENGINES]
    if unknown:
        parser().error(f"no engine named {', '.join(unknown)}; there are {', '.join(ENGINES)}")
    if options.work_folder is None:
        options.work_folder = cache_folder() / "bench"
    options.work_folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    if not is_private(options.work_folder.resolve()):
        parser().error(
            f"{options.work_folder} is not yours alone, and indexes are unpickled:"
            " name another with --work-folder"
        )
    _say(_machine())
    everything: dict[int, dict[str, Any]] = {}
    missed = 0
    for size in sorted(set(options.passages or (1_000, 10_000, 100_000))):
        corpus = make_corpus(size, options.work_folder, options.seeds_only)
        _say(f"\n== {corpus.about}")
        names = named
        if names is None:
            names = [name for name in ENGINES if size <= SLOW_UP_TO or name not in SLOW]
        results = _measure(corpus, names, options)
        missed += len(set(names) - results.keys() - (FOREIGN if named is None else set()))
        everything[size] = {"corpus": str(corpus.about), "engines": results}
        _say("\n" + speed_table(results) + "\n\n" + success_table(results))
        _say("\n" + success_table(results, "any sentences") + "\n")
        if _is_quick(size, options):
            _say(f"{QUICK_TASKS} sentences were asked, not {FULL_TASKS}")
        for name in sorted(_sampled(size, options) & results.keys()):
            _say(
                f"{name} was asked a sample only, being slow: see the numbers of keystrokes;"
                f" {SLOW_TASKS} sentences per condition"
            )
        for name, figures in results.items():
            _say(f"slowest of {name}: {slowest(figures)}")
        missed += _told(size, everything)
        if options.json:
            options.json.write_text(json.dumps(everything))
    if len(everything) > 1:
        _say("\n" + curve_table({size: one["engines"] for size, one in everything.items()}))
    return 1 if missed else 0


def _told(size: int, everything: Mapping[int, Mapping[str, Any]]) -> int:
    """Print the bars of a size that was measured; return how many are missed."""
    results = everything[size]["engines"]
    if size == MILLION:
        found: list[Bar] = list(
            bars_at_million(results, everything.get(BARS_AT, {"engines": {}})["engines"])
        )
    else:
        found = list(bars(results))
    if size not in (BARS_AT, MILLION):
        for bar in found:
            _say(f"(for {BARS_AT:,} only)  {bar.comparison}")
        return 0
    for bar in found:
        _say(str(bar))
    return sum(not bar.is_kept for bar in found)


def _is_quick(size: int, options: argparse.Namespace) -> bool:
    return (options.queries or ("quick" if size >= LARGE_FROM else "full")) == "quick"


def _sampled(size: int, options: argparse.Namespace) -> frozenset[str]:
    """Return the engines that are asked a few known sentences only."""
    is_large = size >= LARGE_FROM and _is_quick(size, options)
    return SLOW | LATER_SLOW if is_large else SLOW


def _say(text: str) -> None:
    print(text, flush=True)


def _machine() -> str:
    versions = [f"Python {platform.python_version()}", f"SQLite {sqlite3.sqlite_version}"]
    for name in ("tantivy", "rapidfuzz", "numpy", "Whoosh-Reloaded"):
        try:
            versions.append(f"{name} {metadata.version(name)}")
        except metadata.PackageNotFoundError:
            versions.append(f"{name} absent")
    return ", ".join(versions)


def _measure(
    corpus: Corpus, names: Sequence[str], options: argparse.Namespace
) -> dict[str, dict[str, Any]]:
    size = corpus.about.passages
    is_quick = _is_quick(size, options)
    count = QUICK_TASKS if is_quick else FULL_TASKS
    any_count = count // ANY_SHARE if options.any_passage is None else options.any_passage
    tasks = known_sentences(corpus, count)
    any_tasks = known_sentences(corpus, any_count, only_unique=False)
    warming = known_sentences(corpus, WARMING, seed=1)[Condition("neighbouring", "clean")]
    results: dict[str, dict[str, Any]] = {}
    for name in names:
        owner = SAME_INDEX.get(name, name)
        is_there = owner in results
        index = (
            options.work_folder / "indexes" / f"{corpus.folder.name}-{owner if is_there else name}"
        )
        is_slow, is_sampled = name in SLOW, name in _sampled(size, options)
        is_less_asked = is_sampled or options.queries == "quick"
        step = SLOW_STEP if is_slow else QUICK_STEP if is_less_asked else 1
        asked = {
            "limit": options.hits,
            "warming": [task.query for task in warming[: 3 if is_slow else None]],
            "keystrokes": keystrokes()[::step],
            "tasks": _asked(tasks, is_sampled),
            "any tasks": _asked(any_tasks, is_sampled),
        }
        index.parent.mkdir(parents=True, exist_ok=True)
        queries = index.with_suffix(".queries.json")
        queries.write_text(json.dumps(asked, ensure_ascii=False), encoding="utf-8")
        try:
            figures = _build(name, corpus, index, queries, is_there or options.reuse_indexes)
            figures |= _run("query", name, corpus.folder, index, queries)
        except subprocess.CalledProcessError as error:
            reason = (error.stderr or "").strip().splitlines()[-1:]
            _say(f"{name} left out: {' '.join(reason)}")
            continue
        results[name] = figures
    return results


def _asked(
    tasks: Mapping[Condition, Sequence[Task]], is_sampled: bool
) -> dict[str, list[tuple[str, str]]]:
    """Return (query, wanted passage) of the tasks that an engine is asked, by condition."""
    most = SLOW_TASKS if is_sampled else None
    return {
        str(condition): [(task.query, task.wanted) for task in of[:most]]
        for condition, of in tasks.items()
    }


def _build(
    name: str, corpus: Corpus, index: Path, queries: Path, may_reuse: bool
) -> dict[str, Any]:
    """Build the index of one engine anew, unless an earlier one may be used; return its figures.

    An article is added to a copy, so that all that is asked afterwards is asked of the corpus.

    Raises:
        subprocess.CalledProcessError: as ``_run``.
    """
    kept = index.with_suffix(".build.json")
    figures: dict[str, Any] = {}
    if may_reuse and kept.exists():
        figures = json.loads(kept.read_text())
    else:
        kept.unlink(missing_ok=True)
        shutil.rmtree(index, ignore_errors=True)
        index.mkdir(parents=True, mode=0o700)
        figures = _run("build", name, corpus.folder, index, queries)
    if "add_ms" not in figures:
        copy = index.with_suffix(".added")
        shutil.rmtree(copy, ignore_errors=True)
        shutil.copytree(index, copy)
        figures |= _run("add", name, corpus.folder, copy, queries)
        shutil.rmtree(copy)
        kept.write_text(json.dumps(figures))
    return figures


def _run(step: str, name: str, corpus: Path, index: Path, queries: Path) -> dict[str, Any]:
    """Run one step of one engine in a process of its own; return its figures.

    Raises:
        subprocess.CalledProcessError: it failed; its last words are in ``stderr``.
    """
    print(f"  {name}: {step}", file=sys.stderr, flush=True)
    command = [sys.executable, "-m", "bench.worker", step, name]
    command += [str(path) for path in (corpus, index, queries)]
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    figures: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return figures
