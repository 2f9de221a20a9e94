"""Units over processes of this machine: one that dies takes only its own photo along."""

from __future__ import annotations

import contextlib
import multiprocessing
import time
from collections import deque
from collections.abc import Sequence
from multiprocessing.connection import wait
from multiprocessing.process import BaseProcess

from engine import language
from engine.batch.backend import Ended, Listener, Progressed
from engine.batch.control import Control
from engine.batch.serving import BEGUN, ENDED, READY, STOP, serve
from engine.batch.unit import Outcome, Unit, failure
from engine.errors import EngineError
from engine.language import tr, tr_n

_LOOK_S = 0.1  # how soon a pause or a stop is noticed
_STOP_S = 10.0  # a fill listens between its steps; what does not stop by then is ended
_DYING_S = 10.0  # between a process's last word and its end; on a busy machine that is no moment
_MOST_STILLBORN = 5  # processes that die in a row before they have taken up their photo, before the run gives up
_BYTES_EACH = 2 << 30  # of memory that a process with a photo of 24 megapixels takes, with room


def default_jobs() -> int:
    """As many processes as the processor and the free memory allow, and never fewer than one."""
    from engine.device import inference_threads
    from engine.photo.memory import available_memory

    memory = available_memory()
    return max(1, min(inference_threads(), 16, 16 if memory is None else memory // _BYTES_EACH))


class Processes:
    """Args:
    jobs: photos at a time, each in a process of its own; 0 chooses by the machine.
    """

    def __init__(self, jobs: int = 0) -> None:
        self.jobs = jobs or default_jobs()
        self._workers: list[_Worker] = []
        self._waiting: deque[Unit] = deque()
        self._has_served = False
        self._stillborn = 0

    @property
    def words(self) -> str:
        return tr_n("{n} process", "{n} processes", self.jobs)

    def run(self, units: Sequence[Unit], control: Control, tell: Listener) -> None:
        self._waiting = deque(units)
        try:
            while not control.is_stopping:
                if not control.is_paused:
                    self._hand_out()
                busy = [worker for worker in self._workers if worker.is_busy]
                if not busy and not self._waiting:
                    return
                if busy:
                    self._listen(busy, tell)
                else:
                    time.sleep(_LOOK_S)
            self._stop(tell)
        finally:
            self.close()

    def _hand_out(self) -> None:
        for worker in [worker for worker in self._workers if not worker.is_busy]:
            if self._waiting:
                worker.begin(self._waiting.popleft())
        while self._waiting and len(self._workers) < self.jobs:
            worker = _Worker(threads_each(self.jobs))
            self._workers.append(worker)
            worker.begin(self._waiting.popleft())

    def _listen(self, busy: list[_Worker], tell: Listener, seconds: float = _LOOK_S) -> None:
        ready = wait([worker.pipe for worker in busy], seconds)
        for worker in busy:
            if worker.pipe in ready:
                self._hear(worker, tell)

    def _hear(self, worker: _Worker, tell: Listener) -> None:
        unit = worker.unit
        assert unit is not None
        try:
            kind, *said = worker.pipe.recv()
        except (EOFError, OSError):
            self._bury(worker, unit, tell)
            return
        if kind == READY:
            self._has_served = True
        elif kind == BEGUN:
            worker.has_begun, self._stillborn = True, 0
            tell(Progressed(unit.name, *said))
        elif kind == ENDED:
            worker.unit = None
            if said[0] is not None:  # None: it was given up
                tell(Ended(unit.name, Outcome.from_dict(said[0])))

    def _bury(self, worker: _Worker, unit: Unit, tell: Listener) -> None:
        """A process has died: say so of the photo that it had taken up; one that it had not gets another process."""
        self._workers.remove(worker)
        worker.unit = None
        code = worker.end(_DYING_S)
        if not worker.has_begun:
            self._stillborn += 1
            # One that was killed on its way up tells nothing of the others; one that gave up does.
            gave_up = not self._has_served and code >= 0
            if gave_up or self._stillborn >= _MOST_STILLBORN:
                raise EngineError(
                    tr("The processes that fill cannot be started (exit code {code}).", code=code),
                    tr("Restart the program; if that does not help, report what stands above."),
                )
            self._waiting.appendleft(unit)
            return
        sentence = tr("The process that filled {name} ended by itself ({how}).", name=unit.photo.name, how=_how(code))
        advice = tr("Memory may be short: use fewer processes, then run the batch again; it goes on from here.")
        tell(Ended(unit.name, failure(unit, sentence, advice)))

    def _stop(self, tell: Listener) -> None:
        """Ask every process to give up its photo, and wait until it has."""
        busy = [worker for worker in self._workers if worker.is_busy]
        for worker in busy:
            worker.ask_to_stop()
        until = time.monotonic() + _STOP_S
        while busy and time.monotonic() < until:
            with contextlib.suppress(EngineError):
                self._listen(busy, tell)
            busy = [worker for worker in self._workers if worker.is_busy]

    def close(self) -> None:
        """End all processes."""
        for worker in self._workers:
            worker.pipe.close()  # to those that listen, the end
        for worker in self._workers:
            worker.end(0.0 if worker.is_busy else 1.0)
        self._workers.clear()


def _how(code: int) -> str:
    if code < 0:
        return tr("killed by signal {number}", number=-code)
    return tr("exit code {code}", code=code)


def threads_each(jobs: int) -> int:
    """Threads for each of so many processes."""
    from engine.device import inference_threads

    return max(1, inference_threads() // jobs)


class _Worker:
    """One process, seen from the one that started it."""

    def __init__(self, threads: int) -> None:
        context = multiprocessing.get_context("spawn")
        self.pipe, theirs = context.Pipe()
        self.unit: Unit | None = None
        self.has_begun = False  # whether it has taken up the unit
        self._process: BaseProcess = context.Process(
            target=serve, args=(theirs, threads, language.file()), name="tratteggio-batch", daemon=True
        )
        self._process.start()
        theirs.close()  # else the end of the process would not end our waiting

    @property
    def is_busy(self) -> bool:
        return self.unit is not None

    def begin(self, unit: Unit) -> None:
        self.unit, self.has_begun = unit, False
        with contextlib.suppress(OSError):  # it has died: the pipe will say so
            self.pipe.send(unit.to_dict())

    def ask_to_stop(self) -> None:
        with contextlib.suppress(OSError):
            self.pipe.send(STOP)

    def end(self, seconds: float) -> int:
        """End the process, by force after `seconds`; its exit code, or the signal that killed it below 0."""
        self.pipe.close()
        self._process.join(seconds)
        if self._process.is_alive():
            self._process.kill()
            self._process.join()
        code = self._process.exitcode
        assert code is not None
        self._process.close()
        return code
