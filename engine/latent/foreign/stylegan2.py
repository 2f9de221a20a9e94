"""The tensors of other programs' StyleGAN2 generators as those of `engine.models.architectures.stylegan2`.

Two namings are known: that of rosinality's stylegan2-pytorch, and that of NVlabs' stylegan2-ada-pytorch and stylegan3.
Both keep weights without the gains of the equalised learning rate (Karras et al., "Progressive Growing of GANs", ICLR
2018); they are multiplied in here.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from engine.language import tr
from engine.latent.foreign.nvlabs import Module, tensors_of
from engine.latent.foreign.tensors import StoredTensor
from engine.latent.foreign.unpickling import Refused
from engine.latent.point import z_of_seed

_RATE = 0.01  # of the mapping network, where a file does not say
_SIZES = range(3, 10)  # how many: 16 to 1024 px
_WIDEST, _DEEPEST = 4096, 32
_SAMPLES = 4096
_LOW_PASS = np.outer((1, 3, 3, 1), (1, 3, 3, 1)) / 64.0

Tensors = Mapping[str, StoredTensor]


@dataclass
class ForeignGenerator:
    """A generator that was read from another program's file.

    Attributes:
        format: what the file is, for people.
        config: of the architecture "stylegan2".
        tensors: its tensors, float32.
        assumed: what the file does not say, for people.
    """

    format: str
    config: dict[str, Any]
    tensors: dict[str, np.ndarray]
    assumed: tuple[str, ...] = field(default=())

    @property
    def size(self) -> int:
        """Side of its pictures, px."""
        return 4 * 2 ** (len(self.config["widths"]) - 1)


def generator_of(value: Any, container: str) -> ForeignGenerator:
    """The generator in what a file holds.

    Args:
        value: as `torch_files` or `nvlabs` read it.
        container: how the file was written, for people.

    Raises:
        Refused: there is none, or it is of another kind than StyleGAN2.
    """
    if not isinstance(value, dict):
        raise Refused("holds no generator")
    for key in ("g_ema", "G_ema"):
        if isinstance(value.get(key), Module):
            return _of_module(value[key], container)
        if isinstance(value.get(key), dict):
            return _of_tensors(_named(value[key]), container, value.get("latent_avg"))
    return _of_tensors(_named(value), container, value.get("latent_avg"))


def _named(state: dict[Any, Any]) -> Tensors:
    """The tensors of a state dict, by their names; "module." is what training on several cards puts before them."""
    found = {key: value for key, value in state.items() if isinstance(key, str) and isinstance(value, StoredTensor)}
    return {key.removeprefix("module."): value for key, value in found.items()}


def _of_tensors(tensors: Tensors, container: str, mean: Any) -> ForeignGenerator:
    if "conv1.conv.weight" in tensors and "input.input" in tensors:
        source = _Source(tensors, mean)
        return source.generator(_Rosinality(), tr("rosinality, {container}", container=container), None)
    if "synthesis.b4.const" in tensors:
        source = _Source(tensors, tensors.get("mapping.w_avg"))
        return source.generator(_NvLabs(), tr("NVlabs state dict, {container}", container=container), None)
    raise Refused("holds no StyleGAN2 generator")


def _of_module(module: Module, container: str) -> ForeignGenerator:
    tensors, modules = tensors_of(module)
    if "synthesis.b4.const" not in tensors:
        raise Refused("holds a generator of another kind than StyleGAN2, such as StyleGAN3")
    _check_modules(modules)
    source = _Source(tensors, tensors.get("mapping.w_avg"))
    clamp = modules["synthesis.b4.conv1"].state.get("conv_clamp") if "synthesis.b4.conv1" in modules else None
    return source.generator(_NvLabs(modules), tr("NVlabs, {container}", container=container), _number(clamp))


def _check_modules(modules: Mapping[str, Module]) -> None:
    """
    Raises:
        Refused: the generator is a variant that the architecture here does not know.
    """
    for name, one in modules.items():
        if one.state.get("activation", "lrelu") not in ("lrelu", "linear"):
            raise Refused(f"has an activation that is not known here, in {name}")
        if one.state.get("architecture", "skip") != "skip":
            raise Refused("adds up features instead of colours, which the generator here does not")
    if modules[""].state.get("c_dim", 0) != 0:
        raise Refused("wants to be told a class for each picture")


class _Rosinality:
    """Names and gains of rosinality's stylegan2-pytorch."""

    start = "input.input"
    layer = re.compile(r"style\.(\d{1,3})\.weight")  # counted from 1; 0 normalises
    first_layer = 1
    assumed = (f"the learning rate of the mapping network is {_RATE}",)

    def mapping(self, number: int) -> str:
        return f"style.{number + 1}"

    def conv(self, number: int) -> str:
        return "conv1" if number == 0 else f"convs.{number - 1}"

    def colours(self, number: int) -> str:
        return "to_rgb1" if number == 0 else f"to_rgbs.{number - 1}"

    def parts(self, conv: str) -> dict[str, str]:
        return {
            "weight": f"{conv}.conv.weight",
            "affine.weight": f"{conv}.conv.modulation.weight",
            "affine.bias": f"{conv}.conv.modulation.bias",
            "noise": f"{conv}.noise.weight",
            "bias": f"{conv}.activate.bias",
        }

    def colour_parts(self, colours: str) -> dict[str, str]:
        return self.parts(colours) | {"bias": f"{colours}.bias"}

    def low_pass(self, name: str) -> bool:
        return name.endswith((".blur.kernel", ".upsample.kernel"))

    def rates(self, number: int, length: int) -> tuple[float, float]:
        """By what weight and bias of a layer of the mapping network are multiplied."""
        return _RATE / length**0.5, _RATE

    def conv_gain(self, fan_in: int) -> float:
        return fan_in**-0.5


class _NvLabs:
    """Names and gains of NVlabs' programs.

    Args:
        modules: what is left of the modules, which say their gains; without them the usual ones are taken.
    """

    start = "synthesis.b4.const"
    layer = re.compile(r"mapping\.fc(\d{1,3})\.weight")
    first_layer = 0

    def __init__(self, modules: Mapping[str, Module] = {}) -> None:
        self._modules = modules
        self.assumed = () if modules else (tr("the learning rate of the mapping network is {RATE}", RATE=_RATE),)

    def mapping(self, number: int) -> str:
        return f"mapping.fc{number}"

    def conv(self, number: int) -> str:
        return f"synthesis.b{_side(number)}.conv{1 - number % 2}"

    def colours(self, number: int) -> str:
        return f"synthesis.b{4 * 2**number}.torgb"

    def parts(self, conv: str) -> dict[str, str]:
        return {
            "weight": f"{conv}.weight",
            "affine.weight": f"{conv}.affine.weight",
            "affine.bias": f"{conv}.affine.bias",
            "noise": f"{conv}.noise_strength",
            "bias": f"{conv}.bias",
        }

    colour_parts = parts

    def low_pass(self, name: str) -> bool:
        return name.endswith(".resample_filter")

    def rates(self, number: int, length: int) -> tuple[float, float]:
        module = self._modules.get(self.mapping(number))
        if module is None:
            return _RATE / length**0.5, _RATE
        weight, bias = (_number(module.state.get(f"{part}_gain")) for part in ("weight", "bias"))
        if not weight or not bias:
            raise Refused("does not say the gains of its mapping network")
        return weight, bias

    def conv_gain(self, fan_in: int) -> float:
        return 1.0  # demodulation takes any gain out again


Naming = _Rosinality | _NvLabs


class _Source:
    """Takes tensors out of a file one by one, checks them and gives them the names they have here."""

    def __init__(self, tensors: Tensors, mean: Any) -> None:
        self._tensors = tensors
        self._mean = mean
        self._made: dict[str, np.ndarray] = {}

    def generator(self, naming: Naming, form: str, clamp: float | None) -> ForeignGenerator:
        """
        Raises:
            Refused: a tensor is missing, has another shape than it must have, or holds numbers that are not finite.
        """
        self._check_low_pass(naming)
        mapping = self._map(naming)
        start = self._values(naming.start)
        start = start.reshape(start.shape[-3:]) if start.ndim in (3, 4) else start
        if start.ndim != 3 or start.shape[1:] != (4, 4):
            raise Refused(f"has a {naming.start} of the shape {start.shape}")
        self._made["synthesis.start"] = start
        widths = self._convolutions(naming, len(start), mapping[-1])
        config = {"widths": widths, "latent": mapping[0], "mapping": mapping[1:], "clamp": clamp}
        if isinstance(self._mean, StoredTensor):
            self._made["mapping.mean"] = self._flat(tr("the mean style"), self._mean, (mapping[-1],))
        else:
            self._made["mapping.mean"] = mean_style(self._made, len(mapping) - 1)
        return ForeignGenerator(form, config, self._made, naming.assumed)

    def _map(self, naming: Naming) -> list[int]:
        numbers = sorted(int(found[1]) for name in self._tensors if (found := naming.layer.fullmatch(name)))
        expected = list(range(naming.first_layer, naming.first_layer + len(numbers)))
        if not 0 < len(numbers) <= _DEEPEST or numbers != expected:
            raise Refused("has no complete mapping network")
        lengths: list[int] = []
        for number in range(len(numbers)):
            name, target = naming.mapping(number), f"mapping.layers.{number}"
            weight = self._values(f"{name}.weight")
            if weight.ndim != 2 or max(weight.shape) > _WIDEST or (lengths and weight.shape[1] != lengths[-1]):
                raise Refused(f"has a {name}.weight of the shape {weight.shape}")
            by_weight, by_bias = naming.rates(number, weight.shape[1])
            self._made[f"{target}.weight"] = weight * np.float32(by_weight)
            self._made[f"{target}.bias"] = self._shaped(f"{name}.bias", weight.shape[:1]) * np.float32(by_bias)
            lengths += [weight.shape[0]] if lengths else [weight.shape[1], weight.shape[0]]
        return lengths

    def _convolutions(self, naming: Naming, width: int, style: int) -> list[int]:
        """Take all that comes after the constant; the widths of all sizes."""
        widths = [self._conv(naming, 0, "first", width, style)]
        if widths[0] != width:
            raise Refused("changes its width at 4 px, which the generator here does not")
        self._colours(naming, 0, widths[0], style)
        while naming.parts(naming.conv(2 * len(widths) - 1))["weight"] in self._tensors:
            block = len(widths)
            if block == _SIZES.stop - 1:
                raise Refused("paints more than 1024 px")
            after = self._conv(naming, 2 * block - 1, f"rise.{block - 1}", widths[-1], style)
            if self._conv(naming, 2 * block, f"stay.{block - 1}", after, style) != after:
                raise Refused(f"changes its width within {4 * 2**block} px, which the generator here does not")
            self._colours(naming, block, after, style)
            widths.append(after)
        if len(widths) not in _SIZES:
            raise Refused(f"paints {4 * 2 ** (len(widths) - 1)} px, and models are taken from 16 px on")
        return widths

    def _conv(self, naming: Naming, number: int, target: str, before: int, style: int) -> int:
        names, target = naming.parts(naming.conv(number)), f"synthesis.{target}"
        weight = self._values(names["weight"])
        weight = weight[0] if weight.ndim == 5 and weight.shape[0] == 1 else weight
        if weight.ndim != 4 or weight.shape[1:] != (before, 3, 3) or weight.shape[0] > _WIDEST:
            raise Refused(f"has a {names['weight']} of the shape {weight.shape}")
        self._made[f"{target}.weight"] = weight * np.float32(naming.conv_gain(9 * before))
        self._made[f"{target}.bias"] = self._shaped(names["bias"], weight.shape[:1])
        has_noise = names["noise"] in self._tensors
        self._made[f"{target}.noise"] = self._shaped(names["noise"], (1,)) if has_noise else np.zeros(1, np.float32)
        self._affine(names, target, before, style)
        return weight.shape[0]

    def _colours(self, naming: Naming, number: int, width: int, style: int) -> None:
        names, target = naming.colour_parts(naming.colours(number)), f"synthesis.colours.{number}"
        if names["weight"] not in self._tensors:
            raise Refused(f"lacks {names['weight']}")
        shape = self._tensors[names["weight"]].shape
        if len(shape) >= 4 and shape[-4] != 3:
            raise Refused(f"paints {shape[-4]} channels instead of red, green and blue")
        weight = self._shaped(names["weight"], (3, width, 1, 1))
        self._made[f"{target}.mix.weight"] = weight * np.float32(width**-0.5)
        self._made[f"{target}.mix.bias"] = self._shaped(names["bias"], (3,))
        self._affine(names, target, width, style)

    def _affine(self, names: Mapping[str, str], target: str, width: int, style: int) -> None:
        weight = self._shaped(names["affine.weight"], (width, style))
        self._made[f"{target}.affine.weight"] = weight * np.float32(style**-0.5)
        self._made[f"{target}.affine.bias"] = self._shaped(names["affine.bias"], (width,))

    def _check_low_pass(self, naming: Naming) -> None:
        for name, tensor in self._tensors.items():
            if naming.low_pass(name):
                kernel = tensor.values() if np.prod(tensor.shape) <= 64 else np.zeros(0, np.float32)
                total = float(kernel.sum()) or 1.0
                if kernel.shape != (4, 4) or not np.allclose(kernel / total, _LOW_PASS, atol=1e-4):
                    raise Refused(f"has a low-pass other than 1-3-3-1, {name}, which the generator here does not")

    def _shaped(self, name: str, shape: tuple[int, ...]) -> np.ndarray:
        if name not in self._tensors:
            raise Refused(f"lacks {name}")
        return self._flat(name, self._tensors[name], shape)

    def _flat(self, name: str, tensor: StoredTensor, shape: tuple[int, ...]) -> np.ndarray:
        """A tensor in a shape; sides of 1 may be more or fewer."""
        if [side for side in tensor.shape if side != 1] != [side for side in shape if side != 1]:
            raise Refused(f"has {name} in the shape {tensor.shape} instead of {shape}")
        return self._checked(name, tensor).reshape(shape)

    def _values(self, name: str) -> np.ndarray:
        if name not in self._tensors:
            raise Refused(f"lacks {name}")
        return self._checked(name, self._tensors[name])

    def _checked(self, name: str, tensor: StoredTensor) -> np.ndarray:
        values = tensor.values()
        if not np.isfinite(values).all():
            raise Refused(f"holds numbers that are not finite, in {name}")
        return values


def mean_style(tensors: Mapping[str, np.ndarray], layers: int) -> np.ndarray:
    """The mean of the mapping network's answers to `_SAMPLES` latents, float32, for files that do not bring theirs."""
    first = tensors["mapping.layers.0.weight"]
    x = z_of_seed(0, _SAMPLES * first.shape[1]).reshape(_SAMPLES, -1)
    x /= np.sqrt(np.square(x).mean(axis=1, keepdims=True) + 1e-8)
    for number in range(layers):
        x = x @ tensors[f"mapping.layers.{number}.weight"].T + tensors[f"mapping.layers.{number}.bias"]
        x = np.maximum(x, 0.2 * x) * np.float32(2.0**0.5)
    return x.mean(axis=0, dtype=np.float64).astype(np.float32)


def _side(number: int) -> int:
    """Side at which the convolution of this number works, px."""
    return 4 * 2 ** ((number + 1) // 2)


def _number(value: Any) -> float | None:
    if isinstance(value, bool) or not isinstance(value, int | float) or not np.isfinite(value):
        return None
    return float(value)
