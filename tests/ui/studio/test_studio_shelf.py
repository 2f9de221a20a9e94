"""A person's own sliders and presets between two starts, and in files for others."""

from __future__ import annotations

from pathlib import Path
from threading import Event

import numpy as np
import pytest
from pytestqt.qtbot import QtBot

from engine.errors import BadInput
from engine.latent.direction import Direction, learned_id
from engine.latent.point import Move
from tests.ui.studio.studio_fakes import PATIENCE_S, Studios, at, fake_card, open_fake
from ui.problems import Problem
from ui.studio.shelf import Preset, Shelf, ShelfFiles, export_presets, imported_presets, small
from ui.studio.state import ModelState, StudioState


def learned(name: str, seed: int = 0) -> Direction:
    vector = np.random.RandomState(seed).standard_normal(6).astype(np.float32)
    identifier = learned_id("faces", vector)
    return Direction(identifier, name, "learned", "w", vector, None, (0, 8), "Learned", "faces", named=True)


def full_shelf() -> Shelf:
    beard = learned("Beard")
    presets = (Preset("Evening", (Move("d1", 1.0, (0, 3)), Move(beard.id, -2.0))), Preset("Noon", (Move("d2", 1.0),)))
    return Shelf({"d1": "Grin"}, ("d3", "d1"), (beard, learned("Hat", 1)), presets)


def test_a_shelf_comes_back_as_it_was(tmp_path: Path) -> None:
    files, shelf = ShelfFiles(tmp_path / "new"), full_shelf()
    assert files.read("faces").presets == ()
    files.write("faces", shelf)
    found = files.read("faces")
    assert (found.names, found.order, found.presets) == (shelf.names, shelf.order, shelf.presets)
    assert [one.name for one in found.learned] == ["Beard", "Hat"]
    assert np.array_equal(found.learned[0].vector, shelf.learned[0].vector)


def test_a_damaged_shelf_is_set_aside(tmp_path: Path) -> None:
    files = ShelfFiles(tmp_path)
    files.path("faces").write_bytes(b"nonsense")
    with pytest.raises(BadInput, match="start anew"):
        files.read("faces")
    assert files.path("faces").with_name(files.path("faces").name + ".bad").is_file()
    assert files.read("faces").presets == ()


def test_exported_presets_take_the_directions_they_use_along(tmp_path: Path) -> None:
    path, shelf = tmp_path / "mine.latent.safetensors", full_shelf()
    export_presets(path, "faces", shelf)
    presets, directions = imported_presets(path, "faces")
    assert presets == shelf.presets
    assert [one.name for one in directions] == ["Beard"]
    with pytest.raises(BadInput, match="belong to faces"):
        imported_presets(path, "places")


# The state


def opened(studios: Studios, files: ShelfFiles, qtbot: QtBot, told: list[Problem] | None = None) -> StudioState:
    state = StudioState(installed=lambda: (fake_card("faces"),), opened=open_fake, shelves=files)
    if told is not None:
        state.failed.connect(told.append)
    studios.made.append(state)
    state.start()
    qtbot.waitUntil(lambda: state.model_state is ModelState.READY and not state.seeks_directions)
    return state


def test_names_order_and_presets_survive_the_programs_end(studios: Studios, tmp_path: Path, qtbot: QtBot) -> None:
    files = ShelfFiles(tmp_path)
    first = opened(studios, files, qtbot)
    first.rename_direction("d2", "Years")
    first.move_direction("d3", 0)
    first.add_direction(learned("Beard"))
    first.set_point(first.point.moved("d1", 2.0), "Smile")
    first.save_preset("Evening")
    first.shut_down()
    second = opened(studios, files, qtbot)
    assert [one.name for one in second.directions] == ["Light", "Smile", "Years", "Beard"]
    assert second.presets == (Preset("Evening", (Move("d1", 2.0),)),)
    assert not second.can_undo


def test_a_shelf_is_kept_soon_after_a_change(studios: Studios, tmp_path: Path, qtbot: QtBot) -> None:
    files = ShelfFiles(tmp_path)
    state = opened(studios, files, qtbot)
    state._keeper.soon.setInterval(0)
    state.rename_direction("d2", "Years")
    qtbot.waitUntil(lambda: files.path("faces").is_file())
    assert files.read("faces").names == {"d2": "Years"}


def test_snapshots_survive_the_programs_end(studios: Studios, tmp_path: Path, qtbot: QtBot) -> None:
    files = ShelfFiles(tmp_path)
    first = opened(studios, files, qtbot)
    studios.painted(first)
    first.keep_snapshot()
    first.set_point(at(first, 7).moved("d1", 2.0), "Sample")
    studios.painted(first)
    first.keep_snapshot()
    first.shut_down()
    second = opened(studios, files, qtbot)
    qtbot.waitUntil(lambda: bool(second.snapshots))
    assert [one.point for one in second.snapshots] == [one.point for one in first.snapshots]
    assert all((a.picture == b.picture).all() for a, b in zip(first.snapshots, second.snapshots, strict=True))
    assert not second.can_undo
    second.remove_snapshot(second.snapshots[0].id)
    second.undo()
    second.redo()
    second.shut_down()
    assert [one.point for one in files.read_snapshots()] == [first.snapshots[1].point]


def test_snapshots_are_kept_soon_after_a_change(studios: Studios, tmp_path: Path, qtbot: QtBot) -> None:
    files = ShelfFiles(tmp_path)
    state = opened(studios, files, qtbot)
    state._snapshot_keeper.soon.setInterval(0)
    studios.painted(state)
    state.keep_snapshot()
    qtbot.waitUntil(lambda: files.snapshots_path.is_file())
    assert len(files.read_snapshots()) == 1


def test_damaged_snapshots_are_set_aside_and_told(studios: Studios, tmp_path: Path, qtbot: QtBot) -> None:
    files = ShelfFiles(tmp_path)
    files.snapshots_path.write_bytes(b"nonsense")
    told: list[Problem] = []
    assert opened(studios, files, qtbot, told).snapshots == ()
    assert "start anew" in told[0].advice
    assert files.snapshots_path.with_name(files.snapshots_path.name + ".bad").is_file()


def test_what_a_busy_worker_did_not_write_is_written_at_the_end(studios: Studios, tmp_path: Path, qtbot: QtBot) -> None:
    files = ShelfFiles(tmp_path)
    state = opened(studios, files, qtbot)
    studios.painted(state)
    begun, go_on = Event(), Event()

    def busy(_context: object) -> None:
        begun.set()
        go_on.wait(PATIENCE_S)

    state.compute(busy, "busy", lambda _job: None)
    assert begun.wait(PATIENCE_S)
    state.rename_direction("d2", "Years")
    state.keep_snapshot()
    state._keeper.soon.timeout.emit()
    state._snapshot_keeper.soon.timeout.emit()
    go_on.set()
    assert state.shut_down(PATIENCE_S)
    assert files.read("faces").names == {"d2": "Years"}
    assert len(files.read_snapshots()) == 1


def test_large_pictures_are_kept_small() -> None:
    assert small(np.zeros((512, 512, 3), np.uint8)).shape == (128, 128, 3)
    assert small(np.zeros((128, 128, 3), np.uint8)).shape == (128, 128, 3)


def test_a_shelf_that_cannot_be_read_is_told_and_the_studio_opens(
    studios: Studios, tmp_path: Path, qtbot: QtBot
) -> None:
    files = ShelfFiles(tmp_path)
    files.path("faces").write_bytes(b"nonsense")
    told: list[Problem] = []
    state = opened(studios, files, qtbot, told)
    assert "no file of latent points" in told[0].sentence
    state.rename_direction("d2", "Years")
    state.undo()
    state.shut_down()
    assert files.read("faces").names == {}


def test_presets_are_renamed_and_imported_without_losing_any(state: StudioState) -> None:
    state.set_point(state.point.moved("d1", 1.0), "Smile")
    state.save_preset("Evening")
    state.rename_preset("Evening", "  Dusk ")
    beard = learned("Beard")
    state.add_presets([Preset("Dusk", (Move("d2", 1.0),)), Preset("Noon", (Move(beard.id, 1.0),))], [beard])
    assert [one.name for one in state.presets] == ["Dusk", "Dusk 2", "Noon"]
    assert [one.name for one in state.directions][-1] == "Beard"
    state.undo()
    assert [one.name for one in state.presets] == ["Dusk"]
    state.rename_preset("Dusk", " ")
    assert [one.name for one in state.presets] == ["Dusk"]


def test_a_slider_that_is_learned_again_stays_where_it_is(state: StudioState) -> None:
    old, new = learned("Beard"), learned("Beard", 7)
    state.add_direction(old)
    state.set_point(state.point.moved(old.id, 1.5), "Beard")
    state.save_preset("Bearded")
    state.replace_direction(old.id, new)
    assert state.point.moves == (Move(new.id, 1.5),)
    assert state.presets[0].moves == (Move(new.id, 1.5),)
    assert [one.id for one in state.directions][-1] == new.id
    state.undo()
    assert state.point.moves == (Move(old.id, 1.5),)
