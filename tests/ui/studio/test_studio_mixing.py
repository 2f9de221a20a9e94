"""Mixing the styles of other pictures in."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from PySide6.QtCore import QMimeData, QPoint, Qt
from PySide6.QtGui import QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from engine.latent.point import Base, LatentPoint, Mix
from tests.ui.studio.studio_fakes import FakeGenerator, Studios, at, fake_card
from ui.inventory import controls
from ui.problems import Notice, Problem
from ui.studio.mixing_panel import MixingPanel, source_of
from ui.studio.state import StudioState
from ui.widgets.building import column_layout
from ui.widgets.overlay_scroll_area import OverlayScrollArea


class Styled(FakeGenerator):
    """Tells its styles: the sum of what the sliders are at."""

    def styles_of(self, point: LatentPoint) -> np.ndarray:
        return np.full((self.layers, self.style), sum(move.amount for move in point.moves), np.float32)

    def directions_with(self, extra: object) -> FakeGenerator:
        return self


@pytest.fixture
def styled(studios: Studios) -> StudioState:
    return studios("faces", "places", opened=lambda name: Styled(fake_card(name)))


@pytest.fixture
def compared() -> list[LatentPoint]:
    return []


@pytest.fixture
def panel(styled: StudioState, compared: list[LatentPoint], qtbot: QtBot) -> MixingPanel:
    seeds = iter(range(40, 100))
    panel = MixingPanel(styled, lambda: compared[0] if compared else None, chance=lambda: next(seeds))
    panel._repaint.setInterval(0)
    qtbot.addWidget(panel)
    panel.resize(304, 400)
    panel.show()
    return panel


def test_a_sample_is_mixed_in_and_taken_out(panel: MixingPanel, styled: StudioState) -> None:
    panel._random.click()
    assert styled.point.mixes == (Mix(Base.of_seed(40), (3, 6)),)
    assert styled.undo_text == "Mix styles"
    panel._random.click()
    assert [row.layers.chosen for row in panel.rows] == [(3, 6), (3, 6)]
    panel.rows[0].removal_wanted.emit()
    assert [mix.base for mix in styled.point.mixes] == [Base.of_seed(41)]
    styled.undo()
    assert len(panel.rows) == 2


def test_any_range_of_layers_is_taken_and_a_drag_is_one_step(panel: MixingPanel, styled: StudioState) -> None:
    panel._random.click()
    row = panel.rows[0]
    row.layers._pick("Coarse")
    assert styled.point.mixes[0].layers == (0, 2)
    bar = row.layers.bar
    QTest.mousePress(bar, Qt.MouseButton.LeftButton, pos=bar._cell(4).center().toPoint())
    for layer in (5, 7):
        QTest.mouseMove(bar, bar._cell(layer).center().toPoint())
    QTest.mouseRelease(bar, Qt.MouseButton.LeftButton, pos=bar._cell(7).center().toPoint())
    assert styled.point.mixes[0].layers == (4, 7)
    styled.undo()
    assert styled.point.mixes[0].layers == (0, 2)
    assert row.layers.chosen == (0, 2)


def test_another_sample_takes_the_same_layers(panel: MixingPanel, styled: StudioState) -> None:
    panel._random.click()
    panel.rows[0].layers._pick("Fine")
    panel.rows[0].another_wanted.emit()
    assert styled.point.mixes == (Mix(Base.of_seed(41), (7, 8)),)


def test_the_menu_offers_this_picture_the_compared_one_and_snapshots(
    panel: MixingPanel, styled: StudioState, compared: list[LatentPoint], studios: Studios
) -> None:
    panel._fill_menu()
    assert [action.isEnabled() for action in panel._menu.actions()] == [True, True, False]
    styled.keep_snapshot()
    styled.set_point(at(styled, 3), "Seed")
    studios.painted(styled)
    compared.append(at(styled, 9))
    panel._fill_menu()
    actions = {action.text(): action for action in panel._menu.actions() if action.text()}
    actions["The picture that is compared with"].trigger()
    actions["Snapshot 1"].trigger()
    assert [mix.base for mix in styled.point.mixes] == [Base.of_seed(9), Base.of_seed(0)]


def test_a_picture_is_mixed_in_as_it_looks(styled: StudioState) -> None:
    generator = Styled(fake_card("faces"))
    current = at(styled, 1).moved("d1", 1.0)
    assert source_of(generator, replace(current, base=Base.of_seed(2)), current) == Base.of_seed(2)  # type: ignore[arg-type]
    source = at(styled, 2).moved("d1", 3.0).moved("d2", 0.5)
    base = source_of(generator, source, current)  # type: ignore[arg-type]
    assert np.allclose(base.styles, 2.5)  # what goes beyond the current sliders, which reach mixed layers as well
    assert np.shape(base.styles) == (9, 6)


def test_a_point_that_is_dropped_is_mixed_in(panel: MixingPanel, styled: StudioState) -> None:
    told: list[Notice] = []
    problems: list[Problem] = []
    styled.noticed.connect(told.append)
    styled.failed.connect(problems.append)
    drop(panel, at(styled, 6).to_text())
    assert styled.point.mixes[0].base == Base.of_seed(6)
    drop(panel, LatentPoint("places").to_text())
    assert told[0].text == "Only pictures of the same model can be mixed"
    drop(panel, "tratteggio-latent-1:nonsense")
    assert len(problems) == 1
    assert len(styled.point.mixes) == 1


def drop(panel: MixingPanel, text: str) -> None:
    data = QMimeData()
    data.setText(text)
    event = QDropEvent(
        QPoint(5, 5), Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    )
    panel.dropEvent(event)


def test_the_other_picture_is_painted_with_the_sliders_of_the_point(
    panel: MixingPanel, styled: StudioState, qtbot: QtBot
) -> None:
    panel._random.click()
    qtbot.waitUntil(lambda: panel.rows[0].thumbnail._image is not None)


def test_every_control_has_a_name_a_spoken_name_and_a_tooltip(panel: MixingPanel) -> None:
    panel._random.click()
    panel._random.click()
    found = list(controls(panel))
    assert [one for one in found if not (one.name and one.spoken and one.tooltip)] == []
    assert len({one.name for one in found}) == len(found)


def test_without_a_model_nothing_can_be_mixed(studios: Studios, qtbot: QtBot) -> None:
    panel = MixingPanel(studios())
    qtbot.addWidget(panel)
    add = panel.findChild(QPushButton, "mix-add")
    assert add is not None
    assert not add.isEnabled()
    QApplication.processEvents()


def test_a_mix_that_is_scrolled_into_sight_gets_its_picture(styled: StudioState, qtbot: QtBot) -> None:
    panel, content = MixingPanel(styled), QWidget()
    panel._repaint.setInterval(0)
    column = column_layout(0, content)
    column.addSpacing(2000)
    column.addWidget(panel)
    area = OverlayScrollArea(content)
    qtbot.addWidget(area)
    area.resize(304, 300)
    with qtbot.waitExposed(area):
        area.show()
    panel.mix_base(Base.of_seed(7))
    qtbot.waitUntil(lambda: not panel._repaint.isActive() and panel.rows[0].y() > 0)
    assert panel._painted_for is None

    def painted_at_the_end() -> bool:
        # The column grows with the new row only when Qt gets round to it, so its end is asked for each time.
        area.verticalScrollBar().setValue(area.verticalScrollBar().maximum())
        return panel._painted_for == styled.point

    qtbot.waitUntil(painted_at_the_end)
