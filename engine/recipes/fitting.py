"""Where a recipe's places lie in a photo: before later changes of shape were made, and in a photo of another size."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace

import cv2
import numpy as np

from engine.document import HandStroke, MaskArea
from engine.errors import BadInput
from engine.geometry import Margins, Rect, Size
from engine.language import tr
from engine.photo.reshape import Crop, Extend, Mirror, Reshape, Straighten, Turn
from engine.recipes.stack_recipe import StackRecipe


@dataclass(frozen=True)
class Fit:
    """A recipe laid over a photo.

    Args:
        recipe: what is to be done.
        size: of the photo as it was opened.

    Raises:
        BadInput: they have other proportions.
    """

    recipe: StackRecipe
    size: Size

    def __post_init__(self) -> None:
        why_not = self.recipe.why_not(self.size)
        if why_not:
            raise BadInput(why_not, tr("Choose a photo that fits, or save a recipe from this one."))

    @property
    def is_exact(self) -> bool:
        """Whether the photo has the very size."""
        return self.size == self.recipe.opened

    @property
    def scale(self) -> float:
        """px of the photo by px of the recipe's own."""
        return math.sqrt(self.size.area / self.recipe.opened.area)

    def px(self, length: int) -> int:
        """A length of the recipe's, in the photo."""
        return length if self.is_exact else round(length * self.scale)

    def reshapes(self) -> tuple[Reshape, ...]:
        """The changes of shape, for this photo."""
        made, size, before = list[Reshape](), self.size, self._sizes()
        for stage, reshape in enumerate(self.recipe.reshapes):
            made.append(self._scaled(reshape, before[stage], size))
            size = made[-1].size(size)
        return tuple(made)

    def area(self, area: MaskArea, stage: int) -> MaskArea | None:
        """A mask of the recipe in the photo as it is after `stage` changes of shape; None where nothing is left.

        It is the very mask of then, except where the photo was straightened, or part of the mask was cropped off.
        """
        sizes = self._sizes()
        for place in reversed(range(stage, len(self.recipe.reshapes))):
            before = _undone(area, self.recipe.reshapes[place], sizes[place])
            if before is None:
                return None
            area = before
        return area if self.is_exact else self._resized(area, sizes[stage], self._target_size(stage))

    def stroke(self, stroke: HandStroke, stage: int) -> HandStroke:
        """A stroke of the recipe in the photo as it is after `stage` changes of shape."""
        for before, reshape in zip(self._sizes()[stage:], self.recipe.reshapes[stage:], strict=False):
            if isinstance(reshape, Extend):  # which has moved it
                stroke = stroke.moved(-reshape.margins.left, -reshape.margins.top)
            elif isinstance(reshape, Crop):
                area = reshape.area.clipped(before)
                stroke = stroke.moved(area.x, area.y)
        if self.is_exact:
            return stroke
        by, offset = self.scale, stroke.offset
        return replace(
            stroke,
            tip=replace(stroke.tip, diameter=max(1.0, stroke.tip.diameter * by)),
            points=tuple((x * by, y * by, pressure) for x, y, pressure in stroke.points),
            offset=None if offset is None else (round(offset[0] * by), round(offset[1] * by)),
            origin=(round(stroke.origin[0] * by), round(stroke.origin[1] * by)),
            avoid=tuple(
                (round(x * by), round(y * by), max(1, round(width * by)), max(1, round(height * by)))
                for x, y, width, height in stroke.avoid
            ),
        )

    def _sizes(self) -> list[Size]:
        """Of the recipe's own photo, before each change of shape and after the last."""
        sizes = [self.recipe.opened]
        for reshape in self.recipe.reshapes:
            sizes.append(reshape.size(sizes[-1]))
        return sizes

    def _target_size(self, stage: int) -> Size:
        size = self.size
        for reshape in self.reshapes()[:stage]:
            size = reshape.size(size)
        return size

    def _scaled(self, reshape: Reshape, before: Size, size: Size) -> Reshape:
        """A change of shape of a picture of `before`, for the photo as it is by then, of `size`."""
        if self.is_exact:
            return reshape
        if isinstance(reshape, Crop):
            across, down = size.width / before.width, size.height / before.height
            area = reshape.area
            left, top = round(area.x * across), round(area.y * down)
            right, bottom = max(left + 1, round(area.right * across)), max(top + 1, round(area.bottom * down))
            return Crop(Rect.from_bounds(left, top, right, bottom))
        if isinstance(reshape, Extend):
            sides = reshape.margins
            return Extend(Margins(*(self.px(side) for side in (sides.left, sides.top, sides.right, sides.bottom))))
        return reshape

    def _resized(self, area: MaskArea, size: Size, target: Size) -> MaskArea | None:
        across, down = target.width / size.width, target.height / size.height
        rect = Rect.from_bounds(
            math.floor(area.rect.x * across),
            math.floor(area.rect.y * down),
            math.ceil(area.rect.right * across),
            math.ceil(area.rect.bottom * down),
        ).clipped(target)
        if rect.is_empty:
            return None
        way = cv2.INTER_AREA if across < 1 else cv2.INTER_LINEAR
        alpha = cv2.resize(np.ascontiguousarray(area.alpha), (rect.width, rect.height), interpolation=way)
        return MaskArea(rect, alpha.astype(np.uint8, copy=False)) if alpha.any() else None


def _undone(area: MaskArea, reshape: Reshape, size: Size) -> MaskArea | None:
    """A mask of a reshaped picture, in the picture of `size` that it was before; None where nothing of it is left."""
    if isinstance(reshape, Crop):
        corner = reshape.area.clipped(size)
        return MaskArea(area.rect.translated(corner.x, corner.y), area.alpha)
    if isinstance(reshape, Extend):
        margins = reshape.margins
        moved = area.rect.translated(-margins.left, -margins.top)
        kept = moved.clipped(size)
        alpha = area.alpha[kept.translated(-moved.x, -moved.y).slices]
        return None if kept.is_empty or not alpha.any() else MaskArea(kept, alpha)
    after = reshape.size(size)
    if isinstance(reshape, Turn):
        found = Turn(4 - reshape.quarters).samples(area.alpha, after, area.rect, fades=True)
    elif isinstance(reshape, Mirror):
        found = reshape.samples(area.alpha, after, area.rect, fades=True)
    else:
        assert isinstance(reshape, Straighten)
        found = _unturned(area, reshape, size)
    return None if found is None else MaskArea(found[0], found[1].astype(np.uint8, copy=False))


def _unturned(area: MaskArea, reshape: Straighten, size: Size) -> tuple[Rect, np.ndarray] | None:
    matrix = reshape.matrix(size)
    turn, shift = matrix[:, :2], matrix[:, 2]
    corners = np.array([(x, y) for x in (area.rect.x, area.rect.right) for y in (area.rect.y, area.rect.bottom)], float)
    before = (corners - shift) @ np.linalg.inv(turn).T
    low, high = np.floor(before.min(0)), np.ceil(before.max(0))
    rect = Rect.from_bounds(*(int(value) for value in (*low, *high))).clipped(size)
    if rect.is_empty:
        return None
    # From pixel centres of the result to pixel centres of the mask.
    offset = turn @ (np.array([rect.x, rect.y]) + 0.5) + shift - np.array([area.rect.x, area.rect.y]) - 0.5
    alpha = cv2.warpAffine(
        np.ascontiguousarray(area.alpha),
        np.hstack([turn, offset[:, None]]),
        (rect.width, rect.height),
        flags=cv2.INTER_LINEAR | cv2.WARP_INVERSE_MAP,
        borderMode=cv2.BORDER_CONSTANT,
    )
    return (rect, alpha) if alpha.any() else None
