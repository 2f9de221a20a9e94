"""The large picture, and beside it the one that it is compared with."""

from __future__ import annotations

import math
from dataclasses import dataclass

import cv2
import numpy as np
from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QDragEnterEvent,
    QDropEvent,
    QFocusEvent,
    QImage,
    QMouseEvent,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QPalette,
    QPen,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from engine.language import tr
from ui.convert import image_from_rgb
from ui.studio.dragging import holds_point, is_drag, point_of
from ui.theme import scaled_font
from ui.widgets.naming import name_control

_MARGIN, _GAP, _CAPTION = 16, 16, 28
_CORNER = 6.0
_LARGEST = 16  # device pixels a pixel of the picture


@dataclass(eq=False)
class _Shown:
    """A picture with its caption, and itself at the size of the screen."""

    picture: np.ndarray | None = None
    caption: str = ""
    note: str = ""
    enlarged: QImage | None = None


class PictureView(QWidget):
    """Shows one picture as large as it goes, or two, whichever way they are larger.

    A click on the second asks to go to it.
    """

    other_clicked = Signal()
    drag_wanted = Signal()
    point_dropped = Signal(object)  # LatentPoint

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        name_control(self, "picture", tr("The picture"))
        self.setToolTip("")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMouseTracking(True)
        self._main, self._other = _Shown(), _Shown()
        self._is_pair = False
        self._pressed_at: QPointF | None = None
        self.setAcceptDrops(True)

    def show_picture(self, picture: np.ndarray | None) -> None:
        """S x S x 3 uint8; None while there is none."""
        self._main.picture, self._main.enlarged = picture, None
        self.update()

    def show_captions(self, caption: str, other: str = "") -> None:
        """What stands under the two while they are compared."""
        self._main.caption, self._other.caption = caption, other
        self.setAccessibleDescription(
            tr("{caption}, compared with {other}", caption=caption, other=other) if self._is_pair else caption
        )
        self.update()

    def show_pair(self, pair: bool) -> None:
        """Make room for a second picture, or take it away."""
        self._is_pair = pair
        self._main.enlarged = None
        self._other.picture = self._other.enlarged = None
        self.update()

    def show_other(self, picture: np.ndarray) -> None:
        """The picture on the right, S x S x 3 uint8."""
        self._other.picture, self._other.enlarged = picture, None
        self.update()

    @property
    def picture(self) -> np.ndarray | None:
        return self._main.picture

    @property
    def other_picture(self) -> np.ndarray | None:
        return self._other.picture

    def sizeHint(self) -> QSize:
        return QSize(480, 480)

    def minimumSizeHint(self) -> QSize:
        return QSize(160, 160)

    # Places

    @property
    def frames(self) -> list[QRectF]:
        """Where the pictures are, the main one first; their sides are whole device pixels."""
        ratio, caption = self.devicePixelRatioF(), _CAPTION if self._is_pair else 0
        shapes = [(2, 1), (1, 2)] if self._is_pair else [(1, 1)]
        side, columns, rows = max((self._side(*shape, caption), *shape) for shape in shapes)
        side = max(1, round(side * ratio)) / ratio
        left = (self.width() - columns * side - (columns - 1) * _GAP) / 2
        top = (self.height() - rows * (side + caption) - (rows - 1) * _GAP) / 2
        left, top = round(left * ratio) / ratio, round(top * ratio) / ratio
        across, down = side + _GAP, side + caption + _GAP
        return [QRectF(left + x * across, top + y * down, side, side) for y in range(rows) for x in range(columns)]

    def _side(self, columns: int, rows: int, caption: int) -> float:
        """How large pictures can be that stand so."""
        width = (self.width() - 2 * _MARGIN - (columns - 1) * _GAP) / columns
        height = (self.height() - 2 * _MARGIN - (rows - 1) * _GAP) / rows - caption
        pixels = self._main.picture.shape[0] if self._main.picture is not None else math.inf
        return min(width, height, _LARGEST * pixels / self.devicePixelRatioF())

    def _is_on_other(self, place: QPointF) -> bool:
        return self._is_pair and self.frames[1].contains(place)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        is_on_main = event.button() == Qt.MouseButton.LeftButton and self.frames[0].contains(event.position())
        self._pressed_at = event.position() if is_on_main else None

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if is_drag(self._pressed_at, event.position()):
            self._pressed_at = None
            self.drag_wanted.emit()
        shape = Qt.CursorShape.PointingHandCursor if self._is_on_other(event.position()) else Qt.CursorShape.ArrowCursor
        self.setCursor(shape)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self._pressed_at = None
        if event.button() == Qt.MouseButton.LeftButton and self._is_on_other(event.position()):
            self.other_clicked.emit()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if holds_point(event.mimeData()) and event.source() is not self:
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        point = point_of(event.mimeData())
        if point is not None:
            event.acceptProposedAction()
            self.point_dropped.emit(point)

    def focusInEvent(self, event: QFocusEvent) -> None:
        self.update()
        super().focusInEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        self.update()
        super().focusOutEvent(event)

    # Painting

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for shown, frame in zip((self._main, self._other), self.frames, strict=False):
            self._paint_one(painter, shown, frame)
        painter.end()

    def _paint_one(self, painter: QPainter, shown: _Shown, frame: QRectF) -> None:
        role, colours = QPalette.ColorRole, self.palette()
        clip = QPainterPath()
        clip.addRoundedRect(frame, _CORNER, _CORNER)
        painter.save()
        painter.setClipPath(clip)
        if shown.picture is None:
            painter.fillRect(frame, colours.color(role.AlternateBase))
        else:
            painter.drawImage(frame, self._enlarged(shown, frame))
        painter.restore()
        painter.setBrush(Qt.BrushStyle.NoBrush)
        if shown is self._main and self.hasFocus():
            painter.setPen(QPen(colours.color(role.Link), 2))
            painter.drawRoundedRect(frame.adjusted(-3, -3, 3, 3), _CORNER + 2, _CORNER + 2)
        if self._is_pair:
            painter.setFont(scaled_font(self.font(), 13, bold=shown is self._main))
            painter.setPen(colours.color(role.WindowText if shown is self._main else role.PlaceholderText))
            words = painter.fontMetrics().elidedText(shown.caption, Qt.TextElideMode.ElideRight, int(frame.width()))
            below = QRectF(frame.left(), frame.bottom() + 6, frame.width(), _CAPTION - 6)
            painter.drawText(below, Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop, words)

    def _enlarged(self, shown: _Shown, frame: QRectF) -> QImage:
        """The picture at the size of the screen. Qt's bilinear scaling would show the grid of its pixels."""
        side = max(1, round(frame.width() * self.devicePixelRatioF()))
        if shown.enlarged is None or shown.enlarged.width() != side:
            assert shown.picture is not None
            way = cv2.INTER_CUBIC if side > shown.picture.shape[0] else cv2.INTER_AREA
            shown.enlarged = image_from_rgb(cv2.resize(shown.picture, (side, side), interpolation=way))
        return shown.enlarged
