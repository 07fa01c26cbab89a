"""The search engine: opens or builds the index, answers queries."""

import hashlib
import sys
import time
from collections.abc import Callable, Sequence
from functools import cache
from importlib.metadata import version
from itertools import chain
from pathlib import Path
from typing import Any

import numpy as np
import yaml

from clicktui.corpus.model import Role
from clicktui.errors import IndexUnusableError
from clicktui.i18n import translate as _
from clicktui.search import completion, indexfolder
from clicktui.search.building import Passages, Progress, build_index, open_index
from clicktui.search.filters import Mask, mask_of_filters, roles_searched
from clicktui.search.folding import FOLDING_VERSION, fold_text
from clicktui.search.gathering import ROLES
from clicktui.search.highlighting import Highlighter
from clicktui.search.matching import Expanders, Matcher, Slot
from clicktui.search.model import (
    Completion,
    Hit,
    Notice,
    NoticeKind,
    Options,
    Results,
    SearchCancelledError,
)
from clicktui.search.query import Filter, Phrase, Query, Term, parse
from clicktui.search.ranking import Found, Weighed, best_first, score, weigh
from clicktui.search.segment import Segment
from clicktui.shipped import shipped

INDEX_VERSION = 7
"""Counted up whenever the files of an index change their meaning."""

MOST_SUGGESTIONS = 5


def _never() -> bool:
    return False


def _no_progress(done: int, total: int) -> None:
    """Report to nobody."""


def open_engine(
    passages: Passages,
    fingerprint: str,
    cache_folder: Path,
    progress: Progress = _no_progress,
    cancelled: Callable[[], bool] = _never,
    rebuild: bool = False,
) -> tuple["Engine", tuple[str, ...]]:
    """Open the index of a corpus, building it where it is missing, outdated or damaged.

    Args:
        passages: gives the corpus's passages, in corpus order; called twice when building.
        fingerprint: changes when the passages do (``Corpus.fingerprint``).
        cache_folder: where the index is kept; made with mode 0700 where missing.
        progress: told ``(done, total)`` passages while building.
        cancelled: polled; yes ends the build.
        rebuild: build anew whatever is there.

    Returns:
        The engine, and one line for the user for each thing that she should know.

    Raises:
        SearchCancelledError: ``cancelled`` said yes.
        IndexUnusableError: no index can be kept in the cache folder.
    """
    indexfolder.prepare_cache_folder(cache_folder)
    path = indexfolder.index_path(cache_folder, _index_key(fingerprint))
    if not rebuild:
        segments = _opened(path)
        if segments is not None:
            return Engine(segments), ()
    notices: list[str] = []
    try:
        with indexfolder.locked(cache_folder, cancelled):
            segments = None if rebuild else _opened(path)  # another process may have built it
            if segments is None:
                if _is_there(path):
                    if not rebuild:
                        notices.append(_("The search index was damaged and has been rebuilt."))
                    indexfolder.set_aside(path)
                segments = _built(path, passages, progress, cancelled)
            indexfolder.remove_others(cache_folder, path)
    except OSError as error:
        raise IndexUnusableError(
            _("The search index cannot be written: {reason}.").format(reason=error)
        ) from error
    return Engine(segments), tuple(notices)


def _is_there(path: Path) -> bool:
    return path.exists() or path.is_symlink()


def _index_key(fingerprint: str) -> str:
    parts = (
        fingerprint, INDEX_VERSION, FOLDING_VERSION, version("clicktui"),
        version("Whoosh-Reloaded"), version("PyStemmer"), sys.byteorder,
    )  # fmt: skip
    return hashlib.blake2b(repr(parts).encode(), digest_size=16).hexdigest()


def _opened(path: Path) -> list[Segment] | None:
    """Return the segments of the index at ``path``, None when it is missing or damaged."""
    if not indexfolder.is_trusted(path):
        return None
    try:
        return open_index(path)
    except Exception:
        return None


def _built(
    path: Path, passages: Passages, progress: Progress, cancelled: Callable[[], bool]
) -> list[Segment]:
    with indexfolder.building(path.parent) as folder:
        build_index(folder, passages, progress, cancelled)
        indexfolder.write_manifest(folder)
        folder.rename(path)
    segments = _opened(path)
    if segments is None:
        raise IndexUnusableError(
            _("The search index in {folder} cannot be read back.").format(folder=path)
        )
    return segments


@cache
def _stop_words() -> frozenset[str]:
    text = (shipped("data") / "search.yaml").read_text(encoding="utf-8")
    lists: dict[str, str] = yaml.load(text, Loader=yaml.CSafeLoader)["stop_words"]
    return frozenset(chain.from_iterable(words.split() for words in lists.values()))


class Engine:
    """Answers queries on an open index; for one thread at a time."""

    def __init__(self, segments: Sequence[Segment]) -> None:
        self._segments = tuple(segments)
        self._expanders = Expanders(self._segments)
        self._matchers = tuple(Matcher(segment, self._expanders) for segment in segments)
        self._size = sum(len(segment) for segment in segments)

    def __len__(self) -> int:
        return self._size

    def search(
        self,
        query: str,
        options: Options = Options(),  # noqa: B008  frozen
        cancelled: Callable[[], bool] = _never,
    ) -> Results:
        """Return the ranked hits of ``query`` (see ``query`` for its language).

        Passages that hold every word as typed come before all others. A passage is found by any
        of the words; function words only order. A word that no passage has is a notice.

        Raises:
            SearchCancelledError: ``cancelled`` said yes.
            IndexUnusableError: the index turns out to be damaged.
        """
        started = time.perf_counter()
        try:
            search = _Search(
                self._segments, self._matchers, self._expanders, parse(query), options, cancelled
            )
            return search.results(query, started)
        except (SearchCancelledError, IndexUnusableError):
            raise
        except (OSError, ValueError, EOFError, KeyError, IndexError, AttributeError) as error:
            raise IndexUnusableError(
                _("The search index is damaged; rebuild it with: clicktui index --rebuild")
            ) from error

    def complete(self, query: str, cursor: int) -> Sequence[Completion]:
        """Return completions of the filter value (``speaker:…``) that ``cursor`` stands in."""
        return completion.complete(query, cursor, [segment.facets for segment in self._segments])

    def close(self) -> None:
        """Release the files."""
        for segment in self._segments:
            segment.close()


class _Search:
    """One query on its way."""

    def __init__(
        self,
        segments: Sequence[Segment],
        matchers: Sequence[Matcher],
        expanders: Expanders,
        query: Query,
        options: Options,
        cancelled: Callable[[], bool],
    ) -> None:
        self.segments = segments
        self.matchers = matchers
        self.expanders = expanders
        self.query = query
        self.options = options
        self.cancelled = cancelled
        self.notices = list(query.notices)

    def results(self, text: str, started: float) -> Results:
        if self.query.is_empty or not self.segments:
            return self._results(text, started, [], 0, {}, ())
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
        size = sum(len(segment) for segment in self.segments)
        weighed = weigh(slots, size, _stop_words())
        self._notice_unknown_words(slots)
        found, elsewhere = self._found(slots, weighed)
        chosen = self._best(found)
        hits = self._hits(chosen, slots, weighed)
        total = sum(len(part.ids) for part in found)
        suggestions = () if total or elsewhere else self._suggestions()
        return self._results(text, started, hits, total, elsewhere, suggestions)

    def _results(
        self,
        text: str,
        started: float,
        hits: Sequence[Hit],
        total: int,
        elsewhere: dict[Role, int],
        suggestions: tuple[str, ...],
    ) -> Results:
        took = (time.perf_counter() - started) * 1000
        notices = tuple(dict.fromkeys(self.notices))
        return Results(text, tuple(hits), total, took, notices, suggestions, elsewhere)

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
                else _everything(len(segment))
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
        filters = self.query.filters
        for condition in filters:
            if not condition.excluded and not self._value_is_known(condition):
                self.notices.append(
                    Notice(NoticeKind.UNKNOWN_VALUE, f"{condition.field}:{condition.value}")
                )
        return [mask_of_filters(segment.facets, filters) for segment in self.segments]

    def _value_is_known(self, condition: Filter) -> bool:
        masks = (mask_of_filters(segment.facets, [condition]) for segment in self.segments)
        return any(mask is not None and bool(mask.any()) for mask in masks)

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
        where = [(s, n) for s, part in enumerate(found) for n in part.ids.tolist()] if (
            len(found) > 1
        ) else None  # fmt: skip
        first = found[0].ids

        def place(position: int) -> tuple[int, int]:
            return where[position] if where is not None else (0, int(first[position]))

        def text_of(position: int) -> str:
            segment, number = place(position)
            return self.segments[segment].folded_text(number)

        scores = np.concatenate([part.scores for part in found])
        if not self.query.clauses:
            count = min(len(scores), self.options.limit)
            return [(*place(position), 0.0) for position in range(count)]
        positions, values = best_first(
            scores,
            np.concatenate([part.as_typed for part in found]),
            self.options.limit,
            self._words_typed(),
            text_of,
        )
        if self.cancelled():
            raise SearchCancelledError
        return [
            (*place(position), value)
            for position, value in zip(positions.tolist(), values.tolist(), strict=True)
        ]

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
            highlights, guesses = highlighter.mark(passage)
            hits.append(Hit(passage, round(value, 4), highlights, guesses))
        return hits

    def _suggestions(self) -> tuple[str, ...]:
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


def _everything(size: int) -> Found:
    ids: Any = np.arange(size)
    return Found(ids, np.zeros(size, dtype=np.float32), np.ones(size, dtype=bool))
