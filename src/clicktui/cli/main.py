"""From the arguments to an exit code: 0 found, 1 nothing found, 2 wrong usage or error."""

import gettext
import os
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from clicktui import settings
from clicktui.cli.arguments import UsageError
from clicktui.cli.commands import command_called
from clicktui.cli.exitcodes import ERROR, INTERRUPTED, NOTHING_FOUND, PIPE_CLOSED
from clicktui.cli.man_page import KeyTables
from clicktui.cli.parser import make_parser, wanted_language, with_excluding_words
from clicktui.cli.terminal import prepare, say_error
from clicktui.clipboards import SERVED
from clicktui.corpora.choosing import VARIABLE, chosen
from clicktui.corpora.wished import ORIGINALS, wish_watching
from clicktui.errors import ClicktuiError, CodebookError, NotFoundError
from clicktui.i18n import choose_language
from clicktui.i18n import translate as _
from clicktui.shipped import shipped

_TELLING_NOTHING = ("doctor", "completion", "man")
"""Commands before which mistakes of the user's files are not told: they tell them, or use none."""


def main(
    arguments: Sequence[str],
    start_app: Callable[[str | None], int],
    key_tables: Callable[[], KeyTables] = tuple,
) -> int:
    """Run the command that ``arguments`` (without the program's name) ask for; none: the app.

    ``start_app`` is given the language asked for, or None, and returns the exit code;
    ``key_tables`` gives the app's keys, for the manual page.

    Errors come out as one line on standard error. A reader that went away and Ctrl-C end it
    without a word. Under ``python -X dev`` an unforeseen error shows its traceback.
    """
    prepare(sys.stdout)
    prepare(sys.stderr)
    arguments = [os.fsencode(argument).decode("utf-8", "replace") for argument in arguments]
    try:
        try:
            code = _run(arguments, start_app, key_tables)
        except SystemExit as end:  # argparse's, after --help and --version
            code = int(end.code or 0)
        if sys.stdout is not None:
            sys.stdout.flush()
    except BrokenPipeError:
        _let_go_of_output()
        return PIPE_CLOSED
    except KeyboardInterrupt:
        return INTERRUPTED
    except NotFoundError as error:
        say_error(str(error))
        return NOTHING_FOUND
    except CodebookError as error:  # tells all its mistakes, a line each
        for line in str(error).split("\n"):
            say_error(line)
        return ERROR
    except ClicktuiError as error:
        say_error(str(error))
        return ERROR
    except OSError as error:
        reason = error.strerror or str(error)
        say_error(f"{error.filename}: {reason}" if error.filename else reason)
        _let_go_of_output()
        return ERROR
    except Exception as error:
        if sys.flags.dev_mode:
            raise
        say_error(
            _("unforeseen error, please report it: {error}").format(
                error=f"{type(error).__name__}: {error}"
            )
        )
        return ERROR
    return code


def _run(
    arguments: Sequence[str],
    start_app: Callable[[str | None], int],
    key_tables: Callable[[], KeyTables],
) -> int:
    locale = shipped("data") / "locale"
    wanted = wanted_language(arguments)
    language = choose_language(locale, wanted)
    hers, problems = settings.load()
    if wanted is None and hers.language is not None:
        language = choose_language(locale, hers.language)
    _translate_argparse(str(locale), language)
    parsed = make_parser().parse_args(with_excluding_words(arguments))
    if parsed.corpus is not None:
        os.environ[VARIABLE] = parsed.corpus
    if parsed.command is None:
        is_served = bool(os.environ.get(SERVED))
        if not is_served and not _has_terminal():
            raise UsageError(_("the app needs a terminal; without one, see clicktui --help"))
        if parsed.corpus is not None:
            chosen()  # a wrong name is told here, before the app
        if parsed.watch is not None:
            _watch(parsed.watch)
        return start_app(parsed.interface)
    if parsed.watch is not None:
        if parsed.command != "serve":
            raise UsageError(_("--watch is for the app: give no command with it but “serve”"))
        _watch(parsed.watch)
    if parsed.command not in _TELLING_NOTHING:
        for problem in (*problems, *_mistaken_metadata(parsed.command)):  # the app tells them too
            say_error(problem)
    parsed.key_tables = key_tables
    return command_called(parsed.command)(parsed)


def _has_terminal() -> bool:
    return all(stream is not None and stream.isatty() for stream in (sys.stdin, sys.stdout))


def _watch(folders: Sequence[str]) -> None:
    for folder in folders:
        if folder != ORIGINALS and not Path(folder).expanduser().is_dir():
            raise UsageError(_("--watch: there is no folder {folder}").format(folder=folder))
    wish_watching(folders)


def _mistaken_metadata(command: str) -> tuple[str, ...]:
    """Return the mistakes in what the user says of works, for commands that would not tell them."""
    if command in ("metadata", "last-copy", "corpus"):
        return ()
    try:
        path = chosen().metadata_path()
    except ClicktuiError:  # who needs the corpus tells it
        return ()
    if not path.exists():
        return ()
    from clicktui.metadata.file import MetadataFile

    return MetadataFile(lambda: path.parent).read().mistakes


def _translate_argparse(locale: str, language: str) -> None:
    """Let argparse, which asks gettext's own domain, find its words in our catalogue."""
    os.environ["LANGUAGE"] = language
    gettext.bindtextdomain("clicktui", locale)
    gettext.textdomain("clicktui")


def _let_go_of_output() -> None:
    """Give up output that cannot be written: the interpreter tries once more when it ends."""
    if sys.stdout is None:
        return
    try:
        sys.stdout.flush()
    except OSError:
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, sys.stdout.fileno())
