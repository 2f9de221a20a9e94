"""The healing brush: the texture of one place in the light and colour of another.

The gradients of the source are kept and its colours follow the surroundings (Pérez et al. 2003, Poisson image
editing): what is added to the source is the membrane through the differences around the stroke, which solves Laplace's
equation.
"""

from __future__ import annotations

import math
from collections.abc import Iterator

import cv2
import numpy as np
from numpy.typing import NDArray

from engine.geometry import Rect
from engine.jobs import JobContext
from engine.retouch.painting import Painting
from engine.retouch.parting import parting

MARGIN = 6  # px of surroundings that tell the difference
_LARGEST = 1_000_000  # px of a grid on which the membrane is solved; it is smooth, and a coarser grid is enough
_SIGMA = 1.2  # px; grain of single pixels along the edge must not run into the stroke
_UNLIKE_FROM, _UNLIKE_TO = 0.15, 0.4  # the fill takes over a little on this side: it holds the edge itself
_ROUNDS = 2  # of multigrid cycles: one leaves .3 of 255, two .03
_LAPLACE = np.array([[0, 1, 0], [1, -4, 1], [0, 1, 0]], np.float32)


class Membrane:
    """What has to be added to the source of a stroke so that it meets its surroundings.

    Args:
        painting: the stroke; it covers something.
        bounds: around all that is covered.

    Raises:
        Cancelled: where the person wants no more of it.
    """

    def __init__(self, painting: Painting, bounds: Rect, context: JobContext) -> None:
        size = painting.composite.size
        self._step = max(1, math.ceil((bounds.area / _LARGEST) ** 0.5))
        # Whole cells of the grid, so that every cell is the mean of as many pixels.
        self._box = _snapped(bounds.grown(MARGIN * self._step).clipped(size), self._step)
        differences, known = _differences(painting, self._box, self._step, context)
        self._values = np.zeros_like(differences)
        # A stroke of more than a million px takes longer to fill than a hand waits for.
        parts = parting(differences[..., :3], known) if painting.adapts and self._step == 1 else None
        self.is_parted = parts is not None
        if parts is not None:
            context.check()
            sides = parts.unlike.astype(np.float32)[..., None]
            self._unlike = _solved(sides, parts.alike | parts.unlike)
            known = parts.alike
        if known.any():
            for first in range(0, differences.shape[2], 3):
                context.check()
                self._values[..., first : first + 3] = _solved(differences[..., first : first + 3], known)

    def read(self, rect: Rect) -> NDArray[np.float32]:
        """h x w x C in shares of white, C as the planes of the photo: colours, then its alpha where it has one."""
        return self._enlarged(self._values, rect)

    def unlike(self, rect: Rect) -> NDArray[np.float32]:
        """h x w x 1, 0..1: how much of each place lies among what is unlike the source. Only where it `is_parted`."""
        far = (self._enlarged(self._unlike, rect) - _UNLIKE_FROM) / (_UNLIKE_TO - _UNLIKE_FROM)
        return np.clip(far, 0, 1)

    def _enlarged(self, values: NDArray[np.float32], rect: Rect) -> NDArray[np.float32]:
        step, box = self._step, self._box
        if step == 1:
            return values[rect.translated(-box.x, -box.y).slices]
        # A pixel's centre on the grid, whose cells have theirs in the middle of `step` pixels.
        left, top = ((at - corner + 0.5) / step - 0.5 for at, corner in ((rect.x, box.x), (rect.y, box.y)))
        across = (left + np.arange(rect.width, dtype=np.float32) / step).astype(np.float32)
        down = (top + np.arange(rect.height, dtype=np.float32) / step).astype(np.float32)
        columns, rows = np.meshgrid(across, down)
        found = cv2.remap(values, columns, rows, cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE)
        return np.asarray(found, np.float32).reshape(rect.height, rect.width, -1)


def healed(samples: NDArray, change: NDArray[np.float32]) -> NDArray:
    """Samples (uint8 or uint16) with `change`, in shares of white, added: a new array of their type."""
    white = np.iinfo(samples.dtype).max
    return np.rint(np.clip(samples.astype(np.float32) + change * white, 0, white)).astype(samples.dtype)


def _snapped(rect: Rect, step: int) -> Rect:
    """`rect` grown to whole multiples of `step`; it may reach beyond the photo."""
    width, height = (-(-length // step) * step for length in (rect.width, rect.height))
    return Rect(rect.x, rect.y, width, height)


def _differences(
    painting: Painting, box: Rect, step: int, context: JobContext
) -> tuple[NDArray[np.float32], NDArray[np.bool_]]:
    """The surroundings less the source, in cells of `step` pixels: h x w x C, and where that is known."""
    sums, shares = [], []
    for band in _bands(box, step):
        context.check()
        difference, known = _difference(painting, band)
        difference[~known] = 0
        cells = (band.width // step, band.height // step)
        share = known.astype(np.float32)
        if step > 1:
            share = cv2.resize(share, cells, interpolation=cv2.INTER_AREA)
            difference = cv2.resize(difference, cells, interpolation=cv2.INTER_AREA)
        sums.append(difference.reshape(*share.shape, -1))
        shares.append(share)
    total, share = np.concatenate(sums), np.concatenate(shares)
    return _smoothed(total, share)


def _bands(box: Rect, step: int) -> Iterator[Rect]:
    rows = max(step, 512 // step * step)
    for y in range(box.y, box.bottom, rows):
        yield Rect.from_bounds(box.x, y, box.right, min(y + rows, box.bottom))


def _difference(painting: Painting, band: Rect) -> tuple[NDArray[np.float32], NDArray[np.bool_]]:
    """Of every pixel in `band`, in shares of white; known where the stroke is not and both places are."""
    composite, (dx, dy) = painting.composite, painting.offset or (0, 0)
    whole = Rect.of(composite.size)
    both = band.intersected(whole).intersected(whole.translated(-dx, -dy))
    known = np.zeros((band.height, band.width), bool)
    planes = 3 if composite.photo.alpha is None else 4
    difference = np.zeros((band.height, band.width, planes), np.float32)
    if both.is_empty:
        return difference, known
    inside = both.translated(-band.x, -band.y).slices
    known[inside] = (painting.cover(both) == 0) & painting.readable(both)
    blank = composite.blank(both)
    if blank is not None:
        known[inside] &= ~blank
    pixels, alpha = painting.copied(both)
    here, own = composite.read(both), composite.read_alpha(both)
    white = np.float32(np.iinfo(pixels.dtype).max)
    difference[inside][..., :3] = (here.astype(np.float32) - pixels) / white
    if own is not None and alpha is not None:
        difference[inside][..., 3] = (own.astype(np.float32) - alpha) / white
    return difference, known


def _smoothed(sums: NDArray[np.float32], share: NDArray[np.float32]) -> tuple[NDArray[np.float32], NDArray[np.bool_]]:
    """Means over what is known around each cell, and which cells are known."""
    side = 2 * round(3 * _SIGMA) + 1
    weight = cv2.GaussianBlur(share, (side, side), _SIGMA, borderType=cv2.BORDER_CONSTANT)
    blurred = cv2.GaussianBlur(sums, (side, side), _SIGMA, borderType=cv2.BORDER_CONSTANT).reshape(sums.shape)
    return np.asarray(blurred / np.maximum(weight, 1e-6)[..., None], np.float32), share > 0


def _solved(values: NDArray[np.float32], known: NDArray[np.bool_]) -> NDArray[np.float32]:
    """Laplace's equation where not `known`, which holds; the border lets nothing through. H x W x 1..3."""
    from engine.inpaint.seamless import solve

    planes = values.shape[2]
    padded = np.zeros((*known.shape, 3), np.float32)
    padded[..., :planes] = np.where(known[..., None], values, 0)
    inside = np.ascontiguousarray(~known)
    for _ in range(_ROUNDS):
        bent = cv2.filter2D(padded, -1, _LAPLACE, borderType=cv2.BORDER_REPLICATE)
        padded += solve(-bent, inside)
    return padded[..., :planes]
