"""Differentiable augmentation: what the adversary sees is varied the same way for photos and samples.

Zhao et al., "Differentiable Augmentation for Data-Efficient GAN Training", NeurIPS 2020. Without it a discriminator
learns a few hundred photos by heart.
"""

from __future__ import annotations

import torch
from torch import Tensor

_SHIFT = 0.125  # of the side
_CUTOUT = 0.4


def draw_augmentation(
    count: int, size: int, view: int, colours: bool, device: str = "cpu", strength: float = 1.0
) -> dict[str, Tensor]:
    """Random settings for `augment`.

    Args:
        count: pictures.
        size: their side, px.
        view: side of the window that is looked at closely, px.
        colours: whether brightness, saturation and contrast vary too.
        strength: chance with which each kind of change happens to a picture (Karras et al., NeurIPS 2020).
    """
    reach = int(size * _SHIFT)
    how = {
        "shift": torch.randint(-reach, reach + 1, (count, 2), device=device),
        "hole": torch.randint(0, size, (count, 2), device=device),
        "window": torch.randint(0, max(1, size - view + 1), (count, 2), device=device),
    }
    if colours:
        how["colour"] = torch.rand(count, 3, device=device) - 0.5
    return how if strength >= 1.0 else _weakened(how, size, strength)


def _weakened(how: dict[str, Tensor], size: int, strength: float) -> dict[str, Tensor]:
    """Some of the changes taken back, each on its own."""

    def happens(like: Tensor) -> Tensor:
        return torch.rand(len(like), 1, device=like.device) < strength

    weaker = {key: value * happens(value) for key, value in how.items() if key in ("shift", "colour")}
    hole = how["hole"]
    return how | weaker | {"hole": torch.where(happens(hole), hole, -2 * size)}  # far outside: nothing is left out


def augment(picture: Tensor, how: dict[str, Tensor]) -> Tensor:
    """B x 3 x S x S, shifted, with a square left out, and its colours changed."""
    size = picture.shape[-1]
    if "colour" in how:
        picture = _recoloured(picture, how["colour"])
    steps = torch.arange(size, device=picture.device)
    rows = (how["shift"][:, :1] + steps).clamp(0, size - 1)
    columns = (how["shift"][:, 1:] + steps).clamp(0, size - 1)
    index = torch.arange(len(picture), device=picture.device)
    moved = picture.permute(0, 2, 3, 1)[index[:, None, None], rows[:, :, None], columns[:, None, :]].permute(0, 3, 1, 2)
    half = int(size * _CUTOUT) // 2
    away_y = (steps - how["hole"][:, :1]).abs() > half
    away_x = (steps - how["hole"][:, 1:]).abs() > half
    kept = (away_y[:, :, None] | away_x[:, None, :]).unsqueeze(1)
    return torch.where(kept, moved, moved.new_full((), 0.5)).contiguous(memory_format=torch.channels_last)


def _recoloured(picture: Tensor, amount: Tensor) -> Tensor:
    brighter, saturated, contrast = amount[:, :, None, None, None].unbind(dim=1)
    picture = picture + 0.6 * brighter
    grey = picture.mean(dim=1, keepdim=True)
    picture = grey + (picture - grey) * (1.0 + saturated * 1.6)
    middle = picture.mean(dim=(1, 2, 3), keepdim=True)
    return middle + (picture - middle) * (1.0 + contrast)
