"""Structural similarity."""

from __future__ import annotations

import cv2
import numpy as np

from engine.metrics.comparison import comparable, peak_of

_RADIUS = 5
_SIGMA = 1.5
_K1, _K2 = 0.01, 0.03


def ssim(reference: np.ndarray, picture: np.ndarray, *, region: np.ndarray | None = None) -> float:
    """Mean structural similarity, 1.0 for equal pictures (Wang et al. 2004, Gaussian window 11 x 11, sigma 1.5).

    Colour channels are compared one by one and averaged. The mean runs over the windows that lie wholly inside the
    picture, and whose centre lies in the region; where the region lies wholly in the outer 5 px, over all its windows,
    mirrored at the border.

    Args:
        reference, picture: H x W or H x W x C of one dtype: uint8, uint16 or float 0..1.
        region: H x W, non-zero where to compare; None compares everything.

    Raises:
        ValueError: where shapes or dtypes differ, or the region is empty.
    """
    selected = comparable(reference, picture, region)
    return mean_similarity(ssim_map(reference, picture), selected)


def mean_similarity(similarity: np.ndarray, selected: np.ndarray) -> float:
    """The mean of `ssim_map` over a region (H x W bool), as `ssim` takes it: several regions cost one map."""
    inner = np.zeros_like(selected)
    inner[_RADIUS:-_RADIUS, _RADIUS:-_RADIUS] = selected[_RADIUS:-_RADIUS, _RADIUS:-_RADIUS]
    return float(similarity[inner if inner.any() else selected].mean())


def ssim_map(reference: np.ndarray, picture: np.ndarray) -> np.ndarray:
    """The similarity around each pixel: float64, same shape as the pictures, borders mirrored."""
    if reference.ndim == 2:
        return _plane_map(reference, picture)
    # One channel after the other: for a photo of 24 MP all of them together would take gigabytes.
    found = np.empty(reference.shape, np.float64)
    for channel in range(reference.shape[2]):
        found[..., channel] = _plane_map(reference[..., channel], picture[..., channel])
    return found


def _plane_map(reference: np.ndarray, picture: np.ndarray) -> np.ndarray:
    a = reference.astype(np.float64)
    b = picture.astype(np.float64)
    c1, c2 = ((k * peak_of(reference)) ** 2 for k in (_K1, _K2))
    mean_a, mean_b = _blur(a), _blur(b)
    variance_a = _blur(a * a) - mean_a**2
    variance_b = _blur(b * b) - mean_b**2
    covariance = _blur(a * b) - mean_a * mean_b
    luminance = (2 * mean_a * mean_b + c1) / (mean_a**2 + mean_b**2 + c1)
    structure = (2 * covariance + c2) / (variance_a + variance_b + c2)
    return luminance * structure


def _blur(values: np.ndarray) -> np.ndarray:
    size = (2 * _RADIUS + 1, 2 * _RADIUS + 1)
    return cv2.GaussianBlur(values, size, _SIGMA, borderType=cv2.BORDER_REFLECT_101)
