"""Drawing samples of a level through a viewport: Qt's raster engine scales and turns them faster than cv2 does."""

from __future__ import annotations

from collections.abc import Iterator

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
    spot = viewport.photo_rect(area).clipped(size)
    if spot.is_empty:
        return Rect(0, 0, 0, 0)
    return level_rect(spot, level).grown(_BORDER).clipped(level_size(size, level))


def bands(area: Rect, largest: int = _SMALL_ROWS) -> Iterator[Rect]:
    """A rectangle in pieces of few rows; whole where it has more than `largest`."""
    rows = BAND_ROWS if area.height <= largest else area.height
    for y in range(area.y, area.bottom, rows):
        yield Rect.from_bounds(area.x, y, area.right, min(y + rows, area.bottom))


def is_copy(viewport: Viewport, level: int) -> bool:
    """Whether each sample is one device pixel, unturned: nothing has to be scaled."""
    return viewport.rotation == 0 and viewport.zoom * (1 << level) == 1


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
