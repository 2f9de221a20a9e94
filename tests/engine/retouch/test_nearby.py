"""The place that a stroke without a source is copied from."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from engine.document import Composite, Document
from engine.errors import BadInput
from engine.geometry import Rect
from engine.mask import BrushTip
from engine.photo import photo_from_pixels
from engine.retouch import Painting, painted, patch_of
from engine.retouch.nearby import find_offset


def stripes(height: int = 120, width: int = 160, thick: int = 4) -> np.ndarray:
    """Flat at the left, stripes at the right."""
    y, x = np.mgrid[0:height, 0:width]
    grey = np.where(x < width // 2, 90, 90 + 70 * (y // thick % 2))
    return np.repeat(grey[:, :, None], 3, axis=2).astype(np.uint8)


def dotted(pixels: np.ndarray, x: int, y: int, radius: int = 4) -> tuple[Composite, Painting]:
    spoiled = pixels.copy()
    spoiled[y - radius : y + radius + 1, x - radius : x + radius + 1] = (255, 0, 0)
    base = Composite(photo_from_pixels(spoiled))
    painting = Painting(base, BrushTip(3 * radius + 3, 1.0, 1.0), (0, 0))
    painting.move_to(x + 0.5, y + 0.5)
    return base, painting


@pytest.mark.parametrize(("x", "y"), [(30, 60), (120, 60), (8, 8), (150, 112)])
def test_what_is_healed_from_it_looks_as_before(x: int, y: int) -> None:
    clean = stripes()
    base, painting = dotted(clean, x, y)
    offset = find_offset(painting)
    healed = patch_of(painted(base, replace(painting.stroke(), offset=offset)), "heal")
    assert healed is not None
    after = Composite(base.photo, (healed,)).read(Rect.of(base.size))
    assert np.abs(after.astype(int) - clean).mean() < 0.05


def test_it_is_searched_on_a_smaller_copy_and_refined() -> None:
    clean = stripes(900, 1200, thick=20)
    base, painting = dotted(clean, 900, 450, radius=60)
    offset = find_offset(painting)
    assert offset[1] % 40 == 0  # one period of the stripes, to the pixel
    healed = patch_of(painted(base, replace(painting.stroke(), offset=offset)), "heal")
    assert healed is not None
    after = Composite(base.photo, (healed,)).read(Rect.of(base.size))
    assert np.abs(after.astype(int) - clean).mean() < 0.2


def test_it_never_overlaps_the_stroke_or_blank_canvas() -> None:
    document = Document(photo_from_pixels(np.full((60, 60, 3), 80, np.uint8)))
    document.extend(right=200)
    painting = Painting(document.composite, BrushTip(15, 1.0, 1.0), (0, 0))
    painting.move_to(50, 30)
    dx, dy = find_offset(painting)
    source = painting.bounds.translated(dx, dy)
    assert Rect(0, 0, 60, 60).contains(source)
    assert not source.grown(-1).overlaps(painting.bounds.grown(-1))


def test_where_there_is_none_that_is_said() -> None:
    base = Composite(photo_from_pixels(stripes(40, 40)))
    painting = Painting(base, BrushTip(36, 1.0, 1.0), (0, 0))
    painting.move_to(20, 20)
    with pytest.raises(BadInput, match="Alt"):
        find_offset(painting)
