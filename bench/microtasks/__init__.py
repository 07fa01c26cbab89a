"""``python -m bench microtasks``: how fast, and how good, the classifier of microtasks is.

Quality is measured on labelled passages that lie beside this file: the paragraphs of the seeds,
made-up examples of the codebook, and the development passages (``open.jsonl``), part of which
(``held``) no cue was written from. ``blind.jsonl`` and ``fresh.jsonl`` were measured before they
were read. ``unseen.jsonl`` is measured where it is there.
"""

import argparse
import hashlib
import json
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from bench.bars import Bar
from bench.report import table
from clicktui.microtasks.classifier import Classifier
from clicktui.microtasks.codebookfiles import DEFAULT, codebook
from clicktui.microtasks.evaluation import Evaluation, Figure, Pair, evaluated, found_spans
from clicktui.microtasks.model import Band

FOLDER = Path(__file__).parent
SETS = ("seeds", "examples", "open", "held", "blind", "fresh", "unseen")
SLOWEST = 200
"""Passages a second on one core: the issue's bar."""

_BARS = {"seeds": (0.90, 0.01), "unseen": (0.68, 0.08)}
"""The issue's bars: the least macro-F1, and the largest share of false alarms."""

_SHARES = 4
"""One open passage in so many, by the digest of its text, is held out from writing cues."""


def main(arguments: Sequence[str]) -> int:
    """Print speed and quality; 1 where a bar is missed."""
    options = argparse.ArgumentParser(prog="python -m bench microtasks", description=__doc__)
    options.add_argument("--sets", default=",".join(SETS), help="comma separated (%(default)s)")
    options.add_argument("--by-language", action="store_true", help="a row a language too")
    chosen = options.parse_args(arguments)
    book = codebook(DEFAULT)
    classifier = Classifier([code.id for code in book.codes], book.cues)
    rows = []
    bars = []
    for name in chosen.sets.split(","):
        passages = labelled(name)
        if not passages:
            continue
        figures = quality(classifier, passages)
        rows.append(row(name, figures))
        if chosen.by_language:
            for lang in sorted({one["lang"] for one in passages}):
                of_lang = [one for one in passages if one["lang"] == lang]
                rows.append(row(f"  {lang}", quality(classifier, of_lang)))
        bars += list(bars_of(name, figures))
    print(table(("passages", "n", *_columns(classifier.codes), "macro-F1", "alarms", "ev"), rows))
    speed = passages_per_second(classifier, labelled("open") or labelled("seeds"))
    bars.append(Bar("passages a second, one core", speed, SLOWEST, at_most=False))
    for bar in bars:
        print(bar)
    return 0 if all(bar.is_kept for bar in bars) else 1


def labelled(name: str) -> list[dict[str, Any]]:
    """Return the passages of a set, none where its file is not there."""
    path = FOLDER / f"{'open' if name == 'held' else name}.jsonl"
    if not path.is_file():
        return []
    passages = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line]
    return [one for one in passages if name != "held" or is_held(one["text"])]


def is_held(text: str) -> bool:
    """Say whether an open passage was held out from writing cues."""
    digest = hashlib.md5(text.encode(), usedforsecurity=False).hexdigest()
    return int(digest, 16) % _SHARES == 0


def quality(classifier: Classifier, passages: Sequence[dict[str, Any]]) -> Evaluation:
    """Return the figures of labelled passages, each judged in the language it says."""
    pairs = []
    for one in passages:
        judged = classifier.classify(one["text"], one["lang"])
        labels = judged.labels(Band.POSSIBLE)
        pairs.append(
            Pair(
                labelled=frozenset(label.lower() for label in one["labels"]),
                judged=frozenset(labels),
                labelled_spans={
                    code.lower(): found_spans(one["text"], words)
                    for code, words in one.get("evidence", {}).items()
                },
                judged_spans={code: judged.codings[code].spans for code in labels},
            )
        )
    return evaluated(pairs, classifier.codes)


def bars_of(name: str, figures: Evaluation) -> list[Bar]:
    """Return the issue's bars for a set: for the seeds, and for passages that nobody has seen."""
    if name == "seeds":
        bounds = (("macro-F1", figures.macro_f1, 0.90, False),)
        alarms = 0.01
    elif name == "unseen":
        bounds = (("macro-F1", figures.macro_f1, 0.68, False),)
        alarms = 0.08
    else:
        return []
    made = [
        Bar(f"{name}: {text}", value(figure), least, most) for text, figure, least, most in bounds
    ]
    made.append(Bar(f"{name}: false alarms", value(figures.false_alarms), alarms, at_most=True))
    return made


def value(figure: Figure) -> float:
    """Return a figure, not a number where it is unknown."""
    return float("nan") if figure.value is None else figure.value


def row(name: str, figures: Evaluation) -> list[str]:
    """Return the row of a set: precision / recall / F1 a code, and what is said of all."""
    cells = [
        f"{value(one.precision):.2f} {value(one.recall):.2f} {value(one.f1):.2f}"
        for one in figures.codes.values()
    ]
    macro = figures.macro_f1
    interval = f"{value(macro):.3f} [{macro.low or 0:.2f}-{macro.high or 0:.2f}]"
    return [
        name,
        str(figures.passages),
        *cells,
        interval,
        f"{value(figures.false_alarms):.3f}",
        f"{value(figures.overlap):.2f}",
    ]


def passages_per_second(classifier: Classifier, passages: Sequence[dict[str, Any]]) -> float:
    """Return how many passages are judged in a second of CPU time, each for the first time."""
    began = time.process_time()
    for one in passages:
        classifier.classify(one["text"], one["lang"])
    return len(passages) / max(time.process_time() - began, 1e-9)


def _columns(codes: Sequence[str]) -> list[str]:
    return [f"{code} P R F1" for code in codes]
