"""Steps that change the photo's canvas, made of what a document holds and not done yet."""

from __future__ import annotations

from typing import TYPE_CHECKING

from engine.document.composite import Composite
from engine.document.extension import CanvasChange, moved_patch
from engine.document.history import StackChange, Step
from engine.document.patch import Patch
from engine.document.reshape import PackedMask, ShapeChange, reshaped_patch
from engine.document.selections import SavedSelection, SelectionsChange, moved_selections, reshaped_selections
from engine.geometry import Margins, Rect
from engine.language import mark, tr

if TYPE_CHECKING:
    from engine.photo import Photo
    from engine.photo.reshape import Reshape

RESHAPE_LABELS = {
    "crop": mark("Crop"),
    "turn": mark("Rotate"),
    "mirror": mark("Mirror"),
    "straighten": mark("Straighten"),
}


def photo_reshaped(before: Photo, reshape: Reshape, made: Photo | None) -> Photo:
    """`made`, or a reshaped photo where there is none yet; errors as in `Document.reshape`."""
    from engine.photo.reshape import reshaped_photo

    photo = reshaped_photo(before, reshape) if made is None else made
    if photo.size != reshape.size(before.size) or photo.pixels.dtype != before.pixels.dtype:
        raise ValueError("the reshaped photo does not fit the document")
    return photo


def photo_extended(before: Photo, margins: Margins, made: Photo | None) -> Photo:
    """`made`, or a photo with these margins where there is none yet; errors as in `Document.extend`."""
    from engine.photo import extended_photo

    photo = extended_photo(before, margins) if made is None else made
    if photo.size != margins.around(before.size) or photo.pixels.dtype != before.pixels.dtype:
        raise ValueError("the extended photo does not fit the document")
    return photo


def reshape_step(
    composite: Composite,
    selections: tuple[SavedSelection, ...],
    reshape: Reshape,
    photo: Photo,
    masks: tuple[PackedMask, PackedMask],
    patches: tuple[Patch, ...] | None,
) -> Step:
    """To `photo`; `masks` are before and after, and `patches` those after, where they have been made already."""
    size = composite.size
    if patches is None:
        made = (reshaped_patch(patch, reshape, size) for patch in composite.patches)
        patches = tuple(patch for patch in made if patch is not None)
    return Step(
        RESHAPE_LABELS[reshape.kind],
        stack=StackChange(composite.patches, patches) if patches or composite.patches else None,
        canvas=ShapeChange(composite.photo, photo, *masks),
        selections=_selections_changed(selections, reshaped_selections(selections, reshape, size)),
    )


def extend_step(
    composite: Composite, selections: tuple[SavedSelection, ...], margins: Margins, photo: Photo, masked: Rect
) -> Step:
    """To `photo`; `masked` is where the mask is above 0."""
    moved = tuple(moved_patch(patch, margins.left, margins.top) for patch in composite.patches)
    return Step(
        tr("Extend canvas"),
        stack=StackChange(composite.patches, moved) if moved else None,
        canvas=CanvasChange(composite.photo, photo, margins, masked),
        selections=_selections_changed(selections, moved_selections(selections, margins.left, margins.top)),
    )


def _selections_changed(
    before: tuple[SavedSelection, ...], after: tuple[SavedSelection, ...]
) -> SelectionsChange | None:
    return SelectionsChange(before, after) if before else None
