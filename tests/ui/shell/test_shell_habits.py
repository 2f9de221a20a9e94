"""Habits of hands that come from other programs."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import QPoint, QStandardPaths, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QWidget

from engine.geometry import Point
from engine.mask import BrushTip
from engine.photo import photo_from_pixels
from ui.candidates import time_left
from ui.convert import image_from_rgb
from ui.dialogs.questions import pictures_folder
from ui.problems import Notice
from ui.tools.base import ToolEvent

LEFT = Qt.MouseButton.LeftButton


def place(driver, x: float, y: float) -> QPoint:
    return driver.window.canvas.image_to_view(Point(x, y)).toPoint()


def test_undo_in_the_middle_of_a_stroke_ends_it(driver) -> None:
    driver.paint((10, 45), (30, 45))
    canvas, before = driver.window.canvas, driver.document.mask.copy()
    QTest.mousePress(canvas, LEFT, pos=place(driver, 15, 15))
    QTest.mouseMove(canvas, place(driver, 30, 15))
    assert driver.document.mask[15, 20] == 255
    driver.run("undo")
    QTest.mouseMove(canvas, place(driver, 30, 40))
    QTest.mouseRelease(canvas, LEFT, pos=place(driver, 30, 40))
    assert (driver.document.mask == before).all()
    driver.run("undo")
    assert not driver.document.mask.any()


def two_halves() -> np.ndarray:
    """64 x 96: dark left, bright right."""
    picture = np.full((64, 96, 3), 40, np.uint8)
    picture[:, 48:] = 220
    return picture


def choose_source(driver, x: float, y: float, held: Qt.KeyboardModifier) -> None:
    QTest.mouseClick(driver.window.canvas, LEFT, held, place(driver, x, y))


def hover(driver, x: float, y: float) -> None:
    canvas = driver.window.canvas
    canvas.tool.hover(canvas, ToolEvent(Point(x, y), canvas.image_to_view(Point(x, y))))


@pytest.mark.parametrize("held", [Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.ControlModifier])
def test_alt_or_control_and_a_click_choose_the_source(driver, held: Qt.KeyboardModifier) -> None:
    driver.open_pixels(two_halves())
    driver.run("tool-clone")
    choose_source(driver, 70, 30, held)
    assert driver.window.canvas.tool.source.shown_at(driver.document, None) == Point(70.5, 30.5)


def test_the_ring_shows_what_the_clone_stamp_would_lay(driver, monkeypatch: pytest.MonkeyPatch) -> None:
    driver.open_pixels(two_halves())
    driver.run("tool-clone")
    driver.window.desk.set_tip(BrushTip(20, 1.0, 1.0))
    canvas = driver.window.canvas
    monkeypatch.setattr(canvas, "underMouse", lambda: True, raising=False)
    hover(driver, 20, 30)
    assert shown_at(driver, 20, 30) == 40
    choose_source(driver, 70, 30, Qt.KeyboardModifier.AltModifier)
    hover(driver, 20, 30)
    assert shown_at(driver, 20, 30) == 220
    assert shown_at(driver, 27, 30) == 220
    assert shown_at(driver, 33, 30) == 40  # outside the ring
    painted = []
    monkeypatch.setattr(canvas, "update", lambda *area: painted.append(area), raising=False)
    driver.run("brush-larger")
    assert () in painted  # all of it: what the ring shows has grown with the ring
    monkeypatch.undo()
    monkeypatch.setattr(canvas, "underMouse", lambda: True, raising=False)
    driver.window.desk.set_tip(BrushTip(20, 1.0, 1.0))
    canvas.rotate_by(90)
    hover(driver, 20, 30)
    assert shown_at(driver, 20, 33) == 220
    canvas.rotate_by(-90)
    choose_source(driver, 94, 30, Qt.KeyboardModifier.AltModifier)
    hover(driver, 20, 30)  # half of what it would copy lies beside the photo
    assert (shown_at(driver, 20, 30), shown_at(driver, 27, 30)) == (220, 40)
    assert driver.document.patches == ()


def shown_at(driver, x: float, y: float) -> int:
    """How bright the canvas is there, 0..255."""
    return driver.window.canvas.grab().toImage().pixelColor(place(driver, x, y)).green()


def test_the_time_left_is_never_cut_off(driver) -> None:
    panel = driver.window.desk.fill_panel
    panel.show_running(True)
    panel.show_progress(0.3, "Filling with PatchMatch · 3 of 5", "2 min 05 s left")
    QApplication.sendPostedEvents(None, 0)
    left = panel.findChild(QLabel, "fill-time-left")
    assert left.isVisible()
    assert left.width() >= left.fontMetrics().horizontalAdvance("2 min 05 s left")
    panel.show_running(False)
    assert left.text() == ""


def test_on_a_small_screen_candidates_are_in_sight_without_scrolling(driver) -> None:
    driver.window.resize(1280, 780)
    driver.paint((10, 10), (20, 10))
    driver.fill()
    QApplication.sendPostedEvents(None, 0)
    desk = driver.window.desk
    button = desk.candidates_panel.findChild(QPushButton, "panel-compare-methods")
    assert not button.visibleRegion().isEmpty()
    assert button.mapTo(desk.side, button.rect().bottomLeft()).y() < desk.side.height()


def test_the_dialog_opens_several_photos_at_once(driver, tmp_path: Path, small_photo: np.ndarray) -> None:
    driver.answers.open_paths = [tmp_path / "a.png", tmp_path / "b.png"]
    for path in driver.answers.open_paths:
        image_from_rgb(small_photo).save(str(path))
    driver.run("open")
    driver.wait(lambda: [one.name for one in driver.window.editor.photos][1:] == ["a.png", "b.png"])
    assert driver.window.editor.name == "a.png"


def test_where_nothing_has_been_opened_the_dialog_begins_among_the_pictures(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    places = [str(tmp_path / "gone"), str(tmp_path)]
    monkeypatch.setattr(QStandardPaths, "standardLocations", lambda _which: places)
    assert pictures_folder() == str(tmp_path)
    places.clear()
    assert Path(pictures_folder()).is_dir()


def test_a_brush_that_nobody_has_chosen_is_no_thread_on_a_large_photo(make_window: Callable) -> None:
    window = make_window().window
    desk, large, small = window.desk, np.zeros((1600, 2400, 3), np.uint8), np.zeros((300, 400, 3), np.uint8)

    def size_on(pixels: np.ndarray) -> float:
        window.editor.set_photo(photo_from_pixels(pixels))
        desk.store()
        return desk.canvas.brush_tip.diameter

    assert (size_on(large), window.settings.brush_size) == (60, 40)
    assert (size_on(small), window.settings.brush_size) == (40, 40)
    desk.set_tip(BrushTip(33, 0.5, 1.0))
    assert (size_on(large), window.settings.brush_size) == (33, 33)


def test_x_goes_from_the_brush_to_the_eraser_and_back(driver) -> None:
    canvas = driver.window.canvas
    canvas.setFocus()
    for tool, then in (("brush", "eraser"), ("eraser", "brush"), ("lasso", "brush")):
        driver.run(f"tool-{tool}")
        driver.press(Qt.Key.Key_X)
        assert canvas.tool.name == then


def test_tab_goes_through_candidates_and_patches_in_the_order_in_which_they_stand(driver) -> None:
    for x in (10, 40):
        driver.paint((x, 10), (x + 8, 10))
        driver.fill()
    window = driver.window
    window.activateWindow()
    for name in ("candidate-1", "patch-2"):  # a layout shows what it is given in the next turn of the event loop
        driver.wait(window.findChild(QWidget, name).isVisible)

    def after(name: str, count: int) -> list[str]:
        window.findChild(QWidget, name).setFocus()
        found = []
        for _ in range(count):
            QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
            found.append(QApplication.focusWidget().objectName())
        return found

    assert after("fold-candidates", 2) == ["candidate-1", "panel-try-another"]
    rows = [f"patch-{number}{part}" for number in (2, 1) for part in ("", "-visible", "-delete")]
    assert after("fold-patches", 7) == [*rows, "patch-opacity-slider"]


def test_escape_leaves_the_crop_tool_although_a_message_stands_over_the_photo(driver) -> None:
    window = driver.window
    driver.run("tool-crop")
    window.show_notice(Notice("Filled"))
    window.canvas.setFocus()
    driver.press(Qt.Key.Key_Escape)
    assert not window.toast.isVisible()
    assert not window.desk.cropping.is_open


def test_escape_leads_from_a_panel_back_to_the_photo(driver) -> None:
    window = driver.window
    window.activateWindow()
    window.findChild(QWidget, "search").setFocus()
    assert not window.canvas.hasFocus()
    QTest.keyClick(window, Qt.Key.Key_Escape)
    assert window.canvas.hasFocus()


@pytest.mark.parametrize(
    ("seconds", "words"),
    [(0.0, "1 s"), (3.2, "4 s"), (12.4, "10 s"), (56.0, "55 s"), (58.0, "1 min"), (98.0, "2 min"), (258.0, "4 min")],
)
def test_a_guess_is_told_no_finer_than_it_is(seconds: float, words: str) -> None:
    assert time_left(seconds) == words
