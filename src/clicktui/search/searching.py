"""One query on its way through an open index."""

import time
from collections.abc import Callable, Sequence
from functools import cache
from itertools import chain
from typing import Any

import numpy as np
import yaml

from clicktui.corpus.folding import fold_text
from clicktui.corpus.model import Role
from clicktui.search.filters import Mask, grouped, mask_of_groups, roles_searched
from clicktui.search.gathering import ROLES
from clicktui.search.highlighting import Highlighter
from clicktui.search.labels import Labels, Ranks
from clicktui.search.matching import Expanders, Matcher, Slot
from clicktui.search.model import Hit, Notice, NoticeKind, Options, Results, SearchCancelledError
from clicktui.search.query import LABEL_FIELDS, Filter, Phrase, Query, Term
from clicktui.search.ranking import Found, Weighed, best_first, first_of, score, weigh
from clicktui.search.segment import Numbers, Segment
from clicktui.search.together import Together
from clicktui.shipped import shipped

MOST_SUGGESTIONS = 5


@cache
def _stop_words() -> frozenset[str]:
    text = (shipped("data") / "search.yaml").read_text(encoding="utf-8")
    lists: dict[str, str] = yaml.load(text, Loader=yaml.CSafeLoader)["stop_words"]
    return frozenset(chain.from_iterable(words.split() for words in lists.values()))


class Search:
    """One query on its way."""

    def __init__(
        self,
        segments: Sequence[Segment],
        matchers: Sequence[Matcher],
        expanders: Expanders,
        query: Query,
        options: Options,
        cancelled: Callable[[], bool],
        labels: Labels | None = None,
    ) -> None:
        self.segments = segments
        self.size = sum(len(segment.ids) for segment in segments)
        self.labels = labels if labels is not None and len(labels) == self.size else None
        self.ranks: Ranks | None = None
        self.matchers = matchers
        self.expanders = expanders
        self.query = query
        self.options = options
        self.cancelled = cancelled
        self.notices = list(query.notices)

    def results(self, text: str, started: float) -> Results:
        """Return what the query, typed as ``text``, finds; ``started`` is of perf_counter.

        Raises:
            SearchCancelledError: ``cancelled`` said yes.
            IndexUnusableError: the index turns out to be damaged.
        """
        if self.query.is_empty or not self.segments:
            return self._results(text, started, [], 0, {})
        slots = [
            matcher.slots(
                self.query.clauses,
                self.query.unfinished,
                self.options.fuzzy,
                self.options.accents,
                self.cancelled,
            )
            for matcher in self.matchers
        ]
        weighed = weigh(slots, self.size, _stop_words())
        self._notice_unknown_words(slots)
        found, elsewhere = self._found(slots, weighed)
        chosen = self._best(found)
        hits = self._hits(chosen, slots, weighed)
        total = sum(len(part.ids) for part in found)
        return self._results(text, started, hits, total, elsewhere)

    def _results(
        self,
        text: str,
        started: float,
        hits: Sequence[Hit],
        total: int,
        elsewhere: dict[Role, int],
    ) -> Results:
        took = (time.perf_counter() - started) * 1000
        notices = tuple(dict.fromkeys(self.notices))
        return Results(text, tuple(hits), total, took, notices, (), elsewhere)

    def _notice_unknown_words(self, slots: Sequence[Sequence[Slot]]) -> None:
        for column in zip(*slots, strict=True):
            if not any(slot.ways for slot in column):
                self.notices.append(Notice(NoticeKind.UNKNOWN_WORD, column[0].typed))

    def _found(
        self, slots: Sequence[Sequence[Slot]], weighed: Weighed
    ) -> tuple[list[Found], dict[Role, int]]:
        """Return what each segment holds in the roles searched, and counts of the other roles."""
        roles = roles_searched(self.query.filters)
        found = []
        elsewhere = np.zeros(len(ROLES), dtype=np.int64)
        masks = self._filter_masks()
        for segment, segment_slots, mask, matcher in zip(
            self.segments, slots, masks, self.matchers, strict=True
        ):
            if self.cancelled():
                raise SearchCancelledError
            matching = (
                score(segment, segment_slots, weighed)
                if segment_slots
                else _everything(segment.ids)
            )
            allowed = self._allowed(segment, segment_slots, mask, matcher)
            if allowed is not None:
                matching = matching.where(allowed[matching.ids])
            in_roles = segment.in_roles(roles)[matching.ids]
            outside = segment.facets.roles[matching.ids[~in_roles]]
            elsewhere += np.bincount(outside, minlength=len(ROLES))
            found.append(matching.where(in_roles))
        counts = {role: int(n) for role, n in zip(ROLES, elsewhere, strict=True) if n}
        return found, counts

    def _filter_masks(self) -> list[Mask | None]:
        groups = grouped(self.query.filters)
        asked = [one for group in groups for one in group if one.field in LABEL_FIELDS]
        if asked and self.labels is None:
            for one in asked:
                self.notices.append(Notice(NoticeKind.NOT_YET, _typed(one)))
            return [np.zeros(len(segment), dtype=bool) for segment in self.segments]
        known = None if self.labels is None else (self.labels.known, len(self.labels))
        is_partly = known is not None and known[0] < known[1]
        if asked and known is not None and is_partly:
            self.notices.append(Notice(NoticeKind.SO_FAR, _typed(asked[0]), known))
        for condition in self.query.filters:
            if condition.excluded or (is_partly and condition.field in LABEL_FIELDS):
                continue  # what is not known yet may have it
            if not any(mask is not None and mask.any() for mask in self._masks([(condition,)])):
                self.notices.append(Notice(NoticeKind.UNKNOWN_VALUE, _typed(condition)))
        masks = self._masks([one for one in groups if not _is_of_labels(one)])
        together = [one for one in groups if _is_of_labels(one)]
        if not together or self.labels is None:
            return masks
        self.ranks = self.labels.ranks(together)
        answers = self._parts(self.labels.mask(together))
        return [
            answer if mask is None else mask & answer
            for mask, answer in zip(masks, answers, strict=True)
        ]

    def _masks(self, groups: Sequence[Sequence[Filter]]) -> list[Mask | None]:
        """Return for each segment which passages answer ``groups``, each filter by itself."""
        labelled = {
            one: self._parts(self.labels.mask([[one]]))
            for group in groups
            for one in group
            if self.labels is not None and one.field in LABEL_FIELDS
        }
        masks = [
            mask_of_groups(segment.facets, groups, lambda one, at=at: labelled[one][at])  # type: ignore[misc]
            for at, segment in enumerate(self.segments)
        ]
        return [
            mask if mask is None or segment.living is None else mask & segment.living
            for mask, segment in zip(masks, self.segments, strict=True)
        ]

    def _parts(self, values: Any) -> list[Any]:  # noqa: ANN401  an array of any type
        """Return ``values``, one for each passage of the corpus, as the segments number them.

        What they have for a deleted passage means nothing.
        """
        return [values[segment.places] for segment in self.segments]

    def _allowed(
        self, segment: Segment, slots: Sequence[Slot], mask: Mask | None, matcher: Matcher
    ) -> Mask | None:
        """Return which passages filters, phrases and exclusions leave, None for all."""
        required = {id(s.required): s.required for s in slots if s.required is not None}
        for passages in required.values():
            inside = np.zeros(len(segment), dtype=bool)
            inside[passages] = True
            mask = inside if mask is None else mask & inside
        for atom in self.query.excluded:
            mask = np.ones(len(segment), dtype=bool) if mask is None else mask.copy()
            mask[matcher.passages_of(atom, self.options.accents, self.cancelled)] = False
        return mask

    def _best(self, found: Sequence[Found]) -> list[tuple[int, int, float]]:
        """Return the (segment, passage, score) of the best passages, best first."""
        together = Together(self.segments, found)

        def text_of(position: int) -> str:
            segment, number = together.passage(position)
            return self.segments[segment].folded_text(number)

        if not self.query.clauses:
            chosen = self._in_order(found, together)
            return [(*together.passage(position), 0.0) for position in chosen.tolist()]
        positions, values = best_first(
            np.concatenate([part.scores for part in found]),
            np.concatenate([part.as_typed for part in found]),
            self.options.limit,
            self._words_typed(),
            text_of,
            together.places,
        )
        if self.cancelled():
            raise SearchCancelledError
        return [
            (*together.passage(position), value)
            for position, value in zip(positions.tolist(), values.tolist(), strict=True)
        ]

    def _in_order(self, found: Sequence[Found], together: Together) -> Numbers:
        """Return the first of what is found without words: as labels rank it, else as it is."""
        if self.ranks is None:
            ranks: Any = np.zeros(len(together), dtype=np.uint8)
        else:
            parts = zip(self._parts(self.ranks), found, strict=True)
            ranks = np.concatenate([part[one.ids] for part, one in parts])
        return first_of(ranks, self.options.limit, together.places)

    def _words_typed(self) -> str:
        atoms = (atom for clause in self.query.clauses for atom in clause)
        return fold_text(" ".join(atom.typed for atom in atoms))

    def _hits(
        self,
        chosen: Sequence[tuple[int, int, float]],
        slots: Sequence[Sequence[Slot]],
        weighed: Weighed,
    ) -> list[Hit]:
        phrases = [a for clause in self.query.clauses for a in clause if isinstance(a, Phrase)]
        highlighter = Highlighter(slots, weighed.light, phrases, self.options.accents)
        hits = []
        for segment, number, value in chosen:
            passage = self.segments[segment].passage(number)
            place = int(self.segments[segment].places[number])
            highlights, guesses = highlighter.mark(passage)
            hits.append(Hit(passage, round(value, 4), highlights, guesses, place))
        return hits

    def suggestions(self) -> tuple[str, ...]:
        """Return the words of the index that look most like those which it lacks."""
        words: dict[str, None] = {}
        terms = [
            term
            for clause in self.query.clauses
            for atom in clause
            for term in ((atom,) if isinstance(atom, Term) else atom.terms)
        ]
        accents = self.options.accents
        for term in terms:
            name = term.form if accents else term.key
            vocabularies = [segment.vocabulary(accents) for segment in self.segments]
            if any(vocabulary.find(name) is not None for vocabulary in vocabularies):
                continue
            for word in self.expanders[accents].nearest(name, MOST_SUGGESTIONS):
                words[self._spelling(word)] = None
        return tuple(words)[:MOST_SUGGESTIONS]

    def _spelling(self, word: str) -> str:
        """Return how the segment that knows ``word`` best writes it."""
        accents = self.options.accents
        best = max(self.segments, key=lambda s: s.vocabulary(accents).frequency(word))
        vocabulary = best.vocabulary(accents)
        number = vocabulary.find(word)
        return word if number is None else best.spelling(vocabulary, number)


def _typed(condition: Filter) -> str:
    return f"{condition.field}:{condition.value}"


def _is_of_labels(group: Sequence[Filter]) -> bool:
    return all(one.field in LABEL_FIELDS for one in group)


def _everything(ids: Numbers) -> Found:
    size = len(ids)
    return Found(ids, np.zeros(size, dtype=np.float32), np.ones(size, dtype=bool))
