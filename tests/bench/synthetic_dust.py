"""Dust, hairs and scratches drawn over a photo, to count what the finder finds. They are made up, not scanned."""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray


@dataclass(frozen=True, eq=False)
class Blemish:
    """One thing drawn. kind: "speck", "hair" or "scratch"; cover: H x W bool."""

    kind: str
    cover: NDArray[np.bool_]


def dusty(
    photo: NDArray[np.uint8],
    seed: int,
    *,
    specks: int = 25,
    hairs: int = 3,
    scratches: int = 2,
    softness: float = 0.6,
    opacity: float = 1.0,
) -> tuple[NDArray[np.uint8], list[Blemish]]:
    """A photo (H x W x 3 uint8) as a dusty negative or slide would be scanned, and all that was drawn over it.

    Args:
        softness: px, the deviation of the blur of every edge.
        opacity: what every opacity, drawn by chance, is multiplied with.
    """
    rng = np.random.default_rng(seed)
    height, width = photo.shape[:2]
    result, drawn = photo.astype(np.float32), []
    kinds = ["speck"] * specks + ["hair"] * hairs + ["scratch"] * scratches
    for kind in kinds:
        shape = {"speck": _speck, "hair": _hair, "scratch": _scratch}[kind](rng, height, width)
        share = cv2.GaussianBlur(shape.astype(np.float32), (0, 0), softness)[..., None]
        goal = 245.0 if rng.random() < 0.7 else 12.0
        strength = rng.uniform(0.35, 1.0) if kind != "scratch" else rng.uniform(0.2, 0.6)
        result += share * opacity * strength * (goal - result)
        drawn.append(Blemish(kind, shape))
    return np.rint(result).clip(0, 255).astype(np.uint8), drawn


def _speck(rng: np.random.Generator, height: int, width: int) -> NDArray[np.bool_]:
    radius = float(np.exp(rng.uniform(np.log(1.2), np.log(7))))
    centre = rng.uniform((12, 12), (width - 12, height - 12))
    angles = np.sort(rng.uniform(0, 2 * np.pi, 9))
    points = centre + (radius * rng.uniform(0.7, 1.3, (9, 1))) * np.stack([np.cos(angles), np.sin(angles)], axis=1)
    return _filled(lambda canvas: cv2.fillPoly(canvas, [_fixed(points)], 1, cv2.LINE_8, 4), height, width)


def _hair(rng: np.random.Generator, height: int, width: int) -> NDArray[np.bool_]:
    steps, heading = rng.integers(20, 60), rng.uniform(0, 2 * np.pi)
    bend = rng.normal(0, 0.05)
    place, points = rng.uniform((40, 40), (width - 40, height - 40)), []
    for _ in range(steps):
        points.append(place.copy())
        heading += bend + rng.normal(0, 0.08)
        place += 3 * np.array([np.cos(heading), np.sin(heading)])
    return _stroked(np.array(points), int(rng.integers(1, 4)), height, width)


def _scratch(rng: np.random.Generator, height: int, width: int) -> NDArray[np.bool_]:
    length, x, top = rng.uniform(0.3, 0.9) * height, rng.uniform(10, width - 10), rng.uniform(0, 0.3) * height
    points = np.array([(x, top), (x + rng.normal(0, 0.04) * length, top + length)])
    return _stroked(points, int(rng.integers(1, 3)), height, width)


def _stroked(points: NDArray, thickness: int, height: int, width: int) -> NDArray[np.bool_]:
    return _filled(
        lambda canvas: cv2.polylines(canvas, [_fixed(points)], False, 1, thickness, cv2.LINE_8, 4), height, width
    )


def _fixed(points: NDArray) -> NDArray[np.int32]:
    return np.rint(points * 16).astype(np.int32).reshape(-1, 1, 2)


def _filled(draw, height: int, width: int) -> NDArray[np.bool_]:
    canvas = np.zeros((height, width), np.uint8)
    draw(canvas)
    return canvas > 0
