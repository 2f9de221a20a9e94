"""The finish of PatchMatch: copied pieces meet without seams, by copying their gradients rather than their colours.

Where two pieces of sky meet, each a little brighter than the other, voting for colours leaves an edge; voting for
differences does not (Pérez et al. 2003, Poisson image editing; voting on gradients after Darabi et al. 2012, Image
Melding). Here only the *correction* is solved for, softly limited, so that a true edge stays one and no colour bleeds.
"""

from __future__ import annotations

from collections.abc import Callable

import cv2
import numpy as np

from engine.geometry import Rect, Size
from engine.mask import bounding_rect

_BAND = 16  # rows that one thread works on alone
_LIMIT = 0.06  # of white, per neighbour step
_DRIFT = (
    0.1  # of white, in all: where a hole is open to the picture's border, nothing else keeps the steps from adding up
)
_CYCLES = 5
_SWEEPS = 3
_COARSEST = 6  # px


def correction(
    pixels: np.ndarray,
    voted: np.ndarray,
    hole: np.ndarray,
    field: tuple[np.ndarray, np.ndarray],
    cost: np.ndarray,
    trust: np.ndarray,
    sharpness: float,
    each: Callable[[Callable[[int, int], None], list[tuple[int, int]]], None],
) -> tuple[Rect, np.ndarray]:
    """What to add to a voted picture so that its gradients are those of its sources.

    Args:
        pixels, voted: H x W x 3 float32 0..1; `voted` equals `pixels` outside the hole.
        hole: H x W bool, with at least one True.
        field: y and x of every target's source, H x W int32, -1 where there is none.
        cost, trust: H x W float32, and sharpness: the weights of the votes.
        each: runs a function on bands of rows (top, bottom), on as many threads as it likes.

    Returns:
        The bounds of the hole and a little more, and what to add there: h x w x 3 float32, 0 outside the hole.
    """
    from engine.inpaint import patchmatch_kernels as kernels

    box = bounding_rect(hole.view(np.uint8)).grown(1).clipped(Size(hole.shape[1], hole.shape[0]))
    bands = [(y, min(y + _BAND, box.bottom)) for y in range(box.y, box.bottom, _BAND)]
    across, down = (np.zeros((box.height, box.width, 3), np.float32) for _ in range(2))
    for out, dy, dx in ((across, 0, 1), (down, 1, 0)):

        def run(top: int, bottom: int, out: np.ndarray = out, dy: int = dy, dx: int = dx) -> None:
            kernels.missing_steps(
                pixels, voted, hole, *field, cost, trust, sharpness, _LIMIT, dy, dx, top, bottom, box.x, box.right,
                box.y, out,
            )  # fmt: skip

        each(run, bands)
    divergence = across + down
    divergence[:, 1:] -= across[:, :-1]
    divergence[1:] -= down[:-1]
    lacking = solve(divergence, np.ascontiguousarray(hole[box.slices]))
    if _is_open(hole):
        lacking = (_DRIFT * np.tanh(lacking / _DRIFT)).astype(np.float32)
    return box, lacking


def _is_open(hole: np.ndarray) -> bool:
    """Whether it reaches the border of the picture, where no known pixel holds the correction."""
    return bool(hole[0].any() or hole[-1].any() or hole[:, 0].any() or hole[:, -1].any())


def solve(divergence: np.ndarray, inside: np.ndarray) -> np.ndarray:
    """Poisson's equation by multigrid V-cycles (Brandt 1977): Laplacian u = divergence inside, u = 0 outside.

    Args:
        divergence: H x W x 3 float32.
        inside: H x W bool.

    Returns:
        H x W x 3 float32.
    """
    u = np.zeros_like(divergence)
    wanted = np.where(inside[..., None], divergence, 0).astype(np.float32)
    for _ in range(_CYCLES):
        _cycle(u, wanted, inside)
    return u


def _cycle(u: np.ndarray, f: np.ndarray, inside: np.ndarray) -> None:
    from engine.inpaint import patchmatch_kernels as kernels

    if min(inside.shape) <= _COARSEST or not inside.any():
        kernels.relax(u, f, inside, 40)
        return
    kernels.relax(u, f, inside, _SWEEPS)
    lack = np.empty_like(u)
    kernels.residual(u, f, inside, lack)
    height, width = inside.shape
    pad = ((0, height % 2), (0, width % 2))
    size = ((width + 1) // 2, (height + 1) // 2)
    # A coarse cell is free where all four of its pixels are: the held edge never moves inwards past the true one.
    free = cv2.resize(np.pad(inside, pad, mode="edge").astype(np.float32), size, interpolation=cv2.INTER_AREA) > 0.99
    # Four times the mean, since a coarse step is two pixels long.
    coarse_f = 4 * cv2.resize(np.pad(lack, (*pad, (0, 0))), size, interpolation=cv2.INTER_AREA)
    coarse_u = np.zeros_like(coarse_f)
    _cycle(coarse_u, np.where(free[..., None], coarse_f, 0).astype(np.float32), free)
    finer = cv2.resize(coarse_u, (2 * size[0], 2 * size[1]), interpolation=cv2.INTER_LINEAR)[:height, :width]
    u += np.where(inside[..., None], finer, 0)
    kernels.relax(u, f, inside, _SWEEPS)
