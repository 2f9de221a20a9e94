"""Rectangle and lasso: areas added to the mask and taken from it, each as one step."""

from __future__ import annotations

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt
from pytestqt.qtbot import QtBot

from engine.geometry import Point, Rect
from engine.mask.tiling import no_check
from tests.ui.canvas.canvas_looking import document_of, seen
from tests.ui.tools.moving import move
from ui.canvas.view import CanvasView
from ui.tools.select import LassoTool, RectangleTool, SelectTool, polygon_area

LEFT = Qt.MouseButton.LeftButton
NONE, ALT, SHIFT = (
    Qt.KeyboardModifier.NoModifier,
    Qt.KeyboardModifier.AltModifier,
    Qt.KeyboardModifier.ShiftModifier,
)
TRIANGLE = ((10, 10), (50, 10), (50, 40))


def drag(qtbot: QtBot, canvas: CanvasView, *points: tuple[float, float], modifiers: Qt.KeyboardModifier = NONE) -> None:
    places = [canvas.image_to_view(Point(*point)).toPoint() for point in points]
    qtbot.mousePress(canvas, LEFT, modifiers, places[0])
    for each in places[1:]:
        move(canvas, each, modifiers)
    qtbot.mouseRelease(canvas, LEFT, modifiers, places[-1])


def expected(rect: Rect, value: int = 255, ground: int = 0) -> np.ndarray:
    mask = np.full((48, 64), ground, np.uint8)
    mask[rect.slices] = value
    return mask


@pytest.mark.parametrize("rotation", [0, 90, 180])
def test_a_rectangle_is_exact(canvas: CanvasView, qtbot: QtBot, rotation: int) -> None:
    canvas.set_tool(RectangleTool())
    canvas.rotate_by(rotation)
    canvas.set_zoom(2.0)
    canvas.resize(300, 300)
    with qtbot.waitSignal(canvas.stroke_finished):
        drag(qtbot, canvas, (50, 30), (20, 10), (12, 8))
    document = document_of(canvas)
    assert np.array_equal(document.mask, expected(Rect.from_bounds(12, 8, 50, 30)))
    document.undo()
    assert not document.mask.any()
    assert not document.can_undo


def test_alt_takes_a_rectangle_away(canvas: CanvasView, qtbot: QtBot) -> None:
    document = document_of(canvas)
    document.set_mask(np.full((48, 64), 255, np.uint8))
    canvas.set_tool(RectangleTool())
    drag(qtbot, canvas, (10, 10), (30, 20), modifiers=ALT)
    assert np.array_equal(document.mask, expected(Rect.from_bounds(10, 10, 30, 20), 0, 255))
    assert document.undo_label == "Subtract rectangle"


def test_shift_makes_a_square(canvas: CanvasView, qtbot: QtBot) -> None:
    canvas.set_tool(RectangleTool())
    drag(qtbot, canvas, (40, 30), (30, 25), modifiers=SHIFT)
    assert np.array_equal(document_of(canvas).mask, expected(Rect(30, 20, 10, 10)))


def test_a_rectangle_reaching_out_is_cut_to_the_photo(canvas: CanvasView, qtbot: QtBot) -> None:
    canvas.set_tool(RectangleTool())
    drag(qtbot, canvas, (-20, -20), (10, 5))
    assert np.array_equal(document_of(canvas).mask, expected(Rect(0, 0, 10, 5)))


def test_a_lasso_fills_its_inside(canvas: CanvasView, qtbot: QtBot) -> None:
    canvas.set_tool(LassoTool())
    drag(qtbot, canvas, *TRIANGLE)
    document = document_of(canvas)
    assert document.mask[15, 45] == 255
    assert document.mask[35, 15] == 0
    assert document.mask.sum() / 255 == pytest.approx(600, abs=5)
    drag(qtbot, canvas, *TRIANGLE, modifiers=ALT)
    assert document.mask.max() <= 128
    document.undo()
    document.undo()
    assert not document.mask.any()


@pytest.mark.parametrize("tool", [RectangleTool, LassoTool])
def test_a_mere_click_and_a_cancelled_drag_change_nothing(
    canvas: CanvasView, qtbot: QtBot, tool: type[SelectTool]
) -> None:
    canvas.set_tool(tool())
    plain = seen(canvas)
    drag(qtbot, canvas, (20, 20))
    qtbot.mousePress(canvas, LEFT, pos=QPoint(80, 60))
    qtbot.mouseMove(canvas, QPoint(110, 90))
    qtbot.mouseMove(canvas, QPoint(120, 70))
    assert (seen(canvas) != plain).any()
    qtbot.keyClick(canvas, Qt.Key.Key_Escape)
    qtbot.mouseRelease(canvas, LEFT, pos=QPoint(120, 70))
    assert not document_of(canvas).can_undo
    assert np.array_equal(seen(canvas), plain)


def test_a_polygon_covers_by_area_across_bands(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ui.tools.select._BAND_ROWS", 7)
    corners = [Point(5.5, 4.25), Point(44.5, 4.25), Point(44.5, 31.75), Point(5.5, 31.75)]
    _, mask = polygon_area(corners, Rect(0, 0, 60, 40), no_check)
    assert mask.sum() / 255 == pytest.approx(39 * 27.5, rel=0.01)
    assert mask[10, 5] == pytest.approx(128, abs=3)
    assert (mask[5:31, 6:44] == 255).all()


def test_a_polygon_that_crosses_itself_is_filled_all_over() -> None:
    star = [Point(20 + 18 * np.sin(4 * np.pi * k / 5), 20 - 18 * np.cos(4 * np.pi * k / 5)) for k in range(5)]
    _, mask = polygon_area(star, Rect(0, 0, 40, 40), no_check)
    assert mask[20, 20] == 255
