"""Grain: the noise that a fill lacks is measured beside the hole and added, so that no smooth patch betrays it."""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np

from engine.geometry import Rect, Size
from engine.mask import bounding_rect

_BLOCK = 8  # px; grain is finer than this
_FLATTEST = 0.5  # the share of the blocks that is taken for flat
_CALM = 0.3  # quantile of the power at each wave: what is busy in a flat block is no grain
_FEWEST = 12  # blocks, below which nothing can be said
_MOST = 2048  # blocks that are looked at; more would only take longer
_REACH = 160  # px around the hole
_LEAST = 0.35 / 255  # of white; less missing grain than this cannot be seen
_GREATEST = 0.04  # of white; what is stronger is texture, and texture cannot be rolled
_TONES = 4  # groups of brightness, for grain that differs between shadows and lights

# One axis of brightness and two of colour, orthonormal: grain is largely independent between them.
_AXES = np.array([[1, 1, 1], [1, 0, -1], [1, -2, 1]], np.float32) / np.sqrt(np.array([[3], [2], [6]], np.float32))


def match_grain(pixels: np.ndarray, fill: np.ndarray, hole: np.ndarray, seed: int) -> np.ndarray:
    """Add to a fill the grain that its surroundings have and it has not.

    The power spectra of flat blocks around the hole and in it are compared, on an axis of brightness and two of colour;
    what the fill lacks is made of filtered noise, as strong as the surroundings' grain is at each brightness. A fill
    that has as much grain already stays as it is, and so does one with too few flat blocks to go by.

    Args:
        pixels: H x W x 3 float32 0..1, the photo.
        fill: H x W x 3 float32 0..1, a method's answer.
        hole: H x W bool.
        seed: the same one gives the same grain.

    Returns:
        H x W x 3 float32 0..1, equal to `fill` outside the hole.
    """
    if not hole.any():
        return fill
    box = bounding_rect(hole.view(np.uint8))
    near = box.grown(min(_REACH, max(box.width, box.height))).clipped(Size(hole.shape[1], hole.shape[0]))
    inside = hole[near.slices]
    beside = _flat_blocks(pixels[near.slices], ~inside)
    within = _flat_blocks(fill[near.slices], inside)
    if beside is None or within is None:
        return fill
    missing = _missing_power(_spectrum(beside), _spectrum(within))
    if missing is None:
        return fill
    grained = fill.copy()
    part = grained[box.slices]
    grain = _rolled(missing, box, seed) * _strength(beside, part)[..., None]
    part[hole[box.slices]] = np.clip(part + grain, 0, 1)[hole[box.slices]]
    return grained


@dataclass(frozen=True)
class _Blocks:
    """Flat blocks: n x 8 x 8 x 3 on `_AXES`, and the mean brightness of each."""

    values: np.ndarray
    brightness: np.ndarray


def _flat_blocks(picture: np.ndarray, where: np.ndarray) -> _Blocks | None:
    """The flattest of the blocks that lie wholly in `where`; None where there are too few."""
    rows, columns = _corners(where)
    if rows.size < _FEWEST:
        return None
    steps = np.arange(_BLOCK)
    blocks = picture[rows[:, None, None] + steps[:, None], columns[:, None, None] + steps] @ _AXES.T
    brightness = blocks[..., 0].mean(axis=(1, 2)) / np.sqrt(3)
    rough = _slope(picture)[rows + _BLOCK // 2, columns + _BLOCK // 2]
    chosen = np.concatenate(
        [tone[np.argsort(rough[tone], kind="stable")[: _few(tone.size)]] for tone in _tones(brightness)]
    )
    return _Blocks(blocks[chosen], brightness[chosen])


def _corners(where: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Top left corners of blocks on a grid; a regular choice where there are very many."""
    height, width = (side // _BLOCK for side in where.shape)
    grid = where[: height * _BLOCK, : width * _BLOCK].reshape(height, _BLOCK, width, _BLOCK)
    rows, columns = np.nonzero(grid.all(axis=(1, 3)))
    every = -(-rows.size // _MOST) or 1
    return rows[::every] * _BLOCK, columns[::every] * _BLOCK


def _few(number: int) -> int:
    return max(_FEWEST // _TONES, round(_FLATTEST * number))


def _tones(brightness: np.ndarray) -> list[np.ndarray]:
    """Indices from dark to bright in about equal groups, so that the flat blocks come from all of them."""
    return [tone for tone in np.array_split(np.argsort(brightness, kind="stable"), _TONES) if tone.size]


def _slope(picture: np.ndarray) -> np.ndarray:
    """How much the brightness of blocks changes from one to the next, h x w: forms change it, and grain hardly does.

    Judged between blocks, not inside them: choosing those with little power would find less grain than there is.
    """
    means = cv2.blur(picture.mean(axis=2), (_BLOCK, _BLOCK))
    apart = np.zeros((1, 2 * _BLOCK + 1), np.float32)
    apart[0, 0], apart[0, -1] = -1, 1
    return np.abs(cv2.filter2D(means, -1, apart)) + np.abs(cv2.filter2D(means, -1, np.ascontiguousarray(apart.T)))


def _power(blocks: np.ndarray) -> np.ndarray:
    """n x 8 x 5 power spectra of n x 8 x 8 blocks, scaled so that white noise has its variance everywhere."""
    window = np.outer(np.hanning(_BLOCK + 2)[1:-1], np.hanning(_BLOCK + 2)[1:-1]).astype(np.float32)
    level = (blocks * window).sum(axis=(1, 2), keepdims=True) / window.sum()
    return np.abs(np.fft.rfft2((blocks - level) * window)) ** 2 / (window**2).sum()


def _spectrum(blocks: _Blocks) -> np.ndarray:
    """3 x 8 x 5: the typical power on each axis, from its calmer blocks."""
    powers = [np.quantile(_power(blocks.values[..., axis]), _CALM, axis=0) for axis in range(3)]
    return np.stack(powers) / -np.log(1 - _CALM)  # the power of one wave of noise is exponential: so is its mean found


def _missing_power(beside: np.ndarray, within: np.ndarray) -> np.ndarray | None:
    """What the fill's spectrum lacks; None where that cannot be seen, or is no grain."""
    missing = np.maximum(beside - within, 0)
    missing[:, 0, 0] = missing[:, [0, 1, -1], [1, 0, 0]].mean(axis=1)  # not seen: a block's level was taken off
    full = missing[..., 1:-1].sum(axis=(1, 2)) * 2 + missing[..., 0].sum(axis=1) + missing[..., -1].sum(axis=1)
    deviation = float(np.sqrt(full.sum() / (3 * _BLOCK * _BLOCK)))
    if deviation < _LEAST:
        return None
    return missing * min(1.0, (_GREATEST / deviation) ** 2)


def _rolled(power: np.ndarray, box: Rect, seed: int) -> np.ndarray:
    """Noise of the given spectrum, h x w x 3."""
    rng = np.random.default_rng([seed, 0x677261696E])
    planes = []
    for axis in range(3):
        white = rng.standard_normal((box.height, box.width), np.float32)
        kernel = np.fft.fftshift(np.fft.irfft2(np.sqrt(power[axis]), (_BLOCK, _BLOCK))).astype(np.float32)
        planes.append(cv2.filter2D(white, -1, kernel, borderType=cv2.BORDER_REFLECT))
    return np.dstack(planes) @ _AXES


def _strength(beside: _Blocks, fill: np.ndarray) -> np.ndarray:
    """How strong grain is at each pixel's brightness, against its mean: h x w."""
    tones = _tones(beside.brightness)
    power = _power(beside.values[..., 0])[:, 2:-1, 2:].mean(axis=(1, 2))  # fine waves: forms have none of them
    deviations = np.array([np.sqrt(np.median(power[tone])) for tone in tones])
    at = np.array([beside.brightness[tone].mean() for tone in tones])
    relative = np.clip(deviations / max(float(np.sqrt(np.mean(deviations**2))), 1e-6), 0.3, 2.0)
    smooth = cv2.GaussianBlur(fill.mean(axis=2), (0, 0), 2.0)
    return np.interp(smooth, at, relative).astype(np.float32)
