"""The clone stamp: paints with what lies elsewhere in the photo."""

from __future__ import annotations

import math
from typing import Protocol
from weakref import ref

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPainterPath, QPen, QRadialGradient, QTransform

from engine.document import Document
from engine.geometry import Point, Rect, Size
from engine.mask import BrushTip
from ui.canvas.cursor import paint_thin_rings
from ui.tools.base import Tool, ToolEvent, ToolHost
from ui.tools.clone_source import CloneSource, Offset
from ui.tools.tip_drag import TipDrag

_ARM, _GAP = 9.0, 2.5  # of the cross, in view units
_SMALLEST_RING = 5.0
_LARGEST_GHOST = 512  # px a side; what is larger is shown less sharply, so that it keeps up with the hand
_CHOOSE = Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.ControlModifier
_DARK, _LIGHT = QColor(0, 0, 0, 190), QColor(255, 255, 255, 240)


class StrokeInHand(Protocol):
    """A stroke that is being painted; `offset` is None where its source is found afterwards."""

    @property
    def offset(self) -> Offset | None: ...
    def move_to(self, x: float, y: float, pressure: float) -> None: ...
    def commit(self) -> None: ...
    def cancel(self) -> None: ...


class StrokeMaker(Protocol):
    """Who lays strokes on a document, and shows them until they are there."""

    def begin(self, document: Document, method: str, tip: BrushTip, offset: Offset | None) -> StrokeInHand: ...
    def miss_source(self) -> None: ...
    def source_chosen(self) -> None: ...


class CloneTool(Tool):
    """Alt and a click choose the place to copy from; the left button paints; Shift and a click draw a line.

    Ctrl does what Alt does: many desktops keep Alt and a click for themselves. A cross shows the place that is copied,
    and the brush's ring what a press would lay there. Dragging with Shift, or with the right button and Alt, changes
    the tip.
    """

    name = "clone"
    label = "Clone stamp"
    method = "clone"
    has_brush = True
    takes_pressure = True
    picks_with_alt = True

    def __init__(self, source: CloneSource | None = None) -> None:
        self.source = source or CloneSource()
        self.maker: StrokeMaker | None = None
        self._stroke: StrokeInHand | None = None
        self._tip_drag = TipDrag()
        self._chooses = self._aims = False
        self._pointer: Point | None = None
        self._last: tuple[ref[Document], Point] | None = None

    @property
    def finds_source(self) -> bool:
        """Whether strokes need no place to be chosen."""
        return False

    @property
    def is_active(self) -> bool:
        return self._stroke is not None or self._chooses or self._tip_drag.is_held

    @property
    def brush_anchor(self) -> QPointF | None:
        return self._tip_drag.anchor

    # The hand

    def hover(self, host: ToolHost, event: ToolEvent) -> None:
        self._pointer, self._aims = event.position, _means_choosing(event)
        if self.source.is_chosen(host.document) and not self.finds_source:
            host.update()

    def press(self, host: ToolHost, event: ToolEvent) -> bool:
        document = host.document
        if document is None:
            return False
        if self._tip_drag.press(host, event):
            return True
        if event.button != Qt.MouseButton.LeftButton:
            return False
        if _means_choosing(event):
            self._chooses = self._choose(host, event)
            return self._chooses
        return self._begin(host, document, event)

    def drag(self, host: ToolHost, event: ToolEvent) -> None:
        self._pointer = event.position
        if self._tip_drag.is_held:
            self._tip_drag.drag(host, event)
        elif self._chooses:
            self._choose(host, event)
        elif self._stroke is not None:
            self._stroke.move_to(event.position.x, event.position.y, event.pressure)
            self._remember(host, event.position)
            host.update()

    def release(self, host: ToolHost, event: ToolEvent) -> None:
        if self._tip_drag.is_held:
            click = self._tip_drag.release(host)
            if click is not None and host.document is not None:
                self._begin(host, host.document, click)
        stroke, self._stroke, self._chooses = self._stroke, None, False
        if stroke is not None:
            stroke.commit()
        host.update()

    def cancel(self, host: ToolHost) -> None:
        self._tip_drag.cancel(host)
        stroke, self._stroke, self._chooses, self._last = self._stroke, None, False, None
        if stroke is not None:
            stroke.cancel()
        host.update()

    def _choose(self, host: ToolHost, event: ToolEvent) -> bool:
        self._pointer = event.position
        chosen = host.document is not None and self.source.choose(host.document, event.position)
        host.update()
        return chosen

    def _begin(self, host: ToolHost, document: Document, event: ToolEvent) -> bool:
        if self.maker is None:
            return False
        start = self._last_point(document) if event.shift else None
        first = start or event.position
        offset = None if self.finds_source else self.source.begin(document, first)
        if offset is None and not self.finds_source:
            self.maker.miss_source()
            return False
        stroke = self._stroke = self.maker.begin(document, self.method, host.brush_tip, offset)
        stroke.move_to(first.x, first.y, event.pressure)
        if start is not None:
            stroke.move_to(event.position.x, event.position.y, event.pressure)
        self._pointer = event.position
        self._remember(host, event.position)
        return True

    def _remember(self, host: ToolHost, point: Point) -> None:
        if host.document is not None:
            self._last = ref(host.document), point

    def _last_point(self, document: Document) -> Point | None:
        """Where the last stroke in this document ended."""
        return self._last[1] if self._last is not None and self._last[0]() is document else None

    # The cross, and what a press would lay

    def paint(self, host: ToolHost, painter: QPainter) -> None:
        self._tip_drag.paint(host, painter)
        place = self._source_place(host.document)
        if place is None:
            return
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        radius = host.brush_tip.diameter * host.view_scale / 2
        if radius >= _SMALLEST_RING:
            self._paint_ghost(host, painter)
        paint_cross(painter, host.image_to_view(place))
        if self._stroke is not None and radius >= _SMALLEST_RING:
            paint_dashed_ring(painter, host.image_to_view(place), radius)
        painter.restore()

    def _paint_ghost(self, host: ToolHost, painter: QPainter) -> None:
        """What the first dab would copy, in the brush's ring. It is shown as it looks: with every layer."""
        document, hand = host.document, self._pointer
        if document is None or hand is None or self.is_active or self._aims or not host.underMouse():
            return
        offset = self.source.offset_at(document, hand)
        if offset is not None and (self.source.layers == "all" or not document.patches):
            paint_ghost(host, painter, hand, offset)

    def _source_place(self, document: Document | None) -> Point | None:
        if document is None or self.finds_source or self._tip_drag.is_held:
            return None
        if self._stroke is None:
            return self.source.shown_at(document, self._pointer)
        offset, hand = self._stroke.offset, self._pointer
        return None if offset is None or hand is None else Point(hand.x + offset[0], hand.y + offset[1])


def paint_ghost(host: ToolHost, painter: QPainter, hand: Point, offset: Offset) -> None:
    """What lies `offset` (photo pixels) from `hand`, laid under the brush: as hard, as large and as strong as that."""
    tip = host.brush_tip
    reach = math.ceil(tip.diameter / 2)
    left, top = math.floor(hand.x) - reach, math.floor(hand.y) - reach
    square = Rect(left, top, 2 * reach + 1, 2 * reach + 1)
    here = square.translated(*offset).clipped(_size_of(host)).translated(-offset[0], -offset[1])
    if here.is_empty:
        return
    shrink = min(1.0, host.zoom, _LARGEST_GHOST / max(here.width, here.height))
    wanted = Size(max(1, round(here.width * shrink)), max(1, round(here.height * shrink)))
    picture = host.grab_display(here.translated(*offset), wanted)
    ghost = picture.convertToFormat(QImage.Format.Format_ARGB32_Premultiplied)
    scale = ghost.width() / here.width, ghost.height() / here.height
    with QPainter(ghost) as softly:
        softly.setCompositionMode(QPainter.CompositionMode.CompositionMode_DestinationIn)
        softly.scale(*scale)
        softly.translate(-here.x, -here.y)
        softly.fillRect(here.x, here.y, here.width, here.height, _falloff(hand, tip))
    origin, right, down = (
        host.image_to_view(Point(*corner)) for corner in ((here.x, here.y), (here.right, here.y), (here.x, here.bottom))
    )
    across, along = (right - origin) / ghost.width(), (down - origin) / ghost.height()
    ring = QPainterPath()
    radius = tip.diameter * host.view_scale / 2
    ring.addEllipse(host.image_to_view(hand), radius, radius)
    painter.save()
    painter.setClipPath(ring)
    painter.setTransform(QTransform(across.x(), across.y(), along.x(), along.y(), origin.x(), origin.y()), combine=True)
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
    painter.drawImage(0, 0, ghost)
    painter.restore()


def _falloff(hand: Point, tip: BrushTip) -> QRadialGradient:
    """From how opaque the brush is in its middle to nothing at its edge."""
    gradient = QRadialGradient(hand.x, hand.y, tip.diameter / 2)
    middle = QColor.fromRgbF(0, 0, 0, tip.flow)
    gradient.setColorAt(min(tip.hardness, 0.98), middle)
    gradient.setColorAt(1.0, QColor(0, 0, 0, 0))
    return gradient


def _size_of(host: ToolHost) -> Size:
    return Size(0, 0) if host.document is None else host.document.size


def _means_choosing(event: ToolEvent) -> bool:
    return bool(event.modifiers & _CHOOSE)


def paint_cross(painter: QPainter, centre: QPointF) -> None:
    """Four arms around a place that stays free, light on dark."""
    for colour, width in ((_DARK, 3.4), (_LIGHT, 1.4)):
        pen = QPen(colour, width)
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        painter.setPen(pen)
        for across, down in ((1, 0), (-1, 0), (0, 1), (0, -1)):
            way = QPointF(across, down)
            painter.drawLine(centre + way * _GAP, centre + way * _ARM)


def paint_dashed_ring(painter: QPainter, centre: QPointF, radius: float) -> None:
    """What is being copied, at the size of the brush."""
    painter.setBrush(Qt.BrushStyle.NoBrush)
    dashes = QPen(QColor(255, 255, 255, 200), 1.0)
    dashes.setDashPattern([4, 4])
    paint_thin_rings(painter, centre, radius, QColor(0, 0, 0, 110), dashes)
