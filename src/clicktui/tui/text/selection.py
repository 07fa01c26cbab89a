"""How a selection grows, shrinks and is drawn: from one selection to the next.

All functions take the selection (None: there is none) and the sentence under the cursor, and
return the new selection. None means that nothing is selected any more. A selection never leaves
the run of paragraphs that it began in (see ``Reading.run_at``): then it comes back as it was.
"""

from clicktui.corpus.model import Paragraph, Span, Speech
from clicktui.corpus.reading import Reading


def by_sentence(reading: Reading, selection: Span | None, cursor: Span, step: int) -> Span | None:
    """Add the next sentence (``step`` 1) or give the last one up (-1).

    Without a selection, 1 selects the sentence under the cursor.
    """
    if step > 0:
        if selection is None:
            return cursor
        return _ended(reading, selection, reading.sentence_end_after(selection.end))
    if selection is None:
        return None
    return _shortened(selection, reading.sentence_end_before(selection.end))


def by_word(reading: Reading, selection: Span | None, cursor: Span, step: int) -> Span | None:
    """Add the next word (``step`` 1) or give the last one up (-1).

    Without a selection, 1 selects the first word of the sentence under the cursor, and -1 that
    sentence without its last word.
    """
    if step > 0:
        if selection is None:
            return _shortened(cursor, reading.word_end_after(cursor.start))
        return _ended(reading, selection, reading.word_end_after(selection.end))
    whole = selection or cursor
    return _shortened(whole, reading.word_end_before(whole.end))


def trimmed(reading: Reading, selection: Span | None, cursor: Span, step: int) -> Span:
    """Begin one word later (``step`` 1) or earlier (-1), never selecting nothing.

    Without a selection, it is the sentence under the cursor that is trimmed.
    """
    whole = selection or cursor
    if step > 0:
        start = reading.word_start_after(whole.start)
        return Span(start, whole.end) if whole.start < start < whole.end else whole
    start = reading.word_start_before(whole.start)
    run = reading.run_at(whole.start, Span(start, whole.end))
    return Span(start, whole.end) if start >= run.start else whole


def next_speech(paragraph: Paragraph, selection: Span | None, cursor: Span) -> Speech | None:
    """Return the words of somebody quoted in ``paragraph`` that touch the sentence ``cursor``.

    Where one of them is ``selection`` already, the one after it, round the end.
    """
    touched = [one for one in paragraph.quotations if one.span.overlaps(cursor)]
    spans = [one.span for one in touched]
    if not touched:
        return None
    return touched[(spans.index(selection) + 1) % len(touched) if selection in spans else 0]


def dragged(reading: Reading, anchor: Span, pointer: Span) -> Span | None:
    """Return the selection from the character ``anchor`` to the one at ``pointer``, both included.

    It is kept within the run of quotable paragraphs that the anchor stands in; None where the
    anchor stands in none, or nothing is left.
    """
    paragraph = reading.paragraph_at(anchor.start)
    if paragraph is None or not paragraph.span.overlaps(
        Span(anchor.start, max(anchor.end, anchor.start + 1))
    ):
        on_end = paragraph is not None and anchor.start == paragraph.span.end
        if not on_end:
            return None
    wished = Span(min(anchor.start, pointer.start), max(anchor.end, pointer.end))
    run = reading.run_at(anchor.start, wished)
    start, end = max(wished.start, run.start), min(wished.end, run.end)
    return Span(start, end) if reading.has_words(Span(start, end)) else None


def _ended(reading: Reading, selection: Span, end: int) -> Span:
    inside = end <= reading.run_at(selection.start, Span(selection.start, end)).end
    return Span(selection.start, end) if inside else selection


def _shortened(selection: Span, end: int) -> Span | None:
    return Span(selection.start, end) if selection.start < end <= selection.end else None
