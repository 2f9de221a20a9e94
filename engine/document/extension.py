"""A canvas that grows: how far it is to grow, and what moves along with the photo's corner. Pure geometry."""

from __future__ import annotations

from dataclasses import dataclass, replace
from fractions import Fraction
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from engine.document.patch import MaskArea, Patch
from engine.geometry import Margins, Rect, Size
from engine.memory import untouched

if TYPE_CHECKING:
    from engine.photo import Photo

CENTRE = (0.5, 0.5)


@dataclass(frozen=True, eq=False)
class CanvasChange:
    """The photo before and after its canvas has grown by `margins`. Both are kept: undo brings back the very photo.

    masked: where the mask was above 0 before, and so is again before the step is undone: nothing else has to be looked
    at or copied, which for a large photo takes longer than a frame.
    """

    before: Photo
    after: Photo
    margins: Margins
    masked: Rect

    @property
    def offset(self) -> tuple[int, int]:
        """(dx, dy) by which everything in the photo moves when the step is done."""
        return self.margins.left, self.margins.top


@dataclass(frozen=True, eq=False)
class FramedMask:
    """The mask of a canvas that has grown: its margins, and what was marked before. Made when it is asked for.

    size: of the canvas before; marked: what was above 0 there.
    """

    size: Size
    margins: Margins
    marked: MaskArea

    @property
    def area(self) -> MaskArea:
        """All of it: for a large photo that is work for another thread."""
        mask = framed_mask(self.size, self.margins)
        mask[self.marked.rect.translated(self.margins.left, self.margins.top).slices] = self.marked.alpha
        return MaskArea(Rect.of(self.margins.around(self.size)), mask)


def framed_mask(size: Size, margins: Margins) -> NDArray[np.uint8]:
    """H x W of a canvas that has grown by `margins` from `size`: 255 in the margins, else 0."""
    whole = margins.around(size)
    mask = untouched(whole.height, whole.width)
    for strip in margins.strips(size):
        mask[strip.slices] = 255
    return mask


def margins_for_aspect(
    size: Size, aspect: Fraction, anchor: tuple[float, float] = CENTRE, least: Margins = Margins()
) -> Margins:
    """The smallest margins, each at least `least`, that give a picture an aspect to within half a pixel.

    Args:
        size: of the picture.
        aspect: width to height, above 0.
        anchor: where the picture stays in the new canvas, across and down: 0 = at its left or top, 0.5 = in the
            middle, 1 = at its right or bottom. It shares out what is added beyond `least`.
    """
    extended = least.around(size)
    across = max(0, round(extended.height * aspect) - extended.width)
    down = 0 if across else max(0, round(extended.width / aspect) - extended.height)
    left, top = round(across * anchor[0]), round(down * anchor[1])
    return Margins(least.left + left, least.top + top, least.right + across - left, least.bottom + down - top)


def moved_patch(patch: Patch, dx: int, dy: int) -> Patch:
    """The same patch at another place; its arrays are shared."""
    if not (dx or dy):
        return patch
    pieces = tuple(replace(piece, rect=piece.rect.translated(dx, dy)) for piece in patch.pieces)
    mask = None if patch.mask is None else replace(patch.mask, rect=patch.mask.rect.translated(dx, dy))
    return replace(patch, pieces=pieces, mask=mask, recipe=patch.recipe.moved(dx, dy))
