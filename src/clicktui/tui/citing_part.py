"""The app's part that is about citing: copies, the citation style, references made ahead."""

import time
from collections.abc import Coroutine, Iterable
from typing import TYPE_CHECKING, Any

from clicktui.i18n import translate as _
from clicktui.tui.beside import beside
from clicktui.tui.newest import IsOld, Newest
from clicktui.tui.preferences import Preferences

if TYPE_CHECKING:
    from clicktui.copies import Subject
    from clicktui.tui.search.hit_list import HitList
    from clicktui.tui.wishes import Cite
    from clicktui.workspace import Workspace

_PASSED_BY_S = 0.05
"""How long a highlight stays before what it needs is rendered: the user goes by."""


class CitingPart(Preferences):
    """Copies what is wished, asks for the style, and has references ready before they are asked."""

    _workspace: "Workspace | None" = None
    _ahead: "Newest[int] | None" = None

    if TYPE_CHECKING:  # the rest of the app has these

        def highlighted_subject(self) -> "Subject | None":
            """Return what is highlighted, to be cited."""

        @property
        def panes_are_there(self) -> bool:
            """Whether the panes have taken the place of the opening one."""

    def on_cite(self, wish: "Cite") -> None:
        """Copy what is wished, beside the interface."""
        if self._workspace is not None:
            from clicktui.tui.copying import carry_out

            self.copy_beside(carry_out(self, self._workspace, wish))

    def copy_beside(self, copying: Coroutine[Any, Any, None]) -> None:
        """Carry out ``copying`` beside the interface, and say so where it fails."""
        beside(self, self._copied, copying, group="copy")

    async def _copied(self, copying: Coroutine[Any, Any, None]) -> None:
        try:
            await copying
        except Exception as failure:  # a copy that fails must say so and leave the app standing
            self.notify(
                _("Nothing was copied: {reason}").format(reason=failure),
                severity="error",
                timeout=8,
                markup=False,
            )

    def action_choose_style(self) -> None:
        """Ask for the style of citations, shown with what is highlighted."""
        if self._workspace is not None:
            beside(self, self._choose_style, self._workspace, group="style")

    async def _choose_style(self, workspace: "Workspace") -> None:
        from clicktui.tui.styling import choose_style

        sample = self.highlighted_subject() or workspace.sample()
        await choose_style(self, workspace, sample)

    def citing_changed(self) -> None:
        """Show the references that are on the screen anew."""

    # ahead

    def cite_ahead(self, subjects: "Iterable[Subject]") -> None:
        """Render what citing ``subjects`` will need, in a thread; the newest wish wins.

        The iterator is gone through in the thread.
        """
        workspace = self._workspace
        if workspace is None:
            return

        def render(is_old: IsOld) -> int:
            time.sleep(_PASSED_BY_S)
            if is_old():
                return 0
            citing = workspace.citing
            quotes = ((one.quote, one.keyed.work, one.keyed.page) for one in subjects)
            return citing.citer.warm(quotes, citing.lang, is_old)

        if self._ahead is None:
            self._ahead = Newest()
        self._ahead.wish(render, lambda _count: None)

    def on_hit_list_highlighted(self, event: "HitList.Highlighted") -> None:
        """Have the citation of the highlighted hit and of its neighbours ready."""
        workspace = self._workspace
        if workspace is None or event.hit is None or not self.panes_are_there:
            return
        near = self.hits_near()

        def subjects() -> "Iterable[Subject]":
            from clicktui.corpus.quoting import quote

            for work, span in near:
                yield workspace.subject(quote(workspace.corpus, work, span))

        self.cite_ahead(subjects())

    if TYPE_CHECKING:
        from clicktui.corpus.model import Span

        def hits_near(self) -> "list[tuple[str, Span]]":
            """Return the words of the highlighted hit and of those around it."""
