"""The seed lattice: seeds at the crossings of a grid, and every place between them, to drag through."""

from __future__ import annotations

import math
import random
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QMimeData, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QDragEnterEvent,
    QDropEvent,
    QFocusEvent,
    QImage,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QPalette,
    QPen,
)
from PySide6.QtWidgets import QSizePolicy, QToolButton, QWidget

from engine.language import tr
from engine.latent.point import Base, LatentPoint
from ui.convert import image_from_rgb
from ui.icons import icon
from ui.studio.dragging import point_of
from ui.studio.state import ModelState, StudioState
from ui.widgets.building import column_layout, label, row_layout, timer
from ui.widgets.combo import Combo
from ui.widgets.naming import look, name_control

if TYPE_CHECKING:
    import numpy as np

SIDES = (2, 3, 4)
SEEDS = 100_000  # seeds by chance are below this: they can be told to somebody
_STEP, _FINE = 0.1, 0.02
_NEAR = 1e-4
_DECIMALS = 6
_CORNER = 6.0
_REPAINT_MS = 150

_ARROWS: dict[int, tuple[int, int]] = {
    Qt.Key.Key_Left: (-1, 0),
    Qt.Key.Key_Right: (1, 0),
    Qt.Key.Key_Up: (0, -1),
    Qt.Key.Key_Down: (0, 1),
}


@dataclass(frozen=True)
class Lattice:
    """Seeds at the crossings of `side` x `side` lines, row by row; places are (x, y), from 0 to side - 1, y down."""

    side: int
    seeds: tuple[int, ...]

    @staticmethod
    def around(side: int, seed: int | None, choose: Callable[[int], int] = random.randrange) -> Lattice:
        """Seeds by chance, with `seed`, if there is one, in the middle; of an even side, at the upper left of it."""
        seeds = [choose(SEEDS) for _ in range(side * side)]
        if seed is not None:
            middle = (side - 1) // 2
            seeds[middle * side + middle] = seed
        return Lattice(side, tuple(seeds))

    @property
    def middle(self) -> tuple[float, float]:
        return (self.side - 1) / 2, (self.side - 1) / 2

    def clamp(self, x: float, y: float) -> tuple[float, float]:
        return min(max(x, 0.0), self.side - 1.0), min(max(y, 0.0), self.side - 1.0)

    def base_at(self, x: float, y: float) -> Base:
        """The seeds around a place, weighted bilinearly."""
        x, y = self.clamp(x, y)
        weights: dict[int, float] = {}
        for column, row, weight in _corners(x, y, self.side):
            seed = self.seeds[row * self.side + column]
            weights[seed] = round(weights.get(seed, 0.0) + weight, _DECIMALS)
        return Base(tuple((seed, weight) for seed, weight in weights.items() if weight > 0))

    def place_of(self, base: Base) -> tuple[float, float] | None:
        """Where `base` lies; None where it lies elsewhere."""
        if not base.seeds:
            return None
        weights = dict(base.seeds)
        for row in range(self.side - 1):
            for column in range(self.side - 1):
                place = self._place_in_cell(weights, column, row)
                if place is not None:
                    return place
        return None

    def _place_in_cell(self, weights: dict[int, float], column: int, row: int) -> tuple[float, float] | None:
        corners = [(column + right, row + down) for down in (0, 1) for right in (0, 1)]
        at = {self.seeds[down * self.side + right]: (right, down) for right, down in corners}
        if not weights.keys() <= at.keys():
            return None
        x = sum(weight * at[seed][0] for seed, weight in weights.items())
        y = sum(weight * at[seed][1] for seed, weight in weights.items())
        there = dict(self.base_at(x, y).seeds)
        is_it = all(abs(there.get(seed, 0.0) - weights.get(seed, 0.0)) < _NEAR for seed in at)
        return (x, y) if is_it else None


def _corners(x: float, y: float, side: int) -> list[tuple[int, int, float]]:
    """The crossings around a place with their weights."""
    column, row = min(int(x), side - 2), min(int(y), side - 2)
    right, down = x - column, y - row
    return [
        (column, row, (1 - right) * (1 - down)),
        (column + 1, row, right * (1 - down)),
        (column, row + 1, (1 - right) * down),
        (column + 1, row + 1, right * down),
    ]


class LatticePad(QWidget):
    """A map of a lattice, with pictures at the crossings and half-way between them, and a handle to drag."""

    moved = Signal(float, float)
    released = Signal()
    seed_dropped = Signal(int, int)  # index of the crossing, and the seed

    def __init__(self, lattice: Lattice, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        name_control(
            self,
            "lattice-pad",
            tr("Seed lattice"),
            tr(
                "Drag between the seeds; arrow keys step, Shift for fine.\nA sample dropped on a crossing stands there."
            ),
        )
        self.setAcceptDrops(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setCursor(Qt.CursorShape.CrossCursor)
        self._place: tuple[float, float] | None = None
        self._grabbed = False
        self.show_lattice(lattice)

    @property
    def lattice(self) -> Lattice:
        return self._lattice

    @property
    def place(self) -> tuple[float, float] | None:
        """Where the handle is; None where the point lies elsewhere."""
        return self._place

    @property
    def stops(self) -> list[tuple[float, float]]:
        """The places that have a picture, row by row."""
        count = 2 * self._lattice.side - 1
        return [(column / 2, row / 2) for row in range(count) for column in range(count)]

    @property
    def is_painted(self) -> bool:
        """Whether every stop has its picture."""
        return all(image is not None for image in self._images)

    def show_lattice(self, lattice: Lattice) -> None:
        """Another lattice; its pictures are still to come."""
        self._lattice = lattice
        self._images: list[QImage | None] = [None] * len(self.stops)
        self.update()

    def show_picture(self, index: int, picture: np.ndarray) -> None:
        """The picture of stop `index`, S x S x 3 uint8."""
        self._images[index] = image_from_rgb(picture)
        self.update()

    def show_place(self, place: tuple[float, float] | None) -> None:
        """Put the handle there; None takes it away."""
        self._place = place
        where = (
            tr("at {place:.2f}, {place2:.2f}", place=place[0], place2=place[1])
            if place is not None
            else tr("the point lies elsewhere")
        )
        self.setAccessibleDescription(tr("{side} by {side} seeds, {where}", side=self._lattice.side, where=where))
        self.update()

    def heightForWidth(self, width: int) -> int:
        return width

    def sizeHint(self) -> QSize:
        return QSize(248, 248)

    def minimumSizeHint(self) -> QSize:
        return QSize(120, 120)

    # Between the lattice and the widget

    @property
    def _tile(self) -> float:
        return min(self.width(), self.height()) / (2 * self._lattice.side - 1)

    def to_view(self, x: float, y: float) -> QPointF:
        """Where a place of the lattice is shown."""
        tile = self._tile
        return QPointF((2 * x + 0.5) * tile, (2 * y + 0.5) * tile)

    def to_lattice(self, point: QPointF) -> tuple[float, float]:
        """The place of the lattice under a point of the widget, kept inside."""
        tile = self._tile
        return self._lattice.clamp((point.x() / tile - 0.5) / 2, (point.y() / tile - 0.5) / 2)

    # Hands

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self._grabbed = True
            self.moved.emit(*self.to_lattice(event.position()))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._grabbed:
            self.moved.emit(*self.to_lattice(event.position()))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self._grabbed and event.button() == Qt.MouseButton.LeftButton:
            self._grabbed = False
            self.released.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        x, y = self._place or self._lattice.middle
        if event.key() in _ARROWS:
            step = _FINE if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else _STEP
            right, down = _ARROWS[event.key()]
            x, y = self._lattice.clamp(round(x + right * step, 4), round(y + down * step, 4))
            self.moved.emit(x, y)
        elif event.key() == Qt.Key.Key_Home:
            self.moved.emit(*self._lattice.middle)
        else:
            super().keyPressEvent(event)

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        if event.key() in _ARROWS and not event.isAutoRepeat():
            self.released.emit()
        super().keyReleaseEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        self.update()
        super().focusInEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        self.update()
        super().focusOutEvent(event)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if _seed_of(event.mimeData()) is not None:
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        seed = _seed_of(event.mimeData())
        if seed is not None:
            x, y = self.to_lattice(event.position())
            self.seed_dropped.emit(round(y) * self._lattice.side + round(x), seed)
            event.acceptProposedAction()

    # Painting

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform)
        side = self._tile * (2 * self._lattice.side - 1)
        frame = QRectF(0, 0, side, side)
        clip = QPainterPath()
        clip.addRoundedRect(frame, _CORNER, _CORNER)
        painter.save()
        painter.setClipPath(clip)
        self._paint_pictures(painter)
        painter.restore()
        self._paint_seeds(painter)
        if self._place is not None:
            self._paint_handle(painter, self.to_view(*self._place))
        if self.hasFocus():
            painter.setPen(QPen(self.palette().color(QPalette.ColorRole.Link), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(frame.adjusted(1, 1, -1, -1), _CORNER, _CORNER)
        painter.end()

    def _paint_pictures(self, painter: QPainter) -> None:
        tile, empty = self._tile, self.palette().color(QPalette.ColorRole.Mid)
        for (x, y), image in zip(self.stops, self._images, strict=True):
            # Whole device pixels, or the background shines through between neighbours.
            left, top = math.floor(2 * x * tile), math.floor(2 * y * tile)
            rect = QRectF(left, top, math.floor((2 * x + 1) * tile) - left, math.floor((2 * y + 1) * tile) - top)
            if image is None:
                painter.fillRect(rect, empty)
            else:
                painter.drawImage(rect, image)

    def _paint_seeds(self, painter: QPainter) -> None:
        """A thin frame at each crossing: these are samples, what is between them is not."""
        tile = self._tile
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(QColor(255, 255, 255, 150), 1))
        for index in range(len(self._lattice.seeds)):
            row, column = divmod(index, self._lattice.side)
            frame = QRectF(2 * column * tile, 2 * row * tile, tile, tile).adjusted(2, 2, -2, -2)
            painter.drawRoundedRect(frame, _CORNER - 2, _CORNER - 2)

    def _paint_handle(self, painter: QPainter, at: QPointF) -> None:
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(QColor(0, 0, 0, 170), 5))
        painter.drawEllipse(at, 9, 9)
        painter.setPen(QPen(QColor(255, 255, 255), 2.5))
        painter.drawEllipse(at, 9, 9)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self.palette().color(QPalette.ColorRole.Highlight))
        painter.drawEllipse(at, 4, 4)


def _seed_of(data: QMimeData) -> int | None:
    """The seed of a sample that is dropped; None where it is no sample."""
    point = point_of(data)
    seeds = point.base.seeds if point is not None else ()
    return seeds[0][0] if len(seeds) == 1 else None


class LatticePanel(QWidget):
    """The pad, how many seeds it spans, and other seeds by chance."""

    def __init__(self, state: StudioState, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("lattice")
        self._state = state
        self.pad = LatticePad(Lattice(2, (0, 1, 2, 3)))
        self._sides = name_control(
            Combo(), "lattice-side", tr("Seeds in the lattice"), tr("How many seeds the lattice spans")
        )
        for side in SIDES:
            self._sides.addItem(f"{side} × {side}", side)
        self._dice = name_control(
            look(QToolButton(), "flat"),
            "lattice-dice",
            tr("Other seeds in the lattice"),
            tr("Other seeds around this sample"),
        )
        self._dice.setIcon(icon("dices"))
        header = row_layout(8)
        header.addWidget(label(tr("Seed lattice")))
        header.addStretch(1)
        header.addWidget(self._sides)
        header.addWidget(self._dice)
        down = column_layout(8, self)
        down.addLayout(header)
        down.addWidget(self.pad)
        self._repaint = timer(self, _REPAINT_MS, self._ask)
        self._painted_for: LatentPoint | None = None
        self._sides.setCurrentIndex(SIDES.index(3))
        self._set_lattice(Lattice(3, tuple(range(9))))
        self._connect()
        self._show_model()

    def _connect(self) -> None:
        self._sides.activated.connect(lambda _index: self.change())
        self._dice.clicked.connect(self.change)
        self.pad.moved.connect(self._move)
        self.pad.released.connect(self._state.seal)
        self.pad.seed_dropped.connect(self._put_seed)
        self._state.point_changed.connect(self._show_point)
        self._state.model_changed.connect(self._show_model)

    def change(self) -> None:
        """Take other seeds, around the point where it is a sample, with the handle on it."""
        seeds = self._state.point.base.seeds
        seed = max(seeds, key=lambda one: one[1])[0] if seeds else None
        self._set_lattice(Lattice.around(self._sides.currentData(), seed))
        self._ask()

    def _put_seed(self, crossing: int, seed: int) -> None:
        lattice = self.pad.lattice
        seeds = (*lattice.seeds[:crossing], seed, *lattice.seeds[crossing + 1 :])
        self._set_lattice(replace(lattice, seeds=seeds))
        self._ask()

    def _set_lattice(self, lattice: Lattice) -> None:
        self.pad.show_lattice(lattice)
        self.pad.show_place(lattice.place_of(self._state.point.base))
        self._painted_for = None

    def _move(self, x: float, y: float) -> None:
        point = replace(self._state.point, base=self.pad.lattice.base_at(x, y))
        self._state.set_point(point, tr("Move in the lattice"), "lattice")

    def _show_point(self, point: LatentPoint) -> None:
        self.pad.show_place(self.pad.lattice.place_of(point.base))
        if self._painted_for != replace(point, base=Base()):
            self._repaint.start()

    def _show_model(self) -> None:
        ready = self._state.model_state is ModelState.READY
        self.setEnabled(ready)
        if self._state.model_state is ModelState.OPENING:
            self.pad.show_lattice(self.pad.lattice)
        if ready:
            self._painted_for = None
            self._ask()

    def _ask(self) -> None:
        if self._state.model_state is not ModelState.READY:
            return
        point, lattice = self._state.point, self.pad.lattice
        self._painted_for = replace(point, base=Base())
        points = [replace(point, base=lattice.base_at(*stop)) for stop in self.pad.stops]

        def show(index: int, picture: np.ndarray) -> None:
            if self.pad.lattice is lattice:
                self.pad.show_picture(index, picture)

        self._state.request(points, lambda _pictures: None, "lattice", part=show)
