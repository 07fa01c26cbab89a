"""Words that somebody typed again, found where they stand in a text.

Letters and figures have to be the same, case and accents too. White space, quotation marks,
apostrophes, hyphens and invisible characters may be of another kind, as people and keyboards
change them; and spaces beside a mark (« mot », mot ?) may be missing.
"""

import unicodedata
from collections.abc import Iterator

from clicktui.corpus.corpus import Corpus
from clicktui.corpus.folding import Folded, fold_text
from clicktui.corpus.model import Span

_COMPARED = 300
_LIKE = 55


def occurrences(text: str, words: str) -> Iterator[Span]:
    """Yield where exactly ``words`` stand in ``text``, cutting no word."""
    start = text.find(words) if words else -1
    while start >= 0:
        span = Span(start, start + len(words))
        if not _cuts_a_word(text, span):
            yield span
        start = text.find(words, start + 1)


def retyped_occurrences(text: str, words: str) -> Iterator[Span]:
    """Yield where words stand in ``text`` that are ``words`` but for signs, cutting no word."""
    wanted = _typed(words).text
    typed = _typed(text)
    at = typed.offsets
    start = typed.text.find(wanted) if wanted else -1
    while start >= 0:
        end = start + len(wanted)
        is_whole = at[end] > at[end - 1] and (start == 0 or at[start] > at[start - 1])
        span = Span(at[start], at[end - 1] + 1)
        if is_whole and not _cuts_a_word(text, span):
            yield span
        start = typed.text.find(wanted, start + 1)


def typed(text: str) -> str:
    """Return ``text`` with plain signs and spaces: the same for whoever types it again."""
    return _typed(text).text


def nearest_sentence(corpus: Corpus, work_id: str, words: str) -> str:
    """Return the sentence of the work that is most like ``words``, or "" where none is like it."""
    from rapidfuzz import fuzz, process

    text = corpus.text_of(work_id)
    sentences = [
        text[span.start : span.end]
        for paragraph in corpus.work(work_id).paragraphs
        for span in corpus.sentences(work_id, paragraph)
    ]
    wanted = fold_text(words[:_COMPARED])
    long_enough = [one for one in sentences if 2 * len(one) >= len(wanted)] or sentences
    best = process.extractOne(
        wanted,
        [fold_text(one) for one in long_enough],
        scorer=fuzz.partial_ratio,
        score_cutoff=_LIKE,
    )
    return long_enough[best[2]] if best else ""


def _typed(text: str) -> Folded:
    """Return ``text`` with plain signs, one space at most, and none beside a sign."""
    pieces: list[str] = []
    offsets: list[int] = []
    after_sign, space_at = True, -1
    for index, char in enumerate(text):
        if _is_letter(char):
            piece = char
            if space_at >= 0 and not after_sign:
                pieces.append(" ")
                offsets.append(space_at)
            after_sign, space_at = False, -1
        elif char.isspace():
            space_at = space_at if space_at >= 0 else index
            continue
        else:
            piece = fold_text(char)
            if not piece:
                continue
            after_sign, space_at = True, -1
        pieces.append(piece)
        offsets.extend([index] * len(piece))
    offsets.append(len(text))
    return Folded("".join(pieces), tuple(offsets))


def _is_letter(char: str) -> bool:
    return char.isalnum() or unicodedata.combining(char) != 0


def _cuts_a_word(text: str, span: Span) -> bool:
    before, after = text[span.start - 1 : span.start], text[span.end : span.end + 1]
    return (before.isalnum() and _is_letter(text[span.start])) or (
        after != "" and _is_letter(after) and text[span.end - 1].isalnum()
    )
