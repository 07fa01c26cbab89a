"""Doubts settled one after the other, and taken back as they were; sources at a glance."""

import pytest
from corpora_samples import INTERVIEW, Desk

from clicktui.corpora.doubts import Doubt, DoubtDesk
from clicktui.corpora.lastadding import keep_report, last_report
from clicktui.corpora.overview import doubts_first, facts
from clicktui.corpora.report import Report
from clicktui.corpora.settling import Settler
from clicktui.metadata.desk import ChangedMeanwhileError, MetadataDesk


class Settling:
    """A corpus with one interview, whose doubts are settled."""

    def __init__(self, desk: Desk) -> None:
        desk.write("m.txt")
        desk.add()
        self.desk = desk
        self.metadata = MetadataDesk(desk.place.data, desk.corpus())
        self.doubts = DoubtDesk(desk.place, self.metadata)
        self.settler = Settler(self.doubts, self.metadata)

    def now(self) -> dict[str, Doubt]:
        self.metadata.follow(self.desk.corpus())
        return {f"{one.kind}:{one.key}": one for one in self.doubts.doubts()}


@pytest.fixture
def settling(desk: Desk) -> Settling:
    return Settling(desk)


def test_each_wish_is_taken_back_in_turn(settling: Settling) -> None:
    first = settling.desk.folder.catalogue_path("m").read_bytes()
    before = settling.now()
    assert set(before) == {
        "field:type", "field:title", "role:question", "role:answer", "speaker:Le Monde",
        "speaker:Marie Dupont",
    }  # fmt: skip
    wishes = [
        settling.settler.confirm([before["field:title"], before["speaker:Marie Dupont"]], "M. D."),
        settling.settler.refuse([before["role:question"]]),
        settling.settler.set("m", "issued", {"date-parts": [[2024, 5]]}),
    ]
    assert set(settling.now()) == {"field:type", "role:answer", "speaker:Le Monde"}
    work = settling.metadata.corpus.work("m")
    assert work.year == 2024
    assert [part.speakers for part in work.paragraphs if part.speakers] == [("M. D.",)] * 3
    for one in reversed(wishes):
        settling.settler.undo(one)
    assert settling.now() == before
    assert settling.desk.folder.catalogue_path("m").read_bytes() == first
    assert settling.metadata.sayings == {}


def test_what_was_changed_again_since_is_not_taken_back(settling: Settling) -> None:
    doubts = settling.now()
    one = settling.settler.refuse([doubts["role:question"]])
    settling.settler.refuse([doubts["role:answer"]])
    with pytest.raises(ChangedMeanwhileError):
        settling.settler.undo(one)
    assert "role:answer" not in settling.now()


def test_sources_with_doubts_come_first(settling: Settling) -> None:
    desk = settling.desk
    desk.write("a.txt", "Un texte sans aucun tour de parole, assez long pour sa langue.\n" * 2)
    desk.add()
    settling.now()
    settling.settler.confirm([one for one in settling.doubts.doubts(["a"])])
    settling.now()
    known = doubts_first(facts(settling.metadata.corpus, ["a", "m"]))
    assert [(one.source, one.langs, len(one.doubts)) for one in known] == [
        ("m", ("fr",), 6), ("a", ("fr",), 0),
    ]  # fmt: skip
    assert known[0].missing == ("author", "issued")
    assert known[0].passages == len(INTERVIEW.split("\n")) - 2  # without the empty lines


def test_what_was_left_out_is_there_another_day(desk: Desk) -> None:
    assert last_report(desk.place) == Report()
    desk.write("a.txt", INTERVIEW * 2)
    desk.write("b.txt", INTERVIEW * 2)
    desk.write("x\ny\x1b.txt", "")
    report = desk.add()
    keep_report(desk.place, report)
    found = last_report(desk.place)
    assert (found.duplicates, found.left_out) == (report.duplicates, report.left_out)
    assert len(found.left_out) == 1
    (desk.place.data() / "last-adding.json").write_text('{"duplicates": [[1]]}')
    assert last_report(desk.place) == Report()
