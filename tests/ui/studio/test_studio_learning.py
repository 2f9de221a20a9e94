"""Marks, the thumbs on the samples, and the sliders that are learned from them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtGui import QEnterEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from engine.latent.direction import Spread
from engine.latent.point import LatentPoint
from tests.ui.studio.studio_fakes import FakeGenerator, Studios, at, fake_card
from ui.inventory import controls
from ui.problems import Problem
from ui.studio.grid import SampleGrid
from ui.studio.learn_panel import LearnPanel
from ui.studio.mark_thumbs import MarkThumbs
from ui.studio.marks import LESS, MORE, Marks
from ui.studio.state import StudioState


class Teachable(FakeGenerator):
    """Seeds above 100 have more of what is to be learned, along the first axis of the styles."""

    spread = Spread(np.zeros(6), np.eye(6))

    def styles_of(self, point: LatentPoint) -> np.ndarray:
        seed = point.base.seeds[0][0]
        style = np.random.RandomState(seed).standard_normal(6) * 0.1
        style[0] = 1.0 if seed > 100 else -1.0
        return np.tile(style, (self.layers, 1))

    def directions_with(self, extra: Sequence[Any]) -> FakeGenerator:
        return Teachable(self.card, self.asked, extra)


@pytest.fixture
def taught(studios: Studios) -> StudioState:
    return studios("faces", "places", opened=lambda name: Teachable(fake_card(name)))


@pytest.fixture
def marks(taught: StudioState) -> Marks:
    return Marks(taught)


@pytest.fixture
def panel(taught: StudioState, marks: Marks, qtbot: QtBot) -> LearnPanel:
    panel = LearnPanel(taught, marks)
    qtbot.addWidget(panel)
    panel.resize(304, 400)
    panel.show()
    return panel


def mark_three_of_each(state: StudioState, marks: Marks) -> None:
    for index in range(3):
        marks.mark(at(state, 101 + index), MORE)
        marks.mark(at(state, 1 + index), LESS)


# Marks


def test_a_mark_is_set_changed_and_taken_away(taught: StudioState, marks: Marks) -> None:
    point = at(taught, 7)
    marks.mark(point, MORE)
    assert marks.of(point) == MORE
    marks.mark(point, LESS)
    assert (marks.more, marks.less) == ((), (point,))
    marks.mark(point, LESS)
    assert marks.of(point) == 0
    marks.mark(point, MORE)
    marks.mark(point, 0)
    assert not marks.more


def test_marks_belong_to_a_model(taught: StudioState, marks: Marks, studios: Studios) -> None:
    marks.mark(taught.point, MORE)
    taught.set_model("places")
    studios.painted(taught)
    assert not marks.more
    marks.clear()
    taught.set_model("faces")
    assert len(marks.more) == 1


# The panel


def test_the_current_picture_is_marked_and_counted(panel: LearnPanel, taught: StudioState, marks: Marks) -> None:
    panel._thumbs[MORE].click()
    assert marks.more == (taught.point,)
    assert panel._strips[MORE].accessibleName() == "1 marked as more"
    panel._thumbs[LESS].click()
    assert marks.less == (taught.point,)
    assert not panel._thumbs[MORE].isChecked()
    taught.set_point(at(taught, 5), "Seed")
    assert not panel._thumbs[LESS].isChecked()
    panel._strips[LESS].pictures[0].click()
    assert not marks.less


def test_nothing_jumps_when_pictures_are_marked(panel: LearnPanel, taught: StudioState, marks: Marks) -> None:
    def places() -> list[int]:
        panel.resize(304, panel.heightForWidth(304))
        parts = (panel._thumbs[MORE], panel._told, panel._name, panel._make)
        return [part.mapTo(panel, part.rect().topLeft()).y() for part in parts] + [panel.height()]

    before = places()
    assert "less of something" in panel._told.text()
    panel._thumbs[MORE].click()
    assert panel._told.text() == "Mark 2 more as more and 3 more as less"
    assert places() == before
    mark_three_of_each(taught, marks)
    panel._name.setText("Beard")
    assert panel._told.text() == "Make a slider of what is marked"
    assert places() == before


def test_what_is_missing_is_said_until_it_is_there(panel: LearnPanel, taught: StudioState, marks: Marks) -> None:
    assert panel._make.toolTip() == "Mark 3 more as more and 3 more as less"
    mark_three_of_each(taught, marks)
    assert panel._make.toolTip() == "Name the slider first"
    panel._name.setText("Beard")
    assert panel._make.isEnabled()
    panel._clear.click()
    assert not panel._make.isEnabled()


def test_every_control_has_a_name_a_spoken_name_and_a_tooltip(
    panel: LearnPanel, taught: StudioState, marks: Marks
) -> None:
    mark_three_of_each(taught, marks)
    found = list(controls(panel))
    assert [one for one in found if not (one.name and one.spoken and one.tooltip)] == []
    assert len({one.name for one in found}) == len(found)


def test_marked_pictures_are_painted(panel: LearnPanel, taught: StudioState, marks: Marks, qtbot: QtBot) -> None:
    mark_three_of_each(taught, marks)
    pictures = [one for strip in panel._strips.values() for one in strip.pictures]
    qtbot.waitUntil(lambda: all(one.has_picture for one in pictures))
    marks.mark(at(taught, 200), MORE)
    assert panel._strips[MORE].pictures[0] in pictures


def test_a_slider_is_made_on_the_spot(panel: LearnPanel, taught: StudioState, marks: Marks, qtbot: QtBot) -> None:
    mark_three_of_each(taught, marks)
    panel._name.setText(" Beard ")
    with qtbot.waitSignal(panel.learned) as made:
        QTest.keyClick(panel._name, Qt.Key.Key_Return)
    direction = taught.directions[-1]
    assert made.args == [direction.id]
    assert (direction.name, direction.source) == ("Beard", "learned")
    assert abs(direction.vector[0]) == pytest.approx(np.linalg.norm(direction.vector), rel=0.1)
    taught.undo()
    assert taught.directions[-1].source != "learned"


def test_more_marks_make_the_same_slider_anew(
    panel: LearnPanel, taught: StudioState, marks: Marks, qtbot: QtBot
) -> None:
    mark_three_of_each(taught, marks)
    panel._name.setText("Beard")
    with qtbot.waitSignal(panel.learned):
        panel._make.click()
    first = taught.directions[-1]
    taught.set_point(taught.point.moved(first.id, 1.0), "Beard")
    marks.mark(at(taught, 150), MORE)
    with qtbot.waitSignal(panel.learned):
        panel._make.click()
    assert [one.name for one in taught.directions].count("Beard") == 1
    assert taught.directions[-1].id != first.id
    assert taught.point.amount_of(taught.directions[-1].id) == 1.0


def test_marks_that_tell_nothing_are_told(panel: LearnPanel, taught: StudioState, marks: Marks, qtbot: QtBot) -> None:
    told: list[Problem] = []
    taught.failed.connect(told.append)
    for index in range(3):
        marks.mark(replace(at(taught, 1 + index), noise=1), MORE)
        marks.mark(replace(at(taught, 1 + index), noise=2), LESS)
    panel._name.setText("Nothing")
    with qtbot.waitSignal(taught.failed):
        panel._make.click()
    assert "tells" in told[0].sentence
    assert panel._make.isEnabled()


# On the samples


@pytest.fixture
def grid(qtbot: QtBot) -> SampleGrid:
    grid = SampleGrid()
    qtbot.addWidget(grid)
    grid.resize(260, 400)
    grid.show_seeds(list(range(6)))
    grid.show()
    return grid


def enter(widget: Any) -> None:
    QApplication.sendEvent(widget, QEnterEvent(QPointF(5, 5), QPointF(5, 5), QPointF(5, 5)))


def test_thumbs_stand_on_the_sample_under_the_pointer(grid: SampleGrid, taught: StudioState, marks: Marks) -> None:
    thumbs = MarkThumbs(grid, taught, marks)
    enter(grid.tiles[4])
    assert thumbs.isVisible()
    assert grid.tiles[4].geometry().contains(thumbs.geometry())
    thumbs._buttons[MORE].click()
    assert marks.more == (at(taught, 4),)
    assert thumbs._badges.kinds == {4: MORE}
    thumbs._buttons[LESS].click()
    assert thumbs._badges.kinds == {4: LESS}
    assert not thumbs._buttons[MORE].isChecked()
    QApplication.sendEvent(grid.tiles[4], QEvent(QEvent.Type.Leave))
    assert not thumbs.isVisible()


def test_badges_go_with_what_was_marked(grid: SampleGrid, taught: StudioState, marks: Marks, qtbot: QtBot) -> None:
    thumbs = MarkThumbs(grid, taught, marks)
    marks.mark(at(taught, 2), MORE)
    assert thumbs._badges.kinds == {2: MORE}
    assert thumbs._badges.isVisible()
    assert thumbs._badges.geometry() == grid.rect()
    taught.set_point(taught.point.moved("d1", 1.0), "Smile")
    qtbot.waitUntil(lambda: thumbs._badges.kinds == {})  # a sample with other sliders is another picture
    taught.undo()
    qtbot.waitUntil(lambda: thumbs._badges.kinds == {2: MORE})


def test_samples_that_come_later_have_thumbs_as_well(
    grid: SampleGrid, taught: StudioState, marks: Marks, qtbot: QtBot
) -> None:
    thumbs = MarkThumbs(grid, taught, marks)
    grid.show_seeds(list(range(50, 60)))
    QApplication.processEvents()
    enter(grid.tiles[0])
    assert thumbs.isVisible()
    grid.tiles[1].setFocus()
    qtbot.waitUntil(grid.tiles[1].hasFocus)
    assert thumbs.focused_point == at(taught, 51)
    assert not any(button.focusPolicy() & Qt.FocusPolicy.TabFocus for button in thumbs._buttons.values())
