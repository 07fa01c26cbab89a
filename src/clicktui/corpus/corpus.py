"""A corpus: its files, works and passages, found by name, by id and by place."""

import hashlib
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property, lru_cache
from itertools import accumulate
from pathlib import Path
from typing import Self

from clicktui.corpus.assembly import assemble
from clicktui.corpus.catalogue import read_catalogue
from clicktui.corpus.catalogued import SourceEntry
from clicktui.corpus.cleaning import clean
from clicktui.corpus.model import Paragraph, Passage, SourceFile, Span, Work
from clicktui.corpus.paragraphs import starts_of
from clicktui.corpus.passages import passages as passages_of
from clicktui.corpus.sentences import sentences_within
from clicktui.corpus.stored import StoredParagraphs
from clicktui.corpus.summaries import Summary, summary_of
from clicktui.errors import AmbiguousError, NotFoundError, SourceTextError
from clicktui.i18n import translate as _
from clicktui.shipped import shipped

RULES = "1"
"""Version of the rules that make passages from texts; part of the fingerprint."""


class Corpus:
    """The works of a catalogue, in its order. Reading it from several threads is safe.

    ``fingerprint`` changes with anything in it; ``fingerprints`` has for each file, by its name, a
    digest that changes where its passages could. ``summaries`` tell of works what would have to be
    read from them.

    Texts and paragraphs may be read only when they are looked at (see ``stored``): whatever looks
    at them raises SourceTextError where a file is not what it was when the corpus was made.
    """

    def __init__(
        self,
        files: Sequence[SourceFile],
        fingerprint: str,
        fingerprints: Mapping[str, str] | None = None,
        summaries: Mapping[str, Summary] | None = None,
    ) -> None:
        """Hold ``files``; without ``fingerprints`` any change of the whole is one of every file.

        ``summaries`` are those of works that are known, by their ids; others are made when asked.
        """
        self.files = tuple(files)
        self.fingerprint = fingerprint
        known = {} if fingerprints is None else fingerprints
        self.fingerprints: Mapping[str, str] = {
            file.name: known.get(file.name, fingerprint) for file in self.files
        }
        self.works = tuple(work for file in self.files for work in file.works)
        self._files = {file.name: file for file in self.files}
        self._works = {work.id: work for work in self.works}
        self._summaries = dict(summaries or {})
        self._starts_of = lru_cache(maxsize=64)(self._find_starts)
        self._by_id = lru_cache(maxsize=16)(self._find_passages)
        self._of_file = lru_cache(maxsize=16)(self._find_passages_in)
        self._sentences = lru_cache(maxsize=512)(self._find_sentences)

    def __len__(self) -> int:
        """Return how many passages there are."""
        return self._places[-1]

    @classmethod
    def load(cls, catalogue: Path, texts: Path) -> Self:
        """Return the corpus that the file ``catalogue`` describes, its texts in folder ``texts``.

        The fingerprint changes with the texts, the catalogue and the rules that make passages.

        Raises:
            CatalogueError: the catalogue is wrong, or a file that it names is missing.
            SourceTextError: a file cannot be read or is not UTF-8.
        """
        entries = read_catalogue(catalogue)
        files = [assemble(source, read_text(source, texts)) for source in entries.sources]
        fingerprints = {
            file.name: fingerprint(file, repr(source).encode())
            for source, file in zip(entries.sources, files, strict=True)
        }
        return cls.of(files, fingerprints)

    @classmethod
    def of(
        cls,
        files: Sequence[SourceFile],
        fingerprints: Mapping[str, str],
        summaries: Mapping[str, Summary] | None = None,
    ) -> Self:
        """Return the corpus of ``files``, each with its ``fingerprint``."""
        parts = (fingerprints[file.name].encode() for file in files)
        return cls(files, _digest(*parts), fingerprints, summaries)

    def source(self, name: str) -> SourceFile:
        """Return the file called ``name``.

        Raises:
            NotFoundError: there is none.
        """
        try:
            return self._files[name]
        except KeyError:
            raise _not_found(_("no file"), name, self._files) from None

    def work(self, work_id: str) -> Work:
        """Return the work called ``work_id``.

        Raises:
            NotFoundError: there is none; the text names the nearest ids.
        """
        try:
            return self._works[work_id]
        except KeyError:
            raise _not_found(_("no work"), work_id, self._works) from None

    def text_of(self, work_id: str) -> str:
        """Return the cleaned text of the file that holds the work.

        Raises:
            NotFoundError: no such work.
        """
        return self.source(self.work(work_id).file).text

    def passages(self) -> Iterator[Passage]:
        """Yield all passages, work by work in the order of the files."""
        for file in self.files:
            yield from self.passages_in(file.name)

    def passages_in(self, name: str) -> Iterator[Passage]:
        """Yield the passages of the file called ``name``, work by work.

        Raises:
            NotFoundError: there is none.
        """
        file = self.source(name).whole()
        for work in file.works:
            yield from passages_of(file.text, work)

    def summary(self, work_id: str) -> Summary:
        """Return what is told of a work without reading it; that is read once where nobody did.

        Raises:
            NotFoundError: no such work.
        """
        known = self._summaries.get(work_id)
        if known is None:
            file = self.source(self.work(work_id).file).whole()
            for work in file.works:
                self._summaries[work.id] = summary_of(file.text, work)
            known = self._summaries[work_id]
        return known

    @property
    def summaries(self) -> Mapping[str, Summary]:
        """The summaries that are known, by work."""
        return self._summaries

    # passages by their places: the numbers from 0 that they have in the order of the corpus

    @cached_property
    def _places(self) -> list[int]:
        """How many passages stand before each file, and how many there are in all."""
        counts = (sum(self.summary(work.id).passages for work in file.works) for file in self.files)
        return list(accumulate(counts, initial=0))

    @cached_property
    def starts(self) -> Mapping[str, int]:
        """How many passages stand before each file, by its name."""
        return {file.name: before for file, before in zip(self.files, self._places, strict=False)}

    def count(self, name: str) -> int:
        """Return how many passages the file called ``name`` has.

        Raises:
            NotFoundError: there is none.
        """
        return sum(self.summary(work.id).passages for work in self.source(name).works)

    def passage_at(self, number: int) -> Passage:
        """Return the passage at place ``number``.

        Raises:
            IndexError: there are not so many.
        """
        if not 0 <= number < len(self):
            raise IndexError(number)
        at = bisect_right(self._places, number) - 1
        return self._of_file(self.files[at].name)[0][number - self._places[at]]

    def place_of(self, passage: Passage) -> int | None:
        """Return the place of ``passage``, None where it is no passage of this corpus any more."""
        if passage.file not in self._files:
            return None
        place = self._of_file(passage.file)[1].get(passage.id)
        return None if place is None else self.starts[passage.file] + place

    def passage(self, passage_id: str) -> Passage:
        """Return the passage with this id, or the only one whose id begins like this.

        Raises:
            NotFoundError: there is none; the text names the nearest ids.
            AmbiguousError: there are several; the text names some of them.
        """
        wanted = passage_id.strip()
        work_id, colon, _digest = wanted.partition(":")
        if colon:
            work_ids = [work_id] if work_id in self._works else []
        else:
            work_ids = [one for one in sorted(self._works) if one.startswith(wanted)]
            work_ids = work_ids if wanted else []
        found: list[Passage] = []
        for candidate in work_ids:
            by_id = self._by_id(candidate)
            if wanted in by_id:
                return by_id[wanted]
            found += [passage for name, passage in by_id.items() if name.startswith(wanted)]
            if len(found) > 1:
                several = ", ".join(passage.id for passage in found[:3])
                raise AmbiguousError(
                    _("several passages begin with {name!r} ({several} …): give more of it").format(
                        name=wanted, several=several
                    )
                )
        if found:
            return found[0]
        near = self._by_id(work_id) if colon and work_id in self._works else self._works
        raise _not_found(_("no passage"), wanted, near)

    def has(self, work_id: str, text: str) -> bool:
        """Say whether there is a work of this id, in a file whose text is ``text``."""
        work = self._works.get(work_id)
        return work is not None and self._files[work.file].text == text

    def stands(self, passage: Passage) -> bool:
        """Say whether the words of ``passage`` stand at its place: not where its source changed."""
        work = self._works.get(passage.work)
        span = Span(passage.start, passage.end)
        return work is not None and passage.text == self._files[work.file].words(span)

    def paragraphs_touching(self, work_id: str, span: Span) -> tuple[Paragraph, ...]:
        """Return the paragraphs of the work (with their labels) that share a code point with it.

        Raises:
            NotFoundError: no such work.
        """
        paragraphs = self.work(work_id).paragraphs
        starts = self._starts_of(work_id)
        first = max(bisect_right(starts, span.start) - 1, 0)
        last = bisect_left(starts, span.end)
        return tuple(part for part in paragraphs[first:last] if _whole(part).overlaps(span))

    def paragraph_at(self, work_id: str, offset: int) -> Paragraph:
        """Return the paragraph that holds ``offset``, or the nearest one before it, or the first.

        Raises:
            NotFoundError: no such work.
        """
        paragraphs = self.work(work_id).paragraphs
        return paragraphs[max(bisect_right(self._starts_of(work_id), offset) - 1, 0)]

    def sentences(self, work_id: str, paragraph: Paragraph) -> tuple[Span, ...]:
        """Return the sentences of a paragraph of the work, as offsets into the file's text.

        Raises:
            NotFoundError: no such work.
        """
        lang = paragraph.lang or self.work(work_id).lang
        return self._sentences(work_id, paragraph.span, lang)

    def _find_sentences(self, work_id: str, span: Span, lang: str) -> tuple[Span, ...]:
        return tuple(sentences_within(self.text_of(work_id), span, lang))

    def _find_starts(self, work_id: str) -> Sequence[int]:
        paragraphs = self.work(work_id).paragraphs
        return starts_of(
            paragraphs.read() if isinstance(paragraphs, StoredParagraphs) else paragraphs
        )

    def _find_passages_in(self, name: str) -> tuple[tuple[Passage, ...], dict[str, int]]:
        found = tuple(self.passages_in(name))
        return found, {passage.id: number for number, passage in enumerate(found)}

    def _find_passages(self, work_id: str) -> dict[str, Passage]:
        work = self._works[work_id]
        return {part.id: part for part in passages_of(self._files[work.file].text, work)}


def shipped_corpus() -> Corpus:
    """Return the corpus that ships with clicktui: eleven works in five files.

    Raises:
        FileNotFoundError: clicktui was installed without it.
        ClicktuiError: it was changed since and is wrong now.
    """
    return Corpus.load(shipped("data") / "catalogue.yaml", shipped("seeds"))


def fingerprint(file: SourceFile, catalogue: bytes) -> str:
    """Return a BLAKE2b digest (hex) of a file's text, its catalogue and the rules for passages."""
    return _digest(RULES.encode(), catalogue, file.name.encode(), file.text.encode())


def read_text(source: SourceEntry, texts: Path) -> str:
    """Return the cleaned text of a source in the folder ``texts``.

    Raises:
        CatalogueError: there is no such file.
        SourceTextError: it cannot be read or is not UTF-8.
    """
    path = texts / source.file
    try:
        return clean(path.read_bytes())
    except FileNotFoundError as error:
        raise source.place.error("file", _("there is no such file")) from error
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise SourceTextError(
            _("{file}: cannot be read: {reason}").format(file=source.file, reason=reason)
        ) from error
    except UnicodeDecodeError as error:
        raise SourceTextError(
            _("{file}: not UTF-8 at byte {offset}: save it as UTF-8").format(
                file=source.file, offset=error.start
            )
        ) from error


def _whole(paragraph: Paragraph) -> Span:
    label = paragraph.label
    return Span(label.start, paragraph.span.end) if label else paragraph.span


def _digest(*parts: bytes) -> str:
    digest = hashlib.blake2b(digest_size=16)
    for part in parts:
        digest.update(len(part).to_bytes(8, "big"))
        digest.update(part)
    return digest.hexdigest()


def _not_found(what: str, name: str, known: Iterable[str]) -> NotFoundError:
    import difflib  # only an error needs it

    near = difflib.get_close_matches(name, list(known), n=3, cutoff=0.4)
    line = _("{what} is called {name!r}").format(what=what, name=name[:80])
    if near:
        line += _("; nearest: {near}").format(near=", ".join(near))
    return NotFoundError(line)
