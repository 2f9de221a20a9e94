"""Structure from the offsets at which a photo repeats itself."""

from __future__ import annotations

import numpy as np
import pytest

from engine.inpaint.offsets import dominant_offsets, shift_map
from engine.inpaint.patchmatch import complete
from engine.inpaint.pyramid import Level, build_pyramid


def level_of(pixels: np.ndarray, hole: np.ndarray) -> Level:
    return build_pyramid(pixels.astype(np.float32), hole)[0]


@pytest.fixture
def fence() -> np.ndarray:
    """Posts 8 px wide every 24 px before a meadow that differs from row to row and pixel to pixel."""
    rng = np.random.default_rng(3)
    picture = np.linspace(0.2, 0.6, 72)[:, None, None] + rng.normal(0, 0.01, (72, 120, 3))
    picture[20:60, np.arange(120) % 24 < 8] = (0.9, 0.8, 0.7)
    return picture


@pytest.fixture
def hole() -> np.ndarray:
    hole = np.zeros((72, 120), bool)
    hole[26:54, 44:66] = True  # the middle of the post at 48, and of the gap after it
    return hole


def test_the_offsets_of_a_fence_are_its_step(fence: np.ndarray, hole: np.ndarray) -> None:
    offsets = dominant_offsets(level_of(fence, hole), np.random.default_rng(0))
    assert {(0, 24), (0, -24)} <= {tuple(offset) for offset in offsets[:8].tolist()}


def test_a_missing_post_comes_from_another(fence: np.ndarray, hole: np.ndarray) -> None:
    level = level_of(fence, hole)
    sources = shift_map(level, np.random.default_rng(0))
    assert sources is not None
    y, x = sources
    assert not level.hole[y[hole], x[hole]].any()
    assert (y[~hole] == -1).all()
    error = np.abs(level.pixels[y[hole], x[hole]] - fence[hole])
    assert np.mean(error.max(axis=1) < 0.1) > 0.97


def test_pixels_that_no_offset_leads_out_of_the_hole_have_no_source() -> None:
    rng = np.random.default_rng(1)
    picture = rng.random((48, 48, 3))
    picture[:, 24:] = picture[:, :24]
    hole = np.zeros((48, 48), bool)
    hole[4:44, 4:44] = True
    sources = shift_map(level_of(picture, hole), rng)
    if sources is not None:
        y, x = sources
        found = hole & (y >= 0)
        assert not hole[y[found], x[found]].any()


@pytest.mark.parametrize("size", [7, 8, 16])
def test_where_hardly_anything_is_known_there_is_no_map(size: int) -> None:
    picture = np.random.default_rng(0).random((size, size, 3))
    hole = np.zeros((size, size), bool)
    hole[2:-2, 2:-2] = True
    level = level_of(picture, hole)
    assert len(dominant_offsets(level, np.random.default_rng(0))) == 0
    assert shift_map(level, np.random.default_rng(0)) is None


def test_a_flat_photo_makes_no_trouble() -> None:
    hole = np.zeros((40, 40), bool)
    hole[10:30, 10:30] = True
    filled = complete(np.full((40, 40, 3), 0.5, np.float32), hole, seed=0)
    assert np.allclose(filled, 0.5, atol=0.01)


def test_a_pull_towards_its_rows_keeps_every_layer_of_a_photo_in_its_height() -> None:
    """Noise everywhere, so that nothing but the pull tells one offset from another."""
    picture = np.random.default_rng(4).random((64, 96, 3))
    hole = np.zeros((64, 96), bool)
    hole[24:40, 40:56] = True
    level = level_of(picture, hole)
    heights = []
    for pull in (0.0, 1e5):
        sources = shift_map(level, np.random.default_rng(0), pull)
        assert sources is not None
        found = hole & (sources[0] >= 0)
        heights.append(np.abs(sources[0] - np.arange(64)[:, None])[found].mean())
    assert heights[1] < heights[0] / 2


def test_every_other_seed_begins_in_its_own_way(fence: np.ndarray, hole: np.ndarray) -> None:
    filled = complete(fence.astype(np.float32), hole, seed=1)
    assert np.mean(np.abs(filled - fence)[hole].max(axis=1) < 0.1) > 0.95


def test_the_fill_of_a_fence_has_its_post(fence: np.ndarray, hole: np.ndarray) -> None:
    filled = complete(fence.astype(np.float32), hole, seed=0)
    error = np.abs(filled - fence)[hole].max(axis=1)
    assert np.mean(error < 0.1) > 0.95


def test_the_map_is_the_same_each_time(fence: np.ndarray, hole: np.ndarray) -> None:
    level = level_of(fence, hole)
    first, second = (shift_map(level, np.random.default_rng(5)) for _ in range(2))
    assert first is not None
    assert second is not None
    assert np.array_equal(first, second)
