"""Work on a large mask tile by tile, where it is needed: what is flat around a tile stays flat at no cost."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import numpy as np
from numpy.typing import NDArray

from engine.geometry import Rect, Size

Mask = NDArray[np.uint8]
Check = Callable[[], object]

TILE = 512


def no_check() -> None:
    """For work that nobody wants to stop."""


def tiles_of(area: Rect, side: int = TILE) -> Iterator[Rect]:
    """Disjoint rects of `side` px at the most that cover `area`, row by row."""
    for y in range(area.y, area.bottom, side):
        for x in range(area.x, area.right, side):
            yield Rect.from_bounds(x, y, min(area.right, x + side), min(area.bottom, y + side))


def each_tile(
    mask: Mask, area: Rect, reach: int, change: Callable[[Mask, Rect, Rect], Mask], check: Check = no_check
) -> Mask:
    """A mask of the same shape: `change` inside `area` where it is not flat, 0 outside `area`.

    Args:
        mask: H x W uint8.
        area: where the result may be other than 0.
        reach: how far around a pixel `change` looks, px. Where all within it is one value, that value is the result.
        change: (part, around, tile) -> the changed pixels of `tile`; `part` is the mask in `around`, the tile and its
            surroundings as far as the photo goes, and is not to be written to.
        check: called before each tile; raises where the work should stop.
    """
    size = Size(mask.shape[1], mask.shape[0])
    result = np.zeros_like(mask)
    for tile in tiles_of(area.clipped(size), max(TILE, 2 * reach)):
        check()
        around = tile.grown(reach).clipped(size)
        part = mask[around.slices]
        low, high = part.min(), part.max()
        if low != high:
            result[tile.slices] = change(part, around, tile)
        elif high:
            result[tile.slices] = high
    return result
