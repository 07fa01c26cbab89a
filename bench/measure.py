"""Percentiles, memory and sizes."""

import resource
import sys
from collections.abc import Sequence
from pathlib import Path


def percentile(values: Sequence[float], share: float) -> float:
    """Return the smallest value that at least ``share`` (0 to 1) of the values do not exceed.

    The nearest-rank definition: always one of the values. NaN where there is none.
    """
    if not values:
        return float("nan")
    ordered = sorted(values)
    rank = max(1, -(-round(share * len(ordered) * 1e6) // 1_000_000))
    return ordered[rank - 1]


def _status(key: str) -> float | None:
    """Return a memory field of ``/proc/self/status`` in MB, None where there is no such file."""
    try:
        lines = Path("/proc/self/status").read_text().splitlines()
    except OSError:
        return None
    for line in lines:
        if line.startswith(key):
            return int(line.split()[1]) / 1024
    return None


def peak_mb() -> float:
    """Return the most memory that this process has held resident, in MB (2^20 bytes).

    On Linux ``VmHWM``, because ``ru_maxrss`` would count what the parent held before ``exec``.
    """
    peak = _status("VmHWM:")
    if peak is not None:
        return peak
    usage = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return usage / 2**20 if sys.platform == "darwin" else usage / 1024


def resident_mb() -> float:
    """Return what this process holds resident now, mapped files included, in MB; else the peak."""
    resident = _status("VmRSS:")
    return peak_mb() if resident is None else resident


def size_mb(folder: Path) -> float:
    """Return the bytes of all files under ``folder``, in MB."""
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file()) / 2**20
