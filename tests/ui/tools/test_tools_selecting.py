"""Ellipse, polygon, snap, wand and brush: how areas are drawn, and how they join the mask."""

from __future__ import annotations

import numpy as np
import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from engine.geometry import Point
from engine.mask import Combine
from tests.ui.canvas.canvas_looking import document_of, seen
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
        QTest.mouseMove(canvas, each)
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
    drag(canvas, (10, 10), (50, 10), (50, 40), (10, 40), held=held)
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
    start, end = (full.image_to_view(Point(*point)) for point in ((10, 10), (40, 20)))
    QTest.mousePress(full, LEFT, BOTH, start.toPoint())
    move = QMouseEvent(QEvent.Type.MouseMove, end, full.mapToGlobal(end), Qt.MouseButton.NoButton, LEFT, BOTH)
    QApplication.sendEvent(full, move)
    QTest.mouseRelease(full, LEFT, BOTH, end.toPoint())
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
