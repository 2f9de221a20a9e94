from __future__ import annotations

import numpy as np
import pytest

from engine.errors import BadInput, ModelBroken
from engine.evaluation.fillers import LocalFiller, ProcessFiller, settings_of
from engine.evaluation.memory import peak_bytes, reset_peak


@pytest.fixture
def picture() -> np.ndarray:
    return np.dstack([np.tile(np.arange(48, dtype=np.uint8) * 4, (40, 1))] * 3)


@pytest.fixture
def hole() -> np.ndarray:
    hole = np.zeros((40, 48), np.uint8)
    hole[15:25, 20:30] = 255
    return hole


def test_a_fill_changes_the_hole_alone(picture: np.ndarray, hole: np.ndarray) -> None:
    made = LocalFiller(settings_of("telea")).fill(picture, hole, 0)
    assert np.array_equal(made.picture[hole == 0], picture[hole == 0])
    assert made.method == "telea"
    assert made.seconds >= 0
    assert made.cpu_seconds >= 0


def test_a_process_of_its_own_fills_the_same(picture: np.ndarray, hole: np.ndarray) -> None:
    filler = ProcessFiller(settings_of("telea"))
    try:
        made = filler.fill(picture, hole, 0)
        assert np.array_equal(made.picture, LocalFiller(settings_of("telea")).fill(picture, hole, 0).picture)
        with pytest.raises(BadInput, match="masked"):
            filler.fill(picture, np.zeros_like(hole), 0)
        assert filler._process is not None
        filler._process.kill()
        filler._process.join()
        with pytest.raises(ModelBroken, match="ended by itself"):
            filler.fill(picture, hole, 0)
        assert np.array_equal(filler.fill(picture, hole, 0).picture, made.picture)
    finally:
        filler.close()
    filler.close()


def test_names_of_rows() -> None:
    assert settings_of("auto").method == "auto"
    assert settings_of("network").method == "cnn"
    assert settings_of("patchmatch@0.25").variation == 0.25
    for name in ("magic", "cnn@much", "cnn@2"):
        with pytest.raises(BadInput):
            settings_of(name)


def test_the_peak_of_memory_starts_anew() -> None:
    if peak_bytes() is None:
        pytest.skip("this system does not tell")
    ballast = np.ones(60_000_000, np.uint8)
    high = peak_bytes()
    del ballast
    reset_peak()
    low = peak_bytes()
    assert high is not None
    assert low is not None
    assert low <= high
