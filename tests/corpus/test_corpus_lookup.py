import subprocess
import sys

import pytest

from clicktui.errors import AmbiguousError, NotFoundError
from shipped_once import shipped_corpus

CORPUS = shipped_corpus()


def test_every_passage_is_found_by_its_id() -> None:
    for passage in CORPUS.passages():
        assert CORPUS.passage(passage.id) == passage


def test_a_passage_is_found_by_the_beginning_of_its_id() -> None:
    passage = next(iter(CORPUS.passages()))
    assert CORPUS.passage(passage.id[:-3]) == passage
    assert CORPUS.passage(f" {passage.id} ") == passage


def test_a_beginning_that_several_share_is_refused() -> None:
    with pytest.raises(AmbiguousError, match="several passages begin with 'casilli-heidi'"):
        CORPUS.passage("casilli-heidi")
    with pytest.raises(AmbiguousError, match="several passages begin with 'casilli-'"):
        CORPUS.passage("casilli-")


def test_an_unknown_passage_names_the_nearest() -> None:
    passage = next(iter(CORPUS.passages()))
    wrong = passage.id[:-1] + ("a" if passage.id[-1] != "a" else "b")
    with pytest.raises(NotFoundError, match=f"nearest: {passage.id}"):
        CORPUS.passage(wrong)


@pytest.mark.parametrize("name", ["", "nulle-part:abc", "zzz", "\x1b[2J", ":"])
def test_what_is_no_passage(name: str) -> None:
    with pytest.raises(NotFoundError) as caught:
        CORPUS.passage(name)
    assert "\x1b" not in str(caught.value)


def test_an_unknown_work_or_file_names_the_nearest() -> None:
    with pytest.raises(NotFoundError, match="nearest: franchi-2021"):
        CORPUS.work("franchi-2020")
    with pytest.raises(NotFoundError, match=r"001_f2397f6c6029b5e0\.txt"):
        CORPUS.source("001_f2397f6c6029b5e0")


def test_paragraphs_are_found_by_place() -> None:
    for work in CORPUS.works:
        for paragraph in work.paragraphs:
            assert CORPUS.paragraph_at(work.id, paragraph.span.start) == paragraph
            assert CORPUS.paragraph_at(work.id, paragraph.span.end) == paragraph
            assert CORPUS.paragraphs_touching(work.id, paragraph.span) == (paragraph,)


def test_the_values_of_a_corpus_load_nothing_heavy() -> None:
    code = (
        "import sys, clicktui.corpus.model, clicktui.corpus\n"
        "print([m for m in ('yaml', 'whoosh', 'numpy', 'rapidfuzz', 'citeproc', 'textual') "
        "if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
