"""What moves by itself on the canvas: the fade to a new fill, and the shimmer of one at work."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from PySide6.QtCore import QEasingCurve, QElapsedTimer, QObject, QRect, QRectF, QTimer, QVariantAnimation
from PySide6.QtGui import QGuiApplication, QImage, QPainter
from PySide6.QtWidgets import QStyle, QWidget

from engine.geometry import Rect
from ui.canvas.mask_layer import mask_cover
from ui.canvas.overlays import paint_shimmer
from ui.canvas.scene import Scene
from ui.canvas.viewport import Viewport

FADE_MS = 300
_SHIMMER_MS = 1600
_SHIMMER_TICK_MS = 40


def wants_less_motion(widget: QWidget) -> bool:
    """Whether the system asks for less motion, or nobody is watching (an offscreen window)."""
    if QGuiApplication.platformName() in ("offscreen", "minimal"):
        return True
    # Elsewhere Qt does not ask the system, and says 0 whatever the person has chosen.
    says_so = sys.platform == "win32" or "KDE" in os.environ.get("XDG_CURRENT_DESKTOP", "")
    return says_so and not widget.style().styleHint(QStyle.StyleHint.SH_Widget_Animation_Duration, None, widget)


class Fade(QObject):
    """Lets what was shown before fade out over what is shown now."""

    def __init__(self, parent: QObject, repaint: Callable[[QRect], None]) -> None:
        super().__init__(parent)
        self._old: list[tuple[QRect, QImage]] = []
        self._repaint = repaint
        self._animation = QVariantAnimation(self)
        self._animation.setDuration(FADE_MS)
        self._animation.setStartValue(1.0)
        self._animation.setEndValue(0.0)
        self._animation.setEasingCurve(QEasingCurve.Type.InOutSine)
        self._animation.valueChanged.connect(self._step)
        self._animation.finished.connect(self.stop)

    @property
    def is_running(self) -> bool:
        return bool(self._old)

    def start(self, old: list[tuple[QRect, QImage]]) -> None:
        """`old`: what was shown, and where, in view units."""
        self.stop()
        self._old = old
        self._animation.start()

    def stop(self) -> None:
        self._animation.stop()
        self._step()
        self._old = []

    def paint(self, painter: QPainter) -> None:
        if self._old:
            painter.setOpacity(float(self._animation.currentValue()))
            for place, image in self._old:
                painter.drawImage(place.topLeft(), image)
            painter.setOpacity(1.0)

    def _step(self) -> None:
        for place, _ in self._old:
            self._repaint(place)


@dataclass(frozen=True, eq=False)
class _Hole:
    """The part of a hole that is in sight. place: in view units; cover: H x W uint8 in device pixels."""

    place: QRectF
    cover: np.ndarray


class Shimmer(QObject):
    """Shows where a fill is at work."""

    def __init__(self, parent: QObject, repaint: Callable[[QRect], None]) -> None:
        super().__init__(parent)
        self.is_still = False
        self._rects: tuple[Rect, ...] = ()
        self._holes: list[_Hole] | None = None
        self._repaint = repaint
        self._clock = QElapsedTimer()
        self._timer = QTimer(self)
        self._timer.setInterval(_SHIMMER_TICK_MS)
        self._timer.timeout.connect(self._step)

    @property
    def rects(self) -> tuple[Rect, ...]:
        return self._rects

    def set_rects(self, rects: tuple[Rect, ...]) -> None:
        """Photo rectangles around the holes; () ends it."""
        if rects == self._rects and self._timer.isActive() == bool(rects and not self.is_still):
            return
        self._step()
        self._rects = rects
        self.forget()
        if rects and not self.is_still:
            self._clock.start()
            self._timer.start()
        else:
            self._timer.stop()

    def forget(self) -> None:
        """The view or the mask has changed: the holes in sight have to be found again."""
        self._holes = None

    def paint(self, painter: QPainter, viewport: Viewport, scene: Scene) -> None:
        if not self._rects:
            return
        if self._holes is None:
            self._holes = [hole for rect in self._rects if (hole := _hole_in_sight(viewport, scene, rect))]
        phase = None if self.is_still else self._clock.elapsed() % _SHIMMER_MS / _SHIMMER_MS
        for hole in self._holes:
            paint_shimmer(painter, hole.cover, hole.place, phase)

    def _step(self) -> None:
        for hole in self._holes or ():
            self._repaint(hole.place.toAlignedRect())


def _hole_in_sight(viewport: Viewport, scene: Scene, rect: Rect) -> _Hole | None:
    area = viewport.device_rect(rect).intersected(Rect(0, 0, viewport.width, viewport.height))
    if area.is_empty:
        return None
    cover = mask_cover(viewport, viewport.level(scene.level_count), scene.mask, area)
    if not cover.any():
        cover[:] = 255
    ratio = viewport.ratio
    return _Hole(QRectF(area.x / ratio, area.y / ratio, area.width / ratio, area.height / ratio), cover)
