"""Codings as a JSON file, for another clicktui, and back: found again by their words, or told.

    {"clicktui": 1, "format": "codings", "codings": [
      {"id": "k3…", "codebook": "microtasks", "code": "prepare", "verdict": "yes",
       "coder": "Ada", "at": "2026-11-26T10:00:00Z", "memo": "",
       "words": "…", "prefix": "…", "suffix": "…", "role": "answer",
       "work": "casilli-heidi", "title": "…", "file": "000.txt", "start": 120, "end": 180}]}

``verdict`` is yes, no or doubt. ``prefix`` and ``suffix`` are up to 32 code points around the
words; ``start`` and ``end`` count code points of the cleaned file. Places are only where the words
are looked for first: a coding whose words the corpus does not have, or has several times with
nothing to tell which is meant, is not taken in, and told. What is written has the place where the
words stand at the time; where they stand no more it has the place that they had, and ``"lost":
true`` besides.
"""

import json
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from typing import Any, TypeVar

from clicktui.board.files.retyped import typed
from clicktui.board.model import CitedWork, PinnedQuote
from clicktui.board.stamps import new_id
from clicktui.board.standing import Difference, Stand, Standing, stand_of
from clicktui.board.store.quotedocuments import DocumentError, Fields
from clicktui.coding.ledger import Ledger
from clicktui.coding.model import Decision, Verdict
from clicktui.coding.newness import coder_problem, sifted
from clicktui.corpus.cleaning import clean_text
from clicktui.corpus.corpus import Corpus
from clicktui.corpus.model import Quote, Role
from clicktui.corpus.shortening import first_words
from clicktui.errors import BoardFileError
from clicktui.i18n import translate as _

VERSION = 1
FORMAT = "codings"
KEYS = (
    "id", "codebook", "code", "verdict", "coder", "at", "memo", "words", "prefix", "suffix",
    "role", "work", "title", "file", "start", "end",
)  # fmt: skip
"""What is said of each coding."""

LOST = "lost"
"""Said besides of one whose words did not stand in their source when it was written."""

_ID = re.compile(r"[A-Za-z0-9_-]{1,64}")
_CODE = re.compile(r"[a-z0-9][a-z0-9-]{0,63}")
_TIME = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ")
_LARGEST = 64 * 1024 * 1024
_LARGEST_OFFSET = 10**12

_Word = TypeVar("_Word", bound=StrEnum)


@dataclass(frozen=True, slots=True)
class IncomingCoding:
    """A decision as a file has it: about words that are still to be found."""

    id: str
    codebook: str
    code: str
    verdict: Verdict
    coder: str
    at: str
    memo: str
    sought: Quote
    title: str


@dataclass(frozen=True, slots=True)
class NotTaken:
    """A coding that is not taken in, and why: one line."""

    coding: IncomingCoding
    reason: str


@dataclass(frozen=True, slots=True)
class TakenIn:
    """The decisions of a file that stand in the corpus; the others.

    ``older`` are those that the same coder has decided anew since, here or in the file.
    """

    decisions: tuple[Decision, ...]
    not_found: tuple[NotTaken, ...]
    older: tuple[Decision, ...]


@dataclass(frozen=True, slots=True)
class Lost:
    """A decision whose words do not stand in the corpus as they were, and why: one line."""

    decision: Decision
    reason: str


def as_they_stand(
    decisions: Iterable[Decision], ledger: Ledger
) -> tuple[tuple[Decision, ...], tuple[Lost, ...]]:
    """Return decisions with the place where their words stand now, and those that are lost.

    The lost ones are among the decisions too, in their order, with the place that they had.
    """
    standing: list[Decision] = []
    lost: list[Lost] = []
    for one in decisions:
        stand = ledger.stand(one)
        found = _same_words(one.quote, stand)
        if isinstance(found, str):
            lost.append(Lost(one, found))
        elif stand.standing is not Standing.SAME or found != one.quote:
            corpus = ledger.corpus
            cited = CitedWork.of(corpus.work(found.work), corpus.source(found.file).page)
            one = replace(one, marked=replace(one.marked, quote=found, cited=cited))
        standing.append(one)
    return tuple(standing), tuple(lost)


def codings_text(decisions: Iterable[Decision], lost: Iterable[Lost] = ()) -> str:
    """Return decisions as the text of a file, in their order; ``lost`` are marked so."""
    gone = {one.decision.id for one in lost}
    document = {
        "clicktui": VERSION,
        "format": FORMAT,
        "codings": [_document(one, is_lost=one.id in gone) for one in decisions],
    }
    return json.dumps(document, ensure_ascii=False, indent=1) + "\n"


def _document(one: Decision, *, is_lost: bool) -> dict[str, Any]:
    quote = one.quote
    values = (
        one.id, one.codebook, one.code, one.verdict.value, one.coder, one.at, one.memo,
        quote.words, quote.prefix, quote.suffix, quote.role.value, quote.work,
        one.marked.cited.title, quote.file, quote.start, quote.end,
    )  # fmt: skip
    return dict(zip(KEYS, values, strict=True)) | ({LOST: True} if is_lost else {})


def read_codings(text: str, name: str) -> tuple[IncomingCoding, ...]:
    """Return what the file ``name`` with this ``text`` says.

    Raises:
        BoardFileError: it is no file of codings, or one of them has a mistake; the text says which
            (counted from 1) and what.
    """
    if len(text) > _LARGEST:
        raise _mistake(name, _("larger than 64 MB"))
    try:
        document = json.loads(text.removeprefix("\ufeff"))
    except (ValueError, RecursionError) as error:
        deep = _("nested too deep")
        other = deep if isinstance(error, RecursionError) else _("a number is too long")
        reason = getattr(error, "msg", other)
        raise _mistake(name, _("not JSON: {reason}").format(reason=reason)) from error
    is_ours = isinstance(document, dict) and document.get("format") == FORMAT
    if not is_ours or not isinstance(document.get("codings"), list):
        raise _mistake(name, _("is no file of codings that clicktui wrote"))
    if document.get("clicktui") != VERSION:
        raise _mistake(name, _("was written by another version of clicktui: update this one"))
    found = []
    for number, value in enumerate(document["codings"], 1):
        try:
            found.append(_coding(value))
        except DocumentError as error:
            where = _("coding {number}: {problem}").format(number=number, problem=error)
            raise _mistake(name, where) from error
    return tuple(found)


def _mistake(name: str, problem: str) -> BoardFileError:
    return BoardFileError(f"{name}: {problem}")


def _coding(value: object) -> IncomingCoding:
    """Return a coding.

    Raises:
        DocumentError: something is missing, wrong or not known.
    """
    fields = Fields(value)
    verdict, role = _one_of(fields, "verdict", Verdict), _one_of(fields, "role", Role)
    span = fields.span()
    if span.end > _LARGEST_OFFSET:
        raise DocumentError(f"end: {span.end}")
    words = fields.text("words")
    if not words.strip():
        raise DocumentError(_("no words are coded"))
    work = fields.text("work")
    coding = IncomingCoding(
        id=_matching(fields, "id", _ID),
        codebook=_matching(fields, "codebook", _CODE),
        code=_matching(fields, "code", _CODE),
        verdict=verdict,
        coder=_coder(fields.text("coder")),
        at=_time(fields),
        memo=clean_text(fields.text("memo")).strip("\n"),
        sought=Quote(
            work, fields.text("file"), span.start, span.end, words, fields.text("prefix"),
            fields.text("suffix"), role, None, (), False, False, None, "",
        ),
        title=fields.text("title"),
    )  # fmt: skip
    if fields.has(LOST):
        fields.truth(LOST)
    fields.refuse_more()
    return coding


def _matching(fields: Fields, name: str, pattern: re.Pattern[str]) -> str:
    text = fields.text(name)
    if not pattern.fullmatch(text):
        raise DocumentError(f"{name}: {first_words(text)}")
    return text


def _one_of(fields: Fields, name: str, kind: type[_Word]) -> _Word:
    text = fields.text(name)
    try:
        return kind(text)
    except ValueError as error:
        raise DocumentError(f"{name}: {first_words(text)}") from error


def _time(fields: Fields) -> str:
    text = _matching(fields, "at", _TIME)
    try:
        datetime.fromisoformat(text)
    except ValueError as error:
        raise DocumentError(f"at: {text}") from error
    return text


def _coder(text: str) -> str:
    name = " ".join(clean_text(text).split())
    is_seen = any(sign.isprintable() and not sign.isspace() for sign in name)
    if not is_seen:
        raise DocumentError(_("coder: expected a name"))
    return name


def resolved(
    codings: Sequence[IncomingCoding],
    corpus: Corpus,
    present: Iterable[Decision] = (),
    coder: str = "",
) -> TakenIn:
    """Find the words of ``codings`` in ``corpus``; a name as ``coder`` is whose they are.

    ``present`` are the decisions that are there: what the same coder decided about the same words
    at the same time or later stays as it is. Nobody can have the name of the program.
    """
    made: list[Decision] = []
    not_found: list[NotTaken] = []
    for one in codings:
        who = coder or one.coder
        problem = coder_problem(who)
        found = problem or _found(one, corpus)
        if isinstance(found, str):
            not_found.append(NotTaken(one, found))
            continue
        cited = CitedWork.of(corpus.work(found.work), corpus.source(found.file).page)
        marked = PinnedQuote(one.id, found, cited, who, one.at, one.memo)
        made.append(Decision(marked, one.codebook, one.code, one.verdict))
    new, older = sifted(made, present)
    return TakenIn(new, tuple(not_found), older)


def _found(one: IncomingCoding, corpus: Corpus) -> Quote | str:
    """Return the quote of the corpus that has the words of a coding, or why there is none."""
    sought = one.sought
    cited = CitedWork(sought.work, {"title": one.title}, "")
    stand = stand_of(PinnedQuote(new_id(), sought, cited, one.coder, one.at), corpus)
    return _same_words(sought, stand)


def _same_words(sought: Quote, stand: Stand) -> Quote | str:
    """Return where the words of ``sought`` stand, or why they do not."""
    found = stand.found
    if found is None:
        return _("no text of the corpus has these words")
    if Difference.OTHER_WORK in stand.differences:
        return _("the work has these words no more; {work} has").format(work=found.work)
    if found.words != sought.words and typed(found.words) != typed(sought.words):
        here = first_words(found.words)
        return _("the words are others here: “{words}”").format(words=here)
    if Difference.AMBIGUOUS in stand.differences:
        return _("these words stand there several times, and nothing tells which are meant")
    return found
