"""The mask of an open document: its pixels, and where there are any."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from engine.document.patch import MaskArea
from engine.document.tiles import MaskDelta
from engine.geometry import Rect, Size
from engine.mask.morphology import bounding_rect
from engine.memory import untouched

Mask = NDArray[np.uint8]


@dataclass(frozen=True, eq=False)
class MaskPlan:
    """A change of the mask, worked out but not made yet. See `Document.plan_mask`."""

    revision: int
    rect: Rect
    pixels: Mask
    delta: MaskDelta


class MaskBuffer:
    """H x W uint8, 255 = fill. Its bounds are looked for once a change, where it has been written.

    Whoever writes into `pixels` says so with `written`.
    """

    def __init__(self, size: Size) -> None:
        self.replace(untouched(size.height, size.width))

    @property
    def pixels(self) -> Mask:
        """To be written to; another array after `replace`."""
        return self._pixels

    @property
    def view(self) -> Mask:
        """The same pixels, read-only: every later change shows in it, until `replace`."""
        return self._view

    @property
    def bounds(self) -> Rect:
        """The smallest rect around what is above 0."""
        if self._is_hull_tight:
            return self._hull
        self._is_hull_tight = True
        found = bounding_rect(self._pixels[self._hull.slices])
        self._hull = Rect(0, 0, 0, 0) if found.is_empty else found.translated(self._hull.x, self._hull.y)
        return self._hull

    @property
    def marked(self) -> MaskArea:
        """What is above 0, a view of it."""
        return MaskArea(self.bounds, self._pixels[self.bounds.slices])

    def replace(self, pixels: Mask, written: Rect = Rect(0, 0, 0, 0)) -> None:
        """Another array, such as that of another canvas; it is 0 beside `written`."""
        self._pixels = pixels
        self._view = pixels.view()
        self._view.flags.writeable = False
        self._hull, self._is_hull_tight = written, written.is_empty

    def written(self, rect: Rect) -> None:
        """The mask is another inside `rect`, so that its bounds may be."""
        self._hull, self._is_hull_tight = self._hull.united(rect), False

    def planned(self, rect: Rect, pixels: Mask | int) -> MaskDelta:
        """What `write` would change."""
        return MaskDelta.between(self._pixels, rect, pixels)

    def write(self, area: Rect, pixels: Mask | int, delta: MaskDelta) -> MaskDelta:
        """Puts in place what is `planned`: what stays as it is need not be written. Returns `delta`."""
        for rect in delta.rects:
            part = pixels if isinstance(pixels, int) else pixels[rect.translated(-area.x, -area.y).slices]
            self._pixels[rect.slices] = part
        return delta

    def check_part(self, rect: Rect, pixels: Mask) -> None:
        """Raises ValueError where `pixels` is not uint8 of the rect's shape, or the rect reaches out of the mask."""
        if pixels.shape != (rect.height, rect.width) or pixels.dtype != np.uint8:
            raise ValueError(f"a mask's part in {rect} has to be uint8 of that shape")
        height, width = self._pixels.shape
        if not Rect(0, 0, width, height).contains(rect):
            raise ValueError(f"a mask's part reaches out of the photo: {rect}")
