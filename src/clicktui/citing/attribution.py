"""Whose words a quote holds: what a citation says before the reference of the work.

Nothing is said where the work's authors say the words themselves. Everything else is named for
what it is: another speaker, a person whom the work quotes, a text around the work's own, or words
whose author nobody knows. Words are never given to the work's author because no one else is known.
"""

import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from clicktui.citing.wording import WORDINGS, Wording
from clicktui.corpus.model import Quote, Role, Span, Work

_AROUND_THE_TEXT = frozenset(
    {Role.HEADING, Role.LEAD, Role.CAPTION, Role.PULL_QUOTE, Role.CHROME, Role.NOTICE}
)
_NAMED_WITH_LABEL = frozenset({Role.HEADING, Role.LEAD, Role.CAPTION})


@dataclass(frozen=True, slots=True)
class Attribution:
    """What is cited, where in it, and what is said first.

    ``before`` ends without space and is "" when there is nothing to say; ``begins_with_name``
    says that it begins with somebody's name, whose capitals are her own. ``item`` is CSL-JSON.
    """

    before: str
    begins_with_name: bool
    item: Mapping[str, Any]
    paragraphs: tuple[int, int] | None


def attribute(quote: Quote, work: Work, page: Mapping[str, Any] | None, lang: str) -> Attribution:
    """Return how ``quote`` of ``work`` is cited in ``lang``; ``page`` reprints the work, if any."""
    wording = WORDINGS[lang]
    if quote.role is Role.NOTICE:
        return _of_notice(quote, work, page, wording)
    before = _before(quote, work, wording)
    named = bool(quote.speakers) and before.startswith(quote.speakers[0])
    return Attribution(before, named, work.csl, _paragraphs(quote, work))


def authors_of(item: Mapping[str, Any]) -> tuple[str, ...]:
    """Return the full names of the authors of a CSL-JSON item, as they are printed."""
    return tuple(_full_name(name) for name in item.get("author") or ())


def folded(name: str) -> str:
    """Return ``name`` without what does not tell two names apart: accents, case, spaces, marks."""
    decomposed = unicodedata.normalize("NFKD", name.casefold().replace("’", "'"))
    kept = (letter for letter in decomposed if not unicodedata.combining(letter))
    return " ".join("".join(kept).split())


def _before(quote: Quote, work: Work, wording: Wording) -> str:
    speakers = quote.speakers
    label = wording.roles.get(quote.role, "")
    if quote.repeats is not None and quote.repeats.altered:
        return f"{label}, {wording.altered}, {wording.inside}".removeprefix(", ")
    if quote.role is Role.COMMENT:
        commenter = (
            f"{wording.listed(speakers)}, {wording.comment}"
            if speakers
            else f"{wording.comment}, {wording.unknown_author}"
        )
        return f"{commenter}, {wording.under}"
    if quote.quoted_in_work:
        who = wording.listed(speakers or (wording.unknown_author,))
        return f"{who}, {wording.quoted(speakers)}"
    if not speakers:
        return _before_unknown(quote, work, wording, label)
    if _are_among(speakers, authors_of(work.csl)):
        return ""
    if quote.role is Role.LEAD and _are_among(speakers, _publishers(work.csl)):
        return f"{label}, {wording.inside}"
    who = wording.listed(speakers)
    if quote.role in _NAMED_WITH_LABEL:
        who = f"{who}, {label}"
    return f"{who}, {wording.inside}"


def _before_unknown(quote: Quote, work: Work, wording: Wording, label: str) -> str:
    if quote.role in _AROUND_THE_TEXT or quote.role is Role.QUESTION:
        return f"{label}, {wording.inside}"
    return f"{wording.unknown_author}, {wording.inside}" if authors_of(work.csl) else ""


def _of_notice(
    quote: Quote, work: Work, page: Mapping[str, Any] | None, wording: Wording
) -> Attribution:
    """Attribute the words of whoever reprints the work: never to the work's author."""
    speakers = quote.speakers
    named = bool(speakers)
    if page is not None:
        if not named or _are_among(speakers, authors_of(page)):
            before = "" if named or not authors_of(page) else wording.unknown_author
            before = f"{before}, {wording.inside}" if before else ""
            return Attribution(before, False, page, None)
        return Attribution(f"{wording.listed(speakers)}, {wording.inside}", True, page, None)
    if named:
        before = f"{wording.listed(speakers)}, {wording.notice}"
        return Attribution(before, True, work.csl, None)
    return Attribution(wording.anonymous_notice, False, work.csl, None)


def _paragraphs(quote: Quote, work: Work) -> tuple[int, int] | None:
    """Return the paragraphs to cite; those of the sentence that a pull quote repeats exactly."""
    repeats = quote.repeats
    if quote.role is not Role.PULL_QUOTE or repeats is None or repeats.altered:
        return quote.paragraphs
    return _numbers(work, repeats.sentence) if quote.speakers else None


def _numbers(work: Work, span: Span) -> tuple[int, int] | None:
    numbers = [
        paragraph.number
        for paragraph in work.paragraphs
        if paragraph.number is not None and paragraph.span.overlaps(span)
    ]
    return (numbers[0], numbers[-1]) if numbers else None


def _are_among(names: Sequence[str], others: Sequence[str]) -> bool:
    return {folded(name) for name in names} <= {folded(other) for other in others}


def _publishers(item: Mapping[str, Any]) -> tuple[str, ...]:
    return tuple(str(item[key]) for key in ("container-title", "publisher") if item.get(key))


def _full_name(name: Mapping[str, Any]) -> str:
    if name.get("literal"):
        return str(name["literal"])
    parts = ("given", "dropping-particle", "non-dropping-particle", "family", "suffix")
    return " ".join(str(name[part]) for part in parts if name.get(part))
