"""Adjusting tone and colour in the window, the histogram, and the film of a retouch."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from engine.document import Adjustment
from engine.geometry import Rect
from tests.ui.shell.conftest import Driver
from ui.adjusting.panel import AdjustPanel
from ui.dialogs.before_after import BeforeAfterDialog

WHOLE = Rect(0, 0, 64, 48)


@pytest.fixture
def adjust(driver: Driver) -> Driver:
    """The window of `driver` with a neutral adjustment over everything, being edited."""
    driver.run("adjust")
    return driver


def panel_of(driver: Driver) -> AdjustPanel:
    return driver.window.desk.adjust_panel


def shown(driver: Driver) -> np.ndarray:
    return driver.document.composite.read(WHOLE)


def drag_slider(driver: Driver, name: str, *, ends: bool = True) -> None:
    slider = panel_of(driver)._rows[name].slider
    start = QPointF(slider._place_of(slider._value), slider.height() / 2).toPoint()
    QTest.mousePress(slider, Qt.MouseButton.LeftButton, pos=start)
    for step in range(1, 5):
        QTest.mouseMove(slider, start + QPoint(4 * step, 0))
    if ends:
        QTest.mouseRelease(slider, Qt.MouseButton.LeftButton, pos=start + QPoint(16, 0))


def test_a_neutral_one_changes_nothing_and_a_drag_is_one_step(adjust: Driver, small_photo: np.ndarray) -> None:
    assert np.array_equal(shown(adjust), small_photo)
    drag_slider(adjust, "exposure", ends=False)
    assert adjust.document.history.undo_labels == ("Add adjustment",)  # only shown so far
    preview = adjust.window.canvas.shown
    assert preview is not None
    assert preview.patches[0].adjustment.exposure > 0
    drag_slider(adjust, "exposure")
    assert len(adjust.document.history.undo_labels) <= 3
    assert shown(adjust).mean() > small_photo.mean()
    assert adjust.window.canvas.shown is adjust.document.composite
    while adjust.document.can_undo:
        adjust.document.undo()
    assert np.array_equal(shown(adjust), small_photo)
    assert not panel_of(adjust).isVisible()


def test_what_is_marked_alone_is_adjusted_as_soft_as_it_is(driver: Driver, small_photo: np.ndarray) -> None:
    mask = np.zeros((48, 64), np.uint8)
    mask[10:20, 10:20] = 255
    mask[9, 10:20] = 100
    driver.document.set_mask(mask)
    driver.run("adjust")
    assert driver.document.mask_bounds.is_empty
    panel_of(driver)._rows["exposure"]._typed(2.0)
    differs = (shown(driver) != small_photo).any(axis=2)
    assert differs[mask > 0].any()
    assert not differs[mask == 0].any()
    assert not driver.document.patches[0].is_everywhere


def test_an_adjustment_is_opened_again_from_the_list(adjust: Driver) -> None:
    patch_id = adjust.document.patches[0].id
    panel_of(adjust)._rows["tint"]._typed(20.0)
    panel_of(adjust)._close.click()
    assert not panel_of(adjust).isVisible()
    patches = adjust.window.desk.patches_panel
    QTest.mouseClick(patches.rows[0], Qt.MouseButton.LeftButton)
    assert not panel_of(adjust).isVisible(), "a list that is clicked stays where it is"
    QTest.mouseDClick(patches.rows[0], Qt.MouseButton.LeftButton)
    assert panel_of(adjust).isVisible()
    assert adjust.window.desk.editor.stack.chosen.id == patch_id
    assert panel_of(adjust)._rows["tint"].value() == 20
    panel_of(adjust)._bin.click()
    assert adjust.document.patches == ()


def test_presets_reset_and_before(adjust: Driver, small_photo: np.ndarray) -> None:
    panel = panel_of(adjust)
    panel._preset(panel._presets.findText("Warmer"))
    assert adjust.document.patches[0].adjustment == Adjustment(temperature=20.0)
    panel._before.click()
    canvas = adjust.window.canvas
    assert np.array_equal(canvas.shown.read(WHOLE), small_photo)
    assert not np.array_equal(shown(adjust), small_photo)
    panel._before.click()
    assert canvas.shown is adjust.document.composite
    panel._reset.click()
    assert adjust.document.patches[0].adjustment.is_neutral


def test_a_grey_is_picked_in_the_photo(adjust: Driver) -> None:
    panel, canvas = panel_of(adjust), adjust.window.canvas
    tool = canvas.tool
    panel._grey.click()
    adjust.paint((43, 21))
    assert canvas.tool is tool
    assert not panel._grey.isChecked()
    colour = shown(adjust)[19:24, 41:46].reshape(-1, 3).mean(axis=0)
    assert abs(colour[0] - colour[2]) < 0.6 * abs(214 - 40)  # as far as the scale goes
    assert adjust.document.patches[0].adjustment.temperature < 0


def test_a_curve_is_drawn_with_the_mouse_and_with_keys(adjust: Driver) -> None:
    curve = panel_of(adjust).curve
    place = curve._place((0.5, 0.5)).toPoint()
    QTest.mousePress(curve, Qt.MouseButton.LeftButton, pos=place)
    QTest.mouseMove(curve, place - QPoint(0, 20))
    QTest.mouseRelease(curve, Qt.MouseButton.LeftButton, pos=place - QPoint(0, 20))
    points = adjust.document.patches[0].adjustment.master
    assert len(points) == 3
    assert points[1][1] > 0.55
    curve.setFocus()
    QTest.keyClick(curve, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    assert adjust.document.patches[0].adjustment.master[1][1] == pytest.approx(points[1][1] - 10 / 255)
    QTest.keyClick(curve, Qt.Key.Key_Insert)
    assert len(adjust.document.patches[0].adjustment.master) == 4
    QTest.keyClick(curve, Qt.Key.Key_Delete)
    QTest.keyClick(curve, Qt.Key.Key_PageUp)
    QTest.keyClick(curve, Qt.Key.Key_Delete)
    assert len(adjust.document.patches[0].adjustment.master) == 2 or not adjust.document.patches[0].adjustment.master


def test_a_point_that_is_dragged_out_is_let_go_of(adjust: Driver) -> None:
    curve = panel_of(adjust).curve
    place = curve._place((0.4, 0.6)).toPoint()
    QTest.mouseClick(curve, Qt.MouseButton.LeftButton, pos=place)
    assert len(adjust.document.patches[0].adjustment.master) == 3
    QTest.mousePress(curve, Qt.MouseButton.LeftButton, pos=place)
    QTest.mouseMove(curve, QPoint(place.x(), curve.height() + 60))
    QTest.mouseRelease(curve, Qt.MouseButton.LeftButton, pos=QPoint(place.x(), curve.height() + 60))
    assert adjust.document.patches[0].adjustment.is_neutral


def test_one_fill_alone_is_adjusted(driver: Driver) -> None:
    driver.paint((20, 20), (30, 20))
    driver.fill()
    before = shown(driver)
    fill = driver.document.patches[0]
    driver.run("adjust-fill")
    assert [patch.adjustment is None for patch in driver.document.patches] == [True, False]
    panel_of(driver)._rows["exposure"]._typed(1.0)
    differs = (shown(driver) != before).any(axis=2)
    covered = np.zeros((48, 64), bool)
    for piece in fill.pieces:
        covered[piece.rect.slices] |= piece.alpha > 0
    assert differs.any()
    assert not differs[~covered].any()


def test_the_panel_goes_with_its_entry_and_with_its_photo(adjust: Driver, small_photo: np.ndarray) -> None:
    adjust.document.undo()
    assert not panel_of(adjust).isVisible()
    adjust.document.redo()
    adjust.window.desk.adjustment_wanted.emit(adjust.document.patches[0].id)
    assert panel_of(adjust).isVisible()
    adjust.open_pixels(small_photo[::-1])
    assert not panel_of(adjust).isVisible()


def test_the_canvas_has_the_keyboard_once_the_panel_is_gone(adjust: Driver) -> None:
    QTest.mouseClick(panel_of(adjust).curve, Qt.MouseButton.LeftButton)
    assert panel_of(adjust).isAncestorOf(adjust.window.focusWidget())
    adjust.run("undo")
    adjust.run("undo")
    assert not panel_of(adjust).isVisible()
    assert adjust.window.focusWidget() is adjust.window.canvas


def test_the_histogram_tells_of_the_photo_and_of_the_mask(driver: Driver, small_photo: np.ndarray) -> None:
    desk = driver.window.desk
    desk.panels.show_panel("histogram", True)
    panel = desk.histogram_panel
    driver.wait(lambda: panel.view._shown is not None and panel.view._shown.pixels == 48 * 64)
    panel._log.click()
    assert panel.view.is_log
    assert not panel.view.grab().isNull()
    mask = np.zeros((48, 64), np.uint8)
    mask[:10, :10] = 255
    driver.document.set_mask(mask)
    driver.wait(lambda: panel.view._shown.pixels == 100)
    driver.document.clear_mask()
    driver.run("adjust")
    panel_of(driver)._rows["exposure"]._typed(5.0)
    driver.wait(lambda: "bright" in panel._words.text())


def test_a_film_of_the_retouch_is_written(adjust: Driver, tmp_path: Path) -> None:
    panel_of(adjust)._rows["exposure"]._typed(1.0)
    adjust.run("export-before-after")
    dialog = next(one for one in QApplication.topLevelWidgets() if isinstance(one, BeforeAfterDialog))
    adjust.wait(lambda: dialog._frames)
    dialog.kinds.setCurrentIndex(dialog.kinds.findData("gif"))
    dialog.paces.setCurrentIndex(0)
    with adjust.bot.waitSignal(dialog.written) as told:
        dialog.write(tmp_path / "a.gif")
    assert told.args[0].frames > 50
    assert (tmp_path / "a.gif").is_file()
    adjust.wait(lambda: "a.gif" in adjust.window.toast.text)


def test_the_button_of_the_list_adjusts_a_fill_or_opens_an_adjustment(driver: Driver) -> None:
    driver.paint((20, 20), (30, 20))
    driver.fill()
    desk = driver.window.desk
    desk.patches_panel.chosen.emit(driver.document.patches[0].id)
    desk.patches_panel.details._adjust.click()
    assert len(driver.document.patches) == 2
    desk.adjusting.close()
    desk.patches_panel.adjust_wanted.emit(driver.document.patches[1].id)
    assert panel_of(driver).isVisible()
    assert len(driver.document.patches) == 2
