"""The arguments of ``clicktui export`` and ``clicktui import``, and of their like on boards."""

from typing import TYPE_CHECKING

from clicktui.cli.arguments import CITATION_LANGUAGES, Parser, add_command, add_json
from clicktui.exporting.formats import FORMATS
from clicktui.i18n import translate as _

IMPORTED = tuple(one.id for one in FORMATS if one.comes_back)

if TYPE_CHECKING:
    import argparse


def add_files(commands: "argparse._SubParsersAction[Parser]") -> None:
    """Add the commands ``export`` and ``import``."""
    line = _("{name}: {purpose}")
    formats = "\n".join(
        f"  {one.id:<9} {line.format(name=one.titled, purpose=one.told_purpose)}" for one in FORMATS
    )
    export = add_command(
        commands,
        "export",
        _("write a board, or one of its lists, for another program"),
        epilog=_("Formats:") + "\n" + formats,
    )
    export.formatter_class = _raw()
    add_json(export)
    export.add_argument(
        "--format",
        choices=[one.id for one in FORMATS],
        metavar="F",
        help=_("one of those below; without it, what the ending of PATH says"),
    )
    export.add_argument(
        "--board", metavar=_("BOARD"), help=_("a board other than the one that is open")
    )
    export.add_argument("--list", metavar=_("LIST"), help=_("only this list"))
    export.add_argument(
        "--style",
        metavar=_("STYLE"),
        help=_("citation style of the references: its name, or a CSL file"),
    )
    export.add_argument(
        "--codings",
        action="store_true",
        help=_("instead of a board, all codings of the corpus, by the program and people (qdpx)"),
    )
    add_writing(export)
    taking = add_command(
        commands,
        "import",
        _("take in a board from a file: clicktui’s own, or of another program"),
        epilog=_(
            "It takes YAML, CSV, Web annotations (also Hypothesis’s) and REFI-QDA projects. Quotes "
            "are found in the corpus by their words; what is not found without doubt is left out "
            "and told line by line. The whole import is one change, which “board undo” takes back."
            " Codings of a codebook, with their coders, are another."
        ),
    )
    add_json(taking)
    add_reading(taking)


def add_writing(parser: Parser) -> None:
    """Let a command say where to write, and in which language."""
    parser.add_argument("--out", metavar=_("PATH"), help=_("write it to this new file"))
    parser.add_argument(
        "--no-codes",
        dest="with_codes",
        action="store_false",
        help=_("without the codes that the words have, by the program and by people"),
    )
    parser.add_argument("--force", action="store_true", help=_("write over the file that is there"))
    parser.add_argument(
        "--lang",
        choices=CITATION_LANGUAGES,
        help=_("language of the references ({language} unless told)").format(
            language=_("that of the settings, or of the interface")
        ),
    )


def add_reading(parser: Parser) -> None:
    """Let a command say what to take in, and how."""
    parser.add_argument("file", metavar=_("FILE"), help=_("its path, or - for standard input"))
    how = parser.add_mutually_exclusive_group()
    how.add_argument("--as", dest="as_name", metavar=_("NAME"), help=_("name it so"))
    how.add_argument(
        "--replace", action="store_true", help=_("in place of the board that it was made from")
    )
    parser.add_argument(
        "--format", choices=IMPORTED, help=_("what the file is; without it, what it seems to be")
    )
    parser.add_argument(
        "--no-codings",
        dest="with_codings",
        action="store_false",
        help=_("leave what people decided about codes in the file"),
    )
    parser.add_argument(
        "--report",
        metavar=_("PATH"),
        help=_("write what was left out, in full, to this new file"),
    )


def _raw() -> "type[argparse.HelpFormatter]":
    import argparse

    return argparse.RawDescriptionHelpFormatter
