"""The commands that judge passages by a codebook, and their arguments."""

from argparse import ArgumentTypeError
from typing import TYPE_CHECKING

from clicktui.cli.arguments import Parser, add_command, add_json
from clicktui.i18n import translate as _

JUDGED_LANGUAGES = ("auto", "fr", "it", "en")
BANDS = ("clear", "possible")
"""The bands that a threshold can be, here without the classifier's imports."""

if TYPE_CHECKING:
    import argparse

    _Commands = argparse._SubParsersAction[Parser]


def threshold(text: str) -> str | float:
    """Return the name of a band or a score from 0 to 1; argparse tells the error.

    Raises:
        ArgumentTypeError: it is neither.
    """
    if text in BANDS:
        return text
    try:
        score = float(text)
    except ValueError:
        score = -1.0
    if not 0 < score <= 1:
        message = _("expected clear, possible or a score above 0 up to 1, not {text!r}")
        raise ArgumentTypeError(message.format(text=text))
    return score


def add_coding(commands: "_Commands") -> None:
    """Add ``classify`` and ``evaluate``."""
    classify = add_command(
        commands,
        "classify",
        _("say which codes of a codebook speak from passages, with the words that say so"),
        epilog=_(
            "FILE is text, a passage a line, or JSON Lines: one object a line with {keys}, each "
            "passage judged alone. JSON Lines are answered with JSON Lines: {answer}. “labels” "
            "are the codes of the band that --threshold names, or above. A line that cannot be "
            "read is told with its number, and the others go on; the exit code is then 2. With "
            "--semantic {candidate} names by label the labelled example that a passage resembles; "
            "such a label has no evidence, and is often wrong."
        ).format(
            keys='"text", "id"?, "lang"?',
            answer="id, labels, scores, bands, evidence",
            candidate="candidate_of {label: {id, lang, words, likeness}}",
        ),
    )
    classify.add_argument(
        "file", nargs="?", default="-", metavar=_("FILE"), help=_("a file, or - for the input")
    )
    _add_judging(classify)
    evaluate = add_command(
        commands,
        "evaluate",
        _("compare what classify says with labels given by a person"),
        epilog=_(
            "GOLD is JSON Lines: {keys}. Printed are precision, recall and F1 of each code and "
            "their mean (macro-F1), the share of passages without code that got one (false "
            "alarms), and the share of right labels whose evidence overlaps the person's; in "
            "brackets 95 % bootstrap intervals, from a fixed seed."
        ).format(keys='"text", "labels", "id"?, "lang"?, "evidence"?, "confidence"?'),
    )
    evaluate.add_argument("file", metavar=_("GOLD"), help=_("a file, or - for the input"))
    _add_judging(evaluate)


def _add_judging(parser: Parser) -> None:
    parser.add_argument(
        "--codebook",
        default="microtasks",
        metavar=_("CODEBOOK"),
        help=_("one of ours (microtasks, digital-labor) or a YAML file; microtasks unless told"),
    )
    parser.add_argument(
        "--lang",
        dest="passage_lang",
        choices=JUDGED_LANGUAGES,
        default="auto",
        help=_("language of the passages that do not say theirs; auto finds it from the words"),
    )
    parser.add_argument(
        "--threshold",
        type=threshold,
        default="possible",
        metavar=_("THRESHOLD"),
        help=_("clear, possible (unless told) or a score above 0 up to 1: the least for a label"),
    )
    parser.add_argument(
        "--semantic",
        action="store_true",
        help=_("add candidates by meaning, possible only; needs the extra clicktui[semantic]"),
    )
    add_json(parser)
