"""Latent points, presets and directions in a file: safetensors for the numbers, JSON for the rest, both in one file.

The JSON is the metadata of a safetensors file, so that nothing can be lost between two; the format holds tensors and
text and nothing else, so that no file can run code. Everything is checked before any of it is used.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
from safetensors import SafetensorError
from safetensors.numpy import load, save

from engine.errors import BadInput
from engine.language import tr
from engine.latent.direction import SOURCES, Direction, learned_id
from engine.latent.point import LatentPoint, Move
from engine.photo.atomic import write_atomically

VERSION = 1
SUFFIX = ".latent.safetensors"
_KIND = "tratteggio-latent"
_LARGEST = 64 << 20  # bytes
_MOST = 4096  # points, presets or directions
_LONGEST_NAME = 200
_MOST_LAYERS = 64
_WIDEST = 8192  # numbers in a row of a tensor
_TENSOR_DEPTH = {"z": 1, "styles": 2}
_WRONG = (SafetensorError, KeyError, TypeError, ValueError, AttributeError, OverflowError, RecursionError)


@dataclass(frozen=True)
class Preset:
    """Sliders of a model under a name.

    Attributes:
        name: what a person reads.
        model: name of the model's card.
        moves: where the sliders are.
        names: a person's own names of directions, by id.
        order: ids of directions in a person's own order.
    """

    name: str
    model: str
    moves: tuple[Move, ...] = ()
    names: Mapping[str, str] = field(default_factory=dict)
    order: tuple[str, ...] = ()


@dataclass(frozen=True, eq=False)
class Latents:
    """What one file holds.

    Attributes:
        points: places, such as snapshots.
        presets: saved sliders.
        directions: learned ones, which no model knows by itself.
        pictures: what the points show, H x W x 3 uint8, small ones will do: one a point, or none.
    """

    points: tuple[LatentPoint, ...] = ()
    presets: tuple[Preset, ...] = ()
    directions: tuple[Direction, ...] = ()
    pictures: tuple[np.ndarray, ...] = ()


def save_latents(path: Path, latents: Latents) -> None:
    """Write a file, or replace it, in one go.

    Raises:
        WriteFailed: it cannot be written; what was there before is untouched.
    """
    tensors: dict[str, np.ndarray] = {}
    content = {
        "points": [_packed_point(point, f"point.{index}", tensors) for index, point in enumerate(latents.points)],
        "presets": [_packed_preset(preset) for preset in latents.presets],
        "directions": [_packed_direction(one, f"direction.{i}", tensors) for i, one in enumerate(latents.directions)],
        "pictures": [f"picture.{index}" for index in range(len(latents.pictures))],
    }
    tensors |= dict(zip(content["pictures"], map(np.ascontiguousarray, latents.pictures), strict=True))
    metadata = {"kind": _KIND, "version": str(VERSION), "content": json.dumps(content, allow_nan=False)}
    write_atomically(path, save(tensors, metadata))


def load_latents(path: Path) -> Latents:
    """What `save_latents` wrote.

    Raises:
        BadInput: the file cannot be read, is no file of latents, is of a later version, or is damaged.
    """
    data = _read(path)
    metadata = _metadata(data, path)
    try:
        tensors = load(data)
        content = json.loads(metadata["content"])
        for part in ("points", "presets", "directions"):
            if len(content[part]) > _MOST:
                raise ValueError(f"more than {_MOST} {part}")
        return Latents(
            tuple(_point(values, tensors) for values in content["points"]),
            tuple(_preset(values) for values in content["presets"]),
            tuple(_direction(values, tensors) for values in content["directions"]),
            tuple(_picture(tensors[str(name)]) for name in _listed(content.get("pictures", []))),
        )
    except BadInput as error:
        raise _damaged(path, error.sentence.rstrip(".")) from error
    except _WRONG as error:
        raise _damaged(path, str(error)) from error


# Points: long rows of numbers go into tensors, and leave a name in their place


def _packed_point(point: LatentPoint, name: str, tensors: dict[str, np.ndarray]) -> dict[str, Any]:
    values = point.to_dict()
    bases = [values.get("base"), *(mix["base"] for mix in values.get("mixes", ()))]
    for index, base in enumerate(base for base in bases if base):
        for part in _TENSOR_DEPTH:
            if base.get(part):
                key = f"{name}.{index}.{part}"
                tensors[key] = np.array(base[part], np.float32)
                base[part] = key
    return values


def _point(values: Any, tensors: Mapping[str, np.ndarray]) -> LatentPoint:
    bases = [values.get("base"), *(mix["base"] for mix in values.get("mixes", ()))]
    for base in filter(None, bases):
        for part, depth in _TENSOR_DEPTH.items():
            if base.get(part):
                base[part] = _numbers(tensors, base[part], depth).tolist()
    return LatentPoint.from_dict(values)


def _numbers(tensors: Mapping[str, np.ndarray], name: Any, depth: int) -> np.ndarray:
    """A tensor that may be used: float32, of the right depth, of a sane size, finite."""
    tensor = tensors[str(name)]
    if tensor.dtype != np.float32 or tensor.ndim != depth or not tensor.size:
        raise ValueError(f"{name} has the wrong shape")
    if tensor.shape[-1] > _WIDEST or (depth == 2 and len(tensor) > _MOST_LAYERS):
        raise ValueError(f"{name} is too large")
    if not np.isfinite(tensor).all():
        raise ValueError(f"{name} holds numbers that are not finite")
    return tensor


def _picture(tensor: np.ndarray) -> np.ndarray:
    if (
        tensor.dtype != np.uint8
        or tensor.ndim != 3
        or tensor.shape[2] != 3
        or not 1 <= min(tensor.shape[:2]) <= _WIDEST
    ):
        raise ValueError("a picture is none")
    return tensor


# Presets


def _packed_preset(preset: Preset) -> dict[str, Any]:
    moves = LatentPoint(preset.model, moves=preset.moves).to_dict().get("moves", ())
    return {
        "name": preset.name,
        "model": preset.model,
        "moves": moves,
        "names": dict(preset.names),
        "order": list(preset.order),
    }


def _preset(values: Any) -> Preset:
    point = LatentPoint.from_dict({"model": values["model"], "moves": values["moves"]})
    names = {_text(key): _text(name) for key, name in dict(values["names"]).items()}
    order = tuple(_text(one) for one in _listed(values["order"]))
    return Preset(_text(values["name"]), point.model, point.moves, names, order)


# Directions


def _packed_direction(direction: Direction, name: str, tensors: dict[str, np.ndarray]) -> dict[str, Any]:
    tensors[name] = np.array(direction.vector, np.float32)
    return {
        "id": direction.id,
        "name": direction.name,
        "source": direction.source,
        "space": direction.space,
        "vector": name,
        "explained": direction.explained,
        "layers": list(direction.layers),
        "origin": direction.origin,
        "model": direction.model,
        "group": direction.group,
        "range": list(direction.range),
        "named": direction.named,
    }


def _direction(values: Any, tensors: Mapping[str, np.ndarray]) -> Direction:
    vector = _numbers(tensors, values["vector"], 1)
    first, last = (int(layer) for layer in _listed(values["layers"]))
    low, high = (float(end) for end in _listed(values["range"]))
    explained = None if values["explained"] is None else float(values["explained"])
    if not 0 <= first <= last < _MOST_LAYERS:
        raise ValueError("a direction moves layers that there are not")
    if not -1e3 < low < high < 1e3 or not (explained is None or 0 <= explained <= 1):
        raise ValueError("a direction has no range")
    if values["source"] not in SOURCES or values["space"] not in ("w", "z"):
        raise ValueError("a direction comes from nowhere")
    model, identifier = _text(values["model"]), _text(values["id"])
    if values["source"] == "learned" and identifier != learned_id(model, vector):
        raise ValueError(f"the direction {identifier} is not what it was when it was saved")
    return Direction(
        identifier,
        _text(values["name"]),
        values["source"],
        values["space"],
        vector,
        explained,
        (first, last),
        _text(values["origin"]),
        model,
        _text(values["group"], least=0),
        (low, high),
        bool(values["named"]),
    )


# Reading


def _read(path: Path) -> bytes:
    try:
        if path.stat().st_size > _LARGEST:
            raise BadInput(
                tr("{name} is larger than any file of latent points.", name=path.name), tr("Choose another file.")
            )
        return path.read_bytes()
    except OSError as error:
        raise BadInput(
            tr("{name} cannot be read: {strerror}.", name=path.name, strerror=error.strerror),
            tr("Choose another file."),
        ) from error


def _metadata(data: bytes, path: Path) -> dict[str, str]:
    """The texts of a file of latents, of a version that is known here."""
    try:
        length = int.from_bytes(data[:8], "little")
        found = json.loads(data[8 : 8 + length])["__metadata__"] if 2 <= length <= len(data) - 8 else {}
        kind, version = found["kind"], int(found["version"])
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        raise BadInput(tr("{name} is no file of latent points.", name=path.name), tr("Choose another file.")) from error
    if kind != _KIND or version < 1:
        raise BadInput(tr("{name} is no file of latent points.", name=path.name), tr("Choose another file."))
    if version > VERSION:
        raise BadInput(
            tr("{name} was written by a later version of this program.", name=path.name),
            tr("Update Tratteggio to open it."),
        )
    return found


def _text(value: Any, least: int = 1) -> str:
    if not isinstance(value, str) or not least <= len(value) <= _LONGEST_NAME:
        raise ValueError(f"{value!r:.40} is no name")
    return value


def _listed(value: Any) -> Sequence[Any]:
    if not isinstance(value, list) or len(value) > _MOST:
        raise ValueError(f"{value!r:.40} is no list")
    return value


def _damaged(path: Path, why: str) -> BadInput:
    return BadInput(
        tr("{name} is damaged ({why}).", name=path.name, why=why), tr("Open a copy of it, or save it anew.")
    )
