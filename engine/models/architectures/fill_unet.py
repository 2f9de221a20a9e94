"""FillUNet: a convolutional network that paints a hole from what surrounds it.

A U-Net with gated convolutions (Yu et al., "Free-Form Image Inpainting with Gated Convolution", ICCV 2019) on the way
down, inverted-bottleneck blocks with dilated depthwise kernels (after Liu et al., "A ConvNet for the 2020s", CVPR 2022)
at an eighth of the size, and a pooled branch that tells every place what the known part of the picture looks like as
a whole. No attention and no Fourier layers: both are slow on the processors most people have.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any

import torch
import torch.nn.functional as F
from torch import Tensor, nn


@dataclass(frozen=True)
class FillUNetConfig:
    """Sizes of a FillUNet.

    Attributes:
        widths: channels at full size, a half, a quarter and an eighth.
        blocks: context blocks at an eighth of the size.
        dilations: cycled over the blocks, in cells of eight pixels.
        kernel: side of their depthwise kernels, odd.
        expansion: hidden channels of a block over its channels.
    """

    widths: tuple[int, int, int, int] = (16, 32, 80, 192)
    blocks: int = 9
    dilations: tuple[int, ...] = (1, 2, 4)
    kernel: int = 5
    expansion: float = 1.5

    def to_dict(self) -> dict:
        return asdict(self)

    @staticmethod
    def from_dict(values: dict[str, Any]) -> FillUNetConfig:
        settings: dict[str, Any] = {key: tuple(v) if isinstance(v, list) else v for key, v in values.items()}
        return FillUNetConfig(**settings)


class GatedConv(nn.Module):
    """A convolution whose second half of channels decides how much of the first passes."""

    def __init__(self, channels_in: int, channels_out: int, kernel: int = 3, stride: int = 1) -> None:
        super().__init__()
        self.conv = nn.Conv2d(channels_in, 2 * channels_out, kernel, stride, kernel // 2)

    def forward(self, x: Tensor) -> Tensor:
        value, gate = self.conv(x).chunk(2, dim=1)
        return F.silu(value) * torch.sigmoid(gate)


class ContextBlock(nn.Module):
    """Looks around with a dilated depthwise kernel, then mixes channels through a gate; adds to what came in."""

    def __init__(self, channels: int, kernel: int, dilation: int, expansion: float) -> None:
        super().__init__()
        hidden = round(channels * expansion)
        self.look = nn.Conv2d(
            channels, channels, kernel, padding=dilation * (kernel // 2), dilation=dilation, groups=channels
        )
        self.widen = nn.Conv2d(channels, 2 * hidden, 1)
        self.narrow = nn.Conv2d(hidden, channels, 1)
        self.scale = nn.Parameter(torch.full((1, channels, 1, 1), 0.1))

    def forward(self, x: Tensor, everywhere: Tensor) -> Tensor:
        """x: B x C x H x W; everywhere: B x C, added before the gate as what the whole picture says."""
        seen = self.look(x) + everywhere[:, :, None, None]
        # Every place is brought to unit length (Karras et al., ICLR 2018): cheap, and blind to the picture's size.
        seen = seen * torch.rsqrt(seen.square().mean(dim=1, keepdim=True) + 1e-6)
        value, gate = self.widen(seen).chunk(2, dim=1)
        return x + self.narrow(F.silu(gate) * value) * self.scale


class UpBlock(nn.Module):
    """Doubles the size and takes in what the way down saw at that size."""

    def __init__(self, channels_in: int, channels_out: int) -> None:
        super().__init__()
        self.reduce = nn.Conv2d(channels_in, channels_out, 1)
        self.join = nn.Conv2d(2 * channels_out, channels_out, 3, padding=1)
        self.refine = nn.Conv2d(channels_out, channels_out, 3, padding=1)

    def forward(self, x: Tensor, skip: Tensor) -> Tensor:
        x = F.interpolate(self.reduce(x), scale_factor=2.0, mode="nearest")
        x = F.silu(self.join(torch.cat([x, skip], dim=1)))
        return x + F.silu(self.refine(x))


class FillUNet(nn.Module):
    """Predicts the whole picture from its known part.

    Input: picture B x 3 x H x W in 0..1 and hole B x 1 x H x W, 1 = unknown; H and W multiples of 8. What the picture
    holds inside the hole is not looked at. Output: B x 3 x H x W, about 0..1, not clamped.
    """

    multiple = 8

    def __init__(self, config: FillUNetConfig | None = None) -> None:
        super().__init__()
        self.config = config or FillUNetConfig()
        full, half, quarter, deep = self.config.widths
        self.stem = GatedConv(4, full, kernel=5)
        self.down1 = nn.Sequential(GatedConv(full, half, stride=2), GatedConv(half, half))
        self.down2 = nn.Sequential(GatedConv(half, quarter, stride=2), GatedConv(quarter, quarter))
        self.down3 = GatedConv(quarter, deep, stride=2)
        self.summary = nn.ModuleList(nn.Linear(deep, deep) for _ in range(self.config.blocks))
        self.context = nn.ModuleList(
            ContextBlock(deep, self.config.kernel, self._dilation(i), self.config.expansion)
            for i in range(self.config.blocks)
        )
        self.up3 = UpBlock(deep, quarter)
        self.up2 = UpBlock(quarter, half)
        self.up1 = UpBlock(half, full)
        self.paint = nn.Conv2d(full, 3, 3, padding=1)
        nn.init.zeros_(self.paint.bias)  # type: ignore[arg-type]

    def _dilation(self, block: int) -> int:
        return self.config.dilations[block % len(self.config.dilations)]

    def forward(self, picture: Tensor, hole: Tensor) -> Tensor:
        known = 1.0 - hole
        full = self.stem(torch.cat([(picture - 0.5) * known, hole], dim=1))
        half = self.down1(full)
        quarter = self.down2(half)
        deep = self.down3(quarter)
        weight = F.avg_pool2d(known, 8) + 1e-3
        weight = weight / weight.sum(dim=(2, 3), keepdim=True)
        for block, summary in zip(self.context, self.summary, strict=True):
            deep = block(deep, summary((deep * weight).sum(dim=(2, 3))))
        return 0.5 + self.paint(self.up1(self.up2(self.up3(deep, quarter), half), full))
