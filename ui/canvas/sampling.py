"""Drawing samples of a level through a viewport: Qt's raster engine scales and turns them faster than cv2 does."""

from __future__ import annotations

import math
from collections.abc import Iterator

import numpy as np
from PySide6.QtCore import QPoint
from PySide6.QtGui import QImage, QPainter, QTransform

from engine.geometry import Rect, Size
from ui.canvas.pyramid import level_rect, level_size
from ui.canvas.viewport import Viewport

# Qt shares anything taller than 95 rows among threads. For a small piece that costs more than it brings, above all
# beside a network that keeps every core busy: such a piece is drawn in bands.
BAND_ROWS = 88
SMOOTH_BELOW = 2.0
_SMALL_ROWS = 640
_BORDER = 2


def source_rect(viewport: Viewport, size: Size, level: int, area: Rect) -> Rect:
    """The samples that a device rectangle is drawn from, with a border for interpolating. `size`: of the photo."""
    if is_copy(viewport, level):
        left, top = viewport.origin
        return area.translated(-left, -top).grown(_BORDER).clipped(level_size(size, level))
    spot = viewport.photo_rect(area).clipped(size)
    if spot.is_empty:
        return Rect(0, 0, 0, 0)
    return level_rect(spot, level).grown(_BORDER).clipped(level_size(size, level))


def bands(area: Rect, largest: int = _SMALL_ROWS, rows: int = BAND_ROWS) -> Iterator[Rect]:
    """A rectangle in pieces of few rows; whole where it has more than `largest`."""
    rows = rows if area.height <= largest else area.height
    for y in range(area.y, area.bottom, rows):
        yield Rect.from_bounds(area.x, y, area.right, min(y + rows, area.bottom))


def is_copy(viewport: Viewport, level: int) -> bool:
    """Whether each sample is one device pixel, unturned: nothing has to be scaled."""
    return viewport.rotation == 0 and viewport.zoom * (1 << level) == 1


def is_picked(viewport: Viewport, level: int) -> bool:
    """Whether each device pixel shows one sample as it is: copied, or repeated in rows and columns."""
    return is_copy(viewport, level) or (viewport.rotation == 0 and viewport.zoom >= SMOOTH_BELOW)


def picked(viewport: Viewport, samples: np.ndarray, rect: Rect, area: Rect) -> np.ndarray:
    """The sample under each device pixel of `area`, H x W, for a view that `is_picked` only; 0 where there is none.

    samples: H x W, those at `rect` of the level that is drawn. What comes back may be a view of them. Which sample a
    pixel shows depends on nothing else, so pieces that are drawn one by one fit together.
    """
    left, top = viewport.origin
    area = area.translated(-left, -top)
    if viewport.zoom < SMOOTH_BELOW:  # a copy
        return _cut(samples, rect, area)
    columns = _samples_under(area.x, area.right, viewport.zoom)
    rows = _samples_under(area.y, area.bottom, viewport.zoom)
    spot = Rect.from_bounds(int(columns[0]), int(rows[0]), int(columns[-1]) + 1, int(rows[-1]) + 1)
    return _cut(samples, rect, spot).take(columns - spot.x, axis=1).take(rows - spot.y, axis=0)


def sampled_area(viewport: Viewport, size: Size) -> Rect:
    """The device pixels whose middle lies in a photo of this size, for a view that `is_picked`."""
    wide, high = (math.ceil(side * viewport.zoom - 0.5) for side in (size.width, size.height))
    return Rect(*viewport.origin, wide, high)


def _samples_under(start: int, stop: int, zoom: float) -> np.ndarray:
    """Which sample lies under the middle of each device pixel, counted from the photo's corner."""
    return np.floor((np.arange(start, stop) + 0.5) / zoom).astype(np.intp)


def _cut(samples: np.ndarray, rect: Rect, wanted: Rect) -> np.ndarray:
    """The part `wanted` of samples that lie at `rect`, 0 where they do not reach."""
    if rect.contains(wanted):
        return samples[wanted.translated(-rect.x, -rect.y).slices]
    cut = np.zeros((wanted.height, wanted.width), samples.dtype)
    both = wanted.intersected(rect)
    cut[both.translated(-wanted.x, -wanted.y).slices] = samples[both.translated(-rect.x, -rect.y).slices]
    return cut


def draw_samples(
    painter: QPainter, viewport: Viewport, level: int, rect: Rect, image: QImage, corner: tuple[int, int] = (0, 0)
) -> None:
    """Draws the samples `rect` of a level on a target whose own corner is the device pixel `corner`."""
    cos, sin = viewport.axes
    left, top = viewport.origin
    step = 1 << level
    is_exact = viewport.is_straight and viewport.zoom * step == 1
    painter.save()
    painter.setTransform(QTransform(cos, sin, -sin, cos, left - corner[0], top - corner[1]).scale(step, step))
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, viewport.zoom < SMOOTH_BELOW and not is_exact)
    painter.drawImage(QPoint(rect.x, rect.y), image)
    painter.restore()
