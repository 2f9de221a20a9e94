from __future__ import annotations

import cv2
import numpy as np
import pytest

from engine.errors import Cancelled
from engine.inpaint.classical import ClassicalMethod
from engine.jobs import CancelToken, JobContext

ALGORITHMS = pytest.mark.parametrize("algorithm", [cv2.INPAINT_TELEA, cv2.INPAINT_NS], ids=["telea", "ns"])


def ramp() -> tuple[np.ndarray, np.ndarray]:
    x = np.linspace(0.2, 0.24, 80, dtype=np.float32)
    hole = np.zeros((40, 80), bool)
    hole[12:28, 30:52] = True
    return np.repeat(np.repeat(x[None, :, None], 40, axis=0), 3, axis=2), hole


@ALGORITHMS
def test_a_ramp_is_continued_in_more_than_8_bits(algorithm: int) -> None:
    picture, hole = ramp()
    damaged = np.where(hole[..., None], 1, picture).astype(np.float32)
    filled = ClassicalMethod(algorithm).fill(damaged, hole, seed=0, context=JobContext())
    assert np.abs(filled - picture).max() < 0.01
    assert np.unique(np.rint(filled[hole] * 65535)).size > 100
    assert np.array_equal(filled[~hole], picture[~hole])


@ALGORITHMS
def test_bytes_are_filled_as_opencv_fills_them(algorithm: int) -> None:
    rng = np.random.default_rng(1)
    photo = cv2.GaussianBlur(rng.integers(0, 256, (40, 50, 3)).astype(np.uint8), (0, 0), 3)
    hole = np.zeros((40, 50), bool)
    hole[15:22, 20:27] = True
    filled = ClassicalMethod(algorithm).fill(photo.astype(np.float32) / 255, hole, seed=0, context=JobContext())
    expected = cv2.inpaint(photo, hole.astype(np.uint8), 3, algorithm)
    assert np.array_equal(np.rint(filled * 255).astype(np.uint8), expected)


@ALGORITHMS
def test_the_content_of_the_hole_is_not_looked_at(algorithm: int) -> None:
    picture, hole = ramp()
    one, two = (
        ClassicalMethod(algorithm).fill(
            np.where(hole[..., None], colour, picture).astype(np.float32), hole, seed=0, context=JobContext()
        )
        for colour in (0.0, 0.9)
    )
    assert np.array_equal(one[hole], two[hole])


@ALGORITHMS
@pytest.mark.parametrize("hole", [(slice(0, 1), slice(0, 1)), (slice(5, 6), slice(0, 30)), (slice(0, 20), slice(0, 9))])
def test_corners_rows_and_borders(algorithm: int, hole: tuple[slice, slice]) -> None:
    unknown = np.zeros((20, 30), bool)
    unknown[hole] = True
    picture = np.full((20, 30, 3), 0.5, np.float32)
    filled = ClassicalMethod(algorithm).fill(picture, unknown, seed=0, context=JobContext())
    assert np.allclose(filled, 0.5, atol=1e-4)


def test_a_stop_is_heard() -> None:
    picture, hole = ramp()
    token = CancelToken()
    token.cancel()
    with pytest.raises(Cancelled):
        ClassicalMethod(cv2.INPAINT_NS).fill(picture, hole, seed=0, context=JobContext(token))
