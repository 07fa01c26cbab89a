"""Decisions about codes: kept in the store of the boards, undone, found again, never lost."""

import sqlite3
from pathlib import Path

import pytest

from clicktui.board.changes import What
from clicktui.board.desk import Desk
from clicktui.board.standing import Standing
from clicktui.board.store.store import Store, open_store
from clicktui.coding.documents import decision_document, decision_from
from clicktui.coding.ledger import Ledger
from clicktui.coding.model import Decision, Verdict
from clicktui.corpus.corpus import Corpus
from clicktui.corpus.model import Span
from clicktui.errors import BoardError, NotFoundError
from clicktui.wording.boards import change_text

CATALOGUE = """\
schema: clicktui-catalogue/1
sources:
  - file: clic.txt
    works:
      - id: clic
        lang: fr
        lines: 1-3
        csl: {type: article, title: Du clic}
"""
TEXT = """\
Elles annotent des radios. Elles sont mal payées.

Ils vérifient ce que dit l’assistant 🙂, la nuit.
"""
FIRST = "Elles annotent des radios."
LAST = "Ils vérifient ce que dit l’assistant 🙂, la nuit."


def corpus_of(folder: Path, text: str = TEXT) -> Corpus:
    folder.mkdir(exist_ok=True)
    (folder / "catalogue.yaml").write_text(CATALOGUE, "utf-8")
    (folder / "clic.txt").write_text(text, "utf-8")
    return Corpus.load(folder / "catalogue.yaml", folder)


def place(corpus: Corpus, words: str) -> Span:
    at = corpus.text_of("clic").index(words)
    return Span(at, at + len(words))


@pytest.fixture
def corpus(tmp_path) -> Corpus:
    return corpus_of(tmp_path / "corpus")


@pytest.fixture
def store(tmp_path):
    with open_store(tmp_path / "boards") as opened:
        yield opened


@pytest.fixture
def ledger(store, corpus) -> Ledger:
    return Ledger(store, corpus, "Ada")


def decide(ledger: Ledger, words: str = FIRST, verdict: Verdict = Verdict.YES, **more) -> Decision:
    code = more.pop("code", "prepare")
    span = place(ledger.corpus, words)
    return ledger.decide("microtasks", code, "clic", span, verdict, **more).decision


def said(ledger: Ledger) -> list[tuple[str, str, str, str]]:
    return [(one.coder, one.code, one.verdict, one.memo) for one in ledger.decisions()]


def test_a_decision_has_the_exact_words_and_who_decided(ledger):
    one = decide(ledger, LAST, code="verify", memo="la nuit ?\n")

    assert ledger.decisions("microtasks") == (one,)
    assert ledger.decisions("digital-labor") == ()
    assert (one.quote.words, one.quote.paragraphs, one.coder) == (LAST, (2, 2), "Ada")
    assert (one.code, one.verdict, one.memo) == ("verify", Verdict.YES, "la nuit ?")
    assert one.quote.prefix == TEXT[: TEXT.index(LAST)][-32:]


def test_deciding_again_takes_the_place_of_what_was_decided(ledger):
    first = decide(ledger, memo="oui")
    second = decide(ledger, verdict=Verdict.NO)
    assert second.id == first.id
    assert said(ledger) == [("Ada", "prepare", "no", "oui")]

    done = ledger.decide("microtasks", "prepare", "clic", place(ledger.corpus, FIRST), Verdict.NO)
    assert done.change is None, "nothing differed"

    decide(ledger, code="verify")
    decide(ledger, "Elles annotent", verdict=Verdict.DOUBT)
    assert len(ledger.decisions()) == 3


def test_what_another_coder_decided_stays_beside_it(store, corpus, ledger):
    decide(ledger)
    decide(Ledger(store, corpus, "Blaise"), verdict=Verdict.NO)

    assert said(ledger) == [("Ada", "prepare", "yes", ""), ("Blaise", "prepare", "no", "")]


def test_all_of_it_is_undone_and_redone_in_one_history_with_the_boards(store, corpus, ledger):
    desk = Desk(store, corpus, "Ada")
    board = desk.open_board()
    one = decide(ledger)
    desk.pin(board.id, "clic", place(corpus, FIRST))
    ledger.write_memo(one.id, "à revoir")
    decide(ledger, verdict=Verdict.NO)
    ledger.withdraw([one.id])
    assert said(ledger) == []

    states = []
    while (done := desk.undo()) is not None and done.change is not None:
        states.append((done.change.what, said(ledger), len(desk.open_board())))
    assert states == [
        (What.CLEAR_CODE, [("Ada", "prepare", "no", "à revoir")], 1),
        (What.REFUSE_CODE, [("Ada", "prepare", "yes", "à revoir")], 1),
        (What.CODING_MEMO, [("Ada", "prepare", "yes", "")], 1),
        (What.PIN, [("Ada", "prepare", "yes", "")], 0),
        (What.CODE, [], 0),
    ]
    for _step in states:
        desk.redo()
    assert (said(ledger), len(desk.board(board.id))) == ([], 1)


def test_the_history_says_what_was_decided(ledger):
    one = decide(ledger)
    decide(ledger, verdict=Verdict.DOUBT)
    ledger.withdraw([one.id])

    assert [change_text(change) for change in ledger.store.history()] == [
        "Decision taken back: “prepare: Elles annotent des radios.”",
        "Code in doubt: “prepare: Elles annotent des radios.”",
        "Coded “prepare: Elles annotent des radios.”",
    ]


def test_decisions_are_there_after_reopening_and_for_another_clicktui(tmp_path, corpus, ledger):
    with open_store(tmp_path / "boards") as other:
        elsewhere = Ledger(other, corpus, "Blaise")
        assert said(elsewhere) == []
        one = decide(ledger)
        assert other.changed_elsewhere()
        assert elsewhere.decisions() == (one,)
        elsewhere.withdraw([one.id])
    assert said(ledger) == []
    with pytest.raises(BoardError, match="not there any more"):
        ledger.write_memo(one.id, "trop tard")


def test_words_that_are_none_are_not_decided_about(ledger):
    with pytest.raises(NotFoundError):
        ledger.decide("microtasks", "prepare", "clic", Span(0, 0), Verdict.YES)
    assert ledger.store.history() == ()


def test_words_find_themselves_again_when_their_source_changes(tmp_path, ledger):
    one = decide(ledger, LAST)
    assert ledger.stand(one).standing is Standing.SAME

    ledger.corpus = corpus_of(tmp_path / "corpus", "Un mot de plus. " + TEXT)
    stand = ledger.stand(one)
    assert (stand.standing, stand.found.words) == (Standing.MOVED, LAST)

    ledger.corpus = corpus_of(tmp_path / "corpus", TEXT.replace(LAST, "Rien, vraiment rien."))
    assert ledger.stand(one).standing is Standing.VANISHED
    assert ledger.decisions() == (one,), "kept verbatim"


def test_imported_decisions_take_the_place_of_the_same_coders_only(store, corpus, ledger):
    blaise = Ledger(store, corpus, "Blaise")
    mine, his = decide(ledger), decide(blaise, verdict=Verdict.NO)
    with open_store(store._folder.parent / "elsewhere") as other:
        his_new = decide(Ledger(other, corpus, "Blaise"), memo="si")
        third = decide(Ledger(other, corpus, "Zoé"), LAST, verdict=Verdict.DOUBT)

    change = ledger.take_in([his_new, third])

    assert (change.what, change.count, change.about) == (What.IMPORT_CODINGS, 2, "Blaise, Zoé")
    assert sorted(said(ledger)) == [
        ("Ada", "prepare", "yes", ""),
        ("Blaise", "prepare", "yes", "si"),
        ("Zoé", "prepare", "doubt", ""),
    ]
    assert {mine.id, his.id} < {one.id for one in ledger.decisions()}


def test_a_document_comes_back_as_it_was_and_nothing_half_is_read(ledger):
    one = decide(ledger, LAST, memo="« é » 🙂")
    document = decision_document(one)
    assert decision_from(one.id, document) == one
    for wrong in (document.replace('"yes"', '"maybe"'), "[]", "{", document[:-1] + ',"more":1}'):
        with pytest.raises(Exception, match=r".") as caught:
            decision_from(one.id, wrong)
        assert type(caught.value).__name__ == "DocumentError"


@pytest.mark.parametrize("seed", range(6))
def test_a_damaged_store_keeps_every_decision_that_can_be_read(tmp_path, corpus, seed):
    folder = tmp_path / "hurt"
    with open_store(folder) as store:
        ledger, desk = Ledger(store, corpus, "Ada"), Desk(store, corpus, "Ada")
        desk.pin(desk.open_board().id, "clic", place(corpus, FIRST))
        for code in ("prepare", "verify", "imitate"):
            decide(ledger, code=code, memo="x" * 900)
    path = folder / "store.sqlite3"
    pages = path.stat().st_size // 4096
    content = bytearray(path.read_bytes())
    at = (seed * pages // 6) * 4096 + 300
    content[at : at + 400] = b"\xff" * 400
    path.write_bytes(content)
    whole = _readable_codings(path)

    with open_store(folder) as store:
        found = {one.id for one in Ledger(store, corpus, "Ada").decisions()}
    assert whole <= found


def _readable_codings(path: Path) -> set[str]:
    connection = sqlite3.connect(f"file:{path}?mode=ro", uri=True)
    found = set()
    for number in range(1, 12):
        try:
            row = connection.execute(
                "SELECT kind, id, document FROM records WHERE number = ?", (number,)
            ).fetchone()
        except sqlite3.Error:
            continue
        if row and row[0] == "coding" and "\ufffd" not in row[2]:
            try:
                decision_from(row[1], row[2])
            except Exception:
                continue
            found.add(row[1])
    connection.close()
    return found


def test_a_store_of_before_has_no_codings_and_takes_them(tmp_path, corpus):
    folder = tmp_path / "old"
    folder.mkdir()
    source = Path(__file__).parents[1] / "board" / "stores" / "version-1.sqlite3"
    (folder / "store.sqlite3").write_bytes(source.read_bytes())
    with open_store(folder) as store:
        ledger = Ledger(store, corpus, "Ada")
        assert ledger.decisions() == ()
        decide(ledger)
    with open_store(folder) as store:
        assert said(Ledger(store, corpus, "Ada")) == [("Ada", "prepare", "yes", "")]
        assert isinstance(store, Store)
        assert store.boards()
