"""Changes to a whole mask. Each takes an H x W uint8 mask and returns a new one of the same shape.

A soft mask stays soft: its edge moves, it does not harden. Every level set {mask >= v} is treated as a shape of its
own, which is what grey morphology means (Serra, 1982). Only tiles near an edge are worked on: the inside of a large
mask and all around it cost next to nothing. `check` is called between tiles and may raise to stop the work.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

import cv2
import numpy as np
from numpy.typing import NDArray

from engine.geometry import Rect
from engine.mask.tiling import Check, each_tile, no_check

Mask = NDArray[np.uint8]
_Pick = Callable[..., Mask]

_MAX_LEVELS = 16
_SMOOTH_FROM = 5.0  # px; a wider blur is made on a smaller copy, which differs by a level or two


def bounding_rect(mask: Mask) -> Rect:
    """The smallest rect around all non-zero pixels; empty where there are none."""
    return Rect(*cv2.boundingRect(mask)) if mask.size else Rect(0, 0, 0, 0)


def invert(mask: Mask) -> Mask:
    """What was outside is inside."""
    return np.subtract(255, mask, dtype=np.uint8)


def grow(mask: Mask, px: int, check: Check = no_check) -> Mask:
    """Moves the edge out by `px` (0 or more) in every direction: a Euclidean disc, round at any size, exactly.

    Raises:
        ValueError: where `px` is negative.
    """
    _require_positive(px)
    area = bounding_rect(mask).grown(px)
    return each_tile(mask, area, px, lambda *place: _over_disc(px, np.maximum, 0, *place), check)


def shrink(mask: Mask, px: int, check: Check = no_check) -> Mask:
    """Moves the edge in by `px` (0 or more). The photo's border is no edge: a mask that reaches it keeps reaching it.

    Raises:
        ValueError: where `px` is negative.
    """
    _require_positive(px)
    return each_tile(mask, bounding_rect(mask), px, lambda *place: _over_disc(px, np.minimum, 255, *place), check)


def feather(mask: Mask, px: float, check: Check = no_check) -> Mask:
    """Softens the edge by a Gaussian with a sigma of px / 2, so that the fall-off takes about `px` to either side.

    Raises:
        ValueError: where `px` is negative.
    """
    _require_positive(px)
    reach = int(np.ceil(1.5 * px))
    if reach == 0:
        return mask.copy()
    area = bounding_rect(mask).grown(reach)
    return each_tile(mask, area, reach, lambda *place: _blurred(px / 2, reach, *place), check)


def smooth(mask: Mask, px: float, check: Check = no_check) -> Mask:
    """Rounds corners off and drops specks and gaps narrower than about `px`; straight edges stay where they are.

    The mask is blurred as `feather` does over `px` and its edge made as steep again: curvature flow in one step
    (Merriman, Bence and Osher, 1992).

    Raises:
        ValueError: where `px` is negative.
    """
    soft = feather(mask, px, check)
    # The blurred edge rises by 255 / (sigma * sqrt(2 pi)) a pixel; one that took a pixel takes a pixel again.
    return np.asarray(cv2.LUT(soft, _steeper(max(1.0, px / 2 * 2.5066))), np.uint8)


def border(mask: Mask, px: int, check: Check = no_check) -> Mask:
    """A band of `px` (1 or more) along the mask's edge, half of it inside and half outside. Flat parts are left out.

    Raises:
        ValueError: where `px` is below 1.
    """
    if px < 1:
        raise ValueError(f"a band has to be 1 px wide or more, not {px}")
    outside = px - px // 2
    return np.subtract(grow(mask, outside, check), shrink(mask, px // 2, check))


def fill_holes(mask: Mask) -> Mask:
    """Fills what the mask encloses, up to the lowest point of the ring around it (a soft ring keeps its soft outside).

    Exact for up to 16 levels; a softer mask is filled in 16 steps. A ring that touches itself only at pixel corners is
    closed. What is open to the photo's border is no hole.
    """
    rect = bounding_rect(mask)
    result = mask.copy()
    if not rect.is_empty:
        part, target = np.ascontiguousarray(mask[rect.slices]), result[rect.slices]
        for level in _levels(part):
            np.maximum(target, _outlined(part, level), out=target)
    return result


def _require_positive(px: float) -> None:
    if px < 0:
        raise ValueError(f"a mask cannot be changed by {px} px: the number must be 0 or more")


def _over_disc(px: int, pick: _Pick, beyond: int, part: Mask, around: Rect, tile: Rect) -> Mask:
    """The greatest or least value of a disc around each pixel of `tile`; `beyond` is what counts outside the photo.

    A disc is a stack of rows. They widen from its top to its middle, so that each is the one before it, widened.
    """
    width, height = tile.width + 2 * px, tile.height + 2 * px
    row = np.full((height, width), beyond, np.uint8)
    there = around.translated(px - tile.x, px - tile.y)
    row[there.slices] = part
    other = np.empty_like(row)
    reached, result = 0, None
    for rise, half in _rows_of_disc(px):
        while reached < half:
            step = min(half - reached, max(reached, 1))
            middle = other[:, step : width - step]
            pick(row[:, : width - 2 * step], row[:, 2 * step :], out=middle)
            if not reached:
                pick(middle, row[:, step : width - step], out=middle)
            row, other = other, row
            reached += step
        upper = row[px - rise : px - rise + tile.height, px : px + tile.width]
        if result is None:
            result = upper.copy()
        else:
            pick(result, upper, out=result)
        if rise:
            pick(result, row[px + rise : px + rise + tile.height, px : px + tile.width], out=result)
    assert result is not None
    return result


@cache
def _rows_of_disc(px: int) -> tuple[tuple[int, int], ...]:
    """(rows off the middle, half the row's length), from the top of a disc to its middle."""
    return tuple((rise, int((px * px - rise * rise) ** 0.5)) for rise in range(px, -1, -1))


def _blurred(sigma: float, reach: int, part: Mask, around: Rect, tile: Rect) -> Mask:
    inside = tile.translated(-around.x, -around.y).slices
    factor = int(sigma / _SMOOTH_FROM) + 1
    if factor == 1:
        kernel = (2 * reach + 1, 2 * reach + 1)
        # Beyond the part lies more of the mask; only where the photo ends is its last pixel repeated.
        return np.asarray(cv2.GaussianBlur(part, kernel, sigma, borderType=cv2.BORDER_REPLICATE)[inside], np.uint8)
    height, width = part.shape
    edge = 2 * factor
    rows, columns = edge + -height % factor, edge + -width % factor
    padded = cv2.copyMakeBorder(part, edge, rows, edge, columns, cv2.BORDER_REPLICATE)
    size = (padded.shape[1] // factor, padded.shape[0] // factor)
    small = cv2.resize(padded, size, interpolation=cv2.INTER_AREA).astype(np.float32)
    # Averaging and interpolating blur by themselves: by a box of `factor` and by a triangle of twice that.
    rest = (sigma**2 - (factor**2 - 1) / 4) ** 0.5 / factor
    small = cv2.GaussianBlur(small, (0, 0), rest, borderType=cv2.BORDER_REPLICATE)
    wide = cv2.resize(small, (padded.shape[1], padded.shape[0]), interpolation=cv2.INTER_LINEAR)
    soft = wide[edge : edge + height, edge : edge + width][inside]
    return np.clip(np.rint(soft), 0, 255).astype(np.uint8)


def _steeper(factor: float) -> Mask:
    values = (np.arange(256) - 127.5) * factor + 127.5
    return np.clip(np.rint(values), 0, 255).astype(np.uint8)


def _levels(part: Mask) -> list[int]:
    """The non-zero values present, thinned to 16 that keep the highest."""
    counts = cv2.calcHist([part], [0], None, [256], [0, 256]).ravel()
    values = np.flatnonzero(counts)
    values = values[values > 0]
    if len(values) > _MAX_LEVELS:
        values = values[np.linspace(0, len(values) - 1, _MAX_LEVELS).round().astype(int)]
    return [int(value) for value in values]


def _outlined(part: Mask, level: int) -> Mask:
    """`level` inside the outer outlines of {part >= level}, 0 outside."""
    _, shape = cv2.threshold(part, level - 1, 255, cv2.THRESH_BINARY)
    outlines, _ = cv2.findContours(shape, cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_NONE)
    filled = np.zeros_like(part)
    cv2.drawContours(filled, outlines, -1, level, cv2.FILLED)
    return filled
