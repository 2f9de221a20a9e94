"""How a newly selected area joins what is masked: added, taken away, what both have in common, or in its place."""

from __future__ import annotations

from enum import Enum

import numpy as np
from numpy.typing import NDArray

from engine.geometry import Rect
from engine.mask.morphology import bounding_rect

Mask = NDArray[np.uint8]


class Combine(Enum):
    """What a selecting gesture does to the mask."""

    ADD = "add"
    SUBTRACT = "subtract"
    INTERSECT = "intersect"
    REPLACE = "replace"


def combined(mask: Mask, bounds: Rect, rect: Rect, area: Mask, how: Combine) -> tuple[Rect, Mask]:
    """The part of a mask that an area changes, as it is afterwards; soft edges stay soft.

    Args:
        mask: H x W uint8, not written to.
        bounds: outside this rect the mask is 0.
        rect: where the area lies, inside the mask.
        area: h x w uint8, 255 = selected; nothing is selected outside `rect`.

    Returns:
        A rect and the mask in it; outside it nothing changes. The rect is empty where nothing changes at all.
    """
    if how is Combine.ADD:
        return rect, np.maximum(mask[rect.slices], area)
    if how is Combine.SUBTRACT:
        both = rect.intersected(bounds)
        if both.is_empty:
            return Rect(rect.x, rect.y, 0, 0), area[:0, :0]
        return both, np.minimum(mask[both.slices], 255 - area[_within(both, rect)])
    if how is Combine.REPLACE:
        if rect.is_empty:  # where nothing was found the mask is worth more than nothing
            return rect, area
        whole = rect.united(bounds)
        new = np.zeros((whole.height, whole.width), np.uint8)
        new[_within(rect, whole)] = area
        return whole, new
    both = rect.intersected(bounds)
    left = np.zeros((bounds.height, bounds.width), np.uint8)
    if not both.is_empty:
        left[_within(both, bounds)] = np.minimum(mask[both.slices], area[_within(both, rect)])
    return bounds, left


def cut_to_content(rect: Rect, area: Mask) -> tuple[Rect, Mask]:
    """The same area in the smallest rect that holds all of it; an empty rect where there is none."""
    inner = bounding_rect(area)
    if inner.is_empty:
        return Rect(rect.x, rect.y, 0, 0), area[:0, :0]
    return inner.translated(rect.x, rect.y), area[inner.slices]


def _within(inner: Rect, outer: Rect) -> tuple[slice, slice]:
    return inner.translated(-outer.x, -outer.y).slices
