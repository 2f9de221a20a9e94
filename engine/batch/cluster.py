"""Units over the workers of a running Dask scheduler, on as many machines as it has.

A unit carries paths and no pixels: all workers have to see the photos, masks and results under the same names, on a
file system that they share. Dask gives a unit to another worker when its own dies; the claim on the unit, which the
system releases with the process that held it, and the record see to it that nothing is done twice even where a worker
that was given up for dead is still alive.
"""

from __future__ import annotations

import contextlib
import importlib.util
import os
import secrets
import threading
import time
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from queue import Empty, SimpleQueue
from typing import TYPE_CHECKING, Any

from engine import language
from engine.batch.backend import Ended, Listener, Progressed
from engine.batch.control import Control
from engine.batch.locks import forget, locked
from engine.batch.record import worker_name
from engine.batch.unit import WORKSHOP, Outcome, Unit, failure
from engine.batch.work import perform
from engine.device import THREADS_VARIABLE
from engine.errors import BadInput, Cancelled, EngineError, MissingExtra
from engine.jobs import CancelToken, JobContext
from engine.language import tr, tr_n
from engine.paths import resources_dir
from engine.version import VERSION

if TYPE_CHECKING:
    from distributed import Client, Future

_PATIENCE_S = 10.0  # for a scheduler to answer, a worker to be there, and units to stop
_LOOK_S = 0.1
_COUNT_S = 2.0  # between two looks at how many workers there are
_REPORT_S = 0.5

# What follows runs on the machine that asks


def is_installed() -> bool:
    """Whether the optional package for Dask is there; it is not loaded."""
    return importlib.util.find_spec("distributed") is not None


def missing() -> MissingExtra:
    """Why nothing can be done over several machines, and the way out."""
    return MissingExtra(
        tr("Work over several machines needs the optional package for Dask, which is not installed."),
        tr('Install the "cluster" extra with: python -m pip install distributed'),
        extra="cluster",
    )


class Cluster:
    """Args:
    address: of a running scheduler, such as "tcp://host:8786".
    """

    def __init__(self, address: str) -> None:
        self.address = address

    @property
    def words(self) -> str:
        return tr("the Dask scheduler at {address}", address=self.address)

    def run(self, units: Sequence[Unit], control: Control, tell: Listener) -> None:
        client = _connected(self.address)
        try:
            folder = units[0].output.parent
            with _token(folder / WORKSHOP / f"run-{secrets.token_hex(6)}.claim") as (token, release):
                _check_workers(client, self.address, folder, token)
                _Handing(client, self.address, token, tell).run(deque(units), control, release)
        finally:
            client.close(timeout=_PATIENCE_S)


def _connected(address: str) -> Client:
    try:
        from distributed import Client
    except ImportError as error:
        raise missing() from error
    try:
        return Client(address, timeout=_PATIENCE_S, set_as_default=False, name="tratteggio-batch")
    except (OSError, ValueError, TimeoutError) as error:
        raise BadInput(
            tr("No Dask scheduler answers at {address}.", address=address),
            tr("Start one, or check the address: it looks like tcp://host:8786."),
        ) from error


@contextlib.contextmanager
def _token(path: Path) -> Iterator[tuple[Path, Callable[[], None]]]:
    """A file in the folder of the results that stands for the run: workers give up when it goes. Locked while we live,
    so that the next run can tell that it has been left behind.

    Yields:
        The file, and a function that takes it away.
    """
    with locked(path):
        try:
            yield path, lambda: forget(path)
        finally:
            forget(path)


def _check_workers(client: Client, address: str, folder: Path, token: Path) -> None:
    """
    Raises:
        BadInput: there is no worker, or one cannot do the work.
    """
    try:
        client.wait_for_workers(1, timeout=_PATIENCE_S)
    except TimeoutError as error:
        raise BadInput(
            tr("No worker is connected to the Dask scheduler at {address}.", address=address),
            tr("Start workers in the program's folder; main.py batch --help says how."),
        ) from error
    for worker, seen in _now(client.run(look, str(token), on_error="return")).items():
        if not isinstance(seen, tuple):
            sentence = tr("The worker {worker} cannot load this program ({error}).", worker=worker, error=seen)
            raise BadInput(sentence, tr("Start it in the program's folder, with its Python."))
        version, is_there = seen
        if version != VERSION:
            sentence = tr("The worker {worker} runs version {version}.", worker=worker, version=version)
            raise BadInput(sentence, tr("Use version {version} everywhere.", version=VERSION))
        if not is_there:
            raise _does_not_see(worker, folder)


def _now(answer: Any) -> dict[str, Any]:
    """The answer of a client that is not asynchronous; its annotations allow for both."""
    return answer


def _does_not_see(worker: str, folder: Path) -> BadInput:
    return BadInput(
        tr("The worker {worker} does not see the folder {folder}.", worker=worker, folder=folder),
        tr("Put photos, masks and results on a file system that all machines share under the same names."),
    )


class _Handing:
    """Hands units to a cluster, as many at a time as it has workers, and hears what comes of them."""

    def __init__(self, client: Client, address: str, token: Path, tell: Listener) -> None:
        self._client, self._address, self._token, self._tell = client, address, token, tell
        self._topic = f"tratteggio-{token.stem}"
        texts = language.file()
        self._texts = "" if texts is None else texts.name  # workers have the file among their own
        self._heard: SimpleQueue[Any] = SimpleQueue()
        self._under_way: dict[Future, Unit] = {}
        self._workers, self._counted_at = 1, 0.0
        self._lost_at: float | None = None
        client.subscribe_topic(self._topic, lambda event: self._heard.put(event))

    def run(self, waiting: deque[Unit], control: Control, release: Callable[[], None]) -> None:
        """Do all; `release` takes the run's token away, and stops the workers."""
        while (waiting or self._under_way) and not control.is_stopping:
            self._check_scheduler()
            while waiting and not control.is_paused and len(self._under_way) < self._count_workers():
                self._submit(waiting.popleft())
            self._listen()
        release()
        until = time.monotonic() + _PATIENCE_S
        while self._under_way and time.monotonic() < until:
            self._listen()

    def _submit(self, unit: Unit) -> None:
        key = f"tratteggio-{self._token.stem}-{unit.name}"
        asked = unit.to_dict(), str(self._token), self._topic, self._texts
        future = self._client.submit(run_unit, *asked, key=key, pure=False)
        self._under_way[future] = unit
        future.add_done_callback(self._heard.put)

    def _count_workers(self) -> int:
        now = time.monotonic()
        if now - self._counted_at > _COUNT_S:
            self._counted_at = now
            self._workers = max(1, len(_now(self._client.nthreads())))
        return self._workers

    def _check_scheduler(self) -> None:
        if self._client.status == "running":
            self._lost_at = None
            return
        now = time.monotonic()
        self._lost_at = now if self._lost_at is None else self._lost_at
        if now - self._lost_at > _PATIENCE_S:
            raise EngineError(
                tr("The Dask scheduler at {address} has gone.", address=self._address),
                tr("What is done is kept. Start it again, then run the batch again; it goes on from here."),
            )

    def _listen(self) -> None:
        try:
            heard = self._heard.get(timeout=_LOOK_S)
        except Empty:
            return
        if isinstance(heard, tuple):  # (time, message)
            self._tell(Progressed(*heard[1]))
        elif heard in self._under_way and heard.status in ("finished", "error"):
            unit = self._under_way.pop(heard)
            outcome = _outcome_of(heard, unit)
            if outcome is not None:
                self._tell(Ended(unit.name, outcome))


def _outcome_of(future: Future, unit: Unit) -> Outcome | None:
    """What a worker says of a unit; None where it was told to give up."""
    from distributed.scheduler import KilledWorker

    error = future.exception() if future.status == "error" else None
    if error is None:
        said = future.result()
        return None if said is None else Outcome.from_dict(said)
    if isinstance(error, KilledWorker):
        deaths = error.allowed_failures + 1
        how = tr_n("{n} worker died over it", "{n} workers died over it, one after the other", deaths)
        advice = tr("Memory may be short there: look into the workers' logs, then run the batch again.")
        return failure(unit, tr("{name} could not be filled: {how}.", name=unit.photo.name, how=how), advice)
    sentence = tr("The worker could not fill {name} ({error}).", name=unit.photo.name, error=error)
    return failure(unit, sentence, tr("Look into the workers' logs, then run the batch again."))


# What follows runs on the workers

_one_at_a_time = threading.Lock()  # a fill takes all the threads that its worker has


def look(token: str) -> tuple[str, bool]:
    """Which version this worker runs, and whether it sees the run's token."""
    return VERSION, os.path.exists(token)


def run_unit(unit: dict[str, Any], token: str, topic: str, texts: str = "") -> dict[str, Any] | None:
    """Do a unit on a worker; its outcome, or None where the run has been stopped.

    Args:
        texts: the name of the translations that its sentences are to be in; "" = English.
    """
    from distributed import get_worker

    worker = get_worker()
    with _one_at_a_time, language.spoken(resources_dir() / "translations" / texts if texts else None):
        os.environ.setdefault(THREADS_VARIABLE, str(worker.state.nthreads))
        wanted = Unit.from_dict(unit)
        if not wanted.output.parent.is_dir():
            error = _does_not_see(worker_name(), wanted.output.parent)
            return failure(wanted, error.sentence, error.advice, worker=worker_name()).to_dict()
        reporter = _Reporter(wanted.name, lambda message: worker.log_event(topic, message))
        try:
            return perform(wanted, JobContext(_RunToken(Path(token)), reporter)).to_dict()
        except Cancelled:
            return None


class _RunToken(CancelToken):
    """Spoken when the run's file has gone."""

    def __init__(self, path: Path) -> None:
        super().__init__()
        self._path = path
        self._looked_at = 0.0

    @property
    def is_cancelled(self) -> bool:
        now = time.monotonic()
        if now - self._looked_at > _REPORT_S:
            self._looked_at = now
            if not self._path.exists():
                self.cancel()
        return super().is_cancelled

    def check(self) -> None:
        if self.is_cancelled:
            raise Cancelled


class _Reporter:
    """Passes progress on, now and then."""

    def __init__(self, name: str, say: Callable[[tuple[str, float, str]], object]) -> None:
        self._name, self._say = name, say
        self._told_at = 0.0

    def __call__(self, progress: Any) -> None:
        now = time.monotonic()
        if now - self._told_at > _REPORT_S:
            self._told_at = now
            # What goes over the wire takes no numbers of numpy's.
            self._say((self._name, float(progress.fraction), str(progress.message)))
