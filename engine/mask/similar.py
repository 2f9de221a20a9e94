"""The area of similar colour around a place: what a magic wand marks."""

from __future__ import annotations

from collections.abc import Callable

import cv2
import numpy as np
from numpy.typing import NDArray

from engine.geometry import Rect, Size

_FIRST_REACH = 256
_REACHED = 128


def similar_area(
    read: Callable[[Rect], NDArray], size: Size, x: int, y: int, tolerance: float
) -> tuple[Rect, NDArray[np.uint8]]:
    """Everything that hangs together with pixel (x, y) and differs from it little in each channel.

    Looked at in a square around the pixel, which grows fourfold for as long as the area runs out of it: a small area in
    a large photo is found quickly.

    Args:
        read: gives the pixels of a rect: h x w x 3, uint8 or uint16; never written to.
        size: of the photo.
        x, y: a pixel of the photo.
        tolerance: 0..1 of the full range; a channel may be off by this much.

    Returns:
        A rect that holds all of the area, and the area in it: h x w uint8, 255 or 0.

    Raises:
        ValueError: (x, y) lies outside the photo.
    """
    whole = Rect.of(size)
    if not whole.contains(Rect(x, y, 1, 1)):
        raise ValueError(f"({x}, {y}) lies outside a photo of {size.width} x {size.height}")
    reach = _FIRST_REACH
    while True:
        rect = Rect(x, y, 1, 1).grown(reach).clipped(size)
        area = _flooded(read(rect), x - rect.x, y - rect.y, tolerance)
        if rect == whole or not _runs_out(area, rect, size):
            return rect, area
        reach *= 4


def _flooded(pixels: NDArray, x: int, y: int, tolerance: float) -> NDArray[np.uint8]:
    most = int(np.iinfo(pixels.dtype).max)
    first, off = pixels[y, x].astype(int), round(tolerance * most)
    low, high = (np.clip(first + way, 0, most) for way in (-off, off))
    alike = cv2.inRange(pixels, low, high)
    cv2.floodFill(alike, None, (x, y), _REACHED, flags=4)
    return np.asarray(cv2.inRange(alike, _REACHED, _REACHED), np.uint8)


def _runs_out(area: NDArray[np.uint8], rect: Rect, size: Size) -> bool:
    """Whether the area touches a side of `rect` beyond which the photo goes on."""
    return (
        (rect.y > 0 and bool(area[0].any()))
        or (rect.x > 0 and bool(area[:, 0].any()))
        or (rect.bottom < size.height and bool(area[-1].any()))
        or (rect.right < size.width and bool(area[:, -1].any()))
    )
