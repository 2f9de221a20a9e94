"""Films between key frames: easings, loops, blends, the way through latents."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from typing import Any

import numpy as np
import pytest

from engine.errors import BadInput
from engine.latent.morph import EASINGS, MOST_FRAMES, Morph, MorphFrames, blended, frames_of
from engine.latent.point import Base, LatentPoint, Mix, z_of_seed
from engine.latent.wander import map_positions, point_at, weights_at
from tests.engine.latent.film_fakes import STYLE, FakeGenerator, seeds

generator: Any = FakeGenerator()


@pytest.mark.parametrize("easing", EASINGS)
@pytest.mark.parametrize("loop", [False, True])
def test_every_frame_is_a_whole_and_every_key_frame_is_met(easing: str, loop: bool) -> None:
    morph = Morph(seeds(1, 2, 3, 4), 40 if loop else 31, easing, loop)
    weights = morph.weights()
    np.testing.assert_allclose(weights.sum(axis=1), 1.0)
    np.testing.assert_array_equal(weights[[0, 10, 20, 30]], np.eye(4))
    frames = MorphFrames(generator, morph)
    for index in range(4):
        np.testing.assert_array_equal(frames.styles(10 * index), generator.styles_of(morph.points[index]))


@pytest.mark.parametrize("easing", EASINGS)
def test_the_last_frame_of_a_loop_leads_into_the_first(easing: str) -> None:
    frames = MorphFrames(generator, Morph(seeds(1, 2, 3), 36, easing, loop=True))
    ring = np.stack([frames.styles(index) for index in [*range(36), 0]])
    steps = np.linalg.norm(np.diff(ring, axis=0), axis=(1, 2))
    assert steps[-1] > 0, "the first frame is not shown twice"
    assert steps[-1] <= 1.5 * steps[[-2, 0]].max()


@pytest.mark.parametrize("loop", [False, True])
def test_a_spline_neither_stops_nor_turns_sharply(loop: bool) -> None:
    count = 400
    frames = MorphFrames(generator, Morph(seeds(1, 2, 3, 4), count, "spline", loop))
    path = np.stack([frames.styles(index)[0] for index in [*range(count), *([0, 1] if loop else [])]])
    speed = np.diff(path, axis=0)
    assert np.linalg.norm(speed, axis=1).min() > 0
    bends = [float(np.linalg.norm(after - before)) for before, after in pairwise(speed)]
    assert max(bends) < 0.06 * np.linalg.norm(speed, axis=1).max()


def test_smooth_rests_at_its_key_frames_and_linear_does_not() -> None:
    smooth, linear = (Morph(seeds(1, 2), 101, easing).weights()[:, 1] for easing in ("smooth", "linear"))
    assert smooth[1] < 0.1 * linear[1]
    np.testing.assert_allclose(np.diff(linear), 0.01)
    assert (np.diff(smooth) > 0).all()


def test_sliders_and_truncation_are_carried_along() -> None:
    first, last = seeds(1, 2)
    morph = Morph((first.moved("bent", 2.0), replace(last, truncation=0.5)), 3, "linear")
    expected = (generator.styles_of(morph.points[0]) + generator.styles_of(morph.points[1])) / 2
    frames = MorphFrames(generator, morph)
    np.testing.assert_allclose(frames.styles(1), expected, rtol=1e-6)
    np.testing.assert_allclose(generator.styles_of(frames.point(1)), expected, rtol=1e-6)
    assert frames[1].shape == (16, 16, 3)
    assert len(frames[0:2]) == len(frames) - 1 == 2


@pytest.mark.parametrize("easing", EASINGS)
def test_through_latents_every_frame_is_as_long_as_its_neighbours(easing: str) -> None:
    frames = MorphFrames(generator, Morph(seeds(1, 2, 3), 21, easing, path="latents"))
    ends = [float(np.linalg.norm(z_of_seed(seed, STYLE))) for seed in (1, 2, 3)]
    lengths = [float(np.linalg.norm(frames.styles(index)[0])) for index in range(21)]
    assert min(ends) - 1e-4 <= min(lengths)
    assert max(lengths) <= max(ends) + 1e-4
    for place, seed in ((0, 1), (10, 2), (20, 3)):
        np.testing.assert_allclose(frames.styles(place)[0], z_of_seed(seed, STYLE), rtol=1e-5)
    assert frames.point(5).base.styles


def test_a_film_that_cannot_be_is_refused_in_words() -> None:
    two = seeds(1, 2)
    wrong: list[tuple[str, Any]] = [
        ("two key frames", lambda: Morph(seeds(1), 9)),
        ("64 key frames", lambda: Morph(seeds(*range(65)), 99)),
        ("2 to 3600 frames", lambda: Morph(two, MOST_FRAMES + 1)),
        ("2 to 3600 frames", lambda: Morph(two, 1)),
        ("sudden easing", lambda: Morph(two, 9, "sudden")),
        ("different models", lambda: Morph((*two, LatentPoint("places")), 9)),
        ("has no latent", lambda: Morph((two[0], LatentPoint("faces", Base((), (), ((1.0,),)))), 9, path="latents")),
        ("0.01 s", lambda: frames_of(0.01, 24)),
        ("inf", lambda: frames_of(float("inf"), 24)),
    ]
    for words, make in wrong:
        with pytest.raises(BadInput, match=words):
            make()
    assert frames_of(2.0, 24) == 48


def test_a_blend_of_seeds_and_sliders_stays_seeds_and_sliders() -> None:
    first, second = seeds(1, 2)
    middle = blended([first.moved("up", 2.0), second], np.array([0.25, 0.75]), generator)
    assert middle.base.seeds == ((1, 0.25), (2, 0.75))
    assert middle.amount_of("up") == 0.5
    assert blended([first, second], np.array([0.0, 1.0]), generator) is second


def test_a_blend_that_seeds_cannot_say_is_one_of_styles() -> None:
    first, second = seeds(1, 2)
    others = [
        first.moved("bent", 1.0), replace(first, truncation=0.5), first.moved("up", 1.0, (0, 1)),
        replace(first, mixes=(Mix(Base.of_seed(9), (0, 1)),)), replace(first, base=Base.of_z(np.ones(STYLE))),
    ]  # fmt: skip
    for other in others:
        points = [other, second.moved("up", 1.0)]
        middle = blended(points, np.array([0.5, 0.5]), generator)
        assert middle.base.styles
        assert not middle.moves
        expected = sum(generator.styles_of(point).astype(float) for point in points) / 2
        np.testing.assert_allclose(generator.styles_of(middle), expected, rtol=1e-6)


# The map


def test_a_map_keeps_likeness_and_gives_everything_room() -> None:
    styles = np.array([[0.0, 0, 0], [0.1, 0, 0], [5, 0, 0], [5, 3, 0], [5, 3, 0]])
    places = map_positions(styles)
    assert places.min() >= 0
    assert places.max() <= 1
    apart = np.linalg.norm(places[:, None] - places[None], axis=2) + np.eye(5)
    assert apart.min() > 0.1
    assert apart[0, 1] < apart[0, 2]
    np.testing.assert_array_equal(places, map_positions(styles))


@pytest.mark.parametrize("count", [0, 1, 2, 40])
def test_a_map_of_points_that_are_all_alike(count: int) -> None:
    places = map_positions(np.ones((count, 6)))
    assert places.shape == (count, 2)
    assert np.isfinite(places).all()
    assert len({tuple(place) for place in places.tolist()}) == count


def test_under_the_cursor_is_the_blend_of_what_is_near() -> None:
    places = np.array([[0.1, 0.1], [0.9, 0.1], [0.5, 0.9]])
    np.testing.assert_array_equal(weights_at((0.9, 0.1), places), [0, 1, 0])
    weights = weights_at((0.2, 0.2), places)
    assert weights.sum() == pytest.approx(1)
    assert weights[0] > 0.9
    near = weights_at((0.9 + 1e-3, 0.1), places)
    assert near[1] > 0.999
    points = seeds(1, 2, 3)
    assert point_at((0.9, 0.1), places, points, generator) == points[1]
    assert point_at((0.5, 0.4), places, points, generator).base.seeds
