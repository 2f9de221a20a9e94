"""A small picture of a placed sample in its photo, quick enough to follow a slider: no grain, and few pixels."""

from __future__ import annotations

import cv2
import numpy as np

from engine.document import Composite
from engine.geometry import Rect, Size
from engine.inpaint import blend
from engine.inpaint.placed import LIMIT, cut_out, seam_weight
from engine.latent.placing import PlacedSample, warped
from engine.photo import DisplayTransform

_SOLVE_SIDE = 80  # px; the correction of colours takes most of the time


class Draft:
    """All of a place that stays the same from one sample to the next.

    Args:
        source: what the place is filled in.
        mask: uint8 of the shape of `place`, above 0 = fill.
        place: where the mask lies.
        feather: px over which the picture fades in.
        rect: the part of the photo that is shown.
        size: the picture is made no larger, px.
    """

    def __init__(self, source: Composite, mask: np.ndarray, place: Rect, feather: int, rect: Rect, size: Size) -> None:
        self._scale = min(1.0, size.width / rect.width, size.height / rect.height)
        target = max(1, round(rect.width * self._scale)), max(1, round(rect.height * self._scale))
        self._place, self._rect = place, rect
        shown = cv2.resize(source.read(rect), target, interpolation=cv2.INTER_AREA)
        self._base = blend.to_float(DisplayTransform(source.photo.icc).apply(shown))
        around = np.zeros((rect.height, rect.width), np.uint8)
        both = place.intersected(rect)
        around[both.translated(-rect.x, -rect.y).slices] = mask[both.translated(-place.x, -place.y).slices]
        small = cv2.resize(around, target, interpolation=cv2.INTER_AREA)
        self._hole = small > 0
        self._alpha = blend.coverage(small, round(feather * self._scale))[..., None].astype(np.float32) / 255

    def paint(self, sample: PlacedSample) -> np.ndarray:
        """h x w x 3 sRGB uint8; `sample.picture` has to be there."""
        assert sample.picture is not None
        square = sample.placement.square(self._place)
        picture = blend.to_float(sample.picture)
        laid = warped(picture, square, self._rect, scale=self._scale, sharpness=sample.sharpness)
        laid = laid if laid.shape == self._base.shape else cv2.resize(laid, self._base.shape[1::-1])
        weight = seam_weight(self._hole, sample.colour, square.side * self._scale)
        met = blend.match_colour(self._base, laid, self._hole, weight=weight, limit=LIMIT, side=_SOLVE_SIDE)
        met = cut_out(self._base, laid, met, self._hole, sample.cutout)
        return blend.to_depth(self._base + self._alpha * (met - self._base), np.dtype(np.uint8))
