from __future__ import annotations

import cv2
import numpy as np
import pytest

from engine.metrics.gradient_energy import gradient_energy, sharpness_ratio


@pytest.fixture
def texture() -> np.ndarray:
    return np.random.default_rng(1).integers(60, 200, (96, 112, 3)).astype(np.uint8)


@pytest.fixture
def hole() -> np.ndarray:
    hole = np.zeros((96, 112), np.uint8)
    hole[30:66, 36:76] = 255
    return hole


def test_the_same_texture_in_and_around_has_ratio_one(texture: np.ndarray, hole: np.ndarray) -> None:
    assert sharpness_ratio(texture, hole) == pytest.approx(1, abs=0.1)
    assert sharpness_ratio(texture.astype(np.uint16) * 257, hole) == pytest.approx(sharpness_ratio(texture, hole))


def test_a_soft_fill_is_below_one_and_a_sharpened_one_above(texture: np.ndarray, hole: np.ndarray) -> None:
    blurred = cv2.GaussianBlur(texture, (0, 0), 1.2)
    inside = hole[..., None] > 0
    assert sharpness_ratio(np.where(inside, blurred, texture), hole) < 0.3
    assert sharpness_ratio(np.where(inside, texture, blurred), hole) > 3


def test_flat_in_flat_is_one(hole: np.ndarray) -> None:
    assert sharpness_ratio(np.full((96, 112, 3), 90, np.uint8), hole) == pytest.approx(1)


def test_one_strong_edge_does_not_stand_for_the_texture(texture: np.ndarray) -> None:
    region = np.ones((96, 112), bool)
    edged = texture.copy()
    edged[:, 56] = 255
    assert gradient_energy(edged, region) < 2 * gradient_energy(texture, region)


def test_the_region_must_fit_and_hold_something(texture: np.ndarray) -> None:
    with pytest.raises(ValueError, match="empty"):
        gradient_energy(texture, np.zeros((96, 112), bool))
    with pytest.raises(ValueError, match="region is"):
        gradient_energy(texture, np.ones((4, 4), bool))
