"""The arguments of the commands on the codes of the corpus, on coders and on codebooks."""

from typing import TYPE_CHECKING

from clicktui.cli.arguments import Parser, add_command, add_json, positive
from clicktui.i18n import translate as _

if TYPE_CHECKING:
    import argparse

    _Commands = argparse._SubParsersAction[Parser]

COUNTED_BY = ("work", "speaker", "year", "lang")
LIKE_LIMIT = 12
BANDS = ("clear", "possible")
CODING_KEYS = (
    "id, codebook, code, verdict (yes, no, doubt), coder, at, memo, words, prefix, suffix, role, "
    "work, title, file, start, end"
)
"""The keys of ``coding.exchange``, here without its imports."""


def add_codes(commands: "_Commands") -> None:
    """Add ``codes``, ``code``, ``codings``, ``agreement``, ``like`` and ``codebook``."""
    _add_codes(commands)
    _add_code(commands)
    _add_codings(commands)
    _add_agreement(commands)
    _add_like(commands)
    _add_codebook(commands)


def _add_codes(commands: "_Commands") -> None:
    codes = add_command(
        commands,
        "codes",
        _("count the passages that have codes, or list those of one with what speaks for it"),
        epilog=_(
            "What you decided wins over what the program finds, and what was learned from your "
            "decisions in the app counts here too; so do candidates by meaning, where the setting "
            "“candidates” is “shown” (both need the extra clicktui[semantic]). Every count says of "
            "how many passages; a passage of several speakers counts for each. --json gives "
            "{keys}, or with --list {passages}."
        ).format(
            keys="codebook, all_roles, codes {code: {clear, possible}}, passages, together, by, "
            "rows",
            passages="codebook, code, passages [{id, work, paragraph, text, band, program, score, "
            "verdict, learned, candidate_of, evidence, decisions}]",
        ),
    )
    codes.add_argument("--by", choices=COUNTED_BY, help=_("count by this"))
    codes.add_argument("--code", metavar=_("CODE"), help=_("only this code"))
    codes.add_argument("--band", choices=BANDS, help=_("only this band"))
    codes.add_argument("--list", metavar=_("CODE"), help=_("list the passages of a code"))
    codes.add_argument(
        "--all", action="store_true", help=_("with headings, captions, pull quotes, comments")
    )
    _add_codebook_name(codes)
    add_json(codes)


def _add_like(commands: "_Commands") -> None:
    like = add_command(
        commands,
        "like",
        _("list the passages nearest in meaning to one, in all languages"),
        epilog=_(
            "This needs the extra clicktui[semantic], of 32 MB; without it the command says how to "
            "get it. --json gives {keys}; likeness is a cosine, 1 for the same words."
        ).format(
            keys="passage, passages [{id, likeness, work, paragraph, lang, speaker, year, text}]"
        ),
    )
    like.add_argument(
        "passage", metavar=_("PASSAGE"), help=_("id of a passage, or the beginning of one")
    )
    like.add_argument(
        "--limit",
        type=positive,
        default=LIKE_LIMIT,
        metavar="N",
        help=_("at most N passages ({number} unless told)").format(number=LIKE_LIMIT),
    )
    add_json(like)


def _add_code(commands: "_Commands") -> None:
    code = add_command(
        commands,
        "code",
        _("decide whether a passage has a code: yes unless told; undone by “board undo”"),
    )
    code.add_argument(
        "passage", metavar=_("PASSAGE"), help=_("id of a passage, or the beginning of one")
    )
    code.add_argument("code", metavar=_("CODE"), help=_("a code of the codebook"))
    verdicts = code.add_mutually_exclusive_group()
    for name, text in (
        ("yes", _("it has the code")),
        ("no", _("it does not have the code")),
        ("doubt", _("you cannot tell")),
    ):
        verdicts.add_argument(
            f"--{name}", dest="verdict", action="store_const", const=name, help=text
        )
    verdicts.add_argument(
        "--clear", action="store_true", help=_("take your decision back, as if never made")
    )
    code.set_defaults(verdict="yes")
    code.add_argument("--words", metavar=_("WORDS"), help=_("of these words of the passage alone"))
    code.add_argument("--memo", metavar=_("TEXT"), help=_("why"))
    _add_codebook_name(code)
    add_json(code)


def _add_codings(commands: "_Commands") -> None:
    codings = add_command(
        commands, "codings", _("hand decisions about codes to another clicktui, and take them in")
    )
    actions = codings.add_subparsers(
        dest="action", required=True, metavar=_("ACTION"), parser_class=Parser
    )
    coders = add_command(actions, "coders", _("list who decided how much"))
    add_json(coders)
    export = add_command(
        actions,
        "export",
        _("write decisions to a file of JSON"),
        epilog=_(
            'The file is {{"clicktui": 1, "format": "codings", "codings": […]}}; each coding has '
            "{keys}. Offsets count code points of the cleaned file, ends exclusive; prefix and "
            "suffix are up to 32 code points around the words."
        ).format(keys=CODING_KEYS),
    )
    export.add_argument("file", metavar=_("FILE"), help=_("a file to write, or - for the output"))
    export.add_argument("--by", metavar=_("CODER"), help=_("only those of me, or of a name"))
    export.add_argument(
        "--codebook", metavar=_("CODEBOOK"), help=_("only those about codes of this codebook")
    )
    export.add_argument("--force", action="store_true", help=_("write over a file that is there"))
    imported = add_command(
        actions,
        "import",
        _("take in decisions of a file that “codings export” wrote"),
        epilog=_(
            "Each is found again by its words in the corpus. What is not there, or several times "
            "with nothing to tell which is meant, is told and left out. What its coder decided "
            "anew since stays."
        ),
    )
    imported.add_argument("file", metavar=_("FILE"), help=_("a file, or - for the input"))
    imported.add_argument(
        "--as", dest="coder", metavar=_("NAME"), help=_("say that the decisions are of this coder")
    )
    add_json(imported)


def _add_agreement(commands: "_Commands") -> None:
    agreement = add_command(
        commands,
        "agreement",
        _("say how far two coders agree, code by code and overall"),
        epilog=_(
            "The program and a person are compared on the passages about which the person decided "
            "something, two persons on those about which one of them did; text that neither coded "
            "is left out, and so is a code where one doubts. On these passages a code that a "
            "person does not speak of is one that she did not give, unless --only-decided. "
            "Measures: raw agreement; Cohen's kappa (Cohen 1960); Krippendorff's alpha, nominal "
            "for a code (Krippendorff 2011), with the MASI distance for sets of codes (Passonneau "
            "2006). CELL is disagreed, "
            "with --code one of both, only-first, only-second, neither, or two sets of codes like "
            "prepare,verify/- . --json gives {keys}."
        ).format(
            keys="codebook, first, second, least, only_decided, compared, left_out, vanished, "
            "doubts, codes, sets"
        ),
    )
    agreement.add_argument(
        "--between", default="me", metavar=_("CODER"), help=_("me (unless told), program or a name")
    )
    agreement.add_argument(
        "--and",
        dest="other",
        default="program",
        metavar=_("CODER"),
        help=_("me, program (unless told) or a name"),
    )
    agreement.add_argument("--code", metavar=_("CODE"), help=_("only this code"))
    agreement.add_argument(
        "--least",
        choices=BANDS,
        default="possible",
        help=_("the least band in which the program gives a code; possible unless told"),
    )
    agreement.add_argument(
        "--only-decided",
        action="store_true",
        help=_("count a code only where the persons decided about that very code"),
    )
    agreement.add_argument("--list", metavar=_("CELL"), help=_("list the passages of a cell"))
    _add_codebook_name(agreement)
    add_json(agreement)


def _add_codebook(commands: "_Commands") -> None:
    book = add_command(
        commands, "codebook", _("write a codebook for other programs, or make one of theirs ours")
    )
    actions = book.add_subparsers(
        dest="action", required=True, metavar=_("ACTION"), parser_class=Parser
    )
    export = add_command(
        actions,
        "export",
        _("write a codebook as .qdc (REFI-QDA Codebook 1.0): names, colours, definitions, tree"),
        epilog=_(
            "A code's sign is the last line of its description (Sign: ●), from which it is taken "
            "back. The format has no place for cues, nor for several languages."
        ),
    )
    export.add_argument("file", metavar=_("FILE"), help=_("a file to write, or - for the output"))
    _add_codebook_name(export)
    export.add_argument("--force", action="store_true", help=_("write over a file that is there"))
    imported = add_command(
        actions, "import", _("make a codebook in YAML of a .qdc file of another program")
    )
    imported.add_argument("file", metavar=_("QDC"), help=_("a .qdc file"))
    imported.add_argument("out", metavar=_("FILE"), help=_("a file to write, or - for the output"))
    imported.add_argument("--force", action="store_true", help=_("write over a file that is there"))


def _add_codebook_name(parser: Parser) -> None:
    parser.add_argument(
        "--codebook",
        metavar=_("CODEBOOK"),
        help=_("one of ours (microtasks, digital-labor) or a YAML file; microtasks unless told"),
    )
