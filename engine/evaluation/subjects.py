"""Generators that can be judged: bundled ones, those of a card, and those of a training run as it would ship."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import cast

import numpy as np
import torch
from torch import Tensor

from engine.device import inference_threads
from engine.errors import BadInput
from engine.evaluation.generators import Material, Subject
from engine.latent.point import z_of_seed
from engine.models import ModelCard, find, read_card
from engine.models.architectures.style_net import StyleNet
from engine.models.loader import load_model

_BATCH = 32


def open_subject(which: str) -> Subject:
    """
    Args:
        which: name of a bundled model, path of a card, or folder of a training run.

    Raises:
        BadInput: it is neither, or no generator.
        ModelBroken: its files are damaged.
    """
    path = Path(which)
    if path.is_dir():
        return _of_run(path)
    card = read_card(path) if path.suffix.lower() == ".json" and path.is_file() else find(which)
    if card.purpose not in ("vae", "gan"):
        raise BadInput(f"The model {card.name} is no generator.", "Name a model whose purpose is vae or gan.")
    return subject_of(card)


def _of_run(run: Path) -> Subject:
    """A run's averaged weights in half precision, as they would ship."""
    from engine.training.checkpoint import read_state
    from engine.training.export import export, is_latent

    state = read_state(run)
    if state is None:
        raise BadInput(f"There is no checkpoint in {run}.", "Name the folder of a training run.")
    if not is_latent(state):
        raise BadInput(f"The run in {run} trains no generator.", "Judge it with `evaluate`.")
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "run.json"
        path.write_text(json.dumps({"name": run.resolve().name, "licence": "as its data"}), encoding="utf-8")
        export(run, path)
        return subject_of(read_card(path))


def subject_of(card: ModelCard) -> Subject:
    """
    Raises:
        ModelBroken: see `load_model`.
    """
    model = cast(StyleNet, load_model(card))
    config = model.config
    noise = torch.from_numpy(_noise(config.layers, config.noise_side))

    def paint(seeds: Sequence[int]) -> list[np.ndarray]:
        pictures: list[np.ndarray] = []
        for start in range(0, len(seeds), _BATCH):
            z = np.stack([z_of_seed(seed, config.latent) for seed in seeds[start : start + _BATCH]])
            pictures += painted(torch.from_numpy(z), noise)
        return pictures

    @torch.inference_mode()
    def painted(z: Tensor, noise: Tensor | None = None) -> list[np.ndarray]:
        maps = None if noise is None else noise.expand(len(z), -1, -1, -1)
        answer = model(z, maps).clamp(0, 1).mul(255).round().to(torch.uint8)
        return list(answer.permute(0, 2, 3, 1).contiguous().numpy())

    return Subject(card.name, card.purpose, config.size, paint, model.encoder, painted)


def _noise(layers: int, side: int) -> np.ndarray:
    """1 x layers x side x side: the noise maps of seed 0, with which a sample is first shown."""
    return np.random.RandomState(0).standard_normal((1, layers, side, side)).astype(np.float32)


def read_material(data: Path, size: int, groups: Path | None, hold_out: float, most: int) -> Material:
    """Pictures in the generator's size, divided as in training.

    Args:
        hold_out: share or number of pictures that are held out.
        most: of these are taken, at most.

    Raises:
        BadInput: there are no pictures, or none to train on.
    """
    from engine.training.data import centre_crop, check_sides, load_photos, split

    photos = load_photos(data, size, workers=inference_threads(), groups=groups)
    ours, theirs = split(photos, hold_out)
    check_sides(photos, ours, theirs)
    trained, held_out = ([centre_crop(p, size) for p in part.pictures] for part in (ours, theirs))
    return Material(trained, ours.names, held_out[:most])
