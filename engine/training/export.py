"""Turn a run's averaged weights into a bundled model.

The card is written by hand first; this fills in what a machine knows better: the weights file in half precision, its
digest, the architecture's config, and how much the run saw.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import torch
from safetensors.torch import save
from torch import Tensor

from engine.device import inference_threads
from engine.errors import BadInput, WriteFailed
from engine.models.architectures.fill_comod import FillCoModConfig, without_latent
from engine.models.architectures.style_net import StyleNet, StyleNetConfig
from engine.training.checkpoint import load_checkpoint
from engine.training.data import HELD_OUT, centre_crop, load_photos, split
from engine.training.principal import with_axes


def export(run: Path, card: Path, kl: Sequence[float] = ()) -> Path:
    """Write the weights beside the card and bring the card up to date; the path of the weights.

    Args:
        run: folder of a run, or a folder in it such as `cnn` or `best`.
        card: JSON with at least name and licence.
        kl: nats of each latent of a StyleNet (`nats_of_latents`); without them those that the run has noted.

    Raises:
        BadInput: there is no checkpoint in the run's folder, or no card that can be read.
        ModelBroken: the checkpoint is damaged.
        WriteFailed: the files cannot be written; the old ones are untouched.
    """
    values = _read(card)
    found = load_checkpoint(run)
    if found is None:
        raise BadInput(f"There is no checkpoint in {run}.", "Name the folder of a training run.")
    tensors, state = found
    weights = card.with_suffix(".safetensors")
    averages = (
        _style_net(values, tensors["average"], state, kl)
        if is_latent(state)
        else _fill(values, tensors["average"], state)
    )
    halves = {key: value.to(torch.float16).contiguous() for key, value in averages.items()}
    data = save(halves, metadata={"name": values["name"], "licence": values["licence"]})
    values["weights"] = weights.name
    values["sha256"] = hashlib.sha256(data).hexdigest()
    values["parameters"] = sum(value.numel() for value in halves.values())
    values.setdefault("recipe", {}).update(_told(state))
    try:
        _replace(weights, data)
        _replace(card, (json.dumps(values, indent=2, ensure_ascii=False) + "\n").encode())
    except OSError as error:
        raise WriteFailed(f"{card.parent} cannot be written to: {error.strerror}.", "Make room, then again.") from error
    return weights


def is_latent(state: dict[str, Any]) -> bool:
    """Whether a checkpoint is of a StyleNet."""
    return "reading" in state["config"]


def _fill(values: dict[str, Any], averages: dict[str, Tensor], state: dict[str, Any]) -> dict[str, Tensor]:
    """The averaged weights of a fill network; its config goes into the card."""
    config = FillCoModConfig.from_dict(state["config"])
    if config.latent and not state.get("adversarial_steps"):
        config, averages = without_latent(config, averages)  # z was never drawn, and has nothing to say
    values["config"] = config.to_dict()
    return averages


def _style_net(
    values: dict[str, Any], averages: dict[str, Tensor], state: dict[str, Any], kl: Sequence[float]
) -> dict[str, Tensor]:
    """Those of a VAE or GAN; all that a card has to say of it but what people know goes into the card."""
    config = StyleNetConfig.from_dict(state["config"])
    kind = state.get("trains") or ("gan" if state.get("adversarial_steps") else "vae")
    values.setdefault("purpose", kind)
    values.setdefault("label", values["name"])
    values.setdefault("needs", {"multiple": config.size, "smallest": config.size, "working": config.size})
    values |= {"architecture": "style-net", "config": config.to_dict()}
    known = list(kl) or state.get("notes", {}).get("kl")
    if known:
        values["latents"] = {"kl": [round(float(nats), 4) for nats in known]}
    return with_axes(averages, config)


def measured_latents(run: Path, data: Path, groups: Path | None, hold_out: float | None) -> tuple[float, ...]:
    """Nats of each latent of a run's averaged StyleNet on held-out pictures; nothing for another network.

    Raises:
        BadInput: there is no checkpoint in the run's folder, or there are no pictures.
        ModelBroken: the checkpoint is damaged.
    """
    found = load_checkpoint(run)
    if found is None:
        raise BadInput(f"There is no checkpoint in {run}.", "Name the folder of a training run.")
    tensors, state = found
    if not is_latent(state):
        return ()
    model = StyleNet(StyleNetConfig.from_dict(state["config"]))
    model.load_state_dict(with_axes(tensors["average"], model.config))
    size = model.config.size
    photos = load_photos(data, size, workers=inference_threads(), groups=groups)
    _, theirs = split(photos, hold_out or HELD_OUT)
    pictures = [centre_crop(picture, size) for picture in theirs.pictures]
    return tuple(nats_of_latents(model.eval(), pictures).tolist()) if pictures else ()


@torch.inference_mode()
def nats_of_latents(model: StyleNet, pictures: Sequence[np.ndarray], batch: int = 32) -> np.ndarray:
    """What each latent says of a picture on average, in nats of KL against the standard normal.

    Args:
        pictures: RGB uint8 squares of the model's size.

    Returns:
        One number a latent, float64; near 0 = the latent says nothing.
    """
    total = np.zeros(model.config.latent)
    for start in range(0, len(pictures), batch):
        stack = np.stack(pictures[start : start + batch])
        mean, spread = model.encoder(torch.from_numpy(stack).permute(0, 3, 1, 2).float() / 255)
        nats = 0.5 * (mean.square() + spread.exp() - 1.0 - spread)
        total += nats.double().sum(dim=0).numpy()
    return total / len(pictures)


def _read(card: Path) -> dict[str, Any]:
    try:
        values = json.loads(card.read_text(encoding="utf-8"))
    except FileNotFoundError as error:
        raise BadInput(f"There is no card {card}.", "Write it first; resources/models/README.md says how.") from error
    except (OSError, ValueError) as error:
        raise BadInput(f"The card {card} cannot be read: {error}.", "Correct it.") from error
    missing = [key for key in ("name", "licence") if not isinstance(values, dict) or key not in values]
    if missing:
        raise BadInput(
            f"The card {card} lacks {' and '.join(missing)}.", "resources/models/README.md lists the fields."
        )
    return values


def _told(state: dict[str, Any]) -> dict[str, Any]:
    """What the run knows of itself."""
    told = {"settings": state["recipe"], "steps": state["step"], "samples_seen": state["samples"]}
    told["minutes"] = round(state["seconds"] / 60, 1)
    before = state.get("notes", {}).get("before")
    return told | ({"before": before} if before else {})


def _replace(path: Path, data: bytes) -> None:
    partial = path.with_name(f"{path.name}.partial")
    try:
        partial.write_bytes(data)
        partial.replace(path)
    finally:
        partial.unlink(missing_ok=True)
