"""Extending the canvas: handles around the photo that are dragged outwards, with an outline of what is new."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QBrush, QColor, QPainter, QPainterPath, QPolygonF

from engine.geometry import Margins, Point, Rect
from engine.language import mark, tr
from ui.extension import ExtensionPlan
from ui.tools.base import Tool, ToolEvent, ToolHost
from ui.tools.handles import GRIPS, grip_at, paint_chip, paint_handle
from ui.tools.outline import paint_polygon

_NEW, _NEW_LINES = QColor(116, 169, 247, 46), QColor(116, 169, 247, 110)
_HINT = mark("Drag an edge or a corner outwards")
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
        moved = {side: round(getattr(self.margins, side) + way[side]) for side in GRIPS[self.grip][0]}
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
        return GRIPS[self._under][2] if self._under else Qt.CursorShape.OpenHandCursor

    # Where things are

    def _frame(self) -> Rect:
        """The extended canvas, in pixels of the photo as it is now."""
        margins, size = self.plan.margins, self.plan.extended_size
        return Rect(-margins.left, -margins.top, size.width, size.height)

    def _place_of(self, host: ToolHost, across: float, down: float) -> QPointF:
        frame = self._frame()
        return host.image_to_view(Point(frame.x + across * frame.width, frame.y + down * frame.height))

    def _grip_at(self, host: ToolHost, place: QPointF) -> str:
        """The grip under a place in the view; "" where there is none."""
        return grip_at(self._corners(host), place) if self.plan.size.area else ""

    def _corners(self, host: ToolHost) -> list[QPointF]:
        return [self._place_of(host, *corner) for corner in ((0, 0), (1, 0), (1, 1), (0, 1))]

    # Painting

    def paint(self, host: ToolHost, painter: QPainter) -> None:
        if not self.plan.size.area:
            return
        frame = self._corners(host)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self.plan.is_pending:
            self._paint_new(host, painter, frame)
        paint_polygon(painter, frame)
        for name, (_, place, _) in GRIPS.items():
            paint_handle(painter, self._place_of(host, *place), is_hot=name == self._under)
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
        """The new size under the frame; what to do where there is none yet."""
        size = self.plan.extended_size
        text = f"{size.width} × {size.height} px" if self.plan.is_pending else tr(_HINT)
        paint_chip(painter, text, QPolygonF(frame).boundingRect())
