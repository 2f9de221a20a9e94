from __future__ import annotations

from collections.abc import Callable

import cv2
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from engine.geometry import Rect
from engine.mask import bounding_rect, feather, fill_holes, grow, invert, shrink, tiling

shapes = st.tuples(st.integers(1, 24), st.integers(1, 24))
binary = arrays(np.uint8, shapes, elements=st.sampled_from([0, 0, 0, 255]))
soft = arrays(np.uint8, shapes, elements=st.sampled_from([0, 0, 60, 128, 255]))


def at(*points: tuple[int, int], shape: tuple[int, int] = (41, 61), value: int = 255) -> np.ndarray:
    mask = np.zeros(shape, np.uint8)
    for x, y in points:
        mask[y, x] = value
    return mask


def brute_grow(mask: np.ndarray, px: int) -> np.ndarray:
    result = mask.copy()
    for y, x in np.argwhere(mask):
        rows, columns = np.ogrid[: mask.shape[0], : mask.shape[1]]
        near = (rows - y) ** 2 + (columns - x) ** 2 <= px * px
        result[near] = np.maximum(result[near], mask[y, x])
    return result


def disc(radius: int) -> np.ndarray:
    axis = np.arange(-radius, radius + 1)
    return axis[:, None] ** 2 + axis[None, :] ** 2 <= radius**2


@pytest.mark.parametrize("change", [grow, shrink, feather])
def test_a_negative_number_is_refused(change: Callable[[np.ndarray, int], np.ndarray]):
    with pytest.raises(ValueError, match="0 or more"):
        change(at((1, 1)), -1)


@pytest.mark.parametrize(
    "change", [lambda m: grow(m, 3), lambda m: grow(m, 9), lambda m: shrink(m, 1), lambda m: feather(m, 4), fill_holes]
)
@pytest.mark.parametrize("mask", [at(), at((3, 4), (30, 20)), np.full((5, 7), 255, np.uint8)])
def test_the_argument_is_left_alone_and_an_own_array_returned(
    change: Callable[[np.ndarray], np.ndarray], mask: np.ndarray
):
    before = mask.copy()
    mask.flags.writeable = False
    result = change(mask)
    assert (mask == before).all()
    assert (result.shape, result.dtype) == (mask.shape, np.uint8)
    assert not np.shares_memory(result, mask)
    result[0, 0] = 7


@given(soft)
def test_bounding_rect(mask: np.ndarray):
    rect = bounding_rect(mask)
    outside = mask.copy()
    outside[rect.slices] = 0
    assert not outside.any()
    if not rect.is_empty:
        inside = mask[rect.slices]
        assert all(edge.any() for edge in (inside[0], inside[-1], inside[:, 0], inside[:, -1]))


def test_bounding_rect_of_nothing():
    assert bounding_rect(np.zeros((0, 5), np.uint8)).is_empty
    assert bounding_rect(np.zeros((5, 5), np.uint8)).is_empty
    assert bounding_rect(at((4, 3), value=1)) == Rect(4, 3, 1, 1)


@pytest.mark.parametrize("px", [1, 2, 3, 6, 7, 12, 20])
def test_growing_is_round_at_any_size(px: int):
    grown = grow(at((30, 20)), px)
    expected = np.zeros((41, 61), bool)
    expected[20 - px : 21 + px, 30 - px : 31 + px] = disc(px)
    assert ((grown == 255) == expected).all()


@given(mask=soft, px=st.sampled_from([0, 1, 2, 5, 6, 7, 8, 15]))
def test_growing_is_grey_dilation_by_a_disc(mask: np.ndarray, px: int):
    assert (grow(mask, px) == brute_grow(mask, px)).all()


@given(mask=soft, px=st.sampled_from([0, 1, 3, 7, 11]))
def test_shrinking_is_growing_of_what_is_outside(mask: np.ndarray, px: int):
    assert (shrink(mask, px) == 255 - brute_grow(255 - mask, px)).all()


def test_shrinking_undoes_growing_of_a_disc():
    shape = np.zeros((81, 81), np.uint8)
    shape[40 - 20 : 41 + 20, 40 - 20 : 41 + 20][disc(20)] = 255
    assert np.count_nonzero(shrink(grow(shape, 9), 9) != shape) < 40


def test_the_photos_border_does_not_eat_the_mask():
    mask = np.zeros((30, 30), np.uint8)
    mask[:, :12] = 255
    shrunk = shrink(mask, 4)
    assert (shrunk[:, :8] == 255).all()
    assert not shrunk[:, 8:].any()


def test_a_very_soft_mask_moves_in_steps_but_never_loses():
    ramp = np.zeros((40, 120), np.uint8)
    ramp[10:30, :] = np.linspace(0, 255, 120).astype(np.uint8)
    grown = grow(ramp, 10)
    exact = grow_exact(ramp, 10)
    assert (grown >= ramp).all()
    assert (grown <= exact).all()
    assert np.abs(grown.astype(int) - exact).max() <= 17
    assert grown.max() == 255


def grow_exact(mask: np.ndarray, px: int) -> np.ndarray:
    result = mask.copy()
    for dy in range(-px, px + 1):
        for dx in range(-px, px + 1):
            if dx * dx + dy * dy <= px * px:
                moved = np.zeros_like(mask)
                height, width = mask.shape
                moved[max(0, dy) : height + min(0, dy), max(0, dx) : width + min(0, dx)] = mask[
                    max(0, -dy) : height + min(0, -dy), max(0, -dx) : width + min(0, -dx)
                ]
                result = np.maximum(result, moved)
    return result


def test_working_in_tiles_changes_nothing(monkeypatch: pytest.MonkeyPatch):
    rng = np.random.default_rng(3)
    mask = ((rng.random((70, 50)) > 0.98) * 255).astype(np.uint8)
    whole = grow(mask, 9)
    monkeypatch.setattr(tiling, "TILE", 8)
    assert (grow(mask, 9) == whole).all()


def test_feather_keeps_the_inside_and_softens_the_edge_at_its_place():
    mask = np.zeros((80, 80), np.uint8)
    mask[20:60, 20:60] = 255
    soft = feather(mask, 6)
    assert soft[40, 40] == 255
    assert soft[40, 20] == pytest.approx(255 * 0.55, abs=14)
    assert soft[40, 19] == pytest.approx(255 * 0.45, abs=14)
    profile = soft[40, 5:40].astype(int)
    assert (np.diff(profile) >= 0).all()
    assert soft[40, 20 - 6] < 10
    assert soft[40, 20 + 6] > 245
    assert soft.dtype == np.uint8


def test_feather_does_not_fade_at_the_photos_border():
    mask = np.zeros((40, 40), np.uint8)
    mask[:, :20] = 255
    assert (feather(mask, 8)[:, 0] == 255).all()
    full = np.full((9, 9), 255, np.uint8)
    assert (feather(full, 30) == 255).all()


@given(mask=soft, px=st.floats(0, 9, allow_subnormal=False))
def test_feather_is_the_blur_of_the_whole_mask(mask: np.ndarray, px: float):
    reach = int(np.ceil(1.5 * px))
    whole = cv2.GaussianBlur(mask, (2 * reach + 1,) * 2, px / 2, borderType=cv2.BORDER_REPLICATE) if reach else mask
    assert np.abs(feather(mask, px).astype(int) - whole).max() <= 1


@given(soft)
def test_inverting_twice_is_nothing(mask: np.ndarray):
    assert (invert(invert(mask)) == mask).all()
    assert (invert(mask) == 255 - mask).all()


def test_holes_are_filled_and_bays_are_not():
    mask = at(shape=(20, 20))
    mask[4:12, 4:12] = 255
    mask[6:9, 6:9] = 0
    mask[10:12, 9] = 0
    filled = fill_holes(mask)
    assert (filled[6:9, 6:9] == 255).all()
    assert (filled[10:12, 9] == 0).all()
    assert np.count_nonzero(filled != mask) == 9


def test_a_diagonal_ring_of_single_pixels_is_closed():
    ring = at((5, 2), (6, 3), (7, 4), (6, 5), (5, 6), (4, 5), (3, 4), (4, 3), shape=(10, 10))
    filled = fill_holes(ring)
    assert filled[4, 5] == 255
    assert np.count_nonzero(filled) == 13


def test_an_opening_to_the_photos_border_is_no_hole():
    mask = np.full((10, 10), 255, np.uint8)
    mask[4:6, 0:6] = 0
    assert (fill_holes(mask) == mask).all()


def test_a_soft_ring_fills_to_its_lowest_point_and_keeps_its_soft_outside():
    axis = np.arange(-20, 21)
    distance = np.hypot(axis[:, None], axis[None, :])
    ring = np.clip(255 - np.abs(distance - 12) * 60, 0, 255).astype(np.uint8)
    filled = fill_holes(ring)
    assert filled[20, 20] >= 200
    assert (filled[distance < 11] >= filled[20, 20]).all()
    assert (filled[distance > 13] == ring[distance > 13]).all()
    assert (filled >= ring).all()


@given(binary)
def test_filling_again_changes_nothing(mask: np.ndarray):
    filled = fill_holes(mask)
    assert (filled >= mask).all()
    assert (fill_holes(filled) == filled).all()
