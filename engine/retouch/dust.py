"""Finds dust, hairs and scratches on scanned photos, and proposes them for the mask. Nothing here changes a photo.

Specks are what a median takes away, at four scales, against the local noise; each is then held against the ring around
it. Scratches and hairs are thin ridges whose evidence is summed along lines of many directions, so that what hardly
rises above the grain is still found. How likely each is dust, and not the picture's own detail, `dust_judging` says.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace

import cv2
import numpy as np
from numpy.typing import NDArray

from engine.document import Composite
from engine.geometry import Rect, Size
from engine.jobs import JobContext
from engine.mask.morphology import bounding_rect
from engine.mask.reduced import eight_bit, reduced_copy
from engine.retouch.dust_judging import LINES, SPOTS, line_features, spot_features, veil

Grey = NDArray[np.uint8]
Read = Callable[[Rect], NDArray]

LARGEST = 48  # px across, of a speck that can be found
_BAND_ROWS = 1024
_LEVELS, _MEDIAN = 4, 9
_CELL = 32  # px of the grid on which noise is measured
_LEAST_SIGMAS, _LEAST_STEP = 3.5, 5.0  # of a candidate
_LEAST_CONTRAST = 0.9  # of a speck or line, over how much its surroundings vary
_LEAST_CERTAINTY = 0.03
_RIVALS = 24  # px around a candidate in which others stand out
_MOST_CANDIDATES = 6000  # a level; the rest of a photo full of texture is no dust
_LINE, _LINE_ROWS, _DIRECTIONS = 32, 128, 24  # px of a line, and how many ways it is laid
_SEED, _GROW = 1.25, 0.85  # mean of z along a line
_BESIDE = 12  # px around a line that it is held against
_CLEARER = 1.7, 2.1  # than the usual around it: all of a scratch, and its clearest place
_LEAST_LENGTH, _LEAST_ASPECT = 36.0, 6.0
_LEAST_SIGMA = 1.5  # below it, noise is the rounding of eight bits, which has edges of its own
_MOST_STEP, _MOST_BENT = 3.0, 2.5  # of a scratch's contrast, and of its ends' distance
_SCRATCH_PIXELS = 8_000_000  # a larger photo is searched for scratches on a smaller copy
_BAND_PIXELS, _MARGIN = 8_000_000, 64


@dataclass(frozen=True)
class DustSettings:
    """What of all that was found is proposed.

    Args:
        sensitivity: 0..1; the higher, the fainter specks count.
        largest: px across, of specks; px of width, of scratches.
        specks, scratches: whether they count at all.
    """

    sensitivity: float = 0.5
    largest: float = 24.0
    specks: bool = True
    scratches: bool = True

    @property
    def least_certainty(self) -> float:
        """What a speck's certainty has to reach."""
        return 1 / (1 + math.exp(5.3 * self.sensitivity - 2.0))


@dataclass(frozen=True, eq=False)
class Speck:
    """One thing that may be dust.

    Attributes:
        rect: where it lies, in photo pixels.
        alpha: h x w uint8, 255 on it and a pixel around it.
        is_scratch: a scratch or hair; else a speck.
        certainty: 0..1, how likely it is dust and not a part of the picture.
        size: px across; the width of a scratch.
    """

    rect: Rect
    alpha: Grey
    is_scratch: bool
    certainty: float
    size: float

    def counts(self, settings: DustSettings) -> bool:
        """Whether it is proposed."""
        wanted = settings.scratches if self.is_scratch else settings.specks
        return wanted and self.size <= settings.largest and self.certainty >= settings.least_certainty


def find_dust(composite: Composite, context: JobContext | None = None) -> tuple[Speck, ...]:
    """Everything that may be dust at the highest sensitivity, the surest first. Filter it with `Speck.counts`.

    Canvas that has never been filled holds none.

    Raises:
        Cancelled: where the person wants no more of it.
    """
    context = context or JobContext()
    grey = _grey(composite, context)
    context.report(0.2, "")
    specks = _specks(grey, composite.read, context)
    context.report(0.6, "")
    scratches = _scratches(grey, composite.read, context)
    context.report(0.95, "")
    return tuple(sorted(_apart(composite.size, scratches, specks), key=lambda one: -one.certainty))


def dust_mask(specks: Iterable[Speck], mask: Grey) -> Grey:
    """A copy of a mask (H x W uint8) with `specks` marked in it too."""
    marked = mask.copy()
    for speck in specks:
        part = marked[speck.rect.slices]
        np.maximum(part, speck.alpha, out=part)
    return marked


def _grey(composite: Composite, context: JobContext) -> Grey:
    """The mean of the colours, H x W; where the canvas is blank, as grey as its surroundings are not: flat."""
    size = composite.size
    grey = np.empty((size.height, size.width), np.uint8)
    for y in range(0, size.height, _BAND_ROWS):
        context.check()
        rect = Rect(0, y, size.width, _BAND_ROWS).clipped(size)
        pixels = composite.read(rect)
        means = np.asarray(cv2.transform(pixels, np.full((1, 3), 1 / 3, np.float32))).reshape(pixels.shape[:2])
        grey[rect.slices] = means if means.dtype == np.uint8 else np.right_shift(means, 8)
    return grey


# Specks


@dataclass(frozen=True, eq=False)
class _Candidate:
    """A place that a median takes away: where, 1 where it is brighter and -1 where darker, and how far the clearest
    others near it stand out, as `_rival` says."""

    rect: Rect
    sign: int
    rival: float


def _specks(grey: Grey, read: Read, context: JobContext) -> list[Speck]:
    found: list[Speck] = []
    level, small = 0, grey
    while level < _LEVELS and min(small.shape) > 2 * _MEDIAN:
        context.report(0.2 + 0.1 * level, "")
        for one in _candidates(small):
            context.check()
            full = Rect(*(length << level for length in (one.rect.x, one.rect.y, one.rect.width, one.rect.height)))
            speck = _judged(grey, read, full.clipped(Size(grey.shape[1], grey.shape[0])), one, level)
            if speck is not None:
                found.append(speck)
        small = cv2.resize(small, (small.shape[1] // 2, small.shape[0] // 2), interpolation=cv2.INTER_AREA)
        level += 1
    return found


def _candidates(grey: NDArray) -> Iterator[_Candidate]:
    """Small compact places that a median takes away."""
    height, width = grey.shape
    rows = max(_BAND_ROWS, 4 * _MARGIN, _BAND_PIXELS // width)
    for top in range(0, height, rows):
        bottom = min(top + rows, height)
        first = max(0, top - _MARGIN)
        band = np.ascontiguousarray(grey[first : min(height, bottom + _MARGIN)])
        for one in _candidates_in(band):
            if top <= one.rect.y + first < bottom:
                yield replace(one, rect=one.rect.translated(0, first))


def _candidates_in(grey: Grey) -> Iterator[_Candidate]:
    brighter, darker, sigma = _residuals(grey)
    whole = (grey.shape[1], grey.shape[0])
    least = np.clip(np.ceil(np.maximum(_LEAST_SIGMAS * sigma, _LEAST_STEP)), 0, 255).astype(np.uint8)
    threshold = cv2.resize(least, whole, interpolation=cv2.INTER_LINEAR)
    chosen = [
        (Rect(*place), sign)
        for sign, residual in ((1, brighter), (-1, darker))
        for place in _compact(residual, cv2.compare(residual, threshold, cv2.CMP_GT))
    ]
    for rect, sign in chosen:
        yield _Candidate(rect, sign, _rival(brighter if sign > 0 else darker, rect))


def _compact(residual: Grey, above: NDArray) -> list[list[int]]:
    """x, y, width and height of what is `above`, small and compact; the clearest of too many."""
    count, labels, stats, _ = cv2.connectedComponentsWithStats(above, connectivity=8)
    width, height, area = (stats[:, column] for column in (2, 3, 4))
    longer, shorter = np.maximum(width, height), np.minimum(width, height)
    fits = (longer <= 1.5 * _MEDIAN) & (longer <= 3.5 * shorter) & (area >= 0.35 * width * height) & (area >= 2)
    fits[0] = False
    chosen = np.nonzero(fits)[0]
    if len(chosen) > _MOST_CANDIDATES:
        ys, xs = np.nonzero(above)
        evidence = np.bincount(labels[ys, xs], weights=residual[ys, xs], minlength=count) / np.maximum(area, 1)
        chosen = chosen[np.argsort(-evidence[chosen])][:_MOST_CANDIDATES]
    return stats[chosen, :4].tolist()


def _rival(residual: Grey, rect: Rect) -> float:
    """How far the clearest around a candidate stand out: their 97th percentile over the candidate's own most."""
    size = Size(residual.shape[1], residual.shape[0])
    outer = rect.grown(_RIVALS).clipped(size)
    around = residual[outer.slices].copy()
    own = rect.grown(2).clipped(size).translated(-outer.x, -outer.y)
    most = int(residual[rect.slices].max())
    around[own.slices] = 0
    flat = around.reshape(-1)
    last = round(0.97 * (flat.size - 1))
    return math.log((1 + int(np.partition(flat, last)[last])) / (1 + most))


def _residuals(grey: Grey) -> tuple[Grey, Grey, NDArray[np.float32]]:
    """What a median takes away where it darkens and where it brightens (H x W each), and its usual size: a grid."""
    median = cv2.medianBlur(grey, _MEDIAN)
    size = cv2.absdiff(grey, median)
    cells = (max(1, grey.shape[1] // _CELL), max(1, grey.shape[0] // _CELL))
    sigma = np.zeros(cells[::-1], np.float32)
    # Twice: what stands out is cut off before the second mean, or dust would hide dust.
    for _ in range(2):
        # Eight bits are too coarse for the mean of so small numbers.
        mean = cv2.resize(np.left_shift(size, 3, dtype=np.uint16), cells, interpolation=cv2.INTER_AREA)
        sigma = np.maximum(1.25 / 8 * cv2.blur(mean.astype(np.float32), (3, 3)), 0.7)
        most = np.clip(np.ceil(2.5 * sigma), 1, 255).astype(np.uint8)
        size = cv2.min(size, cv2.resize(most, (grey.shape[1], grey.shape[0]), interpolation=cv2.INTER_LINEAR))
    brighter, darker = cv2.subtract(grey, median), cv2.subtract(median, grey)
    return np.asarray(brighter, np.uint8), np.asarray(darker, np.uint8), np.asarray(sigma, np.float32)


def _judged(grey: Grey, read: Read, rect: Rect, found: _Candidate, level: int) -> Speck | None:
    """A candidate held against the ring around it, and its exact outline; None where it is none."""
    longest, sign = max(rect.width, rect.height), found.sign
    gap, ring = (1 << level) + 1, max(4, round(0.8 * longest))
    size = Size(grey.shape[1], grey.shape[0])
    outer, inner = rect.grown(gap + ring).clipped(size), rect.grown(gap).clipped(size)
    window = grey[outer.slices].astype(np.int16)
    around = np.ones(window.shape, bool)
    around[inner.translated(-outer.x, -outer.y).slices] = False
    samples = np.sort(window[around])
    if len(samples) < 12:
        return None
    low, middle, high = (int(samples[round(share * (len(samples) - 1))]) for share in (0.1, 0.5, 0.9))
    core = sign * (grey[rect.slices].astype(np.int16) - middle)
    peak = float(np.percentile(core, 80))
    contrast = peak / (high - low + 2.0)
    # Brighter than nearly all of the ring, not only than its middle: else it is the end of something.
    beyond = peak - ((high if sign > 0 else -low) - sign * middle)
    if contrast < _LEAST_CONTRAST or beyond < _LEAST_STEP:
        return None
    stand = sign * (window - np.int16(middle))
    on = (stand > 0.4 * peak) & ~around
    area = float(np.count_nonzero(on))
    if area < 2:
        return None
    pixels = eight_bit(read(outer))
    unveiled, opacity = veil(_mean_colour(pixels, on), _mean_colour(pixels, around), sign)
    across = math.sqrt(4 * area / math.pi)
    certainty = SPOTS.certainty(
        (
            math.log(contrast),
            math.log(peak),
            math.log(across),
            float(level),
            found.rival,
            unveiled,
            opacity,
            *spot_features(stand, on, around, peak),
        )
    )
    if certainty < _LEAST_CERTAINTY:
        return None
    alpha = np.asarray(cv2.dilate(on.view(np.uint8), np.ones((3, 3), np.uint8)) * 255, np.uint8)
    shape = bounding_rect(alpha)
    place = shape.translated(outer.x, outer.y)
    return Speck(place, np.ascontiguousarray(alpha[shape.slices]), False, certainty, across)


def _mean_colour(pixels: NDArray[np.uint8], where: NDArray[np.bool_]) -> NDArray[np.float32]:
    return np.asarray(cv2.mean(pixels, where.view(np.uint8))[:3], np.float32)


# Scratches and hairs


def _scratches(grey: Grey, read: Read, context: JobContext) -> list[Speck]:
    found: list[Speck] = []
    step = max(1, math.ceil(math.sqrt(grey.size / _SCRATCH_PIXELS)))
    for level in range(2):
        scale = step << level
        if min(grey.shape) // scale > _LINE:
            cells = (grey.shape[1] // scale, grey.shape[0] // scale)
            small = cv2.resize(grey, cells, interpolation=cv2.INTER_AREA)
            found.extend(_ridges(grey, read, small, scale, context))
    return found


def _ridges(grey: Grey, read: Read, small: NDArray, scale: int, context: JobContext) -> Iterator[Speck]:
    brighter, darker, cells = _residuals(small)
    sigma = np.asarray(cv2.resize(cells, small.shape[1::-1], interpolation=cv2.INTER_LINEAR), np.float32)
    np.maximum(sigma, _LEAST_SIGMA, out=sigma)
    residual = brighter.astype(np.float32) - darker
    z = np.clip(np.rint(8 * residual / sigma), -24, 24).astype(np.int8)  # in eighths, cut at 3
    response = _along(z, context) / 8
    # In a texture of lines, only what is clearer than the others counts.
    usual = cv2.blur(response, (95, 95))
    above = (response > np.maximum(_GROW, _CLEARER[0] * usual)).astype(np.uint8)
    count, labels, stats, _ = cv2.connectedComponentsWithStats(above, connectivity=8)
    peaks = np.zeros(count, np.float32)
    ys, xs = np.nonzero(response > np.maximum(_SEED, _CLEARER[1] * usual))
    np.maximum.at(peaks, np.asarray(labels)[ys, xs].astype(np.intp), response[ys, xs])
    peaks[0] = 0
    maps = _Maps(residual, sigma, _steepness(small), above.astype(np.float32))
    longer = np.maximum(stats[:, 2], stats[:, 3])
    for label in np.nonzero((peaks > 0) & (longer >= _LEAST_LENGTH))[0]:
        context.check()
        rect = Rect(*stats[label, :4].tolist()).grown(_BESIDE).clipped(Size(small.shape[1], small.shape[0]))
        speck = _line(grey, read, rect, np.asarray(labels[rect.slices] == label), maps.cut(rect), scale)
        if speck is not None:
            yield speck


@dataclass(frozen=True, eq=False)
class _Maps:
    """H x W float32 each: the median's residual, its usual size, the steps beside each place, and 1 on ridges."""

    residual: NDArray[np.float32]
    sigma: NDArray[np.float32]
    step: NDArray[np.float32]
    ridge: NDArray[np.float32]

    def cut(self, rect: Rect) -> _Maps:
        """The part in `rect`."""
        return _Maps(*(one[rect.slices] for one in (self.residual, self.sigma, self.step, self.ridge)))


def _steepness(grey: NDArray) -> NDArray[np.float32]:
    """How much the two sides of each place differ, some px apart: large along edges, small beside a scratch."""
    smooth = cv2.GaussianBlur(grey, (0, 0), 3).astype(np.float32)
    across = cv2.filter2D(smooth, -1, np.array([[-1, 0, 0, 0, 0, 0, 0, 0, 1]], np.float32))
    down = cv2.filter2D(smooth, -1, np.array([[-1, 0, 0, 0, 0, 0, 0, 0, 1]], np.float32).T)
    return np.asarray(cv2.magnitude(across, down), np.float32)


def _along(z: NDArray[np.int8], context: JobContext) -> NDArray[np.float32]:
    """The largest mean of `z`, in size, along a line of `_LINE` px through each pixel."""
    height, width = z.shape
    padded = cv2.copyMakeBorder(z, _LINE, _LINE, _LINE, _LINE, cv2.BORDER_CONSTANT, value=0).astype(np.int16)
    best = np.zeros(z.shape, np.int16)
    for top in range(0, height, _LINE_ROWS):  # in bands, which stay in the processor's cache
        context.check()
        rows = min(_LINE_ROWS, height - top)
        band = padded[top : top + rows + 2 * _LINE]
        for index in range(_DIRECTIONS):
            sums, left, above = _line_sums(band, math.pi * (index / _DIRECTIONS - 0.5))
            found = sums[_LINE - above : _LINE - above + rows, _LINE - left : _LINE - left + width]
            np.maximum(best[top : top + rows], np.abs(found), out=best[top : top + rows])
    return best.astype(np.float32) / np.float32(_LINE)


def _flank(line: NDArray[np.bool_], maps: _Maps) -> float:
    """How much what lies beside a line stands out itself: a scratch crosses a picture, a texture is full of lines."""
    on = line.astype(np.uint8)
    beside = cv2.dilate(on, np.ones((2 * _BESIDE + 1, 2 * _BESIDE + 1), np.uint8)) - cv2.dilate(
        on, np.ones((7, 7), np.uint8)
    )
    samples = np.abs(maps.residual[beside > 0])
    steps = float(np.median(maps.step[line]))
    return 0.5 * steps + (2 * float(np.percentile(samples, 85)) if samples.size else 0.0)


def _line_sums(band: NDArray[np.int16], angle: float) -> tuple[NDArray[np.int16], int, int]:
    """Sums along lines of `_LINE` px, each the sum of two of half the length (Götz and Druckmüller 1996).

    Returns:
        The sums, and how far the place of a line's middle in the band lies right of and below its place in them.
    """
    across, down = math.cos(angle), math.sin(angle)
    longer = max(abs(across), abs(down))
    sums, middle_x, middle_y, cut = band, 0.0, 0.0, 0
    length = 1
    while length < _LINE:
        dx, dy = round(length * across / longer), round(length * down / longer)
        height, width = sums.shape
        first = sums[max(0, -dy) : height - max(0, dy), : width - dx]
        second = sums[max(0, dy) : height - max(0, -dy), dx:]
        sums = first + second
        middle_x, middle_y, cut = middle_x + dx / 2, middle_y + dy / 2, cut + max(0, -dy)
        length *= 2
    return sums, round(middle_x), round(middle_y) + cut


def _line(grey: Grey, read: Read, rect: Rect, line: NDArray[np.bool_], maps: _Maps, scale: int) -> Speck | None:
    """A component of the ridges as a scratch; None where it is short, wide, a web or an edge's."""
    sign = 1.0 if float(maps.residual[line].sum()) > 0 else -1.0
    z = sign * maps.residual / maps.sigma
    core = line & (z > 0.8)
    area = int(core.sum())
    if area < _LEAST_LENGTH / 2:
        return None
    contrast = sign * float(maps.residual[core].mean())
    if contrast < _LEAST_STEP or float(np.median(maps.step[core])) > _MOST_STEP * contrast:
        return None
    padded = np.pad(core.astype(np.uint8), 1)
    padded = cv2.morphologyEx(padded, cv2.MORPH_CLOSE, np.ones((3, 3), np.uint8))
    width = max(1.0, 2 * float(np.percentile(cv2.distanceTransform(padded, cv2.DIST_L2, 3)[padded > 0], 80)) - 1)
    reach = bounding_rect(np.asarray(padded, np.uint8))
    across = math.hypot(reach.width, reach.height)
    length = max(across, float(padded.sum()) / width)
    is_line = _LEAST_LENGTH <= length <= _MOST_BENT * across and length >= _LEAST_ASPECT * width
    if not is_line or area < 0.4 * across:
        return None
    against = contrast / (_flank(line, maps) + 2.0)
    if against < _LEAST_CONTRAST / 2:
        return None
    certainty = LINES.certainty(
        (
            math.log(against),
            math.log(contrast),
            math.log(width * scale),
            length / across,
            float(maps.ridge[~line].mean()),
            *_line_veil(read, rect, core, scale, sign),
            *line_features(z, core, maps.step, contrast),
        )
    )
    if certainty < _LEAST_CERTAINTY:
        return None
    alpha = cv2.dilate(padded, np.ones((3, 3), np.uint8))
    full = Rect((rect.x - 1) * scale, (rect.y - 1) * scale, alpha.shape[1] * scale, alpha.shape[0] * scale)
    large = cv2.resize(alpha * np.uint8(255), (full.width, full.height), interpolation=cv2.INTER_NEAREST)
    inside = full.clipped(Size(grey.shape[1], grey.shape[0]))
    kept = np.array(large[inside.translated(-full.x, -full.y).slices], np.uint8)
    return Speck(inside, kept, True, certainty, width * scale)


def _line_veil(read: Read, rect: Rect, core: NDArray[np.bool_], scale: int, sign: float) -> tuple[float, float]:
    """`veil` of a line over what lies beside it."""
    full = Rect(rect.x * scale, rect.y * scale, rect.width * scale, rect.height * scale)
    pixels = reduced_copy(read, full, rect.size)
    on = core.view(np.uint8)
    beside = cv2.dilate(on, np.ones((13, 13), np.uint8)) - cv2.dilate(on, np.ones((5, 5), np.uint8))
    return veil(_mean_colour(pixels, core), _mean_colour(pixels, beside > 0), int(sign))


def _apart(size: Size, scratches: list[Speck], specks: list[Speck]) -> Iterator[Speck]:
    """What was found at several scales counts once: the surest of it; specks on a scratch belong to that."""
    taken = np.zeros((size.height, size.width), bool)
    for group in (scratches, specks):
        for one in sorted(group, key=lambda speck: -speck.certainty):
            here, on = taken[one.rect.slices], one.alpha > 0
            if np.count_nonzero(here & on) <= 0.3 * np.count_nonzero(on):
                here |= on
                yield one
