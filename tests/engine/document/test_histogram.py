"""What is shown, counted by value."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest

from engine.document import Adjustment, Composite, MaskArea, Patch, Recipe
from engine.document.histogram import histogram_of
from engine.errors import Cancelled
from engine.geometry import Rect
from engine.photo import Photo, photo_from_pixels


@pytest.mark.parametrize("dtype", [np.uint8, np.uint16])
def test_every_pixel_is_counted_once_in_each_channel(make_photo: Callable[..., Photo], dtype: type) -> None:
    photo = make_photo(dtype=dtype)
    found = histogram_of(Composite(photo))
    assert found.depth == photo.pixels.dtype.itemsize * 8
    assert found.counts.sum(axis=1).tolist() == [64 * 48] * 4
    step = 1 if dtype is np.uint8 else 256
    for channel in range(3):
        assert np.array_equal(
            found.counts[channel], np.bincount(photo.pixels[..., channel].ravel() // step, minlength=256)
        )
        assert found.darkest[channel] == np.count_nonzero(photo.pixels[..., channel] == 0)
        assert found.brightest[channel] == np.count_nonzero(photo.pixels[..., channel] == np.iinfo(dtype).max)


def test_brightness_is_weighed_by_how_bright_the_colours_look() -> None:
    photo = photo_from_pixels(np.full((5, 7, 3), (200, 100, 50), np.uint8))
    counts = histogram_of(Composite(photo)).counts
    assert counts[3].argmax() == round(0.299 * 200 + 0.587 * 100 + 0.114 * 50)
    assert counts[3].max() == 35


def test_only_what_is_marked_counts(make_photo: Callable[..., Photo]) -> None:
    photo = make_photo()
    alpha = np.zeros((10, 20), np.uint8)
    alpha[2:5, 3:9] = 200
    alpha[6, 6] = 100
    found = histogram_of(Composite(photo), MaskArea(Rect(5, 7, 20, 10), alpha))
    assert found.pixels == 18
    wanted = np.bincount(photo.pixels[9:12, 8:14, 1].ravel(), minlength=256)
    assert np.array_equal(found.counts[1], wanted)
    nothing = histogram_of(Composite(photo), MaskArea(Rect(0, 0, 0, 0), np.zeros((0, 0), np.uint8)))
    assert (nothing.pixels, nothing.share(nothing.brightest)) == (0, 0.0)


def test_it_tells_of_what_is_shown_and_of_what_was_cut_off(make_photo: Callable[..., Photo]) -> None:
    bright = Patch("a", (), Recipe("adjust"), adjustment=Adjustment(exposure=5.0))
    found = histogram_of(Composite(make_photo(), (bright,)))
    assert found.share(found.brightest) > 0.5


def test_it_stops_when_it_is_told_to(make_photo: Callable[..., Photo]) -> None:
    def stop() -> None:
        raise Cancelled

    with pytest.raises(Cancelled):
        histogram_of(Composite(make_photo()), check=stop)
