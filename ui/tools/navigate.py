"""Moving about: pan and zoom."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter

from engine.geometry import Point, Rect
from ui.tools.base import Tool, ToolEvent, ToolHost
from ui.tools.outline import paint_polygon, pixel_bounds

_DRAG_DISTANCE = 5.0


class PanTool(Tool):
    """Drags the photo about."""

    name = "pan"
    label = "Pan"

    def __init__(self) -> None:
        self._last: QPointF | None = None

    @property
    def is_active(self) -> bool:
        return self._last is not None

    def press(self, host: ToolHost, event: ToolEvent) -> bool:
        if event.button != Qt.MouseButton.LeftButton:
            return False
        self._last = event.view_position
        return True

    def drag(self, host: ToolHost, event: ToolEvent) -> None:
        if self._last is not None:
            way = event.view_position - self._last
            self._last = event.view_position
            host.pan_by(way.x(), way.y())

    def release(self, host: ToolHost, event: ToolEvent) -> None:
        self._last = None

    def cancel(self, host: ToolHost) -> None:
        self._last = None

    @property
    def cursor_shape(self) -> Qt.CursorShape:
        return Qt.CursorShape.ClosedHandCursor if self.is_active else Qt.CursorShape.OpenHandCursor


class ZoomTool(Tool):
    """A click steps in, with Alt out; a drag shows what it frames."""

    name = "zoom"
    label = "Zoom"

    def __init__(self) -> None:
        self._start: ToolEvent | None = None
        self._end: ToolEvent | None = None

    @property
    def is_active(self) -> bool:
        return self._start is not None

    def press(self, host: ToolHost, event: ToolEvent) -> bool:
        if event.button != Qt.MouseButton.LeftButton:
            return False
        self._start = self._end = event
        return True

    def drag(self, host: ToolHost, event: ToolEvent) -> None:
        self._end = event
        host.update()

    def release(self, host: ToolHost, event: ToolEvent) -> None:
        start = self._start
        self.cancel(host)
        if start is None:
            return
        way = event.view_position - start.view_position
        if max(abs(way.x()), abs(way.y())) < _DRAG_DISTANCE:
            host.step_zoom(-1 if event.alt else 1, event.view_position)
        else:
            host.zoom_to_rect(_framed(start.position, event.position))

    def cancel(self, host: ToolHost) -> None:
        self._start = self._end = None
        host.update()

    @property
    def cursor_shape(self) -> Qt.CursorShape:
        return Qt.CursorShape.CrossCursor

    def paint(self, host: ToolHost, painter: QPainter) -> None:
        if self._start is not None and self._end is not None:
            frame = QRectF(self._start.view_position, self._end.view_position).normalized()
            paint_polygon(painter, [frame.topLeft(), frame.topRight(), frame.bottomRight(), frame.bottomLeft()])


def _framed(a: Point, b: Point) -> Rect:
    rect = pixel_bounds([a, b])
    return Rect(rect.x, rect.y, max(1, rect.width), max(1, rect.height))
