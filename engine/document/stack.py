"""What may happen to a stack of patches: who lies over whom, and two patches as one. Pure, over composites."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from engine.document.composite import Composite
from engine.document.patch import MaskArea, Patch, Piece
from engine.geometry import Rect

_FULL = 255


def overlap(one: Patch, other: Patch) -> bool:
    """Whether there is a pixel in which both show or adjust something, were they both visible.

    Which of them lies higher makes a difference there, and nowhere else.
    """
    if one.is_everywhere or other.is_everywhere:
        return True
    return any(_meet(first, second) for first in _areas(one) for second in _areas(other))


def blocker(patches: Sequence[Patch], patch_id: str, index: int) -> Patch | None:
    """The first patch that keeps another from going to `index` of the stack without a pixel looking different.

    Args:
        patches: the stack, bottom first.
        patch_id: which one is to go there.
        index: its place after that, counted from the bottom; beyond the ends counts as at the end.

    Returns:
        None where nothing keeps it.

    Raises:
        KeyError: there is no such patch.
    """
    place = next((at for at, patch in enumerate(patches) if patch.id == patch_id), None)
    if place is None:
        raise KeyError(patch_id)
    index = min(max(index, 0), len(patches) - 1)
    crossed = patches[place + 1 : index + 1] if index > place else tuple(reversed(patches[index:place]))
    return next((other for other in crossed if overlap(patches[place], other)), None)


def seen_below(source: Composite, rects: Sequence[Rect]) -> tuple[tuple[str, float], ...]:
    """The id and the opacity of every visible patch that shows in one of `rects`, bottom first: `Recipe.below`."""
    return tuple(
        (patch.id, patch.opacity)
        for patch in source.patches
        if patch.visible
        and patch.opacity > 0
        and any(rect.overlaps(seen) for rect in patch.rects_in(source.size) for seen in rects)
    )


def merged_pieces(base: Composite, lower: Patch, upper: Patch) -> tuple[tuple[Piece, ...], float]:
    """Two patches as one that shows bit for bit the same over `base`.

    Where only one of them shows, its own pixels and its alpha stay, so that its edge goes on fading into whatever lies
    below. Where both do, or one that is not fully opaque, what shows today is kept, opaque.

    Args:
        base: the photo and what lies below both.
        lower, upper: patches with pixels of their own; both are taken as visible.

    Returns:
        The pieces, and the opacity at which they show.

    Raises:
        ValueError: one of them is an adjustment.
    """
    if lower.adjustment is not None or upper.adjustment is not None:
        raise ValueError("an adjustment has no pixels to merge")
    if lower.opacity == upper.opacity and not overlap(lower, upper):
        return (*lower.pieces, *upper.pieces), lower.opacity
    shown = Composite(base.photo, (*base.patches, lower, upper))
    parts = [_Part(piece, round(patch.opacity * _FULL)) for patch in (lower, upper) for piece in patch.pieces]
    pieces = (_merged(base, shown, group) for group in _groups([part for part in parts if part.opacity]))
    return tuple(pieces), 1.0


@dataclass(frozen=True, eq=False)
class _Part:
    piece: Piece
    opacity: int


def _groups(parts: list[_Part]) -> list[list[_Part]]:
    """Parts whose bounds touch, directly or through others."""
    groups: list[tuple[Rect, list[_Part]]] = []
    for part in parts:
        bounds, members = part.piece.rect, [part]
        while touching := [group for group in groups if group[0].overlaps(bounds)]:
            for group in touching:
                bounds, members = bounds.united(group[0]), [*group[1], *members]
                groups.remove(group)
        groups.append((bounds, members))
    return [members for _, members in groups]


def _merged(base: Composite, shown: Composite, parts: list[_Part]) -> Piece:
    if len(parts) == 1 and parts[0].opacity == _FULL:
        return parts[0].piece
    rect = Rect(0, 0, 0, 0)
    for part in parts:
        rect = rect.united(part.piece.rect)
    has_alpha = any(part.piece.photo_alpha is not None for part in parts)
    pixels, alpha = shown.read(rect).copy(), np.zeros((rect.height, rect.width), np.uint8)
    below, now = (base.read_alpha(rect), shown.read_alpha(rect)) if has_alpha else (None, None)
    own = None if now is None else now.copy()
    alone = _alone(parts, rect)
    for part in parts:
        _cover(part, rect, alone, pixels, alpha, own, below)
    return Piece(rect, pixels, alpha, own)


def _alone(parts: list[_Part], rect: Rect) -> NDArray[np.bool_]:
    """h x w: where one part alone shows, and fully opaque."""
    count = np.zeros((rect.height, rect.width), np.uint16)
    solid = np.ones(count.shape, bool)
    for part in parts:
        place = _local(part.piece.rect, rect)
        showing = part.piece.alpha > 0
        count[place] += showing
        if part.opacity != _FULL:
            solid[place] &= ~showing
    return (count == 1) & solid


def _cover(
    part: _Part,
    rect: Rect,
    alone: NDArray[np.bool_],
    pixels: NDArray,
    alpha: NDArray[np.uint8],
    own: NDArray | None,
    below: NDArray | None,
) -> None:
    """Puts a part into the arrays of the piece that it becomes part of, in place."""
    piece, place = part.piece, _local(part.piece.rect, rect)
    showing = piece.alpha > 0
    kept = showing & alone[place]
    alpha[place][showing] = _FULL
    alpha[place][kept] = piece.alpha[kept]
    pixels[place][kept] = piece.pixels[kept]
    if own is not None and below is not None:
        samples = below[place] if piece.photo_alpha is None else piece.photo_alpha
        own[place][kept] = samples[kept]


def _areas(patch: Patch) -> tuple[MaskArea | Piece, ...]:
    if patch.adjustment is not None:
        return () if patch.mask is None else (patch.mask,)
    return patch.pieces


def _meet(one: MaskArea | Piece, other: MaskArea | Piece) -> bool:
    both = one.rect.intersected(other.rect)
    if both.is_empty:
        return False
    return bool(((one.alpha[_local(both, one.rect)] > 0) & (other.alpha[_local(both, other.rect)] > 0)).any())


def _local(rect: Rect, origin: Rect) -> tuple[slice, slice]:
    return rect.translated(-origin.x, -origin.y).slices
