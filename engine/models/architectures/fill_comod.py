"""FillCoMod: a generator that paints a hole in as many ways as there are latents.

A convolutional encoder reads what is known; its pooled features and a latent z together modulate every convolution
that paints (co-modulation: Zhao et al., "Large Scale Image Completion via Co-Modulated Generative Adversarial
Networks", ICLR 2021; modulated convolutions: Karras et al., "Analyzing and Improving the Image Quality of StyleGAN",
CVPR 2020). One attention at a sixteenth of the size lets every place look at all that is known. Nearly all arithmetic
lies at a quarter of the size and below, in plain 3 x 3 convolutions: what processors do best.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from typing import Any

import torch
import torch.nn.functional as F
from torch import Tensor, nn

_SLOPE = 0.2


@dataclass(frozen=True)
class FillCoModConfig:
    """Shape of a FillCoMod.

    Attributes:
        widths: channels at 1/2, 1/4, 1/8 and 1/16 of the size.
        dilations: of the first convolution of each painting block at 1/16; as many blocks as entries.
        latent: length of z; 0 = there is none, and every fill is the mean fill.
        style: length of the vector that modulates.
        heads: of the attention.
    """

    widths: tuple[int, ...] = (32, 64, 128, 256)
    dilations: tuple[int, ...] = (1, 2, 1, 2, 1)
    latent: int = 64
    style: int = 192
    heads: int = 4

    def __post_init__(self) -> None:
        if len(self.widths) != 4 or min((*self.widths, *self.dilations, self.style, self.heads)) < 1:
            raise ValueError("four widths, and all numbers at least 1")
        if self.latent < 0:
            raise ValueError("the latent's length is negative")
        if self.widths[3] % self.heads:
            raise ValueError("the last width must be a multiple of the heads")

    @staticmethod
    def from_dict(values: dict[str, Any]) -> FillCoModConfig:
        """
        Raises:
            TypeError: a name is unknown.
            ValueError: the numbers fit no network.
        """
        lists: dict[str, Any] = {k: tuple(v) if isinstance(v, Sequence) else v for k, v in values.items()}
        return FillCoModConfig(**lists)

    def to_dict(self) -> dict[str, Any]:
        return asdict(self)


def _bent(x: Tensor) -> Tensor:
    return F.leaky_relu(x, _SLOPE)


class ResidualBlock(nn.Module):
    """Two 3 x 3 convolutions beside an identity."""

    def __init__(self, channels: int) -> None:
        super().__init__()
        self.conv1 = nn.Conv2d(channels, channels, 3, padding=1)
        self.conv2 = nn.Conv2d(channels, channels, 3, padding=1)
        self.gain = nn.Parameter(torch.full((1, channels, 1, 1), 0.3))

    def forward(self, x: Tensor) -> Tensor:
        return x + self.gain * self.conv2(_bent(self.conv1(_bent(x))))


class ModulatedConv(nn.Module):
    """A 3 x 3 convolution whose input channels are scaled by a style, its output brought back to unit spread.

    Scaling activations instead of weights gives the same result and keeps one weight tensor for the whole batch.
    """

    def __init__(self, channels: int, style: int, dilation: int = 1) -> None:
        super().__init__()
        self.dilation = dilation
        self.weight = nn.Parameter(torch.randn(channels, channels, 3, 3) / (9 * channels) ** 0.5)
        self.bias = nn.Parameter(torch.zeros(1, channels, 1, 1))
        self.affine = nn.Linear(style, channels)
        nn.init.normal_(self.affine.weight, std=0.3 / style**0.5)
        nn.init.ones_(self.affine.bias)

    def forward(self, x: Tensor, style: Tensor) -> Tensor:
        scale = self.affine(style)
        energy = self.weight.square().sum(dim=(2, 3))
        restore = torch.rsqrt(scale.square() @ energy.t() + 1e-6)
        x = F.conv2d(x * scale[:, :, None, None], self.weight, padding=self.dilation, dilation=self.dilation)
        return x * restore[:, :, None, None] + self.bias


class PaintBlock(nn.Module):
    """Two modulated convolutions beside an identity."""

    def __init__(self, channels: int, style: int, dilation: int = 1) -> None:
        super().__init__()
        self.conv1 = ModulatedConv(channels, style, dilation)
        self.conv2 = ModulatedConv(channels, style)
        self.gain = nn.Parameter(torch.full((1, channels, 1, 1), 0.3))

    def forward(self, x: Tensor, style: Tensor) -> Tensor:
        return x + self.gain * self.conv2(_bent(self.conv1(_bent(x), style)), style)


class KnownAttention(nn.Module):
    """Attention over all places, drawn towards those that are known (Vaswani et al., NeurIPS 2017)."""

    def __init__(self, channels: int, heads: int) -> None:
        super().__init__()
        self.heads = heads
        self.query = nn.Conv2d(channels, channels, 1)
        self.key = nn.Conv2d(channels, channels, 1)
        self.value = nn.Conv2d(channels, channels, 1)
        self.out = nn.Conv2d(channels, channels, 1)
        self.gain = nn.Parameter(torch.full((1, channels, 1, 1), 0.3))

    def forward(self, x: Tensor, known: Tensor) -> Tensor:
        """
        Args:
            x: B x C x h x w.
            known: B x 1 x h x w, share of known pixels under each place, 0..1.
        """
        batch, channels, height, width = x.shape
        bent = _bent(x)
        query, key, value = (self._tokens(part(bent)) for part in (self.query, self.key, self.value))
        leaning = torch.log(known.flatten(2).unsqueeze(1) + 0.02)
        mixed = F.scaled_dot_product_attention(query, key, value, attn_mask=leaning)
        return x + self.gain * self.out(mixed.transpose(2, 3).reshape(batch, channels, height, width))

    def _tokens(self, x: Tensor) -> Tensor:
        return x.reshape(x.shape[0], self.heads, x.shape[1] // self.heads, -1).transpose(2, 3)


class Style(nn.Module):
    """From the pooled encoder features and z to the vector that modulates."""

    def __init__(self, channels: int, latent: int, style: int) -> None:
        super().__init__()
        if latent:
            self.latent1 = nn.Linear(latent, style)
            self.latent2 = nn.Linear(style, style)
        self.pooled = nn.Linear(channels, style)
        self.join = nn.Linear(style, style)

    def forward(self, pooled: Tensor, z: Tensor | None) -> Tensor:
        """B x style from B x channels and B x latent; None where there is no latent."""
        joined = self.pooled(pooled)
        if z is not None:
            joined = joined + self.latent2(_bent(self.latent1(z)))
        return self.join(_bent(joined))


class FillCoMod(nn.Module):
    """See the module's text."""

    def __init__(self, config: FillCoModConfig) -> None:
        super().__init__()
        self.config = config
        half, quarter, eighth, deep = config.widths
        style = config.style
        self.stem = nn.Conv2d(16, half, 3, padding=1)
        self.down1 = nn.Conv2d(half, quarter, 3, stride=2, padding=1)
        self.read1 = ResidualBlock(quarter)
        self.down2 = nn.Conv2d(quarter, eighth, 3, stride=2, padding=1)
        self.read2 = ResidualBlock(eighth)
        self.down3 = nn.Conv2d(eighth, deep, 3, stride=2, padding=1)
        self.style = Style(deep, config.latent, style)
        self.paint = nn.ModuleList(PaintBlock(deep, style, dilation) for dilation in config.dilations)
        self.attention = KnownAttention(deep, config.heads)
        self.up3 = nn.Conv2d(deep, eighth, 1)
        self.paint3 = PaintBlock(eighth, style)
        self.up2 = nn.Conv2d(eighth, quarter, 1)
        self.paint2 = PaintBlock(quarter, style)
        self.up1 = nn.Conv2d(quarter, half, 1)
        self.paint1 = ModulatedConv(half, style)
        self.colour = nn.Conv2d(half, 12, 3, padding=1)

    def forward(self, picture: Tensor, hole: Tensor, z: Tensor | None = None) -> Tensor:
        """Paint the whole picture; only what lies in the hole matters.

        Args:
            picture: B x 3 x H x W in 0..1, H and W multiples of 16; what lies in the hole is not looked at.
            hole: B x 1 x H x W, 1 = unknown.
            z: B x latent, standard normal; shorter = nearer to the mean fill; None = zeros, the mean fill.

        Returns:
            B x 3 x H x W, about 0..1, not clamped.
        """
        if z is None and self.config.latent:
            z = picture.new_zeros(picture.shape[0], self.config.latent)
        known = 1.0 - hole
        half = self.stem(F.pixel_unshuffle(torch.cat([(picture - 0.5) * 2.0 * known, hole], dim=1), 2))
        quarter = self.read1(self.down1(_bent(half)))
        eighth = self.read2(self.down2(_bent(quarter)))
        deep = self.down3(_bent(eighth))
        seen = F.avg_pool2d(known, 16)
        weight = seen + 1e-3
        pooled = (deep * weight).sum(dim=(2, 3)) / weight.sum(dim=(2, 3))
        style = self.style(pooled, z)
        for index, block in enumerate(self.paint):
            deep = block(deep, style)
            if index == 0:
                deep = self.attention(deep, seen)
        eighth = self.paint3(eighth + _twice(self.up3(deep)), style)
        quarter = self.paint2(quarter + _twice(self.up2(eighth)), style)
        half = self.paint1(_bent(half + _twice(self.up1(quarter))), style)
        return 0.5 + F.pixel_shuffle(self.colour(_bent(half)), 2)


def _twice(x: Tensor) -> Tensor:
    return F.interpolate(x, scale_factor=2.0, mode="nearest")


def without_latent(config: FillCoModConfig, weights: dict[str, Tensor]) -> tuple[FillCoModConfig, dict[str, Tensor]]:
    """Config and weights of the network without z: what z = 0 adds to the style becomes a bias."""
    first, second = "style.latent1.", "style.latent2."
    added = weights[second + "weight"] @ _bent(weights[first + "bias"]) + weights[second + "bias"]
    kept = {name: value for name, value in weights.items() if not name.startswith((first, second))}
    kept["style.pooled.bias"] = kept["style.pooled.bias"] + added
    return replace(config, latent=0), kept
