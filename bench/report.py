"""The tables that a run prints."""

from collections.abc import Mapping, Sequence
from typing import Any

from bench.measure import percentile
from bench.queries import CONDITIONS

Figures = Mapping[str, Any]


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
        "build s", "CPU s", "peak MB", "disk MB", "add ms", "open ms", "resident MB", "asked",
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
                f"{figures['add_ms']:.0f}",
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


def curve_table(by_size: Mapping[int, Mapping[str, Figures]]) -> str:
    """Return the table of keystrokes over the sizes: CPU ms at p50 / p95, an engine a row.

    The last column says how many times p95 grows in the last step (see ``growth``).
    """
    sizes = sorted(by_size)
    names = dict.fromkeys(name for size in sizes for name in by_size[size])
    rows = []
    for name in names:
        found = [by_size[size].get(name) for size in sizes]
        last = "-"
        if len(found) > 1 and found[-2] is not None and found[-1] is not None:
            last = f"{growth(found[-2], found[-1]):.1f} times"
        rows.append([name, *map(_percentiles, found), last])
    header = ("key CPU ms p50 / p95", *(f"{size:,}" for size in sizes), "p95, last step")
    return table(header, rows)


def _percentiles(figures: Figures | None) -> str:
    if figures is None:
        return "-"
    return " / ".join(f"{percentile(figures['cpu_ms'], share):.2f}" for share in (0.5, 0.95))


def growth(before: Figures, after: Figures) -> float:
    """Return how many times p95 grew, over the keystrokes that were asked both times."""
    both = set(before["keystrokes"]) & set(after["keystrokes"])

    def p95(figures: Figures) -> float:
        pairs = zip(figures["keystrokes"], figures["cpu_ms"], strict=True)
        return percentile([ms for text, ms in pairs if text in both], 0.95)

    return p95(after) / p95(before) if both else float("nan")
