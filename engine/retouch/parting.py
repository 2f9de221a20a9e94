"""Where a stroke leaves what its source is like: the white paper around a scanned photo, the sky beyond a roof.

The differences between a stroke's surroundings and its source's are healed away by spreading them over the stroke.
Where they are of two kinds, far apart, a spread of both is a smear: then only the smaller ones count, and the part of
the stroke that lies among the others is better filled from around than copied.
"""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

Flags = NDArray[np.bool_]

_RING = 3  # cells around a stroke whose differences are looked at
_SIGMA = 6.0  # cells
_FEWEST = 24
_LEAST_SHARE = 0.08  # of the ring, of either kind
_LEAST_APART = 0.15  # of white, between the means of the two kinds
_LEAST_SPLIT = 0.75  # of the variance lies between the two kinds; of a bell .64 does
_MOST_BETWEEN = 0.12  # of the ring in the middle third between both: a ramp has a fifth there
_NEAR = 0.3  # of the way to the other kind: what counts as one of the first


@dataclass(frozen=True, eq=False)
class Parting:
    """What is known around a stroke, h x w bool each: where it is like the source, and where it is not.

    What is neither lies on the edge between both.
    """

    alike: Flags
    unlike: Flags


def parting(differences: NDArray[np.float32], known: Flags) -> Parting | None:
    """Two kinds of differences around a stroke, after Otsu (1979); None where they are of one.

    Args:
        differences: h x w x 3, the surroundings less the source, in shares of white.
        known: h x w, where the stroke is not.
    """
    side = 2 * _RING + 1
    ring = known & (cv2.dilate((~known).astype(np.uint8), np.ones((side, side), np.uint8)) > 0)
    differences = _local_means(differences, ring)
    values = differences[ring]
    if len(values) < _FEWEST:
        return None
    centre = values.mean(axis=0)
    _, axes = np.linalg.eigh(np.cov((values - centre).T.astype(np.float64)))
    places = (values - centre) @ axes[:, 2]
    found = _two_means(np.sort(places))
    if found is None:
        return None
    low, high = found
    # The kind that needs the smaller change is what the source was chosen for.
    cut = (low + high) / 2
    sizes = [float(np.linalg.norm(values[side].mean(axis=0))) for side in (places < cut, places >= cut)]
    own, other = (low, high) if sizes[0] <= sizes[1] else (high, low)
    way = ((differences - centre) @ axes[:, 2] - own) / (other - own)
    if np.count_nonzero(ring & (np.abs(way - 0.5) < 1 / 6)) > _MOST_BETWEEN * len(values):
        return None
    return Parting(ring & (way < _NEAR), ring & (way > 1 - _NEAR))


def _local_means(differences: NDArray[np.float32], ring: Flags) -> NDArray[np.float32]:
    """Along the ring, so that the texture of neither place counts."""
    weight = cv2.GaussianBlur(ring.astype(np.float32), (0, 0), _SIGMA, borderType=cv2.BORDER_CONSTANT)
    sums = np.where(ring[..., None], differences, np.float32(0))
    blurred = cv2.GaussianBlur(sums, (0, 0), _SIGMA, borderType=cv2.BORDER_CONSTANT)
    return np.asarray(blurred / np.maximum(weight, 1e-6)[..., None], np.float32)


def _two_means(places: NDArray) -> tuple[float, float] | None:
    """The means of the two kinds of sorted numbers; None where they are of one."""
    count = len(places)
    total, sums = places.sum(), np.cumsum(places)[:-1]
    below = np.arange(1, count)
    first, second = sums / below, (total - sums) / (count - below)
    between = below * (count - below) / count**2 * (second - first) ** 2
    fewest = max(1, round(_LEAST_SHARE * count))
    between[: fewest - 1], between[count - fewest :] = 0, 0
    at = int(between.argmax())
    is_apart = second[at] - first[at] >= _LEAST_APART and between[at] >= _LEAST_SPLIT * places.var()
    return (float(first[at]), float(second[at])) if is_apart else None
