"""The routes to a clipboard, and what can honestly be said of each.

A terminal never answers an OSC 52; tmux drops one from inside unless ``set-clipboard`` is ``on``,
while ``tmux load-buffer -w -`` works under every setting; the machine's own clipboard is the
user's only when she does not sit at the far end of an SSH connection. So every route that makes
sense is taken, and the toast names those that were not refused, claiming no more.
"""

import asyncio
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any
from weakref import WeakKeyDictionary

from textual.app import App

from clicktui import lastcopy
from clicktui.i18n import mark as N_
from clicktui.i18n import translate as _

LIMIT_S = 2.0
"""Seconds that a copy may take in all; what has not answered by then is not claimed."""

_locks: WeakKeyDictionary[App[Any], asyncio.Lock] = WeakKeyDictionary()


class Route(StrEnum):
    """A way for text to leave the app."""

    TERMINAL = "terminal"  # OSC 52, written to the terminal: nobody can know what became of it
    TMUX = "tmux"  # tmux's own buffer, and through -w the terminal around tmux
    NATIVE = "native"  # the clipboard of the machine that clicktui runs on


@dataclass(frozen=True, slots=True)
class Copied:
    """What a copy did: routes ``tried``, those ``confirmed``, and whether last-copy has it.

    ``Route.TERMINAL`` is never confirmed. ``Route.TMUX`` is confirmed when tmux took the buffer,
    ``Route.NATIVE`` when the clipboard was read back and held these words.
    """

    tried: tuple[Route, ...]
    confirmed: tuple[Route, ...]
    kept: bool


def routes(
    environ: Mapping[str, str],
    platform: str = sys.platform,
    which: Callable[[str], str | None] = shutil.which,
) -> tuple[Route, ...]:
    """Return the routes that make sense in ``environ``, in the order they are taken.

    Args:
        environ: the process's environment variables.
        platform: as ``sys.platform``.
        which: tells where a program is, None when it is not installed.
    """
    taken = [Route.TERMINAL]
    if environ.get("TMUX"):
        taken.append(Route.TMUX)
    if not _over_ssh(environ) and _has_native(environ, platform, which):
        taken.append(Route.NATIVE)
    return tuple(taken)


async def copy(app: App[Any], text: str, limit_s: float = LIMIT_S) -> Copied:
    """Keep ``text`` for last-copy, then send it, exactly, by every route; never raises.

    To be awaited in an async worker of ``app``, without ``exclusive``: copies of one app follow
    each other in the order they were asked for, so that the last one wins on every route.

    Args:
        app: the running app, whose driver writes the OSC 52.
        text: the words to copy.
        limit_s: seconds after which routes that have not answered are left alone.
    """
    async with _locks.setdefault(app, asyncio.Lock()):
        kept = await asyncio.to_thread(_remember, text)
        app.copy_to_clipboard(text)
        tried = routes(os.environ)
        senders = [(route, _SENDERS[route]) for route in tried if route in _SENDERS]
        data = text.encode("utf-8", "replace")
        until = time.monotonic() + limit_s
        answers = await asyncio.gather(
            *(asyncio.to_thread(send, data, until) for _route, send in senders)
        )
    confirmed = (route for (route, _send), worked in zip(senders, answers, strict=True) if worked)
    return Copied(tried, tuple(confirmed), kept)


def toast(copied: Copied) -> str:
    """Return the sentence to show after a copy: the routes that were not refused, no more."""
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


def _over_ssh(environ: Mapping[str, str]) -> bool:
    return any(environ.get(name) for name in ("SSH_CONNECTION", "SSH_TTY", "SSH_CLIENT"))


def _has_native(
    environ: Mapping[str, str], platform: str, which: Callable[[str], str | None]
) -> bool:
    """Say whether pyperclip will find a tool that outlives it (its Qt way does not)."""
    if platform in ("darwin", "win32"):
        return True
    if environ.get("WSL_DISTRO_NAME") and which("clip.exe"):
        return True
    if environ.get("WAYLAND_DISPLAY") and which("wl-copy") and which("wl-paste"):
        return True
    return bool(environ.get("DISPLAY") and (which("xclip") or which("xsel")))


def _remember(text: str) -> bool:
    try:
        lastcopy.remember(text)
    except OSError:
        return False
    return True


def _send_to_tmux(data: bytes, until: float) -> bool:
    command = ["tmux", "load-buffer", "-w", "-"]
    return _run(command, data, until) or _run(
        [word for word in command if word != "-w"], data, until  # tmux before 3.2 lacks -w
    )  # fmt: skip


_PYPERCLIP = """
import sys
import pyperclip
text = sys.stdin.buffer.read().decode()
pyperclip.copy(text)
sys.exit(pyperclip.paste().replace("\\r\\n", "\\n") != text)
"""


def _send_natively(data: bytes, until: float) -> bool:
    # In a process of its own: pyperclip waits without limit for tools that may hang, lets them
    # write over the screen, and ignores how they end.
    environ = dict(os.environ)
    if sys.platform == "darwin":  # pbcopy takes UTF-8 for Mac Roman in another locale
        environ.pop("LC_ALL", None)
        environ["LC_CTYPE"] = "UTF-8"
    return _run([sys.executable, "-P", "-c", _PYPERCLIP], data, until, environ)


_SENDERS: dict[Route, Callable[[bytes, float], bool]] = {
    Route.TMUX: _send_to_tmux,
    Route.NATIVE: _send_natively,
}


def _run(
    command: Sequence[str], data: bytes, until: float, environ: Mapping[str, str] | None = None
) -> bool:
    """Give ``data`` to ``command`` and say whether it ended well before ``until`` (monotonic s).

    Output goes nowhere: a tool that stays behind to serve the clipboard (xclip) would keep a
    pipe open for ever. A tool that is late is killed with all that it started.
    """
    try:
        process = subprocess.Popen(  # noqa: S603 -- fixed commands, no shell
            command, env=environ, start_new_session=True,
            stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        )  # fmt: skip
    except OSError:
        return False
    try:
        process.communicate(data, timeout=max(0.0, until - time.monotonic()))
    except subprocess.TimeoutExpired:
        _kill(process)
        return False
    except OSError:  # it ended without reading
        process.wait()
        return False
    return process.returncode == 0


def _kill(process: subprocess.Popen[bytes]) -> None:
    try:
        if os.name == "posix":
            os.killpg(process.pid, signal.SIGKILL)
        else:
            process.kill()
    except ProcessLookupError:
        pass
    if process.stdin:
        process.stdin.close()
    process.wait()
