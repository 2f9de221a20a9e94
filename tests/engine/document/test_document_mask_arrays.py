"""Large changes of the mask: another array takes the place of the one before, and undo puts that back."""

from __future__ import annotations

from weakref import ref

import numpy as np
import pytest

from engine.document import Document, mask_buffer
from engine.document import document as document_module
from engine.geometry import Rect
from engine.mask import BrushTip, bounding_rect
from engine.photo import photo_from_pixels

SPOT = Rect(30, 20, 40, 25)


@pytest.fixture
def doc(monkeypatch: pytest.MonkeyPatch) -> Document:
    """A document for which every change of the mask is a large one."""
    monkeypatch.setattr(document_module, "WRITTEN_AT_ONCE", 0)
    document = Document(photo_from_pixels(np.full((300, 280, 3), 90, np.uint8)))
    document.set_mask_part(SPOT, np.full((25, 40), 200, np.uint8), "Spot")
    return document


def invert(document: Document) -> None:
    assert document.carry_out(document.plan_whole_mask(255 - document.mask), "Invert")


def test_undo_and_redo_put_the_other_array_back_as_it_was(doc: Document) -> None:
    spot, before = doc.mask_array, doc.mask.copy()
    invert(doc)
    inverted = doc.mask_array
    assert inverted is not spot
    assert doc.mask_bounds == bounding_rect(doc.mask) == Rect(0, 0, 280, 300)
    doc.undo()
    assert doc.mask_array is spot
    assert np.array_equal(doc.mask, before)
    assert doc.mask_bounds == SPOT
    doc.redo()
    assert doc.mask_array is inverted
    assert np.array_equal(doc.mask, 255 - before)


def test_what_is_painted_in_between_is_undone_in_its_array(doc: Document) -> None:
    before = doc.mask.copy()
    invert(doc)
    stroke = doc.begin_stroke(BrushTip(20), erase=True)
    stroke.line_to(100, 200)
    stroke.commit()
    painted = doc.mask.copy()
    doc.set_mask_part(Rect(0, 0, 3, 3), np.full((3, 3), 7, np.uint8))
    invert(doc)
    for _ in range(3):
        for _ in range(4):
            doc.undo()
        assert np.array_equal(doc.mask, before)
        doc.redo()
        doc.redo()
        assert np.array_equal(doc.mask, painted)
        doc.redo()
        doc.redo()
        assert doc.mask[1, 1] == 248
        assert doc.mask_bounds == bounding_rect(doc.mask)


def test_a_part_that_changes_much_makes_an_array_of_all(doc: Document) -> None:
    before, array = doc.mask.copy(), doc.mask_array
    plan = doc.plan_mask(Rect(100, 100, 50, 60), np.full((60, 50), 90, np.uint8))
    assert np.array_equal(doc.mask, before)
    assert doc.carry_out(plan, "Part")
    assert doc.mask_array is not array
    wanted = before.copy()
    wanted[100:160, 100:150] = 90
    assert np.array_equal(doc.mask, wanted)
    assert doc.mask_bounds == Rect(30, 20, 120, 140)


def test_a_mask_that_is_read_only_is_not_written_to(doc: Document) -> None:
    given = np.full((300, 280), 9, np.uint8)
    given.flags.writeable = False
    assert doc.carry_out(doc.plan_whole_mask(given), "Nine")
    doc.set_mask_part(Rect(0, 0, 2, 2), np.zeros((2, 2), np.uint8))
    assert given.min() == 9


def test_what_changes_nothing_is_no_step(doc: Document) -> None:
    array = doc.mask_array
    assert doc.carry_out(doc.plan_whole_mask(doc.mask), "Nothing")
    assert doc.mask_array is array
    assert doc.history.undo_labels == ("Spot",)


def test_a_mask_that_has_changed_meanwhile_stays_as_it_is(doc: Document) -> None:
    plan = doc.plan_whole_mask(255 - doc.mask)
    doc.set_mask_part(Rect(0, 0, 2, 2), np.full((2, 2), 5, np.uint8))
    assert not doc.carry_out(plan, "Late")
    plan = doc.plan_whole_mask(255 - doc.mask)
    invert(doc)
    assert not doc.carry_out(plan, "Late")
    plan = doc.plan_whole_mask(255 - doc.mask)
    doc.extend(left=4)
    assert not doc.carry_out(plan, "Late")


def test_what_is_not_about_the_mask_does_not_make_a_plan_late(doc: Document) -> None:
    plan = doc.plan_whole_mask(255 - doc.mask)
    doc.mark_saved()
    assert doc.carry_out(plan, "Invert")


def test_an_open_stroke_goes_on_in_its_array_while_the_mask_changes_and_changes_back(doc: Document) -> None:
    invert(doc)
    stroke = doc.begin_stroke(BrushTip(10), erase=True)
    stroke.line_to(200, 200)
    array, before = doc.mask_array, doc.mask.copy()
    assert doc.carry_out(doc.plan_whole_mask(255 - doc.mask), "Invert")
    assert doc.mask_array is array
    stroke.line_to(200, 230)
    doc.undo()  # what the stroke has painted since
    doc.undo()  # that it was inverted
    assert doc.mask_array is array
    assert np.array_equal(doc.mask, before)
    doc.undo()
    doc.undo()  # the first time, while the stroke is still open
    assert doc.mask_array is array
    assert doc.mask_bounds == bounding_rect(doc.mask) == SPOT
    stroke.commit()
    doc.redo()
    assert int(doc.mask.min()) == 55


def test_only_so_much_is_kept_and_what_the_history_drops_goes(doc: Document, monkeypatch: pytest.MonkeyPatch) -> None:
    first, before = ref(doc.mask_array), doc.mask.copy()
    invert(doc)
    invert(doc)
    assert first() is not None
    doc.undo()
    second = ref(doc.mask_array)
    doc.undo()
    doc.set_mask_part(Rect(0, 0, 2, 2), np.full((2, 2), 5, np.uint8))
    assert second() is None
    doc.undo()
    monkeypatch.setattr(mask_buffer, "_MOST_KEPT_BYTES", SPOT.area - 1)
    invert(doc)
    assert first() is None
    doc.undo()
    assert np.array_equal(doc.mask, before)


def test_an_array_tells_where_it_was_written_to_unless_that_is_long_ago(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(mask_buffer, "_REMEMBERED", 3)
    array = mask_buffer.MaskArray(np.zeros((9, 9), np.uint8))
    rects = [Rect(x, 0, 1, 1) for x in range(4)]
    for rect in rects:
        array.written(rect)
    assert array.changed_since(4) == ()
    assert array.changed_since(2) == tuple(rects[2:])
    assert array.changed_since(0) is None
