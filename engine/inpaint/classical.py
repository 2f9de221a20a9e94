"""Diffusion methods: Telea's fast marching and Navier-Stokes, both from OpenCV."""

from __future__ import annotations

from typing import TYPE_CHECKING

import cv2
import numpy as np

from engine.geometry import Rect, Size

if TYPE_CHECKING:
    from engine.jobs import JobContext

_LEAST_RADIUS, _MOST_RADIUS = 3, 5  # px; wider only blurs more and costs its square
_DEPTH_PER_PX = 12


class ClassicalMethod:
    """A fill method that carries the surroundings inwards: good for specks, scratches and even surfaces.

    Args:
        algorithm: `cv2.INPAINT_TELEA` (Telea 2004) or `cv2.INPAINT_NS` (Bertalmio et al. 2001).
    """

    def __init__(self, algorithm: int) -> None:
        self.algorithm = algorithm

    def fill(self, pixels: np.ndarray, hole: np.ndarray, *, seed: int, context: JobContext) -> np.ndarray:
        """See `engine.inpaint.methods.FillMethod`. The seed changes nothing.

        Bytes are filled as bytes; anything finer in 16 bits, which OpenCV takes one channel at a time.
        """
        filled = pixels.copy()
        if not hole.any() or hole.all():
            return filled
        radius = _radius(hole)
        near = _reach(hole, 2 * radius + 2).slices
        unknown = hole[near].astype(np.uint8)
        samples, peak = _samples(pixels[near], hole[near])
        groups = [samples] if peak == 255 and samples.shape[2] == 3 else np.split(samples, samples.shape[2], axis=2)
        done = []
        for number, group in enumerate(groups):
            context.report(number / len(groups))
            plane = cv2.inpaint(np.ascontiguousarray(group), unknown, radius, self.algorithm)
            done.append(plane.reshape(group.shape))
        filled[near][unknown > 0] = np.concatenate(done, axis=2)[unknown > 0].astype(np.float32) / peak
        return filled


def _samples(pixels: np.ndarray, hole: np.ndarray) -> tuple[np.ndarray, int]:
    """The pixels as bytes where the known ones are bytes, else as 16 bits; and the value of white."""
    clipped = np.clip(np.where(hole[..., None], 0, pixels), 0, 1)
    in_bytes = np.rint(clipped * 255)
    if np.abs(clipped * 255 - in_bytes).max() < 1e-3:
        return in_bytes.astype(np.uint8), 255
    return np.rint(clipped * 65535).astype(np.uint16), 65535


def _radius(hole: np.ndarray) -> int:
    depth = float(cv2.distanceTransform(hole.astype(np.uint8), cv2.DIST_L2, 3).max())
    return int(np.clip(_LEAST_RADIUS + depth / _DEPTH_PER_PX, _LEAST_RADIUS, _MOST_RADIUS))


def _reach(hole: np.ndarray, px: int) -> Rect:
    """All that the algorithm can look at: leaving the rest out changes nothing but the time."""
    height, width = hole.shape
    return Rect(*cv2.boundingRect(hole.astype(np.uint8))).grown(px).clipped(Size(width, height))
