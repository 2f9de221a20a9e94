"""Snap to object: a scribble over a thing becomes its outline."""

from __future__ import annotations

from collections.abc import Sequence

import cv2
import numpy as np
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPolygonF

from engine.geometry import Point, Size
from engine.language import mark
from engine.mask import Combine, snap_to_object
from engine.mask.tiling import Check
from ui.tools.base import ToolEvent, ToolHost
from ui.tools.outline import paint_polygon, pixel_bounds
from ui.tools.selecting import Area, SelectingTool

SCRIBBLE_WIDTH = 14.0  # view units
_LEAST_WAY = 2.0
_EFFORT = 20  # a pixel is so many times the work of one that is drawn or compared
_TRAIL, _TRAIL_EDGE = QColor(116, 169, 247, 150), QColor(0, 0, 0, 110)


class SnapTool(SelectingTool):
    """Scribble over an object, or with `around` draw around it; on release its outline is found.

    The trail stays in sight until then.
    """

    name = "snap"
    label = "Snap to object"
    labels = (mark("Snap to object"), mark("Subtract object"), mark("Intersect with object"), mark("Snap to object"))
    draws_inside = True  # who corrects an outline scribbles over the same thing again

    def __init__(self) -> None:
        super().__init__()
        self.around = False
        self._points: list[Point] = []
        self._scribble = Combine.ADD
        self._waiting: list[list[Point]] = []

    @property
    def _is_begun(self) -> bool:
        return bool(self._points)

    def _begin(self, host: ToolHost, event: ToolEvent) -> bool:
        if event.button != Qt.MouseButton.LeftButton or host.document is None:
            return False
        self._points, self._scribble = [event.position], self._how(event)
        host.update()
        return True

    def _go_on(self, host: ToolHost, event: ToolEvent) -> None:
        way = host.image_to_view(self._points[-1]) - event.view_position
        if abs(way.x()) + abs(way.y()) >= _LEAST_WAY:
            self._points.append(event.position)
            host.update()

    def _end(self, host: ToolHost, event: ToolEvent) -> None:
        points, self._points = self._points, []
        document = host.document
        if document is None or not points:
            return
        points.append(event.position)
        self._waiting.append(points)
        composite, size, around = document.composite, document.size, self.around
        width = 1.0 if around else SCRIBBLE_WIDTH / host.view_scale

        def over() -> None:
            if points in self._waiting:
                self._waiting.remove(points)
            host.update()

        self._select(
            host,
            lambda check: _snapped(composite.read, size, points, width, around, check),
            self._scribble,
            _EFFORT * size.area,
            over,
        )
        host.update()

    def _take_back(self, host: ToolHost) -> None:
        self._points = []
        host.update()

    def paint(self, host: ToolHost, painter: QPainter) -> None:
        for points in (*self._waiting, self._points):
            if points:
                self._paint_trail(painter, [host.image_to_view(point) for point in points])

    def _paint_trail(self, painter: QPainter, points: list[QPointF]) -> None:
        if self.around:
            paint_polygon(painter, points)
            return
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        line = QPolygonF(points if len(points) > 1 else [*points, points[0] + QPointF(0.1, 0)])
        for colour, width in ((_TRAIL_EDGE, SCRIBBLE_WIDTH + 2), (_TRAIL, SCRIBBLE_WIDTH)):
            pen = QPen(colour, width, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin)
            painter.setPen(pen)
            painter.drawPolyline(line)
        painter.restore()


def _snapped(read, size: Size, points: Sequence[Point], width: float, around: bool, check: Check) -> Area:
    rect, scribble = _scribbled(points, width, around, size)
    if rect.is_empty:
        return rect, scribble
    return snap_to_object(read, size, rect, scribble, is_outline=around, check=check)


def _scribbled(points: Sequence[Point], width: float, around: bool, size: Size) -> Area:
    """The trail as a small mask of its own: the line, or what it goes around."""
    rect = pixel_bounds(points).grown(round(width / 2) + 1).clipped(size)
    scribble = np.zeros((rect.height, rect.width), np.uint8)
    places = [np.array([[round(point.x - rect.x), round(point.y - rect.y)] for point in points], np.int32)]
    if rect.is_empty:
        return rect, scribble
    if around:
        cv2.fillPoly(scribble, places, 255)
    else:
        cv2.polylines(scribble, places, False, 255, max(1, min(2000, round(width))))
    return rect, scribble
