"""The process in which ``apart`` has files read: wishes come in as lines of JSON, answers go out.

An answer is eight bytes of length and JSON in ASCII, so that any text passes as it is.
"""

import json
import os
import sys
from contextlib import suppress
from pathlib import Path
from typing import Any, BinaryIO

from clicktui.errors import IntakeError
from clicktui.i18n import choose_language
from clicktui.intake.apart import packed
from clicktui.intake.limits import Limits
from clicktui.intake.reading import read_file
from clicktui.shipped import shipped


def main() -> None:
    """Answer wishes until there are no more."""
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # whatever a library prints is no answer
    begins = json.loads(sys.stdin.buffer.readline() or b"{}")
    if not begins:
        return
    limits = Limits(**begins["limits"])
    choose_language(shipped("data") / "locale", begins["language"])
    hold_memory(limits.memory_bytes)
    for wish in iter(sys.stdin.buffer.readline, b""):
        _answer(answers, _read(Path(json.loads(wish)["path"]), limits))


def hold_memory(limit: int) -> None:
    """Let this process have ``limit`` bytes of memory, where the system can hold it to that."""
    try:
        import resource
    except ImportError:  # Windows
        return
    kind = resource.RLIMIT_DATA if sys.platform == "linux" else resource.RLIMIT_AS
    with suppress(ValueError, OSError):
        hard = resource.getrlimit(kind)[1]
        resource.setrlimit(kind, (limit if hard < 0 else min(limit, hard), hard))


def _read(path: Path, limits: Limits) -> dict[str, Any]:
    try:
        return packed(read_file(path, limits))
    except IntakeError as error:
        return {"error": str(error)}


def _answer(answers: BinaryIO, answer: dict[str, Any]) -> None:
    content = json.dumps(answer).encode("ascii")
    answers.write(len(content).to_bytes(8, "big") + content)
    answers.flush()


if __name__ == "__main__":
    main()
