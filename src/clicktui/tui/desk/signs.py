"""The signs of codes in the texts that are looked at, worked out when a text is first shown.

A text asks for those of its work: what is known is given at once, and all of it is shown as soon as
it is found. Until then the signs are those of before.
"""

import asyncio
from collections import OrderedDict
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

import numpy as np

from clicktui.coding.bands import CLEAR, POSSIBLE
from clicktui.coding.opinions import Opinion
from clicktui.corpus.model import Span
from clicktui.errors import ClicktuiError
from clicktui.microtasks.model import Band, Coding
from clicktui.tui.beside import beside
from clicktui.tui.codes.naming import code_name
from clicktui.tui.codes.view import CodesView
from clicktui.tui.text.signs import Signed
from clicktui.wording.coding import opinion_text, signs_text, told_of

if TYPE_CHECKING:
    from clicktui.tui.app import ClicktuiApp

MOST_WORKS = 16
"""Works whose signs are kept."""

_BANDS = {CLEAR: Band.CLEAR, POSSIBLE: Band.POSSIBLE}


class Signs(Mapping[str, Sequence[Signed]]):
    """By work the passages that have codes with their signs, in order; in the app's loop alone."""

    def __init__(
        self,
        app: "ClicktuiApp",
        view: CodesView,
        show: "Callable[[Signs], None]",
        before: "Signs | None" = None,
    ) -> None:
        """Find them as ``view`` has them; ``show`` is called when more is found.

        ``before`` are those that are shown.
        """
        self._app = app
        self._view = view
        self._show = show
        self._asked: set[str] = set()
        self._known: OrderedDict[str, Sequence[Signed]] = OrderedDict()
        self._before: Mapping[str, Sequence[Signed]] = {}
        if before is not None and before._view.layers.corpus is view.layers.corpus:
            both = {**before._before, **before._known}
            self._before = dict([*both.items()][-MOST_WORKS:])

    def __getitem__(self, work: str) -> Sequence[Signed]:
        known = self._known.get(work)
        if known is not None:
            self._known.move_to_end(work)
            return known
        if work not in self._asked:
            self._asked.add(work)
            beside(self._app, self._find, work, group="signs")
        return self._before.get(work, ())

    def __iter__(self) -> Iterator[str]:
        return iter(self._known)

    def __len__(self) -> int:
        return len(self._known)

    async def _find(self, work: str) -> None:
        try:
            found = await asyncio.to_thread(signed_in, self._view, work)
        except (ClicktuiError, RuntimeError):  # a text can be read without its signs
            return
        self._known[work] = found
        if len(self._known) > MOST_WORKS:
            self._asked.discard(self._known.popitem(last=False)[0])
        self._show(self)


def signed_in(view: CodesView, work_id: str) -> tuple[Signed, ...]:
    """Return the passages of a work that have codes, in order.

    Raises:
        NotFoundError: there is no such work.
        SourceTextError: its text is not what it was.
        BoardStoreError, CodebookError: as ``CodingDesk.coded``.
    """
    layers, corpus = view.layers, view.layers.corpus
    name = corpus.work(work_id).file
    start = corpus.starts[name]
    there = slice(start, start + corpus.count(name))
    having = np.zeros(there.stop - start, dtype=bool)
    for code in layers.held:
        held = layers.held[code][there]
        having |= (held == CLEAR) | (held == POSSIBLE)
    signed = []
    for place in (np.flatnonzero(having & layers.judged[there]) + start).tolist():
        passage = corpus.passage_at(place)
        if passage.work == work_id:
            span = Span(passage.start, passage.end)
            signed.append(Signed(span, *_said(view, _opinions(view, place))))
    return tuple(signed)


def _opinions(view: CodesView, place: int) -> Mapping[str, Opinion]:
    """Return what is held of a passage; what nobody but the program says is in the arrays."""
    if view.decided[place] or place in view.meant:
        return view.holding.at([place])[place].opinions
    return {
        code: Opinion(code, Coding(code, _BANDS.get(int(held[place]), Band.NONE), 0.0))
        for code, held in view.layers.held.items()
    }


def _said(view: CodesView, opinions: Mapping[str, Opinion]) -> tuple[str, str]:
    """Return the signs of the codes that are held, and what these say in words."""
    there = [(code, opinions[code.id]) for code in view.codebook.codes]
    words = ", ".join(
        told_of(f"{code.sign} {code_name(code)}", opinion_text(opinion))
        for code, opinion in there
        if opinion.is_held
    )
    return signs_text((code.sign, opinion) for code, opinion in there), words
