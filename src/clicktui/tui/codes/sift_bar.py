"""The bar that finds passages among the codes."""

from clicktui.i18n import translate as _
from clicktui.tui.commands import Scope, bindings
from clicktui.tui.filter_bar import FilterBar


class SiftBar(FilterBar):
    """Finds passages."""

    BINDINGS = bindings(Scope.SIFT)
    SCOPES = (Scope.SIFT,)

    def placeholder(self) -> str:
        """Return what can be typed, in the interface's language."""
        return _("words, code: band: by:me disagreed:yes speaker: source: lang: year: role: …")

    def put(self, query: str) -> None:
        """Open the bar with ``query`` in it, the keys left where they are."""
        self.add_class("-open")
        self.input.value = query
