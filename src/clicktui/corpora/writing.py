"""Catalogues of single sources as YAML that people read and mend, a fact on a line."""

from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby
from typing import Any

from clicktui.corpus.catalogue import SCHEMA
from clicktui.corpus.yamltext import flow, word
from clicktui.i18n import translate as _

Raw = dict[str, Any]
"""The entry of a source as YAML gives it."""

_OPEN = frozenset({"from", "csl", "to_confirm", "found", "proposed", "roles", "langs"})
"""Mappings whose keys stand on lines of their own."""


def written(entry: Mapping[str, Any]) -> bytes:
    """Return the catalogue of one source.

    ``entry`` has its keys in the order in which they are written; values are texts, numbers, true
    and false, lists and mappings.
    """
    head = _(
        "What is known of one source; the keys are explained in clicktui's own catalogue.yaml.\n"
        "It can be mended by hand. It is written anew when you settle a doubt: comments go, notes\n"
        "stay. Under to_confirm and proposed stands what nobody has confirmed: it is not cited."
    )
    lines = [f"# {line}" for line in head.split("\n")]
    lines += [f"schema: {SCHEMA}", "sources:"]
    for nth, line in enumerate(_mapping(entry, "")):
        lines.append(f"{'  ' if nth else '- '}{line}")
    return ("\n".join(lines) + "\n").encode()


def _mapping(entry: Mapping[str, Any], margin: str) -> Iterator[str]:
    for key, value in entry.items():
        if key == "works":
            yield f"{margin}works:"
            for work in value:
                for nth, line in enumerate(_mapping(work, "")):
                    yield f"{margin}{'  ' if nth else '- '}{line}"
        elif isinstance(value, Mapping) and value and key in _OPEN:
            yield f"{margin}{word(key)}:"
            yield from _mapping(value, margin + "  ")
        elif isinstance(value, list) and value and all(isinstance(one, Mapping) for one in value):
            yield f"{margin}{word(key)}:"
            yield from (f"{margin}- {flow(one)}" for one in value)
        else:
            yield f"{margin}{word(key)}: {flow(value)}"


def ranges(numbers: Iterable[int]) -> list[int | str]:
    """Return line numbers as a catalogue has them: ``[9, "31-33"]``."""
    runs = groupby(enumerate(sorted(set(numbers))), key=lambda pair: pair[1] - pair[0])
    found: list[int | str] = []
    for _key, run in runs:
        several = [number for _nth, number in run]
        is_one = len(several) == 1
        found.append(several[0] if is_one else f"{several[0]}-{several[-1]}")
    return found


def lines_of(value: object) -> set[int]:
    """Return the numbers that ``ranges`` wrote; a value of another form is refused elsewhere."""
    found: set[int] = set()
    for item in value if isinstance(value, list) else [value]:
        first, _hyphen, last = str(item).partition("-")
        if first.isdigit() and (last or first).isdigit():
            found.update(range(int(first), int(last or first) + 1))
    return found
