"""Cropping: a frame with handles over a photo that can be turned under it."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen, QPolygonF

from engine.geometry import Point
from engine.language import mark, tr
from ui.crop_plan import CropPlan, Frame
from ui.tools.base import Tool, ToolEvent, ToolHost
from ui.tools.handles import GRIPS, between, grip_at, paint_chip, paint_handle

_OUTSIDE = QColor(0, 0, 0, 150)
_LINE, _LINE_SHADE = QColor(255, 255, 255, 150), QColor(0, 0, 0, 70)
_EDGE, _EDGE_SHADE = QColor(255, 255, 255, 235), QColor(0, 0, 0, 150)
_HORIZON = QColor(255, 255, 255, 240)
_THIRDS = (1 / 3, 2 / 3)
_GRID = tuple(step / 8 for step in range(1, 8))
_LEAST_LINE = 8.0  # view units; a shorter one says nothing of an angle
_HINT = mark("Drag along the horizon, or along something upright")
_ARROWS = {
    Qt.Key.Key_Left: (-1, 0),
    Qt.Key.Key_Right: (1, 0),
    Qt.Key.Key_Up: (0, -1),
    Qt.Key.Key_Down: (0, 1),
}


@dataclass(frozen=True)
class _Hold:
    """What the hand has hold of: a grip, or "frame", "new", "turn" or "line"; and how all was when it took hold."""

    what: str
    start: Point
    view_start: QPointF
    frame: Frame
    degrees: float
    middle: QPointF


class CropTool(Tool):
    """Pulls the frame by its handles, moves it from within, and turns the picture from outside.

    A double click inside the frame crops. Shift holds the frame's shape, Alt moves the opposite sides along. While
    `levels` the next drag draws the line that is to be level; Ctrl does it at any time.
    """

    name = "crop"
    label = "Crop"

    def __init__(self) -> None:
        self.plan = CropPlan()
        self.levels = False
        self._hold: _Hold | None = None
        self._now = QPointF()
        self._under = ""

    @property
    def is_active(self) -> bool:
        return self._hold is not None

    def hover(self, host: ToolHost, event: ToolEvent) -> None:
        before, self._under = self._under, self._at(host, event)
        if self._under != before:
            host.update()

    def press(self, host: ToolHost, event: ToolEvent) -> bool:
        if event.button != Qt.MouseButton.LeftButton or not self.plan.size.area:
            return False
        self._under = self._at(host, event)
        middle = host.image_to_view(self.plan.middle)
        self._now = event.view_position
        self._hold = _Hold(
            self._under, event.position, event.view_position, self.plan.frame, self.plan.degrees, QPointF(middle)
        )
        host.update()
        return True

    def drag(self, host: ToolHost, event: ToolEvent) -> None:
        hold = self._hold
        if hold is None:
            return
        self._now = event.view_position
        if hold.what in GRIPS:
            sides = GRIPS[hold.what][0]
            self.plan.pull(hold.frame, sides, event.position, keeps=event.shift, both=event.alt)
        elif hold.what == "frame":
            (x, y), (to_x, to_y) = self.plan.to_turned(hold.start), self.plan.to_turned(event.position)
            self.plan.move(hold.frame, to_x - x, to_y - y)
        elif hold.what == "new":
            self._draw(host, hold, event)
        elif hold.what == "turn":
            self.plan.set_degrees(hold.degrees + _angle(hold.middle, hold.view_start, self._now))
        host.update()

    def release(self, host: ToolHost, event: ToolEvent) -> None:
        hold, self._hold = self._hold, None
        if hold is not None and hold.what == "line" and _distance(hold.view_start, self._now) >= _LEAST_LINE:
            self.levels = False
            self.plan.level(hold.start, event.position)
            self.plan.changed.emit()  # the button for it comes up again
        host.update()

    def double_click(self, host: ToolHost, event: ToolEvent) -> bool:
        """Inside the frame it carries out what is planned."""
        if event.button != Qt.MouseButton.LeftButton or self._at(host, event) != "frame":
            return False
        self.plan.apply_wanted.emit()
        return True

    def cancel(self, host: ToolHost) -> None:
        hold, self._hold = self._hold, None
        if hold is not None:
            self.plan.set_degrees(hold.degrees)
            self.plan.move(hold.frame, 0, 0)

    def key_press(self, host: ToolHost, key: Qt.Key, modifiers: Qt.KeyboardModifier) -> bool:
        """The arrows move the frame by a pixel, with Shift by ten."""
        if key not in _ARROWS or modifiers & ~(Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.KeypadModifier):
            return False
        step = 10 if modifiers & Qt.KeyboardModifier.ShiftModifier else 1
        across, down = _ARROWS[key]
        self.plan.move(self.plan.frame, across * step, down * step)
        return True

    @property
    def cursor_shape(self) -> Qt.CursorShape:
        shapes = {
            "frame": Qt.CursorShape.SizeAllCursor,
            "turn": Qt.CursorShape.OpenHandCursor if self._hold is None else Qt.CursorShape.ClosedHandCursor,
        }
        return GRIPS[self._under][2] if self._under in GRIPS else shapes.get(self._under, Qt.CursorShape.CrossCursor)

    def _draw(self, host: ToolHost, hold: _Hold, event: ToolEvent) -> None:
        """A frame of the hand's own, where there was none yet; a click alone draws none."""
        if _distance(hold.view_start, event.view_position) >= _LEAST_LINE:
            self.plan.draw(hold.start, event.position, square=event.shift)

    def _at(self, host: ToolHost, event: ToolEvent) -> str:
        """What a press would take hold of."""
        if not self.plan.size.area:
            return ""
        if self.levels or event.modifiers & Qt.KeyboardModifier.ControlModifier:
            return "line"
        corners = self._corners(host)
        grip = grip_at(corners, event.view_position)
        if grip:
            return grip
        if not QPolygonF(corners).containsPoint(event.view_position, Qt.FillRule.OddEvenFill):
            return "turn"
        return "frame" if self.plan.is_pending else "new"

    def _corners(self, host: ToolHost) -> list[QPointF]:
        return [host.image_to_view(corner) for corner in self.plan.corners]

    # Painting

    def paint(self, host: ToolHost, painter: QPainter) -> None:
        if not self.plan.size.area:
            return
        corners = self._corners(host)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_outside(painter, corners)
        turns = self._hold is not None and self._hold.what == "turn"
        self._paint_lines(painter, corners, _GRID if turns else _THIRDS)
        for name, (_, place, _) in GRIPS.items():
            paint_handle(painter, between(corners, *place), is_hot=name == self._under)
        if self._hold is not None and self._hold.what == "line":
            self._paint_horizon(painter, self._hold.view_start)
        paint_chip(painter, self._words(), QPolygonF(corners).boundingRect())
        painter.restore()

    def _words(self) -> str:
        if self.levels:
            return tr(_HINT)
        area, degrees = self.plan.area, self.plan.degrees
        words = f"{area.width} × {area.height} px"
        return f"{words}   {degrees:+.2f}°" if degrees else words

    @staticmethod
    def _paint_outside(painter: QPainter, corners: list[QPointF]) -> None:
        outside = QPainterPath()
        outside.addRect(QRectF(painter.window()))
        outside.addPolygon(QPolygonF(corners))
        outside.closeSubpath()
        outside.setFillRule(Qt.FillRule.OddEvenFill)
        painter.fillPath(outside, _OUTSIDE)

    @staticmethod
    def _paint_lines(painter: QPainter, corners: list[QPointF], places: tuple[float, ...]) -> None:
        ends = [(between(corners, at, 0), between(corners, at, 1)) for at in places]
        ends += [(between(corners, 0, at), between(corners, 1, at)) for at in places]
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for colour, width in ((_LINE_SHADE, 2.5), (_LINE, 1.0)):
            painter.setPen(QPen(colour, width))
            for first, second in ends:
                painter.drawLine(first, second)
        for colour, width in ((_EDGE_SHADE, 3.0), (_EDGE, 1.4)):
            painter.setPen(QPen(colour, width))
            painter.drawPolygon(QPolygonF(corners))

    def _paint_horizon(self, painter: QPainter, start: QPointF) -> None:
        for colour, width in ((_EDGE_SHADE, 4.0), (_HORIZON, 1.6)):
            painter.setPen(QPen(colour, width))
            painter.drawLine(start, self._now)
        for place in (start, self._now):
            paint_handle(painter, place, is_hot=False)


def _distance(first: QPointF, second: QPointF) -> float:
    way = second - first
    return (way.x() ** 2 + way.y() ** 2) ** 0.5


def _angle(middle: QPointF, first: QPointF, second: QPointF) -> float:
    """Degrees clockwise from one place to another, around `middle`."""
    from math import atan2, degrees

    before, after = first - middle, second - middle
    turned = degrees(atan2(after.y(), after.x()) - atan2(before.y(), before.x()))
    return (turned + 180) % 360 - 180
