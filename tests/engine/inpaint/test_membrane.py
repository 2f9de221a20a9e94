from __future__ import annotations

import numpy as np

from engine.inpaint.membrane import interpolate


def test_known_values_stay_and_a_plane_is_continued() -> None:
    y, x = np.mgrid[0:40, 0:60].astype(np.float32)
    plane = np.stack([x / 60, y / 40], axis=-1)
    known = np.ones((40, 60), bool)
    known[12:26, 20:38] = False
    result = interpolate(np.where(known[..., None], plane, 9).astype(np.float32), known)
    assert np.array_equal(result[known], plane[known])
    assert np.abs(result - plane).max() < 0.02


def test_one_known_pixel_fills_everything() -> None:
    known = np.zeros((5, 33), bool)
    known[2, 30] = True
    values = np.zeros((5, 33, 1), np.float32)
    values[2, 30] = 0.25
    assert np.allclose(interpolate(values, known), 0.25)
