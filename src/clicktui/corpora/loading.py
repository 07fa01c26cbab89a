"""From a corpus on the disk, and those that it is joined with, to a corpus to work with.

One source with a mistake never stops the others: it is left out and told. A source is read whole
when it is new, and from then on its card stands for it until somebody looks at its words.
"""

from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from clicktui.corpora.cards import Card, Cards, Stamps, card_of, stamps_in
from clicktui.corpora.choosing import Place, place_of
from clicktui.corpora.description import read_description
from clicktui.corpora.folder import CorpusFolder, checksum
from clicktui.corpus.assembly import assemble
from clicktui.corpus.catalogue import sources_of
from clicktui.corpus.catalogued import SourceEntry
from clicktui.corpus.corpus import Corpus, fingerprint, shipped_corpus
from clicktui.corpus.entries import CataloguePlace, read_yaml
from clicktui.corpus.model import SourceFile
from clicktui.corpus.stored import RecentFiles, StoredSource
from clicktui.corpus.summaries import Summary
from clicktui.errors import ClicktuiError, SourceTextError
from clicktui.i18n import translate as _
from clicktui.metadata.applying import completed
from clicktui.metadata.file import MetadataFile
from clicktui.search.progress import Pace, Progress, never, no_progress

_WRITTEN_EVERY = 2000
"""New cards after which they are written down, so that a start that is ended is not for nothing."""


@dataclass(frozen=True, slots=True)
class Loaded:
    """A corpus, and what is wrong with sources that were left out, a line each."""

    corpus: Corpus
    mistakes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Source:
    stamps: Stamps
    file: SourceFile
    fingerprint: str
    summaries: Mapping[str, Summary]


class Loader:
    """Reads the corpus at ``place``; asked again, it reads only the sources that changed."""

    def __init__(
        self,
        place: Place,
        loading: frozenset[Path | None] = frozenset(),
        recent: RecentFiles | None = None,
    ) -> None:
        """Read nothing yet; ``loading`` are the folders of corpora that are being joined.

        ``recent`` keeps what is looked at.
        """
        self.place = place
        self._loading = loading | {place.folder}
        self._recent = recent or RecentFiles()
        self._sources: dict[str, _Source] = {}
        self._joined: dict[str, Loader] = {}
        self._cards: Cards | None = None
        self._shipped: Corpus | None = None

    def load(
        self, progress: Progress = no_progress, cancelled: Callable[[], bool] = never
    ) -> Loaded:
        """Return the corpus as it is now.

        ``progress`` is told how many sources are read, of how many that have to be.

        Raises:
            ClicktuiError: ``corpus.yaml``, or the corpus that ships with clicktui, is wrong.
            SearchCancelledError: ``cancelled`` said so; what was read until then is kept.
        """
        if self.place.folder is None:
            self._shipped = self._shipped or shipped_corpus()
            return Loaded(self._shipped)
        description = read_description(self.place.folder)
        mistakes: list[str] = []
        self._read_sources(CorpusFolder(self.place.folder), mistakes, Pace(progress, cancelled))
        files = [one.file for one in self._sources.values()]
        fingerprints = {one.file.name: one.fingerprint for one in self._sources.values()}
        summaries: dict[str, Summary] = {}
        for one in self._sources.values():
            summaries |= one.summaries
        taken = {work.id for file in files for work in file.works}
        for name in description.joins:
            for file, its_fingerprint, known in self._of_joined(name, mistakes):
                if file.name in fingerprints or any(work.id in taken for work in file.works):
                    problem = _("{corpus}: {file} has the name of another source: it is left out")
                    mistakes.append(problem.format(corpus=name, file=file.name))
                    continue
                files.append(file)
                fingerprints[file.name] = its_fingerprint
                taken.update(work.id for work in file.works)
                summaries |= known
        return Loaded(Corpus.of(files, fingerprints, summaries), tuple(mistakes))

    def _read_sources(self, folder: CorpusFolder, mistakes: list[str], pace: Pace) -> None:
        if self._cards is None:
            self._cards = Cards(self.place.cache)
        catalogues = stamps_in(folder.folder / "catalogue")
        texts = stamps_in(folder.folder / "texts")
        names = folder.names()
        stamps = {
            name: (catalogues.get(f"{name}.yaml"), texts.get(f"{name}.txt")) for name in names
        }
        now: dict[str, _Source] = {}
        unwritten = 0
        try:
            for name in names:
                pace.reach(len(now), len(names))
                card = self._cards.get(name, stamps[name])
                unwritten += card is None
                if unwritten == _WRITTEN_EVERY:
                    self._cards.write(names)
                    unwritten = 0
                try:
                    now[name] = self._source(folder, name, stamps[name], card)
                except ClicktuiError as error:
                    mistakes.append(_("{source} is left out: {reason}").format(
                        source=name, reason=error))  # fmt: skip
        finally:
            self._cards.write(names)
        self._sources = now

    def _source(
        self, folder: CorpusFolder, name: str, stamps: Stamps, card: Card | None
    ) -> _Source:
        before = self._sources.get(name)
        if before is not None and before.stamps == stamps and None not in stamps:
            return before
        if card is not None:
            with suppress(KeyError, TypeError, ValueError, AttributeError):  # damaged: made anew
                return self._carded(folder, name, stamps, card)
        return self._new_source(folder, name, stamps)

    def _carded(self, folder: CorpusFolder, name: str, stamps: Stamps, card: Card) -> _Source:
        read = partial(_as_it_was, folder, name, card.fingerprint)
        text = stamps[1]
        size = 0 if text is None else text[1]
        file = card.file(f"{name}.txt", StoredSource(read, self._recent, size))
        return _Source(stamps, file, card.fingerprint, card.summaries())

    def _new_source(self, folder: CorpusFolder, name: str, stamps: Stamps) -> _Source:
        assert self._cards is not None  # noqa: S101 -- _read_sources has set it
        file, its_fingerprint, entry = _read_source(folder, name)
        assert entry.taken_from is not None  # noqa: S101 -- it was looked at
        try:
            card = card_of(file, its_fingerprint, entry.taken_from)
        except ValueError:  # what JSON cannot hold stays in memory
            return _Source(stamps, file, its_fingerprint, {})
        self._cards.put(name, stamps, card)
        return self._carded(folder, name, stamps, card)

    def _of_joined(
        self, name: str, mistakes: list[str]
    ) -> Iterator[tuple[SourceFile, str, Mapping[str, Summary]]]:
        """Yield the files of a joined corpus, as its own metadata complete them."""
        try:
            if name not in self._joined:
                place = place_of(name)
                if place.folder in self._loading:
                    return
                self._joined[name] = Loader(place, self._loading, self._recent)
            loader = self._joined[name]
            loaded = loader.load()
            said = MetadataFile(lambda: loader.place.metadata_path().parent).read().sayings
            corpus = completed(loaded.corpus, said)
        except ClicktuiError as error:
            mistakes.append(_("{corpus} cannot be joined: {reason}").format(
                corpus=name, reason=error))  # fmt: skip
            return
        mistakes += [f"{name}: {mistake}" for mistake in loaded.mistakes]
        for file in corpus.files:
            works = tuple(replace(work, completed={}) for work in file.works)
            known = {
                work.id: corpus.summaries[work.id] for work in works if work.id in corpus.summaries
            }
            yield replace(file, works=works), corpus.fingerprints[file.name], known


def _read_source(folder: CorpusFolder, name: str) -> tuple[SourceFile, str, SourceEntry]:
    """Read a source whole; return it with its fingerprint and its entry, which has its origin.

    Raises:
        CatalogueError: its catalogue is wrong.
        SourceTextError: its text is not there, cannot be read, or is another one.
    """
    path = folder.catalogue_path(name)
    value, raw = read_yaml(path)
    (entry,) = sources_of(value, path.name) or (None,)
    if entry is None or entry.file != f"{name}.txt":
        wrong = _("has to be the catalogue of {file} alone").format(file=f"{name}.txt")
        raise CataloguePlace(path.name).error("", wrong)
    if entry.taken_from is None:
        raise CataloguePlace(path.name).error("from", _("is missing"))
    file = assemble(entry, folder.text(name, entry.taken_from.text))
    return file, fingerprint(file, checksum(raw).encode()), entry


def _as_it_was(folder: CorpusFolder, name: str, wanted: str) -> SourceFile:
    """Read a source whole that has the fingerprint ``wanted``.

    Raises:
        SourceTextError: it has another one by now, or cannot be read.
    """
    try:
        file, found, _entry = _read_source(folder, name)
    except SourceTextError:
        raise
    except ClicktuiError as error:
        raise SourceTextError(str(error)) from error
    if found != wanted:
        message = _("{source} was changed since it was opened: open the corpus again")
        raise SourceTextError(message.format(source=name))
    return file
