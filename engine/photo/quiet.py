"""Keeping decoders' warnings and log lines to themselves."""

from __future__ import annotations

import contextlib
import logging
import threading
import warnings
from collections.abc import Iterator

# They log the oddities of damaged files as errors; what matters of them reaches the person as a warning of ours.
for _library in ("PIL", "tifffile", "imagecodecs"):
    logging.getLogger(_library).setLevel(logging.CRITICAL + 1)

_lock = threading.Lock()
_stack = contextlib.ExitStack()
_inside = 0


@contextlib.contextmanager
def quiet() -> Iterator[None]:
    """Ignore warnings inside, from whichever thread: what matters of them is said in the result.

    `warnings.catch_warnings` alone must not be used by two threads at once: it keeps one state for all of them, and the
    last to leave would put the wrong one back for good.
    """
    global _inside
    with _lock:
        if _inside == 0:
            _stack.enter_context(warnings.catch_warnings())
            warnings.simplefilter("ignore")
        _inside += 1
    try:
        yield
    finally:
        with _lock:
            _inside -= 1
            if _inside == 0:
                _stack.close()
