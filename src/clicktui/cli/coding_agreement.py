"""``clicktui agreement``: how far two coders agree, and on which passages they do not."""

from argparse import Namespace
from collections.abc import Iterable
from contextlib import closing
from typing import Any

from clicktui.cli.arguments import UsageError
from clicktui.cli.coding_counts import FOUND, NOTHING_FOUND, desk_of, say_passage
from clicktui.cli.coding_progress import Telling
from clicktui.cli.documents import dump
from clicktui.cli.terminal import one_line, say
from clicktui.coding.agreement import CodeAgreement, Codes
from clicktui.coding.comparing import Comparison, coder_named, compared, prose_of
from clicktui.coding.desk import CodingDesk
from clicktui.coding.opinions import Coded
from clicktui.i18n import translate as _
from clicktui.microtasks.model import Band
from clicktui.wording.agreement import (
    basis_text,
    cell_names,
    doubts_text,
    measures_text,
    set_text,
    sources_text,
)
from clicktui.wording.codes import title_of
from clicktui.wording.coding import told_of
from clicktui.workspace import Workspace

CELLS = ("both", "only-first", "only-second", "neither")
DISAGREED = "disagreed"


def agreement(arguments: Namespace) -> int:
    """Print how far two coders agree, or the passages of one cell.

    Raises:
        NotFoundError: no such coder, code or cell.
        BoardError: the coders are the same.
        CodebookError, FolderUnusableError, BoardStoreError: see ``desk_of``.
    """
    with closing(Workspace()) as workspace:
        desk = desk_of(workspace, arguments.codebook)
        first = coder_named(desk, arguments.between)
        second = coder_named(desk, arguments.other)
        codes = [desk.codebook.code(arguments.code).id] if arguments.code else ()
        least = Band(arguments.least)
        with Telling() as telling:
            facts = workspace.facts(telling)
        prose = None if facts is None else prose_of(facts)
        only = arguments.only_decided
        comparison = compared(desk, first, second, codes, least, only, prose)
        if arguments.list:
            return _list(desk, comparison, arguments)
        if arguments.json:
            say(dump(_document(desk, comparison, arguments)))
        else:
            _say(desk, comparison)
    return FOUND if comparison.passages else NOTHING_FOUND


def _say(desk: CodingDesk, comparison: Comparison) -> None:
    overall = comparison.agreement
    say(*map(one_line, basis_text(comparison)))
    if doubts := doubts_text(comparison, desk.codebook):
        say(doubts)
    say("")
    for one in overall.codes:
        counts = (one.both, one.only_first, one.only_second, one.neither)
        named = zip(cell_names(comparison), counts, strict=True)
        cells = ", ".join(f"{one_line(name)} {len(units)}" for name, units in named)
        say(f"{title_of(desk.codebook, one.code)}  {measures_text(one)}")
        base = _("of {count}").format(count=one.base)
        say("   " + told_of(base, cells))
    say("  ".join((_("sets of codes"), measures_text(overall))))
    for (first, second), units in overall.cells.items():
        sets = " / ".join(set_text(codes, desk.codebook) for codes in (first, second))
        say(f"   {sets}  {len(units)}")
    say("", *sources_text())


def _list(desk: CodingDesk, comparison: Comparison, arguments: Namespace) -> int:
    there: list[tuple[Coded, tuple[str, ...]]]
    if arguments.list == DISAGREED:
        there = [(one.passage, (one.code,)) for one in comparison.disagreements()]
    else:
        units = [comparison.passages[unit] for unit in _units(desk, comparison, arguments)]
        there = [(one, _spoken_of(one, comparison)) for one in units]
    if arguments.json:
        ids = dict.fromkeys(one.passage.id for one, _codes in there)
        say(dump({"cell": arguments.list, "passages": list(ids)}))
    else:
        for number, (one, codes) in enumerate(there, 1):
            for code in codes:
                say_passage(desk, one, code, number)
    return FOUND if there else NOTHING_FOUND


def _spoken_of(one: Coded, comparison: Comparison) -> tuple[str, ...]:
    codes = tuple(each.code for each in comparison.agreement.codes)
    held = (c for c in codes if one.opinions[c].decisions or one.opinions[c].found is not Band.NONE)
    return tuple(held) or codes[:1]


def _units(desk: CodingDesk, comparison: Comparison, arguments: Namespace) -> Iterable[str]:
    """Return the ids of the passages of the cell that is asked for.

    Raises:
        UsageError: there is no such cell.
        NotFoundError: the codebook has no code that it names.
    """
    cell = arguments.list
    if cell in CELLS and arguments.code:
        (one,) = comparison.agreement.codes
        return [str(unit) for unit in _cells(one)[cell]]
    first, slash, second = cell.partition("/")
    if not slash:
        raise UsageError(
            _(
                "--list: expected disagreed, one of {cells} with --code, or two sets of codes "
                "like prepare,verify/-"
            ).format(cells=", ".join(CELLS))
        )
    wanted = (_set(desk, first), _set(desk, second))
    return [str(unit) for unit in comparison.agreement.cells.get(wanted, ())]


def _set(desk: CodingDesk, text: str) -> Codes:
    names = (name.strip() for name in text.split(","))
    return frozenset(desk.codebook.code(name).id for name in names if name not in ("", "-"))


def _cells(one: CodeAgreement) -> dict[str, tuple[Any, ...]]:
    return dict(zip(CELLS, (one.both, one.only_first, one.only_second, one.neither), strict=True))


def _document(desk: CodingDesk, comparison: Comparison, arguments: Namespace) -> dict[str, Any]:
    overall = comparison.agreement
    return {
        "codebook": desk.codebook.id,
        "first": comparison.first,
        "second": comparison.second,
        "least": arguments.least,
        "only_decided": comparison.only_decided,
        "compared": len(comparison.passages),
        "prose": comparison.prose,
        "outside_prose": comparison.outside,
        "left_out": comparison.left_out,
        "vanished": comparison.vanished,
        "doubts": {code: list(units) for code, units in comparison.doubts.items()},
        "codes": {
            one.code: {
                "base": one.base,
                "cells": {name: list(units) for name, units in _cells(one).items()},
                "raw": one.raw,
                "cohens_kappa": one.kappa,
                "krippendorffs_alpha_nominal": one.alpha,
            }
            for one in overall.codes
        },
        "sets": {
            "base": sum(map(len, overall.cells.values())),
            "cells": [
                {"first": sorted(first), "second": sorted(second), "passages": list(units)}
                for (first, second), units in overall.cells.items()
            ],
            "raw": overall.raw,
            "cohens_kappa": overall.kappa,
            "krippendorffs_alpha_masi": overall.alpha,
        },
    }
