"""Exact words with where they stand and who says them."""

from bisect import bisect_right
from collections.abc import Iterable, Sequence

from clicktui.corpus.corpus import Corpus
from clicktui.corpus.model import Paragraph, Quote, Repetition, Role, Span, Speech
from clicktui.errors import NotFoundError
from clicktui.i18n import translate as _

CONTEXT = 32
"""Code points kept before and after a quote (W3C Web Annotation, TextQuoteSelector)."""

_AROUND_SPEECH = frozenset("«»“”„\"‘’'‹›()[].,;:!?…–—-")


def quote(corpus: Corpus, work_id: str, span: Span) -> Quote:
    """Return the words of ``span`` (offsets in the text of the work's file) as a quote.

    White space at the ends and a printed speaker label before the words are left out; nothing else
    changes. Words that lie wholly in somebody's
    speech, or in that with its quotation marks, are hers; else they are said by the speakers of
    the paragraphs that they touch, in order, or by nobody known when one of these is unknown.

    Raises:
        NotFoundError: no such work, none of its words in ``span``, or words of another work too.
    """
    work = corpus.work(work_id)
    text = corpus.text_of(work_id)
    span = trimmed(text, span)
    touched = corpus.paragraphs_touching(work_id, span)
    if touched:
        span = _without_label(touched[0], span)
    if not len(span) or not touched:
        raise NotFoundError(_("{work} has no words there").format(work=work_id))
    _refuse_foreign_words(text, touched, span, work_id)
    telling = [part for part in touched if part.role is not Role.CHROME] or list(touched)
    numbers = [part.number for part in touched if part.number is not None]
    said = speeches_holding(text, touched, span)
    return Quote(
        work=work.id,
        file=work.file,
        start=span.start,
        end=span.end,
        words=text[span.start : span.end],
        prefix=text[max(span.start - CONTEXT, 0) : span.start],
        suffix=text[span.end : span.end + CONTEXT],
        role=next((part.role for part in telling if part.is_prose), telling[0].role),
        paragraphs=(numbers[0], numbers[-1]) if numbers else None,
        speakers=tuple(speech.speaker for speech in said) or _speakers(telling),
        speaker_inferred=not said and any(part.speaker_inferred for part in telling),
        quoted_in_work=bool(said),
        repeats=_repeats(text, telling, span),
        lang=work.lang,
    )


def trimmed(text: str, span: Span) -> Span:
    """Return ``span``, clipped to ``text``, without the white space at its ends."""
    start, end = max(span.start, 0), min(span.end, len(text))
    while start < end and text[start].isspace():
        start += 1
    while start < end and text[end - 1].isspace():
        end -= 1
    return Span(start, max(start, end))


def speeches_holding(text: str, paragraphs: Sequence[Paragraph], span: Span) -> tuple[Speech, ...]:
    """Return the speeches in which the words of ``span`` lie, one for each who says them.

    Punctuation around the words does not count.
    """
    if len(paragraphs) != 1 or not paragraphs[0].speeches:
        return ()
    held = tuple(speech for speech in paragraphs[0].speeches if speech.span.contains(span))
    if held:
        return held
    start, end = span.start, span.end
    while start < end and (text[start] in _AROUND_SPEECH or text[start].isspace()):
        start += 1
    while start < end and (text[end - 1] in _AROUND_SPEECH or text[end - 1].isspace()):
        end -= 1
    words = Span(start, end)
    if not len(words):
        return ()
    return tuple(speech for speech in paragraphs[0].speeches if speech.span.contains(words))


def sentence_at(corpus: Corpus, work_id: str, offset: int) -> Span:
    """Return the sentence that holds ``offset``; between two sentences, the one before.

    Raises:
        NotFoundError: no such work.
    """
    paragraph = corpus.paragraph_at(work_id, offset)
    sentences = corpus.sentences(work_id, paragraph)
    before = bisect_right(sentences, offset, key=lambda sentence: sentence.start)
    return sentences[max(before - 1, 0)]


def sentences_covering(corpus: Corpus, work_id: str, spans: Iterable[Span]) -> Span:
    """Return the run of whole sentences from the first to the last of ``spans``.

    It stays inside the paragraph of the first span.

    Raises:
        NotFoundError: no such work, or no span.
    """
    ordered = sorted(spans)
    if not ordered:
        raise NotFoundError(_("nothing to quote there"))
    paragraph = corpus.paragraph_at(work_id, ordered[0].start)
    sentences = corpus.sentences(work_id, paragraph)
    first, last = ordered[0].start, max(span.end for span in ordered)
    touched = [part for part in sentences if part.end > first and part.start < last]
    if not touched:
        return sentence_at(corpus, work_id, first)
    return Span(touched[0].start, touched[-1].end)


def own_sentence(corpus: Corpus, repeating: Quote) -> Quote | None:
    """Return the speaker's own sentences that a pull quote repeats; None for any other quote.

    Raises:
        NotFoundError: the quote's work is not in this corpus.
    """
    if repeating.repeats is None:
        return None
    return quote(corpus, repeating.work, repeating.repeats.sentence)


def _without_label(paragraph: Paragraph, span: Span) -> Span:
    """Return ``span`` from the paragraph's own words on; empty when it holds only the label."""
    label = paragraph.label
    if label is None or span.start >= label.end:
        return span
    return Span(label.end, max(label.end, span.end))


def _refuse_foreign_words(
    text: str, paragraphs: Sequence[Paragraph], span: Span, work_id: str
) -> None:
    """Refuse a span with words between, before or after these paragraphs of the work."""
    covered = span.start
    for part in paragraphs:
        start = part.label.start if part.label else part.span.start
        if text[covered : max(covered, start)].strip():
            break
        covered = part.span.end
    else:
        if span.end <= covered:
            return
    raise NotFoundError(_("not all of these words are of {work}").format(work=work_id))


def _speakers(paragraphs: Sequence[Paragraph]) -> tuple[str, ...]:
    if not all(part.speakers for part in paragraphs):
        return ()
    return tuple(dict.fromkeys(name for part in paragraphs for name in part.speakers))


def _repeats(text: str, paragraphs: Sequence[Paragraph], span: Span) -> Repetition | None:
    """Return what the words repeat; a part of an altered pull quote can itself be unaltered."""
    found: list[Repetition] = []
    for part in paragraphs:
        if part.repeats is None:
            continue
        quoted = text[max(span.start, part.span.start) : min(span.end, part.span.end)]
        source = part.repeats.sentence
        altered = part.repeats.altered and quoted.strip() not in text[source.start : source.end]
        found.append(Repetition(source, altered))
    if len(paragraphs) == 1:
        return found[0] if found else None
    return next((repetition for repetition in found if repetition.altered), None)
