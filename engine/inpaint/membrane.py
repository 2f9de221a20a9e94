"""Smooth interpolation into a hole: the solution of Laplace's equation, by a coarse-to-fine pyramid."""

from __future__ import annotations

import cv2
import numpy as np

_SWEEPS = 24
_SMALLEST = 4


def interpolate(values: np.ndarray, known: np.ndarray) -> np.ndarray:
    """Continue `values` smoothly into where they are not known (the membrane of Pérez et al. 2003).

    The borders of the array let nothing through (zero slope). Each level of a pyramid is started from the coarser one
    and relaxed by Jacobi sweeps, which is exact enough for corrections of low frequency.

    Args:
        values: H x W x C float32; what lies outside `known` is ignored.
        known: H x W bool with at least one True.

    Returns:
        H x W x C float32, equal to `values` where known.
    """
    small_values, small_known = _halve(values, known)
    if known.all() or min(known.shape) <= _SMALLEST:
        start = _mean_fill(values, known)
    else:
        coarse = interpolate(small_values, small_known)
        start = cv2.resize(coarse, known.shape[::-1], interpolation=cv2.INTER_LINEAR).reshape(values.shape)
    return _relax(start, values, known)


def shrink(values: np.ndarray, known: np.ndarray, size: tuple[int, int]) -> tuple[np.ndarray, np.ndarray]:
    """A smaller picture into which what is not known does not bleed.

    Args:
        values: H x W x C float32.
        known: H x W bool.
        size: width and height wanted.

    Returns:
        h x w x C float32, the mean of the known values under each pixel (0 where there are none), and h x w float32,
        the share of each pixel that is known.
    """
    share = cv2.resize(known.astype(np.float32), size, interpolation=cv2.INTER_AREA)
    weighted = values.astype(np.float32)  # a copy; to clear a part of it is faster than to choose by every pixel
    weighted[~known] = 0
    sums = cv2.resize(weighted, size, interpolation=cv2.INTER_AREA).reshape(size[1], size[0], values.shape[2])
    return sums / np.maximum(share, 1e-6)[..., None], share


def _halve(values: np.ndarray, known: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Half the size, rounded up; a pixel is known where any of its four was."""
    height, width = known.shape
    pad = ((0, height % 2), (0, width % 2))
    small, share = shrink(np.pad(values, (*pad, (0, 0))), np.pad(known, pad), ((width + 1) // 2, (height + 1) // 2))
    return small, share > 0


def _mean_fill(values: np.ndarray, known: np.ndarray) -> np.ndarray:
    mean = values[known].mean(axis=0) if known.any() else np.zeros(values.shape[2], np.float32)
    return np.where(known[..., None], values, mean).astype(np.float32)


def _relax(start: np.ndarray, values: np.ndarray, known: np.ndarray) -> np.ndarray:
    kernel = np.array([[0, 1, 0], [1, 0, 1], [0, 1, 0]], np.float32) / 4
    fixed = known[..., None]
    current = np.where(fixed, values, start).astype(np.float32)
    for _ in range(_SWEEPS):
        average = cv2.filter2D(current, -1, kernel, borderType=cv2.BORDER_REPLICATE).reshape(current.shape)
        current = np.where(fixed, values, average)
    return current
