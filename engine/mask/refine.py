"""An edge that follows the photo: the guided filter (He, Sun and Tang, ECCV 2010), on the mask's edge alone."""

from __future__ import annotations

from collections.abc import Callable

import cv2
import numpy as np
from numpy.typing import NDArray

from engine.geometry import Rect, Size
from engine.mask.morphology import bounding_rect
from engine.mask.tiling import Check, no_check, tiles_of

Mask = NDArray[np.uint8]
Read = Callable[[Rect], NDArray]
Plane = NDArray[np.float32]

_TILE = 128
_COARSE_FROM = 8  # px; wider windows are looked through on a smaller copy (He and Sun, 2015)
_SAMPLES = 1500  # pixels of a tile that tell its colours
_LEAST_CONTRAST = 0.02  # of the full range; what differs less across an edge is noise


def refine_edges(
    mask: Mask,
    read: Read,
    radius: int,
    *,
    strength: float = 0.8,
    crispness: float = 0.5,
    passes: int = 3,
    check: Check = no_check,
) -> Mask:
    """Moves the mask's edge to where the photo has one, up to about `radius` px away, and lets fine hair through.

    Only tiles within reach of an edge are read. In each, the guide is its colours along the one axis that best tells
    what is masked there from what is not (Fisher, 1936): one plane, a third of the work that three channels are.

    Args:
        mask: H x W uint8, 255 = selected; not written to.
        read: gives the pixels of a rect: h x w x 3, uint8 or uint16.
        radius: 1 or more, px.
        strength: 0..1, how small a step in the photo holds the edge.
        crispness: 0..1, how steep the edge becomes: 0 leaves it as soft as the filter makes it.
        passes: how often the filter runs, from what it has made: each time the edge moves by a part.
        check: called between tiles; raises where the work should stop.

    Returns:
        H x W uint8, 255 = selected.

    Raises:
        ValueError: where `radius` is below 1.
    """
    if radius < 1:
        raise ValueError(f"an edge cannot be refined within {radius} px: the number must be 1 or more")
    result = mask.copy()
    size = Size(mask.shape[1], mask.shape[0])
    near = bounding_rect(mask).grown(radius).clipped(size)
    for tile in tiles_of(near, max(_TILE, 2 * radius)):
        check()
        seen = mask[tile.grown(radius).clipped(size).slices]
        if seen.min() == seen.max():
            continue
        around = tile.grown((1 + passes) * radius).clipped(size)
        part = np.multiply(mask[around.slices], np.float32(1 / 255), dtype=np.float32)
        refined = _refined(read(around), part, radius, (0.6 - 0.55 * strength) ** 2, crispness, passes)
        inside = tile.translated(-around.x, -around.y).slices
        result[tile.slices] = _within_reach(refined, part, radius)[inside]
    return result


def guided_filter(guide: Plane, values: Plane, radius: int, epsilon: float) -> Plane:
    """`values` smoothed in windows of `radius` px, but not across the edges of `guide`.

    Args:
        guide: h x w float32.
        values: h x w float32.
        radius: half a window's side, px.
        epsilon: variance of the guide within a window below which it counts as flat.
    """
    step = max(1, radius // _COARSE_FROM)
    size = (guide.shape[1], guide.shape[0])
    small = (max(1, size[0] // step), max(1, size[1] // step))
    if step > 1:
        lesser, fewer = (_resized(plane, small, cv2.INTER_AREA) for plane in (guide, values))
    else:
        lesser, fewer = guide, values
    slope, offset = _lines(lesser, fewer, max(1, radius // step), epsilon)
    if step > 1:
        slope, offset = (_resized(plane, size, cv2.INTER_LINEAR) for plane in (slope, offset))
    return np.asarray(slope * guide + offset, np.float32)


def _resized(plane: Plane, size: tuple[int, int], how: int) -> Plane:
    return np.asarray(cv2.resize(plane, size, interpolation=how), np.float32)


def _lines(guide: Plane, values: Plane, radius: int, epsilon: float) -> tuple[Plane, Plane]:
    """In each place: slope and offset of the line that gives `values` from `guide`, averaged over its windows."""

    def mean(plane: Plane) -> Plane:
        side = 2 * radius + 1
        return np.asarray(cv2.boxFilter(plane, -1, (side, side), borderType=cv2.BORDER_REFLECT), np.float32)

    mean_guide, mean_values = mean(guide), mean(values)
    slope = (mean(guide * values) - mean_guide * mean_values) / (mean(guide * guide) - mean_guide**2 + epsilon)
    return mean(np.asarray(slope, np.float32)), mean(np.asarray(mean_values - slope * mean_guide, np.float32))


def _guide(pixels: NDArray, part: Plane) -> Plane | None:
    """The colours along the axis that tells inside from outside, 1 apart; None where they do not differ."""
    every = max(1, part.size // _SAMPLES)
    unit = np.float32(1 / np.iinfo(pixels.dtype).max)
    flat, weight = pixels.reshape(-1, 3)[::every] * unit, part.reshape(-1)[::every]
    inside, outside = flat[weight > 0.5], flat[weight <= 0.5]
    if len(inside) < 3 or len(outside) < 3:
        return None
    apart = inside.mean(axis=0) - outside.mean(axis=0)
    spread = (_covariance(inside) + _covariance(outside)) / 2 + np.eye(3, dtype=np.float32) * np.float32(1e-4)
    axis = np.linalg.solve(spread, apart)
    gap = float(axis @ apart)
    if float(np.abs(apart).max()) < _LEAST_CONTRAST / 4 or gap <= 0:
        axis, gap = np.full(3, 1 / 3), _LEAST_CONTRAST * 4
    colours = pixels.astype(np.float32)
    return np.asarray(cv2.transform(colours, (axis * unit / gap).astype(np.float32)[None]), np.float32)


def _covariance(samples: NDArray[np.float32]) -> NDArray[np.float32]:
    """Of n x 3 samples: 3 x 3."""
    off = samples - samples.mean(axis=0)
    return off.T @ off / np.float32(len(samples) - 1)


def _refined(pixels: NDArray, part: Plane, radius: int, epsilon: float, crisp: float, passes: int) -> Plane:
    for _ in range(passes):
        guide = _guide(pixels, part)
        if guide is None:
            break
        soft = (guided_filter(guide, part, radius, epsilon) - 0.5) / (1 - 0.9 * crisp) + 0.5
        part = np.clip(soft, 0, 1, dtype=np.float32)
    return part


def _within_reach(refined: Plane, before: Plane, radius: int) -> Mask:
    """The refined edge near the old one; beyond its reach the mask stays what it was."""
    side = 2 * radius + 1
    near = np.asarray(cv2.boxFilter(before, -1, (side, side), borderType=cv2.BORDER_REFLECT))
    chosen = np.where((near > 1e-4) & (near < 1 - 1e-4), refined, before)
    return np.rint(chosen * 255).astype(np.uint8)
