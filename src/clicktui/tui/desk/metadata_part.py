"""The app's part that is about the metadata of works."""

from typing import TYPE_CHECKING

from clicktui.tui.beside import beside
from clicktui.tui.desk.app_part import BoardWishes

if TYPE_CHECKING:
    from clicktui.corpus.corpus import Corpus
    from clicktui.tui.board.board_wishes import ChangeWished, EditWished
    from clicktui.tui.codes.pane import CodesPane
    from clicktui.tui.desk.metadata_keeper import MetadataKeeper
    from clicktui.tui.reader.pane import ReaderPane
    from clicktui.tui.search.pane import SearchPane
    from clicktui.tui.wishes import CodingWish, CompleteWork, Pin
    from clicktui.workspace import Workspace


class MetadataWishes(BoardWishes):
    """The part of the app that hands on what is wished of works' metadata."""

    _metadata: "MetadataKeeper | None" = None

    if TYPE_CHECKING:  # the rest of the app has these

        @property
        def search_pane(self) -> "SearchPane":
            """The search pane."""

        @property
        def reader_pane(self) -> "ReaderPane":
            """The reader."""

        @property
        def codes_pane(self) -> "CodesPane":
            """The passages by their codes."""

        def reopen_index(self) -> None:
            """Search what the corpus is now."""

    def open_metadata(self, workspace: "Workspace") -> None:
        """Follow what is said of works from now on."""
        from clicktui.tui.desk.metadata_keeper import MetadataKeeper

        self._metadata = MetadataKeeper(self, workspace)  # type: ignore[arg-type]
        self._metadata.start()

    def close_metadata(self) -> None:
        """Let what was wished be kept."""
        if self._metadata is not None:
            self._metadata.stop()

    async def carry_out(
        self, wished: "Pin | ChangeWished | EditWished | CodingWish | CompleteWork"
    ) -> None:
        """Carry out what a pane wishes before the next key acts: the dialog is there then."""
        from clicktui.tui.wishes import CompleteWork

        if isinstance(wished, CompleteWork):
            await self.on_complete_work(wished)
        else:
            await super().carry_out(wished)

    async def on_complete_work(self, wish: "CompleteWork") -> None:
        """Show what is known of a work, to be completed."""
        if self._metadata is None:
            return
        screens = len(self.screen_stack)
        worker = beside(self, self._metadata.open, wish.work, group="metadata")
        await self.wait_for_question(worker, screens)

    async def follow_corpus(self, corpus: "Corpus", index_is_old: bool) -> None:
        """Show everywhere what ``corpus`` says now of the works that are shown."""
        self.search_pane.follow_corpus(corpus)
        self.reader_pane.follow_corpus(corpus)
        self.codes_pane.set_corpus(corpus)
        self.order_codes_anew()
        if self._keeper is not None and self._keeper.board is not None:
            await self._keeper.look()
        if index_is_old:
            self.reopen_index()
