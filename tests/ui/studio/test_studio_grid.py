"""Samples: seeds, tiles, what a click and a key do, and that they follow the sliders."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDoubleSpinBox, QPushButton, QToolButton
from pytestqt.qtbot import QtBot

from engine.latent.point import Base
from tests.ui.studio.studio_fakes import Studios, picture_of
from ui.convert import pixels_from_image
from ui.studio.grid import PAGE, SamplesPanel, SampleTile
from ui.studio.state import StudioState

SHIFT = Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def panel(state: StudioState, qtbot: QtBot) -> SamplesPanel:
    panel = SamplesPanel(state)
    qtbot.addWidget(panel)
    panel.resize(264, 700)
    with qtbot.waitExposed(panel):
        panel.show()
    qtbot.waitUntil(lambda: panel.grid.tiles[0].is_fresh)
    return panel


def shown(tile: SampleTile) -> np.ndarray:
    assert tile._image is not None
    return pixels_from_image(tile._image)[0]


def find(panel: SamplesPanel, kind: type, name: str) -> Any:
    found = panel.findChild(kind, name)
    assert found is not None
    return found


def test_tiles_show_the_samples_of_their_seeds(panel: SamplesPanel, state: StudioState) -> None:
    assert len(panel.grid.tiles) == PAGE
    assert (shown(panel.grid.tiles[0]) == picture_of(state.point)).all()
    assert panel.grid.tiles[0].accessibleName() == "Seed 0, explored"
    assert panel.grid.tiles[1].accessibleName() == "Seed 1"


def test_a_click_explores_and_keeps_the_sliders(panel: SamplesPanel, state: StudioState) -> None:
    state.set_point(state.point.moved("d1", 2.0), "Smile")
    QTest.mouseClick(panel.grid.tiles[4], Qt.MouseButton.LeftButton)
    assert state.point.base == Base.of_seed(4)
    assert state.point.amount_of("d1") == 2.0
    assert state.undo_text == "Seed 4"
    assert panel.grid.tiles[4].accessibleName() == "Seed 4, explored"


def test_a_shift_click_compares_and_goes_nowhere(panel: SamplesPanel, state: StudioState, qtbot: QtBot) -> None:
    before = state.point
    with qtbot.waitSignal(panel.compare_wanted) as wanted:
        QTest.mouseClick(panel.grid.tiles[3], Qt.MouseButton.LeftButton, SHIFT)
    assert wanted.args == [replace(before, base=Base.of_seed(3))]
    assert state.point == before


def test_keys_go_through_the_tiles(panel: SamplesPanel, state: StudioState, qtbot: QtBot) -> None:
    tiles = panel.grid.tiles
    panel.window().activateWindow()
    tiles[0].setFocus()
    for key, index in ((Qt.Key.Key_Right, 1), (Qt.Key.Key_Down, 4), (Qt.Key.Key_Left, 3), (Qt.Key.Key_Up, 0)):
        QTest.keyClick(panel.focusWidget() or tiles[0], key)
        assert panel.focusWidget() is tiles[index]
    QTest.keyClick(tiles[2], Qt.Key.Key_Return)
    assert state.point.base == Base.of_seed(2)
    with qtbot.waitSignal(panel.compare_wanted):
        QTest.keyClick(tiles[5], Qt.Key.Key_Return, SHIFT)


def test_the_samples_follow_the_sliders(panel: SamplesPanel, state: StudioState, qtbot: QtBot) -> None:
    state.set_point(state.point.moved("d1", 1.0), "Smile")
    expected = picture_of(replace(state.point, base=Base.of_seed(1)))
    qtbot.waitUntil(lambda: bool((shown(panel.grid.tiles[1]) == expected).all()))


def test_another_place_asks_for_no_new_samples(panel: SamplesPanel, state: StudioState) -> None:
    state.set_point(replace(state.point, base=Base.of_seed(5)), "Seed")
    assert not panel._repaint.isActive()


def test_a_seed_can_be_typed_rolled_and_is_told(panel: SamplesPanel, state: StudioState) -> None:
    seed = find(panel, QDoubleSpinBox, "sample-seed")
    seed.setValue(4_000_000_000)
    assert state.point.base == Base.of_seed(4_000_000_000)
    find(panel, QToolButton, "sample-dice").click()
    assert seed.value() == state.point.base.seeds[0][0]
    state.set_point(replace(state.point, base=Base(((1, 0.5), (2, 0.5)))), "Between")
    assert seed.text() == "between seeds"
    state.set_point(replace(state.point, base=Base((), (0.5,) * 4)), "Photo")
    assert seed.text() == "a photo"
    state.undo()
    state.undo()
    assert seed.text() == str(state.point.base.seeds[0][0])


def test_more_seeds_follow_and_others_take_their_place(panel: SamplesPanel, state: StudioState) -> None:
    first = panel.grid.tiles[0]
    find(panel, QPushButton, "samples-more").click()
    assert panel.grid.seeds == list(range(2 * PAGE))
    assert panel.grid.tiles[0] is first
    find(panel, QToolButton, "samples-others").click()
    seeds = panel.grid.seeds
    assert seeds == list(range(seeds[0], seeds[0] + PAGE))
    assert panel.grid.tiles[0] is not first


def test_tiles_out_of_sight_are_painted_when_they_come_into_it(panel: SamplesPanel, qtbot: QtBot) -> None:
    for _ in range(3):
        panel.show_more()
    last = panel.grid.tiles[-1]
    assert not last.is_fresh
    bar = panel._scroll.verticalScrollBar()
    qtbot.waitUntil(lambda: bar.maximum() > 1000)
    bar.setValue(bar.maximum())
    qtbot.waitUntil(lambda: last.is_fresh)


@pytest.mark.parametrize(("width", "columns"), [(200, 2), (264, 3), (500, 6)])
def test_tiles_fill_the_width(panel: SamplesPanel, width: int, columns: int) -> None:
    panel.resize(width, 500)
    panel.grid.resize(width - 12, 400)
    tiles = panel.grid.tiles
    assert len({tile.x() for tile in tiles}) == columns
    assert tiles[columns - 1].geometry().right() < width
    assert tiles[0].pos() == QPoint(0, 0)


def test_of_another_model_old_pictures_go_at_once(panel: SamplesPanel, state: StudioState, studios: Studios) -> None:
    state.set_model("places")
    assert panel.grid.tiles[0]._image is None
    studios.painted(state)
