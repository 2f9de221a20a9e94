"""The errors that may reach a person: each is one plain sentence and one piece of advice."""

# ruff: noqa: N818 (each is named for what happened, which reads better than "...Error" everywhere)

from __future__ import annotations

from engine.language import one_after_another, tr

_OUT_OF_MEMORY_CLASS = "OutOfMemoryError"
_LOST_DEVICE_CLASS = "AcceleratorError"
_LOST_DEVICE_PHRASES = ("cuda error", "hip error", "device lost", "device_lost", "command buffer exited with error")
_OUT_OF_MEMORY_PHRASES = ("out of memory", "insufficient memory", "can't allocate memory", "not enough memory")


class EngineError(Exception):
    """Something went wrong that a person should read about.

    Args:
        sentence: what happened, naming the file or thing it happened to.
        advice: the way out, or "" where there is none.
    """

    def __init__(self, sentence: str, advice: str = "") -> None:
        self.sentence, self.advice = tr(sentence), tr(advice)
        super().__init__(self.sentence, self.advice)

    def __str__(self) -> str:
        return one_after_another(self.sentence, self.advice)


class BadInput(EngineError):
    """The input cannot be used as it is (exit code 2)."""


class UnsupportedFile(BadInput):
    """The file's content is of a format that is not on the allow-list."""


class TooLarge(BadInput):
    """Decoding would need more memory or pixels than the limit allows."""


class MissingExtra(BadInput):
    """The file needs an optional package. `extra` is its name in pyproject.toml."""

    def __init__(self, sentence: str, advice: str = "", *, extra: str) -> None:
        super().__init__(sentence, advice)
        self.extra = extra


class WriteFailed(EngineError):
    """A file could not be written; what was there before is untouched (exit code 3)."""


class OutOfMemory(EngineError):
    """The device or the machine had too little memory even for the smallest step (exit code 3)."""


class ModelBroken(EngineError):
    """A weights file is missing, damaged or gives unusable numbers (exit code 3)."""


class DeviceLost(EngineError):
    """A graphics card stopped answering; what comes next is computed on the processor (exit code 3)."""


class Cancelled(Exception):
    """The person asked to stop. Not an error: the worker unwinds with it."""


def is_out_of_memory(error: BaseException) -> bool:
    """Whether an error says that memory ran out: Python's, numpy's, OpenCV's, or torch's on any device.

    torch's own classes are matched by name, since they cannot be named without importing torch.
    """
    if isinstance(error, MemoryError) or any(kind.__name__ == _OUT_OF_MEMORY_CLASS for kind in type(error).__mro__):
        return True
    # torch on the CPU and on MPS, and OpenCV, raise a RuntimeError or cv2.error that only says so in words.
    words = str(error).lower()
    from_library = isinstance(error, RuntimeError) or type(error).__module__.startswith("cv2")
    return from_library and any(phrase in words for phrase in _OUT_OF_MEMORY_PHRASES)


def is_lost_device(error: BaseException) -> bool:
    """Whether an error of torch says that a graphics card cannot be worked with any more, until the process ends."""
    if not isinstance(error, RuntimeError) or is_out_of_memory(error):
        return False
    words = str(error).lower()
    named = any(kind.__name__ == _LOST_DEVICE_CLASS for kind in type(error).__mro__)
    return named or any(phrase in words for phrase in _LOST_DEVICE_PHRASES)
