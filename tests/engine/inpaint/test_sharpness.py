"""What votes blur comes back from single sources."""

from __future__ import annotations

import cv2
import numpy as np
import pytest

from engine.geometry import Rect
from engine.inpaint import patchmatch
from engine.inpaint.patchmatch import complete
from engine.inpaint.sharpness import lost_detail
from engine.metrics.gradient_energy import sharpness_ratio

HOLE = Rect(30, 24, 40, 32)


def grainy(shape: tuple[int, int] = (80, 100)) -> np.ndarray:
    noise = cv2.GaussianBlur(np.random.default_rng(5).normal(0, 1, shape).astype(np.float32), (0, 0), 0.8)
    return np.repeat(np.clip(0.5 + 0.1 * noise, 0, 1)[..., None], 3, axis=2)


def in_rect(shape: tuple[int, int], rect: Rect) -> np.ndarray:
    hole = np.zeros(shape, bool)
    hole[rect.slices] = True
    return hole


def test_the_fine_band_is_that_of_the_source_and_the_coarse_one_stays() -> None:
    picture = grainy()
    hole = in_rect(picture.shape[:2], HOLE)
    voted = np.where(hole[..., None], np.float32(0.4), picture)
    y, x = np.mgrid[0:80, 0:100].astype(np.int32)
    places = (np.where(y < 40, y + 30, y - 30).astype(np.int32), x)
    added = lost_detail(picture, voted, hole, places, HOLE)
    assert added.shape == (HOLE.height, HOLE.width, 3)
    assert added.std() == pytest.approx(picture.std(), rel=0.35)
    assert abs(cv2.GaussianBlur(added, (0, 0), 4)).max() < 0.05


@pytest.mark.parametrize("rect", [HOLE, Rect(0, 0, 30, 20), Rect(60, 50, 40, 30)], ids=["middle", "corner", "far one"])
def test_a_refined_fill_is_as_sharp_as_what_is_around_it(rect: Rect, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(patchmatch, "_EM_SIDE", 60)
    picture = grainy()
    hole = in_rect(picture.shape[:2], rect)
    filled = complete(np.where(hole[..., None], 0, picture), hole, seed=0)
    assert 0.7 < sharpness_ratio(filled, hole) < 1.3
