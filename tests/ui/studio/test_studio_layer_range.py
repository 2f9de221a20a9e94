"""Picking a range of layers."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QToolButton
from pytestqt.qtbot import QtBot

from ui.studio.layer_range import LayerRange, bands, layer_side, range_words

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def picker(qtbot: QtBot) -> LayerRange:
    picker = LayerRange("pick", "Smile, layers")
    qtbot.addWidget(picker)
    picker.resize(270, 60)
    picker.show_range((0, 8), 9)
    picker.show()
    return picker


def at(picker: LayerRange, layer: int) -> QPoint:
    return picker.bar._cell(layer).center().toPoint()


@pytest.mark.parametrize("layers", range(3, 20))
def test_the_bands_cover_every_layer_once(layers: int) -> None:
    covered = [layer for first, last in bands(layers) for layer in range(first, last + 1)]
    assert covered == list(range(layers))


def test_the_bands_of_a_128_px_generator_split_at_8_and_32_px() -> None:
    assert bands(9) == ((0, 2), (3, 6), (7, 8))
    assert [layer_side(layer) for layer in range(9)] == [4, 8, 8, 16, 16, 32, 32, 64, 64]


def test_a_range_is_spoken(picker: LayerRange) -> None:
    assert range_words((0, 8), 9) == "all layers"
    assert range_words((3, 6), 9) == "middle layers"
    assert range_words((1, 1), 9) == "layer 2"
    assert range_words((1, 4), 9) == "layers 2 to 5"
    assert picker.bar.accessibleName() == "Smile, layers, all layers"


def test_a_drag_picks_any_range_and_is_one_gesture(picker: LayerRange) -> None:
    told: list[object] = []
    picker.range_changed.connect(lambda first, last: told.append((first, last, picker.gesture)))
    QTest.mousePress(picker.bar, LEFT, pos=at(picker, 5))
    QTest.mouseMove(picker.bar, at(picker, 4))
    QTest.mouseMove(picker.bar, at(picker, 2))
    QTest.mouseRelease(picker.bar, LEFT, pos=at(picker, 2))
    assert picker.chosen == (2, 5)
    gestures = [entry[2] for entry in told]  # type: ignore[index]
    assert len(told) == 3
    assert len(set(gestures)) == 1


def test_shift_extends_what_is_picked(picker: LayerRange) -> None:
    picker.show_range((3, 4), 9)
    QTest.mouseClick(picker.bar, LEFT, Qt.KeyboardModifier.ShiftModifier, at(picker, 7))
    assert picker.chosen == (3, 7)
    QTest.mouseClick(picker.bar, LEFT, Qt.KeyboardModifier.ShiftModifier, at(picker, 1))
    assert picker.chosen == (1, 7)


def test_arrow_keys_move_the_ends(picker: LayerRange) -> None:
    QTest.keyClick(picker.bar, Qt.Key.Key_Right)
    QTest.keyClick(picker.bar, Qt.Key.Key_Left, Qt.KeyboardModifier.ShiftModifier)
    assert picker.chosen == (1, 7)
    QTest.keyClick(picker.bar, Qt.Key.Key_Home)
    assert picker.chosen == (0, 8)
    QTest.keyClick(picker.bar, Qt.Key.Key_Left)
    assert picker.chosen == (0, 8)


def test_buttons_pick_a_band_and_show_which(picker: LayerRange) -> None:
    down = {button.text(): button for button in picker.findChildren(QToolButton)}
    assert down["All"].isChecked()
    down["Middle"].click()
    assert picker.chosen == (3, 6)
    assert [name for name, button in down.items() if button.isChecked()] == ["Middle"]
    down["Middle"].click()
    assert down["Middle"].isChecked()
    picker.show_range((1, 2), 9)
    assert not any(button.isChecked() for button in down.values())
