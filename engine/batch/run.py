"""One run of a batch: what is done already is left, the rest is handed to processes or a cluster, and all is told."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from engine.batch.backend import Backend, Ended, Event
from engine.batch.control import Control
from engine.batch.plan import Plan
from engine.batch.record import Record
from engine.batch.unit import Outcome, State, Unit
from engine.batch.work import tidy
from engine.errors import WriteFailed
from engine.language import tr


@dataclass
class Tally:
    """What came of a run.

    Args:
        plan: what was to be done.
        outcomes: by photo, in the order in which they ended.
        words: what did the work, for people.
        started: ISO 8601, UTC.
        seconds: how long the run took.
        unticked: photos that were not asked for.
        is_complete: whether every photo came to an end; False where the run was stopped.
    """

    plan: Plan
    words: str
    outcomes: list[Outcome] = field(default_factory=list)
    started: str = field(default_factory=lambda: datetime.now(UTC).isoformat(timespec="seconds"))
    seconds: float = 0.0
    unticked: int = 0
    is_complete: bool = False

    def of(self, state: State) -> list[Outcome]:
        return [outcome for outcome in self.outcomes if outcome.state is state]

    @property
    def left(self) -> int:
        """Photos that have not come to an end."""
        return len(self.plan.entries) - self.unticked - len(self.outcomes)

    @property
    def per_minute(self) -> float | None:
        """Photos filled a minute; None where none was."""
        done = len(self.of(State.DONE))
        return 60 * done / self.seconds if done and self.seconds > 0 else None


class Run:
    """Args:
    plan: what is to be done.
    backend: what does it.
    only: names of the units to do; None = all.
    control: pause and stop.
    tell: called with every event, from the thread that runs.
    """

    def __init__(
        self,
        plan: Plan,
        backend: Backend,
        *,
        only: frozenset[str] | None = None,
        control: Control | None = None,
        tell: Callable[[Event], None] = lambda event: None,
    ) -> None:
        self._backend = backend
        self._only = only
        self.control = control or Control()
        self._tell = tell
        self.tally = Tally(plan, backend.words)

    def go(self) -> Tally:
        """Do it; returns when all photos have ended, or after a stop.

        Raises:
            EngineError: nothing can be done at all.
        """
        started = time.monotonic()
        tally, output = self.tally, self.tally.plan.wish.output
        _make_folder(output)
        try:
            tidy(output)
            waiting = self._what_is_left()
            if waiting:
                self._backend.run(waiting, self.control, self._hear)
        finally:
            tidy(output)
            tally.seconds = round(time.monotonic() - started, 3)
        tally.is_complete = not tally.left
        return tally

    def _what_is_left(self) -> list[Unit]:
        left = []
        done = finished_before(self.tally.plan)
        for entry in self.tally.plan.entries:
            unit = entry.unit
            if self._only is not None and (unit is None or unit.name not in self._only):
                if unit is not None and unit.name in done:
                    self.tally.outcomes.append(done[unit.name])  # the report is of the folder, not of this run alone
                else:
                    self.tally.unticked += 1
            elif unit is None:
                trouble = Outcome(str(entry.photo), "", State.FAILED, entry.sentence, entry.advice)
                self._hear(Ended("", trouble))
            elif unit.name in done:
                self._hear(Ended(unit.name, done[unit.name]))
            else:
                left.append(unit)
        return left

    def _hear(self, event: Event) -> None:
        if isinstance(event, Ended):
            self.tally.outcomes.append(event.outcome)
        self._tell(event)


def finished_before(plan: Plan) -> dict[str, Outcome]:
    """What earlier runs have done and would come out the same today, by name."""
    record = Record(plan.wish.output.absolute())
    record.refresh()
    found = {}
    for unit in plan.units:
        result = record.result(unit.name)
        if result is not None and result.is_named and result.is_whole(unit.output) and result.is_of(unit):
            found[unit.name] = result.outcome.skipped()
    return found


def _make_folder(output: Path) -> None:
    try:
        output.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise WriteFailed(
            tr("The folder {folder} cannot be made: {reason}.", folder=output, reason=error.strerror or error),
            tr("Choose another folder for the results."),
        ) from error
