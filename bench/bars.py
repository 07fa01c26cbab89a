"""The bars: what clicktui has to reach, beside its peers, at 100,000 and at a million passages."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from bench.measure import percentile
from bench.queries import WORDS
from bench.report import Figures, growth

BARS_AT = 100_000
MILLION = 1_000_000
"""The numbers of passages that bars are for."""

OURS = "clicktui"


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


def bars(results: Mapping[str, Figures]) -> Iterator[Bar]:
    """Yield the bars at 100,000 passages that the engines which ran allow to measure."""
    ours = results.get(OURS)
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


def bars_at_million(
    results: Mapping[str, Figures], at_100_000: Mapping[str, Figures]
) -> Iterator[Bar]:
    """Yield the bars at a million passages that the engines which ran allow to measure.

    ``at_100_000`` are the results of the same run at 100,000 passages, empty where there are none.
    """
    ours = results.get(OURS)
    if ours is None:
        return
    peers = {name: figures for name, figures in results.items() if name != OURS}
    p95 = percentile(ours["cpu_ms"], 0.95)
    for name, figures in peers.items():
        ratio = p95 / percentile(figures["cpu_ms"], 0.95)
        is_fuzzy = name == "tantivy-fuzzy"
        text = f"keystroke p95 (CPU) over {name}'s" + (", the aim being 0.25" if is_fuzzy else "")
        yield Bar(text, ratio, 0.5 if is_fuzzy else 0.99, at_most=True)
    mistyped = "neighbouring, 2 edits"
    share = ours["sentences"][mistyped]["at_1"]
    yield Bar("success at 1, neighbouring words, two typos", share, 0.8, at_most=False)
    if peers:
        best = max(figures["sentences"][mistyped]["at_1"] for figures in peers.values())
        yield Bar("the same, less the best peer's", share - best, 0.001, at_most=False)
    yield Bar("opening, s", ours["open_ms"] / 1000, 0.6, at_most=True)
    yield Bar("most resident while querying, MB", ours["query_peak_mb"], 500, at_most=True)
    yield Bar("most resident while building, MB", ours["build_peak_mb"], 1500, at_most=True)
    if "fts5-unicode61" in peers:
        ratio = ours["build_cpu_s"] / peers["fts5-unicode61"]["build_cpu_s"]
        yield Bar("building (CPU) over fts5-unicode61's", ratio, 2.5, at_most=True)
    yield Bar("an added article found, s", ours["add_ms"] / 1000, 1, at_most=True)
    if OURS in at_100_000:
        grown = growth(at_100_000[OURS], ours)
        yield Bar("keystroke p95 over that at 100,000", grown, 4, at_most=True)
