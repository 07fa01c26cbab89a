"""The search engine: answers queries on an open index (see ``opening``)."""

import time
from collections.abc import Callable, Sequence

from clicktui.errors import ClicktuiError
from clicktui.search import completion, indexfolder
from clicktui.search.labels import Labels
from clicktui.search.matching import Expanders, Matcher
from clicktui.search.model import Completion, Extent, Options, Results, SearchCancelledError
from clicktui.search.progress import never
from clicktui.search.query import parse
from clicktui.search.searching import Search
from clicktui.search.segment import Segment
from clicktui.search.whole import WholeIndex


class Engine:
    """Answers queries on an open index; for one thread at a time.

    ``is_intact`` reads the index again and says whether it is what was once written; ``sources``
    is how many it holds.
    """

    def __init__(
        self,
        segments: Sequence[Segment],
        is_intact: Callable[[], bool] = lambda: True,
        sources: int = 0,
    ) -> None:
        self._is_intact = is_intact
        self._segments = tuple(segments)
        self._expanders = Expanders(self._segments)
        self._matchers = tuple(Matcher(segment, self._expanders) for segment in segments)
        size = sum(len(segment.ids) for segment in segments)
        deleted = sum(map(len, segments)) - size
        self._extent = Extent(sources, len(self._segments), size, deleted)
        self._labels: Labels | None = None
        self._whole = WholeIndex(self._segments)

    def __len__(self) -> int:
        return self._extent.passages

    @property
    def extent(self) -> Extent:
        """How much is indexed."""
        return self._extent

    @property
    def whole(self) -> WholeIndex:
        """The index by the places of passages in the corpus, for any thread."""
        return self._whole

    def label(self, labels: Labels | None) -> None:
        """Let filters ask ``labels`` from now on; None: they are not known. From any thread."""
        self._labels = labels

    def search(
        self,
        query: str,
        options: Options = Options(),  # noqa: B008  frozen
        cancelled: Callable[[], bool] = never,
    ) -> Results:
        """Return the ranked hits of ``query`` (see ``query`` for its language).

        Passages that hold every word as typed come before all others. A passage is found by any
        of the words; function words only order. A word that no passage has is a notice.

        Raises:
            SearchCancelledError: ``cancelled`` said yes.
            IndexUnusableError: the index turns out to be damaged.
        """
        started = time.perf_counter()
        search = Search(
            self._segments, self._matchers, self._expanders, parse(query), options, cancelled,
            self._labels,
        )  # fmt: skip
        try:
            return search.results(query, started)
        except (ClicktuiError, SearchCancelledError):
            raise
        except Exception as error:
            if self._is_intact():
                raise
            raise indexfolder.damaged() from error

    def complete(self, query: str, cursor: int) -> Sequence[Completion]:
        """Return completions of the filter value (``speaker:…``) that ``cursor`` stands in."""
        facets = [segment.known_facets for segment in self._segments]
        return completion.complete(query, cursor, facets, self._labels)

    def close(self) -> None:
        """Release the files."""
        for segment in self._segments:
            segment.close()
