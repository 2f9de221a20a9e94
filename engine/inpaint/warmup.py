"""Compile and cache everything that is compiled on first use: `python -m engine.inpaint.warmup`."""

from __future__ import annotations


def warm_up() -> None:
    """Takes seconds once, and a moment from then on. The kernels are compiled when their module is imported."""
    from engine.inpaint import patchmatch

    patchmatch.load_kernels()


if __name__ == "__main__":
    warm_up()
