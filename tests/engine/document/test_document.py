from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from types import SimpleNamespace

import numpy as np
import pytest

from engine.document import Change, ChangeKind, Document, Patch
from engine.geometry import Rect, Size
from engine.mask import BrushTip, bounding_rect
from engine.photo import Photo

PatchMaker = Callable[..., Patch]
TIP = BrushTip(20, hardness=1)


@pytest.fixture
def changes(document: Document) -> list[Change]:
    seen: list[Change] = []
    document.subscribe(seen.append)
    return seen


def kinds(changes: list[Change]) -> list[str]:
    return [change.kind.value for change in changes]


def paint(document: Document, *points: tuple[float, float], erase: bool = False) -> None:
    stroke = document.begin_stroke(TIP, erase)
    for x, y in points:
        stroke.move_to(x, y)
    stroke.commit()


def shown(document: Document) -> np.ndarray:
    return document.composite.read(Rect.of(document.size))


def test_a_new_document_is_clean(document: Document):
    assert not document.mask.any()
    assert document.mask.shape == (520, 600)
    assert document.mask_bounds.is_empty
    assert (document.patches, document.can_undo, document.can_redo, document.is_modified) == ((), False, False, False)
    assert (document.undo_label, document.redo_label) == ("", "")
    assert document.undo() == ()
    assert document.redo() == ()
    assert document.composite is document.composite
    assert document.composite.photo is document.photo


def test_the_mask_cannot_be_written_from_outside(document: Document):
    with pytest.raises(ValueError, match="read-only"):
        document.mask[0, 0] = 1


def test_one_stroke_is_one_step(document: Document, changes: list[Change]):
    view = document.mask
    stroke = document.begin_stroke(TIP)
    first, second = stroke.move_to(50, 50), stroke.line_to(300, 250)
    assert changes == [Change(ChangeKind.MASK, (first,)), Change(ChangeKind.MASK, (second,))]
    assert view[50, 50] == 255
    changes.clear()
    stroke.commit("Line")
    assert kinds(changes) == ["mask", "history"]
    painted = view.copy()
    assert document.mask_bounds == bounding_rect(painted)
    assert (document.undo_label, document.can_undo, document.is_modified) == ("Line", True, False)

    changes.clear()
    rects = document.undo()
    assert not view.any()
    assert document.mask_bounds.is_empty
    assert changes[0] == Change(ChangeKind.MASK, rects)
    outside = painted.copy()
    for rect in rects:
        outside[rect.slices] = 0
    assert not outside.any()
    assert (document.redo_label, document.can_undo) == ("Line", False)
    document.redo()
    assert (view == painted).all()


def test_labels_of_strokes(document: Document):
    paint(document, (50, 50))
    assert document.undo_label == "Brush"
    paint(document, (50, 50), erase=True)
    assert document.undo_label == "Erase mask"


def test_a_stroke_that_changes_nothing_makes_no_step(document: Document, changes: list[Change]):
    paint(document, (50, 50), erase=True)
    paint(document, (-500, -500))
    stroke = document.begin_stroke(TIP)
    stroke.commit()
    assert not document.can_undo
    assert "history" not in kinds(changes)


def test_a_cancelled_stroke_leaves_the_mask_as_it_was(document: Document, changes: list[Change]):
    paint(document, (50, 50), (90, 60))
    before = document.mask.copy()
    changes.clear()
    stroke = document.begin_stroke(TIP)
    stroke.move_to(60, 60)
    stroke.move_to(400, 300)
    stroke.cancel()
    assert (document.mask == before).all()
    assert document.history.undo_labels == ("Brush",)
    assert changes[-1].kind is ChangeKind.MASK
    assert len(changes[-1].rects) > 1


def test_an_ended_stroke_paints_no_more(document: Document):
    stroke = document.begin_stroke(TIP)
    stroke.move_to(60, 60)
    stroke.commit()
    stroke.commit()
    stroke.cancel()
    assert document.history.undo_labels == ("Brush",)
    for move in (stroke.move_to, stroke.line_to):
        with pytest.raises(RuntimeError, match="ended"):
            move(1, 1)


def test_beginning_another_stroke_commits_the_open_one(document: Document):
    first = document.begin_stroke(TIP)
    first.move_to(60, 60)
    second = document.begin_stroke(TIP, erase=True)
    assert (first.is_open, second.is_open) == (False, True)
    assert document.history.undo_labels == ("Brush",)


def test_undo_in_the_middle_of_a_stroke_takes_back_what_it_has_painted(document: Document):
    stroke = document.begin_stroke(TIP)
    stroke.move_to(60, 60)
    assert document.can_undo
    document.undo()
    assert not document.mask.any()
    stroke.move_to(70, 60)
    stroke.commit()
    assert document.history.undo_labels == ("Brush",)
    assert document.undo()
    assert not document.mask.any()


def test_a_fill_that_arrives_in_the_middle_of_a_stroke(document: Document, make_patch: PatchMaker):
    paint(document, (60, 60))
    used = document.mask_bounds, document.mask[document.mask_bounds.slices].copy()
    stroke = document.begin_stroke(TIP)
    stroke.move_to(65, 60)
    stroke.move_to(300, 300)
    document.add_patch(make_patch(Rect(50, 50, 20, 20)), consumed=used)
    stroke.move_to(310, 300)
    stroke.commit()
    assert document.mask[60, 60] == 0
    assert document.mask[60, 73] == 255, "painted after the fill began"
    assert document.mask[300, 310] == 255
    assert document.history.undo_labels == ("Brush", "Brush", "Fill", "Brush")
    states = [document.mask.copy()]
    while document.undo():
        states.append(document.mask.copy())
    assert not states[-1].any()
    while document.redo():
        pass
    assert (document.mask == states[0]).all()


def test_set_and_clear_mask(document: Document, changes: list[Change]):
    wanted = np.zeros((520, 600), np.uint8)
    wanted[100:140, 10:590] = 128
    document.set_mask(wanted, "Grow")
    assert (document.mask == wanted).all()
    assert not np.shares_memory(document.mask, wanted)
    assert [rect.height for rect in changes[0].rects] == [40, 40, 40]
    changes.clear()
    document.set_mask(wanted, "Again")
    assert changes == []
    document.clear_mask()
    document.clear_mask()
    assert not document.mask.any()
    assert document.history.undo_labels == ("Grow", "Clear mask")
    document.undo()
    assert (document.mask == wanted).all()


@pytest.mark.parametrize("bad", [np.zeros((5, 5), np.uint8), np.zeros((520, 600), bool)])
def test_a_mask_that_does_not_fit_is_refused(document: Document, bad: np.ndarray):
    with pytest.raises(ValueError, match="the mask has to be uint8"):
        document.set_mask(bad)


def test_a_fill_and_the_mask_it_consumed_are_one_step(
    document: Document, changes: list[Change], make_patch: PatchMaker
):
    paint(document, (60, 60))
    masked, before = document.mask.copy(), document.composite
    patch = make_patch(Rect(50, 50, 20, 20))
    changes.clear()
    document.add_patch(patch, label="Fill with telea")
    assert kinds(changes) == ["mask", "pixels", "stack", "history", "saved"]
    assert changes[1].rects == patch.rects
    assert not document.mask.any()
    assert (shown(document)[50:70, 50:70] == 200).all()
    assert document.composite is not before
    assert before.patches == ()
    assert document.undo_label == "Fill with telea"

    document.undo()
    assert (document.mask == masked).all()
    assert (shown(document) == document.photo.pixels).all()
    assert (document.patches, document.is_modified) == ((), False)
    document.redo()
    assert document.patches == (patch,)
    assert not document.mask.any()


def test_the_mask_can_be_kept(document: Document, make_patch: PatchMaker):
    paint(document, (60, 60))
    document.add_patch(make_patch(Rect(50, 50, 20, 20)), clear_mask=False)
    assert document.mask.any()


def test_switching_a_candidate_is_one_step(document: Document, changes: list[Change], make_patch: PatchMaker):
    below, old, new = (make_patch(Rect(50, 50, 20, 20), value=value) for value in (1, 2, 3))
    above = make_patch(Rect(0, 0, 5, 5))
    for patch in (below, old, above):
        document.add_patch(patch)
    changes.clear()
    document.replace_patch(old.id, new)
    assert document.patches == (below, new, above)
    assert kinds(changes) == ["pixels", "stack", "history"]
    assert (shown(document)[50:70, 50:70] == 3).all()
    assert document.undo() == old.rects
    assert document.patches == (below, old, above)


def test_a_replacement_may_keep_the_id(document: Document, make_patch: PatchMaker):
    patch = make_patch(Rect(50, 50, 20, 20))
    document.add_patch(patch)
    document.replace_patch(patch.id, replace(patch, opacity=0.5), "Opacity")
    assert document.patches[0].opacity == 0.5
    document.undo()
    assert document.patches == (patch,)


def test_hiding_and_removing(document: Document, changes: list[Change], make_patch: PatchMaker):
    patch = make_patch(Rect(50, 50, 20, 20))
    document.add_patch(patch)
    changes.clear()
    document.set_patch_visible(patch.id, True)
    assert changes == []
    document.set_patch_visible(patch.id, False)
    assert (shown(document) == document.photo.pixels).all()
    assert changes[0] == Change(ChangeKind.PIXELS, patch.rects)
    document.remove_patch(patch.id)
    assert document.patches == ()
    assert document.history.undo_labels == ("Fill", "Hide patch", "Remove patch")
    assert document.undo() == (), "a hidden patch changes no pixel"
    document.undo()
    assert document.patches == (patch,)


def test_an_unknown_patch_is_a_key_error(document: Document, make_patch: PatchMaker):
    for change in (
        lambda: document.remove_patch("x"),
        lambda: document.set_patch_visible("x", True),
        lambda: document.replace_patch("x", make_patch(Rect(0, 0, 1, 1))),
    ):
        with pytest.raises(KeyError):
            change()


def test_a_patch_that_does_not_fit_is_refused(document: Document, make_patch: PatchMaker):
    for bad in (make_patch(Rect(595, 0, 10, 10)), make_patch(Rect(0, 0, 10, 10), dtype=np.uint16)):
        with pytest.raises(ValueError, match="does not fit"):
            document.add_patch(bad)
    one, two = make_patch(Rect(0, 0, 1, 1)), make_patch(Rect(0, 0, 1, 1))
    document.add_patch(one)
    document.add_patch(two)
    with pytest.raises(ValueError, match="already"):
        document.add_patch(one)
    with pytest.raises(ValueError, match="already"):
        document.replace_patch(two.id, one)
    assert document.history.undo_labels == ("Fill", "Fill")


def test_modified_follows_saving_undo_and_redo(document: Document, changes: list[Change], make_patch: PatchMaker):
    paint(document, (60, 60))
    assert not document.is_modified
    first, second = make_patch(Rect(0, 0, 9, 9)), make_patch(Rect(20, 0, 9, 9))
    document.add_patch(first)
    assert document.is_modified
    changes.clear()
    document.mark_saved()
    assert (document.is_modified, kinds(changes)) == (False, ["saved"])
    document.add_patch(second)
    assert document.is_modified
    changes.clear()
    document.undo()
    assert not document.is_modified
    assert kinds(changes)[-1] == "saved"
    document.undo()
    assert document.is_modified, "what was saved holds a fill that is gone now"
    document.redo()
    assert not document.is_modified
    document.set_patch_visible(first.id, False)
    assert document.is_modified
    document.set_patch_visible(first.id, True)
    assert not document.is_modified


def test_the_revision_grows_with_every_change(document: Document, make_patch: PatchMaker):
    revisions = [document.revision]
    patch = make_patch(Rect(0, 0, 9, 9))
    for change in (
        lambda: paint(document, (60, 60)),
        lambda: document.add_patch(patch),
        document.undo,
        document.redo,
        lambda: document.set_patch_visible(patch.id, False),
        document.mark_saved,
    ):
        change()
        revisions.append(document.revision)
    assert revisions == sorted(set(revisions))


def test_unsubscribing_ends_the_calls(document: Document):
    seen: list[Change] = []
    unsubscribe = document.subscribe(seen.append)
    paint(document, (60, 60))
    count = len(seen)
    unsubscribe()
    unsubscribe()
    paint(document, (90, 60))
    assert len(seen) == count > 0


def test_a_subscriber_may_leave_while_it_is_called(document: Document):
    seen: list[str] = []

    def once(change: Change) -> None:
        seen.append("once")
        leave()

    leave = document.subscribe(once)
    document.subscribe(lambda change: seen.append("always"))
    document.mark_saved()
    document.mark_saved()
    assert seen == ["once", "always", "always"]


def test_fault_38_a_thousand_strokes_stay_under_the_cap(make_photo: Callable[..., Photo]):
    document = Document(make_photo(700, 600), history_limit_bytes=100_000)
    rng = np.random.default_rng(2)
    tip = BrushTip(60, hardness=0.2)
    for number in range(1000):
        stroke = document.begin_stroke(tip, erase=number % 3 == 2)
        x, y = rng.uniform((0, 0), (700, 600))
        stroke.move_to(x, y)
        stroke.move_to(x + 60, y - 40)
        stroke.commit()
        assert document.history.nbytes <= 100_000
    steps = len(document.history.undo_labels)
    assert 5 < steps < 1000
    final = document.mask.copy()
    while document.undo():
        pass
    assert len(document.history.redo_labels) == steps
    while document.redo():
        pass
    assert (document.mask == final).all()


def test_a_hundred_megapixels_are_not_copied_and_a_stroke_touches_only_its_tiles():
    pixels = np.broadcast_to(np.zeros((1, 1, 3), np.uint8), (10_000, 10_000, 3))
    document = Document(SimpleNamespace(pixels=pixels, alpha=None, size=Size(10_000, 10_000)))  # type: ignore[arg-type]
    stroke = document.begin_stroke(BrushTip(100))
    stroke.move_to(9_000, 9_000)
    assert len(stroke._recorder._originals) <= 4
    stroke.commit()
    assert document.history.nbytes < 20_000
    assert document.mask_bounds.overlaps(Rect(9_000, 9_000, 1, 1))
    assert np.shares_memory(document.composite.read(Rect(0, 0, 5_000, 5_000)), pixels)
