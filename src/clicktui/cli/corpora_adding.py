"""``clicktui corpus add`` and ``update``: files taken in, told while it is done and after."""

import sys
import time
from argparse import Namespace
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

from clicktui.cli.arguments import UsageError
from clicktui.cli.board_session import say_line
from clicktui.cli.documents import dump
from clicktui.cli.exitcodes import FOUND, INTERRUPTED, NOTHING_FOUND
from clicktui.cli.terminal import one_line, say, say_error
from clicktui.corpora.adding import Adder, Step
from clicktui.corpora.lastadding import keep_report
from clicktui.corpora.report import Report, as_csv, as_json, document
from clicktui.i18n import translate as _
from clicktui.intake.walking import shown_name
from clicktui.search.progress import EVERY_SECONDS, SHOWN_AFTER_SECONDS
from clicktui.wholefiles import replace_file
from clicktui.wording.corpora import report_lines, step_text
from clicktui.workspace import Workspace


def add(given: Namespace) -> int:
    """Add files and folders.

    Raises:
        CorpusError: the corpus cannot be changed.
        UsageError: the report's name ends otherwise.
    """
    paths = [Path(path) for path in given.paths]
    return _done(given, lambda adder, tell: adder.add(paths, tell))


def update(given: Namespace) -> int:
    """Read anew what changed.

    Raises:
        CorpusError: the corpus cannot be changed.
        NotFoundError: there is no such source.
        UsageError: the report's name ends otherwise.
    """
    return _done(given, lambda adder, tell: adder.update(given.sources, tell))


def _done(given: Namespace, act: Callable[[Adder, Callable[[Step], None]], Report]) -> int:
    written = {".csv": as_csv, ".json": as_json}
    target = Path(given.report).expanduser() if given.report else None
    if target is not None and target.suffix.lower() not in written:
        raise UsageError(_("--report: the name has to end in .csv or .json"))
    tell = _Telling()
    with closing(Workspace()) as workspace, workspace.adder(given.with_duplicates) as adder:
        report = act(adder, tell)
        if not getattr(given, "sources", ()):  # of single sources nothing is told of the rest
            keep_report(workspace.place, report)
    tell.end()
    if target is not None:
        replace_file(target, written[target.suffix.lower()](report))
    if given.json:
        say(dump(document(report)))
    else:
        _print(report)
    if report.is_cancelled:
        return INTERRUPTED
    is_done = bool(report.added or report.unchanged) and not report.left_out
    return FOUND if is_done else NOTHING_FOUND


def _print(report: Report) -> None:
    for one in report.added:
        say_line(one.source, one.title, *map(one_line, one.notes))
    for same in report.duplicates:
        text = (
            _("the same text as {source}")
            if same.likeness == 1
            else _("nearly the same text as {source} ({percent} %)")
        )
        told = text.format(source=same.of_name, percent=f"{same.likeness * 100:.0f}")
        say_error(f"{shown_name(same.path)}: {told}")
    for left in report.left_out:
        say_error(f"{left.name}: {left.reason}")
    for source in report.gone:
        say_error(_("{source}: its original is gone; the text stays").format(source=source))
    say(*report_lines(report))


class _Telling:
    """Tells on a terminal how far adding is, once it takes long."""

    def __init__(self) -> None:
        self._is_terminal = sys.stderr is not None and sys.stderr.isatty()
        self._began = time.monotonic()
        self._next = self._began + SHOWN_AFTER_SECONDS
        self._is_told = False

    def __call__(self, step: Step) -> None:
        now = time.monotonic()
        if not self._is_terminal or now < self._next:
            return
        self._next = now + EVERY_SECONDS
        self._is_told = True
        text = one_line(step_text(step, now - self._began))
        print(f"\rclicktui: {text}\x1b[K", end="", file=sys.stderr, flush=True)

    def end(self) -> None:
        """Take away what was told."""
        if self._is_told:
            print("\r\x1b[K", end="", file=sys.stderr, flush=True)
