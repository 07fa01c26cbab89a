"""What is told of a work without reading it: passages counted, languages, what is proposed."""

from collections.abc import Sequence
from dataclasses import dataclass

from clicktui.corpus.model import Work
from clicktui.corpus.passages import count_passages

_SAMPLE = 120
"""Code points of the text that are shown with a proposal."""


@dataclass(frozen=True, slots=True)
class Proposal:
    """That lines are of a role, or that somebody says them, as a guess that waits for the user.

    ``key`` is the role or the speaker. ``lines`` are those of the text, from 1; ``sample`` begins
    the first of them.
    """

    is_role: bool
    key: str
    lines: tuple[int, ...]
    sample: str


@dataclass(frozen=True, slots=True)
class Summary:
    """What is told of a work without reading it.

    ``langs`` are the languages of its paragraphs other than the work's own, in their order.
    """

    passages: int
    langs: tuple[str, ...] = ()
    proposals: tuple[Proposal, ...] = ()


def summary_of(text: str, work: Work) -> Summary:
    """Return the summary of ``work``, whose file has ``text``."""
    return Summary(
        count_passages(text, work),
        tuple(dict.fromkeys(part.lang for part in work.paragraphs if part.lang)),
        _proposals(text, work),
    )


def _proposals(text: str, work: Work) -> tuple[Proposal, ...]:
    roles: dict[str, list[int]] = {}
    speakers: dict[str, list[int]] = {}
    samples: dict[int, str] = {}
    for part in work.paragraphs:
        names = part.proposed_speakers
        if part.proposed_role is None and not names:
            continue
        samples[part.line] = text[part.span.start : part.span.end][:_SAMPLE]
        if part.proposed_role is not None:
            roles.setdefault(part.proposed_role.value, []).append(part.line)
        if names:
            speakers.setdefault(together(names), []).append(part.line)
    return tuple(
        Proposal(is_role, key, tuple(lines), samples[lines[0]])
        for is_role, by_key in ((True, roles), (False, speakers))
        for key, lines in by_key.items()
    )


def together(names: Sequence[str]) -> str:
    """Return as one key those who say the same lines together."""
    return " & ".join(names)
