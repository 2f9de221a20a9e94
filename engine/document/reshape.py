"""What becomes of patches and masks when the photo under them takes another shape."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import lz4.block
import numpy as np
from numpy.typing import NDArray

from engine.document.patch import MaskArea, Patch, Piece, Recipe
from engine.geometry import Rect, Size
from engine.memory import untouched
from engine.photo.reshape import Crop, Reshape, reshaped_photo

if TYPE_CHECKING:
    from engine.document.composite import Composite
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

    def on(self, size: Size) -> NDArray[np.uint8]:
        """All of the mask of a photo of this size, to be written to."""
        mask = untouched(size.height, size.width)
        mask[self.rect.slices] = self.alpha
        return mask


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


@dataclass(frozen=True, eq=False)
class Reshaped:
    """What becomes of a document, made away from it: for a large photo that is work for another thread.

    `masks` are the mask before and after; None where it has to be looked at again.
    """

    photo: Photo
    patches: tuple[Patch, ...]
    masks: tuple[PackedMask, PackedMask] | None


def reshaped(
    composite: Composite, marked: MaskArea, reshape: Reshape, check: Callable[[], object] | None = None
) -> Reshaped:
    """What becomes of a composite, and of the part of the mask that is above 0.

    Args:
        check: called between steps; what it raises ends the work.

    Raises:
        BadInput, OutOfMemory: as `reshaped_photo`.
    """
    photo, size = reshaped_photo(composite.photo, reshape, check), composite.size
    patches = []
    for patch in composite.patches:
        if check is not None:
            check()
        patches.append(reshaped_patch(patch, reshape, size))
    masks = PackedMask.of(marked), PackedMask.of(reshaped_area(marked, reshape, size))
    return Reshaped(photo, tuple(patch for patch in patches if patch is not None), masks)


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
    """A stroke made by hand stays a path over the photo as it was at `Recipe.stage`, shifted where the photo was."""
    if not isinstance(reshape, Crop):
        return recipe
    area = reshape.area.clipped(size)
    return recipe.moved(-area.x, -area.y)


def _reshaped_piece(piece: Piece, reshape: Reshape, size: Size) -> Piece | None:
    pixels = reshape.samples(piece.pixels, size, piece.rect)
    alpha = reshape.samples(piece.alpha, size, piece.rect, fades=True)
    if pixels is None or alpha is None:
        return None
    own = None if piece.photo_alpha is None else reshape.samples(piece.photo_alpha, size, piece.rect)
    return Piece(pixels[0], pixels[1], alpha[1], None if own is None else own[1])
