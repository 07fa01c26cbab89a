"""What is kept of codings beside an exchange format, so that they come back as they were.

The formats know neither refusals nor doubts, nor whose code is which: these are codes of their own
there, and this says what they are. It stands in the ``record`` of a file under ``KEY``.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from clicktui.board.store.quotedocuments import DocumentError, Fields
from clicktui.coding.model import Decision, Verdict
from clicktui.coding.opinions import PROGRAM
from clicktui.exporting.record import guid
from clicktui.microtasks.codebook import Codebook

KEY = "codings"

PROGRAM_GUID = guid("program")
"""The identifier of the coder that the program is."""


@dataclass(frozen=True, slots=True)
class KnownCode:
    """What a code of a file stands for; ``shown`` is its name there."""

    guid: str
    codebook: str
    code: str
    verdict: Verdict
    shown: str = ""


@dataclass(frozen=True, slots=True)
class DecisionRecord:
    """What is kept of a decision: its id, the work and the words that it is about."""

    guid: str
    id: str
    work: str
    words: str

    @classmethod
    def of(cls, decision: Decision, work: str, words: str) -> "DecisionRecord":
        """Return what has to be kept of ``decision`` about ``words``, as they stand now."""
        return cls(guid("decision", decision.id), decision.id, work, words)


@dataclass(frozen=True, slots=True)
class CodingsRecord:
    """The codes of a file, and the decisions in it.

    ``program`` is the name that the program has there as a coder. ``are_alone``: the file has no
    board.
    """

    codes: tuple[KnownCode, ...] = ()
    decisions: tuple[DecisionRecord, ...] = ()
    program: str = PROGRAM
    are_alone: bool = False


def code_guid(codebook: str, code: str, verdict: Verdict = Verdict.YES) -> str:
    """Return the identifier of a code; what is refused or in doubt has others."""
    more = () if verdict is Verdict.YES else (verdict.value,)
    return guid("code", codebook, code, *more)


def known_codes(books: Iterable[Codebook]) -> tuple[KnownCode, ...]:
    """Return the codes of ``books`` as they are known in files of others that have them."""
    return tuple(
        KnownCode(code_guid(book.id, code.id, verdict), book.id, code.id, verdict)
        for book in books
        for code in book.codes
        for verdict in Verdict
    )


def codings_value(record: CodingsRecord) -> dict[str, Any]:
    """Return the record as JSON has it, keys always in the same order."""
    return {
        "alone": record.are_alone,
        "program": record.program,
        "codes": [
            {
                "guid": one.guid,
                "codebook": one.codebook,
                "code": one.code,
                "verdict": one.verdict.value,
                "shown": one.shown,
            }
            for one in record.codes
        ],
        "decisions": [
            {"guid": one.guid, "id": one.id, "work": one.work, "words": one.words}
            for one in record.decisions
        ],
    }


def codings_in(record: object) -> CodingsRecord:
    """Return the codings of a ``record``, read from JSON; an empty one where it has none.

    Nothing in it is believed to be of the right kind.
    """
    value = record.get(KEY) if isinstance(record, Mapping) else None
    try:
        return CodingsRecord() if value is None else _read(Fields(value))
    except (DocumentError, ValueError):
        return CodingsRecord()


def _read(fields: Fields) -> CodingsRecord:
    return CodingsRecord(
        codes=tuple(
            KnownCode(
                one.text("guid"),
                one.text("codebook"),
                one.text("code"),
                Verdict(one.text("verdict")),
                one.text("shown"),
            )
            for one in fields.objects("codes")
        ),
        decisions=tuple(
            DecisionRecord(one.text("guid"), one.text("id"), one.text("work"), one.text("words"))
            for one in fields.objects("decisions")
        ),
        program=fields.text("program"),
        are_alone=fields.truth("alone"),
    )
