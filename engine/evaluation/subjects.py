"""Generators that can be judged: bundled ones, those of a card, and those of a training run as it would ship."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, cast

import numpy as np
import torch
from torch import Tensor

from engine.errors import BadInput
from engine.evaluation.generators import Material, Subject
from engine.latent.generator import find_generator, open_generator
from engine.latent.point import Base, LatentPoint
from engine.models import ModelCard, read_card
from engine.models.architectures.style_net import StyleNet
from engine.models.loader import load_model

if TYPE_CHECKING:
    from engine.training.export import Photos

_STRIPS = 10  # directions that are shown
_SIGMAS = range(-3, 4)


@contextmanager
def open_subject(which: str, seed: int = 0) -> Iterator[Subject]:
    """A generator that can be judged, as long as the block lasts.

    Args:
        which: name of a model, path of a card, or folder of a training run.
        seed: the sample that strips along directions start from.

    Raises:
        BadInput: it is neither, or no generator.
        ModelBroken: its files are damaged.
    """
    path = Path(which)
    if not path.is_dir():
        yield subject_of(find_generator(which), seed)
        return
    with tempfile.TemporaryDirectory() as folder:
        yield subject_of(_card_of_run(path, Path(folder)), seed)


def _card_of_run(run: Path, folder: Path) -> ModelCard:
    """A run's averaged weights in half precision with a card, as they would ship."""
    from engine.training.checkpoint import read_state
    from engine.training.export import export, is_latent

    state = read_state(run)
    if state is None:
        raise BadInput(f"There is no checkpoint in {run}.", "Name the folder of a training run.")
    if not is_latent(state):
        raise BadInput(f"The run in {run} trains no generator.", "Judge it with `evaluate`.")
    path = folder / "run.json"
    path.write_text(json.dumps({"name": run.resolve().name, "licence": "as its data"}), encoding="utf-8")
    export(run, path)
    return read_card(path)


def subject_of(card: ModelCard, seed: int = 0) -> Subject:
    """
    Raises:
        ModelBroken: its files are damaged.
    """
    generator = open_generator(card)

    def paint(seeds: Sequence[int]) -> list[np.ndarray]:
        return [generator.picture(LatentPoint(card.name, Base.of_seed(one))) for one in seeds]

    def strips() -> dict[str, list[np.ndarray]]:
        start = LatentPoint(card.name, Base.of_seed(seed))
        found = {}
        for direction in generator.directions()[:_STRIPS]:
            points = [start.moved(direction.id, float(amount)) for amount in _SIGMAS]
            found[f"{direction.name} ({direction.id})"] = generator.pictures(points)
        return found

    encode, rebuild = _coder(card) if generator.has_encoder else (None, None)
    return Subject(card.name, card.purpose, generator.size, paint, encode, rebuild, strips)


def _coder(
    card: ModelCard,
) -> tuple[Callable[[Tensor], tuple[Tensor, Tensor]], Callable[[Tensor], list[np.ndarray]]]:
    """The encoder of a StyleNet, and what its generator makes of the encoder's means, without noise."""
    model = cast(StyleNet, load_model(card))

    @torch.inference_mode()
    def rebuild(means: Tensor) -> list[np.ndarray]:
        answer = model(means).clamp(0, 1).mul(255).round().to(torch.uint8)
        return list(answer.permute(0, 2, 3, 1).contiguous().numpy())

    return model.encoder, rebuild


def photos_in(folder: Path, groups: Path | None, hold_out: float | None) -> Photos:
    """See `engine.training.export.Photos`."""
    from engine.training.export import Photos

    return Photos(folder, groups, hold_out)


def read_material(which: str, photos: Photos, size: int, most: int) -> Material:
    """Pictures in the generator's size, divided as in training: as a run has noted it where nothing else is said.

    Args:
        which: see `open_subject`.
        most: held-out pictures that are taken, spread evenly: neighbours by name are often of one kind.

    Raises:
        BadInput: there are no pictures, or none to train on.
    """
    from engine.training.checkpoint import read_state
    from engine.training.data import spaced

    state = read_state(Path(which)) if Path(which).is_dir() else None
    ours, theirs = (photos if state is None else photos.as_noted(state)).sides(size)
    return Material(ours.pictures, ours.names, spaced(theirs.pictures, most))
