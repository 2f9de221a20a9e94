"""The mask over the photo: a half transparent colour and a thin double line around it, seen on anything."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Protocol

import cv2
import numpy as np
from PySide6.QtCore import QPoint, QRect
from PySide6.QtGui import QPainter

from engine.geometry import Rect, Size
from ui.canvas.sampling import BAND_ROWS, bands, draw_samples, is_picked, picked, source_rect
from ui.canvas.viewport import Viewport
from ui.convert import wrap_words

OPACITY = 0.5


class Cover(Protocol):
    """What can be laid over the photo: a `MaskPyramid`, or anything of its shape."""

    @property
    def hull(self) -> Rect: ...
    @property
    def size(self) -> Size: ...
    def read(self, level: int, rect: Rect) -> np.ndarray: ...


_PICKED_ROWS = 320  # short enough to lie close around a slanting stroke, tall enough that the pieces stay few
_LINE_DARK, _LINE_LIGHT = np.uint32(0xE0000000), np.uint32(0xF0F0F0F0)  # premultiplied


def paint_mask(
    painter: QPainter, viewport: Viewport, level: int, mask: Cover, area: Rect, color: int, outlined: bool
) -> None:
    """Lays the mask over a device rectangle. `color`: 0xAARRGGBB, its alpha unused."""
    line = max(1, round(viewport.ratio)) if outlined else 0
    table = _table(color)
    for piece in _masked_pieces(viewport, level, mask, area, line):
        # The line is found from its neighbours, so a piece needs some of the next.
        spot = piece.grown(line)
        cover, words = _sampled(viewport, level, mask, spot, table)
        if line:
            _draw_contour(words, cover, line)
        painter.drawImage(QPoint(piece.x, piece.y), wrap_words(words), QRect(line, line, piece.width, piece.height))


def mask_cover(viewport: Viewport, level: int, mask: Cover, area: Rect) -> np.ndarray:
    """The mask as it appears in a device rectangle: H x W uint8, the caller's own."""
    return np.array(_sampled(viewport, level, mask, area, _full_table())[0], order="C")


def _masked_pieces(viewport: Viewport, level: int, mask: Cover, area: Rect, line: int) -> Iterator[Rect]:
    """The parts of a device rectangle where the mask or its line may be seen, one for each band of rows."""
    if mask.hull.is_empty:
        return
    step = 1 << level
    area = viewport.device_rect(mask.hull.grown(2 * step)).grown(line).intersected(area)
    rows = _PICKED_ROWS if is_picked(viewport, level) else BAND_ROWS
    for band in bands(area, largest=area.height, rows=rows):
        rect = source_rect(viewport, mask.size, level, band.grown(line))
        left, top, width, height = cv2.boundingRect(mask.read(level, rect)) if not rect.is_empty else (0, 0, 0, 0)
        if width:
            # One more sample on each side: that far an interpolation carries.
            used = Rect(rect.x + left, rect.y + top, width, height).grown(1)
            spot = Rect(used.x * step, used.y * step, used.width * step, used.height * step)
            piece = viewport.device_rect(spot).grown(line).intersected(band)
            if not piece.is_empty:
                yield piece


def _sampled(
    viewport: Viewport, level: int, mask: Cover, area: Rect, table: np.ndarray
) -> tuple[np.ndarray, np.ndarray]:
    """The mask in a device rectangle, as H x W uint8 and as premultiplied words looked up in `table`."""
    rect = source_rect(viewport, mask.size, level, area)
    samples = mask.read(level, rect)
    if is_picked(viewport, level):
        cover = picked(viewport, samples, rect, area)
        return cover, _looked_up(table, cover)
    words = np.zeros((area.height, area.width), np.uint32)
    if not rect.is_empty:
        target, image = wrap_words(words), wrap_words(_looked_up(table, samples))
        with QPainter(target) as painter:
            draw_samples(painter, viewport, level, rect, image, corner=(area.x, area.y))
    alpha = cv2.extractChannel(words.view(np.uint8).reshape(*words.shape, 4), 3)
    return (alpha if table[-1] >> 24 == 255 else cv2.add(alpha, alpha)), words


def _looked_up(table: np.ndarray, cover: np.ndarray) -> np.ndarray:
    """The word of each value: half the time of numpy's own `take`."""
    return cv2.LUT(cover, table.view(np.int32)).view(np.uint32)


def _draw_contour(words: np.ndarray, cover: np.ndarray, width: int) -> None:
    """Draws a light line just inside and a dark one just outside of where `cover` is at least half."""
    _, inside = cv2.threshold(cover, 127, 1, cv2.THRESH_BINARY)
    edge = cv2.morphologyEx(inside, cv2.MORPH_GRADIENT, _kernel(2 * width + 1))
    places = np.flatnonzero(edge.view(np.bool_))
    words.reshape(-1)[places] = np.where(inside.reshape(-1)[places] > 0, _LINE_LIGHT, _LINE_DARK)


@cache
def _kernel(side: int) -> np.ndarray:
    return np.ones((side, side), np.uint8)


@cache
def _table(color: int) -> np.ndarray:
    """256 premultiplied words: what each mask value looks like."""
    share = np.arange(256) / 255 * OPACITY
    words = np.round(share * 255).astype(np.uint32) << 24
    for shift in (16, 8, 0):
        words |= np.round(share * (color >> shift & 0xFF)).astype(np.uint32) << shift
    return words


@cache
def _full_table() -> np.ndarray:
    """Words whose alpha is the mask itself."""
    return np.arange(256, dtype=np.uint32) << 24
