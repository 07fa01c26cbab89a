"""The user's own files, looked at while the app runs: what changed is read anew, and told.

New files in folders that were added are offered; they are taken in only in folders that
``--watch`` named.
"""

import asyncio
import os
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from clicktui.corpora.adding import Adder
from clicktui.corpora.choosing import Place
from clicktui.corpora.description import read_description
from clicktui.corpora.folder import CorpusFolder
from clicktui.corpora.origins import Changes, origins, path_of
from clicktui.corpora.report import Report
from clicktui.corpora.watching import Watcher
from clicktui.corpora.wished import watched_folders
from clicktui.errors import ClicktuiError
from clicktui.i18n import translate as _
from clicktui.i18n import translate_plural
from clicktui.tui.beside import beside
from clicktui.tui.dialogs.dialog import key_of
from clicktui.wording.corpora import report_lines

if TYPE_CHECKING:
    from textual.worker import Worker

    from clicktui.tui.desk.corpora_keeper import CorporaKeeper

EVERY_S = 2.0
"""How often files are looked at; what changed is read once it is the same at two looks."""

Stamps = frozenset[tuple[Path, int, int]]


class Watching:
    """Watches the open corpus, where ``--watch`` wishes it; its methods run in the app's loop."""

    def __init__(self, keeper: "CorporaKeeper") -> None:
        self._keeper = keeper
        self._worker: Worker[None] | None = None
        self._failed: Stamps = frozenset()
        self._told_gone: set[str] = set()

    def begin(self) -> None:
        """Watch the corpus that is open now, if that is wished and it is the user's own."""
        self.stop()
        folders, workspace = watched_folders(), self._keeper.workspace
        if folders is None or workspace is None or workspace.place.is_built_in:
            return
        self._failed, self._told_gone = frozenset(), set()
        self._worker = beside(
            self._keeper.app, self._watch, workspace.place, folders, group="watching"
        )

    def stop(self) -> None:
        """Watch no more."""
        if self._worker is not None:
            self._worker.cancel()
            self._worker = None

    async def _watch(self, place: Place, folders: tuple[Path, ...]) -> None:
        await self._add_missing(place, folders)
        watcher = Watcher(place)
        before: Stamps = frozenset()
        while True:
            await asyncio.sleep(EVERY_S)
            if self._keeper.adding.is_at_it or len(self._keeper.app.screen_stack) > 1:
                continue
            try:
                changes, stamps = await asyncio.to_thread(_look, place, watcher)
                is_at_rest, before = stamps == before, stamps
                if changes and is_at_rest:
                    await self._carry_out(place, changes, stamps, watcher, folders)
            except (ClicktuiError, OSError) as error:
                self._keeper.say(str(error), severity="warning")
                await asyncio.sleep(10 * EVERY_S)

    async def _add_missing(self, place: Place, folders: tuple[Path, ...]) -> None:
        """Take in the folders that are to be watched and were never added."""
        if place.folder is None or not folders:
            return
        known = set(map(path_of, read_description(place.folder).folders))
        if missing := [folder for folder in folders if folder not in known]:
            await self._take(lambda adder: adder.add(missing))

    async def _carry_out(
        self,
        place: Place,
        changes: Changes,
        stamps: Stamps,
        watcher: Watcher,
        folders: tuple[Path, ...],
    ) -> None:
        gone = [source for source in changes.gone if source not in self._told_gone]
        wished = [path for path in changes.new if any(path.is_relative_to(one) for one in folders)]
        offered = [path for path in changes.new if path not in set(wished)]
        changed = changes.changed if stamps - self._failed else ()
        self._told_gone.update(gone)
        if changed or wished:
            self._failed = stamps

            def take(adder: Adder) -> Report:
                report = adder.update(changed) if changed else Report()
                if wished:
                    more = adder.add(wished)
                    report.added += more.added
                    report.duplicates += more.duplicates
                    report.left_out += more.left_out
                return report

            report = await self._take(take)
            if report is not None:
                watcher.pass_over(Changes(new=tuple(wished)))
        if gone:
            told = _("{source}: its original is gone; the text stays")
            self._keeper.say("\n".join(told.format(source=one) for one in gone[:3]))
        if offered:
            watcher.pass_over(Changes(new=tuple(offered)))
            if new := await asyncio.to_thread(_newer, place, offered):
                self._offer(new)

    async def _take(self, act: "_Act") -> Report | None:
        report = await self._keeper.adding.run(
            "", lambda adder, _tell, _is_ended: act(adder), quietly=True
        )
        if report is not None and (report.added or report.duplicates or report.left_out):
            lines = [*report_lines(report)]
            lines += [f"{one.name}: {one.reason}" for one in report.left_out[:3]]
            self._keeper.say("\n".join([_("Your files changed"), *lines]))
        return report

    def _offer(self, paths: list[Path]) -> None:
        key = key_of(self._keeper.app.screen, "app.update-corpus")
        told = translate_plural(
            "{count} new file in your folders: {key} takes it in",
            "{count} new files in your folders: {key} takes them in",
            len(paths),
        )
        self._keeper.say(told.format(count=len(paths), key=key))


if TYPE_CHECKING:
    from collections.abc import Callable

    _Act = Callable[[Adder], Report]


def _look(place: Place, watcher: Watcher) -> tuple[Changes, Stamps]:
    """Return what changed, with size and time of each file that did."""
    changes = watcher.look()
    paths = list(changes.new)
    if place.folder is not None and changes.changed:
        known = origins(place, CorpusFolder(place.folder))
        paths += [path_of(known[source].path) for source in changes.changed if source in known]
    stamps = set()
    for path in paths:
        try:
            status = os.stat(path)  # noqa: PTH116
        except OSError:
            continue
        stamps.add((path, status.st_size, status.st_mtime_ns))
    return changes, frozenset(stamps)


def _newer(place: Place, paths: list[Path]) -> list[Path]:
    """Return those of ``paths`` that came after the last adding: the others were left out then."""
    if place.folder is None:
        return []
    added = [origin.added for origin in origins(place, CorpusFolder(place.folder)).values()]
    last = datetime.fromisoformat(max(added)).timestamp() if added else 0.0
    newer = []
    for path in paths:
        try:
            if path.stat().st_ctime > last:
                newer.append(path)
        except OSError:
            continue
    return newer
