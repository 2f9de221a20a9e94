"""A scribble over an object becomes its outline: GrabCut (Rother, Kolmogorov and Blake, 2004) on a small copy.

The small outline is brought back to the photo's own pixels in steps, each of which looks at the edge alone.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from engine.geometry import Rect, Size
from engine.mask.combine import cut_to_content
from engine.mask.morphology import bounding_rect
from engine.mask.reduced import fitting, reduced_copy
from engine.mask.refine import refine_edges
from engine.mask.tiling import Check, no_check, tiles_of

Mask = NDArray[np.uint8]
Read = Callable[[Rect], NDArray]

WORKING_SIDE = 128  # px, the longer side of the copy that GrabCut sees
_MARGIN = 1.0  # of the scribble's longer side, around it: how much larger than its scribble an object may be
_WIDER = 2.0  # the margin grows by this where the object has run out of what was looked at
_LOOKS = 4  # the last at all of the photo, on from what the third found
_ROUNDS = (1, 2)  # of GrabCut, and again once what hangs together with the scribble is known
_NEAR = 0.5  # of the scribble's longer side: so far around it, what looks like it is first taken for the object
_ALL_NEAR = 0.3  # or so far, whatever it looks like
_UNUSUAL = 0.002  # of what is far away has a colour that is at home in neither
_WEAK, _FULL = 20.0, 25.0  # mean step of colour (Lab) across an outline that is doubted, and what counts of a step
_STEP = 4.5  # how much finer each step back to the photo's pixels is, at the most
_ROOM = 3  # px of the small copy around what was found there
_LONGEST_EDGE = 5_000  # px; a longer one is refined on a smaller copy
_KEPT = 0.5  # of what was found in less of the photo is found in more of it
_LEAST_SIDE = 48
_MOST_PARTS = 16


def snap_to_object(
    read: Read, size: Size, rect: Rect, scribble: Mask, *, is_outline: bool = False, check: Check = no_check
) -> tuple[Rect, Mask]:
    """The object under a scribble.

    Args:
        read: gives the pixels of a rect of the photo: h x w x 3, uint8 or uint16; never written to.
        size: of the photo.
        rect: where the scribble lies, in the photo.
        scribble: h x w uint8; where it is over half, there is the object. With `is_outline`, where the object may be:
            it lies within, and whatever is outside belongs to its surroundings.
        check: called between steps; raises where the work should stop.

    Returns:
        The smallest rect that holds the object, and the object in it: h x w uint8, 255 = object, with a soft edge of a
        pixel or two. An empty rect where the scribble is empty.
    """
    inner = bounding_rect(np.asarray(scribble > 127, np.uint8))
    if inner.is_empty:
        return Rect(rect.x, rect.y, 0, 0), scribble[:0, :0]
    marked = scribble[inner.slices]
    spot = inner.translated(rect.x, rect.y)
    around, found, before = spot, marked, None
    margin = max(_MARGIN * max(spot.width, spot.height) * (0.3 if is_outline else 1.0), _LEAST_SIDE / 2)
    has_lost = False
    for look in range(_LOOKS):
        check()
        is_whole = look == _LOOKS - 1 or has_lost
        around = Rect.of(size) if is_whole else spot.grown(round(margin)).clipped(size)
        small = fitting(around.size, WORKING_SIDE)
        pixels = reduced_copy(read, around, small)
        hint = _placed(marked, spot, around, small)
        room = _Room(around, size, is_open=is_outline or is_whole)
        known = hint if before is None else _placed(found, before, around, small)
        guess = _guess(hint, known > 0) if is_whole else _first_guess(pixels, hint, is_outline)
        find = _outlined_object if before is None else _cut_out  # once more for each guess would take too long
        found = find(pixels, guess, hint, is_outline, room, check)
        if before is not None and np.count_nonzero(found[known > 0]) < _KEPT * np.count_nonzero(known):
            # What was larger than all that was looked at has shrunk to next to nothing: go on from what was known.
            found = _cut_out(pixels, _guess(hint, known > 0), hint, is_outline, room, check)
            has_lost = True
        if is_whole or room.holds(found):
            break
        before, margin = around, margin * _WIDER
    return _at_native_size(found, read, size, around, check)


@dataclass(frozen=True)
class _Room:
    """What was looked at of a photo. Where `is_open`, it holds whatever is found."""

    around: Rect
    size: Size
    is_open: bool

    def holds(self, found: Mask) -> bool:
        """Whether an object does not come up to a side beyond which the photo goes on."""
        sides = (
            (self.around.x > 0, found[:, 0]),
            (self.around.y > 0, found[0]),
            (self.around.right < self.size.width, found[:, -1]),
            (self.around.bottom < self.size.height, found[-1]),
        )
        return self.is_open or not any(goes_on and bool(side.any()) for goes_on, side in sides)


def _placed(marked: Mask, spot: Rect, around: Rect, small: Size) -> Mask:
    """The scribble in the small copy of `around`: 255 or 0, never empty."""
    step = max(1, round(min(around.width / small.width, around.height / small.height)))
    hint = np.zeros((small.height, small.width), np.uint8)
    across, down = small.width / around.width, small.height / around.height
    left, top = round((spot.x - around.x) * across), round((spot.y - around.y) * down)
    width = max(1, min(small.width - left, round(spot.width * across)))
    height = max(1, min(small.height - top, round(spot.height * down)))
    left, top = min(left, small.width - width), min(top, small.height - height)
    cover = cv2.resize(marked, (width, height), interpolation=cv2.INTER_AREA if step > 1 else cv2.INTER_LINEAR)
    # Half covered, or as much as the most covered pixel of a scribble thinner than a pixel of the copy.
    hint[top : top + height, left : left + width][cover >= min(127, max(1, int(cover.max())))] = 255
    return hint


def _outlined_object(
    pixels: NDArray[np.uint8], guess: NDArray[np.uint8], hint: Mask, is_outline: bool, room: _Room, check: Check
) -> Mask:
    """GrabCut on the small copy: h x w uint8, 255 or 0; unfinished where the object runs out of the room.

    What is found depends on what is first taken for the object. Where the outline hardly follows the photo's edges,
    GrabCut is begun from other guesses too, and the outline along the clearest edges is taken.
    """
    found = _cut_out(pixels, guess, hint, is_outline, room, check)
    if is_outline or not room.holds(found):
        return found
    clearness = _clearness(pixels, found)
    if clearness >= _WEAK:
        return found
    for guess in _other_guesses(pixels, hint):
        other = _cut_out(pixels, guess, hint, is_outline, room, check)
        clearer = _clearness(pixels, other)
        if clearer > clearness and room.holds(other):
            found, clearness = other, clearer
    return found


def _cut_out(
    pixels: NDArray[np.uint8], trimap: NDArray[np.uint8], hint: Mask, is_outline: bool, room: _Room, check: Check
) -> Mask:
    """What GrabCut makes of a guess: h x w uint8, 255 or 0; it ends early where that runs out of the room."""
    if not np.isin(trimap, (cv2.GC_FGD, cv2.GC_PR_FGD)).any() or not np.isin(trimap, (cv2.GC_BGD, cv2.GC_PR_BGD)).any():
        return hint
    models = np.zeros((1, 65)), np.zeros((1, 65))
    object_ = hint
    for index, rounds in enumerate(_ROUNDS):
        check()
        cv2.setRNGSeed(1)  # its k-means draws by chance: the same scribble gives the same object
        mode = cv2.GC_EVAL if index else cv2.GC_INIT_WITH_MASK
        cv2.grabCut(pixels, trimap, (0, 0, 1, 1), *models, rounds, mode)  # the rect is not used in these modes
        object_ = _held_together(((trimap == cv2.GC_FGD) | (trimap == cv2.GC_PR_FGD)).view(np.uint8), hint, is_outline)
        if not room.holds(object_):
            break
        trimap = np.where((trimap == cv2.GC_PR_FGD) & (object_ == 0), cv2.GC_PR_BGD, trimap).astype(np.uint8)
    return object_


def _clearness(pixels: NDArray[np.uint8], found: Mask) -> float:
    """How much colours differ across an outline: the mean step in Lab, 0 where there is none."""
    lab = np.asarray(cv2.cvtColor(pixels.astype(np.float32) / np.float32(255), cv2.COLOR_RGB2Lab), np.float32)
    inside = (found > 0).view(np.uint8)
    disc = np.asarray(cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (5, 5)), np.uint8)
    within = cv2.subtract(inside, cv2.erode(inside, disc))
    beyond = cv2.subtract(cv2.dilate(inside, disc), inside)
    edge = (inside - cv2.erode(inside, np.ones((3, 3), np.uint8))) > 0
    if not edge.any():
        return 0.0
    step = np.linalg.norm((_means_near(lab, within) - _means_near(lab, beyond))[edge], axis=1)
    return float(np.minimum(step, _FULL).mean())


def _means_near(lab: NDArray[np.float32], where: NDArray) -> NDArray[np.float32]:
    """At each place the mean colour of what `where` is 1 at, 2 px around it."""
    share = where.astype(np.float32)
    weight = np.maximum(np.asarray(cv2.blur(share, (5, 5))), 1e-6)
    return np.asarray(np.asarray(cv2.blur(lab * share[..., None], (5, 5))) / weight[..., None], np.float32)


def _first_guess(pixels: NDArray[np.uint8], hint: Mask, is_outline: bool) -> NDArray[np.uint8]:
    if is_outline:
        trimap = np.full(hint.shape, cv2.GC_BGD, np.uint8)
        trimap[hint > 0] = cv2.GC_PR_FGD
        return trimap
    outside, side = _distance_from(hint)
    alike = _nearer_to(pixels, hint > 0, outside > 2 * _NEAR * side)
    return _guess(hint, (outside <= _NEAR * side) & alike)


def _other_guesses(pixels: NDArray[np.uint8], hint: Mask) -> Iterator[NDArray[np.uint8]]:
    """All that is close to the scribble; and what is alike or has a colour that is rare far away."""
    outside, side = _distance_from(hint)
    yield _guess(hint, outside <= _ALL_NEAR * side)
    far = outside > 1.5 * _NEAR * side
    if far.any():
        key = _colour_bins(pixels)
        unusual = (_frequency(key, far) < _UNUSUAL)[key]
        yield _guess(hint, (outside <= 1.5 * _NEAR * side) & (_nearer_to(pixels, hint > 0, far) | unusual))


def _distance_from(hint: Mask) -> tuple[NDArray[np.float32], int]:
    """How far each place is from the scribble, and the scribble's longer side."""
    outside = cv2.distanceTransform((hint == 0).view(np.uint8), cv2.DIST_L2, cv2.DIST_MASK_5)
    rows, columns = np.nonzero(hint)
    return np.asarray(outside, np.float32), int(max(np.ptp(rows), np.ptp(columns))) + 1


def _guess(hint: Mask, maybe: NDArray[np.bool_]) -> NDArray[np.uint8]:
    """GrabCut's words for: the object is at the scribble, and `maybe` there."""
    trimap = np.where(maybe, cv2.GC_PR_FGD, cv2.GC_PR_BGD).astype(np.uint8)
    trimap[hint > 0] = cv2.GC_FGD
    return trimap


def _nearer_to(pixels: NDArray[np.uint8], first: NDArray[np.bool_], second: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """Where a pixel's colour is more frequent in the one region than in the other, by smoothed histograms."""
    if not second.any():
        return np.ones(first.shape, bool)
    key = _colour_bins(pixels)
    return (_frequency(key, first) >= _frequency(key, second))[key]


def _colour_bins(pixels: NDArray[np.uint8]) -> NDArray[np.intp]:
    """Which of 4,096 bins of Lab each pixel's colour falls into: h x w."""
    bins = (np.asarray(cv2.cvtColor(pixels, cv2.COLOR_RGB2Lab), np.uint8) >> 4).astype(np.intp)
    return (bins[..., 0] * 16 + bins[..., 1]) * 16 + bins[..., 2]


def _frequency(key: NDArray[np.intp], region: NDArray[np.bool_]) -> NDArray[np.float32]:
    """How frequent each bin is in a region, smoothed over its neighbours: 4,096 shares."""
    counts = np.bincount(key[region], minlength=4096).astype(np.float32).reshape(16, 16, 16)
    for axis in range(3):
        padded = np.pad(counts, [(1, 1) if each == axis else (0, 0) for each in range(3)])
        low, high = np.take(padded, range(16), axis), np.take(padded, range(2, 18), axis)
        counts = counts + (low + high) / 2
    return counts.reshape(-1) / max(1.0, float(counts.sum()))


def _held_together(shape: NDArray[np.uint8], hint: Mask, is_outline: bool) -> Mask:
    """What hangs together with the scribble, without holes: 255 or 0. Within an outline, the largest part."""
    _, labels, stats, _ = cv2.connectedComponentsWithStats(shape, connectivity=4)
    if is_outline:
        sizes = stats[:, cv2.CC_STAT_AREA].copy()
        sizes[0] = 0
        kept = np.flatnonzero(sizes >= 0.1 * sizes.max()) if sizes.max() else np.array([], int)
    else:
        kept = np.unique(labels[hint > 0])
    kept = kept[kept > 0]
    held = np.isin(labels, kept).view(np.uint8)
    outlines, _ = cv2.findContours(held, cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_NONE)
    filled = np.zeros_like(held)
    cv2.drawContours(filled, outlines, -1, 255, cv2.FILLED)
    return filled


def _at_native_size(found: Mask, read: Read, size: Size, around: Rect, check: Check) -> tuple[Rect, Mask]:
    """Brings the small outline back to the photo's pixels; on the way, the edge alone is read and refined."""
    soft, place = _cut_with_room(found, around)
    place = place.clipped(size)
    at, finest = Size(soft.shape[1], soft.shape[0]), _finest(soft, place)
    times = max(finest.width / at.width, finest.height / at.height)
    steps = max(1, math.ceil(math.log(max(1.0, times), _STEP)))
    for step in range(1, steps + 1):
        check()
        share = times ** ((step - steps) / steps)
        finer = Size(max(at.width, round(finest.width * share)), max(at.height, round(finest.height * share)))
        soft = _enlarged(soft, finer)
        radius = max(2, round(1.5 * times ** (1 / steps)))
        here = _reduced_reader(read, place, finer)
        soft = refine_edges(soft, here, radius, strength=0.9, crispness=0.7, passes=1, check=check)
        at = finer
    return cut_to_content(place, soft if at == place.size else _enlarged(soft, place.size))


def _cut_with_room(found: Mask, around: Rect) -> tuple[Mask, Rect]:
    """The part of the small outline that holds the object and a margin, and where that lies in the photo."""
    small = Size(found.shape[1], found.shape[0])
    kept = bounding_rect(found).grown(_ROOM).clipped(small)
    across, down = around.width / small.width, around.height / small.height
    place = Rect.from_bounds(
        around.x + round(kept.x * across),
        around.y + round(kept.y * down),
        around.x + round(kept.right * across),
        around.y + round(kept.bottom * down),
    )
    return found[kept.slices], place


def _finest(soft: Mask, place: Rect) -> Size:
    """How finely the edge is looked at: as the photo has it, unless it is so long that this would take too long."""
    outlines, _ = cv2.findContours(soft, cv2.RETR_LIST, cv2.CHAIN_APPROX_NONE)
    times = max(place.width / soft.shape[1], place.height / soft.shape[0])
    length = sum(len(outline) for outline in outlines) * times
    share = min(1.0, _LONGEST_EDGE / max(1.0, length))
    return Size(max(1, round(place.width * share)), max(1, round(place.height * share)))


def _reduced_reader(read: Read, place: Rect, size: Size) -> Read:
    """Reads rects of a copy of `place` that is `size` large, without ever making all of it."""
    if size == place.size:
        return lambda rect: read(rect.translated(place.x, place.y))
    across, down = place.width / size.width, place.height / size.height

    def reduced(rect: Rect) -> NDArray[np.uint8]:
        left, top = round(rect.x * across), round(rect.y * down)
        right, bottom = max(left + rect.width, round(rect.right * across)), round(rect.bottom * down)
        part = Rect.from_bounds(left, top, right, max(top + rect.height, bottom)).translated(place.x, place.y)
        return reduced_copy(read, part, rect.size)

    return reduced


def _enlarged(small: Mask, size: Size) -> Mask:
    """A mask enlarged to `size`, with an edge of a pixel or so again; flat tiles are only filled."""
    across, down = small.shape[1] / size.width, small.shape[0] / size.height
    spread = (np.arange(256) - 127.5) * max(1.0, 0.5 / min(across, down)) + 127.5
    table = np.clip(np.rint(spread), 0, 255).astype(np.uint8)
    result = np.zeros((size.height, size.width), np.uint8)
    there = Size(small.shape[1], small.shape[0])
    for tile in tiles_of(Rect.of(size)):
        left, top = int(tile.x * across) - 1, int(tile.y * down) - 1
        right, bottom = int(tile.right * across) + 2, int(tile.bottom * down) + 2
        seen = Rect.from_bounds(left, top, right, bottom).clipped(there)
        part = small[seen.slices]
        low, high = part.min(), part.max()
        if low == high:
            result[tile.slices] = high
            continue
        # Centres of pixels lie on halves.
        shift = ((tile.x + 0.5) * across - 0.5 - seen.x, (tile.y + 0.5) * down - 0.5 - seen.y)
        place = np.array([[across, 0, shift[0]], [0, down, shift[1]]])
        wide = cv2.warpAffine(
            np.ascontiguousarray(part),
            place,
            (tile.width, tile.height),
            flags=cv2.INTER_LINEAR | cv2.WARP_INVERSE_MAP,
            borderMode=cv2.BORDER_REPLICATE,
        )
        result[tile.slices] = cv2.LUT(wide, table)
    return result


def snap_mask(read: Read, mask: Mask, check: Check = no_check) -> Mask:
    """A mask that was brushed roughly over some objects, snapped to their outlines, one after the other.

    Of each separate part of the mask, its inner half is taken for the object; the rest may be object or surroundings.

    Args:
        read: gives the pixels of a rect of the photo: h x w x 3, uint8 or uint16; never written to.
        mask: H x W uint8, 255 = selected; not written to.
        check: called between steps; raises where the work should stop.

    Returns:
        H x W uint8. Of more than 16 parts, the smaller ones stay as they are.
    """
    bounds, size = bounding_rect(mask), Size(mask.shape[1], mask.shape[0])
    result = mask.copy()
    shape = np.asarray(mask[bounds.slices] > 127, np.uint8)
    outlines, _ = cv2.findContours(shape, cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_NONE)
    largest = sorted(outlines, key=cv2.contourArea, reverse=True)[:_MOST_PARTS]
    for outline in largest:
        check()
        spot = Rect(*cv2.boundingRect(outline))
        part = np.zeros((spot.height, spot.width), np.uint8)
        cv2.drawContours(part, [outline], -1, 255, cv2.FILLED, offset=(-spot.x, -spot.y))
        place = spot.translated(bounds.x, bounds.y)
        kept = result[place.slices]
        kept[part > 0] = 0
        rect, found = snap_to_object(read, size, place, _inner_half(part), check=check)
        np.maximum(result[rect.slices], found, out=result[rect.slices])
    return result


def _inner_half(part: Mask) -> Mask:
    """What lies deeper than half of the greatest depth along its way: a line down the middle of a brushed stroke."""
    small = fitting(Size(part.shape[1], part.shape[0]), 4 * WORKING_SIDE)
    lesser = cv2.copyMakeBorder(
        cv2.resize(part, (small.width, small.height), interpolation=cv2.INTER_NEAREST),
        1,
        1,
        1,
        1,
        cv2.BORDER_CONSTANT,
        value=0,
    )
    depth = cv2.distanceTransform(lesser, cv2.DIST_L2, cv2.DIST_MASK_5)[1:-1, 1:-1]
    inner = np.asarray(depth >= 0.5 * depth.max(), np.uint8) * np.uint8(255)
    return np.asarray(cv2.resize(inner, (part.shape[1], part.shape[0]), interpolation=cv2.INTER_NEAREST), np.uint8)
