"""Copying by every route that makes sense, and what can honestly be said of it.

What the routes are worth is in ``clicktui.clipboards``. The toast names those that were not
refused, claiming no more.
"""

import asyncio
import os
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from weakref import WeakKeyDictionary

from textual.app import App

from clicktui import lastcopy
from clicktui.clipboards import SENDERS, SERVED, Route, routes
from clicktui.i18n import mark as N_
from clicktui.i18n import translate as _

if TYPE_CHECKING:
    from clicktui.tui.browser_driver import BrowserDriver

LIMIT_S = 2.0
"""Seconds that a copy may take in all; what has not answered by then is not claimed."""

_locks: WeakKeyDictionary[App[Any], asyncio.Lock] = WeakKeyDictionary()


@dataclass(frozen=True, slots=True)
class Copied:
    """What a copy did: routes ``tried``, those ``confirmed``, and whether last-copy has it.

    ``Route.TERMINAL`` is never confirmed. ``Route.TMUX`` is confirmed when tmux took the buffer,
    ``Route.NATIVE`` when the clipboard was read back and held these words, ``Route.BROWSER`` when
    the browser says that it took them.
    """

    tried: tuple[Route, ...]
    confirmed: tuple[Route, ...]
    kept: bool


async def copy(app: App[Any], text: str, limit_s: float = LIMIT_S) -> Copied:
    """Keep ``text`` for last-copy, then send it, exactly, by every route; never raises.

    To be awaited in an async worker of ``app``, without ``exclusive``: copies of one app follow
    each other in the order they were asked for, so that the last one wins on every route.

    Args:
        app: the running app, whose driver writes the OSC 52, or gives the browser the words.
        text: the words to copy.
        limit_s: seconds after which routes that have not answered are left alone.
    """
    async with _locks.setdefault(app, asyncio.Lock()):
        kept = await asyncio.to_thread(_remember, text)
        app.copy_to_clipboard(text)
        tried = routes(os.environ)
        senders = [(route, SENDERS[route]) for route in tried if route in SENDERS]
        data = text.encode("utf-8", "replace")
        until = time.monotonic() + limit_s
        browser = browser_of(app)
        if browser is not None and await browser.has_copied(limit_s):
            return Copied(tried, (Route.BROWSER,), kept)
        answers = await asyncio.gather(
            *(asyncio.to_thread(send, data, until) for _route, send in senders)
        )
    confirmed = (route for (route, _send), worked in zip(senders, answers, strict=True) if worked)
    return Copied(tried, tuple(confirmed), kept)


def toast(copied: Copied) -> str:
    """Return the sentence to show after a copy: the routes that were not refused, no more."""
    if Route.BROWSER in copied.tried:
        sentence = _(_IN_BROWSER[Route.BROWSER in copied.confirmed])
    else:
        sentence = _(_TOASTS[Route.TMUX in copied.confirmed, Route.NATIVE in copied.confirmed])
    if not copied.kept:
        sentence += " " + _("It could not be kept for “clicktui last-copy”.")
    return sentence


_TOASTS = {
    (False, False): N_("Sent to the terminal (OSC 52)."),
    (True, False): N_("Sent to the terminal (OSC 52) and tmux."),
    (False, True): N_("Sent to the terminal (OSC 52) and the system clipboard."),
    (True, True): N_("Sent to the terminal (OSC 52), tmux and the system clipboard."),
}


_IN_BROWSER = {
    True: N_("On the browser’s clipboard."),
    False: N_("Not copied yet: press any key for the browser to take it, or copy again."),
}


def browser_of(app: App[Any]) -> "BrowserDriver | None":
    """Return what draws ``app`` in a browser; None where it is in a terminal."""
    if not os.environ.get(SERVED):
        return None
    from clicktui.tui.browser_driver import BrowserDriver

    return app._driver if isinstance(app._driver, BrowserDriver) else None


def _remember(text: str) -> bool:
    try:
        lastcopy.remember(text)
    except OSError:
        return False
    return True
