from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest

from engine.document import Document, Patch, Piece, Recipe, new_patch_id
from engine.geometry import Rect
from engine.photo import Photo, photo_from_pixels


@pytest.fixture(scope="session")
def make_photo() -> Callable[..., Photo]:
    """make_photo(width, height, dtype, alpha): noise, always the same."""

    def make(width: int = 64, height: int = 48, dtype: type = np.uint8, alpha: bool = False) -> Photo:
        rng = np.random.default_rng(5)
        top = np.iinfo(dtype).max
        pixels = rng.integers(0, top, (height, width, 3), dtype, endpoint=True)
        samples = rng.integers(0, top, (height, width), dtype, endpoint=True) if alpha else None
        return photo_from_pixels(pixels, samples)

    return make


@pytest.fixture(scope="session")
def make_patch() -> Callable[..., Patch]:
    """make_patch(*rects, value, alpha, dtype): a patch of one flat colour and one alpha."""

    def make(
        *rects: Rect, value: int = 200, alpha: int | np.ndarray = 255, dtype: type = np.uint8, photo_alpha: int = -1
    ) -> Patch:
        pieces = []
        for rect in rects:
            shape = (rect.height, rect.width)
            pixels = np.full((*shape, 3), value, dtype)
            samples = None if photo_alpha < 0 else np.full(shape, photo_alpha, dtype)
            pieces.append(Piece(rect, pixels, np.broadcast_to(np.asarray(alpha, np.uint8), shape), samples))
        return Patch(new_patch_id(), tuple(pieces), Recipe("telea"))

    return make


@pytest.fixture
def document(make_photo: Callable[..., Photo]) -> Document:
    """A document of 600 x 520, so that its mask has 3 x 3 tiles."""
    return Document(make_photo(600, 520))
