"""Routes tried with stand-in tools: what is claimed, and what the user had copied."""

import os
import stat
from pathlib import Path

import pytest
from test_doctor_asking import Player, played

from clicktui.doctor.clipboards import findings
from clicktui.doctor.model import Finding, State


def found(environ: dict[str, str], player: Player | None = None, **how: bool) -> dict[str, Finding]:
    if player is None:
        return {one.name: one for one in findings(environ, None, **how)}
    with played(player) as terminal:
        return {one.name: one for one in findings(environ, terminal, **how)}


def test_what_was_read_back_is_claimed_and_put_back() -> None:
    player = Player()
    player.clipboard = "« Été »".encode()
    terminal = found({}, player)["terminal"]
    assert (terminal.state, terminal.facts["read_back"]) == (State.OK, True)
    assert player.clipboard == "« Été »".encode()
    nonce, former = player.written
    assert nonce.startswith(b"clicktui-")
    assert former == player.clipboard


def test_a_terminal_that_takes_nothing_is_told() -> None:
    player = Player()
    player.clipboard, player.is_written = b"mine", False
    terminal = found({}, player)["terminal"]
    assert (terminal.state, terminal.facts["read_back"]) == (State.WARNING, False)


def test_nothing_is_sent_where_it_cannot_be_put_back() -> None:
    player = Player()
    terminal = found({}, player)["terminal"]
    assert terminal.state is State.UNKNOWN
    assert "--clipboard" in terminal.advice
    assert not player.written


def test_asked_to_it_is_sent_and_not_claimed() -> None:
    player = Player()
    terminal = found({}, player, is_forced=True)["terminal"]
    (sent,) = player.written
    assert terminal.state is State.UNKNOWN
    assert terminal.told == f"sent “{sent.decode()}”, cannot be read back here"


@pytest.fixture
def tools(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "tools"
    folder.mkdir()
    for name in ("TMUX", "SSH_TTY", "SSH_CONNECTION", "SSH_CLIENT", "WAYLAND_DISPLAY"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr("sys.platform", "linux")
    monkeypatch.setenv("PATH", f"{folder}{os.pathsep}{os.environ['PATH']}")
    return folder


def tool(folder: Path, name: str, script: str) -> None:
    path = folder / name
    path.write_text(f"#!/bin/sh\n{script}\n")
    path.chmod(path.stat().st_mode | stat.S_IXUSR)


def test_tmux_keeps_the_buffers_that_it_had(tools: Path) -> None:
    asked, kept = tools / "asked", tools / "kept"
    tool(tools, "tmux",
         f'echo "$@" >> {asked}\n'
         f"case $1 in load-buffer) cat > {kept};; show-buffer) cat {kept};;"
         " show-options) echo off;; esac")  # fmt: skip
    tmux = found(dict(os.environ) | {"TMUX": "/tmp/x,1,0"})["tmux"]
    assert (tmux.state, tmux.facts["read_back"]) == (State.WARNING, True)
    assert asked.read_text().splitlines() == [
        "load-buffer -b clicktui-doctor -",
        "show-buffer -b clicktui-doctor",
        "delete-buffer -b clicktui-doctor",
        "show-options -sv set-clipboard",
    ]


def test_tmux_that_gives_back_something_else_is_broken(tools: Path) -> None:
    tool(tools, "tmux", "cat > /dev/null; echo other")
    assert found(dict(os.environ) | {"TMUX": "/tmp/x,1,0"})["tmux"].state is State.BROKEN


XCLIP = 'case "$*" in *-o*) cat {kept};; *) cat > {kept};; esac'


def test_the_native_clipboard_has_again_what_was_on_it(tools: Path) -> None:
    kept = tools / "kept"
    kept.write_text("l’IA,\n\n🧠 [sic]")
    tool(tools, "xclip", XCLIP.format(kept=kept))
    native = found(dict(os.environ) | {"DISPLAY": ":0"})["native"]
    assert (native.state, native.facts["read_back"]) == (State.OK, True)
    assert kept.read_text() == "l’IA,\n\n🧠 [sic]"


def test_a_clipboard_without_text_is_left_alone(tools: Path) -> None:
    kept = tools / "kept"
    kept.touch()
    tool(tools, "xclip", XCLIP.format(kept=kept))
    native = found(dict(os.environ) | {"DISPLAY": ":0"})["native"]
    assert (native.state, kept.read_text()) == (State.UNKNOWN, "")


def test_over_ssh_the_clipboard_of_the_machine_is_not_the_users(tools: Path) -> None:
    tool(tools, "xclip", "touch " + str(tools / "called"))
    native = found({"SSH_TTY": "/dev/pts/1", "DISPLAY": ":0"})["native"]
    assert native.state is State.OK
    assert not (tools / "called").exists()
