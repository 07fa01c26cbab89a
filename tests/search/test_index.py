"""The index on disk: ordinary Whoosh, rebuilt when it must be, and never somebody else's."""

import errno
import multiprocessing
import os
import pickle
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from search_helpers import engine_of, one_source, passage, passages, texts_found
from whoosh import index as whoosh_index
from whoosh import query as whoosh_query

from clicktui import locking
from clicktui.corpus.corpus import Corpus
from clicktui.corpus.model import Passage
from clicktui.errors import IndexUnusableError
from clicktui.search import indexfolder, store
from clicktui.search.building import build_index, open_index
from clicktui.search.engine import Engine
from clicktui.search.model import Options, SearchCancelledError
from clicktui.search.opening import open_engine
from clicktui.search.progress import Pace
from clicktui.search.segment import Segment
from clicktui.search.snapshot import Snapshot
from clicktui.search.sources import sources_of
from clicktui.search.store import open_segments

posix = pytest.mark.skipif(sys.platform == "win32", reason="POSIX owners and modes")
as_root = pytest.mark.skipif(not hasattr(os, "getuid") or os.getuid() != 0, reason="needs root")

TEXTS = passages("le travail du clic", "le micro-travail, le clic", "précarité")


def only_index(folder: Path) -> Path:
    (found,) = folder.glob("index-*")
    return found


@pytest.fixture
def cache(tmp_path: Path) -> Path:
    return tmp_path / "cache"


def opened(cache: Path, fingerprint: str = "test", texts: list[Passage] = TEXTS) -> tuple[str, ...]:
    engine, notices = open_engine(one_source(lambda: texts, fingerprint), cache)
    assert texts_found(engine, "clic ")
    engine.close()
    return notices


def refuse() -> list[Passage]:
    raise AssertionError("the index was built again")


def test_built_once_and_then_opened(cache: Path) -> None:
    assert opened(cache) == ()
    engine, notices = open_engine(one_source(refuse), cache)
    assert notices == ()
    assert texts_found(engine, "precarite") == ["précarité"]
    engine.close()


@posix
def test_nobody_else_can_read_or_write_it(cache: Path) -> None:
    opened(cache)
    assert cache.stat().st_mode & 0o077 == 0
    assert only_index(cache).stat().st_mode & 0o077 == 0


@posix
@pytest.mark.parametrize("umask", [0o000, 0o002, 0o077])
def test_it_is_private_under_any_umask(cache: Path, umask: int) -> None:
    before = os.umask(umask)
    try:
        opened(cache)
    finally:
        os.umask(before)
    assert not any(path.stat().st_mode & 0o077 for path in cache.rglob("*"))
    engine, _ = open_engine(one_source(refuse), cache)
    engine.close()


def test_rebuilt_when_the_corpus_changes_and_the_old_one_goes(cache: Path) -> None:
    opened(cache, "one")
    before = only_index(cache)
    assert opened(cache, "two") == ()
    assert only_index(cache) != before


def test_rebuilt_on_request(cache: Path) -> None:
    opened(cache)
    engine, notices = open_engine(one_source(lambda: passages("autre")), cache, rebuild=True)
    assert (len(engine), notices) == (1, ())
    engine.close()


def cut(path: Path) -> None:
    content = path.read_bytes()
    path.write_bytes(content[: len(content) // 2])


def flip(path: Path) -> None:
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 0xFF
    path.write_bytes(content)


@pytest.mark.parametrize("harm", [Path.unlink, cut, flip], ids=["missing", "cut", "flipped"])
@pytest.mark.parametrize(
    "name", ["*.toc", "*.pst", "*.trm", "*stored*", "*.arrays/key.txt", "*.arrays/lengths.npy",
             "manifest.json"],
)  # fmt: skip
def test_a_damaged_index_is_rebuilt_with_one_notice(
    cache: Path, name: str, harm: Callable[[Path], None]
) -> None:
    opened(cache)
    (harmed,) = only_index(cache).glob(name)
    harm(harmed)
    (notice,) = opened(cache)
    assert "damaged" in notice and "\n" not in notice
    assert opened(cache) == ()
    assert [p.name for p in cache.iterdir() if not p.name.startswith("index")] == []


class Bomb:
    """Unpickling this writes a file."""

    def __init__(self, mark: Path) -> None:
        self.mark = mark

    def __reduce__(self) -> object:
        return os.mkdir, (str(self.mark),)


def plant(cache: Path, mark: Path) -> Path:
    """Turn a good index into one that runs code when opened; its manifest is right."""
    opened(cache)
    folder = only_index(cache)
    (toc,) = folder.glob("*.toc")
    toc.write_bytes(pickle.dumps(Bomb(mark)))
    for path in folder.glob("*.pst"):
        path.write_bytes(pickle.dumps(Bomb(mark)))
    (folder / "manifest.json").unlink()
    indexfolder.write_manifest(folder, lambda: None)
    return folder


def check_not_opened(cache: Path, mark: Path) -> None:
    folder = only_index(cache)
    assert not indexfolder.is_trusted(folder)
    (notice,) = opened(cache)
    assert "rebuilt" in notice
    assert not mark.exists()
    assert indexfolder.is_trusted(only_index(cache))


@posix
@pytest.mark.parametrize("mode", [0o770, 0o707, 0o777])
def test_a_folder_that_others_can_write_is_never_opened(
    cache: Path, tmp_path: Path, mode: int
) -> None:
    plant(cache, tmp_path / "mark").chmod(mode)
    check_not_opened(cache, tmp_path / "mark")


@posix
def test_a_file_that_others_can_write_is_never_opened(cache: Path, tmp_path: Path) -> None:
    (toc,) = plant(cache, tmp_path / "mark").glob("*.toc")
    toc.chmod(0o666)
    check_not_opened(cache, tmp_path / "mark")


@posix
@as_root
@pytest.mark.parametrize("inside", ["", "manifest.json"])
def test_what_another_user_owns_is_never_opened(cache: Path, tmp_path: Path, inside: str) -> None:
    os.chown(plant(cache, tmp_path / "mark") / inside, 12345, 12345)
    check_not_opened(cache, tmp_path / "mark")


@posix
def test_a_link_to_an_index_is_never_opened(cache: Path, tmp_path: Path) -> None:
    folder = plant(cache, tmp_path / "mark")
    elsewhere = folder.rename(tmp_path / "elsewhere")
    folder.symlink_to(elsewhere)
    check_not_opened(cache, tmp_path / "mark")
    assert (elsewhere / "manifest.json").exists(), "what the link points to is left alone"


@posix
def test_a_link_to_a_file_is_never_opened(cache: Path, tmp_path: Path) -> None:
    folder = plant(cache, tmp_path / "mark")
    (toc,) = folder.glob("*.toc")
    toc.symlink_to(toc.rename(tmp_path / "toc"))
    check_not_opened(cache, tmp_path / "mark")


def test_a_file_that_the_manifest_does_not_name_is_never_opened(
    cache: Path, tmp_path: Path
) -> None:
    folder = plant(cache, tmp_path / "mark")
    (folder / "MAIN_zzz.seg").write_bytes(b"")
    check_not_opened(cache, tmp_path / "mark")


@posix
def test_a_cache_folder_that_others_can_write_is_refused(cache: Path) -> None:
    cache.mkdir()
    cache.chmod(0o777)
    with pytest.raises(IndexUnusableError, match="chmod 700"):
        open_engine(one_source(lambda: TEXTS), cache)


def test_a_cache_folder_that_cannot_be_made_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(IndexUnusableError):
        open_engine(one_source(lambda: TEXTS), tmp_path / "file" / "cache")


def _open_in_process(cache: Path, results: "multiprocessing.Queue[tuple[int, int]]") -> None:
    built = 0

    def found() -> list[Passage]:
        nonlocal built
        built += 1
        return TEXTS * 200

    engine, notices = open_engine(one_source(found), cache)
    results.put((built, len(engine.search("clic ").hits) + len(notices)))
    engine.close()


def test_damage_that_shows_later_is_an_error_that_says_what_to_do(cache: Path) -> None:
    opened(cache)
    folder = only_index(cache)
    (harmed,) = folder.glob("*.pst")
    harmed.write_bytes(b"\xff" * harmed.stat().st_size)
    (folder / "manifest.json").unlink()
    indexfolder.write_manifest(folder, lambda: None)
    engine, notices = open_engine(one_source(refuse), cache)
    assert notices == ()
    with pytest.raises(IndexUnusableError, match="--rebuild"):
        engine.search("clic ")
    engine.close()


DERIVED = ("clic ", "precari", "tarvail ", '"du clic"', "micro travail", "lang:fr", "zzzzzz ")


def test_whatever_is_damaged_a_search_answers_or_says_what_to_do(
    cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(indexfolder, "_CHECK_CONTENT_UP_TO", 0)  # as of a large index
    opened(cache)
    folder = only_index(cache)
    errors = 0
    for path in sorted((*folder.glob("*.pst"), *folder.glob("*.arrays/*"))):
        whole = path.read_bytes()
        for byte in (0xFF, 0x41):
            kept = 128 if path.suffix == ".npy" else 0  # numpy's head, which opening reads
            path.write_bytes(whole[:kept] + bytes([byte]) * (len(whole) - kept))
            segments = open_or_none(folder)
            if segments is None:
                continue
            engine = Snapshot(segments, lambda: indexfolder.is_trusted(folder, check_all=True))
            for query in DERIVED:
                for accents in (False, True):
                    try:
                        engine.search(query, Options(accents=accents))
                    except IndexUnusableError as error:
                        assert "clicktui index --rebuild" in str(error)
                        errors += 1
            engine.close()
        path.write_bytes(whole)
    assert errors > 10


def open_or_none(folder: Path) -> list[Segment] | None:
    try:
        return open_index(folder)
    except Exception:
        return None


def test_a_mistake_of_clicktui_s_own_is_not_called_damage(cache: Path) -> None:
    engine, _ = open_engine(one_source(lambda: TEXTS), cache)
    with pytest.raises(TypeError):
        engine.search("clic ", Options(limit="many"))  # type: ignore[arg-type]
    engine.close()


@posix
def test_two_that_start_at_once_build_once(cache: Path) -> None:
    context = multiprocessing.get_context("fork")
    results: multiprocessing.Queue[tuple[int, int]] = context.Queue()
    starts = [context.Process(target=_open_in_process, args=(cache, results)) for _ in range(3)]
    for process in starts:
        process.start()
    answers = [results.get(timeout=30) for _ in starts]
    for process in starts:
        process.join()
    assert sorted(built for built, _ in answers) == [0, 0, 2]
    assert {hits for _, hits in answers} == {50}


def test_a_cancelled_build_leaves_nothing(cache: Path) -> None:
    with pytest.raises(SearchCancelledError):
        open_engine(one_source(lambda: TEXTS), cache, cancelled=lambda: True)
    assert [path.name for path in cache.iterdir()] == ["index.lock"]


def test_waiting_for_the_lock_can_be_cancelled(cache: Path) -> None:
    indexfolder.prepare_cache_folder(cache)
    said: list[tuple[int, int]] = []
    with indexfolder.locked(cache, refuse) as held:
        assert held
        with pytest.raises(SearchCancelledError):
            open_engine(
                one_source(refuse),
                cache,
                lambda *at: said.append(at),
                cancelled=lambda: bool(said),
            )
    assert said == [(0, 0)]


class FolderWithoutLocks:
    """As a network folder whose server knows no locks."""

    LOCK_EX = LOCK_NB = 0

    @staticmethod
    def flock(descriptor: int, operation: int) -> None:
        raise OSError(errno.ENOLCK, os.strerror(errno.ENOLCK))


@pytest.fixture
def no_locks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(locking, "fcntl", FolderWithoutLocks)


@posix
def test_where_nothing_can_be_locked_it_is_built_all_the_same(cache: Path, no_locks: None) -> None:
    opened(cache, "one")
    (cache / "building-by-another").mkdir()
    opened(cache, "two")
    assert opened(cache, "two") == ()
    assert {p.name for p in cache.iterdir()} == {
        "index.lock", "building-by-another", only_index(cache).name,
    }  # fmt: skip


@posix
def test_without_locks_the_first_to_finish_wins(cache: Path, no_locks: None) -> None:
    def slower() -> list[Passage]:
        if not list(cache.glob("index-*")):
            opened(cache)
        return TEXTS

    engine, notices = open_engine(one_source(slower), cache)
    assert (texts_found(engine, "precarite"), notices) == (["précarité"], ())
    engine.close()
    assert {p.name for p in cache.iterdir()} == {"index.lock", only_index(cache).name}


def answers(engine: Engine) -> list[object]:
    return [
        engine.search(query, Options(accents=accents, fuzzy=fuzzy)).hits
        for query in ("clic ", "precarite", "précarité ", '"du clic"', "micro travail ", "tarvail ")
        for accents in (False, True)
        for fuzzy in (False, True)
    ] + [engine.search("zzzzzz").suggestions, engine.search("travial ", Options(fuzzy=False))
         .suggestions]  # fmt: skip


@pytest.mark.parametrize("fingerprint", ["test", "another"])
def test_an_open_session_outlives_its_index(cache: Path, fingerprint: str) -> None:
    many = TEXTS * 2000  # files that are mapped, and files that are read at once
    engine, _ = open_engine(one_source(lambda: many), cache)
    expected = answers(engine)
    engine.close()
    session, _ = open_engine(one_source(refuse), cache)
    before = only_index(cache).stat().st_ino
    other, _ = open_engine(one_source(lambda: TEXTS[:1], fingerprint), cache, rebuild=True)
    assert only_index(cache).stat().st_ino != before
    assert answers(session) == expected
    assert len(other) == 1
    session.close()
    other.close()


def test_what_an_ended_build_left_is_removed(cache: Path) -> None:
    opened(cache, "one")
    (cache / "building-left").mkdir()
    (cache / "aside-left").mkdir()
    opened(cache, "two")
    assert {path.name for path in cache.iterdir()} == {"index.lock", only_index(cache).name}


def test_progress_counts_to_the_end(cache: Path) -> None:
    said: list[tuple[int, int]] = []
    engine, _ = open_engine(
        one_source(lambda: TEXTS * 400),
        cache,
        lambda done, total: said.append((done, total)),
    )
    engine.close()
    assert said[0] == (0, 1200) and said[-1] == (1200, 1200)
    assert [done for done, _ in said] == sorted(done for done, _ in said)


WRITTEN = {
    "Le micro-travail, l’IA ; le clic": {
        "le": 2, "micro": 1, "travail": 1, "microtravail": 1, "l": 1, "ia": 1, "clic": 1,
    },
    "Un micro travail à 1\u00a0500\u00a0€": {
        "un": 1, "micro": 1, "travail": 1, "microtravail": 1, "à": 1, "1": 1, "500": 1,
    },
    "Microtravail : Cœur, ŒUVRE, Straße": {
        "microtravail": 1, "coeur": 1, "oeuvre": 1, "strasse": 1,
    },
    "CLIC, clic… Clic\u00adclic": {"clic": 2, "clicclic": 1},
    f"{'z' * 150} {'y' * 150} {'z' * 150 + 'y' * 150}": {  # of such lengths none is made
        "z" * 150: 1, "y" * 150: 1, "z" * 150 + "y" * 150: 1,
    },
    "pêché peche Pe\u0301che\u0301": {"pêché": 1, "peche": 1, "péché": 1},
}  # fmt: skip
"""Texts, and by hand the forms that each of them has, and how often. Two words that stand side by
side and make a known one count for it: micro travail.
"""


def test_stock_whoosh_reads_every_posting(cache: Path) -> None:
    engine_of(passages(*WRITTEN), cache.parent).close()
    expected: dict[str, dict[int, int]] = {}
    for number, forms in enumerate(WRITTEN.values()):
        for form, count in forms.items():
            expected.setdefault(form, {})[number] = count
    with whoosh_index.open_dir(str(only_index(cache))).reader() as reader:
        assert [term.decode() for _, term in reader.all_terms()] == sorted(expected)
        for form, holders in expected.items():
            matcher = reader.postings("words", form)
            read = {}
            while matcher.is_active():
                read[matcher.id()] = (matcher.weight(), matcher.value_as("frequency"))
                matcher.next()
            assert read == {n: (float(c), c) for n, c in holders.items()}
            assert reader.doc_frequency("words", form) == len(holders)
            assert reader.frequency("words", form) == sum(holders.values())


def test_stock_whoosh_opens_and_queries_it(seeds: Corpus, cache: Path) -> None:
    found = list(seeds.passages())
    engine_of(found, cache.parent).close()
    opened_index = whoosh_index.open_dir(str(only_index(cache)))
    assert opened_index.doc_count() == len(found)
    with opened_index.searcher() as searcher:
        reader = searcher.reader()
        for number, kept in enumerate(found):
            stored = reader.stored_fields(number)
            assert (stored["id"], stored["text"]) == (kept.id, kept.text)
            assert reader.doc_field_length(number, "words") > 0
        query = whoosh_query.And([
            whoosh_query.Term("words", "travail"), whoosh_query.Term("words", "clic"),
        ])  # fmt: skip
        hits = {hit["id"] for hit in searcher.search(query, limit=None)}
    assert hits == {
        kept.id for kept in found
        if all(re.search(rf"\b{word}\b", kept.text.lower()) for word in ("travail", "clic"))
    }  # fmt: skip
    assert hits


def test_postings_of_many_blocks_are_read_alike(tmp_path: Path) -> None:
    many = [passage(f"clic clic{' clic' * (n % 3)} mot{n % 7}", n) for n in range(40_000)]
    build_index(tmp_path, one_source(lambda: many), Pace())
    (segment,) = open_segments(tmp_path)
    with whoosh_index.open_dir(str(tmp_path)).reader() as reader:
        matcher = reader.postings("words", "clic")
        assert list(matcher.all_ids()) == list(range(40_000))
    (opened_segment,) = open_index(tmp_path)
    word = opened_segment.keys.find("clic")
    assert word is not None
    impact = opened_segment.impact(opened_segment.keys, word)
    assert np.array_equal(impact.ids, np.arange(40_000))
    assert impact.dense is not None
    opened_segment.close()
    segment.close()


@given(
    st.lists(st.tuples(st.integers(0, 70_000), st.integers(1, 300), st.integers(1, 500)),
             min_size=1, max_size=20, unique_by=lambda one: one[0])
)  # fmt: skip
def test_short_postings_are_written_as_long_ones_are(held: list[tuple[int, int, int]]) -> None:
    arrays = [np.array(column) for column in zip(*sorted(held), strict=True)]
    short, info = store._posting_list(*arrays)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(store, "_SHORT", 0)
        long, other = store._posting_list(*arrays)
    for one in (info, other):
        one.set_extent(0, len(short))
    assert (short, info.to_bytes()) == (long, other.to_bytes())


@pytest.mark.parametrize("size", [7, 64])
def test_several_segments_answer_as_one(seeds: Corpus, tmp_path: Path, size: int) -> None:
    one, several = tmp_path / "one", tmp_path / "several"
    for folder, bound in ((one, 250_000), (several, size)):
        folder.mkdir()
        build_index(folder, sources_of(seeds), Pace(), bound)
    whole, parts = Snapshot(open_index(one)), Snapshot(open_index(several))
    for query in (
        "precarite", "microtravail", '"petites mains"', "lang:it", "travail -clic",
        "clic OR précarité ", "automatistion ", "speaker:casilli travail",
    ):  # fmt: skip
        single = whole.search(query, Options(limit=500))
        split = parts.search(query, Options(limit=500))
        assert [h.passage.id for h in split.hits] == [h.passage.id for h in single.hits]
        assert [h.score for h in split.hits] == [h.score for h in single.hits]
        assert (split.total, split.elsewhere) == (single.total, single.elsewhere)
        highlights = {h.passage.id: h.highlights for h in single.hits}
        assert {h.passage.id: h.highlights for h in split.hits} == highlights
    with whoosh_index.open_dir(str(several)).reader() as reader:
        assert len(reader.leaf_readers()) > 1
    whole.close()
    parts.close()


def test_passages_come_back_whole(seeds: Corpus, seeds_engine: Engine) -> None:
    stored = [h.passage for h in seeds_engine.search("role:any", Options(limit=1000)).hits]
    assert stored == list(seeds.passages())


@pytest.mark.parametrize("module", ["search.model", "search.query", "corpus.folding"])
def test_what_the_first_frame_needs_stays_light(module: str) -> None:
    code = f"import sys, clicktui.{module}; print(*sys.modules)"
    loaded = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, check=True, text=True
    )
    heavy = {"numpy", "whoosh", "rapidfuzz", "yaml", "Stemmer"}
    assert not heavy & set(loaded.stdout.split())
