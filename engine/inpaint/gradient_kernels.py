"""The compiled inner loops of PatchMatch's gradient-domain finish.

Importing this module imports numba, so only `seamless` does it, and late.
"""

from __future__ import annotations

import numpy as np
from numba import boolean, float32, float64, int32, int64, njit, void

RADIUS = 3

_FLAGS = boolean[:, ::1]
_PLACES = int32[:, ::1]
_COSTS = float32[:, ::1]
_PIXELS = float32[:, :, ::1]


@njit(
    void(
        _PIXELS,
        _PIXELS,
        _FLAGS,
        _PLACES,
        _PLACES,
        _COSTS,
        _COSTS,
        float64,
        float64,
        int64,
        int64,
        int64,
        int64,
        int64,
        int64,
        int64,
        _PIXELS,
    ),
    cache=True,
    nogil=True,
)
def missing_steps(
    pixels, voted, hole, field_y, field_x, cost, trust, sharpness, limit, dy, dx, top, bottom, x0, x1, y0, out
):
    """How much each neighbour difference of `voted` lacks of the difference that the sources have there.

    Every patch that covers both pixels votes for the difference between its own two, weighted as colours are.

    Args:
        pixels: H x W x 3 float32, where patches come from.
        voted: H x W x 3 float32, the picture so far; equal to the known pixels outside the hole.
        hole: H x W bool.
        field_y, field_x, cost, trust, sharpness: as in `patchmatch_kernels.vote_rows`.
        limit: what is missing is held softly within this: more is content, not a seam.
        dy, dx: the neighbour, (0, 1) or (1, 0).
        top, bottom, x0, x1: the rows and columns to look at.
        out: x 3 float32, whose first row and column stand for y0 and x0; written for every pair with a hole pixel.
    """
    height, width = hole.shape
    for y in range(top, bottom):
        for x in range(x0, x1):
            below, right = y + dy, x + dx
            if below >= height or right >= width or not (hole[y, x] or hole[below, right]):
                continue
            ya, yb = max(below - RADIUS, 0), min(y + RADIUS + 1, height)
            xa, xb = max(right - RADIUS, 0), min(x + RADIUS + 1, width)
            typical, lowest, count = 0.0, 1e38, 0
            for py in range(ya, yb):
                for px in range(xa, xb):
                    if field_y[py, px] >= 0:
                        typical += cost[py, px]
                        lowest = min(lowest, cost[py, px])
                        count += 1
            if count == 0:
                continue
            scale = sharpness / (typical / count + 1.0)
            total, red, green, blue = 0.0, 0.0, 0.0, 0.0
            for py in range(ya, yb):
                for px in range(xa, xb):
                    if field_y[py, px] < 0:
                        continue
                    weight = trust[py, px] * np.exp((lowest - cost[py, px]) * scale)
                    sy = field_y[py, px] + y - py
                    sx = field_x[py, px] + x - px
                    total += weight
                    red += weight * (pixels[sy + dy, sx + dx, 0] - pixels[sy, sx, 0])
                    green += weight * (pixels[sy + dy, sx + dx, 1] - pixels[sy, sx, 1])
                    blue += weight * (pixels[sy + dy, sx + dx, 2] - pixels[sy, sx, 2])
            out[y - y0, x - x0, 0] = limit * np.tanh((red / total - voted[below, right, 0] + voted[y, x, 0]) / limit)
            out[y - y0, x - x0, 1] = limit * np.tanh((green / total - voted[below, right, 1] + voted[y, x, 1]) / limit)
            out[y - y0, x - x0, 2] = limit * np.tanh((blue / total - voted[below, right, 2] + voted[y, x, 2]) / limit)


@njit(void(_PIXELS, _PIXELS, _FLAGS, int64), cache=True, nogil=True)
def relax(u, f, inside, sweeps):
    """Red-black Gauss-Seidel on (sum over neighbours of u - their number * u) = f where `inside`; u is 0 elsewhere.

    The picture's own border lets nothing through; the pixels outside `inside` are held.
    """
    height, width = inside.shape
    for _ in range(sweeps):
        for colour in range(2):
            for y in range(height):
                for x in range((y + colour) % 2, width, 2):
                    if not inside[y, x]:
                        continue
                    n = 0.0
                    a, b, c = -f[y, x, 0], -f[y, x, 1], -f[y, x, 2]
                    if y > 0:
                        a, b, c, n = a + u[y - 1, x, 0], b + u[y - 1, x, 1], c + u[y - 1, x, 2], n + 1
                    if y + 1 < height:
                        a, b, c, n = a + u[y + 1, x, 0], b + u[y + 1, x, 1], c + u[y + 1, x, 2], n + 1
                    if x > 0:
                        a, b, c, n = a + u[y, x - 1, 0], b + u[y, x - 1, 1], c + u[y, x - 1, 2], n + 1
                    if x + 1 < width:
                        a, b, c, n = a + u[y, x + 1, 0], b + u[y, x + 1, 1], c + u[y, x + 1, 2], n + 1
                    u[y, x, 0], u[y, x, 1], u[y, x, 2] = a / n, b / n, c / n


@njit(void(_PIXELS, _PIXELS, _FLAGS, _PIXELS), cache=True, nogil=True)
def residual(u, f, inside, out):
    """What the equation of `relax` still lacks: f - A u where `inside`, 0 elsewhere."""
    height, width = inside.shape
    for y in range(height):
        for x in range(width):
            for c in range(3):
                if not inside[y, x]:
                    out[y, x, c] = 0.0
                    continue
                here = u[y, x, c]
                around = 0.0
                if y > 0:
                    around += u[y - 1, x, c] - here
                if y + 1 < height:
                    around += u[y + 1, x, c] - here
                if x > 0:
                    around += u[y, x - 1, c] - here
                if x + 1 < width:
                    around += u[y, x + 1, c] - here
                out[y, x, c] = f[y, x, c] - around
