"""What all actions of ``clicktui board`` need: the board meant, its quotes, and an answer."""

import sys
from argparse import Namespace
from collections.abc import Mapping
from typing import Any

from clicktui.board.changes import Change
from clicktui.board.desk import Desk, Done
from clicktui.board.model import Board, PinnedQuote
from clicktui.cli.arguments import UsageError
from clicktui.cli.board_documents import board_document, change_document
from clicktui.cli.documents import dump
from clicktui.cli.exitcodes import FOUND, NOTHING_FOUND
from clicktui.cli.terminal import one_line, say, say_error
from clicktui.corpus.cleaning import clean_text
from clicktui.i18n import translate as _
from clicktui.wording.boards import change_text
from clicktui.wording.codes import OF_CODES, named
from clicktui.workspace import Workspace


class Session:
    """One run of ``clicktui board``: the user's boards and what she asked for."""

    def __init__(self, workspace: Workspace, arguments: Namespace) -> None:
        """Tell what there is to tell of the store.

        Raises:
            FolderUnusableError, BoardStoreError: the boards cannot be opened.
        """
        self.workspace = workspace
        self.desk: Desk = workspace.desk
        self.arguments = arguments
        self.as_json: bool = arguments.json
        self._told = 0
        self._told_once: set[str] = set()
        self.tell_notices()

    def tell_notices(self) -> None:
        """Tell what there is to tell of the store and was not told yet."""
        for notice in self.desk.notices[self._told :]:
            say_error(notice)
            self._told += 1

    def tell_once(self, trouble: str) -> None:
        """Tell what went wrong, if anything did and it was not told before."""
        if trouble and trouble not in self._told_once:
            self._told_once.add(trouble)
            say_error(trouble)

    def board(self) -> Board:
        """Return the board that the action is on: the one named, else the open one.

        Raises:
            NotFoundError, AmbiguousError: no board is called so, or several are.
        """
        name = self.arguments.board
        return self.desk.open_board() if name is None else self.desk.named(name)

    def named(self, change: Change) -> Change:
        """Return ``change`` with the titles of the codes that it speaks of, not their ids."""
        if change.what not in OF_CODES:
            return change
        return named(change, self.workspace.coding_desk.codebook)

    def quotes(self, board: Board) -> list[PinnedQuote]:
        """Return the quotes that the action is on, each once.

        Raises:
            NotFoundError, AmbiguousError: no id begins so, or several do.
        """
        found = [self.desk.quote_named(board, name) for name in self.arguments.quotes]
        return list({one.id: one for one in found}.values())

    def tell(
        self,
        *done: Done,
        board: Board | None = None,
        more: Mapping[str, Any] | None = None,
    ) -> int:
        """Say what was done, in order, and return ``FOUND``.

        ``board`` is the board now, where it is not that of what was done last; ``more`` is what
        the document of the action has besides.
        """
        board = board or done[-1].board
        changes = [one.change for one in done if one.change is not None]
        for warning in (text for one in done for text in one.warnings):
            say_error(warning)
        if self.as_json:
            document = {
                "board": board_document(board),
                "changes": [change_document(change) for change in changes],
                "made": [made for one in done for made in one.made],
                "warnings": [text for one in done for text in one.warnings],
            }
            say(dump({**document, **(more or {})}))
            return FOUND
        for one in done:
            if one.change is None:
                say(_("nothing changed: it is so already"))
            else:
                say_line(change_text(one.change), *one.made)
        return FOUND

    def tell_change(self, change: Change | None, text: str) -> int:
        """Say ``text`` of a change, or that (None) there is none, and return the exit code."""
        if self.as_json:
            say(dump({"change": change_document(change) if change else None}))
        elif change is None:
            say_error(text)
        else:
            say_line(text)
        return NOTHING_FOUND if change is None else FOUND

    def tell_opened(self, before: str) -> None:
        """Say which board is open, if it is there and no longer the one with the id ``before``."""
        board = self.desk.open_board()
        is_there = any(one.id == board.id for one in self.desk.boards(archived=True))
        if board.id != before and is_there and not self.as_json:
            say_line(_("“{name}” is open now").format(name=board.name), board.id)

    def text_given(self) -> str | None:
        """Return the text to write: that of the command line, else standard input's, if any.

        Empty texts come from ``--clear`` alone: a variable without a value erases nothing.

        Raises:
            UsageError: a text and ``--clear``, no text where one was promised, or no UTF-8.
        """
        text = self.arguments.text
        if self.arguments.clear:
            if text is not None:
                raise UsageError(_("give a text or --clear, not both"))
            return ""
        is_promised = text is not None
        if text == "-" or (text is None and sys.stdin is not None and not sys.stdin.isatty()):
            text = read_input()
        if text is not None and text.strip():
            return str(text)
        if is_promised:
            raise UsageError(_("there is no text to write; --clear leaves it empty"))
        return None


def say_line(*parts: str) -> None:
    """Print ``parts`` on one line."""
    say(one_line(" · ".join(part for part in parts if part)))


def say_text(text: str, margin: str = "") -> None:
    """Print a text of several lines, without what could steer a terminal."""
    say(*(margin + line for line in clean_text(text).split("\n")))


def read_input() -> str:
    """Return what standard input gives.

    Raises:
        UsageError: it is no UTF-8.
    """
    if sys.stdin is None:
        return ""
    return decoded(sys.stdin.buffer.read(), _("standard input"))


def decoded(raw: bytes, name: str) -> str:
    """Return the text of ``raw``, which is UTF-8 with or without a BOM; ``name`` says whence.

    Raises:
        UsageError: it is no UTF-8.
    """
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise UsageError(
            _("{file}: not UTF-8 at byte {offset}: save it as UTF-8").format(
                file=name, offset=error.start
            )
        ) from error
