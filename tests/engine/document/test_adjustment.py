"""Exposure, white balance and curves as entries of the stack."""

from __future__ import annotations

import json
import struct
from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.document import Adjustment, Composite, Document, MaskArea, Patch, Recipe, changed_outside
from engine.document.adjustment import curve, grey_balance
from engine.errors import BadInput
from engine.geometry import Rect
from engine.photo import Photo, photo_from_pixels

WHOLE = Rect(0, 0, 64, 48)


def _over(photo: Photo, adjustment: Adjustment, area: MaskArea | None = None, opacity: float = 1.0) -> Composite:
    return Composite(photo, (Patch("a", (), Recipe("adjust"), mask=area, adjustment=adjustment, opacity=opacity),))


@pytest.mark.parametrize("dtype", [np.uint8, np.uint16])
def test_a_neutral_one_changes_no_bit(make_photo: Callable[..., Photo], dtype: type) -> None:
    photo = make_photo(dtype=dtype)
    straight = ((0.0, 0.0), (0.5, 0.5), (1.0, 1.0))
    for neutral in (Adjustment(), Adjustment(master=straight, red=straight)):
        assert np.array_equal(_over(photo, neutral).read(WHOLE), photo.pixels)


@pytest.mark.parametrize("dtype", [np.uint8, np.uint16])
def test_one_stop_doubles_the_light(dtype: type) -> None:
    top = np.iinfo(dtype).max
    photo = photo_from_pixels(np.full((4, 4, 3), round(0.4 * top), dtype))
    shown = _over(photo, Adjustment(exposure=1.0)).read(Rect(0, 0, 4, 4))[0, 0] / top
    light = ((0.4 + 0.055) / 1.055) ** 2.4 * 2
    assert shown == pytest.approx(1.055 * light ** (1 / 2.4) - 0.055, abs=1 / 255)


def test_white_balance_moves_red_against_blue_and_leaves_the_brightness() -> None:
    photo = photo_from_pixels(np.full((4, 4, 3), 120, np.uint8))
    red, green, blue = _over(photo, Adjustment(temperature=60.0)).read(Rect(0, 0, 4, 4))[0, 0].astype(int)
    assert red > 125
    assert blue < 115
    assert abs(0.2126 * red + 0.7152 * green + 0.0722 * blue - 120) < 3
    red, green, blue = _over(photo, Adjustment(tint=60.0)).read(Rect(0, 0, 4, 4))[0, 0].astype(int)
    assert green < min(red, blue)


def test_it_applies_where_its_mask_says_and_as_much_as_its_opacity(make_photo: Callable[..., Photo]) -> None:
    photo = make_photo(dtype=np.uint16)
    area = MaskArea(Rect(8, 8, 10, 10), np.full((10, 10), 255, np.uint8))
    bright = Adjustment(exposure=2.0)
    composite = _over(photo, bright, area)
    shown = composite.read(WHOLE)
    outside = np.ones((48, 64), bool)
    outside[area.rect.slices] = False
    assert np.array_equal(shown[outside], photo.pixels[outside])
    assert np.array_equal(shown[area.rect.slices], bright.apply(photo.pixels)[area.rect.slices])
    assert changed_outside(composite) == 0
    assert composite.covered(WHOLE).sum() == 100
    half = _over(photo, bright, area, 0.5).read(area.rect).astype(int)
    between = (photo.pixels[area.rect.slices].astype(int) + bright.apply(photo.pixels)[area.rect.slices]) / 2
    assert np.abs(half - between).max() <= 140  # 128 of 255 is not quite a half


def test_a_part_shows_what_the_whole_shows(make_photo: Callable[..., Photo]) -> None:
    composite = _over(make_photo(), Adjustment(exposure=-1.0, master=((0.0, 0.1), (1.0, 0.8))))
    assert np.array_equal(composite.read(Rect(5, 6, 20, 9)), composite.read(WHOLE)[6:15, 5:25])
    assert composite.covered(WHOLE).all()


def test_patches_above_are_not_adjusted(make_photo: Callable[..., Photo], make_patch: Callable[..., Patch]) -> None:
    document = Document(make_photo())
    document.add_patch(Patch("a", (), Recipe("adjust"), adjustment=Adjustment(exposure=1.0)))
    document.add_patch(make_patch(Rect(0, 0, 9, 9), value=100))
    assert (document.composite.read(Rect(0, 0, 9, 9)) == 100).all()
    document.move_patch(document.patches[1].id, 0)
    assert (document.composite.read(Rect(0, 0, 9, 9)) > 100).all()


_POINTS = st.lists(
    st.tuples(st.floats(0, 1), st.floats(0, 1)), min_size=2, max_size=6, unique_by=lambda p: round(p[0], 3)
)


@given(_POINTS)
def test_a_curve_goes_through_its_points_and_never_overshoots(points: list[tuple[float, float]]) -> None:
    points = sorted((round(x, 3), y) for x, y in points)
    places = np.array([x for x, _ in points])
    heights = np.array([y for _, y in points])
    assert curve(tuple(points), places) == pytest.approx(heights, abs=1e-9)
    fine = curve(tuple(points), np.linspace(0, 1, 300))
    assert fine.min() >= heights.min() - 1e-9
    assert fine.max() <= heights.max() + 1e-9


def test_it_comes_back_from_json() -> None:
    wanted = Adjustment(exposure=1.5, tint=-3.0, master=((0.0, 0.1), (1.0, 0.9)))
    assert Adjustment.from_dict(json.loads(json.dumps(wanted.to_dict()))) == wanted


@pytest.mark.parametrize("data", [None, 3, {"exposure": "x"}, {"exposure": 99}, {"red": [[0.5, 2]]}, {"red": [3]}])
def test_damaged_ones_are_refused(data: object) -> None:
    with pytest.raises(BadInput):
        Adjustment.from_dict(data)


def test_a_patch_has_pixels_or_an_adjustment(make_patch: Callable[..., Patch]) -> None:
    pieces = make_patch(Rect(0, 0, 2, 2)).pieces
    with pytest.raises(ValueError, match="not both"):
        Patch("a", pieces, Recipe("x"), adjustment=Adjustment())


def test_light_is_what_the_profile_of_the_photo_says() -> None:
    linear = bytes(128) + struct.pack(">I", 1) + struct.pack(">4sII", b"kTRC", 144, 14)
    linear += b"curv" + bytes(4) + struct.pack(">IH", 1, 256)
    photo = replace(photo_from_pixels(np.full((2, 2, 3), 20_000, np.uint16)), icc=linear)
    shown = _over(photo, Adjustment(exposure=1.0)).read(Rect(0, 0, 2, 2))
    assert np.abs(shown.astype(int) - 40_000).max() <= 1


def test_the_grey_point_makes_what_was_clicked_grey() -> None:
    colour = (150 / 255, 120 / 255, 100 / 255)
    temperature, tint = grey_balance(colour)
    photo = photo_from_pixels(np.full((2, 2, 3), (150, 120, 100), np.uint8))
    shown = _over(photo, Adjustment(temperature=temperature, tint=tint)).read(Rect(0, 0, 1, 1))[0, 0].astype(int)
    assert shown.max() - shown.min() <= 1
    assert temperature < 0
    assert grey_balance((0.9, 0.2, 0.05))[0] == -100.0
    for useless in ((0.0, 0.1, 0.1), (1.0, 0.9, 0.9)):
        with pytest.raises(BadInput):
            grey_balance(useless)
