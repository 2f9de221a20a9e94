from __future__ import annotations

import gc
import itertools
import logging
import subprocess
import sys
import threading
import weakref
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from engine import jobs
from engine.errors import BadInput, Cancelled, EngineError, OutOfMemory
from engine.jobs import CancelToken, Job, JobContext, JobQueue, JobState, Progress, TimeLeft

SECONDS = 120.0  # far more than any wait here takes; only a deadlock reaches it


class Gate:
    """Work that says when it has begun and goes on when told."""

    def __init__(self, value: object = None) -> None:
        self.begun, self.open = threading.Event(), threading.Event()
        self.value = value

    def __call__(self, context: JobContext) -> object:
        self.begun.set()
        assert self.open.wait(SECONDS)
        context.check()
        return self.value

    def wait_begun(self) -> None:
        assert self.begun.wait(SECONDS)


class Clock:
    def __init__(self) -> None:
        self.now = 100.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def make_queue() -> Iterator[Callable[..., JobQueue]]:
    queues: list[JobQueue] = []

    def make(*args: Any, **kwargs: Any) -> JobQueue:
        queues.append(JobQueue(*args, **kwargs))
        return queues[-1]

    yield make
    ended = [queue.close(SECONDS) for queue in queues]
    assert all(ended)


@pytest.fixture
def queue(make_queue: Callable[..., JobQueue]) -> JobQueue:
    return make_queue()


def done(job: Job[Any]) -> JobState:
    assert job.wait(SECONDS)
    return job.state


def test_a_value_comes_back(queue: JobQueue):
    job = queue.submit(lambda context: 6 * 7, "Answer")
    assert done(job) is JobState.FINISHED
    assert (job.value, job.error, job.label, job.progress.fraction) == (42, None, "Answer", 1.0)


def test_jobs_run_in_order_on_one_other_thread(queue: JobQueue):
    threads: list[int] = []
    order: list[int] = []

    def work(number: int) -> Callable[[JobContext], None]:
        return lambda context: (order.append(number), threads.append(threading.get_ident()), None)[2]

    jobs = [queue.submit(work(number), str(number)) for number in range(5)]
    assert all(done(job) is JobState.FINISHED for job in jobs)
    assert order == [0, 1, 2, 3, 4]
    assert len(set(threads)) == 1
    assert threads[0] != threading.get_ident()


def test_fault_31_a_cancelled_job_stops_at_its_next_step_and_gives_no_value(queue: JobQueue):
    steps: list[int] = []
    first, go_on = threading.Event(), threading.Event()

    def work(context: JobContext) -> str:
        for step in range(100):
            steps.append(step)
            first.set()
            assert go_on.wait(SECONDS)
            context.report(step / 100)
        return "pixels"

    job = queue.submit(work, "Fill")
    assert first.wait(SECONDS)
    job.cancel()
    go_on.set()
    assert done(job) is JobState.CANCELLED
    assert steps == [0]
    assert job.value is None


def test_fault_31_a_result_that_comes_after_the_cancel_is_thrown_away(queue: JobQueue):
    begun, go_on = threading.Event(), threading.Event()

    def deaf(context: JobContext) -> str:
        begun.set()
        assert go_on.wait(SECONDS)
        return "pixels"

    job = queue.submit(deaf, "Fill")
    assert begun.wait(SECONDS)
    job.cancel()
    go_on.set()
    assert done(job) is JobState.CANCELLED
    assert job.value is None


def test_a_waiting_job_ends_at_once(queue: JobQueue):
    gate = Gate()
    running = queue.submit(gate, "running")
    waiting = queue.submit(lambda context: 1, "waiting")
    waiting.cancel()
    assert waiting.wait(0)
    assert waiting.state is JobState.CANCELLED
    gate.open.set()
    assert done(running) is JobState.FINISHED


def test_cancelling_an_ended_job_changes_nothing(queue: JobQueue):
    job = queue.submit(lambda context: 1, "one")
    assert done(job) is JobState.FINISHED
    job.cancel()
    assert (job.state, job.value) == (JobState.FINISHED, 1)


def test_a_lane_keeps_its_newest_waiting_job(queue: JobQueue):
    gate = Gate("running")
    running = queue.submit(gate, "preview 0", lane="preview")
    gate.wait_begun()
    previews = [queue.submit(lambda context, n=n: n, f"preview {n}", lane="preview") for n in (1, 2, 3)]
    other = queue.submit(lambda context: "other", "fill", lane="fill")
    assert [job.state for job in previews] == [JobState.CANCELLED, JobState.CANCELLED, JobState.QUEUED]
    gate.open.set()
    assert [done(job) for job in (running, previews[2], other)] == [JobState.FINISHED] * 3
    assert previews[2].value == 3


def test_without_a_lane_all_wait(queue: JobQueue):
    gate = Gate()
    queue.submit(gate, "first")
    jobs = [queue.submit(lambda context, n=n: n, str(n)) for n in range(3)]
    gate.open.set()
    assert [done(job) for job in jobs] == [JobState.FINISHED] * 3


@pytest.mark.parametrize("error", [MemoryError(), type("OutOfMemoryError", (RuntimeError,), {})("CUDA")])
def test_running_out_of_memory_is_an_error_with_advice(queue: JobQueue, error: Exception):
    def work(context: JobContext) -> None:
        raise error

    job = queue.submit(work, "Fill")
    assert done(job) is JobState.FAILED
    assert isinstance(job.error, OutOfMemory)
    assert job.error.advice


def test_an_engine_error_is_kept_as_it_is(queue: JobQueue):
    error = BadInput("The mask is empty.", "Paint something first.")

    def work(context: JobContext) -> None:
        raise error from KeyError("cause")

    job = queue.submit(work, "Fill")
    assert done(job) is JobState.FAILED
    assert job.error is error
    assert "KeyError: 'cause'" in job.details


@pytest.mark.parametrize("kind", [ZeroDivisionError, SystemExit, KeyboardInterrupt, GeneratorExit])
def test_fault_33_any_exception_is_a_plain_error_and_the_next_job_runs(queue: JobQueue, kind: type[BaseException]):
    def work(context: JobContext) -> None:
        raise kind("inner words")

    broken, following = queue.submit(work, "Fill"), queue.submit(lambda context: "fine", "next")
    assert done(broken) is JobState.FAILED
    assert isinstance(broken.error, EngineError)
    assert str(broken.error).startswith("Fill: ")
    assert "inner words" not in str(broken.error)
    assert f"{kind.__name__}: inner words" in broken.details
    assert "in work" in broken.details
    assert (done(following), following.value) == (JobState.FINISHED, "fine")


def test_memory_is_given_back_once_the_work_is_done(
    make_queue: Callable[..., JobQueue], monkeypatch: pytest.MonkeyPatch
):
    given = threading.Semaphore(0)
    monkeypatch.setattr(jobs, "_REST_S", 0.0)
    monkeypatch.setattr(jobs, "give_back", given.release)
    queue = make_queue()
    for _ in range(2):
        done(queue.submit(lambda context: None, "work"))
        assert given.acquire(timeout=SECONDS)
    queue.close()
    assert not given.acquire(blocking=False)


def test_a_failure_keeps_no_frames_alive(queue: JobQueue):
    class Pixels:
        pass

    kept: list[weakref.ref[Pixels]] = []

    def work(context: JobContext) -> None:
        pixels = Pixels()
        kept.append(weakref.ref(pixels))
        try:
            raise ValueError("inner")
        except ValueError as error:
            raise BadInput("outer") from error

    job = queue.submit(work, "Fill")
    assert done(job) is JobState.FAILED
    # The worker lets go of a job only after it has told its ending; the next one's ending comes after that.
    assert done(queue.submit(lambda context: None, "after")) is JobState.FINISHED
    gc.collect()
    assert kept[0]() is None


def test_events_come_from_the_worker_and_each_job_ends_once(make_queue: Callable[..., JobQueue]):
    events: list[tuple[int, JobState]] = []
    threads: set[int] = set()

    def listen(job: Job[Any]) -> None:
        events.append((job.id, job.state))
        threads.add(threading.get_ident())

    queue = make_queue(listen)
    gate = Gate()
    first = queue.submit(gate, "first")
    gate.wait_begun()
    dropped = queue.submit(lambda context: 1, "dropped")
    dropped.cancel()
    gate.open.set()
    assert done(first) is JobState.FINISHED
    assert queue.close(SECONDS)
    assert events == [
        (first.id, JobState.RUNNING),
        (first.id, JobState.FINISHED),
        (dropped.id, JobState.CANCELLED),
    ]
    assert len(threads) == 1
    assert threading.get_ident() not in threads


def test_the_ending_of_a_waiting_job_is_told_between_the_steps_of_the_running_one(make_queue: Callable[..., JobQueue]):
    told = threading.Event()
    queue = make_queue(lambda job: told.set() if job.label == "dropped" else None)
    go_on = threading.Event()

    def steps(context: JobContext) -> bool:
        assert go_on.wait(SECONDS)
        context.report(0.5)
        return told.is_set()

    running = queue.submit(steps, "running")
    queue.submit(lambda context: 1, "dropped").cancel()
    go_on.set()
    assert done(running) is JobState.FINISHED
    assert running.value is True


def test_a_broken_listener_is_logged_and_harms_nothing(
    make_queue: Callable[..., JobQueue], caplog: pytest.LogCaptureFixture
):
    def listen(job: Job[Any]) -> None:
        raise RuntimeError("listener")

    queue = make_queue(listen)
    with caplog.at_level(logging.ERROR):
        jobs = [queue.submit(lambda context: 1, "one") for _ in range(2)]
        assert [done(job) for job in jobs] == [JobState.FINISHED] * 2
    assert "a listener to jobs failed" in caplog.text


def test_progress_is_told_and_never_goes_back(make_queue: Callable[..., JobQueue]):
    clock, seen = Clock(), []
    queue = make_queue(lambda job: seen.append(job.progress), clock=clock)

    def work(context: JobContext) -> None:
        for fraction in (0.25, 0.1, float("nan"), 0.5, 7.0):
            clock.now += 1
            context.report(fraction, "filling")

    assert done(queue.submit(work, "Fill")) is JobState.FINISHED
    assert [progress.fraction for progress in seen] == [0.0, 0.25, 0.25, 0.25, 0.5, 1.0, 1.0]
    assert seen[1].message == "filling"
    assert seen[1].seconds_left == pytest.approx(3.0)
    assert seen[-1].seconds_left == 0.0


def test_reports_too_close_for_a_window_are_not_passed_on(make_queue: Callable[..., JobQueue]):
    clock, seen = Clock(), []
    queue = make_queue(lambda job: seen.append((job.progress.fraction, job.progress.message)), clock=clock)

    def work(context: JobContext) -> None:
        for step in range(1, 100):
            clock.now += 0.001
            context.report(step / 1000, "a")
        context.report(0.1, "b")

    job = queue.submit(work, "Fill")
    assert done(job) is JobState.FINISHED
    assert len(seen) < 12
    assert (0.1, "b") in seen


def test_the_time_left_follows_a_change_of_speed_without_jumping():
    left = TimeLeft(0.0)
    assert left.update(0.005, 0.1) is None
    guesses = [left.update(step / 100, float(step)) for step in range(1, 21)]
    assert guesses[-1] == pytest.approx(80, rel=0.05)
    slower = [left.update(0.2 + step / 100, 20 + step * 2.0) for step in range(1, 21)]
    assert slower[-1] == pytest.approx(120, rel=0.05)
    assert all(a is not None and b is not None and abs(a - b) < 20 for a, b in itertools.pairwise(slower))


def test_the_time_left_runs_down_between_steps_and_never_below_zero():
    left = TimeLeft(0.0)
    assert left.update(0.5, 10.0) == pytest.approx(10.0)
    assert left.update(0.5, 14.0) == pytest.approx(6.0)
    assert left.update(0.5, 40.0) == 0.0


def test_a_burst_at_the_start_does_not_promise_too_much():
    left = TimeLeft(0.0)
    left.update(0.05, 0.01)
    guess = left.update(0.06, 2.0)
    assert guess is not None
    assert guess > 20


def test_a_context_works_without_a_queue():
    seen: list[Progress] = []
    context = JobContext(on_progress=seen.append)
    context.report(0.5, "half")
    JobContext().report(0.5)
    context.token.cancel()
    with pytest.raises(Cancelled):
        context.report(0.6)
    assert [progress.fraction for progress in seen] == [0.5, 0.6]


def test_a_token_remembers():
    token = CancelToken()
    token.check()
    token.cancel()
    token.cancel()
    assert token.is_cancelled
    with pytest.raises(Cancelled):
        token.check()


def test_fault_32_close_ends_every_job(make_queue: Callable[..., JobQueue]):
    queue = make_queue()
    begun = threading.Event()

    def endless(context: JobContext) -> None:
        begun.set()
        while True:
            context.token._event.wait(SECONDS)
            context.check()

    running = queue.submit(endless, "endless")
    assert begun.wait(SECONDS)
    waiting = queue.submit(lambda context: 1, "waiting")
    assert queue.close(SECONDS)
    assert (running.state, waiting.state) == (JobState.CANCELLED, JobState.CANCELLED)
    assert queue.close(0)
    with pytest.raises(RuntimeError, match="closed"):
        queue.submit(lambda context: 1, "late")


def test_fault_32_close_is_bounded_where_the_work_does_not_listen(make_queue: Callable[..., JobQueue]):
    queue = make_queue()
    gate = Gate()
    job = queue.submit(gate, "deaf")
    gate.wait_begun()
    assert not queue.close(0.01)
    gate.open.set()
    assert done(job) is JobState.CANCELLED


def test_fault_32_a_process_with_deaf_work_exits_cleanly():
    code = (
        "import threading; from engine.jobs import JobQueue\n"
        "queue, begun = JobQueue(), threading.Event()\n"
        "queue.submit(lambda context: (begun.set(), threading.Event().wait()), 'deaf')\n"
        "begun.wait(); print(queue.close(0.01))"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=SECONDS)
    assert (run.returncode, run.stdout.strip(), run.stderr) == (0, "False", "")


def test_close_from_a_listener_does_not_wait_for_itself(make_queue: Callable[..., JobQueue]):
    queue = make_queue(lambda job: answers.append(queue.close()))
    answers: list[bool] = []
    job = queue.submit(lambda context: 1, "one")
    assert job.wait(SECONDS)
    assert answers
    assert not any(answers)


def test_every_job_ends_exactly_once_whoever_races(make_queue: Callable[..., JobQueue]):
    endings: dict[int, int] = {}

    def listen(job: Job[Any]) -> None:
        if job.state.is_final:
            endings[job.id] = endings.get(job.id, 0) + 1

    queue = make_queue(listen)
    jobs: list[Job[Any]] = []
    start = threading.Barrier(5)

    def submit() -> None:
        start.wait()
        jobs.extend(queue.submit(lambda context: context.report(0.5), "job", lane=lane) for lane in "abc" * 20)

    def cancel() -> None:
        start.wait()
        for number in range(400):
            if jobs:
                jobs[number % len(jobs)].cancel()

    threads = [threading.Thread(target=target) for target in (submit, submit, cancel, cancel)]
    for thread in threads:
        thread.start()
    start.wait()
    for thread in threads:
        thread.join()
    assert queue.close(SECONDS)
    assert all(job.state.is_final and job.wait(0) for job in jobs)
    assert endings == {job.id: 1 for job in jobs}
