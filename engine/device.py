"""Which device computes, and what its failures mean. torch is imported only inside the functions that need it."""

from __future__ import annotations

import os
from pathlib import Path

from engine.errors import BadInput, is_out_of_memory

__all__ = ["available_devices", "describe", "inference_threads", "is_out_of_memory", "pick_device"]

# Best first: a graphics card where there is one, the processor always.
_KINDS = ("cuda", "mps", "xpu", "cpu")
_CPU_QUOTA = Path("/sys/fs/cgroup/cpu.max")


def available_devices() -> tuple[str, ...]:
    """The devices this machine can compute on, best first. "cpu" is always the last."""
    return tuple(kind for kind in _KINDS if _is_available(kind))


def pick_device(wish: str = "auto") -> str:
    """The device for `wish`: "auto" takes the best one.

    Raises:
        BadInput: where the wish is no device, or is not on this machine.
    """
    available = available_devices()
    if wish == "auto":
        return available[0]
    if wish in available:
        return wish
    what = "is not available on this machine" if wish in _KINDS else "is not a device"
    raise BadInput(f'The device "{wish}" {what}.', f"Choose auto or one of: {', '.join(available)}.")


def describe(device: str) -> str:
    """A device in words, for people: "NVIDIA H100 (79 GB)", "Apple GPU" or "CPU, 8 threads"."""
    if device == "cpu":
        threads = inference_threads()
        return f"CPU, {threads} thread{'s' if threads > 1 else ''}"
    if device == "mps":
        return "Apple GPU"
    import torch

    properties = getattr(torch, device).get_device_properties(0)
    return f"{properties.name} ({properties.total_memory / 2**30:.0f} GB)"


def inference_threads() -> int:
    """The threads a network should use on the processor: those this process may use, within its container's share."""
    usable = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return max(1, min(usable, _quota(_CPU_QUOTA) or usable))


def _is_available(kind: str) -> bool:
    if kind == "cpu":
        return True
    try:
        import torch
    except ImportError:
        return False
    backend = torch.backends.mps if kind == "mps" else getattr(torch, kind, None)
    return backend is not None and backend.is_available()


def _quota(path: Path) -> int | None:
    """The processors a Linux control group allows, rounded up; None where there is no limit."""
    try:
        quota, period = path.read_text().split()
        return -(-int(quota) // int(period))
    except (OSError, ValueError, ZeroDivisionError):
        return None
