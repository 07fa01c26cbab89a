"""Exact words with where they stand and who says them."""

from collections.abc import Iterable, Sequence

from clicktui.corpus.corpus import Corpus
from clicktui.corpus.locators import locator_of
from clicktui.corpus.model import Paragraph, Quote, Repetition, Role, Span, Speech
from clicktui.corpus.runs import are_one_run
from clicktui.corpus.spans import trimmed
from clicktui.corpus.speeches import cut_at_the_ends, speeches_holding, without_lone_marks
from clicktui.errors import NotFoundError, QuoteError
from clicktui.i18n import translate as _

CONTEXT = 32
"""Code points kept before and after a quote (W3C Web Annotation, TextQuoteSelector)."""


def quote(corpus: Corpus, work_id: str, span: Span) -> Quote:
    """Return the words of ``span`` (offsets in the text of the work's file) as a quote.

    White space and printed speaker labels at the ends are left out. Words that lie wholly in
    somebody's speech, or in that with its quotation marks, are hers, and a quotation mark without
    its partner at their end is left out. Other words are said by the speakers of the paragraphs
    that they touch, in order, or by nobody known when one of these is unknown.

    Raises:
        NotFoundError: no such work, none of its words in ``span``, or words of another work too.
        QuoteError: paragraphs that do not belong together (see ``runs``).
    """
    work = corpus.work(work_id)
    text = corpus.text_of(work_id)
    span = trimmed(text, span)
    touched, span = _without_labels(text, corpus.paragraphs_touching(work_id, span), span)
    if not len(span) or not touched:
        raise NotFoundError(_("{work} has no words there").format(work=work_id))
    _refuse_foreign_words(text, touched, span, work_id)
    if not are_one_run(text, touched):
        message = _(
            "{work}: a heading, caption, comment or the like stands among these words: "
            "quote what stands before and after it apart"
        )
        raise QuoteError(message.format(work=work_id))
    said = speeches_holding(text, touched, span)
    if said:
        span = without_lone_marks(text, span, said[0].span)
    cut = () if said else cut_at_the_ends(text, touched, span)
    speakers = _names(said) or _speakers(touched, cut)
    return Quote(
        work=work.id,
        file=work.file,
        start=span.start,
        end=span.end,
        words=text[span.start : span.end],
        prefix=text[max(span.start - CONTEXT, 0) : span.start],
        suffix=text[span.end : span.end + CONTEXT],
        role=touched[0].role if len({part.role for part in touched}) == 1 else Role.BODY,
        paragraphs=_first_and_last(touched),
        speakers=speakers,
        speaker_inferred=not said and any(part.speaker_inferred for part in touched),
        quoted_in_work=any(not speech.inserted for speech in said),
        repeats=_repeats(corpus, work_id, touched, span),
        lang=_language(touched, work.lang),
        partly_quoted=_partly_quoted(cut, speakers),
        locator=locator_of(touched),
    )


def own_sentence(corpus: Corpus, repeating: Quote) -> Quote | None:
    """Return the speaker's own sentences that a pull quote repeats; None for any other quote.

    Raises:
        NotFoundError: the quote's work is not in this corpus.
    """
    if repeating.repeats is None:
        return None
    return quote(corpus, repeating.work, repeating.repeats.sentence)


def _without_labels(
    text: str, touched: tuple[Paragraph, ...], span: Span
) -> tuple[tuple[Paragraph, ...], Span]:
    """Return paragraphs and ``span`` from the first to the last of the paragraphs' own words.

    A paragraph of which the span touches only the label is left out.
    """
    if touched and span.end <= touched[-1].span.start:
        touched = touched[:-1]
        end = touched[-1].span.end if touched else span.start
        span = trimmed(text, Span(span.start, end))
    if touched and touched[0].label is not None:
        start = max(span.start, touched[0].label.end)
        span = Span(start, max(start, span.end))
    return touched, span


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


def _speakers(paragraphs: Sequence[Paragraph], cut: Sequence[Speech]) -> tuple[str, ...]:
    """Return who says ``paragraphs``, and who inserted words that do not show it any more."""
    if not all(part.speakers for part in paragraphs):
        return ()
    names = [name for part in paragraphs for name in part.speakers]
    return tuple(dict.fromkeys([*names, *_names(s for s in cut if s.inserted)]))


def _partly_quoted(cut: Sequence[Speech], speakers: Sequence[str]) -> tuple[str, ...]:
    names = _names(speech for speech in cut if not speech.inserted)
    return tuple(name for name in dict.fromkeys(names) if name not in speakers)


def _names(speeches: Iterable[Speech]) -> tuple[str, ...]:
    return tuple(speech.speaker for speech in speeches)


def _language(paragraphs: Sequence[Paragraph], of_work: str) -> str:
    """Return the language of the paragraphs; the work's where they have several."""
    langs = {part.lang or of_work for part in paragraphs}
    return langs.pop() if len(langs) == 1 else of_work


def _first_and_last(paragraphs: Iterable[Paragraph]) -> tuple[int, int] | None:
    numbers = [part.number for part in paragraphs if part.number is not None]
    return (numbers[0], numbers[-1]) if numbers else None


def _repeats(
    corpus: Corpus, work_id: str, paragraphs: Sequence[Paragraph], span: Span
) -> Repetition | None:
    """Return what the words repeat; a part of an altered pull quote can itself be unaltered."""
    text = corpus.text_of(work_id)
    found: list[Repetition] = []
    for part in paragraphs:
        if part.repeats is None:
            continue
        quoted = text[max(span.start, part.span.start) : min(span.end, part.span.end)]
        source = part.repeats.sentence
        altered = part.repeats.altered and quoted.strip() not in text[source.start : source.end]
        numbers = _first_and_last(corpus.paragraphs_touching(work_id, source))
        found.append(Repetition(source, altered, numbers))
    if len(paragraphs) == 1:
        return found[0] if found else None
    return next((repetition for repetition in found if repetition.altered), None)
