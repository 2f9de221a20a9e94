"""What the metrics share: whether two pictures can be compared, where, and on which scale."""

from __future__ import annotations

import numpy as np


def peak_of(picture: np.ndarray) -> float:
    """The value of white: the dtype's maximum, or 1.0 for float."""
    return float(np.iinfo(picture.dtype).max) if np.issubdtype(picture.dtype, np.integer) else 1.0


def comparable(reference: np.ndarray, picture: np.ndarray, region: np.ndarray | None) -> np.ndarray:
    """H x W bool: where to compare.

    Raises:
        ValueError: where shapes or dtypes differ, or the region is empty or of another size.
    """
    if reference.shape != picture.shape or reference.dtype != picture.dtype:
        raise ValueError(f"cannot compare {reference.shape} {reference.dtype} with {picture.shape} {picture.dtype}")
    if region is None:
        return np.ones(reference.shape[:2], bool)
    if region.shape != reference.shape[:2]:
        raise ValueError(f"the region is {region.shape}, the pictures are {reference.shape[:2]}")
    if not region.any():
        raise ValueError("the region is empty")
    return region != 0
