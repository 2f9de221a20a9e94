"""Diffusion methods: Telea's fast marching and Navier-Stokes, both from OpenCV."""

from __future__ import annotations

from typing import TYPE_CHECKING

import cv2
import numpy as np

from engine.geometry import Rect, Size

if TYPE_CHECKING:
    from engine.jobs import JobContext

_LEAST_RADIUS, _MOST_RADIUS = 3, 8  # px; wider only blurs more and costs its square
_THICKNESS_PER_PX = 24


class ClassicalMethod:
    """A fill method that carries the surroundings inwards: good for specks, scratches and even surfaces.

    Args:
        algorithm: `cv2.INPAINT_TELEA` (Telea 2004) or `cv2.INPAINT_NS` (Bertalmio et al. 2001).
    """

    def __init__(self, algorithm: int) -> None:
        self.algorithm = algorithm

    def fill(self, pixels: np.ndarray, hole: np.ndarray, *, seed: int, context: JobContext) -> np.ndarray:
        """See `engine.inpaint.methods.FillMethod`. The seed changes nothing.

        OpenCV takes 16 bits one channel at a time, which keeps the smoothness of a 16-bit photo.
        """
        filled = pixels.copy()
        if not hole.any() or hole.all():
            return filled
        radius = _radius(hole)
        near = _reach(hole, 2 * radius + 2).slices
        unknown = hole[near].astype(np.uint8)
        samples = np.rint(np.clip(pixels[near], 0, 1) * 65535).astype(np.uint16)
        channels = samples.shape[2]
        for channel in range(channels):
            context.report(channel / channels)
            plane = cv2.inpaint(np.ascontiguousarray(samples[..., channel]), unknown, radius, self.algorithm)
            filled[near][..., channel][unknown > 0] = plane[unknown > 0].astype(np.float32) / 65535
        return filled


def _radius(hole: np.ndarray) -> int:
    depth = float(cv2.distanceTransform(hole.astype(np.uint8), cv2.DIST_L2, 3).max())
    return int(np.clip(_LEAST_RADIUS + 2 * depth / _THICKNESS_PER_PX, _LEAST_RADIUS, _MOST_RADIUS))


def _reach(hole: np.ndarray, px: int) -> Rect:
    """All that the algorithm can look at: leaving the rest out changes nothing but the time."""
    height, width = hole.shape
    return Rect(*cv2.boundingRect(hole.astype(np.uint8))).grown(px).clipped(Size(width, height))
