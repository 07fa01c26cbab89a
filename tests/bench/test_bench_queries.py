import json
import random
import re

import pytest
from bench.corpora import About, Corpus, make_corpus
from bench.queries import CONDITIONS, TYPED, Condition, keystrokes, known_sentences, mistype
from bench.words import fold
from hypothesis import given
from hypothesis import strategies as st
from rapidfuzz.distance import OSA


@pytest.fixture(scope="module")
def corpus(tmp_path_factory):
    return make_corpus(150, tmp_path_factory.mktemp("bench"), real_only_from_seeds=True)


@pytest.fixture(scope="module")
def tasks(corpus):
    return known_sentences(corpus, 40)


def test_keystrokes_are_all_prefixes():
    assert keystrokes(["clic", "IA"]) == ["c", "cl", "cli", "clic", "I", "IA"]
    assert len(TYPED) == len(set(TYPED)) == 68


WORDS = st.lists(st.text("abcdeéilnorstu", min_size=1, max_size=11), min_size=1, max_size=6).map(
    " ".join
)


@given(WORDS, st.sampled_from([(1,), (1, 1), (2,)]), st.integers())
def test_mistyping_stays_within_what_is_promised(query, edits, seed):
    typed = mistype(query, edits, random.Random(seed))
    least = 7 if edits == (2,) else 4
    if typed is None:
        return
    pairs = [pair for pair in zip(query.split(), typed.split(), strict=True) if len(set(pair)) > 1]
    assert 1 <= len(pairs) == len(edits)
    for printed, mistyped in pairs:
        assert min(len(printed), len(mistyped)) >= least
        # restricted edit distance does not see a letter put between two that were swapped
        assert 1 <= OSA.distance(printed, mistyped) <= max(edits) + (edits == (2,))


def test_what_is_too_short_is_not_mistyped():
    assert mistype("l'IA est là", (1,), random.Random(1)) is None
    assert mistype("clics l'IA", (1, 1), random.Random(1)) is None
    assert mistype("travail du clic", (2,), random.Random(1)) is not None


def test_known_sentences_are_the_same_every_time(corpus, tasks):
    assert known_sentences(corpus, 40) == tasks
    assert set(tasks) == set(CONDITIONS)


def test_clean_words_stand_in_the_passage(corpus, tasks):
    texts = {passage.id: passage.text for passage in corpus.passages()}
    for words, least, most in (("neighbouring", 4, 6), ("scattered", 3, 5)):
        asked = tasks[Condition(words, "clean")]
        assert len(asked) == 40
        for task in asked:
            text, place = fold(texts[task.wanted]), 0
            typed = re.findall(r"\w+", fold(task.query))
            assert least <= len(typed) <= most
            for word in typed:  # in the order of the text
                place = text.index(word, place) + len(word)


def test_unfinished_words_are_begun(tasks):
    pairs = zip(
        tasks[Condition("scattered", "clean")],
        tasks[Condition("scattered", "unfinished")],
        strict=True,
    )
    for clean, unfinished in pairs:
        assert clean.query.startswith(unfinished.query)
        assert len(clean.query) > len(unfinished.query)
        assert clean.wanted == unfinished.wanted


def test_no_other_passage_holds_the_same_words(corpus, tasks):
    texts = [" ".join(re.findall(r"[^\W_]+", fold(p.text))) for p in corpus.passages()]
    for task in tasks[Condition("neighbouring", "clean")]:
        run = " ".join(re.findall(r"[^\W_]+", fold(task.query)))
        assert sum(re.search(rf"\b{run}\b", text) is not None for text in texts) == 1
    for task in tasks[Condition("scattered", "clean")]:
        words = set(fold(task.query).split())
        assert sum(words <= set(text.split()) for text in texts) == 1


def test_without_the_rule_other_passages_may_hold_the_same_words(tmp_path):
    text = "Les plateformes numériques organisent discrètement des marchés mondiaux du travail."
    lines = [json.dumps(["file", "fr", 0, text]) for _ in range(2)]
    (tmp_path / "passages.jsonl").write_text("\n".join(lines))
    twins = Corpus(tmp_path, About(2, 2, 0, 0, 18, 9, {"fr": 2}))
    assert not any(known_sentences(twins, 2).values())
    told = known_sentences(twins, 2, only_unique=False)
    assert {task.wanted for task in told[Condition("scattered", "clean")]} == {
        passage.id for passage in twins.passages()
    }
