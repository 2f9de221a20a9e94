"""The workspace: its places, its commands, what stands there without a model, and copying points as text."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QLabel, QPushButton, QToolButton, QWidget
from pytestqt.qtbot import QtBot

from engine.latent.direction import Direction
from engine.latent.point import Base, LatentPoint
from engine.settings import Settings
from tests.ui.studio.studio_fakes import fake_card, open_fake, picture_of
from ui.actions import RETOUCH
from ui.main_window import MainWindow
from ui.studio import state as studio_state
from ui.studio.state import ModelState
from ui.studio.studio import Studio, facts_of, name_of
from ui.theme import Theme
from ui.widgets.section import Section

MakeWindow = Callable[..., MainWindow]


@pytest.fixture
def make_window(qapp: QApplication, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> Iterator[MakeWindow]:
    """make_window(*models, settings=) -> a window whose studio is in front."""
    windows: list[MainWindow] = []

    def make(*models: str, settings: Settings | None = None) -> MainWindow:
        cards = tuple(fake_card(name) for name in models)
        monkeypatch.setattr(studio_state, "_installed", lambda: cards)
        monkeypatch.setattr(studio_state, "_opened", open_fake)
        window = MainWindow(settings or Settings(), Theme(qapp, "dark"))
        windows.append(window)
        window.resize(1280, 800)
        with qtbot.waitExposed(window):
            window.show()
        QGuiApplication.clipboard().clear()
        window.actions_by_id["workspace-latents"].trigger()
        state = window.studio.state
        qtbot.waitUntil(lambda: state.model_state is not ModelState.OPENING)
        if state.model_state is ModelState.READY:
            qtbot.waitUntil(lambda: state.picture_point == state.point and bool(state.directions))
        return window

    yield make
    for window in windows:
        window.close()
        window.deleteLater()
    QApplication.sendPostedEvents(None, 0)


@pytest.fixture
def window(make_window: MakeWindow) -> MainWindow:
    return make_window("faces", "places")


def texts(root: QWidget) -> str:
    return " ".join(label.text() for label in root.findChildren(QLabel))


def find(root: QWidget, kind: type, name: str) -> Any:
    found = root.findChild(kind, name)
    assert found is not None, name
    return found


def run(window: MainWindow, action_id: str) -> None:
    action = window.actions_by_id[action_id]
    assert action.isEnabled(), action_id
    action.trigger()


# The switch


def test_the_studio_is_made_when_it_is_first_looked_at(qapp: QApplication, qtbot: QtBot) -> None:
    window = MainWindow(Settings(), Theme(qapp, "dark"))
    qtbot.addWidget(window)
    assert not window.has_studio
    assert not window.is_exploring
    window.close()


def test_the_segments_change_the_workspace(window: MainWindow) -> None:
    assert window.stage.currentWidget() is window.studio
    find(window, QToolButton, "segment-workspace-retouch").click()
    assert window.stage.currentWidget() is window.start_page
    assert not window.is_exploring
    find(window, QToolButton, "segment-workspace-latents").click()
    assert window.is_exploring


def test_keys_belong_to_the_workspace_in_front(window: MainWindow) -> None:
    actions = window.actions_by_id
    assert not actions["tool-brush"].isEnabled()
    assert not actions["fill"].isEnabled()
    assert actions["sample-another"].isEnabled()
    run(window, "workspace-retouch")
    assert actions["tool-brush"].isEnabled()
    assert not actions["sample-another"].isEnabled()


def test_menus_belong_to_the_workspace_in_front(window: MainWindow) -> None:
    def seen() -> list[str]:
        return [action.text().replace("&", "") for action in window.menuBar().actions() if action.isVisible()]

    assert seen() == ["File", "Edit", "Latents", "View", "Help"]
    run(window, "workspace-retouch")
    assert seen() == ["File", "Edit", "Select", "Photo", "Fill", "Patch", "View", "Tools", "Help"]


def test_a_photo_that_opens_comes_to_the_front(window: MainWindow) -> None:
    window.editor.open_pixels(np.zeros((20, 30, 3), np.uint8), None)
    assert window.actions_by_id.workspace == RETOUCH
    assert window.stage.currentWidget() is window.desk
    assert not window.actions_by_id["undo"].isEnabled()


def test_the_panels_on_the_right_go_and_come(window: MainWindow) -> None:
    assert window.actions_by_id["side-panels"].isChecked()
    run(window, "side-panels")
    assert window.studio.side.isHidden()
    run(window, "workspace-retouch")
    assert window.actions_by_id["side-panels"].isChecked()
    run(window, "workspace-latents")
    assert not window.actions_by_id["side-panels"].isChecked()


# Commands


def test_undo_and_redo_are_the_studios(window: MainWindow) -> None:
    studio = window.studio
    assert not window.actions_by_id["undo"].isEnabled()
    run(window, "sample-another")
    seed = studio.state.point.base
    assert window.actions_by_id["undo"].text() == f"Undo seed {seed.seeds[0][0]}"
    run(window, "undo")
    assert studio.state.point.base == Base.of_seed(0)
    assert not window.actions_by_id["undo"].isEnabled()
    run(window, "redo")
    assert studio.state.point.base == seed
    run(window, "workspace-retouch")
    assert window.actions_by_id["undo"].text() == "Undo"
    assert not window.actions_by_id["undo"].isEnabled()


def test_sliders_are_reset_as_one_step(window: MainWindow) -> None:
    state = window.studio.state
    assert not window.actions_by_id["reset-sliders"].isEnabled()
    state.set_point(state.point.moved("d1", 1.0).moved("d2", 2.0), "Sliders")
    assert "2 sliders" in texts(window.studio)
    run(window, "reset-sliders")
    assert not state.point.moves
    state.undo()
    assert len(state.point.moves) == 2


def test_a_snapshot_is_kept_by_its_key(window: MainWindow) -> None:
    QTest.keyClick(window.studio.picture_view, Qt.Key.Key_S)
    assert len(window.studio.state.snapshots) == 1


def test_other_seeds_are_shown(window: MainWindow) -> None:
    before = window.studio.samples.grid.seeds
    run(window, "sample-page")
    assert window.studio.samples.grid.seeds != before


# Points as text


def test_a_point_is_copied_and_pasted(window: MainWindow) -> None:
    state = window.studio.state
    kept = replace(state.point, base=Base.of_seed(77), truncation=0.6).moved("d2", -1.5)
    state.set_point(kept, "Somewhere")
    run(window, "copy-result")
    assert QGuiApplication.clipboard().text() == kept.to_text()
    assert window.toast.text == "Copied the latent point as text"
    state.undo()
    run(window, "paste")
    assert state.point == kept
    assert state.undo_text == "Paste"


def test_a_copied_point_needs_no_direction_of_ones_own(window: MainWindow) -> None:
    state = window.studio.state
    vector = np.ones(6, np.float32)
    state.add_direction(Direction("learned-1", "Beard", "learned", "w", vector, None, (0, 8), "thumbs", "faces"))
    state.set_point(state.point.moved("learned-1", 1.0), "Beard")
    window.studio.copy()
    assert LatentPoint.from_text(QGuiApplication.clipboard().text()).base.styles


@pytest.mark.parametrize(
    ("text", "told"),
    [("hello", "no latent point"), (LatentPoint("elsewhere").to_text(), "elsewhere is not installed")],
)
def test_what_is_no_point_is_told(window: MainWindow, text: str, told: str) -> None:
    QGuiApplication.clipboard().setText(text)
    run(window, "paste")
    assert told in window.error_bar.sentence
    assert not window.studio.state.can_undo


def test_a_point_with_an_unknown_direction_is_refused(window: MainWindow) -> None:
    QGuiApplication.clipboard().setText(LatentPoint("faces").moved("learned-1", 1.0).to_text())
    run(window, "paste")
    assert "learned-1" in window.error_bar.sentence


def test_sliders_that_another_model_has_not_are_left_out(window: MainWindow, qtbot: QtBot) -> None:
    QGuiApplication.clipboard().setText(LatentPoint("places").moved("d1", 1.0).moved("learned-1", 1.0).to_text())
    run(window, "paste")
    state = window.studio.state
    qtbot.waitUntil(lambda: [move.direction for move in state.point.moves] == ["d1"])
    assert "left out" in window.toast.text


def test_an_empty_clipboard_is_told(window: MainWindow) -> None:
    run(window, "paste")
    assert "no latent point on the clipboard" in window.toast.text


# Comparing


def test_two_are_compared_swapped_and_left(window: MainWindow, qtbot: QtBot) -> None:
    studio = window.studio
    first, second = studio.state.point, replace(studio.state.point, base=Base.of_seed(5))
    studio.samples.compare_wanted.emit(second)
    qtbot.waitUntil(lambda: studio.picture_view.other_picture is not None)
    other = studio.picture_view.other_picture
    assert other is not None
    assert (other == picture_of(second)).all()
    assert studio.samples.grid.tiles[5].accessibleName() == "Seed 5, compared"
    run(window, "swap-compared")
    assert studio.state.point == second
    assert studio.samples.grid.tiles[0].accessibleName() == "Seed 0, compared"
    run(window, "undo")
    assert studio.state.point == first
    QTest.keyClick(studio.picture_view, Qt.Key.Key_Escape)
    assert not window.actions_by_id["swap-compared"].isEnabled()
    assert studio.picture_view.other_picture is None


def test_comparing_the_same_again_ends_it(window: MainWindow) -> None:
    studio = window.studio
    second = replace(studio.state.point, base=Base.of_seed(5))
    studio.compare_with(second)
    studio.compare_with(second)
    assert not window.actions_by_id["swap-compared"].isEnabled()


def test_another_model_ends_the_comparison(window: MainWindow, qtbot: QtBot) -> None:
    studio = window.studio
    studio.compare_with(replace(studio.state.point, base=Base.of_seed(5)))
    models = find(studio, QComboBox, "studio-model")
    models.setCurrentIndex(1)
    models.activated.emit(1)
    assert studio.state.point.model == "places"
    assert not window.actions_by_id["swap-compared"].isEnabled()
    qtbot.waitUntil(lambda: studio.state.picture_point == studio.state.point)


# Without a model


def test_without_a_model_the_studio_says_what_to_do(make_window: MakeWindow) -> None:
    window = make_window()
    studio = window.studio
    assert studio.empty.isVisible()
    assert "No generator is installed" in texts(studio.empty)
    assert not window.actions_by_id["sample-another"].isEnabled()
    assert not window.actions_by_id["copy-result"].isEnabled()
    assert studio.about == "No generator"
    find(studio, QPushButton, "studio-again").click()
    assert studio.empty.isVisible()


def test_a_broken_model_says_why_and_another_one_works(make_window: MakeWindow, qtbot: QtBot) -> None:
    window = make_window("broken", "faces")
    studio = window.studio
    assert studio.empty.isVisible()
    assert "damaged" in texts(studio.empty)
    find(studio, QPushButton, "studio-again").click()
    qtbot.waitUntil(lambda: studio.state.model_state is ModelState.BROKEN)
    models = find(studio, QComboBox, "studio-model")
    assert models.isEnabled()
    models.setCurrentIndex(1)
    models.activated.emit(1)
    qtbot.waitUntil(lambda: studio.state.picture_point == studio.state.point)
    assert not studio.empty.isVisible()
    assert studio.picture_view.picture is not None


# Places


def test_the_model_and_the_layout_are_remembered(make_window: MakeWindow) -> None:
    settings = Settings()
    window = make_window("faces", "places", settings=settings)
    window.studio.state.set_model("places")
    window.studio.splitter.setSizes([400, 500, 330])
    sizes = window.studio.splitter.sizes()
    window.studio.strip.set_folded(True)
    window.close()
    assert settings.latent_model == "places"
    again = make_window("faces", "places", settings=settings)
    assert again.studio.state.point.model == "places"
    assert again.studio.splitter.sizes()[0] == sizes[0]
    assert again.studio.strip.is_folded


def test_a_damaged_layout_is_nothing(make_window: MakeWindow) -> None:
    assert make_window("faces", settings=Settings(latent_layout="not base64!")).studio.isVisible()


def test_panels_find_their_places(window: MainWindow) -> None:
    studio: Studio = window.studio
    section, strip, tool = Section("own", "Own"), QWidget(), QPushButton("Tool")
    for widget in (section, strip, tool):
        widget.setMinimumHeight(20)
    studio.add_section(section)
    studio.set_strip(strip)
    studio.add_tool(tool)
    assert studio.side.isAncestorOf(section)
    assert not studio.splitter.isAncestorOf(strip)
    assert studio.isAncestorOf(tool)


@pytest.mark.parametrize(
    ("base", "words"),
    [
        (Base.of_seed(3), "Seed 3"),
        (Base(((1, 0.5), (2, 0.5))), "Between 2 seeds"),
        (Base((), (0.1,)), "A picture of your own"),
        (Base((), (), ((0.1,),)), "A point without a seed"),
    ],
)
def test_a_point_is_told_in_words(base: Base, words: str) -> None:
    assert name_of(LatentPoint("faces", base)) == words


def test_what_else_makes_a_point_is_told() -> None:
    point = LatentPoint("faces", truncation=0.5, noise=None).moved("d1", 1.0)
    assert facts_of(point) == "truncation 0.50 · 1 slider · without noise"
    assert not facts_of(LatentPoint("faces"))


def test_the_line_at_the_bottom_tells_the_model(window: MainWindow) -> None:
    words = find(window.status, QLabel, "status-instead")
    assert words.text() == "Faces · 8 × 8 px"
    run(window, "workspace-retouch")
    assert words.isHidden()


def test_starting_from_a_photo_shows_the_panel_in_which_it_is_cropped(
    window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    panel, asked = window.studio.from_photo, []
    monkeypatch.setattr(panel, "_ask", lambda *_where: asked.append(panel.crop.visibleRegion().isEmpty()))
    panel.set_folded(True)
    run(window, "start-from-photo")
    assert asked == [False]


def test_the_studio_opens_where_it_was_left(make_window: MakeWindow) -> None:
    settings = Settings()
    first = make_window("faces", "places", settings=settings)
    first.studio.state.set_model("places")
    left = replace(first.studio.state.point, base=Base.of_seed(7), truncation=0.5).moved("d2", 1.5)
    first.studio.state.set_point(left, "Sample")
    first.studio.store()
    second = make_window("faces", "places", settings=settings)
    assert second.studio.state.point == left
    assert not second.studio.state.can_undo
    settings.latent_model = "faces"  # as it is where the other model has gone
    assert make_window("faces", settings=settings).studio.state.point == LatentPoint("faces")
    settings.latent_point = "tratteggio-latent-1:nonsense"
    assert make_window("faces", settings=settings).studio.state.point == LatentPoint("faces")
