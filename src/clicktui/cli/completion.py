"""``clicktui completion``: scripts for shells, made by shtab from the parsers.

The scripts are static; only works, boards, lists and styles are asked for while the user types, by
``clicktui completion --values``. No value has a character that a shell could take for a command.
"""

import argparse
import re
from argparse import Namespace
from collections.abc import Iterable, Iterator

import shtab

from clicktui.cli.exitcodes import FOUND
from clicktui.cli.terminal import one_line, say
from clicktui.i18n import translate as _

_SAFE = re.compile(r"[\w.-]+")
"""Values that no shell splits or evaluates; bash evaluates what it is given as words."""

_PREAMBLES = {
    "bash": """
_clicktui_values() {
  compgen -W "$(clicktui completion --values $1 2>/dev/null | cut -f1)" -- "$2"
}
_clicktui_works() { _clicktui_values works "$1"; }
_clicktui_boards() { _clicktui_values boards "$1"; }
_clicktui_lists() { _clicktui_values lists "$1"; }
_clicktui_styles() { _clicktui_values styles "$1"; }
""",
    "zsh": """
_clicktui_values() {
  local line asked=$argv[-1]  # _arguments puts options of compadd before it
  local -a _found
  for line in ${(f)"$(clicktui completion --values $asked 2>/dev/null)"}; do
    _found+=("${line%%$'\\t'*}:${line#*$'\\t'}")
  done
  _describe "$asked" _found
}
""",
    "fish": "",
}


def completion(arguments: Namespace) -> int:
    """Print the script of a shell, or values for it."""
    if arguments.values:
        for value, told in _VALUES[arguments.values]():
            say(f"{value}\t{one_line(told)}")
    else:
        say(script(arguments.shell))
    return FOUND


def script(shell: str) -> str:
    """Return the script for ``shell``, its descriptions in the interface's language."""
    from clicktui.cli.parser import make_parser

    parser = make_parser()
    _prepare(parser)
    return shtab.complete(parser, shell, preamble=_PREAMBLES[shell])


def _prepare(parser: argparse.ArgumentParser) -> None:
    """Say of each argument what completes it, by its placeholder."""
    values = {_("WORK"): "works", _("BOARD"): "boards", _("LIST"): "lists", _("STYLE"): "styles"}
    files = {_("FILE"), _("PATH"), _("CODEBOOK"), "GOLD", "QDC"}
    for action in parser._actions:
        if isinstance(action, argparse._SubParsersAction):
            inner = action.choices
            # shtab tells commands of one name apart by the last that it meets: the outer ones
            for name in [name for name, one in inner.items() if not _has_commands(one)]:
                inner[name] = inner.pop(name)
            for one in inner.values():
                _prepare(one)
        elif action.metavar in values:
            asked = values[action.metavar]
            action.complete = {  # type: ignore[attr-defined]
                "bash": f"_clicktui_{asked}",
                "zsh": f"_clicktui_values {asked}",
                "fish": f"(clicktui completion --values {asked} 2>/dev/null)",
            }
        elif action.metavar in files:
            action.complete = shtab.FILE  # type: ignore[attr-defined]


def _has_commands(parser: argparse.ArgumentParser) -> bool:
    return any(isinstance(action, argparse._SubParsersAction) for action in parser._actions)


def _works() -> Iterator[tuple[str, str]]:
    from clicktui.opened import Opened

    for work in Opened().corpus.works:
        yield work.id, str(work.csl.get("title", ""))


def _boards() -> Iterator[tuple[str, str]]:
    from clicktui.board.store.store import open_store
    from clicktui.board.store.storefiles import STORE
    from clicktui.places import data_folder

    if not (data_folder() / STORE).exists():
        return
    with open_store(data_folder()) as store:
        yield from _named((board.id, board.name) for board in store.boards())


def _lists() -> Iterator[tuple[str, str]]:
    from clicktui.board.boards import Boards
    from clicktui.board.store.store import open_store
    from clicktui.board.store.storefiles import STORE
    from clicktui.places import data_folder

    if not (data_folder() / STORE).exists():
        return
    with open_store(data_folder()) as store:
        board = Boards(store, "?").open_board()
        yield from _named((one.id, one.name) for one in board.lists)


def _styles() -> Iterator[tuple[str, str]]:
    from clicktui.citing.styles import favourites

    for style in favourites():
        yield style.id, style.label


def _named(found: Iterable[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    """Yield names that are safe in every shell, and ids in the place of those that are not."""
    for id_, name in found:
        yield name if _SAFE.fullmatch(name) else id_, name


_VALUES = {"works": _works, "boards": _boards, "lists": _lists, "styles": _styles}
