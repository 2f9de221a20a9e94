"""The seed lattice: its arithmetic, the pad, and what it does to the state."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox, QToolButton
from pytestqt.qtbot import QtBot

from engine.latent.point import Base
from tests.ui.studio.studio_fakes import Studios, picture_of
from ui.convert import pixels_from_image
from ui.studio.lattice import Lattice, LatticePanel
from ui.studio.state import StudioState

SQUARE = Lattice(2, (10, 11, 12, 13))


@pytest.fixture
def panel(state: StudioState, studios: Studios, qtbot: QtBot) -> LatticePanel:
    panel = LatticePanel(state)
    qtbot.addWidget(panel)
    panel.resize(300, 340)
    panel.show()
    return panel


def test_a_crossing_is_its_seed_and_the_middle_is_a_quarter_of_each() -> None:
    assert SQUARE.base_at(1, 0) == Base.of_seed(11)
    assert dict(SQUARE.base_at(0.5, 0.5).seeds) == {10: 0.25, 11: 0.25, 12: 0.25, 13: 0.25}
    assert dict(SQUARE.base_at(0.25, 0).seeds) == {10: 0.75, 11: 0.25}


def test_places_outside_are_the_nearest_inside() -> None:
    assert SQUARE.base_at(-3, 9) == Base.of_seed(12)


@given(st.integers(2, 4), st.floats(0, 1), st.floats(0, 1))
def test_every_place_is_found_again(side: int, across: float, down: float) -> None:
    lattice = Lattice(side, tuple(range(100, 100 + side * side)))
    x, y = across * (side - 1), down * (side - 1)
    found = lattice.place_of(lattice.base_at(x, y))
    assert found == pytest.approx((x, y), abs=1e-4)


def test_points_that_lie_elsewhere_have_no_place() -> None:
    assert SQUARE.place_of(Base.of_seed(99)) is None
    assert SQUARE.place_of(Base(((10, 0.5), (13, 0.5)))) is None  # on the diagonal the two others weigh in
    assert SQUARE.place_of(Base((), (0.1, 0.2))) is None


def test_a_new_lattice_keeps_the_seed_in_its_middle() -> None:
    assert Lattice.around(3, 7, lambda _most: 1).seeds == (1, 1, 1, 1, 7, 1, 1, 1, 1)
    assert Lattice.around(2, 7, lambda _most: 1).seeds == (7, 1, 1, 1)
    assert Lattice.around(2, None, lambda _most: 1).seeds == (1, 1, 1, 1)


def test_the_same_seed_at_two_crossings_is_one() -> None:
    assert Lattice(2, (5, 5, 5, 5)).base_at(0.3, 0.7) == Base.of_seed(5)


def test_pictures_stand_at_the_crossings_and_between(panel: LatticePanel, state: StudioState, qtbot: QtBot) -> None:
    panel._ask()
    qtbot.waitUntil(lambda: all(panel.pad._images))
    from dataclasses import replace

    expected = picture_of(replace(state.point, base=panel.pad.lattice.base_at(0.5, 1)))
    image = panel.pad._images[2 * 5 + 1]
    assert image is not None
    assert (pixels_from_image(image)[0] == expected).all()


def test_a_drag_is_one_step_and_follows_the_mouse(panel: LatticePanel, state: StudioState) -> None:
    pad, left = panel.pad, Qt.MouseButton.LeftButton
    start = state.point
    at = [pad.to_view(*place).toPoint() for place in ((1, 1), (1.5, 1), (2, 2))]
    QTest.mousePress(pad, left, pos=at[0])
    assert state.point.base == Base.of_seed(4)
    QTest.mouseMove(pad, at[1])
    assert len(state.point.base.seeds) > 1
    QTest.mouseMove(pad, at[2])
    QTest.mouseRelease(pad, left, pos=at[2])
    assert pad.place == pytest.approx((2, 2), abs=0.02)
    QTest.mousePress(pad, left, pos=at[0])
    QTest.mouseRelease(pad, left, pos=at[0])
    state.undo()
    assert pad.place == pytest.approx((2, 2), abs=0.02)
    state.undo()
    assert state.point == start


def test_a_place_under_the_mouse_stays_inside(panel: LatticePanel) -> None:
    assert panel.pad.to_lattice(QPointF(-50, 10_000)) == (0, 2)


def test_keys_step_through_the_lattice(panel: LatticePanel, state: StudioState) -> None:
    pad = panel.pad
    QTest.keyClick(pad, Qt.Key.Key_Home)
    assert pad.place == (1, 1)
    QTest.keyClick(pad, Qt.Key.Key_Right)
    QTest.keyClick(pad, Qt.Key.Key_Up, Qt.KeyboardModifier.ShiftModifier)
    assert pad.place == pytest.approx((1.1, 0.98), abs=1e-4)


def test_the_handle_goes_where_the_point_lies_elsewhere(panel: LatticePanel, state: StudioState) -> None:
    from dataclasses import replace

    assert panel.pad.place == (0, 0)
    state.set_point(replace(state.point, base=Base.of_seed(999)), "Seed 999")
    assert panel.pad.place is None
    assert "elsewhere" in panel.pad.accessibleDescription()


def test_other_seeds_come_around_the_sample(panel: LatticePanel, state: StudioState) -> None:
    QTest.mouseClick(panel.pad, Qt.MouseButton.LeftButton, pos=panel.pad.to_view(1, 0).toPoint())
    dice = panel.findChild(QToolButton, "lattice-dice")
    assert dice is not None
    dice.click()
    assert panel.pad.lattice.seeds[4] == 1
    assert panel.pad.place == (1, 1)


@pytest.mark.parametrize("index", [0, 2])
def test_the_lattice_spans_as_many_seeds_as_wished(panel: LatticePanel, index: int) -> None:
    sides = panel.findChild(QComboBox, "lattice-side")
    assert sides is not None
    sides.setCurrentIndex(index)
    sides.activated.emit(index)
    assert panel.pad.lattice.side == (2, 3, 4)[index]
    assert panel.pad.place is not None
    assert not panel.pad.grab(panel.pad.rect()).isNull()
    assert QPoint(0, 0) != panel.pad.to_view(0, 0).toPoint()
