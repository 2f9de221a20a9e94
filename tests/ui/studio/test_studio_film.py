"""The strip under the studio: snapshots, the map between them, and the film through them."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QDropEvent
from pytestqt.qtbot import QtBot

from engine.latent.point import Base
from tests.ui.studio.studio_fakes import FakeGenerator, Studios, fake_card
from ui.dialogs import questions
from ui.dialogs.questions import Answer
from ui.problems import Notice, Problem
from ui.studio import film_export
from ui.studio.film_export import KINDS, ExportDialog, Wish
from ui.studio.film_panel import FilmPanel
from ui.studio.film_strip import FilmStrip
from ui.studio.player import FPS, FilmPlayer
from ui.studio.snapshots import SnapshotTile
from ui.studio.state import StudioState
from ui.studio.wander_map import WanderMap


@pytest.fixture
def keep(state: StudioState, qtbot: QtBot) -> Callable[..., None]:
    """Keeps samples of these seeds as snapshots."""

    def keep_seeds(*seeds: int) -> None:
        for seed in seeds:
            state.set_point(replace(state.point, base=Base.of_seed(seed)), "Seed")
            with qtbot.waitSignal(state.snapshots_changed):
                state.keep_snapshot()

    return keep_seeds


@pytest.fixture
def strip(state: StudioState, qtbot: QtBot) -> FilmStrip:
    made = FilmStrip(state)
    qtbot.addWidget(made)
    made.resize(1280, 140)
    made.show()
    return made


def made(strip: FilmStrip) -> FilmPlayer:
    """The player, its film put together at once."""
    strip.film._rebuild.stop()
    strip.film._make_film()
    return strip.film.player


def seeds(strip: FilmStrip) -> list[int]:
    return [tile.snapshot.point.base.seeds[0][0] for tile in strip.snapshots.tiles]


# Snapshots


def test_until_something_is_kept_one_line_says_what_this_is_for(strip: FilmStrip, keep: Any) -> None:
    assert strip._hint.isVisible()
    assert not strip.film.isVisible()
    keep(1)
    assert not strip._hint.isVisible()
    assert strip.film.isVisible()
    strip.set_folded(True)
    assert not strip.map.isVisible()


def test_a_click_goes_back_and_the_tile_says_so(strip: FilmStrip, state: StudioState, keep: Any, qtbot: QtBot) -> None:
    keep(1, 2)
    first, second = strip.snapshots.tiles
    assert second.accessibleName() == "Snapshot 2, key frame 2, shown"
    qtbot.mouseClick(first, Qt.MouseButton.LeftButton, pos=QPoint(44, 60))
    assert state.point.base == Base.of_seed(1)
    assert "shown" in first.accessibleName()
    state.undo()
    assert state.point.base == Base.of_seed(2)


def test_the_keyboard_does_all_of_it(strip: FilmStrip, state: StudioState, keep: Any, qtbot: QtBot) -> None:
    keep(1, 2, 3)
    told: list[Notice] = []
    state.noticed.connect(told.append)
    tile = strip.snapshots.tiles[0]
    qtbot.keyClick(tile, Qt.Key.Key_Space)
    assert [one.point.base.seeds[0][0] for one in strip.snapshots.keys] == [2, 3]
    qtbot.keyClick(tile, Qt.Key.Key_Space)
    qtbot.keyClick(tile, Qt.Key.Key_Right, Qt.KeyboardModifier.ControlModifier)
    assert seeds(strip) == [2, 1, 3]
    qtbot.keyClick(tile, Qt.Key.Key_Return)
    assert state.point.base == Base.of_seed(1)
    qtbot.keyClick(tile, Qt.Key.Key_Delete)
    assert seeds(strip) == [2, 3]
    assert told[-1].actions == ("undo",)
    state.undo()
    assert seeds(strip) == [2, 1, 3]


def test_tick_and_cross_on_a_tile(strip: FilmStrip, keep: Any, qtbot: QtBot) -> None:
    keep(1, 2)
    first = strip.snapshots.tiles[0]
    assert first.tick.isChecked()
    qtbot.mouseClick(first.tick, Qt.MouseButton.LeftButton)
    assert len(strip.snapshots.keys) == 1
    assert first.accessibleName() == "Snapshot 1"
    first.setFocus()
    first.remove.click()
    assert seeds(strip) == [2]


def test_a_new_snapshot_comes_into_sight(strip: FilmStrip, keep: Any, qtbot: QtBot) -> None:
    strip.resize(900, 140)
    keep(*range(8))
    qtbot.waitUntil(lambda: not strip.snapshots.tiles[-1].visibleRegion().isEmpty())


def drop(strip: FilmStrip, tile: SnapshotTile, x: float) -> None:
    row, mime = strip.snapshots._row, tile.mime()
    actions, buttons = Qt.DropAction.MoveAction, Qt.MouseButton.LeftButton
    row.dropEvent(QDropEvent(QPointF(x, 20), actions, mime, buttons, Qt.KeyboardModifier.NoModifier))


def test_a_snapshot_is_dragged_to_another_place(strip: FilmStrip, state: StudioState, keep: Any) -> None:
    keep(1, 2, 3)
    first = strip.snapshots.tiles[0]
    assert first.mime().text() == first.snapshot.point.to_text()
    drop(strip, first, 2 * 96 + 4)
    assert seeds(strip) == [2, 1, 3]
    drop(strip, first, 9999)
    assert seeds(strip) == [2, 3, 1]
    state.undo()
    state.undo()
    assert seeds(strip) == [1, 2, 3]


def test_snapshots_of_another_model_step_back(
    strip: FilmStrip, state: StudioState, keep: Any, studios: Studios
) -> None:
    keep(1, 2)
    state.set_model("places")
    studios.painted(state)
    assert not strip.snapshots.keys
    assert "of another model" in strip.snapshots.tiles[0].accessibleName()
    assert len(strip.map.places) == 0
    strip.snapshots.tiles[0].click()
    studios.painted(state)
    assert state.point.model == "faces"
    assert len(strip.snapshots.keys) == 2


# The map


def test_wandering_is_live_and_one_step_a_drag(strip: FilmStrip, state: StudioState, keep: Any, qtbot: QtBot) -> None:
    keep(1, 2, 3)
    before, map_ = state.point, strip.map
    middle = map_.rect().center()
    qtbot.mousePress(map_, Qt.MouseButton.LeftButton, pos=middle)
    qtbot.mouseMove(map_, middle + QPoint(9, 7))
    assert len(state.point.base.seeds) > 1
    qtbot.mouseRelease(map_, Qt.MouseButton.LeftButton)
    assert map_.place is not None
    state.undo()
    assert state.point == before
    x, y = map_.place
    inwards = Qt.Key.Key_Right if x < 0.5 else Qt.Key.Key_Left
    for _ in range(5):
        qtbot.keyClick(map_, inwards)
    assert map_.place == pytest.approx((x + (0.25 if x < 0.5 else -0.25), y))
    assert state.undo_text == "Wander"


def test_on_a_snapshot_the_map_gives_exactly_that(
    strip: FilmStrip, state: StudioState, keep: Any, qtbot: QtBot
) -> None:
    keep(1, 2, 3)
    strip.map.wander_to(*strip.map.places[1])
    assert state.point.base == Base.of_seed(2)
    state.set_point(replace(state.point, truncation=0.3), "Truncation")
    assert strip.map.place is None
    spot = strip.map._spot(strip.map.places[0]).toPoint()
    qtbot.mouseClick(strip.map, Qt.MouseButton.LeftButton, pos=spot + QPoint(2, 2))
    assert state.point.base == Base.of_seed(1)
    assert np.allclose(strip.map.place or (), strip.map.places[0])


def test_a_map_of_one_snapshot_waits_for_another(
    strip: FilmStrip, state: StudioState, keep: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    keep(1)
    assert not strip.map.isEnabled()
    before = state.point
    strip.map.wander_to(0.2, 0.2)
    assert state.point == before
    monkeypatch.setattr(WanderMap, "_paint_thumb", lambda *_args: pytest.fail("a picture lies over the words"))
    strip.grab()


# The film


def test_two_ticked_snapshots_make_a_film(strip: FilmStrip, keep: Any) -> None:
    keep(1)
    assert made(strip).count == 0
    assert not strip.film.play_button.isEnabled()
    keep(2)
    player = made(strip)
    assert player.count == round(4 * FPS)
    assert strip.film.export_button.isEnabled()
    strip.film.length.setValue(2.0)
    strip.film.loop.setChecked(False)
    strip.film.easing.setCurrentIndex(2)
    player = made(strip)
    assert player.morph is not None
    assert (player.count, player.morph.loop, player.morph.easing) == (48, False, "spline")


class Clock:
    now = 0.0

    def __call__(self) -> float:
        return self.now


def test_a_film_plays_at_its_pace_and_is_painted_ahead(
    strip: FilmStrip, state: StudioState, keep: Any, qtbot: QtBot
) -> None:
    keep(1, 2)
    frames, clock = made(strip).frames, Clock()
    player = FilmPlayer(state, strip, clock)
    player.set_film(frames)
    assert not player.ready
    player.play()
    qtbot.waitUntil(lambda: len(player.ready) == player.count)
    clock.now = 1.0
    qtbot.waitUntil(lambda: player.position == 24)
    assert frames is not None
    assert state.picture_point == frames.point(24)
    clock.now = 4.25
    qtbot.waitUntil(lambda: player.position == 6)
    player.pause()
    assert state.point.base == Base.of_seed(2)


def test_the_picture_comes_back_after_a_frame(strip: FilmStrip, state: StudioState, keep: Any, qtbot: QtBot) -> None:
    keep(1, 2)
    player = made(strip)
    player.go_to(20)
    assert player.frames is not None
    frame = player.frames.point(20)
    qtbot.waitUntil(lambda: state.picture_point == frame)
    strip.snapshots.tiles[1].click()
    qtbot.waitUntil(lambda: state.picture_point == state.point)
    player.go_to(20)
    qtbot.waitUntil(lambda: state.picture_point == frame)
    assert state.stop_preview()
    qtbot.waitUntil(lambda: state.picture_point == state.point)
    assert not state.stop_preview()


def test_an_open_film_ends_and_begins_again(strip: FilmStrip, state: StudioState, keep: Any, qtbot: QtBot) -> None:
    keep(1, 2)
    strip.film.loop.setChecked(False)
    clock = Clock()
    player = FilmPlayer(state, strip, clock)
    player.set_film(made(strip).frames)
    player.play()
    clock.now = 99.0
    qtbot.waitUntil(lambda: not player.is_playing)
    assert player.position == player.count - 1
    player.toggle()
    assert player.is_playing
    clock.now += 0.5
    qtbot.waitUntil(lambda: player.position == 12)


def test_a_film_that_nobody_sees_rests(strip: FilmStrip, keep: Any) -> None:
    keep(1, 2)
    strip.film.toggle()
    strip.hide()
    assert not strip.film.player.is_playing


def test_touching_a_slider_ends_the_play(strip: FilmStrip, state: StudioState, keep: Any) -> None:
    keep(1, 2)
    strip.film.toggle()
    assert strip.film.player.is_playing
    assert strip.film.play_button.accessibleName() == "Pause the film"
    state.set_point(state.point.moved("d1", 1.0), "Smile")
    assert not strip.film.player.is_playing


def test_scrubbing_shows_a_frame_that_can_be_made_the_point(
    strip: FilmStrip, state: StudioState, keep: Any, qtbot: QtBot
) -> None:
    keep(1, 2)
    frames = made(strip).frames
    assert frames is not None
    strip.film.bar.setValue(30)
    qtbot.waitUntil(lambda: state.picture_point == frames.point(30))
    assert 30 in strip.film.player.ready
    strip.film.use.click()
    assert state.point == frames.point(30)
    state.undo()
    assert state.point.base == Base.of_seed(2)
    qtbot.mouseClick(strip.film.bar, Qt.MouseButton.LeftButton, pos=QPoint(strip.film.bar.width() - 2, 12))
    assert strip.film.bar.value() == strip.film.bar.maximum()


def test_another_film_keeps_the_place(strip: FilmStrip, keep: Any) -> None:
    keep(1, 2)
    player = made(strip)
    player.go_to(48)
    strip.film.length.setValue(8.0)
    assert made(strip).position == 96
    strip.snapshots.set_key(strip.snapshots.tiles[0].snapshot.id, False)
    assert made(strip).count == 0


# Writing it


def wish(path: Path, kind: int = 2) -> Wish:
    return Wish(KINDS[kind], 12, 16, path)


def test_a_film_is_written_beside_everything_else(
    strip: FilmStrip, state: StudioState, keep: Any, qtbot: QtBot, tmp_path: Path
) -> None:
    keep(1, 2)
    told: list[Notice] = []
    state.noticed.connect(told.append)
    strip.film._ask = lambda _panel: wish(tmp_path / "loop.gif")
    with qtbot.waitSignal(strip.film.exported) as done:
        strip.film.export()
        assert strip.film.cancel_button.isVisible()
        assert not strip.film.export_button.isEnabled()
    assert done.args is not None
    assert (done.args[0].frames, done.args[0].size) == (48, (16, 16))
    assert "loop.gif" in told[-1].text
    assert strip.film.export_button.isEnabled()
    assert (tmp_path / "loop.gif").exists()


def test_what_goes_wrong_is_told(strip: FilmStrip, state: StudioState, keep: Any, qtbot: QtBot, tmp_path: Path) -> None:
    keep(1, 2)
    told: list[Problem] = []
    state.failed.connect(told.append)
    strip.film._ask = lambda _panel: wish(tmp_path / "nowhere" / "loop.gif")
    strip.film.export()
    qtbot.waitUntil(lambda: bool(told))
    assert "There is no folder" in told[0].sentence
    strip.film._ask = lambda _panel: None
    strip.film.export()
    assert strip.film._job is None


def test_writing_can_be_cancelled(studios: Studios, qtbot: QtBot, tmp_path: Path) -> None:
    started, gate = threading.Event(), threading.Event()

    class Slow(FakeGenerator):
        def directions_with(self, extra: Any) -> FakeGenerator:
            return self

        def paint(self, styles: np.ndarray, noise: int | None) -> np.ndarray:
            started.set()
            assert gate.wait(30)
            return super().paint(styles, noise)

    state = studios("faces", opened=lambda name: Slow(fake_card(name)))
    strip = FilmStrip(state)
    qtbot.addWidget(strip)
    for seed in (1, 2):
        state.set_point(replace(state.point, base=Base.of_seed(seed)), "Seed")
        with qtbot.waitSignal(state.snapshots_changed):
            state.keep_snapshot()
    told: list[Notice] = []
    state.noticed.connect(told.append)
    strip.film._ask = lambda _panel: wish(tmp_path / "loop.gif")
    strip.film.export()
    qtbot.waitUntil(started.is_set)
    strip.film.cancel()
    gate.set()
    qtbot.waitUntil(lambda: bool(told))
    assert "Stopped" in told[0].text
    assert not list(tmp_path.iterdir())


def test_the_dialog_asks_for_what_a_film_needs(
    strip: FilmStrip, keep: Any, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    keep(1, 2)
    panel: FilmPanel = strip.film
    dialog = ExportDialog(panel.seconds, panel.side, "Faces (GAN): a/loop", None)
    qtbot.addWidget(dialog)
    dialog.paces.setCurrentIndex(dialog.paces.findData(60))
    dialog.kinds.setCurrentIndex(dialog.kinds.findData("gif"))
    assert dialog.paces.currentData() == 50
    assert "200 frames, 4.0 s" in dialog._sum.text()
    asked: list[str] = []

    def answer(_parent: Any, _title: str, proposal: Path, _filters: list[str], _own: str) -> tuple[str, str]:
        asked.append(proposal.name)
        return str(tmp_path / "mine"), ""

    monkeypatch.setattr(questions, "save_file", answer)
    answers = [Answer.CANCEL, Answer.YES]
    monkeypatch.setattr(questions.Questions, "_ask_whether", lambda *_words: answers.pop(0))
    (tmp_path / "mine.gif").touch()  # which the dialog has not seen: "mine" was typed
    dialog.accept_button.click()
    assert dialog.wish is None
    dialog.accept_button.click()
    assert asked == ["Faces (GAN)- a-loop.gif"] * 2
    assert dialog.wish == Wish(KINDS[2], 50, 512, tmp_path / "mine.gif")


def test_pictures_go_into_a_folder_of_their_own(qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "film").mkdir()
    dialog = ExportDialog(4.0, 128, "film", wish(tmp_path / "before.gif", 3))
    qtbot.addWidget(dialog)
    monkeypatch.setattr(film_export, "choose_folder", lambda *_rest: tmp_path)
    assert dialog.path_for(KINDS[3]) == tmp_path / "film 2"
    monkeypatch.setattr(film_export, "choose_folder", lambda *_rest: None)
    dialog.accept_button.click()
    assert dialog.wish is None
