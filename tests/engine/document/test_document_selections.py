"""Selections under a name: kept, undone, and moved with the canvas."""

from __future__ import annotations

import numpy as np
import pytest

from engine.document import ChangeKind, Document, MaskArea, SavedSelection
from engine.document.selections import with_saved
from engine.geometry import Rect
from engine.photo import photo_from_pixels
from engine.photo.reshape import Crop


def document(width: int = 40, height: int = 30, **more) -> Document:
    return Document(photo_from_pixels(np.zeros((height, width, 3), np.uint8), None), **more)


def selection(name: str, rect: Rect, value: int = 200) -> SavedSelection:
    return SavedSelection.of(name, MaskArea(rect, np.full((rect.height, rect.width), value, np.uint8)))


def test_arrays_come_back_from_a_saved_selection() -> None:
    alpha = np.random.default_rng(1).integers(0, 256, (7, 9), np.uint8)
    area = SavedSelection.of("Sky", MaskArea(Rect(3, 4, 9, 7), alpha)).area
    assert area.rect == Rect(3, 4, 9, 7)
    assert (area.alpha == alpha).all()


@pytest.mark.parametrize("name", ["", "   ", "x" * 81])
def test_a_selection_needs_a_name(name: str) -> None:
    with pytest.raises(ValueError, match="name"):
        selection(name, Rect(0, 0, 1, 1))


def test_keeping_one_is_a_step_that_is_told() -> None:
    doc, told = document(), []
    doc.subscribe(lambda change: told.append(change.kind))
    sky = selection("Sky", Rect(1, 2, 3, 4))
    doc.set_selections(with_saved(doc.selections, sky), "Save selection")
    assert doc.selections == (sky,)
    assert ChangeKind.SELECTIONS in told
    doc.set_selections((sky,), "Save selection")
    assert doc.history.undo_labels == ("Save selection",)
    doc.undo()
    assert doc.selections == ()
    doc.redo()
    assert doc.selections == (sky,)


def test_the_same_name_takes_the_place_of_the_first() -> None:
    first, other, second = (
        selection("A", Rect(0, 0, 2, 2)),
        selection("B", Rect(0, 0, 2, 2)),
        selection("A", Rect(5, 5, 2, 2)),
    )
    assert with_saved((first, other), second) == (second, other)


def test_what_does_not_fit_is_refused() -> None:
    with pytest.raises(ValueError, match="reaches out"):
        document(selections=(selection("A", Rect(38, 0, 5, 5)),))
    with pytest.raises(ValueError, match="one name"):
        document().set_selections((selection("A", Rect(0, 0, 1, 1)), selection("A", Rect(0, 0, 1, 1))), "x")


def test_selections_move_with_the_canvas_and_back() -> None:
    doc = document(selections=(selection("A", Rect(10, 10, 5, 5)), selection("B", Rect(30, 20, 5, 5))))
    doc.extend(left=7, top=3)
    assert [one.area.rect for one in doc.selections] == [Rect(17, 13, 5, 5), Rect(37, 23, 5, 5)]
    doc.undo()
    assert [one.area.rect for one in doc.selections] == [Rect(10, 10, 5, 5), Rect(30, 20, 5, 5)]
    doc.reshape(Crop(Rect(5, 5, 15, 15)))
    assert [(one.name, one.area.rect) for one in doc.selections] == [("A", Rect(5, 5, 5, 5))]
    doc.undo()
    assert [one.name for one in doc.selections] == ["A", "B"]


def test_a_part_of_the_mask_is_set_as_one_step() -> None:
    doc = document()
    part = np.full((4, 5), 90, np.uint8)
    doc.set_mask_part(Rect(3, 2, 5, 4), part, "Part")
    assert (doc.mask[2:6, 3:8] == 90).all()
    assert int(doc.mask.sum()) == 90 * 20
    assert doc.mask_bounds == Rect(3, 2, 5, 4)
    doc.set_mask_part(Rect(3, 2, 5, 4), part, "Part")
    assert doc.history.undo_labels == ("Part",)
    doc.undo()
    assert not doc.mask.any()
    with pytest.raises(ValueError, match="reaches out"):
        doc.set_mask_part(Rect(38, 2, 5, 4), part)
    with pytest.raises(ValueError, match="shape"):
        doc.set_mask_part(Rect(3, 2, 5, 5), part)


def test_a_plan_is_carried_out_only_where_nothing_has_changed() -> None:
    doc = document()
    plan = doc.plan_mask(Rect(0, 0, 2, 2), np.full((2, 2), 255, np.uint8))
    stale = doc.plan_mask(Rect(8, 8, 2, 2), np.full((2, 2), 255, np.uint8))
    assert not doc.mask.any()
    assert doc.carry_out(plan, "Plan")
    assert (doc.mask[:2, :2] == 255).all()
    assert not doc.carry_out(stale, "Stale")
    doc.undo()
    assert not doc.mask.any()
