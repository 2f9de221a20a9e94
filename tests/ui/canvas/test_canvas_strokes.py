"""Strokes that are being painted, as the canvas shows them."""

from __future__ import annotations

import numpy as np
import pytest

from engine.document import Composite, Patch, Piece, Recipe
from engine.geometry import Point, Rect
from engine.mask import BrushTip
from engine.photo import photo_from_pixels
from engine.retouch import Painting, patch_of
from tests.ui.canvas.canvas_looking import assert_same, document_of, redrawn, seen
from ui.canvas.ground import Ground
from ui.canvas.view import CanvasView


def picture(dtype: type = np.uint8) -> np.ndarray:
    rng = np.random.default_rng(5)
    coarse = rng.integers(0, 255, (60, 90, 3)).astype(np.uint8)
    fine = coarse.repeat(10, 0).repeat(10, 1)
    return fine if dtype == np.uint8 else fine.astype(np.uint16) * 257


def shown_stroke(canvas: CanvasView, painting: Painting, *points: tuple[float, float]) -> None:
    for point in points:
        touched, _ = painting.move_to(*point)
        canvas.show_strokes((Patch("stroke", painting.live_pieces, Recipe("clone")),), touched)
        seen(canvas)


@pytest.mark.parametrize("dtype", [np.uint8, np.uint16])
@pytest.mark.parametrize("zoom", [0.2, 0.5, 1.0, 3.0])
def test_a_stroke_is_seen_dab_by_dab_as_its_patch_will_be(make_canvas, zoom: float, dtype: type) -> None:
    canvas = make_canvas(picture(dtype), with_alpha(dtype) if zoom == 0.5 else None)
    canvas.set_zoom(zoom)
    canvas.centre_on(Point(290, 265))
    before = seen(canvas)
    document = document_of(canvas)
    painting = Painting(document.composite, BrushTip(41, 0.5, 0.8), (200, -60))
    shown_stroke(canvas, painting, (240, 250), (262, 281), (310, 300), (330, 255))
    piecewise = seen(canvas)
    assert not np.array_equal(piecewise, before)
    assert_same(piecewise, canvas)
    patch = patch_of(painting, "clone")
    assert patch is not None
    document.add_patch(patch, clear_mask=False)
    canvas.show_strokes((), painting.covered_rects())
    assert np.abs(redrawn(canvas).astype(int) - piecewise).max() <= 2


def with_alpha(dtype: type) -> np.ndarray:
    y, x = np.mgrid[0:600, 0:900]
    return ((x + y) % 256).astype(dtype) * (1 if dtype == np.uint8 else 257)


def test_a_stroke_that_is_taken_back_leaves_nothing(make_canvas) -> None:
    canvas = make_canvas(picture())
    canvas.set_zoom(0.5)
    canvas.centre_on(Point(150, 140))
    before = seen(canvas)
    painting = Painting(document_of(canvas).composite, BrushTip(41, 0.5, 1.0), (200, 60))
    shown_stroke(canvas, painting, (140, 150), (162, 131))
    assert not np.array_equal(seen(canvas), before)
    canvas.show_strokes((), tuple(painting.covered_rects()))
    assert np.array_equal(seen(canvas), before)


def test_under_a_stroke_what_has_been_seen_is_kept_until_it_changes() -> None:
    rng = np.random.default_rng(8)
    photo = photo_from_pixels(rng.integers(0, 255, (300, 420, 3), np.uint8))

    def soft(name: str, rect: Rect) -> Patch:
        shape = (rect.height, rect.width)
        piece = Piece(rect, rng.integers(0, 255, (*shape, 3), np.uint8), rng.integers(0, 255, shape, np.uint8))
        return Patch(name, (piece,), Recipe("x"))

    first, second, stroke = (soft(str(at), Rect(30 * at, 20 * at, 280, 190)) for at in (1, 2, 3))
    ground, whole = Ground(), Rect(10, 5, 400, 290)
    for patches in ((first,), (first, second)):
        below = Composite(photo, patches)
        shown = Composite(photo, (*patches, stroke))
        ground.lay(below, len(patches))
        made = ground.effort(shown, whole)
        assert np.array_equal(ground.read(shown, whole), shown.read(whole))
        assert ground.effort(shown, whole) < made
        assert np.array_equal(ground.read(shown, whole), shown.read(whole))
        assert np.array_equal(ground.read(below, whole), below.read(whole))
