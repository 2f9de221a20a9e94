"""The latent space of a trained VAE, turned so that its axes mean something and its prior fits.

A VAE with a light KL term encodes photos as a cloud that is no standard normal: seeds then fall beside it. The cloud's
mean and covariance are measured and the coordinates changed, exactly, so that it has unit spread along its own
principal axes (after Ghosh et al., "From Variational to Deterministic Autoencoders", ICLR 2020, who fit a density when
training is over). The axis that says most about a photo comes first.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import cast

import torch
from torch import Tensor, nn

from engine.models.architectures.style_net import StyleNet, StyleNetConfig
from engine.training.mixture import clusters

_KINDS = 5  # of pictures, such as styles of drawing; the portraits have as many
ENOUGH = 2000  # photos, to know a cloud of latents by


@torch.no_grad()
def turn_to_principal(
    model: StyleNet, pictures: Tensor, batch: int = 50, traits: Tensor | None = None, rigid: bool = False
) -> Tensor:
    """Change the coordinates of z in place; what a photo is given back as stays the same.

    Args:
        pictures: N x 3 x S x S in 0..1, N well above the latent's length.
        traits: N x K, measured in the pictures: the first K axes follow them, each at right angles to those before;
            the principal axes are those of what is left.
        rigid: turn only, about the middle. A GAN's samples are good where its latents were drawn in training, and that
            is not quite where its encoder puts photos.

    Returns:
        KL of each new latent, mean over the pictures, nats; falling from the first principal axis on.
    """
    pairs = [model.encoder(pictures[start : start + batch]) for start in range(0, len(pictures), batch)]
    mean = torch.cat([pair[0] for pair in pairs]).double()
    noise = torch.cat([pair[1] for pair in pairs]).double().exp()
    if rigid:
        centre, spread = torch.zeros_like(mean[0]), torch.ones_like(mean[0])
        _, axes = torch.linalg.eigh(torch.cov(mean.t()))
    else:
        centre = mean.mean(dim=0)
        spread, axes = torch.linalg.eigh(torch.cov(mean.t()) + torch.diag(noise.mean(dim=0)))
    inward = axes.t() / spread.sqrt()[:, None]
    outward = axes * spread.sqrt()
    guided = 0
    if traits is not None:
        guided, turn = traits.shape[1], rotation_towards(traits.double(), (mean - centre) @ inward.t())
        inward, outward = turn @ inward, outward @ turn.t()
    turned, fuzz = (mean - centre) @ inward.t(), noise @ inward.square().t()
    told = 0.5 * (turned.square() + fuzz - 1.0 - fuzz.log()).mean(dim=0)
    order = torch.cat([torch.arange(guided), guided + told[guided:].argsort(descending=True)])
    inward, outward = inward[order], outward[:, order]
    first, turned_by = cast(nn.Linear, model.mapping.layers[0]), model.encoder.turn
    weight, bias = (tensor.double() for tensor in (first.weight, first.bias))
    _set(first, weight @ outward, bias + weight @ centre)
    _set(turned_by, inward @ turned_by.weight.double(), inward @ (turned_by.bias.double() - centre))
    return told[order].float()


def rotation_towards(traits: Tensor, latents: Tensor) -> Tensor:
    """A rotation whose first rows lead along which traits grow, the others along what is left, principally.

    Traits and latents are compared within kinds of pictures alone: where all of one kind wear black, a slider of black
    would else lead out of every other kind.

    Args:
        traits: N x K; latents: N x Z, float64 of middle 0.

    Returns:
        Z x Z float64.
    """
    count, size = traits.shape[1], latents.shape[1]
    kinds = torch.from_numpy(clusters(latents.numpy(), _KINDS))
    wanted, within = _apart(traits, kinds), _apart(latents, kinds)
    rows = within.t() @ (wanted / (wanted.std(dim=0) + 1e-9))
    frame, upper = torch.linalg.qr(torch.cat([rows, torch.eye(size).double()], dim=1))
    frame = frame * torch.where(upper.diagonal() < 0, -1.0, 1.0)
    rest = frame[:, count:]
    _, axes = torch.linalg.eigh(rest.t() @ torch.cov(latents.t()) @ rest)
    return torch.cat([frame[:, :count], rest @ axes], dim=1).t()


def _apart(values: Tensor, kinds: Tensor) -> Tensor:
    """N x K values less the mean of those of the same kind (N)."""
    sums = torch.zeros(_KINDS, values.shape[1]).double().index_add_(0, kinds, values)
    return values - (sums / torch.bincount(kinds, minlength=_KINDS).clamp(min=1)[:, None])[kinds]


def with_axes(tensors: Mapping[str, Tensor], config: StyleNetConfig) -> dict[str, Tensor]:
    """The weights of a StyleNet, with the axes that those of the first day's runs lack: they were not turned."""
    untouched = {"encoder.turn.weight": torch.eye(config.latent), "encoder.turn.bias": torch.zeros(config.latent)}
    return untouched | dict(tensors)


def _set(layer: nn.Linear, weight: Tensor, bias: Tensor) -> None:
    layer.weight.copy_(weight)
    layer.bias.copy_(bias)
