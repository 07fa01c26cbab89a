"""A board with quotes from every work and with all that is hard to write, on a desk of its own.

Its corpus is clicktui's with works beside it that two people wrote, or a body, or nobody known.
"""

import io
import json
from argparse import Namespace
from collections.abc import Iterator
from contextlib import contextmanager, redirect_stderr, redirect_stdout
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from export_samples import AT, CORPUS, corpus_with_emoji, pinned_of, quotes_of_every_work

from clicktui.board.desk import Desk
from clicktui.board.model import Board, PinnedQuote, QuoteList
from clicktui.board.store.store import open_store
from clicktui.cli.board_session import Session
from clicktui.cli.exporting import export_board
from clicktui.cli.importing import import_board
from clicktui.cli.parser import make_parser
from clicktui.corpus.alterations import Alteration, AlterationKind, checked
from clicktui.corpus.corpus import Corpus
from clicktui.corpus.model import Span
from clicktui.workspace import Workspace

_CATALOGUE = """\
schema: clicktui-catalogue/1
sources:
  - file: rapports.txt
    works:
      - id: rapport
        lines: 1-3
        csl:
          type: report
          title: "AI & {you}: 100 % \\\\textbf{free} $5 #1 _x_ <b>no</b>"
          language: en
          author: [{literal: "OpenAI & Partners, Inc."}, {family: "O’Neil", given: "Zoë 🦊"}]
          publisher: "Press {of} 5 % & Co"
          issued: "2023-02"
          URL: "https://exemple.org/a_b%20c?x=1&y=%7Bz%7D#frag~"
        lang: en
        roles: {heading: [1], body: [3]}
      - id: sans-auteur
        lines: 5-7
        csl:
          type: webpage
          title: "« Sans auteur\u202f» : qui parle\u00a0?"
          language: fr
          container-title: "Le Site @ « tout »"
          issued: "2024-01-02"
          URL: "https://exemple.fr/é"
        lang: fr
        roles: {heading: [5], body: [7]}
      - id: ni-l-un-ni-l-autre
        lines: 9-11
        csl: {type: webpage, title: "Ni auteur, ni date", language: fr}
        lang: fr
        roles: {heading: [9], body: [11]}
"""
_TEXT = """\
AI & {you}

=cmd|' /C calc'!A0 is no formula; <script>alert("x")</script> & 🦊 {braces} 100 % _under_ [link](x).

Sans auteur

-2 € de l’heure, dit-on : « c’est peu\u202f! » @personne ~ ^ \\input{/etc/passwd} `code` | cellule.

Ni auteur, ni date

**** *variable_x : le 🧶, e\u0301te\u0301 1\u00a0000 $$ x^2 $$ et {{gabarit}}. #mot --- fin.
"""
HOSTILE_NOTE = (
    '=HYPERLINK("http://x";"y") <img src=x onerror=alert(1)>\n---\nlang: [\n---\n'
    "``` \\textbf{x} {% raw %} & 🧶 ]]> %PATH% $HOME"
)
HOSTILE_NAME = "L’« été » à 100 % {x} <b>&amp;</b> 🧶 *a* _b_ [c](d) | @e \\f =g"
TAGS = ("100 %", "{accolades}", "a;b\\c", "=1+1", "<i>", "🧶")


def hostile_corpus(folder: Path) -> Corpus:
    """Return the corpus of clicktui with the works that are hard to cite."""
    (folder / "plus").mkdir()
    (folder / "plus" / "catalogue.yaml").write_text(_CATALOGUE, "utf-8")
    (folder / "plus" / "rapports.txt").write_text(_TEXT, "utf-8")
    plus = Corpus.load(folder / "plus" / "catalogue.yaml", folder / "plus")
    return Corpus([*CORPUS.files, *corpus_with_emoji(folder).files, *plus.files], "hostile")


def hostile_board(corpus: Corpus) -> Board:
    """Return the board: a list of quotes of every work, one of hostile ones, an empty one."""
    every = quotes_of_every_work(corpus)
    marked = [
        _of(corpus, work, nth, note=HOSTILE_NOTE, tags=TAGS, is_starred=True)
        for nth, work in enumerate(("livreurs", "rapport", "sans-auteur", "ni-l-un-ni-l-autre"))
    ]
    lists = (
        QuoteList("l1", "Partout", tuple(every)),
        QuoteList("l2", HOSTILE_NAME, tuple(marked)),
        QuoteList("l3", "Vide"),
    )
    return Board("b1", f"Thèse — {HOSTILE_NAME}", AT, lists, f"# Plan\n\n{HOSTILE_NOTE}")


def _of(corpus: Corpus, work: str, nth: int, **more: Any) -> PinnedQuote:
    last = corpus.work(work).paragraphs[-1].span
    one = pinned_of(corpus, work, Span(last.start, last.end), f"m{nth}", **more)
    marked = (
        Alteration(AlterationKind.EMPHASIS, Span(2, 9)),
        Alteration(AlterationKind.INSERTION, Span(12, 12), "{<b> & 🧶"),
    )
    return replace(one, alterations=checked(one.quote.words, marked))


@dataclass
class Ran:
    """How an action ended in this process: its code, what it said, on which channel."""

    code: int
    out: str
    err: str

    @property
    def document(self) -> dict[str, Any]:
        return json.loads(self.out)


class Shell:
    """``clicktui export`` and ``import`` on a store of its own, over any corpus."""

    def __init__(self, corpus: Corpus, folder: Path, board: Board | None = None) -> None:
        self.folder = folder
        self.workspace = Workspace()
        self.desk = Desk(open_store(folder), corpus, "ada")
        self.workspace.__dict__.update(corpus=corpus, desk=self.desk)
        if board is not None:
            self.desk.place(board)

    def __call__(self, *arguments: str) -> Ran:
        """Run one of the two commands, all but its process and the end of the workspace."""
        given: Namespace = make_parser().parse_args(arguments)
        action = {"export": export_board, "import": import_board}[given.command]
        out, err = io.TextIOWrapper(io.BytesIO(), "utf-8", newline=""), io.StringIO()
        with redirect_stdout(out), redirect_stderr(err):
            code = action(Session(self.workspace, given))
        out.flush()
        return Ran(code, out.buffer.getvalue().decode("utf-8"), err.getvalue())


@contextmanager
def shell(corpus: Corpus, folder: Path, board: Board | None = None) -> Iterator[Shell]:
    """Give a shell, and close its boards."""
    one = Shell(corpus, folder, board)
    try:
        yield one
    finally:
        one.workspace.close()
