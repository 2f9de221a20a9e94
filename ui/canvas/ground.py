"""The pixels of what is shown, kept in tiles: a dab pays for itself alone, and no level lays all patches once more."""

from __future__ import annotations

import math
from collections import OrderedDict
from collections.abc import Iterator

import numpy as np

from engine.document import Composite, Patch
from engine.geometry import Rect, Size
from ui.canvas.pyramid import TILE

_MOST_BYTES = 64 * 2**20
_FEW = 4  # of a tile: what is smaller is made by itself
_COPY = 0.2  # of what laying a layer costs


def differing(before: tuple[Patch, ...], after: tuple[Patch, ...], size: Size) -> tuple[Rect, ...]:
    """Where two stacks over the same photo may look different, as far as that is one's patches and not the other's."""
    only = [patch for patch in before if patch not in after] + [patch for patch in after if patch not in before]
    return tuple(dict.fromkeys(rect for patch in only if patch.visible for rect in patch.rects_in(size)))


class Ground:
    """Reads composites: one of them, also with patches on top of it, from tiles. Belongs to one thread."""

    def __init__(self) -> None:
        self._below: Composite | None = None
        self._layers: _Layers | None = None
        self._tiles: OrderedDict[tuple[int, int], np.ndarray] = OrderedDict()
        self._nbytes = 0

    def forget(self) -> None:
        """Keeps nothing."""
        self._tiles.clear()
        self._nbytes = 0

    def lay(self, composite: Composite, count: int, rects: tuple[Rect, ...] = ()) -> None:
        """Keeps what the lowest `count` patches show; inside `rects` (photo pixels) they have changed their order."""
        patches = composite.patches[:count]
        before = () if self._below is None else self._below.patches
        if self._below is None or before != patches:
            self._drop((*rects, *differing(before, patches, composite.size)))
            self._below = Composite(composite.photo, patches)

    def read(self, composite: Composite, rect: Rect) -> np.ndarray:
        """As `Composite.read`."""
        below = self._below
        if below is None or not self._holds(below, composite):
            return composite.read(rect)
        rect, pixels = rect.clipped(below.size), below.photo.pixels
        if not any(spot.overlaps(rect) for spot in composite.bounds_changed()):
            return composite.read(rect)
        shown = np.empty((rect.height, rect.width, *pixels.shape[2:]), pixels.dtype)
        goes_on = len(composite.patches) > len(below.patches)
        for tile in _tiles_in(rect, below.size):
            part = tile.intersected(rect)
            if self._keeps(tile, part, goes_on=goes_on):
                pixels = self._tile(below, tile)[part.translated(-tile.x, -tile.y).slices]
            else:
                pixels = below.read(part)
            shown[part.translated(-rect.x, -rect.y).slices] = pixels
        return composite.read_over(shown, rect, len(below.patches))

    def layers(self, composite: Composite, rect: Rect) -> float:
        """How many pixels of visible patches, one on top of the other, lie in a rectangle."""
        return self._layers_of(composite).area(rect, 0, None)

    def effort(
        self, composite: Composite, rect: Rect, start: int = 0, stop: int | None = None, most: float = math.inf
    ) -> float:
        """What laying the patches from `start` to `stop` in a rectangle would cost, in pixels that they have there.

        Where that is more than `most`, anything above it may come back.
        """
        below, layers = self._below, self._layers_of(composite)
        count = 0 if start or below is None else len(below.patches)
        if not count or (stop is not None and stop < count) or below is None or not self._holds(below, composite):
            return layers.area(rect, start, stop)
        effort = layers.area(rect, count, stop)
        for tile in _tiles_in(rect.clipped(below.size), below.size):
            if effort > most:
                break
            part = tile.intersected(rect)
            if (tile.x, tile.y) in self._tiles:
                effort += _COPY * part.area
            else:
                goes_on = len(composite.patches) > count
                effort += layers.area(tile if self._keeps(tile, part, goes_on=goes_on) else part, 0, count)
        return effort

    def _keeps(self, tile: Rect, part: Rect, *, goes_on: bool) -> bool:
        """Whether all of a tile is made for a part of it: not where nothing lies on top, and a small thing changes."""
        return goes_on or (tile.x, tile.y) in self._tiles or part.area * _FEW >= tile.area

    def _layers_of(self, composite: Composite) -> _Layers:
        if self._layers is None or self._layers.composite is not composite:
            self._layers = _Layers(composite)
        return self._layers

    @staticmethod
    def _holds(below: Composite, composite: Composite) -> bool:
        # Where patches change the photo's transparency, colours are weighed by it, and their tiles alone do not tell.
        return composite.photo.alpha is None and composite.patches[: len(below.patches)] == below.patches

    def _drop(self, rects: tuple[Rect, ...]) -> None:
        for key in [key for key in self._tiles if any(Rect(*key, TILE, TILE).overlaps(rect) for rect in rects)]:
            self._nbytes -= self._tiles.pop(key).nbytes

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


def _tiles_in(rect: Rect, size: Size) -> Iterator[Rect]:
    for y in range(rect.y // TILE * TILE, rect.bottom, TILE):
        for x in range(rect.x // TILE * TILE, rect.right, TILE):
            yield Rect(x, y, min(TILE, size.width - x), min(TILE, size.height - y))


class _Layers:
    """How many pixels of a composite's visible patches, one on top of the other, lie in a rectangle."""

    def __init__(self, composite: Composite) -> None:
        self.composite = composite
        rows, self._starts = [], [0]
        for patch in composite.patches:
            if patch.adjustment is None and patch.visible and round(patch.opacity * 255):
                rows.extend((rect.x, rect.y, rect.right, rect.bottom) for rect in patch.rects)
            self._starts.append(len(rows))
        self._spots = np.array(rows, np.int64).reshape(-1, 4)

    def area(self, rect: Rect, start: int, stop: int | None) -> float:
        spots = self._spots[self._starts[start] : self._starts[-1 if stop is None else stop]]
        if not len(spots):
            return 0.0
        wide = np.minimum(spots[:, 2], rect.right) - np.maximum(spots[:, 0], rect.x)
        high = np.minimum(spots[:, 3], rect.bottom) - np.maximum(spots[:, 1], rect.y)
        return float((np.maximum(wide, 0) * np.maximum(high, 0)).sum())
