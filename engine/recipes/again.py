"""One patch of a stack made again, the way it was made, from what lies below it today."""

from __future__ import annotations

from dataclasses import replace
from enum import Enum

import numpy as np

from engine.document import Composite, HandStroke, Patch
from engine.document.strokes import Box, rounded_point
from engine.errors import BadInput
from engine.geometry import Size
from engine.inpaint import FillSettings, InpaintRequest, fill
from engine.inpaint.request import PLACED
from engine.jobs import JobContext
from engine.language import tr
from engine.latent.placing import PlacedSample
from engine.photo import Photo
from engine.photo.reshape import Crop, Extend, Mirror, Reshape, Straighten, Turn
from engine.recipes.kinds import HAND_METHODS
from engine.recipes.stack_recipe import opened_size


class Way(Enum):
    """How a patch is made again."""

    FILL = "fill"  # any method, any seed
    PAINT = "paint"  # the same stroke of the hand
    LAY = "lay"  # the same picture of the latent studio
    NONE = "none"


def way_again(patch: Patch) -> Way:
    """How a patch is made again, where it can be."""
    recipe = patch.recipe
    if patch.adjustment is not None or recipe.parts is not None:
        return Way.NONE
    if recipe.method in HAND_METHODS:
        return Way.PAINT
    return Way.LAY if recipe.sample is not None or recipe.method == PLACED else Way.FILL


def why_not_again(patch: Patch) -> str:
    """Why a patch cannot be made again, as a sentence; "" where it can."""
    recipe, way = patch.recipe, way_again(patch)
    if patch.adjustment is not None:
        return tr("An adjustment follows what lies below it by itself.")
    if way is Way.NONE:
        return tr("It was merged of several patches, which cannot be made again one by one.")
    if way is Way.PAINT:
        return "" if recipe.strokes is not None else tr("The path of this stroke is not known, so it stays as it is.")
    if way is Way.LAY and recipe.sample is None:
        return tr("The picture that was laid here is not known, so it stays as it is.")
    return "" if patch.mask is not None else tr("The mask of this patch is not known, so it cannot be run again.")


def made_again(patch: Patch, below: Composite, context: JobContext, *, device: str = "auto") -> Patch:
    """A stroke of the hand, or a laid picture, made again over `below`, as visible and as opaque as it is now.

    Args:
        patch: of Way.PAINT or Way.LAY.
        below: what lies below it today.
        context: told of progress, asked between steps whether to stop.
        device: for the network that paints a picture, "auto" or a device's name.

    Raises:
        BadInput: it cannot be made again (see `why_not_again`), or covers nothing of the photo any more.
        ModelBroken: the model of a laid picture is missing.
        Cancelled: the person asked to stop.
    """
    why_not = why_not_again(patch)
    if why_not:
        raise BadInput(why_not, tr("Fill its place instead."))
    made = _painted(patch, below, context) if way_again(patch) is Way.PAINT else _laid(patch, below, context, device)
    return replace(made, visible=patch.visible, opacity=patch.opacity, name=patch.name)


def _painted(patch: Patch, below: Composite, context: JobContext) -> Patch:
    from engine.retouch import painted, patch_of

    stroke = stroke_today(patch, below.photo)
    made = patch_of(painted(below, stroke), patch.recipe.method, patch.opacity, context)
    if made is None:
        raise BadInput(
            tr("The stroke, or what it copies from, lies outside the photo by now."), tr("Fill its place instead.")
        )
    return made


def _laid(patch: Patch, below: Composite, context: JobContext, device: str) -> Patch:
    recipe, mask = patch.recipe, patch.mask
    assert mask is not None
    settings = FillSettings(
        method=recipe.method,
        seed=recipe.seed,
        context=recipe.context,
        grow=recipe.grow,
        feather=recipe.feather,
        device=device,
        variation=recipe.variation,
        sample=PlacedSample.from_dict(recipe.sample or {}),
    )
    made = fill(InpaintRequest(below, mask.alpha, mask.rect, settings), context).patch
    return replace(made, id=patch.id)  # the studio may be following it


def stroke_today(patch: Patch, photo: Photo) -> HandStroke:
    """The stroke of a patch as a path over the photo as it is now, however it was turned since.

    Raises:
        BadInput: the recipe is damaged, or nobody knows how large the photo was before it was cropped.
    """
    stroke = HandStroke.from_dict(patch.recipe.strokes)
    later = photo.reshapes[patch.recipe.stage :]
    if all(isinstance(reshape, Crop | Extend) for reshape in later):
        return stroke  # which has been shifted along
    size = opened_size(photo)
    sizes = list[Size]()
    for reshape in photo.reshapes:
        sizes.append(size)
        size = reshape.size(size)
    before = sizes[len(photo.reshapes) - len(later) :]
    for reshape, size in zip(later, before, strict=True):
        stroke = stroke.moved(*(-by for by in _shift(reshape, size)))
    for reshape, size in zip(later, before, strict=True):
        stroke = _reshaped(stroke.moved(*_shift(reshape, size)), reshape, size)
    return stroke


def _shift(reshape: Reshape, size: Size) -> tuple[int, int]:
    """By how much a change of shape of a photo of `size` has moved strokes already."""
    if isinstance(reshape, Crop):
        area = reshape.area.clipped(size)
        return -area.x, -area.y
    return (reshape.margins.left, reshape.margins.top) if isinstance(reshape, Extend) else (0, 0)


def _reshaped(stroke: HandStroke, reshape: Reshape, size: Size) -> HandStroke:
    """A stroke over a photo of `size`, over the same photo turned or mirrored; tips are round."""
    matrix = _matrix(reshape, size)
    if matrix is None:
        return stroke
    turn = matrix[:, :2]
    path = np.array([(x, y) for x, y, _ in stroke.points], float) + stroke.origin
    turned = path @ turn.T + matrix[:, 2]
    offset = None if stroke.offset is None else turn @ stroke.offset
    pressures = (pressure for _, _, pressure in stroke.points)
    return replace(
        stroke,
        points=tuple(
            rounded_point(x, y, pressure) for (x, y), pressure in zip(turned.tolist(), pressures, strict=True)
        ),
        offset=None if offset is None else (round(float(offset[0])), round(float(offset[1]))),
        origin=(0, 0),
        avoid=tuple(_around(np.array(box[:2], float) + stroke.origin, box[2:], matrix) for box in stroke.avoid),
    )


def _around(corner: np.ndarray, sides: tuple[int, int], matrix: np.ndarray) -> Box:
    """The box in whole pixels around a turned one."""
    width, height = sides
    corners = corner + np.array([(0, 0), (width, 0), (0, height), (width, height)], float)
    turned = corners @ matrix[:, :2].T + matrix[:, 2]
    low, high = (np.rint(bound).astype(int).tolist() for bound in (turned.min(axis=0), turned.max(axis=0)))
    return low[0], low[1], max(1, high[0] - low[0]), max(1, high[1] - low[1])


def _matrix(reshape: Reshape, size: Size) -> np.ndarray | None:
    """2 x 3: from points of a photo of `size` to points of the turned one; None where all stays in its place."""
    if isinstance(reshape, Straighten):
        return reshape.matrix(size)
    width, height = float(size.width), float(size.height)
    if isinstance(reshape, Mirror):
        across, down = [[-1, 0, width], [0, 1, 0]], [[1, 0, 0], [0, -1, height]]
        return np.array(across if reshape.across else down, float)
    if isinstance(reshape, Turn):
        quarters = {
            1: [[0, -1, height], [1, 0, 0]],
            2: [[-1, 0, width], [0, -1, height]],
            3: [[0, 1, 0], [-1, 0, width]],
        }
        return np.array(quarters[reshape.quarters], float)
    return None
