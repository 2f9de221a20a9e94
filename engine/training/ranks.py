"""Several processes that train one network, as `torchrun` starts them. A run alone goes the same way, at no cost."""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import torch
import torch.distributed as dist
from torch import Tensor


@dataclass(frozen=True)
class Ranks:
    """This process's place among those of a run.

    Each draws its own batches; gradients are averaged, so that all hold the same weights at every step. Only the first
    one writes and decides.
    """

    rank: int = 0
    count: int = 1
    local: int = 0

    @staticmethod
    def from_environment() -> Ranks:
        """What torchrun says in RANK, WORLD_SIZE and LOCAL_RANK."""
        rank, count, local = (int(os.environ.get(name, default)) for name, default in _VARIABLES)
        return Ranks(rank, count, local)

    @property
    def first(self) -> bool:
        return self.rank == 0

    def device(self, device: str) -> str:
        """This process's own card, where there are several."""
        return f"{device}:{self.local}" if device in ("cuda", "xpu") and self.count > 1 else device

    def start(self, device: str) -> None:
        if self.count == 1:
            return
        if device.startswith("cuda"):
            torch.cuda.set_device(device)
        dist.init_process_group("nccl" if device.startswith("cuda") else "gloo")

    def stop(self) -> None:
        if self.count > 1 and dist.is_initialized():
            dist.destroy_process_group()

    def mean(self, value: Tensor) -> Tensor:
        """The mean of a tensor over all processes; no gradient flows through it."""
        if self.count == 1:
            return value
        total = value.detach().float().clone()
        dist.all_reduce(total)
        return total / self.count

    def average_gradients(self, parameters: Iterable[torch.nn.Parameter]) -> None:
        """Replace gradients by their mean over all processes, in one exchange."""
        if self.count == 1:
            return
        gradients = [p.grad if p.grad is not None else _empty_gradient(p) for p in parameters]
        flat = torch.cat([gradient.flatten() for gradient in gradients])
        dist.all_reduce(flat)
        flat /= self.count
        place = 0
        for gradient in gradients:
            gradient.copy_(flat[place : place + gradient.numel()].view_as(gradient))
            place += gradient.numel()

    def follow_first(self, tensors: Iterable[Tensor]) -> None:
        """Overwrite tensors by those of the first process."""
        if self.count > 1:
            for tensor in tensors:
                told = tensor.detach().contiguous().clone()
                dist.broadcast(told, 0)
                tensor.detach().copy_(told)

    def agree(self, values: Sequence[float], device: str) -> list[float]:
        """What the first process says, on all of them."""
        if self.count == 1:
            return list(values)
        told = torch.tensor(values, dtype=torch.float64, device=device)
        dist.broadcast(told, 0)
        return told.tolist()

    def any(self, flag: bool, device: str) -> bool:
        """Whether any process says so."""
        if self.count == 1:
            return flag
        told = torch.tensor([float(flag)], device=device)
        dist.all_reduce(told, dist.ReduceOp.MAX)
        return bool(told.item())


_VARIABLES = (("RANK", "0"), ("WORLD_SIZE", "1"), ("LOCAL_RANK", "0"))


def _empty_gradient(parameter: torch.nn.Parameter) -> Tensor:
    parameter.grad = torch.zeros_like(parameter)
    return parameter.grad
