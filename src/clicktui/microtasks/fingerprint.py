"""A digest of all that judgements depend on: codes, cues, and the program that judges by them."""

import hashlib
import unicodedata
from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import fields, is_dataclass, replace
from functools import lru_cache
from importlib.resources import files

from clicktui.microtasks.cues import Cues

_JUDGING = (
    ("clicktui.microtasks", ""),
    ("clicktui.corpus", "folding.py"),
    ("clicktui.corpus", "sentences.py"),
)
"""The modules that judge: of each package all of them, or the one that is named."""


def classifier_fingerprint(codes: Sequence[str], cues: Cues) -> str:
    """Return a BLAKE2b digest (hex) of ``codes``, ``cues`` and the modules that judge by them.

    What cues are called does not count. The program's own text does, so that no judgement of an
    older clicktui is ever taken for one of this.
    """
    digest = hashlib.blake2b(digest_size=16)
    digest.update(program_fingerprint().encode())
    for part in (tuple(codes), replace(cues, names={})):
        for piece in _written(part):
            digest.update(piece.encode())
            digest.update(b"\0")
    return digest.hexdigest()


@lru_cache(maxsize=1)
def program_fingerprint() -> str:
    """Return a BLAKE2b digest (hex) of the modules that judge, and of Python's table of letters."""
    digest = hashlib.blake2b(unicodedata.unidata_version.encode(), digest_size=16)
    for package, wanted in _JUDGING:
        there = sorted(files(package).iterdir(), key=lambda one: one.name)
        for module in there:
            if module.is_file() and module.name.startswith(wanted):
                digest.update(module.name.encode() + b"\0")
                digest.update(module.read_bytes())
    return digest.hexdigest()


def _written(value: object) -> Iterator[str]:
    """Yield ``value`` piece by piece, always in the same way: sets in order, mappings as they are.

    Mappings keep their order: of patterns that say the same the first is told.
    """
    if is_dataclass(value):
        yield f"{type(value).__name__}("
        for one in fields(value):
            yield one.name
            yield from _written(getattr(value, one.name))
    elif isinstance(value, Mapping):
        yield f"{{{len(value)}"
        for name, one in value.items():
            yield from _written(name)
            yield from _written(one)
    elif isinstance(value, Set):
        yield from _written(tuple(sorted(value)))
    elif isinstance(value, Sequence) and not isinstance(value, str):
        yield f"[{len(value)}"
        for one in value:
            yield from _written(one)
    else:
        yield repr(value)
