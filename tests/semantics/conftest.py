"""The real encoder, where the extra is installed."""

import pytest

from clicktui.corpus.corpus import Corpus, shipped_corpus
from clicktui.microtasks.semantics.encoding import Encoder, is_available, open_encoder


@pytest.fixture(scope="session")
def encoder() -> Encoder:
    if not is_available():
        pytest.skip("the extra clicktui[semantic] is not installed")
    return open_encoder()


@pytest.fixture(scope="session")
def seeds() -> Corpus:
    return shipped_corpus()
