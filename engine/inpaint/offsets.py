"""Where a photo repeats itself, a hole's structure is found by a few shifts of the photo over itself.

After He and Sun 2012 (Statistics of patch offsets for image completion): the offsets between like patches of the known
part are few and telling (the step of a fence, the run of a horizon); one of the commonest is chosen for every pixel of
the hole, so that neighbours agree where their shifted photos meet. They minimise by graph cuts; we pass messages in
Kolmogorov's order (2006, Convergent tree-reweighted message passing), as no graph cut comes with a licence for us.
"""

from __future__ import annotations

import cv2
import numpy as np

from engine.inpaint.pyramid import Level

_LABELS = 48
_QUERIES = 1000
_COMPONENTS = 16  # principal ones of a patch, which tell patches apart well enough
_NEAR = 12.0  # the longest side divided by this is the least offset that tells of anything
_SPREAD = 1.2  # px, sigma by which offsets are counted together
_SWEEPS = 5
_ROUNDS = 20
_CHUNK = 256
_RADIUS = 3
_FORBIDDEN = np.float32(1e9)  # more than all seams together may cost
_EDGE = np.float32(4.0)  # weight of meeting the known pixels
_STRANGE = np.float32(3 * 40.0**2)  # squared bytes, where there is nothing to compare with
_SIDES = ((-1, 0), (0, -1), (0, 1), (1, 0))  # as the kernels number them


def dominant_offsets(level: Level, rng: np.random.Generator, most: int = _LABELS) -> np.ndarray:
    """The commonest offsets between a known patch and the one that is most like it, not counting near ones.

    Returns:
        K x 2 int32 (down, across), commonest first; K = 0 where too little is known.
    """
    patches, places = _patches(level)
    if len(places) < 2:
        return np.zeros((0, 2), np.int32)
    height, width = level.hole.shape
    numbers = np.full((height, width), -1)
    numbers[places[:, 0], places[:, 1]] = np.arange(len(places))
    least = max(1, round(max(height, width) / _NEAR))
    norms = np.square(patches).sum(axis=1)
    votes = np.zeros((2 * height - 1, 2 * width - 1), np.float32)
    # The rarer contrast of a horizon or a wall tells more of a photo's structure than the sky above it.
    telling = np.sqrt(norms) + 1e-3
    queries = rng.choice(len(places), min(_QUERIES, len(places)), replace=False, p=telling / telling.sum())
    for chunk in np.array_split(queries, -(-len(queries) // _CHUNK)):
        distance = norms - 2 * patches[chunk] @ patches.T
        for row, (y, x) in zip(distance, places[chunk], strict=True):
            near = numbers[max(0, y - least + 1) : y + least, max(0, x - least + 1) : x + least]
            row[near[near >= 0]] = np.inf
        found = distance.argmin(axis=1)
        found_any = np.isfinite(distance[np.arange(len(chunk)), found])
        offset = (places[found] - places[chunk])[found_any]
        for sign in (1, -1):  # what is like something far away is also what that is like
            np.add.at(votes, (height - 1 + sign * offset[:, 0], width - 1 + sign * offset[:, 1]), 1)
    return _peaks(cv2.GaussianBlur(votes, (0, 0), _SPREAD), most) - np.array([height - 1, width - 1], np.int32)


def _patches(level: Level) -> tuple[np.ndarray, np.ndarray]:
    """Every known patch by its principal components, N x C float32, and its centre, N x 2."""
    side = 2 * _RADIUS + 1
    places = np.argwhere(level.source)
    if len(places) < 2:
        return np.zeros((0, 1), np.float32), places
    windows = np.lib.stride_tricks.sliding_window_view(level.pixels, (side, side), axis=(0, 1))
    rows = windows[places[:, 0] - _RADIUS, places[:, 1] - _RADIUS].reshape(len(places), -1) * 255
    rows = rows - rows.mean(axis=0)
    _, axes = np.linalg.eigh(rows.T @ rows)
    return np.ascontiguousarray(rows @ axes[:, -_COMPONENTS:], np.float32), places


def _peaks(votes: np.ndarray, most: int) -> np.ndarray:
    """The places of the greatest local maxima, greatest first."""
    is_peak = (votes >= cv2.dilate(votes, np.ones((3, 3), np.uint8))) & (votes > 0.2)
    places = np.argwhere(is_peak)
    order = np.argsort(-votes[is_peak], kind="stable")[:most]
    return np.ascontiguousarray(places[order], np.int32)


def shift_map(level: Level, rng: np.random.Generator, row_pull: float = 0.0) -> tuple[np.ndarray, np.ndarray] | None:
    """For every pixel of the hole the known one that its offset leads to; offsets change where it shows least.

    Args:
        level: where to look.
        rng: draws the patches that are asked for offsets.
        row_pull: squared bytes that a pixel pays for each px its source lies above or below it. Horizons, shores and
            streets run on with it; what runs askew is cut into steps.

    Returns:
        Two h x w int32 arrays (y, x), -1 where an offset leads nowhere and outside the hole; None where the photo does
        not repeat itself.
    """
    from engine.inpaint import offset_kernels as kernels

    offsets = dominant_offsets(level, rng)
    if len(offsets) < 2:
        return None
    places = np.ascontiguousarray(np.argwhere(level.hole), np.int32)
    pixels = np.ascontiguousarray(level.pixels * 255, np.float32)
    colours = np.empty((len(places), 3, len(offsets)), np.float32)
    kernels.shifted_colours(pixels, places, offsets, colours)
    neighbours = _neighbours(level.hole, places)
    y, x, leads = _moved(level.hole, places, offsets)
    unary = np.where(leads, np.float32(0), _FORBIDDEN) + _meeting(level.hole, pixels, places, offsets, neighbours)
    unary += np.float32(row_pull) * np.abs(offsets[:, 0]).astype(np.float32)
    messages = np.zeros((len(places), 4, len(offsets)), np.float32)
    for _ in range(_SWEEPS):
        kernels.sweep(unary, colours, neighbours, messages, False)
        kernels.sweep(unary, colours, neighbours, messages, True)
    chosen = np.zeros(len(places), np.int32)
    kernels.decide(unary, colours, neighbours, messages, chosen, _ROUNDS)
    nodes = np.arange(len(places))
    field = np.full((2, *level.hole.shape), -1, np.int32)
    field[:, level.hole] = np.where(leads[nodes, chosen], (y[nodes, chosen], x[nodes, chosen]), -1)
    return field[0], field[1]


def _moved(hole: np.ndarray, places: np.ndarray, offsets: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """N x K each: the row and the column of a place moved by an offset, and whether there is a known pixel.

    Where there is no pixel at all, the nearest one's.
    """
    height, width = hole.shape
    moved = places[:, None] + offsets[None]
    y, x = np.clip(moved[..., 0], 0, height - 1), np.clip(moved[..., 1], 0, width - 1)
    return y, x, (y == moved[..., 0]) & (x == moved[..., 1]) & ~hole[y, x]


def _neighbours(hole: np.ndarray, places: np.ndarray) -> np.ndarray:
    """N x 4 int32: the numbers of the places above, left, right and below; -1 where that is none of them."""
    numbers = np.full((hole.shape[0] + 2, hole.shape[1] + 2), -1, np.int32)
    numbers[1:-1, 1:-1][hole] = np.arange(len(places), dtype=np.int32)
    y, x = places[:, 0] + 1, places[:, 1] + 1
    around = [numbers[y + dy, x + dx] for dy, dx in _SIDES]
    return np.ascontiguousarray(np.stack(around, axis=1))


def _meeting(
    hole: np.ndarray, pixels: np.ndarray, places: np.ndarray, offsets: np.ndarray, neighbours: np.ndarray
) -> np.ndarray:
    """N x K float32: how badly an offset continues the known pixels beside a place, compared on those pixels."""
    height, width = hole.shape
    cost = np.zeros((len(places), len(offsets)), np.float32)
    for side, step in enumerate(_SIDES):
        at = places + np.array(step, np.int32)
        beside = (neighbours[:, side] < 0) & (at >= 0).all(axis=1) & (at[:, 0] < height) & (at[:, 1] < width)
        y, x, leads = _moved(hole, at[beside], offsets)
        known = pixels[at[beside, 0], at[beside, 1]][:, None]
        cost[beside] += _EDGE * np.where(leads, np.square(known - pixels[y, x]).sum(axis=2), _STRANGE)
    return cost
