"""How many photos a batch fills in a minute, and that killing its workers costs none: python tests/bench/bench_batch.py

The bench photos, several times over, at 480 px with a round hole; PatchMatch. Photos a minute with one process and with
two, without what starting them takes. Then a batch of processes and one over Dask, if it is installed, whose workers
are killed with SIGKILL at random times until it is through: every result is to be there, and to have been made once.
"""

from __future__ import annotations

import contextlib
import json
import os
import random
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

import cv2  # noqa: E402
import numpy as np  # noqa: E402

from engine.batch.backend import Backend, Progressed  # noqa: E402
from engine.batch.plan import Plan, Wish, make_plan  # noqa: E402
from engine.batch.processes import Processes  # noqa: E402
from engine.batch.run import Run, Tally  # noqa: E402
from engine.batch.unit import RECORD, State  # noqa: E402
from engine.inpaint import FillSettings  # noqa: E402

PHOTOS = ROOT / "tests" / "bench" / "photos"
SIDE = 480
METHOD = "patchmatch"
MOST_RUNS = 50
BETWEEN_KILLS_S = (4.0, 12.0)
SPEED_TURNS = 2


def material(folder: Path, count: int) -> None:
    """So many photos of SIDE px in folder/photos, with masks in folder/masks."""
    found = [path for path in sorted(PHOTOS.iterdir()) if path.suffix in (".png", ".jpg")]
    for name in ("photos", "masks"):
        (folder / name).mkdir(parents=True)
    for number in range(count):
        picture = cv2.imread(str(found[number % len(found)]))
        scale = SIDE / max(picture.shape[:2])
        picture = cv2.resize(picture, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
        mask = np.zeros(picture.shape[:2], np.uint8)
        at = picture.shape[1] * (3 + number % 5) // 10, picture.shape[0] // 2
        cv2.circle(mask, at, SIDE // 12, 255, -1)
        cv2.imwrite(str(folder / "photos" / f"p{number:03}.jpg"), picture)
        cv2.imwrite(str(folder / "masks" / f"p{number:03}.png"), mask)


def planned(folder: Path, output: str) -> Plan:
    wish = Wish(folder / "photos", folder / output, mask=folder / "masks", settings=FillSettings(method=METHOD))
    return make_plan(wish)


class Clock:
    """Notes when the first photo is under way: what comes before is the start of the processes."""

    def __init__(self) -> None:
        self.begun: float | None = None

    def __call__(self, event: object) -> None:
        if self.begun is None and isinstance(event, Progressed):
            self.begun = time.monotonic()


def speed(folder: Path, jobs: int, turn: int) -> float:
    """Photos a minute."""
    clock = Clock()
    tally = Run(planned(folder, f"speed-{jobs}-{turn}"), Processes(jobs), tell=clock).go()
    assert tally.is_complete
    assert clock.begun is not None
    return 60 * len(tally.of(State.DONE)) / (time.monotonic() - clock.begun)


class Killer:
    """Kills one of the processes that it is told of, now and then."""

    def __init__(self, pids: Callable[[], list[int]], rng: random.Random, after: Callable[[], object]) -> None:
        self._pids, self._rng, self._after = pids, rng, after
        self._over = threading.Event()
        self.kills = 0
        self._thread = threading.Thread(target=self._work, daemon=True)
        self._thread.start()

    def _work(self) -> None:
        while not self._over.wait(self._rng.uniform(*BETWEEN_KILLS_S)):
            # One that has just ended by itself has no process id any more.
            with contextlib.suppress(ProcessLookupError, ValueError, IndexError):
                os.kill(self._rng.choice(self._pids()), signal.SIGKILL)
                self.kills += 1
            self._after()

    def end(self) -> None:
        self._over.set()
        self._thread.join()


def audit(plan: Plan) -> dict[str, int]:
    """Results that are missing, damaged or were made more than once, by the append-only record and by reading them."""
    output = plan.wish.output
    events = [json.loads(line) for line in (output / RECORD).read_text().splitlines() if line.endswith("}")]
    made = Counter(event["name"] for event in events if event["event"] == "done")
    names = [unit.name for unit in plan.units]
    return {
        "photos": len(names),
        "missing": sum(not (output / name).exists() for name in names),
        "damaged": sum(cv2.imread(str(output / name)) is None for name in names),
        "made more than once": sum(count > 1 for count in made.values()),
        "never said to be made": sum(made[name] == 0 for name in names),
        "left over": len([path for path in output.iterdir() if path.suffix != ".jpg" and RECORD not in path.name]),
    }


def until_done(plan: Plan, backend: Backend) -> tuple[Tally, int]:
    """Run again and again, as a person would, until nothing is left; the last run, and how many it took."""
    for number in range(1, MOST_RUNS + 1):
        tally = Run(plan, backend).go()
        if not tally.of(State.FAILED) and tally.is_complete:
            return tally, number
    raise RuntimeError("it never came to an end")


def killed_processes(folder: Path, seed: int) -> dict[str, object]:
    plan = planned(folder, f"killed-{seed}")
    backend = Processes(2)
    killer = Killer(
        lambda: [worker._process.pid for worker in tuple(backend._workers)], random.Random(seed), lambda: None
    )
    _, runs = until_done(plan, backend)
    killer.end()
    return {"workers": "processes", "kills": killer.kills, "runs": runs, **audit(plan)}


@contextlib.contextmanager
def cluster(folder: Path, workers: int) -> Iterator[tuple[str, list[subprocess.Popen[bytes]], Callable[[], object]]]:
    """A scheduler on the loopback address; its address, its living workers, and a function that adds one."""
    file, started = folder / "scheduler.json", []
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL, "cwd": ROOT}

    def start(program: str, *more: str) -> subprocess.Popen[bytes]:
        command = [sys.executable, "-m", f"distributed.cli.{program}", *more, "--host", "127.0.0.1", "--no-dashboard"]
        process = subprocess.Popen(command, **quiet)
        started.append(process)
        return process

    scheduler = start("dask_scheduler", "--port", "0", "--scheduler-file", str(file))
    while not file.exists() or not file.read_text().strip():
        time.sleep(0.05)
    address = json.loads(file.read_text())["address"]
    living: list[subprocess.Popen[bytes]] = []

    def add() -> None:
        living[:] = [worker for worker in living if worker.poll() is None]
        while len(living) < workers:
            living.append(start("dask_worker", address, "--nthreads", "1", "--no-nanny"))

    add()
    try:
        yield address, living, add
    finally:
        for process in [one for one in started if one is not scheduler] + [scheduler]:
            process.kill()
            process.wait()


def killed_workers(folder: Path, seed: int) -> dict[str, object]:
    from engine.batch.cluster import Cluster

    plan = planned(folder, f"cluster-{seed}")
    with tempfile.TemporaryDirectory() as place, cluster(Path(place), 2) as (address, living, add):
        rng = random.Random(seed)
        killer = Killer(lambda: [worker.pid for worker in living if worker.poll() is None], rng, add)
        _, runs = until_done(plan, Cluster(address))
        killer.end()
    return {"workers": "Dask", "kills": killer.kills, "runs": runs, **audit(plan)}


def main(arguments: list[str]) -> None:
    """`bench_batch.py [PHOTOS [ROUNDS]]`: how many photos a run has, and how often each kind of run is killed."""
    count = int(arguments[0]) if arguments else 28
    rounds = int(arguments[1]) if len(arguments) > 1 else 3
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        material(folder, count)
        for turn in range(SPEED_TURNS):  # taken in turns, for the machine may be busy now and idle then
            for jobs in (1, 2):
                print(f"{jobs} processes: {speed(folder, jobs, turn):.1f} photos a minute", flush=True)
        for seed in range(rounds):
            print(killed_processes(folder, seed), flush=True)
        with contextlib.suppress(ImportError):
            import distributed  # noqa: F401

            for seed in range(rounds):
                print(killed_workers(folder, seed), flush=True)


if __name__ == "__main__":
    main(sys.argv[1:])
