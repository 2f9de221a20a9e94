"""The finder of dust, on pictures that hold some and on pictures that hold none."""

from __future__ import annotations

import cv2
import numpy as np
import pytest

from engine.document import Composite
from engine.errors import Cancelled
from engine.jobs import CancelToken, JobContext
from engine.photo import photo_from_pixels
from engine.retouch.dust import DustSettings, Speck, dust_mask, find_dust


def grain(dtype: type = np.uint8) -> np.ndarray:
    y, x = np.mgrid[0:200, 0:260]
    smooth = np.repeat((90 + 0.2 * x + 0.1 * y)[:, :, None], 3, axis=2)
    noisy = smooth + np.random.default_rng(2).normal(0, 3, smooth.shape)
    return noisy.astype(np.uint8) if dtype == np.uint8 else (noisy * 257).astype(np.uint16)


def found(pixels: np.ndarray, settings: DustSettings | None = None) -> list[Speck]:
    settings = settings or DustSettings()
    return [speck for speck in find_dust(Composite(photo_from_pixels(pixels))) if speck.counts(settings)]


@pytest.mark.parametrize("dtype", [np.uint8, np.uint16])
def test_bright_and_dark_specks_of_all_sizes_are_found_and_nothing_else(dtype: type) -> None:
    pixels, scale = grain(dtype), 1 if dtype == np.uint8 else 257
    spots = [(30, 40, 2, 220), (100, 50, 4, 20), (180, 120, 7, 230), (60, 150, 10, 30)]
    for x, y, radius, value in spots:
        cv2.circle(pixels, (x, y), radius, (value * scale,) * 3, -1)
    specks = found(pixels)
    assert len(specks) == len(spots)
    mask = dust_mask(specks, np.zeros(pixels.shape[:2], np.uint8))
    for x, y, radius, _ in spots:
        spot = np.zeros_like(mask)
        cv2.circle(spot, (x, y), radius, 255, -1)
        assert mask[spot > 0].mean() > 240
    assert (mask > 0).mean() < 0.02


def test_a_scratch_is_one_thing() -> None:
    pixels = grain()
    cv2.line(pixels, (120, 15), (128, 185), (235, 235, 235), 1)
    scratches = [speck for speck in found(pixels) if speck.is_scratch]
    assert len(scratches) == 1
    line = np.zeros(pixels.shape[:2], np.uint8)
    cv2.line(line, (120, 15), (128, 185), 255, 1)
    assert dust_mask(scratches, np.zeros_like(line))[line > 0].mean() > 200


def test_edges_and_grain_are_no_dust() -> None:
    pixels = grain()
    pixels[60:140, 80:180] = 200
    assert found(pixels) == []


def test_settings_choose_among_what_was_found() -> None:
    pixels = grain()
    cv2.circle(pixels, (60, 60), 9, (230, 230, 230), -1)
    cv2.circle(pixels, (150, 60), 2, (230, 230, 230), -1)
    everything = find_dust(Composite(photo_from_pixels(pixels)))
    assert sum(speck.counts(DustSettings(largest=8)) for speck in everything) == 1
    assert not any(speck.counts(DustSettings(specks=False, scratches=False)) for speck in everything)
    faint = [sum(speck.counts(DustSettings(share)) for speck in everything) for share in (0.0, 0.5, 1.0)]
    assert faint == sorted(faint)


def test_what_is_marked_already_stays() -> None:
    pixels = grain()
    cv2.circle(pixels, (60, 60), 4, (230, 230, 230), -1)
    mask = np.zeros(pixels.shape[:2], np.uint8)
    mask[:10] = 77
    marked = dust_mask(found(pixels), mask)
    assert (marked[:10] == 77).all()
    assert marked[60, 60] == 255
    assert mask[60, 60] == 0


@pytest.mark.parametrize("shape", [(1, 1), (3, 200), (20, 20), (40, 7)])
def test_tiny_photos_hold_nothing(shape: tuple[int, int]) -> None:
    assert found(np.full((*shape, 3), 90, np.uint8)) == []


def test_the_search_can_be_stopped() -> None:
    token = CancelToken()
    token.cancel()
    with pytest.raises(Cancelled):
        find_dust(Composite(photo_from_pixels(grain())), JobContext(token))
