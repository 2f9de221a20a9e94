"""The brush and its eraser: strokes into the mask, and the gesture that changes the tip in place."""

from __future__ import annotations

from dataclasses import replace
from weakref import ref

from PySide6.QtCore import QPointF, Qt

from engine.document import Document, MaskStroke
from engine.geometry import Point
from engine.mask import BrushTip
from ui.tools.base import Tool, ToolEvent, ToolHost

SMALLEST_DIAMETER, LARGEST_DIAMETER = 1.0, 2000.0
_HARDNESS_TRAVEL = 200.0


class BrushTool(Tool):
    """Left paints, with Alt or a pen's eraser end it erases; Shift and a click draw a line from the last point.

    Dragging with the right button and Alt (or Shift, where the desktop keeps Alt for itself) changes the tip:
    sideways its size, up and down its hardness.
    """

    name = "brush"
    label = "Brush"
    has_brush = True
    takes_pressure = True
    erases = False

    def __init__(self) -> None:
        self._stroke: MaskStroke | None = None
        self._resize: _TipDrag | None = None
        self._last: tuple[ref[Document], Point] | None = None

    @property
    def is_active(self) -> bool:
        return self._stroke is not None or self._resize is not None

    @property
    def brush_anchor(self) -> QPointF | None:
        return None if self._resize is None else self._resize.start

    def press(self, host: ToolHost, event: ToolEvent) -> bool:
        if event.button == Qt.MouseButton.RightButton and (event.alt or event.shift):
            self._resize = _TipDrag(event.view_position, host.brush_tip)
            return True
        if event.button != Qt.MouseButton.LeftButton or host.document is None:
            return False
        self._begin_stroke(host, host.document, event)
        return True

    def drag(self, host: ToolHost, event: ToolEvent) -> None:
        if self._resize is not None:
            host.change_brush_tip(self._resize.tip_at(event.view_position, host.view_scale))
        elif self._stroke is not None and self._stroke.is_open:
            self._stroke.move_to(event.position.x, event.position.y, event.pressure)
            self._remember(host, event.position)

    def release(self, host: ToolHost, event: ToolEvent) -> None:
        stroke, self._stroke, self._resize = self._stroke, None, None
        if stroke is not None:
            stroke.commit()
            host.stroke_ended()

    def cancel(self, host: ToolHost) -> None:
        if self._resize is not None:
            host.change_brush_tip(self._resize.tip)
        if self._stroke is not None:
            self._stroke.cancel()
        self._stroke = self._resize = self._last = None

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


class _TipDrag:
    """A drag that changes the tip: the ring stays where the drag began, so that its edge follows the hand."""

    def __init__(self, start: QPointF, tip: BrushTip) -> None:
        self.start = start
        self.tip = tip

    def tip_at(self, position: QPointF, view_scale: float) -> BrushTip:
        """`view_scale`: view units per photo pixel."""
        way = position - self.start
        diameter = self.tip.diameter + 2 * way.x() / view_scale
        hardness = self.tip.hardness - way.y() / _HARDNESS_TRAVEL
        return replace(
            self.tip,
            diameter=min(LARGEST_DIAMETER, max(SMALLEST_DIAMETER, diameter)),
            hardness=min(1.0, max(0.0, hardness)),
        )
