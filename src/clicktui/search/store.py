"""The Whoosh index: the one module that knows Whoosh.

Segments are written in bulk (postings sorted in arrays, see ``postinglists``) instead of posting
by posting, in Whoosh's own format: stock Whoosh opens and queries them. Reading, arrays of numbers
become NumPy arrays without a loop.
"""

import io
import mmap
import pickle
import struct
import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from operator import attrgetter
from pathlib import Path
from typing import Any

import numpy as np
from whoosh import fields, formats, index
from whoosh.analysis import IDAnalyzer
from whoosh.codec.whoosh3 import LENGTHS_COLUMN, W3Codec, W3TermInfo, _lenfield
from whoosh.filedb.filestore import FileStorage
from whoosh.filedb.filetables import OrderedHashWriter
from whoosh.system import pack_int, pack_long, pack_ushort
from whoosh.util.numeric import length_to_byte

from clicktui.corpus.model import Locator, LocatorKind, Passage, Role
from clicktui.search.gathering import Gathered
from clicktui.search.indexfolder import damaged
from clicktui.search.postinglists import MAGIC, posting_lists
from clicktui.search.tokens import Ints

INDEX_NAME = "MAIN"
WORDS = "words"
_STORED = (
    "id", "work", "file", "start", "end", "text", "role", "speakers", "quoted", "paragraph",
    "lang", "year", "title", "container", "speaker_inferred", "proposed_speakers", "locator",
)  # fmt: skip
_MAY_LACK = ("paragraph", "year", "locator")
_values_of = attrgetter(*_STORED)
_ends_of = attrgetter("first", "last")

WhooshSegment = Any  # Whoosh is untyped
WhooshReader = Any

_INT = struct.Struct("!i")


def schema() -> Any:  # noqa: ANN401  Whoosh is untyped
    """Return the index's Whoosh schema: the words, and all that a passage holds, stored."""
    words = fields.FieldType(format=formats.Frequency(), analyzer=IDAnalyzer(), scorable=True)
    return fields.Schema(**{WORDS: words}, **{name: fields.STORED() for name in _STORED})


class SegmentWriter:
    """Writes one segment of an index: passages one by one, then all their words at once."""

    def __init__(self, folder: Path) -> None:
        self._storage = FileStorage(str(folder))
        self._schema = schema()
        self._codec = W3Codec()
        self._segment = self._codec.new_segment(self._storage, INDEX_NAME)
        self._documents = self._codec.per_document_writer(self._storage, self._segment)
        # packing a passage would take ten times as long as all else that is done to store it
        self._documents._colwriters["_stored"]._child._level = 0

    @property
    def name(self) -> str:
        """The segment's name, with which its files begin."""
        return str(self._segment.segment_id())

    def add(self, number: int, passage: Passage) -> None:
        """Store passage ``number`` (from 0, in order)."""
        values = dict(zip(_STORED, _values_of(passage), strict=True))
        values["role"] = str(values["role"])
        if passage.locator is not None:  # readable without our classes
            values["locator"] = (str(passage.locator.kind), *_ends_of(passage.locator))
        for name in _MAY_LACK:
            if values[name] is None:
                del values[name]
        if not passage.proposed_speakers:
            del values["proposed_speakers"]
        self._documents.start_doc(number)
        self._documents._storedfields = values  # as add_field does, for one after the other
        self._documents.finish_doc()

    def close(self) -> None:
        """Close what is open of a segment that is not finished."""
        if not self._documents.is_closed:
            self._documents.close()

    def finish(
        self, gathered: Gathered, tick: Callable[[], None]
    ) -> tuple[WhooshSegment, Ints, Ints]:
        """Write the words; return the segment, and each word's offset and length in its file.

        ``tick`` is called before each word; what it raises ends the writing.
        """
        self._write_lengths(gathered.lengths)
        self._documents.close()
        self._segment.set_doc_count(len(gathered.lengths))
        terms_file = self._segment.create_file(self._storage, W3Codec.TERMS_EXT)
        terms = OrderedHashWriter(terms_file)
        terms.extras["fieldmap"] = {WORDS: 0}
        posts = self._segment.create_file(self._storage, W3Codec.POSTS_EXT)
        try:
            offsets, sizes = _write_words(terms, posts, gathered, tick)
        except BaseException:
            terms_file.close()
            posts.close()
            raise
        terms.close()
        posts.close()
        return self._segment, offsets, sizes

    def _write_lengths(self, lengths: Ints) -> None:
        """Write how many words each passage has, as Whoosh rounds it."""
        documents = self._documents
        documents._fieldlengths[WORDS] = int(lengths.sum(dtype=np.int64))
        documents._create_column(_lenfield(WORDS), LENGTHS_COLUMN)
        column = documents._get_column(_lenfield(WORDS))
        for number, length in enumerate(map(length_to_byte, lengths.tolist())):
            column.add(number, length)


def _write_words(
    terms: OrderedHashWriter,
    posts: Any,  # noqa: ANN401  Whoosh is untyped
    gathered: Gathered,
    tick: Callable[[], None],
) -> tuple[Ints, Ints]:
    rounded = np.fromiter(map(length_to_byte, gathered.lengths.tolist()), dtype=np.uint8)
    sizes = np.zeros(len(gathered.forms), dtype=np.int64)
    field_number = pack_ushort(0)
    at = 0
    lists = posting_lists(gathered.postings, rounded)
    for word, (form, one) in enumerate(zip(gathered.forms, lists, strict=True)):
        tick()
        size = sizes[word] = len(one.content)
        posts.write(one.content)
        info = W3TermInfo._struct.pack(  # as its to_bytes does
            False, one.total, one.passages, one.shortest, one.longest, one.most, one.first, one.last
        )
        terms.add(field_number + form.encode(), info + pack_long(at) + pack_int(size))
        at += size
    return np.cumsum(sizes) - sizes, sizes


def write_toc(folder: Path, segments: list[WhooshSegment]) -> None:
    """Write the index's table of contents, which makes it an index that Whoosh opens."""
    index.TOC(schema(), segments, 1).write(FileStorage(str(folder)), INDEX_NAME)


def read_toc(folder: Path) -> dict[str, WhooshSegment]:
    """Return the segments of the trusted index in ``folder`` by name, as ``write_toc`` takes them.

    Raises:
        Exception: whatever Whoosh raises on a table of contents that is damaged.
    """
    toc = index.TOC.read(FileStorage(str(folder)), INDEX_NAME)
    return {str(segment.segment_id()): segment for segment in toc.segments}


def delete(segment: WhooshSegment, numbers: Iterable[int]) -> None:
    """Mark passages of a segment as deleted, for the next table of contents."""
    for number in numbers:
        segment.delete_document(number)


class StoredSegment:
    """One segment opened for reading; all its files are taken hold of at once."""

    def __init__(self, folder: Path, documents: WhooshReader, name: str) -> None:
        self.name = name
        self._documents = documents
        self._stored_fields = documents.stored_fields
        if documents.doc_count_all():
            self._stored_fields(0)  # Whoosh opens this file when first asked
        path = folder / f"{name}{W3Codec.POSTS_EXT}"
        with path.open("rb") as stream:
            self._posts: Any = b""
            if path.stat().st_size:
                self._posts = mmap.mmap(stream.fileno(), 0, access=mmap.ACCESS_READ)

    def passage(self, number: int) -> Passage:
        """Return passage ``number`` of this segment.

        Raises:
            IndexUnusableError: the file is damaged there.
        """
        try:
            values = self._stored_fields(number)
            values["role"] = Role(values["role"])
            for name in _MAY_LACK:
                values.setdefault(name, None)
            if (locator := values["locator"]) is not None:
                values["locator"] = Locator(LocatorKind(locator[0]), *locator[1:])
            return Passage(**values)
        except Exception as error:
            raise damaged() from error

    def postings(
        self, offset: int, size: int, low: int = 0, high: int | None = None
    ) -> tuple[Ints, Ints]:
        """Return the passage numbers and frequencies that lie at ``offset`` of the postings.

        With ``low`` and ``high`` those from the one to the other are all there, others may be not.

        Raises:
            IndexUnusableError: the file is damaged there.
        """
        try:
            blocks = list(self._blocks(offset, size, low, high))
        except Exception as error:
            raise damaged() from error
        if len(blocks) == 1:
            return blocks[0]
        if not blocks:
            return np.zeros(0, dtype=np.int64), np.zeros(0, dtype=np.float32)
        return np.concatenate([ids for ids, _ in blocks]), np.concatenate([f for _, f in blocks])

    def _blocks(
        self, offset: int, size: int, low: int, high: int | None
    ) -> Iterator[tuple[Ints, Ints]]:
        if self._posts[offset : offset + 4] != MAGIC:
            raise ValueError("no postings here")
        at, end = offset + 4, offset + size
        while at < end:
            length = abs(_INT.unpack_from(self._posts, at)[0])
            block = io.BytesIO(self._posts[at + 4 : at + 4 + length])
            count, last, _most, compression, _low, _high = pickle.load(block)  # noqa: S301  the user's own file
            at += 4 + length
            if last < low:
                continue
            body = block.read()
            if compression:
                body = zlib.decompress(body)
            deltas, weights, _values = pickle.loads(body)  # noqa: S301  the user's own file
            ids = np.cumsum(deltas, dtype=np.int64)
            if weights is None or isinstance(weights, float):
                frequencies = np.full(count, weights or 1.0, dtype=np.float32)
            else:
                frequencies = np.asarray(weights, dtype=np.float32)
            yield ids, frequencies
            if high is not None and last >= high:
                return

    def close(self) -> None:
        """Release the files."""
        if self._posts:
            self._posts.close()
        self._documents.close()


def open_segment(folder: Path, segment: WhooshSegment) -> StoredSegment:
    """Open one segment of the index in ``folder``.

    Raises:
        Exception: whatever Whoosh raises on an index that is damaged.
    """
    documents = W3Codec().per_document_reader(FileStorage(str(folder)), segment)
    return StoredSegment(folder, documents, str(segment.segment_id()))


def open_segments(
    folder: Path, known: Mapping[str, StoredSegment] | None = None
) -> list[StoredSegment]:
    """Open the index in ``folder``; return its segments in order, those ``known`` as they are.

    Raises:
        Exception: whatever Whoosh raises on an index that is damaged.
    """
    there = known or {}
    opened: list[StoredSegment] = []
    try:
        for name, segment in read_toc(folder).items():
            opened.append(there[name] if name in there else open_segment(folder, segment))
    except BaseException:
        for one in opened:
            if one.name not in there:
                one.close()
        raise
    return opened
