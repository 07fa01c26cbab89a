"""A corpus on the disk: whole after every kill, told where it is not, joined with others."""

import os
import signal
from pathlib import Path

import pytest
from corpora_samples import INTERVIEW, Desk
from hypothesis import given, settings
from hypothesis import strategies as st

from clicktui.corpora.checking import ProblemKind, accept, check
from clicktui.corpora.choosing import VARIABLE, Place, chosen, place_of, places
from clicktui.corpora.description import make_corpus, read_description
from clicktui.corpora.folder import CorpusFolder, checksum
from clicktui.corpora.likeness import runs_of, signature
from clicktui.corpora.loading import Loader
from clicktui.corpora.naming import is_name, slug
from clicktui.corpora.origins import path_of, stored_path
from clicktui.corpora.writing import lines_of, ranges, written
from clicktui.corpus.entries import read_yaml
from clicktui.errors import CorpusError, NotFoundError

OLD, NEW = "Ancien texte.\n", "Nouveau texte.\nDeux lignes.\n"


def entry_of(name: str, text: str, title: str) -> dict:
    return {
        "file": f"{name}.txt",
        "from": {
            "path": f"/nowhere/{name}",
            "size": 1,
            "modified": 1,
            "checksum": checksum(b"x"),
            "text": checksum(text.encode()),
            "added": "2026-11-26T19:00:00Z",
        },
        "works": [
            {
                "id": name,
                "lang": "fr",
                "lines": f"1-{text.count(chr(10))}",
                "csl": {"type": "document", "title": title},
            }
        ],
    }


def put(folder: CorpusFolder, name: str, text: str, title: str = "T") -> None:
    with folder.locked():
        folder.put(name, entry_of(name, text, title), text)


class _Killed(BaseException):
    """Stands for SIGKILL between two steps: nothing after it is done."""


@pytest.mark.parametrize("steps", range(4))
def test_a_source_is_as_it_was_or_as_it_was_to_be(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, steps: int
) -> None:
    put(desk.folder, "a", OLD, "Ancien")
    done: list[Path] = []
    replace = Path.replace

    def until_killed(new: Path, target: Path) -> Path:
        if len(done) == steps:
            raise _Killed
        done.append(target)
        return replace(new, target)

    with monkeypatch.context() as patched:
        patched.setattr(Path, "replace", until_killed)
        if steps < 3:  # the new text beside the old one, the catalogue, the text in its place
            with pytest.raises(_Killed):
                put(desk.folder, "a", NEW, "Nouveau")
        else:
            put(desk.folder, "a", NEW, "Nouveau")
    (work,) = desk.corpus().works
    assert (work.title, desk.corpus().text_of("a")) in (("Ancien", OLD), ("Nouveau", NEW))
    put(desk.folder, "a", NEW, "Nouveau")
    assert desk.corpus().text_of("a") == NEW


@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork and SIGKILL")
def test_killed_while_it_writes_it_is_whole(desk: Desk) -> None:
    put(desk.folder, "a", OLD, "Ancien")
    for nth in range(6):
        child = os.fork()
        if not child:
            while True:
                for text, title in ((NEW, "Nouveau"), (OLD, "Ancien")):
                    put(desk.folder, "a", text, title)
        signal.sigtimedwait([], 0.01 * (nth + 1))
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        (work,) = desk.corpus().works
        assert (work.title, desk.corpus().text_of("a")) in (("Ancien", OLD), ("Nouveau", NEW))


def test_a_wrong_source_is_left_out_and_told(desk: Desk) -> None:
    for name in "abc":
        put(desk.folder, name, OLD)
    desk.folder.catalogue_path("a").write_text("schema: [")
    desk.folder.text_path("b").write_text("Un texte retouché à la main.\n")
    loaded = Loader(desk.place).load()
    assert [work.id for work in loaded.corpus.works] == ["c"]
    assert [mistake[:14] for mistake in loaded.mistakes] == ["a is left out:", "b is left out:"]
    accept(desk.place, "b")
    assert [work.id for work in Loader(desk.place).load().corpus.works] == ["b", "c"]
    desk.folder.text_path("c").write_text("Deux\nlignes.\n")
    with pytest.raises(CorpusError, match="2 lines and had 1"):
        accept(desk.place, "c")


def test_reading_again_reads_what_changed(desk: Desk) -> None:
    for name in "ab":
        put(desk.folder, name, OLD)
    loader = Loader(desk.place)
    before = loader.load().corpus
    put(desk.folder, "b", NEW)
    put(desk.folder, "c", NEW)
    desk.folder.remove("a")
    now = loader.load().corpus
    assert [work.id for work in now.works] == ["b", "c"]
    assert now.fingerprints["b.txt"] != before.fingerprints["b.txt"]
    assert (desk.folder.folder / "removed" / "a.txt").read_text() == OLD
    with pytest.raises(NotFoundError):
        desk.folder.remove("../a")
    assert (
        loader.load().corpus.fingerprint
        == now.fingerprint
        == Loader(desk.place).load().corpus.fingerprint
    )


def test_what_is_wrong_is_told(desk: Desk) -> None:
    path = desk.write("m.txt")
    desk.write("n.txt", "Un autre texte, assez long pour que rien ne lui ressemble.")
    desk.add()
    assert check(desk.place) == ()
    path.write_text(INTERVIEW + "Une ligne.")
    (desk.files / "n.txt").unlink()
    (desk.folder.folder / "texts" / "lost.txt").write_text("x")
    kinds = {(one.kind, one.source) for one in check(desk.place)}
    assert kinds == {
        (ProblemKind.CHANGED, "m"), (ProblemKind.GONE, "n"), (ProblemKind.LEFT_BEHIND, ""),
    }  # fmt: skip


def test_a_corpus_is_joined_with_others(desk: Desk) -> None:
    put(desk.folder, "a", OLD)
    make_corpus("both", joins=("built-in", "mine", "gone"))
    loaded = Loader(place_of("both")).load()
    assert len(loaded.corpus.works) == 12
    assert loaded.corpus.work("a").title == "T"
    assert [mistake[:21] for mistake in loaded.mistakes] == ["gone cannot be joined"]


def test_two_corpora_that_join_each_other(desk: Desk) -> None:
    put(desk.folder, "a", OLD)
    other = make_corpus("other", joins=("mine",))
    (desk.folder.folder / "corpus.yaml").unlink()
    put(CorpusFolder(other), "b", OLD)
    (desk.folder.folder / "corpus.yaml").write_bytes(
        (other / "corpus.yaml").read_bytes().replace(b'"mine"', b'"other"')
    )
    assert [work.id for work in Loader(place_of("mine")).load().corpus.works] == ["a", "b"]


def test_which_corpus_is_chosen(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert chosen() == Place("built-in")
    (tmp_path / "settings.yaml").write_text("corpus: mine\n")
    assert chosen() == desk.place
    elsewhere = make_corpus("far", tmp_path / "far away")
    monkeypatch.setenv(VARIABLE, str(elsewhere))
    place = chosen()
    assert (place.folder, place.data().parent.name) == (elsewhere, "elsewhere")
    assert place.data().name == read_description(elsewhere).id
    assert not place.data().is_relative_to(elsewhere)
    assert [one.name for one in places()] == ["built-in", "mine"]
    for wrong in ("nope", "../mine", "", str(tmp_path)):
        with pytest.raises(CorpusError):
            place_of(wrong)
    for wrong in ("mine", "built-in", "Ö", "a/b", "a\nb", "-a", ""):
        with pytest.raises(CorpusError):
            make_corpus(wrong)


@given(st.text())
def test_a_slug_is_a_name(text: str) -> None:
    assert is_name(slug(text))


@given(st.sets(st.integers(1, 60)))
def test_lines_come_back(numbers: set[int]) -> None:
    assert lines_of(ranges(numbers)) == numbers


@given(st.binary(min_size=1, max_size=20).filter(lambda raw: b"\0" not in raw and b"/" not in raw))
def test_paths_come_back_and_are_plain(raw: bytes) -> None:
    path = Path(os.fsdecode(b"/a/" + raw))
    stored = stored_path(path)
    assert stored.isprintable()
    assert path_of(stored) == Path(os.path.abspath(path))  # noqa: PTH100


@settings(max_examples=25)
@given(st.text(min_size=1), st.lists(st.text(), max_size=3))
def test_catalogues_come_back(
    tmp_path_factory: pytest.TempPathFactory, text: str, many: list[str]
) -> None:
    path = tmp_path_factory.mktemp("c") / "a.yaml"
    proposed = {"speakers": [{"lines": [1, "3-5"], "who": text}]}
    work = {"id": "a", "csl": {"title": text}, "proposed": proposed}
    entry = {"file": "a.txt", "from": {"notes": many}, "works": [work]}
    path.write_bytes(written(entry))
    value, _raw = read_yaml(path)
    assert value == {"schema": "clicktui-catalogue/1", "sources": [entry]}


def test_signatures_by_hand() -> None:
    words = [f"mot{number}" for number in range(400)]
    one, other = " ".join(words), " ".join([*words[:200], "autre", *words[200:]])
    first, second = signature(runs_of(one)), signature(runs_of(other))
    assert first is not None
    assert second is not None
    assert len(runs_of(one)) == 396
    assert len(set(runs_of(one)) & set(runs_of(other))) == 392
    assert (first == second).mean() > 0.9
    assert signature(runs_of("trop court")) is None
