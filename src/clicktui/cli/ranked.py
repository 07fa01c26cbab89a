"""Long lists of passages that are read in the order of the corpus and printed best first.

To read them in the order of a list would open every source once for each of its passages, and to
keep them would take more memory than there is: they wait in a file without a name.
"""

import tempfile
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import numpy as np

from clicktui.cli.documents import dump


def by_rank(texts: Iterable[tuple[int, str]], count: int) -> Iterator[str]:
    """Yield ``texts``, of which there are ``count``, by their ranks (from 0, each once)."""
    starts, ends = np.zeros(count, dtype=np.int64), np.zeros(count, dtype=np.int64)
    with tempfile.TemporaryFile() as file:
        at = 0
        for rank, text in texts:
            starts[rank] = at
            at += file.write(text.encode())
            ends[rank] = at
        for start, end in zip(starts.tolist(), ends.tolist(), strict=True):
            file.seek(start)
            yield file.read(end - start).decode()


def shown_json(value: object) -> str:
    """Return ``value`` as JSON that can be shown, as ``dump`` does, for a list in a document."""
    return dump({"": value}).partition('"": ')[2][:-1]


def say_json_list(document: Mapping[str, Any], items: Iterable[str]) -> None:
    """Print ``document``, whose last value is an empty list, with ``items`` (JSON) in it."""
    print(dump(dict(document)).removesuffix("]}"), end="")
    for number, item in enumerate(items):
        print(f", {item}" if number else item, end="")
    print("]}")
