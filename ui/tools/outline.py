"""What the selecting tools share: their outline on the screen, and the rectangle around points."""

from __future__ import annotations

import math
from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPolygonF

from engine.geometry import Point, Rect

_DASH = [4.0, 4.0]


def paint_polygon(painter: QPainter, points: Sequence[QPointF], is_closed: bool = True) -> None:
    """A thin line, dark with light dashes, so that it is seen on any photo."""
    polygon = QPolygonF(list(points))
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    dashes = QPen(QColor(255, 255, 255, 240), 1.2)
    dashes.setDashPattern(_DASH)
    for pen in (QPen(QColor(0, 0, 0, 200), 1.2), dashes):
        painter.setPen(pen)
        if is_closed:
            painter.drawPolygon(polygon)
        else:
            painter.drawPolyline(polygon)
    painter.restore()


def paint_handle(painter: QPainter, place: QPointF, *, is_hot: bool = False) -> None:
    """A small square at a corner, larger where a click means more than elsewhere."""
    side = 9.0 if is_hot else 6.0
    painter.save()
    painter.setPen(QPen(QColor(0, 0, 0, 200), 1.2))
    painter.setBrush(QColor(255, 255, 255, 240))
    painter.drawRect(QRectF(place.x() - side / 2, place.y() - side / 2, side, side))
    painter.restore()


def pixel_bounds(points: Sequence[Point]) -> Rect:
    """The smallest rectangle of whole pixels around all points."""
    xs, ys = [point.x for point in points], [point.y for point in points]
    return Rect.from_bounds(math.floor(min(xs)), math.floor(min(ys)), math.ceil(max(xs)), math.ceil(max(ys)))
