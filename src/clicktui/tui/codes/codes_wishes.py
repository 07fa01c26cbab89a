"""What the codes pane asks of who shows it, as Textual messages."""

from dataclasses import dataclass
from enum import StrEnum

from textual.message import Message

from clicktui.coding.model import Verdict
from clicktui.corpus.model import Passage
from clicktui.tui.wishes import CodingWish


@dataclass
class Decide(CodingWish):
    """Decide about all the words of a passage; None takes back what the user decided there."""

    passage: Passage
    code: str
    verdict: Verdict | None


@dataclass
class MemoWished(CodingWish):
    """Write the memo of the user's decision about a code of a passage."""

    passage: Passage
    code: str


class CueAct(StrEnum):
    """What can be done with cues."""

    MUTE = "mute"  # a pattern found in the passage
    ADD = "add"
    OWN = "own"  # go through those of her own
    SHIPPED = "shipped"


@dataclass
class CuesWished(CodingWish):
    """Change the cues: ``passage`` and ``code`` are those that are highlighted."""

    act: CueAct
    passage: Passage | None = None
    code: str | None = None


@dataclass
class CodebookWished(CodingWish):
    """Choose another codebook."""


@dataclass
class CodingsExportWished(CodingWish):
    """Export the codings."""


@dataclass
class CodingsImportWished(CodingWish):
    """Take in codings from a file."""


@dataclass
class CandidatesWished(CodingWish):
    """Show the codes that only meaning suggests, or hide them."""


@dataclass
class LearningWished(CodingWish):
    """Learn from the user's decisions; the effect is shown first."""


@dataclass
class Sifted(Message):
    """The user typed what the passages are to answer."""

    query: str
