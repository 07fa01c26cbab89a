"""What is said of a work's metadata: how a value is known, what was changed, what is offered."""

from collections.abc import Callable
from typing import Any

from clicktui.corpus.model import Completion, CompletionKind
from clicktui.i18n import translate as _
from clicktui.metadata.fields import FieldState, State
from clicktui.metadata.importing import Offer, OfferKind
from clicktui.metadata.model import KEY, Change, FieldChange, Origin, Said

Shown = Callable[[str, Any], str]
"""Gives a value of a field as it is to be shown."""

SIGNS = {
    State.KNOWN: " ",
    State.FILLED: "✎",
    State.CONFIRMED: "✓",
    State.CORRECTED: "≠",
    State.TO_CONFIRM: "?",
    State.INFERRED: "?",
    State.UNKNOWN: "·",
    State.ABSENT: " ",
}
"""What tells at a glance how a value is known; ``state_text`` says it in words."""


def state_text(one: FieldState, shown: Shown) -> str:
    """Return the value of a field and how it is known; "–" for one that is absent."""
    value = "" if one.value is None else shown(one.field, one.value)
    said = {
        State.KNOWN: "{value}",
        State.FILLED: _("{value} (by you)"),
        State.CONFIRMED: _("{value} (confirmed by you)"),
        State.CORRECTED: _("{value} (by you; the catalogue has: {catalogued})"),
        State.TO_CONFIRM: _("{value} (to be confirmed)"),
        State.INFERRED: _("{value} (inferred, not printed)"),
        State.UNKNOWN: _("unknown"),
        State.ABSENT: "–",
    }[one.state]
    if one.where and one.state is State.TO_CONFIRM:
        said = _("{value} (to be confirmed: {where})")
    was = "" if one.catalogued is None else shown(one.field, one.catalogued)
    return _filled(said, value=value, catalogued=was, where=_(one.where) if one.where else "")


def completed_text(field: str, value: Any, completion: Completion | None, shown: Shown) -> str:  # noqa: ANN401
    """Return a value of a work's ``csl``, and that it is the user's where it is."""
    if completion is None:
        return shown(field, value)
    state = {
        CompletionKind.FILLED: State.FILLED,
        CompletionKind.CONFIRMED: State.CONFIRMED,
        CompletionKind.CORRECTED: State.CORRECTED,
    }[completion.kind]
    return state_text(FieldState(field, state, value, completion.catalogued), shown)


def key_text(key: str, said: Said | None) -> str:
    """Return a citation key and where it comes from."""
    if said is None:
        return _filled(_("{value} (made of the metadata)"), value=key)
    if said.origin is Origin.GIVEN:
        return _filled(_("{value} (was copied or exported: it stays)"), value=key)
    return _filled(_("{value} (by you)"), value=key)


def origin_text(said: Said) -> str:
    """Return where something that the user says came from, and on which day where that is known."""
    text = {
        Origin.TYPED: _("typed"),
        Origin.CONFIRMED: _("confirmed"),
        Origin.IMPORTED: _("imported from {file}").replace("{file}", said.file),
        Origin.GIVEN: _("copied or exported"),
    }[said.origin]
    return f"{text}, {said.at[:10]}" if said.at else text


def change_texts(change: Change, shown: Shown, name: Callable[[str], str] = str) -> list[str]:
    """Return a line for each field that was changed: its name, and what is said of it now."""
    return [_change_text(one, shown, name(one.field)) for one in change]


def _change_text(one: FieldChange, shown: Shown, name: str) -> str:
    if one.after is None:
        return _filled(_("{field}: nothing is said of it any more"), field=name)
    value = _value(one.field, one.after.value, shown)
    if one.before is None:
        return _filled(_("{field}: {value}"), field=name, value=value)
    before = _value(one.field, one.before.value, shown)
    return _filled(_("{field}: {value} instead of {before}"), field=name, value=value,
                   before=before)  # fmt: skip


def offer_text(one: Offer, shown: Shown, name: str) -> str:
    """Return what would be changed by an offer."""
    value = _value(one.field, one.value, shown)
    known = "" if one.known is None else _value(one.field, one.known, shown)
    said = {
        OfferKind.FILLS: _("{field}: {value}"),
        OfferKind.CONFIRMS: _("{field}: confirms {value}"),
        OfferKind.DIFFERS: _("{field}: has {value}; known is {known}"),
    }[one.kind]
    return _filled(said, field=name, value=value, known=known)


def _value(field: str, value: Any, shown: Shown) -> str:  # noqa: ANN401 (CSL-JSON)
    return str(value) if field == KEY else shown(field, value)


def _filled(text: str, **values: str) -> str:
    """Return ``text`` with values in it whose own braces stay."""
    parts = text.split("{")
    filled = parts[0]
    for part in parts[1:]:
        name, _brace, rest = part.partition("}")
        filled += values[name] + rest
    return filled
