"""What a worker has made of a mask is shown without being made again, and follows what is written to it."""

from __future__ import annotations

import numpy as np
import pytest

from engine.document import Document
from engine.document import document as document_module
from engine.geometry import Rect
from engine.photo import photo_from_pixels
from ui.canvas import known_masks
from ui.canvas.known_masks import KnownMasks
from ui.canvas.pyramid import MaskPyramid
from ui.canvas.scene import Scene


@pytest.fixture
def document(monkeypatch: pytest.MonkeyPatch) -> Document:
    monkeypatch.setattr(document_module, "WRITTEN_AT_ONCE", 0)
    return Document(photo_from_pixels(np.full((600, 520, 3), 90, np.uint8)))


def same(pyramid, document: Document) -> bool:
    anew = MaskPyramid(document.mask)
    levels = [Rect(0, 0, -(-520 >> level), -(-600 >> level)) for level in range(anew.count)]
    return all(np.array_equal(pyramid.read(n, rect), anew.read(n, rect)) for n, rect in enumerate(levels))


def planned(document: Document, known: KnownMasks):
    plan = document.plan_whole_mask(255 - document.mask)
    assert plan.array is not None
    known.put(plan.array, MaskPyramid(plan.array.view, plan.array.bounds))
    return plan


def test_a_mask_that_takes_anothers_place_and_gives_it_back_is_never_reduced_where_it_is_shown(
    document: Document, monkeypatch: pytest.MonkeyPatch
) -> None:
    known = KnownMasks()
    scene = Scene(document, None, known)
    plan = planned(document, known)
    monkeypatch.setattr(known_masks, "MaskPyramid", None)
    assert document.carry_out(plan, "Invert")
    scene.mask_changed()
    assert same(scene.mask, document)
    assert scene.mask.hull == Rect(0, 0, 520, 600)
    document.undo()
    scene.mask_changed()
    assert same(scene.mask, document)
    assert scene.mask.hull.is_empty
    document.redo()
    document.set_mask_part(Rect(10, 10, 30, 30), np.zeros((30, 30), np.uint8))
    scene.mask_changed()
    assert same(scene.mask, document)
    document.undo()
    document.undo()
    scene.mask_changed()
    assert same(scene.mask, document)
    scene.close()


def test_what_was_written_while_nobody_looked_is_followed(document: Document) -> None:
    known = KnownMasks()
    assert same(known.of(document), document)
    for x in range(0, 500, 20):
        document.set_mask_part(Rect(x, x, 9, 7), np.full((7, 9), 255 - x // 4, np.uint8))
    assert same(known.of(document), document)


def test_another_mask_goes_on_being_moved(document: Document) -> None:
    known = KnownMasks()
    scene = Scene(document, None, known)
    scene.move_mask((40, 30))
    document.set_mask_part(Rect(10, 10, 30, 30), np.full((30, 30), 255, np.uint8))
    scene.mask_changed()
    assert scene.mask.hull == Rect(50, 40, 30, 30)
    assert document.carry_out(planned(document, known), "Invert")
    scene.mask_changed()
    assert not scene.mask.read(0, Rect(50, 40, 30, 30)).any()
    scene.move_mask(None)
    assert same(scene.mask, document)
    scene.close()
