"""The actions of ``clicktui board`` and their arguments."""

from typing import TYPE_CHECKING

from clicktui.cli.arguments import Parser, add_command, add_json, positive
from clicktui.cli.file_parser import add_reading, add_writing
from clicktui.i18n import translate as _

EXPORT_FORMATS = ("yaml", "md")
HISTORY_LIMIT = 20

if TYPE_CHECKING:
    import argparse

    _Actions = argparse._SubParsersAction[Parser]


def add_board(commands: "_Actions") -> None:
    """Add the command ``board`` with all its actions."""
    board = add_command(
        commands,
        "board",
        _("keep quotes on boards and arrange them"),
        epilog=_(
            "QUOTE is the id of a quote, as “board show” gives it, or the beginning of one. "
            "LIST and BOARD are names or ids. All changes are kept at once, and “board undo” "
            "takes back the last one, also one made in the app. Exit codes: 0 done or found, "
            "1 nothing found, nothing to undo or settle, or words that are there already, "
            "2 wrong usage or error. With --json every action "
            "prints one object."
        ),
    )
    actions: _Actions = board.add_subparsers(
        dest="action", metavar=_("ACTION"), required=True, parser_class=Parser
    )
    _add_looking(actions)
    _add_quotes(actions)
    _add_memo_and_lists(actions)
    _add_history(actions)
    _add_boards(actions)
    _add_copying(actions)
    _add_files(actions)


def _add_looking(actions: "_Actions") -> None:
    show = _on_a_board(actions, "show", _("print the lists and quotes of a board"))
    show.add_argument("--list", metavar=_("LIST"), help=_("only this list"))
    show.add_argument(
        "--find",
        metavar=_("QUERY"),
        help=_(
            "only quotes with these words, in the quote, its note, tags, speaker or source; knows "
            "\"exact phrase\", -without, and the filters {filters}"
        ).format(filters="tag: star: list: speaker: source: lang: note: altered: standing: by:"),
    )  # fmt: skip
    show.add_argument("--starred", action="store_true", help=_("only quotes with a star"))
    listing = _action(actions, "list", _("print the boards"))
    listing.add_argument("--archived", action="store_true", help=_("those archived too"))
    _about_a_board(actions, "open", _("let the other actions, and the app, act on this board"))


def _add_quotes(actions: "_Actions") -> None:
    adding = _on_a_board(actions, "add", _("put passages on the board"))
    adding.add_argument(
        "passages",
        nargs="+",
        metavar=_("PASSAGE"),
        help=_("id of a passage, as “search” gives it, or the beginning of one"),
    )
    adding.add_argument(
        "--words", metavar=_("WORDS"), help=_("only these words of the passage, as they stand")
    )
    target = adding.add_mutually_exclusive_group()
    target.add_argument("--list", metavar=_("LIST"), help=_("put them in this list"))
    target.add_argument("--new-list", metavar=_("NAME"), help=_("put them in a new list"))
    adding.add_argument("--note", metavar=_("TEXT"), help=_("write this note on them"))
    adding.add_argument(
        "--tag", action="append", default=[], metavar=_("TAG"), help=_("give them this tag")
    )
    adding.add_argument(
        "--again", action="store_true", help=_("also where the board has the same words")
    )

    moving = _on_quotes(actions, "move", _("move quotes"))
    moving.add_argument("--list", metavar=_("LIST"), help=_("to the end of this list"))
    where = moving.add_mutually_exclusive_group()
    where.add_argument("--before", metavar=_("QUOTE"), help=_("before this quote"))
    where.add_argument("--up", action="store_true", help=_("one place up"))
    where.add_argument("--down", action="store_true", help=_("one place down"))

    note = _on_a_board(actions, "note", _("write or print the note of a quote"))
    note.add_argument("quote", metavar=_("QUOTE"))
    _add_text(note)

    tag = _on_quotes(actions, "tag", _("give quotes tags"))
    tag.add_argument("--add", action="append", default=[], metavar=_("TAG"), help=_("add it"))
    tag.add_argument(
        "--remove", action="append", default=[], metavar=_("TAG"), help=_("take it away")
    )

    star = _on_quotes(actions, "star", _("star quotes"))
    star.add_argument("--off", action="store_true", help=_("take their stars away"))

    alter = _on_a_board(
        actions,
        "alter",
        _("mark what is altered in a quote; its words stay"),
        epilog=_("WORDS have to stand once in the quote. What was altered before stays so."),
    )
    alter.add_argument("quote", metavar=_("QUOTE"))
    for option, text in (
        ("--elide", _("leave these words out: […]")),
        ("--sic", _("say after these words that they stand so in the source: [sic]")),
        ("--emphasise", _("emphasise these words; the citation says so")),
    ):
        alter.add_argument(option, action="append", default=[], metavar=_("WORDS"), help=text)
    alter.add_argument("--insert", metavar=_("TEXT"), help=_("insert [TEXT]"))
    place = alter.add_mutually_exclusive_group()
    place.add_argument("--before", metavar=_("WORDS"), help=_("insert it before these words"))
    place.add_argument("--after", metavar=_("WORDS"), help=_("insert it after these words"))
    alter.add_argument(
        "--replace",
        action="append",
        default=[],
        metavar=_("WORDS"),
        help=_("put [TEXT] in the place of these words: TEXT is what --with says"),
    )
    alter.add_argument(
        "--with",
        dest="replacing",
        action="append",
        default=[],
        metavar=_("TEXT"),
        help=_("what stands instead of the words of --replace"),
    )
    alter.add_argument("--none", action="store_true", help=_("take away what was altered before"))

    _on_quotes(actions, "remove", _("take quotes off the board"))

    settle = _on_a_board(
        actions, "settle", _("list the quotes whose source changed, or settle them")
    )
    settle.add_argument("quotes", nargs="*", metavar=_("QUOTE"))
    way = settle.add_mutually_exclusive_group()
    way.add_argument(
        "--take", action="store_true", help=_("take the place and words as they are now")
    )
    way.add_argument("--keep", action="store_true", help=_("keep them as they were"))
    way.add_argument("--remove", action="store_true", help=_("take the quotes off the board"))


def _add_memo_and_lists(actions: "_Actions") -> None:
    memo = _on_a_board(actions, "memo", _("write or print the memo of the board"))
    _add_text(memo)

    lists = add_command(actions, "lists", _("make, rename, move or remove lists"))
    doings: _Actions = lists.add_subparsers(
        dest="doing", metavar=_("ACTION"), required=True, parser_class=Parser
    )
    new = _on_a_board(doings, "new", _("make a list; what is added goes there from now on"))
    new.add_argument("name", metavar=_("NAME"))
    rename = _on_a_board(doings, "rename", _("give a list another name"))
    rename.add_argument("list", metavar=_("LIST"))
    rename.add_argument("name", metavar=_("NAME"))
    move = _on_a_board(doings, "move", _("move a list"))
    move.add_argument("list", metavar=_("LIST"))
    step = move.add_mutually_exclusive_group(required=True)
    step.add_argument("--up", action="store_true", help=_("one place up"))
    step.add_argument("--down", action="store_true", help=_("one place down"))
    remove = _on_a_board(doings, "remove", _("take a list and its quotes off the board"))
    remove.add_argument("list", metavar=_("LIST"))


def _add_history(actions: "_Actions") -> None:
    _action(actions, "undo", _("undo the last change of all boards"))
    _action(actions, "redo", _("redo what was undone last"))
    history = _action(actions, "history", _("print the last changes of all boards"))
    history.add_argument(
        "--limit",
        type=positive,
        default=HISTORY_LIMIT,
        metavar="N",
        help=_("at most N changes ({number} unless told)").format(number=HISTORY_LIMIT),
    )


def _add_boards(actions: "_Actions") -> None:
    new = _action(actions, "new", _("make a board, and open it"))
    new.add_argument("name", metavar=_("NAME"))
    rename = _about_a_board(actions, "rename", _("give a board another name"))
    rename.add_argument("name", metavar=_("NAME"))
    duplicate = _about_a_board(
        actions, "duplicate", _("make a second board with the same quotes, and open it")
    )
    duplicate.add_argument("name", metavar=_("NAME"))
    archive = _about_a_board(actions, "archive", _("archive a board"))
    archive.add_argument("--off", action="store_true", help=_("take it out of the archive"))
    _about_a_board(actions, "delete", _("delete a board; undo brings it back"))


def _add_copying(actions: "_Actions") -> None:
    copying = _on_a_board(actions, "copy-to", _("copy a board to another corpus"))
    copying.add_argument(
        "corpus_to", metavar=_("CORPUS"), help=_("its name or folder, as “corpus list” has it")
    )
    copying.add_argument(
        "--as", dest="as_name", metavar=_("NAME"), help=_("the copy has this name")
    )


def _add_files(actions: "_Actions") -> None:
    export = _on_a_board(actions, "export", _("print a board as YAML or Markdown"))
    export.add_argument(
        "--format",
        choices=EXPORT_FORMATS,
        default=EXPORT_FORMATS[0],
        help=_("yaml, which “import” takes back whole, or md, to be read"),
    )
    add_writing(export)
    export.set_defaults(list=None, style=None)
    add_reading(_action(actions, "import", _("take in a board from a file, as “clicktui import”")))
    mirror = _on_a_board(
        actions, "mirror", _("let a YAML file follow the board, or say which one does")
    )
    where = mirror.add_mutually_exclusive_group()
    where.add_argument("path", nargs="?", metavar=_("PATH"), help=_("file to write after changes"))
    where.add_argument("--off", action="store_true", help=_("write it no more; it stays there"))


def _action(actions: "_Actions", name: str, text: str, epilog: str | None = None) -> Parser:
    parser = add_command(actions, name, text, epilog)
    add_json(parser)
    return parser


def _on_a_board(actions: "_Actions", name: str, text: str, epilog: str | None = None) -> Parser:
    parser = _action(actions, name, text, epilog)
    parser.add_argument(
        "--board", metavar=_("BOARD"), help=_("a board other than the one that is open")
    )
    return parser


def _on_quotes(actions: "_Actions", name: str, text: str) -> Parser:
    parser = _on_a_board(actions, name, text)
    parser.add_argument("quotes", nargs="+", metavar=_("QUOTE"))
    return parser


def _about_a_board(actions: "_Actions", name: str, text: str) -> Parser:
    parser = _action(actions, name, text)
    parser.add_argument("board", metavar=_("BOARD"))
    return parser


def _add_text(parser: Parser) -> None:
    parser.add_argument(
        "text",
        nargs="?",
        metavar=_("TEXT"),
        help=_(
            "what to write, or - for what standard input gives; without it, what is there is "
            "printed, unless standard input gives something to write"
        ),
    )
    parser.add_argument("--clear", action="store_true", help=_("leave it empty"))
