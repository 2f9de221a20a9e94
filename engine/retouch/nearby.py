"""Where a stroke that was given no source may be copied from: the place nearby whose surroundings are most alike."""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from engine.errors import BadInput
from engine.geometry import Rect
from engine.jobs import JobContext
from engine.language import tr
from engine.retouch.painting import Painting

Image = NDArray[np.float32]

_RING, _LEAST_RING, _MOST_RING = 0.3, 6, 96  # of the stroke's shorter side, and px: what is compared around it
_REACH, _LEAST_REACH = 3.0, 48  # so far from it, in its sizes and px, the place may lie
_TEMPLATE, _WINDOW = 72, 420  # px of the reduced copies that are searched
_LIGHT = 0.15  # how much another brightness counts against another texture: healing changes it anyway
_BUSY = 1.0  # how much it counts that the place is busier inside than the stroke's surroundings
_FINE = 4.0  # how much another fineness of the texture counts, around the stroke and in it
_FAR = 0.02  # of the variance around the stroke, at the far end of the reach
_NOWHERE = np.float32(1e9)


@dataclass(frozen=True, eq=False)
class _View:
    """A reduced copy of the stroke with its ring (the template) and of the window that is searched."""

    template: Image
    ring: Image
    inside: Image
    window: Image
    closed: Image
    corner: tuple[int, int]  # of the template in the window


@dataclass(frozen=True)
class _Search:
    """Offsets within so many px of the offset `around`, in steps."""

    within: int
    step: int
    around: tuple[int, int] = (0, 0)


def find_offset(painting: Painting, context: JobContext | None = None) -> tuple[int, int]:
    """(dx, dy) from the stroke to the place that suits best, after Barnes et al. (2009) in what is compared.

    The colours around the stroke are held against those around every place within reach, less their mean: what is
    copied is healed, so light hardly counts. A place that overlaps the stroke, has blank canvas in it or is busier
    than the surroundings is left alone. It is searched on reduced copies and refined at full size.

    Raises:
        BadInput: where there is no such place.
        Cancelled: where the person wants no more of it.
    """
    context = context or JobContext()
    size, bounds = painting.composite.size, painting.bounds
    longest = max(bounds.width, bounds.height)
    ring = min(_MOST_RING, max(_LEAST_RING, round(_RING * min(bounds.width, bounds.height))))
    region = bounds.grown(ring).clipped(size)
    reach = max(_LEAST_REACH, round(_REACH * longest))
    step = max(1, -(-max(region.width, region.height) // _TEMPLATE), -(-(2 * reach + longest) // _WINDOW))
    coarse = _best(painting, region, _Search(reach, step), reach)
    context.check()
    if coarse is None:
        raise BadInput(tr("No place to copy from was found near the stroke."), tr("Choose one with Alt+click."))
    if step == 1:
        return coarse
    fine_step = max(1, -(-max(region.width, region.height) // 400))
    return _best(painting, region, _Search(step + fine_step, fine_step, coarse), reach) or coarse


def _best(painting: Painting, region: Rect, search: _Search, reach: int) -> tuple[int, int] | None:
    """The best offset of a search; one that lies as far as `reach` px has to be better than one that lies near."""
    view = _view(painting, region, region.translated(*search.around).grown(search.within), search.step)
    if view is None:
        return None
    costs = _costs(view)
    left, top = view.corner
    rows, columns = (np.arange(length, dtype=np.float32) for length in costs.shape)
    far = ((columns - left)[None, :] ** 2 + (rows - top)[:, None] ** 2) * (search.step / reach) ** 2
    costs += np.float32(_FAR) * _spread(view.template, view.ring) * far.astype(np.float32)
    row, column = np.unravel_index(int(np.argmin(costs)), costs.shape)
    if costs[row, column] >= _NOWHERE / 2:
        return None
    return (int(column) - left) * search.step, (int(row) - top) * search.step


def _view(painting: Painting, region: Rect, window: Rect, step: int) -> _View | None:
    """Both copies on one grid, whose cells begin at the region's corner."""
    composite = painting.composite
    whole = Rect.of(composite.size)
    width, height = region.width // step, region.height // step
    # Cells of the window begin at those of the region, even where it does not hold the region.
    left, top = (region.x - max(window.x, 0)) // step, (region.y - max(window.y, 0)) // step
    x0, y0 = region.x - left * step, region.y - top * step
    across = (min(window.right, whole.right) - x0) // step
    down = (min(window.bottom, whole.bottom) - y0) // step
    if width < 1 or height < 1 or across < width or down < height:
        return None
    there, here = Rect(x0, y0, across * step, down * step), Rect(region.x, region.y, width * step, height * step)
    closed = np.array(painting.cover(there) > 0, np.float32)
    blank = composite.blank(there)
    if blank is not None:
        closed[blank] = 1
    cover = np.array(painting.cover(here) > 0, np.float32)
    blank = composite.blank(here)
    inside = _reduced(cover, (width, height))
    known = inside == 0
    if blank is not None:
        known &= _reduced(blank.astype(np.float32), (width, height)) == 0
    template = _colours(painting, here, (width, height))
    return _View(
        template, known.astype(np.float32), (inside > 0).astype(np.float32), _colours(painting, there, (across, down)),
        (_reduced(closed, (across, down)) > 0).astype(np.float32), (left, top),
    )  # fmt: skip


def _colours(painting: Painting, rect: Rect, cells: tuple[int, int]) -> Image:
    """The colours, and how fine the texture is, which a reduced copy does not show: h x w x 4."""
    pixels = painting.source_at(rect)
    shares = pixels.astype(np.float32) / np.iinfo(pixels.dtype).max
    grey = shares.mean(axis=2)
    detail = np.abs(grey - cv2.blur(grey, (5, 5)))
    return np.dstack([_reduced(shares, cells), _reduced(detail, cells)])


def _reduced(samples: NDArray, cells: tuple[int, int]) -> Image:
    if samples.shape[1::-1] == cells:
        return np.ascontiguousarray(samples, np.float32)
    return np.asarray(cv2.resize(samples, cells, interpolation=cv2.INTER_AREA), np.float32)


def _costs(view: _View) -> Image:
    """Of every place of the template in the window: mean squares of what differs."""
    ring, inside = view.ring, view.inside
    count = max(1.0, float(ring.sum()))
    mean = np.zeros(4, np.float32)
    total = None
    for plane in range(4):
        window = np.ascontiguousarray(view.window[..., plane])
        template = np.ascontiguousarray(view.template[..., plane])
        mean[plane] = float((template * ring).sum()) / count
        first = _sums(window, ring)
        squares = _sums(window * window, ring) - 2 * _sums(window, ring * template) + float((ring * template**2).sum())
        light = (first / count - mean[plane]) ** 2
        if plane < 3:
            busy = _variance(window, inside) - _spread_of(template, ring)
            cost = squares / count - light + _LIGHT * light + _BUSY * np.maximum(busy, 0)
        else:
            inner = _sums(window, inside) / max(1.0, float(inside.sum()))
            cost = _FINE * (light + (inner - mean[plane]) ** 2)
        total = cost if total is None else total + cost
    assert total is not None
    taken = _sums(view.closed, np.maximum(inside, 0)) > 0.5
    total[taken] = _NOWHERE
    return np.asarray(total, np.float32)


def _sums(image: Image, weights: Image) -> Image:
    """The sum of `image` times `weights` laid at each place where they fit."""
    return np.asarray(cv2.matchTemplate(image, weights, cv2.TM_CCORR), np.float32)


def _variance(image: Image, weights: Image) -> Image:
    count = max(1.0, float(weights.sum()))
    mean = _sums(image, weights) / count
    return np.maximum(_sums(image * image, weights) / count - mean * mean, 0)


def _spread_of(plane: Image, weights: Image) -> float:
    count = max(1.0, float(weights.sum()))
    mean = float((plane * weights).sum()) / count
    return float((weights * (plane - mean) ** 2).sum()) / count


def _spread(template: Image, ring: Image) -> float:
    return sum(_spread_of(template[..., plane], ring) for plane in range(3)) + 1e-5
