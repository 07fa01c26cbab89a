"""Edits of a board, told by letters: a board is written "abc|de|" (three lists, the last empty)."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clicktui.board import editing
from clicktui.board.model import Board, CitedWork, PinnedQuote, QuoteList
from clicktui.corpus.model import Quote, Role
from clicktui.errors import BoardError


def pinned(letter: str) -> PinnedQuote:
    quote = Quote(
        work="w", file="w.txt", start=0, end=1, words=letter, prefix="", suffix="",
        role=Role.BODY, paragraphs=(1, 1), speakers=(), speaker_inferred=False,
        quoted_in_work=False, repeats=None, lang="fr",
    )  # fmt: skip
    cited = CitedWork("w", {"title": "T"}, "fr")
    return PinnedQuote(letter, quote, cited, "me", "2026-11-21T00:00:00Z")


def board(written: str) -> Board:
    lists = [
        QuoteList(f"l{nth}", f"L{nth}", tuple(map(pinned, letters)))
        for nth, letters in enumerate(written.split("|"))
    ]
    return Board("b", "B", "2026-11-21T00:00:00Z", tuple(lists))


def shown(found: Board) -> str:
    return "|".join("".join(one.id for one in each.quotes) for each in found.lists)


@pytest.mark.parametrize(
    ("before", "moving", "to", "ahead_of", "after"),
    [
        ("abc|de", "a", "l0", None, "bca|de"),
        ("abc|de", "c", "l0", "a", "cab|de"),
        ("abc|de", "ac", "l1", "e", "b|dace"),
        ("abc|de", "ca", "l1", None, "b|deac"),  # board order, however they were named
        ("abc|de", "ad", "l1", "d", "bc|ade"),  # what follows d and stays is meant
        ("abc|de", "abc", "l0", "b", "abc|de"),
        ("abc|", "abc", "l1", None, "|abc"),
    ],
)
def test_moving(before: str, moving: str, to: str, ahead_of: str | None, after: str) -> None:
    assert shown(editing.moved(board(before), moving, to, ahead_of)) == after


@pytest.mark.parametrize(
    ("before", "moving", "step", "after"),
    [
        ("abc|de", "a", 1, "bac|de"),
        ("abc|de", "b", 1, "acb|de"),
        ("abc|de", "c", 1, "ab|cde"),
        ("abc|de", "d", -1, "abcd|e"),
        ("abc|de", "e", -1, "abc|ed"),
        ("abc|de", "a", -1, "abc|de"),
        ("abc|de", "e", 1, "abc|de"),
        ("abc|de", "ab", 1, "cab|de"),
        ("abc|de", "bc", 1, "a|bcde"),
        ("abc|de", "ac", 1, "b|acde"),
        ("abc|de", "bd", -1, "bdac|e"),
        ("ab||c", "b", 1, "a|b|c"),
        ("ab||c", "c", -1, "ab|c|"),
        ("a", "a", 1, "a"),
    ],
)
def test_shifting_by_one_place(before: str, moving: str, step: int, after: str) -> None:
    assert shown(editing.shifted(board(before), moving, step)) == after


@given(
    st.permutations("abcdef"),
    st.lists(st.integers(0, 6), min_size=2, max_size=2),
    st.sets(st.sampled_from("abcdef")),
    st.sampled_from([1, -1]),
)
def test_shifting_loses_nothing_and_keeps_the_others_in_order(
    order: list[str], cuts: list[int], moving: set[str], step: int
) -> None:
    first, second = sorted(cuts)
    there = board(
        "|".join("".join(order[a:b]) for a, b in ((0, first), (first, second), (second, 6)))
    )

    after = editing.shifted(there, moving, step)

    letters = shown(after).replace("|", "")
    assert sorted(letters) == sorted(order)
    assert [one for one in letters if one not in moving] == [
        one for one in order if one not in moving
    ]
    assert [one for one in letters if one in moving] == [one for one in order if one in moving]


def test_taking_off_and_what_is_not_there() -> None:
    assert shown(editing.removed(board("abc|de"), "bd")) == "ac|e"
    with pytest.raises(BoardError):
        editing.removed(board("abc"), "ax")
    with pytest.raises(BoardError):
        editing.moved(board("abc|d"), "a", "l1", "b")
    with pytest.raises(BoardError):
        editing.moved(board("abc|d"), "a", "nowhere")


def test_lists() -> None:
    there = board("ab|c|d")

    assert shown(editing.with_list_moved(there, "l2", 0)) == "d|ab|c"
    assert shown(editing.with_list_moved(there, "l0", 99)) == "c|d|ab"
    assert shown(editing.without_list(there, "l1")) == "ab|d"
    assert [one.name for one in editing.with_list_named(there, "l1", " New\n name ").lists] == [
        "L0",
        "New name",
        "L2",
    ]
    for edit in (
        lambda: editing.with_list_named(there, "l1", "L2"),
        lambda: editing.with_list(there, QuoteList("l9", "L0")),
        lambda: editing.with_list_named(there, "l1", " \n"),
        lambda: editing.with_list_named(there, "l1", "x" * 201),
        lambda: editing.without_list(board("a"), "l0"),
    ):
        with pytest.raises(BoardError):
            edit()


def test_what_is_said_of_quotes() -> None:
    there = board("ab")
    tagged = editing.with_tags(there, "ab", ["ia", "genre"])
    retagged = editing.with_tags(tagged, "a", [" ia ", "Kenya"], ["genre"])

    assert [one.tags for one in retagged.quotes] == [("ia", "Kenya"), ("ia", "genre")]
    assert [one.is_starred for one in editing.with_star(there, "b", True).quotes] == [False, True]
    noted = editing.with_note(there, "a", "\nfirst\x1b[31m\r\nsecond\n\n")
    assert editing.quote_of(noted, "a").note == "first[31m\nsecond"
    assert editing.with_memo(there, "# M\r\n").memo == "# M"


def test_an_edit_leaves_all_else_as_the_same_objects() -> None:
    there = board("ab|c")

    after = editing.with_star(there, "c", True)

    assert after.lists[0] is there.lists[0]
    assert replace(after, lists=there.lists) == there
