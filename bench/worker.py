"""One engine in a process of its own, so that its memory and time are its own.

Run by ``bench.search`` as ``python -m bench.worker build|add|query ENGINE CORPUS INDEX QUERIES``;
prints one JSON object as its last line.
"""

import json
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from bench.corpora import corpus_in
from bench.engines.engine import Engine, make_engine
from bench.measure import peak_mb, resident_mb, size_mb
from bench.queries import added_article
from clicktui.tui.collecting import go_on


class _Clock:
    """Times one step: ``wall`` and ``cpu`` in ms."""

    def __init__(self) -> None:
        self._wall, self._cpu = time.perf_counter_ns(), time.process_time_ns()

    def stop(self) -> tuple[float, float]:
        """Return wall and CPU ms since the clock was made."""
        cpu = time.process_time_ns() - self._cpu
        return (time.perf_counter_ns() - self._wall) / 1e6, cpu / 1e6


def build(engine: Engine, corpus_folder: Path, index: Path) -> dict[str, float]:
    """Build the index; return seconds, MB on disk and the peak of memory in MB."""
    corpus = corpus_in(corpus_folder)
    clock = _Clock()
    engine.build(corpus.passages, index)
    wall, cpu = clock.stop()
    engine.close()
    return {
        "build_s": wall / 1000,
        "build_cpu_s": cpu / 1000,
        "size_mb": size_mb(index),
        "build_peak_mb": peak_mb(),
    }


def add(engine: Engine, corpus_folder: Path, index: Path) -> dict[str, float]:
    """Add an article to the index; return the ms until a search has found its last passage.

    Raises:
        RuntimeError: the search finds something else.
    """
    corpus = corpus_in(corpus_folder)
    article = added_article(corpus)
    last = article[-1]
    engine.open(corpus.passages, index)
    clock = _Clock()
    engine.add(article)
    found = engine.search(last.text.rsplit(" ", 1)[-1], 1)
    wall, cpu = clock.stop()
    engine.close()
    if [name for name, _ in found] != [last.id]:
        raise RuntimeError("the added article is not found")
    return {"add_ms": wall, "add_cpu_ms": cpu}


def query(
    engine: Engine, corpus_folder: Path, index: Path, queries: Mapping[str, Any]
) -> dict[str, Any]:
    """Open the index, warm it, and ask everything once, in the order of ``queries``."""
    limit = queries["limit"]
    corpus = corpus_in(corpus_folder)
    clock = _Clock()
    engine.open(corpus.passages, index)
    open_ms, _ = clock.stop()
    go_on()
    for text in queries["warming"]:
        engine.search(text, limit)
    wall, cpu = _times(engine, queries["keystrokes"], limit)
    sentences = _success(engine, queries["tasks"], limit)
    any_sentences = _success(engine, queries.get("any tasks", {}), limit)
    resident = resident_mb()
    engine.close()
    return {
        "open_ms": open_ms,
        "wall_ms": wall,
        "cpu_ms": cpu,
        "keystrokes": queries["keystrokes"],
        "sentences": sentences,
        "any sentences": any_sentences,
        "resident_mb": resident,
        "query_peak_mb": peak_mb(),
    }


def _times(engine: Engine, texts: Sequence[str], limit: int) -> tuple[list[float], list[float]]:
    walls, cpus = [], []
    for text in texts:
        clock = _Clock()
        engine.search(text, limit)
        wall, cpu = clock.stop()
        walls.append(wall)
        cpus.append(cpu)
    return walls, cpus


def _success(
    engine: Engine, conditions: Mapping[str, Sequence[tuple[str, str]]], limit: int
) -> dict[str, dict[str, float]]:
    """Return for each condition the shares of tasks that succeed at 1 and at 5, and their count."""
    success = {}
    for condition, tasks in conditions.items():
        ranks = list(_ranks(engine, tasks, limit))
        success[condition] = {
            "at_1": _share(ranks, 1),
            "at_5": _share(ranks, 5),
            "tasks": len(ranks),
        }
    return success


def _ranks(engine: Engine, tasks: Sequence[tuple[str, str]], limit: int) -> Iterator[int | None]:
    """Yield the place of each wanted passage, from 1; None where it is not among the best."""
    for text, wanted in tasks:
        ids = [found for found, _ in engine.search(text, max(limit, 5))]
        yield ids.index(wanted) + 1 if wanted in ids else None


def _share(ranks: Sequence[int | None], best: int) -> float:
    return sum(rank is not None and rank <= best for rank in ranks) / max(1, len(ranks))


def main(arguments: Sequence[str]) -> None:
    """Do one step for one engine and print its figures as JSON."""
    step, name, corpus, index, queries = arguments
    engine = make_engine(name)
    result: Mapping[str, Any]
    match step:
        case "build":
            result = build(engine, Path(corpus), Path(index))
        case "add":
            result = add(engine, Path(corpus), Path(index))
        case _:
            asked = json.loads(Path(queries).read_text())
            result = query(engine, Path(corpus), Path(index), asked)
    print(json.dumps(result))


if __name__ == "__main__":
    main(sys.argv[1:])
