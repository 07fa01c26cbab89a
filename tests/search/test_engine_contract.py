"""What every engine has to do (``search.model.SearchEngine``), asked of ours and of another."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from memory_engine import MemoryEngine
from search_helpers import passages

from clicktui.corpus.model import Passage
from clicktui.search.model import Options, SearchCancelledError, SearchEngine, Source
from clicktui.search.opening import engine_in, follow
from clicktui.search.updating import Bounds

Make = Callable[[], SearchEngine]


@pytest.fixture(params=["ours", "ours in many segments", "another"])
def make(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Make]:
    """Engines of one corpus, each made as by another process."""
    made: list[SearchEngine] = []

    def engine() -> SearchEngine:
        if request.param == "another":
            made.append(MemoryEngine(tmp_path))
        else:
            bounds = Bounds() if request.param == "ours" else Bounds(2, 0, 1, 0.1, first=1)
            made.append(engine_in(tmp_path, bounds=bounds))
        return made[-1]

    yield engine
    for one in made:
        one.close()


def source(name: str, *texts: str, **given: object) -> Source:
    found = passages(*texts, file=name, work=name, **given)
    return Source(name, repr(texts), lambda: found)


def unread(like: Source) -> Source:
    def refuse() -> list[Passage]:
        raise AssertionError("a source that is held was read again")

    return Source(like.name, like.fingerprint, refuse)


def found(engine: SearchEngine, query: str) -> list[str]:
    results = engine.search(query, Options(limit=10, fuzzy=False))
    assert results.total == len(results.hits)
    return [hit.passage.text for hit in results.hits]


A = source("a.txt", "le travail du clic", "un clic de plus", speakers=("Ada Lovelace",))
B = source("b.txt", "une autre voix", "le clic", speakers=("Blaise",))
C = source("c.txt")
CLICS = ["le travail du clic", "un clic de plus", "le clic"]


def test_what_is_built_is_found(make: Make) -> None:
    engine = make()
    assert engine.held == {} and engine.extent.passages == 0
    assert engine.search("clic ").hits == ()
    assert engine.build([A, B, C]) == ()
    assert engine.held == {one.name: one.fingerprint for one in (A, B, C)}
    assert engine.extent.passages == 4
    assert sorted(found(engine, "clic ")) == sorted(CLICS)
    assert found(engine, "voi") == ["une autre voix"], "the last word is being typed"
    hit = engine.search("voix ").hits[0]
    assert hit.passage == next(iter(B.passages()))


def test_building_anew_forgets_what_was_there(make: Make) -> None:
    engine = make()
    engine.build([A, B])
    engine.build([B])
    assert engine.held == {"b.txt": B.fingerprint}
    assert found(engine, "clic ") == ["le clic"]


def test_what_is_added_is_found_too_and_what_is_held_is_not_read(make: Make) -> None:
    engine = make()
    engine.add([A])
    assert engine.add([unread(A), B, C]) == ()
    assert engine.held == {one.name: one.fingerprint for one in (A, B, C)}
    assert sorted(found(engine, "clic ")) == sorted(CLICS)


def test_a_source_that_changed_takes_the_place_of_what_it_was(make: Make) -> None:
    engine = make()
    engine.build([A, B])
    changed = source("a.txt", "du nouveau")
    engine.add([changed])
    assert engine.held == {"a.txt": changed.fingerprint, "b.txt": B.fingerprint}
    assert found(engine, "travail ") == []
    assert found(engine, "nouveau ") == ["du nouveau"]
    assert engine.extent.passages == 3


def test_what_is_removed_is_not_found(make: Make) -> None:
    engine = make()
    engine.build([A, B, C])
    assert engine.remove(["a.txt", "c.txt", "no such source"]) == ()
    assert engine.held == {"b.txt": B.fingerprint}
    assert found(engine, "clic ") == ["le clic"]
    assert [one.text.strip('"') for one in engine.complete("speaker:", 8)] == ["Blaise"]


def test_it_is_kept_for_the_next_start(make: Make) -> None:
    engine = make()
    engine.build([A, B])
    engine.close()
    engine = make()
    assert engine.held == {one.name: one.fingerprint for one in (A, B)}
    assert sorted(found(engine, "clic ")) == sorted(CLICS)


def test_what_is_as_good_comes_in_the_order_of_the_corpus(make: Make) -> None:
    one, other = source("one.txt", "le même clic"), source("other.txt", "le même clic")
    engine = make()
    engine.build([one, other])
    files = [hit.passage.file for hit in engine.search("clic ").hits]
    assert files == ["one.txt", "other.txt"]
    engine.arrange([unread(other), unread(one)])
    files = [hit.passage.file for hit in engine.search("clic ").hits]
    assert files == ["other.txt", "one.txt"]


def test_only_what_is_arranged_is_found_and_only_as_it_is_now(make: Make) -> None:
    engine = make()
    engine.build([A, B])
    engine.arrange([source("a.txt", "ce qu’elle dit maintenant"), unread(B)])
    assert found(engine, "clic ") == ["le clic"]
    assert engine.extent.passages == 2
    engine.arrange([unread(A)])
    assert sorted(found(engine, "clic ")) == CLICS[:2]
    assert set(engine.held) == {"a.txt", "b.txt"}, "it keeps them all the same"


def test_what_another_process_adds_is_found_when_it_is_arranged(make: Make) -> None:
    engine = make()
    engine.build([A])
    make().add([B])
    engine.arrange([unread(A), unread(B)])
    assert sorted(found(engine, "clic ")) == sorted(CLICS)
    make().remove(["a.txt"])
    engine.arrange([unread(B)])
    assert found(engine, "clic ") == ["le clic"]


def test_a_change_that_is_cancelled_takes_nothing_away(make: Make) -> None:
    engine = make()
    engine.build([A])
    with pytest.raises(SearchCancelledError):
        many = source("many.txt", *(f"passage {number}" for number in range(2000)))
        engine.add([many], cancelled=lambda: True)
    assert engine.held["a.txt"] == A.fingerprint
    assert found(engine, "travail ") == ["le travail du clic"]


def test_progress_ends_with_all_of_what_is_new(make: Make) -> None:
    told: list[tuple[int, int]] = []
    engine = make()
    engine.build([A, B], lambda done, total: told.append((done, total)))
    assert told[-1] == (4, 4)
    assert all(done <= total for done, total in told)


def test_words_that_are_not_there_have_near_ones(make: Make) -> None:
    engine = make()
    engine.build([A, B])
    assert engine.suggest("travial ") == ("travail",)
    assert engine.suggest("travail ") == ()
    assert engine.search("travial ", Options(fuzzy=False)).suggestions == ("travail",)
    assert engine.search("travail ", Options(fuzzy=False)).suggestions == ()


def test_values_of_filters_are_completed(make: Make) -> None:
    engine = make()
    engine.build([A, B])
    (completion,) = engine.complete("clic speaker:ad", 15)
    assert completion.text.strip('"') == "Ada Lovelace" and completion.count == 2
    assert ("clic speaker:ad"[: completion.start], completion.end) == ("clic speaker:", 15)
    assert list(engine.complete("clic", 4)) == []


def test_tidying_changes_no_answer(make: Make) -> None:
    engine = make()
    engine.build([A, B])
    engine.add([source("d.txt", "un dernier clic")])
    engine.remove(["a.txt"])
    before = found(engine, "clic ")
    was_untidy = engine.is_untidy
    assert engine.tidy() == was_untidy
    assert not engine.is_untidy
    assert found(engine, "clic ") == before


def test_following_reads_what_changed_and_drops_what_is_gone(make: Make) -> None:
    engine = make()
    assert follow(engine, [A, B]) == ()
    new = source("new.txt", "du neuf")
    assert follow(engine, [new, unread(B)]) == ()
    assert engine.held == {"new.txt": new.fingerprint, "b.txt": B.fingerprint}
    assert found(engine, "clic ") == ["le clic"]
    assert follow(engine, [unread(B), unread(new)]) == ()
    assert follow(engine, []) == ()
    assert (engine.held, found(engine, "clic ")) == ({}, [])
