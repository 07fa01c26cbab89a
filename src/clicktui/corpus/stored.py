"""Texts and paragraphs that are read when they are looked at: a corpus larger than the memory."""

from collections import OrderedDict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from threading import RLock
from typing import overload

from clicktui.corpus.model import Paragraph, SourceFile

MOST_KEPT = 32_000_000
"""Code points of the texts that stay in memory, with their paragraphs, for being looked at again.

Where one text is longer it stays alone.
"""

_LARGE = 300_000


class RecentFiles:
    """The files that were read last, up to ``most`` code points of text; from any thread."""

    def __init__(self, most: int = MOST_KEPT) -> None:
        self._most = most
        self._size = 0
        self._files: OrderedDict[StoredSource, SourceFile] = OrderedDict()
        self._turn = RLock()

    def get(self, source: "StoredSource") -> SourceFile | None:
        """Return the file of ``source`` where it is still there."""
        with self._turn:
            file = self._files.get(source)
            if file is not None:
                self._files.move_to_end(source)
            return file

    def keep(self, source: "StoredSource", file: SourceFile) -> None:
        """Keep the file of ``source``; those that nobody looked at for longest go."""
        with self._turn:
            former = self._files.pop(source, None)
            self._size += len(file.text) - (0 if former is None else len(former.text))
            self._files[source] = file
            while self._size > self._most and len(self._files) > 1:
                _source, left = self._files.popitem(last=False)
                self._size -= len(left.text)


class StoredSource:
    """The text and the paragraphs of one source, read when they are looked at; from any thread."""

    def __init__(self, read: Callable[[], SourceFile], recent: RecentFiles, size: int = 0) -> None:
        """Read by ``read``: the source as it was catalogued when its works were handed out.

        It raises SourceTextError where the source is not what it was any more. ``size`` is that of
        its text, about, in bytes.
        """
        self._read = read
        self._size = size
        self._recent = recent

    @property
    def takes_long(self) -> bool:
        """Whether looking at it now would keep a key waiting: it is large, and not in memory."""
        return self._size > _LARGE and self._recent.get(self) is None

    def file(self) -> SourceFile:
        """Return the file with its text and paragraphs in memory, as catalogued.

        Raises:
            SourceTextError: it cannot be read, or is another one by now.
        """
        file = self._recent.get(self)
        if file is None:
            file = self._read()
            self._recent.keep(self, file)
        return file

    def text(self) -> str:
        """Return the cleaned text.

        Raises:
            SourceTextError: as ``file``.
        """
        return self.file().text

    def whole(self, file: SourceFile) -> SourceFile:
        """Return ``file``, which is of this source, with its text and paragraphs in memory.

        It does not take the place of others that stay there.

        Raises:
            SourceTextError: as ``file``.
        """
        read = self._recent.get(self) or self._read()
        paragraphs = {work.id: work.paragraphs for work in read.works}
        works = tuple(replace(work, paragraphs=paragraphs[work.id]) for work in file.works)
        return replace(file, held=read.text, works=works)


class StoredParagraphs(Sequence[Paragraph]):
    """The paragraphs of a work of a stored source. Whatever asks for them may raise as its file.

    They equal only themselves, so that works can be compared without being read.
    """

    __slots__ = ("_source", "_work")

    def __init__(self, source: StoredSource, work_id: str) -> None:
        self._source = source
        self._work = work_id

    def read(self) -> Sequence[Paragraph]:
        """Return them as they are in memory, to look at many.

        Raises:
            SourceTextError: the source cannot be read, or is another one by now.
        """
        for work in self._source.file().works:
            if work.id == self._work:
                return work.paragraphs
        raise AssertionError  # the source was read as one without this work, and says so itself

    def __len__(self) -> int:
        return len(self.read())

    def __iter__(self) -> Iterator[Paragraph]:
        return iter(self.read())

    @overload
    def __getitem__(self, at: int) -> Paragraph: ...
    @overload
    def __getitem__(self, at: slice) -> Sequence[Paragraph]: ...
    def __getitem__(self, at: int | slice) -> Paragraph | Sequence[Paragraph]:
        return self.read()[at]

    def __eq__(self, other: object) -> bool:
        return (
            isinstance(other, StoredParagraphs)
            and self._source is other._source
            and self._work == other._work
        )

    def __hash__(self) -> int:
        return hash((id(self._source), self._work))
