"""Random holes to train and score with: free-form strokes, object-like blobs, rectangles and border strips."""

from __future__ import annotations

import cv2
import numpy as np

KINDS = ("freeform", "object", "rectangle", "border")


def random_hole(
    size: int, generator: np.random.Generator, share: tuple[float, float] = (0.05, 0.4), kind: str | None = None
) -> np.ndarray:
    """A hole of one kind that covers a share of the picture within the given bounds.

    Args:
        size: side of the square picture, px.
        share: least and greatest covered share, 0..1.
        kind: one of KINDS, or None to draw one (strokes and blobs most often).

    Returns:
        uint8 size x size, 255 = hole.
    """
    kind = kind or str(generator.choice(KINDS, p=(0.4, 0.4, 0.1, 0.1)))
    target = generator.uniform(*share) * size * size
    draw = {"freeform": _stroke, "object": _blob, "rectangle": _rectangle, "border": _border}[kind]
    hole = np.zeros((size, size), np.uint8)
    for _ in range(64):
        before = hole.copy()
        draw(hole, generator, target)
        covered = np.count_nonzero(hole)
        if covered > share[1] * size * size:
            hole = before
        elif covered >= target:
            break
    if not hole.any():
        side = round(np.sqrt(target))
        corner = (size - side) // 2
        hole[corner : corner + side, corner : corner + side] = 255
    return hole


def _stroke(hole: np.ndarray, generator: np.random.Generator, target: float) -> None:
    """A wandering brush stroke, after the free-form masks of Yu et al. (ICCV 2019)."""
    size = hole.shape[0]
    width = int(generator.uniform(0.04, 0.16) * size) + 1
    point = generator.uniform(0, size, 2)
    angle = generator.uniform(0, 2 * np.pi)
    for _ in range(int(generator.integers(2, 7))):
        angle += generator.normal(0, 0.8)
        ahead = point + generator.uniform(0.08, 0.3) * size * np.array([np.cos(angle), np.sin(angle)])
        cv2.line(hole, _pixel(point), _pixel(ahead), 255, width, cv2.LINE_8)
        cv2.circle(hole, _pixel(ahead), width // 2, 255, -1)
        point = np.clip(ahead, 0, size)


def _pixel(point: np.ndarray) -> tuple[int, int]:
    return int(point[0]), int(point[1])


def _blob(hole: np.ndarray, generator: np.random.Generator, target: float) -> None:
    """A closed smooth outline: a circle whose radius wanders with a few random harmonics."""
    size = hole.shape[0]
    angles = np.linspace(0, 2 * np.pi, 72, endpoint=False)
    radius = np.ones_like(angles)
    for harmonic in range(1, 6):
        radius += generator.normal(0, 0.28 / harmonic) * np.cos(harmonic * angles + generator.uniform(0, 2 * np.pi))
    area = target * generator.uniform(0.4, 1.0)
    radius = np.clip(radius, 0.25, None) * np.sqrt(area / np.pi)
    stretch = np.exp(generator.normal(0, 0.35))
    turn = generator.uniform(0, 2 * np.pi)
    x, y = radius * np.cos(angles) * stretch, radius * np.sin(angles) / stretch
    centre = generator.uniform(0.1, 0.9, 2) * size
    outline = np.stack(
        [centre[0] + x * np.cos(turn) - y * np.sin(turn), centre[1] + x * np.sin(turn) + y * np.cos(turn)], axis=1
    )
    cv2.fillPoly(hole, [np.round(outline).astype(np.int32)], 255)


def _rectangle(hole: np.ndarray, generator: np.random.Generator, target: float) -> None:
    size = hole.shape[0]
    stretch = np.exp(generator.normal(0, 0.4))
    side = np.sqrt(target * generator.uniform(0.4, 1.0))
    width, height = min(size - 1, int(side * stretch) + 1), min(size - 1, int(side / stretch) + 1)
    x, y = int(generator.integers(0, size - width)), int(generator.integers(0, size - height))
    hole[y : y + height, x : x + width] = 255


def _border(hole: np.ndarray, generator: np.random.Generator, target: float) -> None:
    size = hole.shape[0]
    depth = max(1, int(target / size))
    side = int(generator.integers(0, 4))
    turned = np.rot90(hole, side)
    turned[:depth] = 255


def random_holes(size: int, share: tuple[float, float], seed: int, count: int) -> np.ndarray:
    """Several holes, for worker processes to make and to send.

    Returns:
        uint8 count x size x ceil(size / 8): one bit a pixel, 1 = hole, as numpy.packbits lays them.
    """
    generator = np.random.default_rng(seed)
    return np.packbits(np.stack([random_hole(size, generator, share) for _ in range(count)]) > 0, axis=-1)
