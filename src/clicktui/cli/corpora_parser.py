"""The actions of ``clicktui corpus`` and their arguments."""

from typing import TYPE_CHECKING

from clicktui.cli.arguments import Parser, add_command, add_json
from clicktui.i18n import translate as _

if TYPE_CHECKING:
    import argparse

    _Actions = argparse._SubParsersAction[Parser]


def add_corpora(commands: "_Actions") -> None:
    """Add the command ``corpus`` with all its actions."""
    corpus = add_command(
        commands,
        "corpus",
        _("make corpora of your own files, and keep them"),
        epilog=_(
            "The actions but new, list and use are on the corpus that “use” or --corpus (before "
            "“corpus”) chose. SOURCE is the name of a source, as “list --sources” has it, DOUBT "
            "what “doubts” lists, or a SOURCE for all of its doubts. Your own files are only read. "
            "Exit codes: 0 done or found, 1 nothing found or something left out, "
            "2 wrong usage or error."
        ),
    )
    actions: _Actions = corpus.add_subparsers(
        dest="action", metavar=_("ACTION"), required=True, parser_class=Parser
    )
    new = _action(actions, "new", _("make an empty corpus"))
    new.add_argument("name", metavar=_("NAME"), help=_("small letters, figures and hyphens"))
    new.add_argument("--at", metavar=_("FOLDER"), help=_("where it is to lie, an empty folder"))
    new.add_argument(
        "--join",
        action="append",
        default=[],
        metavar=_("CORPUS"),
        help=_("read the works of this corpus with it (“built-in”: ours); can be given again"),
    )
    new.add_argument("--use", action="store_true", help=_("open it from now on"))

    listing = _action(actions, "list", _("list the corpora, or the sources of one"))
    listing.add_argument("--sources", action="store_true", help=_("list the sources of the corpus"))

    use = _action(actions, "use", _("open another corpus from now on"))
    use.add_argument("name", metavar=_("CORPUS"), help=_("its name or folder"))

    join = _action(actions, "join", _("read the works of another corpus with this one"))
    join.add_argument("name", metavar=_("CORPUS"), help=_("its name or folder; “built-in”: ours"))
    part = _action(actions, "part", _("read the works of another corpus no more"))
    part.add_argument("name", metavar=_("CORPUS"), help=_("its name or folder"))

    add = _action(actions, "add", _("add files, and folders with all that is in them"))
    add.add_argument("paths", nargs="+", metavar=_("PATH"), help=_("a file or folder"))
    _of_adding(add)
    update = _action(actions, "update", _("read anew what changed, and what is new in folders"))
    _of_sources(update, _("only this source"))
    _of_adding(update)

    remove = _action(actions, "remove", _("take sources out; your own files stay"))
    remove.add_argument("sources", nargs="+", metavar=_("SOURCE"), help=_("name of a source"))

    check = _action(actions, "check", _("say what is wrong with the corpus"))
    check.add_argument(
        "--accept",
        action="append",
        default=[],
        metavar=_("SOURCE"),
        help=_("take the text of this source, mended by hand, for the right one"),
    )
    _of_sources(
        _action(actions, "doubts", _("list what waits to be confirmed")), _("only of this source")
    )
    confirm = _action(actions, "confirm", _("let what is doubtful stand"))
    _of_doubts(confirm)
    confirm.add_argument(
        "--as", dest="who", metavar=_("NAME"), help=_("the speaker has this name instead")
    )
    _of_doubts(_action(actions, "refuse", _("let what is doubtful be unknown")))


def _of_adding(action: Parser) -> None:
    action.add_argument(
        "--with-duplicates",
        action="store_true",
        help=_("also files whose text is there already, or nearly"),
    )
    action.add_argument(
        "--report", metavar=_("FILE"), help=_("write what became of each file: .csv or .json")
    )


def _of_sources(action: Parser, text: str) -> None:
    action.add_argument("sources", nargs="*", metavar=_("SOURCE"), help=text)


def _of_doubts(action: Parser) -> None:
    action.add_argument("doubts", nargs="*", metavar=_("DOUBT"), help=_("what “doubts” lists"))
    action.add_argument("--all", action="store_true", help=_("all doubts"))


def _action(actions: "_Actions", name: str, text: str) -> Parser:
    action = add_command(actions, name, text)
    add_json(action)
    return action
