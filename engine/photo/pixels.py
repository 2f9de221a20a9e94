"""Compiled loops over pixels, for what a hand waits for: loaded behind the window, done without until they are."""

from __future__ import annotations

from types import ModuleType

_loaded: ModuleType | None = None


def load_kernels() -> ModuleType:
    """The compiled loops; compiles them where numba's cache has none, which takes seconds."""
    global _loaded
    from engine.photo import pixel_kernels

    _loaded = pixel_kernels
    return pixel_kernels


def kernels() -> ModuleType | None:
    """The compiled loops as soon as somebody has loaded them: nobody has to wait for numba."""
    return _loaded
