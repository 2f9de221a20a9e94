"""The pixels of what is shown, kept in tiles: a dab pays for itself alone, and no level lays all patches once more."""

from __future__ import annotations

from collections import OrderedDict

import numpy as np

from engine.document import Composite, Patch
from engine.document.composite import lay_over
from engine.geometry import Rect
from ui.canvas.pyramid import TILE

_MOST_BYTES = 64 * 2**20


class Ground:
    """Reads composites: one of them, also with strokes on top of it, from tiles. Belongs to the main thread.

    Attributes:
        below: the composite whose tiles are kept; whoever changes it says by `changed` where it looks different.
        strokes: patches that may be on top of it.
    """

    def __init__(self) -> None:
        self.below: Composite | None = None
        self.strokes: tuple[Patch, ...] = ()
        self._tiles: OrderedDict[tuple[int, int], np.ndarray] = OrderedDict()
        self._nbytes = 0

    def changed(self, rects: tuple[Rect, ...]) -> None:
        """The composite has changed inside these photo rectangles."""
        for key in [key for key in self._tiles if any(Rect(*key, TILE, TILE).overlaps(rect) for rect in rects)]:
            self._nbytes -= self._tiles.pop(key).nbytes

    def read(self, composite: Composite, rect: Rect) -> np.ndarray:
        """As `Composite.read`."""
        below, strokes = self.below, self.strokes
        if below is None or not any(spot.overlaps(rect) for spot in composite.bounds_changed()):
            return composite.read(rect)
        if composite.patches == below.patches:
            strokes = ()
        elif composite.patches != (*below.patches, *strokes):
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
        if kept is not None:
            self._tiles.move_to_end(key)
            return kept
        kept = below.read(tile)
        if any(spot.overlaps(tile) for spot in below.bounds_changed()):  # else it is the photo's own
            self._tiles[key] = kept
            self._nbytes += kept.nbytes
            while self._nbytes > _MOST_BYTES and len(self._tiles) > 1:
                self._nbytes -= self._tiles.popitem(last=False)[1].nbytes
        return kept
