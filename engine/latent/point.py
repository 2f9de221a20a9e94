"""A place in a generator's latent space, as a value: the same point gives the same picture."""

from __future__ import annotations

import base64
import json
import zlib
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from typing import Any

import numpy as np

from engine.errors import BadInput
from engine.language import tr

PREFIX = "tratteggio-latent-1:"
_MOST_NUMBERS = 1 << 20
_LONGEST_TEXT = 8 << 20
_HIGHEST_SEED = 2**32 - 1
_MOST_MOVES, _MOST_MIXES = 1024, 64

Layers = tuple[int, int]


def z_of_seed(seed: int, latent: int) -> np.ndarray:
    """The standard normal latent of a seed, float32, `latent` numbers.

    RandomState's stream is frozen for good, which numpy's newer generators do not promise.
    """
    return np.random.RandomState(seed).standard_normal(latent).astype(np.float32)


@dataclass(frozen=True)
class Base:
    """Where a point starts.

    Attributes:
        seeds: seeds and their weights, which sum to 1; one seed with weight 1 is a sample, four are a place between
            those of a lattice. Empty = `z` or `styles` says where.
        z: an explicit latent (a photo's, or a thing of the past), as a tuple of floats; empty = none.
        styles: explicit styles, one a layer or a single one for all of them (an optimised photo), each a tuple; empty =
            mapped from the latent.
    """

    seeds: tuple[tuple[int, float], ...] = ((0, 1.0),)
    z: tuple[float, ...] = ()
    styles: tuple[tuple[float, ...], ...] = ()

    @staticmethod
    def of_seed(seed: int) -> Base:
        return Base(((seed, 1.0),))

    @staticmethod
    def of_z(z: np.ndarray) -> Base:
        """Of a latent of any shape."""
        return Base((), tuple(float(np.float32(value)) for value in z.ravel()))

    @staticmethod
    def of_styles(styles: np.ndarray) -> Base:
        """Of styles, layers x style."""
        return Base((), (), tuple(tuple(float(np.float32(value)) for value in row) for row in styles))


@dataclass(frozen=True)
class Move:
    """A slider away from its middle.

    Attributes:
        direction: id of a direction of the model.
        amount: how far, in standard deviations of the model's own points along it.
        layers: first and last layer that moves, counted from 0; None = as the direction says.
    """

    direction: str
    amount: float
    layers: Layers | None = None


@dataclass(frozen=True)
class Mix:
    """Styles taken from another base in a range of layers (style mixing, Karras et al., CVPR 2019)."""

    base: Base
    layers: Layers


@dataclass(frozen=True)
class LatentPoint:
    """All that decides a picture besides the model's weights.

    Attributes:
        model: name of the model's card.
        base: where the point starts.
        truncation: 1 = the point itself, 0 = the mean picture (Karras et al., CVPR 2019).
        cutoff: layers from this one on are not truncated; None = all are.
        noise: seed of the noise maps; None = without noise.
        moves: sliders that are not in their middle.
        mixes: style mixing, in order.
    """

    model: str
    base: Base = field(default_factory=Base)
    truncation: float = 1.0
    cutoff: int | None = None
    noise: int | None = 0
    moves: tuple[Move, ...] = ()
    mixes: tuple[Mix, ...] = ()

    def moved(self, direction: str, amount: float, layers: Layers | None = None) -> LatentPoint:
        """With one slider at `amount`; 0 takes it out."""
        kept = [move for move in self.moves if move.direction != direction]
        places = [index for index, move in enumerate(self.moves) if move.direction == direction]
        if amount:
            kept.insert(places[0] if places else len(kept), Move(direction, float(amount), layers))
        return replace(self, moves=tuple(kept))

    def amount_of(self, direction: str) -> float:
        return next((move.amount for move in self.moves if move.direction == direction), 0.0)

    def to_dict(self) -> dict[str, Any]:
        """Plain values for JSON; what is as usual is left out."""
        usual, values = asdict(LatentPoint(self.model)), asdict(self)
        return {"model": self.model} | {k: v for k, v in values.items() if k != "model" and v != usual[k]}

    def to_text(self) -> str:
        """One line to copy and paste; `from_text` reads it."""
        packed = zlib.compress(json.dumps(self.to_dict(), separators=(",", ":")).encode(), 9)
        return PREFIX + base64.urlsafe_b64encode(packed).decode()

    @staticmethod
    def from_dict(values: Mapping[str, Any]) -> LatentPoint:
        """
        Raises:
            BadInput: the values are no latent point; the sentence says what is wrong.
        """
        try:
            return _point(values)
        except (KeyError, TypeError, ValueError, AttributeError, OverflowError) as error:
            raise BadInput(
                tr("This is no latent point of Tratteggio ({error}).", error=error), tr("Copy it again.")
            ) from error

    @staticmethod
    def from_text(text: str) -> LatentPoint:
        """
        Raises:
            BadInput: the text is no latent point.
        """
        text = "".join(text.split())
        if not text.startswith(PREFIX) or len(text) > _LONGEST_TEXT:
            raise BadInput(
                tr("This text is no latent point of Tratteggio."), tr("One begins with {PREFIX}", PREFIX=PREFIX)
            )
        try:
            unpacking = zlib.decompressobj()
            plain = unpacking.decompress(base64.urlsafe_b64decode(text[len(PREFIX) :]), _LONGEST_TEXT)
            values = json.loads(plain)
        except (ValueError, zlib.error, RecursionError) as error:
            raise BadInput(tr("This latent point has been cut or changed."), tr("Copy it again, whole.")) from error
        return LatentPoint.from_dict(values)


def _point(values: Mapping[str, Any]) -> LatentPoint:
    known = {"model", "base", "truncation", "cutoff", "noise", "moves", "mixes"}
    if unknown := set(values) - known:
        raise ValueError(f"unknown: {', '.join(sorted(unknown))}")
    if not isinstance(values["model"], str):
        raise ValueError("the model is no name")
    if len(values.get("moves", ())) > _MOST_MOVES or len(values.get("mixes", ())) > _MOST_MIXES:
        raise ValueError("it is too long")
    cutoff, noise = values.get("cutoff"), values.get("noise", 0)
    return LatentPoint(
        values["model"],
        _base(values.get("base", {"seeds": [[0, 1.0]]})),
        _number(values.get("truncation", 1.0)),
        None if cutoff is None else _whole(cutoff),
        None if noise is None else _seed(noise),
        tuple(_move(entry) for entry in values.get("moves", ())),
        tuple(Mix(_base(entry["base"]), _layers(entry["layers"])) for entry in values.get("mixes", ())),
    )


def _base(values: Mapping[str, Any]) -> Base:
    seeds = tuple((_seed(seed), _number(weight)) for seed, weight in values.get("seeds", ()))
    z = tuple(_number(value) for value in values.get("z", ()))
    styles = tuple(tuple(_number(value) for value in row) for row in values.get("styles", ()))
    if sum(bool(part) for part in (seeds, z, styles)) != 1:
        raise ValueError("it starts from seeds, a latent or styles, from one of them")
    if len(seeds) > 64 or len(z) + sum(len(row) for row in styles) > _MOST_NUMBERS:
        raise ValueError("it is too long")
    return Base(seeds, z, styles)


def _move(values: Mapping[str, Any]) -> Move:
    layers = values.get("layers")
    return Move(str(values["direction"]), _number(values["amount"]), None if layers is None else _layers(layers))


def _layers(values: Sequence[Any]) -> Layers:
    first, last = (_whole(value) for value in values)
    return first, last


def _whole(value: Any) -> int:
    if isinstance(value, bool) or not isinstance(value, int) or not 0 <= value <= _HIGHEST_SEED:
        raise ValueError(f"{value!r} is no whole number from 0 on")
    return value


_seed = _whole


def _number(value: Any) -> float:
    if isinstance(value, bool) or not isinstance(value, (int, float)) or not np.isfinite(value) or abs(value) > 1e6:
        raise ValueError(f"{value!r} is no number")
    return float(value)
