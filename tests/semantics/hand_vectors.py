"""Vectors made by hand, and an encoder that makes some of any words without knowing any."""

import hashlib
from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np

from clicktui.microtasks.semantics.encoding import DIMENSIONS, Array
from clicktui.microtasks.semantics.vectors import Vectors, fill, open_vectors


def pointing(*parts: float) -> Array:
    """The vector of length 1 in the direction of these first coordinates."""
    vector = np.zeros(DIMENSIONS, dtype=np.float32)
    vector[: len(parts)] = parts
    return vector / np.linalg.norm(vector)


class HandEncoder:
    """Gives the vectors it was told, and to other words one drawn by their digest."""

    version = "hand-1"

    def __init__(self, told: Mapping[str, Array] | None = None) -> None:
        self.told = told or {}
        self.asked: list[str] = []

    def encode(self, words: str) -> Array:
        self.asked.append(words)
        if words in self.told:
            return self.told[words]
        seed = hashlib.sha256(" ".join(words.split()).encode()).digest()
        drawn = np.random.default_rng(list(seed)).normal(size=DIMENSIONS)
        return (drawn / np.linalg.norm(drawn)).astype(np.float32)


def vectors_of(folder: Path, told: Mapping[str, Array], others: Sequence[str] = ()) -> Vectors:
    encoder = HandEncoder(told)
    return fill(open_vectors(folder, encoder.version), lambda: [*told, *others], encoder)
