"""Checkpoints: safetensors and JSON, written beside and renamed, so that a broken run leaves the last one whole."""

from __future__ import annotations

import json
import os
from pathlib import Path

import torch
from safetensors.torch import load_file, save_file
from torch import Tensor


def save_checkpoint(folder: Path, tensors: dict[str, dict[str, Tensor]], state: dict) -> None:
    """Write one safetensors file per group of tensors and `state.json`; the state names the step they belong to."""
    folder.mkdir(parents=True, exist_ok=True)
    for group, values in tensors.items():
        flat = {key: value.detach().cpu().contiguous().clone() for key, value in values.items()}
        partial = folder / f"{group}.safetensors.partial"
        save_file(flat, partial, metadata={"step": str(state["step"])})
        os.replace(partial, folder / f"{group}.safetensors")
    partial = folder / "state.json.partial"
    partial.write_text(json.dumps(state, indent=1))
    os.replace(partial, folder / "state.json")


def load_checkpoint(folder: Path) -> tuple[dict[str, dict[str, Tensor]], dict] | None:
    """What `save_checkpoint` wrote, or None where there is none yet."""
    if not (folder / "state.json").exists():
        return None
    state = json.loads((folder / "state.json").read_text())
    return {path.stem: load_file(path) for path in sorted(folder.glob("*.safetensors"))}, state


def optimizer_tensors(optimizer: torch.optim.Optimizer) -> dict[str, Tensor]:
    """Adam's moments and step counts as a flat dict."""
    flat = {}
    for index, entry in optimizer.state_dict()["state"].items():
        for key, value in entry.items():
            flat[f"{index}.{key}"] = torch.as_tensor(value)
    return flat


def restore_optimizer(optimizer: torch.optim.Optimizer, flat: dict[str, Tensor]) -> None:
    """Put moments saved by `optimizer_tensors` back."""
    state: dict[int, dict[str, Tensor]] = {}
    for name, value in flat.items():
        index, key = name.split(".", 1)
        state.setdefault(int(index), {})[key] = value
    optimizer.load_state_dict({"state": state, "param_groups": optimizer.state_dict()["param_groups"]})
