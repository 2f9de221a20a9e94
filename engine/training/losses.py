"""What the fill network is asked to get right."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import torch
from torch import Tensor, nn

from engine.metrics.lpips import Features


@dataclass(frozen=True)
class LossWeights:
    """Weights of the terms. `known` is the L1 outside the hole, `seam` the L1 of gradients across its edge."""

    hole: float = 1.0
    known: float = 0.3
    seam: float = 0.5
    perceptual: float = 0.15


class FillLoss(nn.Module):
    """L1 in and around the hole, gradients across the seam, and VGG features of the composited picture.

    The perceptual term is the feature-reconstruction loss of Johnson et al. (ECCV 2016), here on a window around the
    hole so that it stays affordable on a processor.

    Args:
        vgg: weights file with torchvision's VGG16 keys, or None to do without the term.
    """

    def __init__(self, weights: LossWeights, vgg: Path | None) -> None:
        super().__init__()
        self.weights = weights
        self.features = Features.from_file(vgg, "vgg", taps=3) if vgg is not None else None

    def forward(self, painted: Tensor, truth: Tensor, hole: Tensor, window: int = 64) -> dict[str, Tensor]:
        """The terms and their sum, "loss".

        Args:
            painted, truth: B x 3 x H x W in 0..1.
            hole: B x 1 x H x W, 1 = unknown.
            window: side of the window that the perceptual term looks at, px; 0 leaves the term out.
        """
        w = self.weights
        error = (painted - truth).abs()
        terms = {
            "hole": w.hole * masked_mean(error, hole),
            "known": w.known * masked_mean(error, 1.0 - hole),
            "seam": w.seam * gradient_error(painted * hole + truth * (1.0 - hole), truth, hole),
        }
        if self.features is not None and window > 0:
            terms["perceptual"] = w.perceptual * self._perceptual(self.features, painted, truth, hole, window)
        terms["loss"] = torch.stack(list(terms.values())).sum()
        return terms

    @staticmethod
    def _perceptual(features: Features, painted: Tensor, truth: Tensor, hole: Tensor, window: int) -> Tensor:
        composited = painted * hole + truth * (1.0 - hole)
        corners = corners_in_holes(hole, window)
        ours = cut(composited, corners, window)
        with torch.no_grad():
            wanted = features(cut(truth, corners, window))
        total = torch.zeros((), device=painted.device)
        for a, b in zip(features(ours), wanted, strict=True):
            total = total + (a - b).abs().mean() / (b.abs().mean() + 1e-3)
        return total


def masked_mean(error: Tensor, where: Tensor) -> Tensor:
    return (error * where).sum() / (where.sum() * error.shape[1] + 1.0)


def gradient_error(composited: Tensor, truth: Tensor, hole: Tensor) -> Tensor:
    """L1 between the neighbour differences, averaged where either neighbour lies in the hole."""
    total = torch.zeros((), device=truth.device)
    for dim in (2, 3):
        near = torch.maximum(hole.narrow(dim, 1, hole.shape[dim] - 1), hole.narrow(dim, 0, hole.shape[dim] - 1))
        total = total + masked_mean((composited.diff(dim=dim) - truth.diff(dim=dim)).abs(), near)
    return total


def corners_in_holes(hole: Tensor, side: int) -> list[tuple[int, int]]:
    """Top-left corners of one window per picture, centred on a random pixel of its hole."""
    corners = []
    height, width = hole.shape[2:]
    for one in hole[:, 0]:
        inside = one.nonzero()
        y, x = inside[torch.randint(len(inside), (1,))][0].tolist() if len(inside) else (0, 0)
        corners.append((min(max(0, y - side // 2), height - side), min(max(0, x - side // 2), width - side)))
    return corners


def cut(picture: Tensor, corners: list[tuple[int, int]], side: int) -> Tensor:
    cuts = [one[:, y : y + side, x : x + side] for one, (y, x) in zip(picture, corners, strict=True)]
    return torch.stack(cuts).contiguous(memory_format=torch.channels_last)
