"""Passages of texts of one's own: where they stand, who is proposed, and that they still do."""

from dataclasses import replace

from corpora_samples import TALK, Desk

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


def test_what_the_index_gives_stands_only_where_its_words_do(desk: Desk) -> None:
    path = desk.write("m.txt")
    desk.add()
    before = desk.corpus()
    found = [
        replace(one, proposed_speakers=(), locator=None) for one in before.passages()
    ]  # as the index has them
    standing = [before.standing(one) for one in found]
    assert standing == list(before.passages())
    path.write_text("Une ligne de plus.\n" + path.read_text())
    desk.update()
    assert [desk.corpus().standing(one) for one in found] == [None] * len(found)
    assert before.standing(replace(found[0], work="gone")) is None
