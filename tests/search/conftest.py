"""Engines to ask."""

from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest
from search_helpers import Build, engine_of

from clicktui.corpus.corpus import Corpus, shipped_corpus
from clicktui.corpus.model import Passage
from clicktui.search.engine import Engine
from clicktui.search.opening import open_engine
from clicktui.search.sources import sources_of


@pytest.fixture(scope="session")
def seeds() -> Corpus:
    return shipped_corpus()


@pytest.fixture(scope="session")
def seeds_engine(seeds: Corpus, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    folder = tmp_path_factory.mktemp("cache")
    engine, notices = open_engine(sources_of(seeds), folder)
    assert notices == ()
    yield engine
    engine.close()


@pytest.fixture
def build(tmp_path: Path) -> Iterator[Build]:
    engines: list[Engine] = []

    def make(found: Sequence[Passage]) -> Engine:
        engines.append(engine_of(found, tmp_path / str(len(engines))))
        return engines[-1]

    yield make
    for engine in engines:
        engine.close()
