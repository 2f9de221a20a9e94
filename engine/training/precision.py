"""How the arithmetic of a run is done: bfloat16 where it is faster, compiled where that is proven right."""

from __future__ import annotations

import time
from collections.abc import Callable
from contextlib import AbstractContextManager

import torch
from torch import Tensor, nn

Loss = Callable[[Callable[..., Tensor]], Tensor]


def autocast(device: str, bf16: bool) -> AbstractContextManager:
    return torch.autocast(device.split(":")[0], dtype=torch.bfloat16, enabled=bf16)


def choose_bf16(
    precision: str,
    device: str,
    model: nn.Module,
    size: int,
    batch: int,
    clock: Callable[[], float] = time.perf_counter,
    once: Callable[[Tensor], Tensor] | None = None,
) -> bool:
    """Whether a run computes in bfloat16.

    CUDA and XPU do where the device can. A processor is asked: with AMX it is several times faster, without it slower,
    so three steps of each are timed, and bfloat16 has to win by a tenth.

    Args:
        once: the model's answer to pictures (B x 3 x S x S); by default what it fills into one great hole.
    """
    if precision != "auto":
        return precision == "bfloat16"
    if device.startswith("cuda"):
        return torch.cuda.is_bf16_supported()
    if device != "cpu":
        return device.startswith("xpu")
    answer = once or (lambda picture: model(picture, torch.ones_like(picture[:, :1])))
    plain, short = (_seconds(model, answer, size, batch, bf16, clock) for bf16 in (False, True))
    return short < 0.9 * plain


def _seconds(
    model: nn.Module, once: Callable[[Tensor], Tensor], size: int, batch: int, bf16: bool, clock: Callable[[], float]
) -> float:
    """The quickest of three steps, forward and backward; the model's weights stay as they are."""
    picture = torch.rand(batch, 3, size, size).contiguous(memory_format=torch.channels_last)
    best = float("inf")
    for _ in range(3):
        started = clock()
        with autocast("cpu", bf16):
            loss = once(picture).float().square().mean()
        loss.backward()
        best = min(best, clock() - started)
    model.zero_grad(set_to_none=True)
    return best


def disagreements(model: nn.Module, compiled: Callable[..., Tensor], loss: Loss, least: float = 0.98) -> list[str]:
    """The parameters whose gradients differ between the model as it is and compiled, on one batch.

    Compiled bfloat16 training on a processor has given gradients of exactly zero for all but the last layers, without
    a word: it looks busy and learns nothing. So every parameter is compared, by the cosine between its two gradients
    and by their lengths.

    Args:
        compiled: what `torch.compile` made of the model: same arguments, same parameters.
        loss: from a forward function to a number, always on the same batch.
        least: cosine below which gradients differ; lengths may differ by as much.
    """
    ours, theirs = _gradients(model, model, loss), _gradients(model, compiled, loss)
    return [name for name, gradient in ours.items() if not _alike(gradient, theirs[name], least)]


def _gradients(model: nn.Module, forward: Callable[..., Tensor], loss: Loss) -> dict[str, Tensor]:
    model.zero_grad(set_to_none=True)
    loss(forward).backward()
    found = {
        name: torch.zeros_like(parameter) if parameter.grad is None else parameter.grad.detach().clone()
        for name, parameter in model.named_parameters()
    }
    model.zero_grad(set_to_none=True)
    return found


def _alike(ours: Tensor, theirs: Tensor, least: float) -> bool:
    a, b = ours.flatten().double(), theirs.flatten().double()
    lengths = float(a.norm()), float(b.norm())
    if max(lengths) == 0.0:
        return True
    if min(lengths) < least * max(lengths):
        return False
    return float(a @ b) >= least * lengths[0] * lengths[1]
