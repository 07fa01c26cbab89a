"""Processes of our own that work behind everything else."""

import os
import subprocess
import sys
from contextlib import suppress

_LOWEST = 19


def begin(module: str) -> "subprocess.Popen[bytes]":
    """Begin ``module`` in a process of the lowest priority, asked and answering by pipes.

    A group of its own: Ctrl+C is the app's to answer. Not a session: where the system shares
    processors out by sessions, low priority counts only within one.

    Raises:
        OSError: no process can be started.
    """
    one_thread = {"OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1"}
    process = subprocess.Popen(  # noqa: S603 (our own module)
        [sys.executable, "-P", "-m", module],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env={**os.environ, **one_thread},
        process_group=0 if os.name == "posix" else None,
        creationflags=getattr(subprocess, "IDLE_PRIORITY_CLASS", 0),
    )
    _let_others_go_first(process.pid)
    return process


def end(process: "subprocess.Popen[bytes]") -> None:
    """End ``process`` now, and wait for that."""
    process.kill()
    process.wait()
    for pipe in (process.stdin, process.stdout):
        if pipe is not None:
            with suppress(OSError):
                pipe.close()


def _let_others_go_first(pid: int) -> None:
    """Let every other process have the processor first, from the first moment on.

    Not only where nothing else wants to run at all (SCHED_IDLE): on a busy machine it would never
    end.
    """
    if sys.platform == "linux":
        with suppress(OSError):
            os.sched_setscheduler(pid, os.SCHED_BATCH, os.sched_param(0))
    if sys.platform != "win32":
        with suppress(OSError):
            os.setpriority(os.PRIO_PROCESS, pid, _LOWEST)
