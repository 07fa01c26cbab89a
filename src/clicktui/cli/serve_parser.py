"""The arguments of ``clicktui serve``."""

import argparse

from clicktui.cli.arguments import Parser, add_command, positive
from clicktui.i18n import translate as _
from clicktui.serving.usual import HOST, MOST, PORT, TOKEN_VARIABLE

_LAST_PORT = 65535


def add_serve(commands: "argparse._SubParsersAction[Parser]") -> None:
    """Add the command ``serve``."""
    serve = add_command(
        commands,
        "serve",
        _("show the app in a browser, for this machine alone unless told otherwise"),
        epilog=_(
            "Nobody is let in without a token. It is part of the address that is printed, anew at "
            "each start, or your own: in {variable} or in a file that only you can read. Each page "
            "is an app of its own, on the same boards. Who is let in does all that you can do in "
            "the app. From another machine, an SSH tunnel is the better way: ssh -L "
            "{port}:127.0.0.1:{port} MACHINE."
        ).format(variable=TOKEN_VARIABLE, port=PORT),
    )
    serve.add_argument(
        "--host",
        default=HOST,
        metavar=_("HOST"),
        help=_("the address to listen at ({host} unless told; 0.0.0.0: to all machines)").format(
            host=HOST
        ),
    )
    serve.add_argument(
        "--port",
        type=_port,
        default=PORT,
        metavar="N",
        help=_("the port ({port} unless told; 0: any free one)").format(port=PORT),
    )
    serve.add_argument(
        "--token-file", metavar=_("FILE"), help=_("read the token from FILE, yours alone")
    )
    serve.add_argument(
        "--pages",
        type=positive,
        default=MOST,
        metavar="N",
        help=_("at most N pages at a time ({number} unless told)").format(number=MOST),
    )
    serve.add_argument("--open", action="store_true", help=_("open it in your browser"))


def _port(text: str) -> int:
    number = int(text) if text.isascii() and text.isdigit() and len(text) <= 5 else -1
    if not 0 <= number <= _LAST_PORT:
        raise argparse.ArgumentTypeError(
            _("expected a port from 0 to {last}, not {text!r}").format(last=_LAST_PORT, text=text)
        )
    return number
