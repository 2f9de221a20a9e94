"""What looks alike: the magic wand's area around a place, or everything of its colour anywhere in the photo."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable

import cv2
import numpy as np
from numpy.typing import NDArray

from engine.geometry import Rect, Size
from engine.mask.combine import cut_to_content
from engine.mask.tiling import TILE, Check, no_check, tiles_of

Mask = NDArray[np.uint8]
Read = Callable[[Rect], NDArray]

_ALIKE, _REACHED = 255, 128


def similar_area(
    read: Read,
    size: Size,
    x: int,
    y: int,
    tolerance: float,
    *,
    contiguous: bool = True,
    check: Check = no_check,
) -> tuple[Rect, Mask]:
    """Everything that differs little from pixel (x, y) in each channel, and hangs together with it.

    The photo is looked at tile by tile, only where the area leads: a small area in a large photo is found quickly.

    Args:
        read: gives the pixels of a rect: h x w x 3, uint8 or uint16; never written to.
        size: of the photo.
        x, y: a pixel of the photo.
        tolerance: 0..1 of the full range; a channel may be off by this much.
        contiguous: whether the area has to hang together, by sides of pixels; else it is taken from the whole photo.
        check: called between tiles; raises where the work should stop.

    Returns:
        The smallest rect that holds all of the area, and the area in it: h x w uint8, 255 or 0.

    Raises:
        ValueError: (x, y) lies outside the photo.
    """
    if not Rect.of(size).contains(Rect(x, y, 1, 1)):
        raise ValueError(f"({x}, {y}) lies outside a photo of {size.width} x {size.height}")
    alike = _range_around(read(Rect(x, y, 1, 1)), tolerance)
    if not contiguous:
        return _everywhere(read, size, alike, check)
    return _Flood(read, size, alike).run(x, y, check)


def _range_around(pixel: NDArray, tolerance: float) -> Callable[[NDArray], Mask]:
    """Tells which pixels are near the one of a 1 x 1 picture: 255 or 0."""
    most = int(np.iinfo(pixel.dtype).max)
    first, off = pixel[0, 0].astype(int), round(tolerance * most)
    low, high = (np.clip(first + way, 0, most) for way in (-off, off))
    return lambda pixels: np.asarray(cv2.inRange(pixels, low, high), np.uint8)


def _everywhere(read: Read, size: Size, alike: Callable[[NDArray], Mask], check: Check) -> tuple[Rect, Mask]:
    area = np.zeros((size.height, size.width), np.uint8)
    for tile in tiles_of(Rect.of(size)):
        check()
        area[tile.slices] = alike(read(tile))
    return cut_to_content(Rect.of(size), area)


class _Flood:
    """Spreads from tile to tile. A tile is compared once, and entered again wherever its neighbours lead into it."""

    def __init__(self, read: Read, size: Size, alike: Callable[[NDArray], Mask]) -> None:
        self._read, self._alike = read, alike
        self._whole = Rect.of(size)
        self._state = np.zeros((size.height, size.width), np.uint8)  # what is never reached costs no memory
        self._seen: set[tuple[int, int]] = set()
        self._entries: dict[tuple[int, int], list[tuple[int, int]]] = {}
        self._waiting: deque[tuple[int, int]] = deque()
        self._reached = Rect(0, 0, 0, 0)

    def run(self, x: int, y: int, check: Check) -> tuple[Rect, Mask]:
        self._enter((x // TILE, y // TILE), [(x, y)])
        while self._waiting:
            check()
            self._spread(self._waiting.popleft())
        state = self._state[self._reached.slices]
        area = np.asarray(cv2.inRange(state, _REACHED, _REACHED), np.uint8)
        return cut_to_content(self._reached, area)

    def _enter(self, key: tuple[int, int], places: list[tuple[int, int]]) -> None:
        if key not in self._entries:
            self._entries[key] = []
            self._waiting.append(key)
        self._entries[key] += places

    def _spread(self, key: tuple[int, int]) -> None:
        tile = Rect(key[0] * TILE, key[1] * TILE, TILE, TILE).intersected(self._whole)
        part = self._state[tile.slices]
        if key not in self._seen:
            self._seen.add(key)
            part[:] = self._alike(self._read(tile))
            self._reached = self._reached.united(tile)
        edges = [part[0], part[-1], part[:, 0], part[:, -1]]
        before = [edge == _REACHED for edge in edges]
        self._flood(part, tile, self._entries.pop(key))
        self._lead_on(key, tile, [(edge == _REACHED) & ~was for edge, was in zip(edges, before, strict=True)])

    @staticmethod
    def _flood(part: Mask, tile: Rect, places: list[tuple[int, int]]) -> None:
        for x, y in places:
            if part[y - tile.y, x - tile.x] != _ALIKE:
                continue
            if part.all() and part.min() == _ALIKE:
                part[:] = _REACHED
                return
            cv2.floodFill(part, None, (x - tile.x, y - tile.y), _REACHED, flags=4)

    def _lead_on(self, key: tuple[int, int], tile: Rect, new: list[NDArray[np.bool_]]) -> None:
        """Tells each neighbour where the area has newly come up to it."""
        top, bottom, left, right = new
        column, row = key
        ways: list[tuple[int, int, NDArray[np.bool_], Callable[[int], tuple[int, int]]]] = [
            (column, row - 1, top, lambda at: (tile.x + at, tile.y - 1)),
            (column, row + 1, bottom, lambda at: (tile.x + at, tile.bottom)),
            (column - 1, row, left, lambda at: (tile.x - 1, tile.y + at)),
            (column + 1, row, right, lambda at: (tile.right, tile.y + at)),
        ]
        for across, down, edge, place in ways:
            found = np.flatnonzero(edge)
            if found.size and self._whole.contains(Rect(*place(int(found[0])), 1, 1)):
                self._enter((across, down), [place(int(at)) for at in found])
