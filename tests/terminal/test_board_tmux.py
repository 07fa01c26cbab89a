"""The board in a real terminal: what is acknowledged survives signals, kills and a second app."""

import os
import shutil
import signal
from contextlib import closing
from pathlib import Path

import pytest
from real_terminal import Terminal

from clicktui.board.desk import Desk
from clicktui.board.model import PinnedQuote
from clicktui.board.store.store import open_store
from clicktui.corpus.corpus import shipped_corpus

pytestmark = [
    pytest.mark.terminal,
    pytest.mark.skipif(shutil.which("tmux") is None, reason="tmux is not installed"),
]

READY = "Type what you remember"
SENTENCE = "Je me souviens de propos particulièrement violents"


def only_quote(folder: Path) -> PinnedQuote:
    """Return the one quote that is on the disk."""
    with closing(open_store(folder / "data")) as store:
        (quote,) = Desk(store, shipped_corpus(), "test").open_board().quotes
    return quote


def pin(terminal: Terminal) -> None:
    terminal.shows(READY)
    terminal.types("petits indiens balayent")
    terminal.shows("balayent ≈ balaient")
    terminal.keys("Down", "p")
    terminal.shows("Pinned", "◆")


@pytest.mark.parametrize(("columns", "rows"), [(80, 24), (160, 45)])
def test_what_was_pinned_survives_kill_9(tmp_path: Path, columns: int, rows: int) -> None:
    with Terminal(tmp_path, columns, rows) as terminal:
        pin(terminal)
        os.kill(terminal.process(), signal.SIGKILL)
    with Terminal(tmp_path, columns, rows) as terminal:
        terminal.shows(READY)
        terminal.keys("F4")
        terminal.shows("[F4 Board]", "1 quote", "Je me souviens de propos")
        terminal.keys("u")
        terminal.shows("0 quotes")


@pytest.mark.parametrize("sent", [signal.SIGTERM, signal.SIGHUP])
def test_a_note_being_written_is_kept_when_the_terminal_goes(
    tmp_path: Path, sent: signal.Signals
) -> None:
    with Terminal(tmp_path) as terminal:
        pin(terminal)
        terminal.keys("F4")
        terminal.shows("[F4 Board]")
        terminal.keys("n")
        terminal.shows("Keep")
        terminal.types("half a thou")
        terminal.shows("half a thou")
        os.kill(terminal.process(), sent)
        terminal.ended()

    quote = only_quote(tmp_path)
    assert quote.note == "half a thou"


def test_keys_pressed_at_once_act_in_their_order(tmp_path: Path) -> None:
    with Terminal(tmp_path) as terminal:
        pin(terminal)
        terminal.keys("F4")
        terminal.shows("[F4 Board]")
        for _ in range(10):  # each undo waits for the change before it
            terminal.tmux("send-keys", "-t", "app", "Down", "s", "d", "u")
        terminal.keys("f")
        terminal.shows("Find", "1 quote")

    quote = only_quote(tmp_path)
    assert quote.quote.words.startswith(SENTENCE)
    assert not quote.is_starred


def test_what_is_typed_in_one_burst_with_the_key_of_a_dialog_goes_into_it(tmp_path: Path) -> None:
    with Terminal(tmp_path) as terminal:
        pin(terminal)
        terminal.keys("F4")
        terminal.shows("[F4 Board]")
        terminal.tmux("send-keys", "-t", "app", "-l", "cdu clic été")
        terminal.shows("cdu clic été"[1:], "Name of the new list")
        terminal.keys("Enter")
        terminal.shows("du clic été", "2 lists · 1 quote")


def test_two_clicktui_on_one_board_see_each_others_changes(tmp_path: Path) -> None:
    other = tmp_path / "other"
    other.mkdir()
    with Terminal(tmp_path) as first:
        pin(first)
        with Terminal(other, environ=f"CLICKTUI_DATA='{tmp_path / 'data'}'") as second:
            second.shows(READY, "another clicktui")
            second.keys("F4")
            second.shows("1 quote", "Je me souviens")
            second.keys("Down")
            second.shows("Antonio Casilli, “")
            second.keys("s")
            second.shows("★")
            first.keys("F4")
            first.shows("★")
            first.keys("u")
            first.shows("Undone")
            second.shows("1 quote")
            second.keys("d")
            first.shows("0 quotes")
