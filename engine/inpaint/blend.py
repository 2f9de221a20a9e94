"""Laying a fill into its hole: colours matched to the surroundings, edges faded, nothing outside touched."""

from __future__ import annotations

import cv2
import numpy as np

from engine.geometry import Size
from engine.inpaint.membrane import interpolate, shrink
from engine.mask import bounding_rect

_RING = 3  # px around the hole in which a method's reconstruction is compared with what is there
_SMOOTHING = 4.0  # px, sigma along the ring: the match is of low frequency, texture stays
_REACH = _RING + 16  # px around the hole that the smoothing sees
_LIMIT = 0.12  # of white; more than this is content, not a colour cast
_SOLVE_SIDE = 256  # px; the correction is smooth, so a small solution is exact enough


def match_colour(
    pixels: np.ndarray,
    fill: np.ndarray,
    hole: np.ndarray,
    *,
    weight: np.ndarray | None = None,
    limit: float = _LIMIT,
    side: int = _SOLVE_SIDE,
) -> np.ndarray:
    """Remove the smooth mismatch of a fill at the edge of its hole, so that no seam shows.

    The correction is the membrane over the hole that meets the mismatch on its edge (Pérez et al. 2003, Poisson image
    editing, in the offset form), smoothed along the edge and limited, so that it shifts colours and never content.
    Where the fill holds a method's own picture of the ring around the hole, the mismatch is known minus painted, pixel
    by pixel; where the fill repeats the known pixels there, it is the step between the two sides of the edge.

    Args:
        pixels: H x W x 3 float32 0..1, the photo.
        fill: H x W x 3 float32 0..1, a method's answer.
        hole: H x W bool.
        weight: H x W, how much of the correction counts, 0..1; None = all of it.
        limit: of white, the most by which a colour is shifted.
        side: px at which the correction is solved; less is quicker and less exact.

    Returns:
        H x W x 3 float32 0..1: the fill with its hole corrected.
    """
    if hole.all() or not hole.any():
        return fill
    near = bounding_rect(hole.astype(np.uint8)).grown(_REACH).clipped(Size(hole.shape[1], hole.shape[0])).slices
    corrected = fill.astype(np.float32)
    part = None if weight is None else weight[near][..., None]
    corrected[near] = _matched(pixels[near], corrected[near], hole[near], part, limit, side)
    return corrected


def _matched(
    pixels: np.ndarray, fill: np.ndarray, hole: np.ndarray, weight: np.ndarray | None, limit: float, side: int
) -> np.ndarray:
    ring = _grown(hole, _RING) & ~hole
    mismatch = limit * np.tanh(_mismatch(pixels, fill, hole, ring) / limit)
    correction = _membrane(mismatch, ring, side)
    if weight is not None:
        correction = correction * weight
    return np.where(hole[..., None], np.clip(fill + correction, 0, 1), fill)


def coverage(mask: np.ndarray, feather: int) -> np.ndarray:
    """How much of the fill shows: uint8, 0 wherever the mask is 0.

    Args:
        mask: H x W uint8, above 0 = hole; its own softness counts too.
        feather: px over which it rises from the edge of the hole, inwards. Where a hole is thinner than that the fade
            is shorter, so that its middle is always filled.
    """
    if feather <= 0:
        return mask.copy()
    depth = cv2.distanceTransform((mask > 0).astype(np.uint8), cv2.DIST_L2, 5)
    np.minimum(depth, feather + 1.0, out=depth)
    deepest = cv2.dilate(depth, np.ones((2 * feather + 1, 2 * feather + 1), np.uint8))
    ramp = depth / np.maximum(deepest, 1)
    smooth = ramp * ramp * (3 - 2 * ramp)
    return np.rint(mask * smooth).astype(np.uint8)


def reach(feather: int) -> int:
    """px around a place within which the mask decides on its coverage."""
    return 2 * feather + 2


def to_depth(values: np.ndarray, dtype: np.dtype) -> np.ndarray:
    """Float 0..1 to the nearest samples of uint8 or uint16."""
    return np.ascontiguousarray(np.rint(np.clip(values, 0, 1) * np.iinfo(dtype).max).astype(dtype))


def to_float(samples: np.ndarray) -> np.ndarray:
    """uint8 or uint16 samples to float32 0..1."""
    return samples.astype(np.float32) / np.float32(np.iinfo(samples.dtype).max)


def _grown(hole: np.ndarray, px: int) -> np.ndarray:
    return cv2.dilate(hole.astype(np.uint8), np.ones((2 * px + 1, 2 * px + 1), np.uint8)) > 0


def continued(values: np.ndarray, known: np.ndarray) -> np.ndarray:
    """What is known somewhere, led on smoothly to everywhere else by a membrane.

    Args:
        values: H x W x 3 float32.
        known: H x W bool, where they count: somewhere.

    Returns:
        H x W x 3 float32.
    """
    return _membrane(_local_mean(values, known), known, _SOLVE_SIDE)


def _mismatch(pixels: np.ndarray, fill: np.ndarray, hole: np.ndarray, ring: np.ndarray) -> np.ndarray:
    if not np.array_equal(pixels[ring], fill[ring]):
        return _local_mean(pixels - fill, ring)
    inside, outside = hole & _grown(~hole, 1), ring & _grown(hole, 1)
    return _local_mean(pixels, outside) - _local_mean(fill, inside)


def _local_mean(values: np.ndarray, where: np.ndarray) -> np.ndarray:
    """Gaussian mean over the pixels of `where` alone."""
    weight = where.astype(np.float32)
    sums = cv2.GaussianBlur(np.where(where[..., None], values, 0).astype(np.float32), (0, 0), _SMOOTHING)
    return sums / np.maximum(cv2.GaussianBlur(weight, (0, 0), _SMOOTHING), 1e-6)[..., None]


def _membrane(values: np.ndarray, ring: np.ndarray, side: int) -> np.ndarray:
    """The membrane that meets `values` on the ring; solved small, since it is smooth."""
    height, width = ring.shape
    scale = min(1.0, side / max(height, width))
    size = (max(1, round(width * scale)), max(1, round(height * scale)))
    means, share = shrink(values, ring, size)
    small = interpolate(means, share > 1e-3)
    return cv2.resize(small, (width, height), interpolation=cv2.INTER_LINEAR)
