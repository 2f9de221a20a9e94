"""Colour spaces: Lab values, what a screen or printer does not hold, and screens that are not sRGB."""

from __future__ import annotations

import numpy as np
import pytest
from PIL import ImageCms

from engine.photo.colour import DisplayTransform
from engine.photo.space import GamutTest, lab_of, rgb_space


def patch(*colour: int, dtype: type = np.uint8) -> np.ndarray:
    return np.array(colour, dtype).reshape(1, 1, 3)


@pytest.mark.parametrize(
    ("colour", "lab"),
    [
        ((255, 255, 255), (100, 0, 0)),
        ((0, 0, 0), (0, 0, 0)),
        ((255, 0, 0), (54.29, 80.81, 69.89)),
        ((0, 0, 255), (29.57, 68.30, -112.03)),
        ((128, 128, 128), (53.59, 0, 0)),
    ],
)
def test_lab_of_srgb_is_that_of_the_tables(colour: tuple[int, int, int], lab: tuple[float, float, float]) -> None:
    """Bruce Lindbloom's calculator, D50, Bradford."""
    assert lab_of(patch(*colour), None)[0, 0] == pytest.approx(lab, abs=0.06)


def test_lab_is_that_of_little_cms(wide_profile: bytes) -> None:
    samples = np.random.default_rng(1).integers(0, 256, (1, 50, 3)).astype(np.uint8)
    ours = lab_of(samples, wide_profile)
    srgb_of_wide = lab_of(DisplayTransform(wide_profile).apply(samples), None)
    inside = GamutTest(wide_profile, None).outside(samples) == 0
    assert inside.any()
    assert np.abs(ours - srgb_of_wide)[inside].max() < 1.5  # 8 bits and black point compensation lie between


def test_lab_heeds_all_16_bits() -> None:
    first, second = (
        lab_of(patch(30000, 30000, 30000, dtype=np.uint16), None),
        lab_of(patch(30020, 30020, 30020, dtype=np.uint16), None),
    )
    assert 0 < second[0, 0, 0] - first[0, 0, 0] < 0.1
    assert lab_of(np.full((1, 1, 3), 30000 / 65535), None) == pytest.approx(first)


def test_what_is_no_matrix_profile_has_lab_all_the_same(grey_profile: bytes) -> None:
    assert rgb_space(grey_profile) is None
    assert lab_of(patch(255, 255, 255), grey_profile)[0, 0] == pytest.approx((100, 0, 0), abs=0.1)


@pytest.mark.parametrize("dtype", [np.uint8, np.uint16])
def test_colours_outside_the_screen_are_told(wide_profile: bytes, dtype: type) -> None:
    white = np.iinfo(dtype).max
    colours = np.array([[[0, white, 0], [white, 0, 0], [white // 2] * 3, [white] * 3, [0, 0, 0]]], dtype)
    test = GamutTest(wide_profile, None)
    assert not test.is_needless
    assert test.outside(colours).tolist() == [[255, 255, 0, 0, 0]]


def test_a_space_within_another_needs_no_test(wide_profile: bytes, grey_profile: bytes) -> None:
    little_cms = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    for source, target in ((None, wide_profile), (None, little_cms), (little_cms, None), (grey_profile, None)):
        test = GamutTest(source, target)
        assert test.is_needless
        assert not test.outside(np.full((2, 2, 3), 255, np.uint8)).any()


def test_a_printer_is_asked_through_little_cms(ink_profile: bytes) -> None:
    test = GamutTest(None, ink_profile)
    assert not test.is_needless
    assert test.outside(patch(255, 0, 0))[0, 0] == 255, "it prints no red"
    assert test.outside(patch(255, 255, 255))[0, 0] == 0


@pytest.mark.parametrize("broken", [b"", b"no profile", b"\0" * 200])
def test_a_broken_profile_tests_nothing_and_shows_as_srgb(broken: bytes) -> None:
    assert GamutTest(None, broken).is_needless
    assert GamutTest(broken, None).is_needless
    assert DisplayTransform(None, broken).is_identity


def test_a_wide_screen_gets_other_values_for_the_same_colour(wide_profile: bytes) -> None:
    red = patch(255, 0, 0)
    shown = DisplayTransform(None, wide_profile).apply(red)
    assert shown[0, 0, 0] < 230
    assert lab_of(shown, wide_profile)[0, 0] == pytest.approx(lab_of(red, None)[0, 0], abs=1.0)


def test_a_photo_in_the_screens_own_space_is_shown_as_it_is(wide_profile: bytes) -> None:
    assert DisplayTransform(wide_profile, wide_profile).is_identity
    assert not DisplayTransform(None, wide_profile).is_identity
