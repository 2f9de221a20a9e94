"""A stroke made by hand as a patch: copied, or copied and healed; and made again from its recipe."""

from __future__ import annotations

import time
from dataclasses import replace
from datetime import UTC, datetime

import numpy as np
from numpy.typing import NDArray

from engine.document import Composite, HandStroke, MaskArea, Patch, Piece, Recipe, new_patch_id, seen_below
from engine.errors import BadInput
from engine.geometry import Rect
from engine.jobs import JobContext
from engine.language import tr
from engine.retouch.healing import MARGIN, Membrane, healed
from engine.retouch.painting import METHODS, Painting, painted
from engine.retouch.spot import spot_pieces, surroundings
from engine.version import VERSION

# One piece is better to look at than many, as long as it does not keep much that the stroke has not touched.
_SMALL, _SPARSE = 512 * 512, 2


def pieces_of(painting: Painting, method: str, context: JobContext | None = None) -> tuple[Piece, ...]:
    """What a stroke lays over its composite, in the photo's depth; () where it covers nothing.

    Args:
        painting: the whole stroke.
        method: "clone" copies, sample for sample; "heal" lets what is copied take on the light of its surroundings, and
            alone needs no offset.

    Raises:
        ValueError: where there is no such method.
        BadInput: where the stroke has no offset and there is nothing around it.
        Cancelled: where the person wants no more of it.
    """
    if method not in METHODS or (painting.offset is None and method != "heal"):
        raise ValueError(f"no such stroke is made by {method}")
    context = context or JobContext()
    rects = _piece_rects(painting)
    if not rects:
        return ()
    if painting.offset is None:
        return spot_pieces(painting, context)
    if method == "clone":
        return tuple(_piece(painting, rect, None, None, context) for rect in rects)
    membrane = Membrane(painting, painting.bounds, context)
    filled = _filled(painting, context) if membrane.is_parted else None
    return tuple(_piece(painting, rect, membrane, filled, context) for rect in rects)


def _filled(painting: Painting, context: JobContext) -> Composite:
    """What the stroke would be without its source."""
    pieces = tuple(replace(piece, alpha=np.minimum(piece.alpha, 1) * 255) for piece in spot_pieces(painting, context))
    return Composite(painting.composite.photo, (*painting.composite.patches, Patch("filled", pieces, Recipe("heal"))))


def patch_of(painting: Painting, method: str, opacity: float = 1.0, context: JobContext | None = None) -> Patch | None:
    """A stroke as a patch that knows how it was made; None where it covers nothing. `opacity` is 0..1."""
    start = time.perf_counter()
    pieces = pieces_of(painting, method, context)
    if not pieces:
        return None
    bounds = painting.bounds
    return Patch(
        id=new_patch_id(),
        pieces=pieces,
        recipe=Recipe(
            method,
            strokes=painting.stroke().to_dict(),
            program=VERSION,
            stage=len(painting.composite.photo.reshapes),
            below=seen_below(painting.composite, _looked_at(painting)),
        ),
        opacity=opacity,
        mask=MaskArea(bounds, painting.cover(bounds).copy()),
        made=datetime.now(UTC).isoformat(timespec="seconds"),
        seconds=time.perf_counter() - start,
    )


def replay(recipe: Recipe, composite: Composite, context: JobContext | None = None) -> tuple[Piece, ...]:
    """The pieces of a clone or heal patch, made again over `composite`, which is what lay below it.

    Over the same composite they are the same to the last bit. () where the stroke covers nothing of this photo.

    Raises:
        BadInput: where the recipe is of no stroke, or damaged.
        Cancelled: where the person wants no more of it.
    """
    if recipe.method not in METHODS or recipe.strokes is None:
        raise BadInput(
            tr("The path of a stroke made by hand is not known any more."),
            tr("The patch can be kept, but not made again."),
        )
    return pieces_of(painted(composite, HandStroke.from_dict(recipe.strokes)), recipe.method, context)


def _mixed(first: NDArray, second: NDArray, share: NDArray[np.float32]) -> NDArray:
    """`first` with so much of `second`, in their type."""
    return np.rint(first + share * (second.astype(np.float32) - first)).astype(first.dtype)


def _looked_at(painting: Painting) -> tuple[Rect, ...]:
    """Where a stroke may have looked: around what it covers, and around what that is copied from."""
    if painting.offset is None:
        return (surroundings(painting),)
    margin = 2 * MARGIN * (1 + round((painting.bounds.area / 1_000_000) ** 0.5))
    around = painting.bounds.grown(margin)
    return around, around.translated(*painting.offset)


def _piece_rects(painting: Painting) -> list[Rect]:
    rects, bounds = painting.covered_rects(), painting.bounds
    is_one = bounds.area <= max(_SMALL, _SPARSE * sum(rect.area for rect in rects))
    return [bounds] if rects and is_one else rects


def _piece(
    painting: Painting, rect: Rect, membrane: Membrane | None, filled: Composite | None, context: JobContext
) -> Piece:
    context.check()
    pixels, alpha = painting.copied(rect)
    if membrane is not None:
        change = membrane.read(rect)
        pixels = healed(pixels, change[..., :3])
        alpha = None if alpha is None else healed(alpha, change[..., 3])
        if filled is not None:
            share = membrane.unlike(rect)
            pixels = _mixed(pixels, filled.read(rect), share)
            own = filled.read_alpha(rect)
            alpha = None if alpha is None or own is None else _mixed(alpha, own, share[..., 0])
    # Copies: a view would keep the whole photo in memory for as long as undo remembers the stroke.
    own = None if alpha is None else np.ascontiguousarray(alpha).copy()
    return Piece(rect, np.ascontiguousarray(pixels).copy(), painting.cover(rect).copy(), own)
