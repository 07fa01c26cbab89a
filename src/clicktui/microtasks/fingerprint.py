"""A digest of all that judgements depend on: codes, cues, and the program that judges by them."""

import hashlib
import unicodedata
from collections.abc import Iterator, Sequence
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
    for piece in (repr(tuple(codes)), *_written(cues)):
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


def _written(cues: Cues) -> Iterator[str]:
    """Yield all that judging takes from ``cues``, always in the same way.

    Of patterns the text, which with the endings of their language says all. Cues and patterns keep
    their order: of patterns that find the same the first is told.
    """
    yield repr((cues.rules, cues.clear, cues.possible, cues.further, cues.most_further))
    for lang, there in cues.languages.items():
        yield repr((lang, tuple(there.endings.items()), there.hiding))
        for cue, patterns in there.patterns.items():
            yield repr((cue, [one.text for one in patterns]))
