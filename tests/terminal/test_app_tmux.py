"""The app in a real terminal, driven by keys and signals, its screen read."""

import os
import re
import shutil
import signal
from pathlib import Path

import pytest
from real_terminal import Terminal, wait_for

pytestmark = [
    pytest.mark.terminal,
    pytest.mark.skipif(shutil.which("tmux") is None, reason="tmux is not installed"),
]

READY = "Type what you remember"
SENTENCE = "Les travailleurs qui produisent les intelligences artificielles"


@pytest.mark.parametrize(("columns", "rows"), [(80, 24), (160, 45), (40, 12)])
def test_a_half_remembered_sentence_is_found_read_and_cited(
    tmp_path: Path, columns: int, rows: int
) -> None:
    with Terminal(tmp_path, columns, rows, "LC_ALL=C.UTF-8", "--lang fr") as terminal:
        terminal.shows("Chercher")
        terminal.types("inteligences artificieles invites parlemnt")
        terminal.shows("2024", "§ 2")
        terminal.keys("Enter")
        terminal.shows("[F3", "invités")
        terminal.keys("y")
        assert terminal.last_copy() == (
            "«\u00a0Les travailleurs qui produisent les intelligences artificielles n’ont jamais "
            "été invités au Parlement européen dans le cadre des discussions sur le règlement sur "
            "l’intelligence artificielle.\u00a0» (Antonio Casilli, cité dans «\u00a0IA : Au "
            "Parlement européen, des travailleurs du clic appellent à réguler l’entraînement "
            "humain\u00a0», 25 novembre 2024, §\u00a02.)"
        )


def test_without_colour_hits_and_cursor_are_still_seen(tmp_path: Path) -> None:
    with Terminal(tmp_path, 100, 30, "NO_COLOR=1") as terminal:
        terminal.shows(READY)
        terminal.types("kenyans")
        terminal.shows("4 passages")
        styled = terminal.tmux.styled_screen()
        assert all(is_grey(int(colour)) for colour in re.findall(r"[34]8;5;(\d+)", styled))
        assert not re.search(r"[34]8;2;|\x1b\[(?:\d+;)*[39][1-6]m", styled)
        assert re.search(r"\x1b\[1;4m(?:\x1b\[[0-9;]*m)*kenyans", styled)
        assert "│" in terminal.tmux.screen()


def test_slash_and_letters_go_where_the_user_is(tmp_path: Path) -> None:
    with Terminal(tmp_path) as terminal:
        terminal.shows(READY)
        terminal.types("travail/q?")
        terminal.shows("travail/q?")
        terminal.keys("F3")
        terminal.shows("[F3 Read]")
        terminal.keys("/")
        terminal.shows("[F2 Search]", "travail/q?")


def test_ctrl_q_leaves_a_clean_terminal(tmp_path: Path) -> None:
    with Terminal(tmp_path) as terminal:
        terminal.shows(READY)
        terminal.keys("C-q")
        assert terminal.ended() == 0
        assert not terminal.is_in_alternate_screen()


@pytest.mark.parametrize(("sent", "code"), [(signal.SIGTERM, 143), (signal.SIGHUP, 129)])
def test_signals_leave_a_clean_terminal(tmp_path: Path, sent: signal.Signals, code: int) -> None:
    with Terminal(tmp_path) as terminal:
        terminal.shows(READY)
        terminal.types("travail")
        terminal.shows("passages")
        os.kill(terminal.process(), sent)
        assert terminal.ended() == code
        assert not terminal.is_in_alternate_screen()


def test_it_ends_with_its_terminal(tmp_path: Path) -> None:
    with Terminal(tmp_path) as terminal:
        terminal.shows(READY)
        terminal.types("travail")
        terminal.shows("passages")
        process = terminal.process()
        terminal.tmux("kill-server")
        wait_for(lambda: not is_alive(process), lambda: "it lives on")


def is_alive(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    return True


def test_resizing_keeps_the_place(tmp_path: Path) -> None:
    with Terminal(tmp_path, 160, 45) as terminal:
        terminal.shows(READY)
        terminal.types("turc mecanique joueur")
        terminal.shows("2023")
        terminal.keys("Enter")
        terminal.shows("[F3 Read]", "joueur d’échecs")
        terminal.tmux("resize-window", "-t", "app", "-x", "60", "-y", "20")
        terminal.shows("joueur d’échecs")


def test_a_pasted_text_of_several_lines_is_one_query(tmp_path: Path) -> None:
    with Terminal(tmp_path) as terminal:
        terminal.shows(READY)
        terminal.tmux("set-buffer", "petites\nmains\nde l’IA")
        terminal.tmux("paste-buffer", "-p", "-t", "app")
        terminal.shows("petites mains de l’IA", "2023")


def test_a_second_clicktui_starts_beside_the_first(tmp_path: Path) -> None:
    one = Terminal(tmp_path, indexes=True)
    with one as first, Terminal(tmp_path_of(tmp_path), indexes=True) as second:
        first.shows(READY)
        second.shows(READY)
        for terminal in (first, second):
            terminal.types("kenyans")
            terminal.shows("4 passages")


def is_grey(colour: int) -> bool:
    """Say whether a colour of xterm's 256 is black, grey or white (xterm's 256colres.h)."""
    return colour in (0, 7, 8, 15, 16, 59, 102, 145, 188, 231) or colour >= 232


def tmp_path_of(folder: Path) -> Path:
    """Return a folder of another name that is the same place for the app."""
    same = folder / "same"
    same.mkdir()
    for name in ("cache", "state"):
        (folder / name).mkdir(mode=0o700, exist_ok=True)
        (same / name).symlink_to(folder / name)
    return same
