"""Tiny StyleGAN2 generators in the formats of other programs, and the picture that those would paint.

Real files cannot be had here. Names, shapes and the way of writing are those of the programs; torch itself does the
writing, and for NVlabs' format stand-in modules are pickled under the names of the real ones.
"""

import argparse
import pickle
import sys
import types
from collections import OrderedDict
from pathlib import Path

import numpy as np
import torch
import torch.nn.functional as F

LATENT, WIDTHS, HIDDEN, RATE = 5, (6, 5, 4), 7, 0.01  # 16 px
MAPPING = 2
KERNEL = torch.outer(torch.tensor([1.0, 3, 3, 1]), torch.tensor([1.0, 3, 3, 1])) / 64
CANARY_SOURCE = "import pathlib\npathlib.Path({path!r}).touch()\n"


def raw_tensors(seed: int = 7, widths=WIDTHS, channels: int = 3) -> "OrderedDict[str, torch.Tensor]":
    """A state dict as `Generator.state_dict()` of rosinality's program gives it."""
    torch.manual_seed(seed)
    state = OrderedDict()
    lengths = [LATENT, *[HIDDEN] * MAPPING]
    for number in range(1, MAPPING + 1):
        state[f"style.{number}.weight"] = torch.randn(lengths[number], lengths[number - 1]) / RATE
        state[f"style.{number}.bias"] = torch.randn(lengths[number])
    state["input.input"] = torch.randn(1, widths[0], 4, 4)

    def modulated(name: str, before: int, after: int, side: int) -> None:
        state[f"{name}.conv.weight"] = torch.randn(1, after, before, side, side)
        state[f"{name}.conv.modulation.weight"] = torch.randn(before, HIDDEN)
        state[f"{name}.conv.modulation.bias"] = 1 + 0.1 * torch.randn(before)

    def styled(name: str, before: int, after: int, *, rises: bool) -> None:
        modulated(name, before, after, 3)
        if rises:
            state[f"{name}.conv.blur.kernel"] = 4 * KERNEL
        state[f"{name}.noise.weight"] = torch.randn(1)
        state[f"{name}.activate.bias"] = torch.randn(after)

    def colours(name: str, before: int, *, rises: bool) -> None:
        state[f"{name}.bias"] = torch.randn(1, channels, 1, 1)
        if rises:
            state[f"{name}.upsample.kernel"] = 4 * KERNEL
        modulated(name, before, channels, 1)

    styled("conv1", widths[0], widths[0], rises=False)
    colours("to_rgb1", widths[0], rises=False)
    for block in range(len(widths) - 1):
        styled(f"convs.{2 * block}", widths[block], widths[block + 1], rises=True)
        styled(f"convs.{2 * block + 1}", widths[block + 1], widths[block + 1], rises=False)
        colours(f"to_rgbs.{block}", widths[block + 1], rises=True)
    for layer in range(2 * len(widths) - 1):
        side = 4 * 2 ** ((layer + 1) // 2)
        state[f"noises.noise_{layer}"] = torch.randn(1, 1, side, side)
    return state


def picture(state, z: np.ndarray, noise: np.ndarray) -> np.ndarray:
    """What that program would paint of one latent: S x S x 3 about 0..1. `noise` is layers x S x S."""
    raw = {name: value.double() for name, value in state.items()}
    w = torch.from_numpy(z).double()
    w = w / torch.sqrt(w.square().mean() + 1e-8)
    for number in range(1, MAPPING + 1):
        weight = raw[f"style.{number}.weight"]
        w = bent(weight @ w * RATE / weight.shape[1] ** 0.5 + RATE * raw[f"style.{number}.bias"])

    def kernel_of(name: str, *, demodulated: bool) -> torch.Tensor:
        weight = raw[f"{name}.conv.weight"][0]
        scale = raw[f"{name}.conv.modulation.weight"] @ w / HIDDEN**0.5 + raw[f"{name}.conv.modulation.bias"]
        weight = weight / weight[0].numel() ** 0.5 * scale[None, :, None, None]
        return weight / torch.sqrt(weight.square().sum((1, 2, 3), keepdim=True) + 1e-8) if demodulated else weight

    def convolved(name: str, x: torch.Tensor, layer: int) -> torch.Tensor:
        kernel = kernel_of(name, demodulated=True)
        if f"{name}.conv.blur.kernel" in raw:
            x = F.conv_transpose2d(x, kernel.transpose(0, 1), stride=2)
            x = F.conv2d(x[0][:, None], 4 * KERNEL.double()[None, None], padding=1)[:, 0][None]
        else:
            x = F.conv2d(x, kernel, padding=1)
        side = x.shape[-1]
        x = x + raw[f"{name}.noise.weight"] * torch.from_numpy(noise[layer, :side, :side]).double()
        return bent(x + raw[f"{name}.activate.bias"][:, None, None])

    def coloured(name: str, x: torch.Tensor) -> torch.Tensor:
        return F.conv2d(x, kernel_of(name, demodulated=False)) + raw[f"{name}.bias"]

    x = convolved("conv1", raw["input.input"], 0)
    painted, block = coloured("to_rgb1", x), 0
    while f"convs.{2 * block}.conv.weight" in raw:
        x = convolved(f"convs.{2 * block}", x, 2 * block + 1)
        x = convolved(f"convs.{2 * block + 1}", x, 2 * block + 2)
        larger = F.conv_transpose2d(painted[0][:, None], 4 * KERNEL.double()[None, None], stride=2, padding=1)
        painted = larger[:, 0][None] + coloured(f"to_rgbs.{block}", x)
        block += 1
    return ((painted[0] + 1) / 2).permute(1, 2, 0).numpy()


def bent(x: torch.Tensor) -> torch.Tensor:
    return F.leaky_relu(x, 0.2) * 2**0.5


def write_rosinality(path: Path, state=None, *, zipped: bool = True, training: bool = False, mean: bool = True) -> Path:
    """A `.pt` as `convert_weight.py` writes it or, with `training`, as `train.py` does."""
    state = raw_tensors() if state is None else state
    values = {"g_ema": state}
    if mean:
        values["latent_avg"] = torch.linspace(-1, 1, HIDDEN)
    if training:
        network = torch.nn.Linear(3, 3)
        optimiser = torch.optim.Adam(network.parameters(), lr=0.002 * 0.8, betas=(0.0, 0.99**0.8))
        network(torch.ones(1, 3)).sum().backward()
        optimiser.step()
        values = {
            "g": raw_tensors(1),
            "d": network.state_dict(),
            **values,
            "g_optim": optimiser.state_dict(),
            "args": argparse.Namespace(path="faces.lmdb", size=16, ckpt=None, r1=10.0, wandb=False, mixing=0.9),
            "ada_aug_p": 0.0,
        }
    torch.save(values, path, _use_new_zipfile_serialization=zipped)
    return path


class Standing(torch.nn.Module):
    """A module that pickles itself as `torch_utils.persistence` does: source code, class name and state."""

    source = "raise RuntimeError('the source of a module was run')\n"
    version = 6

    def __init__(self, kind: str, **attributes) -> None:
        super().__init__()
        self._standing_kind = kind
        for name, value in attributes.items():
            setattr(self, name, value)
        self._init_args = ()
        self._init_kwargs = sys.modules["dnnlib.util"].EasyDict(attributes if kind == "Generator" else {})

    def __reduce__(self):
        state = {name: value for name, value in self.__dict__.items() if name != "_standing_kind"}
        meta = {
            "type": "class",
            "version": self.version,
            "module_src": self.source,
            "class_name": self._standing_kind,
            "state": state,
        }
        return sys.modules["torch_utils.persistence"]._reconstruct_persistent_obj, (meta,), None


def stand_in(monkeypatch) -> None:
    """Modules by the names of NVlabs', as far as their pickles name them."""

    class EasyDict(dict):
        def __getattr__(self, name):
            raise AttributeError(name)

    def _reconstruct_persistent_obj(meta):
        raise AssertionError("a pickle was run")

    EasyDict.__module__, EasyDict.__qualname__ = "dnnlib.util", "EasyDict"
    _reconstruct_persistent_obj.__module__ = "torch_utils.persistence"
    _reconstruct_persistent_obj.__qualname__ = "_reconstruct_persistent_obj"
    for name, values in {
        "dnnlib": {},
        "dnnlib.util": {"EasyDict": EasyDict},
        "torch_utils": {},
        "torch_utils.persistence": {"_reconstruct_persistent_obj": _reconstruct_persistent_obj},
    }.items():
        module = types.ModuleType(name)
        module.__dict__.update(values)
        monkeypatch.setitem(sys.modules, name, module)


def nvlabs_generator(state=None, *, clamp: float | None = None, c_dim: int = 0, architecture: str = "skip") -> Standing:
    """The numbers of a rosinality state in the modules of NVlabs' networks."""
    state = raw_tensors() if state is None else state

    def linear(weight, bias, rate: float = 1.0, activation: str = "linear") -> Standing:
        made = Standing(
            "FullyConnectedLayer",
            activation=activation,
            weight_gain=rate / np.sqrt(weight.shape[1]),
            bias_gain=rate,
        )
        made.weight, made.bias = torch.nn.Parameter(weight), torch.nn.Parameter(bias)
        return made.requires_grad_(False)

    def affine(name: str) -> Standing:
        return linear(state[f"{name}.conv.modulation.weight"], state[f"{name}.conv.modulation.bias"])

    def conv(name: str, layer: int) -> Standing:
        made = Standing("SynthesisLayer", activation="lrelu", conv_clamp=clamp, act_gain=np.sqrt(2), use_noise=True)
        made.register_buffer("resample_filter", KERNEL)
        made.affine = affine(name)
        made.weight = torch.nn.Parameter(state[f"{name}.conv.weight"][0])
        made.register_buffer("noise_const", state[f"noises.noise_{layer}"][0, 0])
        made.noise_strength = torch.nn.Parameter(state[f"{name}.noise.weight"].reshape([]))
        made.bias = torch.nn.Parameter(state[f"{name}.activate.bias"])
        return made

    def torgb(name: str) -> Standing:
        weight = state[f"{name}.conv.weight"][0]
        made = Standing("ToRGBLayer", conv_clamp=clamp, weight_gain=1 / np.sqrt(weight.shape[1]))
        made.affine = affine(name)
        made.weight, made.bias = torch.nn.Parameter(weight), torch.nn.Parameter(state[f"{name}.bias"].flatten())
        return made

    def block(index: int) -> Standing:
        made = Standing("SynthesisBlock", architecture=architecture, img_channels=3)
        made.register_buffer("resample_filter", KERNEL)
        if index == 0:
            made.const = torch.nn.Parameter(state["input.input"][0])
            made.conv1, made.torgb = conv("conv1", 0), torgb("to_rgb1")
        else:
            made.conv0 = conv(f"convs.{2 * index - 2}", 2 * index - 1)
            made.conv1, made.torgb = conv(f"convs.{2 * index - 1}", 2 * index), torgb(f"to_rgbs.{index - 1}")
        return made

    blocks = sum(name.startswith("to_rgb") and name.endswith(".conv.weight") for name in state)
    size = 4 * 2 ** (blocks - 1)
    synthesis = Standing("SynthesisNetwork", w_dim=HIDDEN, img_resolution=size, num_ws=2 * blocks)
    for index in range(blocks):
        synthesis.add_module(f"b{4 * 2**index}", block(index))
    mapping = Standing("MappingNetwork", z_dim=LATENT, c_dim=c_dim, w_dim=HIDDEN, num_layers=MAPPING, w_avg_beta=0.995)
    for number in range(MAPPING):
        weight, bias = state[f"style.{number + 1}.weight"], state[f"style.{number + 1}.bias"]
        mapping.add_module(f"fc{number}", linear(weight, bias, RATE, "lrelu"))
    mapping.register_buffer("w_avg", torch.linspace(-1, 1, HIDDEN))
    made = Standing("Generator", z_dim=LATENT, c_dim=c_dim, w_dim=HIDDEN, img_resolution=size, img_channels=3)
    made.synthesis, made.mapping = synthesis, mapping
    return made.eval().requires_grad_(False)


def write_nvlabs(path: Path, generator: Standing, protocol: int = pickle.DEFAULT_PROTOCOL) -> Path:
    """A `.pkl` as `training_loop.py` writes it; needs `stand_in`."""
    kept = sys.modules["dnnlib.util"].EasyDict(class_name="training.dataset.ImageFolderDataset", path="faces.zip")
    other = Standing("Discriminator", c_dim=0)
    values = {"G": generator, "D": other, "G_ema": generator, "augment_pipe": None, "training_set_kwargs": dict(kept)}
    path.write_bytes(pickle.dumps(values | {"more": kept}, protocol=protocol))
    return path
