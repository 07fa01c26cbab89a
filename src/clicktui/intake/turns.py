"""Who speaks where in an interview, proposed by what is printed: labels, questions in bold.

These are proposals for the user to confirm. A label is a name only when it comes back, or when the
text introduces it; "Note :", "Source :" and times are none. Lines that no rule tells of have none.
"""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import pairwise

from clicktui.i18n import translate as _
from clicktui.intake.model import Line, LineKind
from clicktui.intake.turnlabels import Label, People, label_of, people_introduced

_BETWEEN_QUESTIONS = 40
"""Lines from one bold question to the next, at most, that are its answer."""

_FEWEST_BOLD = 3
_HEAD = 40
"""Lines at the beginning in which a text introduces its speakers."""

_FEWEST_LABELLED = 0.1
"""The part of the lines from the first label on that have to have one."""

_LONG = 8
"""Words from which a paragraph in bold between questions is one and no subhead."""

_ASKS = re.compile(r"[?؟？][\"'’»”)\]\s]*$")


class TurnRole(StrEnum):
    """What a turn is in an interview; the values are those of ``corpus.model.Role``."""

    QUESTION = "question"
    ANSWER = "answer"
    LEAD = "lead"


@dataclass(frozen=True, slots=True)
class Turn:
    """A proposal: lines from ``first_line`` to ``last_line`` are what somebody says.

    Lines are counted as those given, from 0; the last one belongs to it. ``label`` is the exact
    prefix of the first line that names the speaker, up to where the words begin, or None.
    ``speaker`` is None where the text does not tell who speaks. ``why`` says what it follows from.
    """

    first_line: int
    last_line: int
    role: TurnRole
    speaker: str | None
    label: str | None
    why: str


def turns_of(lines: Sequence[Line]) -> tuple[Turn, ...]:
    """Return the turns of an interview in their order; none where the text shows no interview.

    The rules are tried in this order, and the first that tells of two turns stands: speakers that
    the file's format names, labels ("Name:", "Name —", "Q."), questions in bold, and questions
    that stand alone in a text that says that it is an interview.
    """
    said = [n for n, line in enumerate(lines) if line.kind is LineKind.TEXT]
    people = people_introduced([line.text for line in lines[:_HEAD]])
    for rule in (_by_format, _by_labels, _by_bold, _by_questions):
        turns = rule(lines, said, people)
        if len(turns) > 1:
            return (*_lead(lines, turns[0].first_line), *turns)
    return ()


def _by_format(lines: Sequence[Line], said: list[int], people: People) -> list[Turn]:
    named = [n for n in said if lines[n].speaker]
    if not named:
        return []
    why = _("the file names its speakers")
    asks = _asker([(lines[n].speaker or "", lines[n].text) for n in named], people)
    turns: list[Turn] = []
    for number in said:
        speaker = lines[number].speaker
        if turns and turns[-1].speaker == speaker and turns[-1].last_line == number - 1:
            turns[-1] = replace(turns[-1], last_line=number)
        elif speaker:
            role = TurnRole.QUESTION if speaker == asks else TurnRole.ANSWER
            turns.append(Turn(number, number, role, speaker, None, why))
    return turns


def _by_labels(lines: Sequence[Line], said: list[int], people: People) -> list[Turn]:
    real = _real_labels(lines, said, people)
    if not real:
        return []
    key = {n: people.full_name(label.name) for n, label in real.items()}
    asks = None
    if not any(label.role == "question" for label in real.values()):
        asks = _asker([(key[n], _words(lines[n].text, label)) for n, label in real.items()], people)
    turns = []
    starts = sorted(real)
    for start, end in zip(starts, [*(n - 1 for n in starts[1:]), said[-1]], strict=True):
        label = real[start]
        role = label.role and TurnRole(label.role)
        role = role or (TurnRole.QUESTION if key[start] == asks else TurnRole.ANSWER)
        speaker = None if label.role else key[start]
        if label.role:
            speaker = people.interviewer if role is TurnRole.QUESTION else people.interviewee
        last = max(n for n in said if n <= end)
        why = _("the label “{label}”").format(label=label.printed.strip())
        turns.append(Turn(start, last, role, speaker, label.printed, why))
    return turns


def _real_labels(lines: Sequence[Line], said: list[int], people: People) -> dict[int, Label]:
    """Return by line the labels that are somebody's; none where they do not make an interview."""
    found = {n: label for n in said if (label := label_of(lines[n].text)) is not None}
    if not _are_parts(list(found.values())):
        found = {n: label for n, label in found.items() if not label.role}
    counts = Counter(people.full_name(label.name) for label in found.values())
    marks = Counter(label.mark for label in found.values())
    usual = marks.most_common(1)[0][0] if marks else ""
    head = "\n".join(lines[n].text for n in range(min(_HEAD, min(found, default=0))))
    real = {
        number: label
        for number, label in found.items()
        if label.role
        or (
            label.mark == usual
            and (
                counts[people.full_name(label.name)] > 1
                or people.knows(label.name)
                or label.name in head
            )
        )
    }
    if len({label.name for label in real.values()}) < 2:
        return {}
    after = sum(number >= min(real) for number in said)
    return real if len(real) >= _FEWEST_LABELLED * after else {}


def _are_parts(labels: Sequence[Label]) -> bool:
    """Say whether "Q." and the like stand for parts: for both, or for one beside names.

    Beside names only whole words do, like "Interviewer": single letters number lists, too.
    """
    parts = [label.role for label in labels if label.role]
    if "answer" in parts and "question" in parts:
        return parts.count("question") > 1 and parts[0] == "question"
    names = Counter(label.name for label in labels if not label.role)
    words = sum(len(label.name) > 1 for label in labels if label.role)
    return 1 < words == len(parts) and max(names.values(), default=0) > 1


def _words(text: str, label: Label) -> str:
    return text[len(label.printed) :]


def _by_bold(lines: Sequence[Line], said: list[int], people: People) -> list[Turn]:
    bold = [n for n in said if lines[n].is_bold]
    asking = [n for n in bold if _ASKS.search(lines[n].text)]
    if len(asking) < _FEWEST_BOLD or len(asking) < 0.5 * len(bold):
        return []
    begins = asking[0]
    questions = [n for n in bold if n >= begins and _is_asked(lines[n].text)]
    return _alternating(lines, said, questions, people, _("a question in bold"))


def _by_questions(lines: Sequence[Line], said: list[int], people: People) -> list[Turn]:
    if not people.is_interview:
        return []
    questions = [n for n in said if _is_question(lines[n].text) and len(lines[n].text) < 600]
    why = _("a paragraph that ends as a question, in a text that says that it is an interview")
    return _alternating(lines, said, questions, people, why)


def _is_asked(text: str) -> bool:
    return _is_question(text) or len(text.split()) >= _LONG


def _is_question(text: str) -> bool:
    return bool(_ASKS.search(text))


def _alternating(
    lines: Sequence[Line], said: list[int], questions: list[int], people: People, why: str
) -> list[Turn]:
    """Return each run of ``questions`` and what stands up to the next one, as its answer."""
    if len(questions) < _FEWEST_BOLD:
        return []
    runs: list[list[int]] = []
    order = {number: place for place, number in enumerate(said)}
    for number in questions:
        if runs and order[number] == order[runs[-1][-1]] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    turns: list[Turn] = []
    after = _("what follows a question")
    for run, following in pairwise([*runs, [len(lines)]]):
        turns.append(Turn(run[0], run[-1], TurnRole.QUESTION, people.interviewer, None, why))
        answer = [n for n in said if run[-1] < n < following[0]]
        if following[0] == len(lines):
            answer = answer[:_BETWEEN_QUESTIONS]
        if answer:
            role, speaker = TurnRole.ANSWER, people.interviewee
            turns.append(Turn(answer[0], answer[-1], role, speaker, None, after))
    return turns


def _asker(said: Sequence[tuple[str, str]], people: People) -> str | None:
    """Return who asks: whom the text calls so, or else the one nearly all of whose turns ask."""
    turns = Counter(who for who, _text in said)
    asked = Counter(who for who, text in said if _ASKS.search(text))
    for who in turns:
        if people.asks(who):
            return who
    share = {who: asked[who] / turns[who] for who in turns if asked[who] > 1 or turns[who] == 1}
    if len(turns) < 2 or not share:
        return None
    best = max(share, key=lambda who: (share[who], turns[who]))
    others = [asked[who] / turns[who] for who in turns if who != best]
    return best if share[best] >= 0.5 and share[best] > 2 * max(others) else None


def _lead(lines: Sequence[Line], before: int) -> list[Turn]:
    """Return the introduction: paragraphs of some length before the first turn."""
    long = [
        n
        for n, line in enumerate(lines[:before])
        if line.kind is LineKind.TEXT and len(line.text.split()) >= 15
    ]
    if not long or long[-1] < before - 6:
        return []
    why = _("what stands before the first turn")
    return [Turn(long[0], long[-1], TurnRole.LEAD, None, None, why)]
