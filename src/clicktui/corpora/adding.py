"""Adding files to a corpus: walked, read apart, cleaned, told apart, catalogued; one by one.

Each file is in the corpus, or left out with its reason, before the next is looked at: cancelling
and killing keep what is done. Originals are only read.
"""

import threading
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from clicktui.corpora.attachments import SUFFIXES as BIBLIOGRAPHIES
from clicktui.corpora.attachments import attached_files
from clicktui.corpora.cards import Cards, card_of, stamp_of
from clicktui.corpora.carrying import carried
from clicktui.corpora.cataloguing import cleaned, entry_of, text_of_lines
from clicktui.corpora.choosing import Place
from clicktui.corpora.description import now, read_description, with_folders, write_description
from clicktui.corpora.doubts import count_doubts
from clicktui.corpora.folder import CorpusFolder, checksum
from clicktui.corpora.likeness import Likeness
from clicktui.corpora.naming import slug, unique
from clicktui.corpora.origins import is_as_it_was, origins, path_of, stored_path
from clicktui.corpora.report import Added, Duplicate, Report
from clicktui.corpora.writing import Raw, written
from clicktui.corpus.assembly import assemble
from clicktui.corpus.catalogue import SCHEMA, sources_of
from clicktui.corpus.catalogued import FromEntry, SourceEntry
from clicktui.corpus.catalogued_lines import read_from
from clicktui.corpus.corpus import fingerprint
from clicktui.corpus.entries import CataloguePlace, RawEntry
from clicktui.corpus.model import SourceFile
from clicktui.errors import ClicktuiError, CorpusError, IntakeError
from clicktui.i18n import translate as _
from clicktui.intake.apart import FileReader
from clicktui.intake.limits import USUAL, Limits
from clicktui.intake.reading import content_of
from clicktui.intake.walking import LeftOut, shown_name, walk

_POLL_S = 0.2
_NOWHERE = CataloguePlace("")


@dataclass(frozen=True, slots=True)
class Step:
    """How far adding is: files done of all, passages so far, the file that is being read."""

    done: int
    total: int
    passages: int
    path: Path | None = None


def no_progress(_step: Step) -> None:
    """Tell nobody."""


def never() -> bool:
    """Never cancel."""
    return False


@dataclass(frozen=True, slots=True)
class Wishes:
    """How files are added. ``with_duplicates``: also those whose text is there already.

    ``taken`` are names and work ids of joined corpora, which no new source may have.
    """

    with_duplicates: bool = False
    taken: frozenset[str] = frozenset()
    limits: Limits = field(default_factory=lambda: USUAL)


class Adder:
    """Adds files to the corpus at ``place``; a context manager, which ends the reading process."""

    def __init__(self, place: Place, wishes: Wishes | None = None) -> None:
        """Look at what is there.

        Raises:
            CorpusError: it is the built-in corpus, which stays as it is.
            CatalogueError: ``corpus.yaml`` has a mistake.
        """
        if place.folder is None:
            message = _("the built-in corpus stays as it is: make your own with: {command}")
            raise CorpusError(message.format(command="clicktui corpus new NAME"))
        self.place, self.folder = place, CorpusFolder(place.folder)
        read_description(place.folder)
        self._wishes = wishes or Wishes()
        self._origins = origins(place, self.folder)
        self._by_path = {origin.path: name for name, origin in self._origins.items()}
        self._by_text = {origin.text: name for name, origin in self._origins.items()}
        self._likeness = Likeness(place.cache, self._text)
        self._is_likeness_ready = False
        self._reader = FileReader(self._wishes.limits)
        self._cards = Cards(place.cache)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._reader.close()
        self._likeness.keep()
        self._cards.write(self.folder.names())

    def _text(self, name: str) -> str:
        return self.folder.text(name, self._origins[name].text)

    def add(
        self,
        paths: Iterable[Path],
        progress: Callable[[Step], None] = no_progress,
        cancelled: Callable[[], bool] = never,
    ) -> Report:
        """Add the files at and below ``paths``; return what became of each. Never raises of a file.

        Ctrl+C and ``cancelled`` end it; what is done is kept, and the report says so.

        Raises:
            CorpusError: the corpus itself cannot be written.
        """
        report = Report()
        named = [Path(path).expanduser() for path in paths]
        with _stopping(self._reader, cancelled):
            try:
                self._add(named, report, progress, cancelled)
            except KeyboardInterrupt:
                report.is_cancelled = True
        report.tell_once()
        self._remember(named)
        return report

    def _add(
        self,
        named: list[Path],
        report: Report,
        progress: Callable[[Step], None],
        cancelled: Callable[[], bool],
    ) -> None:
        files: dict[Path, Mapping[str, Any] | None] = {}
        for one in walk(named, self._wishes.limits):
            if cancelled():
                report.is_cancelled = True
                return
            if isinstance(one, Path):
                files.setdefault(one)
            elif not self._take_bibliography(one, files, report, is_named=one.path in named):
                report.left_out.append(one)
        for done, (path, csl) in enumerate(files.items()):
            progress(Step(done, len(files), report.passages, path))
            if cancelled():
                report.is_cancelled = True
                return
            try:
                self._add_file(path, csl, report)
            except ClicktuiError as error:
                if cancelled():
                    report.is_cancelled = True
                    return
                report.leave_out(path, str(error))
            except OSError as error:
                reason = error.strerror or type(error).__name__
                report.leave_out(path, _("cannot be kept: {reason}").format(reason=reason))
        progress(Step(len(files), len(files), report.passages))

    def _take_bibliography(
        self,
        one: LeftOut,
        files: dict[Path, Mapping[str, Any] | None],
        report: Report,
        *,
        is_named: bool,
    ) -> bool:
        """Take the files attached to the items of a bibliography; say whether it is one."""
        path = one.path
        is_file = path.suffix.lower() in BIBLIOGRAPHIES and path.is_file()
        if not is_file or (path.is_symlink() and not is_named):
            return False
        try:
            data = content_of(path, self._wishes.limits)
            attached, _remarks = attached_files(path, data, anywhere=is_named)
        except ClicktuiError as error:
            report.leave_out(path, str(error))
            return True
        if not attached:
            report.leave_out(path, _(
                "names no attached file that is there: export it with its files,"
                " or take its metadata over with: clicktui metadata import"
            ))  # fmt: skip
            return True
        known = {existing.resolve(): existing for existing in files}
        for item in attached:
            if not item.path.is_file():
                report.leave_out(item.path, _("is not there, but {file} names it").format(
                    file=shown_name(path)))  # fmt: skip
                continue
            files[known.get(item.path, item.path)] = item.csl
        return True

    def update(
        self,
        sources: Iterable[str] = (),
        progress: Callable[[Step], None] = no_progress,
        cancelled: Callable[[], bool] = never,
    ) -> Report:
        """Take in anew what changed: all sources unless named, and what is new in added folders.

        Sources whose originals are gone are told, and stay.

        Raises:
            CorpusError: the corpus itself cannot be written.
            NotFoundError: a source is not there.
        """
        names = list(sources)
        for name in names:
            self.folder.entry(name)
        wanted = names or list(self._origins)
        gone, paths = [], []
        for name in wanted:
            if name not in self._origins:
                continue
            path = path_of(self._origins[name].path)
            if is_as_it_was(self._origins[name], path) is None:
                gone.append(name)
            else:
                paths.append(path)
        if not names and self.place.folder is not None:
            known = map(path_of, read_description(self.place.folder).folders)
            folders = [folder for folder in known if folder.is_dir()]
            paths = [path for path in paths if not any(map(path.is_relative_to, folders))]
            paths = folders + paths
        report = self.add(paths, progress, cancelled)
        report.gone = gone
        return report

    def _remember(self, named: list[Path]) -> None:
        if self.place.folder is None:
            return
        folders = tuple(stored_path(path) for path in named if path.is_dir())
        with self.folder.locked():
            description = read_description(self.place.folder)
            wanted = with_folders(description, folders)
            if wanted != description:
                try:
                    write_description(self.place.folder, wanted)
                except OSError as error:
                    raise CorpusError(str(error)) from error

    # one file

    def _add_file(self, path: Path, csl: Mapping[str, Any] | None, report: Report) -> None:
        stored = stored_path(path)
        there = self._by_path.get(stored)
        if there is not None and is_as_it_was(self._origins[there], path):
            report.unchanged.append(there)
            return
        status = path.stat()
        digest = checksum(content_of(path, self._wishes.limits))
        if there is not None and digest == self._origins[there].checksum:
            report.unchanged.append(there)
            return
        read = self._reader.read(path)
        lines = cleaned(read)
        if not lines:
            raise IntakeError(_("has no text in it"))
        text = text_of_lines(lines)
        text_digest = checksum(text.encode())
        same = self._same(text, text_digest, there)
        if same is not None and not self._wishes.with_duplicates:
            report.duplicates.append(self._duplicate(path, same))
            return
        with self.folder.locked():
            title = " ".join(shown_name(Path(path.stem)).split()) or _("untitled")
            name = there or self._new_name(path, csl)
            origin = FromEntry(
                stored, status.st_size, status.st_mtime_ns, digest, text_digest, now()
            )
            entry = entry_of(name, title, read, lines, origin, csl)
            if there is not None:
                before = self.folder.entry(there)
                _refuse_mistakes(there, before)
                entry = carried(before, self._text(there).split("\n"), entry, text.split("\n"))
            file = _assembled(name, entry, text)
            self.folder.put(name, entry, text)
            count = self._keep_card(name, file, entry)
        if same is not None:
            report.duplicates.append(self._duplicate(path, same, is_taken=True))
        self._origins[name] = origin
        self._by_path[stored] = self._by_text[text_digest] = name
        self._likeness.add(name, text_digest, text)
        work = entry["works"][0]
        report.added.append(
            Added(
                source=name,
                path=path,
                title=str(work["csl"]["title"]),
                passages=count,
                doubts=count_doubts(entry),
                notes=tuple(entry["from"].get("notes", ())),
                is_update=there is not None,
            )
        )

    def _keep_card(self, name: str, file: SourceFile, entry: Raw) -> int:
        """Let the next opening know a source unread; return how many passages it has."""
        its_fingerprint = fingerprint(file, checksum(written(entry)).encode())
        card = card_of(file, its_fingerprint, read_from(RawEntry(entry["from"], _NOWHERE)))
        stamps = stamp_of(self.folder.catalogue_path(name)), stamp_of(self.folder.text_path(name))
        self._cards.put(name, stamps, card)
        return sum(summary.passages for summary in card.summaries().values())

    def _duplicate(
        self, path: Path, same: tuple[str, float], *, is_taken: bool = False
    ) -> Duplicate:
        of, likeness = same
        return Duplicate(path, of, likeness, is_taken, path_of(self._origins[of].path))

    def _same(self, text: str, digest: str, there: str | None) -> tuple[str, float] | None:
        other = self._by_text.get(digest)
        if other is not None and other != there:
            return other, 1.0
        if not self._is_likeness_ready:
            for name, origin in self._origins.items():
                try:
                    self._likeness.know(name, origin.text)
                except ClicktuiError:  # its text is not as it was: `check` tells
                    continue
            self._is_likeness_ready = True
        return self._likeness.nearest(text, but=() if there is None else (there,))

    def _new_name(self, path: Path, csl: Mapping[str, Any] | None) -> str:
        wanted = slug(shown_name(Path(path.stem)))
        if wanted == "text" and csl:
            wanted = slug(str(csl.get("title", "")))
        taken = self._wishes.taken
        return unique(wanted, lambda name: name in taken or self.folder.holds(name))


def _refuse_mistakes(name: str, entry: Raw) -> tuple[SourceEntry, ...]:
    """Return what an entry says.

    Raises:
        CatalogueError: it has a mistake.
    """
    return sources_of({"schema": SCHEMA, "sources": [entry]}, f"{name}.yaml")


def _assembled(name: str, entry: Raw, text: str) -> SourceFile:
    """Return a source as it will be read back; what could not be is never written.

    Raises:
        CatalogueError: the catalogue does not fit its text.
    """
    (source,) = _refuse_mistakes(name, entry)
    return assemble(source, text)


class _stopping:
    """While inside, ends what ``reader`` reads as soon as ``cancelled`` says so."""

    def __init__(self, reader: FileReader, cancelled: Callable[[], bool]) -> None:
        self._reader, self._cancelled = reader, cancelled
        self._is_done = threading.Event()
        self._thread = threading.Thread(target=self._watch, daemon=True)

    def _watch(self) -> None:
        while not self._is_done.wait(_POLL_S):
            if self._cancelled():
                self._reader.stop()
                return

    def __enter__(self) -> None:
        if self._cancelled is not never:
            self._thread.start()

    def __exit__(self, *_error: object) -> None:
        self._is_done.set()
        if self._thread.is_alive():
            self._thread.join()
