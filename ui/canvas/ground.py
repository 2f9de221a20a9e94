"""What lies under a stroke in the hand: kept in tiles, so that a dab pays for itself alone and not for all patches."""

from __future__ import annotations

from collections import OrderedDict

import numpy as np

from engine.document import Composite, Patch
from engine.document.composite import lay_over
from engine.geometry import Rect
from ui.canvas.pyramid import TILE

_MOST_BYTES = 64 * 2**20


class Ground:
    """Reads composites; those with strokes on top from what is kept below them. Belongs to the main thread."""

    def __init__(self) -> None:
        self._below: Composite | None = None
        self._strokes: tuple[Patch, ...] = ()
        self._tiles: OrderedDict[tuple[int, int], np.ndarray] = OrderedDict()
        self._nbytes = 0

    def lies_under(self, below: Composite | None, strokes: tuple[Patch, ...]) -> None:
        """From now on `strokes` are painted on top of `below`; None keeps nothing."""
        self._below, self._strokes = below, strokes

    def changed(self, rects: tuple[Rect, ...]) -> None:
        """The composite has changed inside these photo rectangles."""
        for key in [key for key in self._tiles if any(Rect(*key, TILE, TILE).overlaps(rect) for rect in rects)]:
            self._nbytes -= self._tiles.pop(key).nbytes

    def read(self, composite: Composite, rect: Rect) -> np.ndarray:
        """As `Composite.read`."""
        below, strokes = self._below, self._strokes
        is_known = below is not None and composite.patches == (*below.patches, *strokes)
        if below is None or not strokes or not is_known:
            return composite.read(rect)
        rect, pixels = rect.clipped(below.size), below.photo.pixels
        shown = np.empty((rect.height, rect.width, *pixels.shape[2:]), pixels.dtype)
        for y in range(rect.y // TILE * TILE, rect.bottom, TILE):
            for x in range(rect.x // TILE * TILE, rect.right, TILE):
                tile = Rect(x, y, TILE, TILE).clipped(below.size)
                part = tile.intersected(rect)
                kept = self._tile(below, tile)[part.translated(-x, -y).slices]
                shown[part.translated(-rect.x, -rect.y).slices] = kept
        lay_over(shown, Composite(below.photo, strokes), rect)
        return shown

    def _tile(self, below: Composite, tile: Rect) -> np.ndarray:
        key = tile.x, tile.y
        kept = self._tiles.get(key)
        if kept is None:
            kept = self._tiles[key] = below.read(tile).copy()
            self._nbytes += kept.nbytes
            while self._nbytes > _MOST_BYTES and len(self._tiles) > 1:
                self._nbytes -= self._tiles.popitem(last=False)[1].nbytes
        self._tiles.move_to_end(key)
        return kept
