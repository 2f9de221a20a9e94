from __future__ import annotations

import cv2
import numpy as np
import pytest

from engine.metrics.perceptual import PerceptualReference, perceptual_distance


@pytest.fixture(scope="module")
def grain() -> np.ndarray:
    """96 x 96 RGB uint8: fine grain on a slope."""
    rng = np.random.default_rng(5)
    y, x = np.mgrid[0:96, 0:96]
    slope = np.stack([60 + x, 70 + y, 120 + 0 * x], axis=-1)
    return (slope + rng.normal(0, 24, slope.shape)).clip(0, 255).astype(np.uint8)


def hole() -> np.ndarray:
    found = np.zeros((96, 96), bool)
    found[32:64, 32:64] = True
    return found


def filled(picture: np.ndarray, content: np.ndarray) -> np.ndarray:
    return np.where(hole()[..., None], content, picture)


def test_equal_pictures_are_at_no_distance(grain: np.ndarray) -> None:
    assert perceptual_distance(grain, grain) == pytest.approx(0, abs=1e-9)
    assert perceptual_distance(grain, grain.copy(), region=hole()) == pytest.approx(0, abs=1e-9)


def test_the_right_grain_at_a_wrong_place_is_nearer_than_blur(grain: np.ndarray) -> None:
    moved = filled(grain, np.roll(grain, (0, 7), axis=(0, 1)))
    blurred = filled(grain, cv2.GaussianBlur(grain, (0, 0), 3))
    reference = PerceptualReference(grain, hole())
    assert reference.distance(moved) < 0.5 * reference.distance(blurred)
    # The squared error says the opposite: that is what this distance is for.
    errors = [np.square(one.astype(float) - grain).mean() for one in (moved, blurred)]
    assert errors[0] > errors[1]


def test_a_seam_and_a_cast_count(grain: np.ndarray) -> None:
    smooth = cv2.GaussianBlur(grain, (0, 0), 4)
    reference = PerceptualReference(smooth, hole())
    brighter = filled(smooth, np.clip(smooth.astype(int) + 24, 0, 255).astype(np.uint8))
    barely = filled(smooth, np.clip(smooth.astype(int) + 2, 0, 255).astype(np.uint8))
    assert 0 < reference.distance(barely) < 0.3 * reference.distance(brighter)


def test_what_lies_far_from_the_region_does_not_count(grain: np.ndarray) -> None:
    other = grain.copy()
    other[:3, :3] = 0
    assert perceptual_distance(grain, other, region=hole()) < 0.02


def test_the_depth_does_not_matter(grain: np.ndarray) -> None:
    other = np.roll(grain, 3, axis=0)
    deep = [one.astype(np.uint16) * 257 for one in (grain, other)]
    light = [one.astype(np.float32) / 255 for one in (grain, other)]
    wanted = perceptual_distance(grain, other)
    assert perceptual_distance(*deep) == pytest.approx(wanted, rel=1e-4)
    assert perceptual_distance(*light) == pytest.approx(wanted, rel=1e-4)


@pytest.mark.parametrize("size", [(1, 1), (3, 40), (9, 9)])
def test_tiny_pictures_have_a_distance_too(size: tuple[int, int]) -> None:
    black, white = (np.full((*size, 3), value, np.uint8) for value in (0, 255))
    assert perceptual_distance(black, black) == 0
    assert perceptual_distance(black, white) > 0.2


def test_pictures_that_cannot_be_compared(grain: np.ndarray) -> None:
    with pytest.raises(ValueError, match="compare"):
        perceptual_distance(grain, grain[:50])
    with pytest.raises(ValueError, match="empty"):
        perceptual_distance(grain, grain, region=np.zeros((96, 96), bool))
