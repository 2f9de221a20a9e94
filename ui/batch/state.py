"""The observable of one batch: what is asked for, the photos with what will happen to each, and the run."""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from enum import Enum
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, Signal

from engine.batch import cluster
from engine.batch.backend import Backend, Ended, Event, Progressed
from engine.batch.control import Control
from engine.batch.masks import pictures_in
from engine.batch.plan import SAME_FORMAT, Entry, Plan, Wish, make_plan
from engine.batch.processes import Processes
from engine.batch.report import write_report
from engine.batch.run import Run, Tally, finished_before
from engine.batch.unit import State
from engine.errors import EngineError
from engine.inpaint import FillSettings
from engine.jobs import Job, JobState
from engine.language import tr
from ui.job_bridge import JobBridge
from ui.stack_words import words_of
from ui.widgets.building import timer

_SETTLE_MS = 150  # a number that is being dragged plans once
_SHOW_MS = 100  # events of a run are shown together, a few times a second


class Source(Enum):
    """What says what is to be filled."""

    ONE_MASK = "one"
    MASKS = "each"
    RECIPE = "recipe"


class Phase(Enum):
    IDLE = "idle"
    RUNNING = "running"
    PAUSED = "paused"
    STOPPING = "stopping"


@dataclass(frozen=True)
class Choice:
    """What the person has chosen so far; each kind of source keeps its own path."""

    folder: Path | None = None
    output: Path | None = None
    source: Source = Source.ONE_MASK
    paths: dict[Source, Path] = field(default_factory=dict)
    settings: FillSettings = field(default_factory=FillSettings)
    suffix: str = SAME_FORMAT
    overwrite: bool = False
    marked: bool = True
    jobs: int = 0
    is_shared: bool = False  # by the workers of a Dask scheduler, else by processes of this machine
    scheduler: str = ""

    @property
    def path(self) -> Path | None:
        """The mask, the folder of masks or the recipe."""
        return self.paths.get(self.source)

    @property
    def wish(self) -> Wish | None:
        """What is asked of the engine; None while something is missing."""
        if self.folder is None or self.output is None or self.path is None:
            return None
        is_recipe = self.source is Source.RECIPE
        return Wish(
            self.folder,
            self.output,
            mask=None if is_recipe else self.path,
            recipe=self.path if is_recipe else None,
            settings=self.settings,
            suffix=self.suffix,
            overwrite=self.overwrite,
            marked=self.marked,
        )


@dataclass
class Row:
    """One photo of the folder, as the grid shows it.

    Args:
        entry: what is to be done.
        ticked: whether it is to be done.
        state: where it stands.
        fraction: of its work, 0..1.
        sentence, advice: why it failed or cannot be done, and the way out.
        words: what was done, in short.
    """

    entry: Entry
    ticked: bool = True
    state: State = State.WAITING
    fraction: float = 0.0
    sentence: str = ""
    advice: str = ""
    words: str = ""

    @property
    def name(self) -> str:
        return self.entry.photo.name

    @property
    def can_run(self) -> bool:
        return self.entry.unit is not None

    @property
    def is_open(self) -> bool:
        """Whether it could be done and has not been, so that a tick says something."""
        return self.can_run and self.state not in (State.DONE, State.SKIPPED)

    @property
    def is_wanted(self) -> bool:
        """Whether the next run will do it."""
        return self.ticked and self.can_run and self.state in (State.WAITING, State.FAILED)


@dataclass(frozen=True)
class _Planned:
    plan: Plan | None
    rows: list[Row]
    trouble: EngineError | None = None


class BatchState(QObject):
    """Args:
    settings: of the fills, to begin with.
    marked: whether results are to say in their metadata that they were filled.
    scheduler: the address that is proposed for work over several machines.
    backend: makes what does the work here, for a number of processes.
    shared: makes what does it over several machines, for a scheduler's address.
    """

    choice_changed = Signal()
    planned = Signal()  # the rows are others
    row_changed = Signal(int)
    phase_changed = Signal()
    run_ended = Signal()

    def __init__(
        self,
        settings: FillSettings,
        parent: QObject | None = None,
        *,
        marked: bool = True,
        scheduler: str = "",
        backend: Callable[[int], Backend] = Processes,
        shared: Callable[[str], Backend] = cluster.Cluster,
    ) -> None:
        super().__init__(parent)
        self.choice = Choice(settings=settings, marked=marked, scheduler=scheduler)
        self.rows: list[Row] = []
        self.trouble: EngineError | None = None
        self.phase = Phase.IDLE
        self.tally: Tally | None = None
        self.report: Path | None = None
        self._plan: Plan | None = None
        self._backend, self._shared = backend, shared
        self._planning: Job[Any] | None = None
        self._control = Control()
        self._row_of: dict[str, int] = {}
        self._heard: deque[Event] = deque()
        self._started_at = 0.0
        self._planner, self._runner = JobBridge(self), JobBridge(self)
        self._settle = timer(self, _SETTLE_MS, self._plan_now)
        self._show = timer(self, _SHOW_MS, self._show_events, once=False)

    # What is asked for

    def choose(self, **changes: Any) -> None:
        """Change a part of the choice; a folder of photos proposes a folder for the results beside it."""
        before = self.choice
        choice = replace(before, **changes)
        is_proposed = before.output in (None, proposed_output(before.folder))
        if "folder" in changes and "output" not in changes and choice.folder is not None and is_proposed:
            choice = replace(choice, output=proposed_output(choice.folder))
        if choice == before or self.is_running:
            return
        self.choice = choice
        self.choice_changed.emit()
        self._settle.start()

    def choose_path(self, source: Source, path: Path) -> None:
        """Fill by this mask, folder of masks or recipe."""
        self.choose(source=source, paths={**self.choice.paths, source: path})

    @property
    def is_planning(self) -> bool:
        return self._settle.isActive() or self._planning is not None

    def refresh(self) -> None:
        """Look at the folders again."""
        if not self.is_running and self.choice.folder is not None:
            self._plan_now()

    def _plan_now(self) -> None:
        self._settle.stop()
        choice = self.choice
        self._planning = self._planner.submit(
            lambda context: _planned(choice), tr("Looking through the folder"), then=self._take_plan, lane="plan"
        )
        self.phase_changed.emit()

    def _take_plan(self, job: Job[Any]) -> None:
        if job is not self._planning:
            return
        self._planning = None
        if job.state is JobState.FAILED:
            planned = _Planned(None, [], job.error)
        elif job.value is None:
            return
        else:
            planned = job.value
        unticked = {row.name for row in self.rows if not row.ticked}
        for row in planned.rows:
            row.ticked = row.name not in unticked
        self._plan, self.rows, self.trouble = planned.plan, planned.rows, planned.trouble
        units = (row.entry.unit for row in self.rows)
        self._row_of = {unit.name: index for index, unit in enumerate(units) if unit is not None}
        self.planned.emit()
        self.phase_changed.emit()

    def tick(self, index: int, ticked: bool) -> None:
        """Whether a photo is to be done."""
        row = self.rows[index]
        if row.ticked != ticked and row.is_open and not self.is_running:
            row.ticked = ticked
            self.row_changed.emit(index)
            self.phase_changed.emit()

    # The run

    @property
    def is_running(self) -> bool:
        return self.phase is not Phase.IDLE

    @property
    def wanted(self) -> int:
        """Photos that the next run would do."""
        return sum(row.is_wanted for row in self.rows)

    @property
    def failures(self) -> list[int]:
        """The rows that have failed, or cannot be done."""
        return [index for index, row in enumerate(self.rows) if row.state is State.FAILED]

    @property
    def why_not_shared(self) -> str:
        """Why the work cannot be handed to other machines as it was asked to be; "" where it can, or is done here."""
        if not self.choice.is_shared:
            return ""
        if not cluster.is_installed():
            return tr("Dask is not installed, so all photos have to be filled on this machine.")
        return "" if self.choice.scheduler else tr("Type the address of the Dask scheduler first.")

    @property
    def can_start(self) -> bool:
        is_ready = self._plan is not None and not self.is_planning and not self.why_not_shared
        return is_ready and not self.is_running and self.wanted > 0

    def start(self) -> None:
        """Do what is ticked and not done yet; `run_ended` comes once, whatever happens."""
        plan = self._plan
        if plan is None or not self.can_start:
            return
        only = frozenset(row.entry.unit.name for row in self.rows if row.is_wanted and row.entry.unit is not None)
        for index, row in enumerate(self.rows):
            if row.is_wanted:
                row.state, row.fraction, row.sentence, row.advice = State.WAITING, 0.0, "", ""
                self.row_changed.emit(index)
        self.tally, self.report, self.trouble = None, None, None
        choice, control = self.choice, Control()
        self._control = control
        self._runner.submit(
            lambda _context: self._go(plan, only, choice, control), tr("Filling the photos"), then=self._take_tally
        )
        self._started_at = time.monotonic()
        self._set_phase(Phase.RUNNING)
        self._show.start()

    def _go(self, plan: Plan, only: frozenset[str], choice: Choice, control: Control) -> tuple[Tally, Path]:
        """On the worker thread. A stop ends the run and not the job, whose result says what was done by then."""
        backend = self._shared(choice.scheduler) if choice.is_shared else self._backend(choice.jobs)
        run = Run(plan, backend, only=only, control=control, tell=self._heard.append)
        self.tally = run.tally
        tally = run.go()
        return tally, write_report(tally)

    def pause(self) -> None:
        """Finish what is under way, and begin nothing more."""
        if self.phase is Phase.RUNNING:
            self._control.pause()
            self._set_phase(Phase.PAUSED)

    def go_on(self) -> None:
        if self.phase is Phase.PAUSED:
            self._control.go_on()
            self._set_phase(Phase.RUNNING)

    def stop(self) -> None:
        """Give up what is under way; the next run goes on from here."""
        if self.is_running and self.phase is not Phase.STOPPING:
            self._control.stop()
            self._set_phase(Phase.STOPPING)

    def shut_down(self) -> None:
        """End everything, for good."""
        self._settle.stop()
        self._show.stop()
        self._control.stop()
        self._planner.close()
        self._runner.close()

    @property
    def waits_for_workers(self) -> bool:
        """Whether nothing of a run over several machines has begun yet."""
        has_begun = any(row.state is State.WORKING for row in self.rows) or bool(self.progress[0])
        return self.phase is Phase.RUNNING and self.choice.is_shared and not has_begun

    @property
    def progress(self) -> tuple[int, int, float | None]:
        """Photos that have come to an end in this run, all that it was asked for, and those filled a minute so far."""
        tally = self.tally
        if tally is None:
            return 0, self.wanted, None
        asked = len(tally.plan.entries) - tally.unticked
        done, seconds = len(tally.of(State.DONE)), time.monotonic() - self._started_at
        per_minute = 60 * done / seconds if done and seconds > 1 else None
        return len(tally.outcomes), asked, tally.per_minute or per_minute

    def _set_phase(self, phase: Phase) -> None:
        self.phase = phase
        self.phase_changed.emit()

    def _show_events(self) -> None:
        """What has come from the run's thread since the last time."""
        changed: set[int] = set()
        while self._heard:
            event = self._heard.popleft()
            index = self._row_of.get(event.name)
            if index is not None:
                self._take_event(self.rows[index], event)
                changed.add(index)
        for index in sorted(changed):
            self.row_changed.emit(index)
        if changed:
            self.phase_changed.emit()

    @staticmethod
    def _take_event(row: Row, event: Event) -> None:
        if isinstance(event, Progressed):
            if not row.state.is_final:
                row.state, row.fraction = State.WORKING, event.fraction
        elif isinstance(event, Ended):
            outcome = event.outcome
            row.state, row.sentence, row.advice = outcome.state, outcome.sentence, outcome.advice
            row.words = done_words(outcome.method, outcome.seconds)

    def _take_tally(self, job: Job[Any]) -> None:
        self._show.stop()
        self._show_events()
        for index, row in enumerate(self.rows):
            if row.state is State.WORKING:  # it was given up
                row.state, row.fraction = State.WAITING, 0.0
                self.row_changed.emit(index)
        if job.state is JobState.FAILED:
            self.trouble = job.error
        elif job.value is not None:
            self.tally, self.report = job.value
        self._set_phase(Phase.IDLE)
        self.run_ended.emit()


def proposed_output(folder: Path | None) -> Path | None:
    """A folder beside that of the photos."""
    return None if folder is None else folder.with_name(f"{folder.name}-filled")


def done_words(method: str, seconds: float) -> str:
    """What was done to a photo, in short."""
    return tr("{method}, {seconds} s", method=method_words(method), seconds=f"{seconds:.1f}") if method else ""


def method_words(method: str) -> str:
    """What a person calls a method, or several, named by their ids."""
    return ", ".join(words_of(one) for one in method.split(", "))


def _planned(choice: Choice) -> _Planned:
    """The photos of the folder, and what will happen to each; on a worker thread."""
    if choice.folder is None:
        return _Planned(None, [])
    try:
        wish = choice.wish
        if wish is None:
            photos = pictures_in(choice.folder)
            return _Planned(None, [Row(Entry(photo, None)) for photo in photos])
        plan = make_plan(wish)
        done = finished_before(plan)
    except EngineError as error:
        return _Planned(None, [], error)
    rows = [_row(entry) for entry in plan.entries]
    for row in rows:
        unit = row.entry.unit
        if unit is not None and unit.name in done:
            row.state = State.SKIPPED
            row.words = done_words(done[unit.name].method, done[unit.name].seconds)
    return _Planned(plan, rows)


def _row(entry: Entry) -> Row:
    if entry.unit is None:
        return Row(entry, state=State.FAILED, sentence=entry.sentence, advice=entry.advice)
    return Row(entry)
