"""A pinned quote as the plain values of a JSON document, and back, strictly."""

from typing import Any

from clicktui.board.model import CitedWork, PinnedQuote
from clicktui.corpus.alterations import Alteration, AlterationKind
from clicktui.corpus.model import Locator, LocatorKind, Quote, Repetition, Role, Span


class DocumentError(Exception):
    """A document that a store holds is not as a store writes it; never shown as it is."""


class Fields:
    """The fields of one JSON object, each to be taken once and to have its type."""

    __slots__ = ("_left",)

    def __init__(self, value: object) -> None:
        if not isinstance(value, dict):
            raise DocumentError("not an object")
        self._left: dict[str, Any] = dict(value)

    def _take(self, name: str) -> Any:  # noqa: ANN401 - what JSON holds
        try:
            return self._left.pop(name)
        except KeyError:
            raise DocumentError(f"no {name}") from None

    def has(self, name: str) -> bool:
        """Say whether a field that older stores do not have is there, and was not taken."""
        return name in self._left

    def text(self, name: str) -> str:
        """Return a string."""
        value = self._take(name)
        if type(value) is not str:
            raise DocumentError(f"{name} is no text")
        return value

    def texts(self, name: str) -> tuple[str, ...]:
        """Return a list of strings."""
        value = self._take(name)
        if type(value) is not list or any(type(one) is not str for one in value):
            raise DocumentError(f"{name} is no list of texts")
        return tuple(value)

    def number(self, name: str) -> int:
        """Return a whole number, not negative: an offset or a count."""
        value = self._take(name)
        if type(value) is not int or value < 0:
            raise DocumentError(f"{name} is no number")
        return value

    def truth(self, name: str) -> bool:
        """Return true or false."""
        value = self._take(name)
        if type(value) is not bool:
            raise DocumentError(f"{name} is neither true nor false")
        return value

    def mapping(self, name: str) -> dict[str, Any]:
        """Return an object as it is."""
        value = self._take(name)
        if type(value) is not dict:
            raise DocumentError(f"{name} is no object")
        return value

    def inner(self, name: str) -> "Fields":
        """Return the fields of an object inside."""
        return Fields(self._take(name))

    def inner_or_none(self, name: str) -> "Fields | None":
        """Return the fields of an object inside, None for null."""
        value = self._take(name)
        return None if value is None else Fields(value)

    def objects(self, name: str) -> list["Fields"]:
        """Return the fields of each object of a list."""
        value = self._take(name)
        if type(value) is not list:
            raise DocumentError(f"{name} is no list")
        return [Fields(one) for one in value]

    def mapping_or_none(self, name: str) -> dict[str, Any] | None:
        """Return an object as it is, None for null."""
        if self._left.get(name, "") is None:
            return self._left.pop(name)  # type: ignore[no-any-return]
        return self.mapping(name)

    def span(self) -> Span:
        """Return the span that ``start`` and ``end`` make."""
        span = Span(self.number("start"), self.number("end"))
        if span.end < span.start:
            raise DocumentError("an end before its start")
        return span

    def refuse_more(self) -> None:
        """Raise ``DocumentError`` where a field was not taken."""
        if self._left:
            raise DocumentError(f"more than known: {next(iter(self._left))}")


def quote_fields(pinned: PinnedQuote) -> dict[str, Any]:
    """Return all of a pinned quote but its id as plain values."""
    quote, cited = pinned.quote, pinned.cited
    repeats = quote.repeats
    return {
        "quote": {
            "work": quote.work,
            "file": quote.file,
            "start": quote.start,
            "end": quote.end,
            "words": quote.words,
            "prefix": quote.prefix,
            "suffix": quote.suffix,
            "role": quote.role.value,
            "paragraphs": None if quote.paragraphs is None else _pair(quote.paragraphs),
            "speakers": quote.speakers,
            "speaker_inferred": quote.speaker_inferred,
            "quoted_in_work": quote.quoted_in_work,
            "repeats": None
            if repeats is None
            else {
                "start": repeats.sentence.start,
                "end": repeats.sentence.end,
                "altered": repeats.altered,
                **({} if repeats.paragraphs is None else {"paragraphs": _pair(repeats.paragraphs)}),
            },
            "lang": quote.lang,
            "partly_quoted": quote.partly_quoted,
            **({} if quote.locator is None else {"locator": _ends(quote.locator)}),
        },
        "cited": {
            "id": cited.id,
            "csl": cited.csl,
            "lang": cited.lang,
            "presents": cited.presents,
            "descriptions": cited.descriptions,
            "page": cited.page,
            **({"is_unsigned": True} if cited.is_unsigned else {}),
            **({"also_called": cited.also_called} if cited.also_called else {}),
        },
        "pinned_by": pinned.pinned_by,
        "pinned_at": pinned.pinned_at,
        "note": pinned.note,
        "tags": pinned.tags,
        "is_starred": pinned.is_starred,
        "alterations": [
            {
                "kind": one.kind.value,
                "start": one.span.start,
                "end": one.span.end,
                "text": one.text,
            }
            for one in pinned.alterations
        ],
        "kept_against": pinned.kept_against,
    }


def quote_from(quote_id: str, fields: Fields) -> PinnedQuote:
    """Return the pinned quote of these fields.

    Raises:
        DocumentError: something is missing, is not known or has another type.
    """
    pinned = PinnedQuote(
        id=quote_id,
        quote=_quote(fields.inner("quote")),
        cited=_cited(fields.inner("cited")),
        pinned_by=fields.text("pinned_by"),
        pinned_at=fields.text("pinned_at"),
        note=fields.text("note"),
        tags=fields.texts("tags"),
        is_starred=fields.truth("is_starred"),
        alterations=tuple(_alteration(one) for one in fields.objects("alterations")),
        kept_against=fields.text("kept_against"),
    )
    fields.refuse_more()
    return pinned


def _pair(paragraphs: tuple[int, int]) -> dict[str, int]:
    first, last = paragraphs
    return {"first": first, "last": last}


def _quote(fields: Fields) -> Quote:
    span = fields.span()
    paragraphs = fields.inner_or_none("paragraphs")
    repeats = fields.inner_or_none("repeats")
    quote = Quote(
        work=fields.text("work"),
        file=fields.text("file"),
        start=span.start,
        end=span.end,
        words=fields.text("words"),
        prefix=fields.text("prefix"),
        suffix=fields.text("suffix"),
        role=_role(fields.text("role")),
        paragraphs=None if paragraphs is None else _first_and_last(paragraphs),
        speakers=fields.texts("speakers"),
        speaker_inferred=fields.truth("speaker_inferred"),
        quoted_in_work=fields.truth("quoted_in_work"),
        repeats=None if repeats is None else _repetition(repeats),
        lang=fields.text("lang"),
        partly_quoted=fields.texts("partly_quoted"),
        locator=_locator(fields.inner("locator")) if fields.has("locator") else None,
    )
    fields.refuse_more()
    return quote


def _ends(locator: Locator) -> dict[str, str]:
    return {"kind": locator.kind.value, "first": locator.first, "last": locator.last}


def _locator(fields: Fields) -> Locator:
    try:
        kind = LocatorKind(fields.text("kind"))
    except ValueError as error:
        raise DocumentError(str(error)) from error
    locator = Locator(kind, fields.text("first"), fields.text("last"))
    fields.refuse_more()
    return locator


def _repetition(fields: Fields) -> Repetition:
    paragraphs = fields.inner("paragraphs") if fields.has("paragraphs") else None
    repetition = Repetition(
        fields.span(),
        fields.truth("altered"),
        None if paragraphs is None else _first_and_last(paragraphs),
    )
    fields.refuse_more()
    return repetition


def _first_and_last(fields: Fields) -> tuple[int, int]:
    pair = fields.number("first"), fields.number("last")
    fields.refuse_more()
    return pair


def _role(name: str) -> Role:
    try:
        return Role(name)
    except ValueError as error:
        raise DocumentError(str(error)) from error


def _cited(fields: Fields) -> CitedWork:
    cited = CitedWork(
        id=fields.text("id"),
        csl=fields.mapping("csl"),
        lang=fields.text("lang"),
        presents=fields.truth("presents"),
        descriptions=fields.mapping("descriptions"),
        page=fields.mapping_or_none("page"),
        is_unsigned=fields.has("is_unsigned") and fields.truth("is_unsigned"),
        also_called=fields.texts("also_called") if fields.has("also_called") else (),
    )
    fields.refuse_more()
    return cited


def _alteration(fields: Fields) -> Alteration:
    try:
        kind = AlterationKind(fields.text("kind"))
    except ValueError as error:
        raise DocumentError(str(error)) from error
    alteration = Alteration(kind, fields.span(), fields.text("text"))
    fields.refuse_more()
    return alteration
