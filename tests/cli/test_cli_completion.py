"""The scripts, run by the shells themselves where these are installed."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from command_line import CommandLine

from clicktui.cli.completion import _named, script
from clicktui.cli.completion_parser import SHELLS

ASKING = """
asked() { COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); _shtab_clicktui; echo "${COMPREPLY[@]}"; }
"""


def run(shell: str, text: str, folder: Path) -> list[str]:
    """Run ``text`` in ``shell``, where ``clicktui`` is this one; return its lines."""
    if shutil.which(shell) is None:
        pytest.skip(f"{shell} is not installed")
    tool = folder / "bin" / "clicktui"
    tool.parent.mkdir(exist_ok=True)
    tool.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m clicktui "$@"\n')
    tool.chmod(0o700)
    environ = os.environ | {
        "PATH": f"{tool.parent}{os.pathsep}{os.environ['PATH']}",
        "LC_ALL": "C.UTF-8",
        "XDG_CONFIG_HOME": str(folder),
        "XDG_DATA_HOME": str(folder),
    }
    bare = {"bash": ["--norc"], "zsh": ["-f"], "fish": ["--no-config"]}[shell]
    done = subprocess.run(
        [shell, *bare, "-c", text],
        capture_output=True,
        check=False,
        env=environ,
        cwd=folder,
        text=True,
    )
    assert (done.returncode, done.stderr) == (0, "")
    return done.stdout.splitlines()


def written(shell: str, folder: Path) -> Path:
    path = folder / f"completion.{shell}"
    path.write_text(script(shell))
    return path


def test_bash_completes_commands_options_choices_and_files(tmp_path: Path) -> None:
    (tmp_path / "one file.yaml").touch()
    asked = {
        "clicktui bo": ["board"],
        "clicktui board lists ''": ["new rename move remove"],
        "clicktui cite x --form": ["--format"],
        "clicktui cite x --format b": ["biblatex"],
        "clicktui --lang f": ["fr"],
        "clicktui import one": ["one file.yaml"],
        "clicktui show x --nothing": [""],
    }
    lines = run(
        "bash",
        f"source {written('bash', tmp_path)}\n{ASKING}\ncomplete -p clicktui\n"
        + "\n".join(f"asked {line}" for line in asked),
        tmp_path,
    )
    assert lines == [
        "complete -o bashdefault -F _shtab_clicktui clicktui",
        *(line for lines in asked.values() for line in lines),
    ]


def test_bash_asks_clicktui_for_the_works(tmp_path: Path) -> None:
    lines = run(
        "bash",
        f"source {written('bash', tmp_path)}\n{ASKING}\nasked clicktui show casilli-h",
        tmp_path,
    )
    assert lines == ["casilli-heidi"]


def test_zsh_takes_the_script_and_describes_the_works(tmp_path: Path) -> None:
    path = written("zsh", tmp_path)
    lines = run(
        "zsh",
        "autoload -U compinit; compinit -u -D\n"
        f'eval "$(< {path})"; print $_comps[clicktui]\n'
        "print -l $_shtab_clicktui_board_open_options | grep -c _clicktui_values\n"
        '_describe() { print -l -- "$1" ${(P)2} }\n'
        "_clicktui_values -J -default- works",  # as _arguments calls it
        tmp_path,
    )
    assert lines[:3] == ["_shtab_clicktui", "1", "works"]
    assert "casilli-nonsolorider-2021:Non solo rider" in lines[3:]


def test_zsh_describes_commands_of_one_name_apart() -> None:
    text = script("zsh")
    _before, _name, commands = text.partition("_shtab_clicktui_board_commands()")
    own, _end, _rest = commands.partition("_describe")
    assert "move:'Move quotes.'" in own


def test_fish_completes_commands_choices_and_works(tmp_path: Path) -> None:
    lines = run(
        "fish",
        f"source {written('fish', tmp_path)}\n"
        'for line in "clicktui board ren" "clicktui cite x --format b" "clicktui show casilli-h"\n'
        "complete -C $line\nend",
        tmp_path,
    )
    values = [line.split("\t")[0] for line in lines]
    assert values == ["rename", "biblatex", "casilli-heidi"]


@pytest.mark.parametrize("shell", SHELLS)
def test_what_is_hidden_is_not_offered(shell: str) -> None:
    assert "--values" not in script(shell).replace("completion --values", "")


def test_no_name_reaches_a_shell_that_it_could_take_for_a_command() -> None:
    names = ["Été_2023.b", "My board", "$(touch x)", "`id`", "a;b", "", "*", "-\n"]
    named = _named((f"id{number}", name) for number, name in enumerate(names))
    assert [value for value, _name in named] == [
        "Été_2023.b", "id1", "id2", "id3", "id4", "id5", "id6", "id7",
    ]  # fmt: skip


def test_a_shell_is_needed_and_nothing_is_told_of_settings(clicktui: CommandLine) -> None:
    clicktui.settings.write_text("theme: blue\n")
    assert clicktui("completion", "tcsh").code == 2
    ended = clicktui("completion", "--values", "styles")
    assert (ended.code, ended.err) == (0, "")
    assert "apa\t" in ended.out
    assert not (clicktui.folder / "data").exists()
