"""Cropping, turning and mirroring in the window."""

from __future__ import annotations

import numpy as np
import pytest
from PySide6.QtCore import QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import QPolygonF
from PySide6.QtTest import QTest

from engine.geometry import Point, Rect, Size
from engine.photo import Crop, Straighten
from tests.ui.shell.conftest import Driver
from ui.crop_plan import CropPlan
from ui.tools.handles import chip_place


@pytest.fixture
def crop(driver: Driver) -> Driver:
    """The window of `driver` with the crop tool in hand."""
    driver.run("tool-crop")
    return driver


def plan_of(driver: Driver) -> CropPlan:
    return driver.window.desk.crop_panel._plan


def test_a_corner_is_dragged_and_enter_crops(crop: Driver, small_photo: np.ndarray) -> None:
    assert crop.window.desk.crop_panel.isVisible()
    crop.paint((0, 0), (16, 12))
    assert plan_of(crop).reshape == Crop(Rect(16, 12, 48, 36))
    assert not crop.document.can_undo
    crop.press(Qt.Key.Key_Return)
    crop.wait(lambda: crop.document.size == Size(48, 36))
    assert np.array_equal(crop.document.photo.pixels, small_photo[12:, 16:])
    assert not crop.window.desk.crop_panel.isVisible()
    crop.document.undo()
    assert np.array_equal(crop.document.photo.pixels, small_photo)
    assert crop.window.canvas.is_fitted


def test_the_view_turns_with_the_angle_and_back_when_the_tool_goes(crop: Driver) -> None:
    canvas = crop.window.canvas
    canvas.rotate_by(30)
    plan_of(crop).set_degrees(10)
    assert canvas.rotation == pytest.approx(40)
    middle = canvas.image_to_view(plan_of(crop).middle)
    plan_of(crop).set_degrees(20)
    assert (QPointF(canvas.image_to_view(plan_of(crop).middle)) - middle).manhattanLength() < 2
    crop.window._step_back()
    assert canvas.rotation == pytest.approx(30)
    assert not crop.window.desk.cropping.is_open
    assert not crop.document.can_undo


def test_a_line_along_the_horizon_straightens(crop: Driver) -> None:
    panel = crop.window.desk.crop_panel
    panel._level.click()
    crop.paint((10, 20), (50, 24))
    assert plan_of(crop).degrees == pytest.approx(-5.71, abs=0.3)
    assert not panel._level.isChecked()
    crop.press(Qt.Key.Key_Return)
    crop.wait(lambda: crop.document.can_undo)
    assert isinstance(crop.document.photo.reshapes[-1], Straighten)
    assert crop.window.canvas.rotation == 0


def test_shapes_numbers_and_arrows(crop: Driver) -> None:
    panel, plan = crop.window.desk.crop_panel, plan_of(crop)
    panel._shape.setCurrentIndex(panel._shape.findText("1 : 1"))
    panel._shape.activated.emit(panel._shape.currentIndex())
    assert plan.area == Rect(8, 0, 48, 48)
    panel._fields["width"].setValue(20)
    assert plan.area == Rect(22, 14, 20, 20)
    crop.press(Qt.Key.Key_Right, Qt.KeyboardModifier.ShiftModifier)
    crop.press(Qt.Key.Key_Up)
    assert plan.area == Rect(32, 13, 20, 20)
    panel._lock.click()
    assert plan.aspect is None
    assert panel._shape.currentText() == "Free"
    panel._lock.click()
    assert panel._shape.currentText() == "Own"
    panel._ratio[0].setValue(40)
    assert plan.aspect == pytest.approx(2)
    panel._swap.click()
    assert plan.aspect == pytest.approx(0.5)
    panel._reset.click()
    assert not plan.is_pending


def test_a_frame_of_a_shape_is_moved_and_the_whole_one_is_drawn_anew(crop: Driver) -> None:
    plan = plan_of(crop)
    crop.window.canvas.set_zoom(8.0)  # an edge can be held from 12 units away
    crop.paint((20, 12), (30, 20), (40, 30))
    assert plan.area == Rect(20, 12, 20, 18)
    plan.clear()
    plan.set_aspect(1.0)
    crop.paint((32, 24), (34, 24), (36, 24))
    assert plan.area == Rect(12, 0, 48, 48)


def test_filling_waits_while_the_photo_is_being_cropped(crop: Driver) -> None:
    crop.document.set_mask(np.full((48, 64), 255, np.uint8))
    crop.window.desk.refresh()
    assert not crop.window.actions_by_id["fill"].isEnabled()
    crop.press(Qt.Key.Key_Return)
    assert "frame" in crop.window.toast.text
    crop.run("tool-brush")
    crop.window.desk.refresh()
    assert crop.window.actions_by_id["fill"].isEnabled()


def test_rotating_twice_at_once_does_both(driver: Driver, small_photo: np.ndarray) -> None:
    driver.run("rotate-photo-right")
    driver.run("rotate-photo-right")
    driver.wait(lambda: len(driver.document.photo.reshapes) == 2)
    assert np.array_equal(driver.document.photo.pixels, small_photo[::-1, ::-1])
    driver.document.undo()
    assert driver.document.size == Size(48, 64)


@pytest.mark.parametrize(
    ("action", "step"), [("flip-across", (1, -1)), ("flip-down", (-1, 1)), ("rotate-photo-half", (-1, -1))]
)
def test_the_photo_is_mirrored_with_its_mask(
    driver: Driver, small_photo: np.ndarray, action: str, step: tuple[int, int]
) -> None:
    mask = np.zeros((48, 64), np.uint8)
    mask[3:9, 5:20] = 255
    driver.document.set_mask(mask)
    driver.run(action)
    driver.wait(lambda: driver.document.photo.reshapes)
    assert np.array_equal(driver.document.photo.pixels, small_photo[:: step[0], :: step[1]])
    assert np.array_equal(driver.document.mask, mask[:: step[0], :: step[1]])


def test_the_photo_is_cropped_to_what_is_marked(driver: Driver, small_photo: np.ndarray) -> None:
    mask = np.zeros((48, 64), np.uint8)
    mask[3:9, 5:20] = 255
    driver.document.set_mask(mask)
    driver.window.desk.refresh()
    driver.run("crop-to-mask")
    driver.wait(lambda: driver.document.size == Size(15, 6))
    assert np.array_equal(driver.document.photo.pixels, small_photo[3:9, 5:20])


def test_fills_turn_with_the_photo_and_what_there_is_to_choose_from_too(driver: Driver) -> None:
    driver.paint((20, 20), (30, 20))
    driver.fill()
    assert driver.window.editor.fills.session is not None
    shown = driver.document.composite.read(Rect(0, 0, 64, 48))
    driver.run("rotate-photo-left")
    driver.wait(lambda: driver.document.photo.reshapes)
    assert driver.window.editor.fills.session is not None
    assert len(driver.document.patches) == 1
    assert np.array_equal(driver.document.composite.read(Rect(0, 0, 48, 64)), np.rot90(shown))


def test_the_handles_are_where_they_are_drawn_in_a_turned_view(crop: Driver) -> None:
    canvas = crop.window.canvas
    canvas.rotate_by(90)
    start = canvas.image_to_view(Point(64, 24)).toPoint()
    end = canvas.image_to_view(Point(40, 24)).toPoint()
    QTest.mousePress(canvas, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, start)
    QTest.mouseMove(canvas, end)
    QTest.mouseRelease(canvas, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, end)
    assert plan_of(crop).area == Rect(0, 0, 40, 48)


def test_a_double_click_inside_the_frame_crops(crop: Driver) -> None:
    canvas = crop.window.canvas
    inside = canvas.image_to_view(Point(40, 30)).toPoint()
    QTest.mouseDClick(canvas, Qt.MouseButton.LeftButton, pos=inside)
    QTest.mouseRelease(canvas, Qt.MouseButton.LeftButton, pos=inside)
    assert not plan_of(crop).is_pending  # there is nothing to crop yet
    crop.paint((0, 0), (16, 12))
    QTest.mouseDClick(canvas, Qt.MouseButton.LeftButton, pos=inside)
    crop.wait(lambda: crop.document.size == Size(48, 36))
    assert not crop.window.desk.crop_panel.isVisible()


def test_the_handles_are_in_sight_after_the_photo_has_turned(crop: Driver, small_photo: np.ndarray) -> None:
    def has_room() -> bool:
        canvas, corners = crop.window.canvas, plan_of(crop).corners
        shown = QPolygonF([QPointF(canvas.image_to_view(corner)) for corner in corners]).boundingRect()
        return QRectF(canvas.rect()).adjusted(28, 28, -28, -28).contains(shown)

    assert has_room()
    crop.run("rotate-photo-right")
    crop.wait(lambda: crop.document.size == Size(small_photo.shape[0], small_photo.shape[1]))
    crop.wait(has_room)
    crop.run("undo")
    assert crop.document.size == Size(small_photo.shape[1], small_photo.shape[0])
    crop.wait(has_room)


def test_the_pixel_of_before_is_told_no_more_once_the_photo_has_turned(driver: Driver) -> None:
    canvas, status = driver.window.canvas, driver.window.status
    canvas.set_zoom(5)
    QTest.mouseMove(canvas, canvas.image_to_view(Point(10.5, 12.5)).toPoint())
    assert status.fact("pixel").startswith("10, 12:")
    driver.run("rotate-photo-right")
    driver.wait(lambda: driver.document.can_undo)
    assert not status.fact("pixel").startswith("10, 12:")


def test_the_words_of_a_frame_never_lie_over_its_lower_handle() -> None:
    view, size = QRectF(0, 0, 400, 300), QSizeF(120, 25)
    below = chip_place(view, size, QRectF(50, 50, 300, 150))
    assert below.top() == 214
    for bottom in (240, 260, 272, 285, 299):
        chip = chip_place(view, size, QRectF(50, 20, 300, bottom - 20))
        assert view.contains(chip)
        assert not chip.intersects(QRectF(195, bottom - 6, 10, 12)), bottom
    assert view.contains(chip_place(view, size, QRectF(50, 20, 300, 600)))
