"""Adjustments in reduced copies of a photo: what is pointwise can be done on few samples instead of on all of them.

The mean of adjusted samples is not quite what adjusting their mean gives; in a view smaller than the photo nobody sees
it. At 100 % and above every pixel is adjusted itself, as it is when the photo is saved.
"""

from __future__ import annotations

from collections import OrderedDict
from functools import lru_cache
from typing import Protocol

import cv2
import numpy as np

from engine.document import Adjustment, Composite, MaskArea, Patch
from engine.document.composite import blend
from engine.geometry import Rect
from engine.photo.display import steps_of

_KEPT_MASKS = 8


class Shower(Protocol):
    """What brings samples to the screen: an `engine.photo.display.Display`."""

    @property
    def is_quick(self) -> bool: ...
    def apply(self, samples: np.ndarray) -> np.ndarray: ...
    def apply_tables(self, samples: np.ndarray, tables: np.ndarray) -> np.ndarray: ...


def first_adjustment(composite: Composite) -> int:
    """The place in the stack of the lowest adjustment that shows; how many patches there are where none does."""
    for index, patch in enumerate(composite.patches):
        if patch.adjustment is not None and patch.visible and patch.opacity:
            return index
    return len(composite.patches)


def last_adjustments(patches: tuple[Patch, ...]) -> int:
    """The place in a stack from which on everything is adjusted, wholly and everywhere, or nothing is done at all."""
    index = len(patches)
    while index and (_changes_nothing(patches[index - 1]) or _is_whole(patches[index - 1])):
        index -= 1
    return index


def _changes_nothing(patch: Patch) -> bool:
    is_neutral = patch.adjustment is not None and patch.adjustment.is_neutral
    return is_neutral or not patch.visible or not round(patch.opacity * 255)


def _is_whole(patch: Patch) -> bool:
    return patch.is_everywhere and round(patch.opacity * 255) == 255


def show(samples: np.ndarray, patches: tuple[Patch, ...], icc: bytes | None, shower: Shower) -> np.ndarray:
    """Samples, h x w x 3 in the photo's depth and space, adjusted by patches of `last_adjustments`: for the screen.

    In 8 bits each adjustment is rounded as when the photo is saved; in 16 bits a screen does not show the difference.
    """
    adjustments = [
        patch.adjustment for patch in patches if patch.adjustment is not None and not _changes_nothing(patch)
    ]
    if not adjustments or not shower.is_quick:
        for adjustment in adjustments:
            samples = adjustment.apply(samples, icc)
        return shower.apply(samples)
    return shower.apply_tables(samples, _table(tuple(adjustments), steps_of(samples), samples.dtype == np.uint8, icc))


@lru_cache(maxsize=4)
def _table(adjustments: tuple[Adjustment, ...], steps: int, rounds: bool, icc: bytes | None) -> np.ndarray:
    """3 x `steps`, 0..1: what becomes of each channel's values under all of them. The same array for every tile."""
    places, table = np.linspace(0, 1, steps), np.broadcast_to(np.linspace(0, 1, steps), (3, steps))
    for adjustment in adjustments:
        made = adjustment.values(steps, icc)
        made = np.stack([np.interp(table[channel], places, made[channel]) for channel in range(3)])
        table = np.rint(made * 255) / 255 if rounds else made
    return table


def without_adjustments(composite: Composite) -> Composite:
    """What changes the photo's transparency, which adjustments leave alone."""
    kept = tuple(patch for patch in composite.patches if patch.adjustment is None)
    return composite if len(kept) == len(composite.patches) else Composite(composite.photo, kept)


class ReducedMasks:
    """Masks of adjustments, halved to any level; the last few are kept."""

    def __init__(self) -> None:
        self._levels: OrderedDict[MaskArea, list[tuple[Rect, np.ndarray]]] = OrderedDict()

    def read(self, area: MaskArea, level: int, rect: Rect) -> np.ndarray:
        """The mask in a rectangle of a level, h x w uint8, 0 where it does not reach."""
        there, alpha = self._reduced(area, level)
        found = np.zeros((rect.height, rect.width), np.uint8)
        both = there.intersected(rect)
        if not both.is_empty:
            found[both.translated(-rect.x, -rect.y).slices] = alpha[both.translated(-there.x, -there.y).slices]
        return found

    def _reduced(self, area: MaskArea, level: int) -> tuple[Rect, np.ndarray]:
        levels = self._levels.setdefault(area, [(area.rect, area.alpha)])
        self._levels.move_to_end(area)
        while len(self._levels) > _KEPT_MASKS:
            self._levels.popitem(last=False)
        while len(levels) <= level:
            levels.append(_halved(*levels[-1]))
        return levels[level]


def _halved(rect: Rect, alpha: np.ndarray) -> tuple[Rect, np.ndarray]:
    """One level coarser, on the grid of the photo's own levels."""
    half = Rect.from_bounds(rect.x >> 1, rect.y >> 1, -(-rect.right >> 1), -(-rect.bottom >> 1))
    before, above = rect.x - 2 * half.x, rect.y - 2 * half.y
    after, below = 2 * half.right - rect.right, 2 * half.bottom - rect.bottom
    # An odd end may be the photo's own edge, where a mask that reaches it goes on.
    grown = cv2.copyMakeBorder(np.ascontiguousarray(alpha), above, below, before, after, cv2.BORDER_REPLICATE)
    return half, cv2.resize(grown, (half.width, half.height), interpolation=cv2.INTER_AREA)


def adjust(
    samples: np.ndarray, patches: tuple[Patch, ...], icc: bytes | None, masks: ReducedMasks, level: int, rect: Rect
) -> np.ndarray:
    """The samples at a rectangle of a level, h x w x 3 in the photo's depth and space, with the adjustments of a stack.

    Patches that lay pixels over them are left out.
    """
    for patch in patches:
        opacity = round(patch.opacity * 255)
        if patch.adjustment is None or patch.adjustment.is_neutral or not patch.visible or not opacity:
            continue
        if patch.mask is None and opacity == 255:
            samples = patch.adjustment.apply(samples, icc)
            continue
        alpha = np.full(samples.shape[:2], 255, np.uint8)
        if patch.mask is not None:
            alpha = masks.read(patch.mask, level, rect)
            if not alpha.any():
                continue
        changed = patch.adjustment.apply(samples, icc)
        samples = samples.copy()
        blend(samples, changed, alpha, opacity)
    return samples
