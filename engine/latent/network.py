"""A generator's shape, its mapping network and what reads its styles: in numpy, from the card and the weights file.

What a slider needs before a picture is painted is a few small matrices; torch takes a second to load them.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
from safetensors import SafetensorError
from safetensors.numpy import load

from engine.errors import ModelBroken
from engine.language import tr
from engine.models.card import ModelCard
from engine.models.weights import ADVICE, read_bytes

_SLOPE = 0.2
_EPSILON = 1e-8
_FIRST = 4  # side of the first features, px
_NEEDED = re.compile(r"mapping\.(layers\.\d+\.(weight|bias)|mean)|synthesis\..*affine\.weight")


@dataclass(frozen=True)
class Shape:
    """Of a generator.

    Attributes:
        size: side of its pictures, px.
        layers: how many styles it takes.
        latent, style: lengths of z and w.
        mapping: lengths of what the layers of the mapping network give.
        noise_side: side of the finest noise map, px.
        has_encoder: whether it can tell a picture's latent.
        is_normalised: whether z is brought to length 1 per component before it is mapped.
        gain: by which what is bent below 0 is then scaled.
        bends_last: whether layers are bent after they were applied, the last one too; else before, but the first.
    """

    size: int
    layers: int
    latent: int
    style: int
    mapping: tuple[int, ...]
    noise_side: int
    has_encoder: bool
    is_normalised: bool
    gain: float
    bends_last: bool


def _style_net(config: Mapping[str, Any]) -> Shape:
    """Of `engine.models.architectures.style_net`."""
    levels, style = len(config["widths"]), int(config["style"])
    side = _FIRST * 2 ** (levels - 1)
    mapping = (style,) * int(config["mapping"])
    gain = (2.0 / (1.0 + _SLOPE**2)) ** 0.5
    return Shape(2 * side, 2 * levels - 1, int(config["latent"]), style, mapping, side, True, False, gain, False)


def _stylegan2(config: Mapping[str, Any]) -> Shape:
    """Of `engine.models.architectures.stylegan2`."""
    levels, mapping = len(config["widths"]), tuple(int(value) for value in config["mapping"])
    side = _FIRST * 2 ** (levels - 1)
    return Shape(side, 2 * levels, int(config["latent"]), mapping[-1], mapping, side, False, True, 2.0**0.5, True)


_SHAPES: dict[str, Callable[[Mapping[str, Any]], Shape]] = {"style-net": _style_net, "stylegan2": _stylegan2}


def shape_of(card: ModelCard) -> Shape:
    """
    Raises:
        ModelBroken: the card's architecture is no generator's, or its config does not fit it.
    """
    if card.architecture not in _SHAPES:
        raise ModelBroken(
            tr("{label} is no generator that this program knows.", label=card.label), tr("A newer version may know it.")
        )
    try:
        shape = _SHAPES[card.architecture](card.config)
    except (KeyError, IndexError, TypeError, ValueError, OverflowError) as error:
        raise ModelBroken(
            tr("The settings of {label} do not fit its network: {error!r}.", label=card.label, error=error), ADVICE
        ) from error
    if min(shape.size, shape.layers, shape.latent, shape.style, len(shape.mapping)) < 1:
        raise ModelBroken(tr("The settings of {label} do not fit its network.", label=card.label), ADVICE)
    return shape


class StyleMapping:
    """The mapping network, in float64: what it gives is the same to the last bit of a float32 however it is computed.

    Args:
        card: whose weights are read.

    Raises:
        ModelBroken: the weights are missing, are not what the card says, or do not fit the network.
    """

    def __init__(self, card: ModelCard, shape: Shape) -> None:
        self._shape = shape
        self._tensors = _read(card)
        self._layers = [
            (self._take(card, f"{name}.weight", (after, before)), self._take(card, f"{name}.bias", (after,)))
            for name, after, before in zip(
                (f"mapping.layers.{index}" for index in range(len(shape.mapping))),
                shape.mapping,
                (shape.latent, *shape.mapping[:-1]),
                strict=True,
            )
        ]
        self.mean = self._take(card, "mapping.mean", (shape.style,)) if "mapping.mean" in self._tensors else None
        """The mean style that came with the weights, W; None where none did."""
        names = sorted(name for name in self._tensors if name.endswith("affine.weight"))
        self._readers = [self._take(card, name, (len(self._tensors[name]), shape.style)) for name in names]
        del self._tensors

    def __call__(self, z: np.ndarray) -> np.ndarray:
        """N x W float64, of N x Z."""
        x = np.asarray(z, np.float64)
        if self._shape.is_normalised:
            x = x / np.sqrt(np.square(x).mean(axis=1, keepdims=True) + _EPSILON)
        for index, (weight, bias) in enumerate(self._layers):
            if index and not self._shape.bends_last:
                x = self._bent(x)
            x = x @ weight.T + bias
            if self._shape.bends_last:
                x = self._bent(x)
        return x

    @cached_property
    def power(self) -> np.ndarray:
        """W x W: AᵀA of all that reads a style, each of its rows brought to length 1 (as SeFa has it)."""
        total = np.zeros((self._shape.style, self._shape.style))
        for reader in self._readers:
            rows = reader / np.maximum(np.linalg.norm(reader, axis=1, keepdims=True), 1e-12)
            total += rows.T @ rows
        return total

    def _bent(self, x: np.ndarray) -> np.ndarray:
        return np.where(x < 0, _SLOPE * x, x) * self._shape.gain

    def _take(self, card: ModelCard, name: str, shape: tuple[int, ...]) -> np.ndarray:
        if name not in self._tensors:
            raise ModelBroken(
                tr("The weights file {name} lacks the tensor {name2}.", name=card.weights.name, name2=name), ADVICE
            )
        tensor = self._tensors[name]
        if tensor.shape != shape:
            shapes = tr("{shape} instead of {shape2}", shape=tensor.shape, shape2=shape)
            raise ModelBroken(
                tr(
                    "The tensor {name} in {name2} has the shape {shapes}.",
                    name=name,
                    name2=card.weights.name,
                    shapes=shapes,
                ),
                ADVICE,
            )
        if not np.isfinite(tensor).all():
            raise ModelBroken(
                tr(
                    "The tensor {name} in {name2} holds numbers that are not finite.",
                    name=name,
                    name2=card.weights.name,
                ),
                ADVICE,
            )
        return tensor.astype(np.float64)


def _read(card: ModelCard) -> dict[str, np.ndarray]:
    data = read_bytes(card.weights, card.sha256)
    try:
        tensors = load(data)
    except (SafetensorError, ValueError, KeyError, TypeError) as error:
        raise ModelBroken(
            tr("The weights file {name} is damaged: {error}.", name=card.weights.name, error=error), ADVICE
        ) from error
    return {name: tensor for name, tensor in tensors.items() if _NEEDED.fullmatch(name)}


def noise_maps(seed: int | None, shape: Shape) -> np.ndarray:
    """1 x layers x side x side float32: for each layer, in order, a standard normal map in the corner that it reads.

    RandomState's stream is frozen for good; None gives no noise, which is noise of 0.
    """
    maps = np.zeros((1, shape.layers, shape.noise_side, shape.noise_side), np.float32)
    if seed is None:
        return maps
    drawn = np.random.RandomState(seed)
    for layer in range(shape.layers):
        side = _FIRST * 2 ** ((layer + 1) // 2)
        if side <= shape.noise_side:
            maps[0, layer, :side, :side] = drawn.standard_normal((side, side))
    return maps
