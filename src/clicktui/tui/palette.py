"""The command palette: the commands at hand, found by their name."""

from functools import partial

from textual.command import DiscoveryHit, Hit, Hits, Provider
from textual.markup import escape

from clicktui.i18n import translate as _
from clicktui.tui.at_hand import Available, keys_of, reachable, run, scope_title
from clicktui.tui.commands import Scope


class CommandProvider(Provider):
    """Offers the commands that are at hand on the screen the palette was opened from."""

    def _all(self) -> list[tuple[str, Available]]:
        keymap: dict[str, str] = getattr(self.app, "keymap", {})
        titles = []
        for wanted in reachable(self.screen):
            command = wanted.command
            title = f"{_(command.title)}  ({', '.join(keys_of(command, keymap))})"
            if command.scope is not Scope.EVERYWHERE:
                title = f"{title}  {scope_title(command.scope)}"
            if command.id != "app.palette":
                titles.append((title, wanted))
        return titles

    async def discover(self) -> Hits:
        """Offer every command before anything is typed."""
        for title, wanted in self._all():
            told = escape(_(wanted.command.help))
            yield DiscoveryHit(title, partial(run, self.app, wanted), help=told)

    async def search(self, query: str) -> Hits:
        """Offer the commands whose title or help resembles ``query``."""
        matcher = self.matcher(query)
        for title, wanted in self._all():
            help_text = _(wanted.command.help)
            score = max(matcher.match(title), matcher.match(help_text) * 0.8)
            if score > 0:
                yield Hit(score, title, partial(run, self.app, wanted), help=escape(help_text))
