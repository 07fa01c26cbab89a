"""What is said of the agreement of two coders in the interface's language."""

from clicktui.coding.agreement import Agreement, CodeAgreement, Codes
from clicktui.coding.comparing import Comparison
from clicktui.coding.opinions import PROGRAM
from clicktui.i18n import translate as _
from clicktui.i18n import translate_plural
from clicktui.microtasks.codebook import Codebook
from clicktui.microtasks.model import Band
from clicktui.wording.codes import code_name, title_of
from clicktui.wording.coding import coder_name, measure_text


def basis_text(comparison: Comparison) -> tuple[str, ...]:
    """Return who is compared, on which passages, and what is left out, in lines."""
    first, second = coder_name(comparison.first), coder_name(comparison.second)
    count = len(comparison.passages)
    lines = [_("Agreement of {first} and {second}").format(first=first, second=second)]
    if comparison.is_with_program:
        person = second if comparison.first == PROGRAM else first
        told = translate_plural(
            "Compared is {count} of {total} passages of prose: those about which {person}"
            " decided something",
            "Compared are {count} of {total} passages of prose: those about which {person}"
            " decided something",
            count,
        )
        lines.append(told.format(count=count, total=comparison.prose, person=person))
    else:
        told = translate_plural(
            "Compared is {count} of {total} passages of prose: those about which one of them"
            " decided something",
            "Compared are {count} of {total} passages of prose: those about which one of them"
            " decided something",
            count,
        )
        lines.append(told.format(count=count, total=comparison.prose))
    if comparison.outside:
        outside = translate_plural(
            "{count} passage outside prose (headings, captions …) is not counted",
            "{count} passages outside prose (headings, captions …) are not counted",
            comparison.outside,
        )
        lines.append(outside.format(count=comparison.outside))
    if comparison.vanished:
        vanished = translate_plural(
            "{count} decision is not counted: the corpus has its words no more",
            "{count} decisions are not counted: the corpus has their words no more",
            comparison.vanished,
        )
        lines.append(vanished.format(count=comparison.vanished))
    if comparison.is_with_program:
        bands = _("clear") if comparison.least is Band.CLEAR else _("clear or possible")
        lines.append(_("The program’s codes are those that it finds {bands}").format(bands=bands))
    lines.append(
        _("A code counts only where the persons decided about it")
        if comparison.only_decided
        else _("A code that a person does not speak of there counts as not given")
    )
    return tuple(lines)


def doubts_text(comparison: Comparison, book: Codebook) -> str:
    """Return how many passages are left out of which codes for a doubt, "" for none."""
    doubts = comparison.doubts.items()
    told = ", ".join(f"{title_of(book, code)} {len(units)}" for code, units in doubts if units)
    return _("Left out for a doubt: {codes}").format(codes=told) if told else ""


def cell_names(comparison: Comparison) -> tuple[str, str, str, str]:
    """Return the names of the cells of a code: both, each alone, neither."""
    only = _("only {coder}")
    return (
        _("both"),
        only.format(coder=coder_name(comparison.first)),
        only.format(coder=coder_name(comparison.second)),
        _("neither"),
    )


def measures_text(one: CodeAgreement | Agreement) -> str:
    """Return the three measures on one line."""
    return _("same {raw}, κ {kappa}, α {alpha}").format(
        raw=measure_text(one.raw), kappa=measure_text(one.kappa), alpha=measure_text(one.alpha)
    )


def set_signs(codes: Codes, book: Codebook) -> str:
    """Return the signs of a set of codes in the order of ``book``; a dash for none."""
    return "".join(one.sign for one in book.codes if one.id in codes) or "–"


def set_text(codes: Codes, book: Codebook) -> str:
    """Return the signs and names of a set of codes, in the order of ``book``."""
    names = ", ".join(code_name(one) for one in book.codes if one.id in codes)
    return f"{set_signs(codes, book)} {names}" if names else _("– none")


def sources_text() -> tuple[str, ...]:
    """Return what the measures are, and whose, in lines."""
    return (
        _("same: share of passages on which both say the same"),
        _("κ: Cohen’s kappa (Cohen 1960); for sets, different sets are different categories"),
        _("α: Krippendorff’s alpha, nominal (2011); for sets with MASI (Passonneau 2006)"),
    )
