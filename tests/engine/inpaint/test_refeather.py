"""A fill's edge softened anew: its pixels stay, and it is what a fill with that feather would have been."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from engine.document import Adjustment, Composite, Patch, Recipe, reshaped_patch
from engine.errors import BadInput
from engine.geometry import Rect
from engine.inpaint import FillSettings, InpaintRequest, fill
from engine.inpaint.refeather import refeathered, why_not_feathered
from engine.jobs import JobContext
from engine.photo import photo_from_pixels
from engine.photo.reshape import Turn

PHOTO = photo_from_pixels(np.random.default_rng(2).integers(60, 90, (90, 140, 3)).astype(np.uint8))


def made(mask: np.ndarray, rect: Rect, **settings) -> Patch:
    wanted = FillSettings(method="telea", **settings)
    return fill(InpaintRequest(Composite(PHOTO), mask, rect, wanted), JobContext()).patch


def blobs() -> tuple[np.ndarray, Rect]:
    """Two holes far apart, which are filled in two runs."""
    mask = np.zeros((60, 136), np.uint8)
    mask[4:20, 3:22] = 255
    mask[40:58, 110:133] = 255
    return mask, Rect(2, 10, 136, 60)


@pytest.mark.parametrize("grow", [0, 3])
@pytest.mark.parametrize(("before", "after"), [(0, 5), (6, 0), (2, 9)])
def test_it_is_what_a_fill_with_that_feather_would_be(before: int, after: int, grow: int) -> None:
    mask, rect = blobs()
    old, new = made(mask, rect, feather=before, grow=grow), made(mask, rect, feather=after, grow=grow)
    patch = refeathered(old, after, Composite(PHOTO))
    assert patch.id == old.id
    assert patch.recipe == new.recipe
    for piece, was, wanted in zip(patch.pieces, old.pieces, new.pieces, strict=True):
        assert piece.pixels is was.pixels
        assert np.array_equal(piece.alpha, wanted.alpha)


def test_after_a_turn_it_still_works() -> None:
    mask, rect = blobs()
    turned = reshaped_patch(made(mask, rect), Turn(1), PHOTO.size)
    assert turned is not None
    photo = photo_from_pixels(np.rot90(PHOTO.pixels, -1))
    patch = refeathered(turned, 6, Composite(photo))
    wanted = reshaped_patch(made(mask, rect, feather=6), Turn(1), PHOTO.size)
    assert wanted is not None
    for piece, other in zip(patch.pieces, wanted.pieces, strict=True):
        assert np.abs(piece.alpha.astype(int) - other.alpha).max() <= 1


def test_what_has_no_mask_or_no_edge_says_so() -> None:
    mask, rect = blobs()
    patch = made(mask, rect)
    reasons = {
        why_not_feathered(replace(patch, mask=None)): "mask",
        why_not_feathered(replace(patch, recipe=Recipe("merged", parts=[]))): "merged",
        why_not_feathered(replace(patch, recipe=Recipe("clone"))): "by hand",
        why_not_feathered(Patch("a", (), Recipe("adjust"), adjustment=Adjustment())): "adjustment",
    }
    assert all(word in reason for reason, word in reasons.items())
    assert why_not_feathered(patch) == ""
    with pytest.raises(BadInput):
        refeathered(replace(patch, mask=None), 3, Composite(PHOTO))
    with pytest.raises(BadInput):
        refeathered(patch, 9999, Composite(PHOTO))
