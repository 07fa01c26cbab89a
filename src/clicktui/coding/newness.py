"""What decisions of a file are new here: of each coder only the latest about the same words."""

from collections.abc import Iterable

from clicktui.coding.model import Decision
from clicktui.coding.opinions import PROGRAM
from clicktui.i18n import translate as _

LONGEST_NAME = 200
"""Code points of the name of a coder."""


def sifted(
    decisions: Iterable[Decision], present: Iterable[Decision]
) -> tuple[tuple[Decision, ...], tuple[Decision, ...]]:
    """Return which ``decisions`` are new, and which are not.

    Not new is what the same coder decided about the same code and words at the same time or later,
    among those ``present`` or in the file itself.
    """
    latest = {one.subject: one.at for one in present}
    new: dict[tuple[object, ...], Decision] = {}
    older: list[Decision] = []
    for one in decisions:
        there = latest.get(one.subject)
        if there is not None and there >= one.at:
            older.append(one)
            continue
        if one.subject in new:
            older.append(new.pop(one.subject))
        new[one.subject] = one
        latest[one.subject] = one.at
    return tuple(new.values()), tuple(older)


def coder_problem(coder: str) -> str:
    """Return why nobody's decisions can be kept under this name, in one line; "" where they can."""
    if coder == PROGRAM:
        return _("{name} is the name of the program itself").format(name=PROGRAM)
    if len(coder) > LONGEST_NAME:
        return _("the coder has a name of more than {n} letters").format(n=LONGEST_NAME)
    return ""
