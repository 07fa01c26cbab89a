"""What is said of codings in the interface's language, on screen and without one."""

from collections.abc import Iterable

from clicktui.coding.exchange import Lost
from clicktui.coding.model import Decision, Verdict
from clicktui.coding.opinions import PROGRAM, Meant, Opinion
from clicktui.corpus.shortening import first_words
from clicktui.i18n import translate as _
from clicktui.i18n import translate_plural
from clicktui.microtasks.codebook import Codebook
from clicktui.microtasks.evaluation import Figure
from clicktui.microtasks.model import Band
from clicktui.wording.codes import title_of

VERDICT_SIGNS = {Verdict.YES: "+", Verdict.NO: "✗", Verdict.DOUBT: "?"}
"""Stand beside a code that somebody decided about; a check mark is the sign of a code."""


def band_name(band: Band) -> str:
    """Return the name of ``band``."""
    return {Band.CLEAR: _("clear"), Band.POSSIBLE: _("possible"), Band.NONE: _("none")}[band]


def bands_text(clear: int, possible: int) -> str:
    """Return how many passages have a code clearly, and how many possibly."""
    sure = translate_plural("{count} clear", "{count} clear", clear).format(count=clear)
    unsure = translate_plural("{count} possible", "{count} possible", possible)
    return f"{sure}, {unsure.format(count=possible)}"


def band_signs_text(book: Codebook, held: Iterable[tuple[str, Band]]) -> str:
    """Return the signs of the codes of a passage: ``●`` where clear, ``●?`` where possible."""
    return "".join(
        book.code(code).sign if band is Band.CLEAR else f"{book.code(code).sign}?"
        for code, band in held
        if band is not Band.NONE
    )


def verdict_name(verdict: Verdict) -> str:
    """Return what somebody decided, in a word."""
    return {
        Verdict.YES: _("confirmed"),
        Verdict.NO: _("refused"),
        Verdict.DOUBT: _("in doubt"),
    }[verdict]


def opinion_text(opinion: Opinion) -> str:
    """Return what is held of a code: the program's band, or the user's word with its sign."""
    if opinion.verdict is None and opinion.meant is not None:
        return _("{band} by meaning").format(band=band_name(opinion.band))
    if opinion.verdict is None:
        return band_name(opinion.band)
    return f"{verdict_name(opinion.verdict)} {VERDICT_SIGNS[opinion.verdict]}"


def signs_text(opinions: Iterable[tuple[str, Opinion]]) -> str:
    """Return the signs of codes, given with them, that are held: ``●`` clear, ``●?`` possible.

    What the user confirmed has ``+``; what she doubts is possible.
    """
    signs = []
    for sign, opinion in opinions:
        if opinion.is_held:
            decided = VERDICT_SIGNS[Verdict.YES] if opinion.verdict is Verdict.YES else ""
            signs.append(sign + (decided or ("?" if opinion.band is Band.POSSIBLE else "")))
    return " ".join(signs)


def coder_name(coder: str) -> str:
    """Return the name of a coder; the program is called so."""
    return _("the program") if coder == PROGRAM else coder


def decision_text(decision: Decision, is_whole: bool) -> str:
    """Return who decided what, when and why; of which words, where not of the whole passage."""
    words = "" if is_whole else _("“{words}”").format(words=first_words(decision.quote.words))
    verdict = verdict_name(decision.verdict)
    said = _("{coder}: {verdict}").format(coder=decision.coder, verdict=verdict)
    return " · ".join(filter(None, (said, words, decision.at[:10], decision.memo)))


def decided_code(codebook: str, code: str, book: Codebook) -> str:
    """Return the title of a code that somebody decided about, or its id where not of ``book``."""
    return title_of(book, code) if codebook == book.id else f"{codebook}: {code}"


def lost_text(lost: Lost, book: Codebook) -> str:
    """Return that the words of a decision are not where they were, and why."""
    one = lost.decision
    return _("with the place that it had: {coder}, {code}, “{words}”: {reason}").format(
        coder=one.coder,
        code=decided_code(one.codebook, one.code, book),
        words=first_words(one.quote.words),
        reason=lost.reason,
    )


def told_of(name: str, told: str) -> str:
    """Return what is told of ``name``: after a colon, as the interface's language sets it."""
    return _("{name}: {told}").format(name=name, told=told)


def share_text(share: float, places: int = 0) -> str:
    """Return a share in percent, as the interface's language writes it."""
    return _("{number}%").format(number=f"{share * 100:.{places}f}")


def measure_text(value: float | None) -> str:
    """Return a measure of agreement to three places, or that it is not defined."""
    return _("not defined") if value is None else f"{value:.3f}"


def meant_lines(meant: Meant | None) -> Iterable[str]:
    """Yield what meaning says beside the cues; a candidate's evidence is the passage itself."""
    if meant is not None and meant.learned is not None:
        yield (
            _("possible by what was learned from your decisions")
            if meant.learned
            else _("not so, by what was learned from your decisions")
        )
    if meant is not None and meant.candidate is not None:
        yield _("possible by the meaning of the whole passage, not by its cues")
        yield _("resembles: “{words}” (example, {likeness})").format(
            words=first_words(meant.candidate.words, 160), likeness=f"{meant.candidate.cosine:.2f}"
        )


def reading_text(done: int, total: int) -> str:
    """Return how far the reading by meaning is; texts are passages and sentences of examples."""
    if not total:
        return _("Reading by meaning: getting ready …")
    line = _("Reading by meaning: {done} of {total} texts")
    return line.format(done=done, total=total)


def figure_text(figure: Figure) -> str:
    """Return a share as ``0.81 [0.74-0.87]``, or as unknown."""
    if figure.value is None:
        return _("unknown")
    if figure.low is None or figure.high is None:
        return f"{figure.value:.3f}"
    return f"{figure.value:.3f} [{figure.low:.3f}-{figure.high:.3f}]"
