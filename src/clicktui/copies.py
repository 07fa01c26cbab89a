"""Quotes in the form in which they are copied, one or several at once."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from clicktui.citing.attribution import attribute
from clicktui.citing.citation import Citer
from clicktui.citing.copyforms import TRAITS, Form
from clicktui.citing.deeplink import deep_link
from clicktui.citing.forms import (
    KeyedQuote,
    as_html,
    as_latex,
    as_org,
    as_pandoc,
    cited_id,
    cited_item,
)
from clicktui.citing.keys import told_apart
from clicktui.corpus.model import Quote, Span
from clicktui.exporting import biblatex, csljson, ris
from clicktui.exporting.bibliography import Item, keyed_item, other_versions
from clicktui.exporting.material import Exported
from clicktui.i18n import translate as _

_KEYED: Mapping[Form, Callable[[KeyedQuote, str], str]] = {
    Form.PANDOC: as_pandoc,
    Form.LATEX: as_latex,
    Form.ORG: as_org,
}
_BIBLIOGRAPHIES: Mapping[Form, tuple[Callable[[Sequence[Item]], Exported], str]] = {
    Form.BIBLATEX: (biblatex.exported, biblatex.FILE),
    Form.RIS: (ris.exported, ris.FILE),
    Form.CSL_JSON: (csljson.exported, csljson.FILE),
}


@dataclass(frozen=True, slots=True)
class Subject:
    """A quote to be copied, with the key of what it is cited from.

    ``text`` is the source file that its offsets are of; None where it is not there any more.
    """

    keyed: KeyedQuote
    text: str | None

    @property
    def quote(self) -> Quote:
        """The quote."""
        return self.keyed.quote

    def exact(self) -> "Subject":
        """Return the same words without the user's alterations."""
        return replace(self, keyed=replace(self.keyed, alterations=()))

    def with_key(self, key: str) -> "Subject":
        """Return the same words under another citation key."""
        return replace(self, keyed=replace(self.keyed, key=key))

    @property
    def cited_id(self) -> str:
        """The id of what it is cited from, as ``citing.forms.cited_id`` gives it."""
        return cited_id(self.keyed.quote, self.keyed.work, self.keyed.page)

    @property
    def item(self) -> Item:
        """What it is cited from, with its citation key."""
        one = self.keyed
        cited = cited_item(one.quote, one.work, one.page)
        return keyed_item(one.key, cited, one.work.lang if cited is one.work.csl else "")

    @property
    def address(self) -> str:
        """The address of the page that the words stand on, "" where it is not known."""
        quote, work, page = self.keyed.quote, self.keyed.work, self.keyed.page
        cited = attribute(quote, work, page, "fr").item
        return str(cited.get("URL") or (page or {}).get("URL") or "")


@dataclass(frozen=True, slots=True)
class Copied:
    """What is copied; ``remarks`` say in the interface's language what the form has no place for.

    ``keys`` are the citation keys that stand in it, by what they are of (``forms.cited_id``).
    """

    text: str
    remarks: tuple[str, ...] = ()
    keys: Mapping[str, str] = field(default_factory=dict)


def reason_against(subjects: Sequence[Subject], form: Form) -> str | None:
    """Return why ``form`` cannot be offered for ``subjects``, or None where it can."""
    if not TRAITS[form].needs_address:
        return None
    unknown = sum(_link(one) is None for one in subjects)
    if not unknown:
        return None
    if len(subjects) == 1:
        return _("no address is known")
    told = _("no address is known for {count} of the {total} quotes")
    return told.format(count=unknown, total=len(subjects))


def copied(subjects: Sequence[Subject], form: Form, citer: Citer, lang: str) -> Copied:
    """Return ``subjects`` in ``form``, citing in ``lang`` (``fr``, ``it`` or ``en``).

    Forms that tell of works alone have each work once; of others a blank line stands between two.

    Raises:
        ValueError: ``lang`` is none of these, or there is a ``reason_against`` the form.
        StyleError: the style cannot be read, or cannot render a work.
    """
    keys: dict[str, str] = {}
    if TRAITS[form].has_key:
        keys = told_apart((one.cited_id, one.keyed.key) for one in subjects)
        subjects = [one.with_key(keys[one.cited_id]) for one in subjects]
    if form in _BIBLIOGRAPHIES:
        exported, name = _BIBLIOGRAPHIES[form]
        made = exported(_items(subjects))
        text = made.files[name].decode().replace("\r\n", "\n")
        return Copied(text.strip("\n"), (*_other_versions(subjects), *made.losses), keys)
    texts = [_one(subject, form, citer, lang) for subject in subjects]
    if TRAITS[form].is_of_work or form is Form.REFERENCE:
        texts = list(dict.fromkeys(texts))
    return Copied("\n\n".join(texts), keys=keys)


def _one(subject: Subject, form: Form, citer: Citer, lang: str) -> str:
    one = subject.keyed
    if form in _KEYED:
        return _KEYED[form](one, lang)
    if form is Form.LINK:
        link = _link(subject)
        if link is None:
            raise ValueError("no address is known")
        return link

    def cite(form: Form) -> str:
        return citer.cite(one.quote, one.work, one.page, form, lang, one.alterations)

    return as_html(one, cite(Form.REFERENCE), lang) if form is Form.HTML else cite(form)


def _items(subjects: Sequence[Subject]) -> tuple[Item, ...]:
    """Return what is cited, each once: as it stands in the first quote of it."""
    items: dict[str, Item] = {}
    for one in subjects:
        items.setdefault(one.keyed.key, one.item)
    return tuple(items.values())


def _other_versions(subjects: Sequence[Subject]) -> tuple[str, ...]:
    """Return a sentence on the works of which quotes were pinned with other metadata, if any."""
    items = {str(item["id"]): item for item in _items(subjects)}
    return other_versions(one.keyed.key for one in subjects if one.item != items[one.keyed.key])


def _link(subject: Subject) -> str | None:
    """Return the address that opens at the words as they stand on the page: never as altered."""
    quote = subject.quote
    text, span = subject.text, Span(quote.start, quote.end)
    if text is None or text[span.start : span.end] != quote.words:
        text = f"{quote.prefix}{quote.words}{quote.suffix}"
        span = Span(len(quote.prefix), len(quote.prefix) + len(quote.words))
    return deep_link(subject.address, text, span)
