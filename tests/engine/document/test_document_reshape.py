"""The photo cropped, turned, mirrored, straightened: one step, patches and mask go along, undo gives the very photo."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.document import Adjustment, ChangeKind, Document, MaskArea, Patch, Piece, Recipe, changed_outside
from engine.errors import BadInput
from engine.geometry import Rect, Size
from engine.photo import Crop, Mirror, Photo, Reshape, Straighten, Turn, photo_from_pixels, reshaped_photo
from engine.photo.reshape import inner_size, reshape_from_dict

MakePhoto = Callable[..., Photo]
EXACT = [Crop(Rect(7, 5, 40, 30)), Turn(1), Turn(2), Turn(3), Mirror(True), Mirror(False)]


def _document(photo: Photo) -> Document:
    """With a patch of noise, an adjustment of a part, and something marked."""
    rng = np.random.default_rng(3)
    document = Document(photo)
    rect = Rect(3, 20, 30, 17)
    top = np.iinfo(photo.pixels.dtype).max
    pixels = rng.integers(0, top, (17, 30, 3), photo.pixels.dtype, endpoint=True)
    own = None if photo.alpha is None else pixels[..., 0]
    alpha = rng.integers(0, 256, (17, 30), np.uint8)
    document.add_patch(Patch("a", (Piece(rect, pixels, alpha, own),), Recipe("telea"), mask=MaskArea(rect, alpha)))
    there = MaskArea(Rect(10, 0, 20, 48), np.full((48, 20), 130, np.uint8))
    document.add_patch(Patch("b", (), Recipe("adjust"), mask=there, adjustment=Adjustment(exposure=0.5)))
    mask = np.zeros((48, 64), np.uint8)
    mask[10:20, 5:50] = 77
    document.set_mask(mask)
    return document


@pytest.mark.parametrize("reshape", EXACT, ids=lambda reshape: f"{reshape.kind}-{list(reshape.to_dict().values())[1]}")
@pytest.mark.parametrize("dtype", [np.uint8, np.uint16])
def test_what_is_shown_is_reshaped_bit_for_bit(make_photo: MakePhoto, reshape: Reshape, dtype: type) -> None:
    photo = make_photo(dtype=dtype, alpha=True)
    document = _document(photo)
    before, whole = document.composite, Rect.of(photo.size)
    mask = document.mask.copy()
    document.reshape(reshape)
    now = Rect.of(document.size)
    for old, new in (
        (before.read(whole), document.composite.read(now)),
        (before.read_alpha(whole), document.composite.read_alpha(now)),
        (mask, document.mask),
    ):
        assert old is not None
        assert new is not None
        assert np.array_equal(reshape.samples(old, photo.size, whole)[1], new)
    assert changed_outside(document.composite) == 0
    assert document.photo.reshapes == (reshape,)
    document.undo()
    assert document.photo is photo
    assert document.composite.patches == before.patches
    assert np.array_equal(document.mask, mask)
    assert document.mask_bounds == Rect(5, 10, 45, 10)
    document.redo()
    assert document.size == now.size


def test_reshaping_is_announced_as_a_canvas_on_which_old_places_mean_nothing(make_photo: MakePhoto) -> None:
    document = Document(make_photo())
    heard = []
    document.subscribe(heard.append)
    document.reshape(Turn(1))
    assert next((c.kind, c.reshaped) for c in heard) == (ChangeKind.CANVAS, True)
    assert document.history.undo_labels == ("Rotate",)
    assert document.is_modified


def test_four_quarters_are_none(make_photo: MakePhoto) -> None:
    photo = make_photo()
    turned = photo
    for _ in range(4):
        turned = reshaped_photo(turned, Turn(1))
    assert np.array_equal(turned.pixels, photo.pixels)


def test_what_is_cropped_away_is_gone_until_undo(make_photo: MakePhoto) -> None:
    document = _document(make_photo())
    document.reshape(Crop(Rect(50, 0, 14, 48)))
    assert document.patches == ()
    assert document.mask_bounds.is_empty
    document.undo()
    assert [patch.id for patch in document.patches] == ["a", "b"]


def test_straightening_keeps_the_middle_and_leaves_no_empty_corner() -> None:
    rows = np.arange(101, dtype=np.uint8)[:, None].repeat(151, 1)
    photo = photo_from_pixels(np.stack([rows * 2] * 3, axis=2))
    turned = reshaped_photo(photo, Straighten(10.0))
    size = inner_size(photo.size, 10.0)
    assert turned.size == size
    middle = turned.pixels[size.height // 2, size.width // 2, 0]
    assert abs(int(middle) - 100) <= 2
    # Clockwise: the horizon's left end rises, so rows that were level fall towards the left.
    assert turned.pixels[size.height // 2, 5, 0] > middle > turned.pixels[size.height // 2, -5, 0]
    flat = photo_from_pixels(np.full((60, 90, 3), 200, np.uint8))
    assert (reshaped_photo(flat, Straighten(-30.0)).pixels == 200).all()


def test_patches_are_straightened_with_the_photo(make_photo: MakePhoto) -> None:
    photo = photo_from_pixels(np.full((60, 90, 3), 50, np.uint8))
    document = Document(photo)
    rect = Rect(20, 20, 50, 20)
    piece = Piece(rect, np.full((20, 50, 3), 250, np.uint8), np.full((20, 50), 255, np.uint8))
    document.add_patch(Patch("a", (piece,), Recipe("telea"), mask=MaskArea(rect, piece.alpha)))
    shown = document.composite.read(Rect.of(photo.size))
    document.reshape(Straighten(12.0))
    found = document.composite.read(Rect.of(document.size)).astype(int)
    wanted = Straighten(12.0).samples(shown, photo.size, Rect.of(photo.size))[1].astype(int)
    assert np.abs(found - wanted).mean() < 4  # the edges alone are sampled twice
    assert document.patches[0].mask is not None


@given(st.integers(3, 300), st.integers(3, 300), st.floats(-45, 45))
def test_the_inner_part_lies_within_the_turned_picture(width: int, height: int, degrees: float) -> None:
    size = Size(width, height)
    kept = inner_size(size, degrees)
    matrix = Straighten(degrees).matrix(size)
    back = np.linalg.inv(matrix[:, :2])
    corners = np.array([(x, y) for x in (0, kept.width) for y in (0, kept.height)], float)
    there = (corners - matrix[:, 2]) @ back.T
    assert (there >= -1).all()
    assert (there <= np.array([width, height]) + 1).all()


@pytest.mark.parametrize("reshape", [*EXACT, Straighten(-3.25)])
def test_reshapes_come_back_from_json(reshape: Reshape) -> None:
    assert reshape_from_dict(json.loads(json.dumps(reshape.to_dict()))) == reshape


@pytest.mark.parametrize("data", [None, {}, {"kind": "melt"}, {"kind": "turn", "quarters": 9}, {"kind": "crop"}])
def test_damaged_reshapes_are_refused(data: object) -> None:
    with pytest.raises(BadInput):
        reshape_from_dict(data)


def test_a_crop_that_leaves_nothing_or_everything_is_refused(make_photo: MakePhoto) -> None:
    document = Document(make_photo())
    for area in (Rect(500, 500, 9, 9), Rect.of(document.size)):
        with pytest.raises(BadInput):
            document.reshape(Crop(area))
    assert not document.can_undo


def test_the_frame_of_an_extended_photo_goes_along(make_photo: MakePhoto) -> None:
    document = Document(make_photo())
    document.extend(left=10)
    assert document.photo.frame == Rect(10, 0, 64, 48)
    document.reshape(Turn(1))
    assert document.photo.frame == Rect(0, 10, 48, 64)
    document.reshape(Crop(Rect(0, 0, 48, 8)))
    assert document.photo.frame.is_empty
    blank = document.composite.blank(Rect.of(document.size))
    assert blank is not None
    assert blank.all()


def test_a_stack_is_reordered_faded_and_changed_as_one_step(make_photo: MakePhoto) -> None:
    document = _document(make_photo())
    document.move_patch("a", 1)
    assert [patch.id for patch in document.patches] == ["b", "a"]
    document.set_patch_opacity("a", 0.5, merge="opacity a")
    document.set_patch_opacity("a", 0.25, merge="opacity a")
    assert document.patches[1].opacity == 0.25
    document.undo()
    assert document.patches[1].opacity == 1
    document.undo()
    assert [patch.id for patch in document.patches] == ["a", "b"]
    with pytest.raises(ValueError, match="one id"):
        document.set_patches((document.patches[0], replace(document.patches[1], id="a")), "Merge")
    with pytest.raises(IndexError):
        document.move_patch("a", 5)


def test_reordering_is_announced_where_it_shows(make_photo: MakePhoto) -> None:
    document = _document(make_photo())
    heard = []
    document.subscribe(heard.append)
    document.move_patch("a", 1)
    rects = next(change.rects for change in heard if change.kind is ChangeKind.PIXELS)
    assert Rect(3, 20, 30, 17) in rects
