"""What the segments of an index found, numbered through: one segment's after the other's."""

from collections.abc import Sequence

import numpy as np

from clicktui.search.impacts import Numbers
from clicktui.search.scoring import Found
from clicktui.search.segment import Segment


class Together:
    """The passages found in all segments; *positions* count them from 0."""

    def __init__(self, segments: Sequence[Segment], found: Sequence[Found]) -> None:
        self._segments = segments
        self._found = found
        self._ends = np.cumsum([len(part.ids) for part in found])

    def __len__(self) -> int:
        return int(self._ends[-1])

    def passage(self, position: int) -> tuple[int, int]:
        """Return the segment, and the number in it, of the passage at ``position``."""
        segment = int(np.searchsorted(self._ends, position, side="right"))
        part = self._found[segment].ids
        return segment, int(part[position - int(self._ends[segment]) + len(part)])

    def places(self, positions: Numbers) -> Numbers:
        """Return where in the corpus the passages at ``positions`` stand."""
        places = np.zeros(len(positions), dtype=np.int64)
        owners = np.searchsorted(self._ends, positions, side="right")
        for number, (segment, part) in enumerate(zip(self._segments, self._found, strict=True)):
            own = np.flatnonzero(owners == number)
            if len(own):
                first = int(self._ends[number]) - len(part.ids)
                places[own] = segment.places[part.ids[positions[own] - first]]
        return places
