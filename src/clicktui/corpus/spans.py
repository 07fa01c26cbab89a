"""Spans and the text that they stand in."""

from clicktui.corpus.model import Span


def trimmed(text: str, span: Span) -> Span:
    """Return ``span``, clipped to ``text``, without the white space at its ends.

    Where nothing else is in it, the span that comes back is empty.
    """
    start, end = max(span.start, 0), min(span.end, len(text))
    while start < end and text[start].isspace():
        start += 1
    while start < end and text[end - 1].isspace():
        end -= 1
    return Span(start, max(start, end))
