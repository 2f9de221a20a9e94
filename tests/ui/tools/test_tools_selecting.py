"""Ellipse, polygon, snap, wand and brush: how areas are drawn, and how they join the mask."""

from __future__ import annotations

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from engine.geometry import Point
from engine.mask import Combine
from tests.ui.canvas.canvas_looking import document_of, seen
from tests.ui.tools.moving import move
from ui.canvas.view import CanvasView
from ui.tools.brush import BrushTool
from ui.tools.select import EllipseTool, LassoTool, PolygonTool, RectangleTool
from ui.tools.snap import SnapTool
from ui.tools.wand import WandTool

LEFT = Qt.MouseButton.LeftButton
Mod = Qt.KeyboardModifier
NONE, ALT, SHIFT = Mod.NoModifier, Mod.AltModifier, Mod.ShiftModifier
BOTH = ALT | SHIFT


def drag(canvas: CanvasView, *points: tuple[float, float], held: Qt.KeyboardModifier = NONE) -> None:
    places = [canvas.image_to_view(Point(*point)).toPoint() for point in points]
    QTest.mousePress(canvas, LEFT, held, places[0])
    for each in places[1:]:
        move(canvas, each, held)
    QTest.mouseRelease(canvas, LEFT, held, places[-1])


def click(canvas: CanvasView, x: float, y: float, held: Qt.KeyboardModifier = NONE) -> None:
    QTest.mouseClick(canvas, LEFT, held, canvas.image_to_view(Point(x, y)).toPoint())


def mask_of(canvas: CanvasView) -> np.ndarray:
    return document_of(canvas).mask


@pytest.fixture
def full(canvas: CanvasView) -> CanvasView:
    document_of(canvas).set_mask(np.full((48, 64), 255, np.uint8))
    return canvas


# Modes


@pytest.mark.parametrize(
    ("mode", "held", "label"),
    [
        (Combine.ADD, NONE, "Add lasso"),
        (Combine.ADD, ALT, "Subtract lasso"),
        (Combine.ADD, BOTH, "Intersect with lasso"),
        (Combine.SUBTRACT, NONE, "Subtract lasso"),
        (Combine.SUBTRACT, ALT, "Add lasso"),
        (Combine.SUBTRACT, SHIFT, "Add lasso"),
        (Combine.INTERSECT, NONE, "Intersect with lasso"),
        (Combine.INTERSECT, ALT, "Subtract lasso"),
        (Combine.REPLACE, NONE, "Mark lasso"),
        (Combine.REPLACE, SHIFT, "Add lasso"),
        (Combine.REPLACE, ALT, "Subtract lasso"),
        (Combine.REPLACE, BOTH, "Intersect with lasso"),
    ],
)
def test_keys_change_the_mode_for_one_gesture(
    canvas: CanvasView, mode: Combine, held: Qt.KeyboardModifier, label: str
) -> None:
    document = document_of(canvas)
    half = np.zeros((48, 64), np.uint8)
    half[:, :30] = 128
    document.set_mask(half)
    tool = LassoTool()
    tool.mode = mode
    canvas.set_tool(tool)
    drag(canvas, (40, 10), (50, 10), (50, 40), (10, 40), held=held)
    assert document.undo_label == label


def test_an_intersection_keeps_what_is_marked_twice(full: CanvasView) -> None:
    tool = RectangleTool()
    tool.mode = Combine.INTERSECT
    full.set_tool(tool)
    drag(full, (10, 10), (30, 20))
    assert (mask_of(full)[10:20, 10:30] == 255).all()
    assert int((mask_of(full) > 0).sum()) == 200


def test_shift_and_alt_intersect_a_rectangle_without_making_it_square(full: CanvasView) -> None:
    full.set_tool(RectangleTool())
    drag(full, (10, 10), (40, 20), held=BOTH)
    assert int((mask_of(full) > 0).sum()) == 300


# Shapes


def test_an_ellipse_fills_its_frame_and_shift_makes_a_circle(canvas: CanvasView) -> None:
    canvas.set_tool(EllipseTool())
    drag(canvas, (10, 10), (50, 30))
    assert mask_of(canvas).sum() / 255 == pytest.approx(np.pi * 20 * 10, rel=0.01)
    assert mask_of(canvas)[11, 11] == 0
    document_of(canvas).undo()
    drag(canvas, (10, 10), (50, 30), held=SHIFT)
    rows = np.flatnonzero(mask_of(canvas).any(axis=1))
    assert (rows[0], rows[-1]) == (10, 47)  # 40 px high, cut by the photo


def test_a_polygon_is_closed_on_its_first_corner(canvas: CanvasView) -> None:
    canvas.set_tool(PolygonTool())
    plain = seen(canvas)
    for corner in ((10, 10), (50, 10), (50, 40)):
        click(canvas, *corner)
    assert (seen(canvas) != plain).any()
    assert not document_of(canvas).can_undo
    click(canvas, 11, 11)
    assert mask_of(canvas).sum() / 255 == pytest.approx(600, rel=0.02)
    assert document_of(canvas).undo_label == "Add polygon"
    assert not canvas.tool.is_active


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Enter])
def test_enter_closes_a_polygon_and_backspace_takes_a_corner_back(canvas: CanvasView, key: Qt.Key) -> None:
    canvas.set_tool(PolygonTool())
    for corner in ((10, 10), (50, 10), (60, 45), (50, 40)):
        click(canvas, *corner)
        if corner == (60, 45):
            QTest.keyClick(canvas, Qt.Key.Key_Backspace)
    QTest.keyClick(canvas, key)
    assert mask_of(canvas).sum() / 255 == pytest.approx(600, rel=0.02)


def test_a_double_click_closes_a_polygon_and_escape_drops_it(canvas: CanvasView) -> None:
    canvas.set_tool(PolygonTool())
    click(canvas, 10, 10)
    click(canvas, 50, 10)
    QTest.keyClick(canvas, Qt.Key.Key_Escape)
    assert not canvas.tool.is_active
    for corner in ((10, 10), (50, 10), (50, 40), (50, 40)):
        click(canvas, *corner)
    assert mask_of(canvas).sum() / 255 == pytest.approx(600, rel=0.02)


def test_shift_holds_a_polygons_side_straight(canvas: CanvasView) -> None:
    canvas.set_tool(PolygonTool())
    click(canvas, 10, 10)
    click(canvas, 50, 13, SHIFT)
    click(canvas, 47, 40, SHIFT)
    QTest.keyClick(canvas, Qt.Key.Key_Return)
    columns = np.flatnonzero((mask_of(canvas) > 127).any(axis=0))
    assert columns[-1] == 49
    assert mask_of(canvas)[10, 48] > 127


def test_another_tool_drops_an_unfinished_polygon(canvas: CanvasView) -> None:
    tool = PolygonTool()
    canvas.set_tool(tool)
    click(canvas, 10, 10)
    canvas.set_tool(BrushTool())
    assert not tool.is_active


# By content


def spot() -> np.ndarray:
    """A warm disc of 16 px on a cool ground."""
    y, x = np.ogrid[:80, :100]
    inside = (x - 50) ** 2 + (y - 40) ** 2 <= 16**2
    pixels = np.where(inside[..., None], (200, 90, 60), (60, 110, 170))
    return np.clip(pixels + np.random.default_rng(1).normal(0, 5, pixels.shape), 0, 255).astype(np.uint8)


def test_a_scribble_snaps_to_the_object_as_one_step(make_canvas) -> None:
    canvas = make_canvas(spot())
    canvas.set_tool(SnapTool())
    drag(canvas, (42, 40), (50, 38), (58, 42))
    assert (mask_of(canvas) > 127).sum() == pytest.approx(np.pi * 16**2, rel=0.06)
    assert mask_of(canvas)[40, 50] == 255
    document_of(canvas).undo()
    assert not mask_of(canvas).any()


def test_a_line_around_an_object_snaps_to_it(make_canvas) -> None:
    canvas = make_canvas(spot())
    tool = SnapTool()
    tool.around = True
    canvas.set_tool(tool)
    drag(canvas, (28, 18), (74, 20), (75, 62), (27, 60))
    assert (mask_of(canvas) > 127).sum() == pytest.approx(np.pi * 16**2, rel=0.06)


def test_a_scribble_beside_the_photo_marks_nothing(make_canvas) -> None:
    canvas = make_canvas(spot())
    canvas.set_tool(SnapTool())
    drag(canvas, (-90, -90), (-80, -85))
    assert not document_of(canvas).can_undo


def test_the_wand_looks_at_the_photo_alone_or_anywhere(make_canvas) -> None:
    pixels = np.full((40, 60, 3), 90, np.uint8)
    pixels[5:10, 5:10] = pixels[30:35, 50:55] = 200
    canvas = make_canvas(pixels)
    tool = WandTool()
    tool.contiguous, tool.merged = False, False
    canvas.set_tool(tool)
    click(canvas, 7.5, 7.5)
    assert int((mask_of(canvas) == 255).sum()) == 50


def test_a_brush_that_intersects_keeps_what_it_goes_over(full: CanvasView) -> None:
    tool = BrushTool()
    tool.intersects = True
    full.set_tool(tool)
    place = full.image_to_view(Point(30, 20)).toPoint()
    QTest.mousePress(full, LEFT, NONE, place)
    assert (mask_of(full) == 255).all()
    QTest.mouseRelease(full, LEFT, NONE, place)
    assert mask_of(full)[20, 30] == 255
    assert 0 < int((mask_of(full) > 0).sum()) < 120
    assert document_of(full).undo_label == "Intersect with brush"


# A rectangle under way


def begin_rectangle(canvas: CanvasView, *points: tuple[float, float], held: Qt.KeyboardModifier = NONE) -> None:
    canvas.set_tool(RectangleTool())
    places = [canvas.image_to_view(Point(*point)).toPoint() for point in points]
    QTest.mousePress(canvas, LEFT, held, places[0])
    for each in places[1:]:
        move(canvas, each, held)


def let_go(canvas: CanvasView, x: float, y: float, held: Qt.KeyboardModifier = NONE) -> list[int]:
    """Left, top, right and bottom of what is marked once the button is up."""
    QTest.mouseRelease(canvas, LEFT, held, canvas.image_to_view(Point(x, y)).toPoint())
    rows, columns = (np.flatnonzero(mask_of(canvas).any(axis=axis)) for axis in (1, 0))
    return [int(columns[0]), int(rows[0]), int(columns[-1]) + 1, int(rows[-1]) + 1]


def test_the_space_bar_moves_a_rectangle_while_it_is_drawn(canvas: CanvasView) -> None:
    begin_rectangle(canvas, (10, 10), (20, 20))
    QTest.keyPress(canvas, Qt.Key.Key_Space)
    QTest.mouseMove(canvas, canvas.image_to_view(Point(30, 25)).toPoint())
    QTest.keyRelease(canvas, Qt.Key.Key_Space)
    assert let_go(canvas, 34, 25) == [20, 15, 34, 25]


def test_alt_pressed_in_the_drag_draws_around_the_start(canvas: CanvasView) -> None:
    begin_rectangle(canvas, (30, 20), (35, 22))
    assert let_go(canvas, 36, 24, ALT) == [24, 16, 36, 24]


def test_alt_held_from_the_start_only_subtracts(full: CanvasView) -> None:
    begin_rectangle(full, (0, 0), (64, 24), held=ALT)
    assert let_go(full, 64, 24, ALT) == [0, 24, 64, 48]


def test_a_key_in_the_drag_is_seen_before_the_hand_moves_on(canvas: CanvasView) -> None:
    begin_rectangle(canvas, (10, 10), (20, 10), (30, 15))
    plain = seen(canvas)
    QTest.keyPress(canvas, Qt.Key.Key_Shift)
    assert (seen(canvas) != plain).any()
    QTest.keyRelease(canvas, Qt.Key.Key_Shift, SHIFT)
    assert np.array_equal(seen(canvas), plain)
    QTest.keyClick(canvas, Qt.Key.Key_Escape)


def test_the_size_of_a_rectangle_is_told_while_it_is_drawn(canvas: CanvasView, monkeypatch: pytest.MonkeyPatch) -> None:
    told: list[str] = []
    monkeypatch.setattr("ui.tools.select.paint_chip", lambda _painter, text, _bounds: told.append(text))
    begin_rectangle(canvas, (10, 10), (20, 15), (31, 18))
    seen(canvas)
    assert told[-1] == "21 × 8 px"
    QTest.keyClick(canvas, Qt.Key.Key_Escape)


def test_a_square_is_one_to_the_pixel(canvas: CanvasView) -> None:
    canvas.set_zoom(3.0)
    begin_rectangle(canvas, (10.4, 10.7), (20, 15), (25.2, 24.7))
    left, top, right, bottom = let_go(canvas, 25.4, 22.3, SHIFT)
    assert right - left == bottom - top


def test_snapping_keeps_the_window_free_on_small_photos_too(canvas: CanvasView) -> None:
    tool, asked = SnapTool(), []
    tool.runner = lambda *_rest, pixels, **_more: asked.append(pixels)
    canvas.set_tool(tool)
    drag(canvas, (10, 10), (30, 20))
    assert asked[0] >= 10 * document_of(canvas).size.area
