"""Which commands are at hand on a screen, with which keys, and how to run one."""

import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from textual.app import App
from textual.dom import DOMNode
from textual.screen import Screen
from textual.widget import Widget

from clicktui.clipboards import SERVED
from clicktui.i18n import mark as N_
from clicktui.i18n import translate as _
from clicktui.tui.commands import Command, Scope, commands_of

_KEY_LABELS = {
    "slash": "/",
    "question_mark": "?",
    "colon": ":",
    "full_stop": ".",
    "asterisk": "*",
    "delete": N_("Del"),
    "backspace": N_("Backspace"),
    "up": "↑",
    "down": "↓",
    "left": "←",
    "right": "→",
    "pageup": N_("PgUp"),
    "pagedown": N_("PgDn"),
    "escape": N_("Esc"),
    "enter": N_("Enter"),
    "tab": "Tab",
    "home": N_("Home"),
    "end": N_("End"),
    "space": N_("Space"),
    "shift": N_("Shift"),
    "ctrl": "Ctrl",
}


_BROWSERS_OWN = ("ctrl+n", "ctrl+t", "ctrl+w")
"""Keys that no page gets: Chromium and Firefox open or close windows and tabs with them."""


@dataclass(frozen=True, slots=True)
class Available:
    """A command with the widget that carries it out, None standing for the app."""

    command: Command
    owner: Widget | None


def scope_title(scope: Scope) -> str:
    """Return the name of ``scope`` in the interface's language."""
    return {
        Scope.EVERYWHERE: _("Everywhere"),
        Scope.QUERY: _("In the search input"),
        Scope.SEARCH: _("In the search pane"),
        Scope.HITS: _("In the list of hits"),
        Scope.TEXT: _("In a text"),
        Scope.OUTLINE: _("In the outline"),
        Scope.FIND: _("While finding in a text"),
        Scope.BOARD: _("On the board"),
        Scope.FILTER: _("While finding on the board"),
        Scope.EDITOR: _("While writing"),
        Scope.NAME: _("While naming"),
        Scope.CHOOSER: _("While choosing"),
        Scope.COPY: _("While choosing how to copy"),
        Scope.PICKER: _("While choosing with a preview"),
        Scope.BOARDS: _("In the list of boards"),
        Scope.EXPORT: _("While exporting"),
        Scope.REPORT: _("In a report"),
        Scope.ALTER: _("While altering a quote"),
        Scope.SETTLE: _("While settling quotes"),
        Scope.REFERENCE: _("In the reference of a work"),
        Scope.FIELD: _("While writing a field"),
        Scope.PROPOSALS: _("In what a bibliography file says"),
        Scope.CODES: _("In the lists of codes"),
        Scope.SIFT: _("While finding among the codes"),
        Scope.COUNTS: _("In the overview of codes"),
        Scope.CODER: _("While choosing a code"),
        Scope.EFFECTS: _("While looking at an effect"),
        Scope.LIKE: _("Among passages like one"),
        Scope.AGREEMENT: _("While looking at agreement"),
        Scope.CELL: _("Among the passages of a cell"),
        Scope.DISPUTE: _("While settling codes"),
        Scope.ADDING: _("While files are added"),
        Scope.DOUBTS: _("Among the doubts of a corpus"),
        Scope.HELP: _("In the help"),
        Scope.DIALOG: _("In a dialog"),
    }[scope]


def key_label(key: str) -> str:
    """Return a Textual key name as it is printed on keyboards: ``ctrl+p`` → ``Ctrl+P``."""
    *modifiers, last = key.split("+")
    if last in _KEY_LABELS:
        shown = _(_KEY_LABELS[last])
    else:
        is_function_key = last[0] == "f" and last[1:].isdigit()
        shown = last.upper() if modifiers or is_function_key else last
    return "+".join([*(_(_KEY_LABELS.get(name, name.capitalize())) for name in modifiers), shown])


def keys_of(command: Command, keymap: Mapping[str, str]) -> list[str]:
    """Return the labels of the keys of ``command`` under the user's ``keymap``.

    Without those that a browser keeps for itself, where one shows the app and others are left.
    """
    keys = keymap.get(command.id, command.keys).split(",")
    if os.environ.get(SERVED):
        keys = [key for key in keys if key not in _BROWSERS_OWN] or keys
    return [key_label(key) for key in keys]


def key_while_typing(labels: Sequence[str]) -> str:
    """Return the first of the labels whose key does not type a character, else the first."""
    return next((label for label in labels if len(label) > 1), labels[0])


def key_tables() -> list[tuple[str, list[tuple[str, str]]]]:
    """Return, by the titles of the scopes, keys and what they do, for a page without the app."""
    return [
        (
            scope_title(scope),
            [("  ".join(keys_of(one, {})), _(one.help)) for one in commands_of([scope])],
        )
        for scope in Scope
    ]


def available(screen: Screen[object]) -> list[Available]:
    """Return the commands at hand: those of the focused widget and around it, then the app's."""
    owners: list[Available] = []
    for widget in _owners(screen.focused):
        scopes = getattr(widget, "SCOPES", ())
        if isinstance(widget, Widget) and scopes:
            owners += [Available(command, widget) for command in commands_of(scopes)]
    return owners + [Available(command, None) for command in commands_of([Scope.EVERYWHERE])]


def of_footer(screen: Screen[object]) -> list[Available]:
    """Return the commands at hand that are used most, those that are to be seen first first.

    A widget with a method ``footer`` says itself which of them apply now, by their ids.
    """
    here = available(screen)
    node = screen.focused
    footer = next((one.footer for one in _owners(node) if hasattr(one, "footer")), None)
    if footer is None:
        return [wanted for wanted in here if wanted.command.in_footer]
    by_id = {wanted.command.id: wanted for wanted in reversed(here)}
    first = [by_id[command_id] for command_id in footer() if command_id in by_id]
    others = (wanted for wanted in here if wanted.owner is None and wanted.command.in_footer)
    return first + [wanted for wanted in others if wanted not in first]


def _owners(node: Widget | None) -> list[DOMNode]:
    return list(node.ancestors_with_self) if node is not None else []


def reachable(screen: Screen[object]) -> list[Available]:
    """Return the commands at hand, then those of the other widgets that are on the screen."""
    here = available(screen)
    known = {wanted.command.id for wanted in here}
    for widget in screen.query("*"):
        scopes = getattr(widget, "SCOPES", None)
        if scopes and widget.can_focus and widget.is_on_screen:
            here += [
                Available(command, widget)
                for command in commands_of(scopes)
                if command.id not in known
            ]
    return here


async def run(app: App[Any], wanted: Available) -> None:
    """Carry out a command on the widget that owns it, which gets the keys."""
    if wanted.owner is not None and not wanted.owner.has_focus_within:
        wanted.owner.focus()
    await app.run_action(wanted.command.action, default_namespace=wanted.owner or app)
