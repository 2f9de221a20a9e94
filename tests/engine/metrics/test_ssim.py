from __future__ import annotations

import numpy as np
import pytest

from engine.metrics.ssim import ssim


def window_by_hand(a: np.ndarray, b: np.ndarray, peak: float) -> float:
    """The formula of Wang et al. 2004 for one 11 x 11 window, written out."""
    x = np.arange(-5, 6)
    line = np.exp(-(x**2) / (2 * 1.5**2))
    weight = np.outer(line, line) / np.outer(line, line).sum()
    mean_a, mean_b = (weight * a).sum(), (weight * b).sum()
    var_a, var_b = (weight * (a - mean_a) ** 2).sum(), (weight * (b - mean_b) ** 2).sum()
    cov = (weight * (a - mean_a) * (b - mean_b)).sum()
    c1, c2 = (0.01 * peak) ** 2, (0.03 * peak) ** 2
    return (2 * mean_a * mean_b + c1) * (2 * cov + c2) / ((mean_a**2 + mean_b**2 + c1) * (var_a + var_b + c2))


def pair() -> tuple[np.ndarray, np.ndarray]:
    rng = np.random.default_rng(2)
    a = rng.integers(0, 256, (11, 11)).astype(np.uint8)
    return a, (a * 0.7 + rng.integers(0, 60, (11, 11))).astype(np.uint8)


def test_one_window_is_as_by_hand() -> None:
    a, b = pair()
    assert ssim(a, b) == pytest.approx(window_by_hand(a.astype(float), b.astype(float), 255), abs=1e-9)


def test_depth_does_not_matter() -> None:
    a, b = pair()
    wide = ssim(a.astype(np.uint16) * 257, b.astype(np.uint16) * 257)
    assert wide == pytest.approx(ssim(a, b), abs=1e-9)


def test_equal_is_one_and_channels_are_averaged() -> None:
    a, b = pair()
    assert ssim(a, a) == pytest.approx(1)
    colour = ssim(np.dstack([a, a]), np.dstack([a, b]))
    assert colour == pytest.approx((1 + ssim(a, b)) / 2)


def test_only_the_region_counts() -> None:
    rng = np.random.default_rng(0)
    a = rng.integers(0, 256, (40, 60)).astype(np.uint8)
    b = a.copy()
    b[:, 40:] = 0
    region = np.zeros((40, 60), bool)
    region[10:30, 5:30] = True
    assert ssim(a, b, region=region) == pytest.approx(1)
    assert ssim(a, b) < 0.9


def test_a_region_at_the_very_border_is_still_compared() -> None:
    a, b = pair()
    region = np.zeros(a.shape, bool)
    region[0, 0] = True
    assert ssim(a, a, region=region) == pytest.approx(1)
    assert ssim(a, b, region=region) < 1
