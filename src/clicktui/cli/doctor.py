"""``clicktui doctor``: what was found, in lines or as JSON, and what was mended.

JSON: ``{"clicktui": 1, "sound": bool, "findings": [{"id", "state", "title", "told", "advice",
"facts"}], "mended": [{"told", "done"}]}``; ``state`` is ok, warning, broken or unknown (could not
be asked here), ``mended`` is null without ``--fix``. With ``--keys``: ``"keys": [{"key",
"arrived"}]``, where ``arrived`` is true, false or null for a key that was passed over.
"""

import os
import shutil
import sys
import textwrap
from argparse import Namespace
from collections.abc import Iterator, Sequence

from clicktui.cli.documents import dump
from clicktui.cli.exitcodes import FOUND, NOTHING_FOUND
from clicktui.cli.terminal import one_line, say
from clicktui.doctor.examining import examined
from clicktui.doctor.mending import mended
from clicktui.doctor.model import Area, Finding, Mended, State
from clicktui.i18n import translate as _

_TITLE_WIDTH = 22


def doctor(arguments: Namespace) -> int:
    """Look at everything, mend what can be mended if asked to; say how it is."""
    if arguments.keys:
        from clicktui.cli.doctor_keys import try_keys

        return try_keys(arguments)
    findings = tuple(examined(os.environ, arguments.clipboard))
    done: tuple[Mended, ...] | None = None
    if arguments.fix:
        done = tuple(mended(findings))
        if done:
            findings = _looked_again(findings)
    is_sound = all(finding.state is not State.BROKEN for finding in findings)
    if arguments.json:
        say(dump(_document(findings, done, is_sound)))
    else:
        say(*_lines(findings, done, is_sound))
    return FOUND if is_sound else NOTHING_FOUND


def _looked_again(findings: Sequence[Finding]) -> tuple[Finding, ...]:
    """Return ``findings`` as they are after mending; the terminal is not asked twice."""
    from clicktui.doctor import folders, soundness

    new = {one.id: one for one in (*folders.findings(), *soundness.findings())}
    return tuple(new.get(finding.id, finding) for finding in findings)


def _document(
    findings: Sequence[Finding], done: Sequence[Mended] | None, is_sound: bool
) -> dict[str, object]:
    return {
        "sound": is_sound,
        "findings": [
            {
                "id": one.id,
                "state": str(one.state),
                "title": one.title,
                "told": one.told,
                "advice": one.advice or None,
                "facts": dict(one.facts),
            }
            for one in findings
        ],
        "mended": None
        if done is None
        else [{"told": one.told, "done": one.is_done} for one in done],
    }


def _lines(
    findings: Sequence[Finding], done: Sequence[Mended] | None, is_sound: bool
) -> Iterator[str]:
    states = {
        State.OK: _("ok"),
        State.WARNING: _("warning"),
        State.BROKEN: _("BROKEN"),
        State.UNKNOWN: _("unknown"),
    }
    wide = max(map(len, states.values()))
    area: Area | None = None
    for one in findings:
        if one.area is not area:
            if area is not None:
                yield ""
            area = one.area
            yield _area_title(area)
        head = f"  {states[one.state]:<{wide}}  {one.title:<{_TITLE_WIDTH}} "
        yield from _fitted(head, one.told)
        if one.advice:
            yield from _fitted(" " * (len(head) - 2) + "→ ", one.advice)
    if done is not None:
        yield ""
        yield _("Mended")
        if not done:
            yield "  " + _("nothing was to be mended")
        for mend in done:
            yield from _fitted(f"  {'✓' if mend.is_done else '✗'} ", mend.told)
    yield ""
    broken = [one.title for one in findings if one.state is State.BROKEN]
    if is_sound:
        yield _("All is sound.")
    else:
        yield _("Broken: {names}.").format(names=", ".join(broken))


def _area_title(area: Area) -> str:
    return {
        Area.TERMINAL: _("This terminal"),
        Area.CLIPBOARD: _("Clipboard"),
        Area.PLACES: _("Where everything lives"),
        Area.SOUNDNESS: _("Whether it is sound"),
        Area.PROGRAMS: _("Programs"),
    }[area]


def _fitted(head: str, text: str) -> list[str]:
    """Return ``text`` after ``head``, broken at the terminal's width; on a pipe, one line."""
    text = one_line(text)
    if sys.stdout is None or not sys.stdout.isatty():
        return [head + text]
    width = max(len(head) + 20, shutil.get_terminal_size().columns)
    return textwrap.wrap(
        text,
        width,
        initial_indent=head,
        subsequent_indent=" " * len(head),
        break_on_hyphens=False,
        break_long_words=False,
        drop_whitespace=True,
    ) or [head]
