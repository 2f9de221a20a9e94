"""Checkpoints: a few safetensors files and a JSON manifest, small enough to travel, the last one always whole.

A new checkpoint is written under new names; only when all of it is on the disk does `state.json`, which lists the
files with their digests, replace the old one, and the old files go. Training weights keep 24 bits, the averaged ones
are float16, as they ship, Adam's moments take 8 bits: 54 MiB for the 8 M-parameter generator with its discriminator.
Checkpoints of the first layout (one float32 file per group, no list of files) are read as well.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import torch
from safetensors import SafetensorError
from safetensors.torch import load, load_file, save
from torch import Tensor

from engine.errors import BadInput, ModelBroken
from engine.training.packing import ENCODINGS

LIMIT = 15 * 2**20  # bytes a file: what comes back from a lent machine may have 16 MiB
_FORMAT = 2
Groups = dict[str, dict[str, Tensor]]


def save_checkpoint(folder: Path, groups: Mapping[str, Mapping[str, Tensor]], state: dict[str, Any]) -> None:
    """Write groups of tensors and the state that belongs to them.

    Args:
        groups: "model", "average", "discriminator" (state dicts), "painter", "judge" (`optimizer_tensors`).
        state: JSON values; "step" says how far the run is.

    Raises:
        OSError: the folder cannot be written to or the disk is full; the checkpoint before is whole.
    """
    folder.mkdir(parents=True, exist_ok=True)
    before = _manifest(folder)
    generation = 1 + (before or {}).get("generation", 0)
    written: list[Path] = []
    try:
        parts = []
        for index, tensors in enumerate(_shards(_packed(groups)), 1):
            path = folder / f"part-{generation:05d}-{index}.safetensors"
            data = save(tensors, metadata={"step": str(state.get("step", 0))})
            written.append(path)
            _write(path, data)
            parts.append({"file": path.name, "bytes": len(data), "sha256": hashlib.sha256(data).hexdigest()})
        manifest = {"format": _FORMAT, "generation": generation, "parts": parts, **state}
        partial = folder / "state.json.partial"
        written.append(partial)
        _write(partial, json.dumps(manifest, indent=1).encode())
        os.replace(partial, folder / "state.json")
    except BaseException:
        for path in written:
            path.unlink(missing_ok=True)
        raise
    _sweep(folder, {part["file"] for part in parts}, legacy=before is not None and "parts" not in before)


def load_checkpoint(folder: Path) -> tuple[Groups, dict[str, Any]] | None:
    """What `save_checkpoint` wrote, in float32, or None where there is none yet.

    Raises:
        ModelBroken: a file is missing or is not what was written.
    """
    manifest = _manifest(folder)
    if manifest is None:
        return None
    if "parts" not in manifest:
        return _first_layout(folder), manifest
    packed: dict[str, Tensor] = {}
    for part in manifest["parts"]:
        packed |= _read_part(folder / part["file"], part["sha256"])
    return _unpacked(packed), manifest


def read_state(folder: Path) -> dict[str, Any] | None:
    """The state alone, or None where there is no checkpoint.

    Raises:
        ModelBroken: it cannot be read.
    """
    return _manifest(folder)


def checkpoint_bytes(folder: Path) -> int:
    """Size of the checkpoint in a folder, manifest included."""
    manifest = _manifest(folder) or {}
    names = ["state.json", *(part["file"] for part in manifest.get("parts", []))]
    return sum((folder / name).stat().st_size for name in names if (folder / name).exists())


def repack(source: Path, target: Path) -> None:
    """Write a checkpoint of either layout into another folder, in the small one.

    Raises:
        BadInput: there is none.
        ModelBroken: it is damaged.
    """
    found = load_checkpoint(source)
    if found is None:
        raise BadInput(f"There is no checkpoint in {source}.", "Name the folder of a training run.")
    groups, state = found
    plain = {key: value for key, value in state.items() if key not in ("format", "generation", "parts")}
    save_checkpoint(target, groups, plain)


def optimizer_tensors(optimizer: torch.optim.Optimizer) -> dict[str, Tensor]:
    """Adam's moments and step counts as a flat dict."""
    flat = {}
    for index, entry in optimizer.state_dict()["state"].items():
        for key, value in entry.items():
            flat[f"{index}.{key}"] = torch.as_tensor(value)
    return flat


def restore_optimizer(optimizer: torch.optim.Optimizer, flat: Mapping[str, Tensor]) -> None:
    """Put moments saved by `optimizer_tensors` back, laid out in memory as the weights are.

    Adam's fused step on a processor goes through weights and moments side by side as they lie in memory: for weights
    in channels-last order, moments in any other order would belong to other weights, without a word.
    """
    parameters = [parameter for group in optimizer.param_groups for parameter in group["params"]]
    state: dict[int, dict[str, Tensor]] = {}
    for name, value in flat.items():
        index, key = name.split(".", 1)
        like = parameters[int(index)]
        if value.shape == like.shape and value.dim():
            value = torch.empty_like(like, dtype=value.dtype, device="cpu").copy_(value)
        state.setdefault(int(index), {})[key] = value
    optimizer.load_state_dict({"state": state, "param_groups": optimizer.state_dict()["param_groups"]})


def _encoding(group: str, name: str, value: Tensor) -> str:
    if value.dtype != torch.float32 or value.numel() < 2:
        return "plain"
    if group == "average":
        return "half"
    if name.endswith(".exp_avg"):
        return "linear8"
    return "log8" if name.endswith(".exp_avg_sq") else "float24"


def _packed(groups: Mapping[str, Mapping[str, Tensor]]) -> Iterator[tuple[str, Tensor]]:
    """(key, tensor) of all that is to be stored; a key reads group/name/encoding/part."""
    for group, tensors in groups.items():
        for name, value in tensors.items():
            value = value.detach().cpu()
            encoding = _encoding(group, name, value)
            for part, tensor in ENCODINGS[encoding][0](value).items():
                yield f"{group}/{name}/{encoding}/{part}", tensor


def _unpacked(packed: Mapping[str, Tensor]) -> Groups:
    found: dict[tuple[str, str, str], dict[str, Tensor]] = {}
    for key, tensor in _joined(packed).items():
        group, name, encoding, part = key.split("/")
        found.setdefault((group, name, encoding), {})[part] = tensor
    groups: Groups = {}
    for (group, name, encoding), parts in found.items():
        groups.setdefault(group, {})[name] = ENCODINGS[encoding][1](parts)
    return groups


def _shards(entries: Iterator[tuple[str, Tensor]]) -> Iterator[dict[str, Tensor]]:
    """Dicts that each make a file within LIMIT; a tensor above it is cut along its first axis."""
    shard: dict[str, Tensor] = {}
    room = budget = LIMIT - 64 * 1024  # the files' own headers
    for key, tensor in entries:
        pieces = -(-tensor.nbytes // budget)
        cuts = [(key, tensor)] if pieces <= 1 else list(_cut(key, tensor, pieces))
        for name, piece in cuts:
            if piece.nbytes > room and shard:
                yield shard
                shard, room = {}, budget
            shard[name] = piece.contiguous()
            room -= piece.nbytes + 256
    if shard:
        yield shard


def _cut(key: str, tensor: Tensor, pieces: int) -> Iterator[tuple[str, Tensor]]:
    for index, piece in enumerate(tensor.chunk(pieces)):
        yield f"{key}#{index:03d}", piece


def _joined(packed: Mapping[str, Tensor]) -> dict[str, Tensor]:
    whole = {key: tensor for key, tensor in packed.items() if "#" not in key}
    cut: dict[str, list[Tensor]] = {}
    for key in sorted(key for key in packed if "#" in key):
        cut.setdefault(key.rsplit("#", 1)[0], []).append(packed[key])
    return whole | {key: torch.cat(pieces) for key, pieces in cut.items()}


def _manifest(folder: Path) -> dict[str, Any] | None:
    path = folder / "state.json"
    try:
        return json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return None
    except (OSError, ValueError) as error:
        raise _broken(folder, "state.json cannot be read") from error


def _read_part(path: Path, digest: str) -> dict[str, Tensor]:
    try:
        data = path.read_bytes()
    except OSError as error:
        raise _broken(path.parent, f"{path.name} cannot be read") from error
    if hashlib.sha256(data).hexdigest() != digest:
        raise _broken(path.parent, f"{path.name} is not what was written")
    return load(data)


def _first_layout(folder: Path) -> Groups:
    try:
        return {path.stem: load_file(path) for path in sorted(folder.glob("*.safetensors"))}
    except (OSError, SafetensorError) as error:
        raise _broken(folder, "a weights file cannot be read") from error


def _broken(folder: Path, why: str) -> ModelBroken:
    return ModelBroken(f"The checkpoint in {folder} is damaged: {why}.", "Put the original file back, or start anew.")


def _write(path: Path, data: bytes) -> None:
    with path.open("wb") as stream:
        stream.write(data)
        stream.flush()
        os.fsync(stream.fileno())


def _sweep(folder: Path, keep: set[str], legacy: bool) -> None:
    """Remove the parts of older checkpoints, also of those that a killed process left half written."""
    names = {"model", "average", "discriminator", "painter", "judge"} if legacy else set()
    for path in folder.glob("*.safetensors"):
        if path.name not in keep and (path.name.startswith("part-") or path.stem in names):
            path.unlink(missing_ok=True)
