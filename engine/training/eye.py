"""The frozen network through which perceptual terms and the adversary look at windows around the holes."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import torch
import torch.nn.functional as F
from torch import Tensor, nn

from engine.errors import BadInput
from engine.metrics.lpips import LPIPS, Features
from engine.training.latent_recipes import LatentRecipe
from engine.training.losses import Shared, corners_in_holes, cut
from engine.training.recipes import InpaintRecipe

VGG_CHANNELS = (64, 128, 256, 512)


class RandomFeatures(nn.Module):
    """Convolutions with random weights, the same ones every time: enough to see that a run works, not for a model.

    Input: B x 3 x H x W in 0..1. Output: one B x C x h x w tensor per layer, halved in size from layer to layer.
    """

    channels = (8, 16, 16, 16)

    def __init__(self) -> None:
        super().__init__()
        generator = torch.Generator().manual_seed(3)
        self.layers = nn.ModuleList()
        for index, (before, after) in enumerate(pairwise((3, *self.channels))):
            layer = nn.Conv2d(before, after, 3, stride=2 if index else 1, padding=1)
            with torch.no_grad():
                layer.weight.normal_(0, (2 / (9 * before)) ** 0.5, generator=generator)
                nn.init.zeros_(layer.bias)  # type: ignore[arg-type]
            self.layers.append(layer)
        self.requires_grad_(False).eval()

    def forward(self, picture: Tensor) -> list[Tensor]:
        x = picture * 2.0 - 1.0
        taps = []
        for layer in self.layers:
            x = F.relu(layer(x))
            taps.append(x)
        return taps


@dataclass(frozen=True)
class Eye:
    """
    Attributes:
        features: from B x 3 x H x W in 0..1 to feature maps, shallow to deep; None = there is no eye.
        judged: channels of the maps that the adversary looks at, the deepest ones.
        metric: LPIPS, where its heads are there too.
    """

    features: nn.Module | None
    judged: tuple[int, ...]
    metric: LPIPS | None


_INSTEAD = "Name its weights (safetensors), or take the recipe cnn, which has no adversary."


def open_eye(
    recipe: InpaintRecipe | LatentRecipe,
    vgg: Path | None,
    device: str,
    taps: int = len(VGG_CHANNELS),
    instead: str = _INSTEAD,
) -> Eye:
    """What the recipe looks through.

    Args:
        taps: depths of VGG16 that are looked at.
        instead: what to do where the weights that an adversary needs are not named.

    Raises:
        BadInput: an adversary needs VGG16's weights, and they are not named.
    """
    if recipe.eye == "random":
        return Eye(RandomFeatures().to(device), RandomFeatures.channels[1:], None)
    if vgg is not None:
        features = Features.from_file(vgg, "vgg", taps=taps).to(device)
        return Eye(features, VGG_CHANNELS[1:taps], LPIPS(vgg, "vgg").to(device))
    if any(stage.adversarial for stage in recipe.stages):
        raise BadInput("The adversary of this recipe looks through VGG16, and --vgg is missing.", instead)
    return Eye(None, VGG_CHANNELS[1:], None)


@dataclass(frozen=True)
class Window:
    """What the eye makes of windows around the holes.

    Attributes:
        ours: features of the painted windows, second paintings of pairs last.
        wanted: of the true ones, without second paintings.
        scales: mean size of each of the true features.
        hole: B x 1 x side x side, 1 = painted.
        pairs: how many second paintings there are; their first ones come first.
    """

    ours: list[Tensor]
    wanted: list[Tensor]
    scales: list[Tensor]
    hole: Tensor
    pairs: int

    @property
    def hole_once(self) -> Tensor:
        """The hole without second paintings."""
        return self.hole[: len(self.wanted[0])]

    def far(self) -> Tensor:
        """Mean distance from the truth, relative to the truth's own features (Johnson et al., ECCV 2016)."""
        parts = [
            (a - torch.cat([b, b[: self.pairs]])).abs().float().mean() / scale
            for a, b, scale in zip(self.ours, self.wanted, self.scales, strict=True)
        ]
        return torch.stack(parts).mean()

    def apart(self) -> Tensor:
        """Distance of each pair's paintings in the same measure, as if the window were all hole (pairs numbers)."""
        pairs, singles = self.pairs, len(self.wanted[0])
        covered = self.hole[:pairs].mean(dim=(1, 2, 3)) + 1e-2
        parts = [
            (a[:pairs] - a[singles:]).abs().float().mean(dim=(1, 2, 3)) / scale
            for a, scale in zip(self.ours, self.scales, strict=True)
        ]
        return torch.stack(parts).mean(dim=0) / covered


def look(
    features: nn.Module, composited: Tensor, truth: Tensor, hole: Tensor, side: int, pairs: int, shared: Shared
) -> Window:
    """Windows of `side` px centred on random pixels of the holes; second paintings are looked at in the same places.

    Args:
        composited, truth, hole: B x C x H x W; the last `pairs` are second paintings of the first ones.
        shared: mean of a number over all processes of the run.
    """
    singles = len(truth) - pairs
    corners = corners_in_holes(hole[:singles], side)
    corners = torch.cat([corners, corners[:pairs]])
    with torch.no_grad():
        wanted = features(cut(truth[:singles], corners[:singles], side))
        scales = [shared(b.abs().float().mean()) + 1e-3 for b in wanted]
    return Window(features(cut(composited, corners, side)), wanted, scales, cut(hole, corners, side), pairs)
