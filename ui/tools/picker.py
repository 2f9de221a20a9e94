"""The colour picker: a click, or a drag, reads the colour under it."""

from __future__ import annotations

import math
from collections.abc import Callable

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QPainter

from engine.geometry import Point
from ui.tools.base import Tool, ToolEvent, ToolHost
from ui.tools.outline import paint_polygon

_ARM = 6.0


class PickerTool(Tool):
    """Changes nothing. `picked` is called with the photo point of a click, or None where it takes the last one back."""

    name = "picker"
    label = "Colour picker"

    def __init__(self) -> None:
        self.picked: Callable[[Point | None], object] = lambda _point: None
        self.side = 1  # px of the square that is averaged
        self._under: Point | None = None
        self._is_held = False

    @property
    def is_active(self) -> bool:
        return self._is_held

    def hover(self, host: ToolHost, event: ToolEvent) -> None:
        self._under = event.position
        host.update()

    def press(self, host: ToolHost, event: ToolEvent) -> bool:
        if event.button != Qt.MouseButton.LeftButton or host.document is None:
            return False
        self._is_held = True
        self.drag(host, event)
        return True

    def drag(self, host: ToolHost, event: ToolEvent) -> None:
        self.hover(host, event)
        self.picked(event.position)

    def release(self, host: ToolHost, event: ToolEvent) -> None:
        self._is_held = False

    def cancel(self, host: ToolHost) -> None:
        if self._is_held:
            self._is_held = False
            self.picked(None)
        self._under = None
        host.update()

    @property
    def cursor_shape(self) -> Qt.CursorShape:
        return Qt.CursorShape.CrossCursor

    def paint(self, host: ToolHost, painter: QPainter) -> None:
        """The square that is averaged, where it is large enough to be seen beside the cross."""
        if self._under is None or self.side * host.view_scale < 2 * _ARM:
            return
        x, y = math.floor(self._under.x) - self.side // 2, math.floor(self._under.y) - self.side // 2
        far_x, far_y = x + self.side, y + self.side
        corners: list[QPointF] = [
            host.image_to_view(Point(*corner)) for corner in ((x, y), (far_x, y), (far_x, far_y), (x, far_y))
        ]
        paint_polygon(painter, corners)
