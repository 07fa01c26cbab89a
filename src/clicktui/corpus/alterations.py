"""What a user changed visibly in words that she quotes: a layer over them, never the words.

An elision stands as ``[…]`` for what it leaves out, an insertion as ``[word]``, ``[sic]`` after
what is odd and stands so in the source; emphasis is shown by whoever shows the words, and the
citation says that it was added (The Chicago Manual of Style, 13.50-13.62).
"""

from dataclasses import dataclass
from enum import StrEnum

from clicktui.corpus.model import Span


class AlterationKind(StrEnum):
    """What was altered."""

    ELISION = "elision"
    INSERTION = "insertion"
    SIC = "sic"
    EMPHASIS = "emphasis"


@dataclass(frozen=True, slots=True)
class Alteration:
    """One alteration of quoted words.

    ``span`` counts code points of the quoted words (not of the file), end exclusive: what is left
    out or emphasised; for an insertion or a ``[sic]`` it is empty and says where these stand.
    ``text`` is what is inserted, "" for the other kinds.
    """

    kind: AlterationKind
    span: Span
    text: str = ""
