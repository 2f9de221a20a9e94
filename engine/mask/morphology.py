"""Changes to a whole mask. Each takes an H x W uint8 mask and returns a new one of the same shape.

A soft mask stays soft: its edge moves, it does not harden. Every level set {mask >= v} is treated as a shape of its
own, which is what grey morphology means (Serra, 1982). Exact for up to 16 levels; a softer mask moves in 16 steps.
Only the masked rectangle is worked on, so a small mask in a large photo is quick.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

import cv2
import numpy as np
from numpy.typing import NDArray

from engine.geometry import Rect, Size

Mask = NDArray[np.uint8]

_MAX_LEVELS = 16
_SMALL_DISC = 6
_BAND_ROWS = 2048


def bounding_rect(mask: Mask) -> Rect:
    """The smallest rect around all non-zero pixels; empty where there are none."""
    return Rect(*cv2.boundingRect(mask)) if mask.size else Rect(0, 0, 0, 0)


def invert(mask: Mask) -> Mask:
    """What was outside is inside."""
    return np.subtract(255, mask, dtype=np.uint8)


def grow(mask: Mask, px: int) -> Mask:
    """Moves the edge out by `px` (0 or more) in every direction: a Euclidean disc, round at any size.

    Raises:
        ValueError: where `px` is negative.
    """
    _require_positive(px)
    return _on_rect(mask, px, lambda part: _dilated(part, px))


def shrink(mask: Mask, px: int) -> Mask:
    """Moves the edge in by `px` (0 or more). The photo's border is no edge: a mask that reaches it keeps reaching it.

    Raises:
        ValueError: where `px` is negative.
    """
    _require_positive(px)
    # One pixel around the mask is enough surroundings: every longer way out crosses it.
    return _on_rect(mask, 1, lambda part: invert(_dilated(invert(part), px)))


def feather(mask: Mask, px: float) -> Mask:
    """Softens the edge by a Gaussian with a sigma of px / 2, so that the fall-off takes about `px` to either side.

    Raises:
        ValueError: where `px` is negative.
    """
    _require_positive(px)
    sigma = px / 2
    reach = int(np.ceil(3 * sigma))
    if reach == 0:
        return mask.copy()
    kernel = (2 * reach + 1, 2 * reach + 1)
    return _on_rect(mask, reach, lambda part: cv2.GaussianBlur(part, kernel, sigma, borderType=cv2.BORDER_REPLICATE))


def fill_holes(mask: Mask) -> Mask:
    """Fills what the mask encloses, up to the lowest point of the ring around it (a soft ring keeps its soft outside).

    A ring that touches itself only at pixel corners is closed. What is open to the photo's border is no hole.
    """
    return _on_rect(mask, 0, _holes_filled)


def _require_positive(px: float) -> None:
    if px < 0:
        raise ValueError(f"a mask cannot be changed by {px} px: the number must be 0 or more")


def _on_rect(mask: Mask, margin: int, change: Callable[[Mask], NDArray]) -> Mask:
    """Applies `change` to the masked rect and a margin; outside it the result is 0."""
    height, width = mask.shape
    rect = bounding_rect(mask)
    result = np.zeros_like(mask)
    if not rect.is_empty:
        around = rect.grown(margin).clipped(Size(width, height))
        result[around.slices] = change(np.ascontiguousarray(mask[around.slices]))
    return result


def _dilated(part: Mask, px: int) -> Mask:
    if px == 0:
        return part
    if px <= _SMALL_DISC:
        return np.asarray(cv2.dilate(part, _disc(px), borderType=cv2.BORDER_CONSTANT, borderValue=0), np.uint8)
    result = part.copy()
    for rows, out in _bands(part.shape[0], px):
        band = part[rows]
        for level in _levels(band):
            # The distance is to the nearest zero pixel, so the shape itself has to be the zeros.
            distance = cv2.distanceTransform((band < level).view(np.uint8), cv2.DIST_L2, cv2.DIST_MASK_PRECISE)
            near = distance[out.start - rows.start : out.stop - rows.start] <= px
            np.maximum(result[out], near * np.uint8(level), out=result[out])
    return result


def _bands(height: int, px: int) -> Iterator[tuple[slice, slice]]:
    """(rows to look at, rows to write): bounds the memory of distance maps, exact since nothing reaches beyond `px`."""
    for top in range(0, height, _BAND_ROWS):
        bottom = min(height, top + _BAND_ROWS)
        yield slice(max(0, top - px), min(height, bottom + px)), slice(top, bottom)


def _disc(px: int) -> Mask:
    axis = np.arange(-px, px + 1)
    return (axis[:, None] ** 2 + axis[None, :] ** 2 <= px * px).astype(np.uint8)


def _levels(part: Mask) -> list[int]:
    """The non-zero values present, thinned to 16 that keep the highest."""
    values = np.flatnonzero(np.bincount(part.ravel(), minlength=256))
    values = values[values > 0]
    if len(values) > _MAX_LEVELS:
        values = values[np.linspace(0, len(values) - 1, _MAX_LEVELS).round().astype(int)]
    return [int(value) for value in values]


def _holes_filled(part: Mask) -> Mask:
    result = part.copy()
    for level in _levels(part):
        below = cv2.copyMakeBorder((part < level).view(np.uint8), 1, 1, 1, 1, cv2.BORDER_CONSTANT, value=1)
        cv2.floodFill(below, None, (0, 0), 0, flags=4)
        np.maximum(result, below[1:-1, 1:-1] * np.uint8(level), out=result)
    return result
