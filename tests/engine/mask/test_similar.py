"""The area of similar colour around a place."""

from __future__ import annotations

import numpy as np
import pytest

from engine.geometry import Rect, Size
from engine.mask import similar_area


def marked(pixels: np.ndarray, x: int, y: int, tolerance: float) -> np.ndarray:
    """The area in the frame of the whole picture."""
    pixels.flags.writeable = False
    height, width = pixels.shape[:2]
    rect, area = similar_area(lambda rect: pixels[rect.slices], Size(width, height), x, y, tolerance)
    whole = np.zeros((height, width), np.uint8)
    whole[rect.slices] = area
    return whole


def test_only_what_hangs_together_is_marked() -> None:
    pixels = np.full((40, 60, 3), 100, np.uint8)
    pixels[:, 30] = 255  # a wall
    assert (marked(pixels, 5, 5, 0.0)[:, :30] == 255).all()
    assert not marked(pixels, 5, 5, 0.0)[:, 30:].any()


@pytest.mark.parametrize(("tolerance", "reach"), [(0.0, 1), (10 / 255, 11), (1.0, 64)])
def test_the_tolerance_is_counted_from_the_first_pixel(tolerance: float, reach: int) -> None:
    ramp = np.repeat(np.arange(64, dtype=np.uint8)[None, :, None], 3, axis=2).repeat(8, axis=0)
    assert (marked(ramp, 0, 3, tolerance)[3] == 255).sum() == reach


def test_one_channel_is_enough_to_differ() -> None:
    pixels = np.zeros((4, 4, 3), np.uint8)
    pixels[2:, :, 1] = 60
    assert not marked(pixels, 0, 0, 0.1)[2:].any()


@pytest.mark.parametrize("dtype", [np.uint8, np.uint16])
def test_an_area_larger_than_the_first_look_is_found_whole(dtype: type) -> None:
    pixels = np.full((700, 1500, 3), 7 if dtype is np.uint8 else 7 * 257, dtype)
    pixels[300:310, 200:] = np.iinfo(dtype).max  # has to be walked around
    area = marked(pixels, 1400, 100, 0.02)
    assert (area[300:310, 200:] == 0).all()
    assert (area == 255).sum() == 700 * 1500 - 10 * 1300


def test_a_small_area_in_a_large_photo_needs_only_its_surroundings() -> None:
    pixels = np.zeros((3000, 3000, 3), np.uint8)
    pixels[1500:1520, 1500:1520] = 200
    seen: list[Rect] = []

    def read(rect: Rect) -> np.ndarray:
        seen.append(rect)
        return pixels[rect.slices]

    rect, area = similar_area(read, Size(3000, 3000), 1510, 1510, 0.1)
    assert len(seen) == 2  # the pixel itself, and one tile around it
    assert rect.area < 600 * 600
    assert (area == 255).sum() == 400


def test_a_place_beside_the_photo_is_refused() -> None:
    with pytest.raises(ValueError, match="outside"):
        marked(np.zeros((4, 4, 3), np.uint8), 4, 0, 0.1)
