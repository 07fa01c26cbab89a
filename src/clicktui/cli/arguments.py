"""What the commands' parsers are made of."""

import argparse
from typing import NoReturn

from clicktui.errors import ClicktuiError
from clicktui.i18n import translate as _

CITATION_LANGUAGES = ("fr", "it", "en")


class UsageError(ClicktuiError):
    """The command line cannot be understood."""


class Parser(argparse.ArgumentParser):
    """Tells a mistake by raising ``UsageError``, for it to come out as one line."""

    def error(self, message: str) -> NoReturn:
        """Raise ``UsageError``."""
        raise UsageError(
            _("{message} (see {program} --help)").format(message=message, program=self.prog)
        )


def add_command(
    commands: "argparse._SubParsersAction[Parser]", name: str, text: str, epilog: str | None = None
) -> Parser:
    """Return the parser of a new command, its help and description being ``text``."""
    return commands.add_parser(
        name,
        help=text,
        description=text[:1].upper() + text[1:] + ".",
        epilog=epilog,
        allow_abbrev=False,
    )


def add_json(parser: Parser) -> None:
    """Let a command print JSON."""
    parser.add_argument("--json", action="store_true", help=_("print JSON, for programs"))


def positive(text: str) -> int:
    """Return ``text`` as a number from 1 on; argparse tells the error.

    Raises:
        ArgumentTypeError: it is none.
    """
    number = int(text) if text.isascii() and text.isdigit() else 0
    if number < 1:
        raise argparse.ArgumentTypeError(_("expected a number from 1 on, not {text!r}").format(
            text=text
        ))  # fmt: skip
    return number
