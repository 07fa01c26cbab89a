"""Labels: what is known of passages and does not stand in the index, for filters to ask.

The index holds words and where they stand. What people and programs hold of passages changes at
every decision, so whoever knows it gives the engine ``Labels`` (see ``Engine.label``), as often
as it changes; search knows nothing else of them. All arrays have one value for each passage of
the index, in its order, which is that of the corpus.
"""

from collections.abc import Mapping, Sequence
from typing import Any, Protocol

import numpy as np
import numpy.typing as npt

from clicktui.search.query import Field, Filter

Mask = npt.NDArray[np.bool_]
Ranks = npt.NDArray[Any]

Groups = Sequence[Sequence[Filter]]
"""Filters on labels (``LABEL_FIELDS``): one of each group has to hold."""


class Labels(Protocol):
    """What is known of the passages at one moment; it never changes."""

    def __len__(self) -> int:
        """Return how many passages it is known of: all, or these are not those of the index."""

    @property
    def known(self) -> int:
        """Of how many of them it is known by now; the others answer nothing."""

    def mask(self, wanted: Groups) -> Mask:
        """Return which passages answer ``wanted``."""

    def ranks(self, wanted: Groups) -> Ranks | None:
        """Return numbers, higher is better, that order what answers ``wanted`` alone.

        None leaves it in the order of the corpus.
        """

    def values(self, field: Field) -> Mapping[str, int]:
        """Return the values that ``field`` can take, with the passages that each finds."""
