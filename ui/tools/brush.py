"""The brush and its eraser: strokes into the mask, and the gesture that changes the tip in place."""

from __future__ import annotations

from weakref import ref

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QPainter

from engine.document import Document, MaskStroke
from engine.geometry import Point
from ui.tools.base import Tool, ToolEvent, ToolHost
from ui.tools.tip_drag import TipDrag


class BrushTool(Tool):
    """Left paints, with Alt or a pen's eraser end it erases; Shift and a click draw a line from the last point.

    Dragging with Shift, or with the right button and Alt (or Shift, where the desktop keeps Alt for itself), changes
    the tip: sideways its size, up and down its hardness.
    """

    name = "brush"
    label = "Brush"
    has_brush = True
    takes_pressure = True
    erases = False

    def __init__(self) -> None:
        self._stroke: MaskStroke | None = None
        self._tip_drag = TipDrag()
        self._last: tuple[ref[Document], Point] | None = None

    @property
    def is_active(self) -> bool:
        return self._stroke is not None or self._tip_drag.is_held

    @property
    def brush_anchor(self) -> QPointF | None:
        return self._tip_drag.anchor

    def press(self, host: ToolHost, event: ToolEvent) -> bool:
        if host.document is not None and self._tip_drag.press(host, event):
            return True
        if event.button != Qt.MouseButton.LeftButton or host.document is None:
            return False
        self._begin_stroke(host, host.document, event)
        return True

    def drag(self, host: ToolHost, event: ToolEvent) -> None:
        if self._tip_drag.is_held:
            self._tip_drag.drag(host, event)
        elif self._stroke is not None and self._stroke.is_open:
            self._stroke.move_to(event.position.x, event.position.y, event.pressure)
            self._remember(host, event.position)

    def release(self, host: ToolHost, event: ToolEvent) -> None:
        if self._tip_drag.is_held:
            click = self._tip_drag.release(host)
            if click is not None and host.document is not None:
                self._begin_stroke(host, host.document, click)
        stroke, self._stroke = self._stroke, None
        if stroke is not None:
            stroke.commit()
            host.stroke_ended()

    def cancel(self, host: ToolHost) -> None:
        self._tip_drag.cancel(host)
        if self._stroke is not None:
            self._stroke.cancel()
        self._stroke = self._last = None

    def paint(self, host: ToolHost, painter: QPainter) -> None:
        self._tip_drag.paint(host, painter)

    def _begin_stroke(self, host: ToolHost, document: Document, event: ToolEvent) -> None:
        erase = self.erases or event.alt or event.is_eraser_end
        start = self._last_point(document) if event.shift else None
        self._stroke = document.begin_stroke(host.brush_tip, erase)
        if start is None:
            self._stroke.move_to(event.position.x, event.position.y, event.pressure)
        else:
            self._stroke.move_to(start.x, start.y, event.pressure)
            self._stroke.line_to(event.position.x, event.position.y, event.pressure)
        self._remember(host, event.position)

    def _remember(self, host: ToolHost, point: Point) -> None:
        if host.document is not None:
            self._last = ref(host.document), point

    def _last_point(self, document: Document) -> Point | None:
        """Where the last stroke in this document ended."""
        return self._last[1] if self._last is not None and self._last[0]() is document else None


class EraserTool(BrushTool):
    """The brush the other way round: it takes away from the mask."""

    name = "eraser"
    label = "Eraser"
    erases = True
