"""The photo around the place, with the picture in it, and handles to move, scale and turn the picture."""

from __future__ import annotations

import math
from dataclasses import replace
from enum import Enum

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QEnterEvent,
    QHideEvent,
    QImage,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPalette,
    QPen,
    QPolygonF,
    QResizeEvent,
    QShowEvent,
    QTransform,
    QWheelEvent,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from engine.geometry import Point, Size
from engine.language import tr
from engine.latent.placing import Square
from ui.convert import image_from_rgb
from ui.studio.photo_link import View
from ui.widgets.naming import name_control

_MARGIN = 16
_GRIP, _REACH = 5.0, 12.0  # px: half a handle, and how near to one counts
_STALK = 24.0  # px from the top edge to the handle that turns
_SNAP = 15.0  # degrees
_STEP, _LARGE_STEP = 1.0, 10.0  # px of the screen
_SCALE_STEP, _TURN_STEP = 1.02, 1.0
_DARK, _LIGHT = QColor(0, 0, 0, 150), QColor(255, 255, 255, 235)


class Grip(Enum):
    """What the pointer holds."""

    MOVE = "move"
    SCALE = "scale"
    TURN = "turn"


class PlacementView(QWidget):
    """Shows what `PhotoLink.viewed` tells. What a person does to the square is told, and shown once it is told back."""

    square_changed = Signal(object, str, object)  # Square, what was done, and which gesture it belongs to
    seen_changed = Signal(bool)  # whether it can be seen, or how large it is

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        tooltip = tr("Drag the picture to move it, a corner to scale it, the knob to turn it")
        name_control(self, "placement", tr("The picture in the photo"), tooltip)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMouseTracking(True)
        self._view: View | None = None
        self._image: QImage | None = None
        self._square: Square | None = None
        self._words = ""
        self._held: Grip | None = None
        self._began: tuple[QPointF, Square] | None = None
        self._gesture = 0

    def sizeHint(self) -> QSize:
        return QSize(480, 480)

    @property
    def has_view(self) -> bool:
        """Whether there is a part of the photo to show."""
        return self._view is not None

    def show_view(self, view: View | None) -> None:
        """The photo with the picture in it; None while there is nothing to show."""
        self._view = view
        self._image = None if view is None else image_from_rgb(view.picture)
        self.update()

    def show_square(self, square: Square | None) -> None:
        """Where the picture lies in the photo."""
        if square != self._square:
            self._square = square
            self.update()

    def show_words(self, words: str) -> None:
        """What stands there while there is nothing to show."""
        self._words = words
        self.setAccessibleDescription(words)
        self.update()

    @property
    def room(self) -> Size:
        """How large a view is wanted, px of the screen."""
        ratio = self.devicePixelRatioF()
        sides = (max(64, round((side - 2 * _MARGIN) * ratio)) for side in (self.width(), self.height()))
        return Size(*sides)

    # Between the photo and the screen

    def _frame(self) -> QRectF:
        """Where the view is drawn: as large as it goes."""
        area = QRectF(self.rect()).adjusted(_MARGIN, _MARGIN, -_MARGIN, -_MARGIN)
        if self._view is None:
            return area
        rect = self._view.rect
        scale = min(area.width() / rect.width, area.height() / rect.height)
        frame = QRectF(0, 0, rect.width * scale, rect.height * scale)
        frame.moveCenter(area.center())
        return frame

    def _to_screen(self) -> QTransform:
        """From photo coordinates to the widget's."""
        assert self._view is not None
        frame, rect = self._frame(), self._view.rect
        scale = frame.width() / rect.width
        return QTransform.fromTranslate(frame.x(), frame.y()).scale(scale, scale).translate(-rect.x, -rect.y)

    def _corners(self) -> list[QPointF]:
        """Of the square, on the screen: top left, top right, bottom right, bottom left."""
        assert self._square is not None
        turn = self._to_screen()
        return [turn.map(QPointF(corner.x, corner.y)) for corner in self._square.corners]

    def _knob(self, corners: list[QPointF]) -> QPointF:
        top, middle = (corners[0] + corners[1]) / 2, (corners[0] + corners[2]) / 2
        up = top - middle
        return top + up / max(1e-6, math.hypot(up.x(), up.y())) * _STALK

    # The pointer

    def _grip_at(self, place: QPointF) -> Grip | None:
        if self._view is None or self._square is None:
            return None
        corners = self._corners()
        if _apart(place, self._knob(corners)) <= _REACH:
            return Grip.TURN
        if min(_apart(place, corner) for corner in corners) <= _REACH:
            return Grip.SCALE
        return Grip.MOVE if QPolygonF(corners).containsPoint(place, Qt.FillRule.OddEvenFill) else None

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() != Qt.MouseButton.LeftButton or self._square is None:
            return
        self._held = self._grip_at(event.position())
        self._began = (event.position(), self._square)
        self._gesture += 1
        self.update()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._held is None or self._began is None:
            self.setCursor(_cursor(self._grip_at(event.position())))
            return
        snaps = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        self._tell(self._dragged(event.position(), snaps), _words(self._held))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self._held = self._began = None
        self.update()

    def _dragged(self, place: QPointF, snaps: bool) -> Square:
        assert self._began is not None
        start, square = self._began
        turn = self._to_screen()
        middle = turn.map(QPointF(square.middle.x, square.middle.y))
        if self._held is Grip.MOVE:
            by = (place - start) / turn.m11()
            return replace(square, middle=Point(square.middle.x + by.x(), square.middle.y + by.y()))
        before, after = start - middle, place - middle
        if self._held is Grip.SCALE:
            ratio = math.hypot(after.x(), after.y()) / max(1.0, math.hypot(before.x(), before.y()))
            return replace(square, side=max(1.0, square.side * ratio))
        angle = square.angle + math.degrees(math.atan2(after.y(), after.x()) - math.atan2(before.y(), before.x()))
        return replace(square, angle=_within(round(angle / _SNAP) * _SNAP if snaps else angle))

    def wheelEvent(self, event: QWheelEvent) -> None:
        turned = event.angleDelta().y() or event.angleDelta().x()
        if self._square is None or not turned or self._view is None:
            event.ignore()
            return
        factor = _SCALE_STEP ** (turned / 60)
        self._tell(replace(self._square, side=self._square.side * factor), tr("Scale the picture"), "wheel")
        event.accept()

    def enterEvent(self, event: QEnterEvent) -> None:
        self.update()

    def leaveEvent(self, event: object) -> None:
        self.update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        if self.isVisible():
            self.seen_changed.emit(True)

    def showEvent(self, event: QShowEvent) -> None:
        self.seen_changed.emit(True)

    def hideEvent(self, event: QHideEvent) -> None:
        self.seen_changed.emit(False)

    # The keys

    def keyPressEvent(self, event: QKeyEvent) -> None:
        moved = None if self._square is None or self._view is None else self._by_key(event)
        if moved is None:
            super().keyPressEvent(event)
        else:
            self._tell(*moved, "keys")

    def _by_key(self, event: QKeyEvent) -> tuple[Square, str] | None:
        """What a key makes of the square; None for a key that has no meaning here."""
        square, key = self._square, Qt.Key
        assert square is not None
        large = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        px = (_LARGE_STEP if large else _STEP) / self._to_screen().m11()
        ways = {key.Key_Left: (-px, 0), key.Key_Right: (px, 0), key.Key_Up: (0, -px), key.Key_Down: (0, px)}
        if event.key() in ways:
            x, y = ways[key(event.key())]
            return replace(square, middle=Point(square.middle.x + x, square.middle.y + y)), _words(Grip.MOVE)
        if event.text() in ("+", "=", "-"):
            factor = 1 / _SCALE_STEP if event.text() == "-" else _SCALE_STEP
            return replace(square, side=square.side * factor), _words(Grip.SCALE)
        if event.text() in (",", "."):
            by = -_TURN_STEP if event.text() == "," else _TURN_STEP
            return replace(square, angle=_within(square.angle + by)), _words(Grip.TURN)
        return None

    def _tell(self, square: Square, words: str, gesture: object = None) -> None:
        self.show_square(square)
        self.square_changed.emit(square, words, gesture or self._gesture)

    # Painting

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform)
        if self._view is None or self._image is None:
            painter.setPen(self.palette().color(QPalette.ColorRole.PlaceholderText))
            room = QRectF(self.rect()).adjusted(48, 24, -48, -24)
            painter.drawText(room, int(Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap), self._words)
        else:
            painter.drawImage(self._frame(), self._image, QRectF(self._image.rect()))
            if self._square is not None and (self.underMouse() or self.hasFocus() or self._held is not None):
                self._draw_handles(painter)
        if self.hasFocus():
            painter.setPen(QPen(self.palette().color(QPalette.ColorRole.Link), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(2, 2, -2, -2), 6, 6)
        painter.end()

    def _draw_handles(self, painter: QPainter) -> None:
        corners = self._corners()
        knob, top = self._knob(corners), (corners[0] + corners[1]) / 2
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for colour, width in ((_DARK, 3.0), (_LIGHT, 1.25)):  # seen on every photo
            painter.setPen(QPen(colour, width))
            painter.drawPolygon(QPolygonF(corners))
            painter.drawLine(top, knob)
        painter.setPen(QPen(_DARK, 1))
        painter.setBrush(_LIGHT)
        for corner in corners:
            painter.drawRect(QRectF(corner.x() - _GRIP, corner.y() - _GRIP, 2 * _GRIP, 2 * _GRIP))
        painter.drawEllipse(knob, _GRIP + 1, _GRIP + 1)


def _words(grip: Grip) -> str:
    if grip is Grip.MOVE:
        return tr("Move the picture")
    return tr("Scale the picture") if grip is Grip.SCALE else tr("Turn the picture")


def _cursor(grip: Grip | None) -> Qt.CursorShape:
    shapes = {Grip.MOVE: Qt.CursorShape.SizeAllCursor, Grip.SCALE: Qt.CursorShape.SizeFDiagCursor}
    if grip is Grip.TURN:
        return Qt.CursorShape.PointingHandCursor
    return shapes.get(grip, Qt.CursorShape.ArrowCursor) if grip is not None else Qt.CursorShape.ArrowCursor


def _apart(first: QPointF, second: QPointF) -> float:
    return math.hypot(first.x() - second.x(), first.y() - second.y())


def _within(angle: float) -> float:
    """The same angle in -180..180 degrees."""
    return (angle + 180.0) % 360.0 - 180.0
