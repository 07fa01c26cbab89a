"""The commands by name; what carries one out is imported when it is asked for."""

from argparse import Namespace
from collections.abc import Callable
from importlib import import_module

Command = Callable[[Namespace], int]
"""Does what the arguments ask for, and returns the exit code."""

_PLACES = {
    "works": ("corpus_commands", "works"),
    "show": ("corpus_commands", "show"),
    "search": ("corpus_commands", "search"),
    "cite": ("citing", "cite"),
    "styles": ("citing", "styles"),
    "index": ("corpus_commands", "index"),
    "last-copy": ("corpus_commands", "last_copy"),
    "board": ("board_commands", "act"),
    "metadata": ("metadata_commands", "act"),
    "classify": ("coding_commands", "classify"),
    "evaluate": ("coding_commands", "evaluate"),
    "export": ("exporting", "export"),
    "import": ("importing", "import_file"),
    "codes": ("coding_counts", "codes"),
    "code": ("coding_decisions", "code"),
    "codings": ("coding_decisions", "codings"),
    "agreement": ("coding_agreement", "agreement"),
    "like": ("meaning_commands", "like"),
    "codebook": ("codebook_files", "codebook"),
    "corpus": ("corpora_commands", "act"),
    "serve": ("serving", "serve"),
    "doctor": ("doctor", "doctor"),
    "completion": ("completion", "completion"),
    "man": ("man_page", "man"),
}
"""Module of this package and function of each command."""


def command_called(name: str) -> Command:
    """Return what carries out the command ``name``, one of those that ``make_parser`` knows."""
    module, function = _PLACES[name]
    command: Command = getattr(import_module(f"clicktui.cli.{module}"), function)
    return command
