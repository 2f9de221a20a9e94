"""Whether a fill is as sharp as what is around it: the energy of its gradients against theirs."""

from __future__ import annotations

import cv2
import numpy as np

from engine.metrics.comparison import peak_of

_WINDOW = 8.0  # px, sigma of "local"
_MARGIN = 3  # px on either side of the hole's edge that count for neither: steps across it are no texture
_FLOOR = (0.5 / 255) ** 2  # what rounding to bytes alone may leave; keeps flat areas from deciding


def gradient_energy(picture: np.ndarray, region: np.ndarray) -> float:
    """The typical local energy of luminance gradients in a region: the geometric mean of their windowed mean squares.

    Geometric, so that one strong edge does not stand for the texture of the whole region.

    Args:
        picture: H x W x 3, uint8, uint16 or float 0..1.
        region: H x W, nonzero = counts.

    Returns:
        In squared units of white per px.

    Raises:
        ValueError: where the region is empty or of another size.
    """
    where = np.asarray(region) != 0
    if where.shape != picture.shape[:2]:
        raise ValueError(f"the region is {where.shape}, the picture is {picture.shape[:2]}")
    if not where.any():
        raise ValueError("the region is empty")
    grey = picture.mean(axis=2, dtype=np.float32) / peak_of(picture)
    energy = np.zeros_like(grey)
    inside = where.astype(np.float32)
    for axis in (0, 1):
        both = where & np.roll(where, -1, axis)
        both[(slice(-1, None), slice(None)) if axis == 0 else (slice(None), slice(-1, None))] = False
        step = np.diff(grey, axis=axis, append=0) ** 2
        share = cv2.GaussianBlur(both.astype(np.float32), (0, 0), _WINDOW)
        energy += cv2.GaussianBlur(np.where(both, step, 0), (0, 0), _WINDOW) / np.maximum(share, 1e-6)
    return float(np.exp(np.log(energy[inside > 0] + _FLOOR).mean()))


def sharpness_ratio(picture: np.ndarray, hole: np.ndarray) -> float:
    """Gradient energy in a filled hole over that around it; 1 = as sharp in as around, less = softer.

    Around it means as far out as the hole is deep. What a photo shows differs from place to place, so the true picture
    has a ratio of its own, near 1 and rarely 1.

    Args:
        picture: H x W x 3, uint8, uint16 or float 0..1, with the hole filled.
        hole: H x W, nonzero = filled.

    Raises:
        ValueError: where the hole or its surroundings are too small to say anything.
    """
    filled = (np.asarray(hole) != 0).astype(np.uint8)
    depth = cv2.distanceTransform(np.pad(filled, 1), cv2.DIST_L2, 3)[1:-1, 1:-1]
    outside = cv2.distanceTransform(1 - filled, cv2.DIST_L2, 3)
    reach = max(float(depth.max()), 4.0 * _MARGIN)
    around = (outside > _MARGIN) & (outside <= reach + _MARGIN)
    return gradient_energy(picture, depth > _MARGIN) / gradient_energy(picture, around)
