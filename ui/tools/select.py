"""Rectangle and lasso: areas drawn in one go, added to the mask or, with Alt, taken from it."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QImage, QPainter, QPolygonF

from engine.document import Document
from engine.geometry import Point, Rect
from ui.tools.base import Tool, ToolEvent, ToolHost
from ui.tools.outline import paint_polygon, pixel_bounds

_BAND_ROWS = 1024
_LEAST_WAY = 2.0


class SelectTool(Tool):
    """Collects points from press to release; a subclass says what area they mean.

    Adds to the mask, or takes from it where `subtracts` is set; Alt turns that around for one gesture.
    """

    subtracts = False

    def __init__(self) -> None:
        self._points: list[Point] = []
        self._view_points: list[QPointF] = []
        self._subtracts = False

    @property
    def is_active(self) -> bool:
        return bool(self._points)

    def press(self, host: ToolHost, event: ToolEvent) -> bool:
        if event.button != Qt.MouseButton.LeftButton or host.document is None:
            return False
        self._points = [event.position]
        self._view_points = [event.view_position]
        self._subtracts = event.alt != self.subtracts
        return True

    def drag(self, host: ToolHost, event: ToolEvent) -> None:
        way = event.view_position - self._view_points[-1]
        if abs(way.x()) + abs(way.y()) >= _LEAST_WAY:
            self._points.append(event.position)
            self._view_points.append(event.view_position)
        self._follow(event)
        host.update()

    def release(self, host: ToolHost, event: ToolEvent) -> None:
        points, subtracts = self._points, self._subtracts
        self.cancel(host)
        if host.document is not None and self._fill(host.document, points, event, subtracts):
            host.stroke_ended()

    def cancel(self, host: ToolHost) -> None:
        self._points, self._view_points = [], []
        host.update()

    @property
    def cursor_shape(self) -> Qt.CursorShape:
        return Qt.CursorShape.CrossCursor

    def _follow(self, event: ToolEvent) -> None:
        """What else the latest move means."""

    def _fill(self, document: Document, points: list[Point], event: ToolEvent, subtracts: bool) -> bool:
        """Changes the document; False where the gesture meant nothing."""
        raise NotImplementedError


class RectangleTool(SelectTool):
    """A rectangle along the photo's rows and columns; with Shift a square."""

    name = "rectangle"
    label = "Rectangle"

    def __init__(self) -> None:
        super().__init__()
        self._end: Point | None = None

    def paint(self, host: ToolHost, painter: QPainter) -> None:
        if self._points and self._end is not None:
            a, b = self._points[0], self._end
            corners = [a, Point(b.x, a.y), b, Point(a.x, b.y)]
            paint_polygon(painter, [host.image_to_view(corner) for corner in corners])

    def cancel(self, host: ToolHost) -> None:
        self._end = None
        super().cancel(host)

    def _follow(self, event: ToolEvent) -> None:
        self._end = _opposite_corner(self._points[0], event)

    def _fill(self, document: Document, points: list[Point], event: ToolEvent, subtracts: bool) -> bool:
        start = points[0]
        end = _opposite_corner(start, event)
        rect = Rect.from_bounds(*_rounded(start, end)).clipped(document.size)
        if rect.is_empty:
            return False
        mask = document.mask.copy()
        mask[rect.slices] = 0 if subtracts else 255
        document.set_mask(mask, "Subtract rectangle" if subtracts else "Add rectangle")
        return True


class LassoTool(SelectTool):
    """A shape drawn free-hand; its ends are joined."""

    name = "lasso"
    label = "Lasso"

    def paint(self, host: ToolHost, painter: QPainter) -> None:
        if len(self._points) > 1:
            paint_polygon(painter, [host.image_to_view(point) for point in self._points], is_closed=False)

    def _fill(self, document: Document, points: list[Point], event: ToolEvent, subtracts: bool) -> bool:
        points = [*points, event.position]
        rect = pixel_bounds(points).grown(1).clipped(document.size)
        if len(set(points)) < 3 or rect.is_empty:
            return False
        mask = document.mask.copy()
        fill_polygon(mask, points, rect, 0 if subtracts else 255)
        document.set_mask(mask, "Subtract lasso" if subtracts else "Add lasso")
        return True


def fill_polygon(mask: np.ndarray, points: Sequence[Point], rect: Rect, value: int) -> None:
    """Fills a closed polygon in a mask (H x W uint8, in place) with a smooth edge; `rect` holds all of it that counts.

    Where the polygon crosses itself it is filled all the same: a lasso means everything inside its outline.
    """
    for top in range(rect.y, rect.bottom, _BAND_ROWS):
        band = Rect.from_bounds(rect.x, top, rect.right, min(top + _BAND_ROWS, rect.bottom))
        cover = _polygon_cover(points, band)
        part = mask[band.slices]
        part[:] = np.minimum(part, 255 - cover) if value == 0 else np.maximum(part, cover)


def _polygon_cover(points: Sequence[Point], rect: Rect) -> np.ndarray:
    cover = np.zeros((rect.height, rect.width), np.uint8)
    image = QImage(cover.data, rect.width, rect.height, rect.width, QImage.Format.Format_Alpha8)
    with QPainter(image) as painter:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(Qt.GlobalColor.black)
        polygon = QPolygonF([QPointF(point.x - rect.x, point.y - rect.y) for point in points])
        painter.drawPolygon(polygon, Qt.FillRule.WindingFill)
    return cover


def _opposite_corner(start: Point, event: ToolEvent) -> Point:
    end = event.position
    if not event.shift:
        return end
    side = max(abs(end.x - start.x), abs(end.y - start.y))
    return Point(start.x + (side if end.x >= start.x else -side), start.y + (side if end.y >= start.y else -side))


def _rounded(a: Point, b: Point) -> tuple[int, int, int, int]:
    return round(min(a.x, b.x)), round(min(a.y, b.y)), round(max(a.x, b.x)), round(max(a.y, b.y))
