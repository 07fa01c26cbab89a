"""``python -m bench start``: the time to clicktui's first frame beside an empty Textual app's."""

import argparse
import os
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from statistics import median

from bench.bars import Bar
from bench.report import table
from bench.terminal import NoFrameError, answer_ms, first_frame_ms

EMPTY = [sys.executable, str(Path(__file__).with_name("empty_app.py"))]
CLICKTUI = [sys.executable, "-m", "clicktui"]
ANSWERED = "clicktui, a query answered"


def parser() -> argparse.ArgumentParser:
    """Return the reader of this command's options."""
    options = argparse.ArgumentParser(prog="python -m bench start", description=__doc__)
    options.add_argument("--runs", type=int, default=11, help="runs of each (default: 11)")
    return options


def environment(folder: Path) -> dict[str, str]:
    """Return an environment with clicktui's files in ``folder`` and a terminal of 2^24 colours."""
    return os.environ | {
        "CLICKTUI_CACHE": str(folder / "cache"),
        "CLICKTUI_STATE": str(folder / "state"),
        "CLICKTUI_DATA": str(folder / "data"),
        "CLICKTUI_SETTINGS": str(folder / "settings.yaml"),
        "TERM": "xterm-256color",
        "COLORTERM": "truecolor",
        "LC_ALL": "C.UTF-8",
    }


def main(arguments: Sequence[str]) -> int:
    """Measure and print; return 0, 1 where a bar is missed, 2 where something did not start."""
    runs = parser().parse_args(arguments).runs
    times: dict[str, list[float]] = {"empty Textual app": [], "clicktui": [], ANSWERED: []}
    with tempfile.TemporaryDirectory(prefix="clicktui-bench-") as folder:
        around = environment(Path(folder))
        index = subprocess.run([*CLICKTUI, "index"], env=around, capture_output=True, text=True)
        if index.returncode:
            last = index.stderr.strip().splitlines()[-1:]
            print(f"note: the index was not built beforehand: {' '.join(last)}")
        try:
            for run in range(runs + 1):
                empty = first_frame_ms(EMPTY, around, must_be_visible=False)
                ours = first_frame_ms(CLICKTUI, around, must_be_visible=True)
                answered = answer_ms(CLICKTUI, around, typed="casilli", expected="Casilli")
                if run:  # the first round fills the caches of files and bytecode
                    times["empty Textual app"].append(empty)
                    times["clicktui"].append(ours)
                    times[ANSWERED].append(answered)
        except NoFrameError as error:
            print(error, file=sys.stderr)
            return 2
    rows = [
        [name, f"{median(ms):.0f}", f"{min(ms):.0f}", f"{max(ms):.0f}", str(len(ms))]
        for name, ms in times.items()
    ]
    print(table(("ms to the first frame", "median", "least", "most", "runs"), rows))
    empty, ours = median(times["empty Textual app"]), median(times["clicktui"])
    bars = (
        Bar("clicktui's first frame over the empty app's", ours / empty, 1.2, at_most=True),
        Bar("clicktui's own ms before its first frame", ours - empty, 250, at_most=True),
    )
    for bar in bars:
        print(bar)
    return 0 if all(bar.is_kept for bar in bars) else 1
