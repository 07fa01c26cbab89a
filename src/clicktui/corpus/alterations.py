"""What a user changed visibly in words that she quotes: a layer over them, never the words.

An elision stands as ``[…]`` for what it leaves out, an insertion as ``[word]`` between words, a
replacement as ``[word]`` in the place of words (``[les plateformes] cachent`` for ``elles
cachent``, ``[Les]`` for ``les``), ``[sic]`` after what is odd and stands so in the source; emphasis
is shown by whoever shows the words, and the citation says that it was added (The Chicago Manual of
Style, 13.50-13.62).
"""

import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import pairwise

from clicktui.corpus.bracketing import is_inside_a_word, spaces_between, spaces_instead
from clicktui.corpus.cleaning import clean_text
from clicktui.corpus.model import Span
from clicktui.corpus.spans import trimmed
from clicktui.errors import QuoteError
from clicktui.i18n import translate as _

ELIDED = "[…]"
"""What stands for words left out."""


class AlterationKind(StrEnum):
    """What was altered."""

    ELISION = "elision"
    INSERTION = "insertion"
    REPLACEMENT = "replacement"
    SIC = "sic"
    EMPHASIS = "emphasis"


HIDING = frozenset({AlterationKind.ELISION, AlterationKind.REPLACEMENT})
"""The kinds that stand in brackets in the place of words, which then do not show."""


@dataclass(frozen=True, slots=True)
class Alteration:
    """One alteration of quoted words.

    ``span`` counts code points of the quoted words (not of the file), end exclusive: what is left
    out, replaced or emphasised; for an insertion or a ``[sic]`` it is empty and says where these
    stand. ``text`` is what is inserted, or stands instead of words, "" for the other kinds.
    """

    kind: AlterationKind
    span: Span
    text: str = ""


@dataclass(frozen=True, slots=True)
class Run:
    """A run of what is shown: quoted words (``kind`` is None), or what stands in brackets.

    The brackets come with the space that they need beside them, so that the runs without a kind
    are the quoted words themselves, in order, without those left out or replaced. Only they are
    emphasised.
    """

    text: str
    kind: AlterationKind | None = None
    is_emphasised: bool = False


def checked(words: str, alterations: Iterable[Alteration]) -> tuple[Alteration, ...]:
    """Return ``alterations`` of ``words`` in the order in which they stand, as ``runs`` wants them.

    An elision, a replacement and an emphasis begin and end without white space, ``[sic]`` follows
    a word, and no accent is parted from its letter. Elisions with nothing but spaces between them
    become one, and emphases that touch as well. What is inserted and what replaces words stands on
    one line, without brackets of its own, and is not merely dots; what replaces words differs from
    them in more than its kinds of spaces. Doing it twice changes nothing more.

    Raises:
        QuoteError: one stands outside the words, is empty, is none that can be shown, or stands in
            words that another hides; or nothing is left of the words.
    """
    fitted = sorted((_fitted(words, one) for one in alterations), key=_order)
    elisions = _joined_elisions(words, fitted)
    replacements = [one for one in fitted if one.kind is AlterationKind.REPLACEMENT]
    hiding = sorted([*elisions, *replacements], key=_order)
    _refuse_overlaps(hiding)
    for one in fitted:
        if one.kind not in HIDING:
            _refuse_in_hidden(words, one, hiding)
    if hiding and not any(map(str.isalnum, _without(words, hiding))):
        raise QuoteError(_("Some of the words have to stay as they are"))
    emphases = _joined(one for one in fitted if one.kind is AlterationKind.EMPHASIS)
    inserted = [one for one in fitted if one.kind is AlterationKind.INSERTION]
    sics = list(dict.fromkeys(one for one in fitted if one.kind is AlterationKind.SIC))
    return tuple(sorted([*hiding, *inserted, *sics, *emphases], key=_order))


def runs(words: str, alterations: Sequence[Alteration]) -> tuple[Run, ...]:
    """Return what is shown of ``words`` with ``alterations`` that were ``checked``, in order."""
    shown: list[Run] = []
    at = 0
    for one in alterations:
        if one.kind is AlterationKind.EMPHASIS:
            continue
        shown += _kept(words, Span(at, one.span.start), alterations)
        at = max(at, one.span.end)
        is_after_brackets = bool(shown) and shown[-1].kind is not None
        before, after = _spaces(words, one, shown[-1].text if is_after_brackets else "")
        shown.append(Run(f"{before}{_bracketed(one)}{after}", one.kind))
    shown += _kept(words, Span(at, len(words)), alterations)
    return tuple(shown)


def altered(words: str, alterations: Sequence[Alteration]) -> str:
    """Return ``words`` with ``alterations`` that were ``checked``; emphasis does not show."""
    return "".join(run.text for run in runs(words, alterations))


def emphasised(words: str, alterations: Sequence[Alteration]) -> tuple[Span, ...]:
    """Return what is emphasised in ``altered(words, alterations)``, as offsets into that."""
    at, spans = 0, []
    for run in runs(words, alterations):
        if run.is_emphasised:
            spans.append(Span(at, at + len(run.text)))
        at += len(run.text)
    return tuple(spans)


# what is checked


def _order(one: Alteration) -> tuple[int, int, int]:
    kinds = (
        AlterationKind.SIC,
        AlterationKind.INSERTION,
        AlterationKind.REPLACEMENT,
        AlterationKind.ELISION,
        AlterationKind.EMPHASIS,
    )
    return one.span.start, one.span.end, kinds.index(one.kind)


def _fitted(words: str, one: Alteration) -> Alteration:
    """Return ``one`` with its span on whole characters and without white space at its ends."""
    if not 0 <= one.span.start <= one.span.end <= len(words):
        raise QuoteError(_("An alteration stands outside the quoted words"))
    span = Span(_whole(words, one.span.start), _whole(words, one.span.end))
    match one.kind:
        case AlterationKind.ELISION | AlterationKind.EMPHASIS:
            return Alteration(one.kind, _covering(words, span))
        case AlterationKind.REPLACEMENT:
            span = _covering(words, span)
            return Alteration(one.kind, span, _other_than(words[span.start : span.end], one.text))
        case AlterationKind.SIC:
            return Alteration(one.kind, _after_a_word(words, one.span, span))
        case AlterationKind.INSERTION:
            _refuse_wide(one.span)
            return Alteration(one.kind, span, _insertable(one.text))


def _covering(words: str, span: Span) -> Span:
    covering = trimmed(words, span)
    if not len(covering):
        raise QuoteError(_("This alteration has to cover some of the words"))
    return covering


def _refuse_wide(span: Span) -> None:
    if len(span):
        raise QuoteError(_("An insertion or a [sic] stands between words and covers none"))


def _after_a_word(words: str, given: Span, span: Span) -> Span:
    _refuse_wide(given)
    end = len(words[: span.end].rstrip())
    if end == 0 or is_inside_a_word(words, end):
        raise QuoteError(_("[sic] has to follow a word"))
    return Span(end, end)


def _insertable(text: str) -> str:
    clean = clean_text(text).strip()
    if "\n" in clean or "[" in clean or "]" in clean:
        raise QuoteError(_("What stands in brackets is on one line and has no brackets of its own"))
    if not clean.strip(".… ") or not any(char.isprintable() for char in clean):
        raise QuoteError(_("What stands in brackets has to be a word, or a sign like “?”"))
    return clean


def _other_than(words: str, text: str) -> str:
    replacing = _insertable(text)
    if _seen(replacing) == _seen(words):
        raise QuoteError(_("What replaces words has to differ from them"))
    return replacing


def _seen(text: str) -> str:
    """Return ``text`` without what the eye cannot tell: kinds of spaces, composition of letters."""
    visible = "".join(char for char in text if unicodedata.category(char) != "Cf")
    return unicodedata.normalize("NFC", " ".join(visible.split()))


def _joined_elisions(words: str, fitted: Sequence[Alteration]) -> list[Alteration]:
    """Return the elisions, those with nothing but spaces between them as one."""
    between = [one.span.start for one in fitted if one.kind is AlterationKind.INSERTION]
    joined: list[Alteration] = []
    for one in fitted:
        if one.kind is not AlterationKind.ELISION:
            continue
        if joined and one.span.start < joined[-1].span.end:
            raise QuoteError(_("Two elisions overlap: make one of them"))
        gap = Span(joined[-1].span.end, one.span.start) if joined else None
        if (
            gap is not None
            and not words[gap.start : gap.end].strip()
            and "\n" not in words[gap.start : gap.end]
            and not any(gap.start <= place <= gap.end for place in between)
        ):
            joined[-1] = replace(one, span=Span(joined[-1].span.start, one.span.end))
        else:
            joined.append(one)
    return joined


def _refuse_overlaps(hiding: Sequence[Alteration]) -> None:
    if any(other.span.start < one.span.end for one, other in pairwise(hiding)):
        raise QuoteError(_("Words cannot be replaced twice, or replaced and left out"))


def _refuse_in_hidden(words: str, one: Alteration, hiding: Iterable[Alteration]) -> None:
    for out in (hidden.span for hidden in hiding):
        inside = out.start < one.span.start < out.end
        if one.kind is AlterationKind.SIC and (inside or one.span.end == out.end):
            raise QuoteError(_("[sic] stands after words that are left out or replaced"))
        if one.kind is AlterationKind.INSERTION and inside:
            raise QuoteError(_("Nothing can be inserted into words that are left out or replaced"))
    if one.kind is AlterationKind.EMPHASIS:
        inside_it = [hidden for hidden in hiding if hidden.span.overlaps(one.span)]
        if not any(piece.strip() for piece in _pieces(words, one.span, inside_it)):
            raise QuoteError(_("Words that are left out or replaced cannot be emphasised"))


def _joined(emphases: Iterable[Alteration]) -> list[Alteration]:
    joined: list[Alteration] = []
    for one in emphases:
        if joined and one.span.start <= joined[-1].span.end:
            end = max(joined[-1].span.end, one.span.end)
            joined[-1] = replace(one, span=Span(joined[-1].span.start, end))
        else:
            joined.append(one)
    return joined


def _pieces(words: str, span: Span, hiding: Iterable[Alteration]) -> Iterator[str]:
    """Yield the words of ``span`` outside of what is ``HIDING``, which is in order."""
    at = span.start
    for hidden in hiding:
        yield words[at : max(at, min(hidden.span.start, span.end))]
        at = max(at, hidden.span.end)
    yield words[at : max(at, span.end)]


def _without(words: str, hiding: Iterable[Alteration]) -> str:
    return "".join(_pieces(words, Span(0, len(words)), hiding))


# what is shown


def _kept(words: str, span: Span, alterations: Iterable[Alteration]) -> Iterator[Run]:
    """Yield the words of ``span``, parted where an emphasis begins or ends."""
    at = span.start
    for one in alterations:
        if len(span) and one.kind is AlterationKind.EMPHASIS and one.span.overlaps(span):
            start, end = max(one.span.start, span.start), min(one.span.end, span.end)
            if at < start:
                yield Run(words[at:start])
            yield Run(words[start:end], is_emphasised=True)
            at = end
    if at < span.end:
        yield Run(words[at : span.end])


def _bracketed(one: Alteration) -> str:
    if one.kind is AlterationKind.ELISION:
        return ELIDED
    return "[sic]" if one.kind is AlterationKind.SIC else f"[{one.text}]"


def _spaces(words: str, one: Alteration, previous: str) -> tuple[str, str]:
    """Return the space before and after the brackets of ``one``, which follow ``previous`` ones."""
    if one.kind is AlterationKind.REPLACEMENT:
        return spaces_instead(words, one.span, one.text, previous)
    return spaces_between(words, one.span, previous)


def _whole(words: str, at: int) -> int:
    """Return ``at``, or where the accents that belong to the letter before it end."""
    if at == 0 or words[at - 1].isspace():
        return at
    while at < len(words) and unicodedata.category(words[at]).startswith("M"):
        at += 1
    return at
