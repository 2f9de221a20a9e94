"""What a run looks at as it goes: scores on held-out photos, a grid of previews, and whether it learns by heart."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import cv2
import numpy as np
import torch
from torch import Tensor

from engine.mask.random_holes import random_hole
from engine.metrics.lpips import LPIPS
from engine.models.architectures.fill_comod import FillCoMod
from engine.training.data import PhotoSet, centre_crop, random_crop
from engine.training.feed import Batch, as_tensors
from engine.training.losses import composite, masked_mean


def held_out_batches(photos: PhotoSet, size: int = 128, count: int = 24, batch: int = 8) -> Iterator[Batch]:
    """The same pictures and holes every time."""
    generator = np.random.default_rng(7)
    pictures = photos.pictures[:count]
    for start in range(0, len(pictures), batch):
        crops = [centre_crop(picture, size) for picture in pictures[start : start + batch]]
        yield as_tensors(crops, [random_hole(size, generator, (0.1, 0.4)) for _ in crops])


def seeded_latents(count: int, length: int, seed: int, device: str) -> Tensor:
    """Standard normal, the same on every device."""
    values = np.random.default_rng(seed).standard_normal((count, length), dtype=np.float32)
    return torch.from_numpy(values).to(device)


@torch.inference_mode()
def validate(model: FillCoMod, photos: PhotoSet, device: str, metric: LPIPS | None) -> dict[str, float]:
    """PSNR (dB) in the hole of the mean fill; with a metric also its LPIPS, that of a varied fill, and between two."""
    rows: list[list[float]] = []
    for index, (truth, hole) in enumerate(held_out_batches(photos)):
        truth, hole = truth.to(device), hole.to(device)
        mean, one, two = _fills(model, truth, hole, index, device)
        error = (mean - truth).square().sum(dim=(1, 2, 3)) / (3 * hole.sum(dim=(1, 2, 3)))
        scores = [-10 * torch.log10(error + 1e-9)]
        if metric is not None:
            scores += [metric(mean, truth), metric(one, truth), metric(one, two)]
        rows += torch.stack(scores, dim=1).tolist()
    names = ("val_psnr", "val_lpips", "val_lpips_varied", "val_between")
    return dict(zip(names, np.mean(rows, axis=0).tolist(), strict=False))


@torch.inference_mode()
def preview(model: FillCoMod, photos: PhotoSet, device: str, path: Path) -> None:
    """Up to sixteen held-out pictures, always the same: with hole, mean fill, two varied fills, true.

    Raises:
        OSError: the file cannot be written.
    """
    strips = []
    for index, (truth, hole) in enumerate(held_out_batches(photos, count=16)):
        truth, hole = truth.to(device), hole.to(device)
        strips.append(
            torch.cat([truth * (1 - hole) + 0.5 * hole, *_fills(model, truth, hole, index, device), truth], 3)
        )
    rows = list(torch.cat(strips))
    if len(rows) > 1 and len(rows) % 2:
        rows.append(torch.zeros_like(rows[0]))
    half = max(1, len(rows) // 2)
    columns = [torch.cat(rows[start : start + half], dim=1) for start in range(0, len(rows), half)]
    sheet = (torch.cat(columns, dim=2).permute(1, 2, 0).cpu().numpy() * 255).round().astype(np.uint8)
    path.write_bytes(cv2.imencode(".png", cv2.cvtColor(sheet, cv2.COLOR_RGB2BGR))[1].tobytes())


def _fills(model: FillCoMod, truth: Tensor, hole: Tensor, index: int, device: str) -> list[Tensor]:
    """The mean fill and two varied ones, in the picture."""
    latents = [seeded_latents(len(truth), model.config.latent, 100 * index + k, device) for k in (1, 2)]
    return [composite(model(truth, hole, z).clamp(0, 1), truth, hole) for z in (None, *latents)]


@torch.inference_mode()
def seeded_loss(model: FillCoMod, photos: PhotoSet, device: str, size: int = 128, count: int = 48) -> float:
    """L1 in the hole of the mean fill, 0..1, on crops and holes drawn as in training, the same ones every time."""
    generator = np.random.default_rng(11)
    picks = generator.permutation(len(photos.pictures))[:count]
    losses = []
    for start in range(0, len(picks), 8):
        crops = [random_crop(photos.pictures[i], size, generator) for i in picks[start : start + 8]]
        truth, hole = as_tensors(crops, [random_hole(size, generator, (0.1, 0.4)) for _ in crops])
        truth, hole = truth.to(device), hole.to(device)
        error = (model(truth, hole).clamp(0, 1) - truth).abs()
        losses += [masked_mean(e[None], h[None]).item() for e, h in zip(error, hole, strict=True)]
    return float(np.mean(losses))


class OverfittingWatch:
    """Says when a run begins to learn its photos by heart: when the loss on held-out photos grows away from that on
    photos of the training, measured on equally drawn batches with the averaged weights.

    Two sets of photos are never equally hard, so the ratio of the two losses is compared with what it was at first.
    Single measurements scatter, so the last three count together.

    Args:
        history: ratios so far, for a run that goes on.
        limit: growth of the ratio at which to speak; again at every further such growth.
    """

    def __init__(self, history: list[float] | None = None, limit: float = 0.15) -> None:
        self.history = list(history or [])
        self._limit = limit
        self._said = self._growth()

    def observe(self, trained: float, held_out: float) -> str | None:
        """Take a measurement; a plain sentence where it is time for one."""
        self.history.append(held_out / max(trained, 1e-9))
        growth = self._growth()
        if growth < max(0.0, self._said) + self._limit:
            return None
        self._said = growth
        ratio = float(np.mean(self.history[-3:]))
        return (
            f"Overfitting: on held-out photos the loss is {ratio:.2f} times that on training photos, {growth:.0%} more "
            "than at first. Stop here, add photos, or take a smaller network."
        )

    def _growth(self) -> float:
        if len(self.history) < 4:
            return 0.0
        return float(np.mean(self.history[-3:]) / np.median(self.history[:3]) - 1.0)
