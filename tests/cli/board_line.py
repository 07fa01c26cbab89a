"""``clicktui board`` in a shell of its own, its answers read as JSON or as lines."""

import io
import json
from contextlib import chdir, closing, redirect_stderr, redirect_stdout
from functools import cache
from typing import Any

from command_line import CommandLine, Ended

from clicktui.board.desk import Desk
from clicktui.board.store.store import open_store
from clicktui.cli.board_commands import ACTIONS
from clicktui.cli.board_session import Session
from clicktui.cli.exporting import export_board
from clicktui.cli.importing import import_board
from clicktui.cli.parser import make_parser
from clicktui.cli.terminal import say_error
from clicktui.corpus.corpus import shipped_corpus
from clicktui.errors import ClicktuiError, NotFoundError
from clicktui.workspace import Workspace

shipped_corpus_once = cache(shipped_corpus)

_FILES = {"export": export_board, "import": import_board}

# Passages of 000, 001 and 004; the last is 001, line 43, which leaves out how its sentence goes on.
OUEST_FRANCE = "casilli-ouestfrance-2022:a6fdspffpk"
GRAND_CONTINENT = "casilli-legrandcontinent-2023:bwonmo6cxo"
HEIDI = "casilli-heidi:yum4qjywsy"
PULL_QUOTE = "casilli-legrandcontinent-2023:ue7srpo5ql"


class BoardLine:
    """Runs the actions of ``clicktui board``."""

    def __init__(self, clicktui: CommandLine) -> None:
        self.clicktui = clicktui

    def __call__(self, *arguments: str, **options: Any) -> list[str]:
        """Return what a successful action prints, by lines."""
        ended = self.clicktui("board", *arguments, **options)
        assert (ended.code, ended.err) == (0, ""), arguments
        return ended.out.splitlines()

    def read(self, *arguments: str) -> dict[str, Any]:
        """Return the document that a successful action prints."""
        (line,) = self(*arguments, "--json")
        document = json.loads(line)
        assert document.pop("clicktui") == 1
        return document

    def refused(self, code: int, *arguments: str, **options: Any) -> str:
        """Return the one line with which an action ends in ``code``."""
        ended = self.clicktui("board", *arguments, **options)
        assert (ended.code, ended.out) == (code, ""), (ended, arguments)
        assert ended.err.startswith("clicktui: ")
        assert ended.err.count("\n") == 1
        assert ended.err.rstrip("\n").replace("\u00a0", " ").isprintable()
        return ended.err.removeprefix("clicktui: ").rstrip("\n")

    def lists(self) -> list[dict[str, Any]]:
        """Return the lists of the open board as ``show`` prints them, without a process."""
        return self._shown("show", "--json")["lists"]

    def quotes(self, *arguments: str) -> list[dict[str, Any]]:
        """Return the quotes that ``show`` prints, of all its lists in order, without a process."""
        lists = self._shown("show", *arguments, "--json")["lists"]
        return [quote for one in lists for quote in one["quotes"]]

    def changes(self) -> list[str]:
        """Return what was changed, the newest first, without a process."""
        return [change["what"] for change in self._shown("history", "--json")["changes"]]

    def _shown(self, *arguments: str) -> dict[str, Any]:
        ended = self.here("board", *arguments)
        assert ended.code == 0, ended
        return json.loads(ended.out)

    def here(self, *arguments: str) -> Ended:
        """Return how a command on boards and their files ends, without a process of its own."""
        workspace = Workspace()
        desk = Desk(open_store(self.clicktui.folder / "data"), shipped_corpus_once(), "nobody")
        workspace.__dict__.update(corpus=desk.corpus, desk=desk)
        given = make_parser().parse_args(arguments)
        action = _FILES[given.command] if given.command in _FILES else ACTIONS[given.action]
        out, err = io.TextIOWrapper(io.BytesIO(), "utf-8", newline=""), io.StringIO()
        with (
            closing(workspace),
            chdir(self.clicktui.folder),
            redirect_stdout(out),
            redirect_stderr(err),
        ):
            try:
                code = action(Session(workspace, given))
            except (ClicktuiError, OSError) as error:
                name = f"{error.filename}: " if isinstance(error, OSError) else ""
                say_error(f"{name}{error}")
                code = 1 if isinstance(error, NotFoundError) else 2
        out.flush()
        return Ended(code, out.buffer.getvalue().decode("utf-8"), err.getvalue())

    def add(self, *arguments: str) -> list[str]:
        """Return the ids of what is added without a process."""
        return [str(made) for made in self._shown("add", *arguments, "--json")["made"]]
