"""Work off the main thread: one worker, jobs one after the other, each with exactly one ending."""

from __future__ import annotations

import itertools
import logging
import math
import threading
import time
import traceback
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum
from typing import Any, Generic, TypeVar

from engine.errors import Cancelled, EngineError, OutOfMemory, is_out_of_memory
from engine.language import tr
from engine.memory import give_back

T = TypeVar("T")

_log = logging.getLogger(__name__)
_ids = itertools.count(1)

# A report that only moves the bar is passed on this often at most: a window cannot show more.
_REPORT_INTERVAL_S = 1 / 30
_REST_S = 1.0  # without work, after which memory is given back: whoever tries one fill after another needs it again
# Below these a guess of the time left would jump about.
_MIN_SECONDS, _MIN_FRACTION = 0.5, 0.01
_SPEED_MEMORY_S = 5.0


class JobState(Enum):
    QUEUED = "queued"
    RUNNING = "running"
    FINISHED = "finished"
    CANCELLED = "cancelled"
    FAILED = "failed"

    @property
    def is_final(self) -> bool:
        return self in (JobState.FINISHED, JobState.CANCELLED, JobState.FAILED)


class CancelToken:
    """The wish to stop, passed to work that looks at it between its steps. Any thread may use it."""

    def __init__(self) -> None:
        self._event = threading.Event()

    def cancel(self) -> None:
        self._event.set()

    @property
    def is_cancelled(self) -> bool:
        return self._event.is_set()

    def check(self) -> None:
        """Raises Cancelled where the wish has been spoken."""
        if self._event.is_set():
            raise Cancelled


@dataclass(frozen=True)
class Progress:
    """How far a job is: `fraction` 0..1, and the seconds left where that can be told."""

    fraction: float = 0.0
    message: str = ""
    seconds_left: float | None = None


class TimeLeft:
    """Guesses the seconds left from a speed that slowly forgets: it follows a change without jumping.

    Args:
        now: the time at the start, in seconds.
    """

    def __init__(self, now: float) -> None:
        self._start = self._last = now
        self._fraction = 0.0
        self._recent_seconds = self._recent_gain = 0.0

    def update(self, fraction: float, now: float) -> float | None:
        """The seconds left at `fraction` (0..1, never less than before); None while it is too early to tell."""
        seconds, gained = now - self._last, fraction - self._fraction
        if seconds > 0 and gained > 0:
            keep = math.exp(-seconds / _SPEED_MEMORY_S)
            self._recent_seconds = keep * self._recent_seconds + seconds
            self._recent_gain = keep * self._recent_gain + gained
            self._last, self._fraction = now, fraction
        if not self._recent_gain or now - self._start < _MIN_SECONDS or fraction < _MIN_FRACTION:
            return None
        # Between two steps the clock goes on: what has passed since the last one is part of what was left then.
        left = (1 - self._fraction) * self._recent_seconds / self._recent_gain
        return max(0.0, left - (now - self._last))


class Job(Generic[T]):
    """One piece of work in a queue. Made by `JobQueue.submit`; every part of it may be read from any thread."""

    def __init__(self, queue: JobQueue, run: Callable[[JobContext], T], label: str, lane: str) -> None:
        self.id = next(_ids)
        self.label = label
        self.lane = lane
        self._queue = queue
        self._run: Callable[[JobContext], T] | None = run
        self._token = CancelToken()
        self._state = JobState.QUEUED
        self._progress = Progress()
        self._value: T | None = None
        self._error: EngineError | None = None
        self._details = ""
        self._ended = threading.Event()

    @property
    def state(self) -> JobState:
        return self._state

    @property
    def progress(self) -> Progress:
        return self._progress

    @property
    def value(self) -> T | None:
        """What the work returned; None unless it is FINISHED."""
        return self._value

    @property
    def error(self) -> EngineError | None:
        """Why it failed; None unless it is FAILED."""
        return self._error

    @property
    def details(self) -> str:
        """The traceback of a failure, for a person to copy; "" unless it is FAILED."""
        return self._details

    def cancel(self) -> None:
        """Ends a waiting job at once; asks a running one to stop at its next step; leaves an ended one alone."""
        self._queue._cancel(self)

    def wait(self, timeout: float | None = None) -> bool:
        """Waits for the ending, `timeout` seconds at most. Returns whether the job has ended."""
        return self._ended.wait(timeout)


class JobContext:
    """What running work is given: a way to say how far it is and to learn that it should stop."""

    def __init__(
        self,
        token: CancelToken | None = None,
        on_progress: Callable[[Progress], None] | None = None,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self.token = token or CancelToken()
        self._on_progress = on_progress
        self._clock = clock
        self._time_left = TimeLeft(clock())
        self._fraction = 0.0

    def report(self, fraction: float, message: str = "") -> None:
        """Says how far the work is (0..1; going back is ignored), then raises Cancelled where it should stop."""
        if math.isfinite(fraction):
            self._fraction = min(1.0, max(self._fraction, fraction))
        if self._on_progress is not None:
            seconds_left = self._time_left.update(self._fraction, self._clock())
            self._on_progress(Progress(self._fraction, message, seconds_left))
        self.check()

    def check(self) -> None:
        """Raises Cancelled where the work should stop. To be called between steps."""
        self.token.check()


class JobQueue:
    """Runs jobs one after the other on a thread of its own.

    Args:
        on_event: called from the worker thread when a job starts, has progressed and has ended. The ending of a job
            that never ran is told between the running job's steps. What it raises is logged and harms nothing.
        clock: seconds that never go back.
    """

    def __init__(
        self, on_event: Callable[[Job[Any]], None] | None = None, *, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._on_event = on_event
        self._clock = clock
        self._wake = threading.Condition()
        self._waiting: deque[Job[Any]] = deque()
        self._untold: deque[Job[Any]] = deque()
        self._running: Job[Any] | None = None
        self._closed = False
        self._has_run = False  # since memory was last given back; the worker's own
        self._told_at = -math.inf
        self._thread = threading.Thread(target=self._work, name="tratteggio-worker", daemon=True)
        self._thread.start()

    def submit(self, run: Callable[[JobContext], T], label: str, *, lane: str = "") -> Job[T]:
        """Queues `run`. In a named lane it takes the place of the job that waits there, which ends CANCELLED.

        Raises:
            RuntimeError: where the queue is closed.
        """
        job = Job(self, run, label, lane)
        with self._wake:
            if self._closed:
                raise RuntimeError("the job queue is closed")
            for other in [other for other in self._waiting if lane and other.lane == lane]:
                self._drop(other)
            self._waiting.append(job)
            self._wake.notify()
        return job

    def close(self, timeout: float = 2.0) -> bool:
        """Cancels every job and waits `timeout` seconds at most for the thread to end. Returns whether it has.

        The thread is a daemon: work that does not listen cannot keep the process alive.
        """
        with self._wake:
            self._closed = True
            for job in tuple(self._waiting):
                self._drop(job)
            if self._running is not None:
                self._running._token.cancel()
            self._wake.notify()
        if threading.current_thread() is not self._thread:
            self._thread.join(timeout)
        return not self._thread.is_alive()

    def _cancel(self, job: Job[Any]) -> None:
        with self._wake:
            if job._state is JobState.QUEUED:
                self._drop(job)
                self._wake.notify()
            elif job._state is JobState.RUNNING:
                job._token.cancel()

    def _drop(self, job: Job[Any]) -> None:
        """Ends a waiting job. The lock is held."""
        self._waiting.remove(job)
        job._token.cancel()
        job._run = None
        job._state = JobState.CANCELLED
        self._untold.append(job)
        job._ended.set()

    # What follows runs on the worker thread

    def _work(self) -> None:
        while self._has_more():
            self._tell_endings()
            self._run_next()

    def _has_more(self) -> bool:
        if self._has_run and not self._is_awaited(_REST_S):
            self._has_run = False
            give_back()
        self._is_awaited(None)
        with self._wake:
            return bool(self._waiting or self._untold or not self._closed)

    def _is_awaited(self, timeout: float | None) -> bool:
        """Waits until there is something to do, but no longer than `timeout` seconds; whether there is."""
        with self._wake:
            return bool(self._wake.wait_for(lambda: self._waiting or self._untold or self._closed, timeout))

    def _run_next(self) -> None:
        """Runs the job that has waited longest, if there is one. No reference to it outlives the call."""
        with self._wake:
            if not self._waiting:
                return
            job = self._running = self._waiting.popleft()
            job._state = JobState.RUNNING
            run, job._run = job._run, None
        assert run is not None
        self._tell(job)
        context = JobContext(job._token, lambda progress: self._progressed(job, progress), self._clock)
        self._end(job, _outcome(run, context, job.label))
        self._has_run = True

    def _progressed(self, job: Job[Any], progress: Progress) -> None:
        same_words = progress.message == job._progress.message
        job._progress = progress
        self._tell_endings()
        if not same_words or progress.fraction == 1.0 or self._clock() - self._told_at >= _REPORT_INTERVAL_S:
            self._told_at = self._clock()
            self._tell(job)

    def _end(self, job: Job[Any], outcome: _Outcome) -> None:
        with self._wake:
            self._running = None
            # Who asked for a stop must not be handed a result after all.
            if outcome.state is JobState.FINISHED and job._token.is_cancelled:
                outcome = _Outcome(JobState.CANCELLED)
            if outcome.state is JobState.FINISHED:
                job._progress = Progress(1.0, job._progress.message, 0.0)
            job._value, job._error, job._details = outcome.value, outcome.error, outcome.details
            job._state = outcome.state
        self._tell(job)
        job._ended.set()

    def _tell_endings(self) -> None:
        while self._untold:
            self._tell(self._untold.popleft())

    def _tell(self, job: Job[Any]) -> None:
        if self._on_event is None:
            return
        try:
            self._on_event(job)
        except Exception:
            _log.exception("a listener to jobs failed")


@dataclass(frozen=True)
class _Outcome:
    state: JobState
    value: Any = None
    error: EngineError | None = None
    details: str = ""


def _outcome(run: Callable[[JobContext], Any], context: JobContext, label: str) -> _Outcome:
    """Runs the work and turns whatever comes out of it, errors too, into a value."""
    try:
        return _Outcome(JobState.FINISHED, run(context))
    except Cancelled:
        return _Outcome(JobState.CANCELLED)
    except BaseException as error:
        details = "".join(traceback.format_exception(error))
        return _Outcome(JobState.FAILED, error=_for_people(error, label), details=details)


def _for_people(error: BaseException, label: str) -> EngineError:
    if isinstance(error, EngineError):
        # A kept traceback would keep every array of its frames.
        error.__traceback__ = error.__cause__ = error.__context__ = None
        return error
    if is_out_of_memory(error):
        return OutOfMemory(
            tr("{label}: there was not enough memory.", label=label),
            tr("Close other programs, or work on a smaller area."),
        )
    return EngineError(
        tr("{label}: something went wrong inside the program.", label=label), tr("Copy the details and report them.")
    )
