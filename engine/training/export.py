"""Turn a run's averaged weights into a bundled model.

The card is written by hand first; this fills in what a machine knows better: the weights file in half precision, its
digest, the architecture's config, and how much the run saw.
"""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any

import torch
from safetensors.torch import save

from engine.errors import BadInput, WriteFailed
from engine.models.architectures.fill_comod import FillCoModConfig, without_latent
from engine.training.checkpoint import load_checkpoint


def export(run: Path, card: Path) -> Path:
    """Write the weights beside the card and bring the card up to date; the path of the weights.

    Args:
        run: folder of a run, or the folder `cnn` in it with the weights before the adversary.
        card: JSON with at least name and licence.

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
    config, averages = FillCoModConfig.from_dict(state["config"]), tensors["average"]
    if config.latent and not state.get("adversarial_steps"):
        config, averages = without_latent(config, averages)  # z was never drawn, and has nothing to say
    halves = {key: value.to(torch.float16).contiguous() for key, value in averages.items()}
    data = save(halves, metadata={"name": values["name"], "licence": values["licence"]})
    values["weights"] = weights.name
    values["sha256"] = hashlib.sha256(data).hexdigest()
    values["config"] = config.to_dict()
    values["parameters"] = sum(value.numel() for value in halves.values())
    values.setdefault("recipe", {}).update(_told(state))
    try:
        _replace(weights, data)
        _replace(card, (json.dumps(values, indent=2, ensure_ascii=False) + "\n").encode())
    except OSError as error:
        raise WriteFailed(f"{card.parent} cannot be written to: {error.strerror}.", "Make room, then again.") from error
    return weights


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
