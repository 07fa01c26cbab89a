"""Passages of texts of one's own: where they stand, who is proposed, and that they still do."""

from contextlib import closing
from dataclasses import replace

from corpora_samples import TALK, Desk

from clicktui.search.model import Options
from clicktui.search.opening import open_engine
from clicktui.search.sources import sources_of
from clicktui.tui.search.hit_rows import where_and_when
from clicktui.wording.passages import place_of, said_by


def test_times_and_proposed_speakers_are_shown_as_what_they_are(desk: Desk) -> None:
    desk.write("m.txt")
    desk.write("talk.vtt", TALK)
    desk.add()
    passages = list(desk.corpus().passages())
    assert [(said_by(one), place_of(one)) for one in passages if one.paragraph in (2, 3)] == [
        ("? Le Monde", "§ 2"),
        ("? Marie Dupont", "§ 3"),
        ("? Bob", "00:12:31"),
    ]
    assert where_and_when(passages[-1]) == "n.d. · 00:12:31"


def test_the_index_gives_passages_as_they_are_and_they_stand_only_where_their_words_do(
    desk: Desk,
) -> None:
    path = desk.write("m.txt")
    desk.write("talk.vtt", TALK)
    desk.add()
    before = desk.corpus()
    engine, _notices = open_engine(sources_of(before), desk.place.cache())
    with closing(engine):
        hits = engine.search("role:any", Options(limit=100)).hits
    found = [hit.passage for hit in hits]
    assert found == list(before.passages())  # with times and who is proposed to speak
    assert all(before.stands(one) for one in found)
    path.write_text("Une ligne de plus.\n" + path.read_text())
    desk.update()
    of_changed = [one for one in found if one.work == "m"]
    assert [desk.corpus().stands(one) for one in of_changed] == [False] * len(of_changed)
    assert not before.stands(replace(found[0], work="gone"))
