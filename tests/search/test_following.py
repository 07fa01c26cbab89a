"""The index follows a corpus source by source, and answers as one that was built anew."""

import itertools
import os
import shutil
from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from search_helpers import passage, texts_found
from whoosh import index as whoosh_index

from clicktui.corpus.model import Passage, Role
from clicktui.search import indexfolder
from clicktui.search.engine import Engine
from clicktui.search.model import Extent, Options, SearchCancelledError, Source
from clicktui.search.opening import corpus_digest, engine_in, follow, open_engine
from clicktui.search.updating import Bounds

BOUNDS = (
    Bounds(4, 0, 2, 0.3, first=1), Bounds(9, 2, 2, 0.3, first=2), Bounds(50, 0, 3, 0.4),
)  # fmt: skip
"""Bounds under which a few passages make many segments, and deleted ones stay."""

Texts = Mapping[str, Sequence[Passage]]


def refuse() -> list[Passage]:
    raise AssertionError("a source that did not change was read again")


def sources(corpus: Texts, unread: Sequence[str] = ()) -> list[Source]:
    return [
        Source(name, repr(found), refuse if name in unread else lambda found=found: found)  # type: ignore[misc]
        for name, found in corpus.items()
    ]


def source(name: str, *texts: str, **given: object) -> list[Passage]:
    return [
        passage(text, at, id=f"{name}:{at}", work=name, file=name, title=name, **given)
        for at, text in enumerate(texts)
    ]


def only_index(cache: Path) -> Path:
    (found,) = cache.glob("index-*")
    return found


QUERIES = (
    "travail", "travaux ", "travial ", "actions ", "péché ", "peche ", "le clic ", '"le clic"',
    "-clic travail", "lang:fr", "-lang:en", "speaker:ada", "year:2020", "role:any clic",
    "source:b.txt", "action OR clic ", "zzz ", "tra", "a",
)  # fmt: skip


def answers(engine: Engine) -> list[object]:
    found: list[object] = []
    for query in QUERIES:
        for accents in (False, True):
            results = engine.search(query, Options(accents=accents))
            found.append((
                query, results.hits, results.total, results.notices, results.elsewhere,
            ))  # fmt: skip
    begun = ("speaker:", "lang:", "year:", "source:", "role:")
    return [*found, *(engine.complete(query, len(query)) for query in begun)]


WORDS = ("le", "clic", "travail", "travaux", "travailler", "action", "actions", "acting",
         "péché", "pêche", "peche", "the")  # fmt: skip
TEXT = st.lists(st.sampled_from(WORDS), min_size=1, max_size=5).map(" ".join)
CHANGE = st.tuples(
    st.sampled_from(("a.txt", "b.txt", "c.txt", "d.txt")),
    st.none()
    | st.tuples(
        st.lists(TEXT, max_size=4),
        st.sampled_from(("fr", "en", "it", "de")),
        st.sampled_from((None, 2019, 2020)),
        st.sampled_from((Role.BODY, Role.HEADING)),
        st.sampled_from((("Ada",), ("Blaise", "Ada"), ())),
    ),
)


def changed(corpus: Texts, name: str, new: object) -> Texts:
    rest = {one: found for one, found in corpus.items() if one != name}
    if new is None:
        return rest
    texts, lang, year, role, speakers = new  # type: ignore[misc]
    found = source(name, *texts, lang=lang, year=year, role=role, speakers=speakers)
    return {name: found} | rest if len(texts) % 2 else rest | {name: found}


@settings(deadline=None, max_examples=25)
@given(
    st.lists(CHANGE, min_size=2, max_size=5),
    st.lists(CHANGE, min_size=1, max_size=4),
    st.sampled_from(BOUNDS),
    st.booleans(),
)
def test_whatever_changed_it_answers_as_one_built_anew(
    tmp_path_factory: pytest.TempPathFactory,
    first: list[tuple[str, object]],
    later: list[tuple[str, object]],
    bounds: Bounds,
    is_compacted: bool,
) -> None:
    folder = tmp_path_factory.mktemp("series")
    corpus: Texts = {}
    for name, new in first:
        corpus = changed(corpus, name, new)
    session = engine_in(folder / "cache", bounds=bounds)  # goes on with the segments it has open
    for name, new in [first[-1], *later]:
        corpus = changed(corpus, name, new)
        assert follow(session, sources(corpus)) == ()
        session.search("travail clic ")  # what is remembered of it must not outlive it
    if is_compacted:
        engine_in(folder / "cache", bounds=bounds).tidy()
    session.arrange(sources(corpus, unread=list(corpus)))
    engine, _ = open_engine(sources(corpus, unread=list(corpus)), folder / "cache", bounds=bounds)
    anew, _ = open_engine(sources(corpus), folder / "anew")
    assert answers(engine) == answers(session) == answers(anew)
    if corpus:
        check_stock_whoosh(only_index(folder / "cache"), corpus)
    for one in (session, engine, anew):
        one.close()
    shutil.rmtree(folder)


@settings(deadline=None, max_examples=8)
@given(
    st.lists(st.lists(TEXT, max_size=5), min_size=1, max_size=3),
    st.sampled_from(BOUNDS[:2]),
    st.integers(0, 12),
)
def test_a_build_that_is_ended_goes_on_from_what_can_be_searched(
    tmp_path_factory: pytest.TempPathFactory, texts: list[list[str]], bounds: Bounds, asked: int
) -> None:
    folder = tmp_path_factory.mktemp("series")
    corpus = {f"{at}.txt": source(f"{at}.txt", *found) for at, found in enumerate(texts)}
    ended = engine_in(folder / "cache", bounds=bounds)
    left = itertools.count(asked, -1)
    with suppress(SearchCancelledError):
        follow(ended, sources(corpus), cancelled=lambda: next(left) <= 0)
    whole = [name for name, fingerprint in ended.held.items() if fingerprint]
    ended.arrange(sources(corpus, unread=list(corpus)))
    found = ended.search("lang:fr", Options(limit=99)).hits
    ids = [one.id for passages in corpus.values() for one in passages]
    assert [hit.passage.id for hit in found] == ids[: len(found)], "the first are there"
    anew, _ = open_engine(sources(corpus), folder / "anew")
    engine, _ = open_engine(sources(corpus, unread=whole), folder / "cache", bounds=bounds)
    ended.arrange(sources(corpus, unread=list(corpus)))
    assert answers(engine) == answers(ended) == answers(anew)
    for one in (ended, engine, anew):
        one.close()
    shutil.rmtree(folder)


def check_stock_whoosh(folder: Path, corpus: Texts) -> None:
    """Stock Whoosh sees the same passages, and those alone have a word that some have."""
    expected = {one.id: one.text for found in corpus.values() for one in found}
    opened = whoosh_index.open_dir(str(folder))
    assert opened.doc_count() == len(expected)
    with opened.searcher() as searcher:
        reader = searcher.reader()
        stored = [reader.stored_fields(number) for number in reader.all_doc_ids()]
        assert {one["id"]: one["text"] for one in stored} == expected
        for word in ("travail", "péché"):
            hits = {hit["id"] for hit in searcher.documents() if word in hit["text"].split()}
            found = {reader.stored_fields(number)["id"] for number in matching(reader, word)}
            assert found == hits


def matching(reader: object, word: str) -> list[int]:
    if ("words", word) not in reader:  # type: ignore[operator]
        return []
    return list(reader.postings("words", word).all_ids())  # type: ignore[attr-defined]


BIG = {
    "a.txt": source("a.txt", *(f"le travail du clic {n} alpha" for n in range(20))),
    "b.txt": source("b.txt", *(f"la plateforme {n} beta" for n in range(20))),
    "c.txt": source("c.txt", "une seule voix"),
}
NOTHING_CHEAP = Bounds(cheap=0)


@pytest.fixture
def cache(tmp_path: Path) -> Path:
    open_engine(sources(BIG), tmp_path / "cache")[0].close()
    return tmp_path / "cache"


def test_only_the_source_that_changed_is_read(cache: Path) -> None:
    corpus = BIG | {"c.txt": source("c.txt", "une autre voix", "encore une")}
    said: list[tuple[int, int]] = []
    engine, notices = open_engine(
        sources(corpus, unread=("a.txt", "b.txt")), cache,
        lambda done, total: said.append((done, total)), bounds=NOTHING_CHEAP,
    )  # fmt: skip
    assert notices == ()
    assert said[-1] == (2, 2)
    assert engine.extent == Extent(sources=3, segments=2, passages=42, deleted=1)
    assert texts_found(engine, "voix ") == ["une autre voix"]
    assert engine.search("seule ").total == 0
    engine.close()


def test_progress_counts_what_is_taken_out_and_never_seems_to_wait(cache: Path) -> None:
    said: list[tuple[int, int]] = []
    rest = {"b.txt": BIG["b.txt"], "c.txt": BIG["c.txt"], "empty.txt": []}
    for corpus in ({**BIG, "empty.txt": []}, rest):
        open_engine(sources(corpus), cache, lambda *at: said.append(at), bounds=NOTHING_CHEAP)[
            0
        ].close()
    assert said[0] == (0, 20) and said[-1] == (20, 20)


def test_a_source_without_passages_is_not_read_again(tmp_path: Path) -> None:
    corpus = BIG | {"d.txt": []}
    open_engine(sources(corpus), tmp_path)[0].close()
    engine, _ = open_engine(sources(corpus, unread=list(corpus)), tmp_path)
    assert engine.extent.sources == 4
    engine.close()


def test_another_order_of_the_same_sources_writes_nothing(cache: Path) -> None:
    before = only_index(cache)
    corpus = {name: BIG[name] for name in ("c.txt", "b.txt", "a.txt")}
    engine, _ = open_engine(sources(corpus, unread=list(corpus)), cache)
    assert only_index(cache) == before
    found = engine.search("lang:fr", Options(limit=100)).hits
    assert [hit.passage.id for hit in found] == [
        one.id for passages in corpus.values() for one in passages
    ]
    engine.close()


def test_who_has_the_old_one_open_goes_on_with_it(cache: Path) -> None:
    session, _ = open_engine(sources(BIG), cache)
    before = answers(session)
    rest = {"b.txt": BIG["b.txt"]}
    other, _ = open_engine(sources(rest), cache, bounds=NOTHING_CHEAP)
    assert answers(session) == before
    assert (len(other), other.search("travail ").total) == (20, 0)
    session.close()
    other.close()


def test_an_update_that_is_cancelled_leaves_the_index_as_it_was(cache: Path) -> None:
    before = only_index(cache)
    with pytest.raises(SearchCancelledError):
        open_engine(sources(BIG | {"d.txt": BIG["c.txt"]}), cache, cancelled=lambda: True)
    assert {path.name for path in cache.iterdir()} == {"index.lock", before.name}
    open_engine(sources(BIG, unread=list(BIG)), cache)[0].close()


def test_a_disk_without_links_gets_copies(cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def no_links(*_paths: object) -> None:
        raise OSError("Operation not supported")

    monkeypatch.setattr(os, "link", no_links)
    engine, notices = open_engine(sources({"a.txt": BIG["a.txt"]}), cache, bounds=NOTHING_CHEAP)
    assert (len(engine), notices) == (20, ())
    engine.close()
    assert indexfolder.is_trusted(only_index(cache), check_all=True)


@pytest.mark.parametrize("name", ["contents.json", "*.living/key.df.npy"])
def test_a_damaged_follower_is_rebuilt_with_one_notice(cache: Path, name: str) -> None:
    corpus = {"a.txt": BIG["a.txt"]}
    open_engine(sources(corpus), cache, bounds=NOTHING_CHEAP)[0].close()
    (harmed,) = only_index(cache).glob(name)
    harmed.write_bytes(harmed.read_bytes()[:-3])
    engine, (notice,) = open_engine(sources(corpus), cache)
    assert "damaged" in notice
    assert engine.extent == Extent(1, 1, 20)
    engine.close()


def test_corpora_are_kept_side_by_side(cache: Path) -> None:
    mine = {"mine.txt": source("mine.txt", "le mien")}
    open_engine(sources(mine), cache, corpus="mine")[0].close()
    assert len(list(cache.glob("index-*"))) == 2
    open_engine(sources(BIG, unread=list(BIG)), cache)[0].close()
    open_engine(sources(mine, unread=list(mine)), cache, corpus="mine")[0].close()
    indexfolder.remove_indexes(cache, corpus_digest("mine"))
    assert len(list(cache.glob("index-*"))) == 1
    open_engine(sources(BIG, unread=list(BIG)), cache)[0].close()


def test_compacting_takes_the_deleted_out_and_joins_the_small(cache: Path) -> None:
    assert not engine_in(cache).tidy(), "all is well"
    bounds = Bounds(cheap=0, segments=2)
    corpus = BIG
    for name in ("d.txt", "e.txt"):
        corpus = corpus | {name: source(name, "du neuf")}
        open_engine(sources(corpus), cache, bounds=bounds)[0].close()
    corpus = {name: found for name, found in corpus.items() if name != "a.txt"}
    session, _ = open_engine(sources(corpus), cache, bounds=bounds)
    before = answers(session)
    assert session.extent == Extent(4, 3, 23, 20)
    assert engine_in(cache, bounds=bounds).tidy()
    assert not engine_in(cache, bounds=bounds).tidy()
    engine, _ = open_engine(sources(corpus, unread=list(corpus)), cache, bounds=bounds)
    assert engine.extent == Extent(4, 1, 23)
    assert answers(engine) == before == answers(session)
    engine.close()
    session.close()
