"""Why the program gives a code, in words: what it found, and what counted for it and against.

Circumstances are told by the names that the cues have in the interface's language; what they weigh
is told by their order alone.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from clicktui.i18n import language, translate_plural
from clicktui.i18n import translate as _
from clicktui.microtasks.codebook import said
from clicktui.microtasks.cues import Cues
from clicktui.microtasks.model import Coding, Finding
from clicktui.microtasks.rules import Condition, Where, condition

FINDINGS_SHOWN = 3
_NAMED = 4
"""So many circumstances on one side are named where the rest is only counted."""

_SLIGHT = 0.005
"""What weighs less counts neither for a code nor against it."""


@dataclass(frozen=True, slots=True)
class Reason:
    """A circumstance that counted: its name, what it weighs in log-odds, and where it stands.

    ``places`` are empty where it may stand anywhere in the passage.
    """

    name: str
    weight: float
    places: tuple[str, ...]


def finding_words(passage: str, finding: Finding) -> str:
    """Return the words of a finding: “annotent” + “les images”, same sentence."""
    words = [
        _("“{words}”").format(words=passage[sign.span.start : sign.span.end])
        for sign in finding.signs
    ]
    told = [" + ".join(words)]
    if len(words) > 1:
        told.append(_("same sentence"))
    return ", ".join(told)


def findings_apart(passage: str, coding: Coding) -> tuple[Finding, ...]:
    """Return the findings of a coding, the strongest first, those with the same words once."""
    apart: dict[str, Finding] = {}
    for one in coding.findings:
        apart.setdefault(finding_words(passage, one), one)
    return tuple(apart.values())


def finding_text(passage: str, finding: Finding, cues: Cues) -> str:
    """Return the words of a finding and what counted: “annotent” + “les images” [for: a person]."""
    told = "; ".join(reason_lines(finding, cues))
    words = finding_words(passage, finding)
    return f"{words} [{told}]" if told else words


def reason_lines(finding: Finding, cues: Cues, *, in_full: bool = False) -> tuple[str, ...]:
    """Return what counted for a finding, and what against it, a line each where there is any.

    ``in_full``: everything, with where it stands.
    """
    found = reasons(finding, cues)
    sides = (
        (_("for: {reasons}"), [one for one in found if one.weight > 0]),
        (_("against: {reasons}"), [one for one in found if one.weight < 0]),
    )
    return tuple(
        text.format(reasons=_listed(side, in_full=in_full)) for text, side in sides if side
    )


def _listed(side: Sequence[Reason], *, in_full: bool) -> str:
    if in_full:
        return ", ".join(
            f"{one.name} ({', '.join(one.places)})" if one.places else one.name for one in side
        )
    named = [one.name for one in side[:_NAMED]]
    left = len(side) - len(named)
    return ", ".join([*named, more_text(left)] if left else named)


def more_text(count: int) -> str:
    """Return that there are ``count`` more."""
    return translate_plural("and {count} more", "and {count} more", count).format(count=count)


def reasons(finding: Finding, cues: Cues) -> tuple[Reason, ...]:
    """Return the circumstances that counted, the weightiest first; of one name together."""
    weights: dict[str, float] = {}
    places: dict[str, dict[str, None]] = {}
    for one in finding.circumstances:
        parsed = condition(one.condition)
        name = condition_name(parsed, cues)
        weights[name] = weights.get(name, 0.0) + one.weight
        there = places.setdefault(name, {})
        if parsed.where is not Where.PASSAGE:
            there[_place_name(parsed.where)] = None
    found = [
        Reason(name, weight, tuple(places[name]))
        for name, weight in weights.items()
        if abs(weight) > _SLIGHT
    ]
    return tuple(sorted(found, key=lambda one: -abs(one.weight)))


def condition_name(one: Condition, cues: Cues) -> str:
    """Return what a condition asks for: its own name, or those of its cues."""
    together = " or ".join(one.cues)
    own = f"no {together}" if one.is_absent else together
    if own in cues.names:
        return said(cues.names[own], language())
    names = _either(cue_name(cue, cues) for cue in one.cues)
    return _("without {name}").format(name=names) if one.is_absent else names


def cue_name(cue: str, cues: Cues) -> str:
    """Return the name of a cue in the interface's language; of one without, its id as words."""
    return said(cues.names.get(cue, {}), language()) or cue.replace("-", " ")


def _either(names: Iterable[str]) -> str:
    return _(" or ").join(dict.fromkeys(names))


def _place_name(where: Where) -> str:
    return {
        Where.SENTENCE: _("same sentence"),
        Where.PASSAGE: _("same passage"),
        Where.BEFORE: _("just before"),
        Where.AFTER: _("just after"),
        Where.NEAR: _("close by"),
        Where.SIGNS: _("the words themselves"),
    }[where]
