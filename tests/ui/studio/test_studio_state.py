"""The studio's state: models, points, steps, snapshots, directions, presets."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from pytestqt.qtbot import QtBot

from engine.errors import BadInput, ModelBroken
from engine.latent.point import Base, LatentPoint
from tests.ui.studio.studio_fakes import FakeDirection, FakeGenerator, Studios, at, fake_card, picture_of
from ui.problems import Problem
from ui.studio.state import ModelState, StudioState


def direction(name: str) -> Any:
    return FakeDirection(name, name)


class Gated(FakeGenerator):
    """Paints only when it is let."""

    def __init__(self, *rest: Any) -> None:
        super().__init__(*rest)
        self.started, self.gate = threading.Semaphore(0), threading.Semaphore(0)

    def directions_with(self, extra: Sequence[Any]) -> FakeGenerator:
        return self

    def pictures(self, points: Sequence[LatentPoint], context: Any = None) -> list[np.ndarray]:
        self.started.release()
        assert self.gate.acquire(timeout=30)
        return super().pictures(points, context)


@pytest.fixture
def gated(studios: Studios, qtbot: QtBot) -> tuple[StudioState, Gated]:
    """A state whose first picture is being painted, and its generator."""
    generator = Gated(fake_card("faces"))
    state = studios("faces", opened=lambda _name: generator, start=False)
    state.start()
    qtbot.waitUntil(lambda: state.model_state is ModelState.READY)
    assert generator.started.acquire(timeout=30)
    return state, generator


# The model


def test_the_first_model_opens_and_its_picture_is_painted(state: StudioState) -> None:
    assert state.model_state is ModelState.READY
    assert state.point == LatentPoint("faces")
    assert state.generator_card is not None
    assert state.generator_card.label == "Faces"
    assert state.picture is not None
    assert np.array_equal(state.picture, picture_of(state.point))
    assert [one.name for one in state.directions] == ["Smile", "Age", "Light"]


def test_the_model_of_last_time_opens_where_it_is_still_there(studios: Studios) -> None:
    assert studios("faces", "places", model="places").point.model == "places"
    assert studios("faces", "places", model="gone").point.model == "faces"


def test_without_a_model_there_is_nothing_to_show(studios: Studios) -> None:
    state = studios()
    assert state.model_state is ModelState.NONE
    assert state.generator_card is None
    assert not state.point.model


def test_a_broken_model_says_why_and_can_be_left(studios: Studios) -> None:
    state = studios("broken", "faces")
    assert state.model_state is ModelState.BROKEN
    assert state.problem is not None
    assert "damaged" in state.problem.sentence
    state.set_model("faces")
    studios.painted(state)
    assert state.model_state is ModelState.READY
    assert state.problem is None


def test_a_broken_model_is_tried_again(studios: Studios, qtbot: QtBot) -> None:
    tries = iter([ModelBroken("It is damaged."), None])

    def opened(name: str) -> FakeGenerator:
        if error := next(tries):
            raise error
        return FakeGenerator(fake_card(name))

    state = studios("faces", opened=opened)
    assert state.model_state is ModelState.BROKEN
    state.set_model("faces")
    studios.painted(state)
    assert state.model_state is ModelState.READY


def test_a_card_that_cannot_be_read_is_told(studios: Studios) -> None:
    def installed() -> Any:
        raise ModelBroken("The model card x.json cannot be used.", "Put the original file back.")

    state = StudioState(installed=installed)
    studios.made.append(state)
    state.start()
    assert state.model_state is ModelState.BROKEN
    assert state.problem is not None
    assert "x.json" in state.problem.sentence


def test_another_model_keeps_the_seeds_and_is_a_step(studios: Studios, state: StudioState) -> None:
    state.set_point(at(state, 7).moved("d1", 2.0), "Seed")
    state.set_model("places")
    assert state.point == LatentPoint("places", Base.of_seed(7))
    studios.painted(state)
    state.undo()
    assert state.point.model == "faces"
    assert state.point.amount_of("d1") == 2.0
    studios.painted(state)
    assert state.picture is not None
    assert np.array_equal(state.picture, picture_of(state.point))


def test_a_point_of_a_model_that_is_not_here_changes_nothing(state: StudioState) -> None:
    told: list[Problem] = []
    state.failed.connect(told.append)
    before = state.point
    state.set_point(LatentPoint("elsewhere"), "Paste")
    assert state.point == before
    assert "elsewhere is not installed" in told[0].sentence
    assert not state.can_undo


# Steps


def test_every_change_can_be_undone_and_redone(state: StudioState) -> None:
    state.set_point(at(state, 1), "Seed 1")
    state.set_point(replace(state.point, truncation=0.5), "Truncation")
    assert (state.undo_text, state.redo_text) == ("Truncation", "")
    state.undo()
    assert state.point.truncation == 1.0
    assert (state.undo_text, state.redo_text) == ("Seed 1", "Truncation")
    state.undo()
    assert not state.can_undo
    state.undo()
    state.redo()
    state.redo()
    assert state.point.truncation == 0.5
    assert not state.can_redo


def test_a_drag_is_one_step_until_it_is_sealed(state: StudioState) -> None:
    start = state.point
    for amount in (1.0, 2.0, 3.0):
        state.set_point(state.point.moved("d1", amount), "Smile", "slider d1")
    state.seal()
    state.set_point(state.point.moved("d1", -1.0), "Smile", "slider d1")
    state.undo()
    assert state.point.amount_of("d1") == 3.0
    state.undo()
    assert state.point == start
    state.redo()
    assert state.point.amount_of("d1") == 3.0


def test_a_new_step_ends_what_could_be_redone(state: StudioState) -> None:
    state.set_point(at(state, 1), "Seed")
    state.undo()
    state.set_point(at(state, 2), "Seed")
    assert not state.can_redo


def test_the_same_point_again_is_no_step(state: StudioState) -> None:
    state.set_point(state.point, "Nothing")
    assert not state.can_undo


# Pictures


def test_of_many_wishes_the_newest_is_painted(gated: tuple[StudioState, Gated], studios: Studios) -> None:
    state, generator = gated
    for amount in range(1, 30):
        state.set_point(state.point.moved("d1", amount / 10), "Smile", "slider")
    generator.gate.release(100)
    studios.painted(state)
    assert len(generator.asked) == 2
    assert generator.asked[-1].amount_of("d1") == 2.9


def test_a_drag_goes_before_the_grid(gated: tuple[StudioState, Gated], qtbot: QtBot) -> None:
    state, generator = gated
    whole: list[list[np.ndarray]] = []
    parts: list[int] = []
    points = [at(state, seed) for seed in range(5)]
    state.request(points, whole.append, "grid", part=lambda index, _picture: parts.append(index))
    state.set_point(state.point.moved("d1", 1.0), "Smile")
    generator.gate.release(100)
    qtbot.waitUntil(lambda: bool(whole))
    assert generator.asked[1].amount_of("d1") == 1.0
    assert parts == [0, 1, 2, 3, 4]
    assert len(whole) == 1
    assert np.array_equal(whole[0][4], picture_of(points[4]))


def test_a_grid_that_was_asked_anew_is_not_finished(gated: tuple[StudioState, Gated], qtbot: QtBot) -> None:
    state, generator = gated
    first: list[Any] = []
    second: list[Any] = []
    state.request([at(state, seed) for seed in range(9)], first.append, "grid")
    generator.gate.release()
    qtbot.waitUntil(lambda: generator.started.acquire(blocking=False))  # its first part is under way
    state.request([at(state, seed) for seed in range(50, 54)], second.append, "grid")
    generator.gate.release(100)
    qtbot.waitUntil(lambda: bool(second))
    assert not first


def test_what_is_dropped_is_not_painted(gated: tuple[StudioState, Gated], qtbot: QtBot) -> None:
    state, generator = gated
    told: list[Any] = []
    state.request([at(state, 5)], told.append, "dropped")
    state.drop("dropped")
    state.request([at(state, 6)], told.append, "kept")
    generator.gate.release(100)
    qtbot.waitUntil(lambda: bool(told))
    assert at(state, 5) not in generator.asked


def test_a_preview_is_no_step(studios: Studios, state: StudioState, qtbot: QtBot) -> None:
    elsewhere = at(state, 99)
    with qtbot.waitSignal(state.picture_changed) as seen:
        state.preview(elsewhere)
    assert seen.args is not None
    assert seen.args[1] == elsewhere
    assert state.point != elsewhere
    assert not state.can_undo
    state.preview(None)
    studios.painted(state)


def test_a_picture_that_cannot_be_painted_is_told(studios: Studios, qtbot: QtBot) -> None:
    class Failing(FakeGenerator):
        def directions_with(self, extra: Sequence[Any]) -> FakeGenerator:
            return self

        def pictures(self, points: Sequence[LatentPoint], context: Any = None) -> list[np.ndarray]:
            raise BadInput("The slider d9 does not exist.", "Take it out.")

    state = studios("faces", opened=lambda name: Failing(fake_card(name)), start=False)
    with qtbot.waitSignal(state.failed) as told:
        state.start()
    assert told.args is not None
    assert told.args[0].sentence == "The slider d9 does not exist."


# Snapshots


def test_snapshots_are_kept_moved_and_removed_step_by_step(studios: Studios, state: StudioState) -> None:
    for seed in (1, 2, 3):
        state.set_point(at(state, seed), "Seed")
        studios.painted(state)
        state.keep_snapshot()
    first, second, third = (one.id for one in state.snapshots)
    assert np.array_equal(state.snapshots[1].picture, picture_of(at(state, 2)))
    state.move_snapshot(third, 0)
    state.remove_snapshot(second)
    assert [one.id for one in state.snapshots] == [third, first]
    state.undo()
    state.undo()
    assert [one.id for one in state.snapshots] == [first, second, third]
    state.redo()
    assert [one.id for one in state.snapshots] == [third, first, second]


def test_a_snapshot_waits_for_its_picture(gated: tuple[StudioState, Gated], qtbot: QtBot) -> None:
    state, generator = gated
    state.keep_snapshot()
    assert not state.snapshots
    with qtbot.waitSignal(state.snapshots_changed):
        generator.gate.release(100)
    assert state.snapshots[0].point == state.point


# Directions and presets


def test_directions_are_renamed_moved_and_added(state: StudioState) -> None:
    state.rename_direction("d2", "  Years ")
    state.add_direction(direction("Beard"))
    state.move_direction("Beard", 0)
    assert [one.name for one in state.directions] == ["Beard", "Smile", "Years", "Light"]
    state.rename_direction("d2", "")
    assert state.directions[2].name == "Age"
    for _ in range(4):
        state.undo()
    assert [one.name for one in state.directions] == ["Smile", "Age", "Light"]
    assert not state.can_undo


def test_the_generator_knows_the_directions_that_the_person_made(state: StudioState) -> None:
    state.add_direction(direction("Beard"))
    generator: Any = state.generator
    assert [one.id for one in generator.extra] == ["Beard"]
    state.undo()
    generator = state.generator
    assert not generator.extra


def test_a_direction_that_goes_takes_its_slider_along(state: StudioState) -> None:
    state.add_direction(direction("Beard"))
    state.set_point(state.point.moved("Beard", 1.5), "Beard")
    state.remove_direction("Beard")
    assert not state.point.moves
    state.undo()
    assert state.point.amount_of("Beard") == 1.5
    assert [one.id for one in state.directions][-1] == "Beard"


def test_directions_belong_to_a_model(studios: Studios, state: StudioState) -> None:
    state.rename_direction("d1", "Grin")
    state.set_model("places")
    studios.painted(state)
    assert state.directions[0].name == "Smile"
    state.set_model("faces")
    studios.painted(state)
    assert state.directions[0].name == "Grin"


def test_presets_put_sliders_back(state: StudioState) -> None:
    state.set_point(state.point.moved("d1", 1.0).moved("d3", -2.0), "Sliders")
    state.save_preset("Evening")
    state.set_point(replace(state.point, moves=()), "Reset")
    (preset,) = state.presets
    state.apply_preset(preset)
    assert state.point.amount_of("d3") == -2.0
    state.remove_preset("Evening")
    assert not state.presets
    state.undo()
    assert state.presets == (preset,)
