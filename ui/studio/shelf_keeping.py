"""Keeps what a person makes of the models' directions, and snapshots: read on a worker, written a moment after the last
change."""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import QObject

from engine.errors import EngineError
from engine.jobs import Job, JobState
from engine.language import tr
from ui.job_bridge import JobBridge
from ui.problems import Problem
from ui.studio.shelf import Kept, Shelf, ShelfFiles
from ui.widgets.building import timer

_KEEP_MS = 700

log = logging.getLogger(__name__)


class ShelfKeeper(QObject):
    """Between the shelves in use and their files.

    Args:
        files: where shelves are kept between two starts; None = nowhere.
        bridge: the worker that reads and writes.
        shelf_of: the shelf of a model as it is now; None while it has not been read.
        tell: called with a `Problem` where a file cannot be read or written.
    """

    def __init__(
        self,
        files: ShelfFiles | None,
        bridge: JobBridge,
        shelf_of: Callable[[str], Shelf | None],
        tell: Callable[[Problem], object],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._files, self._bridge, self._shelf_of, self._tell = files, bridge, shelf_of, tell
        self._unkept: set[str] = set()  # models whose shelf has changed since it was last asked to be written
        self._written: dict[str, Shelf | None] = {}  # of models whose shelf has changed, what stands in their files
        self.soon = timer(self, _KEEP_MS, self._keep)

    def read(self, model: str, then: Callable[[Shelf], object]) -> None:
        """Call `then` with what was kept last time; nothing happens where nothing is kept, or the shelf is there."""
        files = self._files
        if files is None or self._shelf_of(model) is not None:
            return

        def done(job: Job[Any]) -> None:
            self._heard(job)
            then(job.value or Shelf())

        self._bridge.submit(lambda _context: files.read(model), tr("Reading your sliders"), then=done)

    def changed(self, models: set[str]) -> None:
        """The shelves of these models have to be written."""
        if self._files is not None and models:
            self._unkept |= models
            for model in models:
                self._written.setdefault(model, None)
            self.soon.start()

    def write_now(self) -> None:
        """Write what has not been written yet, in this thread; the worker has ended."""
        self.soon.stop()
        for model in [one for one, written in self._written.items() if written is not self._shelf_of(one)]:
            try:
                self._write(model)
            except EngineError as error:
                log.warning("%s", error)

    def _keep(self) -> None:
        for model in self._unkept:
            self._bridge.submit(
                lambda _context, model=model: self._write(model), tr("Keeping your sliders"), then=self._heard
            )
        self._unkept = set()

    def _write(self, model: str) -> None:
        shelf = self._shelf_of(model)
        if self._files is not None and shelf is not None:
            self._files.write(model, shelf)
            self._written[model] = shelf

    def _heard(self, job: Job[Any]) -> None:
        if job.state is JobState.FAILED and job.error is not None:
            self._tell(Problem.of(job.error, job.details))


class SnapshotKeeper(QObject):
    """Between the snapshots and their file; arguments as of `ShelfKeeper`."""

    def __init__(
        self,
        files: ShelfFiles | None,
        bridge: JobBridge,
        snapshots: Callable[[], Sequence[Kept]],
        tell: Callable[[Problem], object],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._files, self._bridge, self._snapshots, self._tell = files, bridge, snapshots, tell
        self._was_read = False
        self._written: Sequence[Kept] | None = None  # what stands in the file, once something has changed
        self._has_changed = False
        self.soon = timer(self, _KEEP_MS, self._keep)

    def read(self, then: Callable[[Sequence[Kept]], object]) -> None:
        """Call `then`, once and for all, with what was kept last time."""
        files = self._files
        if files is None or self._was_read:
            return
        self._was_read = True

        def done(job: Job[Any]) -> None:
            self._heard(job)
            then(job.value or ())

        self._bridge.submit(lambda _context: files.read_snapshots(), tr("Reading your snapshots"), then=done)

    def changed(self) -> None:
        """They have to be written."""
        if self._files is not None:
            self._has_changed = True
            self.soon.start()

    def write_now(self) -> None:
        """Write what has not been written yet, in this thread; the worker has ended."""
        self.soon.stop()
        if self._has_changed and self._snapshots() is not self._written:
            try:
                self._write(self._snapshots())
            except EngineError as error:
                log.warning("%s", error)

    def _keep(self) -> None:
        snapshots = self._snapshots()
        self._bridge.submit(lambda _context: self._write(snapshots), tr("Keeping your snapshots"), then=self._heard)

    def _write(self, snapshots: Sequence[Kept]) -> None:
        if self._files is not None:
            self._files.write_snapshots(snapshots)
            self._written = snapshots

    def _heard(self, job: Job[Any]) -> None:
        if job.state is JobState.FAILED and job.error is not None:
            self._tell(Problem.of(job.error, job.details))
