"""A generator for films that needs no network: styles are a seed's latent, pictures its numbers as colours."""

from __future__ import annotations

from collections.abc import Sequence
from types import SimpleNamespace
from typing import Any

import numpy as np

from engine.errors import BadInput
from engine.latent.point import Base, LatentPoint, z_of_seed

LAYERS, STYLE, SIZE = 3, 4, 16


class FakeGenerator:
    """w = z; direction "up" adds 1 to the first number in w, "bent" is one of z."""

    layers, latent, style, size = LAYERS, STYLE, STYLE, SIZE
    mean_style = np.zeros(STYLE, np.float32)

    def direction(self, name: str) -> Any:
        if name not in ("up", "bent"):
            raise BadInput(f"There is no direction {name}.")
        return SimpleNamespace(space="w" if name == "up" else "z")

    def latent_of_seed(self, seed: int) -> np.ndarray:
        return z_of_seed(seed, STYLE)

    def styles_of(self, point: LatentPoint) -> np.ndarray:
        if point.model != "faces":
            raise BadInput("Another model.")
        styles = self._base(point.base) * point.truncation
        styles[:, 0] += sum(move.amount for move in point.moves)
        return styles.astype(np.float32)

    def _base(self, base: Base) -> np.ndarray:
        if base.styles:
            return np.asarray(base.styles, np.float64).copy()
        if base.z:
            return np.tile(np.asarray(base.z), (LAYERS, 1))
        return np.tile(
            sum(share * z_of_seed(seed, STYLE).astype(np.float64) for seed, share in base.seeds), (LAYERS, 1)
        )

    def paint(self, styles: np.ndarray, noise: int | None) -> np.ndarray:
        colours = np.clip(128 + 40 * styles.mean(axis=1)[:, :3], 0, 255).astype(np.uint8)
        return np.broadcast_to(colours[:, None, None], (len(styles), SIZE, SIZE, 3)).copy()


def seeds(*numbers: int, **more: Any) -> tuple[LatentPoint, ...]:
    return tuple(LatentPoint("faces", Base.of_seed(number), **more) for number in numbers)


def pictures(count: int, size: tuple[int, int] = (32, 24)) -> Sequence[np.ndarray]:
    """A soft gradient that wanders, width x height."""
    x, y = np.meshgrid(np.linspace(0, 1, size[0]), np.linspace(0, 1, size[1]))
    return [
        np.stack((255 * x, 255 * y, 255 * (0.5 + 0.5 * np.sin(6 * x + index / 2))), axis=-1).astype(np.uint8)
        for index in range(count)
    ]
