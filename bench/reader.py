"""``python -m bench reader``: opening a work of 10 MB and scrolling in it, beside one of 10 kB.

Times go from a key to what it paints, as a terminal receives it. "First opening" is from the
outline, the text not in memory yet; the others follow a hit.
"""

import argparse
import os
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

from bench.bars import Bar
from bench.keyboard import TypingTerminal
from bench.measure import percentile
from bench.report import table
from bench.start import CLICKTUI, environment
from bench.terminal import NoFrameError
from clicktui.corpora.choosing import corpora_folder
from clicktui.corpora.description import make_corpus
from clicktui.corpora.folder import checksum
from clicktui.corpora.writing import written
from clicktui.shipped import shipped

NAME = "reader-bench"
SIZES = {"short": 10_000, "long": 10_000_000}
MARKS = {"short": "zwergwort", "long": "riesenwort"}
"""A word of the middle of each work that stands nowhere else."""

_LIMIT_S = 60.0
_PAUSE_S = 0.12
_DOWN, _HOME, _END = b"\x1b[B", b"\x1b[H", b"\x1b[F"
_SCROLLING = {
    "page down": b"\x1b[6~",
    "page up": b"\x1b[5~",
    "next sentence": b"j",
    "wheel down": b"\x1b[<65;100;20M",
    "wheel up": b"\x1b[<64;100;20M",
}


class ReadingTerminal(TypingTerminal):
    """A terminal in which somebody reads, one key after the other."""

    def press(self, key: bytes, shows: str = "") -> float:
        """Send ``key``; return the ms until something, or what ``shows``, is painted.

        Raises:
            NoFrameError: it is not.
        """
        begun, sent = len(self._painted), time.perf_counter()
        self.write(key)
        while time.perf_counter() < sent + _LIMIT_S:
            for one in self._painted[begun:]:
                if not shows or one.shows(shows):
                    time.sleep(max(0.0, sent + _PAUSE_S - time.perf_counter()))
                    return (one.at - sent) * 1000
            if not shows and time.perf_counter() > sent + 0.9:
                return float("nan")  # nothing is left to scroll
            time.sleep(0.001)
        raise NoFrameError(f"{shows!r} was not painted after {key!r}")


def parser() -> argparse.ArgumentParser:
    """Return the reader of this command's options."""
    options = argparse.ArgumentParser(prog="python -m bench reader", description=__doc__)
    options.add_argument("--keys", type=int, default=40, help="presses of each key (default: 40)")
    options.add_argument("--openings", type=int, default=8, help="openings (default: 8)")
    return options


def main(arguments: Sequence[str]) -> int:
    """Measure and print; return 0, 1 where a bar is missed, 2 where something did not paint."""
    options = parser().parse_args(arguments)
    with tempfile.TemporaryDirectory(prefix="clicktui-bench-") as folder:
        home = Path(folder)
        around = environment(home) | {
            "CLICKTUI_CORPUS": NAME,
            "XDG_CACHE_HOME": str(home / "cache"),
        }
        os.environ.update(around)  # the corpus is made there
        (home / "settings.yaml").write_text("language: en\n", encoding="utf-8")
        make_works()
        subprocess.run([*CLICKTUI, "index"], env=around, check=True, stdout=subprocess.DEVNULL)
        try:
            found = {name: measured(around, name, options.openings, options.keys) for name in SIZES}
        except NoFrameError as error:
            print(error, file=sys.stderr)
            return 2
    print(
        table(("ms to painted", "10 kB p50", "p95", "10 MB p50", "p95", "p95 ratio"), rows(found))
    )
    bars = [
        Bar(f"{what}, p95 over that of 10 kB", ratio(found, what), 1.5, at_most=True)
        for what in ("opening", "scrolling")
    ]
    for bar in bars:
        print(bar)
    return 0 if all(bar.is_kept for bar in bars) else 1


def make_works() -> None:
    """Make a corpus of two works: paragraphs of the seeds in disorder, until they are enough."""
    make_corpus(NAME)
    folder, chance = corpora_folder() / NAME, random.Random(7)
    (folder / "texts").mkdir(exist_ok=True)
    (folder / "catalogue").mkdir(exist_ok=True)
    texts = (path.read_text(encoding="utf-8") for path in sorted(shipped("seeds").glob("*.txt")))
    paragraphs = [line.strip() for text in texts for line in text.split("\n") if len(line) > 200]
    for name, size in SIZES.items():
        lines, total = [], 0
        while total < size:
            lines.append(chance.choice(paragraphs))
            total += len(lines[-1].encode()) + 1
        lines[len(lines) // 2] += f" {MARKS[name].capitalize()} bleibt."
        text = "\n".join(lines) + "\n"
        digest = checksum(text.encode())
        entry = {
            "file": f"{name}.txt",
            "from": {
                "path": f"/bench/{name}.txt", "size": total, "modified": 0, "checksum": digest,
                "text": digest, "added": "2026-01-01T00:00:00Z",
            },
            "works": [
                {
                    "id": name, "lang": "fr", "lines": f"1-{len(lines)}",
                    "csl": {"type": "book", "title": name},
                }
            ],
        }  # fmt: skip
        (folder / "texts" / f"{name}.txt").write_text(text, encoding="utf-8")
        (folder / "catalogue" / f"{name}.yaml").write_bytes(written(entry))


def measured(
    around: dict[str, str], name: str, openings: int, presses: int
) -> dict[str, list[float]]:
    """Return the ms from keys to what they paint while the work ``name`` is opened and read.

    Raises:
        NoFrameError: something was not painted.
    """
    found: dict[str, list[float]] = {}
    with ReadingTerminal(CLICKTUI, around) as terminal:
        terminal.wait_for("", _LIMIT_S)
        terminal.write(MARKS[name].encode())
        terminal.wait_for("1 passage", _LIMIT_S)
        time.sleep(2)
        terminal.press(_DOWN)
        found["opening"] = []
        for _opening in range(openings):
            found["opening"].append(terminal.press(b"\r", "hit 1/1"))
            time.sleep(0.5)
            last = _opening == openings - 1
            if not last:
                terminal.press(b"\x1bOQ")
                time.sleep(0.5)
        for what, key in _SCROLLING.items():
            found[what] = [terminal.press(key) for _press in range(presses)]
        found["first and last words"] = [
            terminal.press(key) for _press in range(presses // 4) for key in (_END, _HOME)
        ]
    found["scrolling"] = [ms for what in _SCROLLING for ms in found[what] if ms == ms]
    with ReadingTerminal(CLICKTUI, around) as terminal:
        terminal.wait_for("", _LIMIT_S)
        time.sleep(4)
        terminal.press(b"\x1bOR")
        terminal.wait_for("long.txt", _LIMIT_S)
        time.sleep(1)
        terminal.press(_HOME if name == "long" else _END)
        found["first opening"] = [terminal.press(b"\r", "§ 1")]
    return found


def ratio(found: dict[str, dict[str, list[float]]], what: str) -> float:
    """Return the p95 of the long work over that of the short one."""
    short, long = (percentile([ms for ms in found[n][what] if ms == ms], 0.95) for n in SIZES)
    return long / short


def rows(found: dict[str, dict[str, list[float]]]) -> list[list[str]]:
    """Return the rows of the table."""
    cells = []
    for what in found["short"]:
        row = [what]
        for name in SIZES:
            times = [ms for ms in found[name][what] if ms == ms]
            row += [f"{percentile(times, share):.1f}" for share in (0.5, 0.95)]
        cells.append([*row, f"{ratio(found, what):.2f}"])
    return cells
