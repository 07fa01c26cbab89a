"""The routes to a clipboard, tried with a nonce: only what was read back is claimed.

What the user has on a clipboard is not lost by it. Where it can be read it is put back; where it
cannot, nothing is sent, unless she asks for it (``is_forced``).
"""

import secrets
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping, Sequence

from clicktui.clipboards import Route, native_environ, over_ssh, routes
from clicktui.doctor.asking import Terminal
from clicktui.doctor.model import Area, Finding, State
from clicktui.i18n import translate as _

LIMIT_S = 1.2
"""Seconds that all tools of one route have together."""

_BUFFER = "clicktui-doctor"
_PASTE = "import sys, pyperclip; sys.stdout.buffer.write(pyperclip.paste().encode())"
_COPY = "import sys, pyperclip; pyperclip.copy(sys.stdin.buffer.read().decode())"


def findings(
    environ: Mapping[str, str], terminal: Terminal | None, is_forced: bool = False
) -> Iterator[Finding]:
    """Yield what was found of each route.

    Args:
        environ: the process's environment variables.
        terminal: to write OSC 52 to; None where there is none.
        is_forced: send the nonce also where it cannot be read back and takes the place of what
            the user had copied.
    """
    taken = routes(environ)
    nonce = f"clicktui-{secrets.token_hex(4)}"
    if Route.TMUX in taken:
        yield _tmux(nonce, environ)
    else:
        yield _terminal(nonce, terminal, is_forced)
    if Route.NATIVE in taken:
        yield _native(nonce, environ, is_forced)
    elif over_ssh(environ):
        yield _finding(
            "native",
            _("this machine's"),
            State.OK,
            _("not used: over SSH, the clipboard here is not yours"),
        )
    else:
        yield _finding(
            "native",
            _("this machine's"),
            State.UNKNOWN,
            _("no tool for it was found"),
            _("under X11 install xclip, under Wayland wl-clipboard"),
        )


def _finding(
    name: str, title: str, state: State, told: str, advice: str = "", /, **facts: object
) -> Finding:
    return Finding(Area.CLIPBOARD, name, title, state, told, advice, facts)


def _terminal(nonce: str, terminal: Terminal | None, is_forced: bool) -> Finding:
    title = _("terminal (OSC 52)")
    if terminal is None:
        return _finding("terminal", title, State.UNKNOWN, _("not tried: there is no terminal"))
    former = terminal.clipboard()
    if former:
        terminal.set_clipboard(nonce.encode())
        found = terminal.clipboard()
        terminal.set_clipboard(former)
        is_put_back = terminal.clipboard() == former
        if found == nonce.encode() and is_put_back:
            return _finding(
                "terminal",
                title,
                State.OK,
                _("written and read back; what you had copied is there again"),
                read_back=True,
            )
        return _finding(
            "terminal",
            title,
            State.WARNING,
            _("it can be read, and does not take what is written"),
            _("allow programs to set the clipboard in the terminal’s own settings"),
            read_back=False,
        )
    if is_forced:
        terminal.set_clipboard(nonce.encode())
        return _sent(title, nonce)
    return _finding(
        "terminal",
        title,
        State.UNKNOWN,
        _("not tried: this terminal does not say what is on the clipboard, and it would be lost"),
        _("clicktui doctor --clipboard sends a word in its place, to be pasted"),
        read_back=False,
    )


def _sent(title: str, nonce: str) -> Finding:
    return _finding(
        "terminal",
        title,
        State.UNKNOWN,
        _("sent “{nonce}”, cannot be read back here").format(nonce=nonce),
        _("paste somewhere: if {nonce} appears, it works").format(nonce=nonce),
        read_back=False,
        sent=nonce,
    )


def _tmux(nonce: str, environ: Mapping[str, str]) -> Finding:
    """Try a buffer of our own, without ``-w``: the clipboard around tmux stays as it is."""
    title = "tmux"
    until = time.monotonic() + LIMIT_S
    taken = _run(["tmux", "load-buffer", "-b", _BUFFER, "-"], nonce.encode(), until, environ)
    found = _run(["tmux", "show-buffer", "-b", _BUFFER], b"", until, environ)
    _run(["tmux", "delete-buffer", "-b", _BUFFER], b"", until, environ)
    option = _run(["tmux", "show-options", "-sv", "set-clipboard"], b"", until, environ)
    setting = "".join(one for one in (option or b"").decode("ascii", "replace") if one.isalpha())
    if taken is None or found != nonce.encode():
        return _finding(
            "tmux",
            title,
            State.BROKEN,
            _("tmux did not take and give back a buffer"),
            _("look whether tmux answers: tmux show-buffer"),
            read_back=False,
        )
    if setting == "off":
        return _finding(
            "tmux",
            title,
            State.WARNING,
            _(
                "a buffer was written and read back; set-clipboard is off: the terminal around tmux"
                " gets nothing"
            ),
            "tmux set -s set-clipboard external",
            read_back=True,
            set_clipboard=setting,
        )
    told = _(
        "a buffer was written and read back; what the terminal around tmux makes of it cannot be"
        " read here (set-clipboard: {setting})"
    ).format(setting=setting or "?")
    return _finding("tmux", title, State.OK, told, read_back=True, set_clipboard=setting)


def _native(nonce: str, environ: Mapping[str, str], is_forced: bool) -> Finding:
    title = _("this machine's")
    until = time.monotonic() + LIMIT_S
    here = native_environ(environ)
    python = [sys.executable, "-P", "-c"]
    former = _run([*python, _PASTE], b"", until, here)
    if not former and not is_forced:
        if former is None:
            return _finding(
                "native",
                title,
                State.BROKEN,
                _("its tool does not answer"),
                _("look whether a desktop is running: DISPLAY, WAYLAND_DISPLAY"),
                read_back=False,
            )
        return _finding(
            "native",
            title,
            State.UNKNOWN,
            _("not tried: there is no text on it, and an image there would be lost"),
            _("copy a word and ask again, or clicktui doctor --clipboard"),
            read_back=False,
        )
    _run([*python, _COPY], nonce.encode(), until, here, is_output_kept=False)
    found = _run([*python, _PASTE], b"", until, here)
    is_put_back = True
    if former:  # with a time of its own: it has to be put back
        _run([*python, _COPY], former, time.monotonic() + LIMIT_S, here, is_output_kept=False)
        is_put_back = _run([*python, _PASTE], b"", time.monotonic() + LIMIT_S, here) == former
    if not is_put_back:
        return _finding(
            "native",
            title,
            State.BROKEN,
            _("what you had copied could not be put back"),
            _("copy it again"),
            read_back=False,
        )
    if found != nonce.encode():
        return _finding(
            "native",
            title,
            State.BROKEN,
            _("what was written was not read back"),
            _("look whether a desktop is running: DISPLAY, WAYLAND_DISPLAY"),
            read_back=False,
        )
    told = _("written and read back; what you had copied is there again")
    return _finding("native", title, State.OK, told, read_back=True)


def _run(
    command: Sequence[str],
    data: bytes,
    until: float,
    environ: Mapping[str, str],
    *,
    is_output_kept: bool = True,
) -> bytes | None:
    """Return what ``command`` prints, None where it fails or is late.

    A tool that copies stays behind and keeps its output open: that has to go nowhere.
    """
    try:
        done = subprocess.run(  # noqa: S603 -- fixed commands, no shell
            command,
            input=data,
            env=dict(environ),
            check=False,
            start_new_session=True,
            stdout=subprocess.PIPE if is_output_kept else subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            timeout=max(0.05, until - time.monotonic()),
        )
    except (OSError, subprocess.TimeoutExpired):
        return None
    return (done.stdout or b"") if done.returncode == 0 else None
