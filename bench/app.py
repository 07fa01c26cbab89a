"""``python -m bench app``: from a key to what it paints, in the app over a whole archive.

What is typed shows (the echo), then what it finds (the answer), both as a terminal receives them,
beside the echo of an app that is one line to type in. All passages are being judged meanwhile, and
once more none: judging must not slow a key.
"""

import argparse
import os
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

from bench.archive import NAME, make_archive
from bench.bars import Bar
from bench.corpora import make_corpus
from bench.keyboard import Typed, TypingTerminal
from bench.measure import percentile
from bench.queries import TYPED
from bench.report import table
from bench.start import CLICKTUI, environment
from bench.terminal import NoFrameError
from clicktui.places import cache_folder

INPUT = [sys.executable, str(Path(__file__).with_name("input_app.py"))]
_OPEN_S = 60.0


def parser() -> argparse.ArgumentParser:
    """Return the reader of this command's options."""
    options = argparse.ArgumentParser(prog="python -m bench app", description=__doc__)
    options.add_argument("--passages", type=int, default=1_000_000, help="(default: 1,000,000)")
    options.add_argument("--sources", type=int, default=10_000, help="(default: 10,000)")
    options.add_argument("--queries", type=int, default=30, help="how many are typed (default: 30)")
    options.add_argument("--keys-per-second", type=float, default=10.0, help="(default: 10)")
    options.add_argument(
        "--work-folder", type=Path, help="as of bench search, with the user's folders beside them"
    )
    return options


def main(arguments: Sequence[str]) -> int:
    """Measure and print; return 0, 1 where a bar is missed, 2 where something did not paint."""
    options = parser().parse_args(arguments)
    work = options.work_folder or cache_folder() / "bench"
    work.mkdir(parents=True, exist_ok=True, mode=0o700)
    corpus = make_corpus(options.passages, work)
    print(f"== {corpus.about}", flush=True)
    home = work / f"app-{options.passages}-{options.sources}"
    home.mkdir(exist_ok=True, mode=0o700)
    around = environment(home) | {"CLICKTUI_CORPUS": NAME, "XDG_CACHE_HOME": str(home / "cache")}
    os.environ.update(around)  # for the answers, which are asked here too
    Path(around["CLICKTUI_SETTINGS"]).write_text("language: en\n", encoding="utf-8")
    make_archive(corpus, options.sources)
    began = time.perf_counter()
    subprocess.run([*CLICKTUI, "index"], env=around, check=True, stdout=subprocess.DEVNULL)
    print(f"clicktui index: {time.perf_counter() - began:.1f} s", flush=True)
    queries = _spread(TYPED, options.queries)
    expected = list(_answers(queries))
    try:
        empty = _typing(INPUT, around, queries, None, options.keys_per_second)
        ours = _typing(CLICKTUI, around, queries, expected, options.keys_per_second)
        quiet = around | {"CLICKTUI_SETTINGS": str(_without_cues(home))}
        unjudged = _typing(CLICKTUI, quiet, queries, expected, options.keys_per_second)
    except NoFrameError as error:
        print(error, file=sys.stderr)
        return 2
    rows = [
        _row("an input alone, echo", empty.echo_ms),
        _row("clicktui, echo", ours.echo_ms),
        _row("clicktui, answer", ours.answer_ms),
        _row("nothing judged, echo", unjudged.echo_ms),
        _row("nothing judged, answer", unjudged.answer_ms),
    ]
    print(table(("ms from key to painted", "p50", "p95", "max", "keys"), rows))
    echo, answer = percentile(ours.echo_ms, 0.95), percentile(ours.answer_ms, 0.95)
    alone = percentile(empty.echo_ms, 0.95)
    print(f"over the echo of an input alone: echo {echo / alone:.2f}, answer {answer / alone:.2f}")
    slower = {
        "echo": echo / percentile(unjudged.echo_ms, 0.95),
        "answer": answer / percentile(unjudged.answer_ms, 0.95),
    }
    bars = (
        Bar("ms to the echo, p95", echo, 30, at_most=True),
        Bar("ms to the answer, p95", answer, 120, at_most=True),
        *(
            Bar(
                f"{what} while passages are judged, p95, over that while none is",
                times,
                1.25,
                at_most=True,
            )
            for what, times in slower.items()
        ),
    )
    for bar in bars:
        print(bar)
    return 0 if all(bar.is_kept for bar in bars) else 1


def _without_cues(home: Path) -> Path:
    """Return settings with a codebook by which nothing is judged."""
    book, settings = home / "nothing.yaml", home / "nothing-judged.yaml"
    book.write_text(
        "clicktui: codebook\ncodebook: nothing\nnames: Nothing\ncodes:\n"
        "  - code: none\n    names: None\n",
        encoding="utf-8",
    )
    settings.write_text(f'language: en\ncodebook: "{book}"\n', encoding="utf-8")
    return settings


def _spread(queries: Sequence[str], count: int) -> list[str]:
    step = max(1, len(queries) // count)
    return list(queries[::step])[:count]


def _answers(queries: Sequence[str]) -> Iterator[list[str | None]]:
    """Yield for each query how the answer to each of its keys begins on the screen.

    None where it begins as that to the key before: nobody could tell when it is there.
    """
    from clicktui.search.model import Options
    from clicktui.workspace import Workspace

    workspace = Workspace()
    for query in queries:
        before: str | None = None
        answers: list[str | None] = []
        for end in range(1, len(query) + 1):
            total = workspace.search(query[:end], Options()).total
            text = f" {total} passage" if total else None
            answers.append(None if text == before else text)
            before = text
        yield answers
    workspace.close()


def _typing(
    command: Sequence[str],
    around: dict[str, str],
    queries: Sequence[str],
    expected: Sequence[Sequence[str | None]] | None,
    keys_per_s: float,
) -> Typed:
    """Type all queries into an app.

    Raises:
        NoFrameError: it does not paint what it should.
    """
    found = Typed()
    with TypingTerminal(command, around) as terminal:
        first = terminal.wait_for("", _OPEN_S)
        if expected is not None:
            terminal.write(b"travail")
            answered = terminal.wait_for(" passages", _OPEN_S)
            print(f"clicktui: first frame {first:.0f} ms, first answer {answered:.0f} ms")
            terminal.write(b"\x15")
            time.sleep(1)
        row = terminal.row_of_echo()
        for number, query in enumerate(queries):
            answers = () if expected is None else expected[number]
            typed = terminal.type(query, row, answers, keys_per_s)
            found.echo_ms += typed.echo_ms
            found.answer_ms += typed.answer_ms
    return found


def _row(name: str, ms: Sequence[float]) -> list[str]:
    cells = (f"{percentile(ms, share):.1f}" for share in (0.5, 0.95, 1.0))
    return [name, *cells, str(len(ms))]
