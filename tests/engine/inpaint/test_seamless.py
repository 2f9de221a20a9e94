"""The gradient-domain finish: the equation is solved, seams go, edges stay."""

import cv2
import numpy as np
import pytest

from engine.geometry import Rect
from engine.inpaint import patchmatch, seamless
from engine.inpaint.patchmatch import complete


def laplacian(u: np.ndarray) -> np.ndarray:
    """Differences to the four neighbours, the border letting nothing through."""
    padded = np.pad(u, ((1, 1), (1, 1), (0, 0)), mode="edge")
    return padded[:-2, 1:-1] + padded[2:, 1:-1] + padded[1:-1, :-2] + padded[1:-1, 2:] - 4 * u


@pytest.mark.parametrize("shape", [(40, 56), (61, 47), (9, 80)])
def test_multigrid_finds_the_picture_whose_laplacian_it_is_given(shape):
    rng = np.random.default_rng(2)
    inside = np.zeros(shape, bool)
    inside[2:-2, 3:-3] = True
    inside[4:6, 10:20] = False
    smooth = cv2.GaussianBlur(rng.normal(0, 1, (*shape, 3)).astype(np.float32), (0, 0), 4)
    truth = np.where(inside[..., None], smooth, 0).astype(np.float32)
    patchmatch.load_kernels()
    found = seamless.solve(laplacian(truth).astype(np.float32), inside)
    assert np.abs(found - truth).max() < 0.01 * np.abs(truth).max()
    assert not found[~inside].any()


def sky(height: int = 96, width: int = 128) -> np.ndarray:
    """A soft gradient with the grain of a sensor."""
    rng = np.random.default_rng(4)
    y, x = np.mgrid[0:height, 0:width] / np.float32(width)
    base = np.dstack([0.3 + 0.3 * x, 0.4 + 0.2 * y + 0.1 * x, 0.6 + 0.2 * y])
    return np.clip(base + rng.normal(0, 0.006, (height, width, 1)), 0, 1).astype(np.float32)


def test_a_gradient_is_continued_without_seams(monkeypatch):
    picture = sky()
    hole = np.zeros(picture.shape[:2], bool)
    hole[30:66, 40:90] = True

    def roughness(filled: np.ndarray) -> float:
        """The largest step between neighbours once the grain is smoothed away, in and around the hole."""
        smooth = cv2.GaussianBlur(filled, (0, 0), 2.5)[26:70, 36:94]
        return float(max(np.abs(np.diff(smooth, axis=0)).max(), np.abs(np.diff(smooth, axis=1)).max()))

    seamed = []
    seamless_ones = [complete(picture, hole, seed=seed) for seed in range(3)]
    monkeypatch.setattr(
        seamless, "correction", lambda _, voted, *rest: (Rect(0, 0, 1, 1), np.zeros((1, 1, 3), np.float32))
    )
    seamed = [complete(picture, hole, seed=seed) for seed in range(3)]
    assert np.mean([roughness(f) for f in seamless_ones]) < 0.7 * np.mean([roughness(f) for f in seamed])
    error = np.mean([np.abs(f - picture)[hole].mean() for f in seamless_ones])
    assert error < 0.7 * np.mean([np.abs(f - picture)[hole].mean() for f in seamed])


def test_a_flat_grainy_area_is_not_filled_with_streaks():
    """Grain survives the fill, and as much of it down as across: a streak has none along itself."""
    picture = sky(200, 240)
    hole = np.zeros(picture.shape[:2], bool)
    hole[70:130, 80:160] = True
    filled = complete(picture, hole, seed=1)

    def kept(axis: int) -> float:
        inside = np.abs(np.diff(filled, axis=axis))[74:126, 84:156].mean()
        return float(inside / np.abs(np.diff(picture, axis=axis)).mean())

    down, across = kept(0), kept(1)
    assert min(down, across) > 0.58
    assert 0.85 < down / across < 1.18


def test_a_strong_edge_stays_an_edge():
    picture = np.full((64, 96, 3), 0.2, np.float32)
    picture[:, 48:] = 0.8
    hole = np.zeros((64, 96), bool)
    hole[22:42, 36:60] = True
    filled = complete(picture, hole, seed=0)
    assert np.abs(filled - picture)[hole].max() < 0.1


def test_nothing_outside_the_hole_is_corrected():
    picture = sky(48, 48)
    hole = np.zeros((48, 48), bool)
    hole[10:30, :25] = True
    filled = complete(picture, hole, seed=3)
    assert np.array_equal(filled[~hole], picture[~hole])


def test_the_correction_does_not_run_away_where_a_hole_is_open_to_the_border():
    """A slope goes on outwards, but not until all is black or white."""
    rng = np.random.default_rng(2)
    picture = np.repeat(np.linspace(0.8, 0.3, 96, dtype=np.float32)[:, None, None], 80, axis=1).repeat(3, axis=2)
    picture += rng.normal(0, 0.01, picture.shape).astype(np.float32)
    hole = np.zeros((96, 80), bool)
    hole[48:] = True
    filled = complete(picture, hole, seed=0)
    nearest = picture[44:48].mean()
    assert filled[hole].min() > nearest - 0.25
    assert filled[90:].mean() < nearest - 0.02
