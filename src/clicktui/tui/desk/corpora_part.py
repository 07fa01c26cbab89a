"""The app's part that is about corpora: which is open, opening another, adding files to it."""

import asyncio
from typing import TYPE_CHECKING

from clicktui.i18n import translate as _
from clicktui.tui.desk.metadata_part import MetadataWishes

if TYPE_CHECKING:
    from clicktui.corpora.choosing import Place
    from clicktui.tui.desk.corpora_keeper import CorporaKeeper
    from clicktui.workspace import Workspace

OWN_WORKERS = "corpora"
"""The group of the workers that go on while one corpus takes the place of another."""


def corpus_name(place: "Place") -> str:
    """Return what a corpus is called on the screen."""
    return _("built-in corpus") if place.is_built_in else place.name


class CorporaWishes(MetadataWishes):
    """The part of the app that hands on what is wished of corpora."""

    _corpora: "CorporaKeeper | None" = None

    if TYPE_CHECKING:  # the rest of the app has these

        @property
        def panes_are_there(self) -> bool:
            """Whether the panes are there."""

        def close_core(self) -> None:
            """Let the search end, and what was open be closed."""

        def open_core(self, workspace: Workspace) -> None:
            """Open the index of ``workspace``."""

        async def furnish(self) -> None:
            """Bring the panes."""

        async def unfurnish(self) -> None:
            """Take the panes away."""

        def take_workspace(self, workspace: Workspace) -> None:
            """Let the panes read the corpus, and open the boards."""

    def open_corpora(self, workspace: "Workspace") -> None:
        """Keep the corpus that is open now, and watch it where that was wished."""
        self.corpora_keeper().take(workspace)

    def close_corpora(self) -> None:
        """End what is being added, what is done kept; watch no more."""
        if self._corpora is not None:
            self._corpora.stop()

    def corpora_keeper(self) -> "CorporaKeeper":
        """Return who keeps the corpus that is open."""
        from clicktui.tui.desk.corpora_keeper import CorporaKeeper

        if self._corpora is None:
            self._corpora = CorporaKeeper(self)  # type: ignore[arg-type]
        return self._corpora

    async def action_open_corpus(self) -> None:
        """Ask which corpus to open."""
        if self.panes_are_there:
            keeper = self.corpora_keeper()
            await keeper.beside(keeper.choose())

    async def action_add_files(self) -> None:
        """Ask which files and folders to take into the corpus."""
        if self.panes_are_there:
            keeper = self.corpora_keeper()
            await keeper.beside(keeper.adding.ask())

    async def action_update_corpus(self) -> None:
        """Read anew what changed."""
        if self.panes_are_there:
            keeper = self.corpora_keeper()
            await keeper.beside(keeper.adding.update())

    async def action_corpus_doubts(self) -> None:
        """Show what is in doubt of the corpus, to be settled."""
        if self.panes_are_there:
            keeper = self.corpora_keeper()
            await keeper.beside(keeper.doubts.go_through())

    async def take_another(self, workspace: "Workspace") -> None:
        """Let ``workspace``, which is open already, take the place of the one that is shown.

        Keys that come meanwhile wait for the new panes. What was wished of the old boards is kept
        before they are closed.
        """
        codes, boards, metadata = self._codes, self._keeper, self._metadata
        self._codes = self._keeper = self._metadata = None
        while len(self.screen_stack) > 1:
            self.pop_screen()
        if boards is not None:
            boards.rest()
        if metadata is not None:
            metadata.rest()
        for worker in self.workers:
            if worker.group != OWN_WORKERS:
                worker.cancel()

        def close() -> None:
            for keeper in (codes, metadata, boards):
                if keeper is not None:
                    keeper.stop()
            self.close_core()

        await asyncio.to_thread(close)
        await self.unfurnish()
        await self.furnish()
        self.take_workspace(workspace)
        self.open_core(workspace)
