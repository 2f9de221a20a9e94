"""Initial weights under which signals reach every layer."""

from __future__ import annotations

import torch
import torch.nn.functional as F
from torch import Tensor

from engine.models.architectures.fill_comod import FillCoMod


@torch.no_grad()
def calibrate(model: FillCoMod, size: int = 64) -> None:
    """Scale every plain layer so that its output has unit spread, layer by layer, on smooth random pictures.

    With the usual initial weights next to nothing reaches the deep layers, and the first thousands of steps are lost.
    After Mishkin and Matas, "All you need is a good init", ICLR 2016.
    """

    def rescale(layer: torch.nn.Module, inputs: tuple[Tensor, ...], output: Tensor) -> Tensor:
        layer.weight /= output.std() + 1e-6  # type: ignore[operator]
        layer.bias.zero_()  # type: ignore[union-attr,operator]
        return layer.forward(*inputs)

    modulating = {id(m.affine) for m in model.modules() if hasattr(m, "affine")}
    layers = [m for m in model.modules() if isinstance(m, (torch.nn.Conv2d, torch.nn.Linear))]
    hooks = [layer.register_forward_hook(rescale) for layer in layers if id(layer) not in modulating]
    device = next(model.parameters()).device
    coarse = torch.rand(8, 3, 4, 4, device=device)
    picture = F.interpolate(coarse, size=(size, size), mode="bicubic").clamp(0, 1)
    hole = torch.zeros(8, 1, size, size, device=device)
    hole[..., size // 4 : size // 2, size // 4 : size // 2] = 1
    model(picture, hole, torch.randn(8, model.config.latent, device=device))
    for hook in hooks:
        hook.remove()
    model.colour.weight.mul_(0.2)
    model.style.latent2.weight.mul_(0.5)
