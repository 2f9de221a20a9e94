from __future__ import annotations

import numpy as np
import pytest

from engine.inpaint.blend import coverage, match_colour, reach, to_depth, to_float


def disc(size: int = 64, radius: int = 18) -> np.ndarray:
    y, x = np.mgrid[0:size, 0:size] - size // 2
    return x * x + y * y <= radius * radius


def step_at_edge(picture: np.ndarray, hole: np.ndarray) -> float:
    across = np.abs(np.diff(picture, axis=1)).max(axis=2)
    return float(across[hole[:, 1:] != hole[:, :-1]].mean())


@pytest.mark.parametrize("paints_ring", [False, True])
def test_match_removes_the_seam_of_a_colour_cast(paints_ring: bool) -> None:
    hole = disc()
    y, x = np.mgrid[0:64, 0:64].astype(np.float32) / 64
    photo = np.stack([x, y, 0.5 * (x + y)], axis=-1) * 0.5 + 0.2
    cast = np.array([0.06, -0.05, 0.03], np.float32)
    fill = np.where((np.ones_like(hole) if paints_ring else hole)[..., None], photo + cast, photo).astype(np.float32)
    matched = match_colour(photo, fill, hole)
    laid = np.where(hole[..., None], matched, photo)
    before = np.where(hole[..., None], fill, photo)
    assert step_at_edge(laid, hole) < 0.35 * step_at_edge(before, hole)
    assert np.abs(laid - photo).max() < 0.02
    assert np.array_equal(matched[~hole], fill[~hole])


def test_match_shifts_colours_by_a_limited_amount() -> None:
    hole = disc()
    photo = np.zeros((64, 64, 3), np.float32)
    matched = match_colour(photo, np.ones_like(photo), hole)
    assert matched[hole].min() > 0.85


def test_match_without_any_known_pixel_changes_nothing() -> None:
    fill = np.full((8, 8, 3), 0.5, np.float32)
    assert match_colour(np.zeros_like(fill), fill, np.ones((8, 8), bool)) is fill


def test_coverage_is_the_mask_where_nothing_is_feathered() -> None:
    mask = np.array([[0, 10, 255]], np.uint8)
    result = coverage(mask, 0)
    assert np.array_equal(result, mask)
    assert result is not mask


def test_feather_ramps_inwards_and_is_zero_outside() -> None:
    mask = (disc() * 255).astype(np.uint8)
    result = coverage(mask, 8)
    assert not result[mask == 0].any()
    row = result[32, 32 - 18 : 33].astype(int)
    assert row[0] < 40
    assert row[-1] == 255
    assert (np.diff(row) >= 0).all()


def test_feather_respects_a_soft_mask_and_a_thin_hole() -> None:
    soft = (disc() * 100).astype(np.uint8)
    assert coverage(soft, 4).max() == 100
    thin = np.zeros((9, 30), np.uint8)
    thin[4, 3:27] = 255
    assert coverage(thin, 20)[4, 10] == 255


@pytest.mark.parametrize("dtype", [np.uint8, np.uint16])
def test_depth_survives_the_way_there_and_back(dtype: type) -> None:
    samples = np.arange(np.iinfo(dtype).max + 1).astype(dtype)
    assert np.array_equal(to_depth(to_float(samples), np.dtype(dtype)), samples)


def test_a_thin_hole_beside_a_thick_one_is_filled_all_the_same() -> None:
    mask = np.zeros((120, 200), np.uint8)
    mask[20:100, 20:100] = 255
    mask[60:63, 150:190] = 255
    mask[58:61, 100:150] = 255
    result = coverage(mask, 12)
    assert result[61, 170] == 255
    assert result[59, 140] == 255, "the thin end of a thick hole too"
    assert result[60, 22] < 60, "while the thick part fades"


def test_coverage_depends_on_the_mask_within_reach_alone() -> None:
    rng = np.random.default_rng(2)
    mask = np.zeros((160, 160), np.uint8)
    for x, y, side in rng.integers((0, 0, 3), (130, 130, 60), (14, 3)):
        mask[y : y + side, x : x + side] = 255
    around = slice(60 - reach(9), 80 + reach(9))
    inner = slice(reach(9), reach(9) + 20)
    assert np.array_equal(coverage(mask[around, around], 9)[inner, inner], coverage(mask, 9)[60:80, 60:80])
