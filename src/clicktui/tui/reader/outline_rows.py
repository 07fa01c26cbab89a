"""The rows of the outline, however many works there are: which stands where, and what it says."""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate

from clicktui.corpus.model import Paragraph, SourceFile, Span, Work
from clicktui.corpus.paragraphs import headings_of
from clicktui.corpus.stored import StoredParagraphs
from clicktui.errors import SourceTextError


@dataclass(frozen=True, slots=True)
class Entry:
    """What a row shows: a file, a work of it, or a heading of that (``span``)."""

    file: str
    work: str | None = None
    span: Span | None = None


@dataclass(frozen=True, slots=True)
class OutlineRow:
    """A row: ``guides`` stand before ``words``. ``is_open`` says that what belongs to it is shown.

    It is None where nothing belongs to it, or nobody knows.
    """

    entry: Entry
    guides: str
    words: str
    is_open: bool | None


@dataclass(frozen=True, slots=True)
class _Heading:
    span: Span
    words: str


class OutlineRows:
    """Files with their works, and the headings of the works that were opened.

    A row is made when it is drawn. Texts are looked at only by ``unfold``.
    """

    def __init__(self, files: Sequence[SourceFile] = ()) -> None:
        self.files = tuple(files)
        self._folded: set[int] = set()
        self._headings: dict[str, tuple[_Heading, ...]] = {}
        self._closed: set[str] = set()
        self._file_of = {
            work.id: at for at, file in enumerate(self.files) for work in reversed(file.works)
        }
        self._count()

    def _count(self) -> None:
        heights = [1 + len(file.works) for file in self.files]
        for work_id in self._headings:
            heights[self._file_of[work_id]] += len(self._shown(work_id))
        for at in self._folded:
            heights[at] = 1
        self._firsts = list(accumulate(heights, initial=0))

    def _shown(self, work_id: str) -> tuple[_Heading, ...]:
        return () if work_id in self._closed else self._headings.get(work_id, ())

    def __len__(self) -> int:
        return self._firsts[-1]

    def followed_by(self, files: Sequence[SourceFile]) -> "OutlineRows":
        """Return the rows of ``files`` that are folded as these are where they are the same."""
        rows = OutlineRows(files)
        folded = {self.files[at].name for at in self._folded}
        rows._folded = {at for at, file in enumerate(rows.files) if file.name in folded}
        for work_id, headings in self._headings.items():
            now = rows._paragraphs(work_id)
            if now is not None and now == self._paragraphs(work_id):
                rows._headings[work_id] = headings
        rows._closed = self._closed & rows._headings.keys()
        rows._count()
        return rows

    def _find(self, work_id: str) -> tuple[int, int] | None:
        """Return in which file a work is, and its place there."""
        at = self._file_of.get(work_id)
        return None if at is None else (at, self._nth(at, work_id))

    def _paragraphs(self, work_id: str) -> Sequence[Paragraph] | None:
        found = self._find(work_id)
        return None if found is None else self.files[found[0]].works[found[1]].paragraphs

    def unfold(self, work_id: str) -> None:
        """Show the headings of a work, as far as its text is at hand."""
        found = self._find(work_id)
        if found is None:
            return
        at, nth = found
        self._folded.discard(at)
        self._closed.discard(work_id)
        if work_id not in self._headings:
            headings = _headings(self.files[at], self.files[at].works[nth])
            if headings is not None:
                self._headings[work_id] = headings
        self._count()

    def toggle(self, entry: Entry) -> None:
        """Fold or unfold a file, or a work whose headings are known."""
        if entry.work is None:
            at = next(at for at, file in enumerate(self.files) if file.name == entry.file)
            self._folded ^= {at}
        elif entry.work in self._headings:
            self._closed ^= {entry.work}
        self._count()

    def row(self, y: int) -> OutlineRow:
        """Return row ``y``, counted from 0.

        Raises:
            IndexError: there is no such row.
        """
        if not 0 <= y < len(self):
            raise IndexError(y)
        at = bisect_right(self._firsts, y) - 1
        file, inside = self.files[at], y - self._firsts[at]
        if inside == 0:
            return OutlineRow(Entry(file.name), "", file.name, at not in self._folded)
        inside -= 1
        shown = 0
        for nth, headings in self._opened_in(at):
            begin = nth + shown
            if inside <= begin:
                break
            if inside <= begin + len(headings):
                return self._heading_row(file, nth, headings, inside - begin - 1)
            shown += len(headings)
        return self._work_row(file, inside - shown)

    def _opened_in(self, at: int) -> list[tuple[int, tuple[_Heading, ...]]]:
        """Return which works of a file show headings, in order."""
        found = []
        for work_id in self._headings:
            headings = self._shown(work_id)
            if headings and self._file_of[work_id] == at:
                found.append((self._nth(at, work_id), headings))
        return sorted(found)

    def _nth(self, at: int, work_id: str) -> int:
        return next(nth for nth, work in enumerate(self.files[at].works) if work.id == work_id)

    def _work_row(self, file: SourceFile, nth: int) -> OutlineRow:
        work = file.works[nth]
        guides = "└ " if nth == len(file.works) - 1 else "├ "
        is_open = work.id not in self._closed if self._headings.get(work.id) else None
        return OutlineRow(Entry(file.name, work.id), guides, work.title, is_open)

    def _heading_row(
        self, file: SourceFile, nth: int, headings: tuple[_Heading, ...], place: int
    ) -> OutlineRow:
        guides = "  " if nth == len(file.works) - 1 else "│ "
        guides += "└ " if place == len(headings) - 1 else "├ "
        one = headings[place]
        return OutlineRow(Entry(file.name, file.works[nth].id, one.span), guides, one.words, None)

    def place_of(self, entry: Entry) -> int | None:
        """Return the row of ``entry``, or of what it belongs to where that is folded."""
        at = self._file_of.get(entry.work) if entry.work else None
        if at is None:
            names = (at for at, file in enumerate(self.files) if file.name == entry.file)
            at = next(names, None)
            return None if at is None else self._firsts[at]
        if at in self._folded or entry.work is None:
            return self._firsts[at]
        nth = self._nth(at, entry.work)
        above = sum(len(headings) for place, headings in self._opened_in(at) if place < nth)
        spans = [heading.span for heading in self._shown(entry.work)]
        inside = spans.index(entry.span) + 1 if entry.span in spans else 0
        return self._firsts[at] + 1 + nth + above + inside


def _headings(file: SourceFile, work: Work) -> tuple[_Heading, ...] | None:
    """Return the headings of ``work``, without the one that prints its title; None: not at hand."""
    if file.takes_long:
        return None
    try:
        paragraphs, text = work.paragraphs, file.text
        if isinstance(paragraphs, StoredParagraphs):
            paragraphs = paragraphs.read()
    except SourceTextError:
        return None
    title = " ".join(work.title.split())
    found = (
        _Heading(one.span, text[one.span.start : one.span.end]) for one in headings_of(paragraphs)
    )
    return tuple(one for one in found if title not in " ".join(one.words.split()))
