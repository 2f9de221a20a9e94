"""What a network says about a hole, in the form that PatchMatch compares: guide channels beside colour.

After Zhang et al. 2022 (Inpainting at modern camera resolution by guided PatchMatch with auto-curation).
"""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np

# Squared bytes of the five samples of a guide, against those of the 49 pixels of a patch. Much of it at fine levels
# lets every target choose for itself: the pieces that are copied become small and their mixture soft; little of it at
# coarse ones lets pieces of whatever stands beside the hole grow into it, and breaks horizons.
_WEIGHT = 10.0
_FALL = 2.0  # power by which the weight falls with the level's pixel against the guide's detail
_SMOOTHING = 2.0  # sigma, in units of the guide's detail: what differs more finely than this is its softness
_LEAST = 0.01  # a weight below this moves no choice
_WIDEST = 2.5  # px, sigma; a wider smoothing is done on a smaller picture, where it costs next to nothing
_NONE = np.zeros((1, 3), np.uint8)


@dataclass(frozen=True)
class Guide:
    """A picture of what belongs into a hole, right in its large forms and not in its detail.

    Args:
        picture: h x w x 3 float32 0..1, of the crop's size or smaller; outside the hole the known pixels.
        detail: px of the crop, 1 or more; forms smaller than this it does not know (a network's own pixel, say).
    """

    picture: np.ndarray
    detail: float


def at_level(guide: Guide | None, shape: tuple[int, int], scale: float) -> tuple[np.ndarray, float]:
    """A guide for one level of a pyramid: h x (w * 3) bytes, and its weight there.

    It is smoothed as far as its detail goes, known pixels and hole alike, so that like is compared with like. It weighs
    most where a level's pixels are as coarse as its detail and less with every finer level: at coarse levels the guide
    decides, at fine ones texture does.

    Args:
        guide: None gives weight 0.
        shape: height and width of the level.
        scale: px of the photo that one of the level's pixels spans.
    """
    if guide is None:
        return _NONE, 0.0
    detail = max(1.0, guide.detail) / scale
    weight = _WEIGHT * min(1.0, 1.0 / detail) ** _FALL
    if weight < _LEAST:
        return _NONE, 0.0
    picture = _smoothed(guide.picture, shape, max(0.3, _SMOOTHING * detail))
    return np.clip(picture * 255 + 0.5, 0, 255).astype(np.uint8).reshape(shape[0], -1), weight


def _smoothed(picture: np.ndarray, shape: tuple[int, int], sigma: float) -> np.ndarray:
    """The picture at a size, under a Gaussian of that size's pixels."""
    height, width = shape
    # Never larger than it is before it is smoothed: what it does not hold need not be smoothed either.
    shrink = max(1.0, sigma / _WIDEST, height / picture.shape[0], width / picture.shape[1])
    size = (max(1, round(width / shrink)), max(1, round(height / shrink)))
    small = cv2.GaussianBlur(cv2.resize(picture, size, interpolation=cv2.INTER_AREA), (0, 0), sigma / shrink)
    return small if shrink == 1.0 else cv2.resize(small, (width, height), interpolation=cv2.INTER_LINEAR)
