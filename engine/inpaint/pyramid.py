"""The picture and its hole at falling sizes, with the features that PatchMatch compares."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import cv2
import numpy as np

_RADIUS = 3  # of a 7 x 7 patch, as in patchmatch_kernels
_FEWEST_SOURCES = 96
_FEWEST_PX = 20
_THIN = 12.0
_TEXTURE_GAIN = 4.0


@dataclass(frozen=True)
class Level:
    """One size of the picture.

    pixels: h x w x 3 float32 0..1; hole: h x w bool; texture: h x w x 2 float32 0..255, how busy the surroundings are
    across and down; source: h x w bool, centres of patches that are fully known; target: h x w bool, centres of patches
    that touch the hole.
    """

    pixels: np.ndarray
    hole: np.ndarray
    texture: np.ndarray
    source: np.ndarray
    target: np.ndarray


def build_pyramid(pixels: np.ndarray, hole: np.ndarray, check: Callable[[], None] = lambda: None) -> list[Level]:
    """Finest level first. It ends where the hole has become thin or too few whole patches are left to copy from.

    `check` is called between its steps; what it raises ends the work.
    """
    texture = _texture(pixels, hole)
    levels = [_level(pixels, hole, texture)]
    while True:
        check()
        level = levels[-1]
        if _thickness(level.hole) <= _THIN and max(level.hole.shape) <= 96:
            return levels
        smaller = _halve(level)
        if min(smaller.hole.shape) < _FEWEST_PX or np.count_nonzero(smaller.source) < _FEWEST_SOURCES:
            return levels
        levels.append(smaller)


def _level(pixels: np.ndarray, hole: np.ndarray, texture: np.ndarray) -> Level:
    square = np.ones((2 * _RADIUS + 1, 2 * _RADIUS + 1), np.uint8)
    touched = cv2.dilate(hole.astype(np.uint8), square) > 0
    inside = np.zeros(hole.shape, bool)
    inside[_RADIUS:-_RADIUS, _RADIUS:-_RADIUS] = True
    return Level(pixels, hole, texture, inside & ~touched, inside & touched)


def _thickness(hole: np.ndarray) -> float:
    """The largest distance from a hole pixel to a known one (px); the border of the picture counts as neither."""
    return float(cv2.distanceTransform(hole.astype(np.uint8), cv2.DIST_L2, 3).max())


def _texture(pixels: np.ndarray, hole: np.ndarray) -> np.ndarray:
    """Mean absolute slope across and down (Newson et al. 2014): what is left of fine detail at coarse levels.

    Slopes that involve a hole pixel do not count.
    """
    grey = cv2.transform(pixels, np.full((1, 3), 255 / 3, np.float32))
    known = (~hole).astype(np.float32)
    return np.dstack([_slopes(grey, known, across) for across in (True, False)])


def _slopes(grey: np.ndarray, known: np.ndarray, across: bool) -> np.ndarray:
    """Local mean of the slopes along one axis between known neighbours, times the gain, up to 255."""
    here, there = (np.s_[:, :-1], np.s_[:, 1:]) if across else (np.s_[:-1], np.s_[1:])
    usable, slope = np.zeros_like(grey), np.zeros_like(grey)
    usable[here] = cv2.multiply(known[here], known[there])
    slope[here] = cv2.absdiff(grey[there], grey[here])
    cv2.multiply(slope, usable, dst=slope)
    weight = cv2.GaussianBlur(usable, (0, 0), 4)
    mean = cv2.divide(cv2.GaussianBlur(slope, (0, 0), 4), np.maximum(weight, 1e-4), scale=_TEXTURE_GAIN)
    return np.minimum(mean, 255.0)


def _halve(level: Level) -> Level:
    """Half the size, rounded up. Holes do not bleed into what is known; a pixel is hole where any of its four was."""
    height, width = level.hole.shape
    pad = ((0, height % 2), (0, width % 2))
    hole = np.pad(level.hole, pad, mode="edge")
    weight = (~hole).astype(np.float32)
    taps = np.array([1, 3, 3, 1], np.float32) / 8

    def smaller(plane: np.ndarray) -> np.ndarray:
        return cv2.sepFilter2D(plane, -1, taps, taps, anchor=(1, 1), borderType=cv2.BORDER_REFLECT)[::2, ::2]

    share = smaller(weight)
    # Channel by channel: of a large crop, five at once would be the most memory that the whole fill takes.
    planes = [part[..., c] for part in (level.pixels, level.texture) for c in range(part.shape[2])]
    sums = np.dstack([smaller(np.pad(plane, pad, mode="edge") * weight) for plane in planes])
    means = sums / np.maximum(share, 1e-6)[..., None]
    small_hole = hole[::2, ::2] | hole[1::2, ::2] | hole[::2, 1::2] | hole[1::2, 1::2]
    return _level(np.ascontiguousarray(means[..., :3]), small_hole, np.ascontiguousarray(means[..., 3:]))
