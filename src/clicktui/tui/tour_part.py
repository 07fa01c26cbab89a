"""The app's part that shows the tour: by itself at the very first start, then when asked to."""

from contextlib import suppress
from typing import TYPE_CHECKING, cast

from textual.widgets import ContentSwitcher

from clicktui.places import folder_paths, state_folder
from clicktui.tui.panes import Panes

if TYPE_CHECKING:
    from clicktui.tui.tour_strip import TourStrip
    from clicktui.tui.wishes import Cite

_SEEN = "tour-seen"
"""The file, in the state folder, that says that the tour was left or gone through."""

_DOES = {"Pin": "keep", "Code": "code"}
"""What shows that a step was done, by the names of wishes."""


def is_first_start() -> bool:
    """Say whether the tour was never left nor gone through; nothing is made or opened."""
    return not (folder_paths()["state"][1] / _SEEN).exists()


class TourPart(Panes):
    """Shows the tour's strip, moves it on when a step was done, and takes it away."""

    @property
    def tour(self) -> "TourStrip | None":
        """The strip, None where the tour is not shown."""
        found = self.screen_stack[0].query("#tour") if self.screen_stack else ()
        return cast("TourStrip | None", next(iter(found), None))

    async def action_tour(self) -> None:
        """Show the tour from its beginning; where it is shown, its next step."""
        tour = self.tour
        if tour is None:
            await self.begin_tour()
        elif not tour.advance():
            await self.action_leave_tour()

    async def begin_tour(self) -> None:
        """Show the first step, between the pane and the footer."""
        from clicktui.tui.tour_strip import TourStrip

        base = self.screen_stack[0]
        if self.panes_are_there and self.tour is None:
            await base.mount(
                TourStrip(self.keymap, id="tour"), after=base.query_one(ContentSwitcher)
            )

    async def action_leave_tour(self) -> None:
        """Take the tour away; it does not come back by itself."""
        from clicktui.wholefiles import replace_file

        if self.tour is not None:
            await self.tour.remove()
        with suppress(OSError):  # a tour that comes again harms nobody
            replace_file(state_folder() / _SEEN, b"", mode=0o600)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Let Esc leave the tour only where it is shown and nothing stands over it."""
        if action == "leave_tour":
            return self.tour is not None and len(self.screen_stack) == 1
        return super().check_action(action, parameters)

    def tour_saw(self, step: str) -> None:
        """Move on, where ``step`` is the one that is shown, and not the last."""
        tour = self.tour
        if tour is not None and tour.step.id == step:
            tour.advance()

    def tour_saw_wish(self, wished: object) -> None:
        """Move on, where what was wished is what the step asks for."""
        self.tour_saw(_DOES.get(type(wished).__name__, ""))

    def on_cite(self, wish: "Cite") -> None:
        """Move on from quoting; the copy itself is made by ``CitingPart``."""
        self.tour_saw("quote")

    def refresh_tour(self) -> None:
        """Say the step again in the interface's language."""
        if self.tour is not None:
            self.tour.refresh(layout=True)

    def _show_commands(self, *focus: object) -> None:
        super()._show_commands(*focus)
        base = self.screen_stack[0] if self.screen_stack else None
        if base is None or not base.query(ContentSwitcher) or self.tour is None:
            return
        if base.focused is not None and base.focused.id == "hits":
            self.tour_saw("find")
        if self._switcher.current == "reader":
            self.tour_saw("read")
        if self._switcher.current == "codes":
            self.tour_saw("code")
