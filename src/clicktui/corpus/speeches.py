"""How a run of words stands to what others than the speaker say in it."""

from collections.abc import Sequence

from clicktui.corpus.model import Paragraph, Span, Speech

_AROUND = frozenset("«»“”„\"‘’'‹›()[].,;:!?…–—-")
_MARKS = frozenset('«»“”„"‘‹›')
_OPENING, _OPENING_CLOSE_BY = frozenset("«‹"), frozenset('“„‘"')
_CLOSING, _CLOSING_CLOSE_BY = frozenset("»›”"), frozenset('“"')
_STOPS = frozenset(".,;:!?…")


def speeches_holding(text: str, paragraphs: Sequence[Paragraph], span: Span) -> tuple[Speech, ...]:
    """Return the speeches in which the words of ``span`` lie, one for each who says them.

    They are the same words, said by several together. Punctuation around the words of ``span``
    does not count.
    """
    if len(paragraphs) != 1 or not paragraphs[0].speeches:
        return ()
    held = tuple(speech for speech in paragraphs[0].speeches if speech.span.contains(span))
    if held:
        return held
    words = _without_punctuation_around(text, span)
    if not len(words):
        return ()
    return tuple(speech for speech in paragraphs[0].speeches if speech.span.contains(words))


def without_lone_marks(text: str, span: Span, speech: Span) -> Span:
    """Return ``span`` clipped to ``speech``, which holds its words, if a lone mark stands outside.

    A quotation mark outside the speech is lone when its partner is not in ``span``. With the
    whole pair, or without any mark, ``span`` comes back as it is.
    """
    before = sum(char in _MARKS for char in text[span.start : max(span.start, speech.start)])
    after = sum(char in _MARKS for char in text[min(span.end, speech.end) : span.end])
    if (before, after) in ((0, 0), (1, 1)):
        return span
    return Span(max(span.start, speech.start), min(span.end, speech.end))


def cut_at_the_ends(text: str, paragraphs: Sequence[Paragraph], span: Span) -> tuple[Speech, ...]:
    """Return the speeches that ``span`` holds in part, or without one of their quotation marks.

    Args:
        text: the cleaned text.
        paragraphs: those that ``span`` touches, in order.
        span: words that do not lie in one speech as a whole.
    """
    return tuple(
        speech
        for paragraph in dict.fromkeys((paragraphs[0], paragraphs[-1]))
        for speech in paragraph.speeches
        if _shares_words(text, speech.span, span)
        and not span.contains(_with_marks(text, paragraph.span, speech.span))
    )


def _shares_words(text: str, one: Span, other: Span) -> bool:
    shared = text[max(one.start, other.start) : min(one.end, other.end)]
    return one.overlaps(other) and any(char.isalnum() for char in shared)


def _without_punctuation_around(text: str, span: Span) -> Span:
    start, end = span.start, span.end
    while start < end and (text[start] in _AROUND or text[start].isspace()):
        start += 1
    while start < end and (text[end - 1] in _AROUND or text[end - 1].isspace()):
        end -= 1
    return Span(start, end)


def _with_marks(text: str, frame: Span, speech: Span) -> Span:
    """Return ``speech`` with the quotation marks that stand around it in the paragraph ``frame``.

    Seeds close with “ what they opened with it; such a mark, and a straight one, belongs to the
    words that it touches.
    """
    before = speech.start
    while before > frame.start and text[before - 1].isspace():
        before -= 1
    after = speech.end
    while after < frame.end and (text[after].isspace() or text[after] in _STOPS):
        after += 1
    start, end = speech.start, speech.end
    if before > frame.start:
        touches = before == speech.start
        mark = text[before - 1]
        if mark in _OPENING or (touches and mark in _OPENING_CLOSE_BY):
            start = before - 1
    if after < frame.end:
        touches = not text[after - 1].isspace()
        if text[after] in _CLOSING or (touches and text[after] in _CLOSING_CLOSE_BY):
            end = after + 1
    return Span(start, end)
