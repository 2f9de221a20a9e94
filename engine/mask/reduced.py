"""Small copies of parts of a photo, to look for shapes and colours in."""

from __future__ import annotations

from collections.abc import Callable

import cv2
import numpy as np
from numpy.typing import NDArray

from engine.geometry import Rect, Size

_BAND_ROWS = 512
_OVERSAMPLED = 2  # samples a pixel of the copy, per side; more cost time and show no difference


def eight_bit(pixels: NDArray) -> NDArray[np.uint8]:
    """The same pixels in 8 bits; the same array where they are."""
    return pixels if pixels.dtype == np.uint8 else (pixels >> 8).astype(np.uint8)


def fitting(size: Size, longest: int) -> Size:
    """The size of a copy whose longer side is `longest` px at the most; never larger than the original."""
    share = min(1.0, longest / max(1, size.width, size.height))
    return Size(max(1, round(size.width * share)), max(1, round(size.height * share)))


def reduced_copy(read: Callable[[Rect], NDArray], rect: Rect, size: Size) -> NDArray[np.uint8]:
    """The pixels of `rect`, `size` large: h x w x 3 uint8.

    Args:
        read: gives the pixels of a rect: h x w x 3, uint8 or uint16; never written to.
        rect: a part of the photo, not empty.
        size: no larger than the rect.
    """
    step = max(1, min(rect.width // (size.width * _OVERSAMPLED), rect.height // (size.height * _OVERSAMPLED)))
    bands = []
    rows = max(1, _BAND_ROWS // step) * step
    for top in range(rect.y, rect.bottom, rows):
        band = Rect.from_bounds(rect.x, top, rect.right, min(rect.bottom, top + rows))
        pixels = read(band)[step // 2 :: step, step // 2 :: step]
        bands.append(np.ascontiguousarray(eight_bit(pixels)))
    return np.asarray(
        cv2.resize(np.concatenate(bands), (size.width, size.height), interpolation=cv2.INTER_AREA), np.uint8
    )
