"""The mask shown elsewhere than it lies, while a hand moves it: nothing is copied but what is in sight."""

from __future__ import annotations

import numpy as np

from engine.geometry import Rect, Size
from ui.canvas.pyramid import MaskPyramid, level_size


class MovedMask:
    """A mask (`Cover`) by `dx`, `dy` photo pixels from where it is; what leaves the photo is not seen.

    On a reduced level it moves by whole samples, which are no larger than a pixel of the screen.
    """

    def __init__(self, mask: MaskPyramid, dx: int, dy: int) -> None:
        self._mask, self._way = mask, (dx, dy)

    def of(self, mask: MaskPyramid) -> MovedMask:
        """Another mask, as far from where it is."""
        return MovedMask(mask, *self._way)

    @property
    def size(self) -> Size:
        return self._mask.size

    @property
    def hull(self) -> Rect:
        return self._mask.hull.translated(*self._way).clipped(self.size)

    def read(self, level: int, rect: Rect) -> np.ndarray:
        """A rectangle of a level, 0..255."""
        dx, dy = (round(way / (1 << level)) for way in self._way)
        source = rect.translated(-dx, -dy).clipped(level_size(self.size, level))
        shown = np.zeros((rect.height, rect.width), np.uint8)
        if not source.is_empty:
            shown[source.translated(dx - rect.x, dy - rect.y).slices] = self._mask.read(level, source)
        return shown
