from __future__ import annotations

import json
import math

import numpy as np
import pytest

from engine.errors import BadInput
from engine.geometry import Point, Rect
from engine.latent.placing import PlacedSample, Placement, Square, enlarged, warped
from engine.latent.point import LatentPoint

PLACE = Rect(20, 10, 40, 16)


def gradient(size: int = 16) -> np.ndarray:
    """Red grows to the right, green downwards: a place in it can be told by its colour."""
    steps = (np.arange(size, dtype=np.float32) + 0.5) / size
    return np.stack([np.tile(steps, (size, 1)), np.tile(steps[:, None], (1, size)), np.zeros((size, size))], 2).astype(
        np.float32
    )


def test_a_picture_lies_over_the_bounding_square_of_the_mask() -> None:
    square = Placement().square(PLACE)
    assert (square.middle, square.side) == (Point(40, 18), 40)
    assert square.corners[0] == Point(20, -2)


@pytest.mark.parametrize("flip", [False, True])
def test_a_placement_and_its_square_are_two_ways_to_say_the_same(flip: bool) -> None:
    placement = Placement(0.25, -0.5, 1.5, 30, flip)
    again = Placement.of_square(placement.square(PLACE), PLACE)
    assert np.allclose((again.across, again.down, again.scale, again.angle), (0.25, -0.5, 1.5, 30))
    assert again.flip is flip


def test_a_square_out_of_range_is_brought_into_it() -> None:
    far = Placement.of_square(Square(Point(1e6, 0), 1e6), PLACE)
    assert (far.across, far.scale) == (20, 10)


@pytest.mark.parametrize("wrong", [{"scale": 0}, {"angle": math.nan}, {"across": 21.0}])
def test_a_placement_out_of_range_is_refused(wrong: dict[str, float]) -> None:
    with pytest.raises(BadInput, match="cannot be placed"):
        Placement(**wrong)  # type: ignore[arg-type]


@pytest.mark.parametrize("flip", [False, True])
def test_the_map_puts_the_corners_of_the_picture_where_the_square_says(flip: bool) -> None:
    square = Square(Point(50, 40), 32, 90, flip)
    corner = square.from_picture(8) @ (0, 0, 1)
    assert np.allclose(corner, (66, 56) if flip else (66, 24))  # top left goes to top right when turned by 90 degrees


def test_what_is_warped_lies_where_the_square_is_and_goes_on_beside_it() -> None:
    shown = warped(gradient(), Square(Point(24, 24), 32), Rect(0, 0, 48, 48))
    assert shown.shape == (48, 48, 3)
    assert np.allclose(shown[24, 8:40, 0], (np.arange(32) + 0.5) / 32, atol=0.02)
    assert np.allclose(shown[24, :6, 0], shown[24, 8, 0], atol=0.02)


def test_a_crop_shows_the_same_as_the_whole() -> None:
    square, crop = Square(Point(24.5, 23), 30, 25), Rect(10, 6, 30, 20)
    whole = warped(gradient(), square, Rect(0, 0, 48, 48), sharpness=0.5)
    assert np.allclose(warped(gradient(), square, crop, sharpness=0.5), whole[crop.slices], atol=1e-5)


def test_a_turn_by_a_right_angle_turns_the_picture() -> None:
    crop = Rect(0, 0, 16, 16)
    turned = warped(gradient(), Square(Point(8, 8), 16, 90), crop)
    assert np.allclose(turned, np.rot90(gradient(), -1), atol=1e-4)
    assert np.allclose(warped(gradient(), Square(Point(8, 8), 16, 0, True), crop), gradient()[:, ::-1], atol=1e-4)


def test_a_picture_that_becomes_smaller_is_averaged() -> None:
    stripes = np.zeros((16, 16, 3), np.float32)
    stripes[:, ::2] = 1
    assert np.allclose(warped(stripes, Square(Point(4, 4), 8), Rect(1, 1, 6, 6)), 0.5, atol=0.01)


def test_half_the_scale_is_the_same_picture_at_half_the_size() -> None:
    square = Square(Point(24, 24), 32)
    half = warped(gradient(), square, Rect(0, 0, 48, 48), scale=0.5)
    assert half.shape == (24, 24, 3)
    assert np.allclose(half, warped(gradient(), square, Rect(0, 0, 48, 48))[::2, ::2], atol=0.03)


def test_sharpening_steepens_an_edge_and_never_leaves_its_colours() -> None:
    edge = np.full((12, 12, 3), 0.2, np.float32)
    edge[:, 6:] = 0.8
    soft, sharp = enlarged(edge, 4, 0.0), enlarged(edge, 4, 1.0)
    assert np.abs(np.diff(sharp[20, :, 0])).max() > 1.2 * np.abs(np.diff(soft[20, :, 0])).max()
    assert sharp.min() >= soft.min()
    assert sharp.max() <= soft.max()
    assert enlarged(edge, 1, 1.0) is edge


def test_an_enlarged_picture_shrinks_back_to_itself() -> None:
    rng = np.random.default_rng(3)
    picture = rng.random((8, 8, 3), np.float32)
    large = enlarged(picture, 4, 0.0)
    back = large.reshape(8, 4, 8, 4, 3).mean(axis=(1, 3))
    assert np.abs(back - picture).mean() < 0.03


def test_a_sample_survives_json() -> None:
    point = LatentPoint("faces").moved("smile", 1.5)
    sample = PlacedSample(point, Placement(0.1, 0, 2, -30, True), 0.25, 0.75, LatentPoint("faces"), cutout=0.5)
    data = json.loads(json.dumps(sample.to_dict()))
    assert PlacedSample.from_dict({**data, "enlarged": 4.5}) == sample
    del data["cutout"]  # as it was written before there was one
    assert PlacedSample.from_dict(data).cutout == 0


@pytest.mark.parametrize(
    "values", [{}, {"point": {"model": "a"}, "placement": {"scale": "x"}}, {"point": 3, "placement": {}}]
)
def test_what_is_no_sample_is_refused_in_words(values: dict) -> None:
    with pytest.raises(BadInput):
        PlacedSample.from_dict(values)


def test_a_strength_out_of_range_is_refused() -> None:
    with pytest.raises(BadInput, match="out of range"):
        PlacedSample(LatentPoint("faces"), colour=1.5)
