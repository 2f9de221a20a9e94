"""Direction sliders: what a hand does to them, what the state hears, and what they show."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from engine.latent.point import Move
from tests.ui.studio.studio_fakes import FakeDirection, FakeGenerator, Studios, fake_card
from ui.inventory import controls
from ui.studio.direction_row import DirectionRow
from ui.studio.sliders import SlidersPanel, grouped
from ui.studio.state import StudioState
from ui.widgets.overlay_scroll_area import OverlayScrollArea

LEFT = Qt.MouseButton.LeftButton


class Rich(FakeGenerator):
    """A generator with many directions, some of which somebody has named."""

    def directions(self) -> tuple[FakeDirection, ...]:
        return (
            FakeDirection("pca-0", "Smile", "pca", group="Face", named=True),
            FakeDirection("pca-1", "Age", "pca", group="Face", named=True),
            FakeDirection("pca-2", "Light", "pca", group="Light", named=True, range=(-2.0, 2.0)),
            *(FakeDirection(f"pca-{index}", f"Principal {index + 1}", "pca") for index in range(3, 13)),
            *(FakeDirection(f"sefa-{index}", f"Closed form {index + 1}", "sefa") for index in range(4)),
        )

    def directions_with(self, extra: Sequence[object]) -> FakeGenerator:
        return Rich(self.card, self.asked, extra)


@pytest.fixture
def rich(studios: Studios) -> StudioState:
    return studios("faces", opened=lambda name: Rich(fake_card(name)))


@pytest.fixture
def panel(rich: StudioState, qtbot: QtBot) -> SlidersPanel:
    return shown(rich, qtbot)


def shown(state: StudioState, qtbot: QtBot) -> SlidersPanel:
    panel = SlidersPanel(state, chance=lambda: 1.0)
    area = OverlayScrollArea(panel)
    qtbot.addWidget(area)
    area.resize(304, 700)
    area.show()
    panel.area = area  # type: ignore[attr-defined]  # kept as long as the panel
    return panel


def row_of(panel: SlidersPanel, direction_id: str) -> DirectionRow:
    row = panel.row(direction_id)
    assert row is not None
    return row


def drag(row: DirectionRow, *places: int) -> None:
    slider = row.row.slider
    QTest.mousePress(slider, LEFT, pos=QPoint(places[0], 12))
    for place in places[1:]:
        QTest.mouseMove(slider, QPoint(place, 12))
    QTest.mouseRelease(slider, LEFT, pos=QPoint(places[-1], 12))


def names(panel: SlidersPanel) -> list[str]:
    return [row.direction.name for row in panel.rows_in_sight]


# What is there


def test_named_directions_come_first_then_each_source(rich: StudioState) -> None:
    learned = FakeDirection("learned-1", "Beard", "learned", named=True)
    own = FakeDirection("sefa-9", "Fringe", "sefa", named=True)
    headings = grouped([*rich.directions, learned, own])  # type: ignore[list-item]
    assert list(headings) == ["Face", "Light", "Named", "pca", "sefa", "learned"]
    assert [one.name for one in headings["Face"]] == ["Smile", "Age"]


def test_what_nobody_has_named_is_folded_away_and_comes_on_demand(panel: SlidersPanel) -> None:
    assert names(panel) == ["Smile", "Age", "Light"]
    group = panel._groups["pca"]
    group.set_folded(False)
    assert len(names(panel)) == 9
    group.more_wanted.emit()
    assert len(names(panel)) == 13


def test_every_control_has_a_name_a_spoken_name_and_a_tooltip(panel: SlidersPanel) -> None:
    row_of(panel, "pca-0").more.setChecked(True)
    found = list(controls(panel))
    assert [one for one in found if not (one.name and one.spoken and one.tooltip)] == []
    assert len({one.name for one in found}) == len(found)


def test_a_search_goes_through_all_of_them(panel: SlidersPanel, qtbot: QtBot) -> None:
    search = panel.findChild(QLineEdit, "sliders-search")
    search.setText("form 3")
    qtbot.waitUntil(lambda: [row.direction.id for row in panel._groups["sefa"].rows] == ["sefa-2"])
    assert not panel._groups["Face"].isVisible()
    search.setFocus()
    QTest.keyClick(search, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: names(panel) == ["Smile", "Age", "Light"])


def test_without_a_model_it_says_so(studios: Studios, qtbot: QtBot) -> None:
    panel = shown(studios(), qtbot)
    assert not panel.rows_in_sight
    assert panel._told.text() == "Sliders come with a model."


def test_another_model_brings_its_own(studios: Studios, qtbot: QtBot) -> None:
    state = studios(
        "faces", "places", opened=lambda name: (Rich if name == "faces" else FakeGenerator)(fake_card(name))
    )
    panel = shown(state, qtbot)
    state.set_model("places")
    studios.painted(state)
    assert names(panel) == ["Smile", "Age", "Light"]
    assert row_of(panel, "d1").direction.source == "latent"


# Moving them


def test_a_drag_previews_and_is_one_step(panel: SlidersPanel, rich: StudioState, studios: Studios) -> None:
    row = row_of(panel, "pca-0")
    drag(row, 60, 64, 70)
    amount = rich.point.amount_of("pca-0")
    assert amount > 0
    assert row.row.value() == row.amount == amount
    assert rich.undo_text == "Smile"
    drag(row, 20, 10)
    assert rich.point.amount_of("pca-0") < 0
    rich.undo()
    assert row.row.value() == amount
    rich.undo()
    assert row.row.value() == 0
    assert not rich.can_undo
    rich.redo()
    studios.painted(rich)
    assert row.row.value() == amount


def test_several_at_once_add_up(panel: SlidersPanel, rich: StudioState) -> None:
    row_of(panel, "pca-0").row.edit.setValue(1.5)
    row_of(panel, "pca-1").row.edit.setValue(-0.5)
    assert rich.point.moves == (Move("pca-0", 1.5), Move("pca-1", -0.5))


def test_a_double_click_is_one_step_back_to_the_middle(panel: SlidersPanel, rich: StudioState) -> None:
    row = row_of(panel, "pca-0")
    row.row.edit.setValue(2.0)
    slider = row.row.slider
    QTest.mouseClick(slider, LEFT, pos=QPoint(10, 12))
    QTest.mouseDClick(slider, LEFT, pos=QPoint(10, 12))
    assert not rich.point.moves
    rich.undo()
    assert rich.point.amount_of("pca-0") == 2.0


def test_a_double_click_in_the_middle_leaves_no_step(panel: SlidersPanel, rich: StudioState) -> None:
    slider = row_of(panel, "pca-0").row.slider
    QTest.mouseClick(slider, LEFT, pos=QPoint(10, 12))
    QTest.mouseDClick(slider, LEFT, pos=QPoint(10, 12))
    assert not rich.can_undo


def test_the_range_is_the_directions_and_a_point_from_afar_widens_it(panel: SlidersPanel, rich: StudioState) -> None:
    row = row_of(panel, "pca-2")
    assert (row.row.scale.minimum, row.row.scale.maximum) == (-2.0, 2.0)
    rich.set_point(rich.point.moved("pca-2", 4.0), "Paste")
    assert row.row.value() == 4.0
    row.more.setChecked(True)
    assert row.details is not None
    row.details.reach.setValue(5.0)
    assert (row.row.scale.minimum, row.row.scale.maximum) == (-5.0, 5.0)


def test_all_are_reset_at_once(panel: SlidersPanel, rich: StudioState) -> None:
    point = rich.point.moved("pca-0", 1.0).moved("sefa-3", 2.0)
    rich.set_point(point, "Paste")
    panel._reset.click()
    assert not rich.point.moves
    assert not panel._reset.isEnabled()
    rich.undo()
    assert rich.point == point


def test_chance_moves_what_is_in_sight_within_its_range(panel: SlidersPanel, rich: StudioState) -> None:
    rich.set_point(rich.point.moved("pca-2", 1.9), "Light")
    panel._chance_button.click()
    assert rich.point.moves == (Move("pca-2", 2.0), Move("pca-0", 0.4), Move("pca-1", 0.4))
    rich.undo()
    assert len(rich.point.moves) == 1


def test_a_slider_that_is_moved_shows_wherever_it_stands(panel: SlidersPanel, rich: StudioState) -> None:
    assert panel.row("pca-12") is None
    rich.set_point(rich.point.moved("pca-12", 1.0), "Paste")
    assert row_of(panel, "pca-12").row.value() == 1.0


# Layers


def test_layers_are_picked_for_one_slider(panel: SlidersPanel, rich: StudioState) -> None:
    row = row_of(panel, "pca-0")
    row.more.setChecked(True)
    assert row.details is not None
    row.details.layers._pick("Coarse")
    assert not rich.point.moves
    drag(row, 60, 70)
    assert rich.point.moves[0].layers == (0, 2)
    row.details.layers._pick("Fine")
    assert rich.point.moves[0].layers == (7, 8)
    rich.undo()
    assert row.details.layers.chosen == (0, 2)
    row.details.layers._pick("All")
    assert rich.point.moves[0].layers is None


def test_a_latent_has_no_layers_to_pick(studios: Studios, qtbot: QtBot) -> None:
    class Latents(FakeGenerator):
        def directions(self) -> tuple[FakeDirection, ...]:
            return (FakeDirection("latent-3", "Latent 3", space="z"),)

        def directions_with(self, extra: Sequence[object]) -> FakeGenerator:
            return self

    panel = shown(studios("faces", opened=lambda name: Latents(fake_card(name))), qtbot)
    row = row_of(panel, "latent-3")
    row.more.setChecked(True)
    assert row.details is not None
    assert not row.details.layers.isVisible()


# Names and order


def test_a_name_is_typed_in_place_and_the_slider_goes_to_the_named_ones(panel: SlidersPanel, rich: StudioState) -> None:
    panel._groups["sefa"].set_folded(False)
    row = row_of(panel, "sefa-1")
    row.row.slider.setFocus()
    QTest.keyClick(row.row.slider, Qt.Key.Key_F2)
    edit = row.findChild(QLineEdit, "move-sefa-1-name")
    QTest.keyClicks(edit, "Fringe")
    QTest.keyClick(edit, Qt.Key.Key_Return)
    assert rich.undo_text == "Rename direction"
    assert [one.direction.name for one in panel._groups["Named"].rows] == ["Fringe"]
    assert row.row.slider.accessibleName() == "Fringe"
    rich.undo()
    assert row.row.slider.accessibleName() == "Closed form 2"


def test_a_name_is_shorter_under_the_heading_that_says_its_first_word(rich: StudioState, qtbot: QtBot) -> None:
    row = row_of(shown(rich, qtbot), "pca-2")
    for name, group, words in (("Hair lighter", "Hair", "Lighter"), ("Hair", "Hair", "Hair"), ("Age", "Face", "Age")):
        row.show_direction(FakeDirection("pca-2", name, "pca", group=group, named=True))  # type: ignore[arg-type]
        assert row._label.text() == words
        assert row.row.slider.accessibleName() == name


def test_escape_leaves_the_old_name(panel: SlidersPanel, rich: StudioState) -> None:
    row = row_of(panel, "pca-0")
    QTest.mouseDClick(row._label, LEFT)
    edit = row.findChild(QLineEdit, "move-pca-0-name")
    QTest.keyClicks(edit, "Grin")
    QTest.keyClick(edit, Qt.Key.Key_Escape)
    assert not rich.can_undo
    assert row.row.slider.hasFocus()


def test_sliders_are_moved_by_key(panel: SlidersPanel, rich: StudioState) -> None:
    row = row_of(panel, "pca-1")
    row.row.slider.setFocus()
    QTest.keyClick(row.row.slider, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    assert names(panel) == ["Age", "Smile", "Light"]
    assert row.row.slider.hasFocus()
    assert row.row.value() == 0
    QTest.keyClick(row.row.slider, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    QTest.keyClick(row.row.slider, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    assert names(panel) == ["Smile", "Age", "Light"]
    rich.undo()
    assert names(panel) == ["Age", "Smile", "Light"]


def test_sliders_are_dragged_by_their_names(panel: SlidersPanel, rich: StudioState) -> None:
    group = panel._groups["pca"]
    group.set_folded(False)
    first, third = group.rows[0], group.rows[2]
    panel._searched.stop()
    name = first._label
    target = name.mapFromGlobal(third.mapToGlobal(QPoint(20, third.height() - 2)))
    QTest.mousePress(name, LEFT, pos=QPoint(5, 5))
    QTest.mouseMove(name, QPoint(5, 30))
    QTest.mouseMove(name, target)
    assert group._line.isVisible()
    QTest.mouseRelease(name, LEFT, pos=target)
    assert [row.direction.id for row in group.rows[:4]] == ["pca-4", "pca-5", "pca-3", "pca-6"]
    assert [one.id for one in rich.directions[:3]] == ["pca-0", "pca-1", "pca-2"]
    assert not group._line.isVisible()


def test_a_slider_of_ones_own_can_be_deleted_and_comes_back(panel: SlidersPanel, rich: StudioState) -> None:
    rich.add_direction(FakeDirection("learned-1", "Beard", "learned", named=True))  # type: ignore[arg-type]
    panel.reveal("learned-1")
    row = row_of(panel, "learned-1")
    assert row.row.slider.hasFocus()
    row.row.edit.setValue(1.0)
    row.more.setChecked(True)
    assert row.details is not None
    row.details.removal_wanted.emit()
    assert panel.row("learned-1") is None
    assert not rich.point.moves
    rich.undo()
    assert row_of(panel, "learned-1").row.value() == 1.0


def test_points_of_the_same_model_keep_the_rows(panel: SlidersPanel, rich: StudioState) -> None:
    row = row_of(panel, "pca-0")
    rich.set_point(replace(rich.point, truncation=0.5), "Truncation")
    rich.rename_direction("pca-1", "Years")
    assert row_of(panel, "pca-0") is row
    assert "Years" in names(panel)


def names_in_sight(panel: SlidersPanel) -> list[str]:
    return [row.direction.name for row in panel.rows_in_sight]


def test_moved_sliders_can_be_shown_alone(rich: StudioState, panel: SlidersPanel) -> None:
    assert not panel._moved_alone.isEnabled()
    rich.set_point(rich.point.moved("pca-1", 1.0).moved("sefa-3", -1.0), "Two sliders")
    before = names_in_sight(panel)
    panel._moved_alone.click()
    assert names_in_sight(panel) == ["Age", "Closed form 4"]  # of a heading that was folded as well
    rich.set_point(rich.point.moved("pca-2", 0.5).moved("pca-1", 0.0), "Others")
    assert names_in_sight(panel) == ["Age", "Light", "Closed form 4"]  # one that is put back stays under the hand
    panel._moved_alone.click()
    assert names_in_sight(panel) == before
    panel._moved_alone.click()
    assert names_in_sight(panel) == ["Light", "Closed form 4"]
    panel.reset()
    panel._moved_alone.click()
    assert not panel._moved_alone.isEnabled()


def test_another_model_shows_all_of_its_sliders(state: StudioState, studios: Studios, qtbot: QtBot) -> None:
    panel = shown(state, qtbot)
    state.set_point(state.point.moved("d1", 1.0), "Smile")
    panel._moved_alone.click()
    assert names_in_sight(panel) == ["Smile"]
    state.set_model("places")
    studios.painted(state)
    assert names_in_sight(panel) == ["Smile", "Age", "Light"]
    assert not panel._moved_alone.isChecked()


def test_chance_moves_no_slider_that_the_search_leaves_out(rich: StudioState, panel: SlidersPanel) -> None:
    panel._search.setText("smile")
    panel._searched.timeout.emit()
    panel.randomise()
    assert [move.direction for move in rich.point.moves] == ["pca-0"]
