"""The canvas grows: one step, everything moves along, and undo brings back the very photo."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from weakref import ref

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.document import Change, ChangeKind, Document, MaskArea, Patch, changed_outside, margins_for_aspect
from engine.document.extension import FramedMask, framed_mask
from engine.document.mask_buffer import MaskArray
from engine.errors import BadInput
from engine.geometry import Margins, Rect, Size
from engine.mask import BrushTip
from engine.photo import Photo, extended_photo, photo_from_pixels

MakePhoto = Callable[..., Photo]
MakePatch = Callable[..., Patch]


def test_a_frame_made_ahead_gives_the_same_mask_and_what_is_kept_for_a_crash_says_so_too(make_photo: MakePhoto) -> None:
    documents = Document(make_photo()), Document(make_photo())
    margins, spot = Margins(3, 5, 0, 7), Rect(10, 8, 20, 12)
    for document in documents:
        document.set_mask_part(spot, np.full((12, 20), 90, np.uint8))
    size = documents[0].size
    marked = MaskArea(spot, documents[0].mask[spot.slices].copy())
    ahead = extended_photo(documents[0].photo, margins), MaskArray(framed_mask(size, margins), Rect(0, 0, 67, 60))
    documents[0].extend(3, 5, 0, 7, photo=ahead[0], mask=ahead[1])
    documents[1].extend(3, 5, 0, 7)
    assert np.array_equal(documents[0].mask, documents[1].mask)
    assert np.array_equal(FramedMask(size, margins, marked).area.alpha, documents[1].mask)
    documents[0].undo()
    assert documents[0].mask_bounds == spot
    documents[0].redo()
    assert np.array_equal(documents[0].mask, documents[1].mask)
    with pytest.raises(ValueError, match="framed mask"):
        documents[1].extend(1, 0, 0, 0, mask=ahead[1])


def test_extending_is_one_step_that_masks_the_new_canvas_and_keeps_every_pixel(make_photo: MakePhoto) -> None:
    photo = make_photo(dtype=np.uint16, alpha=True)
    document = Document(photo)
    document.extend(left=5, top=3, right=2, bottom=7)
    assert document.size == Size(71, 58)
    inner = Rect(5, 3, 64, 48)
    assert np.array_equal(document.photo.pixels[inner.slices], photo.pixels)
    assert photo.alpha is not None
    assert document.photo.alpha is not None
    assert np.array_equal(document.photo.alpha[inner.slices], photo.alpha)
    border = np.ones((58, 71), bool)
    border[inner.slices] = False
    assert np.array_equal(document.mask > 0, border)
    assert (document.mask[border] == 255).all()
    assert document.photo.alpha[border].max() == 0
    assert document.mask_bounds == Rect(0, 0, 71, 58)
    assert document.history.undo_labels == ("Extend canvas",)
    assert document.is_modified
    assert changed_outside(document.composite) == 0


def test_undo_brings_back_the_very_photo_and_redo_the_very_extension(make_photo: MakePhoto) -> None:
    photo = make_photo()
    document = Document(photo)
    document.begin_stroke(BrushTip(9)).move_to(20, 20)  # left open: extending commits it
    document.extend(right=10)
    extended, mask = document.photo, document.mask.copy()
    assert document.undo() == (Rect(0, 0, 64, 48),)
    assert document.photo is photo
    assert not document.is_modified
    assert document.mask.shape == (48, 64)
    assert document.mask[20, 20] == 255
    document.redo()
    assert document.photo is extended
    assert np.array_equal(document.mask, mask)
    document.undo()
    document.undo()
    assert not document.mask.any()


def test_redo_finds_the_mask_of_the_larger_canvas_as_it_was_until_something_else_is_done(make_photo: MakePhoto) -> None:
    document = Document(make_photo(12, 10))
    document.set_mask_part(Rect(2, 3, 4, 2), np.full((2, 4), 90, np.uint8))
    document.extend(3, 2, 1, 0)
    framed, again = document.mask_array, document.mask.copy()
    document.undo()
    document.redo()
    assert document.mask_array is framed  # for 100 MP to make it anew takes longer than a frame
    assert np.array_equal(document.mask, again)
    document.undo()
    held = ref(framed)
    del framed
    document.clear_mask()
    assert held() is None


def test_patches_and_mask_move_along_and_older_steps_undo_in_their_own_place(
    make_photo: MakePhoto, make_patch: MakePatch
) -> None:
    document = Document(make_photo())
    mask = np.zeros((48, 64), np.uint8)
    mask[10:20, 10:20] = 128
    document.set_mask(mask)
    patch = make_patch(Rect(30, 20, 8, 8))
    document.add_patch(patch, clear_mask=False)
    document.mark_saved()
    document.extend(left=6, top=4)
    (moved,) = document.patches
    assert moved.id == patch.id
    assert moved.rects == (Rect(36, 24, 8, 8),)
    assert moved.pieces[0].pixels is patch.pieces[0].pixels
    assert np.array_equal(document.mask[4:, 6:], mask)
    assert (document.composite.read(Rect(36, 24, 8, 8)) == 200).all()
    document.undo()
    assert document.patches == (patch,)
    assert not document.is_modified
    assert np.array_equal(document.mask, mask)
    document.undo()
    document.undo()
    assert not document.patches
    assert not document.mask.any()


def test_it_is_announced_with_what_has_moved(make_photo: MakePhoto) -> None:
    document = Document(make_photo())
    changes: list[Change] = []
    document.subscribe(changes.append)
    document.extend(left=6, top=4)
    document.undo()
    kinds = [change.kind for change in changes]
    assert kinds == [ChangeKind.CANVAS, ChangeKind.STACK, ChangeKind.HISTORY, ChangeKind.SAVED] * 2
    there, back = (change for change in changes if change.kind is ChangeKind.CANVAS)
    assert (there.rects, there.moved) == ((Rect(0, 0, 70, 52),), (6, 4))
    assert (back.rects, back.moved) == ((Rect(0, 0, 64, 48),), (-6, -4))


def test_a_stroke_cannot_go_on_over_another_canvas(make_photo: MakePhoto) -> None:
    document = Document(make_photo())
    document.extend(left=6)
    stroke = document.begin_stroke(BrushTip(9))
    document.undo()
    assert not stroke.is_open
    with pytest.raises(RuntimeError):
        stroke.move_to(1, 1)
    document.begin_stroke(BrushTip(9)).move_to(1, 1)


def test_blank_is_what_lies_beside_the_source_under_no_visible_patch(
    make_photo: MakePhoto, make_patch: MakePatch
) -> None:
    document = Document(make_photo())
    assert document.composite.blank(Rect(0, 0, 64, 48)) is None
    document.extend(left=6)
    document.extend(top=2)
    assert document.photo.frame == Rect(6, 2, 64, 48)
    assert document.photo.origin == (6, 2)
    blank = document.composite.blank(Rect(0, 0, 70, 50))
    assert blank is not None
    assert blank.sum() == 70 * 50 - 64 * 48
    assert document.composite.blank(Rect(6, 2, 64, 48)) is None
    patch = make_patch(Rect(0, 0, 70, 2), Rect(0, 2, 6, 48))
    document.add_patch(patch)
    assert document.composite.blank(Rect(0, 0, 70, 50)) is None
    document.set_patch_visible(patch.id, False)
    assert document.composite.blank(Rect(0, 0, 70, 50)) is not None
    far = document.composite.blank(Rect(0, 0, 3, 2))
    assert far is not None
    assert far.all()


def test_nothing_and_less_than_nothing_are_refused(make_photo: MakePhoto) -> None:
    document = Document(make_photo())
    with pytest.raises(BadInput, match="stay as it is"):
        document.extend()
    with pytest.raises(ValueError, match="cannot be extended"):
        document.extend(left=-1)
    with pytest.raises(ValueError, match="does not fit"):
        document.extend(left=2, photo=extended_photo(document.photo, Margins(left=1)))
    assert not document.can_undo


def test_the_history_counts_what_it_alone_keeps(make_photo: MakePhoto, make_patch: MakePatch) -> None:
    photo = make_photo()
    document = Document(photo)
    document.add_patch(make_patch(Rect(0, 0, 10, 10)))
    before = document.history.nbytes
    document.extend(left=10)
    first = document.photo
    assert document.history.nbytes < before + 1000  # the photo as opened is the document's own, the patch is shown
    document.extend(left=10)
    assert first.nbytes <= document.history.nbytes < first.nbytes + 3000
    small = Document(photo, history_limit_bytes=1000)
    for _ in range(3):
        small.extend(right=4)
    assert small.history.undo_labels == ("Extend canvas",)
    small.undo()
    assert small.size == Size(72, 48)


sizes = st.builds(Size, st.integers(1, 5000), st.integers(1, 5000))
aspects = st.sampled_from([Fraction(1), Fraction(4, 5), Fraction(3, 2), Fraction(16, 9), Fraction(9, 16)])
shares = st.sampled_from([0.0, 0.5, 1.0])
least = st.builds(Margins, *[st.integers(0, 300)] * 4)


@given(sizes, aspects, shares, shares, least)
def test_an_aspect_is_met_to_half_a_pixel_and_nothing_is_cut(
    size: Size, aspect: Fraction, across: float, down: float, least: Margins
) -> None:
    margins = margins_for_aspect(size, aspect, (across, down), least)
    found = margins.around(size)
    assert abs(found.width - found.height * aspect) <= 0.5 or abs(found.height - found.width / aspect) <= 0.5
    grown = least.around(size)
    assert found.width == grown.width or found.height == grown.height
    assert margins.left >= least.left
    assert margins.bottom >= least.bottom
    if across == 0:
        assert margins.left == least.left
    if down == 1:
        assert margins.bottom == least.bottom


def test_strips_cover_what_is_new_once() -> None:
    size, margins = Size(20, 10), Margins(3, 4, 0, 5)
    count = np.zeros((19, 23), int)
    for strip in margins.strips(size):
        count[strip.slices] += 1
    count[margins.inner(size).slices] += 1
    assert (count == 1).all()
    assert Margins().strips(size) == ()


_SIDES = st.tuples(*[st.integers(0, 9)] * 4).filter(any)
_STEPS = st.one_of(
    st.tuples(st.just("extend"), _SIDES),
    st.tuples(st.just("dab"), st.tuples(st.integers(0, 20), st.integers(0, 20))),
    st.tuples(st.just("patch"), st.tuples(st.integers(0, 10), st.integers(0, 10))),
    st.tuples(st.just("clear"), st.just(())),
)


def _state(document: Document) -> tuple[object, ...]:
    whole = Rect.of(document.size)
    return document.size, document.mask.tobytes(), document.composite.read(whole).tobytes()


@given(st.lists(_STEPS, min_size=1, max_size=8))
def test_any_row_of_steps_can_be_taken_back_and_done_again(
    make_patch: MakePatch, steps: list[tuple[str, tuple[int, ...]]]
) -> None:
    pixels = np.random.default_rng(1).integers(0, 256, (24, 32, 3), np.uint8)
    document = Document(photo_from_pixels(pixels))
    states = [_state(document)]
    for kind, numbers in steps:
        count = len(document.history.undo_labels)
        if kind == "extend":
            document.extend(*numbers)
        elif kind == "dab":
            stroke = document.begin_stroke(BrushTip(6))
            stroke.move_to(*numbers)
            stroke.commit()
        elif kind == "patch":
            document.add_patch(make_patch(Rect(*numbers, 6, 5), value=numbers[0]))
        else:
            document.clear_mask()
        if len(document.history.undo_labels) > count:
            states.append(_state(document))
    for state in reversed(states[:-1]):
        document.undo()
        assert _state(document) == state
    for state in states[1:]:
        document.redo()
        assert _state(document) == state
