"""The process in which ``coding.apart`` has passages judged: wishes come in, records go out.

A wish is a line of JSON with names and fingerprints of sources; an answer is eight bytes of length
and the records of those that could be judged. It ends when nobody is there to ask any more.
"""

import json
import os
import pickle
import sys
from contextlib import suppress
from typing import BinaryIO

from clicktui.coding.apart import LENGTH, Task
from clicktui.coding.findings import source_findings
from clicktui.coding.judgements import Judgements
from clicktui.coding.kept import packed
from clicktui.corpora.choosing import Place
from clicktui.corpus.corpus import Corpus
from clicktui.errors import ClicktuiError
from clicktui.microtasks.classifier import Classifier
from clicktui.opened import Opened

_FEW = 16
"""Judgements that are kept: no passage is asked for twice."""


def main() -> None:
    """Answer wishes until there are no more."""
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # whatever a library prints is no answer
    wished = sys.stdin.buffer
    content = wished.read(int.from_bytes(wished.read(LENGTH), "big"))
    if not content:
        return
    task: Task = pickle.loads(content)  # noqa: S301 -- from the process that began this one
    corpus = Opened(place=Place.from_plain(task.corpus)).corpus
    judgements = Judgements(Classifier(task.codes, task.cues), _FEW)
    with suppress(BrokenPipeError):
        for wish in iter(wished.readline, b""):
            _answer(answers, b"".join(_records(corpus, judgements, json.loads(wish), task.parent)))


def _records(
    corpus: Corpus, judgements: Judgements, wish: list[tuple[str, str]], parent: int
) -> list[bytes]:
    def look(_number: int) -> None:
        if sys.platform != "win32" and os.getppid() != parent:
            raise SystemExit

    records = []
    for name, fingerprint in wish:
        if corpus.fingerprints.get(name) != fingerprint:
            continue  # it changed between: who asks will see that too
        with suppress(ClicktuiError):
            records.append(packed(source_findings(corpus, name, judgements, look)))
    return records


def _answer(answers: BinaryIO, content: bytes) -> None:
    answers.write(len(content).to_bytes(LENGTH, "big") + content)
    answers.flush()


if __name__ == "__main__":
    main()
