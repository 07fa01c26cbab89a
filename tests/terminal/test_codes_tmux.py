"""The codes in a real terminal: what was decided survives a kill, and keys act in their order."""

import os
import shutil
import signal
from contextlib import closing
from pathlib import Path

import pytest
from real_terminal import Terminal

from clicktui.board.store.store import open_store
from clicktui.coding.ledger import Ledger
from clicktui.coding.model import Verdict
from clicktui.corpus.corpus import shipped_corpus

pytestmark = [
    pytest.mark.terminal,
    pytest.mark.skipif(shutil.which("tmux") is None, reason="tmux is not installed"),
]

READY = "Type what you remember"
CODEBOOK = """\
clicktui: codebook
codebook: mots
names: Words
codes:
  - code: image
    names: Pictures
    cues: {fr: [image|images]}
  - code: robot
    names: Robots
    cues: {fr: [robot|robots]}
"""


def test_what_was_decided_survives_kill_9_and_keys_act_in_their_order(tmp_path: Path) -> None:
    book = tmp_path / "mots.yaml"
    book.write_text(CODEBOOK, "utf-8")
    (tmp_path / "settings").write_text(f'name: Ada\ncodebook: "{book}"\n', "utf-8")
    with Terminal(tmp_path, 80, 24) as terminal:
        terminal.shows(READY)
        terminal.keys("F7")
        terminal.shows("[● Pictures 2+0]", "program: clear")
        terminal.tmux("send-keys", "-t", "app", "c", "j", "r", "Right", "j", "b", "u", "r")
        terminal.shows("Code refused: “■ Robots", "[■ Robots 11+0]")
        os.kill(terminal.process(), signal.SIGKILL)
    with closing(open_store(tmp_path / "data")) as store:
        decisions = Ledger(store, shipped_corpus(), "test").decisions("mots")
        assert [(one.code, one.verdict, one.coder) for one in decisions] == [
            ("image", Verdict.YES, "Ada"),
            ("image", Verdict.NO, "Ada"),
            ("robot", Verdict.NO, "Ada"),
        ]
    with Terminal(tmp_path, 160, 45) as terminal:
        terminal.shows(READY)
        terminal.keys("F7")
        terminal.shows("[● Pictures 1+0]", "■ Robots 11+0", "Differing 2", "● confirmed +")
        terminal.keys("u")
        terminal.shows("Undone: Code refused", "■ Robots 12+0")
