"""Extending the canvas: handles around the photo that are dragged outwards, with an outline of what is new."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QFontMetricsF, QPainter, QPainterPath, QPen, QPolygonF

from engine.geometry import Margins, Point, Rect
from ui.extension import ExtensionPlan
from ui.tools.base import Tool, ToolEvent, ToolHost
from ui.tools.outline import paint_polygon

_REACH = 12.0  # view units; so near to a handle or an edge a press takes hold of it
_HANDLE = 10.0
_DARK, _LIGHT = QColor(0, 0, 0, 200), QColor(255, 255, 255, 245)
_NEW, _NEW_LINES = QColor(116, 169, 247, 46), QColor(116, 169, 247, 110)
_CHIP, _CHIP_TEXT = QColor(20, 20, 20, 215), QColor(245, 245, 245)
_HINT = "Drag an edge or a corner outwards"

# Per grip: the sides that it moves, its place on the frame (0..1 across and down), and its cursor.
_SHAPES = Qt.CursorShape
_GRIPS: dict[str, tuple[frozenset[str], tuple[float, float], Qt.CursorShape]] = {
    "top-left": (frozenset({"top", "left"}), (0.0, 0.0), _SHAPES.SizeFDiagCursor),
    "top-right": (frozenset({"top", "right"}), (1.0, 0.0), _SHAPES.SizeBDiagCursor),
    "bottom-right": (frozenset({"bottom", "right"}), (1.0, 1.0), _SHAPES.SizeFDiagCursor),
    "bottom-left": (frozenset({"bottom", "left"}), (0.0, 1.0), _SHAPES.SizeBDiagCursor),
    "top": (frozenset({"top"}), (0.5, 0.0), _SHAPES.SizeVerCursor),
    "right": (frozenset({"right"}), (1.0, 0.5), _SHAPES.SizeHorCursor),
    "bottom": (frozenset({"bottom"}), (0.5, 1.0), _SHAPES.SizeVerCursor),
    "left": (frozenset({"left"}), (0.0, 0.5), _SHAPES.SizeHorCursor),
}
_OPPOSITE = {"left": "right", "right": "left", "top": "bottom", "bottom": "top"}


@dataclass(frozen=True)
class _Drag:
    """A grip in the hand: where the drag began, in photo pixels, and the margins there were."""

    grip: str
    start: Point
    margins: Margins

    def sides(self, to: Point, *, both: bool) -> dict[str, int]:
        """The margins that the hand means now; `both` moves the opposite sides along."""
        way = {
            "left": self.start.x - to.x, "right": to.x - self.start.x,
            "top": self.start.y - to.y, "bottom": to.y - self.start.y,
        }  # fmt: skip
        moved = {side: round(getattr(self.margins, side) + way[side]) for side in _GRIPS[self.grip][0]}
        return moved | {_OPPOSITE[side]: value for side, value in moved.items()} if both else moved


class ExtendTool(Tool):
    """Drags the edges of the canvas outwards; anywhere else it moves the view.

    With Alt (or Shift, where the desktop keeps Alt for itself) the opposite edges go along.
    """

    name = "extend"
    label = "Extend canvas"

    def __init__(self) -> None:
        self.plan = ExtensionPlan()
        self._drag: _Drag | None = None
        self._pan: QPointF | None = None
        self._under = ""

    @property
    def is_active(self) -> bool:
        return self._drag is not None or self._pan is not None

    def hover(self, host: ToolHost, event: ToolEvent) -> None:
        before, self._under = self._under, self._grip_at(host, event.view_position)
        if self._under != before:
            host.update()

    def press(self, host: ToolHost, event: ToolEvent) -> bool:
        if event.button != Qt.MouseButton.LeftButton or not self.plan.size.area:
            return False
        self._under = self._grip_at(host, event.view_position)
        if self._under:
            self._drag = _Drag(self._under, event.position, self.plan.margins)
        else:
            self._pan = event.view_position
        return True

    def drag(self, host: ToolHost, event: ToolEvent) -> None:
        if self._drag is not None:
            self.plan.set_sides(**self._drag.sides(event.position, both=event.alt or event.shift))
        elif self._pan is not None:
            way = event.view_position - self._pan
            self._pan = event.view_position
            host.pan_by(way.x(), way.y())

    def release(self, host: ToolHost, event: ToolEvent) -> None:
        drag, self._drag, self._pan = self._drag, None, None
        if drag is not None:
            self.plan.settle()

    def cancel(self, host: ToolHost) -> None:
        drag, self._drag, self._pan = self._drag, None, None
        if drag is not None:
            before = drag.margins
            self.plan.set_sides(left=before.left, top=before.top, right=before.right, bottom=before.bottom)

    @property
    def cursor_shape(self) -> Qt.CursorShape:
        if self._pan is not None:
            return Qt.CursorShape.ClosedHandCursor
        return _GRIPS[self._under][2] if self._under else Qt.CursorShape.OpenHandCursor

    # Where things are

    def _frame(self) -> Rect:
        """The extended canvas, in pixels of the photo as it is now."""
        margins, size = self.plan.margins, self.plan.extended_size
        return Rect(-margins.left, -margins.top, size.width, size.height)

    def _place_of(self, host: ToolHost, across: float, down: float) -> QPointF:
        frame = self._frame()
        return host.image_to_view(Point(frame.x + across * frame.width, frame.y + down * frame.height))

    def _grip_at(self, host: ToolHost, place: QPointF) -> str:
        """The grip under a place in the view, corners first; an edge can be held anywhere. "" where there is none."""
        if not self.plan.size.area:
            return ""
        for name, (_, (across, down), _) in _GRIPS.items():
            way = self._place_of(host, across, down) - place
            if max(abs(way.x()), abs(way.y())) <= _REACH:
                return name
        ends = {
            "top": ((0, 0), (1, 0)),
            "right": ((1, 0), (1, 1)),
            "bottom": ((0, 1), (1, 1)),
            "left": ((0, 0), (0, 1)),
        }
        for name, (first, second) in ends.items():
            if _is_near(place, self._place_of(host, *first), self._place_of(host, *second)):
                return name
        return ""

    # Painting

    def paint(self, host: ToolHost, painter: QPainter) -> None:
        if not self.plan.size.area:
            return
        frame = [self._place_of(host, *corner) for corner in ((0, 0), (1, 0), (1, 1), (0, 1))]
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self.plan.is_pending:
            self._paint_new(host, painter, frame)
        paint_polygon(painter, frame)
        for name, (_, place, _) in _GRIPS.items():
            _paint_handle(painter, self._place_of(host, *place), is_hot=name == self._under)
        self._paint_chip(painter, frame)
        painter.restore()

    def _paint_new(self, host: ToolHost, painter: QPainter, frame: list[QPointF]) -> None:
        size = self.plan.size
        corners = [(0, 0), (size.width, 0), (size.width, size.height), (0, size.height)]
        new = QPainterPath()
        new.addPolygon(QPolygonF(frame))
        new.addPolygon(QPolygonF([host.image_to_view(Point(x, y)) for x, y in corners]))
        new.setFillRule(Qt.FillRule.OddEvenFill)
        painter.fillPath(new, _NEW)
        painter.fillPath(new, QBrush(_NEW_LINES, Qt.BrushStyle.BDiagPattern))

    def _paint_chip(self, painter: QPainter, frame: list[QPointF]) -> None:
        """The new size under the frame, kept inside the view; what to do where there is none yet."""
        size, view = self.plan.extended_size, QRectF(painter.window())
        text = f"{size.width} × {size.height} px" if self.plan.is_pending else _HINT
        metrics = QFontMetricsF(painter.font())
        chip = QRectF(0, 0, metrics.horizontalAdvance(text) + 20, metrics.height() + 8)
        bounds = QPolygonF(frame).boundingRect()
        x = min(max(8.0, bounds.center().x() - chip.width() / 2), view.width() - chip.width() - 8)
        y = min(max(8.0, bounds.bottom() + 14), view.height() - chip.height() - 8)
        chip.moveTo(x, y)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(_CHIP)
        painter.drawRoundedRect(chip, 6, 6)
        painter.setPen(_CHIP_TEXT)
        painter.drawText(chip, Qt.AlignmentFlag.AlignCenter, text)


def _paint_handle(painter: QPainter, place: QPointF, *, is_hot: bool) -> None:
    side = _HANDLE + (3 if is_hot else 0)
    painter.setPen(QPen(_DARK, 1.2))
    painter.setBrush(_LIGHT)
    painter.drawRoundedRect(QRectF(place.x() - side / 2, place.y() - side / 2, side, side), 2.5, 2.5)


def _is_near(place: QPointF, first: QPointF, second: QPointF) -> bool:
    """Whether a place lies on the line between two others, or nearly."""
    along, rest = second - first, place - first
    length = max(1e-6, (along.x() ** 2 + along.y() ** 2) ** 0.5)
    share = (rest.x() * along.x() + rest.y() * along.y()) / length**2
    return 0 <= share <= 1 and abs(rest.x() * along.y() - rest.y() * along.x()) / length <= _REACH
