"""Samples from seeds, side by side: click one to explore it, Shift-click to compare it with what is shown."""

from __future__ import annotations

import math
import random
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QImage,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QPalette,
    QPen,
    QResizeEvent,
    QShowEvent,
)
from PySide6.QtWidgets import QAbstractButton, QPushButton, QToolButton, QWidget

from engine.language import tr
from engine.latent.point import Base, LatentPoint
from ui.convert import image_from_rgb
from ui.icons import icon
from ui.studio.dragging import drag_point, is_drag
from ui.studio.lattice import SEEDS
from ui.studio.state import ModelState, StudioState
from ui.theme import scaled_font
from ui.widgets.building import column_layout, label, row_layout, surface, timer
from ui.widgets.naming import look, name_control
from ui.widgets.overlay_scroll_area import OverlayScrollArea
from ui.widgets.value_edit import ValueEdit

if TYPE_CHECKING:
    import numpy as np

PAGE = 24
_MOST = 480
_HIGHEST_SEED = 2**32 - 1
_GAP, _CAPTION, _CORNER = 6, 16, 5.0
_WANTED_SIDE = 76  # of a tile, px
_REPAINT_MS = 120
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class SampleTile(QAbstractButton):
    """One sample: its picture and its seed."""

    compare_wanted = Signal(int)
    drag_wanted = Signal(int)

    def __init__(self, seed: int, number: int, parent: QWidget) -> None:
        super().__init__(parent)
        self.seed = seed
        self.is_fresh = False
        self._image: QImage | None = None
        self._is_current = self._is_compared = False
        self._number = number
        self._pressed_at: QPointF | None = None
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self._name()

    def show_picture(self, picture: np.ndarray) -> None:
        """S x S x 3 uint8."""
        self._image = image_from_rgb(picture)
        self.is_fresh = True
        self.update()

    def clear(self) -> None:
        """Of another model there is no picture yet."""
        self._image, self.is_fresh = None, False
        self.update()

    def show_marks(self, *, current: bool, compared: bool) -> None:
        """Whether it is the one that is explored, and the one that it is compared with."""
        if (current, compared) != (self._is_current, self._is_compared):
            self._is_current, self._is_compared = current, compared
            self._name()
            self.update()

    def _name(self) -> None:
        state = tr(", explored") if self._is_current else tr(", compared") if self._is_compared else ""
        words = tr("Seed {seed}{state}", seed=self.seed, state=state)
        name_control(
            self, f"sample-{self._number}", words, tr("{words}\nClick to explore, Shift-click to compare", words=words)
        )

    @property
    def image(self) -> QImage | None:
        """What it shows."""
        return self._image

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._pressed_at = event.position() if event.button() == Qt.MouseButton.LeftButton else None
        super().mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if is_drag(self._pressed_at, event.position()):
            self._pressed_at = None
            self.setDown(False)
            self.drag_wanted.emit(self.seed)
        else:
            super().mouseMoveEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self._pressed_at = None
        shift = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        if shift and self.isDown() and event.button() == Qt.MouseButton.LeftButton:
            self.setDown(False)
            self.compare_wanted.emit(self.seed)
        else:
            super().mouseReleaseEvent(event)

    def event(self, event: QEvent) -> bool:
        # Enter takes the sample; in another workspace it would fill.
        is_offer = event.type() == QEvent.Type.ShortcutOverride
        if is_offer and isinstance(event, QKeyEvent) and event.key() in _ENTER:
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (*_ENTER, Qt.Key.Key_Space):
            if event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
                self.compare_wanted.emit(self.seed)
            else:
                self.click()
        else:
            event.ignore()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform)
        side = self.width()
        rect = QRectF(1.5, 1.5, side - 3, side - 3)
        clip = QPainterPath()
        clip.addRoundedRect(rect, _CORNER, _CORNER)
        painter.save()
        painter.setClipPath(clip)
        painter.fillRect(rect, self.palette().color(QPalette.ColorRole.Mid))
        if self._image is not None:
            painter.drawImage(rect, self._image)
        painter.restore()
        self._paint_ring(painter, rect)
        self._paint_caption(painter, QRectF(0, side, side, _CAPTION))
        painter.end()

    def _paint_ring(self, painter: QPainter, rect: QRectF) -> None:
        role, colours = QPalette.ColorRole, self.palette()
        painter.setBrush(Qt.BrushStyle.NoBrush)
        if self._is_current or self._is_compared:
            pen = QPen(colours.color(role.Highlight), 2.5)
            if not self._is_current:
                pen.setDashPattern([2.5, 2])
            painter.setPen(pen)
            painter.drawRoundedRect(rect, _CORNER, _CORNER)
        if self.hasFocus():
            painter.setPen(QPen(colours.color(role.WindowText), 1))
            painter.drawRoundedRect(rect.adjusted(2.5, 2.5, -2.5, -2.5), _CORNER - 2, _CORNER - 2)
        elif self.underMouse() and not self._is_current:
            painter.setPen(QPen(colours.color(role.Dark), 1))
            painter.drawRoundedRect(rect, _CORNER, _CORNER)

    def _paint_caption(self, painter: QPainter, rect: QRectF) -> None:
        role = QPalette.ColorRole
        painter.setFont(scaled_font(self.font(), 11, bold=self._is_current))
        colour: QColor = self.palette().color(role.WindowText if self._is_current else role.PlaceholderText)
        painter.setPen(colour)
        painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, str(self.seed))


class SampleGrid(QWidget):
    """Tiles in as many columns as fit. Arrow keys go from one to the next."""

    chosen = Signal(int)
    compare_wanted = Signal(int)
    drag_wanted = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("samples-grid")
        self.tiles: list[SampleTile] = []
        self._columns = 1

    @property
    def seeds(self) -> list[int]:
        return [tile.seed for tile in self.tiles]

    def show_seeds(self, seeds: list[int]) -> None:
        """Tiles for these seeds; those that are there already stay as they are."""
        if self.seeds != seeds[: len(self.tiles)]:
            for tile in self.tiles:
                tile.hide()
                tile.deleteLater()
            self.tiles = []
        for seed in seeds[len(self.tiles) :]:
            tile = SampleTile(seed, len(self.tiles) + 1, self)
            tile.clicked.connect(lambda _checked=False, seed=seed: self.chosen.emit(seed))
            tile.compare_wanted.connect(self.compare_wanted)
            tile.drag_wanted.connect(self.drag_wanted)
            tile.show()
            self.tiles.append(tile)
        self._arrange()

    def sizeHint(self) -> QSize:
        return QSize(3 * _WANTED_SIDE, self.heightForWidth(3 * _WANTED_SIDE))

    def heightForWidth(self, width: int) -> int:
        columns, side = self._shape(width)
        return math.ceil(len(self.tiles) / columns) * (side + _CAPTION + _GAP)

    def _shape(self, width: int) -> tuple[int, int]:
        """Columns, and the side of a tile in px."""
        columns = max(2, round((width + _GAP) / (_WANTED_SIDE + _GAP)))
        return columns, max(24, (width - (columns - 1) * _GAP) // columns)

    def _arrange(self) -> None:
        self._columns, side = self._shape(self.width())
        for index, tile in enumerate(self.tiles):
            row, column = divmod(index, self._columns)
            tile.setGeometry(column * (side + _GAP), row * (side + _CAPTION + _GAP), side, side + _CAPTION)
        self.setMinimumHeight(self.heightForWidth(self.width()))

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._arrange()
        super().resizeEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {
            Qt.Key.Key_Left: -1,
            Qt.Key.Key_Right: 1,
            Qt.Key.Key_Up: -self._columns,
            Qt.Key.Key_Down: self._columns,
        }
        at = next((index for index, tile in enumerate(self.tiles) if tile.hasFocus()), None)
        step = steps.get(Qt.Key(event.key()))
        if at is None or step is None:
            super().keyPressEvent(event)
        elif 0 <= at + step < len(self.tiles):
            self.tiles[at + step].setFocus(Qt.FocusReason.TabFocusReason)


class SamplesPanel(QWidget):
    """A seed to type, and the grid. Its samples have the sliders of the point, and follow them once they rest."""

    compare_wanted = Signal(object)  # LatentPoint

    def __init__(self, state: StudioState, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("samples")
        self._state = state
        self._painted_for: LatentPoint | None = None
        self._compared: Base | None = None
        self._seed = name_control(
            ValueEdit(), "sample-seed", tr("Seed"), tr("The same seed gives the same sample again")
        )
        self._seed.setRange(0, _HIGHEST_SEED)
        self._dice = name_control(QToolButton(), "sample-dice", tr("Another sample"), tr("Another seed by chance (N)"))
        self._dice.setIcon(icon("dices"))
        self.grid = SampleGrid()
        self._more = name_control(
            QPushButton(tr("More seeds")), "samples-more", tr("More seeds"), tr("Samples of further seeds")
        )
        self._others = name_control(
            look(QToolButton(), "flat"), "samples-others", tr("Other seeds"), tr("Samples of other seeds (Shift+N)")
        )
        self._others.setIcon(icon("refresh-cw"))
        self._repaint = timer(self, _REPAINT_MS, self._ask)
        self._arrange()
        self._connect()
        self.grid.show_seeds(list(range(PAGE)))
        self._show_model()

    def _arrange(self) -> None:
        seed = row_layout(8)
        name = label(tr("Seed"))
        name.setBuddy(self._seed)
        seed.addWidget(name)
        seed.addWidget(self._seed, 1)
        seed.addWidget(self._dice)
        header = row_layout(8)
        title = label(tr("Samples"))
        title.setFont(scaled_font(self.font(), 13, bold=True))
        header.addWidget(title)
        header.addStretch(1)
        header.addWidget(self._others)
        content = surface("samples-content")
        down = column_layout(8, content, (0, 2, 12, 12))
        down.addWidget(self.grid)
        down.addWidget(self._more)
        down.addStretch(1)
        self._scroll = OverlayScrollArea(content)
        self._scroll.setObjectName("samples-scroll")
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        column = column_layout(8, self)
        for row in (seed, header):
            row.setContentsMargins(0, 0, 12, 0)
            column.addLayout(row)
        column.addWidget(self._scroll, 1)

    def _connect(self) -> None:
        self._seed.valueChanged.connect(lambda value: self._go(int(value)))
        self._dice.clicked.connect(self.another)
        self._more.clicked.connect(self.show_more)
        self._others.clicked.connect(self.show_others)
        self.grid.chosen.connect(self._go)
        self.grid.compare_wanted.connect(lambda seed: self.compare_wanted.emit(self._point_of(seed)))
        self.grid.drag_wanted.connect(self._drag)
        self._scroll.verticalScrollBar().valueChanged.connect(lambda _value: self._repaint.start())
        self._state.point_changed.connect(self._show_point)
        self._state.model_changed.connect(self._show_model)

    # Seeds

    def another(self) -> None:
        """Go to a seed by chance."""
        self._go(random.randrange(SEEDS))

    def show_more(self) -> None:
        """Add the samples of further seeds."""
        seeds = self.grid.seeds
        if len(seeds) < _MOST:
            self.grid.show_seeds([*seeds, *range(seeds[-1] + 1, seeds[-1] + 1 + PAGE)])
            self._show_point(self._state.point)
            self._repaint.start()
        self._more.setVisible(len(self.grid.seeds) < _MOST)

    def show_others(self) -> None:
        """Show the samples of other seeds, which follow one by chance."""
        first = random.randrange(SEEDS)
        self.grid.show_seeds(list(range(first, first + PAGE)))
        self._more.show()
        self._scroll.verticalScrollBar().setValue(0)
        self._show_point(self._state.point)
        self._repaint.start()

    def show_compared(self, base: Base | None) -> None:
        """Mark the sample that is compared with."""
        self._compared = base
        self._show_point(self._state.point)

    def _go(self, seed: int) -> None:
        self._state.set_point(self._point_of(seed), tr("Seed {seed}", seed=seed))

    def _drag(self, seed: int) -> None:
        image = next((tile.image for tile in self.grid.tiles if tile.seed == seed), None)
        drag_point(self, self._point_of(seed), image)

    def _point_of(self, seed: int) -> LatentPoint:
        return replace(self._state.point, base=Base.of_seed(seed))

    # The state

    def _show_point(self, point: LatentPoint) -> None:
        seeds = point.base.seeds
        self._seed.blockSignals(True)
        if len(seeds) == 1:
            self._seed.setValue(seeds[0][0])
        without = tr("a photo") if point.base.z else "none"
        self._seed.show_instead("" if len(seeds) == 1 else tr("between seeds") if seeds else without)
        self._seed.blockSignals(False)
        for tile in self.grid.tiles:
            base = Base.of_seed(tile.seed)
            tile.show_marks(current=base == point.base, compared=base == self._compared)
        if self._painted_for != replace(point, base=Base()):
            self._repaint.start()

    def _show_model(self) -> None:
        state = self._state.model_state
        self.setEnabled(state in (ModelState.READY, ModelState.OPENING))
        if state is not ModelState.READY:
            self._painted_for = None
            for tile in self.grid.tiles:
                tile.clear()
        else:
            self._show_point(self._state.point)
            self._repaint.start()

    def showEvent(self, event: QShowEvent) -> None:
        self._repaint.start()
        super().showEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._repaint.start()
        super().resizeEvent(event)

    def _ask(self) -> None:
        """Ask for the pictures of the tiles in sight that are not as the point has them now."""
        if self._state.model_state is not ModelState.READY:
            return
        wanted = replace(self._state.point, base=Base())
        if wanted != self._painted_for:
            self._painted_for = wanted
            for tile in self.grid.tiles:
                tile.is_fresh = False
        tiles = [tile for tile in self.grid.tiles if not tile.is_fresh and not tile.visibleRegion().isEmpty()]

        def show(index: int, picture: np.ndarray) -> None:
            if self._painted_for == wanted and tiles[index] in self.grid.tiles:
                tiles[index].show_picture(picture)

        if tiles:
            self._state.request([self._point_of(tile.seed) for tile in tiles], _nothing, "samples", part=show)


def _nothing(_pictures: list[np.ndarray]) -> None:
    """Every picture has been shown as it came."""
