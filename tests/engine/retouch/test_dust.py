"""The finder of dust, on pictures that hold some and on pictures that hold none."""

from __future__ import annotations

import math

import cv2
import numpy as np
import pytest

from engine.document import Composite
from engine.errors import Cancelled
from engine.jobs import CancelToken, JobContext
from engine.photo import photo_from_pixels
from engine.retouch.dust import DustSettings, Speck, dust_mask, find_dust
from engine.retouch.dust_judging import Judge, veil


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


# What tells dust from the picture


def odds(pixels: np.ndarray) -> float:
    """Those of the surest speck; 0 where there is none."""
    surest = max((speck.certainty for speck in find_dust(Composite(photo_from_pixels(pixels)))), default=0.0)
    return surest / (1 - surest)


def test_a_white_spot_is_dust_rather_than_a_red_one() -> None:
    white, red = grain(), grain()
    cv2.circle(white, (100, 90), 4, (225, 225, 225), -1)
    cv2.circle(red, (100, 90), 4, (250, 120, 110), -1)
    assert odds(white) > 1.5 * odds(red)


def test_a_sharp_spot_is_dust_rather_than_a_soft_one() -> None:
    sharp = grain()
    cv2.circle(sharp, (100, 90), 4, (225, 225, 225), -1)
    soft = sharp.copy()
    soft[70:110, 80:120] = cv2.GaussianBlur(sharp[70:110, 80:120], (0, 0), 2.5)
    assert odds(sharp) > 10 * odds(soft)


def test_a_spot_among_many_like_it_is_texture_rather_than_dust() -> None:
    alone, many = grain(), grain()
    cv2.circle(alone, (100, 90), 2, (190, 190, 190), -1)
    for x in range(12, 250, 14):
        for y in range(12, 190, 14):
            cv2.circle(many, (x, y), 2, (190, 190, 190), -1)
    assert odds(alone) > 1.4 * odds(many)


def test_a_feature_that_says_nothing_changes_nothing() -> None:
    judge = Judge(bias=0.5, means=(1.0, 2.0), scales=(1.0, 2.0), weights=(3.0, -1.0))
    assert judge.certainty((math.nan, 2.0)) == judge.certainty((1.0, math.nan)) == pytest.approx(0.622, abs=1e-3)
    assert judge.certainty((1e9, 2.0)) == judge.certainty((4.0, 2.0)) < 1


@pytest.mark.parametrize(("opacity", "sign", "goal"), [(0.3, 1, 255.0), (0.8, -1, 0.0)])
def test_a_veil_of_white_or_black_is_known_by_its_colour(opacity: float, sign: int, goal: float) -> None:
    ground = np.array([80, 120, 60], np.float32)
    unlike, found = veil((1 - opacity) * ground + opacity * goal, ground, sign)
    assert found == pytest.approx(opacity, abs=0.01)
    assert unlike == pytest.approx(math.log(0.03), abs=0.01)
    assert math.isnan(veil(ground, ground, sign)[0])
    assert veil(ground + np.float32([90, -20, 0]), ground, sign)[0] > -1
