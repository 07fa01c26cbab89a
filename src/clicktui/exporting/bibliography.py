"""What the bibliography formats (BibLaTeX, RIS, CSL-JSON) have in common."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from clicktui.citing.forms import cited_item
from clicktui.citing.wording import WORDINGS
from clicktui.corpus.csl import full_name
from clicktui.exporting.material import ExportedQuote, Material
from clicktui.i18n import translate as _

Item = Mapping[str, Any]
"""A CSL-JSON item (csl-data.json of CSL 1.0.2); its ``id`` is the citation key."""

_INTERVIEW = {
    "fr": "entretien avec {names}",
    "it": "intervista di {names}",
    "en": "interview by {names}",
}


@dataclass(frozen=True, slots=True)
class Written:
    """An item in one format, and the CSL variables of it that the format has no place for."""

    text: str
    lost: tuple[str, ...] = ()


def items_of(material: Material) -> tuple[Item, ...]:
    """Return what the quotes of ``material`` cite, each key once, in the order of the board.

    Words of whoever reprints a work are cited from the page around it, so their ``key`` has to be
    the page's (``citing.forms.cited_id``); a page says itself in what language it is, if it does.
    A work is as the corpus has it now, where a quote stands in it; else as it was pinned first.
    """
    items: dict[str, Item] = {}
    for one in sorted(material.quotes, key=lambda one: one.is_unsettled):
        items.setdefault(one.key, _item_of(one))
    return tuple(items[key] for key in dict.fromkeys(one.key for one in material.quotes))


def versions_left_out(material: Material) -> tuple[str, ...]:
    """Return a sentence on the works of which quotes were pinned with other metadata, if any."""
    items = {str(item["id"]): item for item in items_of(material)}
    return other_versions(one.key for one in material.quotes if _item_of(one) != items[one.key])


def other_versions(keys: Iterable[str]) -> tuple[str, ...]:
    """Return that sentence on the works of these citation keys; nothing where there are none."""
    if not (named := ", ".join(dict.fromkeys(keys))):
        return ()
    told = _("Quotes were pinned when the metadata were others, and are unsettled: {keys}")
    return (told.format(keys=named),)


def _item_of(one: ExportedQuote) -> Item:
    work = one.work.as_work()
    cited = cited_item(one.quote, work, one.work.page)
    return keyed_item(one.key, cited, one.work.lang if cited is work.csl else "")


def keyed_item(key: str, csl: Mapping[str, Any], lang: str) -> Item:
    """Return ``csl`` with its citation key as id, and the work's language where it says none."""
    known = {"language": lang} if lang else {}
    return {"id": key} | known | {name: value for name, value in csl.items() if name != "id"}


def interview_remark(item: Item) -> str | None:
    """Return "entretien avec …" in the item's language, or None where no interviewer is known."""
    names = [full_name(name) for name in item.get("interviewer") or ()]
    if not names:
        return None
    language = str(item.get("language") or "")[:2].lower()
    lang = language if language in _INTERVIEW else "en"
    return _INTERVIEW[lang].format(names=WORDINGS[lang].listed(names))


def without_place(item: Item, carried: Iterable[str]) -> tuple[str, ...]:
    """Return the variables of ``item`` that are not ``carried``: what is lost."""
    kept = {"id", "type", "language", *carried}
    return tuple(name for name, value in item.items() if name not in kept and value)


def losses(format_name: str, items: Iterable[Item], written: Iterable[Written]) -> tuple[str, ...]:
    """Return a sentence for each variable that was lost, with the keys of the works it is of."""
    keys: dict[str, list[str]] = {}
    for item, one in zip(items, written, strict=True):
        for variable in one.lost:
            keys.setdefault(variable, []).append(str(item["id"]))
    sentence = _("{format} has no place for “{variable}” of {keys}")
    return tuple(
        sentence.format(format=format_name, variable=variable, keys=", ".join(whose))
        for variable, whose in sorted(keys.items())
    )
