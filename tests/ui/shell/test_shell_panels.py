"""Side panels that move, close and come back where they were; navigator and rulers."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QMenu
from pytestqt.qtbot import QtBot

from engine.geometry import Point
from engine.settings import Settings
from ui.canvas.rulers import number_step, parts_of
from ui.docks.column import PanelColumn
from ui.widgets.section import Section

NAMES = ("one", "two", "three", "four")


@pytest.fixture
def column(qtbot: QtBot) -> PanelColumn:
    """Four panels; the last one is closed at first."""
    made = PanelColumn()
    qtbot.addWidget(made)
    for name in NAMES:
        section = Section(name, name.title())
        section.content.addWidget(QLabel("text"))
        made.add(section, shown=name != "four")
    made.resize(280, 400)
    with qtbot.waitExposed(made):
        made.show()
    return made


def order(column: PanelColumn) -> list[str]:
    return [panel.name for panel in column.panels]


def heading(column: PanelColumn, name: str):
    return next(panel for panel in column.panels if panel.name == name).heading


def drag(column: PanelColumn, name: str, to: str) -> None:
    """Take a panel by its heading and let it go just under the middle of another."""
    grip, target = heading(column, name), heading(column, to).parentWidget()
    start = QPoint(10, 10)
    below = target.mapToGlobal(QPoint(10, target.height() // 2 + 6))
    end = grip.mapFromGlobal(below)
    QTest.mousePress(grip, Qt.MouseButton.LeftButton, pos=start)
    QTest.mouseMove(grip, (start + end) / 2)
    QTest.mouseMove(grip, end)
    assert column._line.isVisible()
    QTest.mouseRelease(grip, Qt.MouseButton.LeftButton, pos=end)


def test_a_panel_is_dragged_by_its_heading_and_does_not_fold(column: PanelColumn) -> None:
    drag(column, "one", "two")
    assert order(column) == ["two", "one", "three", "four"]
    assert not column.panels[1].is_folded
    assert not column._line.isVisible()
    drag(column, "three", "two")
    assert order(column) == ["two", "three", "one", "four"]


def test_a_click_folds_and_keys_move(column: PanelColumn) -> None:
    QTest.mouseClick(heading(column, "one"), Qt.MouseButton.LeftButton)
    assert column.panels[0].is_folded
    heading(column, "one").setFocus()
    QTest.keyClick(heading(column, "one"), Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    assert order(column) == ["two", "one", "three", "four"]
    QTest.keyClick(heading(column, "one"), Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    QTest.keyClick(heading(column, "one"), Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    assert order(column) == list(NAMES)


def test_a_panel_is_closed_and_brought_back(column: PanelColumn) -> None:
    column.panels[1].set_folded(True)
    column.show_panel("two", False)
    column.show_panel("four", True)
    assert [name for name in NAMES if column.is_shown(name)] == ["one", "three", "four"]
    menu = QMenu()
    column.fill_menu(menu)
    assert [(action.text(), action.isChecked()) for action in menu.actions()] == [
        ("One", True), ("Two", False), ("Three", True), ("Four", True),
    ]  # fmt: skip
    menu.actions()[1].trigger()
    assert column.is_shown("two")
    assert not column.panels[1].is_folded, "what was asked for is to be seen"


def test_a_panel_moves_past_closed_ones(column: PanelColumn) -> None:
    column.show_panel("two", False)
    column._step("three", -1)
    assert order(column) == ["three", "one", "two", "four"]


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=25)
@given(
    st.permutations(NAMES),
    st.lists(st.sampled_from(NAMES)),
    st.lists(st.sampled_from(NAMES)),
)
def test_what_was_is_again(column: PanelColumn, wanted: list[str], folded: list[str], turned: list[str]) -> None:
    column.reset()
    for place, name in enumerate(wanted):
        column.move(name, place)
    for name in turned:
        column.show_panel(name, not column.is_shown(name))
    for panel in column.panels:
        panel.set_folded(panel.name in folded)
    state, shown = column.state, [column.is_shown(name) for name in NAMES]
    column.reset()
    assert column.state == NAMES
    assert not column.is_shown("four")
    column.restore(state)
    assert (column.state, [column.is_shown(name) for name in NAMES]) == (state, shown)


def test_a_new_panel_stands_where_the_program_has_it_and_a_lost_one_is_passed_by(column: PanelColumn) -> None:
    column.restore(("three:folded", "gone", "one"))
    assert order(column) == ["three", "four", "one", "two"]


@pytest.mark.parametrize("state", [("",), (":::",), ("one:nonsense", "one"), ("two",) * 9])
def test_a_damaged_state_loses_no_panel(column: PanelColumn, state: tuple[str, ...]) -> None:
    column.restore(state)
    assert sorted(order(column)) == sorted(NAMES)


def test_each_workspace_remembers_its_panels(make_window: Callable) -> None:
    remembered = Settings()
    driver = make_window(remembered)
    desk = driver.window.desk
    desk.panels.move("patches", 0)
    desk.panels.show_panel("navigator", True)
    desk.panels.show_panel("candidates", False)
    driver.window.close()
    again = make_window(remembered).window
    assert again.desk.panels.panels[0].name == "patches"
    assert again.desk.panels.is_shown("navigator")
    assert not again.desk.panels.is_shown("candidates")
    again._list_panels()
    assert "Navigator" in [action.text() for action in again._panels_menu.actions()]
    again.actions_by_id["reset-panels"].trigger()
    assert again.desk.panels.panels[0].name != "patches"
    assert not again.desk.panels.is_shown("navigator")


# The navigator


@pytest.fixture
def navigated(make_window: Callable, small_photo: np.ndarray):
    driver = make_window()
    driver.open_pixels(small_photo)
    driver.window.desk.panels.show_panel("navigator", True)
    driver.wait(lambda: not driver.window.desk.navigator_panel.map._image.isNull())
    return driver


def test_a_click_in_the_navigator_looks_there(navigated) -> None:
    canvas, small = navigated.window.canvas, navigated.window.desk.navigator_panel.map
    canvas.set_zoom(32.0)
    place = QPointF(small._place().center())
    QTest.mouseClick(small, Qt.MouseButton.LeftButton, pos=(place + QPointF(60, 0)).toPoint())
    wanted = small._to_photo(place + QPointF(60, 0))
    assert canvas.view.middle.x == pytest.approx(wanted.x, abs=1)
    assert canvas.view.middle.y == pytest.approx(wanted.y, abs=1)


def test_the_frame_is_dragged_from_where_it_is_held(navigated) -> None:
    canvas, small = navigated.window.canvas, navigated.window.desk.navigator_panel.map
    canvas.set_zoom(32.0)
    canvas.centre_on(Point(32, 24))
    frame = small._frame().boundingRect()
    grip = (frame.center() + QPointF(frame.width() / 4, 0)).toPoint()
    QTest.mousePress(small, Qt.MouseButton.LeftButton, pos=grip)
    assert canvas.view.middle.x == pytest.approx(32, abs=0.6), "taking hold moves nothing"
    QTest.mouseMove(small, grip + QPoint(-20, 0))
    scale = small._place().width() / 64
    assert canvas.view.middle.x == pytest.approx(32 - 20 / scale, abs=1)
    QTest.mouseRelease(small, Qt.MouseButton.LeftButton, pos=grip + QPoint(-20, 0))


def test_navigator_and_canvas_have_one_zoom(navigated) -> None:
    canvas, panel = navigated.window.canvas, navigated.window.desk.navigator_panel
    canvas.set_zoom(2.0)
    assert panel._zoom.value() == pytest.approx(200)
    panel._zoom.edit.setValue(400)
    assert canvas.zoom == pytest.approx(4.0)


# Rulers


@pytest.mark.parametrize(("scale", "step"), [(64.0, 1), (32.0, 2), (1.0, 100), (0.5, 200), (0.1, 1000), (0.011, 10000)])
def test_numbers_on_a_ruler_are_round_and_apart(scale: float, step: int) -> None:
    assert number_step(scale) == step
    assert step % parts_of(step) == 0


def test_rulers_are_off_at_first_and_follow_the_view(driver) -> None:
    desk, canvas = driver.window.desk, driver.window.canvas
    assert not desk.ruled.level.isVisible()
    driver.run("rulers")
    assert desk.ruled.level.isVisible()
    canvas.set_zoom(4.0)
    for degrees in (0, 90, 180, 270):
        canvas.reset_rotation()
        canvas.rotate_by(degrees)
        for ruler, at in ((desk.ruled.level, QPointF(40, 0)), (desk.ruled.upright, QPointF(0, 40))):
            start, slope = ruler.scale_line()
            point = canvas.view_to_image(at)
            assert min(abs(start + slope * 40 - point.x), abs(start + slope * 40 - point.y)) < 0.01
            numbers = [number for _, number in ruler.ticks() if number is not None]
            assert numbers == sorted(numbers)
            assert len(numbers) >= 2
    canvas.reset_rotation()
    canvas.rotate_by(15)
    start, slope = desk.ruled.level.scale_line()
    assert slope == pytest.approx(1 / canvas.view_scale), "askew it measures"


def test_rulers_go_with_the_canvas(driver) -> None:
    desk = driver.window.desk
    desk.canvas.setVisible(False)
    assert not desk.ruled.isVisible()
    desk.canvas.setVisible(True)
    assert desk.ruled.isVisible()
