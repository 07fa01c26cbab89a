"""``clicktui codebook``: codebooks for other programs, and theirs for us."""

from argparse import Namespace
from pathlib import Path

from clicktui.cli.board_session import say_line
from clicktui.cli.newfile import write_file
from clicktui.i18n import language
from clicktui.i18n import translate as _
from clicktui.microtasks.codebookfiles import DEFAULT
from clicktui.microtasks.codebookfiles import codebook as codebook_named


def codebook(arguments: Namespace) -> int:
    """Write a codebook as .qdc, or one in YAML of a .qdc.

    Raises:
        CodebookError: there is no such codebook, or it has a mistake.
        BoardFileError: the .qdc cannot be read.
        UsageError: the file is there already, and not ``--force``.
        OSError: it cannot be read or written.
    """
    from clicktui.exporting.qdc import codebook_yaml, qdc_text, read_qdc

    if arguments.action == "export":
        text = qdc_text(codebook_named(arguments.codebook or DEFAULT), language())
        out = arguments.file
    else:
        source = Path(arguments.file)
        text = codebook_yaml(read_qdc(source.read_bytes(), arguments.file), source.stem)
        out = arguments.out
    if out == "-":
        print(text, end="")
    else:
        write_file(Path(out), text, arguments.force)
        say_line(_("{file} is written").format(file=out))
    return 0
