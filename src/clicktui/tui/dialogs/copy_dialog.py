"""How to copy: all forms, found by typing, each with what it gives."""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass

from textual.widgets import Input

from clicktui.i18n import translate as _
from clicktui.tui.beside import beside
from clicktui.tui.commands import Scope, bindings
from clicktui.tui.dialogs.chooser import Option, found
from clicktui.tui.dialogs.preview_chooser import PickerLine, PreviewChooser, Row


@dataclass(frozen=True, slots=True)
class Offer:
    """A form to copy in: what it is called, why it cannot be had if so, and what it gives.

    ``render`` is called in a thread. ``words`` find it besides its name.
    """

    id: str
    name: str
    render: Callable[[], str]
    against: str = ""
    words: str = ""


@dataclass(frozen=True, slots=True)
class Offers:
    """What can be copied now, in the style and language that ``title`` tells."""

    title: str
    offers: Sequence[Offer]


class CopyLine(PickerLine):
    """The line of the forms, from which the style is changed too."""

    BINDINGS = bindings(Scope.COPY)
    SCOPES = (Scope.COPY, Scope.PICKER)

    async def action_style(self) -> None:
        """Choose the style of citations."""
        dialog = self.screen
        if isinstance(dialog, CopyDialog):
            dialog.change_style()


class CopyDialog(PreviewChooser[str]):
    """Asks in which form to copy, and gives its id; ``current`` is highlighted first.

    ``make`` gives what is offered; it is called anew once ``choose_style`` or ``next_language``
    has changed what is cited in.
    """

    def __init__(
        self,
        offers: Offers,
        current: str | None,
        make: Callable[[], Awaitable[Offers]],
        choose_style: Callable[[], Awaitable[None]],
        next_language: Callable[[], None],
    ) -> None:
        super().__init__(
            _("Type to find a form"),
            "picker.take", "copy.style", "picker.language", "picker.close", "app.help",
            line=CopyLine,
        )  # fmt: skip
        self._offers = offers
        self._current = current
        self._make = make
        self._choose_style = choose_style
        self._next_language = next_language
        self._found: list[Offer] = []

    def heading(self) -> str:
        """Return the question, with the style and the language."""
        return self._offers.title

    def find(self, typed: str) -> None:
        """Show the forms that answer to ``typed``, those whose names begin so first."""
        known = {offer.id: offer for offer in self._offers.offers}
        names = [Option(one.id, one.name) for one in known.values()]
        also = [Option(one.id, f"{one.name} {one.words}") for one in known.values()]
        by_name = found(names, typed)
        options = (*by_name.options, *found(also, typed).options) if typed else by_name.options
        self._found = [known[id_] for id_ in dict.fromkeys(option.id for option in options)]
        rows = [
            Row(one.name, _reason(one) if one.against else one.render, one.against)
            for one in self._found
        ]
        ids = [one.id for one in self._found]
        is_there = not typed and self._current in ids
        self.show_rows(typed, rows, ids.index(self._current or "") if is_there else 0)

    def chosen(self, place: int) -> str | None:
        """Return the id of the form, where it can be had."""
        offer = self._found[place]
        return None if offer.against else offer.id

    def change_language(self) -> None:
        """Cite in the next language."""
        self._next_language()
        beside(self, self._change, is_alone=True)

    def change_style(self) -> None:
        """Ask for the style, and offer the forms in it."""

        async def change() -> None:
            await self._choose_style()
            await self._change()

        beside(self, change, is_alone=True)

    async def _change(self) -> None:
        place = self._list.highlighted
        self._current = self._found[place].id if place is not None and self._found else None
        self._offers = await self._make()
        self.say_title()
        self.query_one(Input).value = ""
        self.find_again()


def _reason(offer: Offer) -> Callable[[], str]:
    return lambda: offer.against
