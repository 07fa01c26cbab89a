"""Doubts settled by wishes that can be taken back, one after the other."""

from collections.abc import Iterable, Mapping
from copy import deepcopy
from dataclasses import dataclass, field
from typing import Any

from clicktui.corpora.doubts import Doubt, DoubtDesk, DoubtKind
from clicktui.corpora.folder import CorpusFolder
from clicktui.corpora.writing import Raw
from clicktui.metadata.desk import ChangedMeanwhileError, MetadataDesk
from clicktui.metadata.model import Change


@dataclass(frozen=True, slots=True)
class Settled:
    """What one wish changed: entries of sources, before and after, and what is said of works."""

    entries: Mapping[str, tuple[Raw, Raw]] = field(default_factory=dict)
    change: Change = ()

    def __bool__(self) -> bool:
        """Say whether anything was changed."""
        return bool(self.entries or self.change)


class Settler:
    """Settles doubts as ``DoubtDesk`` does, and can take each wish back; in one thread."""

    def __init__(self, doubts: DoubtDesk, metadata: MetadataDesk) -> None:
        self._doubts, self._metadata = doubts, metadata

    def confirm(self, doubts: Iterable[Doubt], who: str | None = None) -> Settled:
        """Let what was doubted stand: see ``DoubtDesk.confirm``.

        Raises:
            CorpusError, MetadataError: nothing can be kept.
            NotFoundError: the source is no longer there.
        """
        wished = list(doubts)
        fields: dict[str, list[str]] = {}
        for one in wished:
            if one.kind is DoubtKind.FIELD:
                fields.setdefault(one.work, []).append(one.key)
        turns = [one for one in wished if one.kind is not DoubtKind.FIELD]
        before = self._entries({one.source for one in turns})
        change: Change = ()
        for work, keys in fields.items():
            change = (*change, *self._metadata.confirm(work, keys))
        self._doubts.confirm(turns, who)
        return Settled(self._changed(before), change)

    def refuse(self, doubts: Iterable[Doubt]) -> Settled:
        """Let what was doubted be forgotten: see ``DoubtDesk.refuse``.

        Raises:
            CorpusError: it is the type or title, which every work needs, or nothing can be kept.
            NotFoundError: the source is no longer there.
        """
        wished = list(doubts)
        before = self._entries({one.source for one in wished})
        self._doubts.refuse(wished)
        return Settled(self._changed(before))

    def set(self, work: str, key: str, value: Any) -> Settled:  # noqa: ANN401 (CSL-JSON)
        """Give a work's CSL variable ``key`` the value that the user knows.

        Raises:
            MetadataError: it is no such value, or it cannot be kept.
            NotFoundError: the work is no longer there.
        """
        return Settled(change=self._metadata.set(work, key, value))

    def undo(self, settled: Settled) -> None:
        """Take ``settled`` back.

        Raises:
            ChangedMeanwhileError: it was changed again since; what was, stays.
            CorpusError, MetadataError: nothing can be kept.
        """
        for source, (before, after) in settled.entries.items():
            self._put_back(source, before, after)
        if settled.change:
            self._metadata.undo(settled.change)

    def _put_back(self, source: str, before: Raw, after: Raw) -> None:
        def edit(entry: Raw) -> None:
            if entry != after:
                raise ChangedMeanwhileError
            entry.clear()
            entry.update(deepcopy(before))

        self._folder.change(source, edit)

    @property
    def _folder(self) -> CorpusFolder:
        folder = self._doubts.place.folder
        assert folder is not None  # noqa: S101 -- the built-in corpus has no doubts to settle
        return CorpusFolder(folder)

    def _entries(self, sources: Iterable[str]) -> dict[str, Raw]:
        return {source: deepcopy(self._folder.entry(source)) for source in sources}

    def _changed(self, before: Mapping[str, Raw]) -> dict[str, tuple[Raw, Raw]]:
        pairs = {source: (was, self._folder.entry(source)) for source, was in before.items()}
        return {source: pair for source, pair in pairs.items() if pair[0] != pair[1]}
