"""The actions of ``clicktui metadata`` and their arguments."""

from typing import TYPE_CHECKING

from clicktui.cli.arguments import Parser, add_command, add_json
from clicktui.i18n import translate as _

if TYPE_CHECKING:
    import argparse

    _Actions = argparse._SubParsersAction[Parser]


def add_metadata(commands: "_Actions") -> None:
    """Add the command ``metadata`` with all its actions."""
    metadata = add_command(
        commands,
        "metadata",
        _("complete what is known of works, and choose their citation keys"),
        epilog=_(
            "WORK is the id of a work, as “works” lists it, or of a page that reprints works "
            "(page: and the name of its file). FIELD is a CSL variable like issued, author or "
            "URL, or “key” for the citation key. Dates are 2023-04-07, 2023-04 or 2023; names "
            "are “Family, Given; Family, Given”, an organisation stands in braces: "
            "“{{Le Monde}}”. All is kept in metadata.yaml in the data folder, which can be edited "
            "by hand. Exit codes: 0 done or found, 1 nothing found or consented to, "
            "2 wrong usage or error."
        ).format(),
    )
    actions: _Actions = metadata.add_subparsers(
        dest="action", metavar=_("ACTION"), required=True, parser_class=Parser
    )
    show = _action(actions, "show", _("print what is known, unknown, doubtful and yours"))
    show.add_argument("work", nargs="?", metavar=_("WORK"), help=_("only this work"))

    _of_work(set_ := _action(actions, "set", _("give a field a value, or the work a citation key")))
    _of_field(set_)
    set_.add_argument("value", metavar=_("VALUE"), help=_("the value, between quotation marks"))

    _of_work(unset := _action(actions, "unset", _("take back what you said of a field")))
    _of_field(unset)

    _of_work(confirm := _action(actions, "confirm", _("confirm doubtful values")))
    confirm.add_argument(
        "fields", nargs="*", metavar=_("FIELD"), help=_("only these fields; else all of the work")
    )
    _add_import(_action(actions, "import", _("complete works from CSL-JSON, BibTeX or RIS")))


def _add_import(importing: Parser) -> None:
    importing.add_argument(
        "file", metavar=_("FILE"), help=_("a bibliography, as Zotero exports it")
    )
    consent = importing.add_mutually_exclusive_group()
    consent.add_argument("--yes", action="store_true", help=_("take over all that is proposed"))
    consent.add_argument(
        "--work",
        action="append",
        default=[],
        metavar=_("WORK"),
        help=_("take over what is proposed for this work; can be given again"),
    )
    importing.add_argument(
        "--correct",
        action="store_true",
        help=_("also where another value is known, which is never replaced otherwise"),
    )
    importing.add_argument(
        "--dry-run", action="store_true", help=_("say what would be done, and do nothing")
    )


def _action(actions: "_Actions", name: str, text: str) -> Parser:
    action = add_command(actions, name, text)
    add_json(action)
    return action


def _of_work(action: Parser) -> None:
    action.add_argument("work", metavar=_("WORK"), help=_("id of a work or of a page"))


def _of_field(action: Parser) -> None:
    action.add_argument("field", metavar=_("FIELD"), help=_("a CSL variable, or key"))
