"""Directions: what they are made of, their length, the names that people gave them, and those that thumbs teach."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import torch

from engine.errors import BadInput, ModelBroken
from engine.latent import Base, LatentPoint
from engine.latent.catalog import names_file
from engine.latent.direction import Direction, Spread, closed_form_directions, learn_direction, principal_directions
from engine.latent.generator import Generator, open_generator
from engine.models.card import ModelCard
from tests.engine.latent.tiny_generators import network, write_generator


@pytest.fixture
def card(tmp_path: Path) -> ModelCard:
    return write_generator(tmp_path)


@pytest.fixture
def tiny(card: ModelCard) -> Generator:
    return open_generator(card, "cpu")


def of(generator: Generator, source: str) -> list[Direction]:
    return [direction for direction in generator.directions() if direction.source == source]


def spread_of(*variances: float) -> Spread:
    return Spread(np.zeros(len(variances)), np.diag(np.array(variances)))


# What the model knows by itself


def test_principal_directions_are_the_axes_and_one_standard_deviation_long():
    found = principal_directions(spread_of(1.0, 9.0, 0.0, 4.0), 3, "m")
    assert [one.id for one in found] == ["pca-0", "pca-1", "pca-2"]
    np.testing.assert_allclose([one.vector for one in found], [[0, 3, 0, 0], [0, 0, 0, 2], [1, 0, 0, 0]], atol=1e-6)
    assert [one.explained for one in found] == pytest.approx([9 / 14, 4 / 14, 1 / 14])
    assert {one.layers for one in found} == {(0, 2)}


def test_principal_directions_of_a_model_are_those_of_its_own_points(tiny: Generator):
    styles = tiny.map(np.random.RandomState(5).standard_normal((3000, 4)))
    for direction in of(tiny, "pca")[:3]:
        length = float(np.linalg.norm(direction.vector))
        assert float((styles @ direction.vector / length).std()) == pytest.approx(length, rel=0.1)
    shares = [direction.explained or 0.0 for direction in of(tiny, "pca")]
    assert shares == sorted(shares, reverse=True)
    assert sum(shares) == pytest.approx(1.0)


def test_closed_form_directions_are_what_the_weights_answer_to():
    power = np.diag([1.0, 5.0, 3.0])
    found = closed_form_directions(power, spread_of(4.0, 1.0, 0.25), 3, "m")
    assert [one.id for one in found] == ["sefa-0", "sefa-1", "sefa-2"]
    np.testing.assert_allclose([one.vector for one in found], [[0, 1, 0], [0, 0, 0.5], [2, 0, 0]], atol=1e-6)
    assert [one.explained for one in found] == pytest.approx([5 / 9, 3 / 9, 1 / 9])


def test_closed_form_directions_of_a_model_come_from_its_modulations(tiny: Generator):
    rows = [
        value.numpy() / np.linalg.norm(value.numpy(), axis=1, keepdims=True)
        for name, value in network().state_dict().items()
        if name.endswith("affine.weight")
    ]
    strongest = np.linalg.svd(np.concatenate(rows))[2][0]
    vector = of(tiny, "sefa")[0].vector
    assert abs(float(strongest @ vector)) == pytest.approx(float(np.linalg.norm(vector)), rel=1e-4)


def test_a_gan_has_no_informative_latents_and_a_vae_no_closed_form(tmp_path: Path, tiny: Generator):
    vae = open_generator(write_generator(tmp_path, "vae", purpose="vae"), "cpu")
    assert {direction.source for direction in tiny.directions()} == {"pca", "sefa"}
    assert {direction.source for direction in vae.directions()} == {"latent", "pca"}


def test_informative_latents_are_those_that_the_card_says(tmp_path: Path):
    card = write_generator(tmp_path, purpose="vae", latents={"kl": [0.5, 3.0, 0.0, 1.5]})
    found = of(open_generator(card, "cpu"), "latent")
    assert [one.id for one in found] == ["latent-1", "latent-3", "latent-0"]
    assert [one.explained for one in found] == pytest.approx([0.6, 0.3, 0.1])
    assert np.array_equal(found[0].vector, [0, 1, 0, 0])
    assert {one.space for one in found} == {"z"}


@pytest.mark.parametrize(
    "facts", [None, 3, {}, {"kl": None}, {"kl": [1.0]}, {"kl": ["a", 1, 2, 3]}, {"kl": [0, 0, 0, 0]}, {"kl": [[1]] * 4}]
)
def test_without_such_a_card_the_networks_use_of_each_latent_decides(tmp_path: Path, facts):
    weight = network().state_dict()["mapping.layers.0.weight"].clone()
    weight[:, 2] *= 4
    weight[:, 1] = 0
    card = write_generator(tmp_path, purpose="vae", latents=facts, tensors={"mapping.layers.0.weight": weight.half()})
    found = of(open_generator(card, "cpu"), "latent")
    assert found[0].id == "latent-2"
    assert next((one.explained or 0.0 for one in found if one.id == "latent-1"), 0.0) < 0.01


def test_directions_are_the_same_each_time_and_cannot_be_written_to(card: ModelCard, tiny: Generator):
    first = tiny.directions()
    from engine.latent import generator

    generator._cores.clear()
    again = open_generator(card, "cpu").directions()
    assert [one.id for one in first] == [one.id for one in again]
    assert all(np.array_equal(a.vector, b.vector) for a, b in zip(first, again, strict=True))
    with pytest.raises(ValueError, match="read-only"):
        first[0].vector[0] = 1.0


@pytest.mark.parametrize("vector", [np.zeros((2, 2)), np.array([]), np.array([1.0, np.nan])])
def test_a_direction_is_a_row_of_numbers(vector: np.ndarray):
    with pytest.raises(ValueError, match="finite numbers"):
        Direction("a", "a", "pca", "w", vector, None, (0, 1), "", "m")


def test_a_direction_comes_from_somewhere():
    with pytest.raises(ValueError, match="comes from"):
        Direction("a", "a", "dream", "w", np.ones(2), None, (0, 1), "", "m")


# Names


def write_names(card: ModelCard, directions: object, **more) -> None:
    names_file(card).write_text(json.dumps({"version": 1, "directions": directions} | more))


def test_named_directions_come_first_in_the_files_order(card: ModelCard):
    before = {one.id: one for one in open_generator(card, "cpu").directions()}
    write_names(
        card,
        {
            "sefa-1": {"name": "Smile", "group": "Face", "range": [-2, 4], "layers": [1, 2], "flip": True},
            "pca-0": {"name": "Age", "measured": True},
            "pca-99": {"name": "Of another model"},
        },
        sha256=card.sha256,
    )
    from engine.latent import generator

    generator._cores.clear()
    found = open_generator(card, "cpu").directions()
    smile, age, third = found[:3]
    assert (smile.id, smile.name, smile.group, smile.range, smile.layers) == (
        "sefa-1",
        "Smile",
        "Face",
        (-2, 4),
        (1, 2),
    )
    assert np.array_equal(smile.vector, -before["sefa-1"].vector)
    assert (age.name, age.range, age.layers) == ("Age", (-3.0, 3.0), (0, 2))
    assert age.origin == "A latent turned to what was measured in photos"
    assert smile.origin == before["sefa-1"].origin
    assert [one.named for one in (smile, age, third)] == [True, True, False]
    assert len(found) == len(before)
    assert open_generator(card, "cpu").direction("smile").id == "sefa-1"


def test_names_for_other_weights_name_nothing(card: ModelCard, tiny: Generator):
    write_names(card, {"pca-0": {"name": "Age"}}, sha256="0" * 64)
    assert not any(one.named for one in tiny.directions())


@pytest.mark.parametrize(
    "text",
    [
        "",
        "[]",
        "{}",
        '{"version": 2, "directions": {}}',
        '{"version": 1}',
        '{"version": 1, "directions": [1]}',
        *(
            json.dumps({"version": 1, "directions": {"pca-0": values}})
            for values in (
                None,
                {},
                {"name": " "},
                {"name": "a" * 100},
                {"name": "a", "range": [1, 2]},
                {"name": "a", "range": [-1, 1e9]},
                {"name": "a", "range": [float("nan"), 1]},
                {"name": "a", "range": 3},
                {"name": "a", "layers": [0, 3]},
                {"name": "a", "layers": [2, 1]},
            )
        ),
    ],
)
def test_wrong_names_are_told(card: ModelCard, tiny: Generator, text: str):
    names_file(card).write_text(text)
    with pytest.raises(ModelBroken, match=r"tiny\.directions\.json"):
        tiny.directions()


# What thumbs teach


def marked(generator: Generator, axis: np.ndarray, count: int) -> tuple[list[LatentPoint], list[LatentPoint]]:
    """Points of seeds, by the side of the mean style on which they lie."""
    points = [LatentPoint(generator.card.name, Base.of_seed(seed)) for seed in range(200)]
    scores = [float((generator.styles_of(point)[0] - generator.mean_style) @ axis) for point in points]
    order = np.argsort(scores)
    return [points[index] for index in order[-count:]], [points[index] for index in order[:count]]


def test_what_thumbs_tell_apart_becomes_a_slider(tiny: Generator):
    axis = of(tiny, "pca")[0].vector
    more, less = marked(tiny, axis, 12)
    learned = learn_direction(tiny, more, less, "  Big  eyes ")
    assert learned.name == "Big eyes"
    assert learned.is_learned
    assert "12 samples" in learned.origin
    cosine = float(learned.vector @ axis / np.linalg.norm(learned.vector) / np.linalg.norm(axis))
    assert cosine > 0.9
    assert float(np.linalg.norm(learned.vector)) == pytest.approx(float(np.linalg.norm(axis)), rel=0.5)
    view = tiny.directions_with([learned])
    base = view.styles_of(less[0])
    gain = (view.styles_of(less[0].moved(learned.id, 2.0)) - base) @ axis
    assert (gain > 0).all()


def test_how_many_are_marked_of_each_kind_does_not_tip_the_scale(tiny: Generator):
    axis = of(tiny, "pca")[0].vector
    more, less = marked(tiny, axis, 20)
    learned = learn_direction(tiny, more, less[:3], "a")
    assert float(learned.vector @ axis / np.linalg.norm(learned.vector) / np.linalg.norm(axis)) > 0.8


def test_the_same_marks_teach_the_same_direction_under_the_same_id(tiny: Generator):
    more, less = marked(tiny, of(tiny, "pca")[1].vector, 4)
    first, again = (learn_direction(tiny, more, less, name) for name in ("a", "b"))
    other = learn_direction(tiny, less, more, "a")
    assert first.id == again.id
    assert first.id != other.id
    np.testing.assert_allclose(first.vector, -other.vector, atol=1e-5)


def test_too_few_thumbs_are_a_sentence(tiny: Generator):
    points = [LatentPoint("tiny", Base.of_seed(seed)) for seed in range(6)]
    with pytest.raises(BadInput, match="2 marked as more and 3 as less are too few") as caught:
        learn_direction(tiny, points[:2], points[3:], "a")
    assert "at least 3" in caught.value.advice


def test_marks_that_are_all_the_same_are_a_sentence(tiny: Generator):
    point = LatentPoint("tiny", Base.of_seed(1))
    with pytest.raises(BadInput, match="Nothing tells"):
        learn_direction(tiny, [point] * 3, [replace(point, noise=7)] * 3, "a")


def test_a_learned_direction_needs_a_name(tiny: Generator):
    points = [LatentPoint("tiny", Base.of_seed(seed)) for seed in range(6)]
    with pytest.raises(BadInput, match="needs a name"):
        learn_direction(tiny, points[:3], points[3:], " \n")


def test_a_model_without_any_spread_has_no_directions(tmp_path: Path):
    tensors = {f"mapping.layers.{index}.weight": torch.zeros(6, size).half() for index, size in enumerate((4, 6))}
    still = open_generator(write_generator(tmp_path, tensors=tensors), "cpu")
    assert still.directions() == ()
    points = [LatentPoint("tiny", Base.of_seed(seed)) for seed in range(6)]
    with pytest.raises(BadInput, match="Nothing tells"):
        learn_direction(still, points[:3], points[3:], "a")
