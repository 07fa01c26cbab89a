"""What codes and their lists are called in the interface's language."""

from clicktui.i18n import language, translate_plural
from clicktui.i18n import translate as _
from clicktui.microtasks.codebook import Code, Codebook, said
from clicktui.tui.codes.view import DIFFERING, SEVERAL, UNDECIDED, CodesView, Listed
from clicktui.tui.drawing.layout import printable
from clicktui.wording import codes
from clicktui.wording.coding import bands_text, told_of


def code_name(code: Code) -> str:
    """Return the name of ``code``; a code under others is named with its own name alone."""
    return printable(codes.code_name(code))


def codebook_name(codebook: Codebook) -> str:
    """Return the name of ``codebook``."""
    return printable(said(codebook.names, language()) or codebook.id)


def list_name(view: CodesView, one: Listed) -> str:
    """Return the sign and name of a list."""
    code = view.code(one.id)
    if code is not None:
        return f"{code.sign} {code_name(code)}"
    return {
        SEVERAL: _("Several codes"),
        DIFFERING: _("You and the program differ"),
        UNDECIDED: _("Undecided"),
    }[one.id]


def short_name(view: CodesView, one: Listed) -> str:
    """Return the name of a list for a row of many."""
    code = view.code(one.id)
    if code is not None:
        return f"{code.sign} {code_name(code)}"
    return {SEVERAL: _("Several"), DIFFERING: _("Differing"), UNDECIDED: _("Undecided")}[one.id]


def short_count(view: CodesView, one: Listed) -> str:
    """Return how many passages a list has: of a code, the clear ones and the possible ones."""
    return f"{one.clear}+{one.possible}" if view.code(one.id) else str(len(one))


def count_text(view: CodesView, one: Listed) -> str:
    """Return how many passages a list has, in words."""
    if view.code(one.id) is None:
        return str(len(one))
    return bands_text(one.clear, one.possible)


def judged_text(view: CodesView) -> str:
    """Return of how many passages the codes are known, "" where of all."""
    judged, total = view.layers.known, len(view.layers)
    if judged == total:
        return ""
    return _("{done} of {total} judged so far").format(done=judged, total=total)


def status_parts(view: CodesView, open_list: Listed | None) -> list[str]:
    """Return what the status line says of ``view``; of ``open_list`` where it is shown alone."""
    count = translate_plural("{count} passage", "{count} passages", view.count)
    parts = [codebook_name(view.codebook), count.format(count=view.count)]
    if view.count != view.total:
        parts.append(_("of {total} of prose").format(total=view.total))
    if open_list is not None:
        parts.append(told_of(list_name(view, open_list), count_text(view, open_list)))
    if not view.own.are_none:
        changed = len(view.own.muted) + len(view.own.added)
        own = translate_plural("{count} cue of yours", "{count} cues of yours", changed)
        parts.append(own.format(count=changed))
    if view.uses_learned is not None:
        learned = _("+ learned"), _("− learned")
        parts.append(learned[0] if view.uses_learned else learned[1])
    return parts
