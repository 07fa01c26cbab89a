"""What the user settled of a source, carried over to lines that are the same in its new text."""

from collections.abc import Iterable, Sequence
from typing import Any

from clicktui.corpora.writing import Raw, lines_of, ranges

_KEPT = ("notes", "truncated", "presents")
_OF_LINES = ("speakers", "labels")


def carried(before: Raw, old: Sequence[str], entry: Raw, new: Sequence[str]) -> Raw:
    """Return ``entry``, of the text ``new``, with what ``before`` settled of the text ``old``.

    Of lines that are the same, roles, speakers and labels stay as they were, and what is proposed
    of them only where it was before: what the user refused is not proposed again. What she says
    in the catalogue of the work itself stays too.
    """
    was, now = _work(before), _work(entry)
    there = _same_lines(old, new)
    now |= {key: was[key] for key in _KEPT if key in was}
    _carry_metadata(was, now)
    same = set(there.values())
    now["roles"] = _roles(was.get("roles"), now.get("roles"), there, same)
    for key in _OF_LINES:
        now[key] = [
            *_moved(was.get(key), there),
            *_without(now.get(key), same),
        ]
    for key in ("speeches", "repeats"):
        if moved := [put for one in was.get(key) or () if (put := _line_moved(one, there))]:
            now[key] = moved
    if "proposed" in now:
        now["proposed"] = _proposals(was.get("proposed") or {}, now["proposed"], there, same)
    for key in ("roles", "speakers", "labels", "proposed"):
        if not now.get(key):
            now.pop(key, None)
    return entry


def _work(entry: Raw) -> Raw:
    works = entry.get("works")
    work = works[0] if isinstance(works, list) and works else {}
    return work if isinstance(work, dict) else {}


def _same_lines(old: Sequence[str], new: Sequence[str]) -> dict[int, int]:
    """Return the number of each line, from 1, that is the same in the new text, and there."""
    from rapidfuzz.distance import Indel

    there: dict[int, int] = {}
    for part in Indel.opcodes(old, new):
        if part.tag == "equal":
            for offset in range(part.src_end - part.src_start):
                there[part.src_start + offset + 1] = part.dest_start + offset + 1
    return there


def _carry_metadata(was: Raw, now: Raw) -> None:
    """Keep what the catalogue had for certain, and what it had for unknown where that is so."""
    assumed = set(was.get("assumed") or ())
    certain = {key: value for key, value in (was.get("csl") or {}).items() if key not in assumed}
    now["csl"] = {**(now.get("csl") or {}), **certain}
    for key in ("to_confirm", "found"):
        if key in now:
            now[key] = {name: one for name, one in now[key].items() if name not in certain}
    for key in ("assumed", "unknown"):
        if key in now:
            now[key] = [name for name in now[key] if name not in certain]
    for key in ("to_confirm", "found", "assumed", "unknown"):
        if key in now and not now[key]:
            del now[key]


def _roles(was: Any, now: Any, there: dict[int, int], same: set[int]) -> Raw:  # noqa: ANN401 (YAML)
    roles: dict[str, set[int]] = {}
    for role, numbers in (was or {}).items():
        roles[role] = {there[line] for line in lines_of(numbers) if line in there}
    for role, numbers in (now or {}).items():
        roles.setdefault(role, set()).update(lines_of(numbers) - same)
    return {role: ranges(numbers) for role, numbers in roles.items() if numbers}


def _moved(parts: Any, there: dict[int, int]) -> Iterable[Raw]:  # noqa: ANN401 (YAML)
    for part in parts or ():
        if lines := [there[line] for line in lines_of(part.get("lines")) if line in there]:
            yield {**part, "lines": ranges(lines)}


def _without(parts: Any, same: set[int]) -> Iterable[Raw]:  # noqa: ANN401 (YAML)
    for part in parts or ():
        if lines := lines_of(part.get("lines")) - same:
            yield {**part, "lines": ranges(lines)}


def _line_moved(part: Raw, there: dict[int, int]) -> Raw | None:
    moved = dict(part)
    for key in ("line", "of"):
        if key in part:
            if part[key] not in there:
                return None
            moved[key] = there[part[key]]
    return moved


def _proposals(was: Raw, now: Raw, there: dict[int, int], same: set[int]) -> Raw:
    kept: Raw = {}
    open_before = {
        there[line]
        for numbers in (was.get("roles") or {}).values()
        for line in lines_of(numbers)
        if line in there
    }
    settled = same - open_before
    roles = {
        role: lines_of(numbers) - settled for role, numbers in (now.get("roles") or {}).items()
    }
    if roles := {role: numbers for role, numbers in roles.items() if numbers}:
        kept["roles"] = {role: ranges(numbers) for role, numbers in roles.items()}
    for key in _OF_LINES:
        open_lines = {
            there[line]
            for part in was.get(key) or ()
            for line in lines_of(part.get("lines"))
            if line in there
        }
        if parts := list(_without(now.get(key), same - open_lines)):
            kept[key] = parts
    return kept
