"""What ends a run early, in one sentence that says what is left."""

from __future__ import annotations

import errno
from pathlib import Path

from engine.errors import EngineError, OutOfMemory, WriteFailed, is_out_of_memory

_LOST = (
    "cuda error",
    "device-side",
    "device lost",
    "hip error",
    "level_zero",
    "nccl",
    "cublas",
    "cudnn",
    "mps backend",
)
_LOST_CLASSES = ("AcceleratorError", "DistBackendError", "DistNetworkError")


class TrainingFailed(EngineError):  # noqa: N818 (named for what happened, as in engine.errors)
    """A run could not go on; its last checkpoint is whole (exit code 3)."""


def explained(error: BaseException, out: Path, device: str, saved: int | None) -> EngineError | None:
    """The error in plain words, or None where it is none of the expected kinds.

    Args:
        saved: step of the last checkpoint, None where there is none yet.
    """
    left = "No checkpoint had been written yet." if saved is None else f"The checkpoint of step {saved:,} is whole."
    again = "start again" if saved is None else "go on with --resume"
    if isinstance(error, EngineError):
        return None
    if isinstance(error, FloatingPointError):
        sentence = f"The run in {out} has gone astray: {error}."
        return TrainingFailed(sentence, f"{left} Take a smaller learning rate and {again}.")
    if isinstance(error, OSError):
        full = error.errno in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)
        what = "the disk is full" if full else str(error.strerror or error)
        return WriteFailed(f"The run in {out} cannot be written: {what}.", f"{left} Make room and {again}.")
    if is_out_of_memory(error):
        advice = f"{left} Use a recipe with smaller batches, or another device, and {again}."
        return OutOfMemory(f"The device {device} ran out of memory.", advice)
    if _is_lost_device(error):
        first = str(error).strip().splitlines()[0] if str(error).strip() else type(error).__name__
        return TrainingFailed(f"The device {device} was lost ({first}).", f"{left} {again.capitalize()}.")
    return None


def _is_lost_device(error: BaseException) -> bool:
    if any(kind.__name__ in _LOST_CLASSES for kind in type(error).__mro__):
        return True
    return isinstance(error, RuntimeError) and any(word in str(error).lower() for word in _LOST)
