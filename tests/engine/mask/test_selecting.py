"""Areas that are looked for in the photo: how they join a mask, colours, edges, objects."""

from __future__ import annotations

from collections.abc import Callable

import cv2
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from engine.errors import Cancelled
from engine.geometry import Rect, Size
from engine.mask import (
    ColourRange,
    Combine,
    border,
    bounding_rect,
    combined,
    cut_to_content,
    feather,
    grow,
    refine_edges,
    select_colours,
    shrink,
    similar_area,
    smooth,
    snap_mask,
    snap_to_object,
    tiling,
)

SIZE = Size(96, 80)
small = arrays(np.uint8, (9, 11), elements=st.sampled_from([0, 0, 90, 255]))


def reader(pixels: np.ndarray) -> Callable[[Rect], np.ndarray]:
    pixels.flags.writeable = False
    return lambda rect: pixels[rect.slices]


def disc(radius: int = 22, centre: tuple[int, int] = (48, 40), size: Size = SIZE) -> np.ndarray:
    mask = np.zeros((size.height, size.width), np.uint8)
    cv2.circle(mask, centre, radius, 255, -1, cv2.LINE_AA)
    return mask


def scene(mask: np.ndarray, dtype: type = np.uint8) -> np.ndarray:
    """A reddish, grainy object on a bluish, grainy ground."""
    rng = np.random.default_rng(3)
    share = mask[..., None] / 255
    pixels = share * (190, 90, 70) + (1 - share) * (60, 110, 160) + rng.normal(0, 9, (*mask.shape, 3))
    eight = np.clip(np.rint(pixels), 0, 255)
    return eight.astype(dtype) if dtype is np.uint8 else (eight * 257).astype(np.uint16)


def overlap(first: np.ndarray, second: np.ndarray) -> float:
    a, b = first > 127, second > 127
    return (a & b).sum() / max(1, (a | b).sum())


# Joining


@given(mask=small, area=arrays(np.uint8, (4, 5), elements=st.sampled_from([0, 120, 255])), how=st.sampled_from(Combine))
def test_an_area_joins_a_mask(mask: np.ndarray, area: np.ndarray, how: Combine) -> None:
    rect, whole = Rect(3, 2, 5, 4), np.zeros_like(mask)
    whole[rect.slices] = area
    expected = {
        Combine.ADD: np.maximum(mask, whole),
        Combine.SUBTRACT: np.minimum(mask, 255 - whole),
        Combine.INTERSECT: np.minimum(mask, whole),
        Combine.REPLACE: whole,
    }[how]
    place, part = combined(mask, bounding_rect(mask), rect, area, how)
    result = mask.copy()
    result[place.slices] = part
    assert (result == expected).all()


def test_where_nothing_was_found_nothing_takes_the_place_of_the_mask() -> None:
    mask = np.full((9, 12), 255, np.uint8)
    place, _ = combined(mask, Rect(0, 0, 12, 9), Rect(3, 3, 0, 0), mask[:0, :0], Combine.REPLACE)
    assert place.is_empty


def test_an_area_is_cut_to_what_is_in_it() -> None:
    area = np.zeros((6, 7), np.uint8)
    area[2:4, 3] = 9
    rect, part = cut_to_content(Rect(10, 20, 7, 6), area)
    assert rect == Rect(13, 22, 1, 2)
    assert (part == 9).all()
    assert cut_to_content(Rect(1, 1, 7, 6), np.zeros((6, 7), np.uint8))[0].is_empty


# Whole masks


def test_a_border_lies_half_inside_and_half_outside() -> None:
    mask = np.zeros((40, 40), np.uint8)
    mask[10:30, 10:30] = 255
    band = border(mask, 6)
    assert list(np.flatnonzero(band[20])) == [*range(7, 13), *range(27, 33)]
    with pytest.raises(ValueError, match="1 px"):
        border(mask, 0)


def test_smoothing_drops_specks_and_keeps_straight_edges() -> None:
    mask = np.zeros((80, 80), np.uint8)
    mask[:, 40:] = 255
    mask[20, 10] = 255
    mask[50, 70] = 0
    smoothed = smooth(mask, 6)
    assert smoothed[20, 10] == 0
    assert smoothed[50, 70] == 255
    assert (smoothed[30, :39] == 0).all()
    assert (smoothed[30, 41:] == 255).all()


def test_soft_masks_grow_exactly_across_tiles(monkeypatch: pytest.MonkeyPatch) -> None:
    ramp = np.zeros((50, 90), np.uint8)
    ramp[20:30, 10:80] = np.arange(70)
    whole = grow(ramp, 7), shrink(ramp, 3), feather(ramp, 9)
    monkeypatch.setattr(tiling, "TILE", 16)
    for before, now in zip(whole, (grow(ramp, 7), shrink(ramp, 3), feather(ramp, 9)), strict=True):
        assert np.abs(before.astype(int) - now).max() <= 1
    assert (whole[0] == cv2.dilate(ramp, tiling_disc(7), borderType=cv2.BORDER_CONSTANT, borderValue=0)).all()


def tiling_disc(px: int) -> np.ndarray:
    axis = np.arange(-px, px + 1)
    return (axis[:, None] ** 2 + axis[None, :] ** 2 <= px * px).astype(np.uint8)


@pytest.mark.parametrize("px", [12, 41])
def test_a_wide_feather_is_a_gaussian_within_two_levels(px: int) -> None:
    mask = disc(30, (60, 50), Size(140, 120))
    exact = cv2.GaussianBlur(mask.astype(np.float32), (0, 0), px / 2, borderType=cv2.BORDER_REPLICATE)
    assert np.abs(feather(mask, px) - exact).max() <= 2


def test_a_change_can_be_stopped_between_tiles() -> None:
    def stop() -> None:
        raise Cancelled

    mask = disc()
    for change in (lambda: grow(mask, 3, stop), lambda: feather(mask, 3, stop), lambda: border(mask, 3, stop)):
        with pytest.raises(Cancelled):
            change()


# The wand


def test_the_wand_finds_what_is_alike_anywhere() -> None:
    pixels = np.zeros((30, 40, 3), np.uint8)
    pixels[3:6, 4:9] = pixels[20:25, 30:38] = 200
    together, area = similar_area(reader(pixels), Size(40, 30), 5, 4, 0.1)
    assert together == Rect(4, 3, 5, 3)
    assert (area == 255).all()
    rect, area = similar_area(reader(pixels), Size(40, 30), 5, 4, 0.1, contiguous=False)
    assert rect == Rect(4, 3, 34, 22)
    assert int((area == 255).sum()) == 15 + 40


def test_the_wand_winds_through_tiles_as_through_one(monkeypatch: pytest.MonkeyPatch) -> None:
    rng = np.random.default_rng(5)
    noise = cv2.GaussianBlur(rng.random((90, 110)).astype(np.float32), (0, 0), 1.5)
    pixels = np.repeat(((noise > 0.49) * 200).astype(np.uint8)[..., None], 3, axis=2)
    x, y = (int(v) for v in np.argwhere(pixels[..., 0] > 0)[400][::-1])
    expected = similar_area(reader(pixels), Size(110, 90), x, y, 0.1)
    monkeypatch.setattr("engine.mask.similar.TILE", 16)
    rect, area = similar_area(reader(pixels), Size(110, 90), x, y, 0.1)
    assert rect == expected[0]
    assert (area == expected[1]).all()


# Colours


@pytest.mark.parametrize("dtype", [np.uint8, np.uint16])
def test_a_colour_range_marks_the_object(dtype: type) -> None:
    truth = disc()
    found = select_colours(reader(scene(truth, dtype)), SIZE, ColourRange(((190, 90, 70),), tolerance=35, softness=0.2))
    assert overlap(found, truth) > 0.97


def test_a_second_colour_adds_and_an_unwanted_one_takes_away() -> None:
    pixels = np.zeros((1, 3, 3), np.uint8)
    pixels[0] = (200, 30, 30), (30, 30, 200), (200, 60, 30)
    red, blue, orange = ((200, 30, 30), (30, 30, 200), (200, 60, 30))

    def found(*wanted: tuple[int, int, int], unwanted: tuple = ()) -> list[int]:
        chosen = ColourRange(wanted, unwanted, tolerance=25, softness=0)
        return list(select_colours(reader(pixels.copy()), Size(3, 1), chosen)[0])

    assert found(red) == [255, 0, 255]
    assert found(red, blue) == [255, 255, 255]
    narrow = ColourRange((red,), (orange,), tolerance=8, softness=0)
    assert list(select_colours(reader(pixels.copy()), Size(3, 1), narrow)[0]) == [255, 0, 0]
    assert found() == [0, 0, 0]


def test_softness_fades_with_the_distance() -> None:
    ramp = np.repeat(np.arange(0, 256, dtype=np.uint8)[None, :, None], 3, axis=2)
    row = select_colours(reader(ramp), Size(256, 1), ColourRange(((0, 0, 0),), tolerance=40, softness=1.0))[0]
    assert row[0] == 255
    assert (np.diff(row.astype(int)) <= 1).all()
    assert row[-1] == 0
    with pytest.raises(ValueError, match="tolerance"):
        ColourRange((), tolerance=101)


# Edges


@pytest.mark.parametrize("dtype", [np.uint8, np.uint16])
def test_a_rough_edge_is_drawn_to_the_photos(dtype: type) -> None:
    truth = disc()
    rough = disc(25, (50, 41))
    refined = refine_edges(rough, reader(scene(truth, dtype)), 6)
    assert overlap(rough, truth) < 0.85
    assert overlap(refined, truth) > 0.95


def test_what_is_out_of_reach_stays_as_it_was() -> None:
    rough = disc(18)
    rough.flags.writeable = False
    refined = refine_edges(rough, reader(scene(disc(30))), 3)
    far = (cv2.dilate(rough, np.ones((9, 9))) == 0) | (cv2.erode(rough, np.ones((9, 9))) == 255)
    assert (refined[far] == rough[far]).all()
    with pytest.raises(ValueError, match="1 or more"):
        refine_edges(rough, reader(scene(disc())), 0)


def test_only_the_edge_is_read() -> None:
    size, seen = Size(1600, 1200), []
    mask = disc(500, (800, 600), size)
    pixels = np.zeros((1200, 1600, 3), np.uint8)

    def read(rect: Rect) -> np.ndarray:
        seen.append(rect.area)
        return pixels[rect.slices]

    refine_edges(mask, read, 4)
    assert sum(seen) < 0.6 * size.area


# Objects


@pytest.mark.parametrize("dtype", [np.uint8, np.uint16])
def test_a_scribble_becomes_the_objects_outline(dtype: type) -> None:
    truth = disc()
    scribble = np.zeros((6, 30), np.uint8)
    scribble[1:5] = 255
    rect, area = snap_to_object(reader(scene(truth, dtype)), SIZE, Rect(33, 37, 30, 6), scribble)
    found = np.zeros_like(truth)
    found[rect.slices] = area
    assert overlap(found, truth) > 0.95
    assert rect == bounding_rect(found)


def test_an_object_much_larger_than_its_scribble_is_looked_for_further_out() -> None:
    size = Size(400, 300)
    truth = disc(110, (200, 150), size)
    rect, area = snap_to_object(reader(scene(truth)), size, Rect(185, 140, 30, 20), np.full((20, 30), 255, np.uint8))
    found = np.zeros_like(truth)
    found[rect.slices] = area
    assert overlap(found, truth) > 0.95


def test_an_object_that_is_larger_than_any_guess_is_followed_to_the_photos_border() -> None:
    size = Size(480, 360)
    truth = np.zeros((size.height, size.width), np.uint8)
    truth[:200] = 255
    rect, area = snap_to_object(reader(scene(truth)), size, Rect(230, 90, 12, 12), np.full((12, 12), 255, np.uint8))
    found = np.zeros_like(truth)
    found[rect.slices] = area
    assert overlap(found, truth) > 0.95


def test_a_very_long_edge_is_refined_on_a_smaller_copy(monkeypatch: pytest.MonkeyPatch) -> None:
    size = Size(640, 480)
    truth = disc(180, (320, 240), size)
    read, refined = reader(scene(truth)), []
    refine = refine_edges

    def refining(mask: np.ndarray, *rest, **settings) -> np.ndarray:
        refined.append(mask.shape[1])
        return refine(mask, *rest, **settings)

    monkeypatch.setattr("engine.mask.snap.refine_edges", refining)
    widest = []
    for longest in (100_000, 400):
        monkeypatch.setattr("engine.mask.snap._LONGEST_EDGE", longest)
        rect, area = snap_to_object(read, size, Rect(240, 220, 160, 30), np.full((30, 160), 255, np.uint8))
        found = np.zeros_like(truth)
        found[rect.slices] = area
        assert overlap(found, truth) > 0.95
        widest.append(max(refined))
        refined.clear()
    assert widest[1] < 0.6 * widest[0]


def test_an_outline_around_an_object_is_drawn_in() -> None:
    truth = disc(16)
    around = disc(28)
    rect, area = snap_to_object(reader(scene(truth)), SIZE, Rect.from_bounds(0, 0, 96, 80), around, is_outline=True)
    found = np.zeros_like(truth)
    found[rect.slices] = area
    assert overlap(found, truth) > 0.95


def test_the_same_scribble_gives_the_same_object() -> None:
    read = reader(scene(disc()))
    scribble = np.full((5, 20), 255, np.uint8)
    first, second = (snap_to_object(read, SIZE, Rect(38, 38, 20, 5), scribble) for _ in range(2))
    assert first[0] == second[0]
    assert (first[1] == second[1]).all()


@pytest.mark.parametrize(
    ("rect", "value"), [(Rect(0, 0, 96, 80), 255), (Rect(0, 0, 1, 1), 255), (Rect(40, 40, 4, 4), 0)]
)
def test_a_scribble_over_all_or_over_nothing_harms_nobody(rect: Rect, value: int) -> None:
    scribble = np.full((rect.height, rect.width), value, np.uint8)
    found, area = snap_to_object(reader(scene(disc())), SIZE, rect, scribble)
    assert area.shape == (found.height, found.width)
    assert found.is_empty == (value == 0)


def test_each_part_of_a_rough_mask_snaps_to_its_own_object() -> None:
    size = Size(220, 120)
    truth = np.maximum(disc(24, (55, 60), size), disc(20, (165, 60), size))
    rough = np.maximum(disc(19, (52, 58), size), disc(15, (168, 62), size))
    assert overlap(rough, truth) < 0.72
    assert overlap(snap_mask(reader(scene(truth)), rough), truth) > 0.9


def test_snapping_can_be_stopped() -> None:
    def stop() -> None:
        raise Cancelled

    with pytest.raises(Cancelled):
        snap_to_object(reader(scene(disc())), SIZE, Rect(40, 40, 9, 9), np.full((9, 9), 255, np.uint8), check=stop)
