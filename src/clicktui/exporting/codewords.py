"""What documents and tables say of the codes of a quote, in words.

Documents say names and signs in their own language, and who says what where not all say the same.
Tables have the ids of codes, which are the same in all languages.
"""

from collections.abc import Mapping

from clicktui.citing.typography import NO_BREAK_SPACE
from clicktui.coding.model import Verdict
from clicktui.coding.opinions import PROGRAM
from clicktui.coding.quoted import QuotedCode
from clicktui.exporting.material import ExportedQuote
from clicktui.microtasks.codebook import said
from clicktui.microtasks.model import Band

BANDS: Mapping[str, Mapping[Band, str]] = {
    "fr": {Band.CLEAR: "clair", Band.POSSIBLE: "possible", Band.NONE: "non"},
    "it": {Band.CLEAR: "chiaro", Band.POSSIBLE: "possibile", Band.NONE: "no"},
    "en": {Band.CLEAR: "clear", Band.POSSIBLE: "possible", Band.NONE: "no"},
}
"""What the program says of a code, in each language of the citations."""

VERDICTS: Mapping[str, Mapping[Verdict, str]] = {
    "fr": {Verdict.YES: "oui", Verdict.NO: "non", Verdict.DOUBT: "en doute"},
    "it": {Verdict.YES: "sì", Verdict.NO: "no", Verdict.DOUBT: "in dubbio"},
    "en": {Verdict.YES: "yes", Verdict.NO: "no", Verdict.DOUBT: "in doubt"},
}
"""What people say of it."""

_CODES = {"fr": f"Codes{NO_BREAK_SPACE}: ", "it": "Codici: ", "en": "Codes: "}
_COLON = {"fr": f"{NO_BREAK_SPACE}: ", "it": ": ", "en": ": "}
_SEPARATOR = "; "


def codes_line(one: ExportedQuote, lang: str) -> str:
    """Return the codes of a quote on one line, "" where it has none.

    ``Codes: ▲ Prepare, ■ Verify (clicktui: possible, Ada: no)``. A code that nobody gives is not
    named.
    """
    told = [_told(code, lang) for code in one.codes]
    named = ", ".join(filter(None, told))
    return _CODES[lang] + named if named else ""


def _told(code: QuotedCode, lang: str) -> str:
    opinions = code.said()
    bands = {band for _coder, band in opinions}
    if not bands - {Band.NONE}:
        return ""
    name = f"{code.code.sign} {said(code.code.names, lang) or code.code.id}"
    if bands == {Band.CLEAR}:
        return name
    if bands == {Band.POSSIBLE}:
        return f"{name} ({BANDS[lang][Band.POSSIBLE]})"
    words = [f"{coder}{_COLON[lang]}{_word(code, coder, band, lang)}" for coder, band in opinions]
    return f"{name} ({', '.join(words)})"


def _word(code: QuotedCode, coder: str, band: Band, lang: str) -> str:
    verdict = None if coder == PROGRAM else code.verdict_of(coder)
    return BANDS[lang][band] if verdict is None else VERDICTS[lang][verdict]


def held(one: ExportedQuote) -> str:
    """Return the codes that hold: ``prepare; imitate (possible)``."""
    names = {Band.CLEAR: "{id}", Band.POSSIBLE: "{id} (possible)"}
    codes = (code for code in one.codes if code.is_held)
    return _SEPARATOR.join(names[code.band].format(id=code.code.id) for code in codes)


def by_program(one: ExportedQuote) -> str:
    """Return what the program finds: ``prepare (clear, 0.93): “annotent” + “les images”``."""
    told = []
    for code in one.codes:
        if (found := code.program) is not None:
            start = one.quote.start
            words = (one.quote.words[span.start - start : span.end - start] for span in found.spans)
            evidence = " + ".join(f"“{' '.join(each.split())}”" for each in words)
            told.append(f"{code.code.id} ({found.band.value}, {found.score:.2f}): {evidence}")
    return _SEPARATOR.join(told)


def by_people(one: ExportedQuote) -> str:
    """Return all decisions: ``prepare: no (Ada, 2026-11-26T10:00:00Z): memo``."""
    told = []
    for code in one.codes:
        for placed in code.decisions:
            decision = placed.decision
            who = f"{code.code.id}: {decision.verdict.value} ({decision.coder}, {decision.at})"
            memo = " ".join(decision.memo.split())
            told.append(f"{who}: {memo}" if memo else who)
    return _SEPARATOR.join(told)
