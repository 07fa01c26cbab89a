"""A work as a column of blocks: what is written, in which form, before it is cut into rows."""

from dataclasses import dataclass
from enum import StrEnum

from clicktui.corpus.model import Paragraph, Role, Work
from clicktui.i18n import translate as _
from clicktui.tui.drawing.layout import printable, width_of
from clicktui.tui.text.metadata import metadata, short_metadata
from clicktui.tui.text.voice import voice_line


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


def work_blocks(work: Work, text: str, *, compact: bool = False) -> list[Block]:
    """Return the blocks of ``work`` from top to bottom.

    Args:
        work: the work to show.
        text: the cleaned text of its source file.
        compact: two lines of metadata, and blank rows only where speaker or role change.
    """
    shown = printable(text)
    blocks = _short_head(work) if compact else _head(work)
    before: Paragraph | None = None
    for index, paragraph in enumerate(work.paragraphs):
        changed = before is None or _voice(before) != _voice(paragraph)
        voice = printable(voice_line(paragraph)) if changed else ""
        close = before is not None and before.role is paragraph.role is Role.CHROME
        if changed or not (compact or close):
            blocks.append(Block(BlockForm.BLANK, "", paragraph=index))
        if voice:
            blocks.append(Block(BlockForm.VOICE, voice, paragraph=index))
        blocks.append(_paragraph_block(shown, index, paragraph))
        before = paragraph
    return blocks


def _voice(paragraph: Paragraph) -> tuple[object, ...]:
    return (
        paragraph.role, paragraph.speakers, paragraph.speaker_inferred, paragraph.is_altered,
        paragraph.proposed_role, paragraph.proposed_speakers,
    )  # fmt: skip


def _paragraph_block(shown: str, index: int, paragraph: Paragraph) -> Block:
    start = paragraph.label.start if paragraph.label else paragraph.span.start
    form = _FORMS[paragraph.role]
    first, rest = _marks(form)
    return Block(
        form,
        shown[start : paragraph.span.end],
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
