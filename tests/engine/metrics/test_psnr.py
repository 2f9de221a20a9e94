from __future__ import annotations

import math

import numpy as np
import pytest

from engine.metrics.psnr import psnr


@pytest.mark.parametrize(("dtype", "peak"), [(np.uint8, 255), (np.uint16, 65535), (np.float32, 1)])
def test_a_tenth_of_white_is_20_db(dtype: type, peak: float) -> None:
    a = np.zeros((4, 5, 3), dtype)
    assert psnr(a, np.full_like(a, peak / 10)) == pytest.approx(20, abs=0.2)


def test_equal_pictures_are_infinitely_close() -> None:
    a = np.ones((3, 3), np.uint8)
    assert psnr(a, a) == math.inf


def test_only_the_region_counts() -> None:
    a = np.zeros((4, 4), np.uint8)
    b = a.copy()
    b[0, 0] = 200
    region = np.ones((4, 4), np.uint8)
    region[0, 0] = 0
    assert psnr(a, b, region=region) == math.inf


@pytest.mark.parametrize(
    ("b", "region"),
    [
        (np.zeros((4, 5), np.uint8), None),
        (np.zeros((4, 4), np.uint16), None),
        (np.zeros((4, 4), np.uint8), np.zeros((4, 4), bool)),
        (np.zeros((4, 4), np.uint8), np.ones((3, 4), bool)),
    ],
    ids=["shape", "depth", "empty region", "region's shape"],
)
def test_what_cannot_be_compared_is_refused(b: np.ndarray, region: np.ndarray | None) -> None:
    with pytest.raises(ValueError, match=r"compare|region"):
        psnr(np.zeros((4, 4), np.uint8), b, region=region)
