"""A work as a column of blocks: what is written, in which form, before it is cut into rows."""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

from clicktui.corpus.model import Paragraph, Role, Work
from clicktui.corpus.paragraphs import count_prose, starts_of
from clicktui.i18n import translate as _
from clicktui.tui.drawing.layout import printable, width_of
from clicktui.tui.text.metadata import metadata, short_metadata
from clicktui.tui.text.voice import voice_line

_PIECE_PARAGRAPHS = 32
_PIECE_CHARACTERS = 4_000


class BlockForm(StrEnum):
    """How a block looks."""

    TITLE = "title"
    FACT = "fact"
    BLANK = "blank"
    VOICE = "voice"  # who speaks, and what the paragraph is
    HEADING = "heading"
    LEAD = "lead"
    QUESTION = "question"
    ANSWER = "answer"
    BODY = "body"
    PULL_QUOTE = "pull-quote"
    QUIET = "quiet"  # captions, comments, notices
    CHROME = "chrome"


@dataclass(frozen=True, slots=True)
class Block:
    """A run of rows of one form.

    ``text`` is what is cut into rows: a paragraph's own characters (``start`` is then the offset
    of the first in the cleaned text), or words of the interface (``start`` is None).
    ``first`` and ``rest`` stand before the first row and the others, equally wide.
    ``paragraph`` is the index in ``work.paragraphs`` of the paragraph that the block shows or
    announces, None for the metadata. ``number`` is shown in the margin.
    """

    form: BlockForm
    text: str
    start: int | None = None
    first: str = ""
    rest: str = ""
    paragraph: int | None = None
    number: int | None = None

    @property
    def end(self) -> int | None:
        """The offset after the block's last character, None for words of the interface."""
        return None if self.start is None else self.start + len(self.text)


_FORMS = {
    Role.HEADING: BlockForm.HEADING,
    Role.LEAD: BlockForm.LEAD,
    Role.QUESTION: BlockForm.QUESTION,
    Role.ANSWER: BlockForm.ANSWER,
    Role.BODY: BlockForm.BODY,
    Role.PULL_QUOTE: BlockForm.PULL_QUOTE,
    Role.CAPTION: BlockForm.QUIET,
    Role.COMMENT: BlockForm.QUIET,
    Role.NOTICE: BlockForm.QUIET,
    Role.CHROME: BlockForm.CHROME,
}


class WorkBlocks:
    """The blocks of ``work`` from top to bottom, those of a paragraph made when it is looked at.

    ``head`` is the metadata. ``compact`` gives two lines of it, and blank rows only where speaker
    or role change.
    """

    def __init__(self, work: Work, text: str, *, compact: bool = False, instead: str = "") -> None:
        """Make the blocks of ``work``; ``text`` is the cleaned text of its source file.

        Where there are words to be shown ``instead`` of the text, its paragraphs are not looked at.
        """
        self.compact = compact
        self.head = _short_head(work) if compact else _head(work)
        self.paragraphs: Sequence[Paragraph] = () if instead else work.paragraphs
        self._text = text
        if instead:
            self.head += [Block(BlockForm.BLANK, ""), Block(BlockForm.VOICE, printable(instead))]

    def __iter__(self) -> Iterator[Block]:
        """Yield all blocks."""
        yield from self.head
        for index in range(len(self.paragraphs)):
            yield from self.of(index)

    def of(self, index: int) -> list[Block]:
        """Return the blocks that paragraph ``index`` has, its own words last."""
        paragraph = self.paragraphs[index]
        before = self.paragraphs[index - 1] if index else None
        changed = before is None or _voice(before) != _voice(paragraph)
        voice = printable(voice_line(paragraph)) if changed else ""
        close = before is not None and before.role is paragraph.role is Role.CHROME
        blocks = []
        if changed or not (self.compact or close):
            blocks.append(Block(BlockForm.BLANK, "", paragraph=index))
        if voice:
            blocks.append(Block(BlockForm.VOICE, voice, paragraph=index))
        blocks.append(_paragraph_block(self._text, index, paragraph))
        return blocks

    @cached_property
    def largest_number(self) -> int:
        """The largest number that stands in the margin, 1 where there is none."""
        return max(count_prose(self.paragraphs), 1)

    @cached_property
    def _starts(self) -> Sequence[int]:
        return starts_of(self.paragraphs)

    @cached_property
    def pieces(self) -> tuple[range, ...]:
        """The paragraphs in short runs, by index: what is laid out at once.

        A run has at most 32 of them, and ends with the one that makes it 4,000 characters long.
        """
        starts, pieces, first = self._starts, [], 0
        while first < len(starts):
            far, most = starts[first] + _PIECE_CHARACTERS, first + _PIECE_PARAGRAPHS
            stop = bisect_left(starts, far, first + 1, min(most, len(starts)))
            pieces.append(range(first, stop))
            first = stop
        return tuple(pieces)

    @cached_property
    def piece_starts(self) -> tuple[int, ...]:
        """The offset of the first character of each of the ``pieces``."""
        return tuple(self._starts[piece[0]] for piece in self.pieces)

    def characters_in(self, piece: range) -> int:
        """Return about how many characters the paragraphs of ``piece`` have."""
        if piece[-1] + 1 < len(self._starts):
            return self._starts[piece[-1] + 1] - self._starts[piece[0]]
        return self.paragraphs[piece[-1]].span.end - self._starts[piece[0]]


def _voice(paragraph: Paragraph) -> tuple[object, ...]:
    return (
        paragraph.role, paragraph.speakers, paragraph.speaker_inferred, paragraph.is_altered,
        paragraph.proposed_role, paragraph.proposed_speakers,
    )  # fmt: skip


def _paragraph_block(text: str, index: int, paragraph: Paragraph) -> Block:
    start = paragraph.label.start if paragraph.label else paragraph.span.start
    form = _FORMS[paragraph.role]
    first, rest = _marks(form)
    return Block(
        form,
        printable(text[start : paragraph.span.end]),
        start=start,
        first=first,
        rest=rest,
        paragraph=index,
        number=paragraph.number,
    )


def _marks(form: BlockForm) -> tuple[str, str]:
    """Return what stands before the first row and the others, so that no colour is needed."""
    match form:
        case BlockForm.QUESTION:
            mark = _("Q.") + " "
        case BlockForm.ANSWER:
            mark = _("A.") + " "
        case BlockForm.HEADING:
            mark = "■ "
        case BlockForm.PULL_QUOTE:
            return "│ ", "│ "
        case BlockForm.QUIET | BlockForm.CHROME:
            mark = "  "
        case _:
            mark = ""
    return mark, " " * width_of(mark)


def _head(work: Work) -> list[Block]:
    facts = metadata(work)
    wide = max(width_of(fact.field) for fact in facts) + 2
    return [
        Block(
            BlockForm.TITLE if place == 0 else BlockForm.FACT,
            printable(fact.value),
            first=fact.field + " " * (wide - width_of(fact.field)),
            rest=" " * wide,
        )
        for place, fact in enumerate(facts)
    ]


def _short_head(work: Work) -> list[Block]:
    return [
        Block(BlockForm.TITLE, printable(work.title)),
        Block(BlockForm.FACT, printable(short_metadata(work))),
    ]
