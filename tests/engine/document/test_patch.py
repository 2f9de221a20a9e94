from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.document import Patch, Piece, Recipe, new_patch_id
from engine.errors import BadInput
from engine.geometry import Rect

recipes = st.builds(
    Recipe,
    method=st.text(),
    seed=st.integers(),
    context=st.none() | st.integers(),
    grow=st.integers(),
    feather=st.integers(),
    variation=st.floats(0, 1),
    model=st.none() | st.text(),
    program=st.text(),
)


@given(recipes)
def test_a_recipe_comes_back(recipe: Recipe):
    assert Recipe.from_json(recipe.to_json()) == recipe


def test_a_field_that_is_not_known_is_left_out():
    data = {**json.loads(Recipe("telea", seed=3).to_json()), "sparkle": 1}
    assert Recipe.from_json(json.dumps(data)) == Recipe("telea", seed=3)


def test_a_recipe_from_before_there_was_variation_is_read():
    data = json.loads(Recipe("network", seed=3).to_json())
    del data["variation"]
    assert Recipe.from_json(json.dumps(data)) == Recipe("network", seed=3, variation=1.0)


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"method": 3}', '{"method": "x", "seed": "y"}', "[" * 100_000])
def test_a_damaged_recipe_is_bad_input(text: str):
    with pytest.raises(BadInput, match="damaged"):
        Recipe.from_json(text)


@pytest.mark.parametrize("version", [2, 99, "1"])
def test_a_newer_recipe_is_bad_input(version: Any):
    with pytest.raises(BadInput, match="newer"):
        Recipe.from_json(json.dumps({"method": "telea", "version": version}))


@pytest.mark.parametrize(
    ("pixels", "alpha", "photo_alpha"),
    [
        (np.zeros((3, 4), np.uint8), np.zeros((3, 4), np.uint8), None),
        (np.zeros((4, 3, 3), np.uint8), np.zeros((3, 4), np.uint8), None),
        (np.zeros((3, 4, 3), np.float32), np.zeros((3, 4), np.uint8), None),
        (np.zeros((3, 4, 3), np.uint8), np.zeros((3, 4), np.uint16), None),
        (np.zeros((3, 4, 3), np.uint8), np.zeros((3, 4), np.uint8), np.zeros((3, 4), np.uint16)),
    ],
)
def test_a_piece_whose_arrays_do_not_fit_is_refused(
    pixels: np.ndarray, alpha: np.ndarray, photo_alpha: np.ndarray | None
):
    with pytest.raises(ValueError, match="piece"):
        Piece(Rect(0, 0, 4, 3), pixels, alpha, photo_alpha)


def test_a_piece_is_read_only_and_leaves_the_callers_arrays_writable():
    pixels, alpha = np.zeros((3, 4, 3), np.uint8), np.zeros((3, 4), np.uint8)
    piece = Piece(Rect(0, 0, 4, 3), pixels, alpha)
    assert not piece.pixels.flags.writeable
    assert not piece.alpha.flags.writeable
    assert pixels.flags.writeable
    assert piece.nbytes == pixels.nbytes + alpha.nbytes


def test_a_patch_knows_its_place(make_patch: Callable[..., Patch]):
    patch = make_patch(Rect(2, 3, 4, 5), Rect(20, 1, 2, 2))
    assert patch.rects == (Rect(2, 3, 4, 5), Rect(20, 1, 2, 2))
    assert patch.bounds == Rect(2, 1, 20, 7)
    assert patch.nbytes == sum(piece.nbytes for piece in patch.pieces)


def test_patches_are_equal_where_they_share_their_pieces(make_patch: Callable[..., Patch]):
    patch = make_patch(Rect(2, 3, 4, 5))
    assert replace(patch, visible=False) != patch
    assert replace(replace(patch, visible=False), visible=True) == patch
    assert replace(make_patch(Rect(2, 3, 4, 5)), id=patch.id) != patch
    assert len({new_patch_id() for _ in range(100)}) == 100


@pytest.mark.parametrize("opacity", [-0.1, 1.1])
def test_an_opacity_outside_its_range_is_refused(make_patch: Callable[..., Patch], opacity: float):
    with pytest.raises(ValueError, match="opacity"):
        replace(make_patch(Rect(0, 0, 1, 1)), opacity=opacity)
