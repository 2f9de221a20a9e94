"""Networks through torch, on whatever device it has."""

from __future__ import annotations

import contextlib
from contextlib import AbstractContextManager

import numpy as np
import torch
from torch import Tensor, nn

from engine.device import Runtime


class TorchRunner:
    """See `engine.models.runtime.Runner`. Computes in float32 everywhere, so that every device paints the same picture.

    Args:
        module: in eval mode, on the device.
        device: "cpu", "cuda", "mps" or "xpu".
    """

    def __init__(self, module: nn.Module, device: str) -> None:
        self.runtime = Runtime("torch", device)
        self._module = module

    def __call__(self, **inputs: np.ndarray) -> np.ndarray:
        tensors = {name: self._sent(array) for name, array in inputs.items()}
        with torch.inference_mode(), _exact(self.runtime.device):
            answers: Tensor | tuple[Tensor, ...] = self._module(**tensors)
        answer = answers[0] if isinstance(answers, tuple) else answers
        return np.array(answer.float().cpu().numpy(), order="C")

    def _sent(self, array: np.ndarray) -> Tensor:
        tensor = torch.from_numpy(np.ascontiguousarray(array, np.float32))
        layout = torch.channels_last if tensor.dim() == 4 else torch.contiguous_format
        return tensor.to(self.runtime.device).contiguous(memory_format=layout)


def _exact(device: str) -> AbstractContextManager[None]:
    """NVIDIA cards round convolutions to 10 bits (TF32) and choose among algorithms that differ, unless told not to."""
    if device != "cuda":
        return contextlib.nullcontext()
    return torch.backends.cudnn.flags(enabled=True, benchmark=False, deterministic=True, allow_tf32=False)
