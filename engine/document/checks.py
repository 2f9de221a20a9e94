"""Whether what is put into a document fits its photo."""

from __future__ import annotations

from typing import TYPE_CHECKING

from engine.document.patch import Patch
from engine.document.selections import SavedSelection
from engine.geometry import Rect, Size

if TYPE_CHECKING:
    from engine.photo import Photo


def check_patch(patch: Patch, photo: Photo) -> None:
    """Raises ValueError where a patch reaches out of the photo, or is of another depth."""
    whole = Rect.of(photo.size)
    if patch.mask is not None and not whole.contains(patch.mask.rect):
        raise ValueError(f"the mask of patch {patch.id} does not fit the photo: {patch.mask.rect}")
    for piece in patch.pieces:
        if not whole.contains(piece.rect) or piece.pixels.dtype != photo.pixels.dtype:
            raise ValueError(f"patch {patch.id} does not fit the photo: {piece.rect}, {piece.pixels.dtype}")


def check_stack(patches: tuple[Patch, ...], photo: Photo) -> None:
    """Raises ValueError where one does not fit, or two have one id."""
    for patch in patches:
        check_patch(patch, photo)
    if len({patch.id for patch in patches}) < len(patches):
        raise ValueError("two patches have one id")


def check_selections(selections: tuple[SavedSelection, ...], size: Size) -> None:
    """Raises ValueError where one reaches out of a photo of this size, or two have one name."""
    whole = Rect.of(size)
    if not all(whole.contains(one.packed.rect) for one in selections):
        raise ValueError("a saved selection reaches out of the photo")
    if len({one.name for one in selections}) < len(selections):
        raise ValueError("two saved selections have one name")
