"""Photos that are cropped, turned, mirrored and straightened: on the worker, one after the other, each one step."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal

from engine.document import MaskArea, Reshaped, reshaped
from engine.jobs import Job, JobContext, JobState
from engine.language import mark, tr
from ui.job_bridge import JobBridge
from ui.problems import Notice, Problem

if TYPE_CHECKING:
    from engine.document import Document
    from engine.photo import Photo, Reshape

LANE = "reshape "
_WORK = {
    "crop": mark("Cropping"),
    "turn": mark("Rotating"),
    "mirror": mark("Mirroring"),
    "straighten": mark("Straightening"),
}


@dataclass(frozen=True, eq=False)
class _Wish:
    document: Document
    reshape: Reshape
    then: Callable[[], object] | None


class Reshaper(QObject):
    """Carries out what is asked for, in the order in which it was asked for; `prepare` as in `Editor`.

    Args:
        bridge: the worker.
        is_open: whether a document is still open: a late result is left out where it is not.
    """

    failed = Signal(object)
    noticed = Signal(object)

    def __init__(self, bridge: JobBridge, is_open: Callable[[Document], bool], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._bridge, self._is_open = bridge, is_open
        self._waiting: deque[_Wish] = deque()
        self._current: _Wish | None = None
        self.prepare: Callable[[Photo, Callable[[], object]], object] = lambda _photo, _check: None

    @property
    def is_running(self) -> bool:
        return self._current is not None

    def reshape(self, document: Document, reshape: Reshape, then: Callable[[], object] | None = None) -> None:
        """Reshape a document; `then` is called once it is done."""
        self._waiting.append(_Wish(document, reshape, then))
        self._next()

    def cancel(self) -> None:
        """Drop what waits; what runs is cancelled with its job."""
        self._waiting.clear()

    def _next(self) -> None:
        if self._current is not None or not self._waiting:
            return
        wish = self._current = self._waiting.popleft()
        document, reshape = wish.document, wish.reshape
        composite, revision, bounds = document.composite, document.revision, document.mask_bounds
        marked = MaskArea(bounds, document.mask[bounds.slices].copy())

        def make(context: JobContext) -> Reshaped:
            made = reshaped(composite, marked, reshape, context.check)
            self.prepare(made.photo, context.check)
            return made

        def take(job: Job[Any]) -> None:
            self._take(job, wish, composite, revision)

        self._bridge.submit(make, tr(_WORK[reshape.kind]), then=take, lane=f"{LANE}{id(document)}")

    def _take(self, job: Job[Any], wish: _Wish, composite: object, revision: int) -> None:
        self._current = None
        document, made = wish.document, job.value
        if job.state is JobState.FAILED and job.error is not None:
            self.failed.emit(Problem.of(job.error, job.details))
        if not isinstance(made, Reshaped) or not self._is_open(document):
            self._waiting.clear()
            return
        if document.composite is not composite:
            self.noticed.emit(Notice(tr("The photo changed meanwhile, so it was left as it is")))
        else:
            masks = made.masks if document.revision == revision else None
            document.reshape(wish.reshape, photo=made.photo, patches=made.patches, masks=masks)
            if wish.then is not None:
                wish.then()
        self._next()
