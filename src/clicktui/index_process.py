"""The process in which ``search.apart`` has an index written: a wish comes in, lines go out.

It reads the corpus by itself, gives way to every other process, and ends with the one that
started it.
"""

import json
import os
import sys
import threading
from collections.abc import Callable
from contextlib import closing
from typing import Any

from clicktui.i18n import choose_language
from clicktui.shipped import shipped

Tell = Callable[[dict[str, Any]], None]


def main() -> None:
    """Do what is wished on standard input, and tell it on standard output."""
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # whatever a library prints is no answer
    wishes = os.fdopen(0, "rb", buffering=0)
    wish = json.loads(wishes.readline() or b"{}")
    if not wish:
        return
    threading.Thread(target=_end_with, args=(wishes.fileno(),), daemon=True).start()
    choose_language(shipped("data") / "locale", wish["language"])

    def tell(told: dict[str, Any]) -> None:
        answers.write(json.dumps(told).encode("ascii") + b"\n")
        answers.flush()

    try:
        tell({"notices": _done(wish, tell)})
    except BrokenPipeError:
        raise
    except Exception as error:  # a mistake of ours too is told where she sees it
        tell({"error": " ".join(str(error).split()) or type(error).__name__})


def _end_with(descriptor: int) -> None:
    """End when nobody holds the other end of ``descriptor`` any more."""
    while os.read(descriptor, 1024):
        pass
    os._exit(1)


def _done(wish: dict[str, Any], tell: Tell) -> tuple[str, ...]:
    from clicktui.corpora.choosing import Place
    from clicktui.opened import Opened

    place = Place.from_plain(wish["place"])

    def progress(done: int, total: int) -> None:
        tell({"at": [done, total]})

    with closing(Opened(place=place)) as opened:
        if wish["tidies"]:
            opened.compact_index(progress)
            return ()
        return opened.write_index(progress, rebuild=wish["rebuilds"])


if __name__ == "__main__":
    try:
        main()
    except BrokenPipeError:  # who started it has ended
        sys.stderr.close()
