"""The user's own keys: checked against the commands before Textual sees them.

Textual takes a keymap with unknown ids, unknown keys and clashes without a word; here each
mistake is told by the name of the command and the key, and the command keeps its default keys.
"""

import unicodedata
from collections.abc import Mapping
from difflib import get_close_matches

from textual.keys import KEY_NAME_REPLACEMENTS, REPLACED_KEYS, Keys, key_to_character

from clicktui.i18n import translate as _
from clicktui.tui.commands import COMMANDS, Command, Scope

_WHILE_TYPING = frozenset({
    Scope.QUERY, Scope.SEARCH, Scope.FIND, Scope.FILTER, Scope.EDITOR, Scope.NAME, Scope.CHOOSER,
    Scope.SIFT,
})  # fmt: skip
_IN_SEARCH = frozenset({Scope.QUERY, Scope.HITS, Scope.TEXT})
_BY_ID = {command.id: command for command in COMMANDS}
_MODIFIERS = frozenset({"alt", "ctrl", "hyper", "meta", "shift", "super"})
_NAMED = frozenset(key.value for key in Keys if "+" not in key.value and key.value.isalnum()) - {
    "return"  # the key arrives as "enter"
}
_IN_BROWSER = {"app.tour": "f11", "app.add-files": "f12"}
"""Keys beside ctrl+t and ctrl+n, which no page gets; not for terminals, where users have them."""

_ARRIVES_AS = {
    "ctrl+h": "backspace",
    "ctrl+i": "tab",
    "ctrl+m": "enter",
    "ctrl+left_square_bracket": "escape",
}
"""Terminals send the same byte for both, so the first name never arrives (ASCII control codes)."""


def checked_keymap(keys: Mapping[str, str]) -> tuple[dict[str, str], tuple[str, ...]]:
    """Return what can be given to ``App.set_keymap``, and the mistakes, one line each.

    Args:
        keys: command id to comma-separated key names, as the settings file has them.
    """
    problems: list[str] = []
    chosen: dict[str, tuple[str, ...]] = {}
    for command_id, names in keys.items():
        command = _BY_ID.get(command_id)
        if command is None:
            problems.append(_unknown_command(command_id))
            continue
        try:
            chosen[command_id] = tuple(
                dict.fromkeys(_usable(command, name.strip()) for name in names.split(","))
            )
        except ValueError as error:
            problems.append(str(error))
    while clash := _first_clash(chosen):
        mistaken, other, key = clash
        del chosen[mistaken.id]
        problems.append(
            _("keys: {command}: {key} is already the key of {other}").format(
                command=mistaken.id, key=key, other=other.id
            )
        )
    return {command_id: ",".join(names) for command_id, names in chosen.items()}, tuple(problems)


def with_browser_keys(keys: Mapping[str, str]) -> dict[str, str]:
    """Return ``keys`` with others beside those that a browser keeps for itself.

    Where the user gave the command keys of her own, or the other key a command, hers stand.
    """
    taken = {key for names in keys.values() for key in names.split(",")}
    beside = {
        command_id: f"{_BY_ID[command_id].keys},{key}"
        for command_id, key in _IN_BROWSER.items()
        if command_id not in keys and key not in taken
    }
    return {**keys, **beside}


def canonical_key(name: str) -> str | None:
    """Return the name by which Textual will report the key ``name``, None when there is none.

    A printing character may be written as itself ("?") or by its name ("question_mark");
    modifiers stand before, in any order ("shift+ctrl+up").
    """
    if len(name) == 1:
        return _key_of_character(name)
    if name == Keys.ControlAt:  # the one key that Textual reports by its character
        return name
    *modifiers, base = name.split("+")
    if not _MODIFIERS.issuperset(modifiers) or len(set(modifiers)) < len(modifiers):
        return None
    if len(base) == 1:
        key = _key_of_character(base)
        if key is None or (modifiers and base.isupper()):
            return None
        if modifiers == ["shift"]:  # arrives as the character that shift makes
            return None
    else:
        key = KEY_NAME_REPLACEMENTS.get(base, base)
        if key not in _NAMED and not _is_name_of_character(key):
            return None
    return "+".join([*sorted(modifiers), key])


def is_printing(key: str) -> bool:
    """Say whether the canonical ``key`` types a character into an input."""
    if "+" in key:
        return False
    character = key_to_character(REPLACED_KEYS.get(key, key))
    return character is not None and character.isprintable()


def _usable(command: Command, name: str) -> str:
    """Return the canonical name of a key that ``command`` can have; ValueError says why not."""
    key = canonical_key(name)
    if key is None:
        text = _("keys: {command}: there is no key {key}").format(
            command=command.id, key=_shown(name)
        )
        near = get_close_matches(name.lower(), _suggested(name), n=1)
        raise ValueError(text + (_("; do you mean {key}?").format(key=near[0]) if near else ""))
    if key in _ARRIVES_AS:
        raise ValueError(
            _("keys: {command}: in a terminal, {key} is the same as {other}").format(
                command=command.id, key=key, other=_ARRIVES_AS[key]
            )
        )
    if is_printing(key) and (command.priority or command.scope in _WHILE_TYPING):
        raise ValueError(
            _("keys: {command}: {key} could no longer be typed").format(command=command.id, key=key)
        )
    return key


def _first_clash(chosen: dict[str, tuple[str, ...]]) -> tuple[Command, Command, str] | None:
    """Return a command whose chosen key is another's at hand with it, that other, and the key."""
    owners: dict[str, list[Command]] = {}
    for command in COMMANDS:
        for key in chosen.get(command.id) or _default_keys(command):
            owners.setdefault(key, []).append(command)
    for command_id in reversed(chosen):  # of two choices, the one written first stands
        command = _BY_ID[command_id]
        for key in chosen[command_id]:
            for other in owners[key]:
                if (
                    other is not command
                    and _at_hand_together(command.scope, other.scope)
                    and not _share_by_default(command, other, key)
                ):
                    return command, other, key
    return None


def _default_keys(command: Command) -> list[str]:
    return [canonical_key(name) or name for name in command.keys.split(",")]


def _share_by_default(one: Command, other: Command, key: str) -> bool:
    """Say whether both have ``key`` from the start, as the Escapes that lead one to the next."""
    return key in _default_keys(one) and key in _default_keys(other)


def _at_hand_together(one: Scope, other: Scope) -> bool:
    if one is other:
        return True
    both = {one, other}
    return Scope.DIALOG not in both and (
        Scope.EVERYWHERE in both or (Scope.SEARCH in both and bool(both & _IN_SEARCH))
    )


def _key_of_character(character: str) -> str | None:
    if not character.isprintable():
        return None
    if character.isalnum():
        return character
    name = unicodedata.name(character, "").lower().replace("-", "_").replace(" ", "_")
    return KEY_NAME_REPLACEMENTS.get(name, name) or None


def _is_name_of_character(key: str) -> bool:
    character = key_to_character(REPLACED_KEYS.get(key, key))
    return character is not None and _key_of_character(character) == key


def _unknown_command(command_id: str) -> str:
    text = _("keys: {command}: there is no such command").format(command=_shown(command_id))
    near = get_close_matches(command_id, _BY_ID, n=1)
    return text + (_("; do you mean {key}?").format(key=near[0]) if near else "")


def _suggested(name: str) -> list[str]:
    *modifiers, _base = name.lower().split("+")
    prefix = "".join(f"{modifier}+" for modifier in modifiers)
    return [prefix + key for key in (*_NAMED, *REPLACED_KEYS, "question_mark", "colon", "comma")]


def _shown(name: str) -> str:
    return name if name.isprintable() and name else repr(name)
