"""LPIPS: how different two pictures look, by the features of a trained network.

Zhang et al., "The Unreasonable Effectiveness of Deep Features as a Perceptual Metric", CVPR 2018. The feature weights
are read from a safetensors file with torchvision's key names (`features.N.weight`) and the learnt heads
(`linK.model.1.weight`); they are not part of the program.
"""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import numpy as np
import torch
import torch.nn.functional as F
from safetensors import SafetensorError, safe_open
from safetensors.torch import load_file
from torch import Tensor, nn

from engine.errors import BadInput
from engine.language import tr
from engine.metrics.comparison import comparable, peak_of

# (channels in, channels out, kernel, stride, padding) per convolution; "pool" between; taps after these ReLUs.
_ALEX = [(3, 64, 11, 4, 2), "tap", "pool", (64, 192, 5, 1, 2), "tap", "pool", (192, 384, 3, 1, 1), "tap"]
_ALEX += [(384, 256, 3, 1, 1), "tap", (256, 256, 3, 1, 1), "tap"]
_VGG_STAGES = ((3, 64, 64), (64, 128, 128), (128, 256, 256, 256), (256, 512, 512, 512), (512, 512, 512, 512))


def _vgg_plan() -> list:
    plan: list = []
    for stage, channels in enumerate(_VGG_STAGES):
        if stage:
            plan.append("pool")
        plan += [(a, b, 3, 1, 1) for a, b in pairwise(channels)]
        plan.append("tap")
    return plan


class Features(nn.Module):
    """AlexNet's or VGG16's convolutions, giving the activations that LPIPS compares.

    Input: B x 3 x H x W in 0..1. Output: one B x C x h x w tensor per tapped layer (five in all, or the first `taps`).
    """

    def __init__(self, network: str = "alex", taps: int = 5) -> None:
        super().__init__()
        self.pool = (3, 2) if network == "alex" else (2, 2)
        self.plan: list = []
        self.shift: Tensor
        self.scale: Tensor
        self.convolutions = nn.ModuleDict()
        index = 0
        for step in _ALEX if network == "alex" else _vgg_plan():
            if step == "pool":
                index += 1
                self.plan.append("pool")
            elif step == "tap":
                self.plan.append("tap")
                if self.plan.count("tap") == taps:
                    break
            else:
                key = str(index)
                self.convolutions[key] = nn.Conv2d(step[0], step[1], step[2], step[3], step[4])
                self.plan.append(key)
                index += 2
        self.register_buffer("shift", torch.tensor([-0.030, -0.088, -0.188]).view(1, 3, 1, 1), persistent=False)
        self.register_buffer("scale", torch.tensor([0.458, 0.448, 0.450]).view(1, 3, 1, 1), persistent=False)

    def forward(self, picture: Tensor) -> list[Tensor]:
        x = (picture * 2.0 - 1.0 - self.shift) / self.scale
        taps = []
        for step in self.plan:
            if step == "tap":
                taps.append(x)
            elif step == "pool":
                x = F.max_pool2d(x, *self.pool)
            else:
                x = F.relu(self.convolutions[step](x))
        return taps

    @staticmethod
    def from_file(path: Path, network: str, taps: int = 5) -> Features:
        """Read the weights; they are frozen and in float32."""
        features = Features(network, taps)
        weights = load_file(path)
        state = {
            f"convolutions.{key}.{part}": weights[f"features.{key}.{part}"].float()
            for key in features.convolutions
            for part in ("weight", "bias")
        }
        features.load_state_dict(state)
        return features.requires_grad_(False).eval()


class LPIPS(nn.Module):
    """The metric itself: 0 for equal pictures, about 0.7 for unrelated ones."""

    def __init__(self, path: Path, network: str = "alex") -> None:
        super().__init__()
        self.features = Features.from_file(path, network)
        weights = load_file(path)
        self.heads = nn.ParameterList(
            nn.Parameter(weights[f"lin{k}.model.1.weight"].float(), requires_grad=False) for k in range(5)
        )

    @torch.inference_mode()
    def forward(self, first: Tensor, second: Tensor) -> Tensor:
        """Pictures B x 3 x H x W in 0..1; returns B distances."""
        total = torch.zeros(first.shape[0], device=first.device)
        for a, b, head in zip(self.features(first), self.features(second), self.heads, strict=True):
            difference = (_unit(a) - _unit(b)).square()
            total += F.conv2d(difference, head).mean(dim=(1, 2, 3))
        return total


class LpipsDistance:
    """The metric for pictures as the rest of the program holds them, called as `psnr` and `ssim` are.

    Args:
        path: the weights, of LPIPS-Alex or LPIPS-VGG.

    Raises:
        BadInput: the file cannot be read, or holds something else.
    """

    def __init__(self, path: Path) -> None:
        try:
            with safe_open(path, "pt") as file:
                network = "vgg" if "features.28.weight" in file.keys() else "alex"  # noqa: SIM118 (it is no dict)
            self.metric = LPIPS(path, network).eval()
        except (OSError, SafetensorError, KeyError, RuntimeError) as error:
            raise BadInput(
                tr(
                    "The LPIPS weights {path} cannot be used ({name}: {error}).",
                    path=path,
                    name=type(error).__name__,
                    error=error,
                ),
                tr("Give a safetensors file with LPIPS-Alex or LPIPS-VGG weights, or leave LPIPS out."),
            ) from error
        self.name = f"LPIPS-{network.capitalize() if network == 'alex' else 'VGG'}"

    def __call__(self, reference: np.ndarray, picture: np.ndarray) -> float:
        """The distance of two whole pictures, H x W x 3 of one dtype: uint8, uint16 or float 0..1.

        Raises:
            ValueError: where shapes or dtypes differ.
        """
        comparable(reference, picture, None)
        return float(self.metric(_tensor(reference), _tensor(picture)))


def _tensor(picture: np.ndarray) -> Tensor:
    scaled = picture.astype(np.float32) / np.float32(peak_of(picture))
    return torch.from_numpy(scaled).permute(2, 0, 1).unsqueeze(0)


def _unit(x: Tensor) -> Tensor:
    return x / (x.square().sum(dim=1, keepdim=True).sqrt() + 1e-10)
