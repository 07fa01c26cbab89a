"""What a pull quote repeats, and whether it altered it."""

from clicktui.corpus.model import Repetition, Span, Speech
from clicktui.corpus.sentences import sentences_within

_MARKS = "«»“”„\"‘’'‹›"
_SPACES = " \u00a0\u202f"

_ENOUGH = 0.6
"""The part of a pull quote that has to stand in its source as one run, capitals apart."""


def find_repetition(
    text: str, pull_quote: Span, source: Span, speeches: tuple[Speech, ...], lang: str
) -> Repetition | None:
    """Return the whole sentences of ``source`` that ``pull_quote`` repeats, or None.

    Args:
        text: the cleaned text of the file; both spans are offsets into it.
        pull_quote: the repeating paragraph; quotation marks around it do not count.
        source: the paragraph that is repeated.
        speeches: the speeches inside ``source``: where the words are somebody's speech, only the
            sentences inside that speech are returned.
        lang: language of both.
    """
    repeated = text[pull_quote.start : pull_quote.end].strip(_MARKS + _SPACES)
    original = text[source.start : source.end]
    start, size = _common_run(_lowered(repeated), _lowered(original))
    if not size or size < _ENOUGH * len(repeated):
        return None
    run = Span(source.start + start, source.start + start + size)
    frame = next((speech.span for speech in speeches if speech.span.overlaps(run)), source)
    touched = [one for one in sentences_within(text, frame, lang) if one.overlaps(run)]
    return Repetition(Span(touched[0].start, touched[-1].end), altered=repeated not in original)


def _common_run(repeated: str, original: str) -> tuple[int, int]:
    """Return the start in ``original`` and the length of the longest run that both hold."""
    ending = repeated.rstrip(_MARKS + _SPACES + ".!?…,;:")
    start = original.find(ending)
    if start >= 0:
        return start, len(ending)
    from difflib import SequenceMatcher  # slow to import and to run, and seldom needed

    found = SequenceMatcher(None, repeated, original, autojunk=False).find_longest_match()
    return found.b, found.size


def _lowered(text: str) -> str:
    """Lower-case ``text`` keeping its length, so that offsets stay true."""
    return "".join(low if len(low := char.lower()) == 1 else char for char in text)
