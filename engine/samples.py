"""The photo that comes with the program, so that a first look needs nothing else."""

from __future__ import annotations

from pathlib import Path

from engine.paths import resources_dir


def sample_photo() -> Path:
    return resources_dir() / "samples" / "kite.jpg"


def sample_mask() -> Path:
    """White over what may go from the sample photo."""
    return resources_dir() / "samples" / "kite-mask.png"
