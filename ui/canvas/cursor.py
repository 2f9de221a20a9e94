"""The brush cursor: two rings, each light on dark, so that they are seen on any photo."""

from __future__ import annotations

import math

from PySide6.QtCore import QPointF, QRect, Qt
from PySide6.QtGui import QColor, QCursor, QPainter, QPen, QPixmap

LARGEST_PIXMAP = 96.0
_SMALLEST_RING = 3.0
_CROSS_ARM = 7.0
_DARK, _LIGHT = QColor(0, 0, 0, 190), QColor(255, 255, 255, 230)


def paint_rings(painter: QPainter, centre: QPointF, radius: float, hardness: float) -> None:
    """The outer ring at `radius` view units, the inner one at the share `hardness` of it; a cross where it is tiny."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    if radius < _SMALLEST_RING:
        _paint_cross(painter, centre, _CROSS_ARM)
    else:
        _paint_ring(painter, centre, radius, _LIGHT)
        inner = radius * hardness
        if _SMALLEST_RING <= inner < radius - 2:
            _paint_ring(painter, centre, inner, QColor(255, 255, 255, 150))
        if radius > LARGEST_PIXMAP / 2:
            _paint_cross(painter, centre, 4.0)
    painter.restore()


def ring_bounds(centre: QPointF, radius: float) -> QRect:
    """What `paint_rings` may touch, in whole view units."""
    reach = math.ceil(max(radius, _CROSS_ARM)) + 3
    return QRect(math.floor(centre.x()) - reach, math.floor(centre.y()) - reach, 2 * reach + 1, 2 * reach + 1)


def ring_cursor(radius: float, hardness: float, ratio: float) -> QCursor:
    """The rings as a cursor of the system's, which follows the hand without any repaint."""
    side = 2 * (math.ceil(max(radius, _CROSS_ARM)) + 3) + 1
    pixmap = QPixmap(round(side * ratio), round(side * ratio))
    pixmap.setDevicePixelRatio(ratio)
    pixmap.fill(Qt.GlobalColor.transparent)
    with QPainter(pixmap) as painter:
        paint_rings(painter, QPointF(side / 2, side / 2), radius, hardness)
    return QCursor(pixmap, side // 2, side // 2)


def _paint_ring(painter: QPainter, centre: QPointF, radius: float, light: QColor) -> None:
    if radius > LARGEST_PIXMAP / 2:
        paint_thin_rings(painter, centre, radius, QColor(0, 0, 0, light.alpha() - 40), QPen(light, 1.0))
        return
    painter.setPen(QPen(QColor(0, 0, 0, light.alpha() - 40), 3.0))
    painter.drawEllipse(centre, radius, radius)
    painter.setPen(QPen(light, 1.2))
    painter.drawEllipse(centre, radius, radius)


def paint_thin_rings(painter: QPainter, centre: QPointF, radius: float, dark: QColor, light: QPen) -> None:
    """A light ring between two dark ones, for a large circle: Qt draws lines of one pixel several times as fast."""
    painter.setPen(QPen(dark, 1.0))
    for reach in (radius - 1, radius + 1):
        painter.drawEllipse(centre, reach, reach)
    painter.setPen(light)
    painter.drawEllipse(centre, radius, radius)


def _paint_cross(painter: QPainter, centre: QPointF, arm: float) -> None:
    for color, width in ((_DARK, 3.0), (_LIGHT, 1.0)):
        painter.setPen(QPen(color, width))
        painter.drawLine(QPointF(centre.x() - arm, centre.y()), QPointF(centre.x() + arm, centre.y()))
        painter.drawLine(QPointF(centre.x(), centre.y() - arm), QPointF(centre.x(), centre.y() + arm))
