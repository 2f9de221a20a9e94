"""A fill with another feather: its pixels stay, its edge is softened anew."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from engine.document import Composite, Patch, Piece
from engine.errors import BadInput
from engine.geometry import Rect
from engine.inpaint import methods
from engine.inpaint.pipeline import coverage_in, grown_mask
from engine.inpaint.regions import plan_regions
from engine.inpaint.request import FillSettings, InpaintRequest
from engine.language import tr


def why_not_feathered(patch: Patch) -> str:
    """Why a patch's edge cannot be softened anew, as a sentence; "" where it can."""
    if patch.adjustment is not None or not patch.pieces:
        return tr("An adjustment has no edge of its own.")
    if patch.recipe.parts is not None:
        return tr("A merged patch keeps its edge.")
    known = {info.id for info in methods.REGISTRY.describe_all()} | {"latent"}
    if methods.canonical(patch.recipe.method) not in known:
        return tr("What was made by hand keeps its edge.")
    if patch.mask is None:
        return tr("The mask of this fill is not known.")
    return ""


def refeathered(patch: Patch, feather: int, below: Composite) -> Patch:
    """The same fill, fading in over another width from the edge of its mask: not a pixel of it is made anew.

    Made again from its recipe, it comes out like this.

    Args:
        patch: a fill that knows its mask.
        feather: px, 0..512.
        below: what lies below it.

    Raises:
        BadInput: its edge cannot be softened anew (see `why_not_feathered`), or the feather is out of range.
    """
    why_not = why_not_feathered(patch)
    if why_not or patch.mask is None:
        raise BadInput(why_not, tr("Fill the place again with another feather."))
    settings = FillSettings(grow=patch.recipe.grow, feather=feather)
    request = InpaintRequest(below, patch.mask.alpha, patch.mask.rect, settings)
    mask, rect = grown_mask(request)
    owned = _ownership(patch, request, mask, rect)
    pieces = tuple(
        replace(piece, alpha=np.where(own, coverage_in(request, mask, rect, piece.rect), 0).astype(np.uint8))
        for piece, own in zip(patch.pieces, owned, strict=True)
    )
    return replace(patch, pieces=pieces, recipe=replace(patch.recipe, feather=feather))


def _ownership(patch: Patch, request: InpaintRequest, mask: np.ndarray, rect: Rect) -> list[np.ndarray]:
    """For each piece, h x w bool: which pixels of the hole it shows. Pieces may lie over each other."""
    if len(patch.pieces) == 1:
        return [np.ones(patch.pieces[0].alpha.shape, bool)]
    plan = plan_regions(mask, rect, request.source.size, context=patch.recipe.context)
    places = {region.hole: index for index, region in enumerate(plan.regions)}
    if all(piece.rect in places for piece in patch.pieces):
        return [plan.owned(places[piece.rect], piece.rect) for piece in patch.pieces]
    return [_strongest(piece, patch.pieces) for piece in patch.pieces]


def _strongest(piece: Piece, pieces: tuple[Piece, ...]) -> np.ndarray:
    """Where no other piece shows more: for a fill whose photo has been turned or straightened since."""
    own = np.ones(piece.alpha.shape, bool)
    for other in pieces:
        both = piece.rect.intersected(other.rect)
        if other is piece or both.is_empty:
            continue
        here, there = (both.translated(-one.rect.x, -one.rect.y).slices for one in (piece, other))
        is_later = pieces.index(other) > pieces.index(piece)
        wins = other.alpha[there] > piece.alpha[here] if is_later else other.alpha[there] >= piece.alpha[here]
        own[here] &= ~wins
    return own
