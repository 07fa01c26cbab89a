"""Whose words a quote holds: what a citation says before the reference of the work.

Nothing is said where the work's authors say the words themselves. Everything else is named for
what it is: another speaker, a person whom the work quotes, a text around the work's own, a
presentation of it, or words whose author nobody knows. Whom these words quote is said too where
their marks no longer show it. Words are never given to the work's author because no one else is
known.
"""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from clicktui.citing.wording import WORDINGS, Wording
from clicktui.corpus.csl import full_name
from clicktui.corpus.model import Locator, LocatorKind, Quote, Role, Work

_AROUND_THE_TEXT = frozenset(
    {Role.HEADING, Role.LEAD, Role.CAPTION, Role.PULL_QUOTE, Role.CHROME, Role.NOTICE}
)
_NAMED_WITH_LABEL = frozenset({Role.HEADING, Role.LEAD, Role.CAPTION})


@dataclass(frozen=True, slots=True)
class Attribution:
    """What is cited, where in it, and what is said first.

    ``before`` ends without space and is "" when there is nothing to say; ``begins_with_name``
    says that it begins with somebody's name, whose capitals are her own. ``item`` is CSL-JSON.
    ``place`` are the pages or the time of the original where it has them, else the paragraphs.
    """

    before: str
    begins_with_name: bool
    item: Mapping[str, Any]
    place: Locator | None


def attribute(quote: Quote, work: Work, page: Mapping[str, Any] | None, lang: str) -> Attribution:
    """Return how ``quote`` of ``work`` is cited in ``lang``; ``page`` reprints the work, if any."""
    voices = _voices(quote, work, lang)
    item, place = work.csl, _place(quote)
    if quote.role is Role.NOTICE and page is not None and not work.presents:
        item, place = page, None
        before = _before_page(quote, page, voices)
    elif quote.role is Role.NOTICE or (work.presents and quote.role is not Role.COMMENT):
        place = None
        before = _before_presented(quote, voices)
    else:
        before = _before(quote, work, voices)
    named = before.startswith(voices.speakers[0]) if voices.speakers else False
    described = bool(quote.speakers) and quote.speakers[0] in work.descriptions
    return Attribution(before, named and not described, item, place)


def authors_of(item: Mapping[str, Any]) -> tuple[str, ...]:
    """Return the full names of the authors of a CSL-JSON item, as they are printed."""
    return tuple(full_name(name) for name in item.get("author") or ())


def folded(name: str) -> str:
    """Return ``name`` without what does not tell two names apart: accents, case, spaces, marks."""
    decomposed = unicodedata.normalize("NFKD", name.casefold().replace("’", "'"))
    kept = (letter for letter in decomposed if not unicodedata.combining(letter))
    return " ".join("".join(kept).split())


def alphabetical(text: str) -> str:
    """Return ``text`` as lists of references sort it: without case, accents and marks."""
    return " ".join(re.findall(r"\w+", folded(text)))


@dataclass(frozen=True, slots=True)
class _Voices:
    """Who speaks and who is quoted in part, as one language calls them."""

    wording: Wording
    speakers: tuple[str, ...]
    partly_quoted: tuple[str, ...]

    @property
    def speaker(self) -> str:
        """The speakers as one phrase, or that nobody knows them."""
        return self.wording.listed(self.speakers or (self.wording.unknown_author,))

    def phrase(self, *parts: str) -> str:
        """Return ``parts`` with commas between them, those quoted in part before the last."""
        *who, link = (part for part in parts if part)
        if self.partly_quoted:
            quoting = self.wording.quoting(self.speakers)
            who.append(f"{quoting} {self.wording.listed(self.partly_quoted)}")
        return ", ".join([*who, link])


def _voices(quote: Quote, work: Work, lang: str) -> _Voices:
    def told(names: Sequence[str]) -> tuple[str, ...]:
        return tuple(work.descriptions.get(name, {}).get(lang, name) for name in names)

    return _Voices(WORDINGS[lang], told(quote.speakers), told(quote.partly_quoted))


def _before(quote: Quote, work: Work, voices: _Voices) -> str:
    wording = voices.wording
    label = wording.roles.get(quote.role, "")
    if quote.is_altered:
        return voices.phrase(label, wording.altered, wording.inside)
    if quote.role is Role.COMMENT:
        known = (voices.speaker, wording.comment)
        return voices.phrase(*(known if voices.speakers else known[::-1]), wording.under)
    if quote.quoted_in_work:
        return voices.phrase(voices.speaker, wording.quoted(voices.speakers))
    if not quote.speakers:
        return _before_unknown(quote, work, voices, label)
    authors = (*authors_of(work.csl), *work.also_called)
    if _are_among(quote.speakers, authors) and not quote.partly_quoted:
        return ""
    if quote.role is Role.LEAD and _are_among(quote.speakers, _publishers(work.csl)):
        return voices.phrase(label, wording.inside)
    shown = label if quote.role in _NAMED_WITH_LABEL else ""
    return voices.phrase(voices.speaker, shown, wording.inside)


def _before_unknown(quote: Quote, work: Work, voices: _Voices, label: str) -> str:
    inside = voices.wording.inside
    if work.is_unsigned and quote.role is Role.BODY and not voices.partly_quoted:
        return ""
    if quote.role in _AROUND_THE_TEXT or quote.role is Role.QUESTION:
        return voices.phrase(label, inside)
    if authors_of(work.csl) or voices.partly_quoted:
        return voices.phrase(voices.speaker, inside)
    return ""


def _before_page(quote: Quote, page: Mapping[str, Any], voices: _Voices) -> str:
    """Return what is said of words of whoever reprints the work: never its author's."""
    wording = voices.wording
    if quote.quoted_in_work:
        return voices.phrase(voices.speaker, wording.quoted(voices.speakers))
    authors = authors_of(page)
    is_clear = _are_among(quote.speakers, authors) if quote.speakers else not authors
    if is_clear and not voices.partly_quoted:
        return ""
    return voices.phrase(voices.speaker, wording.inside)


def _before_presented(quote: Quote, voices: _Voices) -> str:
    """Return what is said of words that present a work and do not stand in it."""
    wording = voices.wording
    if quote.quoted_in_work:
        return voices.phrase(voices.speaker, wording.quoted_in_notice(voices.speakers))
    if not quote.speakers and not voices.partly_quoted:
        return wording.anonymous_notice
    return voices.phrase(voices.speaker, wording.notice)


def counted(paragraphs: tuple[int, int] | None) -> Locator | None:
    """Return the locator of paragraphs by their first and last number."""
    if paragraphs is None:
        return None
    return Locator(LocatorKind.PARAGRAPH, *map(str, paragraphs))


def _place(quote: Quote) -> Locator | None:
    return quote.locator or counted(_paragraphs(quote))


def _paragraphs(quote: Quote) -> tuple[int, int] | None:
    """Return the paragraphs to cite; those of the sentence that a pull quote repeats exactly."""
    repeats = quote.repeats
    if quote.role is not Role.PULL_QUOTE or repeats is None or repeats.altered:
        return quote.paragraphs
    return repeats.paragraphs if quote.speakers else None


def _are_among(names: Sequence[str], others: Sequence[str]) -> bool:
    return {folded(name) for name in names} <= {folded(other) for other in others}


def _publishers(item: Mapping[str, Any]) -> tuple[str, ...]:
    return tuple(str(item[key]) for key in ("container-title", "publisher") if item.get(key))
