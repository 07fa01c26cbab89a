"""What a user changed visibly in words that she quotes: a layer over them, never the words.

An elision stands as ``[…]`` for what it leaves out, an insertion as ``[word]``, ``[sic]`` after
what is odd and stands so in the source; emphasis is shown by whoever shows the words, and the
citation says that it was added (The Chicago Manual of Style, 13.50-13.62).
"""

import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

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
    SIC = "sic"
    EMPHASIS = "emphasis"


@dataclass(frozen=True, slots=True)
class Alteration:
    """One alteration of quoted words.

    ``span`` counts code points of the quoted words (not of the file), end exclusive: what is left
    out or emphasised; for an insertion or a ``[sic]`` it is empty and says where these stand.
    ``text`` is what is inserted, "" for the other kinds.
    """

    kind: AlterationKind
    span: Span
    text: str = ""


@dataclass(frozen=True, slots=True)
class Run:
    """A run of what is shown: quoted words (``kind`` is None), or what stands in brackets.

    The brackets come with the space that they need beside them, so that the runs without a kind
    are the quoted words themselves, in order, without those left out. Only they are emphasised.
    """

    text: str
    kind: AlterationKind | None = None
    is_emphasised: bool = False


def checked(words: str, alterations: Iterable[Alteration]) -> tuple[Alteration, ...]:
    """Return ``alterations`` of ``words`` in the order in which they stand, as ``runs`` wants them.

    An elision and an emphasis begin and end without white space, ``[sic]`` follows a word, and no
    accent is parted from its letter. Elisions with nothing but spaces between them become one, and
    emphases that touch as well. Doing it twice changes nothing more.

    Raises:
        QuoteError: one stands outside the words, is empty, is none that can be shown (brackets or
            lines in an insertion), stands in an elision or overlaps another; or nothing is left.
    """
    fitted = sorted((_fitted(words, one) for one in alterations), key=_order)
    elisions = _joined_elisions(words, fitted)
    for one in fitted:
        if one.kind is not AlterationKind.ELISION:
            _refuse_in_elision(words, one, elisions)
    left = _without(words, elisions)
    if elisions and not any(map(str.isalnum, left)):
        raise QuoteError(_("An elision has to leave some of the words"))
    emphases = _joined(one for one in fitted if one.kind is AlterationKind.EMPHASIS)
    inserted = [one for one in fitted if one.kind is AlterationKind.INSERTION]
    sics = list(dict.fromkeys(one for one in fitted if one.kind is AlterationKind.SIC))
    return tuple(sorted([*elisions, *inserted, *sics, *emphases], key=_order))


def runs(words: str, alterations: Sequence[Alteration]) -> tuple[Run, ...]:
    """Return what is shown of ``words`` with ``alterations`` that were ``checked``, in order."""
    shown: list[Run] = []
    at = 0
    for one in alterations:
        if one.kind is AlterationKind.EMPHASIS:
            continue
        shown += _kept(words, Span(at, one.span.start), alterations)
        at = max(at, one.span.end)
        before, after = _spaces(words, one, shown)
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
    kinds = (AlterationKind.SIC, AlterationKind.INSERTION, AlterationKind.ELISION)
    rank = kinds.index(one.kind) if one.kind in kinds else len(kinds)
    return one.span.start, one.span.end, rank


def _fitted(words: str, one: Alteration) -> Alteration:
    """Return ``one`` with its span on whole characters and without white space at its ends."""
    if not 0 <= one.span.start <= one.span.end <= len(words):
        raise QuoteError(_("An alteration stands outside the quoted words"))
    span = Span(_whole(words, one.span.start), _whole(words, one.span.end))
    match one.kind:
        case AlterationKind.ELISION | AlterationKind.EMPHASIS:
            span = trimmed(words, span)
            if not len(span):
                raise QuoteError(_("An elision or an emphasis has to cover some of the words"))
            return Alteration(one.kind, span)
        case AlterationKind.SIC:
            return Alteration(one.kind, _after_a_word(words, one.span, span))
        case AlterationKind.INSERTION:
            _refuse_wide(one.span)
            return Alteration(one.kind, span, _insertable(one.text))


def _refuse_wide(span: Span) -> None:
    if len(span):
        raise QuoteError(_("An insertion or a [sic] stands between words and covers none"))


def _after_a_word(words: str, given: Span, span: Span) -> Span:
    _refuse_wide(given)
    end = len(words[: span.end].rstrip())
    if end == 0 or _is_inside_a_word(words, end):
        raise QuoteError(_("[sic] has to follow a word"))
    return Span(end, end)


def _insertable(text: str) -> str:
    clean = clean_text(text).strip()
    if "\n" in clean or "[" in clean or "]" in clean:
        raise QuoteError(_("What is inserted stands on one line and has no brackets of its own"))
    if not clean.strip(".… ") or not any(char.isprintable() for char in clean):
        raise QuoteError(_("What is inserted has to be a word, or a sign like “?”"))
    return clean


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


def _refuse_in_elision(words: str, one: Alteration, elisions: Iterable[Alteration]) -> None:
    for elision in elisions:
        out = elision.span
        inside = out.start < one.span.start < out.end
        if one.kind is AlterationKind.SIC and (inside or one.span.end == out.end):
            raise QuoteError(_("[sic] stands after words that an elision leaves out"))
        if one.kind is AlterationKind.INSERTION and inside:
            raise QuoteError(_("Nothing can be inserted into words that an elision leaves out"))
    if one.kind is AlterationKind.EMPHASIS:
        inside_it = [elision for elision in elisions if elision.span.overlaps(one.span)]
        if not any(piece.text.strip() for piece in _pieces(words, one.span, inside_it)):
            raise QuoteError(_("Words that an elision leaves out cannot be emphasised"))


def _joined(emphases: Iterable[Alteration]) -> list[Alteration]:
    joined: list[Alteration] = []
    for one in emphases:
        if joined and one.span.start <= joined[-1].span.end:
            end = max(joined[-1].span.end, one.span.end)
            joined[-1] = replace(one, span=Span(joined[-1].span.start, end))
        else:
            joined.append(one)
    return joined


def _pieces(words: str, span: Span, elisions: Iterable[Alteration]) -> Iterator[Run]:
    """Yield the words of ``span`` outside ``elisions``, which are in order."""
    at = span.start
    for elision in elisions:
        yield Run(words[at : max(at, min(elision.span.start, span.end))])
        at = max(at, elision.span.end)
    yield Run(words[at : max(at, span.end)])


def _without(words: str, elisions: Iterable[Alteration]) -> str:
    return "".join(piece.text for piece in _pieces(words, Span(0, len(words)), elisions))


# what is shown


def _kept(words: str, span: Span, alterations: Iterable[Alteration]) -> Iterator[Run]:
    """Yield the words of ``span``, parted where an emphasis begins or ends."""
    at = span.start
    for one in alterations:
        if one.kind is AlterationKind.EMPHASIS and one.span.overlaps(span):
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


_OPENING = frozenset("([{«‹„‘¿¡/")
_EITHER = frozenset("“\"'’-\u2010\u2011–—")
"""Marks that belong to what follows them, where anything follows without a space."""
_CLOSING = frozenset(",.;:!?…)]}»›”’%'-\u2010\u2011/")
_MARKS_OF_EITHER_SIDE = frozenset('"“')


def _spaces(words: str, one: Alteration, shown: Sequence[Run]) -> tuple[str, str]:
    """Return the space before and after the brackets of ``one``: "" where there is one, or none.

    None is put inside a word, after what opens (also an apostrophe: ``l’[…]``) or before what
    closes. A space that the source has before what closes (``mot »``) stands after them too.
    """
    start, end = one.span.start, one.span.end
    before, first = words[max(start - 1, 0) : start], words[start : start + 1]
    last, after = words[max(end - 1, 0) : end], words[end : end + 1]
    if shown and shown[-1].kind is not None:
        left = "" if shown[-1].text[-1:].isspace() else " "
    else:
        left = "" if _joins(words, start, before, first) else " "
    if not after or after.isspace() or _is_inside_a_word(words, end):
        return left, ""
    is_straight = after in _MARKS_OF_EITHER_SIDE and not last.isspace()
    if after in _CLOSING or is_straight:
        return left, last if last.isspace() and last != "\n" else ""
    return left, "" if _is_hyphen(last) else " "


def _joins(words: str, at: int, before: str, first: str) -> bool:
    """Say whether what begins at ``at`` stands without a space after ``before``."""
    if not before or before.isspace() or before in _OPENING or _is_inside_a_word(words, at):
        return True
    return before in _EITHER and (first.isalnum() or first in _OPENING)


def _is_hyphen(char: str) -> bool:
    return char in ("-", "\u2010", "\u2011")


def _is_of_a_word(char: str) -> bool:
    return char.isalnum() or unicodedata.category(char).startswith("M")


def _is_inside_a_word(words: str, at: int) -> bool:
    return 0 < at < len(words) and _is_of_a_word(words[at - 1]) and _is_of_a_word(words[at])


def _whole(words: str, at: int) -> int:
    """Return ``at``, or where the accents that belong to the letter before it end."""
    if at == 0 or words[at - 1].isspace():
        return at
    while at < len(words) and unicodedata.category(words[at]).startswith("M"):
        at += 1
    return at
