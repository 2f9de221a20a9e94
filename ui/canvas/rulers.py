"""Rulers in photo pixels along the canvas's upper and left edge."""

from __future__ import annotations

import math
from collections.abc import Iterator

from PySide6.QtCore import QEvent, QObject, QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPalette, QPen
from PySide6.QtWidgets import QGridLayout, QWidget

from engine.geometry import Point
from ui.canvas.view import CanvasView
from ui.theme import scaled_font
from ui.widgets.building import surface

THICKNESS = 20
_LEAST_GAP = 64.0  # view units between two numbers
_STEPS = (1, 2, 5)


def number_step(view_scale: float) -> int:
    """How many photo pixels from one number to the next: 1, 2 or 5 times a power of ten.

    `view_scale`: view units per photo pixel.
    """
    wanted = max(1.0, _LEAST_GAP / view_scale)
    power = 10 ** math.floor(math.log10(wanted))
    return round(next(step * power for step in (*_STEPS, 10) if step * power >= wanted - 1e-9))


def parts_of(step: int) -> int:
    """Into how many ticks the way between two numbers is cut: whole pixels each."""
    return next(parts for parts in (10, 5, 2, 1) if step % parts == 0)


class Ruler(QWidget):
    """One of the two. While the view is turned by right angles it counts photo pixels along its edge.

    In a view that is turned otherwise no row or column of the photo runs along it: it measures from the photo's
    first corner in sight of its edge, at the same scale.
    """

    def __init__(self, canvas: CanvasView, orientation: Qt.Orientation) -> None:
        super().__init__()
        self._canvas, self._is_level = canvas, orientation == Qt.Orientation.Horizontal
        self.setObjectName("ruler-level" if self._is_level else "ruler-upright")
        self._pointer: float | None = None
        if self._is_level:
            self.setFixedHeight(THICKNESS)
        else:
            self.setFixedWidth(THICKNESS)
        self.setFont(scaled_font(self.font(), 10))
        canvas.view_changed.connect(self.update)
        canvas.document_shown.connect(self.update)
        canvas.pointer_moved.connect(self._follow)

    def scale_line(self) -> tuple[float, float]:
        """(value at the widget's start, photo pixels per view unit): the second is below 0 where it counts back."""
        canvas = self._canvas
        if canvas.rotation % 90:
            corner = self._along(_corner_in_view(canvas, level=self._is_level))
            return -corner / canvas.view_scale, 1 / canvas.view_scale
        first, second = canvas.view_to_image(QPointF(0, 0)), canvas.view_to_image(self._unit())
        if abs(second.x - first.x) > abs(second.y - first.y):
            return first.x, second.x - first.x
        return first.y, second.y - first.y

    def ticks(self) -> Iterator[tuple[float, int | None]]:
        """Where each tick stands along the widget, and the number at it; None for the small ones."""
        start, slope = self.scale_line()
        length = self.width() if self._is_level else self.height()
        step = number_step(self._canvas.view_scale)
        small = step // parts_of(step)
        low, high = sorted((start, start + slope * length))
        for index in range(math.floor(low / small), math.ceil(high / small) + 1):
            value = index * small
            yield (value - start) / slope, value if value % step == 0 else None

    def _along(self, place: QPointF) -> float:
        return place.x() if self._is_level else place.y()

    def _unit(self) -> QPointF:
        return QPointF(1, 0) if self._is_level else QPointF(0, 1)

    def _follow(self, point: Point | None) -> None:
        self._pointer = None if point is None else self._along(self._canvas.image_to_view(point))
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            colours, role = self.palette(), QPalette.ColorRole
            painter.fillRect(self.rect(), colours.color(role.Window))
            if not self._is_level:
                # Drawn as the level one is, and turned: its start stays above.
                painter.translate(THICKNESS, 0)
                painter.rotate(90)
            self._paint_ticks(painter)
            painter.setPen(colours.color(role.Mid))
            length = self.width() if self._is_level else self.height()
            painter.drawLine(QPointF(0, THICKNESS - 0.5), QPointF(length, THICKNESS - 0.5))
            if self._pointer is not None:
                painter.setPen(QPen(colours.color(role.Link), 1))
                painter.drawLine(QPointF(self._pointer, 0), QPointF(self._pointer, THICKNESS))

    def _paint_ticks(self, painter: QPainter) -> None:
        if self._canvas.document is None:
            return
        colours, role = self.palette(), QPalette.ColorRole
        for at, number in self.ticks():
            painter.setPen(colours.color(role.Dark if number is None else role.PlaceholderText))
            top = THICKNESS - (5 if number is None else 12)
            painter.drawLine(QPointF(at, top), QPointF(at, THICKNESS))
            if number is not None:
                flags = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop
                painter.drawText(QRectF(at + 3, 0, _LEAST_GAP, THICKNESS), flags, str(number).replace("-", "−"))


class RuledCanvas(QWidget):
    """The canvas with its rulers, which are hidden at first. It comes and goes with the canvas."""

    def __init__(self, canvas: CanvasView, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._canvas = canvas
        self.level = Ruler(canvas, Qt.Orientation.Horizontal)
        self.upright = Ruler(canvas, Qt.Orientation.Vertical)
        self._corner = surface("ruler-corner")
        self._corner.setFixedSize(THICKNESS, THICKNESS)
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(0)
        for widget, row, column in ((self._corner, 0, 0), (self.level, 0, 1), (self.upright, 1, 0), (canvas, 1, 1)):
            grid.addWidget(widget, row, column)
        grid.setRowStretch(1, 1)
        grid.setColumnStretch(1, 1)
        self.show_rulers(False)
        canvas.installEventFilter(self)

    @property
    def shows_rulers(self) -> bool:
        return not self.level.isHidden()

    def show_rulers(self, shown: bool) -> None:
        for widget in (self._corner, self.level, self.upright):
            widget.setVisible(shown)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._canvas and event.type() in (QEvent.Type.ShowToParent, QEvent.Type.HideToParent):
            self.setVisible(event.type() == QEvent.Type.ShowToParent)
        return super().eventFilter(watched, event)


def _corner_in_view(canvas: CanvasView, *, level: bool) -> QPointF:
    """The photo's corner that lies furthest to the left (or up) in a turned view."""
    size = canvas.document.size if canvas.document is not None else None
    if size is None:
        return QPointF()
    corners = [(0, 0), (size.width, 0), (size.width, size.height), (0, size.height)]
    places = [canvas.image_to_view(Point(*corner)) for corner in corners]
    return min(places, key=lambda place: place.x() if level else place.y())
