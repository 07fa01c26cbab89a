"""Quotes of the board copied to another corpus: asked for, carried out, told."""

import asyncio
from collections.abc import Sequence
from dataclasses import replace

from clicktui.board.boards import Done
from clicktui.board.model import Board
from clicktui.corpora.choosing import Place
from clicktui.corpora.moving import copy_board
from clicktui.errors import ClicktuiError
from clicktui.i18n import translate as _
from clicktui.i18n import translate_plural
from clicktui.tui.desk.asker import Asker
from clicktui.tui.desk.corpora_part import corpus_name


class QuotesAcross(Asker):
    """Asks for a corpus and the name of the board that the quotes make there."""

    async def copy(self, quote_ids: Sequence[str]) -> None:
        """Copy quotes of the board to a new board of another corpus; they stay here as well.

        Raises:
            ClicktuiError: the corpus cannot be read.
            OSError: it was to be made, and cannot be.
        """
        corpora, board = self.app.corpora_keeper(), self.board
        here = corpora.workspace.place if corpora.workspace is not None else None
        place = await corpora.chosen(
            _("Copy the quotes to which corpus?"), with_built_in=True, without=here
        )
        if place is None or place == here:
            return
        wanted = only(board, quote_ids)
        count = len(wanted)
        told = translate_plural(
            "{count} quote was copied to the board “{name}” of {corpus}",
            "{count} quotes were copied to the board “{name}” of {corpus}",
            count,
        )

        async def copy(name: str) -> bool:
            try:
                done = await asyncio.to_thread(_copied, wanted, place, name)
            except ClicktuiError as error:
                self.keeper.say(str(error), severity="error")
                return False
            lines = [told.format(count=count, name=done.board.name, corpus=corpus_name(place))]
            self.keeper.say("\n".join([*lines, *done.warnings]))
            return True

        await self.ask_until(_("Name of the new board there"), board.name, copy)


def only(board: Board, quote_ids: Sequence[str]) -> Board:
    """Return ``board`` with these quotes alone, in the lists that hold one of them."""
    wanted = set(quote_ids)
    lists = (
        replace(one, quotes=tuple(pinned for pinned in one.quotes if pinned.id in wanted))
        for one in board.lists
    )
    return replace(board, lists=tuple(one for one in lists if one.quotes), memo="", mirror="")


def _copied(board: Board, place: Place, name: str) -> Done:
    from contextlib import closing

    from clicktui.workspace import Workspace

    with closing(Workspace(place=place)) as other:
        return copy_board(board, other.desk, name)
