from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from engine.document import Composite, Patch, Recipe, changed_outside
from engine.errors import BadInput
from engine.geometry import Rect, Size
from engine.inpaint import FillSettings, InpaintRequest, describe_all, fill, methods
from engine.inpaint.draft import Draft
from engine.jobs import JobContext
from engine.latent.placing import PlacedSample, Placement
from engine.latent.point import LatentPoint
from engine.photo import photo_from_pixels

POINT = LatentPoint("faces")
HOLE = Rect(30, 20, 24, 24)
GREY, ORANGE, GREEN = (110, 110, 110), (210, 120, 40), (40, 200, 90)


def picture(colour: tuple[int, int, int] = ORANGE, size: int = 8) -> np.ndarray:
    return np.full((size, size, 3), colour, np.uint8)


def placed(pixels: np.ndarray, hole: Rect = HOLE, feather: int = 0, **sample: Any) -> tuple[Patch, np.ndarray]:
    """The patch, and what the photo looks like under it."""
    mask = np.full((hole.height, hole.width), 255, np.uint8)
    chosen = PlacedSample(POINT, **{"picture": picture(), **sample})
    settings = FillSettings("latent", feather=feather, sample=chosen)
    photo = photo_from_pixels(pixels)
    patch = fill(InpaintRequest(Composite(photo), mask, hole, settings), JobContext()).patch
    composite = Composite(photo, (patch,))
    assert changed_outside(composite) == 0
    return patch, composite.read(Rect.of(photo.size))


def plain(colour: tuple[int, int, int] = GREY, depth: type = np.uint8) -> np.ndarray:
    return np.full((64, 90, 3), colour, depth)


def middle(shown: np.ndarray) -> np.ndarray:
    return shown[28:36, 38:46].mean(axis=(0, 1))


def test_the_picture_keeps_its_colours_at_strength_0_and_meets_the_photo_at_the_seam() -> None:
    _, shown = placed(plain(), colour=0.0)
    assert np.abs(middle(shown) - ORANGE).max() < 3
    assert np.abs(shown[21, 42] - np.array(GREY, float)).max() < 0.6 * np.abs(np.array(ORANGE) - GREY).max()


def test_the_strength_says_how_far_colours_follow_the_surroundings() -> None:
    off = [np.abs(middle(placed(plain(), colour=strength)[1]) - GREY).mean() for strength in (0.0, 0.5, 1.0)]
    assert off[0] > off[1] + 10 > off[2] + 20


def figure() -> np.ndarray:
    """An orange square with a green eye before a green ground, 12 x 12."""
    drawn = picture(GREEN, 12)
    drawn[3:9, 3:9] = ORANGE
    drawn[5:7, 5:7] = GREEN
    return drawn


def test_a_figure_is_cut_out_of_its_ground() -> None:
    rng = np.random.default_rng(5)
    photo = rng.integers(90, 130, (64, 90, 3)).astype(np.uint8)
    look: dict[str, Any] = {"picture": figure(), "colour": 0.0, "sharpness": 0.0}
    whole, cut = (placed(photo, cutout=cutout, **look)[1].astype(int) for cutout in (0.0, 0.5))
    ground, body, eye = np.s_[23:25, 34:50], np.s_[27:29, 38:46], np.s_[31:33, 41:43]
    assert np.abs(whole[ground] - GREEN).mean() < 20
    assert np.abs(cut[ground] - photo[ground]).mean() < 0.25 * np.abs(whole[ground] - photo[ground]).mean()
    assert np.abs(cut[body] - whole[body]).max() <= 2
    assert np.abs(cut[eye] - whole[eye]).max() <= 2  # what does not reach the edge is no ground


def test_what_is_cut_by_the_edge_is_no_ground() -> None:
    drawn = figure()
    drawn[7:, 5:7] = ORANGE  # a neck
    _, cut = placed(plain(), picture=drawn, colour=0.0, sharpness=0.0, cutout=0.5)
    assert np.abs(cut[30:38, 31].astype(int) - GREY).max() < 20
    assert cut[38:40, 41:43, 0].min() > 180


def test_a_recipe_holds_the_point_the_place_and_how_much_it_is_enlarged() -> None:
    placement = Placement(scale=2, angle=30)
    patch, _ = placed(plain(), placement=placement)
    again = Recipe.from_json(patch.recipe.to_json())
    assert again == patch.recipe
    assert (again.method, again.model) == ("latent", "faces")
    assert again.sample is not None
    assert (again.sample["enlarged"], again.sample["painted_px"]) == (6.0, 8)
    assert PlacedSample.from_dict(again.sample) == PlacedSample(POINT, placement)


def test_every_part_of_a_mask_shows_its_part_of_one_picture() -> None:
    mask = np.zeros((200, 200), np.uint8)
    mask[8:16, 8:16] = mask[180:188, 180:188] = 255
    sample = PlacedSample(POINT, colour=0, picture=np.repeat(np.array([[[0] * 3], [[255] * 3]], np.uint8), 2, axis=1))
    photo = photo_from_pixels(np.full((200, 200, 3), GREY, np.uint8))
    settings = FillSettings("latent", context=8, sample=sample)
    request = InpaintRequest(Composite(photo), mask, Rect(0, 0, 200, 200), settings)
    result = fill(request, JobContext())
    shown = Composite(photo, (result.patch,)).read(Rect.of(photo.size))
    assert result.regions == 2
    assert shown[11, 11].mean() < 80 < 180 < shown[183, 183].mean()


def test_16_bits_stay_16_bits() -> None:
    _, shown = placed((plain().astype(np.uint16)) * 257, colour=0.0)
    assert shown.dtype == np.uint16
    assert np.abs(middle(shown) / 257 - ORANGE).max() < 3


def test_the_same_sample_gives_the_same_pixels() -> None:
    rng = np.random.default_rng(5)
    noisy = np.clip(plain() + rng.normal(0, 8, (64, 90, 3)), 0, 255).astype(np.uint8)
    assert np.array_equal(placed(noisy, feather=4)[1], placed(noisy, feather=4)[1])


def test_it_takes_on_the_grain_of_the_photo() -> None:
    rng = np.random.default_rng(5)
    noisy = np.clip(np.full((160, 160, 3), 110) + rng.normal(0, 6, (160, 160, 3)), 0, 255).astype(np.uint8)
    _, shown = placed(noisy, Rect(40, 40, 80, 80))
    assert shown[60:100, 60:100].std(axis=(0, 1)).mean() > 3


def test_it_is_no_method_to_choose_among() -> None:
    assert "latent" not in {info.id for info in describe_all()}
    assert "latent" not in methods.default_order()
    assert methods.resolve("latent").is_placed


@pytest.mark.parametrize("wrong", [{"method": "latent"}, {"method": "telea", "sample": PlacedSample(POINT)}])
def test_it_needs_a_sample_and_no_other_takes_one(wrong: dict[str, Any]) -> None:
    with pytest.raises(BadInput, match="chosen first"):
        FillSettings(**wrong)


@pytest.mark.parametrize(("colour", "cutout"), [(0.0, 0.0), (1.0, 0.0), (0.5, 0.5)])
def test_a_draft_shows_about_what_the_fill_will(colour: float, cutout: float) -> None:
    sample = PlacedSample(POINT, Placement(0.1, 0, 1.4, 20), colour, picture=figure(), cutout=cutout)
    _, shown = placed(
        plain(), feather=4, colour=colour, placement=sample.placement, picture=sample.picture, cutout=cutout
    )
    mask = np.full((HOLE.height, HOLE.width), 255, np.uint8)
    whole = Rect(0, 0, 90, 64)
    source = Composite(photo_from_pixels(plain()))
    same_size = Draft(source, mask, HOLE, 4, whole, Size(90, 64)).paint(sample)
    assert np.abs(same_size.astype(int) - shown).max() <= 3
    half = Draft(source, mask, HOLE, 4, whole, Size(45, 45)).paint(sample)
    assert half.shape == (32, 45, 3)
    assert np.abs(half[14:18, 19:23].mean(axis=(0, 1)) - middle(shown)).max() < 12
