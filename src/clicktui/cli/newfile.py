"""Files that a user asks for, written whole or not at all."""

from collections.abc import Mapping
from pathlib import Path

from clicktui.cli.arguments import UsageError
from clicktui.exporting.placing import FileThereError, place
from clicktui.i18n import translate as _


def write_file(path: Path, text: str, is_forced: bool) -> None:
    """Write ``text`` as UTF-8 at ``path``; see ``write_files``."""
    write_files({path: text.encode("utf-8")}, is_forced)


def write_files(files: Mapping[Path, bytes], is_forced: bool) -> None:
    """Write all ``files``, or none; ``is_forced``: also over those that are there.

    Raises:
        UsageError: there is a file, and not ``is_forced``.
        ClicktuiError: there is something else than a file, or two of the paths are the same.
        OSError: one cannot be written; files that were there are as they were.
    """
    try:
        place(files, is_forced)
    except FileThereError as error:
        raise UsageError(_("{problem}: --force writes over it").format(problem=error)) from error
