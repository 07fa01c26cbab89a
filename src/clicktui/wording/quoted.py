"""What is said of the codes of quoted words in the interface's language."""

from collections.abc import Iterable

from clicktui.coding.model import Verdict
from clicktui.coding.opinions import PROGRAM
from clicktui.coding.quoted import QuotedCode
from clicktui.i18n import language
from clicktui.i18n import translate as _
from clicktui.microtasks.codebook import said
from clicktui.microtasks.model import Band
from clicktui.wording.coding import band_name

_CONFIRMED, _POSSIBLE = "+", "?"  # a check mark is the sign of a code


def codes_signs(codes: Iterable[QuotedCode]) -> str:
    """Return the signs of the codes that hold: ``▲`` clear, ``▲?`` possible, ``▲+`` confirmed."""
    signs = []
    for one in codes:
        if one.is_held:
            confirmed = _CONFIRMED if one.verdict is Verdict.YES else ""
            unsure = _POSSIBLE if one.band is Band.POSSIBLE else ""
            signs.append(one.code.sign + (confirmed or unsure))
    return " ".join(signs)


def code_text(one: QuotedCode) -> str:
    """Return a code with its sign, and who says what of it for the quote."""
    words = []
    for coder, band in one.said():
        verdict = None if coder == PROGRAM else one.verdict_of(coder)
        name = _("the program") if verdict is None else coder
        word = band_name(band) if verdict is None else _verdict_name(verdict)
        words.append(_("{coder}: {verdict}").format(coder=name, verdict=word))
    name = f"{one.code.sign} {said(one.code.names, language()) or one.code.id}"
    return f"{name} ({', '.join(words)})" if words else ""


def _verdict_name(verdict: Verdict) -> str:
    return {
        Verdict.YES: _("confirmed"),
        Verdict.NO: _("refused"),
        Verdict.DOUBT: _("in doubt"),
    }[verdict]
