"""Peak signal-to-noise ratio."""

from __future__ import annotations

import math

import numpy as np

from engine.metrics.mse import mse


def psnr(reference: np.ndarray, picture: np.ndarray, *, region: np.ndarray | None = None) -> float:
    """How close `picture` is to `reference`, in dB; infinite where they are equal.

    Args:
        reference, picture: H x W or H x W x C of one dtype: uint8 (peak 255), uint16 (65535) or float (1.0).
        region: H x W, non-zero where to compare; None compares everything.

    Raises:
        ValueError: where shapes or dtypes differ, or the region is empty.
    """
    error = mse(reference, picture, region=region)
    return math.inf if error == 0 else -10 * math.log10(error)
