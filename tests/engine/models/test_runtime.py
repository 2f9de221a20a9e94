"""Networks through OpenVINO and through torch: the same picture, whatever is missing or damaged on the way."""

from __future__ import annotations

import hashlib
import json
import os
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import torch
from safetensors.torch import save_file

from engine import paths
from engine.device import Runtime, has_openvino
from engine.errors import ModelBroken
from engine.models import openvino_backend, runtime
from engine.models.architectures import build
from engine.models.card import ModelCard, read_card
from engine.models.loader import load_model
from engine.models.torch_backend import TorchRunner

ROOT = Path(__file__).resolve().parents[3]
NETWORKS = {
    "fill-unet": {"widths": [4, 4, 8, 8], "blocks": 2},
    "fill-comod": {"widths": [4, 8, 8, 16], "dilations": [1, 2], "latent": 6, "style": 8, "heads": 2},
}
needs_openvino = pytest.mark.skipif(
    not has_openvino(), reason="openvino is not installed: python3 packaging/bootstrap.py setup brings it"
)


def write_model(folder: Path, architecture: str, seed: int = 3) -> ModelCard:
    """A tiny model in the real format, with weights large enough that its answers are no constant."""
    torch.manual_seed(seed)
    tensors = {name: value.half() for name, value in build(architecture, NETWORKS[architecture]).state_dict().items()}
    weights = folder / f"{architecture}.safetensors"
    save_file(tensors, weights)
    card = {
        "name": f"tiny-{architecture}",
        "label": "Tiny",
        "purpose": "inpaint",
        "licence": "Apache-2.0",
        "weights": weights.name,
        "sha256": hashlib.sha256(weights.read_bytes()).hexdigest(),
        "architecture": architecture,
        "config": NETWORKS[architecture],
        "needs": {"multiple": 16, "smallest": 32, "working": 64},
    }
    path = folder / f"{architecture}.json"
    path.write_text(json.dumps(card))
    return read_card(path)


def inputs(card: ModelCard, height: int = 32, width: int = 32, seed: int = 5) -> dict[str, np.ndarray]:
    random = np.random.default_rng(seed)
    hole = np.zeros((1, 1, height, width), np.float32)
    hole[..., 4:20, 8:24] = 1
    found = {"picture": random.random((1, 3, height, width), np.float32), "hole": hole}
    if size := card.config.get("latent"):
        found["z"] = random.standard_normal((1, size)).astype(np.float32)
    return found


def off(runner: runtime.Runner, card: ModelCard, **size: int) -> float:
    """The most by which an answer differs from torch's."""
    given = inputs(card, **size)
    expected = TorchRunner(load_model(card), "cpu")(**given)
    assert expected.std() > 0.01
    return float(np.abs(runner(**given) - expected).max())


@pytest.fixture(autouse=True)
def cache_folder(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """What the program's own cache is to these tests: nothing is kept of it."""
    folder = tmp_path_factory.mktemp("cache")
    monkeypatch.setattr(paths, "program_cache_dir", lambda: folder)
    runtime._openvino_runner.cache_clear()
    return folder


@pytest.fixture(scope="module", params=NETWORKS)
def converted(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> tuple[ModelCard, Path]:
    """A network's card, and the cache into which it was converted."""
    folder, cache = tmp_path_factory.mktemp("model"), tmp_path_factory.mktemp("converted")
    card = write_model(folder, request.param)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(paths, "program_cache_dir", lambda: cache)
        assert not runtime.is_prepared(card)
        assert runtime.prepare(card, inputs(card)).library == "openvino"
    return card, cache


@pytest.fixture
def ready(converted: tuple[ModelCard, Path], monkeypatch: pytest.MonkeyPatch) -> ModelCard:
    card, cache = converted
    monkeypatch.setattr(paths, "program_cache_dir", lambda: cache)
    return card


@pytest.fixture
def quick(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[ModelCard]:
    """A card whose conversion takes a moment: OpenVINO's network of another run is written out instead."""
    yield write_model(tmp_path, "fill-unet")


@needs_openvino
@pytest.mark.parametrize(("height", "width"), [(32, 32), (48, 80)])
def test_openvino_paints_what_torch_paints(ready: ModelCard, height: int, width: int):
    runner = runtime.load_runner(ready, "cpu")
    assert runner.runtime.library == "openvino"
    assert off(runner, ready, height=height, width=width) <= runtime.TOLERANCE[runner.runtime.precision]


@needs_openvino
@pytest.mark.parametrize("precision", runtime.TOLERANCE)
def test_the_tolerance_holds_in_every_precision(ready: ModelCard, precision: str):
    folder = openvino_backend.find(ready)
    assert folder is not None
    runner = openvino_backend.OpenVinoRunner(openvino_backend._compiled(folder, precision), precision)
    assert off(runner, ready, height=64, width=48) <= runtime.TOLERANCE[precision]
