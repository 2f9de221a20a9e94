"""Finding dust in the window: proposed, chosen with clicks, marked as one step."""

from __future__ import annotations

import cv2
import numpy as np
import pytest
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QPaintEvent, QRegion
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from engine.geometry import Point
from engine.retouch.dust import DustSettings
from tests.ui.shell.conftest import Driver
from ui.tools.dust import DustTool

LEFT = Qt.MouseButton.LeftButton
SPOTS = ((40, 40), (100, 60), (70, 100))


@pytest.fixture
def dusty(driver: Driver) -> Driver:
    pixels = np.random.default_rng(4).normal(110, 2, (140, 160, 3)).astype(np.uint8)
    for spot in SPOTS:
        cv2.circle(pixels, spot, 3, (235, 235, 235), -1)
    driver.open_pixels(pixels)
    driver.run("tool-dust")
    driver.wait(lambda: not driver.window.desk.dust.is_searching)
    return driver


def proposal(driver: Driver):
    tool = driver.window.desk.tool("dust")
    assert isinstance(tool, DustTool)
    return tool.proposal


def click(driver: Driver, x: float, y: float) -> None:
    canvas = driver.window.canvas
    QTest.mouseClick(canvas, LEFT, pos=canvas.image_to_view(Point(x, y)).toPoint())


def test_what_is_chosen_is_marked_as_one_step(dusty: Driver) -> None:
    assert len(proposal(dusty).chosen) == 3
    assert dusty.window.desk.dust_panel.isVisible()
    click(dusty, *SPOTS[1])
    assert len(proposal(dusty).chosen) == 2
    dusty.window.desk.dust_panel._mark.click()
    mask = dusty.document.mask
    assert [int(mask[y, x]) for x, y in SPOTS] == [255, 0, 255]
    assert dusty.document.history.undo_labels == ("Mark dust",)
    assert not dusty.window.desk.dust_panel.isVisible()
    assert "2 specks" in dusty.window.toast.text


def test_a_click_takes_one_back(dusty: Driver) -> None:
    click(dusty, *SPOTS[0])
    click(dusty, *SPOTS[0])
    assert len(proposal(dusty).chosen) == 3


def test_a_drag_takes_off_all_that_it_passes(dusty: Driver) -> None:
    dusty.paint(SPOTS[0], (70, 50), SPOTS[1])
    assert len(proposal(dusty).chosen) == 1


def test_the_sliders_choose_without_another_search(dusty: Driver) -> None:
    dusty.window.desk.dust_panel.settings_changed.emit(DustSettings(specks=False))
    assert proposal(dusty).chosen == ()
    assert not dusty.window.desk.dust.is_searching
    dusty.window.desk.dust_panel.settings_changed.emit(DustSettings(sensitivity=0.7))
    assert dusty.window.settings.dust_sensitivity == 0.7
    assert len(proposal(dusty).chosen) >= 3


class Painted(QObject):
    """What of a widget has been painted."""

    def __init__(self, widget: QWidget) -> None:
        super().__init__(widget)
        self.region = QRegion()
        widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QPaintEvent):
            self.region += event.region()
        return False


def test_another_tool_takes_the_rings_off_the_photo(dusty: Driver) -> None:
    canvas = dusty.window.canvas
    ring = canvas.image_to_view(Point(*SPOTS[0])).toPoint()
    QApplication.sendPostedEvents()
    painted = Painted(canvas)
    dusty.run("tool-brush")
    dusty.wait(lambda: painted.region.contains(ring))


def test_another_tool_ends_it(dusty: Driver) -> None:
    dusty.run("tool-brush")
    assert proposal(dusty).found == ()
    assert not dusty.window.desk.dust_panel.isVisible()
