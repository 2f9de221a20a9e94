"""How often each value occurs in what a composite shows, in the photo's own depth."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

import cv2
import numpy as np
from numpy.typing import NDArray

from engine.document.patch import MaskArea
from engine.geometry import Rect

if TYPE_CHECKING:
    from engine.document.composite import Composite

BINS = 256
_BAND_PIXELS = 1 << 20


@dataclass(frozen=True, eq=False)
class Histogram:
    """Counts of pixels by value.

    Attributes:
        counts: 4 x 256: red, green, blue and luma (BT.601); 16-bit values are counted 256 to a place.
        darkest, brightest: of red, green and blue, how many pixels have no light at all, and the most that there is.
        pixels: how many were counted.
        depth: bits a channel, 8 or 16.
    """

    counts: NDArray[np.int64]
    darkest: tuple[int, int, int]
    brightest: tuple[int, int, int]
    pixels: int
    depth: int

    def share(self, clipped: tuple[int, int, int]) -> float:
        """The largest share of pixels that `darkest` or `brightest` tells of, 0..1."""
        return max(clipped) / self.pixels if self.pixels else 0.0


def histogram_of(
    composite: Composite, area: MaskArea | None = None, check: Callable[[], object] | None = None
) -> Histogram:
    """Counts all that is shown, or what lies under a mask.

    Args:
        area: only pixels that are marked by half or more count; None counts all.
        check: called between bands of the photo; what it raises ends the work.
    """
    rect = Rect.of(composite.size) if area is None else area.rect.clipped(composite.size)
    depth = composite.photo.pixels.dtype.itemsize * 8
    values = np.zeros((4, 1 << depth), np.int64)
    for band in _bands(rect):
        if check is not None:
            check()
        pixels = composite.read(band)
        if area is not None:
            place = band.translated(-area.rect.x, -area.rect.y).slices
            pixels = pixels[area.alpha[place] >= 128][None]
        if pixels.size:
            values += _counted(pixels, 1 << depth)
    counts = values.reshape(4, BINS, -1).sum(axis=2)
    dark, bright = (tuple(int(value) for value in values[:3, at]) for at in (0, -1))
    return Histogram(counts, dark, bright, int(values[0].sum()), depth)  # type: ignore[arg-type]


def _bands(rect: Rect) -> list[Rect]:
    rows = max(1, _BAND_PIXELS // max(1, rect.width))
    tops = range(rect.y, rect.bottom, rows) if rect.width else ()
    return [Rect.from_bounds(rect.x, y, rect.right, min(y + rows, rect.bottom)) for y in tops]


def _counted(pixels: NDArray, values: int) -> NDArray[np.int64]:
    """4 x `values`."""
    pixels = np.ascontiguousarray(pixels)
    planes = [*cv2.split(pixels), cv2.cvtColor(pixels, cv2.COLOR_RGB2GRAY)]
    each = [cv2.calcHist([plane], [0], None, [values], [0, values]).ravel() for plane in planes]
    return np.rint(np.stack(each)).astype(np.int64)
