"""The canvas while its document grows."""

from __future__ import annotations

import numpy as np
import pytest
from pytestqt.qtbot import QtBot

from engine.geometry import Point, Rect, Size
from tests.ui.canvas.canvas_looking import document_of, patch_at, seen
from ui.canvas.view import CanvasView
from ui.canvas.viewport import Viewport


@pytest.mark.parametrize("rotation", [0.0, 90.0, 33.0])
def test_what_is_in_view_stays_where_it_is(canvas: CanvasView, rotation: float, qtbot: QtBot) -> None:
    canvas.rotate_by(rotation)
    canvas.set_zoom(2.0)
    before = canvas.image_to_view(Point(30, 20))
    with qtbot.waitSignal(canvas.levels_ready):
        document_of(canvas).extend(left=10, top=6)
    assert (canvas.image_to_view(Point(40, 26)) - before).manhattanLength() < 2
    with qtbot.waitSignal(canvas.levels_ready):
        document_of(canvas).undo()
    assert (canvas.image_to_view(Point(30, 20)) - before).manhattanLength() < 2


def test_a_fitted_view_shows_all_of_the_new_canvas(canvas: CanvasView, qtbot: QtBot) -> None:
    canvas.zoom_fit()
    with qtbot.waitSignal(canvas.levels_ready):
        document_of(canvas).extend(right=200)
    assert canvas.is_fitted
    assert canvas.visible_rect() == Rect(0, 0, 264, 48)


def test_the_photo_is_drawn_at_its_new_place_with_the_mask_beside_it(
    canvas: CanvasView, small_photo: np.ndarray, qtbot: QtBot
) -> None:
    with qtbot.waitSignal(canvas.levels_ready):
        document_of(canvas).extend(left=10)
    corner = canvas.image_to_view(Point(10, 0)).toPoint()
    picture = seen(canvas)
    area = picture[corner.y() : corner.y() + 48, corner.x() : corner.x() + 64]
    assert np.array_equal(area, small_photo)
    border = picture[corner.y() + 20, corner.x() - 5]
    assert tuple(border) != (255, 255, 255)  # the mask over the paper


def test_the_original_has_no_canvas_around_it(canvas: CanvasView, small_photo: np.ndarray, qtbot: QtBot) -> None:
    document = document_of(canvas)
    with qtbot.waitSignal(canvas.levels_ready):
        document.extend(left=20, bottom=10)
    document.add_patch(patch_at(Rect(0, 0, 20, 58), 90))
    corner = canvas.image_to_view(Point(0, 0)).toPoint()
    surround = tuple(seen(canvas)[corner.y() + 20, corner.x() - 5])
    canvas.set_compare("original")
    original = seen(canvas)
    assert tuple(original[corner.y() + 20, corner.x() + 5]) == surround
    assert tuple(original[corner.y() + 53, corner.x() + 50]) == surround
    assert np.array_equal(original[corner.y() : corner.y() + 48, corner.x() + 20 : corner.x() + 84], small_photo)
    canvas.set_compare("wipe")
    canvas.wipe_position = 10 / 84
    wiped = seen(canvas)
    assert tuple(wiped[corner.y() + 2, corner.x() + 3]) == surround
    assert tuple(wiped[corner.y() + 2, corner.x() + 17]) != surround


def test_shifting_is_exact_at_any_turn() -> None:
    for rotation in (0.0, 90.0, 33.0):
        view = Viewport(2.0, rotation, 7.0, -3.0, 200, 100)
        before, after = view.to_device(5, 9), view.shifted(4, -2).to_device(9, 7)
        assert abs(before[0] - after[0]) <= 1
        assert abs(before[1] - after[1]) <= 1


def test_a_preview_and_a_gesture_end_with_the_canvas(canvas: CanvasView, qtbot: QtBot) -> None:
    document = document_of(canvas)
    canvas.set_preview_patch(patch_at(Rect(0, 0, 8, 8), 90))
    with qtbot.waitSignal(canvas.levels_ready):
        document.extend(right=8)
    assert canvas._scene is not None
    assert canvas._scene.composite is document.composite
    assert canvas._scene.size == Size(72, 48)
    assert not canvas.is_gesture_active
