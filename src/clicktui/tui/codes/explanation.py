"""Why a passage stands where it stands: what the program found, and what people decided."""

from collections.abc import Iterator, Mapping

from clicktui.coding.opinions import Coded, Opinion, Placed
from clicktui.corpus.shortening import first_words
from clicktui.i18n import language
from clicktui.i18n import translate as _
from clicktui.microtasks.codebook import Code, Codebook, said
from clicktui.microtasks.cues import Cues
from clicktui.microtasks.model import Band, Coding
from clicktui.tui.codes.naming import code_name
from clicktui.tui.codes.passage_rows import place_text, words_runs
from clicktui.tui.codes.view import shown_first
from clicktui.tui.drawing.layout import printable
from clicktui.tui.drawing.pieces import Piece
from clicktui.wording.coding import (
    VERDICT_SIGNS,
    band_name,
    meant_lines,
    told_of,
    verdict_name,
)
from clicktui.wording.passages import said_by
from clicktui.wording.reasons import (
    FINDINGS_SHOWN,
    finding_words,
    findings_apart,
    more_text,
    reason_lines,
)


def explained(
    one: Coded, list_id: str, book: Codebook, who: str, *, with_words: bool, in_full: bool = False
) -> list[Piece]:
    """Return what is to be said of a passage.

    ``with_words``: the passage itself comes last. ``in_full``: all that was found and counted, and
    what the codes mean; else the first of it, and how much more there is.
    """
    pieces: list[Piece] = []
    order = shown_first(list_id, one)
    codes = {code.id: code for code in book.codes}
    for code in (*order, *(code for code in codes if code not in order)):
        opinion = one.opinions[code]
        if _is_silent(opinion) and code != list_id:
            continue
        pieces += _of_code(one, codes[code], opinion, who)
        if opinion.program is not None:
            pieces += _why(one.passage.text, opinion.program, book.cues, in_full=in_full)
        pieces += [
            Piece(f"  {printable(line)}\n", ("emphasis",)) for line in meant_lines(opinion.meant)
        ]
        definition = said(codes[code].definition, language())
        if definition and in_full:
            pieces.append(Piece(f"  {printable(definition)}\n", ("quiet",)))
    silent = [codes[code] for code in codes if _is_silent(one.opinions[code]) and code != list_id]
    if silent:
        names = ", ".join(f"{code.sign} {code_name(code)}" for code in silent)
        pieces.append(Piece(_("Nothing found: {codes}").format(codes=names) + "\n", ("quiet",)))
    if with_words:
        pieces += _words(one, order, codes)
    return pieces


def _is_silent(opinion: Opinion) -> bool:
    return opinion.found is Band.NONE and not opinion.decisions and opinion.meant is None


def _of_code(one: Coded, code: Code, opinion: Opinion, who: str) -> Iterator[Piece]:
    yield Piece(f"{code.sign} {code_name(code)}", ("strong",))
    band = band_name(opinion.found)
    if opinion.program is not None and opinion.program.findings:
        band += f" ({opinion.score:.2f})"
    told = [_("program: {band}").format(band=band)]
    if opinion.verdict is not None:
        sign = VERDICT_SIGNS[opinion.verdict]
        told.append(_("you: {verdict}").format(verdict=f"{verdict_name(opinion.verdict)} {sign}"))
    if opinion.differs:
        told.append(_("you differ"))
    yield Piece("  " + " · ".join(told) + "\n")
    for placed in opinion.decisions:
        yield from _decision(one, placed, who)


def _why(passage: str, coding: Coding, cues: Cues, *, in_full: bool) -> Iterator[Piece]:
    """Yield the words that were found, a line each, and what counted for the first of them."""
    findings = findings_apart(passage, coding)
    for finding in findings if in_full else findings[:FINDINGS_SHOWN]:
        yield Piece(f"  {printable(finding_words(passage, finding))}\n")
    left = len(findings[FINDINGS_SHOWN:])
    if left and not in_full:
        yield Piece(f"  {more_text(left)}\n", ("quiet",))
    if findings:
        for line in reason_lines(findings[0], cues, in_full=in_full):
            yield Piece(f"  {printable(line)}\n", ("quiet",))


def _decision(one: Coded, placed: Placed, who: str) -> Iterator[Piece]:
    decision = placed.decision
    coder = decision.coder
    name = _("you ({name})").format(name=coder) if coder == who else coder
    sign = VERDICT_SIGNS[decision.verdict]
    verdict = f"{verdict_name(decision.verdict)}, {decision.at[:10]}"
    told = "  " + told_of(f"{sign} {name}", verdict)
    if len(placed.span) != len(one.passage.text):
        told += _(", on “{words}”").format(words=first_words(decision.quote.words))
    yield Piece(f"{printable(told)}\n", ("emphasis",) if coder == who else ())
    for line in decision.memo.splitlines():
        yield Piece(f"      {printable(line)}\n", ("altered",))


def _words(one: Coded, order: tuple[str, ...], codes: Mapping[str, Code]) -> Iterator[Piece]:
    passage = one.passage
    yield Piece(f"{said_by(passage)}, {place_text(passage)}, {passage.title}\n", ("quiet",))
    for text, styles in words_runs(one, order, codes):
        yield Piece(printable(text), ("strong",) if "evidence" in styles else ())
    yield Piece("\n")
