"""The adversary: a patch discriminator that sees the picture and where its hole is."""

from __future__ import annotations

import torch
import torch.nn.functional as F
from torch import Tensor, nn


class PatchDiscriminator(nn.Module):
    """Says of every place whether it looks painted (after Isola et al., "Image-to-Image Translation with Conditional
    Adversarial Networks", CVPR 2017), given picture and hole.

    Args:
        width: channels after the first convolution; doubled at each step down to an eighth of the size.
    """

    def __init__(self, width: int = 48) -> None:
        super().__init__()
        widths = (width, 2 * width, 4 * width)
        self.downs = nn.ModuleList(
            nn.Conv2d(before, after, 4, stride=2, padding=1)
            for before, after in zip((4, *widths), widths, strict=False)
        )
        self.mix = nn.Conv2d(widths[2], widths[2], 3, padding=1)
        self.verdict = nn.Conv2d(widths[2], 1, 3, padding=1)
        for layer in (*self.downs, self.mix, self.verdict):
            nn.init.kaiming_normal_(layer.weight, a=0.2)  # type: ignore[arg-type]
            nn.init.zeros_(layer.bias)  # type: ignore[arg-type]

    def forward(self, picture: Tensor, hole: Tensor) -> tuple[Tensor, list[Tensor]]:
        """
        Args:
            picture: B x 3 x H x W in 0..1, sides multiples of 8.
            hole: B x 1 x H x W, 1 = painted.

        Returns:
            Logits B x 1 x H/8 x W/8 (above 0 = looks real), and the features of each layer.
        """
        x = torch.cat([2.0 * picture - 1.0, hole], dim=1)
        features = []
        for layer in (*self.downs, self.mix):
            x = F.leaky_relu(layer(x), 0.2)
            features.append(x)
        return self.verdict(x), features


def judged(hole: Tensor) -> Tensor:
    """Where a verdict counts: B x 1 x H/8 x W/8, 1 where the place touches the hole."""
    return F.max_pool2d(hole, 8)


def weighted_mean(values: Tensor, where: Tensor) -> Tensor:
    return (values * where).sum() / (where.sum() + 1e-3)


def discriminator_loss(real: Tensor, fake: Tensor, where: Tensor) -> Tensor:
    """Non-saturating logistic loss (Goodfellow et al., NeurIPS 2014)."""
    return weighted_mean(F.softplus(-real), where) + weighted_mean(F.softplus(fake), where)


def generator_loss(fake: Tensor, where: Tensor) -> Tensor:
    return weighted_mean(F.softplus(-fake), where)


def feature_matching(real: list[Tensor], fake: list[Tensor], hole: Tensor) -> Tensor:
    """Mean relative difference of the discriminator's features where the hole is (Wang et al., CVPR 2018)."""
    total = hole.new_zeros(())
    for a, b in zip(real, fake, strict=True):
        where = F.interpolate(hole, size=a.shape[2:], mode="area").expand_as(a)
        total = total + weighted_mean((a.detach() - b).abs(), where) / (weighted_mean(a.detach().abs(), where) + 1e-3)
    return total / len(real)


def gradient_penalty(discriminator: PatchDiscriminator, picture: Tensor, hole: Tensor) -> Tensor:
    """R1: mean squared gradient norm on real pictures (Mescheder et al., ICML 2018)."""
    picture = picture.detach().requires_grad_(True)
    logits, _ = discriminator(picture, hole)
    score = (logits * judged(hole)).sum() / (judged(hole).sum(dim=(1, 2, 3)).mean() + 1e-3)
    (gradient,) = torch.autograd.grad(score, picture, create_graph=True)
    return gradient.square().sum(dim=(1, 2, 3)).mean()
