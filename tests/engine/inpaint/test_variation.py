"""Seed and strength of a generator's fill, from the settings through the network to the recipe."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import numpy as np
import pytest
import torch
from safetensors.torch import save_file

from engine.document import Composite
from engine.geometry import Rect
from engine.inpaint import FillSettings, InpaintRequest, fill, methods
from engine.inpaint.methods import Method, MethodInfo, MethodRegistry
from engine.inpaint.network import NetworkMethod, latent
from engine.jobs import JobContext
from engine.models import architectures, read_card, registry
from engine.models.architectures.fill_comod import FillCoMod, FillCoModConfig
from engine.models.card import ModelCard
from engine.photo import photo_from_pixels

TINY = FillCoModConfig(widths=(4, 4, 8, 8), dilations=(1, 2), latent=6, style=8, heads=2)
HOLE = Rect(24, 16, 12, 10)


@pytest.fixture(scope="module")
def generator(tmp_path_factory: pytest.TempPathFactory) -> ModelCard:
    """A tiny generator in the real format, with weights that heed z."""
    if "fill-comod" not in architectures._BUILDERS:
        architectures.register("fill-comod", lambda config: FillCoMod(FillCoModConfig.from_dict(config)))
    folder = tmp_path_factory.mktemp("models")
    torch.manual_seed(5)
    network = FillCoMod(TINY)
    torch.nn.init.normal_(network.paint1.affine.weight, std=1.0)
    weights = folder / "tiny-gan.safetensors"
    save_file({key: value.half() for key, value in network.state_dict().items()}, weights)
    return read_card(write_card(weights))


def write_card(weights: Path) -> Path:
    card = {
        "name": weights.stem,
        "label": "Tiny GAN",
        "purpose": "inpaint",
        "licence": "Apache-2.0",
        "weights": weights.name,
        "sha256": hashlib.sha256(weights.read_bytes()).hexdigest(),
        "architecture": "fill-comod",
        "config": TINY.to_dict(),
        "needs": {"multiple": 16, "smallest": 32, "working": 64},
    }
    path = weights.with_suffix(".json")
    path.write_text(json.dumps(card))
    return path


@pytest.fixture
def paint(generator: ModelCard, monkeypatch: pytest.MonkeyPatch, small_photo: np.ndarray):
    """paint(seed=, variation=) is the fill of one hole, its patch included."""
    monkeypatch.setattr(registry, "bundled", lambda folder=None: (generator,))
    own = MethodRegistry()
    info = MethodInfo("gan", "GAN", "Paints.", True, True, uses_variation=True)
    own.register(Method(info, lambda device: NetworkMethod(generator.name, "cpu"), matches_colour=False))
    monkeypatch.setattr(methods, "REGISTRY", own)
    mask = np.full((HOLE.height, HOLE.width), 255, np.uint8)
    source = Composite(photo_from_pixels(small_photo))

    def run(**settings: float):
        chosen = FillSettings("gan", **settings)  # pyright: ignore[reportArgumentType]
        return fill(InpaintRequest(source, mask, HOLE, chosen), JobContext()).patch

    return run


def pixels(patch) -> np.ndarray:
    return patch.pieces[0].pixels


def test_a_seed_chooses_a_fill_and_gives_it_again(paint) -> None:
    first, again, other = paint(seed=1), paint(seed=1), paint(seed=2)
    assert (pixels(first) == pixels(again)).all()
    assert (pixels(first) != pixels(other)).any()


def test_without_variation_every_seed_gives_the_mean_fill(paint, generator: ModelCard) -> None:
    assert (pixels(paint(seed=1, variation=0.0)) == pixels(paint(seed=2, variation=0.0))).all()


def test_less_variation_is_nearer_to_the_mean_fill(paint) -> None:
    mean = pixels(paint(variation=0.0)).astype(int)
    way = [np.abs(pixels(paint(seed=3, variation=share)).astype(int) - mean).mean() for share in (0.25, 1.0)]
    assert 0 < way[0] < way[1]


def test_the_recipe_remembers_the_variation(paint) -> None:
    recipe = paint(seed=4, variation=0.5).recipe
    assert (recipe.seed, recipe.variation, recipe.model) == (4, 0.5, "tiny-gan")


def test_a_latent_is_drawn_by_its_seed_and_scaled() -> None:
    whole, half = latent(512, 7, 1.0), latent(512, 7, 0.5)
    assert whole is not None
    assert half is not None
    assert whole.shape == (1, 512)
    assert whole.dtype == np.float32
    np.testing.assert_allclose(half * 2, whole)
    assert abs(float(whole.mean())) < 0.2
    assert 0.8 < float(whole.std()) < 1.2
    assert not np.allclose(whole, latent(512, 8, 1.0))  # pyright: ignore[reportArgumentType]


def test_without_a_latent_there_is_nothing_to_draw() -> None:
    assert latent(0, 7, 1.0) is None
