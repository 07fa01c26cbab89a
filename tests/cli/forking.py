"""Forks ``python -m clicktui`` from a process that has already imported it.

Each command is a process of its own, with its own streams, folder and environment, that ends as
any other; what it need not do again is start Python and import the libraries, most of its time.
"""

import atexit
import gc
import json
import os
import socket
import subprocess
import sys
import threading
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import BinaryIO

_LONGEST_REQUEST = 1 << 20


class Forker:
    """A process, started when it is first needed, that forks commands one at a time."""

    def __init__(self, environ: Mapping[str, str]) -> None:
        """Start it with ``environ``, which decides what only the start of Python reads."""
        ours, its = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        with its:
            self._process = subprocess.Popen(
                [sys.executable, __file__, str(its.fileno())],
                env=dict(environ),
                pass_fds=[its.fileno()],
            )
        self._socket = ours

    def run(
        self,
        arguments: Sequence[str],
        folder: Path,
        environ: Mapping[str, str],
        streams: Sequence[BinaryIO],
    ) -> int:
        """Run clicktui with ``arguments``, and wait; return its code, negative for a signal.

        ``streams`` are its standard input, output and error.
        """
        request = json.dumps([list(arguments), str(folder), dict(environ)]).encode()
        socket.send_fds(self._socket, [request], [stream.fileno() for stream in streams])
        return int(self._socket.recv(64))

    def close(self) -> None:
        """End it."""
        self._socket.close()
        self._process.wait(timeout=10)


def _serve(server: socket.socket) -> None:
    """Fork once for each request; return in a child, set up as a new process, or end."""
    import importlib
    import pkgutil

    import clicktui

    for module in pkgutil.walk_packages(clicktui.__path__, "clicktui."):
        if not module.name.startswith(("clicktui.tui", "clicktui.__main__")):
            importlib.import_module(module.name)
    from clicktui.microtasks.codebookfiles import codebook

    codebook()  # half a second of reading
    gc.collect()
    gc.freeze()  # no collection in a child goes through what it has from here
    while True:
        request, descriptors, _flags, _address = socket.recv_fds(server, _LONGEST_REQUEST, 3)
        if not request:
            os._exit(0)
        if (child := os.fork()) == 0:
            server.close()
            arguments, folder, environ = json.loads(request)
            _become(arguments, folder, environ, descriptors)
            return
        for descriptor in descriptors:
            os.close(descriptor)
        _pid, status = os.waitpid(child, 0)
        server.send(str(os.waitstatus_to_exitcode(status)).encode())


def _become(
    arguments: list[str], folder: str, environ: dict[str, str], descriptors: list[int]
) -> None:
    for standard, descriptor in enumerate(descriptors):
        os.dup2(descriptor, standard)
        os.close(descriptor)
    os.chdir(folder)
    os.environ.clear()
    os.environ.update(environ)
    sys.argv = ["clicktui", *arguments]


def _run() -> int:
    """Run clicktui as ``python -m`` does; return its exit code."""
    import runpy

    try:
        runpy.run_module("clicktui", run_name="__main__", alter_sys=True)
    except SystemExit as end:
        return end.code if isinstance(end.code, int) else int(end.code is not None)
    return 0


def _end(code: int) -> None:
    """End as Python does, but do not take apart what the process has from the one it came from."""
    threading._shutdown()  # type: ignore[attr-defined]
    atexit._run_exitfuncs()
    for stream in (sys.stdout, sys.stderr):
        try:
            stream.flush()
        except (OSError, ValueError):
            code = code or 120  # as Python has it
    os._exit(code)


if __name__ == "__main__":
    _serve(socket.socket(fileno=int(sys.argv[1])))
    sys.path[0] = ""
    _end(_run())
