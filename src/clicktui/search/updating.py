"""An index made of the one before it: what stays is linked, what is new is written beside it.

The files of a segment never change. Where passages of it are deleted, the new index says so in
its table of contents, for Whoosh, and in its contents, for us (see ``sources.Contents``).
"""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import numpy as np

from clicktui.corpus.model import Passage
from clicktui.search import store
from clicktui.search.arrays import ArrayWriter
from clicktui.search.building import (
    SEGMENT_PASSAGES,
    Piece,
    Tally,
    Written,
    array_reader,
    living_folder,
    piece_of,
    write_pieces,
)
from clicktui.search.indexfolder import link
from clicktui.search.living import Living
from clicktui.search.model import Source
from clicktui.search.progress import Pace
from clicktui.search.sources import Contents, Run, Runs, mask_of


@dataclass(frozen=True, slots=True)
class Bounds:
    """What keeps an index in good order, and its building bounded.

    Where much is new the ``first`` passages are written and found before the rest, and then those
    of one segment after the other. An update writes small segments anew as long as these are at
    most ``cheap`` passages together, or where much is new, as many as are new. An index with more
    than ``segments`` segments, or with more than the ``deleted`` share of its passages deleted, is
    due for being compacted.
    """

    segment_passages: int = SEGMENT_PASSAGES
    cheap: int = 1500
    segments: int = 8
    deleted: float = 0.25
    first: int = 16_384


BOUNDS = Bounds()


@dataclass(frozen=True, slots=True)
class Base:
    """The index that another is made of; ``folder`` is None for the one that holds nothing."""

    folder: Path | None
    contents: Contents
    sizes: Mapping[str, int]
    """How many passages each segment has, deleted ones included."""


NOTHING = Base(None, Contents({}, {}, {}), {})


def base_of(folder: Path, contents: Contents) -> Base:
    """Return the trusted index in ``folder``.

    Raises:
        Exception: whatever a damaged index raises.
    """
    toc = store.read_toc(folder)
    return Base(folder, contents, {name: one.doc_count_all() for name, one in toc.items()})


@dataclass(frozen=True, slots=True)
class Change:
    """What an index is to hold: what is there of ``kept``, fingerprints by name, and ``new``."""

    kept: Mapping[str, str]
    new: Sequence[Source]


def update(
    folder: Path,
    base: Base,
    change: Change,
    tally: Tally,
    bounds: Bounds = BOUNDS,
    most: int | None = None,
) -> Contents:
    """Write into the empty ``folder`` an index made of ``base``; return its contents.

    At most ``most`` new passages are written; what is then missing is to be written by the next
    update. ``tally`` has counted what is new.

    Raises:
        SearchCancelledError: ``tally`` says that it is not wanted any more.
        OSError: the folder cannot be written.
        Exception: anything, where ``base`` is damaged.
    """
    there = base.contents.of(change.kept)
    left = tally.total - tally.done
    count = left if most is None else min(left, most)
    budget = bounds.cheap
    if count > bounds.first // 2:
        budget = min(max(budget, count), bounds.segment_passages // 2)
    absorbed = _cheap(base, there.segments, bool(change.new), budget)
    if not change.new:
        tally.total += _size(base.contents) - _size(there)
        tally.tell()
    if most is not None and most > bounds.first:  # so that full segments are full
        most -= sum(_living(there.segments[name]) for name in absorbed)
    return _write(folder, base, there, absorbed, change.new, tally, bounds, most)


def is_due(contents: Contents, sizes: Mapping[str, int], bounds: Bounds = BOUNDS) -> bool:
    """Say whether such an index is to be compacted."""
    return bool(_worst(contents, sizes, bounds))


def compact(folder: Path, base: Base, pace: Pace, bounds: Bounds = BOUNDS) -> Contents:
    """Write into the empty ``folder`` the index ``base`` with fewer segments and deleted passages.

    As much is done as makes one segment; there may be more to do after.

    Raises:
        As ``update``.
    """
    worst = _worst(base.contents, base.sizes, bounds)
    tally = Tally(pace, sum(_living(base.contents.segments[name]) for name in worst))
    tally.tell()
    return _write(folder, base, base.contents, worst, (), tally, bounds, counts_all=True)


def _size(contents: Contents) -> int:
    return sum(map(_living, contents.segments.values()))


def _living(runs: Runs) -> int:
    return sum(run.length for run in runs)


def _cheap(base: Base, kept: Mapping[str, Runs], has_new: bool, most: int) -> frozenset[str]:
    """Return the segments that are written anew since that costs little."""
    living = {name: _living(runs) for name, runs in kept.items()}
    chosen: list[str] = []
    total = 0
    for name, count in sorted(living.items(), key=lambda item: item[1]):
        total += count
        if count and total <= most:
            chosen.append(name)
    is_worth_it = has_new or len(chosen) > 1
    return frozenset(name for name in chosen if is_worth_it or living[name] < base.sizes[name])


def _worst(contents: Contents, sizes: Mapping[str, int], bounds: Bounds) -> frozenset[str]:
    """Return the segments that are to be written anew together, none where all is well.

    Those with many deleted passages; and where segments are too many, the smallest, so that half
    of what is allowed remains. Full segments are left alone. They make one segment, if need be a
    full one: the rest is for the next time.
    """
    living = {name: _living(runs) for name, runs in contents.segments.items()}
    chosen = set()
    if sum(living.values()) < (1 - bounds.deleted) * sum(sizes.values()):
        chosen = {
            name for name, count in living.items() if count < (1 - bounds.deleted) * sizes[name]
        }
    small = [name for name in living if living[name] < bounds.segment_passages // 2]
    if len(small) > bounds.segments:
        small.sort(key=lambda name: living[name])
        chosen.update(small[: len(small) - bounds.segments // 2 + 1])
    worst: set[str] = set()
    total = 0
    for name in sorted(chosen, key=lambda name: living[name]):
        total += living[name]
        if worst and total > bounds.segment_passages:
            break
        worst.add(name)
    return frozenset(worst)


def _write(
    folder: Path,
    base: Base,
    there: Contents,
    rewritten: frozenset[str],
    new: Sequence[Source],
    tally: Tally,
    bounds: Bounds,
    most_new: int | None = None,
    *,
    counts_all: bool = False,
) -> Contents:
    """Write the index: the runs ``there``, those of segments to be ``rewritten``, and ``new``."""
    kept = there.segments
    begun = {} if not there.unfinished else _counts(there)
    with closing(_Stored(base.folder)) as stored:
        pieces = [
            Piece(run.source, run.fingerprint, partial(stored.passages, name, run), run.skipped,
                  is_new=False)
            for name in rewritten for run in kept[name]
        ]  # fmt: skip
        order = dict.fromkeys(there.starts(None)) if rewritten else {}
        order |= {one.name: None for one in new}
        at = {name: number for number, name in enumerate(order)}
        pieces += [piece_of(one, begun.get(one.name, 0)) for one in new]
        pieces.sort(key=lambda piece: (at[piece.source], piece.skipped))
        segments = [
            _kept_segment(folder, base, stored, name, runs, tally, is_counted=not new)
            for name, runs in kept.items()
            if runs and name not in rewritten
        ]
        written = write_pieces(
            folder, pieces, tally, bounds.segment_passages, most_new, counts_all=counts_all
        )
    store.write_toc(folder, segments + written.segments)
    contents = _contents(base, there, rewritten, new, written)
    contents.write(folder)
    return contents


def _counts(there: Contents) -> dict[str, int]:
    """Return how many passages of each unfinished source are there."""
    counts = dict.fromkeys(there.unfinished, 0)
    for run in there.runs():
        if run.source in counts:
            counts[run.source] += run.length
    return counts


def _contents(
    base: Base,
    there: Contents,
    rewritten: frozenset[str],
    new: Sequence[Source],
    written: Written,
) -> Contents:
    """Return what the index holds: segments that stay come first."""
    kept = {name: runs for name, runs in there.segments.items() if runs and name not in rewritten}
    deleted = dict(base.contents.deleted)
    for name, runs in kept.items():
        before = base.contents.segments[name]
        if len(runs) < len(before):
            left = {run.first for run in runs}
            gone = [run.first for run in before if run.first not in left]
            deleted[name] = (*deleted.get(name, ()), *gone)
    finished = {one.name for one in new}.difference(written.unfinished)
    names = [*kept, *written.runs]
    return Contents(
        kept | written.runs,
        {**there.empty, **written.empty},
        {name: deleted.get(name, ()) for name in names},
        (there.unfinished - finished) | written.unfinished,
    )


class _Stored:
    """The segments of an index, each opened when it is first asked for."""

    def __init__(self, folder: Path | None) -> None:
        self._folder = folder
        self.toc = {} if folder is None else store.read_toc(folder)
        self._opened: dict[str, store.StoredSegment] = {}

    def __getitem__(self, name: str) -> store.StoredSegment:
        if name not in self._opened and self._folder is not None:
            self._opened[name] = store.open_segment(self._folder, self.toc[name])
        return self._opened[name]

    def passages(self, name: str, run: Run) -> Iterator[Passage]:
        return map(self[name].passage, range(run.first, run.first + run.length))

    def close(self) -> None:
        for one in self._opened.values():
            one.close()


def _kept_segment(
    folder: Path,
    base: Base,
    stored: _Stored,
    name: str,
    runs: Runs,
    tally: Tally,
    *,
    is_counted: bool,
) -> store.WhooshSegment:
    """Link a segment of ``base`` of which ``runs`` stay, and mark the rest as deleted."""
    assert base.folder is not None  # noqa: S101 -- it has segments
    before = base.contents.segments[name]
    loses = len(runs) < len(before)
    old_living = living_folder(base.folder, name)
    segment = stored.toc[name]
    tally.pace.tick()
    for path in base.folder.iterdir():
        if path.name.startswith(f"{name}.") and not (path == old_living and loses):
            link(path, folder / path.name)
    if loses:
        size = base.sizes[name]
        living = mask_of(runs, size)
        gone = mask_of(before, size) & ~living
        writer = ArrayWriter(living_folder(folder, name), tally.pace.tick)
        arrays = array_reader(base.folder, name)
        Living(stored[name], arrays, gone, living).write(writer, tally.pace.tick)
        store.delete(segment, np.flatnonzero(gone).tolist())
        if is_counted:
            tally.done += int(np.count_nonzero(gone))
            tally.tell()
    return segment
