"""What the board's list says where it has no quote to show: what to do."""

from collections.abc import Mapping

from clicktui.i18n import translate as _
from clicktui.tui.at_hand import keys_of
from clicktui.tui.board.view import BoardView
from clicktui.tui.commands import COMMANDS
from clicktui.tui.drawing.styled_runs import StyledRow, StyledRun, wrapped


def hint_rows(view: BoardView, width: int, keymap: Mapping[str, str]) -> list[StyledRow]:
    """Return rows of at most ``width`` cells that name the keys of the user's ``keymap``.

    They are none where a quote is shown, or lies in a folded list.
    """
    rows: list[StyledRow] = []
    for text in _texts(view, keymap):
        rows += [(), *wrapped([StyledRun(text, ("quiet",))], width)]
    return rows


def _texts(view: BoardView, keymap: Mapping[str, str]) -> list[str]:
    if not len(view.board):
        return [
            _("Nothing is pinned yet."),
            _("{key} on a hit, or on a sentence in the reader, keeps it here.").format(
                key=_key("hits.pin", keymap)
            ),
            _("{key} makes a list, {other} opens another board.").format(
                key=_key("board.new-list", keymap), other=_key("board.boards", keymap)
            ),
        ]
    if view.found == ():
        return [
            _("Nothing on the board has this."),
            _("Fewer words, or the beginning of a word, find more."),
        ]
    return []


def _key(command_id: str, keymap: Mapping[str, str]) -> str:
    command = next(one for one in COMMANDS if one.id == command_id)
    return keys_of(command, keymap)[0]
