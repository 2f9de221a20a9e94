"""The compiled inner loops of PatchMatch and its finish. Importing this imports numba: `patchmatch` does it, and late.

Words: a *target* is a pixel whose patch is matched because it touches the hole; a *source* is a pixel whose whole patch
is known; the *field* gives every target its best source so far.

Every kernel works on a run of rows and releases the GIL, so that plain threads can share a picture. Rows are handed out
in fixed bands, and bands that run together never read what the other writes: the picture does not depend on how many
threads there are. Distances are sums of squared differences of bytes; such a sum stays below 2^24 for a 7 x 7 patch of
`CHANNELS` channels, so float32 holds it exactly and the order of the additions (vector width) does not matter either.
"""

from __future__ import annotations

import numpy as np
from numba import boolean, float32, float64, int32, int64, njit, types, uint8, uint64, void

RADIUS = 3
PATCH = 2 * RADIUS + 1
CHANNELS = 5  # red, green, blue, and two of texture
ROW = PATCH * CHANNELS
LANES = 48  # bytes read of a row of a patch: whole vectors, so that no remainder is added one by one
PADDING = LANES - ROW  # bytes that a row of features must go on for after its last pixel

_F0 = np.float32(0)

# Signatures are spelt out: everything is compiled (or read from the cache) at import, and never in the midst of a fill.
_FEATURES = uint8[:, ::1]
_FLAGS = boolean[:, ::1]
_PLACES = int32[:, ::1]
_COSTS = float32[:, ::1]
_PIXELS = float32[:, :, ::1]
_TRIPLE = types.UniTuple(float64, 3)


@njit(cache=True, nogil=True, inline="always")
def _mix(state):
    """splitmix64 (Steele et al. 2014): a counter in, 64 well-mixed bits out."""
    z = state + np.uint64(0x9E3779B97F4A7C15)
    z = (z ^ (z >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    z = (z ^ (z >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return z ^ (z >> np.uint64(31))


@njit(cache=True, nogil=True, fastmath={"reassoc", "contract"})
def _distance(features, ty, tx, sy, sx, limit):
    """Sum of squared byte differences of two whole patches; stops early once it reaches `limit`."""
    total = _F0
    a = (tx - RADIUS) * CHANNELS
    b = (sx - RADIUS) * CHANNELS
    for dy in range(-RADIUS, RADIUS + 1):
        target = features[ty + dy, a : a + LANES]
        source = features[sy + dy, b : b + LANES]
        row = _F0
        for i in range(LANES):
            d = np.float32(target[i]) - np.float32(source[i])
            if i >= ROW:  # the next pixels: masked out, which is five times faster than a loop of 35
                d = _F0
            row += d * d
        total += row
        if total >= limit:
            return total
    return total


@njit(cache=True, nogil=True, inline="always")
def _pull(pull, ty, tx, sy, sx):
    """What it costs to copy from afar; whole numbers, so that sums stay exact."""
    down, across = max(0.0, abs(ty - sy) - pull[2]), max(0.0, abs(tx - sx) - pull[2])
    return np.float32(np.floor(pull[0] * down + pull[1] * across))


@njit(cache=True, nogil=True, inline="always")
def _astray(guide, weight, ty, tx, sy, sx):
    """What it costs that the guide shows something else at the source than at the target: five samples of the patch."""
    if weight <= 0.0:
        return _F0
    total = 0
    for dy, dx in ((0, 0), (-RADIUS, -RADIUS), (-RADIUS, RADIUS), (RADIUS, -RADIUS), (RADIUS, RADIUS)):
        a = 3 * (tx + dx)
        b = 3 * (sx + dx)
        for c in range(3):
            d = np.int64(guide[ty + dy, a + c]) - np.int64(guide[sy + dy, b + c])
            total += d * d
    return np.float32(np.floor(weight * total))


@njit(
    void(
        _FEATURES, _FLAGS, _PLACES, _PLACES, _COSTS, int64, int64, int64, int64, boolean, int64, uint64, _TRIPLE,
        _FEATURES, float64,
    ),
    cache=True,
    nogil=True,
)  # fmt: skip
def search_rows(
    features, source, field_y, field_x, cost, top, bottom, x0, x1, reverse, radius, seed, pull, guide, weight
):
    """One PatchMatch pass (Barnes et al. 2009) over the targets in rows [top, bottom): propagate, search at random.

    Args:
        features: H x (W * CHANNELS + PADDING) uint8, one pixel's channels side by side.
        source: H x W bool, where a patch may come from.
        field_y, field_x: H x W int32, the source of each target; -1 where a pixel is no target. Updated.
        cost: H x W float32, the distance that goes with the field; must be up to date. Updated.
        reverse: False scans from the top left, True from the bottom right.
        x0, x1: the columns that hold targets.
        radius: px, the first random search window; it halves down to 1. 0 leaves random search out.
        seed: different for each pass.
        pull: what each pixel of distance down and across adds to a cost, and the distance that is free.
        guide: H x (W * 3) uint8, a smooth picture of the whole; sources should show what it shows at the target.
        weight: of the guide in the cost; with 0 the guide is not looked at and may be of any size.
    """
    height, width = source.shape
    step = -1 if reverse else 1
    rows = bottom - top
    columns = x1 - x0
    for j in range(rows):
        y = bottom - 1 - j if reverse else top + j
        for i in range(columns):
            x = x1 - 1 - i if reverse else x0 + i
            if field_y[y, x] < 0:
                continue
            best = cost[y, x]
            by = field_y[y, x]
            bx = field_x[y, x]
            for k in range(2):
                ny = y - step if k == 0 else y
                nx = x if k == 0 else x - step
                if ny < 0 or nx < 0 or ny >= height or nx >= width or field_y[ny, nx] < 0:
                    continue
                cy = field_y[ny, nx] + y - ny
                cx = field_x[ny, nx] + x - nx
                if cy < 0 or cx < 0 or cy >= height or cx >= width or not source[cy, cx] or (cy == by and cx == bx):
                    continue
                far = _pull(pull, y, x, cy, cx) + _astray(guide, weight, y, x, cy, cx)
                d = far + _distance(features, y, x, cy, cx, best - far)
                if d < best:
                    best, by, bx = d, cy, cx
            reach = radius
            state = _mix(seed ^ (np.uint64(y) * np.uint64(width) + np.uint64(x)))
            while reach >= 1:
                state = _mix(state)
                span = np.uint64(2 * reach + 1)
                cy = by + np.int64((state & np.uint64(0xFFFFFFFF)) % span) - reach
                cx = bx + np.int64((state >> np.uint64(32)) % span) - reach
                reach >>= 1
                if cy < 0 or cx < 0 or cy >= height or cx >= width or not source[cy, cx]:
                    continue
                far = _pull(pull, y, x, cy, cx) + _astray(guide, weight, y, x, cy, cx)
                d = far + _distance(features, y, x, cy, cx, best - far)
                if d < best:
                    best, by, bx = d, cy, cx
            cost[y, x] = best
            field_y[y, x] = by
            field_x[y, x] = bx


@njit(
    void(_FEATURES, _PLACES, _PLACES, _COSTS, int64, int64, int64, int64, _TRIPLE, _FEATURES, float64),
    cache=True,
    nogil=True,
)
def measure_rows(features, field_y, field_x, cost, top, bottom, x0, x1, pull, guide, weight):
    """Bring `cost` up to date with the field for the targets in rows [top, bottom)."""
    limit = np.float32(3e38)
    for y in range(top, bottom):
        for x in range(x0, x1):
            if field_y[y, x] >= 0:
                far = _pull(pull, y, x, field_y[y, x], field_x[y, x])
                far += _astray(guide, weight, y, x, field_y[y, x], field_x[y, x])
                cost[y, x] = far + _distance(features, y, x, field_y[y, x], field_x[y, x], limit)


@njit(cache=True, nogil=True, inline="always")
def _costs_in(field_y, cost, ya, yb, xa, xb):
    """The lowest and the mean cost of the targets in a window; a mean below 0 where there are none."""
    lowest, total, count = 1e38, 0.0, 0
    for py in range(ya, yb):
        for px in range(xa, xb):
            if field_y[py, px] >= 0:
                total += cost[py, px]
                lowest = min(lowest, cost[py, px])
                count += 1
    return lowest, total / count if count else -1.0


@njit(
    void(_PIXELS, _FEATURES, _FLAGS, _PLACES, _PLACES, _COSTS, _COSTS, float64, _PIXELS, int64, int64, int64, int64),
    cache=True,
    nogil=True,
)
def vote_rows(pixels, features, wanted, field_y, field_x, cost, trust, sharpness, out, top, bottom, x0, x1):
    """Every patch that covers a wanted pixel votes for its colour (Wexler et al. 2007), rows [top, bottom).

    A vote weighs `trust * exp(-sharpness * cost / typical)`, `typical` being the mean cost of the patches that cover
    the pixel: good matches outvote poor ones whatever the contrast of the picture.

    Args:
        pixels: H x W x 3 float32, the picture to copy colours from (sources only).
        features: as in `search_rows`; read at sources, written where wanted.
        wanted: H x W bool, the pixels to vote on.
        trust: H x W float32, how much each target's vote counts (more near the edge of the hole).
        out: like `pixels`; written where wanted.
    """
    height, width = wanted.shape
    for y in range(top, bottom):
        for x in range(x0, x1):
            if not wanted[y, x]:
                continue
            ya, yb = max(y - RADIUS, 0), min(y + RADIUS + 1, height)
            xa, xb = max(x - RADIUS, 0), min(x + RADIUS + 1, width)
            lowest, typical = _costs_in(field_y, cost, ya, yb, xa, xb)
            if typical < 0:
                continue
            scale = sharpness / (typical + 1.0)
            total, red, green, blue, t0, t1 = 0.0, 0.0, 0.0, 0.0, 0.0, 0.0
            for py in range(ya, yb):
                for px in range(xa, xb):
                    if field_y[py, px] < 0:
                        continue
                    weight = trust[py, px] * np.exp((lowest - cost[py, px]) * scale)
                    sy = field_y[py, px] + y - py
                    sx = field_x[py, px] + x - px
                    total += weight
                    red += weight * pixels[sy, sx, 0]
                    green += weight * pixels[sy, sx, 1]
                    blue += weight * pixels[sy, sx, 2]
                    t0 += weight * features[sy, sx * CHANNELS + 3]
                    t1 += weight * features[sy, sx * CHANNELS + 4]
            red /= total
            green /= total
            blue /= total
            out[y, x, 0] = red
            out[y, x, 1] = green
            out[y, x, 2] = blue
            at = x * CHANNELS
            features[y, at] = min(255.0, max(0.0, red * 255.0 + 0.5))
            features[y, at + 1] = min(255.0, max(0.0, green * 255.0 + 0.5))
            features[y, at + 2] = min(255.0, max(0.0, blue * 255.0 + 0.5))
            features[y, at + 3] = t0 / total + 0.5
            features[y, at + 4] = t1 / total + 0.5


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

    Every patch that covers both pixels votes for the difference between its own two, weighted as in `vote_rows`.

    Args:
        pixels: H x W x 3 float32, where patches come from.
        voted: H x W x 3 float32, the picture so far; equal to the known pixels outside the hole.
        hole: H x W bool.
        field_y, field_x, cost, trust, sharpness: as in `vote_rows`.
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
            lowest, typical = _costs_in(field_y, cost, ya, yb, xa, xb)
            if typical < 0:
                continue
            scale = sharpness / (typical + 1.0)
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
