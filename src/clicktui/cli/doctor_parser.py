"""The arguments of ``clicktui doctor``."""

from typing import TYPE_CHECKING

from clicktui.cli.arguments import Parser, add_command, add_json
from clicktui.i18n import translate as _

if TYPE_CHECKING:
    import argparse


def add_doctor(commands: "argparse._SubParsersAction[Parser]") -> None:
    """Add the command ``doctor``."""
    doctor = add_command(
        commands,
        "doctor",
        _("say what this terminal can do, where everything lives, and whether it is sound"),
        epilog=_(
            "Nothing is claimed that was not asked or read back. Exit codes: 0 sound, 1 something "
            "is broken, 2 wrong usage or error."
        ),
    )
    how = doctor.add_mutually_exclusive_group()
    how.add_argument(
        "--fix",
        action="store_true",
        help=_("mend what can be rebuilt: the index, its leftovers, rights of folders, boards "
               "from what can be read of them or a backup; nothing of yours is deleted"),
    )  # fmt: skip
    how.add_argument(
        "--keys", action="store_true", help=_("try the keys of the app, one by one")
    )  # fmt: skip
    doctor.add_argument(
        "--clipboard",
        action="store_true",
        help=_("send a word to the clipboard also where what is on it cannot be put back"),
    )
    add_json(doctor)
