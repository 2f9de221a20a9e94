"""What tools draw that are pulled by handles: the handles, a chip of words, and what is near to the pointer."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPen

REACH = 12.0  # view units; so near to a handle or an edge a press takes hold of it
_HANDLE = 10.0
_CHIP_GAP, _CHIP_EDGE = 14.0, 8.0  # between words and the frame, and the view's edge
_DARK, _LIGHT = QColor(0, 0, 0, 200), QColor(255, 255, 255, 245)
_CHIP, _CHIP_TEXT = QColor(20, 20, 20, 215), QColor(245, 245, 245)

_SHAPES = Qt.CursorShape
# Per grip: the sides that it moves, its place on the frame (0..1 across and down), and its cursor.
GRIPS: dict[str, tuple[frozenset[str], tuple[float, float], Qt.CursorShape]] = {
    "top-left": (frozenset({"top", "left"}), (0.0, 0.0), _SHAPES.SizeFDiagCursor),
    "top-right": (frozenset({"top", "right"}), (1.0, 0.0), _SHAPES.SizeBDiagCursor),
    "bottom-right": (frozenset({"bottom", "right"}), (1.0, 1.0), _SHAPES.SizeFDiagCursor),
    "bottom-left": (frozenset({"bottom", "left"}), (0.0, 1.0), _SHAPES.SizeBDiagCursor),
    "top": (frozenset({"top"}), (0.5, 0.0), _SHAPES.SizeVerCursor),
    "right": (frozenset({"right"}), (1.0, 0.5), _SHAPES.SizeHorCursor),
    "bottom": (frozenset({"bottom"}), (0.5, 1.0), _SHAPES.SizeVerCursor),
    "left": (frozenset({"left"}), (0.0, 0.5), _SHAPES.SizeHorCursor),
}


def between(corners: list[QPointF], across: float, down: float) -> QPointF:
    """A place on a frame, 0..1 across and down; `corners` clockwise from its top left."""
    first, second, _, fourth = corners
    return first + (second - first) * across + (fourth - first) * down


def grip_at(corners: list[QPointF], place: QPointF) -> str:
    """The grip under a place in the view, corners first; an edge can be held anywhere. "" where there is none."""
    for name, (_, where, _) in GRIPS.items():
        way = between(corners, *where) - place
        if max(abs(way.x()), abs(way.y())) <= REACH:
            return name
    sides = ("top", "right", "bottom", "left")
    for index, name in enumerate(sides):
        if is_near(place, corners[index], corners[(index + 1) % 4]):
            return name
    return ""


def is_near(place: QPointF, first: QPointF, second: QPointF) -> bool:
    """Whether a place lies on the line between two others, or nearly."""
    along, rest = second - first, place - first
    length = max(1e-6, (along.x() ** 2 + along.y() ** 2) ** 0.5)
    share = (rest.x() * along.x() + rest.y() * along.y()) / length**2
    return 0 <= share <= 1 and abs(rest.x() * along.y() - rest.y() * along.x()) / length <= REACH


def paint_handle(painter: QPainter, place: QPointF, *, is_hot: bool) -> None:
    """A small square that can be taken hold of."""
    side = _HANDLE + (3 if is_hot else 0)
    painter.setPen(QPen(_DARK, 1.2))
    painter.setBrush(_LIGHT)
    painter.drawRoundedRect(QRectF(place.x() - side / 2, place.y() - side / 2, side, side), 2.5, 2.5)


def chip_place(view: QRectF, size: QSizeF, bounds: QRectF) -> QRectF:
    """Where words of this size go in a view: never over the handle at the middle of the frame's lower side."""
    x = min(max(_CHIP_EDGE, bounds.center().x() - size.width() / 2), view.width() - size.width() - _CHIP_EDGE)
    lowest = view.height() - size.height() - _CHIP_EDGE
    y = bounds.bottom() + _CHIP_GAP
    if y > lowest:
        y = min(lowest, bounds.bottom() - _CHIP_GAP - size.height())
    return QRectF(QPointF(x, max(_CHIP_EDGE, y)), size)


def paint_chip(painter: QPainter, text: str, bounds: QRectF) -> None:
    """Words under a frame, or in it where there is no room below; they are kept inside the view."""
    metrics = QFontMetricsF(painter.font())
    size = QSizeF(metrics.horizontalAdvance(text) + 20, metrics.height() + 8)
    chip = chip_place(QRectF(painter.window()), size, bounds)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(_CHIP)
    painter.drawRoundedRect(chip, 6, 6)
    painter.setPen(_CHIP_TEXT)
    painter.drawText(chip, Qt.AlignmentFlag.AlignCenter, text)
