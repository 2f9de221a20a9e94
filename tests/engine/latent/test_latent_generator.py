"""The generator: the same answers as the network that was trained, the same picture every time, and plain refusals."""

from __future__ import annotations

import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import torch

from engine.errors import BadInput, Cancelled, ModelBroken
from engine.jobs import CancelToken, JobContext
from engine.latent import Base, LatentPoint, Mix, Move, generator, z_of_seed
from engine.latent.direction import Direction
from engine.latent.generator import Generator, find_generator, generators, open_generator
from engine.latent.network import noise_maps, shape_of
from engine.models import registry
from engine.models.architectures import build
from engine.models.card import ModelCard
from tests.engine.latent.tiny_generators import CONFIGS, network, write_generator

ROOT = Path(__file__).resolve().parents[3]


@pytest.fixture(scope="module")
def card(tmp_path_factory: pytest.TempPathFactory) -> ModelCard:
    return write_generator(tmp_path_factory.mktemp("model"))


@pytest.fixture(scope="module")
def tiny(card: ModelCard) -> Generator:
    return open_generator(card, "cpu")


@pytest.fixture(params=CONFIGS)
def each(request: pytest.FixtureRequest, tmp_path: Path) -> Generator:
    return open_generator(write_generator(tmp_path, architecture=request.param), "cpu")


def at(seed: int, **more) -> LatentPoint:
    return LatentPoint("tiny", Base.of_seed(seed), **more)


def in_w(name: str, place: int, **more) -> Direction:
    """A direction that changes one number of a style by 1."""
    return Direction(name, name, "learned", "w", np.eye(6)[place], None, (0, 2), "a test", "tiny", **more)


def in_z(name: str, place: int) -> Direction:
    return Direction(name, name, "learned", "z", np.eye(4)[place], None, (0, 2), "a test", "tiny")


@pytest.fixture
def moved(tiny: Generator) -> Generator:
    return tiny.directions_with([in_w("w1", 1), in_w("w2", 2), in_z("z0", 0), in_z("z3", 3)])


# What it is


def test_the_shape_is_the_networks_own(each: Generator):
    config = build(each.card.architecture, each.card.config).config
    told = (each.size, each.layers, each.latent, each.style, each.noise_side)
    assert told == (config.size, config.layers, config.latent, config.style, config.noise_side)


def test_mapping_is_what_torch_maps(each: Generator):
    z = np.random.RandomState(1).standard_normal((5, each.latent)).astype(np.float32)
    with torch.inference_mode():
        wanted = network(each.card.architecture).mapping(torch.from_numpy(z)).numpy()
    np.testing.assert_allclose(each.map(z), wanted, atol=1e-5)
    assert np.array_equal(each.map(z)[2:3], each.map(z[2:3]))
    assert each.map(z[:0]).shape == (0, each.style)


def test_a_picture_is_what_torch_paints(each: Generator):
    point = at(3, noise=11)
    trained = network(each.card.architecture)
    noise = torch.from_numpy(noise_maps(11, shape_of(each.card)))
    with torch.inference_mode():
        painted = trained(torch.from_numpy(z_of_seed(3, each.latent)[None]), noise)[0]
    wanted = (painted.clamp(0, 1) * 255).round().permute(1, 2, 0).numpy()
    found = each.picture(point)
    assert found.shape == (each.size, each.size, 3)
    assert found.dtype == np.uint8
    assert np.abs(found - wanted).max() <= 1
    assert wanted.std() > 5


def test_the_mean_style_is_the_mean_of_the_mapping_or_came_with_the_weights(each: Generator):
    if each.card.architecture == "stylegan2":
        np.testing.assert_allclose(each.mean_style, network("stylegan2").mapping.mean.numpy(), atol=1e-6)
        return
    z = np.random.RandomState(9).standard_normal((4000, each.latent))
    mapped = each.map(z)
    np.testing.assert_allclose(each.mean_style, mapped.mean(axis=0), atol=0.15 * float(mapped.std()))


# The same picture


def test_a_point_gives_the_same_picture_whoever_is_painted_with_it(tiny: Generator):
    points = [at(seed, noise=seed % 2) for seed in range(5)]
    alone = [tiny.picture(point) for point in points]
    assert all(np.array_equal(*pair) for pair in zip(alone, tiny.pictures(points), strict=True))
    styles = np.stack([tiny.styles_of(point) for point in points[::2]])
    assert all(np.array_equal(*pair) for pair in zip(alone[::2], tiny.paint(styles, 0), strict=True))
    assert not np.array_equal(alone[0], alone[1])


def test_a_generator_opened_anew_and_other_threads_give_the_same_picture(card: ModelCard, tiny: Generator):
    wanted = tiny.picture(at(4))
    generator._cores.clear()
    again = open_generator(card, "cpu")
    assert again._core is not tiny._core
    with ThreadPoolExecutor(4) as pool:
        found = list(pool.map(again.picture, [at(4)] * 8))
    assert all(np.array_equal(picture, wanted) for picture in found)


def test_text_of_a_point_keeps_its_picture(moved: Generator):
    point = at(4, truncation=0.7, cutoff=2).moved("w1", 1.3).moved("z0", -0.7, (0, 1))
    assert np.array_equal(moved.picture(LatentPoint.from_text(point.to_text())), moved.picture(point))


def test_a_baked_point_is_the_same_picture_without_any_direction(moved: Generator):
    point = at(4, truncation=0.7, cutoff=2, noise=5, mixes=(Mix(Base.of_seed(1), (2, 2)),)).moved("w1", 1.3)
    baked = moved.baked(point)
    assert moved.uses_extra(point)
    assert not moved.uses_extra(baked)
    assert not baked.moves
    assert np.array_equal(moved.own.picture(baked), moved.picture(point))
    assert len(moved.baked(at(2)).base.styles) == 1


def test_noise_comes_from_its_seed(tiny: Generator):
    with_noise, other, without = (tiny.picture(at(2, noise=noise)) for noise in (0, 1, None))
    assert not np.array_equal(with_noise, other)
    assert not np.array_equal(with_noise, without)
    assert np.array_equal(without, tiny.paint(tiny.styles_of(at(2))[None], None)[0])


def test_noise_maps_are_a_frozen_stream_that_fills_the_corners_that_are_read(tiny: Generator):
    maps = noise_maps(3, shape_of(tiny.card))
    assert maps.shape == (1, 3, 8, 8)
    assert maps[0, 0, 0, 0] == np.float32(1.7886284)
    assert not maps[0, 0, 4:].any()
    assert maps[0, 1:].all()


# Where a point lies


def test_a_lattice_weighs_the_styles_of_its_seeds(tiny: Generator):
    between = LatentPoint("tiny", Base(((1, 0.25), (2, 0.75))))
    wanted = 0.25 * tiny.styles_of(at(1)) + 0.75 * tiny.styles_of(at(2))
    np.testing.assert_allclose(tiny.styles_of(between), wanted, atol=1e-6)


def test_a_latent_and_styles_may_be_given(tiny: Generator):
    styles = tiny.styles_of(at(1))
    assert np.array_equal(tiny.styles_of(LatentPoint("tiny", Base.of_z(z_of_seed(1, 4)))), styles)
    assert np.array_equal(tiny.styles_of(LatentPoint("tiny", Base.of_styles(styles))), styles)
    assert np.array_equal(tiny.styles_of(LatentPoint("tiny", Base.of_styles(styles[:1]))), styles)


def test_truncation_draws_towards_the_mean_up_to_its_cutoff(tiny: Generator):
    whole, half = tiny.styles_of(at(1)), tiny.styles_of(at(1, truncation=0.5))
    np.testing.assert_allclose(half, (whole + tiny.mean_style) / 2, atol=1e-6)
    assert np.array_equal(tiny.styles_of(at(1, truncation=0.0)), np.tile(tiny.mean_style, (3, 1)))
    part = tiny.styles_of(at(1, truncation=0.5, cutoff=1))
    assert np.array_equal(part[0], half[0])
    assert np.array_equal(part[1:], whole[1:])
    assert np.array_equal(tiny.styles_of(at(1, truncation=0.5, cutoff=0)), whole)


def test_a_move_in_styles_reaches_its_layers_and_no_others(moved: Generator):
    still, all_layers = moved.styles_of(at(1)), moved.styles_of(at(1).moved("w1", 2.0))
    np.testing.assert_allclose(all_layers - still, np.tile(2 * np.eye(6)[1], (3, 1)), atol=1e-6)
    some = moved.styles_of(at(1).moved("w1", 2.0, (1, 1)))
    assert np.array_equal(some[[0, 2]], still[[0, 2]])
    assert np.array_equal(some[1], all_layers[1])
    assert np.array_equal(moved.styles_of(at(1).moved("w1", 2.0, (1, 99)))[1:], all_layers[1:])


def test_a_direction_knows_which_layers_it_moves(tiny: Generator):
    coarse = tiny.directions_with([replace(in_w("coarse", 0), layers=(0, 0))])
    change = coarse.styles_of(at(1).moved("coarse", 1.0)) - coarse.styles_of(at(1))
    assert change[0].any()
    assert not change[1:].any()


def test_sliders_keep_their_strength_at_truncation_0(moved: Generator):
    point = at(1, truncation=0.0)
    change = moved.styles_of(point.moved("w1", 2.0)) - moved.styles_of(point)
    np.testing.assert_allclose(change[:, 1], 2.0, atol=1e-6)


def test_moves_in_the_latent_are_mapped_layer_by_layer(moved: Generator):
    z = z_of_seed(1, 4)
    both = at(1).moved("z0", 1.5, (0, 1)).moved("z3", -1.0, (1, 2))
    first, second = 1.5 * np.eye(4)[0], -np.eye(4)[3]
    wanted = moved.map(np.stack([z + first, z + first + second, z + second]))
    np.testing.assert_allclose(moved.styles_of(both), wanted, atol=1e-6)


def test_moves_in_the_latent_carry_over_to_styles_of_which_it_is_not_known(moved: Generator):
    styles = moved.styles_of(at(1))
    explicit = LatentPoint("tiny", Base.of_styles(styles))
    change = moved.styles_of(explicit.moved("z0", 1.0, (1, 2))) - styles
    assert not change[0].any()
    assert np.array_equal(change[1], change[2])
    z = np.random.RandomState(0).standard_normal((2000, 4))
    mean = (moved.map(z + np.eye(4)[0]) - moved.map(z)).mean(axis=0)
    np.testing.assert_allclose(change[1], mean, atol=0.2 * np.abs(mean).max())


def test_mixing_takes_layers_of_another_base_and_sliders_move_them_too(moved: Generator):
    one, other = moved.styles_of(at(1)), moved.styles_of(at(2))
    mixed = at(1, mixes=(Mix(Base.of_seed(2), (1, 5)),))
    assert np.array_equal(moved.styles_of(mixed), np.concatenate([one[:1], other[1:]]))
    for name in ("w1", "z0"):
        found = moved.styles_of(mixed.moved(name, 1.0))
        assert np.array_equal(found[1:], moved.styles_of(at(2).moved(name, 1.0))[1:])
    twice = replace(mixed, mixes=(*mixed.mixes, Mix(Base.of_seed(1), (2, 2))))
    assert np.array_equal(moved.styles_of(twice), np.concatenate([one[:1], other[1:2], one[2:]]))


def test_order_of_sliders_does_not_matter_to_their_layers(moved: Generator):
    point = at(1).moved("w1", 1.0, (0, 1)).moved("w2", -1.0, (1, 2))
    change = moved.styles_of(point) - moved.styles_of(at(1))
    np.testing.assert_allclose(change[1, 1:3], [1.0, -1.0], atol=1e-6)


# Photos


def test_encoding_is_what_torch_encodes(tiny: Generator):
    picture = np.random.default_rng(2).integers(0, 256, (16, 16, 3), np.uint8)
    with torch.inference_mode():
        wanted = network().encoder(torch.from_numpy(picture.transpose(2, 0, 1)[None] / 255.0).float())[0][0]
    np.testing.assert_allclose(tiny.encode(picture), wanted.numpy(), atol=1e-4)
    assert tiny.has_encoder


def test_what_is_no_picture_of_its_size_is_not_encoded(tiny: Generator):
    for picture in (np.zeros((8, 8, 3), np.uint8), np.zeros((16, 16, 3), np.float32)):
        with pytest.raises(BadInput, match="16 x 16"):
            tiny.encode(picture)


def test_a_model_without_an_encoder_says_so(tmp_path: Path):
    foreign = open_generator(write_generator(tmp_path, architecture="stylegan2"), "cpu")
    assert not foreign.has_encoder
    with pytest.raises(BadInput, match="no encoder"):
        foreign.encode(np.zeros((16, 16, 3), np.uint8))


# Refusals


def test_points_that_are_not_the_models_own_are_refused(tiny: Generator):
    with pytest.raises(BadInput, match="model other"):
        tiny.picture(LatentPoint("other"))
    with pytest.raises(BadInput, match="latent is none of Tiny"):
        tiny.picture(LatentPoint("tiny", Base.of_z(np.zeros(5))))
    for shape in ((2, 6), (3, 5), (1, 7)):
        with pytest.raises(BadInput, match="styles are none of Tiny"):
            tiny.picture(LatentPoint("tiny", Base.of_styles(np.zeros(shape))))
    with pytest.raises(BadInput, match="no direction named smile"):
        tiny.picture(at(1, moves=(Move("smile", 1.0),)))


def test_extra_directions_are_known_to_their_view_alone(tiny: Generator):
    view = tiny.directions_with([in_w("w1", 1)])
    assert view.direction("W1 ").id == "w1"
    assert view.directions() == tiny.directions()
    with pytest.raises(BadInput, match="w1"):
        tiny.direction("w1")
    with pytest.raises(BadInput, match="w1"):
        view.directions_with([]).direction("w1")


def test_directions_of_other_models_are_refused(tiny: Generator):
    with pytest.raises(BadInput, match="model other"):
        tiny.directions_with([replace(in_w("w1", 1), model="other")])
    with pytest.raises(BadInput, match="not of tiny"):
        tiny.directions_with([replace(in_w("w1", 1), vector=np.ones(7))])


def test_painting_can_be_cancelled_between_two_pictures(tiny: Generator):
    token = CancelToken()
    context = JobContext(token, lambda progress: token.cancel() if progress.fraction > 0 else None)
    with pytest.raises(Cancelled):
        tiny.pictures([at(seed) for seed in range(3)], context)


def test_what_is_no_number_is_no_picture(tiny: Generator):
    with pytest.raises(ModelBroken, match="no picture"):
        tiny.paint(np.full((1, 3, 6), np.inf), None)


@pytest.mark.parametrize(
    ("tensors", "words"),
    [
        ({"mapping.layers.1.bias": None}, r"lacks the tensor mapping\.layers\.1\.bias"),
        ({"mapping.layers.0.weight": torch.zeros(6, 5)}, r"mapping\.layers\.0\.weight .*shape"),
        ({"mapping.layers.0.bias": torch.full((6,), torch.nan)}, "not finite"),
    ],
)
def test_weights_that_do_not_fit_are_named(tmp_path: Path, tensors: dict, words: str):
    with pytest.raises(ModelBroken, match=words):
        open_generator(write_generator(tmp_path, tensors=tensors), "cpu")


def test_weights_that_are_missing_or_changed_are_refused(tmp_path: Path):
    card = write_generator(tmp_path)
    card.weights.write_bytes(card.weights.read_bytes()[:-1])
    with pytest.raises(ModelBroken, match="not the one that its card describes"):
        open_generator(card, "cpu")
    with pytest.raises(ModelBroken, match="damaged"):
        open_generator(replace(card, sha256=None), "cpu")  # type: ignore[arg-type]
    card.weights.unlink()
    with pytest.raises(ModelBroken, match="cannot be read"):
        open_generator(card, "cpu")


@pytest.mark.parametrize(
    "change",
    [{"architecture": "fill-unet"}, {"config": {}}, {"config": {**CONFIGS["style-net"], "widths": 3}}],
)
def test_cards_of_other_networks_are_refused(tmp_path: Path, change: dict):
    with pytest.raises(ModelBroken, match="Tiny"):
        open_generator(replace(write_generator(tmp_path), **change), "cpu")


# Which there are


def test_the_program_works_without_any_generator(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(registry, "available", lambda: ())
    assert generators() == ()
    with pytest.raises(BadInput, match="None is installed"):
        find_generator("portraits")


def test_generators_are_found_by_name_and_by_the_path_of_a_card(card: ModelCard, monkeypatch: pytest.MonkeyPatch):
    fills = replace(card, name="fill", purpose="inpaint")
    monkeypatch.setattr(registry, "available", lambda: (fills, card))
    assert generators() == (card,)
    shown = replace(card, name="zebra", facts={"show": 1})
    monkeypatch.setattr(registry, "available", lambda: (fills, card, shown))
    assert generators() == (shown, card)
    monkeypatch.setattr(registry, "available", lambda: (fills, card))
    assert find_generator("tiny") is card
    assert find_generator(str(card.weights.with_suffix(".json"))) == card
    with pytest.raises(BadInput, match="There are: tiny"):
        open_generator("fill")


def test_a_card_that_fills_is_no_generator(tmp_path: Path):
    write_generator(tmp_path, purpose="inpaint")
    with pytest.raises(BadInput, match="no generator"):
        find_generator(str(tmp_path / "tiny.json"))


def test_a_generator_is_opened_once(card: ModelCard):
    assert open_generator(card, "cpu")._core is open_generator(card, "cpu")._core


def test_only_the_last_few_stay_open(tmp_path: Path):
    generator._cores.clear()
    for index in range(generator._MOST_OPEN + 2):
        open_generator(write_generator(tmp_path, f"tiny{index}"), "cpu")
    assert [key[0] for key in generator._cores] == [f"tiny{index}" for index in range(2, generator._MOST_OPEN + 2)]


def test_sliders_need_no_torch(card: ModelCard):
    script = (
        "import sys; from engine.latent import Base, LatentPoint; from engine.latent.generator import open_generator; "
        f"g = open_generator({str(card.weights.with_suffix('.json'))!r}, 'cpu'); one = g.directions()[0].id; "
        "g.styles_of(LatentPoint('tiny', Base.of_seed(1)).moved(one, 1)); print('torch' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"
