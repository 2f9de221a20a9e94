"""What takes longer than a frame comes late: as a whole, the newest last, and never anything that was not asked for."""

from __future__ import annotations

import queue
import threading
from collections.abc import Callable, Iterator
from dataclasses import replace

import cv2
import numpy as np
import pytest

from engine.document import Adjustment, Document, Patch, Piece, Recipe
from engine.geometry import Rect
from engine.photo import Photo, photo_from_pixels
from ui.canvas import late
from ui.canvas.late import Made, Order
from ui.canvas.pyramid import level_size
from ui.canvas.scene import Scene

WIDTH, HEIGHT = 1301, 1033
Told = tuple[Order, Made, bool]


def smooth(seed: int, width: int, height: int, dtype: type) -> np.ndarray:
    few = np.random.default_rng(seed).integers(0, np.iinfo(dtype).max, (5, 6, 3), dtype)
    return cv2.resize(few, (width, height), interpolation=cv2.INTER_LINEAR)


def photo_of(dtype: type = np.uint8, *, alpha: bool = False) -> Photo:
    pixels = smooth(1, WIDTH, HEIGHT, dtype)
    return photo_from_pixels(pixels, np.full((HEIGHT, WIDTH), 200, dtype) if alpha else None)


def soft(name: str, rect: Rect, photo: Photo) -> Patch:
    cover = cv2.GaussianBlur(np.pad(np.full((rect.height - 80, rect.width - 80), 255, np.uint8), 40), (0, 0), 12)
    dtype = photo.pixels.dtype.type
    own = None if photo.alpha is None else np.full(cover.shape, 90, dtype)
    pixels = smooth(len(name), rect.width, rect.height, dtype)
    return Patch(name, (Piece(rect, pixels, np.asarray(cover, np.uint8), own),), Recipe("x"))


def stacked(photo: Photo) -> Document:
    document = Document(photo)
    for at in range(3):
        document.add_patch(soft("p" * (at + 2), Rect(150 + 90 * at, 130 + 70 * at, 700, 600), photo), clear_mask=False)
    return document


class Watched:
    """A scene with a window before it, and what its thread has brought."""

    def __init__(self, document: Document, level: int) -> None:
        self.document, self.level = document, level
        self.scene = Scene(document)
        self.told: queue.Queue[Told] = queue.Queue()
        self.scene.when_tiles_come(lambda *told: self.told.put(told))
        done = threading.Event()
        self.scene.build(done.set)
        assert done.wait(20)
        self.scene.levels_changed()
        self.whole = Rect.of(level_size(self.scene.size, level))
        self.changes: list[tuple[Rect, ...]] = []
        document.subscribe(lambda change: self.changes.append(self.scene.composite_changed(change.rects)))

    def drawn(self) -> np.ndarray:
        """A frame."""
        self.scene.in_sight(self.level, self.whole)
        colours, alpha = self.scene.read_colours(self.level, self.whole).copy(), None
        if self.scene.alpha is not None:
            alpha = self.scene.read_alpha(self.level, self.whole)
        self.scene.frame_drawn()
        return colours if alpha is None else np.dstack([colours, alpha])

    def take(self) -> Told:
        """What comes next from the thread."""
        told = self.told.get(timeout=20)
        self.scene.take_tiles(*told)
        return told

    def settle(self) -> np.ndarray:
        """The picture once nothing is under way any more."""
        drawn = self.drawn()
        while self.scene._late.order is not None:
            self.take()
            drawn = self.drawn()
        return drawn


def exact(document: Document, level: int) -> np.ndarray:
    """What somebody sees who waits for everything."""
    scene = Scene(document)
    scene.colours.build()
    if scene.alpha is not None:
        scene.alpha.build()
    whole = Rect.of(level_size(scene.size, level))
    colours, alpha = scene.read_colours(level, whole).copy(), scene.read_alpha(level, whole)
    scene.close()
    return colours if alpha is None else np.dstack([colours, alpha])


@pytest.fixture
def watch(monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[Document, int], Watched]]:
    """watch(document, level): a window on a machine so slow that no large patch is laid within a frame."""
    monkeypatch.setattr(late, "FRAME", 60_000)
    made: list[Watched] = []

    def one(document: Document, level: int) -> Watched:
        made.append(Watched(document, level))
        return made[-1]

    yield one
    for each in made:
        each.scene.close()


@pytest.mark.parametrize(("dtype", "level"), [(np.uint8, 0), (np.uint8, 1), (np.uint16, 0), (np.uint16, 2)])
def test_a_photo_that_is_shown_first_is_coarse_and_then_exact(watch, dtype: type, level: int) -> None:
    document = stacked(photo_of(dtype))
    one = watch(document, level)
    coarse, final = one.drawn().astype(int), exact(document, level)
    plain = exact(Document(document.photo), level)
    assert not np.array_equal(coarse, final)
    assert np.abs(coarse - final).mean() < 2 < np.abs(plain - final.astype(int)).mean()  # never without its patches
    assert np.array_equal(one.settle(), final)


@pytest.mark.parametrize("alpha", [False, True])
@pytest.mark.parametrize("level", [0, 1])
def test_what_was_shown_stays_as_a_whole_until_all_of_the_next_is_there(watch, level: int, alpha: bool) -> None:
    document = stacked(photo_of(alpha=alpha))
    one = watch(document, level)
    before = one.settle()
    document.set_patch_visible("pppp", False)
    assert not any(one.changes)  # nothing looks different yet
    for _ in range(3):
        assert np.array_equal(one.drawn(), before)
    order, made, is_last = one.told.get(timeout=20)
    assert np.array_equal(one.drawn(), before)
    assert is_last
    rects = one.scene.take_tiles(order, made, is_last)
    after = exact(document, level)
    assert np.array_equal(one.drawn(), after)
    differs = (before != after).any(axis=2)
    for rect in rects:
        spot = Rect.from_bounds(rect.x >> level, rect.y >> level, -(-rect.right >> level), -(-rect.bottom >> level))
        differs[spot.slices] = False
    assert not differs.any()


@pytest.mark.parametrize("level", [0, 1])
def test_the_newest_wins_and_every_picture_on_the_way_has_been_wanted(watch, level: int) -> None:
    document = stacked(photo_of())
    one = watch(document, level)
    wanted = [one.settle()]
    for step in range(6):
        document.set_patch_opacity("ppp", 0.9 - 0.1 * step, merge="drag")
        wanted.append(exact(document, level))
        if step in (1, 4):
            one.take()
        drawn = one.drawn()
        assert any(np.array_equal(drawn, each) for each in wanted)
    document.undo()
    assert np.array_equal(one.settle(), wanted[0])
    document.redo()
    assert np.array_equal(one.settle(), wanted[-1])


def test_a_small_change_waits_for_the_large_one_before_it_and_is_not_lost(watch) -> None:
    document = stacked(photo_of())
    one = watch(document, 1)
    before = one.settle()
    document.set_patch_visible("ppp", False)
    small = replace(soft("small", Rect(300, 280, 90, 85), document.photo), opacity=0.8)
    document.add_patch(small, clear_mask=False)
    assert np.array_equal(one.drawn(), before)
    assert np.array_equal(one.settle(), exact(document, 1))
    one.changes.clear()
    document.undo()
    assert small.rects in one.changes  # within a frame by itself
    assert np.array_equal(one.drawn(), exact(document, 1))


def test_a_stroke_is_followed_while_tiles_are_on_their_way(watch) -> None:
    document = stacked(photo_of())
    one = watch(document, 1)
    one.drawn()
    assert one.scene._late.order is not None
    rect = Rect(500, 400, 60, 50)
    stroke = soft("stroke", rect.grown(60), document.photo)
    one.scene.set_strokes((stroke,), stroke.rects)
    document.add_patch(replace(stroke, id="laid"), clear_mask=False)
    one.scene.set_strokes((), stroke.rects)
    assert np.array_equal(one.settle(), exact(document, 1))


def test_a_stroke_whose_dabs_take_too_long_catches_up_with_the_hand(watch) -> None:
    photo = photo_of()
    document = stacked(photo)
    one = watch(document, 1)
    one.settle()
    rect = Rect(100, 100, 900, 800)
    cover = np.zeros((rect.height, rect.width), np.uint8)
    stroke = Patch("stroke", (Piece(rect, smooth(9, 900, 800, np.uint8), cover),), Recipe("clone"))
    for at in range(5):
        dab = Rect(40 + 60 * at, 30 + 70 * at, 400, 380)
        cover[dab.slices] = 200
        one.scene.set_strokes((stroke,), (dab.translated(rect.x, rect.y),))
        one.drawn()
    found = one.settle()
    document.add_patch(replace(stroke, id="laid"), clear_mask=False)
    assert np.array_equal(found, exact(document, 1))


def test_a_stroke_that_is_laid_is_never_out_of_sight(watch) -> None:
    document = stacked(photo_of())
    one = watch(document, 1)
    one.settle()
    stroke = soft("stroke", Rect(80, 90, 900, 800), document.photo)
    one.scene.set_strokes((stroke,), stroke.rects)
    with_stroke = one.settle()
    document.add_patch(replace(stroke, id="laid"), clear_mask=False)
    over = exact(document, 1)
    assert np.array_equal(over, with_stroke)
    one.scene.set_strokes((), stroke.rects)
    twice = Document(document.photo)
    twice.set_patches((*document.patches, stroke), "both")
    wanted = [over, exact(twice, 1)]  # on its way it lies over its patch for a moment
    while one.scene._late.order is not None:
        assert any(np.array_equal(one.drawn(), each) for each in wanted)
        one.take()
    assert np.array_equal(one.settle(), over)


@pytest.mark.parametrize("level", [0, 1])
def test_an_adjustment_that_takes_longer_than_a_frame_comes_late(watch, level: int) -> None:
    document = stacked(photo_of())
    document.add_patch(Patch("all", (), Recipe("adjust"), adjustment=Adjustment(exposure=0.4)), clear_mask=False)
    one = watch(document, level)
    before = one.settle()
    assert np.array_equal(before, exact(document, level))
    for exposure in (0.1, -0.3):
        brighter = replace(document.patches[-1], adjustment=Adjustment(exposure=exposure))
        assert one.scene.set_preview(brighter, "all") == ()
        assert np.array_equal(one.drawn(), before)
    after = one.settle()
    document.set_patches((*document.patches[:-1], brighter), "adjust")
    assert np.array_equal(after, exact(document, level))


def test_what_had_to_make_way_for_a_change_comes_after_it(watch, monkeypatch) -> None:
    document = stacked(photo_of())
    one = watch(document, 1)
    make = late._Worker._make
    first = threading.Event()

    def slowly(worker: late._Worker, *args: object) -> np.ndarray:
        if not first.is_set():
            first.set()
            assert worker.hurry.wait(20)
        return make(worker, *args)

    monkeypatch.setattr(late._Worker, "_make", slowly)
    one.drawn()
    assert first.wait(20)
    document.set_patch_visible("pppp", False)
    orders = [one.take()[0]]
    while one.scene._late.order is not None:  # nobody draws meanwhile
        orders.append(one.take()[0])
    assert orders[0].is_hurried
    assert orders[1].is_next
    assert np.array_equal(one.drawn(), exact(document, 1))
    assert one.scene._late.order is None


def test_levels_that_come_while_tiles_are_made_drop_them(watch) -> None:
    document = stacked(photo_of())
    one = watch(document, 1)
    one.settle()
    document.set_patch_visible("ppp", False)
    order = one.scene._late.order
    assert order is not None
    one.scene.levels_changed()
    assert one.scene.take_tiles(order, {}, True) == ()
    assert np.array_equal(one.settle(), exact(document, 1))


def test_a_closed_scene_is_told_nothing_and_with_nobody_to_tell_nothing_is_late(watch) -> None:
    document = stacked(photo_of())
    one = watch(document, 1)
    one.drawn()
    one.scene.close()
    while not one.told.empty():
        assert one.scene.take_tiles(*one.told.get()) == ()
    alone = Scene(document)
    assert np.array_equal(
        alone.read_colours(0, Rect.of(document.size)), document.composite.read(Rect.of(document.size))
    )
    alone.close()


def test_a_photo_that_was_only_turned_keeps_its_way_to_the_screen() -> None:
    photo = photo_of()
    one, other = Scene(Document(photo)), Scene(Document(replace(photo, pixels=photo.pixels[::-1].copy())))
    assert one.colours._shower is other.colours._shower
    one.close()
    other.close()


def test_a_thread_that_fails_leaves_coarse_tiles_and_says_so(watch, monkeypatch, caplog) -> None:
    document = stacked(photo_of())
    one = watch(document, 1)

    def fails(*_args: object) -> None:
        raise MemoryError

    monkeypatch.setattr(late._Worker, "_make", fails)
    coarse = one.drawn()
    _, made, is_last = one.take()
    assert (made, is_last) == ({}, True)
    assert "tiles could not be composed" in caplog.text
    caplog.clear()
    assert np.array_equal(one.drawn(), coarse)
