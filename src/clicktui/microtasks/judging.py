"""What rules find in the words of a passage."""

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from clicktui.corpus.model import Span
from clicktui.microtasks.lexicon import Occurrence, Occurrences
from clicktui.microtasks.model import Finding, Sign, Weighed
from clicktui.microtasks.rules import Condition, Rule, Where
from clicktui.microtasks.words import LONGEST_SENTENCE, Words

_JOINED_OVER = 4
"""Words that may lie between two signs for their spans to be given as one."""

_LONGEST_SIGN = 40
"""Words of the longest sign and of other signs between: how much farther is looked."""

_FEW = 50
"""So many occurrences are all looked at."""

_Part = tuple[str, Occurrence]


@dataclass
class Scene:
    """A passage with what the cues found in it."""

    words: Words
    found: Occurrences

    @cached_property
    def _sentences(self) -> dict[str, frozenset[int]]:
        return {}

    def sentences_with(self, cue: str) -> frozenset[int]:
        """Return the numbers of the sentences in which ``cue`` was found."""
        known = self._sentences.get(cue)
        if known is None:
            numbers = self.words.sentences
            known = frozenset(numbers[one.first] for one in self.found.get(cue, ()))
            self._sentences[cue] = known
        return known

    def holds(self, condition: Condition, signs: Sequence[Occurrence]) -> bool:
        """Say whether ``condition`` holds for what a rule has found, in any order."""
        if condition.where is Where.SIGNS:
            there = any(self._is_sign(cue, signs) for cue in condition.cues)
        else:
            first = min(one.first for one in signs)
            end = max(one.end for one in signs)
            there = any(self._is_there(cue, condition, first, end) for cue in condition.cues)
        return there is not condition.is_absent

    def _is_sign(self, cue: str, signs: Sequence[Occurrence]) -> bool:
        """Say whether all words of one of the signs are among what ``cue`` has found."""
        return any(
            one.first <= sign.first and sign.end <= one.end
            for sign in signs
            for one in (self._around(cue, sign.first, sign.end) if cue in self.found else ())
        )

    def _around(self, cue: str, first: int, end: int) -> Sequence[Occurrence]:
        """Return the occurrences of ``cue`` that may touch the words from ``first`` to ``end``."""
        there = self.found[cue]
        if len(there) <= _FEW:
            return there
        at = bisect_left(there, (first - _LONGEST_SIGN,))
        return there[at : bisect_left(there, (end + 1,), at)]

    def _is_there(self, cue: str, condition: Condition, first: int, end: int) -> bool:
        if cue not in self.found:
            return False
        if condition.where is Where.PASSAGE:
            return True
        sentence = self.words.sentences[first]
        if sentence not in self.sentences_with(cue):
            return False
        if condition.where is Where.SENTENCE:
            return True
        reach = condition.reach
        for one in self._around(cue, first - reach, end + reach):
            if self.words.sentences[one.first] != sentence:
                continue
            is_before = one.end <= first and first - one.end < reach
            is_after = one.first >= end and one.first - end < reach
            if condition.where is Where.BEFORE:
                if is_before:
                    return True
            elif condition.where is Where.AFTER:
                if is_after:
                    return True
            elif is_before or is_after or (one.first < end and one.end > first):
                return True
        return False


@dataclass(frozen=True, slots=True)
class Placed:
    """A finding with the sentence in which it stands, counted from 0."""

    finding: Finding
    sentence: int
    rule: Rule


def findings(scene: Scene, rules: Sequence[Rule]) -> list[Finding]:
    """Return the strongest finding of each rule in each sentence, in the order of the rules."""
    placed = [one for rule in rules for one in _of_rule(scene, rule)]
    by_code: dict[str, set[int]] = {}
    for one in placed:
        if one.finding.strength >= 0:
            by_code.setdefault(one.finding.code, set()).add(one.sentence)
    return [
        one.finding
        for one in placed
        if not any(one.sentence in by_code.get(code, ()) for code in one.rule.yields)
    ]


def _of_rule(scene: Scene, rule: Rule) -> list[Placed]:
    if not all(any(cue in scene.found for cue in part) for part in rule.parts):
        return []
    best: dict[int, Placed] = {}
    for parts in _together(scene, rule):
        signs = [one for _cue, one in parts]
        if any(scene.holds(one, signs) for one in rule.unless):
            continue
        if not all(scene.holds(one, signs) for one in rule.needs):
            continue
        weighed = tuple(
            Weighed(one.text, weight)
            for one, weight in rule.circumstances
            if scene.holds(one, signs)
        )
        strength = rule.weight + sum(one.weight for one in weighed)
        sentence = scene.words.sentences[min(one.first for one in signs)]
        known = best.get(sentence)
        if known is None or strength > known.finding.strength:
            best[sentence] = Placed(
                _finding(scene.words, rule, parts, strength, weighed), sentence, rule
            )
    return list(best.values())


def _together(scene: Scene, rule: Rule) -> Iterator[tuple[_Part, ...]]:
    """Yield for each occurrence of the first part the nearest of the others around it."""
    per_part: list[list[_Part]] = [
        sorted(
            ((cue, one) for cue in part for one in scene.found.get(cue, ())),
            key=lambda part: part[1].first,
        )
        for part in rule.parts
    ]
    for anchor in per_part[0]:
        chosen = [anchor]
        for others in per_part[1:]:
            nearest = _nearest(scene.words, rule, chosen, others)
            if nearest is None:
                break
            chosen.append(nearest)
        else:
            yield tuple(chosen)


def _nearest(
    words: Words, rule: Rule, chosen: Sequence[_Part], others: Sequence[_Part]
) -> _Part | None:
    sentence = words.sentences[chosen[0][1].first]
    last = chosen[-1][1]
    best: _Part | None = None
    least = len(words.keys) + 1
    reach = (LONGEST_SENTENCE if rule.within is None else rule.within) + _LONGEST_SIGN
    if len(others) > _FEW:
        first = bisect_left(others, last.first - reach, key=_first)
        others = others[first : bisect_left(others, last.end + reach, first, key=_first)]
    for candidate in others:
        one = candidate[1]
        if not rule.anywhere and words.sentences[one.first] != sentence:
            continue
        if any(one.first < there.end and there.first < one.end for _cue, there in chosen):
            continue
        if rule.in_order and one.first < last.end:
            continue
        between = min(
            one.first - there.end if one.first >= there.end else there.first - one.end
            for _cue, there in (chosen[-1:] if rule.in_order else chosen)
        )
        if between < least and (rule.within is None or between <= rule.within):
            best, least = candidate, between
    return best


def _first(part: _Part) -> int:
    return part[1].first


def _finding(
    words: Words,
    rule: Rule,
    parts: Sequence[_Part],
    strength: float,
    weighed: tuple[Weighed, ...],
) -> Finding:
    signs = tuple(Sign(cue, one.pattern, words.span(one.first, one.end)) for cue, one in parts)
    return Finding(
        code=rule.code,
        rule=rule.name,
        signs=signs,
        spans=_joined(words, [one for _cue, one in parts]),
        strength=round(strength, 6),
        weight=rule.weight,
        circumstances=weighed,
    )


def _joined(words: Words, occurrences: Sequence[Occurrence]) -> tuple[Span, ...]:
    spans: list[tuple[int, int]] = []
    for one in sorted(occurrences):
        if spans and one.first - spans[-1][1] <= _JOINED_OVER:
            spans[-1] = (spans[-1][0], max(spans[-1][1], one.end))
        else:
            spans.append((one.first, one.end))
    return tuple(words.span(first, end) for first, end in spans)


def by_code(found: Sequence[Finding]) -> Mapping[str, tuple[Finding, ...]]:
    """Return findings by their codes, the strongest first."""
    sorted_findings = sorted(found, key=lambda one: -one.strength)
    codes: dict[str, list[Finding]] = {}
    for one in sorted_findings:
        codes.setdefault(one.code, []).append(one)
    return {code: tuple(several) for code, several in codes.items()}
