"""Test holes: the mask's own shape, punched into known pixels beside it, where what was there can be looked up after.

Everything happens at a reduced size at which a hole and what a method sees around it fit into SIDE px, so that the
photo's size does not matter.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

import cv2
import numpy as np

from engine.document import Composite
from engine.geometry import Rect
from engine.mask import bounding_rect

SIDE = 192  # px of a probe
MOST = 4  # probes
_CONTEXT = 0.75  # of the hole's longer side, on each of its sides: as a fill sees it
_LEAST_CONTEXT = 64  # px
_NEAR = 1.25  # crops; probes are looked for within this distance from the hole
_MAP_SIDE = 256  # px; at which a mask is looked at as a whole
_SECTION = 10  # of a mask's thickness: a longer or more scattered one is represented by its densest section
_SHORTEST_SECTION = 64  # px
_SHARES = (1.0, 0.5, 0.25)  # of the shape's longer side, tried in turn where the whole fits nowhere
_LEAST_HOLE = 16  # px at the reduced size; less tells nothing
_GAP = 2  # px between a probe and what is masked
_STEP = 4  # px; places are looked for on this grid
_APART = 0.7  # of the shape's longer side: between two probes
_CROWDED = 15.0  # shapes; how much farther a probe may lie that need not see the mask
_UNLIKE = 4.0  # shapes; how much farther a probe may lie whose surroundings look like the hole's, not quite unlike


@dataclass(frozen=True, eq=False)
class Probe:
    """One test hole.

    Args:
        truth: h x w x 3 in the photo's depth, at most SIDE px a side: what is there.
        hole: h x w bool: what was punched.
        unknown: h x w bool: the hole and what the mask itself hides.
        scale: of a photo pixel's side.
        share: of the longer side of the mask's shape; below 1 the hole is only a piece of it, and easier to fill.
    """

    truth: np.ndarray
    hole: np.ndarray
    unknown: np.ndarray
    scale: float
    share: float


class Section(NamedTuple):
    """The part of a mask that stands for it.

    shape: h x w bool. rect: where it lies in the photo.
    """

    shape: np.ndarray
    rect: Rect

    @property
    def longer(self) -> int:
        """px; the longer side."""
        return max(self.rect.width, self.rect.height)


def section(mask: np.ndarray, rect: Rect, share: float = 1.0) -> Section:
    """The mask itself where it is compact; its densest part where it is long and thin, or scattered.

    Args:
        mask: uint8 of the shape of `rect`, above 0 = fill, not empty.
        rect: where it lies in the photo.
        share: of the longer side of that, 0..1, to cut it down to. It is cut and not shrunk: a hole that is thinner
            than the mask would be easier to fill, and for other methods.
    """
    longer = max(rect.width, rect.height)
    thickness = np.count_nonzero(mask) / longer
    side = max(1, round(share * min(longer, max(_SHORTEST_SECTION, _SECTION * thickness))))
    window = Rect(0, 0, rect.width, rect.height) if side >= longer else _densest(mask, side)
    part = mask[window.slices] > 0
    tight = bounding_rect(part.view(np.uint8))
    return Section(part[tight.slices], tight.translated(window.x + rect.x, window.y + rect.y))


def _densest(mask: np.ndarray, side: int) -> Rect:
    """The square of `side` px that holds most of the mask."""
    height, width = mask.shape
    scale = min(1.0, _MAP_SIDE / max(mask.shape))
    size = max(1, round(width * scale)), max(1, round(height * scale))
    share = cv2.resize((mask > 0) * np.uint8(255), size, interpolation=cv2.INTER_AREA).astype(np.float32)
    reach = max(1, round(side * scale))
    held = cv2.boxFilter(share, -1, (reach, reach), normalize=False, borderType=cv2.BORDER_CONSTANT)
    y, x = np.unravel_index(int(held.argmax()), held.shape)
    return Rect(int(x / scale) - side // 2, int(y / scale) - side // 2, side, side).intersected(
        Rect(0, 0, width, height)
    )


def find_probes(source: Composite, mask: np.ndarray, rect: Rect) -> Iterator[Probe]:
    """Up to MOST test holes, the most telling ones first: near the mask, on what looks like its surroundings.

    Args:
        source: what the holes are punched into; transparent parts of it are left alone.
        mask: uint8 of the shape of `rect`, above 0 = fill, not empty.
        rect: where it lies in the photo.
    """
    for share in _SHARES:
        part = section(mask, rect, share)
        context = round(max(_LEAST_CONTEXT, _CONTEXT * part.longer))
        seen = part.rect.grown(context).clipped(source.size)  # by a fill
        crop = max(seen.width, seen.height)
        scale = min(1.0, SIDE / crop)
        shape = _scaled(part.shape, scale)
        if share < 1 and max(shape.shape) < _LEAST_HOLE:
            return
        site = _Site.read(source, mask, rect, part.rect.grown(round(_NEAR * crop)).clipped(source.size), scale)
        places = _places(site, shape, part)
        if places:
            yield from (_punched(site, hole, x, y, share) for hole, x, y in places)
            return


@dataclass(frozen=True, eq=False)
class _Site:
    """The surroundings of the hole at the reduced size.

    Args:
        pixels: h x w x 3 in the photo's depth.
        unknown: h x w bool: masked, or transparent.
        rect: in the photo.
        scale: of a photo pixel's side.
    """

    pixels: np.ndarray
    unknown: np.ndarray
    rect: Rect
    scale: float

    @staticmethod
    def read(source: Composite, mask: np.ndarray, mask_rect: Rect, rect: Rect, scale: float) -> _Site:
        known = np.ones((rect.height, rect.width), np.uint8)
        both = mask_rect.intersected(rect)
        known[both.translated(-rect.x, -rect.y).slices] = mask[both.translated(-mask_rect.x, -mask_rect.y).slices] == 0
        alpha = source.read_alpha(rect)
        if alpha is not None:
            known &= alpha == np.iinfo(alpha.dtype).max
        blank = source.blank(rect)
        if blank is not None:
            known &= ~blank
        size = max(1, round(rect.width * scale)), max(1, round(rect.height * scale))
        share = cv2.resize(known * np.uint8(255), size, interpolation=cv2.INTER_AREA)
        pixels = cv2.resize(source.read(rect), size, interpolation=cv2.INTER_AREA)
        return _Site(pixels, share < 255, rect, scale)

    def looks(self, reach: int) -> np.ndarray:
        """h x w x 4 float32: the mean colour within `reach` px of each place and how much goes on there, 0..1."""
        light = self.pixels.astype(np.float32) / np.float32(np.iinfo(self.pixels.dtype).max)
        grey = light.mean(axis=2)
        busy = np.sqrt(np.abs(cv2.Laplacian(grey, cv2.CV_32F, ksize=1)))
        both = np.where(self.unknown[..., None], 0, np.dstack([light, busy])).astype(np.float32)
        weight = (~self.unknown).astype(np.float32)
        size = (2 * reach + 1, 2 * reach + 1)
        return cv2.blur(both, size) / np.maximum(cv2.blur(weight, size), 1e-3)[..., None]


def _scaled(shape: np.ndarray, scale: float) -> np.ndarray:
    """The shape at another size; never empty."""
    if scale == 1:
        return shape
    size = max(1, round(shape.shape[1] * scale)), max(1, round(shape.shape[0] * scale))
    share = cv2.resize(shape.astype(np.float32), size, interpolation=cv2.INTER_AREA)
    return share >= min(0.5, float(share.max()))


def _places(site: _Site, shape: np.ndarray, part: Section) -> list[tuple[np.ndarray, int, int]]:
    """Shapes, mirrored or not, and the corners (x, y) at which to punch them; the best place first."""
    if shape.shape[0] > site.unknown.shape[0] or shape.shape[1] > site.unknown.shape[1]:
        return []
    costs = _costs(site, shape, part)
    chosen: list[tuple[np.ndarray, int, int]] = []
    apart = max(1, round(_APART * max(shape.shape) / _STEP))
    # Mirrored too: a method may do better on one side of a shape than on the other.
    for turned in (shape, shape[:, ::-1], shape[::-1], shape[::-1, ::-1])[:MOST]:
        free = np.where(_is_known(site.unknown, turned)[::_STEP, ::_STEP], costs, np.inf)
        row, column = divmod(int(free.argmin()), free.shape[1])
        if not np.isfinite(free[row, column]):
            continue
        chosen.append((turned, column * _STEP, row * _STEP))
        costs[max(0, row - apart) : row + apart + 1, max(0, column - apart) : column + apart + 1] = np.inf
    return chosen


def _costs(site: _Site, shape: np.ndarray, part: Section) -> np.ndarray:
    """How little a hole at each corner, on a grid of _STEP px, would say about the real one."""
    height, width = site.unknown.shape
    y = np.arange(0, height - shape.shape[0] + 1, _STEP)[:, None] + shape.shape[0] // 2
    x = np.arange(0, width - shape.shape[1] + 1, _STEP)[None] + shape.shape[1] // 2
    here_y = min(height - 1, int((part.rect.y + part.rect.height / 2 - site.rect.y) * site.scale))
    here_x = min(width - 1, int((part.rect.x + part.rect.width / 2 - site.rect.x) * site.scale))
    distance = np.hypot(y - here_y, x - here_x) / max(shape.shape)
    looks = site.looks(max(shape.shape))
    unlike = np.abs(looks[y, x] - looks[here_y, here_x]).sum(axis=2)
    hidden = cv2.blur(site.unknown.astype(np.float32), (SIDE, SIDE), borderType=cv2.BORDER_REPLICATE)[y, x]
    return (distance + _UNLIKE * unlike + _CROWDED * hidden).astype(np.float32)


def _is_known(unknown: np.ndarray, shape: np.ndarray) -> np.ndarray:
    """For each corner, whether a hole of the shape would lie in known pixels alone."""
    grown = cv2.dilate(unknown.astype(np.uint8), np.ones((2 * _GAP + 1, 2 * _GAP + 1), np.uint8))
    return cv2.matchTemplate(grown.astype(np.float32), shape.astype(np.float32), cv2.TM_CCORR) < 0.5


def _punched(site: _Site, shape: np.ndarray, x: int, y: int, share: float) -> Probe:
    hole = np.zeros(site.unknown.shape, bool)
    hole[y : y + shape.shape[0], x : x + shape.shape[1]] = shape
    window = _window(site.unknown, Rect(x, y, shape.shape[1], shape.shape[0])).slices
    return Probe(
        np.ascontiguousarray(site.pixels[window]), hole[window], (hole | site.unknown)[window], site.scale, share
    )


def _window(unknown: np.ndarray, hole: Rect) -> Rect:
    """The window around a hole that shows least of the mask; the middle one where that is equal."""
    sums = cv2.integral(unknown.astype(np.uint8))
    height, width = (min(SIDE, side) for side in unknown.shape)
    windows = [
        Rect(x, y, width, height)
        for y in _starts(hole.y, hole.bottom, height, unknown.shape[0])
        for x in _starts(hole.x, hole.right, width, unknown.shape[1])
    ]
    return min(windows, key=lambda one: _sum(sums, one))


def _starts(first: int, last: int, length: int, limit: int) -> list[int]:
    """Where a window of `length` px may begin that holds [first, last) and some px on both sides: the middle first."""
    spare = length - (last - first)
    starts = (first - round(spare * share) for share in (0.5, 0.25, 0.75))
    return [min(max(0, start), limit - length) for start in starts]


def _sum(sums: np.ndarray, rect: Rect) -> int:
    corners = (
        sums[rect.bottom, rect.right] + sums[rect.y, rect.x] - sums[rect.y, rect.right] - sums[rect.bottom, rect.x]
    )
    return int(corners)
