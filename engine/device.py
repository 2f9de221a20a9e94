"""Which device computes, and through which library. torch is imported only where there may be a card for it."""

from __future__ import annotations

import glob
import importlib.util
import os
import sys
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from engine.errors import BadInput, is_out_of_memory
from engine.language import tr, tr_n

__all__ = [
    "THREADS_VARIABLE",
    "Runtime",
    "available_devices",
    "describe",
    "has_openvino",
    "inference_threads",
    "is_lost",
    "is_out_of_memory",
    "lose",
    "pick_device",
    "pick_runtime",
]

THREADS_VARIABLE = "TRATTEGGIO_THREADS"

# Best first: a graphics card where there is one, the processor always.
_KINDS = ("cuda", "mps", "xpu", "cpu")
_CPU_QUOTA = Path("/sys/fs/cgroup/cpu.max")
_CPU_INFO = Path("/proc/cpuinfo")
# What Linux shows of a card that torch could use: NVIDIA, NVIDIA under Windows, AMD, Intel.
_CARD_FILES = ("/dev/nvidia*", "/dev/nvhost*", "/dev/dxg", "/dev/kfd", "/dev/dri/renderD*")

_lost: set[str] = set()  # devices that stopped answering; a process cannot get them back


@dataclass(frozen=True)
class Runtime:
    """What a network runs on; as a string in words for people.

    Attributes:
        library: "openvino" or "torch".
        device: torch's name of the device.
        precision: what it computes in, "float32" or "bfloat16".
    """

    library: str
    device: str
    precision: str = "float32"

    def __str__(self) -> str:
        if self.library != "openvino":
            return _in_words(self.device)
        return tr("{in_words}, OpenVINO", in_words=_in_words(self.device))


def available_devices() -> tuple[str, ...]:
    """The devices this machine can compute on, best first. "cpu" is always the last."""
    return tuple(kind for kind in _KINDS if kind not in _lost and _is_available(kind))


def lose(device: str) -> None:
    """Compute on `device` no more, as long as the process lives: it has stopped answering. "cpu" cannot be lost."""
    if device != "cpu":
        _lost.add(device)


def is_lost(device: str) -> bool:
    """Whether `device` has stopped answering since the program was started."""
    return device in _lost


def pick_device(wish: str = "auto") -> str:
    """The device for `wish`: "auto" takes the best one. A device that was lost is replaced by the processor.

    Raises:
        BadInput: where the wish is no device, or is not on this machine.
    """
    available = available_devices()
    if wish == "auto":
        return available[0]
    if is_lost(wish):
        return "cpu"
    if wish in available:
        return wish
    what = tr("is not available on this machine") if wish in _KINDS else tr("is not a device")
    raise BadInput(
        tr('The device "{wish}" {what}.', wish=wish, what=what),
        tr("Choose auto or one of: {join}.", join=", ".join(available)),
    )


def pick_runtime(wish: str = "auto") -> Runtime:
    """What networks run on for a wish as `pick_device` takes it: OpenVINO on the processor where it is installed.

    It computes in bfloat16 where the processor has AMX, which makes that much the faster; without AMX it is the slower.

    Raises:
        BadInput: see `pick_device`.
    """
    device = pick_device(wish)
    if device != "cpu" or not has_openvino():
        return Runtime("torch", device)
    return Runtime("openvino", device, "bfloat16" if _has_amx(_CPU_INFO) else "float32")


@cache
def has_openvino() -> bool:
    """Whether OpenVINO is installed; it is an addition, and torch does its work where it cannot be had."""
    return importlib.util.find_spec("openvino") is not None


def describe(device: str) -> str:
    """What networks run on, in words for people: "NVIDIA H100 (79 GB)", "Apple GPU" or "CPU, 8 threads, OpenVINO".

    Args:
        device: of this machine, as `pick_device` gives it.
    """
    return str(Runtime("openvino" if device == "cpu" and has_openvino() else "torch", device))


def _in_words(device: str) -> str:
    if device == "cpu":
        threads = inference_threads()
        return tr_n("CPU, {n} thread", "CPU, {n} threads", threads)
    if device == "mps":
        return tr("Apple GPU")
    import torch

    properties = getattr(torch, device).get_device_properties(0)
    return tr("{name} ({total_memory:.0f} GB)", name=properties.name, total_memory=properties.total_memory / 2**30)


def inference_threads() -> int:
    """The threads a network should use on the processor: those this process may use, within its container's share.

    Where several processes of ours work side by side, TRATTEGGIO_THREADS says how many each may take.
    """
    usable = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    given = os.environ.get(THREADS_VARIABLE, "")
    return max(1, min(usable, _quota(_CPU_QUOTA) or usable, int(given) if given.isdecimal() else usable))


def _is_available(kind: str) -> bool:
    if kind == "cpu":
        return True
    if not _may_have_card():
        return False
    try:
        import torch
    except ImportError:
        return False
    backend = torch.backends.mps if kind == "mps" else getattr(torch, kind, None)
    return backend is not None and backend.is_available()


def _may_have_card() -> bool:
    """Whether it is worth a second and 200 MB to ask torch: Linux shows cards as files, elsewhere only torch knows."""
    return "torch" in sys.modules or sys.platform != "linux" or any(glob.glob(pattern) for pattern in _CARD_FILES)


def _has_amx(path: Path) -> bool:
    """Whether Linux lists AMX among the processor's abilities; False on any other system, which does not tell."""
    try:
        return "amx_bf16" in path.read_text().split()
    except OSError:
        return False


def _quota(path: Path) -> int | None:
    """The processors a Linux control group allows, rounded up; None where there is no limit."""
    try:
        quota, period = path.read_text().split()
        return -(-int(quota) // int(period))
    except (OSError, ValueError, ZeroDivisionError):
        return None
