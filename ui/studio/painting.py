"""Pictures of latent points, painted off the main thread: the newest wish of a lane wins, urgent lanes go first."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from engine.jobs import Job, JobContext, JobState
from engine.language import tr
from engine.latent.point import LatentPoint
from ui.job_bridge import JobBridge
from ui.problems import Problem

if TYPE_CHECKING:
    import numpy as np

# Of a wish for many pictures so few are painted at a time that a slider never waits long for its turn.
_AT_A_TIME = 2

Paint = Callable[[Sequence[LatentPoint], JobContext], "list[np.ndarray]"]


@dataclass(eq=False)
class _Wish:
    points: tuple[LatentPoint, ...]
    done: Callable[[list[np.ndarray]], object]
    lane: str
    urgent: bool
    part: Callable[[int, np.ndarray], object] | None
    pictures: list[np.ndarray] = field(default_factory=list)

    @property
    def next_points(self) -> tuple[LatentPoint, ...]:
        begin = len(self.pictures)
        return self.points[begin : begin + _AT_A_TIME]


class Painting:
    """Keeps one job at most in the queue, so that what is asked last is never behind what is no longer wanted.

    A picture that is being painted when a newer one of its lane is asked for is still delivered: while a slider is
    dragged faster than pictures can be painted, every one of them shows a place on the way.
    """

    def __init__(self, bridge: JobBridge, failed: Callable[[Problem], object]) -> None:
        self._bridge, self._failed = bridge, failed
        self._paint: Paint | None = None
        self._model = ""
        self._waiting: dict[str, _Wish] = {}
        self._running: _Wish | None = None

    @property
    def model(self) -> str:
        """Whose pictures are painted."""
        return self._model

    def use(self, model: str, paint: Paint | None) -> None:
        """Paint with this generator from now on; None until it is open. Wishes for points of other models go."""
        if model != self._model:
            for lane, wish in list(self._waiting.items()):
                if wish.points[0].model != model:
                    del self._waiting[lane]
        self._model, self._paint = model, paint
        self._go_on()

    def request(
        self,
        points: Sequence[LatentPoint],
        done: Callable[[list[np.ndarray]], object],
        lane: str,
        urgent: bool = False,
        part: Callable[[int, np.ndarray], object] | None = None,
    ) -> None:
        """See `StudioState.request`."""
        if points:
            self._waiting[lane] = _Wish(tuple(points), done, lane, urgent, part)
            self._go_on()

    def drop(self, lane: str) -> None:
        """Forget what waits in this lane."""
        self._waiting.pop(lane, None)

    def clear(self) -> None:
        """Forget everything that waits."""
        self._waiting.clear()

    def _go_on(self) -> None:
        if self._running is not None or self._paint is None or not self._waiting:
            return
        wish = next((one for one in self._waiting.values() if one.urgent), None) or next(iter(self._waiting.values()))
        if len(wish.pictures) + _AT_A_TIME >= len(wish.points):
            del self._waiting[wish.lane]  # its last part: a newer wish of the lane no longer stops it
        self._running = wish
        paint, points, model = self._paint, wish.next_points, self._model
        self._bridge.submit(
            lambda context: paint(points, context), tr("Painting"), then=lambda job: self._painted(job, wish, model)
        )

    def _painted(self, job: Job[Any], wish: _Wish, model: str) -> None:
        self._running = None
        if job.value is not None and model == self._model:
            self._deliver(wish, job.value)
        elif self._waiting.get(wish.lane) is wish:
            del self._waiting[wish.lane]
        if job.state is JobState.FAILED and job.error is not None:
            self._failed(Problem.of(job.error, job.details))
        self._go_on()

    def _deliver(self, wish: _Wish, pictures: list[np.ndarray]) -> None:
        begin = len(wish.pictures)
        wish.pictures.extend(pictures)
        is_whole = len(wish.pictures) == len(wish.points)
        if not is_whole and self._waiting.get(wish.lane) is not wish:
            return
        if wish.part is not None:
            for index, picture in enumerate(pictures, begin):
                wish.part(index, picture)
        if is_whole:
            wish.done(wish.pictures)
