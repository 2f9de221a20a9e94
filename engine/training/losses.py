"""What the fill network is asked to get right."""

from __future__ import annotations

from collections.abc import Callable

import torch
import torch.nn.functional as F
from torch import Tensor

Shared = Callable[[Tensor], Tensor]


def _alone(x: Tensor) -> Tensor:
    return x


def composite(painted: Tensor, truth: Tensor, hole: Tensor) -> Tensor:
    """B x 3 x H x W: the painting in the hole, the true picture around it."""
    return painted * hole + truth * (1.0 - hole)


def masked_mean(error: Tensor, where: Tensor, shared: Shared = _alone) -> Tensor:
    """Mean of `error` (B x C x H x W) where `where` (B x 1 x H x W) is 1.

    Args:
        shared: mean of a number over all processes of a run, so that several with small batches weigh pixels as one
            with a large batch does.
    """
    return (error * where).sum() / (shared(where.sum()) * error.shape[1] + 1.0)


def gradient_error(composited: Tensor, truth: Tensor, hole: Tensor, shared: Shared = _alone) -> Tensor:
    """L1 between the neighbour differences, averaged where either neighbour lies in the hole."""
    total = torch.zeros((), device=truth.device)
    for dim in (2, 3):
        near = torch.maximum(hole.narrow(dim, 1, hole.shape[dim] - 1), hole.narrow(dim, 0, hole.shape[dim] - 1))
        total = total + masked_mean((composited.diff(dim=dim) - truth.diff(dim=dim)).abs(), near, shared)
    return total


def broad_error(painted: Tensor, truth: Tensor, hole: Tensor, side: int = 4, shared: Shared = _alone) -> Tensor:
    """L1 between means over squares of `side` px, as far as they lie in the hole."""
    covered = F.avg_pool2d(hole, side)
    error = F.avg_pool2d((painted - truth) * hole, side) / (covered + 1e-3)
    return masked_mean(error.abs(), covered, shared)


def corners_in_holes(hole: Tensor, side: int) -> Tensor:
    """Top-left corners (y, x) of one window per picture, B x 2, centred on a random pixel of its hole."""
    height, width = hole.shape[2:]
    place = (torch.rand_like(hole) * hole).flatten(1).argmax(dim=1)
    centre = torch.stack([place // width, place % width], dim=1)
    limit = torch.tensor([height - side, width - side], device=hole.device)
    return torch.minimum((centre - side // 2).clamp_min(0), limit)


def cut(picture: Tensor, corners: Tensor, side: int) -> Tensor:
    """The windows of `side` px at `corners` (B x 2), B x C x side x side."""
    batch, channels, _, width = picture.shape
    steps = torch.arange(side, device=picture.device)
    rows = (corners[:, :1] + steps)[:, None, :, None].expand(batch, channels, side, width)
    columns = (corners[:, 1:] + steps)[:, None, None, :].expand(batch, channels, side, side)
    return picture.gather(2, rows).gather(3, columns).contiguous(memory_format=torch.channels_last)
