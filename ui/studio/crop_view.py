"""A photo with the square of it that is meant; files are dropped here."""

from __future__ import annotations

import math
from pathlib import Path

import numpy as np
from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QDragEnterEvent,
    QDragLeaveEvent,
    QDropEvent,
    QImage,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QPalette,
    QPen,
    QWheelEvent,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from engine.geometry import Rect
from engine.language import tr
from ui.convert import image_from_rgb
from ui.dropping import take_copy
from ui.icons import draw_icon
from ui.widgets.naming import name_control

_HEIGHT = 188
_REACH = 12.0  # px of the screen, from a corner
_LEAST = 16  # px of the photo
_SHADE = QColor(0, 0, 0, 140)
_ICON = 28


class CropView(QWidget):
    """Shows a photo and a square; the square is dragged, or scaled at a corner, by the wheel and by the keys."""

    crop_changed = Signal(object)  # Rect, px of the photo
    file_dropped = Signal(Path)
    open_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        tooltip = tr("Drag the square to what is meant; a corner or the wheel scales it")
        name_control(self, "photo-crop", tr("The square of the photo"), tooltip)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFixedHeight(_HEIGHT)
        self.setMouseTracking(True)
        self.setAcceptDrops(True)
        self._image: QImage | None = None
        self._shown: np.ndarray | None = None
        self._crop = Rect(0, 0, 0, 0)
        self._held: tuple[QPointF, Rect, bool] | None = None
        self._is_target = False

    def sizeHint(self) -> QSize:
        return QSize(256, _HEIGHT)

    def show_photo(self, pixels: np.ndarray | None, crop: Rect) -> None:
        """The photo (H x W x 3 uint8) and the square; None while there is none."""
        if pixels is not self._shown:
            self._shown = pixels
            self._image = None if pixels is None else image_from_rgb(pixels)
        self._crop = crop
        self.update()

    # Between the photo and the screen

    def _frame(self) -> QRectF:
        assert self._image is not None
        scale = min(self.width() / self._image.width(), self.height() / self._image.height())
        frame = QRectF(0, 0, self._image.width() * scale, self._image.height() * scale)
        frame.moveCenter(QRectF(self.rect()).center())
        return frame

    @property
    def _scale(self) -> float:
        assert self._image is not None
        return self._frame().width() / self._image.width()

    def _square(self) -> QRectF:
        """The square on the screen."""
        frame, scale, crop = self._frame(), self._scale, self._crop
        return QRectF(frame.x() + crop.x * scale, frame.y() + crop.y * scale, crop.width * scale, crop.height * scale)

    def _set(self, x: float, y: float, side: float) -> None:
        """Mean the square of this side at this corner, moved and shrunk until it lies in the photo."""
        assert self._image is not None
        wide, high = self._image.width(), self._image.height()
        whole = round(min(max(side, min(_LEAST, wide, high)), wide, high))
        crop = Rect(round(min(max(x, 0), wide - whole)), round(min(max(y, 0), high - whole)), whole, whole)
        if crop != self._crop:
            self._crop = crop
            self.update()
            self.crop_changed.emit(crop)

    def _grow(self, factor: float) -> None:
        crop, side = self._crop, self._crop.width * factor
        self._set(crop.x + (crop.width - side) / 2, crop.y + (crop.height - side) / 2, side)

    # The pointer and the keys

    def _at_corner(self, place: QPointF) -> bool:
        square = self._square()
        corners = (square.topLeft(), square.topRight(), square.bottomLeft(), square.bottomRight())
        return min(math.hypot(place.x() - one.x(), place.y() - one.y()) for one in corners) <= _REACH

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() != Qt.MouseButton.LeftButton:
            return
        if self._image is None:
            self.open_wanted.emit()
        else:
            self._held = event.position(), self._crop, self._at_corner(event.position())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._image is None:
            return
        if self._held is None:
            at_corner = self._at_corner(event.position())
            inside = self._square().contains(event.position())
            shape = Qt.CursorShape.SizeAllCursor if inside else Qt.CursorShape.ArrowCursor
            self.setCursor(Qt.CursorShape.SizeFDiagCursor if at_corner else shape)
            return
        start, crop, scales = self._held
        if scales:
            middle = QPointF(crop.x + crop.width / 2, crop.y + crop.height / 2) * self._scale + self._frame().topLeft()
            ratio = _length(event.position() - middle) / max(1.0, _length(start - middle))
            side = crop.width * ratio
            self._set(crop.x + (crop.width - side) / 2, crop.y + (crop.height - side) / 2, side)
        else:
            by = (event.position() - start) / self._scale
            self._set(crop.x + by.x(), crop.y + by.y(), crop.width)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self._held = None

    def wheelEvent(self, event: QWheelEvent) -> None:
        turned = event.angleDelta().y() or event.angleDelta().x()
        if self._image is None or not self.hasFocus() or not turned:
            event.ignore()
            return
        self._grow(1.04 ** (-turned / 60))
        event.accept()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key
        if self._image is None:
            if event.key() in (key.Key_Return, key.Key_Enter, key.Key_Space):
                self.open_wanted.emit()
            else:
                super().keyPressEvent(event)
            return
        step = (10 if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else 1) / self._scale
        ways = {key.Key_Left: (-step, 0), key.Key_Right: (step, 0), key.Key_Up: (0, -step), key.Key_Down: (0, step)}
        if event.key() in ways:
            x, y = ways[key(event.key())]
            self._set(self._crop.x + x, self._crop.y + y, self._crop.width)
        elif event.text() in ("+", "=", "-"):
            self._grow(1 / 1.04 if event.text() == "-" else 1.04)
        else:
            super().keyPressEvent(event)

    # Dropping

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if any(url.isLocalFile() for url in event.mimeData().urls()):
            take_copy(event)
            self._is_target = True
            self.update()

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        self._is_target = False
        self.update()

    def dropEvent(self, event: QDropEvent) -> None:
        self._is_target = False
        self.update()
        paths = [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
        if paths:
            take_copy(event)
            self.file_dropped.emit(paths[0])

    # Painting

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform)
        role, rounded = QPalette.ColorRole, QPainterPath()
        rounded.addRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 6, 6)
        painter.fillPath(rounded, self.palette().color(role.Shadow))
        if self._image is None:
            self._draw_invitation(painter)
        else:
            self._draw_photo(painter)
        if self.hasFocus() or self._is_target:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(self.palette().color(role.Link), 2))
            painter.drawPath(rounded)
        painter.end()

    def _draw_invitation(self, painter: QPainter) -> None:
        colour = self.palette().color(QPalette.ColorRole.PlaceholderText)
        painter.setPen(QPen(colour, 1, Qt.PenStyle.DashLine))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(1.5, 1.5, -1.5, -1.5), 6, 6)
        middle = QRectF(self.rect()).center()
        draw_icon(painter, "image-plus", QRectF(middle.x() - _ICON / 2, middle.y() - _ICON - 2, _ICON, _ICON), colour)
        words = QRectF(0, middle.y() + 6, self.width(), 40)
        painter.setPen(colour)
        painter.drawText(words, int(Qt.AlignmentFlag.AlignHCenter | Qt.TextFlag.TextWordWrap), tr("Drop a photo here"))

    def _draw_photo(self, painter: QPainter) -> None:
        assert self._image is not None
        frame, square = self._frame(), self._square()
        painter.drawImage(frame, self._image, QRectF(self._image.rect()))
        outside = QPainterPath()
        outside.addRect(frame)
        inside = QPainterPath()
        inside.addRect(square)
        painter.fillPath(outside.subtracted(inside), _SHADE)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for colour, width in ((QColor(0, 0, 0, 150), 3.0), (QColor(255, 255, 255, 235), 1.25)):
            painter.setPen(QPen(colour, width))
            painter.drawRect(square)
        painter.setBrush(QColor(255, 255, 255, 235))
        painter.setPen(QPen(QColor(0, 0, 0, 150), 1))
        for corner in (square.topLeft(), square.topRight(), square.bottomLeft(), square.bottomRight()):
            painter.drawRect(QRectF(corner.x() - 4, corner.y() - 4, 8, 8))


def _length(vector: QPointF) -> float:
    return math.hypot(vector.x(), vector.y())
