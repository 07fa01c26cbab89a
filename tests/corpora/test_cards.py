"""A corpus of one's own is opened from its cards, and read where it is looked at."""

import json
from pathlib import Path

import pytest
from tests.corpora.corpora_samples import INTERVIEW, Desk

from clicktui.corpora.cards import NAME, card_of
from clicktui.corpora.loading import Loader
from clicktui.corpora.origins import origins
from clicktui.corpus.model import SourceFile
from clicktui.corpus.stored import RecentFiles, StoredSource
from clicktui.corpus.summaries import summary_of
from clicktui.errors import SourceTextError

PROSE = "Un texte sans aucun tour de parole, le numéro {}, assez long pour être un passage.\n"


def with_sources(desk: Desk, count: int) -> None:
    """Write and add an interview and so many texts in all."""
    desk.write("interview.txt", INTERVIEW)
    for number in range(count - 1):
        desk.write(f"text-{number}.txt", PROSE.format(number) * 2)
    desk.add()


def cards_file(desk: Desk) -> Path:
    return desk.place.cache() / NAME


def test_cards_stand_for_sources_from_the_second_opening_on(desk: Desk) -> None:
    with_sources(desk, 21)
    first = Loader(desk.place).load().corpus
    passages = list(first.passages())
    second = Loader(desk.place).load().corpus
    speakers = [part.proposed_speakers for part in second.work("interview").paragraphs]
    assert speakers == [part.proposed_speakers for part in first.work("interview").paragraphs]
    assert list(second.passages()) == passages
    third = Loader(desk.place).load().corpus
    for name in desk.folder.names():
        desk.folder.text_path(name).unlink()
    assert third.fingerprint == first.fingerprint
    assert len(third) == len(passages)
    assert [(work.id, work.title, work.csl, work.lines) for work in third.works] == [
        (work.id, work.title, work.csl, work.lines) for work in first.works
    ]
    assert third.summaries == first.summaries
    with pytest.raises(SourceTextError):
        list(third.passages())


def test_a_source_that_changed_behind_an_open_corpus_gives_no_words(desk: Desk) -> None:
    with_sources(desk, 2)
    loader = Loader(desk.place)
    before = loader.load().corpus
    desk.write("text-0.txt", "Tout autre chose, et de nouveau assez long pour être lu.\n" * 2)
    desk.update()
    with pytest.raises(SourceTextError, match="text-0 was changed since it was opened"):
        _ = before.source("text-0.txt").text
    now = loader.load().corpus
    assert now.source("text-0.txt").text.startswith("Tout autre chose")
    assert now.source("interview.txt") is before.source("interview.txt")


@pytest.mark.parametrize(
    "content",
    [b"", b"[", b'{"version": 1, "cards": {"interview": [[1, 2, 3], [1, 2, 3], []]}}', b"null",
     b'{"version": 1, "cards": [1]}'],
)  # fmt: skip
def test_cards_that_are_no_use_are_none(desk: Desk, content: bytes) -> None:
    with_sources(desk, 2)
    wanted = Loader(desk.place).load().corpus.fingerprint
    cards_file(desk).write_bytes(content)
    loaded = Loader(desk.place).load()
    assert (loaded.corpus.fingerprint, loaded.mistakes) == (wanted, ())


def test_a_damaged_card_is_made_anew(desk: Desk) -> None:
    with_sources(desk, 21)
    wanted = Loader(desk.place).load().corpus
    document = json.loads(cards_file(desk).read_bytes())
    document["cards"]["interview"][2][3] = [{"id": "interview"}]
    document["cards"]["text-1"][2] = None
    cards_file(desk).write_text(json.dumps(document))
    loaded = Loader(desk.place).load()
    assert loaded.mistakes == ()
    assert list(loaded.corpus.passages()) == list(wanted.passages())


def test_a_card_holds_a_work_and_what_is_told_of_it(desk: Desk) -> None:
    with_sources(desk, 1)
    file: SourceFile = Loader(desk.place).load().corpus.source("interview.txt").whole()
    (work,) = file.works
    card = card_of(file, "f", origins(desk.place, desk.folder)["interview"])
    stored = card.file(file.name, StoredSource(lambda: file, RecentFiles()))
    (again,) = stored.works
    assert tuple(again.paragraphs) == tuple(work.paragraphs)
    fields = [name for name in work.__dataclass_fields__ if name != "paragraphs"]
    assert [getattr(again, name) for name in fields] == [getattr(work, name) for name in fields]
    assert card.summaries() == {"interview": summary_of(file.text, work)}
    assert card.summaries()["interview"].proposals  # there was something to hold


def test_adding_writes_the_cards_of_what_it_adds(desk: Desk) -> None:
    with_sources(desk, 21)
    written = json.loads(cards_file(desk).read_bytes())["cards"]
    assert sorted(written) == desk.folder.names()
    cards_file(desk).unlink()
    Loader(desk.place).load()
    assert json.loads(cards_file(desk).read_bytes())["cards"] == written
