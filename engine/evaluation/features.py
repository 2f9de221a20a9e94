"""What generators are judged by: features of networks that are at hand, and how different two pictures look."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import cast

import numpy as np
import torch
import torch.nn.functional as F
from torch import Tensor

from engine.metrics.lpips import LPIPS, LpipsDistance
from engine.metrics.perceptual import perceptual_distance
from engine.models import find
from engine.models.architectures.fill_comod import FillCoMod
from engine.models.loader import load_model

_BATCH = 32
_GRID = 4  # places a side that a picture's layout is told in
_LAYOUT_SIDE = 64  # px; what a layout is read from
Pictures = Sequence[np.ndarray]


@dataclass(frozen=True)
class Eye:
    """Features of a network.

    Attributes:
        name: for people.
        maps: from B x 3 x S x S in 0..1 to feature maps, B x C x h x w each.
    """

    name: str
    maps: Callable[[Tensor], list[Tensor]]

    @torch.inference_mode()
    def describe(self, pictures: Pictures) -> np.ndarray:
        """N x D float32: the mean of each feature over each picture (RGB uint8 squares of one size)."""
        found = [torch.cat([m.mean(dim=(2, 3)) for m in self.maps(batch)], dim=1) for batch in batches(pictures)]
        return torch.cat(found).numpy()

    @torch.inference_mode()
    def layout(self, pictures: Pictures) -> np.ndarray:
        """N x D float32, rows of length 1: what is where, in 4 x 4 places; two rows' product is their likeness."""
        found = []
        for batch in batches(pictures):
            small = F.interpolate(batch, size=(_LAYOUT_SIDE, _LAYOUT_SIDE), mode="area")
            parts = [F.adaptive_avg_pool2d(m, _GRID).flatten(1) for m in self.maps(small)]
            found.append(torch.cat([F.normalize(part - part.mean(dim=1, keepdim=True)) for part in parts], dim=1))
        return F.normalize(torch.cat(found)).numpy()


def fill_network_eye() -> Eye:
    """The reading half of the bundled fill network, which has learnt from photographs of all kinds.

    Raises:
        ModelBroken: it is missing or damaged.
    """
    model = cast(FillCoMod, load_model(find("fill-cnn")))

    def maps(picture: Tensor) -> list[Tensor]:
        told = torch.cat([(picture - 0.5) * 2.0, torch.zeros_like(picture[:, :1])], dim=1)
        half = model.stem(F.pixel_unshuffle(told, 2))
        quarter = model.read1(model.down1(_bent(half)))
        eighth = model.read2(model.down2(_bent(quarter)))
        return [_bent(eighth), _bent(model.down3(_bent(eighth)))]

    return Eye("features of fill-cnn", maps)


def lpips_eye(metric: LPIPS, name: str) -> Eye:
    """The deeper features of the network that LPIPS looks through."""
    return Eye(f"features of {name}", lambda picture: metric.features(picture)[2:])


class Difference:
    """How different two pictures look: LPIPS where its weights are given, else the program's own perceptual distance.

    Args:
        lpips: LPIPS's weights (safetensors), or None.

    Raises:
        BadInput: the weights cannot be used.
    """

    def __init__(self, lpips: Path | None) -> None:
        self._lpips = None if lpips is None else LpipsDistance(lpips)
        self.name = "our perceptual distance" if self._lpips is None else self._lpips.name

    @property
    def eye(self) -> Eye | None:
        """What LPIPS looks through, where it is there."""
        return None if self._lpips is None else lpips_eye(self._lpips.metric, self.name)

    def __call__(self, first: Pictures, second: Pictures) -> list[float]:
        """The distance of each pair of RGB uint8 pictures."""
        if self._lpips is None:
            return [perceptual_distance(a, b) for a, b in zip(first, second, strict=True)]
        pairs = zip(batches(first), batches(second), strict=True)
        return [value for a, b in pairs for value in self._lpips.metric(a, b).tolist()]


def batches(pictures: Pictures) -> Iterator[Tensor]:
    """B x 3 x S x S in 0..1, channels last."""
    for start in range(0, len(pictures), _BATCH):
        stack = torch.from_numpy(np.stack(pictures[start : start + _BATCH]))
        yield (stack.permute(0, 3, 1, 2).float() / 255).contiguous(memory_format=torch.channels_last)


def _bent(x: Tensor) -> Tensor:
    return F.leaky_relu(x, 0.2)
