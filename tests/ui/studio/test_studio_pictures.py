"""The large picture, and truncation and noise beside it."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDoubleSpinBox, QToolButton
from pytestqt.qtbot import QtBot

from tests.ui.studio.studio_fakes import Studios
from ui.studio.base_panel import BasePanel
from ui.studio.picture_view import PictureView
from ui.studio.state import StudioState
from ui.widgets.slider_row import SliderRow

RED, BLUE = np.full((64, 64, 3), (200, 0, 0), np.uint8), np.full((64, 64, 3), (0, 0, 200), np.uint8)


@pytest.fixture
def view(qtbot: QtBot) -> PictureView:
    view = PictureView()
    qtbot.addWidget(view)
    view.resize(600, 400)
    view.show()
    return view


def colour_at(view: PictureView, index: int) -> tuple[int, int, int]:
    at = view.frames[index].center().toPoint()
    colour = view.grab().toImage().pixelColor(at)
    return colour.red(), colour.green(), colour.blue()


def test_the_picture_is_as_large_as_it_goes(view: PictureView) -> None:
    view.show_picture(RED)
    (frame,) = view.frames
    assert frame.height() == 400 - 2 * 16
    assert frame.center().x() == 300
    assert colour_at(view, 0) == (200, 0, 0)


@pytest.mark.parametrize(("width", "height", "beside"), [(600, 400, True), (300, 700, False)])
def test_a_pair_stands_the_way_it_is_larger(view: PictureView, width: int, height: int, beside: bool) -> None:
    view.resize(width, height)
    view.show_picture(RED)
    view.show_pair(True)
    view.show_other(BLUE)
    view.show_captions("Seed 1", "Seed 2")
    first, second = view.frames
    assert (first.top() == second.top()) is beside
    assert (first.left() == second.left()) is not beside
    assert colour_at(view, 1) == (0, 0, 200)
    assert view.accessibleDescription() == "Seed 1, compared with Seed 2"
    view.show_pair(False)
    assert len(view.frames) == 1
    assert view.other_picture is None


def test_a_click_on_the_second_asks_for_it(view: PictureView, qtbot: QtBot) -> None:
    view.show_picture(RED)
    view.show_pair(True)
    first, second = (frame.center().toPoint() for frame in view.frames)
    asked: list[bool] = []
    view.other_clicked.connect(lambda: asked.append(True))
    QTest.mouseClick(view, Qt.MouseButton.LeftButton, pos=first)
    assert not asked
    QTest.mouseMove(view, second)
    QTest.mouseClick(view, Qt.MouseButton.LeftButton, pos=second)
    assert asked


def test_a_small_picture_is_not_blown_up_without_end(view: PictureView) -> None:
    view.show_picture(RED[:8, :8])
    assert view.frames[0].width() == 8 * 16


# Truncation and noise


@pytest.fixture
def panel(state: StudioState, qtbot: QtBot) -> BasePanel:
    panel = BasePanel(state)
    qtbot.addWidget(panel)
    panel.show()
    return panel


def row(panel: BasePanel, name: str) -> SliderRow:
    return next(one for one in panel.findChildren(SliderRow, name) if not one.isHidden())


def test_truncation_is_one_step_a_drag(panel: BasePanel, state: StudioState) -> None:
    slider = row(panel, "truncation").slider
    for key in (Qt.Key.Key_Left,) * 4:
        QTest.keyClick(slider, key)
    assert state.point.truncation == pytest.approx(0.8)
    state.undo()
    assert state.point.truncation == 1.0
    assert row(panel, "truncation").value() == 1.0


def test_the_cutoff_sleeps_until_something_is_truncated(panel: BasePanel, state: StudioState) -> None:
    cutoff = row(panel, "cutoff")
    assert not cutoff.isEnabled()
    state.set_point(replace(state.point, truncation=0.5), "Truncation")
    assert cutoff.isEnabled()
    assert cutoff.scale.maximum == 9
    assert cutoff.edit.text() == "all"
    QTest.keyClick(cutoff.slider, Qt.Key.Key_Left)
    assert state.point.cutoff == 8
    assert cutoff.edit.text() == "8"
    QTest.keyClick(cutoff.slider, Qt.Key.Key_End)
    assert state.point.cutoff is None


def test_noise_goes_off_and_comes_back_with_its_seed(panel: BasePanel, state: StudioState) -> None:
    noise, seed = panel.findChild(QToolButton, "noise"), panel.findChild(QDoubleSpinBox, "noise-seed")
    assert noise is not None
    assert seed is not None
    seed.setValue(17)
    assert state.point.noise == 17
    noise.click()
    assert state.point.noise is None
    assert noise.text() == "Off"
    assert not seed.isEnabled()
    noise.click()
    assert state.point.noise == 17
    dice = panel.findChild(QToolButton, "noise-dice")
    assert dice is not None
    dice.click()
    assert seed.value() == state.point.noise


def test_the_panel_shows_every_point(panel: BasePanel, state: StudioState, studios: Studios) -> None:
    state.set_point(replace(state.point, truncation=0.7, cutoff=3, noise=None), "Paste")
    assert row(panel, "truncation").value() == 0.7
    assert row(panel, "cutoff").value() == 3
    state.undo()
    assert row(panel, "truncation").value() == 1.0
    studios.painted(state)
