"""Pictures of the photos in sight, made on a worker, the last ones that were asked for first."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Hashable
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QColor, QImage, QPixmap

from engine.batch.pictures import Glance, glance
from engine.batch.unit import State
from engine.jobs import Job, JobContext, JobState
from engine.language import tr
from ui.batch.state import BatchState, Row
from ui.convert import image_from_rgb
from ui.job_bridge import JobBridge

SIDE = 176  # px of the largest side, for a screen of ordinary density
_KEPT = 600  # pictures: 65 MB at most
_MOST_WAITING = 80  # more than are in sight at a time; those that were scrolled past are let go


class Thumbnails(QObject):
    """Args:
    state: whose rows are shown.
    colour: of masks.
    opacity: of masks, 0..1.
    """

    changed = Signal(int)  # the row whose picture has come

    def __init__(self, state: BatchState, colour: QColor, opacity: float, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._state = state
        self.colour = (colour.red(), colour.green(), colour.blue())
        self.opacity = opacity
        self._kept: OrderedDict[Hashable, QPixmap | None] = OrderedDict()
        self._waiting: OrderedDict[Hashable, int] = OrderedDict()
        self._working: Job[Any] | None = None
        self._troubles: dict[Hashable, tuple[str, str]] = {}
        self._jobs = JobBridge(self)
        self._ratio = 1.0
        state.planned.connect(self._waiting.clear)

    def set_ratio(self, ratio: float) -> None:
        """Screen pixels per pixel of the window: pictures are made that sharp from now on."""
        self._ratio = max(1.0, ratio)

    def picture(self, index: int) -> QPixmap | None:
        """The picture of a row; None while there is none yet, which is then asked for."""
        key = self._key(self._state.rows[index])
        if key in self._kept:
            self._kept.move_to_end(key)
            return self._kept[key]
        self._waiting[key] = index
        self._waiting.move_to_end(key)
        while len(self._waiting) > _MOST_WAITING:
            self._waiting.popitem(last=False)
        self._begin()
        return None

    def is_broken(self, index: int) -> bool:
        """Whether the photo cannot be shown."""
        key = self._key(self._state.rows[index])
        return key in self._kept and self._kept[key] is None

    def trouble(self, index: int) -> tuple[str, str]:
        """Why a photo cannot be filled as planned, and the way out, as far as a look at it tells; else ("", "")."""
        return self._troubles.get(self._key(self._state.rows[index]), ("", ""))

    def _key(self, row: Row) -> Hashable:
        unit = row.entry.unit
        if unit is not None and row.state in (State.DONE, State.SKIPPED):
            return (unit.output, None, None, row.words, self._ratio)
        said_by = (None, None) if unit is None else (unit.mask, unit.recipe)
        return (row.entry.photo, *said_by, "", self._ratio)

    def _begin(self) -> None:
        if self._working is not None or not self._waiting:
            return
        key, index = self._waiting.popitem()
        path, mask, recipe, *_ = key  # type: ignore[misc]
        side = round(SIDE * self._ratio)

        def work(_context: JobContext) -> tuple[Glance, QImage]:
            found = glance(Path(path), mask, side, self.colour, self.opacity, recipe)
            return found, image_from_rgb(found.picture)

        self._working = self._jobs.submit(work, tr("Looking at a photo"), then=lambda job: self._take(job, key, index))

    def _take(self, job: Job[Any], key: Hashable, index: int) -> None:
        self._working = None
        if job.state is JobState.FINISHED and job.value is not None:
            found, image = job.value
            pixmap = QPixmap.fromImage(image)
            pixmap.setDevicePixelRatio(self._ratio)
            self._keep(key, pixmap, found.sentence, found.advice)
        elif job.state is JobState.FAILED:
            error = job.error
            self._keep(key, None, error.sentence if error else "", error.advice if error else "")
        if index < len(self._state.rows):
            self.changed.emit(index)
        self._begin()

    def _keep(self, key: Hashable, pixmap: QPixmap | None, sentence: str, advice: str) -> None:
        self._kept[key] = pixmap
        if sentence:
            self._troubles[key] = (sentence, advice)
        while len(self._kept) > _KEPT:
            self._kept.popitem(last=False)

    def shut_down(self) -> None:
        self._waiting.clear()
        self._jobs.close()
