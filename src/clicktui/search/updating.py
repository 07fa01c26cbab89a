"""An index made of the one before it: what stays is linked, what is new is written beside it.

The files of a segment never change. Where passages of it are deleted, the new index says so in
its table of contents, for Whoosh, and in its contents, for us (see ``sources.Contents``).
"""

import os
import shutil
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
    array_reader,
    living_folder,
    piece_of,
    write_pieces,
)
from clicktui.search.living import Living
from clicktui.search.progress import Pace
from clicktui.search.sources import Contents, Run, Runs, Source, mask_of


@dataclass(frozen=True, slots=True)
class Bounds:
    """What keeps an index in good order.

    An update writes small segments anew as long as these are at most ``cheap`` passages together.
    An index with more than ``segments`` segments, or with more than the ``deleted`` share of its
    passages deleted, is due for being compacted.
    """

    segment_passages: int = SEGMENT_PASSAGES
    cheap: int = 1500
    segments: int = 8
    deleted: float = 0.25


BOUNDS = Bounds()


@dataclass(frozen=True, slots=True)
class Base:
    """The index that another is made of."""

    folder: Path
    contents: Contents
    sizes: Mapping[str, int]
    """How many passages each segment has, deleted ones included."""


def base_of(folder: Path, contents: Contents) -> Base:
    """Return the trusted index in ``folder``.

    Raises:
        Exception: whatever a damaged index raises.
    """
    toc = store.read_toc(folder)
    return Base(folder, contents, {name: one.doc_count_all() for name, one in toc.items()})


def update(
    folder: Path, base: Base, sources: Sequence[Source], pace: Pace, bounds: Bounds = BOUNDS
) -> None:
    """Write into the empty ``folder`` the index of ``sources``, made of ``base``.

    Raises:
        SearchCancelledError: ``pace`` says that it is not wanted any more.
        OSError: the folder cannot be written.
        Exception: anything, where ``base`` is damaged.
    """
    wanted = {one.name: one.fingerprint for one in sources}
    there = base.contents.fingerprints()
    kept = {
        name: tuple(run for run in runs if wanted.get(run.source) == run.fingerprint)
        for name, runs in base.contents.segments.items()
    }
    new = [one for one in sources if there.get(one.name) != one.fingerprint]
    absorbed = _cheap(base, kept, bool(new), bounds.cheap)
    order = {one.name: at for at, one in enumerate(sources)}
    _write(folder, base, kept, absorbed, new, order, pace, bounds)


def is_due(contents: Contents, sizes: Mapping[str, int], bounds: Bounds = BOUNDS) -> bool:
    """Say whether such an index is to be compacted."""
    return bool(_worst(contents, sizes, bounds))


def compact(folder: Path, base: Base, pace: Pace, bounds: Bounds = BOUNDS) -> None:
    """Write into the empty ``folder`` the index ``base`` with fewer segments and deleted passages.

    Raises:
        As ``update``.
    """
    order = dict.fromkeys(base.contents.empty, 0) | base.contents.starts(None)
    worst = _worst(base.contents, base.sizes, bounds)
    _write(folder, base, base.contents.segments, worst, (), order, pace, bounds)


def _living(runs: Runs) -> int:
    return sum(run.count for run in runs)


def _cheap(base: Base, kept: Mapping[str, Runs], has_new: bool, most: int) -> frozenset[str]:
    """Return the segments that are written anew since that costs little."""
    chosen: list[str] = []
    total = 0
    for name, runs in sorted(kept.items(), key=lambda item: _living(item[1])):
        total += _living(runs)
        if runs and total <= most:
            chosen.append(name)
    is_worth_it = has_new or len(chosen) > 1
    return frozenset(
        name for name in chosen if is_worth_it or _living(kept[name]) < base.sizes[name]
    )


def _worst(contents: Contents, sizes: Mapping[str, int], bounds: Bounds) -> frozenset[str]:
    """Return the segments that are to be written anew, none where all is well.

    Those with many deleted passages; and where segments are too many, the smallest, so that half
    of what is allowed remains. Full segments are left alone.
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
    return frozenset(chosen)


def _write(
    folder: Path,
    base: Base,
    kept: Mapping[str, Runs],
    rewritten: frozenset[str],
    new: Sequence[Source],
    order: Mapping[str, int],
    pace: Pace,
    bounds: Bounds,
) -> None:
    """Write the index: ``kept`` runs, those of segments to be ``rewritten``, and ``new`` sources.

    ``order`` gives by name numbers that rise in the order in which sources are written.
    """
    toc = store.read_toc(base.folder)
    with closing(_Stored(base.folder)) as stored:
        pieces = [
            Piece(run.source, run.fingerprint, partial(stored.passages, name, run), run.count,
                  run.skipped)
            for name in rewritten for run in kept[name]
        ]  # fmt: skip
        pieces += map(piece_of, new)
        pieces.sort(key=lambda piece: (order[piece.source], piece.skipped))
        segments = [
            _kept_segment(folder, base, toc[name], stored.segments[name], runs, pace)
            for name, runs in kept.items()
            if runs and name not in rewritten
        ]
        written = write_pieces(folder, pieces, pace, bounds.segment_passages)
    store.write_toc(folder, segments + written.segments)
    names = [str(one.segment_id()) for one in segments]
    of_new = {one.name for one in new}
    empty = {
        name: fingerprint
        for name, fingerprint in base.contents.empty.items()
        if name in order and name not in of_new
    }
    runs_of = {name: kept[name] for name in names} | written.runs
    Contents(runs_of, empty | written.empty).write(folder)


class _Stored:
    """The segments of an index, open."""

    def __init__(self, folder: Path) -> None:
        self.segments = {one.name: one for one in store.open_segments(folder)}

    def passages(self, name: str, run: Run) -> Iterator[Passage]:
        return map(self.segments[name].passage, range(run.first, run.first + run.count))

    def close(self) -> None:
        for one in self.segments.values():
            one.close()


def _kept_segment(
    folder: Path,
    base: Base,
    segment: store.WhooshSegment,
    stored: store.StoredSegment,
    runs: Runs,
    pace: Pace,
) -> store.WhooshSegment:
    """Link a segment of ``base`` of which ``runs`` stay, and mark the rest as deleted."""
    size, name = base.sizes[stored.name], stored.name
    before, living = mask_of(base.contents.segments[name], size), mask_of(runs, size)
    gone = before & ~living
    old_living = living_folder(base.folder, name)
    pace.tick()
    for path in base.folder.iterdir():
        if path.name.startswith(f"{name}.") and not (path == old_living and gone.any()):
            _link(path, folder / path.name)
    if gone.any():
        writer = ArrayWriter(living_folder(folder, name), pace.tick)
        Living(stored, array_reader(base.folder, name), gone, living).write(writer)
        store.delete(segment, np.flatnonzero(gone).tolist())
    return segment


def _link(path: Path, target: Path) -> None:
    """Give a file, or all files of a folder, a second name; copy where a disk knows no links."""
    if path.is_dir():
        target.mkdir(mode=0o700)
        for inside in path.iterdir():
            _link(inside, target / inside.name)
        return
    try:
        os.link(path, target)
    except OSError:
        shutil.copyfile(path, target)
