"""Jobs seen from the main thread."""

from __future__ import annotations

import threading
from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from engine.errors import BadInput
from engine.jobs import JobContext, JobState
from ui.job_bridge import JobBridge

WAIT_S = 30


@pytest.fixture
def bridge(qtbot: QtBot) -> Iterator[JobBridge]:
    bridge = JobBridge()
    yield bridge
    assert bridge.close(WAIT_S)


def test_a_result_comes_on_the_main_thread(bridge: JobBridge, qtbot: QtBot) -> None:
    threads: dict[str, threading.Thread] = {}

    def work(context: JobContext) -> int:
        threads["work"] = threading.current_thread()
        return 42

    with qtbot.waitSignal(bridge.ended):
        job = bridge.submit(work, "Work", then=lambda _job: threads.setdefault("then", threading.current_thread()))
        assert bridge.jobs == (job,)
    assert job.value == 42
    assert threads["then"] is threading.main_thread()
    assert threads["work"] is not threading.main_thread()
    assert bridge.jobs == ()


def test_many_reports_are_shown_as_few(bridge: JobBridge, qtbot: QtBot) -> None:
    seen: list[float] = []
    bridge.progressed.connect(lambda job: seen.append(job.progress.fraction))
    gate = threading.Event()

    def work(context: JobContext) -> None:
        for step in range(500):
            context.report(step / 500, f"step {step}")
        gate.set()

    with qtbot.waitSignal(bridge.ended):
        bridge.submit(work, "Work")
        assert gate.wait(WAIT_S)
    assert len(seen) <= 2


def test_every_ending_is_told_once(bridge: JobBridge, qtbot: QtBot) -> None:
    ends: list[JobState] = []
    started = threading.Event()

    def forever(context: JobContext) -> None:
        started.set()
        while not context.token._event.wait(0.001):
            pass
        context.check()

    def fails(context: JobContext) -> None:
        raise BadInput("No.", "Do not.")

    def breaks(context: JobContext) -> None:
        raise RuntimeError("a bug")

    running = bridge.submit(forever, "Forever", then=lambda job: ends.append(job.state))
    waiting = bridge.submit(fails, "Waiting", then=lambda job: ends.append(job.state))
    assert started.wait(WAIT_S)
    waiting.cancel()
    running.cancel()
    bridge.submit(fails, "Fails", then=lambda job: ends.append(job.state))
    bridge.submit(breaks, "Breaks", then=lambda job: ends.append(job.state))
    bridge.submit(lambda context: 1, "Works", then=lambda job: ends.append(job.state))
    qtbot.waitUntil(lambda: not bridge.jobs)
    assert sorted(state.value for state in ends) == ["cancelled", "cancelled", "failed", "failed", "finished"]
    assert ends[-1] is JobState.FINISHED


def test_after_close_nothing_is_told(qtbot: QtBot) -> None:
    bridge = JobBridge()
    told: list[object] = []
    bridge.ended.connect(told.append)
    done = threading.Event()
    bridge.submit(lambda context: done.set(), "Work")
    assert done.wait(WAIT_S)
    assert bridge.close(WAIT_S)
    QApplication.processEvents()
    assert told == []
