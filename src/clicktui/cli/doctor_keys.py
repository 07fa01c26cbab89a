"""``clicktui doctor --keys``: the keys of the app, pressed one by one by the user."""

import sys
from argparse import Namespace

from clicktui.cli.arguments import UsageError
from clicktui.cli.documents import dump
from clicktui.cli.exitcodes import FOUND, NOTHING_FOUND
from clicktui.cli.terminal import say
from clicktui.doctor.asking import Terminal, open_terminal
from clicktui.doctor.keys import LEAVE, PASS, TRIED, Key, arrived
from clicktui.i18n import translate as _

_REST_S = 0.05
"""Seconds in which the rest of a key's sequence comes, over slow lines too."""


def try_keys(arguments: Namespace) -> int:
    """Ask for each key; return 0 where all that were pressed arrived.

    Raises:
        UsageError: there is no terminal.
    """
    results: dict[str, bool | None] = {}
    reading, writing = sys.stdin, sys.stderr
    is_terminal = all(stream is not None and stream.isatty() for stream in (reading, writing))
    if is_terminal:
        with open_terminal(reading.fileno(), writing.fileno(), is_raw=True) as terminal:
            if terminal is None:
                is_terminal = False
            else:
                results = _tried(terminal)
    if not is_terminal:
        raise UsageError(_("--keys needs a terminal, where keys can be pressed"))
    lost = [name for name, has_arrived in results.items() if has_arrived is False]
    if arguments.json:
        keys = [{"key": name, "arrived": value} for name, value in results.items()]
        say(dump({"keys": keys}))
    elif lost:
        say(
            _(
                "Not as expected: {keys}. Name other keys in the settings (keys:), as ? says."
            ).format(keys=", ".join(map(label, lost)))
        )
    elif any(results.values()):
        say(_("All that were pressed arrived."))
    else:
        say(_("No key was tried."))
    return NOTHING_FOUND if lost else FOUND


def _tried(terminal: Terminal) -> dict[str, bool | None]:
    results: dict[str, bool | None] = {}
    _tell(_("Press each key as it is named. Enter passes one over, Esc ends.") + "\r\n")
    for key in TRIED:
        _tell(f"  {label(key.name):<10} ")
        content = _pressed(terminal)
        if content in LEAVE or not content:
            _tell("\r\x1b[K")
            break
        results[key.name] = None if content in PASS else arrived(key, content)
        _tell(_told(key, content, results[key.name]) + "\r\n")
    return results


def _told(key: Key, content: bytes, has_arrived: bool | None) -> str:
    if has_arrived is None:
        return _("passed over")
    if has_arrived:
        return "✓"
    other = next((one.name for one in TRIED if arrived(one, content)), "")
    if other:
        return _("✗ arrived as {key}").format(key=label(other))
    return _("✗ arrived as {bytes}").format(bytes=ascii(content)[2:-1])


def _pressed(terminal: Terminal) -> bytes:
    content = terminal.read(None)
    while part := terminal.read(_REST_S):
        content += part
    return content


def _tell(text: str) -> None:
    print(text, end="", file=sys.stderr, flush=True)


def label(name: str) -> str:
    """Return a key's name as it is printed on keyboards: ``ctrl+p`` → ``Ctrl+P``."""
    return "+".join(part.capitalize() for part in name.split("+"))
