"""A run over processes of this machine: what dies takes only its own photo along; it is stopped, paused and resumed."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from engine import cli
from engine.batch import processes
from engine.batch.backend import Ended, Progressed
from engine.batch.control import Control
from engine.batch.locks import locked
from engine.batch.processes import Processes, default_jobs, threads_each
from engine.batch.report import as_html, as_json, sentence, write_report
from engine.batch.run import Run, Tally
from engine.batch.serving import BEGUN, ENDED, READY, STOP
from engine.batch.unit import REPORT_HTML, REPORT_JSON, WORKSHOP, Outcome, State, Unit, failure
from engine.batch.work import claim_of, perform
from engine.errors import EngineError
from engine.jobs import JobContext

pytestmark = pytest.mark.timeout(900)

ROOT = Path(__file__).resolve().parents[3]
PATIENCE_S = 240.0  # for processes to come up on a machine that does much else


class Here:
    """Does units in this process, one after the other: quick, and enough for what does not concern processes."""

    words = "here"

    def __init__(self, after=lambda number: None) -> None:
        self._after = after

    def run(self, units, control, tell) -> None:
        for number, unit in enumerate(units):
            if control.is_stopping:
                return
            tell(Progressed(unit.name, 0.5, "Filling"))
            tell(Ended(unit.name, perform(unit, JobContext(control.token))))
            self._after(number)


def states(tally: Tally) -> dict[str, str]:
    return {outcome.name: outcome.state.value for outcome in tally.outcomes}


def test_all_photos_come_to_an_end_and_are_told_once(desk):
    mask = desk.many(3)
    (desk.photos / "p1.png").write_bytes(b"no photo")
    heard = []
    tally = Run(desk.plan(mask), Here(), tell=heard.append).go()
    assert states(tally) == {"p0.png": "done", "p1.png": "failed", "p2.png": "done"}
    assert tally.is_complete
    assert [event.name for event in heard if isinstance(event, Ended)] == ["p0.png", "p1.png", "p2.png"]
    assert tally.per_minute > 0


def test_a_second_run_does_only_what_is_left_and_what_failed(desk):
    mask = desk.many(3)
    whole = (desk.photos / "p1.png").read_bytes()
    (desk.photos / "p1.png").write_bytes(b"no photo")
    Run(desk.plan(mask), Here()).go()
    (desk.photos / "p1.png").write_bytes(whole)
    tally = Run(desk.plan(mask), Here()).go()
    assert states(tally) == {"p0.png": "skipped", "p1.png": "done", "p2.png": "skipped"}


def test_a_stopped_run_goes_on_from_there(desk):
    mask = desk.many(4)
    control = Control()
    tally = Run(desk.plan(mask), Here(lambda number: number == 1 and control.stop()), control=control).go()
    assert not tally.is_complete
    assert (len(tally.outcomes), tally.left) == (2, 2)
    assert "2 left" in sentence(tally)
    assert not (desk.output / WORKSHOP).exists()
    tally = Run(desk.plan(mask), Here()).go()
    assert list(states(tally).values()) == ["skipped", "skipped", "done", "done"]


def test_photos_without_a_mask_are_told_of_and_unticked_ones_are_left_out(desk):
    for name in ("a.png", "b.png", "c.png"):
        desk.photo(name)
    desk.mask("a-mask.png")
    desk.mask("b-mask.png")
    tally = Run(desk.plan(), Here(), only=frozenset({"b.png"})).go()
    assert states(tally) == {"b.png": "done"}
    assert tally.is_complete
    tally = Run(desk.plan(), Here()).go()
    assert states(tally) == {"a.png": "done", "b.png": "skipped", "c.png": "failed"}


def test_a_folder_that_cannot_be_made_is_refused(desk, tmp_path):
    mask = desk.many(1)
    (tmp_path / "file").touch()
    desk.output = tmp_path / "file" / "results"
    with pytest.raises(EngineError, match="cannot be made"):
        Run(desk.plan(mask), Here()).go()


def test_the_report_says_what_failed_why_and_the_way_out(desk):
    desk.photo("a.png")
    desk.photo("<b>.png")
    desk.mask("a-mask.png", 64, 48)
    tally = Run(desk.plan(), Here()).go()
    page = write_report(tally)
    assert page == desk.output / REPORT_HTML
    html = page.read_text(encoding="utf-8")
    for words in (
        "There is no mask for &lt;b&gt;.png",
        "Add one called",
        "was scaled from",
        "1 photo filled, 1 failed",
    ):
        assert words in html
    found = json.loads((desk.output / REPORT_JSON).read_text())
    assert (found["photos"], found["done"], found["failed"], found["left"]) == (2, 1, 1, 0)
    assert found["results"][0]["advice"] == "Add one called <b>-mask.png."


def test_the_report_of_a_stopped_run_says_so_and_shows_tracebacks(desk):
    (unit, *_) = desk.plan(desk.many(2)).units
    tally = Tally(desk.plan(desk.masks / "mask.png"), "1 process", [failure(unit, "Oh.", details="Traceback <x>")])
    assert "stopped before its end" in as_html(tally)
    assert "Traceback &lt;x&gt;" in as_html(tally)
    assert as_json(tally)["left"] == 1
    tally.seconds = 75
    assert sentence(tally) == "0 photos filled, 1 failed, 1 left, in 1 min 15 s."
    tally.seconds = 7300
    assert "2 h 1 min" in sentence(tally)


def test_two_processes_do_all_and_one_that_is_killed_takes_only_its_photo_along(desk):
    plan = desk.plan(desk.many(6))
    killed = []

    def kill_the_first(event) -> None:
        if isinstance(event, Progressed) and not killed:
            killed.append(event.name)
            busy = next(worker for worker in backend._workers if worker.unit and worker.unit.name == event.name)
            os.kill(busy._process.pid, signal.SIGKILL)

    backend = Processes(2)
    tally = Run(plan, backend, tell=kill_the_first).go()
    assert tally.is_complete
    failed = tally.of(State.FAILED)
    # Killed between its last progress and its ending it may have come to its end all the same.
    assert [one.output for one in failed] in (killed, [])
    assert len(tally.of(State.DONE)) + len(failed) == 6
    if failed:
        assert "ended by itself (killed by signal 9)" in failed[0].sentence
    assert backend._workers == []
    assert not (desk.output / WORKSHOP).exists()
    tally = Run(plan, Processes(1)).go()
    assert desk.names() == {unit.name for unit in plan.units}
    assert set(desk.count("done").values()) == {1}


def test_processes_that_cannot_start_end_the_run_at_once(desk, monkeypatch):
    monkeypatch.setattr(processes, "serve", _dies)
    with pytest.raises(EngineError, match=r"cannot be started \(exit code 7\)"):
        Run(desk.plan(desk.many(3)), Processes(1)).go()


def _dies(pipe, threads, texts) -> None:
    os._exit(7)


def test_a_photo_given_to_a_process_that_had_died_before_is_done_by_another(desk, monkeypatch):
    monkeypatch.setattr(processes, "serve", _dies_after_its_first)
    tally = Run(desk.plan(desk.many(3)), Processes(1)).go()
    assert set(states(tally).values()) == {"done"}


def _dies_after_its_first(pipe, threads, texts) -> None:
    """Killed when its first photo is done, before it has looked at the next."""
    pipe.send((READY,))
    unit = Unit.from_dict(pipe.recv())
    pipe.send((BEGUN, 0.0, ""))
    pipe.send((ENDED, perform(unit, JobContext()).to_dict()))
    os.kill(os.getpid(), signal.SIGKILL)


def test_processes_that_never_take_up_a_photo_end_the_run(desk, monkeypatch):
    monkeypatch.setattr(processes, "serve", _is_killed_on_its_way_up)
    monkeypatch.setattr(processes, "_MOST_STILLBORN", 2)
    with pytest.raises(EngineError, match=r"cannot be started \(exit code -9\)"):
        Run(desk.plan(desk.many(2)), Processes(1)).go()


def _is_killed_on_its_way_up(pipe, threads, texts) -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def test_a_process_that_dies_while_it_is_asked_to_stop_is_waited_for_no_longer(desk, monkeypatch):
    monkeypatch.setattr(processes, "serve", _dies_when_asked_to_stop)
    control = Control()
    tally = Run(desk.plan(desk.many(2)), Processes(1), control=control, tell=lambda event: control.stop()).go()
    assert states(tally) == {"p0.png": "failed"}
    assert tally.left == 1


def _dies_when_asked_to_stop(pipe, threads, texts) -> None:
    pipe.send((READY,))
    pipe.recv()
    pipe.send((BEGUN, 0.0, ""))
    assert pipe.recv() == STOP
    os._exit(7)


def test_a_paused_run_begins_nothing_and_goes_on(desk):
    control = Control()
    ended = threading.Event()
    begun = []

    def hear(event) -> None:
        if isinstance(event, Ended):
            begun.append(event.name)
            control.pause()
            ended.set()

    run = Run(desk.plan(desk.many(3)), Processes(1), control=control, tell=hear)
    thread = threading.Thread(target=run.go)
    thread.start()
    for number in range(1, 4):
        assert ended.wait(PATIENCE_S)
        assert len(begun) == number
        assert control.is_paused
        ended.clear()
        control.go_on()
    thread.join(PATIENCE_S)
    assert run.tally.is_complete


def test_the_processor_is_shared(monkeypatch):
    monkeypatch.setattr("engine.device.inference_threads", lambda: 8)
    assert [threads_each(jobs) for jobs in (1, 2, 3, 16)] == [8, 4, 2, 1]
    monkeypatch.setattr("engine.photo.memory.available_memory", lambda: 5 << 30)
    assert default_jobs() == 2
    monkeypatch.setattr("engine.photo.memory.available_memory", lambda: None)
    assert default_jobs() == 8
    assert Processes(1).words == "1 process"


def test_the_command_fills_a_folder_says_how_and_goes_on(desk, capsys):
    mask = desk.many(2)
    desk.photo("tall.png", 24, 32)
    command = [
        "batch",
        str(desk.photos),
        "--mask",
        str(mask),
        "-o",
        str(desk.output),
        "--method",
        "telea",
        "--jobs",
        "1",
    ]
    assert cli.main(command) == 3
    out, err = capsys.readouterr()
    assert "2 photos filled, 1 failed" in out
    assert str(desk.output / REPORT_HTML) in out
    assert "[3/3]" in err
    assert "filled with telea" in err
    assert "tall.png: The mask mask.png is 32 x 24 px, the photo is 24 x 32 px." in err
    (desk.photos / "tall.png").unlink()
    assert cli.main([*command, "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["skipped"] == 2


def test_the_command_says_beforehand_what_it_would_do(desk, capsys):
    desk.photo("a.png")
    desk.photo("b.png")
    desk.mask("a-mask.png")
    command = ["batch", str(desk.photos), "--mask", str(desk.masks), "-o", str(desk.output), "--format", "webp"]
    assert cli.main([*command, "--dry-run"]) == 0
    out = capsys.readouterr().out
    assert f"a.png + a-mask.png -> {desk.output / 'a.webp'}" in out
    assert "b.png: There is no mask for b.png" in out
    assert cli.main([*command, "--dry-run", "--json"]) == 0
    plan = json.loads(capsys.readouterr().out)["plan"]
    assert plan[0]["done_before"] is False
    assert "no mask" in plan[1]["error"]
    assert not desk.output.exists()


def test_a_command_that_says_nothing_to_fill_is_bad_input(desk, capsys):
    desk.many(1)
    assert cli.main(["batch", str(desk.photos), "-o", str(desk.output)]) == 2
    assert "Nothing says what is to be filled." in capsys.readouterr().err


def test_ctrl_c_leaves_a_clean_state_and_the_same_command_goes_on(desk, tmp_path):
    mask = desk.many(40)
    command = [sys.executable, str(ROOT / "main.py"), "batch", str(desk.photos), "--mask", str(mask)]
    command += ["-o", str(desk.output), "--method", "telea", "--jobs", "1"]
    held = claim_of(desk.plan(mask).units[20])
    with locked(held):  # it cannot be through before it is stopped
        process = subprocess.Popen(command, stderr=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        assert process.stderr is not None
        assert process.stderr.readline().startswith("[1/40]")
        process.send_signal(signal.SIGINT)
        out, err = process.communicate(timeout=PATIENCE_S)
        assert list((desk.output / WORKSHOP).iterdir()) == [held]
    assert process.returncode == 130, err
    assert "left" in out
    assert "goes on from here" in out
    stopped = desk.names() - {WORKSHOP}
    assert 0 < len(stopped) < 40
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert f"{len(stopped)} done before" in done.stdout
    assert len(desk.names()) == 40
    assert set(desk.count("done").values()) == {1}


def test_an_outcome_knows_its_photo():
    assert Outcome("/a/b.png", "b.png", State.DONE).skipped().state is State.SKIPPED
    assert not State.WORKING.is_final
