"""``clicktui serve``: says where the app is to be found and what it exposes, and serves it."""

import asyncio
import os
from argparse import Namespace
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from html import escape
from pathlib import Path
from threading import Thread
from urllib.parse import quote

from clicktui.cli.exitcodes import FOUND
from clicktui.cli.terminal import say, say_error
from clicktui.corpora.choosing import chosen
from clicktui.i18n import translate as _
from clicktui.places import state_folder
from clicktui.serving.extra import need
from clicktui.serving.listening import Listening, listen
from clicktui.serving.token import Token, wanted_token
from clicktui.wholefiles import replace_file

_OPENING = "open-in-browser.html"


def serve(arguments: Namespace) -> int:
    """Serve the app until Ctrl-C.

    Raises:
        ServingError: the extra, the port or the token cannot be had.
        CorpusError: the corpus that is to be shown is not there.
    """
    need()
    place = chosen()
    file = Path(arguments.token_file) if arguments.token_file else None
    token = wanted_token(os.environ, file)
    listening = listen(arguments.host, arguments.port)
    from clicktui.serving import server

    language = ("--lang", arguments.interface) if arguments.interface else ()
    if not listening.is_loopback:
        for line in exposed(listening):
            say_error(line)

    with _opening(listening, token) if arguments.open else _nothing() as look:

        def ready() -> None:
            say(*ready_lines(listening, token, place.name))
            look()

        asyncio.run(server.serve(listening, token, language, arguments.pages, ready))
    return FOUND


def ready_lines(listening: Listening, token: Token, corpus: str) -> Iterator[str]:
    """Yield where the app is: with a token of ours, the address that lets in."""
    told = _("clicktui ({corpus}) is in the browser at:").format(corpus=corpus)
    yield told
    yield ""
    yield "  " + (listening.address if token.is_hers else _address(listening, token))
    yield ""
    if token.is_hers:
        yield _("It asks for your token.")
    elif listening.is_loopback:
        yield _("Whoever has this address is let in: give it to nobody. At each start it is new.")
    else:
        yield _("Whoever has this address is let in: give it only to those whom you trust with it.")
    yield _("Ctrl+C ends it.")


def exposed(listening: Listening) -> Iterator[str]:
    """Yield what is exposed where other machines reach the port."""
    yield _("other machines can reach {address}").format(address=listening.address)
    yield _(
        "whoever has its address with the token reads this corpus and all your corpora; reads, "
        "changes and deletes your boards, notes and codings, in your name; and has any file of "
        "this machine that you can read taken in and shown"
    )
    yield _(
        "the connection is not encrypted: who is on the network can read the token and all that "
        "is shown. An SSH tunnel is the better way: leave --host out, and on the other machine "
        "type: ssh -L {port}:127.0.0.1:{port} {host}"
    ).format(port=listening.port, host=listening.host)


def _address(listening: Listening, token: Token) -> str:
    return f"{listening.address}?token={quote(token.text, safe='')}"


@contextmanager
def _nothing() -> Iterator[Callable[[], None]]:
    yield lambda: None


@contextmanager
def _opening(listening: Listening, token: Token) -> Iterator[Callable[[], None]]:
    """Give what opens the browser, by a file of hers alone.

    A browser's command line, and so the address in it, can be read by all users of the machine.
    """
    import webbrowser

    file = state_folder() / _OPENING
    target = escape(_address(listening, token))
    page = f'<!DOCTYPE html><meta http-equiv="refresh" content="0; url={target}">'

    def look() -> None:
        replace_file(file, page.encode("utf-8"), 0o600)
        if not _has_window() or not webbrowser.open(file.as_uri()):
            say_error(_("no browser was found: open the address yourself"))

    try:
        yield Thread(target=look, daemon=True).start  # some are waited for
    finally:
        file.unlink(missing_ok=True)


def _has_window() -> bool:
    """Say whether the browser has a window of its own: another would take this terminal."""
    import webbrowser

    try:
        found = webbrowser.get()
    except webbrowser.Error:
        return False
    is_generic = isinstance(found, webbrowser.GenericBrowser)
    return not is_generic or isinstance(found, webbrowser.BackgroundBrowser)
