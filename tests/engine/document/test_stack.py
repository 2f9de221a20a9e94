"""Who lies over whom, and two patches as one that shows the same."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.document import Adjustment, Composite, MaskArea, Patch, Piece, Recipe, blocker, merged_pieces, overlap
from engine.geometry import Rect
from engine.photo import photo_from_pixels

RNG = np.random.default_rng(8)


def patch(name: str, *rects: Rect, alpha: int | None = 255, opacity: float = 1.0, own: bool = False) -> Patch:
    """A patch of noise; `alpha` None = every value."""
    pieces = []
    for rect in rects:
        shape = (rect.height, rect.width)
        cover = RNG.integers(0, 256, shape).astype(np.uint8) if alpha is None else np.full(shape, alpha, np.uint8)
        pixels = RNG.integers(0, 256, (*shape, 3)).astype(np.uint8)
        photo_alpha = RNG.integers(0, 256, shape).astype(np.uint8) if own else None
        pieces.append(Piece(rect, pixels, cover, photo_alpha))
    return Patch(name, tuple(pieces), Recipe("telea"), opacity=opacity)


def test_patches_meet_where_both_have_pixels_not_where_their_bounds_do() -> None:
    one, other = patch("a", Rect(0, 0, 6, 6)), patch("b", Rect(3, 3, 6, 6))
    assert overlap(one, other)
    alpha = one.pieces[0].alpha.copy()
    alpha[3:, 3:] = 0
    cut = replace(one, pieces=(replace(one.pieces[0], alpha=alpha),))
    assert not overlap(cut, other)
    assert not overlap(other, cut)


def test_adjustments_meet_by_their_mask() -> None:
    everywhere = Patch("a", (), Recipe("adjust"), adjustment=Adjustment(exposure=1))
    there = replace(everywhere, mask=MaskArea(Rect(0, 0, 4, 4), np.full((4, 4), 9, np.uint8)))
    assert overlap(everywhere, patch("b", Rect(9, 9, 1, 1)))
    assert overlap(there, patch("b", Rect(3, 3, 1, 1)))
    assert not overlap(there, patch("b", Rect(4, 4, 1, 1)))


def test_what_keeps_a_patch_from_moving() -> None:
    a, b, c = patch("a", Rect(0, 0, 4, 4)), patch("b", Rect(8, 8, 4, 4)), patch("c", Rect(2, 2, 4, 4))
    stack = (a, b, c)
    assert blocker(stack, "c", 1) is None
    assert blocker(stack, "c", 0) is a
    assert blocker(stack, "a", 1) is None
    assert blocker(stack, "a", 9) is c
    assert blocker(stack, "b", 0) is blocker(stack, "b", 2) is blocker(stack, "b", 1) is None
    with pytest.raises(KeyError):
        blocker(stack, "z", 0)


def merged(base: Composite, lower: Patch, upper: Patch) -> Patch:
    pieces, opacity = merged_pieces(base, lower, upper)
    return Patch("m", pieces, Recipe("merged"), opacity=opacity)


@given(
    corner=st.tuples(st.integers(-7, 7), st.integers(-7, 7)),
    opacities=st.tuples(st.sampled_from([0.0, 0.3, 1.0]), st.sampled_from([0.3, 0.7, 1.0])),
    alphas=st.tuples(st.sampled_from([None, 0, 120, 255]), st.sampled_from([None, 90, 255])),
    own=st.tuples(st.booleans(), st.booleans()),
)
def test_merged_they_show_bit_for_bit_the_same(corner, opacities, alphas, own) -> None:
    photo = photo_from_pixels(
        RNG.integers(0, 256, (24, 28, 3)).astype(np.uint8), RNG.integers(0, 256, (24, 28)).astype(np.uint8)
    )
    base = Composite(photo, (patch("under", Rect(4, 4, 12, 12), alpha=None, opacity=0.6, own=True),))
    lower = patch("a", Rect(9, 9, 6, 6), Rect(22, 1, 3, 3), alpha=alphas[0], opacity=opacities[0], own=own[0])
    upper = patch("b", Rect(9 + corner[0], 9 + corner[1], 7, 5), alpha=alphas[1], opacity=opacities[1], own=own[1])
    both = Composite(photo, (*base.patches, lower, upper))
    one = Composite(photo, (*base.patches, merged(base, lower, upper)))
    whole = Rect.of(photo.size)
    assert np.array_equal(one.read(whole), both.read(whole))
    assert np.array_equal(one.read_alpha(whole), both.read_alpha(whole))


def test_soft_edges_stay_soft_where_one_shows_alone() -> None:
    base = Composite(photo_from_pixels(np.zeros((20, 20, 3), np.uint8)))
    lower, upper = patch("a", Rect(0, 0, 8, 8), alpha=100), patch("b", Rect(6, 6, 8, 8), alpha=200)
    (piece,) = merged(base, lower, upper).pieces
    assert piece.alpha[0, 0] == 100
    assert piece.alpha[13, 13] == 200
    assert piece.alpha[7, 7] == 255
    assert piece.alpha[0, 13] == 0


def test_patches_apart_stay_as_they_are() -> None:
    base = Composite(photo_from_pixels(np.zeros((20, 20, 3), np.uint8)))
    lower, upper = patch("a", Rect(0, 0, 4, 4), opacity=0.4), patch("b", Rect(9, 9, 4, 4), opacity=0.4)
    pieces, opacity = merged_pieces(base, lower, upper)
    assert pieces == (*lower.pieces, *upper.pieces)
    assert opacity == 0.4


def test_an_adjustment_is_not_merged() -> None:
    base = Composite(photo_from_pixels(np.zeros((20, 20, 3), np.uint8)))
    with pytest.raises(ValueError, match="adjustment"):
        merged_pieces(base, patch("a", Rect(0, 0, 4, 4)), Patch("b", (), Recipe("x"), adjustment=Adjustment()))
