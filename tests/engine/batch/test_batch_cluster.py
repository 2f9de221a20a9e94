"""A batch over a real Dask cluster on this machine: a scheduler and workers as processes, some killed in mid-run."""

from __future__ import annotations

import contextlib
import json
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from engine import cli, language
from engine.batch.backend import Ended
from engine.batch.cluster import Cluster, _Reporter, _RunToken
from engine.batch.control import Control
from engine.batch.run import Run
from engine.batch.unit import RECORD, WORKSHOP, State
from engine.errors import BadInput, Cancelled, MissingExtra
from engine.jobs import Progress
from engine.paths import resources_dir

distributed = pytest.importorskip("distributed", reason='the extra "cluster" is not installed')

pytestmark = pytest.mark.timeout(900)  # several processes that come up one after the other, on a busy machine

ROOT = Path(__file__).resolve().parents[3]
PATIENCE_S = 240.0
DEATHS = 2  # of workers over one photo, before the scheduler gives it up
# Loaded into every worker: while a file called "gate" is there, a photo is held in the middle of its work: the one
# whose name stands in it, or every one.
GATE = """
import time
from pathlib import Path

from engine.batch import work

_compose = work.plain = getattr(work, "plain", work.compose)  # Dask may load this twice

def held(unit):
    try:
        name = (unit.output.parent.parent / "gate").read_text()
    except FileNotFoundError:
        return False
    return name in ("", unit.name)

def compose(unit, context):
    while held(unit):
        context.check()
        time.sleep(0.01)
    return _compose(unit, context)

work.compose = compose
"""


class Machines:
    """A scheduler and its workers, on the loopback address alone."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._processes: list[subprocess.Popen[bytes]] = []
        (folder / "gate.py").write_text(GATE)
        file = folder / "scheduler.json"
        self._start("dask_scheduler", "--port", "0", "--scheduler-file", str(file))
        self.address = ""

        def is_up() -> bool:
            with contextlib.suppress(OSError, ValueError):
                self.address = json.loads(file.read_text())["address"]
            return bool(self.address)

        wait_for(is_up)

    def _start(self, program: str, *arguments: str) -> int:
        command = [sys.executable, "-m", f"distributed.cli.{program}", *arguments, "--host", "127.0.0.1"]
        environ = {**os.environ, "DASK_DISTRIBUTED__SCHEDULER__ALLOWED_FAILURES": str(DEATHS - 1)}
        with open(self._folder / f"{program}-{len(self._processes)}.log", "wb") as log:
            process = subprocess.Popen([*command, "--no-dashboard"], cwd=ROOT, stdout=log, stderr=log, env=environ)
        self._processes.append(process)
        return process.pid

    def add_worker(self, *more: str, cwd: Path = ROOT) -> int:
        """Start a worker; its process id."""
        options = ("--nthreads", "1", "--no-nanny", "--local-directory", str(self._folder / "scratch"), *more)
        return self._start("dask_worker", self.address, "--preload", str(self._folder / "gate.py"), *options)

    def kill(self, pid: int) -> None:
        os.kill(pid, signal.SIGKILL)
        next(process for process in self._processes if process.pid == pid).wait(PATIENCE_S)

    def close(self) -> None:
        for process in reversed(self._processes):
            process.kill()
        for process in self._processes:
            process.wait(PATIENCE_S)


def wait_for(condition) -> None:
    """Until it holds: other processes have no signals to wait on."""
    until = time.monotonic() + PATIENCE_S
    while not condition():
        assert time.monotonic() < until, "it never came"
        time.sleep(0.02)


@pytest.fixture(autouse=True)
def patience(monkeypatch: pytest.MonkeyPatch) -> None:
    """A worker takes longer to come up on a busy machine than a person would wait."""
    monkeypatch.setattr("engine.batch.cluster._PATIENCE_S", PATIENCE_S)


@pytest.fixture
def machines(tmp_path_factory) -> Iterator[Machines]:
    made = Machines(tmp_path_factory.mktemp("dask"))
    yield made
    made.close()


def began(desk) -> dict[str, int]:
    """Photos that somebody has begun and nobody has finished, and by which process."""
    if not (desk.output / RECORD).exists():
        return {}
    events = desk.events()
    done = {event["name"] for event in events if event["event"] == "done"}
    return {
        event["name"]: int(event["worker"].rpartition(":")[2])
        for event in events
        if event["event"] == "began" and event["name"] not in done
    }


class Going:
    """A run in a thread of its own."""

    def __init__(self, run: Run) -> None:
        self._error: BaseException | None = None
        self._run = run
        self._thread = threading.Thread(target=self._go, daemon=True)
        self._thread.start()

    def _go(self) -> None:
        try:
            self._run.go()
        except BaseException as error:
            self._error = error

    def end(self):
        self._thread.join(PATIENCE_S)
        assert not self._thread.is_alive()
        if self._error is not None:
            raise self._error
        return self._run.tally


def test_a_worker_killed_in_mid_run_loses_nothing_and_nothing_is_done_twice(desk, machines, tmp_path):
    gate = tmp_path / "gate"
    gate.touch()
    plan = desk.plan(desk.many(12))
    pids = {machines.add_worker(), machines.add_worker()}
    heard = []
    going = Going(Run(plan, Cluster(machines.address), tell=heard.append))
    wait_for(lambda: set(began(desk).values()) == pids)  # each is in the middle of a photo
    name, victim = min(began(desk).items())
    machines.kill(victim)
    gate.unlink()
    tally = going.end()

    assert tally.is_complete
    assert {outcome.state for outcome in tally.outcomes} == {State.DONE}
    assert desk.names() == {unit.name for unit in plan.units}
    assert set(desk.count("done").values()) == {1}
    assert len(desk.count("done")) == 12
    assert {one: count for one, count in desk.count("began").items() if count > 1} == {name: 2}
    assert sorted(event.name for event in heard if isinstance(event, Ended)) == sorted(unit.name for unit in plan.units)
    survivor = (pids - {victim}).pop()
    assert {int(outcome.worker.rpartition(":")[2]) for outcome in tally.outcomes} == {survivor}
    assert not (desk.output / WORKSHOP).exists()


def test_a_photo_that_kills_every_worker_is_reported_and_the_others_go_on(desk, machines, tmp_path):
    plan = desk.plan(desk.many(3))
    for _ in range(DEATHS + 1):
        machines.add_worker()
    gate = tmp_path / "gate"
    gate.write_text("p0.png")  # the others are done meanwhile, and their workers are free to die of it
    going = Going(Run(plan, Cluster(machines.address)))
    for _ in range(DEATHS):
        wait_for(lambda: "p0.png" in living(desk, machines))
        machines.kill(living(desk, machines)["p0.png"])
    gate.unlink()
    tally = going.end()
    assert {outcome.name: outcome.state for outcome in tally.outcomes} == {
        "p0.png": State.FAILED,
        "p1.png": State.DONE,
        "p2.png": State.DONE,
    }
    assert "workers died over it" in tally.of(State.FAILED)[0].sentence
    assert "Memory may be short" in tally.of(State.FAILED)[0].advice


def living(desk, machines) -> dict[str, int]:
    alive = {process.pid for process in machines._processes if process.poll() is None}
    return {name: pid for name, pid in began(desk).items() if pid in alive}


def test_a_stop_ends_what_is_under_way(desk, machines, tmp_path):
    gate = tmp_path / "gate"
    gate.touch()
    machines.add_worker()
    control = Control()
    going = Going(Run(desk.plan(desk.many(2)), Cluster(machines.address), control=control))
    wait_for(lambda: began(desk))
    control.stop()
    tally = going.end()
    assert not tally.is_complete
    assert tally.left == 2
    assert desk.names() == set()
    gate.unlink()
    again = Run(desk.plan(desk.masks / "mask.png"), Cluster(machines.address)).go()
    assert again.is_complete
    assert set(desk.count("done").values()) == {1}


def test_the_command_line_takes_a_scheduler(desk, machines, capsys):
    mask = desk.many(2)
    machines.add_worker()
    command = ["batch", str(desk.photos), "--mask", str(mask), "-o", str(desk.output), "--method", "telea", "--json"]
    assert cli.main([*command, "--scheduler", machines.address]) == 0
    report = json.loads(capsys.readouterr().out)
    assert (report["done"], report["failed"], report["left"]) == (2, 0, 0)
    assert machines.address in report["worked"]


def test_workers_answer_in_the_language_of_who_asks(desk, machines):
    (desk.photos / "bad.png").write_bytes(b"no picture")
    plan = desk.plan(desk.mask())
    machines.add_worker()

    def is_chinese() -> bool:
        (failed,) = Run(plan, Cluster(machines.address)).go().of(State.FAILED)
        return any("\u4e00" <= letter <= "\u9fff" for letter in failed.sentence)

    with language.spoken(resources_dir() / "translations" / "tratteggio_zh_CN.ts"):
        assert is_chinese()
    assert not is_chinese()


def test_a_scheduler_without_workers_is_named(desk, machines, monkeypatch):
    wait = distributed.Client.wait_for_workers
    # The scheduler itself may take its time to answer.
    monkeypatch.setattr(distributed.Client, "wait_for_workers", lambda client, n, timeout: wait(client, n, timeout=0.2))
    with pytest.raises(BadInput, match="No worker is connected"):
        Run(desk.plan(desk.many(1)), Cluster(machines.address)).go()


@pytest.mark.parametrize("address", ["tcp://127.0.0.1:9", "nonsense://x"])
def test_where_no_scheduler_answers_it_is_said(desk, address, monkeypatch):
    monkeypatch.setattr("engine.batch.cluster._PATIENCE_S", 0.2)
    with pytest.raises(BadInput, match="No Dask scheduler answers"):
        Run(desk.plan(desk.many(1)), Cluster(address)).go()


def test_without_the_extra_it_is_named(desk, monkeypatch):
    monkeypatch.setitem(sys.modules, "distributed", None)
    with pytest.raises(MissingExtra, match="optional package for Dask") as caught:
        Run(desk.plan(desk.many(1)), Cluster("tcp://127.0.0.1:9")).go()
    assert caught.value.extra == "cluster"


def test_progress_goes_over_the_wire_whatever_numbers_a_method_counts_in():
    import numpy as np

    said = []
    _Reporter("a.png", said.append)(Progress(np.float32(0.5), "Filling"))  # type: ignore[arg-type]
    assert said == [("a.png", 0.5, "Filling")]
    assert type(said[0][1]) is float


def test_a_run_whose_file_has_gone_is_over(tmp_path):
    token = _RunToken(tmp_path / "run")
    with pytest.raises(Cancelled):
        token.check()
    (tmp_path / "run").touch()
    _RunToken(tmp_path / "run").check()
