from __future__ import annotations

import math

import numpy as np
import pytest

from engine.evaluation.statistics import mean, mean_difference, quantile_of_t, rate


@pytest.mark.parametrize(
    ("freedom", "expected"), [(1, 12.706), (9, 2.262), (30, 2.0423), (31, 2.0395), (60, 2.0003), (10_000, 1.9602)]
)
def test_quantiles_of_t(freedom: int, expected: float) -> None:
    assert quantile_of_t(freedom) == pytest.approx(expected, abs=5e-4)


def test_a_mean_and_its_interval() -> None:
    found = mean([1.0, 2.0, 3.0, 4.0])
    assert found.value == 2.5
    assert found.margin == pytest.approx(3.182 * math.sqrt(5 / 3) / 2, rel=1e-3)
    assert found.count == 4


def test_one_value_has_no_interval() -> None:
    assert math.isnan(mean([3.0]).margin)
    with pytest.raises(ValueError, match="no values"):
        mean([])


def test_the_interval_covers_the_true_mean_about_as_often_as_it_says() -> None:
    rng = np.random.default_rng(1)
    hits = sum(one.low <= 5 <= one.high for one in (mean(list(rng.normal(5, 2, 8))) for _ in range(400)))
    assert 0.92 <= hits / 400 <= 0.98


def test_pairs_take_out_how_hard_a_photo_is() -> None:
    found = mean_difference([0.5, 1.5, 9.4], [0.4, 1.4, 9.3])
    assert found.value == pytest.approx(0.1)
    assert found.margin < 1e-9


@pytest.mark.parametrize(
    ("hits", "count", "low", "high"), [(0, 10, 0.0, 0.278), (10, 10, 0.722, 1.0), (50, 100, 0.404, 0.596)]
)
def test_wilson(hits: int, count: int, low: float, high: float) -> None:
    found = rate(hits, count)
    assert (found.value, found.count) == (hits / count, count)
    assert (found.low, found.high) == (pytest.approx(low, abs=1e-3), pytest.approx(high, abs=1e-3))
    with pytest.raises(ValueError, match="no tries"):
        rate(0, 0)
