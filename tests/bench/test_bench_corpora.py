import gzip
from collections import Counter
from pathlib import Path

import pytest
from bench.corpora import make_corpus, seed_passages
from bench.growth import grow, heaps
from bench.readers import docstring_blocks, html_blocks, manual_blocks, text_blocks
from bench.texts import LONGEST, SHORTEST_END, Finder, Found, cut, interleave
from bench.words import LETTERS, fold, language_of
from hypothesis import given
from hypothesis import strategies as st

SENTENCE = st.lists(st.sampled_from(["mot", "data", "étoile", "fine."]), max_size=90).map(" ".join)


@given(st.lists(SENTENCE, max_size=12))
def test_cutting_keeps_all_words_but_a_short_end(blocks):
    passages = list(cut(blocks))
    words = " ".join(blocks).split()
    kept = " ".join(passages).split()
    assert kept == words[: len(kept)]
    assert len(words) - len(kept) < SHORTEST_END
    assert all(len(passage.split()) <= LONGEST for passage in passages)


def test_cutting_ends_at_sentences():
    sentence = " ".join(["mot"] * 49) + " fin."
    assert list(cut([" ".join([sentence] * 4)])) == [f"{sentence} {sentence}"] * 2


def test_a_block_is_taken_once_whatever_its_case_and_numbers(tmp_path):
    page = "The name of the file that is read by the program and not by you, see chapter {}. " * 3
    for name, number in (("a.txt", 1), ("b.txt", 2)):
        (tmp_path / name).write_text(page.format(number, number, number))
    finder = Finder()
    assert len(list(finder.passages(tmp_path / "a.txt", text_blocks))) == 1
    assert list(finder.passages(tmp_path / "b.txt", text_blocks)) == []


def test_languages_take_turns():
    found = [Found("f", lang, f"{lang} {n}") for lang in ("fr", "en") for n in range(3)]
    assert [passage.lang for passage in interleave(found)] == ["en", "fr"] * 3
    assert interleave(reversed(found)) == interleave(found)


def test_html_gives_its_blocks_without_menus_and_code(tmp_path):
    page = tmp_path / "page.html"
    page.write_text(
        "<html><head><title>T</title></head><body><nav>Menu</nav><p>Il   était <b>une</b> fois"
        "</p><pre>code</pre><ul><li>un &eacute;t&eacute;<li>deux</ul></body></html>"
    )
    assert html_blocks(page) == ["Il était une fois", "un été", "deux"]


def test_manual_pages_lose_their_macros_and_escapes(tmp_path):
    page = tmp_path / "arch.1.gz"
    source = ".TH ARCH 1\n.SH NOM\narch \\- afficher\n.PP\n.B arch\nl\\(aqoption \\fB\\-v\\fP\n"
    page.write_bytes(gzip.compress(source.encode()))
    assert manual_blocks(page) == ["arch - afficher", "arch l'option -v"]


def test_docstrings_are_read_and_nothing_is_run(tmp_path):
    module = tmp_path / "module.py"
    module.write_text('"""One.\n\nTwo."""\nraise SystemExit\n')
    assert docstring_blocks(module) == ["One.", "Two."]


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("le travail du clic est une tâche que les plateformes ne paient pas", "fr"),
        ("il lavoro del clic è un compito che le piattaforme non pagano", "it"),
        ("the work of the click is a task that is not paid by the platforms", "en"),
        ("int main void return struct sizeof typedef const", None),
        ("die Arbeit am Klick ist eine Aufgabe und wird nicht bezahlt", None),
    ],
)
def test_languages_are_told_apart(text, language):
    assert language_of(text.split()) == language


def test_folding():
    assert fold("Œuvre, ÉTÉ, Straße, ﬁn") == "oeuvre, ete, strasse, fin"


def test_heaps_law_is_fitted_at_a_half_and_at_the_end():
    words = ["a", "b", "a", "b", "c", "d", "a", "b"]  # V = 2 at n = 4, V = 4 at n = 8: V = n / 2
    assert heaps(words) == pytest.approx((0.5, 1.0))


@pytest.fixture(scope="module")
def grown():
    return grow(seed_passages(), 600, seed=3)


def test_growth_is_the_same_for_the_same_seed(grown):
    assert grow(seed_passages(), 600, seed=3) == grown
    assert grow(seed_passages(), 600, seed=4) != grown
    assert len(grown) == 600


def _words(passages):
    return [word for passage in passages for word in LETTERS.findall(fold(passage.text))]


def test_growth_keeps_zipf(grown):
    real, new = (Counter(_words(passages)) for passages in (seed_passages(), grown))
    for word, count in real.most_common(8):
        assert new[word] / new.total() == pytest.approx(count / real.total(), rel=0.3)


def test_growth_keeps_making_new_words(grown):
    words = _words(seed_passages() + grown)
    quarter, half, end = (len(set(words[: len(words) * n // 4])) for n in (1, 2, 4))
    assert 1.25 < half / quarter < 2
    assert 1.25 < end / half < 2


def test_a_corpus_is_made_once_and_read_back(tmp_path):
    corpus = make_corpus(200, tmp_path, real_only_from_seeds=True)
    passages = list(corpus.passages())
    assert (corpus.about.passages, corpus.about.real) == (200, 0)
    assert corpus.about.seeds + corpus.about.grown == 200
    assert len({passage.id for passage in passages}) == 200
    assert all(passage.end - passage.start == len(passage.text) for passage in passages)
    again = make_corpus(200, tmp_path, real_only_from_seeds=True)
    assert (again.about, list(again.passages())) == (corpus.about, passages)


def test_the_seeds_are_the_checkouts():
    names = {path.name for path in (Path(__file__).parents[2] / "seeds").glob("*.txt")}
    assert {passage.origin for passage in seed_passages()} == names
