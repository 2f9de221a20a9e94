"""A curve of tones that is drawn by its points, over the histogram of what it is applied to."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPainterPath, QPaintEvent, QPalette, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from engine.document.adjustment import Points, curve
from engine.language import tr

STRAIGHT: Points = ((0.0, 0.0), (1.0, 1.0))
_REACH = 12.0  # px; so near to a point a press takes hold of it
_OFF = 28.0  # px beside the square; a point that is dragged so far is let go of
_APART = 1 / 255
_MARGIN = 7.0
_HEIGHT = 212
_STEPS = 128


class CurveView(QWidget):
    """Shows and edits the points of one curve.

    Click to add a point, drag to move it, drag it out or press Delete to let go of it. By keys: Page Up and Page Down
    choose a point, the arrows move it by 1/255 (with Shift by ten), Insert adds one, Delete takes it away.
    `changed` carries the points and whether the hand still holds one.
    """

    changed = Signal(tuple, bool)
    chosen_changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._points: Points = STRAIGHT
        self._chosen = 0
        self._held = False
        self._removed: tuple[float, float] | None = None  # the held point, while it is out of the square
        self._counts: NDArray | None = None
        self._colour: QColor | None = None
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setMouseTracking(True)
        self.setCursor(Qt.CursorShape.CrossCursor)

    def sizeHint(self) -> QSize:
        return QSize(_HEIGHT, _HEIGHT)

    # What there is

    @property
    def points(self) -> Points:
        """What the curve goes through; () where it is straight."""
        return () if self._points == STRAIGHT else self._points

    @property
    def chosen(self) -> tuple[float, float]:
        """The point that keys and numbers change."""
        return self._points[self._chosen]

    @property
    def is_held(self) -> bool:
        """Whether the hand has hold of a point."""
        return self._held

    def show_points(self, points: Points, colour: QColor | None) -> None:
        """Show other points, in a channel's colour (None: the text's), without telling anybody."""
        self._points = points if len(points) >= 2 else STRAIGHT
        self._colour = colour
        self._chosen = min(self._chosen, len(self._points) - 1)
        self.update()

    def show_histogram(self, counts: NDArray | None) -> None:
        """Counts by value to show behind the curve; None shows none."""
        self._counts = counts
        self.update()

    # Changing

    def move_chosen(self, x: float, y: float, *, held: bool = False) -> None:
        """Put the chosen point there; it stays between its neighbours."""
        points, at = list(self._points), self._chosen
        low = points[at - 1][0] + _APART if at else 0.0
        high = points[at + 1][0] - _APART if at + 1 < len(points) else 1.0
        points[at] = (min(max(x, low), high), min(max(y, 0.0), 1.0))
        self._tell(tuple(points), held)

    def remove_chosen(self, *, held: bool = False) -> None:
        """Let go of the chosen point; two always stay."""
        if len(self._points) > 2:
            points = (*self._points[: self._chosen], *self._points[self._chosen + 1 :])
            self._chosen = max(0, self._chosen - 1)
            self._tell(points, held)

    def _add(self, x: float, y: float, *, held: bool) -> None:
        """A new point, which is chosen then; none where there is no room between two others."""
        at = sum(place < x for place, _ in self._points)
        near = [place for place, _ in self._points[max(0, at - 1) : at + 1]]
        if all(abs(place - x) > _APART for place in near):
            self._chosen = at
            self._tell((*self._points[:at], (x, y), *self._points[at:]), held)

    def _tell(self, points: Points, held: bool) -> None:
        self._points = points
        self.update()
        self.changed.emit(self.points, held)
        self.chosen_changed.emit()

    # The hand

    @property
    def _square(self) -> QRectF:
        return QRectF(self.rect()).adjusted(_MARGIN, _MARGIN, -_MARGIN, -_MARGIN)

    def _place(self, point: tuple[float, float]) -> QPointF:
        square = self._square
        return QPointF(square.left() + point[0] * square.width(), square.bottom() - point[1] * square.height())

    def _value(self, place: QPointF) -> tuple[float, float]:
        square = self._square
        x, y = (place.x() - square.left()) / square.width(), (square.bottom() - place.y()) / square.height()
        return min(max(x, 0.0), 1.0), min(max(y, 0.0), 1.0)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() != Qt.MouseButton.LeftButton:
            return
        place = event.position()
        ways = [(self._place(point) - place).manhattanLength() for point in self._points]
        nearest = int(np.argmin(ways))
        self._held, self._removed = True, None
        if ways[nearest] <= _REACH:
            self._chosen = nearest
            self.update()
            self.chosen_changed.emit()
        else:
            self._add(*self._value(place), held=True)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if not self._held:
            return
        place = event.position()
        is_off = not self._square.adjusted(-_OFF, -_OFF, _OFF, _OFF).contains(place)
        if self._removed is not None:
            if not is_off:
                self._removed = None
                self._add(*self._value(place), held=True)
        elif is_off and 0 < self._chosen < len(self._points) - 1:
            self._removed = self.chosen
            self.remove_chosen(held=True)
        else:
            self.move_chosen(*self._value(place), held=True)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self._held and event.button() == Qt.MouseButton.LeftButton:
            self._held = False
            self.changed.emit(self.points, False)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        self.mousePressEvent(event)

    def event(self, event: QEvent) -> bool:
        # Delete and the arrows belong to the point, whatever else they do in the window.
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and self._run_of(event):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        run = self._run_of(event)
        if run is None:
            super().keyPressEvent(event)
        else:
            run()

    def _run_of(self, event: QKeyEvent) -> Callable[[], object] | None:
        """What a key does here."""
        if event.modifiers() & (Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier):
            return None
        key, step = Qt.Key, (10 if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else 1) / 255
        (x, y), last = self.chosen, len(self._points) - 1
        runs: dict[int, Callable[[], object]] = {
            key.Key_Left: lambda: self.move_chosen(x - step, y),
            key.Key_Right: lambda: self.move_chosen(x + step, y),
            key.Key_Up: lambda: self.move_chosen(x, y + step),
            key.Key_Down: lambda: self.move_chosen(x, y - step),
            key.Key_PageUp: lambda: self._choose(min(last, self._chosen + 1)),
            key.Key_PageDown: lambda: self._choose(max(0, self._chosen - 1)),
            key.Key_Insert: self._insert,
            key.Key_Plus: self._insert,
            key.Key_Delete: self.remove_chosen,
            key.Key_Backspace: self.remove_chosen,
        }
        return runs.get(event.key())

    def _choose(self, at: int) -> None:
        self._chosen = at
        self.update()
        self.chosen_changed.emit()

    def _insert(self) -> None:
        """A point on the curve, in the middle of the widest gap."""
        places = [x for x, _ in self._points]
        at = int(np.argmax(np.diff(places)))
        x = (places[at] + places[at + 1]) / 2
        self._add(x, float(curve(self._points, np.array(x))), held=False)

    # Painting

    def paintEvent(self, event: QPaintEvent) -> None:
        role, colours = QPalette.ColorRole, self.palette()
        square = self._square
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(colours.color(role.Highlight if self.hasFocus() else role.Mid), 1.0))
            painter.setBrush(colours.color(role.Base))
            painter.drawRoundedRect(square.adjusted(-3.5, -3.5, 3.5, 3.5), 4, 4)
            self._paint_histogram(painter, square)
            painter.setPen(QPen(colours.color(role.Mid), 1.0))
            for share in (0.25, 0.5, 0.75):
                x, y = square.left() + share * square.width(), square.top() + share * square.height()
                painter.drawLine(QPointF(x, square.top()), QPointF(x, square.bottom()))
                painter.drawLine(QPointF(square.left(), y), QPointF(square.right(), y))
            painter.drawLine(square.bottomLeft(), square.topRight())
            self._paint_curve(painter, self._colour or colours.color(role.Text))

    def _paint_histogram(self, painter: QPainter, square: QRectF) -> None:
        if self._counts is None or not self._counts.any():
            return
        heights = np.sqrt(self._counts / max(1, np.sort(self._counts)[-3])).clip(0, 1)
        wide = square.width() / len(heights)
        path = QPainterPath(square.bottomLeft())
        for index, height in enumerate(heights):
            path.lineTo(square.left() + (index + 0.5) * wide, square.bottom() - float(height) * square.height())
        path.lineTo(square.bottomRight())
        colour = QColor(self._colour or self.palette().color(QPalette.ColorRole.Text))
        colour.setAlpha(46)
        painter.fillPath(path, colour)

    def _paint_curve(self, painter: QPainter, colour: QColor) -> None:
        at = np.linspace(0, 1, _STEPS)
        line = QPolygonF([self._place((float(x), float(y))) for x, y in zip(at, curve(self._points, at), strict=True)])
        painter.setPen(QPen(colour, 1.8))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawPolyline(line)
        role = QPalette.ColorRole
        for index, point in enumerate(self._points):
            chosen = index == self._chosen
            painter.setPen(QPen(self.palette().color(role.Highlight) if chosen else colour, 2.0 if chosen else 1.5))
            painter.setBrush(self.palette().color(role.Text if chosen else role.Base))
            painter.drawEllipse(self._place(point), 4.5, 4.5)


def spoken(points: Points) -> str:
    """A curve in words."""
    if not points:
        return tr("Straight")
    return ", ".join(f"{round(x * 255)} → {round(y * 255)}" for x, y in points)
