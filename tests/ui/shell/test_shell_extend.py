"""Extending the canvas in the window: handles, numbers, shapes, and the fill that follows."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import QPointF, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton, QToolButton

from engine.geometry import Margins, Point, Rect, Size
from engine.inpaint import FillSettings
from tests.ui.shell.conftest import Driver
from ui.extension import ExtensionPlan
from ui.tools.base import ToolEvent
from ui.widgets.value_edit import ValueEdit


@pytest.fixture
def extend(driver: Driver) -> Driver:
    """The window of `driver` with the extend tool in hand."""
    driver.run("tool-extend")
    return driver


def plan_of(driver: Driver) -> ExtensionPlan:
    return driver.window.desk.extend_panel._plan


def drag(driver: Driver, start: tuple[float, float], end: tuple[float, float]) -> None:
    """With a real mouse, between points of the photo."""
    driver.paint(start, end)


def wait_for_size(driver: Driver, width: int, height: int) -> None:
    driver.bot.waitUntil(lambda: driver.document.size == Size(width, height))


def number(driver: Driver, name: str) -> ValueEdit:
    found = driver.window.findChild(ValueEdit, name)
    assert found is not None
    return found


def button(driver: Driver, name: str) -> QPushButton | QToolButton:
    found = driver.window.findChild(QPushButton, name) or driver.window.findChild(QToolButton, name)
    assert found is not None
    return found


def test_an_edge_is_dragged_outwards_and_filled_and_undone(extend: Driver, small_photo: np.ndarray) -> None:
    assert extend.window.desk.extend_panel.isVisible()
    drag(extend, (64, 24), (84, 24))
    assert plan_of(extend).margins == Margins(right=20)
    assert extend.document.size == Size(64, 48)  # nothing is in the document yet
    assert not extend.document.can_undo
    extend.fill()
    extend.bot.waitUntil(lambda: bool(extend.document.patches))
    extend.wait_for_fills()
    assert extend.document.size == Size(84, 48)
    shown = extend.document.composite.read(Rect(0, 0, 84, 48))
    assert np.array_equal(shown[:, :64], small_photo)
    assert (shown[:, 64:] < 250).all()
    assert not extend.window.editor.has_mask
    assert extend.document.history.undo_labels == ("Extend canvas", "Fill with Telea")
    assert not extend.window.desk.extend_panel.isVisible()  # the tool before is back in hand
    session = extend.window.editor.fills.session
    assert session is not None
    extend.run("undo")
    extend.run("undo")
    assert extend.document.size == Size(64, 48)
    assert not extend.window.editor.is_modified
    extend.run("redo")
    extend.run("redo")
    assert np.array_equal(extend.document.composite.read(Rect(0, 0, 84, 48)), shown)
    assert extend.window.canvas._scene is not None
    assert extend.window.canvas._scene.size == Size(84, 48)


def test_other_ways_of_filling_new_canvas_leave_the_photo_alone(extend: Driver, small_photo: np.ndarray) -> None:
    panel = extend.window.desk.fill_panel
    panel.show_settings(FillSettings("telea", grow=6, feather=4))
    plan_of(extend).set_sides(left=10)
    extend.fill()
    extend.bot.waitUntil(lambda: bool(extend.document.patches))
    panel.show_settings(FillSettings("ns", grow=6, feather=4))
    extend.run("try-another")
    extend.wait_for_fills()
    (patch,) = extend.document.patches
    assert patch.recipe.method == "ns"
    assert np.array_equal(extend.document.composite.read(Rect(10, 0, 64, 48)), small_photo)


def test_only_extending_leaves_the_canvas_marked(extend: Driver) -> None:
    plan_of(extend).set_sides(top=6, left=4)
    button(extend, "extend-only").click()
    wait_for_size(extend, 68, 54)
    assert extend.document.mask_bounds == Rect(0, 0, 68, 54)
    assert (extend.document.mask[6:, 4:] == 0).all()
    assert "Extended" in extend.window.toast.text
    extend.fill()
    assert len(extend.document.patches) == 1


def test_strokes_elsewhere_stay_marked(driver: Driver) -> None:
    driver.paint((20, 20), (24, 20))
    marked = driver.document.mask.copy()
    driver.run("tool-extend")
    plan_of(driver).set_sides(bottom=8)
    driver.fill()
    driver.bot.waitUntil(lambda: bool(driver.document.patches))
    assert np.array_equal(driver.document.mask[:48], marked)
    assert not driver.document.mask[48:].any()


def test_escape_and_another_tool_leave_nothing_behind(extend: Driver) -> None:
    drag(extend, (0, 24), (-12, 24))
    assert plan_of(extend).is_pending
    extend.window.canvas.setFocus()
    extend.press(Qt.Key.Key_Escape)
    assert not plan_of(extend).is_pending
    drag(extend, (0, 24), (-12, 24))
    extend.run("tool-brush")
    assert not plan_of(extend).is_pending
    assert not extend.window.desk.extend_panel.isVisible()
    assert extend.document.size == Size(64, 48)
    assert not extend.document.can_undo


def test_escape_during_a_drag_takes_the_drag_back(extend: Driver) -> None:
    canvas = extend.window.canvas
    plan_of(extend).set_sides(right=4)
    place = canvas.image_to_view(Point(68, 24)).toPoint()
    QTest.mousePress(canvas, Qt.MouseButton.LeftButton, pos=place)
    QTest.mouseMove(canvas, canvas.image_to_view(Point(90, 24)).toPoint())
    assert plan_of(extend).margins == Margins(right=26)
    QTest.keyClick(canvas, Qt.Key.Key_Escape)
    assert plan_of(extend).margins == Margins(right=4)
    QTest.mouseRelease(canvas, Qt.MouseButton.LeftButton, pos=place)


def test_a_cancelled_fill_takes_the_canvas_back(extend: Driver, monkeypatch: pytest.MonkeyPatch) -> None:
    from engine.errors import Cancelled

    def stopped(*_: object) -> None:
        raise Cancelled

    monkeypatch.setattr("ui.fills._fill", stopped)
    plan_of(extend).set_sides(right=9)
    with extend.bot.waitSignal(extend.window.editor.noticed):
        extend.window.desk.extending.apply(fill=True)
    assert extend.document.size == Size(64, 48)
    assert not extend.document.can_undo
    assert "as it was" in extend.window.toast.text


def test_a_failed_fill_leaves_the_canvas_marked_for_another(extend: Driver, monkeypatch: pytest.MonkeyPatch) -> None:
    from engine.errors import ModelBroken

    def broken(*_: object) -> None:
        raise ModelBroken("The network is broken.", "Take another.")

    monkeypatch.setattr("ui.fills._fill", broken)
    plan_of(extend).set_sides(right=9)
    with extend.bot.waitSignal(extend.window.editor.failed):
        extend.window.desk.extending.apply(fill=True)
    assert extend.document.size == Size(73, 48)
    assert extend.window.editor.has_mask
    assert extend.window.error_bar.isVisible()


def test_numbers_in_pixels_and_per_cent(extend: Driver) -> None:
    number(extend, "extend-left").setValue(16)
    assert plan_of(extend).margins == Margins(left=16)
    button(extend, "extend-unit-per-cent").click()
    assert number(extend, "extend-left").text() == "25.0 %"
    number(extend, "extend-bottom").setValue(50)
    assert plan_of(extend).margins == Margins(left=16, bottom=24)
    button(extend, "extend-unit-pixels").click()
    assert number(extend, "extend-bottom").text() == "24 px"
    button(extend, "extend-reset").click()
    assert number(extend, "extend-left").value() == 0
    assert not button(extend, "extend-fill").isEnabled()


def test_shapes_and_where_the_photo_stays(extend: Driver) -> None:
    shapes = extend.window.desk.extend_panel._shape
    shapes.setCurrentIndex(shapes.findText("1 : 1"))
    shapes.activated.emit(shapes.currentIndex())
    assert plan_of(extend).margins == Margins(top=8, bottom=8)
    assert button(extend, "extend-anchor-centre").isChecked()
    button(extend, "extend-anchor-bottom").click()
    assert plan_of(extend).margins == Margins(top=16)
    assert button(extend, "extend-anchor-bottom").isChecked()
    assert not button(extend, "extend-anchor-centre").isChecked()
    drag(extend, (64, 24), (80, 24))  # the shape is held: the other axis follows
    assert plan_of(extend).margins == Margins(top=32, right=16)


def test_corners_alt_and_the_middle(extend: Driver) -> None:
    drag(extend, (64, 48), (74, 55))
    assert plan_of(extend).margins == Margins(right=10, bottom=7)
    tool, canvas = extend.window.canvas.tool, extend.window.canvas
    plan_of(extend).reset()

    def event(x: float, y: float) -> ToolEvent:
        return ToolEvent(Point(x, y), canvas.image_to_view(Point(x, y)), modifiers=Qt.KeyboardModifier.AltModifier)

    assert tool.press(canvas, event(0, 24))
    tool.drag(canvas, event(-6, 24))
    tool.release(canvas, event(-6, 24))
    assert plan_of(extend).margins == Margins(left=6, right=6)
    origin = canvas.image_to_view(Point(0, 0))
    tool.press(canvas, event(32, 24))
    assert tool.cursor_shape is Qt.CursorShape.ClosedHandCursor
    tool.drag(canvas, ToolEvent(Point(0, 0), canvas.image_to_view(Point(32, 24)) + QPointF(9, 5)))
    tool.release(canvas, event(32, 24))
    way = canvas.image_to_view(Point(0, 0)) - origin - QPointF(9, 5)
    assert way.manhattanLength() < 2


def test_an_edge_pulled_inwards_cuts_nothing(extend: Driver) -> None:
    drag(extend, (64, 24), (40, 24))
    assert not plan_of(extend).is_pending


def test_the_frame_is_brought_into_view_and_painted(extend: Driver) -> None:
    canvas = extend.window.canvas
    plan_of(extend).set_sides(right=3000)
    plan_of(extend).settle()
    place = canvas.image_to_view(Point(3064, 24))
    assert canvas.rect().contains(place.toPoint())
    before = canvas.grab().toImage()
    plan_of(extend).set_sides(right=0)
    assert canvas.grab().toImage() != before


def test_too_much_is_said_and_cannot_be_done(extend: Driver) -> None:
    plan_of(extend).set_sides(right=60_000, bottom=60_000)
    assert not button(extend, "extend-fill").isEnabled()
    assert "megapixels" in extend.window.desk.extend_panel._told.text()
    assert not extend.window.desk.extending.is_pending


def test_sessions_move_with_the_canvas(driver: Driver) -> None:
    driver.paint((20, 20), (24, 20))
    driver.fill()
    (patch,) = driver.document.patches
    driver.document.extend(left=30, top=10)
    (moved,) = driver.document.patches
    assert moved.rects == tuple(rect.translated(30, 10) for rect in patch.rects)
    driver.document.clear_mask()
    session = driver.window.editor.fills.session
    assert session is not None
    driver.window.desk.fill_panel.show_settings(FillSettings("ns"))
    driver.run("try-another")
    driver.wait_for_fills()
    first, second = session.candidates
    assert second.patch.bounds == first.patch.bounds == moved.bounds
    driver.window.editor.fills.keep(first)
    assert driver.document.patches[0].bounds == moved.bounds
    for _ in range(4):
        driver.run("undo")
    assert driver.document.size == Size(64, 48)
    assert driver.window.editor.fills.session is session
    assert session.candidates[0].patch.bounds == patch.bounds
    driver.run("try-another")
    driver.wait_for_fills()
    assert driver.document.patches[0].bounds == patch.bounds


def test_a_session_on_new_canvas_survives_undo_and_redo(extend: Driver) -> None:
    plan_of(extend).set_sides(left=12)
    extend.fill()
    extend.bot.waitUntil(lambda: bool(extend.document.patches))
    extend.run("undo")
    extend.run("undo")
    extend.run("redo")
    extend.run("redo")
    extend.window.desk.fill_panel.show_settings(FillSettings("ns"))
    extend.run("try-another")
    extend.wait_for_fills()
    assert extend.document.patches[0].bounds == Rect(0, 0, 12, 48)


def test_undoing_the_canvas_drops_what_is_filled_on_it(extend: Driver) -> None:
    plan_of(extend).set_sides(left=12)
    with extend.bot.waitSignal(extend.window.editor.fills.running_changed):
        extend.window.desk.extending.apply(fill=True)
    extend.document.undo()
    extend.wait_for_fills()
    assert extend.document.size == Size(64, 48)
    assert not extend.document.patches


def test_another_photo_starts_anew(extend: Driver) -> None:
    plan_of(extend).set_sides(left=12)
    extend.open_pixels(np.zeros((20, 30, 3), np.uint8))
    assert plan_of(extend).size == Size(30, 20)
    assert not plan_of(extend).is_pending
    extend.run("close")
    assert plan_of(extend).size == Size(64, 48)
    extend.run("close")
    assert plan_of(extend).size == Size(0, 0)
    assert not plan_of(extend).is_pending


def test_the_plan_in_a_free_shape_shares_out_by_the_anchor() -> None:
    plan = ExtensionPlan()
    plan.start(Size(100, 50))
    plan.set_sides(right=20, bottom=10)
    assert plan.place == (0.0, 0.0)
    plan.set_anchor((0.5, 1.0))
    assert plan.margins == Margins(10, 10, 10, 0)
    plan.set_aspect(Fraction(1))
    assert plan.margins == Margins(top=50)
    plan.set_aspect(None)
    assert plan.margins == Margins(top=50)
    plan.set_sides(left=-5)
    assert plan.margins == Margins(top=50)


def test_the_canvas_has_the_keyboard_after_a_click_on_the_button(extend: Driver) -> None:
    plan_of(extend).set_sides(left=12)
    only = button(extend, "extend-only")
    only.setFocus()
    only.click()
    wait_for_size(extend, 76, 48)
    extend.wait_for_files()
    assert extend.window.focusWidget() is extend.window.desk.canvas
    assert extend.window.toast.isVisible()


def test_pressing_twice_extends_once(extend: Driver) -> None:
    plan_of(extend).set_sides(left=12)
    extend.window.desk.extending.apply(fill=False)
    extend.window.desk.extending.apply(fill=False)
    wait_for_size(extend, 76, 48)
    extend.wait_for_files()
    assert extend.document.history.undo_labels == ("Extend canvas",)
    assert "Extended" in extend.window.toast.text


def test_saving_blank_canvas_is_said(extend: Driver, tmp_path: Path) -> None:
    extend.document.extend(left=3)
    target = tmp_path / "blank.png"
    with extend.bot.waitSignal(extend.window.editor.saved):
        extend.window.editor.save(target)
    assert "blank" in extend.window.toast.text
    extend.fill()
    with extend.bot.waitSignal(extend.window.editor.saved):
        extend.window.editor.save(target)
    assert "not been filled" not in extend.window.toast.text


def test_enter_with_nothing_planned_says_what_to_do(extend: Driver) -> None:
    extend.window.canvas.setFocus()
    extend.press(Qt.Key.Key_Return)
    assert extend.window.toast.text == "Drag an edge of the photo outwards, then press Enter"


def test_the_grip_under_the_pointer_tells_where_it_goes(extend: Driver) -> None:
    canvas = extend.window.canvas
    places = {(0, 0): Qt.CursorShape.SizeFDiagCursor, (64, 24): Qt.CursorShape.SizeHorCursor}
    places |= {(14, 0): Qt.CursorShape.SizeVerCursor, (32, 24): Qt.CursorShape.OpenHandCursor}
    for (x, y), shape in places.items():
        QTest.mouseMove(canvas, canvas.image_to_view(Point(x, y)).toPoint())
        assert canvas.cursor().shape() is shape
