"""The studio's picture on the photo: laid, followed, unlinked, opened again."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import numpy as np
import pytest
from pytestqt.qtbot import QtBot

from engine.geometry import Rect
from engine.latent.placing import Placement
from engine.latent.point import Base, LatentPoint
from engine.photo import photo_from_pixels
from tests.ui.studio.studio_fakes import PATIENCE_S, Studios, picture_of
from ui.editor import Editor
from ui.studio.photo_link import Look, PhotoLink, View
from ui.studio.state import StudioState

HOLE = Rect(20, 10, 24, 16)


class Desk:
    """A photo with a masked place, a studio, and the link between them."""

    def __init__(self, bot: QtBot, state: StudioState, studios: Studios) -> None:
        self.bot, self.state, self.studios = bot, state, studios
        self.editor = Editor()
        self.link = PhotoLink(state)
        self.link.set_editor(self.editor)
        self.views: list[View | None] = []
        self.link.viewed.connect(self.views.append)

    @property
    def document(self):
        assert self.editor.document is not None
        return self.editor.document

    def open_photo(self, masked: bool = True) -> None:
        self.editor.set_photo(photo_from_pixels(np.full((48, 64, 3), 128, np.uint8)))
        if masked:
            self.mark(HOLE)

    def mark(self, rect: Rect) -> None:
        mask = self.document.mask.copy()
        mask[rect.slices] = 255
        self.document.set_mask(mask)

    def lay(self) -> None:
        before = len(self.document.patches)
        self.link.lay()
        self.bot.waitUntil(lambda: len(self.document.patches) == before + 1)

    def go(self, seed: int, merge: str | None = None) -> None:
        point = replace(self.state.point, base=Base.of_seed(seed))
        self.state.set_point(point, "Seed", merge)

    def followed(self) -> None:
        """Waits until the patch shows the studio's point."""
        self.bot.waitUntil(lambda: self.shown() == self.state.point)

    def shown(self) -> LatentPoint | None:
        sample = self.document.patches[-1].recipe.sample if self.document.patches else None
        return None if sample is None else LatentPoint.from_dict(sample["point"])

    def across(self) -> float:
        return self.document.patches[0].recipe.sample["placement"]["across"]

    def middle(self) -> np.ndarray:
        return self.document.composite.read(Rect(31, 17, 2, 2)).mean(axis=(0, 1))


@pytest.fixture
def desk(qtbot: QtBot, state: StudioState, studios: Studios) -> Iterator[Desk]:
    made = Desk(qtbot, state, studios)
    yield made
    assert made.link.shut_down(PATIENCE_S)
    made.editor.shut_down()


def test_it_says_why_nothing_can_be_laid(desk: Desk) -> None:
    assert "Open a photo" in desk.link.why_not
    desk.open_photo(masked=False)
    assert "brush over a place" in desk.link.why_not
    desk.mark(HOLE)
    assert desk.link.why_not == ""
    assert (desk.link.place, desk.link.enlarged) == (HOLE, 3.0)
    desk.lay()
    assert "Brush over another place" in desk.link.why_not


def test_a_picture_that_is_laid_is_one_step_and_takes_the_mask(desk: Desk) -> None:
    desk.open_photo()
    desk.link.set_look(Look(colour=0), "Match the colours")
    desk.lay()
    patch = desk.document.patches[0]
    assert (patch.recipe.method, patch.recipe.model) == ("latent", "faces")
    assert desk.link.linked == patch.id
    assert desk.document.mask_bounds.is_empty
    assert np.abs(desk.middle() - picture_of(desk.state.point)[0, 0]).max() < 6
    desk.document.undo()
    assert not desk.document.patches
    assert not desk.document.mask_bounds.is_empty
    assert desk.link.linked == ""


def test_a_drag_of_a_slider_is_followed_and_is_one_step(desk: Desk) -> None:
    desk.open_photo()
    desk.lay()
    for seed in (3, 4, 5):
        desk.go(seed, "drag")
        desk.followed()
    assert desk.document.history.undo_labels[-2:] == ("Lay a picture", "Seed")
    desk.state.seal()
    desk.go(6, "drag")
    desk.followed()
    assert desk.document.history.undo_labels[-3:] == ("Lay a picture", "Seed", "Seed")


def test_undo_in_the_photo_brings_the_studio_back_too(desk: Desk) -> None:
    desk.open_photo()
    desk.lay()
    before = desk.state.point
    desk.go(3)
    desk.followed()
    desk.document.undo()
    assert desk.state.point == before
    desk.studios.painted(desk.state)
    desk.bot.waitUntil(lambda: desk.shown() == before)
    assert desk.document.can_redo
    desk.document.redo()
    assert desk.state.point == desk.shown() != before


def test_an_unlinked_patch_stays_as_it_is_and_can_be_opened_again(desk: Desk) -> None:
    desk.open_photo()
    desk.link.set_look(Look(Placement(0.1, 0, 2, 30, True), 0.2, 0.4, 0.25), "Place")
    desk.lay()
    laid = desk.state.point
    desk.link.unlink()
    desk.go(9)
    desk.studios.painted(desk.state)
    assert desk.shown() == laid
    desk.link.set_look(Look(), "Place")
    assert desk.link.open_patch(desk.document.patches[0].id)
    assert desk.state.point == laid
    assert desk.link.look == Look(Placement(0.1, 0, 2, 30, True), 0.2, 0.4, 0.25)
    assert desk.link.place == HOLE
    desk.go(10)
    desk.followed()


def test_moving_the_picture_moves_it_on_the_photo_and_a_drag_is_one_step(desk: Desk) -> None:
    desk.open_photo()
    desk.lay()
    for across in (0.1, 0.2, 0.3):
        desk.link.set_look(replace(desk.link.look, placement=Placement(across)), "Move the picture", "drag 1")
        desk.bot.waitUntil(
            lambda across=across: desk.document.patches[0].recipe.sample["placement"]["across"] == across
        )
    assert desk.document.history.undo_labels[-2:] == ("Lay a picture", "Move the picture")
    desk.document.undo()
    assert desk.link.look.placement == Placement()


def test_somebody_who_looks_sees_it_before_it_is_laid(desk: Desk) -> None:
    desk.open_photo()
    with desk.bot.waitSignal(desk.link.viewed):
        desk.link.watch(True)
    assert desk.views[-1] is not None
    assert desk.views[-1].rect.contains(HOLE)
    assert not desk.document.patches


def test_nothing_is_shown_where_nothing_is_masked(desk: Desk) -> None:
    desk.open_photo(masked=False)
    with desk.bot.waitSignal(desk.link.viewed):
        desk.link.watch(True)
    assert desk.views[-1] is None


def test_a_patch_moves_with_the_canvas_and_goes_on_following(desk: Desk) -> None:
    desk.open_photo()
    desk.lay()
    desk.document.extend(10, 5, 0, 0)
    desk.document.clear_mask()
    assert desk.link.place == HOLE.translated(10, 5)
    desk.go(4)
    desk.followed()
    assert desk.document.patches[0].bounds == HOLE.translated(10, 5)


def test_a_patch_of_a_model_that_is_gone_is_told(desk: Desk) -> None:
    desk.open_photo()
    desk.lay()
    patch = desk.document.patches[0]
    sample = {**patch.recipe.sample, "point": {"model": "lost"}}
    desk.link.unlink()
    desk.document.replace_patch(patch.id, replace(patch, recipe=replace(patch.recipe, sample=sample)))
    with desk.bot.waitSignal(desk.state.failed) as told:
        assert not desk.link.open_patch(patch.id)
    assert "lost" in told.args[0].sentence


def test_another_photo_ends_the_link(desk: Desk) -> None:
    desk.open_photo()
    desk.lay()
    desk.open_photo()
    assert desk.link.linked == ""
    assert desk.link.why_not == ""
