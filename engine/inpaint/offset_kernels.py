"""The compiled loops of `offsets`. Importing this imports numba: `patchmatch.load_kernels` does it, and late."""

from __future__ import annotations

import numpy as np
from numba import boolean, float32, int32, int64, njit, void

_PIXELS = float32[:, :, ::1]
_PLACES = int32[:, ::1]
_COSTS = float32[:, ::1]


@njit(void(_PIXELS, _PLACES, _PLACES, _PIXELS), cache=True, nogil=True)
def shifted_colours(pixels, places, offsets, out):
    """`out`, N x 3 x K, gets the colours of `pixels` at each of N places moved by each of K offsets.

    Where that lies outside the picture, the nearest pixel's; such a label is forbidden by its cost.
    """
    height, width = pixels.shape[:2]
    for n in range(len(places)):
        for k in range(len(offsets)):
            y = min(max(places[n, 0] + offsets[k, 0], 0), height - 1)
            x = min(max(places[n, 1] + offsets[k, 1], 0), width - 1)
            for c in range(3):
                out[n, c, k] = pixels[y, x, c]


@njit(cache=True, nogil=True, inline="always")
def _seam(here, there, a, b):
    """What it shows where label a's pixels end and label b's begin: their difference at both of the two nodes."""
    r, g, u = here[0, a] - here[0, b], here[1, a] - here[1, b], here[2, a] - here[2, b]
    s, h, v = there[0, a] - there[0, b], there[1, a] - there[1, b], there[2, a] - there[2, b]
    return r * r + g * g + u * u + s * s + h * h + v * v


@njit(
    void(_COSTS, _PIXELS, _PLACES, _PIXELS, boolean),
    cache=True,
    nogil=True,
    fastmath={"reassoc", "contract", "nnan", "ninf", "nsz"},
)
def sweep(unary, colours, neighbours, messages, reverse):
    """One pass of min-sum belief propagation over the nodes of a grid, forwards or backwards.

    The order is that of sequential tree-reweighted message passing (Kolmogorov 2006): a node tells only those that come
    after it, and shares what it believes out among them.

    Args:
        unary: N x K, what each label costs at each node.
        colours: N x 3 x K, the colour that each label shows at each node.
        neighbours: N x 4, the nodes above, left, right and below, -1 = none; nodes are numbered row by row.
        messages: N x 4 x K, what each of those four says to the node. Updated.
        reverse: whether to go from the last node to the first.
    """
    count, labels = unary.shape
    belief = np.empty(labels, np.float32)
    for step in range(count):
        n = count - 1 - step if reverse else step
        before, after = 0, 0
        for side in range(4):
            if neighbours[n, side] >= 0:
                if side < 2:
                    before += 1
                else:
                    after += 1
        share = np.float32(1.0 / max(before, after, 1))
        for k in range(labels):
            belief[k] = unary[n, k]
        for side in range(4):
            if neighbours[n, side] >= 0:
                for k in range(labels):
                    belief[k] += messages[n, side, k]
        for side in range(2) if reverse else range(2, 4):
            m = neighbours[n, side]
            if m < 0:
                continue
            out, own = messages[m, 3 - side], messages[n, side]
            r, g, u = colours[n, 0], colours[n, 1], colours[n, 2]
            s, h, v = colours[m, 0], colours[m, 1], colours[m, 2]
            for b in range(labels):
                out[b] = np.float32(3e38)
            for a in range(labels):  # outside, so that the inner loop runs over neighbours in memory
                told = belief[a] * share - own[a]
                ra, ga, ua, sa, ha, va = r[a], g[a], u[a], s[a], h[a], v[a]
                for b in range(labels):
                    x, y, z = r[b] - ra, g[b] - ga, u[b] - ua
                    i, j, k = s[b] - sa, h[b] - ha, v[b] - va
                    out[b] = min(out[b], told + (x * x + y * y + z * z + i * i + j * j + k * k))
            lowest = out[0]
            for b in range(labels):
                lowest = min(lowest, out[b])
            for b in range(labels):
                out[b] -= lowest


@njit(cache=True, nogil=True, inline="always")
def _cheapest(unary, colours, neighbours, messages, chosen, n, heard):
    """The best label of a node beside those its neighbours have; from side `heard` on by their messages instead."""
    best, label = np.float32(3e38), 0
    for k in range(unary.shape[1]):
        total = unary[n, k]
        for side in range(4):
            m = neighbours[n, side]
            if m >= 0:
                if side >= heard:
                    total += messages[n, side, k]
                else:
                    total += _seam(colours[n], colours[m], k, chosen[m])
        if total < best:
            best, label = total, k
    return label


@njit(void(_COSTS, _PIXELS, _PLACES, _PIXELS, int32[::1], int64), cache=True, nogil=True)
def decide(unary, colours, neighbours, messages, chosen, rounds):
    """Choose labels row by row, by the messages of the nodes to come; then each once more beside its neighbours.

    Args:
        unary, colours, neighbours, messages: as in `sweep`.
        chosen: N, written.
        rounds: of iterated conditional modes (Besag 1986) at most; they end when nothing changes.
    """
    for n in range(len(unary)):
        chosen[n] = _cheapest(unary, colours, neighbours, messages, chosen, n, 2)
    for _ in range(rounds):
        changed = False
        for n in range(len(unary)):
            label = _cheapest(unary, colours, neighbours, messages, chosen, n, 4)
            if label != chosen[n]:
                chosen[n] = label
                changed = True
        if not changed:
            return
