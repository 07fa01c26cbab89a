"""Rules: which cues together speak for a code, and what else counts. Plain values."""

import re
from dataclasses import dataclass
from enum import StrEnum

from clicktui.i18n import translate as _

_CONDITION = re.compile(
    r"(?P<no>no )?(?P<cues>[a-z0-9-]+(?: or [a-z0-9-]+)*) "
    r"(?P<where>in sentence|in passage|in signs|before|after|near)(?: (?P<reach>[0-9]{1,3}))?"
)


class Where(StrEnum):
    """Where a cue has to stand, seen from the words that a rule has found."""

    SENTENCE = "in sentence"
    PASSAGE = "in passage"
    SIGNS = "in signs"
    BEFORE = "before"
    AFTER = "after"
    NEAR = "near"


@dataclass(frozen=True, slots=True)
class Condition:
    """That one of ``cues`` stands there, or where ``is_absent`` that none does.

    ``reach`` is in words and for ``BEFORE``, ``AFTER`` and ``NEAR``, which look into the same
    sentence only. ``SIGNS``: a sign that the rule has found is made of the cue's words.
    ``text`` is how it is written.
    """

    text: str
    cues: tuple[str, ...]
    where: Where
    reach: int = 0
    is_absent: bool = False


def condition(text: str) -> Condition:
    """Return the condition written ``[no] CUE [or CUE…] in sentence|in signs|before N|…``.

    Raises:
        ValueError: it is none.
    """
    found = _CONDITION.fullmatch(" ".join(text.split()))
    if found is None or bool(found["reach"]) is found["where"].startswith("in "):
        raise ValueError(
            _(
                "expected a condition like “person in sentence”, “no machine in passage”"
                " or “denial before 4”, not {text}"
            ).format(text=text)
        )
    return Condition(
        text=found.group(),
        cues=tuple(found["cues"].split(" or ")),
        where=Where(found["where"]),
        reach=int(found["reach"] or 0),
        is_absent=bool(found["no"]),
    )


@dataclass(frozen=True, slots=True)
class Rule:
    """That some cues stand together, which speaks for ``code``.

    ``parts``: for each part the cues of which one has to be there, in one sentence, or where the
    rule holds ``anywhere`` in sentences side by side. ``within``: how many words may lie between
    them, None for any number. ``circumstances`` add their weights, ``needs`` have all to hold and
    ``unless`` none. ``yields``: codes a finding of which in the same sentence takes the place of
    this rule's.
    """

    name: str
    code: str
    parts: tuple[tuple[str, ...], ...]
    weight: float
    within: int | None = None
    in_order: bool = False
    anywhere: bool = False
    needs: tuple[Condition, ...] = ()
    unless: tuple[Condition, ...] = ()
    circumstances: tuple[tuple[Condition, float], ...] = ()
    yields: tuple[str, ...] = ()

    @property
    def cues(self) -> frozenset[str]:
        """The names of all cues that it asks for."""
        conditions = (*self.needs, *self.unless, *(one for one, _weight in self.circumstances))
        return frozenset(name for part in self.parts for name in part) | frozenset(
            name for one in conditions for name in one.cues
        )
