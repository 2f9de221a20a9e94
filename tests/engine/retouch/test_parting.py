"""Healing over the edge of what the source is like: the white margin of a scanned photo."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from engine.document import Composite, Recipe
from engine.geometry import Rect
from engine.mask import BrushTip
from engine.photo import photo_from_pixels
from engine.retouch import Painting, painted, patch_of, replay
from engine.retouch.parting import parting


def framed(dtype: type = np.uint8) -> np.ndarray:
    """White paper at the left, a dark picture with a little texture at the right."""
    rng = np.random.default_rng(1)
    shares = np.where(np.arange(120) < 40, 0.95, 0.25)[None, :] + rng.normal(0, 0.006, (70, 120))
    return np.repeat((shares * np.iinfo(dtype).max).astype(dtype)[:, :, None], 3, axis=2)


def stroked(pixels: np.ndarray, *, adapts: bool, alpha: np.ndarray | None = None) -> Painting:
    """A stroke across the margin over a bright scratch, with its source inside the picture."""
    spoiled = pixels.copy()
    spoiled[33:37, 25:60] = np.iinfo(pixels.dtype).max
    painting = Painting(Composite(photo_from_pixels(spoiled, alpha)), BrushTip(16, 1.0, 1.0), (52, 4), adapts=adapts)
    for x in (22, 60):
        painting.move_to(x, 35)
    return painting


def after(painting: Painting) -> np.ndarray:
    base, patch = painting.composite, patch_of(painting, "heal")
    assert patch is not None
    return np.asarray(Composite(base.photo, (patch,)).read(Rect.of(base.size)))


@pytest.mark.parametrize("dtype", [np.uint8, np.uint16])
def test_the_margin_is_not_smeared_into_the_photo(dtype: type) -> None:
    clean, white = framed(dtype), np.iinfo(dtype).max
    errors = [np.abs(after(stroked(clean, adapts=adapts)).astype(float) - clean) / white for adapts in (False, True)]
    assert errors[0][30:40, 42:60].max() > 0.2  # what strokes without it do, and are to do again
    assert errors[1].max() < 0.08


def test_it_can_be_made_again() -> None:
    painting = stroked(framed(), adapts=True, alpha=np.full((70, 120), 200, np.uint8))
    patch = patch_of(painting, "heal")
    assert patch is not None
    for new, old in zip(
        replay(Recipe.from_json(patch.recipe.to_json()), painting.composite), patch.pieces, strict=True
    ):
        assert np.array_equal(new.pixels, old.pixels)
        assert np.array_equal(new.alpha, old.alpha)
        assert new.photo_alpha is not None
        assert old.photo_alpha is not None
        assert np.array_equal(new.photo_alpha, old.photo_alpha)


def test_where_surroundings_are_of_one_kind_it_changes_nothing() -> None:
    pixels = framed()[:, 40:]
    base = Composite(photo_from_pixels(pixels))
    painting = Painting(base, BrushTip(16, 1.0, 1.0), (30, 4))
    painting.move_to(25, 35)
    assert np.array_equal(after(painting), after(painted(base, replace(painting.stroke(), adapts=True))))


def test_two_kinds_are_told_from_a_ramp_and_from_noise() -> None:
    known = np.ones((40, 60), bool)
    known[12:28, 10:50] = False
    rng = np.random.default_rng(0)
    noise = rng.normal(0, 0.1, (40, 60, 3)).astype(np.float32)
    ramp = np.repeat(np.linspace(0, 0.6, 60, dtype=np.float32)[None, :, None], 40, axis=0) + np.zeros(3, np.float32)
    step = np.where(np.arange(60)[None, :, None] < 30, np.float32(0.5), np.float32(0)) + 0.3 * noise
    assert parting(noise, known) is None
    assert parting(ramp, known) is None
    found = parting(step, known)
    assert found is not None
    assert not (found.alike & found.unlike).any()
    assert not ((found.alike | found.unlike) & ~known).any()
    assert found.alike[:, 36:].sum() > 100
    assert not found.alike[:, :26].any()
    assert found.unlike[:, :24].sum() > 100
    assert not found.unlike[:, 34:].any()
    assert parting(step, np.ones((40, 60), bool)) is None
