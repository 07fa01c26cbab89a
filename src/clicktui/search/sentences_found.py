"""Which sentences of a hit are the ones that were looked for."""

from clicktui.corpus.corpus import Corpus
from clicktui.corpus.model import Span
from clicktui.search.model import Hit, Match


def sentences_found(corpus: Corpus, hit: Hit) -> Span:
    """Return the fewest sentences in a row that hold every query word the passage answers.

    Among equally few, those with the most words matched as typed, then the first. A common word
    that also stands elsewhere in the passage so does not stretch what is shown and copied. A hit
    without highlights (filters only) is its whole passage.

    Raises:
        NotFoundError: the hit's work is not in ``corpus``.
    """
    passage = hit.passage
    whole = Span(passage.start, passage.end)
    if not hit.highlights:
        return whole
    paragraph = corpus.paragraph_at(passage.work, passage.start)
    sentences = [one for one in corpus.sentences(passage.work, paragraph) if whole.overlaps(one)]
    found = [[h for h in hit.highlights if h.span.overlaps(one)] for one in sentences]
    wanted = {highlight.word for highlight in hit.highlights}
    best: tuple[int, int, int] | None = None
    for first in range(len(sentences)):
        held: set[int] = set()
        exact = 0
        for last in range(first, len(sentences)):
            held |= {highlight.word for highlight in found[last]}
            exact += sum(highlight.match is Match.EXACT for highlight in found[last])
            if held == wanted:
                candidate = (last - first, -exact, first)
                best = min(best, candidate) if best else candidate
                break
    if best is None:
        return whole
    length, _exact, first = best
    return Span(sentences[first].start, sentences[first + length].end)
