"""The search for the styles that paint a given picture best. Loads torch: imported only where a search begins.

Styles are free in every layer (W+; Abdal, Qin and Wonka, "Image2StyleGAN", ICCV 2019) and start from what the encoder
or the mean says. They are sought along the principal axes of the model's own styles, each as long as the styles spread
along it, so that a step of the same size is as likely everywhere, and what is far from all that the model has learnt
costs (Zhu et al., "Improved StyleGAN Embedding", 2020); layers that part from each other cost too (Tov et al.,
"Designing an Encoder for StyleGAN Image Manipulation", SIGGRAPH 2021), for sliders work on what keeps together. The
learning rate rises and falls as in Karras et al., "Analyzing and Improving the Image Quality of StyleGAN", CVPR 2020.

Three training pictures at 64 px, a VAE half trained, 60 steps, PSNR / LPIPS-Alex: the encoder 20.8 dB / .163; rates of
.03, .08 and .2 22.1 / .045, 22.5 / .026, 22.9 / .021; at .08 without LPIPS in the search 22.5 / .088, and without the
cost of what is far the same at 1.95 standard deviations from the mean instead of 1.41.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
import torch.nn.functional as F
from torch import Tensor, nn

from engine.latent.direction import Spread
from engine.metrics.lpips import LPIPS
from engine.models.card import ModelCard
from engine.models.loader import load_model

RATE = 0.2  # of a standard deviation, by which Adam's steps move at most
_WARM, _COOL = 0.05, 0.3  # of the steps
_LEVELS = 4
_FINE = 2.0  # times the error of gradients and finer bands
_LEARNT = 0.5  # times LPIPS
_FAR = 2e-3  # times the square of standard deviations from the mean
_APART = 4e-3  # times the square of those of a layer from all layers
_LEAST_SPREAD = 0.02  # of the widest axis


@dataclass(frozen=True)
class Found:
    """The best styles so far, layers x W float32, their loss, and after how many steps."""

    styles: np.ndarray
    loss: float
    step: int


def refine(
    card: ModelCard, spread: Spread, picture: np.ndarray, start: np.ndarray, steps: int, lpips: Path | None = None
) -> Iterator[Found]:
    """Search, one step at each turn; whoever has enough stops asking.

    Args:
        card: of a model whose network has a `synthesis`.
        spread: how its styles lie.
        picture: S x S x 3 uint8.
        start: layers x W float32.
        steps: that are planned: the learning rate goes by them.
        lpips: weights of the perceptual distance; None leaves it out.

    Raises:
        ModelBroken: the weights cannot be used.
    """
    synthesis = _synthesis(load_model(card))
    axes = _Axes(spread)
    distance = _Distance(picture, lpips)
    place = axes.to_place(torch.from_numpy(start.astype(np.float32))).requires_grad_(True)
    optimiser = torch.optim.Adam([place], lr=RATE, betas=(0.9, 0.99))
    best = Found(start, math.inf, 0)
    for step in range(steps + 1):
        with torch.enable_grad():
            styles = axes.to_styles(place)
            off = distance(synthesis(styles[None])) + _unlikely(place)
        loss = float(off.detach())
        if loss < best.loss:
            best = Found(styles.detach().numpy().copy(), loss, step)
        yield best
        if step < steps:
            for group in optimiser.param_groups:
                group["lr"] = RATE * _pace(step / steps)
            optimiser.zero_grad()
            off.backward()
            optimiser.step()


def _synthesis(module: nn.Module) -> Callable[[Tensor], Tensor]:
    paint: Callable[..., Tensor] = module.synthesis  # type: ignore[assignment]
    return lambda styles: paint(styles, None)


def _pace(done: float) -> float:
    """The learning rate's share at a point 0..1 of the search: it rises fast and falls slowly."""
    down = min(1.0, (1.0 - done) / _COOL)
    return (0.5 - 0.5 * math.cos(math.pi * down)) * min(1.0, (done + 0.01) / _WARM)


class _Axes:
    """Between styles (L x W) and their places along the model's own axes, in standard deviations from the mean."""

    def __init__(self, spread: Spread) -> None:
        squares, axes = np.linalg.eigh(np.asarray(spread.covariance, np.float64))
        lengths = np.sqrt(np.maximum(squares, 0))
        lengths = np.maximum(lengths, _LEAST_SPREAD * max(float(lengths.max()), 1e-6))
        self._mean = torch.from_numpy(np.asarray(spread.mean, np.float32))
        self._steps = torch.from_numpy((axes * lengths).T.astype(np.float32).copy())
        self._back = torch.from_numpy((axes / lengths).astype(np.float32).copy())

    def to_place(self, styles: Tensor) -> Tensor:
        return (styles - self._mean) @ self._back

    def to_styles(self, place: Tensor) -> Tensor:
        return self._mean + place @ self._steps


def _unlikely(place: Tensor) -> Tensor:
    """What it costs that styles are far from the mean, and layers from each other."""
    middle = place.mean(dim=0, keepdim=True)
    return _FAR * place.square().mean() + _APART * (place - middle).square().mean()


class _Distance:
    """From a picture: colours, the bands of a Laplacian pyramid, and what a trained eye sees where there is one."""

    def __init__(self, picture: np.ndarray, lpips: Path | None) -> None:
        self._wanted = torch.from_numpy(picture.astype(np.float32) / 255).permute(2, 0, 1)[None]
        self._bands = _bands(self._wanted)
        self._eye = None if lpips is None else LPIPS(lpips, _network(lpips)).eval()
        with torch.inference_mode(False), torch.no_grad():
            self._seen = [] if self._eye is None else [_unit(tap) for tap in self._eye.features(self._wanted)]

    def __call__(self, painted: Tensor) -> Tensor:
        off = (painted - self._wanted).abs().mean()
        for mine, theirs in zip(_bands(painted), self._bands, strict=True):
            off = off + _FINE * (mine - theirs).abs().mean() / len(self._bands)
        return off if self._eye is None else off + _LEARNT * self._learnt(self._eye, painted)

    def _learnt(self, eye: LPIPS, painted: Tensor) -> Tensor:
        total = painted.new_zeros(())
        for mine, theirs, head in zip(eye.features(painted), self._seen, eye.heads, strict=True):
            total = total + F.conv2d((_unit(mine) - theirs).square(), head).mean()
        return total


def _network(path: Path) -> str:
    from safetensors import safe_open

    with safe_open(path, "pt") as file:
        return "vgg" if "features.28.weight" in file.keys() else "alex"  # noqa: SIM118 (it is no dict)


def _bands(picture: Tensor) -> list[Tensor]:
    """Of a Laplacian pyramid, fine to coarse (Burt and Adelson 1983), without the last mean."""
    bands = []
    for _ in range(_LEVELS):
        if picture.shape[-1] < 4:
            break
        coarse = F.avg_pool2d(picture, 2)
        bands.append(picture - F.interpolate(coarse, scale_factor=2.0, mode="bilinear", align_corners=False))
        picture = coarse
    return bands


def _unit(tap: Tensor) -> Tensor:
    return tap / (tap.square().sum(dim=1, keepdim=True) + 1e-10).sqrt()
