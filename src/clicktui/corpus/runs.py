"""Which paragraphs of a work can be quoted together."""

from collections.abc import Sequence
from itertools import pairwise

from clicktui.corpus.model import Paragraph


def belong_together(text: str, one: Paragraph, other: Paragraph) -> bool:
    """Say whether a quote may run from ``one`` into ``other``, the paragraph of its work after it.

    Prose goes with prose; headings, pull quotes, captions, comments, notices and page furniture
    only with their like, said by the same. No words that belong to neither may stand between.

    Args:
        text: the cleaned text of the work's file.
        one: a paragraph of the work.
        other: the next paragraph of the same work.
    """
    begin = other.label.start if other.label else other.span.start
    if text[one.span.end : begin].strip():
        return False
    if one.is_prose or other.is_prose:
        return one.is_prose and other.is_prose
    return one.role is other.role and one.speakers == other.speakers


def are_one_run(text: str, paragraphs: Sequence[Paragraph]) -> bool:
    """Say whether ``paragraphs``, which follow each other in their work, can be quoted together."""
    return all(belong_together(text, one, other) for one, other in pairwise(paragraphs))
