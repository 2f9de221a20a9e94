"""Jobs run on a worker thread; what they tell arrives here on the main thread."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject, Qt, Signal, Slot

from engine.jobs import Job, JobContext, JobQueue, JobState

_ENDED = (JobState.FINISHED, JobState.CANCELLED, JobState.FAILED)


class JobBridge(QObject):
    """One `JobQueue` and its jobs, seen from the main thread.

    `progressed` may skip steps: however often a worker reports, at most one report of a job waits to be shown. `ended`
    comes exactly once a job. Neither is emitted after `close`. The worker starts with the first job.
    """

    progressed = Signal(object)
    ended = Signal(object)
    activity_changed = Signal()
    _arrived = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._lock = threading.Lock()
        self._announced: set[object] = set()
        self._jobs: dict[object, tuple[Job[Any], Callable[[Job[Any]], object] | None]] = {}
        self._closed = False
        self._arrived.connect(self._receive, Qt.ConnectionType.QueuedConnection)
        self._queue: JobQueue | None = None

    @property
    def jobs(self) -> tuple[Job[Any], ...]:
        """The jobs that wait or run, oldest first."""
        return tuple(job for job, _ in self._jobs.values())

    def submit(
        self,
        run: Callable[[JobContext], object],
        label: str,
        *,
        then: Callable[[Job[Any]], object] | None = None,
        lane: str = "",
    ) -> Job[Any]:
        """Queue `run`; `then` is called on the main thread with the job once it has ended, whichever way.

        Raises:
            RuntimeError: where it is closed.
        """
        if self._closed:
            raise RuntimeError("the jobs are closed")
        if self._queue is None:
            self._queue = JobQueue(on_event=self._announce)
        job = self._queue.submit(run, label, lane=lane)
        # Safe although the job may have ended already: its event is only received by the event loop.
        self._jobs[job.id] = (job, then)
        self.activity_changed.emit()
        return job

    def cancel_all(self) -> None:
        """Ask every job to stop. They end as CANCELLED at their next step."""
        for job in self.jobs:
            job.cancel()

    def close(self, timeout: float = 2.0) -> bool:
        """Stop the worker. Returns whether it ended within `timeout` seconds."""
        with self._lock:
            self._closed = True
        return self._queue is None or self._queue.close(timeout)

    def _announce(self, job: Job[Any]) -> None:
        """On the worker thread. The job's state is read on arrival, so one waiting message stands for all since."""
        with self._lock:
            if self._closed or job.id in self._announced:
                return
            self._announced.add(job.id)
            # Under the lock: once `close` has it, this object may be gone, whatever the worker still reports.
            self._arrived.emit(job)

    @Slot(object)
    def _receive(self, job: Job[Any]) -> None:
        with self._lock:
            self._announced.discard(job.id)
        if self._closed or job.id not in self._jobs:
            return
        if job.state not in _ENDED:
            self.progressed.emit(job)
            return
        _, then = self._jobs.pop(job.id)
        if then is not None:
            then(job)
        self.ended.emit(job)
        self.activity_changed.emit()
