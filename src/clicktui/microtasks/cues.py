"""A set of cues: rules for all languages, and for each language the patterns of its cues."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property

from clicktui.microtasks.lexicon import Lexicon
from clicktui.microtasks.patterns import Pattern
from clicktui.microtasks.rules import Rule


@dataclass(frozen=True)
class LanguageCues:
    """The patterns of each cue in one language; what ``hiding`` cues find, other cues do not see.

    ``endings`` are the sets of endings that its patterns use.
    """

    patterns: Mapping[str, tuple[Pattern, ...]] = field(default_factory=dict)
    hiding: tuple[str, ...] = ()
    endings: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    @cached_property
    def lexicon(self) -> Lexicon:
        """The patterns compiled, once for all who judge by them.

        Raises:
            UnknownCueError: a cue refers to itself, or to none that is there.
        """
        return Lexicon(self.patterns, self.hiding)


@dataclass(frozen=True, slots=True)
class Cues:
    """What speaks for the codes of a codebook.

    ``clear`` is the strength from which a coding is clear; from ``possible`` on it is possible.
    ``further`` is what every further finding adds to the strongest, ``most_further`` what they add
    at most. ``names`` are what cues are called in each language, by a cue or by several as a
    condition writes them (``person or expert``, ``no person``).
    """

    rules: tuple[Rule, ...] = ()
    languages: Mapping[str, LanguageCues] = field(default_factory=dict)
    clear: float = 1.5
    possible: float = 0.0
    further: float = 0.3
    most_further: float = 0.9
    names: Mapping[str, Mapping[str, str]] = field(default_factory=dict)

    def without(self, rules: frozenset[str] = frozenset()) -> "Cues":
        """Return these cues without the rules of these names."""
        return replace(self, rules=tuple(one for one in self.rules if one.name not in rules))

    def without_pattern(self, lang: str, cue: str, text: str) -> "Cues":
        """Return these cues without the pattern written ``text`` of a cue of one language."""
        there = self.languages.get(lang, LanguageCues())
        left = tuple(one for one in there.patterns.get(cue, ()) if one.text != text)
        return self._with(lang, replace(there, patterns={**there.patterns, cue: left}))

    def with_patterns(self, lang: str, cue: str, patterns: tuple[Pattern, ...]) -> "Cues":
        """Return these cues with more patterns for a cue of one language."""
        there = self.languages.get(lang, LanguageCues())
        more = (*there.patterns.get(cue, ()), *patterns)
        return self._with(lang, replace(there, patterns={**there.patterns, cue: more}))

    def with_rule(self, rule: Rule) -> "Cues":
        """Return these cues with one more rule."""
        return replace(self, rules=(*self.rules, rule))

    def _with(self, lang: str, there: LanguageCues) -> "Cues":
        return replace(self, languages={**self.languages, lang: there})
