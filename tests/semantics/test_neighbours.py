"""Passages like this one: the nearest first, none that only repeats it."""

from pathlib import Path

import numpy as np
import pytest
from hand_vectors import HandEncoder, pointing, vectors_of

from clicktui.corpus.corpus import Corpus
from clicktui.corpus.model import Passage, Role, Span
from clicktui.errors import SemanticsError
from clicktui.microtasks.semantics.encoding import Encoder
from clicktui.microtasks.semantics.neighbours import Neighbourhood
from clicktui.microtasks.semantics.vectors import fill, open_vectors


@pytest.fixture(scope="module")
def passages(seeds: Corpus) -> list[Passage]:
    return list(seeds.passages())


def test_the_nearest_come_first_with_their_cosines(
    seeds: Corpus, passages: list[Passage], tmp_path: Path
) -> None:
    asked, near, nearer, far = (one for one in passages[::40][:4])
    told = {
        asked.text: pointing(1, 0),
        near.text: pointing(1, 1),
        nearer.text: pointing(2, 1),
        far.text: pointing(0, 1),
    }
    around = Neighbourhood(seeds, [asked, near, nearer, far], vectors_of(tmp_path, told))
    found = around.like(asked)
    assert [one.passage for one in found] == [nearer, near, far]
    assert [one.cosine for one in found] == pytest.approx([2 / 5**0.5, 0.5**0.5, 0], abs=1e-3)
    assert [one.passage for one in around.like(asked, most=1)] == [nearer]
    assert around.like(asked, most=0) == ()


def test_a_pull_quote_and_what_it_repeats_are_one(
    seeds: Corpus, passages: list[Passage], tmp_path: Path
) -> None:
    work = next(w for w in seeds.works if any(p.repeats for p in w.paragraphs))
    pulled = next(p for p in work.paragraphs if p.repeats and p.role is Role.PULL_QUOTE)
    assert pulled.repeats is not None
    sentence = pulled.repeats.sentence
    here = [one for one in passages if one.work == work.id]
    quote = next(one for one in here if one.start == pulled.span.start)
    source = next(one for one in here if Span(one.start, one.end).overlaps(sentence))
    third = next(one for one in passages if one.work != work.id)
    told = {quote.text: pointing(1, 0.1), source.text: pointing(1), third.text: pointing(1, 1)}
    around = Neighbourhood(seeds, [quote, source, third], vectors_of(tmp_path, told))
    assert [one.passage for one in around.like(source)] == [third]
    assert [one.passage for one in around.like(quote)] == [third]
    assert [one.passage for one in around.like(third)] == [quote], "and not its source again"


def test_only_the_languages_asked_for(
    seeds: Corpus, passages: list[Passage], tmp_path: Path
) -> None:
    vectors = vectors_of(tmp_path, {}, [one.text for one in passages])
    around = Neighbourhood(seeds, passages, vectors)
    assert len(around) == len(passages)
    asked = passages[0]
    assert {one.passage.lang for one in around.like(asked, 10, {"it"})} == {"it"}
    everything = around.like(asked, len(passages))
    cosines = [one.cosine for one in everything]
    assert cosines == sorted(cosines, reverse=True)
    texts = [" ".join(one.passage.text.split()) for one in everything]
    assert len(set(texts)) == len(texts)
    assert around.like(asked, 10) == around.like(asked, 10)


def test_passages_without_a_vector_are_nobodys_neighbours(
    seeds: Corpus, passages: list[Passage], tmp_path: Path
) -> None:
    vectors = vectors_of(tmp_path, {}, [one.text for one in passages[:5]])
    around = Neighbourhood(seeds, passages[:9], vectors)
    assert len(around) == 5
    with pytest.raises(SemanticsError, match="no vector yet"):
        around.like(passages[8])
    nobody = Neighbourhood(seeds, [], open_vectors(tmp_path / "none", HandEncoder.version))
    assert nobody.near(np.ones(512, dtype=np.float32)) == ()


def test_across_languages_the_real_encoder_finds_the_like(
    seeds: Corpus, passages: list[Passage], encoder: Encoder, tmp_path: Path
) -> None:
    some = [one for one in passages if one.lang == "it"][:40]
    vectors = fill(
        open_vectors(tmp_path, encoder.version), lambda: [one.text for one in some], encoder
    )
    around = Neighbourhood(seeds, some, vectors)
    asked = encoder.encode(
        "Une critique du livre de Casilli sur les esclaves du clic, par le syndicat"
    )
    found = [one.passage.text for one in around.near(asked, most=3)]
    assert any("recensione" in text.lower() and "clic" in text.lower() for text in found)
