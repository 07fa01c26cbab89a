import asyncio
import os
import stat
from pathlib import Path

import pytest
from textual.app import App

from clicktui import lastcopy
from clicktui.tui.clipboard import Copied, Route, copy, routes, toast

TERMINAL, TMUX, NATIVE, BROWSER = Route.TERMINAL, Route.TMUX, Route.NATIVE, Route.BROWSER
WORDS = "« Été »\u00a0: l’IA,\n\n🧠 [sic]"
X11 = {"DISPLAY": ":0"}
WAYLAND = {"WAYLAND_DISPLAY": "wayland-0"}


@pytest.mark.parametrize(
    ("environ", "platform", "tools", "expected"),
    [
        ({}, "linux", ["xclip", "wl-copy", "wl-paste"], (TERMINAL,)),
        (X11, "linux", [], (TERMINAL,)),
        (X11, "linux", ["xclip"], (TERMINAL, NATIVE)),
        (X11, "linux", ["xsel"], (TERMINAL, NATIVE)),
        (X11 | {"SSH_CONNECTION": "::1 1 ::1 22"}, "linux", ["xclip"], (TERMINAL,)),
        (X11 | {"SSH_TTY": "/dev/pts/1"}, "linux", ["xclip"], (TERMINAL,)),
        (WAYLAND, "linux", ["wl-copy"], (TERMINAL,)),
        (WAYLAND, "linux", ["wl-copy", "wl-paste"], (TERMINAL, NATIVE)),
        ({"WSL_DISTRO_NAME": "Debian"}, "linux", ["clip.exe"], (TERMINAL, NATIVE)),
        ({}, "darwin", [], (TERMINAL, NATIVE)),
        ({"SSH_CONNECTION": "::1 1 ::1 22"}, "darwin", [], (TERMINAL,)),
        ({}, "win32", [], (TERMINAL, NATIVE)),
        ({"TMUX": "/tmp/tmux-0/default,1,0"}, "linux", [], (TERMINAL, TMUX)),
        ({"TMUX": "/tmp/x,1,0"}, "darwin", [], (TERMINAL, TMUX, NATIVE)),
        ({"TMUX": "/tmp/x,1,0", "SSH_TTY": "x"}, "darwin", [], (TERMINAL, TMUX)),
        ({"TMUX": ""}, "linux", [], (TERMINAL,)),
        (X11 | {"CLICKTUI_SERVED": "1", "TMUX": "/tmp/x,1,0"}, "linux", ["xclip"], (BROWSER,)),
    ],
)
def test_routes(
    environ: dict[str, str], platform: str, tools: list[str], expected: tuple[Route, ...]
) -> None:
    assert routes(environ, platform, lambda name: name if name in tools else None) == expected


def test_of_a_browser_only_what_it_says_itself_is_said() -> None:
    taken = Copied(tried=(BROWSER,), confirmed=(BROWSER,), kept=True)
    refused = Copied(tried=(BROWSER,), confirmed=(), kept=False)

    assert toast(taken) == "On the browser’s clipboard."
    assert toast(refused) == (
        "Not copied yet: press any key for the browser to take it, or copy again. "
        "It could not be kept for “clicktui last-copy”."
    )


@pytest.fixture
def bench(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An environment without any route but the terminal, and a folder for stand-in tools."""
    for name in ("TMUX", "SSH_CONNECTION", "SSH_TTY", "SSH_CLIENT", "WAYLAND_DISPLAY", "DISPLAY"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.delenv("WSL_DISTRO_NAME", raising=False)
    monkeypatch.setattr("sys.platform", "linux")
    monkeypatch.setenv("CLICKTUI_STATE", str(tmp_path / "state"))
    tools = tmp_path / "tools"
    tools.mkdir()
    monkeypatch.setenv("PATH", f"{tools}{os.pathsep}{os.environ['PATH']}")
    return tools


def tool(folder: Path, name: str, script: str) -> None:
    path = folder / name
    path.write_text(f'#!/bin/sh\nhere="{folder}"\n{script}\n')
    path.chmod(0o755)


async def copied(text: str, limit_s: float = 20.0) -> Copied:
    async with App[None]().run_test() as pilot:
        return await copy(pilot.app, text, limit_s)


async def test_the_terminal_is_never_said_to_have_taken_it(bench: Path) -> None:
    result = await copied(WORDS)

    assert result == Copied(tried=(TERMINAL,), confirmed=(), kept=True)
    assert toast(result) == "Sent to the terminal (OSC 52)."
    assert lastcopy.recall() == WORDS


async def test_a_clipboard_that_holds_the_words_is_named(
    bench: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DISPLAY", ":0")
    # like the real one, it leaves behind a process that holds what it was given as output
    tool(bench, "xclip", '[ "$3" = -o ] && exec cat "$here/x"; cat > "$here/x"; sleep 3 &')

    result = await copied(WORDS)

    assert result.confirmed == (NATIVE,)
    assert (bench / "x").read_bytes().decode() == WORDS
    assert toast(result) == "Sent to the terminal (OSC 52) and the system clipboard."


@pytest.mark.parametrize(
    "script",
    ['cat > /dev/null; echo "no display" >&2; exit 1', "echo other words; cat > /dev/null"],
    ids=["fails", "loses the words"],
)
async def test_a_clipboard_that_lost_the_words_is_not_named(
    bench: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str], script: str
) -> None:
    monkeypatch.setenv("DISPLAY", ":0")
    tool(bench, "xclip", script)

    result = await copied(WORDS)

    assert result == Copied(tried=(TERMINAL, NATIVE), confirmed=(), kept=True)
    assert capfd.readouterr() == ("", "")


def runs(process: int) -> bool:
    try:
        return Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except (FileNotFoundError, ProcessLookupError):
        return False


@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="needs /proc")
async def test_a_tool_that_hangs_is_killed_and_not_named(
    bench: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DISPLAY", ":0")
    tool(bench, "xclip", 'echo $$ > "$here/pid"; exec sleep 60')

    result = await copied(WORDS, limit_s=1.0)

    assert result.confirmed == ()
    hung = int((bench / "pid").read_text())
    for _attempt in range(100):  # a killed process may still be listed for a moment
        if not runs(hung):
            break
        await asyncio.sleep(0.05)
    assert not runs(hung)


async def test_an_old_tmux_gets_the_words_without_w(
    bench: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TMUX", "/nowhere,1,0")
    tool(bench, "tmux", '[ "$2" = -w ] && exit 1; cat > "$here/buffer"')

    result = await copied(WORDS)

    assert result.confirmed == (TMUX,)
    assert (bench / "buffer").read_bytes().decode() == WORDS


async def test_a_tmux_that_refuses_is_not_named(
    bench: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TMUX", "/nowhere,1,0")
    tool(bench, "tmux", "exit 1")

    result = await copied(WORDS * 50_000)  # more than a pipe holds

    assert result == Copied(tried=(TERMINAL, TMUX), confirmed=(), kept=True)


async def test_of_two_copies_the_later_one_comes_last_on_every_route(
    bench: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TMUX", "/nowhere,1,0")
    tool(bench, "tmux", 'echo begin >> "$here/log"; sleep 0.4; cat >> "$here/log"')

    async with App[None]().run_test() as pilot:
        await asyncio.gather(copy(pilot.app, "one\n", 20.0), copy(pilot.app, "two\n", 20.0))

    assert (bench / "log").read_text().split() == ["begin", "one", "begin", "two"]
    assert lastcopy.recall() == "two\n"


async def test_a_full_disk_is_told(bench: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    blocked = bench / "a file"
    blocked.write_text("")
    monkeypatch.setenv("CLICKTUI_STATE", str(blocked / "state"))

    result = await copied(WORDS)

    assert not result.kept
    assert toast(result).endswith("It could not be kept for “clicktui last-copy”.")


def test_last_copy_is_private_exact_and_replaced(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CLICKTUI_STATE", str(tmp_path / "state"))
    assert lastcopy.recall() is None

    lastcopy.remember("a much longer text than the next")
    lastcopy.remember("é\r\n\u2028\u00a0\n")

    assert lastcopy.recall() == "é\r\n\u2028\u00a0\n"
    (file,) = (tmp_path / "state").iterdir()
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert stat.S_IMODE((tmp_path / "state").stat().st_mode) == 0o700
