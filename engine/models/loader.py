"""Weights from disk into a network, checked before anything runs on them.

Only safetensors: the format holds tensors and nothing else, so that no file can run code.
"""

from __future__ import annotations

import json
from functools import lru_cache
from pathlib import Path

import torch
from safetensors import SafetensorError
from safetensors.torch import load
from torch import Tensor, nn

from engine.errors import ModelBroken
from engine.language import tr
from engine.models.architectures import build
from engine.models.card import ModelCard
from engine.models.weights import ADVICE, read_bytes


def load_model(card: ModelCard, device: str = "cpu") -> nn.Module:
    """The network of a card in eval mode, float32, on a device; kept for the next call.

    Raises:
        ModelBroken: the file is missing, is not what its card says, or holds wrong shapes or numbers.
    """
    return _load(card.weights, card.sha256, card.architecture, json.dumps(card.config, sort_keys=True), device)


def forget_models() -> None:
    """Keep no network any longer: those that are needed again are loaded anew."""
    _load.cache_clear()


@lru_cache(maxsize=4)
def _load(path: Path, sha256: str, architecture: str, config: str, device: str) -> nn.Module:
    tensors = read_weights(path, sha256)
    model = build(architecture, json.loads(config))
    _check(tensors, model.state_dict(), path)
    model.load_state_dict(tensors)
    return model.float().requires_grad_(False).eval().to(device, memory_format=torch.channels_last)  # type: ignore[call-overload]


def read_weights(path: Path, sha256: str | None = None) -> dict[str, Tensor]:
    """The tensors of a file whose digest is right.

    Raises:
        ModelBroken: see `load_model`.
    """
    data = read_bytes(path, sha256)
    try:
        return load(data)
    except (SafetensorError, ValueError, RuntimeError, KeyError) as error:
        raise ModelBroken(
            tr("The weights file {name} is damaged: {error}.", name=path.name, error=error), ADVICE
        ) from error


def _check(tensors: dict[str, Tensor], wanted: dict[str, Tensor], path: Path) -> None:
    for name, value in wanted.items():
        if name not in tensors:
            raise ModelBroken(
                tr("The weights file {name} lacks the tensor {name2}.", name=path.name, name2=name), ADVICE
            )
        if tensors[name].shape != value.shape:
            shapes = tr("{tuple} instead of {tuple2}", tuple=tuple(tensors[name].shape), tuple2=tuple(value.shape))
            raise ModelBroken(
                tr("The tensor {name} in {name2} has the shape {shapes}.", name=name, name2=path.name, shapes=shapes),
                ADVICE,
            )
        if not torch.isfinite(tensors[name]).all():
            raise ModelBroken(
                tr("The tensor {name} in {name2} holds numbers that are not finite.", name=name, name2=path.name),
                ADVICE,
            )
    surplus = sorted(set(tensors) - set(wanted))
    if surplus:
        raise ModelBroken(
            tr(
                "The weights file {name} holds a tensor that its network lacks: {surplus}.",
                name=path.name,
                surplus=surplus[0],
            ),
            ADVICE,
        )
