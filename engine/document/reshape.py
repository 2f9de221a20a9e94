"""What becomes of patches and masks when the photo under them takes another shape."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import lz4.block
import numpy as np
from numpy.typing import NDArray

from engine.document.patch import MaskArea, Patch, Piece, Recipe
from engine.geometry import Rect, Size
from engine.photo.reshape import Crop, Reshape

if TYPE_CHECKING:
    from engine.photo import Photo


@dataclass(frozen=True, eq=False)
class PackedMask:
    """The part of a mask that is above 0, compressed."""

    rect: Rect
    data: bytes

    @staticmethod
    def of(area: MaskArea | None) -> PackedMask:
        """None stands for a mask that is 0 everywhere."""
        if area is None or area.rect.is_empty:
            return PackedMask(Rect(0, 0, 0, 0), b"")
        return PackedMask(area.rect, lz4.block.compress(np.ascontiguousarray(area.alpha), store_size=False))

    @property
    def alpha(self) -> NDArray[np.uint8]:
        """h x w, read-only."""
        raw = lz4.block.decompress(self.data, uncompressed_size=self.rect.area) if self.rect.area else b""
        return np.frombuffer(raw, np.uint8).reshape(self.rect.height, self.rect.width)


@dataclass(frozen=True, eq=False)
class ShapeChange:
    """The photo and the mask before and after. Both are kept: undo brings back the very photo."""

    before: Photo
    after: Photo
    mask_before: PackedMask
    mask_after: PackedMask

    @property
    def nbytes(self) -> int:
        """What it keeps beside the photos."""
        return len(self.mask_before.data) + len(self.mask_after.data)


def reshaped_area(area: MaskArea, reshape: Reshape, size: Size) -> MaskArea | None:
    """A mask's area in a photo that had `size`; None where nothing of it is left."""
    if area.rect.is_empty:
        return None
    found = reshape.samples(area.alpha, size, area.rect, fades=True)
    return None if found is None or not found[1].any() else MaskArea(*found)


def reshaped_patch(patch: Patch, reshape: Reshape, size: Size) -> Patch | None:
    """The same patch over a photo that had `size`; None where nothing of it is left."""
    pieces = tuple(piece for piece in (_reshaped_piece(one, reshape, size) for one in patch.pieces) if piece)
    mask = None if patch.mask is None else reshaped_area(patch.mask, reshape, size)
    if not pieces and (patch.adjustment is None or (patch.mask is not None and mask is None)):
        return None
    return replace(patch, pieces=pieces, mask=mask, recipe=_reshaped_recipe(patch.recipe, reshape, size))


def _reshaped_recipe(recipe: Recipe, reshape: Reshape, size: Size) -> Recipe:
    """A stroke made by hand is known by its path, which only a crop leaves as it was."""
    if recipe.strokes is None:
        return recipe
    if isinstance(reshape, Crop):
        area = reshape.area.clipped(size)
        return recipe.moved(-area.x, -area.y)
    return replace(recipe, strokes=None)


def _reshaped_piece(piece: Piece, reshape: Reshape, size: Size) -> Piece | None:
    pixels = reshape.samples(piece.pixels, size, piece.rect)
    alpha = reshape.samples(piece.alpha, size, piece.rect, fades=True)
    if pixels is None or alpha is None:
        return None
    own = None if piece.photo_alpha is None else reshape.samples(piece.photo_alpha, size, piece.rect)
    return Piece(pixels[0], pixels[1], alpha[1], None if own is None else own[1])
