from __future__ import annotations

import cv2
import numpy as np
import pytest

from engine.errors import BadInput
from engine.geometry import Rect, Size
from engine.inpaint.regions import CELL, Plan, plan_regions
from engine.mask import bounding_rect

PHOTO = Size(1000, 800)
LARGE = Size(6000, 4000)


def plan(*blobs: Rect, size: Size = PHOTO, context: int | None = None):
    mask = np.zeros((size.height, size.width), np.uint8)
    for blob in blobs:
        mask[blob.slices] = 255
    return plan_regions(mask, Rect.of(size), size, context=context)


@pytest.mark.parametrize(
    ("hole", "context", "crop"),
    [
        (Rect(400, 300, 100, 100), None, Rect(325, 225, 250, 250)),
        (Rect(400, 300, 12, 12), None, Rect(336, 236, 140, 140)),
        (Rect(400, 300, 100, 100), 20, Rect(380, 280, 140, 140)),
        (Rect(400, 300, 100, 100), 0, Rect(392, 292, 116, 116)),
        (Rect(0, 0, 100, 100), None, Rect(0, 0, 250, 250)),
        (Rect(900, 700, 100, 100), None, Rect(750, 550, 250, 250)),
        (Rect(0, 400, 1000, 4), None, Rect(0, 305, 1000, 194)),
        (Rect(400, 300, 100, 100), 5000, Rect(0, 0, 1000, 800)),
    ],
    ids=["middle", "small", "wish", "least", "top left", "bottom right", "whole row", "whole photo"],
)
def test_crop_is_the_hole_and_its_context_shifted_into_the_photo(hole: Rect, context: int | None, crop: Rect) -> None:
    (region,) = plan(hole, context=context).regions
    assert (region.crop, region.hole) == (crop, hole)


@pytest.mark.parametrize(
    ("blobs", "runs"),
    [
        ([Rect(100, 100, 50, 50), Rect(170, 100, 50, 50)], 1),
        ([Rect(100, 100, 50, 50), Rect(800, 600, 50, 50)], 2),
        ([Rect(100, 100, 300, 300), Rect(420, 200, 5, 5)], 1),
        ([Rect(10, 10, 5, 5), Rect(900, 10, 5, 5), Rect(900, 30, 5, 5)], 2),
    ],
    ids=["neighbours", "far apart", "speck beside", "two of three"],
)
def test_blobs_are_merged_where_one_run_is_cheaper(blobs: list[Rect], runs: int) -> None:
    found = plan(*blobs)
    assert len(found.regions) == runs
    for blob in blobs:
        assert sum(found.owned(index, blob).all() for index in range(runs)) == 1


def check_owners(found: Plan, mask: np.ndarray) -> None:
    """Every masked pixel belongs to one region, whose hole is as small as can be and lies in its crop."""
    owners = np.zeros_like(mask)
    for index, region in enumerate(found.regions):
        place = region.hole.translated(-found.rect.x, -found.rect.y).slices
        owned = found.owned(index, region.hole) & (mask[place] > 0)
        owners[place] += owned
        assert bounding_rect(owned.view(np.uint8)).size == region.hole.size
        assert region.crop.contains(region.hole)
    assert np.array_equal(owners, mask > 0)


def test_every_masked_pixel_has_exactly_one_owner() -> None:
    rng = np.random.default_rng(3)
    mask = ((rng.random((201, 303)) > 0.98) * 255).astype(np.uint8)
    mask[:, 100:200] = 0
    check_owners(plan_regions(mask, Rect(50, 60, 303, 201), PHOTO, context=0), mask)


def drawn(shape: str) -> np.ndarray:
    mask = np.zeros((LARGE.height, LARGE.width), np.uint8)
    match shape:
        case "diagonal":
            cv2.line(mask, (1000, 500), (3828, 3328), 255, 20)
        case "level":
            cv2.line(mask, (100, 2000), (5900, 2020), 255, 20)
        case "ring":
            cv2.circle(mask, (3000, 2000), 1500, 255, 24)
        case "wave":
            x = np.linspace(100, 5900, 400)
            cv2.polylines(mask, [np.stack([x, 2000 + 1500 * np.sin(x / 480)], 1).astype(int)], False, 255, 24)
        case "kite on a cord":
            cv2.circle(mask, (1000, 3000), 250, 255, -1)
            cv2.line(mask, (1000, 3000), (4500, 200), 255, 12)
        case "disc":
            cv2.circle(mask, (3000, 2000), 900, 255, -1)
        case "person":
            cv2.ellipse(mask, (3000, 2000), (400, 1400), 0, 0, 360, 255, -1)
        case "post":
            cv2.rectangle(mask, (3000, 800), (3150, 3000), 255, -1)
        case "stroke":
            cv2.line(mask, (1000, 500), (1400, 900), 255, 12)
    return mask


@pytest.mark.parametrize("shape", ["diagonal", "level", "ring", "wave", "kite on a cord"])
def test_what_is_long_and_thin_is_cut_into_a_chain_of_parts(shape: str) -> None:
    mask = drawn(shape)
    found = plan_regions(mask, Rect.of(LARGE), LARGE)
    assert 4 <= len(found.regions) <= 40
    check_owners(found, mask)
    assert sum(region.crop.area for region in found.regions) < LARGE.area * 0.7
    assert max(region.crop.area for region in found.regions) < LARGE.area / 8


@pytest.mark.parametrize("shape", ["disc", "person", "post", "stroke"])
@pytest.mark.parametrize("context", [None, 64])
def test_what_is_compact_or_short_stays_whole(shape: str, context: int | None) -> None:
    assert len(plan_regions(drawn(shape), Rect.of(LARGE), LARGE, context=context).regions) == 1


def test_a_cut_leaves_the_thick_end_of_a_cord_whole() -> None:
    found = plan_regions(drawn("kite on a cord"), Rect.of(LARGE), LARGE)
    assert sum(found.owned(index, Rect(760, 2900, 480, 200)).any() for index in range(len(found.regions))) == 1


def test_a_cut_goes_straight_across() -> None:
    """Neighbouring parts own cells on the two sides of a line, so that each masked pixel of the one meets the other."""
    owner = plan_regions(drawn("level"), Rect.of(LARGE), LARGE).owner
    owners = owner.max(axis=0)[100 // CELL : 5900 // CELL]
    assert (np.diff(owners) >= 0).all()
    assert np.unique(owners).size >= 4


def test_dust_over_a_large_photo_gives_few_bounded_runs() -> None:
    size = Size(3600, 2400)
    rng = np.random.default_rng(1)
    mask = np.zeros((size.height, size.width), np.uint8)
    mask[rng.integers(0, size.height, 3000), rng.integers(0, size.width, 3000)] = 255
    regions = plan_regions(mask, Rect.of(size), size).regions
    assert 2 <= len(regions) <= 12
    assert max(max(region.crop.width, region.crop.height) for region in regions) <= 1536


def test_a_diagonal_touch_is_one_blob() -> None:
    (region,) = plan(Rect(10, 10, 2, 2), Rect(12, 12, 2, 2)).regions
    assert region.hole == Rect(10, 10, 4, 4)


def test_a_mask_over_everything_leaves_nothing_to_fill_from() -> None:
    with pytest.raises(BadInput, match="Leave some"):
        plan(Rect.of(Size(40, 30)), size=Size(40, 30))


def test_all_but_one_pixel_can_be_filled() -> None:
    assert len(plan(Rect(1, 0, 39, 30), Rect(0, 1, 1, 29), size=Size(40, 30)).regions) == 1


def test_a_long_scratch_needs_no_surroundings_as_wide_as_it_is_long() -> None:
    (region,) = plan(Rect(100, 400, 800, 4)).regions
    assert region.crop == Rect(15, 315, 970, 174)


def test_twenty_thousand_specks_are_planned_at_once() -> None:
    rng = np.random.default_rng(1)
    mask = np.zeros((LARGE.height, LARGE.width), np.uint8)
    mask[rng.integers(0, LARGE.height, 20000), rng.integers(0, LARGE.width, 20000)] = 255
    assert len(plan_regions(mask, Rect.of(LARGE), LARGE).regions) <= 24


@pytest.mark.parametrize(("hole", "reach"), [(Rect(5400, 0, 600, 4000), 1200), (Rect(0, 0, 6000, 500), 1000)])
def test_a_strip_along_a_side_sees_inwards_by_its_depth(hole: Rect, reach: int) -> None:
    mask = np.full((hole.height, hole.width), 255, np.uint8)
    (region,) = plan_regions(mask, hole, LARGE).regions
    assert region.hole == hole
    across = region.crop.width - hole.width or region.crop.height - hole.height
    assert across == reach


def frame(left: int, top: int, right: int, bottom: int, size: Size = LARGE) -> np.ndarray:
    mask = np.full((size.height, size.width), 255, np.uint8)
    mask[top : size.height - bottom, left : size.width - right] = 0
    return mask


@pytest.mark.parametrize(
    ("sides", "count"),
    [((600, 400, 600, 400), 4), ((601, 403, 0, 0), 2), ((0, 402, 602, 0), 2), ((9, 600, 601, 600), 4)],
)
def test_a_large_frame_comes_apart_into_its_sides(sides: tuple[int, int, int, int], count: int) -> None:
    mask = frame(*sides)
    found = plan_regions(mask, Rect.of(LARGE), LARGE)
    assert len(found.regions) >= count
    check_owners(found, mask)
    assert max(region.crop.area for region in found.regions) < LARGE.area / 2


def test_a_small_frame_stays_whole() -> None:
    size = Size(1200, 900)
    assert len(plan_regions(frame(100, 100, 100, 100, size), Rect.of(size), size).regions) == 1
