"""The tables and the bars that a run prints."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from bench.measure import percentile
from bench.queries import CONDITIONS, WORDS

BARS_AT = 100_000
"""The number of passages that the issue's bars are for."""

Figures = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Bar:
    """One promise: ``value`` has to be at most, or at least, ``limit``; printed with a verdict."""

    text: str
    value: float
    limit: float
    at_most: bool

    @property
    def is_kept(self) -> bool:
        """Whether the promise holds; never when the value is not a number."""
        return self.value <= self.limit if self.at_most else self.value >= self.limit

    @property
    def comparison(self) -> str:
        """The value beside its limit."""
        return f"{self.text}: {self.value:.3f} (bar {'<=' if self.at_most else '>='} {self.limit})"

    def __str__(self) -> str:
        return f"{'PASS' if self.is_kept else 'FAIL'}  {self.comparison}"


def table(header: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """Return a plain-text table, the first column to the left, the others to the right."""
    widths = [max(len(row[place]) for row in (header, *rows)) for place in range(len(header))]

    def line(cells: Sequence[str]) -> str:
        first = cells[0].ljust(widths[0])
        rest = (cell.rjust(width) for cell, width in zip(cells[1:], widths[1:], strict=True))
        return "  ".join((first, *rest)).rstrip()

    rule = "  ".join("-" * width for width in widths)
    return "\n".join([line(header), rule, *map(line, rows)])


def speed_table(results: Mapping[str, Figures]) -> str:
    """Return the table of times, sizes and memory."""
    header = (
        "engine", "key CPU ms p50", "p95", "max", "wall p50", "p95", "max",
        "build s", "CPU s", "peak MB", "disk MB", "open ms", "resident MB", "asked",
    )  # fmt: skip
    rows = []
    for name, figures in results.items():
        cpu, wall = figures["cpu_ms"], figures["wall_ms"]
        rows.append(
            [
                name,
                *(f"{percentile(cpu, share):.2f}" for share in (0.5, 0.95, 1)),
                *(f"{percentile(wall, share):.2f}" for share in (0.5, 0.95, 1)),
                f"{figures['build_s']:.1f}",
                f"{figures['build_cpu_s']:.1f}",
                f"{figures['build_peak_mb']:.0f}",
                f"{figures['size_mb']:.1f}",
                f"{figures['open_ms']:.0f}",
                f"{figures['resident_mb']:.0f}",
                f"{len(cpu)}",
            ]
        )
    return table(header, rows)


def slowest(figures: Figures, count: int = 8) -> str:
    """Return the keystrokes that took one engine the most CPU, and how many ms."""
    pairs = sorted(zip(figures["cpu_ms"], figures["keystrokes"], strict=True), reverse=True)
    return ", ".join(f"{text!r} {ms:.1f}" for ms, text in pairs[:count])


def success_table(results: Mapping[str, Figures], told: str = "sentences") -> str:
    """Return the table of success at 1 / at 5 for known sentences, a condition a row.

    ``told`` is ``"sentences"``, or ``"any sentences"`` for those that other passages may hold too.
    """
    rows = []
    for condition in map(str, CONDITIONS):
        shares = [figures[told][condition] for figures in results.values()]
        asked = max((share["tasks"] for share in shares), default=0)
        cells = (f"{share['at_1']:.3f} / {share['at_5']:.3f}" for share in shares)
        rows.append([condition, str(asked), *cells])
    title = "success at 1 / 5" if told == "sentences" else "the same, any passage"
    return table((title, "n", *results), rows)


def bars(results: Mapping[str, Figures]) -> Iterator[Bar]:
    """Yield the bars of clicktui that the engines which ran allow to measure."""
    ours = results.get("clicktui")
    if ours is None:
        return
    p95 = percentile(ours["cpu_ms"], 0.95)
    for peer, limit in (("tantivy-fuzzy", 1.25), ("fts5-unicode61", 0.1)):
        if peer in results:
            ratio = p95 / percentile(results[peer]["cpu_ms"], 0.95)
            yield Bar(f"keystroke p95 (CPU) over {peer}'s", ratio, limit, at_most=True)
    sentences = ours["sentences"]
    for words, least in (("scattered", 0.86), ("neighbouring", 0.88)):
        share = sentences[f"{words}, 2 edits"]["at_1"]
        yield Bar(f"success at 1, {words} words, two typos", share, least, at_most=False)
    for words in WORDS:
        clean, mistyped = (sentences[f"{words}, {typed}"]["at_5"] for typed in ("clean", "2 edits"))
        ratio = mistyped / clean if clean else float("nan")
        text = f"success at 5, {words} words, two typos over none"
        yield Bar(text, ratio, 0.95, at_most=False)
