"""From a corpus on the disk, and those that it is joined with, to one in memory.

One source with a mistake never stops the others: it is left out and told. What was read is kept,
so that reading again costs only what changed.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from clicktui.corpora.choosing import Place, place_of
from clicktui.corpora.description import read_description
from clicktui.corpora.folder import CorpusFolder
from clicktui.corpora.parsed import ParsedCatalogues, Stamp, stamp_of
from clicktui.corpus.assembly import assemble
from clicktui.corpus.catalogue import sources_of
from clicktui.corpus.corpus import Corpus, fingerprint, shipped_corpus
from clicktui.corpus.entries import CataloguePlace
from clicktui.corpus.model import SourceFile
from clicktui.errors import ClicktuiError
from clicktui.i18n import translate as _
from clicktui.metadata.applying import completed
from clicktui.metadata.file import MetadataFile


@dataclass(frozen=True, slots=True)
class Loaded:
    """A corpus in memory, and what is wrong with sources that were left out, a line each."""

    corpus: Corpus
    mistakes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Source:
    stamps: tuple[Stamp, Stamp]
    file: SourceFile
    fingerprint: str


class Loader:
    """Reads the corpus at ``place``; asked again, it reads only the sources that changed."""

    def __init__(self, place: Place, loading: frozenset[Path | None] = frozenset()) -> None:
        """Read nothing yet; ``loading`` are the folders of corpora that are being joined."""
        self.place = place
        self._loading = loading | {place.folder}
        self._sources: dict[str, _Source] = {}
        self._joined: dict[str, Loader] = {}
        self._parsed: ParsedCatalogues | None = None
        self._shipped: Corpus | None = None

    def load(self) -> Loaded:
        """Return the corpus as it is now.

        Raises:
            ClicktuiError: ``corpus.yaml``, or the corpus that ships with clicktui, is wrong.
        """
        if self.place.folder is None:
            self._shipped = self._shipped or shipped_corpus()
            return Loaded(self._shipped)
        description = read_description(self.place.folder)
        mistakes: list[str] = []
        self._read_sources(CorpusFolder(self.place.folder), mistakes)
        files = [one.file for one in self._sources.values()]
        fingerprints = {one.file.name: one.fingerprint for one in self._sources.values()}
        taken = {work.id for file in files for work in file.works}
        for name in description.joins:
            for file, its_fingerprint in self._of_joined(name, mistakes):
                if file.name in fingerprints or any(work.id in taken for work in file.works):
                    problem = _("{corpus}: {file} has the name of another source: it is left out")
                    mistakes.append(problem.format(corpus=name, file=file.name))
                    continue
                files.append(file)
                fingerprints[file.name] = its_fingerprint
                taken.update(work.id for work in file.works)
        return Loaded(Corpus.of(files, fingerprints), tuple(mistakes))

    def _read_sources(self, folder: CorpusFolder, mistakes: list[str]) -> None:
        if self._parsed is None:
            self._parsed = ParsedCatalogues(self.place.cache)
        now: dict[str, _Source] = {}
        names = folder.names()
        for name in names:
            try:
                now[name] = self._source(folder, name, self._parsed)
            except ClicktuiError as error:
                mistakes.append(_("{source} is left out: {reason}").format(
                    source=name, reason=error))  # fmt: skip
        self._sources = now
        self._parsed.keep(names)

    def _source(self, folder: CorpusFolder, name: str, parsed: ParsedCatalogues) -> _Source:
        path = folder.catalogue_path(name)
        stamps = stamp_of(path), stamp_of(folder.text_path(name))
        before = self._sources.get(name)
        if before is not None and before.stamps == stamps and None not in stamps:
            return before
        value, digest = parsed.read(path, stamps[0])
        (entry,) = sources_of(value, path.name) or (None,)
        if entry is None or entry.file != f"{name}.txt":
            wrong = _("has to be the catalogue of {file} alone").format(file=f"{name}.txt")
            raise CataloguePlace(path.name).error("", wrong)
        if entry.taken_from is None:
            raise CataloguePlace(path.name).error("from", _("is missing"))
        text = folder.text(name, entry.taken_from.text)
        file = assemble(entry, text)
        return _Source(stamps, file, fingerprint(file, digest.encode()))

    def _of_joined(self, name: str, mistakes: list[str]) -> Iterator[tuple[SourceFile, str]]:
        """Yield the files of a joined corpus, as its own metadata complete them."""
        try:
            if name not in self._joined:
                place = place_of(name)
                if place.folder in self._loading:
                    return
                self._joined[name] = Loader(place, self._loading)
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
            yield replace(file, works=works), corpus.fingerprints[file.name]
