"""What is known of a model's directions by looking: names, groups, ranges, from a file beside the model's card."""

from __future__ import annotations

import json
import logging
import math
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from engine.errors import ModelBroken
from engine.language import tr
from engine.latent.direction import Direction, flipped
from engine.models.card import ModelCard
from engine.models.registry import DIRECTIONS

VERSION = 1
_LARGEST = 1 << 20  # bytes
_LONGEST_NAME = 80
_FARTHEST = 20.0  # standard deviations

_log = logging.getLogger(__name__)


def names_file(card: ModelCard) -> Path:
    """Where the names of a model's directions lie, if anywhere."""
    return card.weights.parent / f"{card.name}{DIRECTIONS}"


def named_directions(
    card: ModelCard, directions: Sequence[Direction], layers: int, known: Mapping[str, Any]
) -> tuple[Direction, ...]:
    """A model's directions with what is known of them: the named ones first, in the file's order.

    Args:
        layers: how many the model has.
        known: what `read_names` has read.

    Raises:
        ModelBroken: the file is wrong.
    """
    by_id = {direction.id: direction for direction in directions}
    try:
        named = [_named(by_id[key], values, layers) for key, values in known.items() if key in by_id]
    except (KeyError, TypeError, ValueError, AttributeError, OverflowError) as error:
        raise _broken(names_file(card), error) from error
    return (*named, *(direction for direction in directions if direction.id not in known))


def read_names(card: ModelCard) -> Mapping[str, Any]:
    """What the file says: id -> name, group, range, layers, flip; empty where there is none, or one for other weights.

    Raises:
        ModelBroken: the file cannot be read, or is wrong.
    """
    path = names_file(card)
    if not path.exists():
        return {}
    try:
        if path.stat().st_size > _LARGEST:
            raise ValueError("it is too large")
        values = json.loads(path.read_text(encoding="utf-8"))
        if values["version"] != VERSION:
            raise ValueError(f"it is of version {values['version']!r}")
        if values.get("sha256", card.sha256) != card.sha256:
            _log.info("%s was written for other weights", path.name)
            return {}
        return dict(values["directions"])
    except (OSError, KeyError, TypeError, ValueError, AttributeError, RecursionError) as error:
        raise _broken(path, error) from error


def _named(direction: Direction, values: Mapping[str, Any], layers: int) -> Direction:
    name = str(values["name"]).strip()
    low, high = (float(value) for value in values.get("range", direction.range))
    first, last = (int(value) for value in values.get("layers", direction.layers))
    if not name or len(name) > _LONGEST_NAME:
        raise ValueError(f"{direction.id} has no name")
    if not (math.isfinite(low) and math.isfinite(high) and -_FARTHEST <= low < high <= _FARTHEST and low <= 0 <= high):
        raise ValueError(f"{direction.id} has no range")
    if not 0 <= first <= last < layers:
        raise ValueError(f"{direction.id} moves layers that there are not")
    group = str(values.get("group", ""))[:_LONGEST_NAME]
    turned = flipped(direction) if values.get("flip") else direction
    origin = tr("A latent turned to what was measured in photos") if values.get("measured") else turned.origin
    return replace(
        turned, name=tr(name), group=tr(group), range=(low, high), layers=(first, last), origin=origin, named=True
    )


def _broken(path: Path, error: Exception) -> ModelBroken:
    return ModelBroken(
        tr("The names of directions in {name} cannot be used: {error}.", name=path.name, error=error),
        tr("Put the original file back."),
    )
