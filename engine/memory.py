"""Memory that is free inside the process and could be free for others."""

from __future__ import annotations

import ctypes
import sys
from collections.abc import Callable
from functools import cache


def give_back() -> None:
    """Hand what was freed, and the C library keeps for later, back to the system: milliseconds, in any thread.

    After a large fill glibc keeps a hundred megabytes and more. Other systems' allocators give back by themselves.
    """
    trim = _trim()
    if trim is not None:
        trim(0)


@cache
def _trim() -> Callable[[int], int] | None:
    """glibc's own, or None where the C library is another."""
    if sys.platform != "linux":
        return None
    try:
        return ctypes.CDLL(None).malloc_trim
    except (OSError, AttributeError):
        return None
