"""StyleGAN2's generator, for models that came from elsewhere.

After Karras et al., "Analyzing and Improving the Image Quality of StyleGAN" (CVPR 2020), in the form of its skip
generator: a learnt constant, modulated and demodulated convolutions, a low-pass after each rise to twice the size, and
colours that are added up from all sizes. Plain torch; gains of the equalised learning rate are part of the weights.
From outside it is as `style_net.StyleNet` is, and its tensors are named alike, but it has no encoder.
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
_GAIN = 2.0**0.5
_FIRST = 4  # side of the constant, px
_LARGEST = 9  # sizes: 4 to 1024 px
_EPSILON = 1e-8
_TAPS = (1.0, 3.0, 3.0, 1.0)  # the low-pass, in each direction


@dataclass(frozen=True)
class StyleGan2Config:
    """Shape of a StyleGAN2 generator.

    Attributes:
        widths: channels at 4, 8, 16, ... px; the picture is as large as the last of these.
        latent: length of z.
        mapping: length of what each layer of the mapping network gives; the last is the style's.
        clamp: features are held within plus and minus this, as networks trained in half precision want it; None = not.
    """

    widths: tuple[int, ...] = (512, 512, 512, 512, 512, 256, 128)
    latent: int = 512
    mapping: tuple[int, ...] = (512,) * 8
    clamp: float | None = None

    def __post_init__(self) -> None:
        if not 2 <= len(self.widths) <= _LARGEST or not self.mapping:
            raise ValueError(f"2 to {_LARGEST} widths, and a layer of the mapping network at least")
        if min((*self.widths, *self.mapping, self.latent)) < 1 or (self.clamp is not None and self.clamp <= 0):
            raise ValueError("all numbers above 0")

    @property
    def size(self) -> int:
        """Side of the picture, px."""
        return _FIRST * 2 ** (len(self.widths) - 1)

    @property
    def style(self) -> int:
        """Length of w."""
        return self.mapping[-1]

    @property
    def layers(self) -> int:
        """How many styles it takes: one for each convolution, and one for the last colours."""
        return 2 * len(self.widths)

    @property
    def noise_side(self) -> int:
        """Side of the finest noise map, px."""
        return self.size

    @staticmethod
    def from_dict(values: dict[str, Any]) -> StyleGan2Config:
        """
        Raises:
            TypeError: a name is unknown.
            ValueError: the numbers fit no network.
        """
        lists: dict[str, Any] = {k: tuple(v) if isinstance(v, Sequence) else v for k, v in values.items()}
        return StyleGan2Config(**lists)

    def to_dict(self) -> dict[str, Any]:
        return asdict(self)


class Mapping(nn.Module):
    """From z to w; z is brought to unit length per component first.

    The buffer `mean` is the mean style that came with the weights; nothing here reads it.
    """

    mean: Tensor

    def __init__(self, config: StyleGan2Config) -> None:
        super().__init__()
        self.layers = nn.ModuleList(nn.Linear(a, b) for a, b in pairwise((config.latent, *config.mapping)))
        self.register_buffer("mean", torch.zeros(config.style))
        for layer in self.layers:
            nn.init.normal_(layer.weight, std=layer.in_features**-0.5)  # type: ignore[arg-type,operator]
            nn.init.zeros_(layer.bias)  # type: ignore[arg-type]

    def forward(self, z: Tensor) -> Tensor:
        z = z * torch.rsqrt(z.square().mean(dim=1, keepdim=True) + _EPSILON)
        for layer in self.layers:
            z = _bent(layer(z))
        return z


class StyledConv(nn.Module):
    """A 3 x 3 convolution whose input channels a style scales, its output brought back to unit spread; then noise.

    With `rises` its output is twice as large: a transposed convolution, and the low-pass after it.
    """

    def __init__(self, before: int, after: int, config: StyleGan2Config, *, rises: bool = False) -> None:
        super().__init__()
        self.weight = nn.Parameter(torch.randn(after, before, 3, 3) / (9 * before) ** 0.5)
        self.bias = nn.Parameter(torch.zeros(after))
        self.affine = _affine(config.style, before)
        self.noise = nn.Parameter(torch.zeros(1))
        self._clamp = config.clamp
        self._blur = Blur(after) if rises else None

    def forward(self, x: Tensor, style: Tensor, noise: Tensor | None) -> Tensor:
        scale = self.affine(style)
        restore = torch.rsqrt(scale.square() @ self.weight.square().sum(dim=(2, 3)).t() + _EPSILON)
        x = x * scale[:, :, None, None]
        if self._blur is None:
            x = F.conv2d(x, self.weight, padding=1)
        else:
            x = self._blur(F.conv_transpose2d(x, self.weight.transpose(0, 1), stride=2))
        x = x * restore[:, :, None, None]
        if noise is not None:
            x = x + self.noise * noise
        return _clamped(_bent(x + self.bias[:, None, None]), self._clamp)


class Blur(nn.Module):
    """The low-pass after a transposed convolution, which leaves one row and one column less."""

    taps: Tensor

    def __init__(self, channels: int) -> None:
        super().__init__()
        self._channels = channels
        self.register_buffer("taps", _kernel(), persistent=False)

    def forward(self, x: Tensor) -> Tensor:
        return F.conv2d(x, self.taps.expand(self._channels, 1, -1, -1), padding=1, groups=self._channels)


class Colours(nn.Module):
    """Three channels of colour from features; modulated, and not demodulated."""

    def __init__(self, channels: int, config: StyleGan2Config) -> None:
        super().__init__()
        self.affine = _affine(config.style, channels)
        self.mix = nn.Conv2d(channels, 3, 1)
        self._clamp = config.clamp
        nn.init.normal_(self.mix.weight, std=channels**-0.5)
        nn.init.zeros_(self.mix.bias)  # type: ignore[arg-type]

    def forward(self, x: Tensor, style: Tensor) -> Tensor:
        return _clamped(self.mix(x * self.affine(style)[:, :, None, None]), self._clamp)


class Synthesis(nn.Module):
    """From one style a layer to a picture."""

    taps: Tensor

    def __init__(self, config: StyleGan2Config) -> None:
        super().__init__()
        widths = config.widths
        self.start = nn.Parameter(torch.randn(widths[0], _FIRST, _FIRST))
        self.first = StyledConv(widths[0], widths[0], config)
        self.rise = nn.ModuleList(StyledConv(a, b, config, rises=True) for a, b in pairwise(widths))
        self.stay = nn.ModuleList(StyledConv(b, b, config) for b in widths[1:])
        self.colours = nn.ModuleList(Colours(b, config) for b in widths)
        self.register_buffer("taps", _kernel(), persistent=False)

    def forward(self, styles: Tensor, noise: Tensor | None = None) -> Tensor:
        """
        Args:
            styles: B x layers x style. Convolutions read one after the other, the colours of a size that of the
                convolution that comes after them.
            noise: B x layers x side x side, standard normal; coarse layers use its corner, and the last map is not
                read. None = none.

        Returns:
            B x 3 x size x size, about 0..1, not clamped.
        """
        x = self.start.expand(styles.shape[0], -1, -1, -1)
        x = self.first(x, styles[:, 0], _corner(noise, 0, _FIRST))
        picture = self.colours[0](x, styles[:, 1])
        for index, (rise, stay) in enumerate(zip(self.rise, self.stay, strict=True)):
            side, layer = 2 * _FIRST * 2**index, 2 * index + 1
            x = rise(x, styles[:, layer], _corner(noise, layer, side))
            x = stay(x, styles[:, layer + 1], _corner(noise, layer + 1, side))
            picture = self._twice(picture) + self.colours[index + 1](x, styles[:, layer + 2])
        return 0.5 + 0.5 * picture

    def _twice(self, picture: Tensor) -> Tensor:
        return F.conv_transpose2d(picture, self.taps.expand(3, 1, -1, -1), stride=2, padding=1, groups=3)


class StyleGan2(nn.Module):
    """See the module's text."""

    encoder = None

    def __init__(self, config: StyleGan2Config) -> None:
        super().__init__()
        self.config = config
        self.mapping = Mapping(config)
        self.synthesis = Synthesis(config)

    def forward(self, z: Tensor, noise: Tensor | None = None) -> Tensor:
        """Pictures of latents (B x latent); see `Synthesis.forward`."""
        return self.synthesis(self.spread(self.mapping(z)), noise)

    def spread(self, style: Tensor) -> Tensor:
        """B x layers x style: one style for all layers."""
        return style[:, None].expand(-1, self.config.layers, -1)


def _affine(style: int, channels: int) -> nn.Linear:
    made = nn.Linear(style, channels)
    nn.init.normal_(made.weight, std=style**-0.5)
    nn.init.ones_(made.bias)
    return made


def _kernel() -> Tensor:
    """The low-pass in both directions, 1 x 1 x 4 x 4; its sum is 4, since three of four pixels were nought."""
    taps = torch.tensor(_TAPS)
    kernel = taps[:, None] * taps[None]
    return (4.0 * kernel / kernel.sum())[None, None]


def _bent(x: Tensor) -> Tensor:
    return F.leaky_relu(x, _SLOPE) * _GAIN


def _clamped(x: Tensor, limit: float | None) -> Tensor:
    return x if limit is None else x.clamp(-limit, limit)


def _corner(noise: Tensor | None, layer: int, side: int) -> Tensor | None:
    return None if noise is None else noise[:, layer : layer + 1, :side, :side]
