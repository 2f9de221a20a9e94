"""Networks for the structure, PatchMatch for the detail."""

from __future__ import annotations

from dataclasses import replace

import cv2
import numpy as np
import pytest

from engine.errors import Cancelled
from engine.inpaint import guided
from engine.inpaint.guided import GuidedMethod
from engine.inpaint.network import NetworkMethod, Painting
from engine.jobs import CancelToken, JobContext, Progress


def grainy_halves(height: int = 96, width: int = 112) -> np.ndarray:
    picture = np.full((height, width, 3), 0.3, np.float32)
    picture[:, width // 2 :] = 0.7
    return picture + np.random.default_rng(3).normal(0, 0.05, (height, width, 1)).astype(np.float32)


@pytest.fixture
def hole() -> np.ndarray:
    hole = np.zeros((96, 112), bool)
    hole[30:66, 36:76] = True
    return hole


@pytest.fixture
def painted(monkeypatch: pytest.MonkeyPatch) -> np.ndarray:
    """What the network is made to answer: the right picture without its grain."""
    soft = cv2.GaussianBlur(grainy_halves(), (0, 0), 4)
    answer_with(monkeypatch, soft)
    return soft


def answer_with(monkeypatch: pytest.MonkeyPatch, picture: np.ndarray, shrink: int = 1) -> None:
    """Have every network paint this picture, at a size so many times smaller than the crop."""

    def paint(self: NetworkMethod, pixels: np.ndarray, hole: np.ndarray, **choice: object) -> Painting:
        return Painting(*(np.ascontiguousarray(one[::shrink, ::shrink]) for one in (picture, pixels, hole)))

    monkeypatch.setattr(NetworkMethod, "paint", paint)


def method(working: int = 64, **config: object) -> GuidedMethod:
    made = GuidedMethod(device="cpu")
    made.card = replace(made.card, needs=replace(made.card.needs, working=working), config=config)
    return made


def test_structure_is_the_networks_and_detail_is_the_photos(painted: np.ndarray, hole: np.ndarray) -> None:
    picture = grainy_halves()
    filled = method().fill(np.where(hole[..., None], 0, picture), hole, seed=0, context=JobContext())
    assert np.array_equal(filled[~hole], picture[~hole])
    assert np.abs(filled - painted)[hole].mean() < 0.08

    def grain(one: np.ndarray) -> float:
        return float(np.abs(np.diff(one, axis=1))[34:62, 38:52].mean())

    assert grain(filled) > 3 * grain(painted)
    assert grain(filled) > 0.4 * grain(picture)  # the rest is `match_grain`'s, after any method


def test_the_networks_picture_may_be_smaller_than_the_crop(monkeypatch: pytest.MonkeyPatch, hole: np.ndarray) -> None:
    picture = grainy_halves()
    answer_with(monkeypatch, cv2.GaussianBlur(picture, (0, 0), 4), shrink=4)
    filled = method(working=28).fill(np.where(hole[..., None], 0, picture), hole, seed=0, context=JobContext())
    assert np.array_equal(filled[~hole], picture[~hole])
    assert np.abs(filled - cv2.GaussianBlur(picture, (0, 0), 4))[hole].mean() < 0.08


def test_a_crop_thinner_than_a_patch_is_guided_too(monkeypatch: pytest.MonkeyPatch) -> None:
    picture = grainy_halves(9)
    hole = np.zeros((9, 112), bool)
    hole[:, 40:70] = True
    answer_with(monkeypatch, picture, shrink=2)
    filled = method(working=56).fill(picture, hole, seed=0, context=JobContext())
    assert filled.shape == picture.shape
    assert np.isfinite(filled).all()


def test_a_network_with_a_latent_paints_small_crops_alone(painted: np.ndarray, hole: np.ndarray) -> None:
    alone = method(working=128, latent=8)
    assert alone.detail((96, 112)) == 1
    filled = alone.fill(grainy_halves(), hole, seed=0, context=JobContext())
    assert np.abs(filled - painted)[hole].mean() < 0.02


def test_detail_spans_more_of_a_larger_crop_and_a_card_may_say_how_much() -> None:
    mean, latent = method(working=100), method(working=100, latent=8)
    assert mean.detail((50, 80)) == 2
    assert latent.detail((300, 400)) == 4
    latent.card = replace(latent.card, facts={"finest": 1.5})
    assert latent.detail((400, 200)) == 6


def test_the_mean_fill_heeds_no_seed_and_variants_do(painted: np.ndarray, hole: np.ndarray) -> None:
    def filled(one: GuidedMethod, seed: int) -> np.ndarray:
        return one.fill(grainy_halves(), hole, seed=seed, context=JobContext())

    assert np.array_equal(filled(method(), 1), filled(method(), 2))
    assert not np.array_equal(filled(method(latent=8), 1), filled(method(latent=8), 2))


def test_no_numbers_are_handed_on(monkeypatch: pytest.MonkeyPatch, hole: np.ndarray) -> None:
    broken = np.full((96, 112, 3), np.nan, np.float32)
    answer_with(monkeypatch, broken)
    monkeypatch.setattr(guided, "complete", lambda *arguments, **choice: pytest.fail("completed"))
    assert not np.isfinite(method().fill(grainy_halves(), hole, seed=0, context=JobContext())[hole]).all()


def test_progress_grows_through_both_and_a_stop_is_heard(painted: np.ndarray, hole: np.ndarray) -> None:
    token, seen = CancelToken(), []

    def on_progress(progress: Progress) -> None:
        seen.append(progress.fraction)
        if len(seen) == 3:
            token.cancel()

    with pytest.raises(Cancelled):
        method().fill(grainy_halves(), hole, seed=0, context=JobContext(token, on_progress))
    assert seen == sorted(seen)
    assert seen[1] >= 0.2
