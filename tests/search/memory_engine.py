"""Another engine, as small as one can be: what a second engine needs to know is in the protocol."""

from collections.abc import Callable, Collection, Mapping, Sequence
from pathlib import Path

from rapidfuzz.process import extract

from clicktui.corpus.folding import fold_text
from clicktui.corpus.model import Passage
from clicktui.search.labels import Labels
from clicktui.search.model import (
    Completion,
    Extent,
    Hit,
    Options,
    Results,
    SearchCancelledError,
    Source,
)
from clicktui.search.progress import Progress, never, no_progress

Kept = dict[str, tuple[str, list[Passage]]]
ANY = Options()

_kept: dict[Path, Kept] = {}


class MemoryEngine:
    """Keeps the passages of each folder in memory, and looks at every one."""

    is_untidy = False

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._shown: list[tuple[str, Passage]] = []
        self._order: dict[str, str] | None = None
        self._show()

    @property
    def extent(self) -> Extent:
        return Extent(len({name for name, _ in self._shown}), 1, len(self._shown))

    @property
    def held(self) -> Mapping[str, str]:
        return {name: fingerprint for name, (fingerprint, _) in self._there.items()}

    @property
    def _there(self) -> Kept:
        return _kept.get(self._folder, {})

    def build(
        self,
        sources: Sequence[Source],
        progress: Progress = no_progress,
        cancelled: Callable[[], bool] = never,
    ) -> tuple[str, ...]:
        self._order = {one.name: one.fingerprint for one in sources}
        return self._keep(self._read(sources, progress, cancelled))

    def add(
        self,
        sources: Sequence[Source],
        progress: Progress = no_progress,
        cancelled: Callable[[], bool] = never,
    ) -> tuple[str, ...]:
        held = self.held
        new = [one for one in sources if held.get(one.name) != one.fingerprint]
        read = self._read(new, progress, cancelled)
        if self._order is not None:
            self._order |= {one.name: one.fingerprint for one in sources}
        return self._keep({**self._there, **read})

    def remove(
        self,
        names: Collection[str],
        progress: Progress = no_progress,
        cancelled: Callable[[], bool] = never,
    ) -> tuple[str, ...]:
        return self._keep({name: one for name, one in self._there.items() if name not in names})

    def arrange(self, sources: Sequence[Source]) -> None:
        self._order = {one.name: one.fingerprint for one in sources}
        self._show()

    def tidy(self, progress: Progress = no_progress, cancelled: Callable[[], bool] = never) -> bool:
        return False

    def search(
        self,
        query: str,
        options: Options = ANY,
        cancelled: Callable[[], bool] = never,
    ) -> Results:
        words = fold_text(query).split()
        found = [
            Hit(passage, 1.0, ())
            for _name, passage in self._shown
            if words and all(word in fold_text(passage.text) for word in words)
        ]
        near = () if found else self.suggest(query, options)
        return Results(query, tuple(found[: options.limit]), len(found), 0.0, suggestions=near)

    def complete(self, query: str, cursor: int) -> Sequence[Completion]:
        field, colon, begun = query[:cursor].rpartition("speaker:")
        if not colon:
            return ()
        names = [name for _source, passage in self._shown for name in passage.speakers]
        return [
            Completion(len(field + colon), cursor, f'"{name}"', names.count(name))
            for name in dict.fromkeys(names)
            if fold_text(name).startswith(fold_text(begun))
        ]

    def suggest(self, query: str, options: Options = ANY) -> tuple[str, ...]:
        words = {word for _source, passage in self._shown for word in passage.text.split()}
        folded = {fold_text(word): word for word in words}
        asked = [word for word in fold_text(query).split() if word not in folded]
        near = [extract(word, list(folded), limit=1, score_cutoff=70) for word in asked]
        return tuple(folded[found[0][0]] for found in near if found)

    def label(self, labels: Labels | None) -> None:
        pass

    def close(self) -> None:
        self._shown = []

    def _read(
        self, sources: Sequence[Source], progress: Progress, cancelled: Callable[[], bool]
    ) -> Kept:
        read: Kept = {}
        for one in sources:
            read[one.name] = (one.fingerprint, list(one.passages()))
            if cancelled():
                raise SearchCancelledError
        total = sum(len(passages) for _, passages in read.values())
        progress(total, total)
        return read

    def _keep(self, kept: Kept) -> tuple[str, ...]:
        _kept[self._folder] = kept
        self._show()
        return ()

    def _show(self) -> None:
        there = self._there
        order = self.held if self._order is None else self._order
        self._shown = [
            (name, passage)
            for name, fingerprint in order.items()
            if name in there and there[name][0] == fingerprint
            for passage in there[name][1]
        ]
