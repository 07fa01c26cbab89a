"""The Whoosh index: the one module that knows Whoosh.

Segments are written in bulk (postings sorted in arrays, one block of up to 16,384 at a time)
instead of posting by posting, in Whoosh's own format: stock Whoosh opens and queries them. Blocks
hold ``array`` values where Whoosh writes tuples; its reader takes either, and arrays become NumPy
arrays without a loop.
"""

import io
import mmap
import pickle
import struct
import zlib
from array import array
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

import numpy as np
from whoosh import fields, formats, index
from whoosh.analysis import IDAnalyzer
from whoosh.codec.whoosh3 import W3Codec, W3TermInfo
from whoosh.filedb.filestore import FileStorage
from whoosh.filedb.filetables import OrderedHashWriter
from whoosh.system import pack_ushort
from whoosh.util.numeric import length_to_byte

from clicktui.corpus.model import Locator, LocatorKind, Passage, Role
from clicktui.search.gathering import Gathered, Ints
from clicktui.search.indexfolder import damaged

INDEX_NAME = "MAIN"
WORDS = "words"
_STORED = (
    "id", "work", "file", "start", "end", "text", "role", "speakers", "quoted", "paragraph",
    "lang", "year", "title", "container", "speaker_inferred", "proposed_speakers", "locator",
)  # fmt: skip

WhooshSegment = Any  # Whoosh is untyped
WhooshReader = Any

_BLOCK = 16384
_SHORT = 32
_COMPRESS_FROM = 65536  # below, unpacking would cost more than reading
_MAGIC = b"W3Bl"
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
        self._field = self._schema[WORDS]
        self._stored_field = self._schema["id"]

    @property
    def name(self) -> str:
        """The segment's name, with which its files begin."""
        return str(self._segment.segment_id())

    def add(self, number: int, passage: Passage, length: int) -> None:
        """Store passage ``number`` (from 0, in order), which has ``length`` words."""
        documents = self._documents
        documents.start_doc(number)
        for name in _STORED:
            documents.add_field(name, self._stored_field, _stored(passage, name), 0)
        documents.add_field(WORDS, self._field, None, length)
        documents.finish_doc()

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


def _stored(passage: Passage, name: str) -> Any:  # noqa: ANN401  of any type that a field has
    """Return a field of ``passage`` as values of plain types; None, which takes no room, for none.

    What lies in an index has to be readable without our classes.
    """
    value = getattr(passage, name)
    if name == "role":
        return str(value)
    if name == "locator" and value is not None:
        return str(value.kind), value.first, value.last
    return None if value == () and name == "proposed_speakers" else value


def _write_words(
    terms: OrderedHashWriter,
    posts: Any,  # noqa: ANN401  Whoosh is untyped
    gathered: Gathered,
    tick: Callable[[], None],
) -> tuple[Ints, Ints]:
    offsets = np.zeros(len(gathered.forms), dtype=np.int64)
    sizes = np.zeros(len(gathered.forms), dtype=np.int64)
    field_number = pack_ushort(0)
    at = 0
    for word, form in enumerate(gathered.forms):
        tick()
        ids, frequencies = gathered.postings.of(word)
        content, info = _posting_list(ids, frequencies, gathered.lengths[ids])
        posts.write(content)
        info.set_extent(at, len(content))
        terms.add(field_number + form.encode(), info.to_bytes())
        offsets[word], sizes[word] = at, len(content)
        at += len(content)
    return offsets, sizes


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


def _posting_list(ids: Ints, frequencies: Ints, lengths: Ints) -> tuple[bytes, Any]:
    """Return a word's postings as Whoosh's codec writes them, and its term info."""
    if len(ids) <= _SHORT:
        return _short_posting_list(ids.tolist(), frequencies.tolist(), lengths.tolist())
    info = W3TermInfo()
    info._weight = float(frequencies.sum())
    info._df = len(ids)
    info._minlength, info._maxlength = int(lengths.min()), int(lengths.max())
    info._maxweight = float(frequencies.max())
    info._minid, info._maxid = int(ids[0]), int(ids[-1])
    content = [_MAGIC]
    for begin in range(0, len(ids), _BLOCK):
        end = begin + _BLOCK
        head, body = _block(ids[begin:end], frequencies[begin:end], lengths[begin:end])
        size = len(head) + len(body)
        content += [_INT.pack(-size if end >= len(ids) else size), head, body]
    return b"".join(content), info


def _short_posting_list(
    ids: list[int], frequencies: list[int], lengths: list[int]
) -> tuple[bytes, Any]:
    """Return the same for a word of few passages, as most are: there arrays would only delay."""
    most, low, high = max(frequencies), min(lengths), max(lengths)
    info = W3TermInfo()
    info._weight, info._maxweight = float(sum(frequencies)), float(most)
    info._df = len(ids)
    info._minlength, info._maxlength = low, high
    info._minid, info._maxid = ids[0], ids[-1]
    deltas = [ids[0], *map(int.__sub__, ids[1:], ids)]
    weights: array[int] | float | None
    if most == 1:
        weights = None
    elif most == min(frequencies):
        weights = float(most)
    else:
        weights = array(_code_for(most), frequencies)
    values = struct.pack(f">{len(ids)}I", *frequencies)
    body = pickle.dumps((array(_code_for(max(deltas)), deltas), weights, values), 4)
    head = pickle.dumps(
        (len(ids), ids[-1], float(most), 0, length_to_byte(low), length_to_byte(high)), 2
    )
    return b"".join((_MAGIC, _INT.pack(-len(head) - len(body)), head, body)), info


def _block(ids: Ints, frequencies: Ints, lengths: Ints) -> tuple[bytes, bytes]:
    deltas = np.diff(ids.astype(np.int64), prepend=0)
    most = int(frequencies.max())
    weights: array[int] | float | None
    if most == 1:
        weights = None
    elif most == int(frequencies.min()):
        weights = float(most)
    else:
        weights = _packed(frequencies)
    values = frequencies.astype(">u4").tobytes()
    body = pickle.dumps((_packed(deltas), weights, values), 4)
    compression = int(len(body) >= _COMPRESS_FROM)
    if compression:
        body = zlib.compress(body, compression)
    head = pickle.dumps((
        len(ids), int(ids[-1]), float(most), compression,
        length_to_byte(int(lengths.min())), length_to_byte(int(lengths.max())),
    ), 2)  # fmt: skip
    return head, body


def _packed(numbers: Ints) -> "array[int]":
    """Return ``numbers`` as an array of the smallest unsigned type that holds them."""
    code = _code_for(int(numbers.max()))
    return array(code, numbers.astype(f"u{array(code).itemsize}").tobytes())


def _code_for(highest: int) -> str:
    return "B" if highest < 1 << 8 else "H" if highest < 1 << 16 else "I"


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
            for name in ("paragraph", "year"):
                values.setdefault(name, None)
            if (locator := values.get("locator")) is not None:
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
        if self._posts[offset : offset + 4] != _MAGIC:
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
