"""The inside of a process that works for a batch. It imports nothing heavy before its number of threads is set."""

from __future__ import annotations

import contextlib
import os
import signal
import threading
import time
from multiprocessing.connection import Connection
from pathlib import Path
from queue import SimpleQueue
from typing import TYPE_CHECKING, Any

from engine.batch.unit import Unit
from engine.device import THREADS_VARIABLE

if TYPE_CHECKING:
    from engine.jobs import CancelToken, Progress

READY, BEGUN, ENDED = "ready", "begun", "ended"
STOP = "stop"
_THREADS = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "NUMBA_NUM_THREADS", THREADS_VARIABLE)
_REPORT_S = 0.1  # reports that only move a bar come no closer


def serve(pipe: Connection, threads: int, texts: Path | None = None) -> None:
    """Do the units that come through the pipe, one at a time, until it is closed.

    Says READY once, BEGUN with a fraction and a message as it takes up a unit and goes on with it, and ENDED with its
    outcome, or with None where it was given up.

    Args:
        pipe: to whoever asks; where they are gone, the work is given up.
        threads: of the processor, that this process may use.
        texts: the translations of what it says; None = English.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl+C is for the process that asks; it ends this one
    for name in _THREADS:
        os.environ[name] = str(threads)
    import cv2

    from engine import language
    from engine.jobs import CancelToken

    if texts is not None:
        language.install_file(texts)
    cv2.setNumThreads(threads)
    token = CancelToken()
    orders: SimpleQueue[Unit | None] = SimpleQueue()
    threading.Thread(target=_listen, args=(pipe, orders, token), name="orders", daemon=True).start()
    _say(pipe, READY)
    while (unit := orders.get()) is not None:
        _say(pipe, BEGUN, 0.0, "")  # from here on the photo may be what ends the process
        _say(pipe, ENDED, _outcome(unit, token, pipe))


def _listen(pipe: Connection, orders: SimpleQueue[Unit | None], token: CancelToken) -> None:
    """Take orders while the process works: a stop is to be heard in the middle of a fill."""
    try:
        while True:
            order = pipe.recv()
            if order == STOP:
                token.cancel()
            else:
                orders.put(Unit.from_dict(order))
    except (EOFError, OSError):
        token.cancel()
        orders.put(None)


def _outcome(unit: Unit, token: CancelToken, pipe: Connection) -> dict[str, Any] | None:
    from engine.batch.work import perform
    from engine.errors import Cancelled
    from engine.jobs import JobContext

    try:
        return perform(unit, JobContext(token, _Reporter(pipe))).to_dict()
    except Cancelled:
        return None


class _Reporter:
    """Passes progress on, a few times a second."""

    def __init__(self, pipe: Connection) -> None:
        self._pipe = pipe
        self._told_at = 0.0

    def __call__(self, progress: Progress) -> None:
        now = time.monotonic()
        if now - self._told_at >= _REPORT_S:
            self._told_at = now
            _say(self._pipe, BEGUN, progress.fraction, progress.message)


def _say(pipe: Connection, *words: Any) -> None:
    with contextlib.suppress(OSError):  # nobody listens any more: the thread that takes orders ends the work
        pipe.send(words)
