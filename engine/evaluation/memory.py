"""How much memory a process held at most."""

from __future__ import annotations

import contextlib
import sys
from pathlib import Path

_STATUS, _RESET = Path("/proc/self/status"), Path("/proc/self/clear_refs")


def reset_peak() -> None:
    """Let the peak start again from what is held now, where the system can (Linux)."""
    with contextlib.suppress(OSError):
        _RESET.write_text("5")


def peak_bytes() -> int | None:
    """The most memory that this process held in RAM, all its libraries included, in bytes; None where none can tell.

    On Linux since the last `reset_peak`, on macOS since the start of the process.
    """
    # Not ru_maxrss on Linux: a new process inherits it from the one that started it.
    with contextlib.suppress(OSError):
        for line in _STATUS.read_text().splitlines():
            if line.startswith("VmHWM:"):
                return int(line.split()[1]) * 1024
    if sys.platform == "darwin":
        import resource

        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return None
