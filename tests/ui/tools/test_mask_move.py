"""What is marked is moved: by a drag from inside it, and by the arrow keys."""

from __future__ import annotations

import numpy as np
import pytest
from PySide6.QtCore import QPointF, Qt
from PySide6.QtTest import QTest

from engine.geometry import Point, Rect, Size
from engine.mask import Combine
from tests.ui.canvas.canvas_looking import assert_same, document_of, seen
from tests.ui.tools.moving import move
from ui.canvas.moved_mask import MovedMask
from ui.canvas.pyramid import MaskPyramid, level_size
from ui.canvas.view import CanvasView
from ui.tools.brush import BrushTool
from ui.tools.select import LassoTool, PolygonTool, RectangleTool
from ui.tools.selecting import SelectingTool
from ui.tools.snap import SnapTool
from ui.tools.wand import WandTool

Key, Mod = Qt.Key, Qt.KeyboardModifier
LEFT, NONE = Qt.MouseButton.LeftButton, Mod.NoModifier
BEGUN = Rect(10, 12, 16, 8)


@pytest.fixture
def marked(canvas: CanvasView) -> CanvasView:
    """64 x 48 px, of which a part with a soft corner is marked."""
    mask = np.zeros((48, 64), np.uint8)
    mask[BEGUN.slices] = 255
    mask[BEGUN.y, BEGUN.x] = 60
    document_of(canvas).set_mask(mask)
    return canvas


def take(canvas: CanvasView, tool: SelectingTool, mode: Combine = Combine.REPLACE) -> None:
    tool.mode = mode
    canvas.set_tool(tool)


def drag(
    canvas: CanvasView, *points: tuple[float, float], held: Qt.KeyboardModifier = NONE, let_go: bool = True
) -> None:
    places = [canvas.image_to_view(Point(*point)).toPoint() for point in points]
    QTest.mousePress(canvas, LEFT, held, places[0])
    for each in places[1:]:
        move(canvas, each, held)
    if let_go:
        QTest.mouseRelease(canvas, LEFT, held, places[-1])


def moved(canvas: CanvasView, dx: int, dy: int) -> np.ndarray:
    """What has been marked at first, elsewhere."""
    mask = np.zeros((48, 64), np.uint8)
    place = BEGUN.translated(dx, dy)
    mask[place.slices] = 255
    mask[place.y, place.x] = 60
    return mask


@pytest.mark.parametrize("tool", [RectangleTool, LassoTool, PolygonTool, WandTool])
def test_a_drag_from_inside_moves_what_is_marked(marked: CanvasView, tool: type[SelectingTool]) -> None:
    take(marked, tool())
    drag(marked, (15, 15), (25, 18), (35, 25))
    document = document_of(marked)
    assert (document.mask == moved(marked, 20, 10)).all()
    assert document.undo_label == "Move mask"
    document.undo()
    assert (document.mask == moved(marked, 0, 0)).all()


def test_where_areas_are_added_ctrl_takes_hold(marked: CanvasView) -> None:
    take(marked, RectangleTool(), Combine.ADD)
    drag(marked, (15, 15), (25, 25))
    assert document_of(marked).undo_label == "Add rectangle"
    document_of(marked).undo()
    drag(marked, (15, 15), (20, 18), held=Mod.ControlModifier)
    assert (document_of(marked).mask == moved(marked, 5, 3)).all()


def test_a_scribble_over_what_is_marked_snaps_again_and_ctrl_moves_it(marked: CanvasView) -> None:
    take(marked, SnapTool())
    drag(marked, (15, 15), (25, 18))
    assert document_of(marked).undo_label != "Move mask"
    document_of(marked).set_mask(moved(marked, 0, 0))
    drag(marked, (15, 15), (20, 18), held=Mod.ControlModifier)
    assert (document_of(marked).mask == moved(marked, 5, 3)).all()


def test_it_is_seen_where_it_goes_and_escape_leaves_it(marked: CanvasView) -> None:
    take(marked, RectangleTool())
    before = seen(marked)
    drag(marked, (15, 15), (25, 18), (40, 35), let_go=False)
    on_the_way = seen(marked)
    assert (on_the_way != before).any()
    assert (document_of(marked).mask == moved(marked, 0, 0)).all()
    QTest.keyClick(marked, Key.Key_Escape)
    assert not marked.is_gesture_active
    assert (seen(marked) == before).all()
    drag(marked, (15, 15), (25, 18), (40, 35))
    assert_same(seen(marked), marked)
    assert (seen(marked) == on_the_way).all()


def test_shift_in_the_drag_keeps_to_one_axis(marked: CanvasView) -> None:
    take(marked, RectangleTool())
    places = [marked.image_to_view(Point(*point)).toPoint() for point in ((15, 15), (27, 19))]
    QTest.mousePress(marked, LEFT, NONE, places[0])
    move(marked, places[1], Mod.ShiftModifier)
    QTest.mouseRelease(marked, LEFT, Mod.ShiftModifier, places[1])
    assert (document_of(marked).mask == moved(marked, 12, 0)).all()


def test_what_is_moved_out_of_the_photo_comes_back_with_the_next_move(marked: CanvasView) -> None:
    take(marked, RectangleTool())
    drag(marked, (15, 15), (2, 15))
    assert not (document_of(marked).mask == moved(marked, 0, 0)).all()
    drag(marked, (6, 15), (19, 15))
    assert (document_of(marked).mask == moved(marked, 0, 0)).all()
    drag(marked, (15, 15), (2, 15))
    document_of(marked).set_mask_part(Rect(60, 40, 2, 2), np.full((2, 2), 255, np.uint8))
    drag(marked, (6, 15), (19, 15))
    assert document_of(marked).mask_bounds.width < 60  # cut off for good


def test_arrow_keys_move_by_one_and_by_ten_as_one_step(marked: CanvasView) -> None:
    take(marked, LassoTool(), Combine.ADD)
    document = document_of(marked)
    QTest.keyClick(marked, Key.Key_Right)
    QTest.keyClick(marked, Key.Key_Down)
    QTest.keyClick(marked, Key.Key_Right, Mod.ShiftModifier)
    assert (document.mask == moved(marked, 11, 1)).all()
    for _ in range(6):
        QTest.keyClick(marked, Key.Key_Right, Mod.ShiftModifier)
    assert document.mask_bounds.is_empty
    for _ in range(6):
        QTest.keyClick(marked, Key.Key_Left, Mod.ShiftModifier)
    assert (document.mask == moved(marked, 11, 1)).all()
    document.undo()
    assert (document.mask == moved(marked, 0, 0)).all()


def test_arrow_keys_move_the_view_where_nothing_is_marked_and_with_the_brush(marked: CanvasView) -> None:
    marked.set_tool(BrushTool())
    marked.set_zoom(20.0)
    at = marked.view_to_image(QPointF(marked.rect().center()))
    QTest.keyClick(marked, Key.Key_Right)
    assert marked.view_to_image(QPointF(marked.rect().center())) != at
    document_of(marked).clear_mask()
    take(marked, RectangleTool())
    at = marked.view_to_image(QPointF(marked.rect().center()))
    QTest.keyClick(marked, Key.Key_Left)
    assert marked.view_to_image(QPointF(marked.rect().center())) != at


def test_the_pointer_shows_what_a_press_takes_hold_of(marked: CanvasView) -> None:
    take(marked, RectangleTool())
    QTest.mouseMove(marked, marked.image_to_view(Point(15, 15)).toPoint())
    assert marked.cursor().shape() == Qt.CursorShape.SizeAllCursor
    QTest.mouseMove(marked, marked.image_to_view(Point(50, 40)).toPoint())
    assert marked.cursor().shape() == Qt.CursorShape.CrossCursor


def test_a_new_area_takes_the_place_of_the_mask_and_a_click_clears_it(marked: CanvasView) -> None:
    take(marked, RectangleTool())
    drag(marked, (40, 30), (50, 40))
    assert int((document_of(marked).mask > 0).sum()) == 100
    assert document_of(marked).undo_label == "Mark rectangle"
    QTest.mouseClick(marked, LEFT, NONE, marked.image_to_view(Point(45, 35)).toPoint())
    assert document_of(marked).mask_bounds.is_empty
    document_of(marked).undo()
    QTest.mouseClick(marked, LEFT, NONE, marked.image_to_view(Point(5, 5)).toPoint())
    assert document_of(marked).mask_bounds.is_empty


def test_shift_at_the_press_adds_and_makes_no_square(marked: CanvasView) -> None:
    take(marked, RectangleTool())
    drag(marked, (40, 30), (60, 35), held=Mod.ShiftModifier)
    assert int((document_of(marked).mask > 0).sum()) == 100 + BEGUN.area


def test_a_click_of_the_wand_inside_the_mask_marks_anew(marked: CanvasView) -> None:
    take(marked, WandTool())
    QTest.mouseClick(marked, LEFT, NONE, marked.image_to_view(Point(15, 15)).toPoint())
    assert document_of(marked).undo_label == "Mark similar colours"


def test_a_moved_mask_is_read_as_one_that_was_moved() -> None:
    size, rng = Size(1024, 768), np.random.default_rng(4)
    mask, real = (np.zeros((size.height, size.width), np.uint8) for _ in range(2))
    mask[192:512, 256:640] = rng.integers(0, 256, (320, 384))
    real[0:256, 768:1024] = mask[256:512, 256:512]
    shown, expected = MovedMask(MaskPyramid(mask), 512, -256), MaskPyramid(real)
    for level in range(expected.count):
        whole = Rect.of(level_size(size, level))
        for part in (whole, whole.grown(-5)):
            assert (shown.read(level, part) == expected.read(level, part)).all()
    assert shown.hull.contains(Rect(768, 0, 256, 256))
    assert shown.size == size
