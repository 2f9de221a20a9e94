from __future__ import annotations

import numpy as np
import pytest

from engine.metrics.mse import mse


@pytest.mark.parametrize(("dtype", "white"), [(np.uint8, 255), (np.uint16, 65535), (np.float32, 1)])
def test_white_is_one_in_every_depth(dtype: type, white: float) -> None:
    black = np.zeros((4, 5, 3), dtype)
    assert mse(black, np.full_like(black, white)) == 1.0


def test_equal_pictures_have_none() -> None:
    picture = np.arange(12, dtype=np.uint8).reshape(3, 4)
    assert mse(picture, picture) == 0.0


def test_only_the_region_counts() -> None:
    a = np.zeros((4, 4), np.uint8)
    b = a.copy()
    b[0, 0] = 255
    region = np.zeros((4, 4), bool)
    region[0, :2] = True
    assert mse(a, b, region=region) == 0.5
    with pytest.raises(ValueError, match="empty"):
        mse(a, b, region=np.zeros_like(region))
