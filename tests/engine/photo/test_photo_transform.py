"""Pictures that are laid into a photo go into its own colours."""

from __future__ import annotations

import numpy as np
import pytest

from engine.photo import DisplayTransform
from engine.photo.colour import PhotoTransform

SRGB = np.array([[(128, 128, 128), (150, 180, 140), (90, 60, 50), (200, 190, 180)]], np.uint8)


def test_a_wide_photo_shows_the_colours_that_were_laid_into_it(wide_profile: bytes) -> None:
    laid = PhotoTransform(wide_profile).apply(SRGB)
    assert np.abs(laid.astype(int) - SRGB).max() > 4
    assert np.abs(DisplayTransform(wide_profile).apply(laid).astype(int) - SRGB).max() <= 2


def test_a_grey_photo_is_given_grey(grey_profile: bytes) -> None:
    laid = PhotoTransform(grey_profile).apply(SRGB)
    assert laid.shape == SRGB.shape
    assert (laid == laid[..., :1]).all()
    assert abs(int(laid[0, 0, 0]) - 55) <= 2  # sRGB 128 is linear 0.2157


@pytest.mark.parametrize("icc", [None, b"", b"not a profile"])
def test_without_a_profile_that_serves_nothing_changes(icc: bytes | None) -> None:
    assert PhotoTransform(icc).apply(SRGB) is SRGB
