"""Texts and paragraphs that are read when they are looked at."""

from dataclasses import replace

import pytest

from clicktui.corpus.corpus import Corpus, shipped_corpus
from clicktui.corpus.model import Passage, SourceFile
from clicktui.corpus.stored import RecentFiles, StoredParagraphs, StoredSource

SHIPPED = shipped_corpus()


class Shelf:
    """The shipped files as stored ones, and which of them were read, in order."""

    def __init__(self, most: int) -> None:
        self.read: list[str] = []
        self.recent = RecentFiles(most)

    def stored(self, file: SourceFile) -> SourceFile:
        def read() -> SourceFile:
            self.read.append(file.name)
            return file

        source = StoredSource(read, self.recent)
        works = tuple(
            replace(work, paragraphs=StoredParagraphs(source, work.id)) for work in file.works
        )
        return replace(file, held=source, works=works)

    def corpus(self) -> Corpus:
        files = [self.stored(file) for file in SHIPPED.files]
        return Corpus.of(files, SHIPPED.fingerprints, {w.id: SHIPPED.summary(w.id) for w in WORKS})


WORKS = SHIPPED.works


def test_a_stored_corpus_is_the_corpus_and_its_places_are_known_unread() -> None:
    shelf = Shelf(10)
    corpus = shelf.corpus()
    passages = list(SHIPPED.passages())
    assert len(corpus) == len(passages)
    assert corpus.fingerprint == SHIPPED.fingerprint
    assert [corpus.count(file.name) for file in corpus.files] == [
        len(list(SHIPPED.passages_in(file.name))) for file in SHIPPED.files
    ]
    assert shelf.read == []
    assert list(corpus.passages()) == passages
    assert shelf.read == [file.name for file in SHIPPED.files]  # each once


@pytest.mark.parametrize("corpus", [SHIPPED, Shelf(10).corpus()])
def test_passages_are_found_by_their_places(corpus: Corpus) -> None:
    passages = list(SHIPPED.passages())
    assert [corpus.passage_at(number) for number in range(len(passages))] == passages
    assert [corpus.place_of(passage) for passage in passages] == list(range(len(passages)))
    starts = [corpus.starts[file.name] for file in corpus.files]
    assert [passages[start].file for start in starts] == [file.name for file in corpus.files]
    for number in (-1, len(passages)):
        with pytest.raises(IndexError):
            corpus.passage_at(number)


def test_a_passage_that_is_no_more_has_no_place() -> None:
    first: Passage = next(SHIPPED.passages())
    assert SHIPPED.place_of(replace(first, id=f"{first.work}:aaaaaaaaaa")) is None
    assert SHIPPED.place_of(replace(first, file="elsewhere.txt")) is None


def test_what_was_looked_at_last_stays_and_all_else_goes() -> None:
    first, second, third = SHIPPED.files[:3]
    shelf = Shelf(len(first.text) + len(second.text))
    stored = [shelf.stored(file) for file in (first, second, third)]
    for file in (stored[0], stored[1], stored[0]):
        assert file.text  # both find room
    assert shelf.read == [first.name, second.name]
    assert stored[2].text == third.text  # the one that nobody looked at for longest goes
    assert stored[0].works[0].paragraphs[0] == first.works[0].paragraphs[0]
    assert stored[1].text == second.text
    assert shelf.read == [first.name, second.name, third.name, second.name] or shelf.read == [
        first.name,
        second.name,
        third.name,
        first.name,
        second.name,
    ]  # fmt: skip  (the third may be longer than both)


def test_walking_through_a_file_reads_it_once_and_moves_nothing() -> None:
    shelf = Shelf(1)
    kept, walked = (shelf.stored(file) for file in SHIPPED.files[:2])
    assert kept.text
    whole = walked.whole()
    assert whole.text == SHIPPED.files[1].text
    assert [work.paragraphs for work in whole.works] == [
        work.paragraphs for work in SHIPPED.files[1].works
    ]
    assert kept.text
    assert shelf.read == [SHIPPED.files[0].name, SHIPPED.files[1].name]


def test_stored_paragraphs_are_a_sequence_and_equal_only_themselves() -> None:
    shelf = Shelf(10)
    work = SHIPPED.works[0]
    stored = shelf.stored(SHIPPED.source(work.file)).works[0].paragraphs
    again = shelf.stored(SHIPPED.source(work.file)).works[0].paragraphs
    assert stored != again
    assert shelf.read == []
    assert (len(stored), stored[0], stored[-1], list(stored), list(stored[1:3])) == (
        len(work.paragraphs), work.paragraphs[0], work.paragraphs[-1], list(work.paragraphs),
        list(work.paragraphs[1:3]),
    )  # fmt: skip
