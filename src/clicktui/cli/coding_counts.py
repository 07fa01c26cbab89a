"""``clicktui codes``: how many passages have which codes, and the passages of one code."""

from argparse import Namespace
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from typing import Any

import numpy as np

from clicktui.cli.coding_lines import candidate_document
from clicktui.cli.coding_progress import Telling, add_meaning
from clicktui.cli.documents import dump
from clicktui.cli.ranked import by_rank, say_json_list, shown_json
from clicktui.cli.terminal import marked, marks_matches, one_line, say, say_error
from clicktui.coding.bands import LayerMaker, Layers
from clicktui.coding.desk import CodingDesk
from clicktui.coding.findings import OF_BAND
from clicktui.coding.listing import Places, of_code
from clicktui.coding.opinions import Coded
from clicktui.coding.overview import Base, By, Row, counted, in_all, together
from clicktui.corpus.corpus import Corpus
from clicktui.corpus.model import PROSE_ROLES, Passage, Role, Span
from clicktui.i18n import language, translate_plural
from clicktui.i18n import translate as _
from clicktui.microtasks.codebook import said
from clicktui.microtasks.codebookfiles import DEFAULT
from clicktui.microtasks.model import Band
from clicktui.search.filters import Mask, mask_of_roles
from clicktui.wording.coding import (
    band_name,
    bands_text,
    decision_text,
    meant_lines,
    share_text,
)
from clicktui.wording.passages import role_name, said_by
from clicktui.wording.reasons import FINDINGS_SHOWN, finding_text, findings_apart
from clicktui.workspace import Workspace

FOUND, NOTHING_FOUND = 0, 1

_AT_ONCE = 256
"""Passages that are in memory at once while they are listed."""


def desk_of(workspace: Workspace, name: str | None) -> CodingDesk:
    """Return the codebook ``name`` at work on the corpus; None: the one of the settings.

    Raises:
        CodebookError, FolderUnusableError, BoardStoreError: see ``Workspace.coding_desk``.
    """
    desk = workspace.coding_desk if name is None else None
    if desk is None:
        desk = workspace.desk_of(name or DEFAULT)
    for notice in workspace.desk.notices:
        say_error(notice)
    return desk


def codes(arguments: Namespace) -> int:
    """Print counts of codes, or the passages of one.

    Raises:
        NotFoundError: the codebook has no such code.
        CodebookError, FolderUnusableError, BoardStoreError: see ``desk_of``.
    """
    with closing(Workspace()) as workspace:
        desk = desk_of(workspace, arguments.codebook)
        wanted = arguments.code or arguments.list
        chosen = (desk.codebook.code(wanted).id,) if wanted else desk.codes
        add_meaning(workspace, desk)
        with Telling() as telling:
            layers = LayerMaker(desk).layers(telling)
            facts = workspace.facts(telling)
        assert layers is not None  # noqa: S101 -- nothing cancels them
        assert facts is not None  # noqa: S101
        roles = frozenset(Role) if arguments.all else PROSE_ROLES
        among = mask_of_roles(facts.facets, roles) & layers.judged
        if arguments.list:
            return _list(desk, layers, among, chosen[0], arguments)
        return _count(desk, Base(facts.facets, layers.held, among), chosen, arguments)


# counts


def _count(desk: CodingDesk, base: Base, chosen: Sequence[str], arguments: Namespace) -> int:
    everything = in_all(base, chosen)
    rows = counted(base, chosen, By(arguments.by)) if arguments.by else ()
    pairs = {pair: both for pair, (_clear, both) in together(base, chosen).items()}
    if arguments.json:
        say(dump({
            "codebook": desk.codebook.id,
            "all_roles": arguments.all,
            "codes": _counts(everything),
            "passages": everything.base,
            "together": [
                {"codes": list(pair), "passages": count} for pair, count in pairs.items()
            ],
            **({"by": arguments.by, "rows": [
                {"key": row.key or None, "passages": row.base, "codes": _counts(row)}
                for row in rows
            ]} if arguments.by else {}),
        }))  # fmt: skip
        return FOUND
    say(_base(everything, desk, arguments.all))
    if arguments.by:
        _say_rows(desk, rows, chosen, arguments.band)
        return FOUND
    for code in chosen:
        clear, possible = everything.clear[code], everything.possible[code]
        band = {"clear": clear, "possible": possible}.get(arguments.band, clear + possible)
        share = share_text(band / everything.base, 1) if everything.base else _("unknown")
        parts = bands_text(clear, possible)
        say(f"{_name(desk, code)}  {band}  {share}" + ("" if arguments.band else f"  ({parts})"))
    for (one, other), count in pairs.items():
        say(f"{_sign(desk, one)} {one} + {_sign(desk, other)} {other}  {count}")
    return FOUND


def _base(everything: Row, desk: CodingDesk, are_all: bool) -> str:
    told = translate_plural("{count} passage", "{count} passages", everything.base)
    what = _("with headings, captions, comments …") if are_all else _("of prose")
    return _("{passages} {what}, codebook {codebook}").format(
        passages=told.format(count=everything.base), what=what, codebook=desk.codebook.id
    )


def _say_rows(
    desk: CodingDesk, rows: Sequence[Row], chosen: Sequence[str], band: str | None
) -> None:
    def number(row: Row, code: str) -> int:
        if band is None:
            return row.held(code)
        return (row.clear if band == "clear" else row.possible)[code]

    for row in rows:
        counts = "  ".join(f"{_sign(desk, code)} {code} {number(row, code)}" for code in chosen)
        key = one_line(row.key) or _("unknown")
        base = _("of {count}").format(count=row.base)
        say(f"{key}  {counts}  ({base})")


def _counts(row: Row) -> dict[str, dict[str, int]]:
    return {code: {"clear": row.clear[code], "possible": row.possible[code]} for code in row.clear}


def _sign(desk: CodingDesk, code: str) -> str:
    return desk.codebook.code(code).sign


def _name(desk: CodingDesk, code: str) -> str:
    name = said(desk.codebook.code(code).names, language())
    shown = code if name == code else f"{code} ({name})"
    return f"{_sign(desk, code)} {shown}"


# passages


def _list(desk: CodingDesk, layers: Layers, among: Mask, code: str, arguments: Namespace) -> int:
    places = of_code(layers, code, among)
    if arguments.band is not None:
        places = places[layers.held[code][places] == OF_BAND[Band(arguments.band)]]

    def written(one: Coded, rank: int) -> str:
        if arguments.json:
            return shown_json(passage_document(one, code))
        return "\n".join(passage_lines(desk, one, code, rank + 1))

    texts = by_rank(_read(desk, layers.corpus, places, written), len(places))
    if arguments.json:
        document = {"codebook": desk.codebook.id, "code": code, "passages": []}
        say_json_list(document, texts)
    else:
        for text in texts:
            say(text)
        told = translate_plural("{count} passage", "{count} passages", len(places))
        say(told.format(count=len(places)))
    return FOUND if len(places) else NOTHING_FOUND


def _read(
    desk: CodingDesk, corpus: Corpus, places: Places, written: Callable[[Coded, int], str]
) -> Iterator[tuple[int, str]]:
    """Yield for each of ``places``, in the order of the corpus, its rank there and what is said."""
    ranks = np.argsort(places)
    for start in range(0, len(ranks), _AT_ONCE):
        some = ranks[start : start + _AT_ONCE].tolist()
        passages = [corpus.passage_at(int(places[rank])) for rank in some]
        for rank, one in zip(some, desk.coded(passages), strict=True):
            yield rank, written(one, rank)


def passage_document(one: Coded, code: str) -> dict[str, Any]:
    """Return the object of a passage of ``code``: evidence as verbatim words, and decisions."""
    passage, opinion = one.passage, one.opinions[code]
    return {
        "id": passage.id,
        "work": passage.work,
        "paragraph": passage.paragraph,
        "text": passage.text,
        "band": opinion.band.value,
        "program": opinion.found.value,
        "score": opinion.score,
        "verdict": opinion.verdict.value if opinion.verdict else None,
        "learned": opinion.meant.learned if opinion.meant else None,
        "candidate_of": candidate_document(opinion.meant.candidate) if opinion.meant else None,
        "evidence": [passage.text[span.start : span.end] for span in _evidence(one, code)],
        "decisions": [
            {
                "coder": placed.decision.coder,
                "verdict": placed.decision.verdict.value,
                "at": placed.decision.at,
                "memo": placed.decision.memo,
                "words": placed.decision.quote.words,
            }
            for placed in opinion.decisions
        ],
    }


def say_passage(desk: CodingDesk, one: Coded, code: str, number: int) -> None:
    """Print a passage with what speaks for ``code`` in it and what was decided."""
    say(*passage_lines(desk, one, code, number))


def passage_lines(desk: CodingDesk, one: Coded, code: str, number: int) -> Iterator[str]:
    """Yield what is printed of a passage: see ``say_passage``."""
    passage, opinion = one.passage, one.opinions[code]
    band = f"{_sign(desk, code)} {code} ({band_name(opinion.band)})"
    place = f"§ {passage.paragraph}" if passage.paragraph is not None else role_name(passage.role)
    year = str(passage.year) if passage.year else _("year unknown")
    yield f"{number}. {said_by(passage)} · {year} · {place} · {passage.title}"
    yield marked(passage.text, _apart(one, code), 0) if marks_matches() else passage.text
    yield f"   {passage.id} · {band}"
    findings = findings_apart(passage.text, opinion.program) if opinion.program else ()
    for finding in findings[:FINDINGS_SHOWN]:
        yield f"   {_sign(desk, code)} {finding_text(passage.text, finding, desk.codebook.cues)}"
    for line in meant_lines(opinion.meant):
        yield f"   {_sign(desk, code)} {one_line(line)}"
    for placed in opinion.decisions:
        yield f"   {one_line(decision_text(placed.decision, _is_whole(placed.span, passage)))}"
    yield ""


def _is_whole(span: Span, passage: Passage) -> bool:
    return span.contains(Span(passage.start, passage.end))


def _evidence(one: Coded, code: str) -> tuple[Span, ...]:
    program = one.opinions[code].program
    return program.spans if program is not None and program.band is not Band.NONE else ()


def _apart(one: Coded, code: str) -> list[Span]:
    kept: list[Span] = []
    for span in _evidence(one, code):
        if not kept or span.start >= kept[-1].end:
            kept.append(span)
    return kept
