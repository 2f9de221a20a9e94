"""A tab, or a step that is undone, comes back as it was left; a photo that a worker has reduced is sharp at once."""

from __future__ import annotations

import gc
import weakref
from collections.abc import Callable

import numpy as np
import pytest
from pytestqt.qtbot import QtBot

from engine.document import Document
from engine.errors import Cancelled
from engine.geometry import Rect
from engine.photo import Photo, Turn, photo_from_pixels
from tests.ui.canvas.canvas_looking import document_of, patch_at, seen
from ui.canvas import scene_shelf
from ui.canvas.known_levels import KnownLevels
from ui.canvas.view import CanvasView


def show(canvas: CanvasView, document: Document, qtbot: QtBot, *, keeps: bool = True) -> None:
    with qtbot.waitSignal(canvas.levels_ready):
        canvas.set_document(document, keeps=keeps)


def other(small_photo: np.ndarray) -> Document:
    return Document(photo_from_pixels(small_photo[::-1].copy()))


def test_a_tab_comes_back_as_it_was_left(canvas: CanvasView, small_photo: np.ndarray, qtbot: QtBot) -> None:
    first, scene = document_of(canvas), canvas._scene
    second = other(small_photo)
    show(canvas, second, qtbot)
    show(canvas, first, qtbot)
    assert canvas._scene is scene
    assert canvas.shown is first.composite


def test_what_was_done_behind_is_there_when_a_tab_comes_back(
    canvas: CanvasView, small_photo: np.ndarray, qtbot: QtBot
) -> None:
    first = document_of(canvas)
    canvas.set_preview_patch(patch_at(Rect(2, 2, 10, 10), 30))
    show(canvas, other(small_photo), qtbot)
    first.add_patch(patch_at(Rect(20, 10, 20, 20), 90))
    first.set_mask_part(Rect(1, 1, 5, 5), np.full((5, 5), 255, np.uint8))
    show(canvas, first, qtbot)
    scene = canvas._scene
    assert scene is not None
    assert scene.composite is first.composite
    assert not scene.is_previewing
    assert np.array_equal(scene.read_colours(0, Rect.of(first.size)), first.composite.read(Rect.of(first.size)))
    assert np.array_equal(scene.mask.read(0, Rect.of(first.size)), first.mask)


def test_undo_of_a_turned_or_extended_photo_shows_what_was_there(canvas: CanvasView, qtbot: QtBot) -> None:
    document, scene = document_of(canvas), canvas._scene
    canvas.zoom_fit()
    before = seen(canvas)
    for step in (lambda: document.extend(left=9), lambda: document.reshape(Turn(1))):
        with qtbot.waitSignal(canvas.levels_ready):
            step()
        changed = canvas._scene
        assert changed is not scene
        with qtbot.waitSignal(canvas.levels_ready):
            document.undo()
        assert canvas._scene is scene
        with qtbot.waitSignal(canvas.levels_ready):
            document.redo()
        assert canvas._scene is changed
        with qtbot.waitSignal(canvas.levels_ready):
            document.undo()
    canvas.zoom_fit()
    assert np.array_equal(seen(canvas), before)


def test_only_what_may_come_back_is_kept(canvas: CanvasView, small_photo: np.ndarray, qtbot: QtBot) -> None:
    first, second = document_of(canvas), other(small_photo)
    show(canvas, second, qtbot)
    closed = weakref.ref(first.photo)
    canvas.forget(first)
    with qtbot.waitSignal(canvas.levels_ready):
        second.extend(left=4)
    dropped = weakref.ref(second.photo)
    with qtbot.waitSignal(canvas.levels_ready):
        second.undo()
    del first
    gc.collect()
    assert closed() is None
    assert dropped() is not None
    second.set_mask_part(Rect(1, 1, 5, 5), np.full((5, 5), 255, np.uint8))  # the extension cannot be done again
    gc.collect()
    assert dropped() is None


def test_so_much_is_kept_and_no_more(
    canvas: CanvasView, small_photo: np.ndarray, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(scene_shelf, "_MOST_BYTES", -1)
    first, scene = document_of(canvas), canvas._scene
    show(canvas, other(small_photo), qtbot)
    show(canvas, first, qtbot)
    assert canvas._scene is not scene


@pytest.mark.parametrize("alpha", [False, True])
@pytest.mark.parametrize("dtype", [np.uint8, np.uint16])
def test_a_photo_that_a_worker_has_reduced_is_sharp_at_once(
    canvas: CanvasView, dtype: type, alpha: bool, qtbot: QtBot
) -> None:
    pixels = np.random.default_rng(3).integers(0, np.iinfo(dtype).max, (700, 900, 3), dtype)
    photos = [photo_from_pixels(pixels, pixels[..., 0].copy() if alpha else None) for _ in range(2)]
    canvas.known_levels.prepare(photos[0])
    canvas.set_document(Document(photos[0]))
    sharp = seen(canvas)
    assert canvas._scene is not None
    assert not canvas._scene._builders
    qtbot.waitSignal(canvas.levels_ready).wait()
    show(canvas, Document(photos[1]), qtbot)
    assert np.array_equal(seen(canvas), sharp)


def test_a_photo_reduced_for_another_screen_is_reduced_again(canvas: CanvasView, qtbot: QtBot) -> None:
    photo = photo_from_pixels(np.full((700, 900, 3), 90, np.uint8))
    canvas.known_levels.prepare(photo)
    canvas.known_levels.screen = b"another"
    scene = weakref.ref(canvas._scene)
    show(canvas, Document(photo), qtbot, keeps=False)
    assert scene() is None
    assert canvas._scene is not None
    assert canvas._scene._builders


def test_reducing_may_be_cancelled_and_its_failure_is_nobodys(monkeypatch: pytest.MonkeyPatch) -> None:
    levels, photo = KnownLevels(), photo_from_pixels(np.full((700, 900, 3), 90, np.uint8))

    def cancelled() -> None:
        raise Cancelled

    with pytest.raises(Cancelled):
        levels.prepare(photo, cancelled)

    def fails(*_: object) -> Callable[[Photo], object]:
        raise MemoryError

    monkeypatch.setattr("ui.canvas.known_levels.planes_of", fails)
    levels.prepare(photo)
    assert not levels.take(photo, [])
