"""The bar that finds quotes on the board."""

from clicktui.i18n import translate as _
from clicktui.tui.commands import Scope, bindings
from clicktui.tui.filter_bar import FilterBar


class BoardFilter(FilterBar):
    """Finds quotes on the board."""

    BINDINGS = bindings(Scope.FILTER)
    SCOPES = (Scope.FILTER,)

    def placeholder(self) -> str:
        """Return what can be typed, in the interface's language."""
        return _("words, tag: star:yes list: speaker: note:yes …")
