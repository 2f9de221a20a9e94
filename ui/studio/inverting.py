"""From a photo to the studio's point: the photo, the square of it that is meant, and the search for its point."""

from __future__ import annotations

import itertools
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from PySide6.QtCore import QObject, Signal

from engine.document import Composite
from engine.errors import EngineError
from engine.geometry import Rect, Size
from engine.jobs import CancelToken, Job, JobContext, JobState
from engine.language import tr
from engine.latent.inversion import Inversion, Preview, encoded, invert, middle_square, square_picture
from ui.problems import Problem
from ui.widgets.building import timer

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from engine.latent.generator import Generator
    from ui.studio.state import StudioState

_SETTLE_MS = 60  # of a square that is dragged
_LARGEST = 2048  # px; a larger photo is kept smaller: a model sees a hundred of them
_LANE = "photo to latent"


class Inverting(QObject):
    """What the panel shows. Reading, encoding and searching run on the studio's background worker."""

    changed = Signal()  # the photo, the square, the result, or whether a search runs
    progressed = Signal(float, str)
    _previewed = Signal(object, int)  # Preview and the run that it is of; emitted on the worker

    def __init__(self, state: StudioState, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._state = state
        self._pixels: NDArray[np.uint8] | None = None
        self._name = ""
        self._crop = Rect(0, 0, 0, 0)
        self._found: Inversion | None = None
        self._runs = itertools.count(1)
        self._run = 0
        self._stop: CancelToken | None = None
        self._merge = ""
        self._settle = timer(self, _SETTLE_MS, self.encode)
        self._previewed.connect(self._show_preview)
        state.model_changed.connect(self.changed)

    # What there is

    @property
    def pixels(self) -> NDArray[np.uint8] | None:
        """The photo, H x W x 3 sRGB uint8, at most 2,048 px long; None where there is none."""
        return self._pixels

    @property
    def name(self) -> str:
        return self._name

    @property
    def crop(self) -> Rect:
        """The square that is meant, in px of `pixels`."""
        return self._crop

    @property
    def found(self) -> Inversion | None:
        """The last answer, while the photo, the square and the model are those that it is of."""
        found = self._found
        return found if found is not None and found.point.model == self._state.point.model else None

    @property
    def is_searching(self) -> bool:
        return self._stop is not None

    @property
    def can_search(self) -> bool:
        return self._pixels is not None and self._state.generator is not None and not self.is_searching

    # Doing

    def open(self, path: Path) -> None:
        """Read a photo and ask the encoder about its middle."""
        self._read(lambda: _from_file(path), path.name)

    def take(self, composite: Composite, name: str) -> None:
        """Take what a photo that is open shows now."""
        self._read(lambda: _shrunk(_shown(composite)), name)

    def set_crop(self, crop: Rect) -> None:
        """Mean this square; the encoder answers as soon as it rests."""
        if crop != self._crop and self._pixels is not None:
            self.stop()
            self._crop, self._found = crop, None
            self.changed.emit()
            self._settle.start()

    def encode(self) -> None:
        """Go to where the encoder sees the square."""
        self._start(0)

    def search(self, steps: int) -> None:
        """Search for the point that paints the square best; what is found on the way is shown."""
        if self.can_search:
            self._start(steps)

    def stop(self) -> None:
        """End a search; its best point so far stays."""
        if self._stop is not None:
            self._stop.cancel()

    def forget(self) -> None:
        """Let go of the photo."""
        self.stop()
        self._pixels, self._name, self._found, self._crop = None, "", None, Rect(0, 0, 0, 0)
        self._run = next(self._runs)
        self.changed.emit()

    def shut_down(self) -> None:
        self._settle.stop()
        self.stop()

    # Reading

    def _read(self, read: Callable[[], NDArray[np.uint8]], name: str) -> None:
        self.stop()
        run = self._run = next(self._runs)

        def took(job: Job[Any]) -> None:
            if job.state is JobState.FAILED:
                self._tell(job, tr("{name} could not be opened.", name=name))
            elif job.value is not None and run == self._run:
                self._pixels, self._name, self._found = job.value, name, None
                height, width = job.value.shape[:2]
                self._crop = middle_square(Size(width, height))
                self._merge = tr("photo {run}", run=run)
                self.changed.emit()
                self.encode()

        self._state.background.submit(lambda _context: read(), tr("Opening {name}", name=name), then=took, lane=_LANE)

    # Searching

    def _start(self, steps: int) -> None:
        generator, pixels, crop = self._state.generator, self._pixels, self._crop
        if generator is None or pixels is None:
            return
        run = self._run = next(self._runs)
        stop = self._stop = CancelToken() if steps else None

        def work(context: JobContext) -> Inversion:
            picture = square_picture(pixels, crop, generator.size)
            if stop is None:
                return encoded(generator, picture)
            return self._searched(generator, picture, steps, context, stop, run)

        label = tr("Searching for the photo") if steps else tr("Reading the photo")
        self._state.background.submit(work, label, then=lambda job: self._ended(job, run), lane=_LANE)
        self.changed.emit()

    def _searched(
        self,
        generator: Generator,
        picture: NDArray[np.uint8],
        steps: int,
        context: JobContext,
        stop: CancelToken,
        run: int,
    ) -> Inversion:
        """On the worker thread."""
        from engine.inpaint.selftest import lpips_weights

        told = JobContext(context.token, lambda now: self._told(context, now.fraction, now.message))
        return invert(
            generator,
            picture,
            steps,
            told,
            lambda preview: self._previewed.emit(preview, run),
            stop=stop,
            lpips=lpips_weights(),
        )

    def _told(self, context: JobContext, fraction: float, message: str) -> None:
        context.report(fraction, message)
        self.progressed.emit(fraction, message)

    def _show_preview(self, preview: Preview, run: int) -> None:
        if run == self._run and preview.point.model == self._state.point.model:
            self._state.set_point(preview.point, tr("Photo to latent"), self._merge)

    def _ended(self, job: Job[Any], run: int) -> None:
        if run != self._run:
            return
        self._stop = None
        if job.state is JobState.FAILED:
            self._tell(job, tr("The photo's point could not be found."))
        elif job.value is not None and job.value.point.model == self._state.point.model:
            self._found = job.value
            self._state.set_point(job.value.point, tr("Photo to latent"), self._merge)
        self.changed.emit()

    def _tell(self, job: Job[Any], sentence: str) -> None:
        self._state.failed.emit(Problem.of(job.error or EngineError(sentence), job.details))


def _from_file(path: Path) -> NDArray[np.uint8]:
    """On the worker thread."""
    from engine.photo import DisplayTransform, read_photo

    photo = read_photo(path)
    return _shrunk(DisplayTransform(photo.icc).apply(photo.pixels))


def _shown(composite: Composite) -> NDArray[np.uint8]:
    from engine.photo import DisplayTransform

    return DisplayTransform(composite.photo.icc).apply(composite.read(Rect.of(composite.size)))


def _shrunk(pixels: NDArray[np.uint8]) -> NDArray[np.uint8]:
    import cv2

    scale = _LARGEST / max(pixels.shape[:2])
    if scale >= 1:
        return np.ascontiguousarray(pixels)
    size = max(1, round(pixels.shape[1] * scale)), max(1, round(pixels.shape[0] * scale))
    return np.asarray(cv2.resize(pixels, size, interpolation=cv2.INTER_AREA), np.uint8)
