"""What a comparison shows: parts of composites made ready for the screen, and how far two of them differ.

Everything here may run on any thread.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray
from PySide6.QtGui import QImage

from engine.document import Composite, Patch
from engine.geometry import Rect, Size
from engine.language import tr
from engine.photo import DisplayTransform
from ui.canvas.pyramid import level_size
from ui.convert import premultiplied_bgra, wrap_bgra

# Larger ones are shown from their first halving on: four of them would fill a gigabyte.
MAX_PIXELS = 12_000_000
_SMALLEST = 128


@dataclass(frozen=True, eq=False)
class Picture:
    """A part of a photo and its halvings, in sRGB.

    Args:
        size: in photo pixels.
        first: the level of the first plane; level n has a sample for each 2^n photo pixels.
        planes: h x w x 4 uint8 BGRA, each half as large as the one before, colours scaled by alpha.
        has_alpha: whether something behind it would show.
    """

    size: Size
    first: int
    planes: tuple[NDArray[np.uint8], ...]
    has_alpha: bool = False

    def image(self, level: int) -> tuple[QImage, int]:
        """The plane nearest to `level` as an image over its own memory, and its level."""
        index = min(len(self.planes) - 1, max(0, level - self.first))
        kind = QImage.Format.Format_ARGB32_Premultiplied if self.has_alpha else QImage.Format.Format_RGB32
        return wrap_bgra(self.planes[index], kind), self.first + index


def picture_of(composite: Composite, frame: Rect) -> Picture:
    """What a composite shows in `frame`."""
    colours = DisplayTransform(composite.photo.icc).apply(composite.read(frame))
    alpha = composite.read_alpha(frame)
    if alpha is None or bool((alpha == np.iinfo(alpha.dtype).max).all()):
        return _with_halvings(cv2.cvtColor(np.ascontiguousarray(colours), cv2.COLOR_RGB2BGRA))
    narrow = alpha if alpha.dtype == np.uint8 else (alpha >> 8).astype(np.uint8)
    return _with_halvings(premultiplied_bgra(colours, np.ascontiguousarray(narrow)), has_alpha=True)


def _with_halvings(plane: NDArray, *, has_alpha: bool = False) -> Picture:
    size = Size(plane.shape[1], plane.shape[0])
    planes, level, kept = [plane], 0, 0
    while max(planes[-1].shape[:2]) > _SMALLEST:
        level += 1
        smaller = level_size(size, level)
        halved = cv2.resize(planes[-1], (smaller.width, smaller.height), interpolation=cv2.INTER_AREA)
        if planes[-1].shape[0] * planes[-1].shape[1] > MAX_PIXELS:
            planes, kept = [], level
        planes.append(halved)
    return Picture(size, kept, tuple(planes), has_alpha)


@dataclass(frozen=True)
class Numbers:
    """How far two fills differ where either of them filled, in the photo's own samples (0..`full`).

    Args:
        mean: of the absolute difference, over all three colours.
        largest: of any sample.
        share: of the pixels that differ at all, 0..1.
        full: the largest sample there can be.
    """

    mean: float
    largest: int
    share: float
    full: int

    @property
    def words(self) -> str:
        share = tr("{share:.0f} % of the fill differs", share=self.share * 100)
        return tr(
            "mean {mean:.1f} · largest {largest} of {full} · {share}",
            mean=self.mean,
            largest=self.largest,
            full=self.full,
            share=share,
        )


@dataclass(frozen=True, eq=False)
class Difference:
    """A picture of the absolute difference of two fills, times `gain`, and its numbers."""

    picture: Picture
    numbers: Numbers
    gain: float


def difference_of(
    first: Composite, second: Composite, frame: Rect, patches: Sequence[Patch], gain: float
) -> Difference:
    """Compare two composites in `frame` at the photo's depth.

    Args:
        patches: the numbers are taken where one of these shows.
        gain: what the difference is multiplied by for the eye, above 0.
    """
    ours, theirs = (_samples(one, frame) for one in (first, second))
    apart = cv2.absdiff(ours, theirs)
    full = 255 if apart.dtype == np.uint8 else 65535
    bright = cv2.convertScaleAbs(apart, alpha=gain * 255 / full)
    filled = Composite(first.photo, tuple(patches)).covered(frame)
    picture = _with_halvings(cv2.cvtColor(bright, cv2.COLOR_RGB2BGRA))
    return Difference(picture, _numbers(apart, filled, full), gain)


def _samples(composite: Composite, frame: Rect) -> NDArray:
    """The colours at the photo's depth; where there is alpha, laid over black: hidden colours mean nothing."""
    colours, alpha = np.ascontiguousarray(composite.read(frame)), composite.read_alpha(frame)
    if alpha is None:
        return colours
    return cv2.multiply(colours, cv2.merge([np.ascontiguousarray(alpha)] * 3), scale=1 / np.iinfo(alpha.dtype).max)


def _numbers(apart: NDArray, filled: NDArray[np.bool_], full: int) -> Numbers:
    inside = apart[filled]
    if not inside.size:
        return Numbers(0.0, 0, 0.0, full)
    return Numbers(float(inside.mean()), int(inside.max()), float(inside.any(axis=1).mean()), full)
