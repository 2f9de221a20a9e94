"""Which parts of a photo to cut out and fill, one after the other. Pure planning: no pixels of the photo are needed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

import cv2
import numpy as np
from numpy.typing import NDArray

from engine.errors import BadInput
from engine.geometry import Rect, Size
from engine.language import tr
from engine.mask import bounding_rect

LEAST_CONTEXT = 64  # px; less shows a method too little to go by
FEWEST_CONTEXT = 8  # px; the least that a person may ask for
CELL = 4  # px; masks are planned in cells of this side: blobs this close are one, and labels take little memory
_CONTEXT_SHARE = 0.75  # of the longer side of the hole
_CONTEXT_BY_AREA = 1.5  # x sqrt(masked px): a long scratch needs no surroundings as wide as it is long
_CONTEXT_BY_DEPTH = 1  # x the depth of a strip along a side of the photo, as new canvas is: all of it lies inwards
_STRIP_SHARE = 0.5  # of a side of the photo: a hole along that much of it is a strip
_RUN_COST = 128 * 128  # px; what starting one more run is worth
_LONGEST_MERGED = 1536  # px; merging never makes a crop longer than this, and no blob with a shorter one is cut
_GRID = 1024  # px; very many blobs are first gathered in squares of this side
_MANY_BLOBS = 256
_LARGEST_FRAME = 16_000_000  # px; strips that meet in a corner are filled together up to this much: it looks better
_SHORTEST_CUT = 768  # px; what is shorter stays whole
_THIN = 8  # a blob may be cut where it is this many times longer than wide
_GAIN = 1.25  # the parts must be this many times cheaper than the whole


@dataclass(frozen=True)
class Region:
    """One run: `crop` is what the method sees, `hole` the bounds of what it fills."""

    crop: Rect
    hole: Rect


@dataclass(frozen=True, eq=False)
class Plan:
    """All runs, in the order in which to make them: each is to see what those before it have filled.

    owner: int32, a number for each CELL x CELL px of the mask: the region that fills what is masked there, or -1.
    rect: where the mask lies in the photo.
    """

    regions: tuple[Region, ...]
    owner: NDArray[np.int32]
    rect: Rect

    def owned(self, index: int, rect: Rect) -> NDArray[np.bool_]:
        """h x w: where in `rect`, which lies inside the mask's own, a masked pixel is filled by region `index`."""
        return _owned(self.owner, index, rect.translated(-self.rect.x, -self.rect.y))


def plan_regions(mask: NDArray[np.uint8], rect: Rect, size: Size, *, context: int | None = None) -> Plan:
    """Cut a mask into runs.

    Blobs that lie close together go into one run where that is cheaper than two. A blob that is long and thin, a cord
    across the photo, is cut across into a chain of parts; one that is compact never is.

    Args:
        mask: uint8 of the shape of `rect`, above 0 = fill.
        rect: where the mask lies in the photo.
        size: of the photo.
        context: px of surroundings wanted around a hole; None = by the size of the hole.

    Raises:
        BadInput: where a hole has no known pixel around it to fill it from.
    """
    labels, holes, crops = _find_parts(_count_masked(mask), _Site(rect, size, context))
    groups = sorted(_merged(_gathered(holes), crops), key=lambda members: tuple(_hull(holes[members])[1::-1]))
    owner_of = np.full(len(holes) + 1, -1, np.int32)
    for index, members in enumerate(groups):
        owner_of[np.array(members) + 1] = index
    owner = owner_of[labels]
    regions = []
    for index, members in enumerate(groups):
        crop, hole = (Rect.from_bounds(*map(int, _hull(boxes[members]))) for boxes in (crops, holes))
        _require_known(mask, rect, crop)
        regions.append(Region(crop, _tight(mask, rect, owner, index, hole)))
    return Plan(tuple(regions), owner, rect)


@dataclass(frozen=True)
class _Site:
    """Where the mask lies, and the context wished for. Boxes are rows of x0, y0, x1, y1."""

    rect: Rect
    size: Size
    context: int | None

    def holes(self, boxes: NDArray[np.int64]) -> NDArray[np.int64]:
        """In photo pixels, boxes that are given in cells of the mask."""
        corner = np.array([self.rect.x, self.rect.y])
        end = np.array([self.rect.right, self.rect.bottom])
        return np.concatenate([boxes[:, :2] * CELL + corner, np.minimum(boxes[:, 2:] * CELL + corner, end)], axis=1)

    def crops(self, holes: NDArray[np.int64], masked: NDArray[np.int64]) -> NDArray[np.int64]:
        """Holes with their surroundings; where the photo ends on one side, more is taken on the other."""
        limits = np.array([self.size.width, self.size.height])
        context = self._contexts(holes, masked)[:, None]
        lengths = np.minimum(holes[:, 2:] - holes[:, :2] + 2 * context, limits)
        first = np.minimum(np.maximum(0, holes[:, :2] - context), limits - lengths)
        return np.concatenate([first, first + lengths], axis=1)

    def _contexts(self, holes: NDArray[np.int64], masked: NDArray[np.int64]) -> NDArray[np.int64]:
        if self.context is not None:
            return np.full(len(holes), max(FEWEST_CONTEXT, self.context))
        sides = holes[:, 2:] - holes[:, :2]
        wanted = np.minimum(_CONTEXT_SHARE * sides.max(axis=1), _CONTEXT_BY_AREA * np.sqrt(masked))
        by_depth = np.minimum(wanted, _CONTEXT_BY_DEPTH * sides.min(axis=1))
        wanted = np.where(self._are_strips(holes), by_depth, wanted)
        return np.maximum(LEAST_CONTEXT, np.rint(wanted).astype(np.int64))

    def _are_strips(self, holes: NDArray[np.int64]) -> NDArray[np.bool_]:
        """Which holes lie along a side of the photo, for much of its length."""
        limits = np.array([self.size.width, self.size.height])
        at_side = (holes[:, :2] == 0) | (holes[:, 2:] == limits)
        is_long = holes[:, 2:] - holes[:, :2] >= _STRIP_SHARE * limits
        return (at_side & is_long[:, ::-1]).any(axis=1)


def _count_masked(mask: NDArray[np.uint8]) -> NDArray[np.uint8]:
    """How many pixels of each cell are masked."""
    height, width = mask.shape
    ones = cv2.copyMakeBorder(
        (mask > 0).view(np.uint8), 0, -height % CELL, 0, -width % CELL, cv2.BORDER_CONSTANT, value=0
    )
    size = (ones.shape[1] // CELL, ones.shape[0] // CELL)
    return np.asarray(cv2.resize(ones * np.uint8(CELL * CELL), size, interpolation=cv2.INTER_AREA), np.uint8)


def _find_parts(
    masked: NDArray[np.uint8], site: _Site
) -> tuple[NDArray[np.int32], NDArray[np.int64], NDArray[np.int64]]:
    """The number of each cell's part (0 = none), and the holes and crops of parts 1, 2, 3..."""
    _, found, stats, _ = cv2.connectedComponentsWithStats((masked > 0).view(np.uint8), connectivity=8)
    labels, boxes = np.asarray(found, np.int32), np.asarray(stats[1:, :4], np.int64)
    boxes[:, 2:] += boxes[:, :2]
    holes = site.holes(boxes)
    crops = site.crops(holes, np.bincount(labels.ravel(), weights=masked.ravel())[1:])
    for index in np.flatnonzero((crops[:, 2:] - crops[:, :2]).max(axis=1) > _LONGEST_MERGED):
        box = Rect.from_bounds(*map(int, boxes[index]))
        own = np.where(labels[box.slices] == index + 1, masked[box.slices], 0)
        first, *others = _chain(own, box, site)
        holes[index], crops[index] = first.hole, first.crop
        for number, part in enumerate(others, len(holes) + 1):
            here = labels[part.box.slices]
            here[here == index + 1] = number
        holes = np.concatenate([holes, *([part.hole] for part in others)])
        crops = np.concatenate([crops, *([part.crop] for part in others)])
    return labels, holes, crops


class _Part(NamedTuple):
    """A blob or a part of one: its bounds in cells, its hole and its crop."""

    box: Rect
    hole: NDArray[np.int64]
    crop: NDArray[np.int64]

    @property
    def cost(self) -> int:
        """px; of a run of its own."""
        return int((self.crop[2:] - self.crop[:2]).prod()) + _RUN_COST


def _chain(masked: NDArray[np.uint8], box: Rect, site: _Site) -> list[_Part]:
    """A blob in as many parts as make its runs much cheaper: mostly in one."""
    hole = site.holes(np.array([[box.x, box.y, box.right, box.bottom]], np.int64))
    whole = _Part(box, hole[0], site.crops(hole, np.array([masked.sum(dtype=np.int64)]))[0])
    corner = _corner_line(masked, box, site) if whole.cost > _LARGEST_FRAME else None
    line = corner or _thin_line(masked)
    if line is None:
        return [whole]
    axis, at = line
    parts: list[_Part] = []
    for half, x, y in zip(np.split(masked, [at], axis=axis), (0, axis * at), (0, (1 - axis) * at), strict=True):
        bounds = bounding_rect(half)
        parts += _chain(half[bounds.slices], bounds.translated(box.x + x, box.y + y), site)
    return parts if corner or _GAIN * sum(part.cost for part in parts) < whole.cost else [whole]


def _corner_line(masked: NDArray, box: Rect, site: _Site) -> tuple[int, int] | None:
    """(axis, index) of the line of cells that cuts a strip along a side of the photo off the rest of its blob.

    A frame of new canvas comes apart into its four sides so: as one, its crop would be the whole photo. None where no
    strip is left that goes around a corner.
    """
    hole = site.holes(np.array([[box.x, box.y, box.right, box.bottom]], np.int64))[0]
    limits = (site.size.width, site.size.height)
    for axis in (0, 1):
        along, across = axis, 1 - axis  # in a hole x comes first, in an array y
        if hole[2 + along] - hole[along] < _STRIP_SHARE * limits[along]:
            continue
        is_full = np.asarray((masked > 0).all(axis=1 - axis))
        starts, ends = int((~is_full).argmax()), len(is_full) - int((~is_full[::-1]).argmax())
        if not is_full.all():
            if hole[across] == 0 and starts:
                return axis, starts
            if hole[2 + across] == limits[across] and ends < len(is_full):
                return axis, ends
    return None


def _thin_line(masked: NDArray) -> tuple[int, int] | None:
    """(axis, index) of the line of cells, near the middle, along which a blob is thin; None where it is short or thick.

    The longer axis comes first.
    """
    longer = CELL * max(masked.shape)
    if longer <= _SHORTEST_CUT:
        return None
    for axis in (0, 1) if masked.shape[0] >= masked.shape[1] else (1, 0):
        widths = CELL * np.count_nonzero(masked, axis=1 - axis)
        quarter = len(widths) // 4
        thin = quarter + np.flatnonzero(_THIN * widths[quarter : len(widths) - quarter] <= longer)
        if thin.size:
            return axis, int(thin[np.abs(thin - len(widths) // 2).argmin()])
    return None


def _owned(owner: NDArray[np.int32], index: int, local: Rect) -> NDArray[np.bool_]:
    rows, columns = np.arange(local.y, local.bottom) // CELL, np.arange(local.x, local.right) // CELL
    return owner[np.ix_(rows, columns)] == index


def _tight(mask: NDArray[np.uint8], rect: Rect, owner: NDArray[np.int32], index: int, hole: Rect) -> Rect:
    """The bounds of what a region fills: cells reach up to 3 px beyond them."""
    local = hole.translated(-rect.x, -rect.y)
    masked = (mask[local.slices] > 0) & _owned(owner, index, local)
    return bounding_rect(masked.view(np.uint8)).translated(hole.x, hole.y)


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


def _require_known(mask: NDArray[np.uint8], rect: Rect, crop: Rect) -> None:
    if not rect.contains(crop):
        return
    if mask[crop.translated(-rect.x, -rect.y).slices].all():
        raise BadInput(tr("The mask covers everything there is to fill from."), tr("Leave some of the photo unmasked."))
