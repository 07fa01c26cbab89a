"""The routes to a clipboard that make sense here, and the tools that take them.

A terminal never answers an OSC 52 that writes; tmux drops one from inside unless
``set-clipboard`` is ``on``, while ``tmux load-buffer -w -`` works under every setting; the
machine's own clipboard is the user's only when she does not sit at the far end of an SSH
connection. An app in a browser has one route, the browser's own: the machine's clipboard is that of
whoever sits at the server.
"""

import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from enum import StrEnum

SERVED = "CLICKTUI_SERVED"
"""The environment variable that tells an app that a browser shows it; the server sets it."""


class Route(StrEnum):
    """A way for text to leave the app."""

    TERMINAL = "terminal"  # OSC 52, written to the terminal: nobody can know what became of it
    TMUX = "tmux"  # tmux's own buffer, and through -w the terminal around tmux
    NATIVE = "native"  # the clipboard of the machine that clicktui runs on
    BROWSER = "browser"  # that of the browser that shows the app, which says whether it took it


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
    if environ.get(SERVED):
        return (Route.BROWSER,)
    taken = [Route.TERMINAL]
    if environ.get("TMUX"):
        taken.append(Route.TMUX)
    if not over_ssh(environ) and _has_native(environ, platform, which):
        taken.append(Route.NATIVE)
    return tuple(taken)


def over_ssh(environ: Mapping[str, str]) -> bool:
    """Say whether the user sits at the far end of an SSH connection."""
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


def native_environ(environ: Mapping[str, str]) -> dict[str, str]:
    """Return the environment for the machine's own tools, under which they take UTF-8."""
    ours = dict(environ)
    if sys.platform == "darwin":  # pbcopy takes UTF-8 for Mac Roman in another locale
        ours.pop("LC_ALL", None)
        ours["LC_CTYPE"] = "UTF-8"
    return ours


def _send_natively(data: bytes, until: float) -> bool:
    # In a process of its own: pyperclip waits without limit for tools that may hang, lets them
    # write over the screen, and ignores how they end.
    command = [sys.executable, "-P", "-c", _PYPERCLIP]
    return _run(command, data, until, native_environ(os.environ))


SENDERS: dict[Route, Callable[[bytes, float], bool]] = {
    Route.TMUX: _send_to_tmux,
    Route.NATIVE: _send_natively,
}
"""What sends bytes by a route until a moment (monotonic s), and says whether that was confirmed."""


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
