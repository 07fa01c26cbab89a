"""Filters as masks: one truth value per passage, worked out from the few distinct values."""

from collections.abc import Callable, Iterable, Sequence
from typing import Any

import numpy as np
import numpy.typing as npt

from clicktui.corpus.folding import fold_text
from clicktui.corpus.model import PROSE_ROLES, Role
from clicktui.search.gathering import ROLES, UNKNOWN_YEAR, Facets
from clicktui.search.query import LABEL_FIELDS, Field, Filter

Mask = npt.NDArray[np.bool_]

ANY_ROLE = ("any", "all", "tout", "tous")
ROLE_NAMES = {
    "titre": Role.HEADING,
    "intertitre": Role.HEADING,
    "titolo": Role.HEADING,
    "chapeau": Role.LEAD,
    "domanda": Role.QUESTION,
    "reponse": Role.ANSWER,
    "risposta": Role.ANSWER,
    "texte": Role.BODY,
    "text": Role.BODY,
    "testo": Role.BODY,
    "exergue": Role.PULL_QUOTE,
    "pull quote": Role.PULL_QUOTE,
    "legende": Role.CAPTION,
    "didascalia": Role.CAPTION,
    "commentaire": Role.COMMENT,
    "reader's comment": Role.COMMENT,
    "commento": Role.COMMENT,
    "presentation": Role.NOTICE,
}
"""What roles are called on screen and in French and Italian, folded, besides their own values."""


Answer = Callable[[Filter], Mask]
"""What gives the passages of a segment that answer a filter on labels."""


def grouped(filters: Iterable[Filter]) -> tuple[tuple[Filter, ...], ...]:
    """Return ``filters`` in groups, of each of which one is enough; most have one alone."""
    groups: list[list[Filter]] = []
    for condition in filters:
        if condition.is_alternative and groups:
            groups[-1].append(condition)
        else:
            groups.append([condition])
    return tuple(map(tuple, groups))


def mask_of_groups(
    facets: Facets, groups: Iterable[Sequence[Filter]], labelled: Answer
) -> Mask | None:
    """Return which passages answer one filter of each group, or None where there are none.

    Several values of one field widen it (``lang:fr lang:it`` is either), except that two speakers
    must both be there, and ``after`` and ``before`` both hold.
    """
    mask: Mask | None = None
    together: dict[Field, Mask] = {}
    for group in groups:
        answer = _answer(facets, group[0], labelled)
        for condition in group[1:]:
            answer = answer | _answer(facets, condition, labelled)
        field = group[0].field
        is_one_field = all(condition.field is field for condition in group)
        if not group[0].excluded and is_one_field and field in _ALTERNATIVE:
            known = together.get(field)
            together[field] = answer if known is None else known | answer
        else:
            mask = answer if mask is None else mask & answer
    for answer in together.values():
        mask = answer if mask is None else mask & answer
    return mask


def _answer(facets: Facets, condition: Filter, labelled: Answer) -> Mask:
    if condition.field in LABEL_FIELDS:
        return labelled(condition)
    return mask_of_filter(facets, condition)


_ALTERNATIVE = frozenset({Field.SOURCE, Field.LANG, Field.ROLE, Field.YEAR})


def mask_of_filter(facets: Facets, condition: Filter) -> Mask:
    """Return which passages answer ``condition``, its minus sign included; none is of labels.

    Values are compared folded; ``source`` (file, work, title, container) and ``speaker`` (who
    speaks or is quoted) by part, ``lang`` and ``role`` by beginning. Unknown years answer
    nothing, and stay out of an excluded year's complement too: what is unknown is not known to
    differ.
    """
    mask = _positive_mask(facets, condition)
    if not condition.excluded:
        return mask
    if condition.field in (Field.YEAR, Field.AFTER, Field.BEFORE):
        return _truth(~mask & (facets.years != UNKNOWN_YEAR))
    return ~mask


def _positive_mask(facets: Facets, condition: Filter) -> Mask:
    value = plain(condition.value)
    match condition.field:
        case Field.SOURCE:
            good = [any(value in plain(part) for part in origin) for origin in facets.origin_values]
            return _chosen(good, facets.origins)
        case Field.SPEAKER:
            voices = ((*speakers, *quoted) for speakers, quoted in facets.voice_values)
            return _chosen([_any_holds(names, value) for names in voices], facets.voices)
        case Field.LANG:
            good = [lang.lower().startswith(value) for lang in facets.lang_values]
            return _chosen(good, facets.langs)
        case Field.ROLE:
            return _chosen([role in roles_meant(value) for role in ROLES], facets.roles)
        case Field.YEAR:
            return _truth(facets.years == int(value))
        case Field.AFTER:
            return _truth(facets.years > int(value))
        case Field.BEFORE:
            return _truth((facets.years < int(value)) & (facets.years != UNKNOWN_YEAR))
        case _:
            raise ValueError(f"{condition.field} is no field of the index")


def _truth(values: npt.NDArray[Any]) -> Mask:
    return values.astype(bool, copy=False)


def plain(text: str) -> str:
    """Return ``text`` as filter values are compared: folded, with single spaces."""
    return " ".join(fold_text(text).split())


def _any_holds(names: Iterable[str], value: str) -> bool:
    return any(value in plain(name) for name in names)


def _chosen(good: list[bool], numbers: npt.NDArray[np.generic]) -> Mask:
    return _truth(np.array([*good, False], dtype=bool)[numbers])


def roles_meant(value: str) -> frozenset[Role]:
    """Return the roles that a folded value of ``role:`` begins to name, in fr, it or en."""
    if value in ANY_ROLE:
        return frozenset(Role)
    named = frozenset(role for role in Role if role.value.startswith(value))
    return named or frozenset(role for name, role in ROLE_NAMES.items() if name.startswith(value))


def roles_searched(filters: Iterable[Filter]) -> frozenset[Role]:
    """Return the roles that a query looks in: prose, unless a ``role:`` filter opens others."""
    named = [condition for condition in filters if condition.field is Field.ROLE]
    if any(not condition.excluded for condition in named):
        return frozenset(Role)
    return PROSE_ROLES


def mask_of_roles(facets: Facets, roles: frozenset[Role]) -> Mask:
    """Return which passages have one of ``roles``."""
    return _chosen([role in roles for role in ROLES], facets.roles)


def values_counted(facets: Facets, field: Field) -> dict[str, int]:
    """Return the values that ``field`` can take here, with the passages that each finds.

    Sources are offered as file names and work ids; speakers by name.
    """
    counts: dict[str, int] = {}

    def count(names: Callable[[int], Iterable[str]], numbers: npt.NDArray[np.generic]) -> None:
        for number, passages in zip(*np.unique(numbers, return_counts=True), strict=True):
            for name in dict.fromkeys(names(int(number))):
                counts[name] = counts.get(name, 0) + int(passages)

    match field:
        case Field.SOURCE:
            count(lambda n: facets.origin_values[n][:2], facets.origins)
        case Field.SPEAKER:
            count(lambda n: (*facets.voice_values[n][0], *facets.voice_values[n][1]), facets.voices)
        case Field.LANG:
            count(lambda n: (facets.lang_values[n],), facets.langs)
        case Field.ROLE:
            count(lambda n: (ROLES[n].value,), facets.roles)
        case Field.YEAR | Field.AFTER | Field.BEFORE:
            count(lambda n: () if n == UNKNOWN_YEAR else (str(n),), facets.years)
    return counts
