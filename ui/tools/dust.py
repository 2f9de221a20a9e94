"""Choosing among what the dust finder proposes: a click takes one speck on or off, a drag all that it passes."""

from __future__ import annotations

import math

import cv2
import numpy as np
from PySide6.QtCore import QObject, QPointF, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen, QPolygonF, QTransform

from engine.geometry import Point
from engine.language import mark
from engine.retouch.dust import DustSettings, Speck
from ui.tools.base import Tool, ToolEvent, ToolHost

_REACH = 8.0  # view units
_LEAST_RING, _ROOM = 6.0, 4.0
_ON, _OFF, _DARK = QColor(120, 205, 255), QColor(235, 235, 235, 120), QColor(0, 0, 0, 170)


class DustProposal(QObject):
    """What has been found, and which of it the person wants: what the settings propose, but for what was clicked."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.settings = DustSettings()
        self._found: tuple[Speck, ...] = ()
        self._by_hand: dict[int, bool] = {}

    def show(self, found: tuple[Speck, ...]) -> None:
        """Propose among these; what was clicked before counts no more."""
        self._found, self._by_hand = found, {}
        self.changed.emit()

    def set_settings(self, settings: DustSettings) -> None:
        """Propose by other settings; what was clicked stays as it is."""
        self.settings = settings
        self.changed.emit()

    @property
    def found(self) -> tuple[Speck, ...]:
        return self._found

    @property
    def chosen(self) -> tuple[Speck, ...]:
        """What would be marked now."""
        return tuple(speck for speck in self._found if self.is_chosen(speck))

    @property
    def shown(self) -> tuple[Speck, ...]:
        """What is chosen, and what has been taken off by hand."""
        return tuple(speck for speck in self._found if self.is_chosen(speck) or id(speck) in self._by_hand)

    def is_chosen(self, speck: Speck) -> bool:
        """Whether it would be marked now."""
        return self._by_hand.get(id(speck), speck.counts(self.settings))

    def choose(self, speck: Speck, chosen: bool) -> None:
        """Take one on or off by hand."""
        self._by_hand[id(speck)] = chosen
        self.changed.emit()

    def at(self, point: Point, reach: float) -> Speck | None:
        """What lies under a photo point, or within `reach` px: what is shown first, else the faintest there is."""
        near = [speck for speck in self._found if _distance(speck, point) <= reach]
        shown = {id(speck) for speck in self.shown}
        near.sort(key=lambda speck: (id(speck) not in shown, _distance(speck, point)))
        return near[0] if near else None


class DustTool(Tool):
    """A click takes a speck on or off; a drag does the same to all that it passes."""

    name = "dust"
    label = mark("Dust and scratches")

    def __init__(self) -> None:
        self.proposal = DustProposal()
        self._takes: bool | None = None
        self._paths: dict[int, QPainterPath] = {}

    @property
    def is_active(self) -> bool:
        return self._takes is not None

    def press(self, host: ToolHost, event: ToolEvent) -> bool:
        if event.button != Qt.MouseButton.LeftButton or not self.proposal.found:
            return False
        speck = self.proposal.at(event.position, _REACH / host.view_scale)
        self._takes = not event.alt if speck is None else not self.proposal.is_chosen(speck)
        self._set(speck)
        return True

    def drag(self, host: ToolHost, event: ToolEvent) -> None:
        self._set(self.proposal.at(event.position, _REACH / host.view_scale))

    def release(self, host: ToolHost, event: ToolEvent) -> None:
        self._takes = None

    def cancel(self, host: ToolHost) -> None:
        self._takes = None

    @property
    def cursor_shape(self) -> Qt.CursorShape:
        return Qt.CursorShape.PointingHandCursor if self.proposal.found else Qt.CursorShape.ArrowCursor

    def _set(self, speck: Speck | None) -> None:
        if speck is not None and self._takes is not None and self.proposal.is_chosen(speck) != self._takes:
            self.proposal.choose(speck, self._takes)

    # Painting

    def paint(self, host: ToolHost, painter: QPainter) -> None:
        shown = self.proposal.shown
        if not shown:
            self._paths.clear()
            return
        view, to_view = painter.window(), _transform(host)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for speck in shown:
            place = to_view.map(QPointF(speck.rect.x + speck.rect.width / 2, speck.rect.y + speck.rect.height / 2))
            radius = max(_LEAST_RING, max(speck.rect.width, speck.rect.height) / 2 * host.view_scale + _ROOM)
            if view.adjusted(*(round(sign * radius) for sign in (-1, -1, 1, 1))).contains(place.toPoint()):
                self._paint_speck(painter, speck, place, radius, to_view)
        painter.restore()

    def _paint_speck(self, painter: QPainter, speck: Speck, place: QPointF, radius: float, to_view: QTransform) -> None:
        is_on = self.proposal.is_chosen(speck)
        line = QPen(_ON if is_on else _OFF, 1.5)
        if not is_on:
            line.setDashPattern([2, 3])
        path = to_view.map(self._path(speck)) if speck.is_scratch else None
        for pen in (QPen(_DARK, 3.2), line):
            painter.setPen(pen)
            if path is None:
                painter.drawEllipse(place, radius, radius)
            else:
                painter.drawPath(path)

    def _path(self, speck: Speck) -> QPainterPath:
        """The outline of a scratch in photo pixels."""
        if id(speck) not in self._paths:
            path = QPainterPath()
            room = np.pad(speck.alpha, 4)
            wide = cv2.dilate(room, np.ones((7, 7), np.uint8))
            contours, _ = cv2.findContours(wide, cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_SIMPLE)
            for contour in contours:
                points = cv2.approxPolyDP(contour, 1.0, True).reshape(-1, 2).tolist()
                path.addPolygon(QPolygonF([QPointF(x + speck.rect.x - 3.5, y + speck.rect.y - 3.5) for x, y in points]))
                path.closeSubpath()
            self._paths[id(speck)] = path
        return self._paths[id(speck)]


def _transform(host: ToolHost) -> QTransform:
    """Photo pixels -> view units."""
    corner, right, down = (host.image_to_view(Point(x, y)) for x, y in ((0, 0), (1000, 0), (0, 1000)))
    across, along = (right - corner) / 1000, (down - corner) / 1000
    return QTransform(across.x(), across.y(), along.x(), along.y(), corner.x(), corner.y())


def _distance(speck: Speck, point: Point) -> float:
    """From a photo point to what is marked of a speck, in px; to its rect where that is far."""
    rect = speck.rect
    dx = max(rect.x - point.x, 0.0, point.x - rect.right)
    dy = max(rect.y - point.y, 0.0, point.y - rect.bottom)
    beside = math.hypot(dx, dy)
    if not speck.is_scratch or beside > 200:
        return beside
    ys, xs = np.nonzero(speck.alpha)
    return float(np.sqrt(np.min((xs + rect.x + 0.5 - point.x) ** 2 + (ys + rect.y + 0.5 - point.y) ** 2)))
