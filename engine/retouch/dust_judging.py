"""How likely it is that something which stands out is dust: its features, weighed by logistic regression.

Dust lies on the film and knows nothing of the picture: it is as grey as paper or ink, its edge is as sharp as the
scan, and it stands out from what is around it more than the picture's own detail does.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Plane = NDArray[np.float32]

_BIN = 4  # px of a line, of which one mean is taken
_AT_END = 4  # px around a line's end that are looked at
_LEAST_SHIFT = 1.0  # of a colour, below which its direction says nothing


@dataclass(frozen=True)
class Judge:
    """Logistic regression over features that are brought to mean 0 and deviation 1.

    Args:
        bias: what is added to the weighted sum.
        means, scales, weights: one number for each feature, in the order in which they are given.
    """

    bias: float
    means: tuple[float, ...]
    scales: tuple[float, ...]
    weights: tuple[float, ...]

    def certainty(self, features: Sequence[float]) -> float:
        """0..1: how sure it is that this is dust. A feature that is NaN says nothing."""
        total = self.bias
        for value, mean, scale, weight in zip(features, self.means, self.scales, self.weights, strict=True):
            if not math.isnan(value):
                total += weight * min(3.0, max(-3.0, (value - mean) / scale))
        return 1 / (1 + math.exp(-max(-30.0, min(30.0, total))))


def veil(spot: Plane, ground: Plane, sign: int) -> tuple[float, float]:
    """How far a spot is from a veil of white (`sign` 1) or black (-1) over its ground, and how dense a veil that is.

    Args:
        spot, ground: 3 float32 each, the mean colours, 0..255.

    Returns:
        The logarithm of the part of the change of colour that no such veil explains, NaN where colours hardly differ;
        and the veil's opacity.
    """
    change = spot - ground
    goal = np.full(3, 255.0 if sign > 0 else 0.0, np.float32) - ground
    opacity = float(change @ goal) / max(1.0, float(goal @ goal))
    size = float(np.linalg.norm(change))
    if size < _LEAST_SHIFT:
        return math.nan, opacity
    return math.log(0.03 + float(np.linalg.norm(change - opacity * goal)) / size), opacity


def spot_features(stand: NDArray[np.int16], on: NDArray[np.bool_], ring: NDArray[np.bool_], peak: float) -> list[float]:
    """What a spot's shape tells.

    Args:
        stand: h x w int16, how far each pixel stands out from the ring's median, positive on the spot.
        on: h x w bool, the spot.
        ring: h x w bool, what it is held against.
        peak: how far the spot stands out.

    Returns:
        How many px wide its edge is, how uneven it is, how much of the ring stands out as it does, and how much the
        ring's four sides differ.
    """
    count = max(1, int(on.sum()))
    around = math.sqrt(4 * math.pi * count)
    between = (stand > 0.25 * peak) & (stand < 0.75 * peak) & ~ring
    edge = math.log(0.1 + float(between.sum()) / around)
    uneven = float(stand[on].std()) / peak if count > 1 else 0.0
    alike = float((stand[ring] > 0.5 * peak).mean())
    height, width = stand.shape
    tall, wide = max(1, height // 4), max(1, width // 4)
    sides = [float(part.mean()) for part in (stand[:tall], stand[-tall:], stand[:, :wide], stand[:, -wide:])]
    return [edge, uneven, alike, math.log(0.05 + (max(sides) - min(sides)) / peak)]


def line_features(z: Plane, core: NDArray[np.bool_], steps: Plane, contrast: float) -> list[float]:
    """What a line's course tells.

    Args:
        z: h x w float32, how far each pixel stands out against the noise, positive on the line.
        core: h x w bool, the line.
        steps: h x w float32, how much the two sides of each place differ.
        contrast: how far the line stands out, in levels.

    Returns:
        How far it strays from a smooth bend (px), how uneven it is along its way, how much of its way it is seen, and
        what steps there are along it and at its ends.
    """
    ys, xs = np.nonzero(core)
    places = np.stack([xs, ys], axis=1).astype(np.float32)
    places -= places.mean(axis=0)
    along, across = (places @ axis for axis in _axes(places))
    length = float(np.ptp(along)) + 1
    bend = np.polyfit(along, across, 2)
    stray = float(np.sqrt(np.mean((across - np.polyval(bend, along)) ** 2)))
    bins = ((along - along.min()) / _BIN).astype(np.intp)
    number = int(bins.max()) + 1
    seen = np.bincount(bins, minlength=number)
    means = np.bincount(bins, weights=z[ys, xs], minlength=number)[seen > 0] / seen[seen > 0]
    uneven = float(means.std() / max(0.1, means.mean()))
    ends = [int(np.argmin(along)), int(np.argmax(along))]
    at_ends = max(_most_near(steps, int(ys[end]), int(xs[end])) for end in ends)
    beside = float(np.median(steps[core]))
    return [
        math.log(0.3 + stray),
        uneven,
        float((seen > 0).mean()),
        math.log(0.05 + beside / contrast),
        math.log(0.05 + at_ends / contrast),
        math.log(length),
    ]


def _axes(places: Plane) -> tuple[Plane, Plane]:
    """The way of the points, and across it."""
    _, vectors = np.linalg.eigh(places.T @ places)
    along = vectors[:, 1].astype(np.float32)
    return along, np.array([-along[1], along[0]], np.float32)


def _most_near(plane: Plane, y: int, x: int) -> float:
    return float(plane[max(0, y - _AT_END) : y + _AT_END + 1, max(0, x - _AT_END) : x + _AT_END + 1].max())


# Fitted to made-up dust of several sizes, edges and opacities, a sixth of the photos made grey: over 24 training photos
# 12,624 places that a median takes away, 1,234 of them dust; over 47, 2,503 ridges, 465 of them hairs and scratches.
SPOTS = Judge(
    bias=-2.73,
    means=(0.348, 4.28, 1.65, 0.446, -0.583, -2.5, 0.346, 0.105, 0.219, 0.103, -1.11),
    scales=(0.504, 0.585, 0.532, 0.722, 0.524, 0.915, 0.17, 0.56, 0.0714, 0.0728, 0.526),
    weights=(0.41, -0.194, 0.792, 0.208, -0.653, -0.436, -0.0594, -0.607, -0.65, -0.211, -0.113),
)
LINES = Judge(
    bias=-1.97,
    means=(-0.324, 3.36, 0.608, 1.55, 0.0577, -2.15, 0.299, 0.646, 0.338, 0.99, -0.497, 0.45, 4.21),
    scales=(0.382, 0.645, 0.536, 0.391, 0.0396, 0.946, 0.171, 0.939, 0.156, 0.0392, 0.592, 0.632, 0.6),
    weights=(0.439, 0.0923, 0.0225, -0.223, -0.51, -0.689, -0.669, 0.028, -0.0919, 0.445, -0.261, 0.174, 0.685),
)
