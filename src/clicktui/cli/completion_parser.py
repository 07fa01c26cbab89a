"""The arguments of ``clicktui completion`` and ``clicktui man``."""

import argparse
from typing import TYPE_CHECKING

from clicktui.cli.arguments import Parser, add_command
from clicktui.i18n import translate as _

SHELLS = ("bash", "zsh", "fish")
VALUES = ("works", "boards", "lists", "styles")
"""What the scripts ask for while the user types."""

if TYPE_CHECKING:
    _Actions = argparse._SubParsersAction[Parser]


def add_completion(commands: "_Actions") -> None:
    """Add the commands ``completion`` and ``man``."""
    completion = add_command(
        commands,
        "completion",
        _("print a script that lets a shell complete clicktui’s commands"),
        epilog="bash:  eval \"$(clicktui completion bash)\"\n"
        "zsh:   eval \"$(clicktui completion zsh)\"\n"
        "fish:  clicktui completion fish | source\n\n"
        + _("These lines belong in ~/.bashrc, ~/.zshrc (after compinit) or "
            "~/.config/fish/config.fish."),
    )  # fmt: skip
    completion.formatter_class = argparse.RawDescriptionHelpFormatter
    what = completion.add_mutually_exclusive_group(required=True)
    what.add_argument("shell", nargs="?", choices=SHELLS, help=_("the shell"))
    what.add_argument("--values", choices=VALUES, help=argparse.SUPPRESS)
    add_command(
        commands,
        "man",
        _("print the manual page: clicktui man | man -l -"),
    )
