"""Mean squared error."""

from __future__ import annotations

import numpy as np

from engine.metrics.comparison import comparable, peak_of


def mse(reference: np.ndarray, picture: np.ndarray, *, region: np.ndarray | None = None) -> float:
    """The mean squared difference of two pictures, with white as 1: 0 for equal pictures, 1 for black against white.

    Args:
        reference, picture: H x W or H x W x C of one dtype: uint8 (peak 255), uint16 (65535) or float (1.0).
        region: H x W, non-zero where to compare; None compares everything.

    Raises:
        ValueError: where shapes or dtypes differ, or the region is empty.
    """
    selected = comparable(reference, picture, region)
    difference = (reference.astype(np.float64) - picture.astype(np.float64)) / peak_of(reference)
    return float(np.mean(np.square(difference[selected])))
