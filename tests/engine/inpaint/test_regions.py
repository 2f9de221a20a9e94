from __future__ import annotations

import numpy as np
import pytest

from engine.errors import BadInput
from engine.geometry import Rect, Size
from engine.inpaint.regions import default_context, plan_regions

PHOTO = Size(1000, 800)


def plan(*blobs: Rect, size: Size = PHOTO, context: int | None = None):
    mask = np.zeros((size.height, size.width), np.uint8)
    for blob in blobs:
        mask[blob.slices] = 255
    return plan_regions(mask, Rect.of(size), size, context=context)


@pytest.mark.parametrize(
    ("hole", "context", "crop"),
    [
        (Rect(400, 300, 100, 100), None, Rect(325, 225, 250, 250)),
        (Rect(400, 300, 10, 10), None, Rect(336, 236, 138, 138)),
        (Rect(400, 300, 100, 100), 20, Rect(380, 280, 140, 140)),
        (Rect(400, 300, 100, 100), 0, Rect(392, 292, 116, 116)),
        (Rect(0, 0, 100, 100), None, Rect(0, 0, 250, 250)),
        (Rect(900, 700, 100, 100), None, Rect(750, 550, 250, 250)),
        (Rect(0, 400, 1000, 1), None, Rect(0, 336, 1000, 129)),
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
    regions = plan(*blobs).regions
    assert len(regions) == runs
    assert sorted(label for region in regions for label in region.labels) == list(range(1, len(blobs) + 1))


def test_every_masked_pixel_has_exactly_one_owner() -> None:
    rng = np.random.default_rng(3)
    mask = ((rng.random((200, 300)) > 0.98) * 255).astype(np.uint8)
    found = plan_regions(mask, Rect(50, 60, 300, 200), PHOTO)
    assert np.array_equal(found.owner >= 0, mask > 0)
    assert found.owner.max() == len(found.regions) - 1
    for index, region in enumerate(found.regions):
        rows, columns = np.nonzero(found.owner == index)
        bounds = Rect.from_bounds(columns.min() + 50, rows.min() + 60, columns.max() + 51, rows.max() + 61)
        assert bounds == region.hole
        assert region.crop.contains(region.hole)
        assert Rect.of(PHOTO).contains(region.crop)


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
    assert region.labels == frozenset({1})


def test_a_mask_over_everything_leaves_nothing_to_fill_from() -> None:
    with pytest.raises(BadInput, match="Leave some"):
        plan(Rect.of(Size(40, 30)), size=Size(40, 30))


def test_all_but_one_pixel_can_be_filled() -> None:
    assert len(plan(Rect(1, 0, 39, 30), Rect(0, 1, 1, 29), size=Size(40, 30)).regions) == 1


def test_a_long_scratch_needs_no_surroundings_as_wide_as_it_is_long() -> None:
    assert default_context(Rect(0, 0, 4000, 4), 16000) < 200
    assert default_context(Rect(0, 0, 400, 400), 125664) == 300
