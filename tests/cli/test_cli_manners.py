import errno
import io
import json
import os
import signal
import subprocess
import sys
import time
from contextlib import redirect_stdout
from pathlib import Path

import pytest
from command_line import CommandLine
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from clicktui import lastcopy
from clicktui.cli.commands import command_called
from clicktui.cli.documents import dump
from clicktui.cli.parser import make_parser
from clicktui.cli.terminal import marked, one_line
from clicktui.corpus.model import Span
from clicktui.shipped import shipped

needs_posix = pytest.mark.skipif(os.name != "posix", reason="POSIX signals and pipes")


def test_version_and_help(clicktui: CommandLine) -> None:
    assert clicktui("--version").out.startswith("clicktui 0")
    ended = clicktui("--help")
    assert ended.code == 0
    for command in ("works", "show", "search", "cite", "index", "last-copy"):
        assert f"\n    {command} " in ended.out


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["nonsense"], "invalid choice"),
        (["search"], "QUERY"),
        (["search", "  "], "give the words"),
        (["search", "x", "--limit", "0"], "from 1 on"),
        (["search", "x", "--limit", "²"], "from 1 on"),
        (["show"], "WORK"),
        (["show", "casilli-heidi", "--paragraph", "-1"], "--paragraph"),
        (["cite", "x", "--format", "apa"], "apa"),
        (["cite", "x", "--lang", "de"], "de"),
        (["--lang", "de", "works"], "de"),
        (["works", "--jso"], "--jso"),
        (["works", "one\x1b[31mtwo\nthree\u202e"], "one [31mtwo three"),
        ([], "needs a terminal"),
    ],
)
def test_wrong_usage_is_one_line_and_2(
    clicktui: CommandLine, arguments: list[str], said: str
) -> None:
    ended = clicktui(*arguments)

    assert (ended.code, ended.out) == (2, "")
    assert ended.err.startswith("clicktui: ")
    assert ended.err.count("\n") == 1
    assert said in ended.err
    assert ended.err.rstrip("\n").isprintable()


def test_errors_are_told_in_french(clicktui: CommandLine) -> None:
    assert clicktui("--lang", "fr", "show").err.startswith("clicktui: il manque ces arguments")
    assert "usage\u00a0: clicktui" in clicktui("--lang", "fr", "--help").out
    french = clicktui("works", environ={"LC_ALL": "fr_FR.UTF-8", "PYTHONUTF8": "1"})
    assert "auteur inconnu" in french.out


def test_settings_choose_the_language_and_the_command_line_overrules(
    clicktui: CommandLine,
) -> None:
    clicktui.settings.write_text("language: fr\n")

    assert "auteur inconnu" in clicktui("works").out
    assert "author unknown" in clicktui("--lang", "en", "works").out


def test_mistaken_settings_are_told_and_stop_nothing(clicktui: CommandLine) -> None:
    clicktui.settings.write_text("langage: fr\n")

    ended = clicktui("works")

    assert ended.code == 0
    assert "author unknown" in ended.out
    assert ended.err == (
        f"clicktui: {clicktui.settings}: langage: no such setting; there are name, language,"
        " theme, style, cite-in, codebook, corpus, candidates and keys\n"
    )


def test_last_copy_is_exact(clicktui: CommandLine) -> None:
    ended = clicktui("last-copy")
    assert (ended.code, ended.out) == (1, "")
    assert ended.err == "clicktui: nothing has been copied yet\n"

    (clicktui.folder / "state" / "last-copy.txt").write_bytes("« é\u00a0»\r\n🧠 no end".encode())
    assert clicktui("last-copy").out == "« é\u00a0»\r\n🧠 no end"


@needs_posix
@pytest.mark.parametrize("arguments", [["works"], ["--help"], ["show", "casilli-heidi"]])
def test_a_closed_pipe_ends_quietly(clicktui: CommandLine, arguments: list[str]) -> None:
    read_end, write_end = os.pipe()
    os.close(read_end)
    try:
        ended = clicktui(*arguments, stdout=write_end)
    finally:
        os.close(write_end)

    assert (ended.code, ended.err) == (141, "")


@needs_posix
def test_no_output_at_all_is_no_error(clicktui: CommandLine) -> None:
    shell = f'exec "{sys.executable}" -m clicktui works >&- 2>&-'
    process = subprocess.run(["sh", "-c", shell], env=clicktui.environ, check=False)

    assert process.returncode == 0


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full")
def test_a_full_disk_is_an_error_of_one_line(clicktui: CommandLine) -> None:
    with Path("/dev/full").open("w") as full:
        ended = clicktui("works", stdout=full)

    assert ended.code == 2
    assert ended.err == f"clicktui: {os.strerror(errno.ENOSPC)}\n"


@needs_posix
def test_ctrl_c_ends_quietly(clicktui: CommandLine) -> None:
    os.mkfifo(clicktui.settings)  # reading it waits for a writer, and then for a word
    with clicktui.process("works") as process:
        writer = None
        while writer is None:
            try:
                writer = os.open(clicktui.settings, os.O_WRONLY | os.O_NONBLOCK)
            except OSError:
                assert process.poll() is None
                time.sleep(0.01)
        process.send_signal(signal.SIGINT)
        out, err = process.communicate(timeout=60)
        os.close(writer)

    assert (process.returncode, out, err) == (130, b"", b"")


def test_an_ascii_terminal_loses_no_character(clicktui: CommandLine) -> None:
    ascii_only = {"PYTHONIOENCODING": "ascii"}
    ended = clicktui("show", "casilli-heidi", environ=ascii_only)

    assert (ended.code, ended.err) == (0, "")
    assert "d\\xe9j\\xe0 pr\\xe9caris\\xe9" in ended.out
    as_json = clicktui("show", "casilli-heidi", "--json", environ=ascii_only)
    assert json.loads(as_json.out) == json.loads(clicktui("show", "casilli-heidi", "--json").out)


@pytest.mark.parametrize(
    ("arguments", "unwanted"),
    [
        (["--version"], ["textual", "rich", "whoosh", "numpy", "yaml", "citeproc", "rapidfuzz"]),
        (["works"], ["textual", "rich", "whoosh", "numpy", "citeproc", "rapidfuzz"]),
        (["last-copy"], ["textual", "rich", "whoosh", "numpy", "yaml", "citeproc", "rapidfuzz"]),
        (["cite", "casilli-heidi:nope"], ["textual", "rich", "whoosh", "numpy", "rapidfuzz"]),
    ],
)
def test_what_a_command_does_not_need_is_not_imported(
    clicktui: CommandLine, arguments: list[str], unwanted: list[str]
) -> None:
    imported = clicktui(*arguments, environ={"PYTHONPROFILEIMPORTTIME": "1"}).err

    names = {line.rpartition("|")[2].strip().partition(".")[0] for line in imported.splitlines()}
    assert "clicktui" in names
    assert names.isdisjoint(unwanted)


def test_one_line_takes_commands_out_of_a_text() -> None:
    assert one_line("a\x1b]52;c;x\x07b\nc\u202e\u2028d é\u00a0!") == "a ]52;c;x b c  d é\u00a0!"


@given(st.text())
def test_one_line_can_always_be_printed(text: str) -> None:
    line = one_line(text)

    assert all(character.isprintable() or character in "\u00a0\u202f" for character in line)
    assert one_line(line) == line


UNSHOWN = "\x00\x1b\x7f\x85\x9b\u061c\u200e\u2028\u2029\u202e\u2066\ufeff"


def test_json_holds_no_character_that_could_steer_a_terminal() -> None:
    plain = "é\u00a0« \u202f» 🧠"
    with io.TextIOWrapper(io.BytesIO(), encoding="utf-8") as stdout, redirect_stdout(stdout):
        written = dump({"query": plain + UNSHOWN})

    assert json.loads(written)["query"] == plain + UNSHOWN
    assert f'"{plain}\\u0000\\u001b\\u007f\\u0085\\u009b' in written
    assert not set(written) & set(UNSHOWN)


@given(st.text())
def test_any_text_comes_back_from_json(text: str) -> None:
    assert json.loads(dump({"query": text}))["query"] == text


@given(st.text(alphabet="é \r\n\u2028\u00a0🧠\ufeffa"))
@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_what_is_remembered_is_recalled_exactly(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, text: str
) -> None:
    monkeypatch.setenv("CLICKTUI_STATE", str(tmp_path))

    lastcopy.remember(text)

    assert lastcopy.recall() == text


def test_matches_are_marked_where_they_stand() -> None:
    text = (shipped("seeds") / "004_725277b9050ef925.txt").read_text(encoding="utf-8")
    start, found = text.index("Sociologue"), text.index("spécialiste")

    shown = marked(text[start : start + 29], [Span(found, found + 11)], start)

    assert shown == "Sociologue et \x1b[1;4mspécialiste\x1b[22;24m de "


def test_a_damaged_last_copy_gives_what_can_be_read(clicktui: CommandLine) -> None:
    state = clicktui.folder / "state"
    state.mkdir(mode=0o700)
    (state / "last-copy.txt").write_bytes(b"lu \xff\xfe ici")
    ended = clicktui("last-copy")
    assert (ended.code, ended.err) == (0, "")
    assert ended.out.startswith("lu ")
    assert ended.out.endswith(" ici")


def test_every_command_can_be_carried_out() -> None:
    (actions,) = (one for one in make_parser()._actions if isinstance(one.choices, dict))
    assert [name for name in actions.choices if not callable(command_called(name))] == []
