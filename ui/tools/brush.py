"""The brush and its eraser: strokes into the mask, and the gesture that changes the tip in place.

With `intersects` a stroke keeps what is marked under it and takes away the rest: shown as a trail, done on release.
"""

from __future__ import annotations

from weakref import ref

import numpy as np
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPolygonF

from engine.document import Document, MaskStroke
from engine.geometry import Point, Rect
from engine.language import mark
from engine.mask import BrushTip, Combine, Stroke
from ui.tools.base import Tool, ToolEvent, ToolHost
from ui.tools.selecting import Runner, run_at_once
from ui.tools.tip_drag import TipDrag

_INTERSECT = mark("Intersect with brush")
_TRAIL = QColor(116, 169, 247, 130)


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
        self.intersects = False
        self.runner: Runner = run_at_once
        self._stroke: MaskStroke | None = None
        self._kept: _KeptStroke | None = None
        self._tip_drag = TipDrag()
        self._last: tuple[ref[Document], Point] | None = None

    @property
    def is_active(self) -> bool:
        return self._stroke is not None or self._kept is not None or self._tip_drag.is_held

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
        elif self._kept is not None:
            self._kept.move_to(event.position, event.pressure)
            self._remember(host, event.position)
            host.update()
        elif self._stroke is not None and self._stroke.is_open:
            self._stroke.move_to(event.position.x, event.position.y, event.pressure)
            self._remember(host, event.position)

    def release(self, host: ToolHost, event: ToolEvent) -> None:
        if self._tip_drag.is_held:
            click = self._tip_drag.release(host)
            if click is not None and host.document is not None:
                self._begin_stroke(host, host.document, click)
        kept, self._kept = self._kept, None
        if kept is not None and host.document is not None:
            area, document = kept.area, host.document
            self.runner(
                document,
                lambda _check: area,
                Combine.INTERSECT,
                _INTERSECT,
                pixels=document.mask_bounds.area,
                done=lambda _laid: host.stroke_ended(),
            )
            host.update()
        stroke, self._stroke = self._stroke, None
        if stroke is not None:
            stroke.commit()
            host.stroke_ended()

    def cancel(self, host: ToolHost) -> None:
        self._tip_drag.cancel(host)
        if self._stroke is not None:
            self._stroke.cancel()
        self._stroke = self._kept = self._last = None
        host.update()

    def paint(self, host: ToolHost, painter: QPainter) -> None:
        if self._kept is not None:
            self._kept.paint(host, painter)
        self._tip_drag.paint(host, painter)

    def _begin_stroke(self, host: ToolHost, document: Document, event: ToolEvent) -> None:
        erase = self.erases or event.alt or event.is_eraser_end
        start = self._last_point(document) if event.shift else None
        if self.intersects and not erase:
            self._kept = _KeptStroke(document, host.brush_tip)
            for point in (event.position,) if start is None else (start, event.position):
                self._kept.move_to(point, event.pressure)
            self._remember(host, event.position)
            host.update()
            return
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


class _KeptStroke:
    """A stroke beside the mask, of which the mask will keep what it covers."""

    def __init__(self, document: Document, tip: BrushTip) -> None:
        # Memory that is not painted on costs nothing.
        self._cover = np.zeros((document.size.height, document.size.width), np.uint8)
        self._stroke = Stroke(self._cover, tip)
        self._diameter = tip.diameter
        self._points: list[Point] = []
        self._rect = Rect(0, 0, 0, 0)

    @property
    def area(self) -> tuple[Rect, np.ndarray]:
        return self._rect, self._cover[self._rect.slices]

    def move_to(self, point: Point, pressure: float) -> None:
        self._points.append(point)
        self._rect = self._rect.united(self._stroke.move_to(point.x, point.y, pressure))

    def paint(self, host: ToolHost, painter: QPainter) -> None:
        places = [host.image_to_view(point) for point in self._points]
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        style, cap, join = Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin
        painter.setPen(QPen(_TRAIL, max(1.0, self._diameter * host.view_scale), style, cap, join))
        painter.drawPolyline(QPolygonF([*places, places[-1] + QPointF(0.1, 0)]))
        painter.restore()
