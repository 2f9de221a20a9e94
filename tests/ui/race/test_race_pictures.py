"""What a comparison shows, and its numbers."""

from __future__ import annotations

import numpy as np
import pytest

from engine.document import Composite, Patch, Piece, Recipe, new_patch_id
from engine.geometry import Rect, Size
from engine.photo import photo_from_pixels
from ui.race import pictures
from ui.race.pictures import difference_of, picture_of

FRAME = Rect(4, 6, 40, 30)
FILLED = Rect(10, 12, 10, 8)


def patch_of(source: Composite, step: int) -> Patch:
    """A patch that is `step` brighter than the photo below it."""
    pixels = source.read(FILLED) + np.array(step, source.photo.pixels.dtype)
    alpha = np.full((FILLED.height, FILLED.width), 255, np.uint8)
    return Patch(new_patch_id(), (Piece(FILLED, pixels, alpha),), Recipe("telea"))


def rgb(image) -> np.ndarray:
    """H x W x 3 of a QImage's own pixels."""
    words = np.frombuffer(image.constBits(), np.uint8).reshape(image.height(), image.width(), 4)
    return words[:, :, 2::-1]


def test_a_picture_shows_the_composite_exactly(small_photo: np.ndarray) -> None:
    picture = picture_of(Composite(photo_from_pixels(small_photo)), FRAME)
    image, level = picture.image(0)
    assert level == 0
    assert picture.size == Size(FRAME.width, FRAME.height)
    assert (rgb(image) == small_photo[FRAME.slices]).all()


def test_a_large_picture_has_halvings_and_a_huge_one_starts_with_one(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    photo = Composite(photo_from_pixels(np.full((300, 601, 3), 90, np.uint8)))
    whole = Rect.of(photo.size)
    picture = picture_of(photo, whole)
    assert [plane.shape[:2] for plane in picture.planes] == [(300, 601), (150, 301), (75, 151), (38, 76)]
    assert picture.image(9)[1] == 3
    monkeypatch.setattr(pictures, "MAX_PIXELS", 100_000)
    small = picture_of(photo, whole)
    assert small.size == picture.size
    assert small.first == 1
    assert small.image(0)[1] == 1
    assert small.image(0)[0].width() == 301


def test_alpha_is_kept_and_an_opaque_one_dropped(small_photo: np.ndarray) -> None:
    alpha = np.full(small_photo.shape[:2], 255, np.uint8)
    assert not picture_of(Composite(photo_from_pixels(small_photo, alpha)), FRAME).has_alpha
    alpha[10:20, 10:20] = 0
    picture = picture_of(Composite(photo_from_pixels(small_photo, alpha)), FRAME)
    assert picture.has_alpha
    assert (picture.planes[0][4:14, 6:16] == 0).all()


@pytest.mark.parametrize(("kind", "step"), [(np.uint8, 3), (np.uint16, 3)])
def test_the_numbers_of_a_difference_are_of_the_photos_depth(small_photo: np.ndarray, kind: type, step: int) -> None:
    source = Composite(photo_from_pixels((small_photo // 2).astype(kind)))
    patch = patch_of(source, step)
    filled = Composite(source.photo, (patch,))
    found = difference_of(source, filled, FRAME, [patch], 8)
    full = int(np.iinfo(kind).max)
    assert (found.numbers.mean, found.numbers.largest, found.numbers.full) == (step, step, full)
    assert found.numbers.share == 1.0
    assert f"of {full}" in found.numbers.words
    bright = found.picture.planes[0][..., :3]
    assert bright.max() == round(step * 8 * 255 / full)
    assert (bright[FILLED.translated(-FRAME.x, -FRAME.y).slices] == bright.max()).all()
    assert not bright[:5].any()


def test_what_is_transparent_in_both_does_not_differ(small_photo: np.ndarray) -> None:
    alpha = np.full(small_photo.shape[:2], 255, np.uint8)
    alpha[FILLED.slices] = 0
    source = Composite(photo_from_pixels(small_photo, alpha))
    patch = patch_of(source, 9)
    assert difference_of(source, Composite(source.photo, (patch,)), FRAME, [patch], 1).numbers.largest == 0


def test_without_a_fill_there_is_nothing_to_count(small_photo: np.ndarray) -> None:
    source = Composite(photo_from_pixels(small_photo))
    assert difference_of(source, source, FRAME, [], 1).numbers.mean == 0
