"""Where sentences begin and end in French, Italian and English prose.

Own rules, because the best kept library (sentencex 1.0.32) cuts "M. Dupont" in French and keeps
a whole quoted paragraph together. A sentence ends at ``. ? ! …`` and the closing marks behind it,
when white space follows and what comes next can begin a sentence. Abbreviations follow the
Lexique des règles typographiques en usage à l'Imprimerie nationale, the Chicago Manual of Style
(10.4-10.5) and the Crusca's list for Italian, as far as they meet interviews and articles.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator

from clicktui.corpus.model import Span
from clicktui.corpus.spans import trimmed

_END = re.compile(r"(?<![.?!…])[.?!…]+(?:\s*»|[”“’\"')\]])*(?=\s)")
_LINE = re.compile(r"[^\n]+")
_ASIDE = re.compile(r"\([^()\n]{0,300}\)")
_LEADING = re.compile(r"[\s«“”‘’\"'(\[—–\-¿¡*_]*")
_TOKEN_REACH = 32
_TOKEN = re.compile(r"[^\s«“‘\"'’(\[—–]*$")
_WORD_BEFORE = re.compile(r"([^\W\d_][\w’'.-]*)\s+$")
_WORD = re.compile(r"[^\W\d_]+")
_DOTTED = re.compile(r"(?=[^.]*\.)(?:[^\W\d_]{1,2}[.-]{1,2})+[^\W\d_]{1,2}")
_ENUMERATOR = re.compile(r"\d{1,3}|[a-zA-Z]|[ivxIVX]{1,5}")


def _words(spaced: str) -> frozenset[str]:
    return frozenset(spaced.split())


_ALWAYS_OPEN = {
    "": _words(
        "cf vs dr mr prof st e.g i.e viz p.ex par.ex éd ed eds éds dir trad coll approx ca op"
    ),
    "fr": _words("m mm mme mmes mlle mlles mgr me pr ste sts env tél av apr ann"),
    "it": _words(
        "dott dott.ssa sig sig.ra sig.na sigg avv ing on arch geom rag cav mons proff prof.ssa "
        "es s ss"
    ),
    "en": _words("mrs ms messrs sr gen col lt sgt rev hon pres sen rep gov mt ft"),
}
"""Abbreviations that are always followed by what they belong to."""

_OPEN_BEFORE_NUMBER = _words(
    "art p pp n no nos nr num vol t tom fig chap cap sec sez par al l ll tab § pag pagg "
    "janv févr fév mars avr juil juill sept oct nov déc "
    "genn gen feb febbr mar apr magg mag giu lug ago set sett ott dic "
    "jan jun jul aug sep dec c ca circa"
)
"""Abbreviations that go on when a figure follows: pages, articles, months."""

_SURE_OPENERS = _words(
    "il elle ils elles on nous vous je tu ce cela ça c mais or donc puis ainsi cette ces "
    "he she it they we you but however this these those there then "
    "lui lei essi noi voi io ma però quindi questo questa questi queste così"
)
"""Words that begin a sentence and never continue a name ("J. Smith", "U.S. Steel")."""


def sentence_spans(text: str, lang: str) -> list[Span]:
    """Return the sentences of ``text`` in order, as offsets into it.

    Spans carry no white space (no-break spaces included) at their ends, and only white space lies
    between them. A newline always ends a sentence. ``lang`` is ``"fr"``, ``"it"``, ``"en"`` or
    another code, for which only the abbreviations common to all are known.
    """
    spans: list[Span] = []
    for line in _LINE.finditer(text):
        asides = [match.span() for match in _ASIDE.finditer(text, *line.span())]
        start = line.start()
        for end in _ends(text, line.start(), line.end(), lang, asides):
            spans.append(trimmed(text, Span(start, end)))
            start = end
        spans.append(trimmed(text, Span(start, line.end())))
    return [span for span in spans if len(span)]


def sentences_within(text: str, span: Span, lang: str) -> list[Span]:
    """Return the sentences of the words of ``span``, as ``sentence_spans``; offsets of ``text``."""
    return [
        Span(span.start + sentence.start, span.start + sentence.end)
        for sentence in sentence_spans(text[span.start : span.end], lang)
    ]


_LONG = 20_000
_SURE_END = re.compile(r"(?<![^\s])[^\W\d_]{7,}[.?!](?=\s+[^\W\d_]{2})")
_ASIDE_REACH = 310


def stretches(text: str, span: Span, longest: int = _LONG) -> list[Span]:
    """Cut what is longer than ``longest`` code points at ends of sentences that are sure.

    These are the same whatever stands before, so the sentences of the stretches are those of the
    whole; and each is found without the others. Where no end is sure a stretch goes on.
    """
    found, start = [], span.start
    while span.end - start > longest:
        end = _sure_end(text, start + longest // 2, span.end)
        if end is None:
            break
        found.append(Span(start, end))
        start = end
    return [*found, Span(start, span.end)]


def _sure_end(text: str, start: int, stop: int) -> int | None:
    """Return the end of a sentence after ``start``: after a long word, far from any aside."""
    for match in _SURE_END.finditer(text, start, stop):
        end = match.end()
        around = text[max(end - _ASIDE_REACH, 0) : end + _ASIDE_REACH]
        opener = text[end : min(end + _TOKEN_REACH, stop)].lstrip()[:1]
        if opener and _can_begin(opener, 0) and "(" not in around and ")" not in around:
            return end
    return None


def _ends(
    text: str, start: int, stop: int, lang: str, asides: list[tuple[int, int]]
) -> Iterator[int]:
    sentence_start = start
    for match in _END.finditer(text, start, stop):
        aside = _aside_holding(asides, match.start())
        if aside and (match.end() < aside[1] or not _only_space(text, sentence_start, aside[0])):
            continue
        leading = _LEADING.match(text, match.end(), stop)
        next_at = leading.end() if leading else match.end()
        if next_at >= stop or not _can_begin(text, next_at):
            continue
        marks = match.group()
        is_single_stop = marks[0] == "." and marks[1:2] not in set(".…?!")
        if is_single_stop and _is_abbreviation(text, sentence_start, match.start(), next_at, lang):
            continue
        if marks[0] in ".…" and text[max(match.start() - 1, 0)] in "[(":
            continue  # an omission: […]
        yield match.end()
        sentence_start = match.end()


def _aside_holding(asides: list[tuple[int, int]], offset: int) -> tuple[int, int] | None:
    nearest = bisect_right(asides, (offset, 0)) - 1
    return asides[nearest] if nearest >= 0 and offset < asides[nearest][1] else None


def _can_begin(text: str, offset: int) -> bool:
    char = text[offset]
    return (char.isalnum() and not char.islower()) or char in "…@#$€£"


def _is_abbreviation(text: str, sentence_start: int, stop: int, next_at: int, lang: str) -> bool:
    """Say whether the full stop at ``stop`` belongs to an abbreviation that goes on."""
    found = _TOKEN.search(text, max(sentence_start, stop - _TOKEN_REACH), stop)
    token = found.group() if found else ""
    lowered = token.lower()
    before = text[max(sentence_start, stop - len(token) - _TOKEN_REACH) : stop - len(token)]
    if not before.strip() and _ENUMERATOR.fullmatch(token):
        return True
    if lowered in _ALWAYS_OPEN[""] or lowered in _ALWAYS_OPEN.get(lang, frozenset()):
        return True
    if text[next_at].isdigit():
        return lowered in _OPEN_BEFORE_NUMBER
    if lowered == "ex" and re.search(r"\b(?:p\.|par)\s*$", before):
        return True
    next_word = _WORD.match(text, next_at)
    begins_surely = next_word is not None and next_word.group().lower() in _SURE_OPENERS
    if len(token) == 1 and token.isupper():
        return not begins_surely and _names_someone(before)
    if _DOTTED.fullmatch(token):
        return not begins_surely
    return False


def _names_someone(before: str) -> bool:
    """Say whether an initial after ``before`` is part of a name rather than "plan B"."""
    word = _WORD_BEFORE.search(before)
    if word is None:
        return True
    return word.group(1)[0].isupper() or word.group(1).lower() in {
        *("de", "du", "par", "avec", "et", "à", "chez", "selon", "di", "da", "e", "con", "secondo"),
        *("by", "of", "and", "with", "to", "from"),
    }


def _only_space(text: str, start: int, end: int) -> bool:
    return all(text[offset].isspace() for offset in range(start, end))
