"""A flat map of the person's own snapshots: alike ones lie near each other, and every place between is a picture."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QImage, QKeyEvent, QMouseEvent, QPainter, QPainterPath, QPaintEvent, QPalette, QPen
from PySide6.QtWidgets import QWidget

from engine.errors import EngineError
from engine.language import tr
from ui.convert import image_from_rgb
from ui.studio.state import Snapshot, StudioState
from ui.theme import scaled_font
from ui.widgets.naming import name_control

if TYPE_CHECKING:
    from engine.latent.point import LatentPoint

_THUMB, _HANDLE, _CORNER = 30.0, 7.0, 6.0
_STEP, _FINE = 0.05, 0.01
_REACH = 14.0  # px around a snapshot within which a press goes exactly there
_ARROWS: dict[int, tuple[int, int]] = {
    Qt.Key.Key_Left: (-1, 0),
    Qt.Key.Key_Right: (1, 0),
    Qt.Key.Key_Up: (0, -1),
    Qt.Key.Key_Down: (0, 1),
}


class WanderMap(QWidget):
    """Drag to wander; the picture follows. One drag is one step."""

    def __init__(self, state: StudioState, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        name_control(
            self, "wander-map", tr("Map of the snapshots"),
            tr("Drag between the snapshots: what is near counts most.\nArrow keys step, Shift for fine."),
        )  # fmt: skip
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.CrossCursor)
        self._state = state
        self._snapshots: list[Snapshot] = []
        self._images: list[QImage] = []
        self._places = np.zeros((0, 2))
        self._place: tuple[float, float] | None = None
        self._wandered: LatentPoint | None = None
        self._is_dragging = False
        state.snapshots_changed.connect(self.refresh)
        state.model_changed.connect(self.refresh)
        state.directions_changed.connect(self.refresh)
        state.point_changed.connect(self._follow)
        self.refresh()

    @property
    def places(self) -> np.ndarray:
        """Where the snapshots lie, N x 2 in 0..1."""
        return self._places

    @property
    def place(self) -> tuple[float, float] | None:
        """Where the person is; None while that is not on the map."""
        return self._place

    def sizeHint(self) -> QSize:
        return QSize(196, 118)

    def minimumSizeHint(self) -> QSize:
        return QSize(140, 90)

    def refresh(self) -> None:
        """Lay out the snapshots of the open model anew."""
        from engine.latent.wander import map_positions

        generator = self._state.generator
        self._snapshots, styles = [], []
        for one in self._state.snapshots if generator is not None else ():
            if one.point.model != self._state.point.model or generator is None:
                continue
            try:
                styles.append(generator.styles_of(one.point))
            except EngineError:
                continue  # it has a slider that has been removed: it cannot be painted, and so it is not on the map
            self._snapshots.append(one)
        self._images = [image_from_rgb(one.picture) for one in self._snapshots]
        self._places = map_positions(np.stack(styles)) if styles else np.zeros((0, 2))
        self.setEnabled(len(self._snapshots) >= 2)
        self._wandered = None
        self._follow(self._state.point)

    def wander_to(self, x: float, y: float) -> None:
        """Go to the blend under a place of the map, 0..1 each."""
        from engine.latent.wander import point_at

        generator = self._state.generator
        if generator is None or len(self._snapshots) < 2:
            return
        self._place = min(max(x, 0.0), 1.0), min(max(y, 0.0), 1.0)
        try:
            self._wandered = point_at(self._place, self._places, [one.point for one in self._snapshots], generator)
        except EngineError:
            self.refresh()
            return
        self._state.set_point(self._wandered, tr("Wander"), "wander")
        self.update()

    def _follow(self, point: LatentPoint) -> None:
        if point != self._wandered:
            at = next((index for index, one in enumerate(self._snapshots) if one.point == point), None)
            self._place = None if at is None else (float(self._places[at, 0]), float(self._places[at, 1]))
        self.update()

    def _spot(self, place: tuple[float, float] | np.ndarray) -> QPointF:
        inset = 4.0
        return QPointF(
            inset + float(place[0]) * (self.width() - 2 * inset), inset + float(place[1]) * (self.height() - 2 * inset)
        )

    def _place_at(self, spot: QPointF) -> tuple[float, float]:
        return (spot.x() - 4.0) / max(1.0, self.width() - 8.0), (spot.y() - 4.0) / max(1.0, self.height() - 8.0)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() != Qt.MouseButton.LeftButton:
            return
        self._is_dragging = True
        self._state.seal()
        self._drag(event.position())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._is_dragging:
            self._drag(event.position())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self._is_dragging = False
        self._state.seal()
        self.update()

    def _drag(self, spot: QPointF) -> None:
        if not len(self._places):
            return
        spots = [self._spot(place) for place in self._places]
        away = [(spot - one).manhattanLength() for one in spots]
        nearest = int(np.argmin(away))
        place = tuple(self._places[nearest]) if away[nearest] < _REACH / 2 else self._place_at(spot)
        self.wander_to(float(place[0]), float(place[1]))

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and event.key() in _ARROWS:
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        arrow = _ARROWS.get(event.key())
        if arrow is None:
            event.ignore()
            return
        step = _FINE if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else _STEP
        x, y = self._place or (0.5, 0.5)
        self.wander_to(x + arrow[0] * step, y + arrow[1] * step)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform)
        role, colours = QPalette.ColorRole, self.palette()
        frame = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.setPen(QPen(colours.color(role.Highlight if self.hasFocus() else role.Mid), 1))
        painter.setBrush(colours.color(role.Shadow))
        painter.drawRoundedRect(frame, _CORNER, _CORNER)
        if len(self._snapshots) < 2:
            painter.setPen(colours.color(role.PlaceholderText))
            painter.setFont(scaled_font(self.font(), 12))
            words = tr("Keep two snapshots to wander between them.")
            painter.drawText(frame.adjusted(12, 8, -12, -8), _WRAPPED, words)
            painter.end()
            return
        for place, image in zip(self._places, self._images, strict=True):
            self._paint_thumb(painter, self._spot(place), image)
        if self._place is not None:
            self._paint_handle(painter, self._spot(self._place))
        painter.end()

    def _paint_thumb(self, painter: QPainter, spot: QPointF, image: QImage) -> None:
        half = _THUMB / 2
        x = min(max(spot.x(), half + 3), self.width() - half - 3)
        y = min(max(spot.y(), half + 3), self.height() - half - 3)
        rect = QRectF(x - half, y - half, _THUMB, _THUMB)
        clip = QPainterPath()
        clip.addRoundedRect(rect, 4, 4)
        painter.save()
        painter.setClipPath(clip)
        painter.drawImage(rect, image)
        painter.restore()

    def _paint_handle(self, painter: QPainter, spot: QPointF) -> None:
        colours, role = self.palette(), QPalette.ColorRole
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(colours.color(role.Shadow), 4))
        painter.drawEllipse(spot, _HANDLE, _HANDLE)
        painter.setPen(QPen(colours.color(role.Highlight), 2))
        painter.drawEllipse(spot, _HANDLE, _HANDLE)


_WRAPPED = int(Qt.AlignmentFlag.AlignCenter) | int(Qt.TextFlag.TextWordWrap)
