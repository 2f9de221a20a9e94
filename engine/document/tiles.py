"""Changes to a mask, kept as compressed tiles."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import dataclass
from functools import reduce

import lz4.block
import numpy as np
from numpy.typing import NDArray

from engine.geometry import Rect, Size
from engine.mask.morphology import bounding_rect

Mask = NDArray[np.uint8]

TILE = 256
_MANY = 24  # rects; as many as a stroke of the brush changes at the most
# What Python keeps for a tile beside its bytes: the tuple, the Rect and its four numbers.
_TILE_OVERHEAD = 240


def tile_corners(rect: Rect) -> Iterator[tuple[int, int]]:
    """(x, y) of every 256 px tile that `rect` meets. No Rect is made: this runs for every dab."""
    if not rect.is_empty:
        for y in range(rect.y // TILE * TILE, rect.bottom, TILE):
            for x in range(rect.x // TILE * TILE, rect.right, TILE):
                yield x, y


def gathered(rects: tuple[Rect, ...]) -> tuple[Rect, ...]:
    """The same places in fewer rects, where they are many: whoever redraws them pays for each by itself."""
    if len(rects) <= _MANY:
        return rects
    rows: dict[int, Rect] = {}
    for rect in rects:
        rows[rect.y // TILE] = rows.get(rect.y // TILE, rect).united(rect)
    return tuple(rows.values())


@dataclass(frozen=True, eq=False)
class MaskDelta:
    """The difference between two states of a mask; applied to either, it gives the other.

    Each tile holds its changed rect and the exclusive-or of the two states there, compressed with lz4.
    """

    tiles: tuple[tuple[Rect, bytes], ...]

    @staticmethod
    def between(mask: Mask, rect: Rect, pixels: Mask | int) -> MaskDelta:
        """From a mask as it is to one with `pixels` (h x w, or one value) in `rect`; nothing is written."""
        buffer = np.empty(TILE * TILE, np.uint8)
        changes = (_difference(mask, tile, _part(pixels, tile, rect), buffer) for tile in _tiles(rect))
        return MaskDelta(tuple(change for change in changes if change is not None))

    @property
    def rects(self) -> tuple[Rect, ...]:
        """The changed rects, one a tile, none larger than what changed."""
        return tuple(rect for rect, _ in self.tiles)

    @property
    def nbytes(self) -> int:
        return sum(sys.getsizeof(data) + _TILE_OVERHEAD for _, data in self.tiles)

    def followed_by(self, other: MaskDelta) -> MaskDelta:
        """Both differences as one, of two that were made one after the other."""
        parts: dict[tuple[int, int], list[tuple[Rect, bytes]]] = {}
        for rect, data in (*self.tiles, *other.tiles):
            parts.setdefault((rect.x // TILE, rect.y // TILE), []).append((rect, data))
        joined = (each[0] if len(each) == 1 else _joined(each) for each in parts.values())
        return MaskDelta(tuple(tile for tile in joined if tile is not None))

    def apply(self, mask: Mask) -> None:
        """Turns `mask` from one state into the other, in place."""
        for rect, data in self.tiles:
            target = mask[rect.slices]
            np.bitwise_xor(target, _unpacked(rect, data), out=target)


class TileRecorder:
    """Remembers tiles of a mask from before they are written, each on its first touch: starting costs nothing."""

    def __init__(self, mask: Mask) -> None:
        self._mask = mask
        self._size = Size(mask.shape[1], mask.shape[0])
        self._originals: dict[tuple[int, int], tuple[Rect, Mask]] = {}

    def touch(self, rect: Rect) -> None:
        """To be called before anything in `rect`, which lies inside the mask, is written."""
        for corner in tile_corners(rect):
            if corner not in self._originals:
                tile = Rect(*corner, TILE, TILE).clipped(self._size)
                self._originals[corner] = tile, self._mask[tile.slices].copy()

    def delta(self) -> MaskDelta:
        """What has changed since the touches."""
        changes = (_tile_delta(tile, original, self._mask) for tile, original in self._originals.values())
        return MaskDelta(tuple(change for change in changes if change is not None))

    def restore(self) -> None:
        """Writes the remembered tiles back."""
        for tile, original in self._originals.values():
            self._mask[tile.slices] = original


def _tiles(rect: Rect) -> Iterator[Rect]:
    """`rect`, cut along the borders of tiles."""
    return (Rect(x, y, TILE, TILE).intersected(rect) for x, y in tile_corners(rect))


def _part(pixels: Mask | int, tile: Rect, rect: Rect) -> Mask | int:
    return pixels if isinstance(pixels, int) else pixels[tile.translated(-rect.x, -rect.y).slices]


def _difference(mask: Mask, tile: Rect, pixels: Mask | int, buffer: Mask) -> tuple[Rect, bytes] | None:
    # One buffer for all tiles: fresh memory for each would take longer than the work itself.
    difference = buffer[: tile.area].reshape(tile.height, tile.width)
    np.bitwise_xor(mask[tile.slices], np.uint8(pixels) if isinstance(pixels, int) else pixels, out=difference)
    return _packed(tile, difference)


def _tile_delta(tile: Rect, original: Mask, mask: Mask) -> tuple[Rect, bytes] | None:
    return _packed(tile, np.bitwise_xor(original, mask[tile.slices]))


def _joined(parts: list[tuple[Rect, bytes]]) -> tuple[Rect, bytes] | None:
    """Differences within one tile as one; None where they cancel each other."""
    whole = reduce(Rect.united, (rect for rect, _ in parts))
    difference = np.zeros((whole.height, whole.width), np.uint8)
    for rect, data in parts:
        target = difference[rect.translated(-whole.x, -whole.y).slices]
        np.bitwise_xor(target, _unpacked(rect, data), out=target)
    return _packed(whole, difference)


def _unpacked(rect: Rect, data: bytes) -> Mask:
    raw = lz4.block.decompress(data, uncompressed_size=rect.area)
    return np.frombuffer(raw, np.uint8).reshape(rect.height, rect.width)


def _packed(tile: Rect, difference: Mask) -> tuple[Rect, bytes] | None:
    changed = bounding_rect(difference)
    if changed.is_empty:
        return None
    data = lz4.block.compress(np.ascontiguousarray(difference[changed.slices]), store_size=False)
    return changed.translated(tile.x, tile.y), data
