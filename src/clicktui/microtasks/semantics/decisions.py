"""A user's decisions on codes, and the small model made of them: plain values, written as JSON."""

import json
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from clicktui.corpus.cleaning import clean_text
from clicktui.errors import SemanticsError
from clicktui.i18n import translate as _

FORM = 1
WEIGHTS = 4
"""Numbers of a code: what holds always, and the weights of score, likeness and her own word."""


@dataclass(frozen=True, slots=True)
class Decision:
    """What the user says of a passage: it has the code (``holds``), or it has not."""

    words: str
    code: str
    holds: bool
    lang: str = ""


@dataclass(frozen=True, slots=True)
class Learned:
    """A model: ``WEIGHTS`` numbers a code, the decisions they come from, and the encoder's version.

    A code without weights is judged as if nothing had been learned.
    """

    encoder: str
    weights: Mapping[str, tuple[float, ...]]
    decisions: tuple[Decision, ...]


def as_data(learned: Learned) -> dict[str, Any]:
    """Return ``learned`` as what JSON and YAML can write."""
    return {
        "form": FORM,
        "encoder": learned.encoder,
        "weights": {code: list(numbers) for code, numbers in learned.weights.items()},
        "decisions": [
            {"words": one.words, "code": one.code, "holds": one.holds, "lang": one.lang}
            for one in learned.decisions
        ],
    }


def from_data(data: Any) -> Learned:  # noqa: ANN401  what JSON gives
    """Return the model that ``as_data`` wrote.

    Raises:
        SemanticsError: it is none, or one of another clicktui; the text says what to do.
    """
    try:
        if data["form"] != FORM:
            raise ValueError
        weights = {_text(code): _numbers(values) for code, values in data["weights"].items()}
        decisions = tuple(
            Decision(
                _text(one["words"]), _text(one["code"]), _flag(one["holds"]), _text(one["lang"])
            )
            for one in data["decisions"]
        )
        return Learned(_text(data["encoder"]), weights, decisions)
    except (KeyError, TypeError, ValueError, AttributeError, OverflowError) as error:
        raise _unreadable() from error


def read_learned(document: str) -> Learned:
    """Return the model that is written in ``document`` as JSON.

    Raises:
        SemanticsError: as ``from_data``.
    """
    try:
        return from_data(json.loads(document))
    except (ValueError, RecursionError) as error:
        raise _unreadable() from error


def _unreadable() -> SemanticsError:
    return SemanticsError(
        _("What was learned cannot be read: go back to the shipped rules, and learn again")
    )


def _text(value: object) -> str:
    if not isinstance(value, str) or clean_text(value) != value:
        raise ValueError
    return value


def _flag(value: object) -> bool:
    if not isinstance(value, bool):
        raise ValueError
    return value


def _numbers(values: Sequence[object]) -> tuple[float, ...]:
    numbers = tuple(float(one) for one in values if isinstance(one, int | float))
    if len(values) != WEIGHTS or len(numbers) != WEIGHTS or not all(map(math.isfinite, numbers)):
        raise ValueError
    return numbers
