"""All passages judged at once, kept, gone on with and apart: as when each is judged alone."""

import os
import signal
from collections import deque
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from clicktui.board.store.store import open_store
from clicktui.coding import survey as surveying
from clicktui.coding.apart import Crew, Home, task_of, wishes
from clicktui.coding.bands import LayerMaker
from clicktui.coding.desk import CodingDesk
from clicktui.coding.findings import SourceFindings, source_key
from clicktui.coding.judgements import Judgements
from clicktui.coding.kept import KeptFindings, packed, unpacked
from clicktui.coding.labels import CodeLabels
from clicktui.coding.ledger import Ledger
from clicktui.coding.model import Verdict
from clicktui.coding.ownrules import Muted
from clicktui.coding.survey import Survey
from clicktui.corpus.corpus import Corpus, shipped_corpus
from clicktui.microtasks.classifier import Classifier
from clicktui.microtasks.codebookfiles import read_codebook
from clicktui.search.model import NoticeKind
from clicktui.search.opening import open_engine
from clicktui.search.sources import sources_of
from clicktui.wording.passages import notice_text
from labelled_corpus import CODEBOOK, LINES, corpus_in, decide

SOURCES = {
    "a": ("Elles tamponnent des radios.", "Rien ici."),
    "b": ("Ils pèlent des pommes.",),
    "c": ("Rien du tout.", "Elles tamponnent des radios et pèlent des pommes.", "Ici non plus."),
}
BUILT_IN = {"name": "built-in", "folder": "", "is_elsewhere": ""}


def corpus_of(folder: Path, sources: dict[str, tuple[str, ...]]) -> Corpus:
    catalogue = "schema: clicktui-catalogue/1\nsources:\n"
    for name, lines in sources.items():
        catalogue += f"  - file: {name}.txt\n    works:\n      - id: {name}\n        lang: fr\n"
        catalogue += f"        lines: 1-{len(lines)}\n        csl: {{type: article, title: T}}\n"
        (folder / f"{name}.txt").write_text("\n".join(lines) + "\n", "utf-8")
    (folder / "catalogue.yaml").write_text(catalogue, "utf-8")
    return Corpus.load(folder / "catalogue.yaml", folder)


def judgements_of(folder: Path) -> Judgements:
    (folder / "essai.yaml").write_text(CODEBOOK, "utf-8")
    book = read_codebook(folder / "essai.yaml")
    return Judgements(Classifier(tuple(code.id for code in book.codes), book.cues))


def survey_of(folder: Path, corpus: Corpus) -> Survey:
    return Survey(corpus, judgements_of(folder), Home(lambda: folder, BUILT_IN))


def one_by_one(corpus: Corpus, judgements: Judgements) -> list[tuple[int, float]]:
    """The band (0 nothing, 2 possible, 3 clear) and the score of each code of each passage."""
    bands = {"none": 0, "possible": 2, "clear": 3}
    return [
        (bands[one.band.value], pytest.approx(one.score * 0.99))
        for passage in corpus.passages()
        for one in judgements.classifier.classify(passage.text, passage.lang).codings.values()
    ]


def found_in(survey: Survey) -> list[tuple[int, float]]:
    found = survey.findings.found()
    assert found.judged.all()
    return [
        (int(found.bands[code][at]), float(found.scores[code][at]))
        for at in range(len(found.judged))
        for code in found.bands
    ]


def newly_judged(survey: Survey) -> set[str]:
    """Judge all; return the sources of which that was not kept."""
    survey.judge(only_few=True, cancelled=lambda: True)
    left = set(survey.findings.left().values())
    assert survey.judge()
    return left


def test_what_was_judged_is_there_the_next_time(tmp_path: Path) -> None:
    corpus = corpus_of(tmp_path, SOURCES)
    first, second = survey_of(tmp_path, corpus), survey_of(tmp_path, corpus)
    expected = one_by_one(corpus, first.judgements)

    assert newly_judged(first) == {"a.txt", "b.txt", "c.txt"}
    assert newly_judged(second) == set()
    assert found_in(first) == found_in(second) == expected
    (kept,) = (tmp_path / "judged").glob("*.found")
    assert kept.stat().st_mode & 0o777 == 0o600


def test_of_an_article_that_changed_only_it_is_judged_anew(tmp_path: Path) -> None:
    survey_of(tmp_path, corpus_of(tmp_path, SOURCES)).judge()
    changed = corpus_of(tmp_path, {**SOURCES, "b": ("On a vu des radios.", "Rien.")})
    after = survey_of(tmp_path, changed)

    assert newly_judged(after) == {"b.txt"}
    assert found_in(after) == one_by_one(changed, after.judgements)
    assert newly_judged(survey_of(tmp_path, changed)) == set()


def test_other_cues_judge_anew_and_what_is_undone_is_there(tmp_path: Path) -> None:
    corpus = corpus_of(tmp_path, SOURCES)
    with open_store(tmp_path / "boards") as store:
        judgements_of(tmp_path)
        book = read_codebook(tmp_path / "essai.yaml")
        home = Home(lambda: tmp_path, BUILT_IN)
        desk = CodingDesk(book, Ledger(store, corpus, "Ada"), home)
        desk.judge()
        sign = desk.coded([next(corpus.passages())])[0].opinions["radio"].program.findings[0]
        muted = Muted("fr", sign.signs[0].cue, sign.signs[0].pattern)
        effects = desk.effects(desk.own_rules.muting(muted))

        assert [(one.passage.text, one.code, one.before, one.after) for one in effects] == [
            ("Elles tamponnent des radios.", "radio", "clear", "none"),
            (SOURCES["c"][1], "radio", "clear", "none"),
        ]
        assert effects.passages == 2
        assert [(one.code, one.before, one.after, n) for one, n in effects.changes.items()] == [
            ("radio", "clear", "none", 2)
        ]
        desk.mute(muted)
        assert desk.survey.findings.is_complete, "the effect was seen: nothing is left to judge"
        assert not desk.survey.findings.found().bands["radio"].any()
    assert len(list((tmp_path / "judged").glob("*.found"))) == 2


@settings(deadline=None, max_examples=25)
@given(st.data())
def test_a_damaged_file_is_noticed(kept: tuple[Survey, bytes, Path], data: st.DataObject) -> None:
    whole, content, path = kept
    at = data.draw(st.integers(0, len(content) - 1))
    damaged = bytearray(content)
    if data.draw(st.booleans()):
        damaged[at] ^= data.draw(st.integers(1, 255))
    else:
        del damaged[at:]
    path.write_bytes(damaged)
    again = Survey(whole.corpus, whole.judgements, Home(lambda: path.parent.parent, BUILT_IN))

    assert newly_judged(again), "something of it cannot be used"
    assert found_in(again) == found_in(whole)
    assert (
        newly_judged(
            Survey(whole.corpus, whole.judgements, Home(lambda: path.parent.parent, BUILT_IN))
        )
        == set()
    )


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> tuple[Survey, bytes, Path]:
    folder = tmp_path_factory.mktemp("kept")
    survey = survey_of(folder, corpus_of(folder, SOURCES))
    survey.judge()
    (path,) = (folder / "judged").glob("*.found")
    return survey, path.read_bytes(), path


@given(st.lists(st.tuples(st.binary(min_size=16, max_size=16), st.lists(
    st.tuples(st.integers(0, 3), st.floats(0, 1, width=32)), max_size=4)), max_size=4))  # fmt: skip
def test_records_are_read_as_they_were_written(sources) -> None:
    written = [
        SourceFindings(
            key,
            np.array([[band for band, _ in there]], dtype=np.uint8),
            np.array([[score for _, score in there]], dtype=np.float32),
        )
        for key, there in sources
    ]
    read = [one for one, _end in unpacked(b"".join(map(packed, written)), 1)]
    assert [(one.key, one.bands.tolist(), one.scores.tolist()) for one in read] == [
        (one.key, one.bands.tolist(), one.scores.tolist()) for one in written
    ]


def test_one_clicktui_judges_and_the_other_takes_what_it_finds(tmp_path: Path) -> None:
    corpus = corpus_of(tmp_path, SOURCES)
    here = survey_of(tmp_path, corpus)
    other = KeptFindings(tmp_path, here.judgements.fingerprint, 3)
    with other:
        assert other.take_turn()
        assert newly_judged(here) == {"a.txt", "b.txt", "c.txt"}  # few: not waited for
    assert not list((tmp_path / "judged").glob("*.found")), "nobody wrote out of turn"
    assert found_in(here) == one_by_one(corpus, here.judgements)


@pytest.fixture
def half(tmp_path: Path) -> Iterator[tuple[CodingDesk, LayerMaker]]:
    """A desk whose first source alone is judged, of three; many are left, as it is told."""
    corpus = corpus_of(tmp_path, SOURCES)
    survey_of(tmp_path, corpus).judge()
    more = corpus_of(tmp_path, {**SOURCES, "b": ("On tamponne des radios.",), "c": LINES})
    with open_store(tmp_path / "boards") as store:
        book = read_codebook(tmp_path / "essai.yaml")
        home = Home(lambda: tmp_path, BUILT_IN)
        desk = CodingDesk(book, Ledger(store, more, "Ada"), home)
        yield desk, LayerMaker(desk)


def test_what_is_not_judged_answers_nothing_and_that_is_told(
    half: tuple[CodingDesk, LayerMaker], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk, maker = half
    monkeypatch.setattr(surveying, "FEW", 0)
    decide(desk, 3, "fruit", Verdict.YES)  # judged for that: On tamponne des radios.
    layers = maker.layers(waits=False)
    assert layers.judged.tolist() == [True, True, True] + [False] * 5
    assert layers.by["clicktui"]["radio"].tolist() == [3, 0, 3, 0, 0, 0, 0, 0]
    engine, _notices = open_engine(sources_of(desk.corpus), tmp_path / "cache")
    try:
        engine.label(CodeLabels(desk.codebook, "Ada", layers))
        for query, total in {
            "code:radio": 2, "-code:radio": 1, "code:fruit": 1, "band:none code:fruit": 2,
            "code:zebra": 0, "lang:it OR code:fruit": 1,
        }.items():  # fmt: skip
            results = engine.search(query)
            assert results.total == total, query
            (notice,) = (one for one in results.notices if one.kind is NoticeKind.SO_FAR)
            assert notice.of == (3, 8)
            assert notice_text(notice).endswith("3 of 8 passages judged so far")
            others = {one.detail for one in results.notices} - {notice.detail, "lang:it"}
            assert not others, "that nothing has it is not known"
        assert engine.search("radios").notices == ()
    finally:
        engine.close()
    assert desk.judge(cancelled=lambda: True) is False


def test_a_process_of_its_own_finds_the_same_and_another_goes_on_where_one_was_killed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CLICKTUI_CORPUS", "built-in")
    corpus = shipped_corpus()
    judgements = judgements_of(tmp_path)
    home = Home(lambda: tmp_path, BUILT_IN)
    name = min(corpus.files, key=lambda file: corpus.count(file.name)).name
    queue = wishes([("none.txt", "0", 1), (name, corpus.fingerprints[name], corpus.count(name))])
    queue.appendleft((("none.txt", "0"),))
    answers: deque[bytes] = deque()
    killed: list[int] = []

    def take(answer: bytes) -> None:
        answers.append(answer)
        if not killed:
            killed.extend(one._process.pid for one in crew._running)
            os.kill(killed[0], signal.SIGKILL)

    crew = Crew(task_of(home, judgements), queue, take)
    assert crew.work(1, lambda: None, lambda: False)

    assert not queue
    (record,) = (one for one, _end in unpacked(b"".join(answers), 3))
    assert record.key == source_key(name, corpus.fingerprints[name])
    expected = [judgements.of(passage) for passage in corpus.passages_in(name)]
    assert record.scores.T.tolist() == [
        [pytest.approx(one.score * 0.99) for one in each.codings.values()] for each in expected
    ]


def test_of_the_judgements_the_last_are_kept(tmp_path: Path) -> None:
    corpus = corpus_in(tmp_path)
    judgements = Judgements(judgements_of(tmp_path).classifier, 2)
    first, second, third, *_others = corpus.passages()
    kept = judgements.of(first)
    judgements.of(second)
    assert judgements.of(first) is kept
    judgements.of(third)
    assert judgements.of(first) is kept
    assert len(judgements._known) == 2
