"""The drag that changes the brush in place: sideways its size, up and down its hardness."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter

from engine.mask import BrushTip
from ui.tools.base import ToolEvent, ToolHost

SMALLEST_DIAMETER, LARGEST_DIAMETER = 1.0, 2000.0
_HARDNESS_TRAVEL = 200.0
_CLICK = 5.0  # view units within which a press with Shift stays a click
_CHIP, _CHIP_TEXT = QColor(20, 20, 20, 215), QColor(255, 255, 255, 235)


class TipDrag:
    """Part of a tool that has a brush: hand it each event first, and go on only where it does not take it.

    It begins with the right button and Alt or Shift, or with the left button and Shift. The latter leaves a click to
    the tool: `release` returns the press where the hand has not moved. The ring stays where the drag began, so that its
    edge follows the hand.
    """

    def __init__(self) -> None:
        self._press: ToolEvent | None = None
        self._tip = BrushTip()
        self._has_moved = False

    @property
    def is_held(self) -> bool:
        """Whether a press has been taken."""
        return self._press is not None

    @property
    def anchor(self) -> QPointF | None:
        """Where the ring stays, in view units; None while the tip is not being changed."""
        return self._press.view_position if self._press is not None and self._has_moved else None

    def press(self, host: ToolHost, event: ToolEvent) -> bool:
        """Take a press that may begin the drag; False for any other."""
        right = event.button == Qt.MouseButton.RightButton and (event.alt or event.shift)
        left = event.button == Qt.MouseButton.LeftButton and event.shift and not event.alt
        if not (right or left):
            return False
        self._press, self._tip, self._has_moved = event, host.brush_tip, right
        return True

    def drag(self, host: ToolHost, event: ToolEvent) -> None:
        """The hand has moved."""
        if self._press is None:
            return
        way = event.view_position - self._press.view_position
        self._has_moved = self._has_moved or max(abs(way.x()), abs(way.y())) >= _CLICK
        if self._has_moved:
            host.change_brush_tip(self._tip_at(way, host.view_scale))
            host.update()

    def release(self, host: ToolHost) -> ToolEvent | None:
        """End the drag. Returns the press where it was a click after all."""
        press, self._press = self._press, None
        host.update()
        return None if self._has_moved else press

    def cancel(self, host: ToolHost) -> None:
        """End the drag and bring the old tip back."""
        if self._press is not None:
            self._press = None
            host.change_brush_tip(self._tip)
            host.update()

    def paint(self, host: ToolHost, painter: QPainter) -> None:
        """Say size and hardness under the ring, inside the view."""
        anchor = self.anchor
        if anchor is None:
            return
        tip, view = host.brush_tip, QRectF(painter.window())
        text = f"{tip.diameter:.0f} px · {tip.hardness * 100:.0f} %"
        metrics = QFontMetricsF(painter.font())
        chip = QRectF(0, 0, metrics.horizontalAdvance(text) + 20, metrics.height() + 8)
        below = anchor.y() + tip.diameter * host.view_scale / 2 + 12
        chip.moveTo(
            min(max(8.0, anchor.x() - chip.width() / 2), view.width() - chip.width() - 8),
            min(max(8.0, below), view.height() - chip.height() - 8),
        )
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(_CHIP)
        painter.drawRoundedRect(chip, 6, 6)
        painter.setPen(_CHIP_TEXT)
        painter.drawText(chip, Qt.AlignmentFlag.AlignCenter, text)
        painter.restore()

    def _tip_at(self, way: QPointF, view_scale: float) -> BrushTip:
        """The tip after a `way` in view units; `view_scale`: view units per photo pixel."""
        diameter = self._tip.diameter + 2 * way.x() / view_scale
        hardness = self._tip.hardness - way.y() / _HARDNESS_TRAVEL
        return replace(
            self._tip,
            diameter=min(LARGEST_DIAMETER, max(SMALLEST_DIAMETER, diameter)),
            hardness=min(1.0, max(0.0, hardness)),
        )
