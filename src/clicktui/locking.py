"""Locks on files, between processes; they end with the process that holds them."""

import sys

if sys.platform == "win32":
    import msvcrt

    def try_lock(descriptor: int) -> bool | None:
        """Say whether the lock was free and is held now; None where there are no locks."""
        try:
            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        except PermissionError:
            return False
        except OSError:
            return None
        return True
else:
    import fcntl

    def try_lock(descriptor: int) -> bool | None:
        """Say whether the lock was free and is held now; None where there are no locks.

        ``descriptor`` is that of an open file; closing it gives the lock back.
        """
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        except OSError:
            return None
        return True
