"""What the command line says of works, paragraphs and hits; what is unknown is said unknown."""

from collections.abc import Iterable, Mapping
from typing import Any

from clicktui.corpus.csl import full_name
from clicktui.corpus.model import UNKNOWN_LANGUAGE, Paragraph, Passage, Role, Work
from clicktui.i18n import translate as _
from clicktui.search.model import Hit, Match
from clicktui.wording.metadata import completed_text
from clicktui.wording.passages import guess, place_of, places, role_name, said_by

_TAKEN_APART = ("title", "type", "language")
"""CSL variables that have their own place above the others, or say nothing to a reader."""


def hit_heading(number: int, hit: Hit) -> str:
    """Return who says the words of ``hit``, when and where, and what names them."""
    return passage_heading(number, hit.passage)


def passage_heading(number: int, passage: Passage) -> str:
    """Return who says the words of ``passage``, when and where, and what names them."""
    year = str(passage.year) if passage.year else _("year unknown")
    return f"{number}. {said_by(passage)} · {year} · {place_of(passage)} · {passage.title}"


def hit_names(hit: Hit) -> str:
    """Return the passage's id and the words found, those guessed told apart."""
    passage = hit.passage
    found = dict.fromkeys(
        passage.text[mark.span.start - passage.start : mark.span.end - passage.start]
        for mark in hit.highlights
        if mark.match is not Match.GUESSED
    )
    parts = [passage.id]
    if found:
        parts.append(_("found: {words}").format(words=", ".join(found)))
    if hit.guesses:
        words = ", ".join(f"{guess.typed} ≈ {guess.found}" for guess in hit.guesses)
        parts.append(_("guessed: {words}").format(words=words))
    return " · ".join(parts)


def work_lines(work: Work) -> list[str]:
    """Return ``work`` in two lines, the first with its id and title."""
    known = [
        names(work.csl.get("author", ())) or _("author unknown"),
        str(work.csl.get("container-title") or work.csl.get("publisher") or ""),
        _date(work.csl.get("issued")) or _("date unknown"),
        _("language unknown") if work.lang == UNKNOWN_LANGUAGE else work.lang,
        _("cut off") if work.truncated else "",
    ]
    return [f"{work.id}  {work.title}", " · ".join(part for part in known if part)]


def fact_lines(work: Work) -> Iterable[str]:
    """Yield what is known of ``work``, supposed and unknown, by the names of CSL variables."""
    for variable, value in work.csl.items():
        if variable not in _TAKEN_APART:
            mine = work.completed.get(variable)
            shown = completed_text(variable, value, mine, lambda _field, one: _value(one))
            yield f"{variable}: {shown}"
    for variable, value in work.to_confirm.items():
        yield f"{variable}: " + _("{value} (to be confirmed)").format(value=_value(value))
    for variable, value in work.inferred.items():
        yield f"{variable}: " + _("{value} (inferred, not printed)").format(value=_value(value))
    for variable in work.unknown:
        if variable not in work.to_confirm and variable not in work.inferred:
            yield f"{variable}: " + _("unknown")
    if work.truncated:
        yield _("The file breaks off before the work's end.")


def paragraph_heading(paragraph: Paragraph) -> str:
    """Return the number of ``paragraph``, its role, who says it and whom it quotes."""
    parts = places(paragraph)
    parts.append(role_name(paragraph.role))
    if paragraph.proposed_role is not None:
        parts.append(guess(role_name(paragraph.proposed_role)))
    if paragraph.is_altered:
        parts.append(_("alters the words of the text"))
    if paragraph.speaker:
        doubt = _("{value} (inferred, not printed)") if paragraph.speaker_inferred else "{value}"
        parts.append(doubt.format(value=paragraph.speaker))
    elif paragraph.role not in (Role.HEADING, Role.CHROME):
        parts.append(_("speaker unknown"))
        parts += [guess(name) for name in paragraph.proposed_speakers]
    quoted = ", ".join(dict.fromkeys(speech.speaker for speech in paragraph.quotations))
    if quoted:
        parts.append(_("quoting {names}").format(names=quoted))
    return " · ".join(parts)


def names(people: Iterable[Mapping[str, Any]]) -> str:
    """Return CSL names in reading order, joined by commas."""
    return ", ".join(full_name(person) for person in people)


def _date(value: object) -> str:
    """Return the CSL date as ISO 8601 has it, as exact as it is known; "" for none."""
    parts = value.get("date-parts") if isinstance(value, Mapping) else None
    return "/".join("-".join(f"{part:02}" for part in one) for one in parts) if parts else ""


def _value(value: object) -> str:
    if isinstance(value, Mapping):
        return _date(value)
    return names(value) if isinstance(value, (list, tuple)) else str(value)
