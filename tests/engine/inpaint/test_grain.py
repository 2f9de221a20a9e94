"""Grain: a smooth fill gets that of its surroundings; nothing else changes."""

from __future__ import annotations

import cv2
import numpy as np
import pytest

from engine.document import Composite
from engine.geometry import Rect
from engine.inpaint import FillSettings, InpaintRequest, fill
from engine.inpaint.grain import match_grain
from engine.jobs import JobContext
from engine.photo import photo_from_pixels

SHAPE = (120, 144)


def hole_in_the_middle() -> np.ndarray:
    hole = np.zeros(SHAPE, bool)
    hole[36:84, 44:100] = True
    return hole


def grain(sigma: float, deviation: float = 0.03, colour: float = 0.0) -> np.ndarray:
    """Noise of brightness (and of colour), smoothed by `sigma` px and of a given deviation."""
    rng = np.random.default_rng(7)
    noise = rng.normal(0, 1, (*SHAPE, 1)) + colour * rng.normal(0, 1, (*SHAPE, 3))
    noise = np.broadcast_to(noise, (*SHAPE, 3)).astype(np.float32)
    if sigma:
        noise = cv2.GaussianBlur(noise, (0, 0), sigma)
    return noise * np.float32(deviation / noise.std())


def parted(photo: np.ndarray, fill: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """The photo around the hole and its fill; the grained fill."""
    hole = hole_in_the_middle()
    picture = np.where(hole[..., None], fill, photo).astype(np.float32)
    return picture, match_grain(picture, picture, hole, seed=3)


@pytest.mark.parametrize("sigma", [0.0, 0.7, 1.2])
def test_a_smooth_fill_gets_grain_as_strong_and_as_coarse(sigma: float) -> None:
    photo = 0.5 + grain(sigma)
    _, grained = parted(photo, np.full((*SHAPE, 3), 0.5, np.float32))
    inside = grained[40:80, 48:96]
    assert inside.std() == pytest.approx(0.03, rel=0.25)

    def neighbours(picture: np.ndarray) -> float:
        grey = picture.mean(axis=2)
        grey = grey - grey.mean()
        return float((grey[:, 1:] * grey[:, :-1]).mean() / (grey**2).mean())

    assert neighbours(inside) == pytest.approx(neighbours(photo), abs=0.17)


def test_grain_of_brightness_alone_brings_no_colour() -> None:
    _, grained = parted(0.5 + grain(0.0), np.full((*SHAPE, 3), 0.5, np.float32))
    assert np.ptp(grained, axis=2).max() < 0.004
    _, coloured = parted(0.5 + grain(0.0, colour=1.0), np.full((*SHAPE, 3), 0.5, np.float32))
    assert np.ptp(coloured, axis=2).mean() > 0.01


def test_a_fill_that_has_its_grain_stays_as_it_is() -> None:
    photo = 0.5 + grain(0.7)
    other = photo[::-1, ::-1]
    picture, grained = parted(photo, other)
    assert np.abs(grained - picture).std() < 0.012


def test_only_the_lack_is_added() -> None:
    _, grained = parted(0.5 + grain(0.0), 0.5 + 0.6 * grain(0.0)[::-1])
    assert grained[40:80, 48:96].std() == pytest.approx(0.03, rel=0.2)


def test_lights_and_shadows_get_their_own() -> None:
    bright = np.zeros((*SHAPE, 3), np.float32)
    bright[:, SHAPE[1] // 2 :] = 1
    base = 0.2 + 0.6 * bright
    photo = base + grain(0.0, 0.02) * (0.3 + bright)
    _, grained = parted(photo, base)
    dark, light = grained[40:80, 48:66].std(), grained[40:80, 78:96].std()
    assert light > 2 * dark > 0


def test_clean_photos_small_holes_and_the_outside_stay_untouched() -> None:
    flat = np.full((*SHAPE, 3), 0.5, np.float32)
    picture, grained = parted(flat, flat)
    assert np.array_equal(picture, grained)
    photo = np.clip(0.5 + grain(0.0), 0, 1)
    tiny = np.zeros(SHAPE, bool)
    tiny[40:45, 50:55] = True
    assert np.array_equal(match_grain(photo, flat, tiny, seed=0), flat)
    hole = hole_in_the_middle()
    _, around = parted(photo, flat)
    assert np.array_equal(around[~hole], photo[~hole])


def test_the_same_seed_gives_the_same_grain() -> None:
    photo, flat, hole = 0.5 + grain(0.0), np.full((*SHAPE, 3), 0.5, np.float32), hole_in_the_middle()
    first, again, other = (match_grain(photo, flat, hole, seed) for seed in (1, 1, 2))
    assert np.array_equal(first, again)
    assert not np.array_equal(first, other)


@pytest.mark.parametrize("depth", [np.uint8, np.uint16])
def test_a_fill_by_diffusion_has_the_photos_grain_in_the_photos_depth(depth: type) -> None:
    peak = np.iinfo(depth).max
    photo = photo_from_pixels(np.rint((0.5 + grain(0.0)) * peak).astype(depth))
    mask = hole_in_the_middle().astype(np.uint8) * 255
    request = InpaintRequest(Composite(photo), mask, Rect(0, 0, SHAPE[1], SHAPE[0]), FillSettings(method="telea"))
    piece = fill(request, JobContext()).patch.pieces[0]
    assert piece.pixels.dtype == depth
    assert piece.pixels.mean(axis=2)[4:-4, 4:-4].std() / peak == pytest.approx(0.03, rel=0.4)
