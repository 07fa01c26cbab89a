"""Which quotes of a board go to another corpus."""

from board_samples import plain_board

from clicktui.tui.desk.copying_across import only


def test_only_the_wanted_quotes_go_in_their_lists_and_no_memo() -> None:
    board = plain_board(3, 0, 2, memo="for me alone", mirror="/x.yaml")
    part = only(board, ["c2", "a3", "a1"])
    assert [(one.name, [quote.id for quote in one.quotes]) for one in part.lists] == [
        ("A", ["a1", "a3"]), ("C", ["c2"]),
    ]  # fmt: skip
    assert (part.memo, part.mirror) == ("", "")
