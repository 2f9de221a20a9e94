"""Tiny generators with random weights, in the real format."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any

import torch
from safetensors.torch import save_file
from torch import nn

from engine.models.architectures import build
from engine.models.card import ModelCard, read_card

CONFIGS: dict[str, dict[str, Any]] = {
    "style-net": {"widths": [8, 8], "reading": [8, 8], "latent": 4, "style": 6, "mapping": 2},
    "stylegan2": {"widths": [8, 8, 8], "latent": 4, "mapping": [6, 6], "clamp": None},
}


def network(architecture: str = "style-net", seed: int = 7) -> nn.Module:
    """With weights of which none is without effect."""
    torch.manual_seed(seed)
    made = build(architecture, CONFIGS[architecture]).eval()
    with torch.no_grad():
        for tensor in (*made.parameters(), *(one for name, one in made.named_buffers() if name == "mapping.mean")):
            tensor.copy_((tensor + 0.2 * torch.randn_like(tensor)).half().float())
    return made


def write_generator(
    folder: Path, name: str = "tiny", architecture: str = "style-net", tensors: dict[str, Any] | None = None, **changes
) -> ModelCard:
    """A generator's weights and card in a folder; `tensors` replaces weights, None takes one out."""
    halves: dict[str, Any] = {key: value.half() for key, value in network(architecture).state_dict().items()}
    halves |= tensors or {}
    weights = folder / f"{name}.safetensors"
    save_file({key: value.contiguous() for key, value in halves.items() if value is not None}, weights)
    card = {
        "name": name,
        "label": name.title(),
        "purpose": "gan",
        "licence": "Apache-2.0",
        "weights": weights.name,
        "sha256": hashlib.sha256(weights.read_bytes()).hexdigest(),
        "architecture": architecture,
        "config": CONFIGS[architecture],
        "needs": {"multiple": 16, "smallest": 16, "working": 16},
    } | changes
    path = folder / f"{name}.json"
    path.write_text(json.dumps(card))
    return read_card(path)
