"""How the pointer looks over the canvas: a shape of the system's, or the brush's rings."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRect, Qt
from PySide6.QtGui import QCursor, QPainter

from ui.canvas import cursor
from ui.canvas.gestures import Gestures, Held

if TYPE_CHECKING:
    from ui.canvas.view import CanvasView

_MOVING = {
    Held.PAN: Qt.CursorShape.ClosedHandCursor,
    Held.ZOOM: Qt.CursorShape.SizeFDiagCursor,
    Held.TURN: Qt.CursorShape.SizeAllCursor,
}
# A shape, or the rings' radius, hardness and device pixel ratio.
Look = Qt.CursorShape | tuple[float, float, float]


class Pointer:
    """Small rings are a cursor of the system's, which costs no repaint; large ones are painted on the canvas."""

    def __init__(self, canvas: CanvasView, gestures: Gestures) -> None:
        self.place: QPointF | None = None
        self._canvas = canvas
        self._gestures = gestures
        self._painted = QRect()
        self._look: Look = Qt.CursorShape.ArrowCursor

    def refresh(self) -> None:
        """The pointer's place, the tool, the tip or the view has changed."""
        centre = self._ring_centre()
        area = QRect() if centre is None else cursor.ring_bounds(centre, self._radius())
        for each in (self._painted, area):
            if not each.isEmpty():
                self._canvas.update(each)
        self._painted = area
        self._set_look(self._wanted_look())

    def paint(self, painter: QPainter) -> None:
        centre = self._ring_centre()
        if centre is not None:
            cursor.paint_rings(painter, centre, self._radius(), self._canvas.brush_tip.hardness)

    def _radius(self) -> float:
        return self._canvas.brush_tip.diameter * self._canvas.view_scale / 2

    def _shows_brush(self) -> bool:
        canvas, held = self._canvas, self._gestures.held
        if not canvas.tool.has_brush or canvas.document is None or self._gestures.space_is_down or self._picks():
            return False
        return held is Held.TOOL or (held is Held.NOBODY and not self._is_over_wipe())

    def _picks(self) -> bool:
        """Whether a click would choose a place rather than paint."""
        is_free = self._gestures.held is Held.NOBODY
        return self._canvas.tool.picks_with_alt and self._gestures.alt_is_down and is_free

    def _is_over_wipe(self) -> bool:
        return self.place is not None and self._canvas.is_on_wipe(self.place)

    def _ring_centre(self) -> QPointF | None:
        """Where the rings are to be painted; None where the system's cursor shows them, or nothing does."""
        anchor = self._canvas.tool.brush_anchor
        if anchor is not None:
            return anchor
        is_large = 2 * self._radius() > cursor.LARGEST_PIXMAP
        return self.place if is_large and self._shows_brush() else None

    def _wanted_look(self) -> Look:
        canvas, held = self._canvas, self._gestures.held
        if held in _MOVING:
            return _MOVING[held]
        if self._gestures.space_is_down:
            return Qt.CursorShape.OpenHandCursor
        if self._ring_centre() is not None:
            return Qt.CursorShape.BlankCursor
        if self._shows_brush() and 2 * self._radius() <= cursor.LARGEST_PIXMAP:
            return self._radius(), canvas.brush_tip.hardness, canvas.devicePixelRatioF()
        if held is Held.WIPE or self._is_over_wipe():
            return Qt.CursorShape.SplitHCursor
        if canvas.document is None:
            return Qt.CursorShape.ArrowCursor
        return Qt.CursorShape.CrossCursor if self._picks() else canvas.tool.cursor_shape

    def _set_look(self, look: Look) -> None:
        if look != self._look:
            self._look = look
            self._canvas.setCursor(cursor.ring_cursor(*look) if isinstance(look, tuple) else QCursor(look))
