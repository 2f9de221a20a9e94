"""Where the photo's colours lie outside a screen's or printer's: found in a thread, tile by tile as they are seen."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Iterator

import numpy as np

from engine.document import Composite
from engine.geometry import Rect, Size
from engine.photo.space import GamutTest
from ui.canvas.pyramid import TILE, level_size

_MOST_TILES = 768  # 48 MB
_STRIP_ROWS = 32  # of samples: short enough that nobody waits long for the thread to end
_MOST_WAITING = 192  # what has long left the sight is not worth its turn
Tile = tuple[int, int, int]  # level, x, y


class GamutLayer:
    """A mask of the pyramid's shape: 255 where a colour is not held, 0 where it is or is not known yet.

    Args:
        composite: what is shown.
        target: the profile of the screen or printer; None stands for sRGB.
        ready: called in the layer's thread with the photo rectangle of a tile that has come.
    """

    def __init__(self, composite: Composite, target: bytes | None, ready: Callable[[Rect], object]) -> None:
        self.size: Size = composite.size
        self._composite, self._patched = composite, composite.bounds_changed()
        self._icc, self._target = composite.photo.icc, target
        self._ready = ready
        self._tiles: OrderedDict[Tile, np.ndarray] = OrderedDict()
        self._waiting: OrderedDict[Tile, None] = OrderedDict()
        self._changed = threading.Condition()
        self._epoch = 0
        self._is_closed = False
        self._thread = threading.Thread(target=self._work, name="gamut", daemon=True)
        self._thread.start()

    @property
    def hull(self) -> Rect:
        """Where there may be anything: the whole photo."""
        return Rect.of(self.size)

    def read(self, level: int, rect: Rect) -> np.ndarray:
        """A rectangle of a level, H x W uint8. What is not known yet is asked for, and comes with `ready`."""
        samples = np.zeros((rect.height, rect.width), np.uint8)
        whole = level_size(self.size, level)
        with self._changed:
            for y in range(rect.y // TILE * TILE, rect.bottom, TILE):
                for x in range(rect.x // TILE * TILE, rect.right, TILE):
                    tile = self._tiles.get((level, x, y))
                    if tile is None:
                        self._ask((level, x, y))
                        continue
                    self._tiles.move_to_end((level, x, y))
                    part = Rect(x, y, TILE, TILE).clipped(whole).intersected(rect)
                    inside = part.translated(-x, -y)
                    samples[part.translated(-rect.x, -rect.y).slices] = tile[inside.slices]
        return samples

    def composite_changed(self, composite: Composite, rects: tuple[Rect, ...]) -> None:
        """What is shown has changed inside these photo rectangles."""
        with self._changed:
            self._composite, self._patched = composite, composite.bounds_changed()
            self._epoch += 1
            for key in [key for key in self._tiles if any(_spot(key).overlaps(rect) for rect in rects)]:
                del self._tiles[key]

    def close(self) -> None:
        """End the thread and wait for it: a strip takes milliseconds."""
        with self._changed:
            self._is_closed = True
            self._changed.notify()
        self._thread.join()

    def _ask(self, key: Tile) -> None:
        self._waiting.pop(key, None)
        self._waiting[key] = None  # the newest goes first: it is what is being looked at
        if len(self._waiting) > _MOST_WAITING:
            self._waiting.popitem(last=False)
        self._changed.notify()

    def _work(self) -> None:
        test: GamutTest | None = None
        while True:
            with self._changed:
                self._changed.wait_for(lambda: self._waiting or self._is_closed)
                if self._is_closed:
                    return
                key, _ = self._waiting.popitem()
                composite, patched, epoch = self._composite, self._patched, self._epoch
            test = test or GamutTest(self._icc, self._target)
            strips = (test.outside(each) for each in _samples(composite, patched, key, self.size))
            parts = [each for each in strips if not self._is_closed]
            if self._is_closed:
                return
            tile = np.concatenate(parts)
            with self._changed:
                if epoch != self._epoch:
                    self._waiting[key] = None
                    continue
                self._tiles[key] = tile
                while len(self._tiles) > _MOST_TILES:
                    self._tiles.popitem(last=False)
            if tile.any() and not self._is_closed:
                self._ready(_spot(key).clipped(self.size))


def _spot(key: Tile) -> Rect:
    """The photo rectangle of a tile."""
    level, x, y = key
    return Rect(x << level, y << level, TILE << level, TILE << level)


def _samples(composite: Composite, patched: tuple[Rect, ...], key: Tile, size: Size) -> Iterator[np.ndarray]:
    """One of each block's samples: a colour that was averaged with others may lie where none of them did. In strips."""
    step, rect = 1 << key[0], _spot(key).clipped(size)
    touched = any(rect.overlaps(each) for each in patched)
    for y in range(rect.y, rect.bottom, _STRIP_ROWS * step):
        strip = Rect.from_bounds(rect.x, y, rect.right, min(rect.bottom, y + _STRIP_ROWS * step))
        pixels = composite.read(strip) if touched else composite.photo.pixels[strip.slices]
        yield np.ascontiguousarray(pixels[::step, ::step])
