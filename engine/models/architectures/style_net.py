"""StyleNet: a style-based generator with an encoder beside it; the portraits' VAE and the GANs are of this shape.

A mapping network turns a latent z into a style w; w makes the first 4 x 4 features and modulates every convolution
(Karras et al., "Analyzing and Improving the Image Quality of StyleGAN", CVPR 2020). Each resolution adds its colours to
those below, as twelve channels that a sub-pixel shuffle spreads to twice the size (Shi et al., CVPR 2016): the last
octave costs next to nothing, and a network learnt at 64 px goes on at 128 px without a jump. The encoder gives mean and
log variance of z (Kingma and Welling, "Auto-Encoding Variational Bayes", ICLR 2014).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from itertools import pairwise
from typing import Any

import torch
import torch.nn.functional as F
from torch import Tensor, nn

_SLOPE = 0.2
_GAIN = (2.0 / (1.0 + _SLOPE**2)) ** 0.5
_FIRST = 4  # side of the first features, px
_FARTHEST = 5.0  # from the middle of the latent space, standard deviations: no photo is encoded beyond


@dataclass(frozen=True)
class StyleNetConfig:
    """Shape of a StyleNet.

    Attributes:
        widths: channels of the generator at 4, 8, 16, ... px; the picture is twice as large as the last of these.
        reading: channels of the encoder at the same sizes.
        latent: length of z.
        style: length of w.
        mapping: layers of the mapping network.
    """

    widths: tuple[int, ...] = (256, 224, 128, 64, 48)
    reading: tuple[int, ...] = (256, 192, 128, 64, 32)
    latent: int = 128
    style: int = 256
    mapping: int = 3

    def __post_init__(self) -> None:
        if len(self.widths) < 2 or len(self.widths) != len(self.reading):
            raise ValueError("at least two widths, and as many of the encoder")
        if min((*self.widths, *self.reading, self.latent, self.style, self.mapping)) < 1:
            raise ValueError("all numbers at least 1")

    @property
    def size(self) -> int:
        """Side of the picture, px."""
        return 2 * _FIRST * 2 ** (len(self.widths) - 1)

    @property
    def layers(self) -> int:
        """How many convolutions a style modulates, each with a noise map of its own."""
        return 2 * len(self.widths) - 1

    @property
    def noise_side(self) -> int:
        """Side of the finest noise map, px."""
        return self.size // 2

    @staticmethod
    def from_dict(values: dict[str, Any]) -> StyleNetConfig:
        """
        Raises:
            TypeError: a name is unknown.
            ValueError: the numbers fit no network.
        """
        lists: dict[str, Any] = {k: tuple(v) if isinstance(v, Sequence) else v for k, v in values.items()}
        return StyleNetConfig(**lists)

    def to_dict(self) -> dict[str, Any]:
        return asdict(self)


def _bent(x: Tensor) -> Tensor:
    return F.leaky_relu(x, _SLOPE) * _GAIN


class Mapping(nn.Module):
    """From z to w."""

    def __init__(self, latent: int, style: int, layers: int) -> None:
        super().__init__()
        sides = (latent, *(style for _ in range(layers)))
        self.layers = nn.ModuleList(nn.Linear(a, b) for a, b in pairwise(sides))
        for layer in self.layers:
            nn.init.normal_(layer.weight, std=layer.in_features**-0.5)  # type: ignore[arg-type,operator]
            nn.init.zeros_(layer.bias)  # type: ignore[arg-type]

    def forward(self, z: Tensor) -> Tensor:
        for index, layer in enumerate(self.layers):
            z = layer(_bent(z) if index else z)
        return z


class StyledConv(nn.Module):
    """A 3 x 3 convolution whose input channels a style scales, its output brought back to unit spread; then noise.

    Scaling activations instead of weights gives the same result and keeps one weight tensor for the whole batch.
    """

    def __init__(self, before: int, after: int, style: int) -> None:
        super().__init__()
        self.weight = nn.Parameter(torch.randn(after, before, 3, 3) / (9 * before) ** 0.5)
        self.bias = nn.Parameter(torch.zeros(1, after, 1, 1))
        self.affine = nn.Linear(style, before)
        self.noise = nn.Parameter(torch.zeros(1, after, 1, 1))
        nn.init.normal_(self.affine.weight, std=0.5 / style**0.5)
        nn.init.ones_(self.affine.bias)

    def forward(self, x: Tensor, style: Tensor, noise: Tensor | None) -> Tensor:
        scale = self.affine(style)
        restore = torch.rsqrt(scale.square() @ self.weight.square().sum(dim=(2, 3)).t() + 1e-6)
        x = F.conv2d(x * scale[:, :, None, None], self.weight, padding=1) * restore[:, :, None, None]
        if noise is not None:
            x = x + self.noise * noise
        return _bent(x + self.bias)


class Colours(nn.Module):
    """Twelve channels of colour from features: a square of two by two pixels at each place."""

    def __init__(self, channels: int, style: int) -> None:
        super().__init__()
        self.affine = nn.Linear(style, channels)
        self.mix = nn.Conv2d(channels, 12, 1)
        nn.init.normal_(self.affine.weight, std=0.5 / style**0.5)
        nn.init.ones_(self.affine.bias)
        nn.init.normal_(self.mix.weight, std=0.1 / channels**0.5)
        nn.init.zeros_(self.mix.bias)  # type: ignore[arg-type]

    def forward(self, x: Tensor, style: Tensor) -> Tensor:
        return F.pixel_shuffle(self.mix(x * self.affine(style)[:, :, None, None]), 2)


class Synthesis(nn.Module):
    """From one style a layer to a picture."""

    def __init__(self, config: StyleNetConfig) -> None:
        super().__init__()
        style, widths = config.style, config.widths
        self.start = nn.Linear(style, widths[0] * _FIRST**2)
        nn.init.normal_(self.start.weight, std=style**-0.5)
        self.first = StyledConv(widths[0], widths[0], style)
        self.rise = nn.ModuleList(StyledConv(a, b, style) for a, b in pairwise(widths))
        self.stay = nn.ModuleList(StyledConv(b, b, style) for b in widths[1:])
        self.colours = nn.ModuleList(Colours(b, style) for b in widths)

    def forward(self, styles: Tensor, noise: Tensor | None = None, size: int = 0) -> Tensor:
        """
        Args:
            styles: B x layers x style; the first one also makes the first features.
            noise: B x layers x side x side, standard normal; coarse layers use its corner. None = none.
            size: side of the picture, px, a smaller power of two while the network grows; 0 = full.

        Returns:
            B x 3 x size x size, about 0..1, not clamped.
        """
        x = _levelled(self.start(styles[:, 0]).unflatten(1, (-1, _FIRST, _FIRST)))
        x = self.first(x, styles[:, 0], _corner(noise, 0, _FIRST))
        picture = self.colours[0](x, styles[:, 0])
        for index, (rise, stay) in enumerate(zip(self.rise, self.stay, strict=True)):
            side = 2 * _FIRST * 2**index
            if size and side >= size:
                break
            layer = 2 * index + 1
            x = rise(_twice(x), styles[:, layer], _corner(noise, layer, side))
            x = stay(x, styles[:, layer + 1], _corner(noise, layer + 1, side))
            picture = _twice(picture) + self.colours[index + 1](x, styles[:, layer + 1])
        return 0.5 + picture


class Encoder(nn.Module):
    """From a picture to mean and log variance of its latent."""

    def __init__(self, config: StyleNetConfig) -> None:
        super().__init__()
        widths = config.reading
        self.stems = nn.ModuleList(nn.Conv2d(12, width, 3, padding=1) for width in widths)
        self.stay = nn.ModuleList(nn.Conv2d(width, width, 3, padding=1) for width in widths)
        self.sink = nn.ModuleList(nn.Conv2d(b, a, 3, padding=1) for a, b in pairwise(widths))
        self.out = nn.Linear(widths[0] * _FIRST**2, 2 * config.latent)
        # Axes of the latent space, not trained: `engine.training.principal` sets them once photos are encoded well.
        self.turn = nn.Linear(config.latent, config.latent).requires_grad_(False)
        nn.init.eye_(self.turn.weight)
        nn.init.zeros_(self.turn.bias)
        for layer in (*self.stems, *self.stay, *self.sink):
            nn.init.kaiming_normal_(layer.weight, a=1.0)  # type: ignore[arg-type]
            nn.init.zeros_(layer.bias)  # type: ignore[arg-type]
        nn.init.normal_(self.out.weight, std=self.out.in_features**-0.5)
        nn.init.zeros_(self.out.bias)

    def forward(self, picture: Tensor) -> tuple[Tensor, Tensor]:
        """B x latent each, from B x 3 x S x S in 0..1 (S the network's size or, while it grows, a half or quarter)."""
        folded = F.pixel_unshuffle(picture * 2.0 - 1.0, 2)
        top = (int(folded.shape[-1]) // _FIRST).bit_length() - 1  # a number also where the network is being traced
        x = self.stems[top](folded)
        for index in range(top, -1, -1):
            x = x + self.stay[index](_bent(x))
            if index:
                x = self.sink[index - 1](F.avg_pool2d(_bent(x), 2))
        mean, spread = self.out(_levelled(_bent(x)).flatten(1)).chunk(2, dim=1)
        variance = (spread - 4.0).clamp(-12.0, 4.0).exp()
        turned = F.linear(variance, self.turn.weight.square())
        return self.turn(_FARTHEST * torch.tanh(mean / _FARTHEST)), turned.log()


class StyleNet(nn.Module):
    """See the module's text."""

    def __init__(self, config: StyleNetConfig) -> None:
        super().__init__()
        self.config = config
        self.mapping = Mapping(config.latent, config.style, config.mapping)
        self.synthesis = Synthesis(config)
        self.encoder = Encoder(config)

    def forward(self, z: Tensor, noise: Tensor | None = None, size: int = 0) -> Tensor:
        """Pictures of latents (B x latent); see `Synthesis.forward`."""
        return self.synthesis(self.spread(self.mapping(z)), noise, size)

    def spread(self, style: Tensor) -> Tensor:
        """B x layers x style: one style for all layers."""
        return style[:, None].expand(-1, self.config.layers, -1)


def _levelled(x: Tensor) -> Tensor:
    """Brought to unit power, so that neither end of the latent can run away with the other."""
    return x * torch.rsqrt(x.square().mean(dim=(1, 2, 3), keepdim=True) + 1e-6)


def _corner(noise: Tensor | None, layer: int, side: int) -> Tensor | None:
    return None if noise is None else noise[:, layer : layer + 1, :side, :side]


def _twice(x: Tensor) -> Tensor:
    return F.interpolate(x, scale_factor=2.0, mode="nearest")
