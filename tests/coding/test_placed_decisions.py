"""Decisions found by the words that they touch: the same as when all of them are gone through."""

from hypothesis import given, settings
from hypothesis import strategies as st

from clicktui.coding.placing import Placed, PlacedInWork, touching
from clicktui.corpus.model import Span

SPANS = st.builds(
    lambda start, size: Span(start, start + size), st.integers(0, 40), st.integers(1, 9)
)


@settings(max_examples=50)
@given(st.lists(SPANS, max_size=12), SPANS)
def test_those_that_touch_are_found_oldest_first(spans: list[Span], wanted: Span) -> None:
    placed = [Placed(None, span) for span in spans]  # type: ignore[arg-type]  # the place counts

    found = touching(PlacedInWork(placed), wanted)
    assert [id(one) for one in found] == [id(one) for one in touching(placed, wanted)]
