"""The commands and their arguments."""

from collections.abc import Sequence

from clicktui import __version__
from clicktui.citing.copyforms import TRAITS, Form
from clicktui.cli.arguments import CITATION_LANGUAGES, Parser, add_command, add_json, positive
from clicktui.cli.board_parser import add_board
from clicktui.cli.coding_desk_parser import add_codes
from clicktui.cli.coding_parser import add_coding
from clicktui.cli.completion_parser import add_completion
from clicktui.cli.corpora_parser import add_corpora
from clicktui.cli.doctor_parser import add_doctor
from clicktui.cli.file_parser import add_files
from clicktui.cli.metadata_parser import add_metadata
from clicktui.cli.serve_parser import add_serve
from clicktui.corpora.wished import ORIGINALS
from clicktui.i18n import LANGUAGES
from clicktui.i18n import mark as N_
from clicktui.i18n import translate as _

FORMATS = tuple(form.value for form in Form)
"""What ``cite`` can print."""

DEFAULT_LIMIT = 20


ARGPARSE_TEXTS = (
    N_("usage: "),
    N_("positional arguments"),
    N_("options"),
    N_("show this help message and exit"),
    N_("show program's version number and exit"),
    N_("the following arguments are required: %s"),
    N_("unrecognized arguments: %s"),
    N_("argument %(argument_name)s: %(message)s"),
    N_("invalid choice: %(value)r (choose from %(choices)s)"),
    N_("expected one argument"),
    N_("expected at least one argument"),
    N_("not allowed with argument %s"),
    N_("one of the arguments %s is required"),
    N_("ignored explicit argument %r"),
)
"""What argparse itself says, for our catalogues: it looks its words up there (see ``main``)."""


def make_parser() -> Parser:
    """Return the parser, its texts in the interface's language."""
    parser = Parser(
        prog="clicktui",
        description=_(
            "Search, read and cite interviews and articles on click-work. Without a command, "
            "the app starts."
        ),
        epilog=_(
            "Exit codes: 0 found, 1 nothing found, 2 wrong usage or error. Settings are read from "
            "settings.yaml in the configuration folder, or from the file that CLICKTUI_SETTINGS "
            "names."
        ),
        allow_abbrev=False,
    )
    parser.add_argument(
        "--version",
        action="version",
        version=f"clicktui {__version__}",
        help=_("show program's version number and exit"),
    )
    parser.add_argument(
        "--lang",
        dest="interface",
        choices=LANGUAGES,
        help=_("language of the interface, in place of the settings' or the locale's"),
    )
    parser.add_argument(
        "--corpus",
        metavar=_("CORPUS"),
        help=_("name or folder of a corpus, in place of the settings' one; see “corpus list”"),
    )
    parser.add_argument(
        "--watch",
        action="append",
        nargs="?",
        const=ORIGINALS,
        metavar=_("FOLDER"),
        help=_(
            "let the app notice changes of the files that were added; new files of FOLDER are "
            "taken in without a question; can be given again"
        ),
    )
    commands = parser.add_subparsers(dest="command", metavar=_("COMMAND"), parser_class=Parser)

    works = add_command(commands, "works", _("list the works of the corpus"))
    add_json(works)

    show = add_command(commands, "show", _("print the text of a work, its paragraphs numbered"))
    show.add_argument("work", metavar=_("WORK"), help=_("id of a work, as “works” lists it"))
    show.add_argument(
        "--paragraph", type=positive, metavar="N", help=_("only the paragraph numbered N")
    )
    add_json(show)

    search = add_command(
        commands,
        "search",
        _("find passages, the best first"),
        epilog=_(
            "QUERY knows \"exact phrase\", -without, OR, and the filters source: speaker: lang: "
            "role: year:2023 after:2022 before:, and on codes code: band: by: disagreed: "
            "(code:imitate band:clear, by:me, by:program, by:NAME, disagreed:yes; together they "
            "speak of one code). "
            "--json prints one object whose “clicktui” is 1, the version of its format: {keys}. "
            "Each of “hits” has {hit_keys}. Offsets count Unicode code points of the cleaned "
            "file, ends exclusive; what is unknown is null."
        ).format(
            keys="query, total, took_ms, notices, suggestions, elsewhere, hits",
            hit_keys="id, work, file, start, end, text, highlights [[start, end]…], score, "
            "guessed, speaker, speaker_inferred, quoted, role, paragraph, lang, year, citation, "
            "warning, codes? {code: band}",
        ),
    )  # fmt: skip
    search.add_argument("query", nargs="+", metavar=_("QUERY"), help=_("what to search"))
    search.add_argument(
        "--limit",
        type=positive,
        default=DEFAULT_LIMIT,
        metavar="N",
        help=_("at most N hits ({number} unless told)").format(number=DEFAULT_LIMIT),
    )
    search.add_argument(
        "--no-fuzzy", action="store_true", help=_("do not search for mistyped words")
    )
    search.add_argument("--accents", action="store_true", help=_("let accents count"))
    search.add_argument(
        "--codes", action="store_true", help=_("say which codes the hits have; so do code: and by:")
    )
    add_json(search)

    cite = add_command(
        commands,
        "cite",
        _("print a passage, or a quote of a board, as it is copied"),
        epilog=_("The forms are: {forms}.").format(
            forms="; ".join(f"{form.value} = {_(TRAITS[form].name)}" for form in Form)
        ),
    )
    cite.add_argument(
        "passage",
        metavar=_("QUOTE|PASSAGE"),
        help=_("id of a quote on the board or of a passage, or the beginning of one"),
    )
    cite.add_argument(
        "--format",
        choices=FORMATS,
        default=FORMATS[0],
        metavar=_("FORM"),
        help=_("in which form: {forms}").format(forms=", ".join(FORMATS)),
    )
    cite.add_argument(
        "--style",
        metavar=_("STYLE"),
        help=_(
            "citation style in place of the settings': an id, title or abbreviation, as “styles” "
            "finds them, or the path of a .csl file"
        ),
    )
    cite.add_argument(
        "--lang",
        choices=CITATION_LANGUAGES,
        help=_("language of the reference ({language} unless told)").format(
            language=_("that of the settings, or of the interface")
        ),
    )
    cite.add_argument(
        "--board", metavar=_("BOARD"), help=_("the board of the quote (the open one unless told)")
    )
    add_json(cite)

    styles = add_command(
        commands,
        "styles",
        _("list the usual citation styles, or find some by name"),
        epilog=_(
            "“style: ID” in the settings chooses a style, “cite-in: it” the language of citations."
        ),
    )
    styles.add_argument(
        "name", nargs="*", metavar=_("NAME"), help=_("what the name of the style is like")
    )
    styles.add_argument(
        "--limit", type=positive, metavar="N", help=_("at most N styles (20 unless told)")
    )
    add_json(styles)

    index = add_command(commands, "index", _("build the search index, if it is missing or old"))
    index.add_argument("--rebuild", action="store_true", help=_("build it anew in any case"))

    add_command(commands, "last-copy", _("print what was copied last"))
    add_corpora(commands)
    add_board(commands)
    add_metadata(commands)
    add_files(commands)
    add_coding(commands)
    add_codes(commands)
    add_serve(commands)
    add_doctor(commands)
    add_completion(commands)
    return parser


def with_excluding_words(arguments: Sequence[str]) -> list[str]:
    """Return ``arguments`` so that ``-word`` after ``search`` is a word to leave out, no option.

    Words are set behind ``--``, options (which all begin with two dashes, but ``-h``) before it.
    """
    given = list(arguments)
    at = _command_at(given) + 1
    if given[at - 1 : at] != ["search"] or "--" in given:
        return given
    options, words = given[:at], []
    rest = iter(given[at:])
    for argument in rest:
        if not argument.startswith("--") and argument != "-h":
            words.append(argument)
            continue
        options.append(argument)
        if argument == "--limit":
            options += [value for value in [next(rest, None)] if value is not None]
    return [*options, "--", *words] if words else options


def wanted_language(arguments: Sequence[str]) -> str | None:
    """Return the interface's language asked for before the command, None for none or a wrong one.

    It has to be known before the parser is made, whose texts are in it.
    """
    for position, argument in enumerate(arguments):
        name, equals, value = argument.partition("=")
        if name == "--lang":
            wanted = value if equals else next(iter(arguments[position + 1 :]), "")
            return wanted if wanted in LANGUAGES else None
        if not argument.startswith("-") and arguments[position - 1 : position] != ["--corpus"]:
            break
    return None


def _command_at(arguments: Sequence[str]) -> int:
    """Return the place of the command's name, or the number of arguments where there is none."""
    place = 0
    while place < len(arguments) and arguments[place].startswith("-"):
        place += 2 if arguments[place] in ("--lang", "--corpus") else 1
    return place
