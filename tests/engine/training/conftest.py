from __future__ import annotations

from pathlib import Path

import cv2
import numpy as np
import pytest
import torch

from engine.training.data import PhotoSet


@pytest.fixture(scope="session")
def photo_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Sixty flat pictures, which a network learns to fill in a few steps, and one file that is none."""
    folder = tmp_path_factory.mktemp("photos")
    generator = np.random.default_rng(5)
    for index in range(60):
        cv2.imwrite(str(folder / f"p{index:02}.png"), np.full((80, 96, 3), generator.integers(30, 220, 3), np.uint8))
    (folder / "broken.png").write_bytes(b"not a picture")
    return folder


@pytest.fixture
def flat_photos() -> PhotoSet:
    generator = np.random.default_rng(5)
    pictures = [np.full((64, 80, 3), generator.integers(30, 220, 3), np.uint8) for _ in range(12)]
    return PhotoSet([f"p{i}.png" for i in range(12)], pictures, np.full(12, 1 / 12))


@pytest.fixture(autouse=True)
def _one_thread() -> None:
    torch.set_num_threads(1)
