"""Keeps the view's pixels up to date: one buffer in device pixels, of which only what changed is drawn again."""

from __future__ import annotations

import ctypes
from dataclasses import dataclass

import cv2
import numpy as np
from PySide6.QtCore import QPoint, QPointF, QRect, QRectF
from PySide6.QtGui import QBrush, QColor, QImage, QPainter, QPainterPath, QPolygonF

from engine.geometry import Rect, Size
from ui.canvas.gamut import GamutLayer
from ui.canvas.mask_layer import paint_mask
from ui.canvas.sampling import bands, draw_samples, is_copy, is_picked, picked, sampled_area, source_rect
from ui.canvas.scene import Scene
from ui.canvas.viewport import Viewport
from ui.convert import premultiplied_bgra, wrap_bgra, wrap_words

_CHECKS = (QColor(150, 150, 150), QColor(170, 170, 170))
_CHECK_SIDE = 8
_MOST_RECTS = 12
_MOST_SCRATCH = 4  # times what is needed, or what the view itself takes


@dataclass(frozen=True)
class Look:
    """How things are drawn. surround: the colour beside the photo; mask_only: the mask as grey instead of the photo."""

    surround: int = 0xFF303030
    mask_visible: bool = True
    mask_color: int = 0xFFFF2850
    mask_only: bool = False
    contour: bool = True
    gamut_color: int = 0xFF00E5FF


class Renderer:
    """Draws a scene through a viewport into a buffer of its own.

    The buffer is why a dab is cheap at any zoom: a repaint copies from it, and only marked rectangles are drawn anew.
    All rectangles are in device pixels.
    """

    def __init__(self) -> None:
        self._words = np.zeros((1, 1), np.uint32)
        self._target = wrap_words(self._words, QImage.Format.Format_RGB32)
        self.image = self._target
        self._pending: list[Rect] = []
        self._checks = _check_brush()
        self._scratch = np.empty(0, np.uint8)

    @property
    def size(self) -> Size:
        return Size(self._words.shape[1], self._words.shape[0])

    def resize(self, width: int, height: int, ratio: float) -> None:
        """Gives the buffer another size; everything is to be drawn again."""
        self._words = np.zeros((max(1, height), max(1, width)), np.uint32)
        self._target = wrap_words(self._words, QImage.Format.Format_RGB32)
        self.image = wrap_words(self._words, QImage.Format.Format_RGB32)
        self.image.setDevicePixelRatio(ratio)
        self.mark_all()

    def mark(self, rect: Rect) -> None:
        """This rectangle has to be drawn again."""
        rect = rect.clipped(self.size)
        if rect.is_empty or any(each.contains(rect) for each in self._pending):
            return
        self._pending.append(rect)
        if len(self._pending) > _MOST_RECTS:
            whole = self._pending[0]
            for each in self._pending[1:]:
                whole = whole.united(each)
            self._pending = [whole]

    def mark_all(self) -> None:
        self._pending = [Rect.of(self.size)]

    def scroll(self, dx: int, dy: int) -> None:
        """Moves what is drawn already and marks the strips that come into sight."""
        width, height = self.size.width, self.size.height
        if abs(dx) >= width or abs(dy) >= height:
            self.mark_all()
            return
        # One move of the whole block: what runs over a row's end lands in the strips that are drawn again anyway.
        shift = (dy * width + dx) * self._words.itemsize
        start, count = self._words.ctypes.data, self._words.nbytes - abs(shift)
        ctypes.memmove(start + max(0, shift), start + max(0, -shift), count)
        pending, self._pending = self._pending, []
        for rect in pending:
            self.mark(rect.translated(dx, dy))
        self.mark(Rect(0 if dx > 0 else width + dx, 0, abs(dx), height))
        self.mark(Rect(0, 0 if dy > 0 else height + dy, width, abs(dy)))

    def refresh(self, viewport: Viewport, scene: Scene | None, look: Look, gamut: GamutLayer | None = None) -> None:
        """Draws what has been marked, with the colours that `gamut` tells of laid over it."""
        pending, self._pending = self._pending, []
        if scene is None:
            for rect in pending:
                self._words[rect.slices] = look.surround
            return
        level = viewport.level(scene.level_count)
        scene.in_sight(level, source_rect(viewport, scene.size, level, Rect.of(self.size)))
        for rect in pending:
            _Region(self, viewport, scene, look, rect, gamut).draw()
        scene.frame_drawn()

    def scratch(self, height: int, width: int) -> np.ndarray:
        """height x width x 4 uint8 to write into, until it is next asked for: fresh memory costs more than the work."""
        needed = height * width * 4
        if len(self._scratch) < needed or len(self._scratch) > _MOST_SCRATCH * max(needed, self._words.nbytes):
            self._scratch = np.empty(needed, np.uint8)
        return self._scratch[:needed].reshape(height, width, 4)

    def picture(self, rect: Rect) -> QImage:
        """A copy of what is drawn in a rectangle, marked or not."""
        image = self._target.copy(_qrect(rect))
        image.setDevicePixelRatio(self.image.devicePixelRatio())
        return image


class _Region:
    """The drawing of one rectangle."""

    def __init__(
        self,
        renderer: Renderer,
        viewport: Viewport,
        scene: Scene,
        look: Look,
        rect: Rect,
        gamut: GamutLayer | None,
    ) -> None:
        self._gamut = gamut
        self._renderer = renderer
        self._words = renderer._words
        self._viewport = viewport
        self._scene = scene
        self._look = look
        self._rect = rect
        self._level = viewport.level(scene.level_count)
        self._inner = viewport.device_rect(Rect.of(scene.size)).intersected(rect)
        self._is_copy = is_copy(viewport, self._level) and scene.alpha is None and not look.mask_only

    def draw(self) -> None:
        covered = self._is_covered()
        if not covered:
            self._words[self._rect.slices] = self._look.surround
        if self._inner.is_empty:
            return
        if self._is_copy:
            self._copy_photo()
        with QPainter(self._renderer._target) as painter:
            painter.setClipRect(_qrect(self._inner))
            if not self._is_copy:
                self._draw_photo(painter)
            if self._scene.compare != "off":
                self._hide_canvas(painter)
            if self._gamut is not None and not self._look.mask_only:
                color = self._look.gamut_color
                paint_mask(painter, self._viewport, self._level, self._gamut, self._inner, color, False)
            if self._look.mask_visible and not self._look.mask_only and self._scene.compare == "off":
                self._draw_mask(painter)
            if not covered and not self._viewport.is_straight:
                self._draw_surround(painter)

    def _is_covered(self) -> bool:
        """Whether the photo fills the rectangle to its last pixel."""
        photo = self._viewport.photo_rect(self._rect)
        return Rect.of(self._scene.size).contains(photo)

    def _copy_photo(self) -> None:
        left, top = self._viewport.origin
        source = self._inner.translated(-left, -top)
        target = self._words.view(np.uint8).reshape(*self._words.shape, 4)[self._inner.slices]
        cv2.cvtColor(self._scene.read_colours(self._level, source), cv2.COLOR_RGB2BGRA, dst=target)

    def _draw_photo(self, painter: QPainter) -> None:
        rect = source_rect(self._viewport, self._scene.size, self._level, self._inner)
        if rect.is_empty:
            return
        if self._look.mask_only:
            grey = cv2.cvtColor(self._scene.mask.read(self._level, rect), cv2.COLOR_GRAY2BGRA)
            self._draw(painter, rect, grey, QImage.Format.Format_RGB32)
            return
        colours, alpha = self._scene.read_colours(self._level, rect), self._scene.read_alpha(self._level, rect)
        if alpha is None:
            pixels = cv2.cvtColor(colours, cv2.COLOR_RGB2BGRA, dst=self._renderer.scratch(*colours.shape[:2]))
            self._draw(painter, rect, pixels, QImage.Format.Format_RGB32)
        else:
            painter.setBrushOrigin(QPoint(*self._viewport.origin))
            painter.fillRect(_qrect(self._inner), self._renderer._checks)
            pixels = premultiplied_bgra(colours, alpha)
            self._draw(painter, rect, pixels, QImage.Format.Format_ARGB32_Premultiplied)

    def _draw(self, painter: QPainter, rect: Rect, pixels: np.ndarray, kind: QImage.Format) -> None:
        """Draws H x W x 4 samples, which lie at `rect` of the level."""
        inner = self._inner
        if is_picked(self._viewport, self._level):
            inner = inner.intersected(sampled_area(self._viewport, self._scene.size))
            words = np.ascontiguousarray(picked(self._viewport, pixels.view(np.uint32)[:, :, 0], rect, inner))
            painter.drawImage(QPoint(inner.x, inner.y), wrap_words(words, kind))
            return
        image = wrap_bgra(pixels, kind)
        for band in bands(inner):
            painter.setClipRect(_qrect(band))
            draw_samples(painter, self._viewport, self._level, rect, image)
        painter.setClipRect(_qrect(self._inner))

    def _draw_mask(self, painter: QPainter) -> None:
        look, mask = self._look, self._scene.mask
        paint_mask(painter, self._viewport, self._level, mask, self._inner, look.mask_color, look.contour)

    def _hide_canvas(self, painter: QPainter) -> None:
        """Where the original is shown, canvas that was added later looks as what lies beside the photo."""
        for strip in self._scene.added_strips():
            corners = [(strip.x, strip.y), (strip.right, strip.y), (strip.right, strip.bottom), (strip.x, strip.bottom)]
            path = QPainterPath()
            path.addPolygon(QPolygonF([QPointF(*self._viewport.to_device(x, y)) for x, y in corners]))
            painter.fillPath(path, QColor.fromRgba(self._look.surround))

    def _draw_surround(self, painter: QPainter) -> None:
        """Covers what lies beside a turned photo, with a smooth edge."""
        size = self._scene.size
        corners = [(0, 0), (size.width, 0), (size.width, size.height), (0, size.height)]
        beside = QPainterPath()
        beside.addRect(QRectF(_qrect(self._rect)))
        beside.addPolygon(QPolygonF([QPointF(*self._viewport.to_device(x, y)) for x, y in corners]))
        beside.closeSubpath()
        painter.setClipRect(_qrect(self._rect))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillPath(beside, QColor.fromRgba(self._look.surround))


def _check_brush() -> QBrush:
    tile = QImage(2 * _CHECK_SIDE, 2 * _CHECK_SIDE, QImage.Format.Format_RGB32)
    tile.fill(_CHECKS[0])
    with QPainter(tile) as painter:
        painter.fillRect(0, 0, _CHECK_SIDE, _CHECK_SIDE, _CHECKS[1])
        painter.fillRect(_CHECK_SIDE, _CHECK_SIDE, _CHECK_SIDE, _CHECK_SIDE, _CHECKS[1])
    return QBrush(tile)


def _qrect(rect: Rect) -> QRect:
    return QRect(rect.x, rect.y, rect.width, rect.height)
