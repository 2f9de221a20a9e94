"""The guide of a level: smoothed to its own detail, heavy where a level is coarse and light where it is fine."""

from __future__ import annotations

import numpy as np

from engine.inpaint.guide import Guide, at_level


def noise(height: int = 64, width: int = 80) -> np.ndarray:
    return np.random.default_rng(0).random((height, width, 3)).astype(np.float32)


def test_no_guide_weighs_nothing() -> None:
    assert at_level(None, (64, 80), 1.0)[1] == 0


def test_weight_falls_with_finer_levels_and_is_full_at_the_guides_own() -> None:
    guide = Guide(noise(), 4.0)
    weights = [at_level(guide, (64 // scale, 80 // scale), scale)[1] for scale in (8, 4, 2, 1)]
    assert weights[0] == weights[1] > weights[2] > weights[3] > 0


def test_the_guide_is_as_soft_as_its_detail() -> None:
    fine, coarse = (at_level(Guide(noise(), detail), (64, 80), 1.0)[0] for detail in (1.0, 6.0))
    assert fine.shape == coarse.shape == (64, 240)
    assert coarse.std() < 0.5 * fine.std()


def test_a_smaller_level_has_a_smaller_guide() -> None:
    guide, _ = at_level(Guide(noise(63, 81), 2.0), (32, 41), 2.0)
    assert guide.shape == (32, 123)
    assert guide.dtype == np.uint8
