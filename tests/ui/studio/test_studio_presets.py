"""The presets panel: saved, seen, taken, renamed, deleted, and exchanged in files."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtGui import QEnterEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from engine.latent.point import Move
from tests.ui.studio.studio_fakes import Studios, picture_of
from ui.inventory import controls
from ui.studio.presets_panel import PresetsPanel
from ui.studio.state import StudioState


class Files:
    """Answers where a file is."""

    def __init__(self, path: Path) -> None:
        self.path: Path | None = path

    def place_to_save(self, proposal: Path, filters: list[str], title: str = "") -> Path | None:
        return self.path

    def presets_to_open(self, folder: str, suffixes: tuple[str, ...]) -> Path | None:
        return self.path


@pytest.fixture
def files(tmp_path: Path) -> Files:
    return Files(tmp_path / "mine.latent.safetensors")


@pytest.fixture
def panel(state: StudioState, files: Any, qtbot: QtBot) -> PresetsPanel:
    panel = PresetsPanel(state, questions=files)
    panel._repaint.setInterval(0)
    qtbot.addWidget(panel)
    panel.resize(304, 400)
    panel.show()
    return panel


def saved(panel: PresetsPanel, state: StudioState, name: str, **amounts: float) -> None:
    point = state.point
    for move in point.moves:
        point = point.moved(move.direction, 0.0)
    for direction, amount in amounts.items():
        point = point.moved(direction, amount)
    state.set_point(point, "Sliders")
    panel._name.setText(name)
    QTest.keyClick(panel._name, Qt.Key.Key_Return)


def names(panel: PresetsPanel) -> list[str]:
    return [row.preset.name for row in panel.rows]


def test_sliders_are_saved_under_a_name_or_the_next_number(panel: PresetsPanel, state: StudioState) -> None:
    assert not panel._save.isEnabled()
    assert panel._save.toolTip() == "Move a slider first"
    saved(panel, state, "Evening", d1=1.0)
    assert not panel._name.text()
    panel._save.click()
    panel._save.click()
    assert names(panel) == ["Evening", "Preset 1", "Preset 2"]
    state.undo()
    assert names(panel) == ["Evening", "Preset 1"]


def test_every_control_has_a_name_a_spoken_name_and_a_tooltip(panel: PresetsPanel, state: StudioState) -> None:
    saved(panel, state, "Evening", d1=1.0)
    found = list(controls(panel))
    assert [one for one in found if not (one.name and one.spoken and one.tooltip)] == []
    assert len({one.name for one in found}) == len(found)


def test_a_click_takes_a_preset_as_one_step(panel: PresetsPanel, state: StudioState) -> None:
    saved(panel, state, "Evening", d1=1.0, d2=-1.0)
    saved(panel, state, "Noon", d3=2.0)
    QTest.mouseClick(panel.rows[0], Qt.MouseButton.LeftButton)
    assert state.point.moves == (Move("d1", 1.0), Move("d2", -1.0))
    assert state.undo_text == "Evening"
    QTest.keyClick(panel.rows[1], Qt.Key.Key_Return)
    assert state.point.moves == (Move("d3", 2.0),)


def test_a_preset_shows_on_the_picture_while_the_pointer_is_over_it(
    panel: PresetsPanel, state: StudioState, studios: Studios, qtbot: QtBot
) -> None:
    saved(panel, state, "Evening", d1=1.0)
    saved(panel, state, "Noon", d2=1.0)
    studios.painted(state)
    row = panel.rows[0]
    with qtbot.waitSignal(state.picture_changed) as seen:
        QApplication.sendEvent(row, QEnterEvent(QPointF(5, 5), QPointF(5, 5), QPointF(5, 5)))
    assert seen.args is not None
    assert seen.args[1].moves == (Move("d1", 1.0),)
    assert state.point.moves == (Move("d2", 1.0),)
    QApplication.sendEvent(row, QEvent(QEvent.Type.Leave))
    studios.painted(state)


def test_the_pictures_of_presets_follow_the_place(panel: PresetsPanel, state: StudioState, qtbot: QtBot) -> None:
    saved(panel, state, "Evening", d1=1.0)
    colour = picture_of(state.point)[0, 0]

    def is_painted() -> bool:
        image = panel.rows[0].thumbnail._image
        return image is not None and image.pixelColor(0, 0).getRgb()[:3] == tuple(colour)

    qtbot.waitUntil(is_painted)


def test_a_preset_is_renamed_in_place_and_deleted(panel: PresetsPanel, state: StudioState) -> None:
    saved(panel, state, "Evening", d1=1.0)
    row = panel.rows[0]
    QTest.keyClick(row, Qt.Key.Key_F2)
    edit = row.findChild(QLineEdit, "preset-1-name")
    QTest.keyClicks(edit, "Dusk")
    QTest.keyClick(edit, Qt.Key.Key_Return)
    assert names(panel) == ["Dusk"]
    QTest.keyClick(panel.rows[0], Qt.Key.Key_Delete)
    assert names(panel) == []
    assert not panel._export.isEnabled()
    state.undo()
    assert names(panel) == ["Dusk"]


def test_presets_go_to_a_file_and_come_back(
    panel: PresetsPanel, state: StudioState, files: Files, qtbot: QtBot
) -> None:
    saved(panel, state, "Evening", d1=1.0)
    with qtbot.waitSignal(state.noticed) as told:
        panel._export.click()
    assert told.args is not None
    assert told.args[0].text == "Exported 1 preset to mine.latent.safetensors"
    state.remove_preset("Evening")
    with qtbot.waitSignal(state.noticed):
        panel._import.click()
    assert names(panel) == ["Evening"]
    files.path = None
    panel._import.click()
    panel._export.click()
    assert names(panel) == ["Evening"]


def test_a_file_that_is_none_is_told(panel: PresetsPanel, state: StudioState, files: Files, qtbot: QtBot) -> None:
    assert files.path is not None
    files.path.write_bytes(b"nonsense")
    with qtbot.waitSignal(state.failed) as told:
        panel._import.click()
    assert told.args is not None
    assert "no file of latent points" in told.args[0].sentence


def test_presets_belong_to_a_model(panel: PresetsPanel, state: StudioState, studios: Studios) -> None:
    saved(panel, state, "Evening", d1=1.0)
    state.set_model("places")
    studios.painted(state)
    assert names(panel) == []
    state.undo()
    studios.painted(state)
    assert names(panel) == ["Evening"]
