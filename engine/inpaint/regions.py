"""Which parts of a photo to cut out and fill, one after the other. Pure planning: no pixels of the photo are needed."""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from engine.errors import BadInput
from engine.geometry import Rect, Size

LEAST_CONTEXT = 64  # px; less shows a method too little to go by
FEWEST_CONTEXT = 8  # px; the least that a person may ask for
_CONTEXT_SHARE = 0.75  # of the longer side of the hole
_CONTEXT_BY_AREA = 1.5  # x sqrt(masked px): a long scratch needs no surroundings as wide as it is long
_RUN_COST = 128 * 128  # px; what starting one more run is worth
_LONGEST_MERGED = 1536  # px; merging never makes a crop longer than this
_GRID = 1024  # px; very many blobs are first gathered in cells of this size
_MANY_BLOBS = 256


@dataclass(frozen=True)
class Region:
    """One run: `crop` is what the method sees, `hole` the bounds of what it fills; `labels` names the blobs."""

    crop: Rect
    hole: Rect
    labels: frozenset[int]


@dataclass(frozen=True, eq=False)
class Plan:
    """All runs, in reading order.

    owner: int32, shape of the mask: the index of the region that fills a pixel; -1 where none does.
    rect: where the mask lies in the photo.
    """

    regions: tuple[Region, ...]
    owner: NDArray[np.int32]
    rect: Rect


def plan_regions(mask: NDArray[np.uint8], rect: Rect, size: Size, *, context: int | None = None) -> Plan:
    """Cut a mask into runs: blobs that lie close together go into one where that is cheaper than two.

    Args:
        mask: uint8 of the shape of `rect`, above 0 = fill.
        rect: where the mask lies in the photo.
        size: of the photo.
        context: px of surroundings wanted around a hole; None = by the size of the hole.

    Raises:
        BadInput: where a hole has no known pixel around it to fill it from.
    """
    count, labels, stats, _ = cv2.connectedComponentsWithStats((mask > 0).astype(np.uint8), connectivity=8)
    holes = _bounds(np.asarray(stats[1:], np.int64), rect)
    areas = np.asarray(stats[1:, cv2.CC_STAT_AREA], np.int64)
    contexts = [_context_for(hole, int(area), context) for hole, area in zip(holes, areas, strict=True)]
    crops = np.array([_crop(hole, size, px) for hole, px in zip(holes, contexts, strict=True)], np.int64).reshape(-1, 4)
    groups = _merged(_gathered(holes), crops)
    regions = sorted((_region(members, holes, crops) for members in groups), key=lambda r: (r.hole.y, r.hole.x))
    for region in regions:
        _require_known(mask, rect, region.crop)
    owner_of = np.full(count, -1, np.int32)
    for index, region in enumerate(regions):
        owner_of[list(region.labels)] = index
    return Plan(tuple(regions), _renamed(np.asarray(labels, np.int32), owner_of), rect)


def _renamed(labels: NDArray[np.int32], names: NDArray[np.int32]) -> NDArray[np.int32]:
    """Each label's new name, written over the labels: for a mask as large as the photo they are its largest array."""
    for top in range(0, len(labels), 256):
        labels[top : top + 256] = names[labels[top : top + 256]]
    return labels


def default_context(hole: Rect, masked: int) -> int:
    """px of surroundings for a hole with these bounds and this many masked pixels."""
    longer = max(hole.width, hole.height)
    return max(LEAST_CONTEXT, round(min(_CONTEXT_SHARE * longer, _CONTEXT_BY_AREA * masked**0.5)))


def _context_for(hole: NDArray[np.int64], masked: int, wish: int | None) -> int:
    return default_context(Rect.from_bounds(*map(int, hole)), masked) if wish is None else max(FEWEST_CONTEXT, wish)


def _bounds(stats: NDArray[np.int64], rect: Rect) -> NDArray[np.int64]:
    """x0, y0, x1, y1 of each blob, in photo pixels."""
    boxes = stats[:, :4].copy()
    boxes[:, 2:] += boxes[:, :2]
    boxes += np.array([rect.x, rect.y, rect.x, rect.y])
    return boxes


def _crop(hole: NDArray[np.int64], size: Size, context: int) -> tuple[int, int, int, int]:
    """The hole and its surroundings; where the photo ends on one side, more is taken on the other."""
    x0, x1 = _span(int(hole[0]), int(hole[2]), context, size.width)
    y0, y1 = _span(int(hole[1]), int(hole[3]), context, size.height)
    return x0, y0, x1, y1


def _span(start: int, stop: int, context: int, limit: int) -> tuple[int, int]:
    length = min(stop - start + 2 * context, limit)
    first = min(max(0, start - context), limit - length)
    return first, first + length


def _gathered(holes: NDArray[np.int64]) -> list[list[int]]:
    """Groups of blob indices to start from: each alone, or by cells of a grid where there are very many."""
    if len(holes) <= _MANY_BLOBS:
        return [[index] for index in range(len(holes))]
    cells: dict[tuple[int, int], list[int]] = {}
    for index, (x, y) in enumerate((holes[:, :2] + holes[:, 2:]) // (2 * _GRID)):
        cells.setdefault((int(y), int(x)), []).append(index)
    return list(cells.values())


def _merged(groups: list[list[int]], crops: NDArray[np.int64]) -> list[list[int]]:
    """Join the pair that saves most, until no pair saves anything."""
    boxes = np.array([_hull(crops[members]) for members in groups])
    savings = np.array([_savings(box, boxes) for box in boxes])
    np.fill_diagonal(savings, -np.inf)
    alive = [list(members) for members in groups]
    while len(alive) > 1:
        keep, drop = divmod(int(np.argmax(savings)), len(alive))
        if savings[keep, drop] <= 0:
            break
        keep, drop = min(keep, drop), max(keep, drop)
        alive[keep] += alive.pop(drop)
        boxes[keep] = _hull(boxes[[keep, drop]])
        boxes = np.delete(boxes, drop, axis=0)
        savings = np.delete(np.delete(savings, drop, axis=0), drop, axis=1)
        savings[keep] = savings[:, keep] = _savings(boxes[keep], boxes)
        savings[keep, keep] = -np.inf
    return alive


def _hull(boxes: NDArray[np.int64]) -> NDArray[np.int64]:
    return np.concatenate([boxes[:, :2].min(axis=0), boxes[:, 2:].max(axis=0)])


def _savings(box: NDArray[np.int64], others: NDArray[np.int64]) -> NDArray[np.float64]:
    """Pixels saved by one run over both instead of two; -inf where the common crop would become too long."""
    low = np.minimum(box[:2], others[:, :2])
    high = np.maximum(box[2:], others[:, 2:])
    sides = high - low
    area = sides.prod(axis=1)
    own, their = (box[2:] - box[:2]).prod(), (others[:, 2:] - others[:, :2]).prod(axis=1)
    allowed = (sides.max(axis=1) <= _LONGEST_MERGED) | (area <= np.maximum(own, their))
    return np.where(allowed, own + their + _RUN_COST - area, -np.inf)


def _region(members: list[int], holes: NDArray[np.int64], crops: NDArray[np.int64]) -> Region:
    crop, hole = (Rect.from_bounds(*map(int, _hull(boxes[members]))) for boxes in (crops, holes))
    return Region(crop, hole, frozenset(member + 1 for member in members))


def _require_known(mask: NDArray[np.uint8], rect: Rect, crop: Rect) -> None:
    if not rect.contains(crop):
        return
    if mask[crop.translated(-rect.x, -rect.y).slices].all():
        raise BadInput("The mask covers everything there is to fill from.", "Leave some of the photo unmasked.")
