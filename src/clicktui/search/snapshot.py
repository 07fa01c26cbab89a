"""An index as it is at one moment, open: answers queries."""

import time
from collections.abc import Callable, Mapping, Sequence
from typing import TypeVar

from clicktui.errors import ClicktuiError
from clicktui.search import completion, indexfolder
from clicktui.search.labels import Labels
from clicktui.search.matching import Expanders, Matcher
from clicktui.search.model import Completion, Options, Results, SearchCancelledError
from clicktui.search.progress import never
from clicktui.search.query import parse
from clicktui.search.searching import Search
from clicktui.search.segment import Segment
from clicktui.search.whole import WholeIndex

T = TypeVar("T")


class Snapshot:
    """Answers queries on open segments; for one thread at a time.

    ``sources`` are the fingerprints of the sources that are looked for, in their order;
    ``is_intact`` reads the index again and says whether it is what was once written.
    """

    def __init__(
        self,
        segments: Sequence[Segment],
        is_intact: Callable[[], bool] = lambda: True,
        sources: Mapping[str, str] | None = None,
    ) -> None:
        self.segments = {segment.stored.name: segment for segment in segments}
        self._is_intact = is_intact
        self._segments = tuple(segments)
        self.whole = WholeIndex(segments, sources or {})
        self._expanders = Expanders(self._segments)
        self._matchers = tuple(Matcher(segment, self._expanders) for segment in segments)

    def search(
        self,
        query: str,
        options: Options = Options(),  # noqa: B008  frozen
        cancelled: Callable[[], bool] = never,
        labels: Labels | None = None,
    ) -> Results:
        """Return the ranked hits of ``query``, without suggestions.

        Raises:
            SearchCancelledError: ``cancelled`` said yes.
            IndexDamagedError: the index turns out to be damaged.
        """
        started = time.perf_counter()
        search = self._search(query, options, cancelled, labels)
        return self._safely(lambda: search.results(query, started))

    def suggest(self, query: str, options: Options) -> tuple[str, ...]:
        """Return words that look like those which the index lacks.

        Raises:
            IndexDamagedError: the index turns out to be damaged.
        """
        return self._safely(self._search(query, options, never, None).suggestions)

    def complete(self, query: str, cursor: int, labels: Labels | None) -> Sequence[Completion]:
        """Return completions of the filter value (``speaker:…``) that ``cursor`` stands in."""
        facets = [segment.known_facets for segment in self._segments]
        return completion.complete(query, cursor, facets, labels)

    def close(self, kept: "Snapshot | None" = None) -> None:
        """Release the files, but for those of the segments that are in ``kept`` too."""
        for name, segment in self.segments.items():
            if kept is None or name not in kept.segments:
                segment.close()

    def _search(
        self,
        query: str,
        options: Options,
        cancelled: Callable[[], bool],
        labels: Labels | None,
    ) -> Search:
        return Search(
            self._segments, self._matchers, self._expanders, parse(query), options, cancelled,
            labels,
        )  # fmt: skip

    def _safely(self, asked: Callable[[], T]) -> T:
        try:
            return asked()
        except (ClicktuiError, SearchCancelledError):
            raise
        except Exception as error:
            if self._is_intact():
                raise
            raise indexfolder.damaged() from error
