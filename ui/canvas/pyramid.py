"""Reduced copies for drawing: a photo's planes, halved again and again, and the mask's.

Level n has one sample for each block of 2**n x 2**n photo pixels; level 0 is the full one.
"""

from __future__ import annotations

import math
from collections import OrderedDict
from collections.abc import Callable, Iterator
from typing import Protocol

import cv2
import numpy as np

from engine.document import Composite, Patch
from engine.geometry import Rect, Size
from engine.memory import untouched
from ui.canvas.adjusted import ReducedMasks, Shower, adjust, first_adjustment, last_adjustments, show

TILE = 256
_STRIP_ROWS = 512
_SMALLEST = 256
_BLOCK = 512
_CACHE_BYTES = 64 * 2**20
_MOST_PICKED = 200_000  # samples: each comes from a place of its own in memory
_MOST_SCRATCH = 8_000_000  # samples
# What things cost, in pixels of a patch that are laid over others.
_CONVERTING, _ADJUSTING, _HALVING = 2.0, 3.0, 0.3


def halve(samples: np.ndarray) -> np.ndarray:
    """The mean of each 2 x 2 block; an odd last row or column is taken twice."""
    height, width = samples.shape[:2]
    if height % 2 or width % 2:
        samples = cv2.copyMakeBorder(samples, 0, height % 2, 0, width % 2, cv2.BORDER_REPLICATE)
    return cv2.resize(samples, ((width + 1) // 2, (height + 1) // 2), interpolation=cv2.INTER_AREA)


def level_size(size: Size, level: int) -> Size:
    """The size of a level: halved and rounded up, so that every photo pixel has a sample."""
    return Size(-(-size.width >> level), -(-size.height >> level))


def level_count(size: Size) -> int:
    """How many levels there are, the full one included; the last is small enough for the least zoom."""
    longest = max(size.width, size.height)
    return 1 + max(0, (longest - 1) // _SMALLEST).bit_length()


def level_rect(rect: Rect, level: int) -> Rect:
    """The samples of a level that a photo rectangle touches."""
    return Rect.from_bounds(rect.x >> level, rect.y >> level, -(-rect.right >> level), -(-rect.bottom >> level))


def _finer(rect: Rect, size: Size) -> Rect:
    """The samples one level finer under `rect`, inside a level of this size."""
    return Rect.from_bounds(rect.x * 2, rect.y * 2, rect.right * 2, rect.bottom * 2).clipped(size)


def _within(rect: Rect, outer: Rect) -> tuple[slice, slice]:
    return rect.translated(-outer.x, -outer.y).slices


class Lateness(Protocol):
    """Who knows how long somebody may wait, and has tiles made that would take longer: see `ui.canvas.late`."""

    @property
    def left(self) -> float: ...
    def affords(self, effort: float) -> bool: ...
    def effort(
        self, composite: Composite, rect: Rect, start: int = 0, stop: int | None = None, most: float = math.inf
    ) -> float: ...
    def layers(self, composite: Composite, rect: Rect) -> float: ...
    def pick(self, composite: Composite, rect: Rect, step: int) -> np.ndarray: ...
    def ask(self, plane: PlanePyramid, level: int, tiles: tuple[Rect, ...], *, patched: bool) -> None: ...


class PlanePyramid:
    """One plane of a photo (its colours, or its alpha) for display, with the patches of a composite laid over it.

    The photo's own levels are computed once, by `build`, which may run in another thread; until a level is there, a
    coarse one is picked straight from the samples. Patches never touch those levels: what they change is kept as a
    bounded set of tiles. The full level is the photo's own array where nothing has to be converted.

    Where somebody sets `lateness`, tiles that nobody should wait for come late, by `take_tiles`: until then a few of
    their samples stand in for them.

    Args:
        samples: H x W x 3 or H x W, uint8 or uint16; kept, never copied, never written.
        convert: those samples -> uint8 of the same shape, ready for the screen; returns its argument where it can.
        read_patched: (composite, rect) -> the samples of the composite in that rect.
        shower: of colours, what `convert` belongs to: adjustments are laid in between.
    """

    def __init__(
        self,
        samples: np.ndarray,
        convert: Callable[[np.ndarray], np.ndarray],
        read_patched: Callable[[Composite, Rect], np.ndarray],
        shower: Shower | None = None,
    ) -> None:
        self.size = Size(samples.shape[1], samples.shape[0])
        self._samples = samples
        self._convert = convert
        self._read_patched = read_patched
        self._shower = shower
        corner = samples[:1, :1]
        shown = convert(corner)
        self._is_ready_made, self._shown_kind = shown is corner, shown.dtype
        self._scratch = np.empty(0, shown.dtype)
        self._levels: list[np.ndarray | None] = [None] * level_count(self.size)
        # One list where they are the same; and the levels may still be on their way.
        self._native_levels = self._levels if self._is_ready_made else list(self._levels)
        self._tiles = _TileCache(_CACHE_BYTES)
        self._native: PlanePyramid | None = None
        self._below: tuple[Patch, ...] = ()
        self._masks = ReducedMasks()
        self.when_native_is_needed: Callable[[PlanePyramid], object] | None = None
        self.lateness: Lateness | None = None
        self.check: Callable[[], object] = lambda: None  # called before each piece of work: it may raise

    @property
    def count(self) -> int:
        return len(self._levels)

    @property
    def bytes_held(self) -> int:
        """Memory beyond the photo itself."""
        own = self._tiles.bytes_held + sum(level.nbytes for level in self._levels if level is not None)
        if self._native is None:
            return own
        return own + (self._native._tiles.bytes_held if self._is_ready_made else self._native.bytes_held)

    @property
    def levels(self) -> list[np.ndarray]:
        """The photo's own levels that are there, from the first reduced one on; to be set only with all of them."""
        return [level for level in self._levels if level is not None]

    @levels.setter
    def levels(self, levels: list[np.ndarray]) -> None:
        self._levels[1:] = levels  # in place: the list may be the native one as well

    def build(self, is_cancelled: Callable[[], bool] = lambda: False) -> bool:
        """Computes the photo's own levels, strip by strip; False where it was cancelled on the way."""
        for level in range(1, self.count):
            reduced = self._reduced_level(level, is_cancelled)
            if reduced is None:
                return False
            self._levels[level] = reduced
        return True

    def levels_changed(self) -> None:
        """Drops the tiles that were made from coarse levels; call once `build` is through."""
        self._tiles.clear()
        if self._native is not None:
            self._native._tiles.clear()

    def patches_changed(self, rects: tuple[Rect, ...]) -> None:
        """Drops the tiles under these photo rectangles."""
        self._tiles.discard(rects)

    def repaint(self, rect: Rect, composite: Composite, patched: tuple[Rect, ...]) -> None:
        """Makes the kept tiles anew inside one photo rectangle alone: how a brush is followed, dab by dab."""
        margin = 2 << self.count
        near = tuple(spot for spot in patched if spot.overlaps(rect.grown(margin)))
        for level in range(self.count):
            part = level_rect(rect, level).clipped(level_size(self.size, level))
            for tile_rect in self.tile_rects(level, part):
                tile = self._tiles.get((True, level, tile_rect.x, tile_rect.y))
                if tile is not None:
                    spot = part.intersected(tile_rect)
                    tile[_within(spot, tile_rect)] = self._patched_samples(level, spot, composite, near)

    def read(
        self,
        level: int,
        rect: Rect,
        composite: Composite | None,
        patched: tuple[Rect, ...] = (),
        *,
        reuse: bool = False,
    ) -> np.ndarray:
        """Display samples of a rectangle of a level: uint8, possibly a view, so never to be written to.

        Args:
            composite: None for the photo alone.
            patched: the photo rectangles where `composite` differs from the photo.
            reuse: what comes back is good until this is next asked for: fresh memory costs more than the work.
        """
        changed = self._patched_here(level, rect, patched) if composite is not None else ()
        if composite is None or not changed:
            return self._read_own(level, rect)
        if level == 0 and self._is_ready_made and self._affords(0, rect, composite):
            last = len(composite.patches) if self._shower is None else last_adjustments(composite.patches)
            below = (
                composite if last == len(composite.patches) else Composite(composite.photo, composite.patches[:last])
            )
            return self._show(self._read_patched(below, rect), composite.patches[last:], composite.photo.icc)
        samples, late = self._room(rect, reuse=reuse), []
        for tile_rect in self.tile_rects(level, rect):
            part = tile_rect.intersected(rect)
            if not any(tile_rect.overlaps(spot) for spot in changed):
                samples[_within(part, rect)] = self._read_own(level, part)
                continue
            tile = self._patched_tile(level, tile_rect, composite, patched, is_late=bool(late))
            if tile is None:
                late.append(tile_rect)
            else:
                samples[_within(part, rect)] = tile[_within(part, tile_rect)]
        if late and self.lateness is not None:
            self._stand_in(level, late, rect, composite, samples)
            self.lateness.ask(self, level, tuple(late), patched=True)
        return samples

    def _affords(self, level: int, rect: Rect, composite: Composite) -> bool:
        lateness = self.lateness
        return lateness is None or lateness.affords(self.effort(level, rect, composite, lateness.left))

    def effort(self, level: int, rect: Rect, composite: Composite, most: float = math.inf) -> float:
        """What it costs to make a rectangle of a level, in pixels of patches that are laid over others.

        Where that is more than `most`, anything above it may come back.
        """
        lateness = self.lateness
        if lateness is None:
            return 0.0
        photo = Rect.from_bounds(*(place << level for place in (rect.x, rect.y, rect.right, rect.bottom)))
        photo, first = photo.clipped(self.size), first_adjustment(composite)
        convert = 0.0 if self._is_ready_made else _CONVERTING
        if self._shower is None or first == len(composite.patches):
            if level == 0:
                converting = convert * photo.area
                return converting if converting > most else converting + lateness.effort(composite, photo, most=most)
            return (1 + _HALVING + convert / 4) * lateness.effort(composite, photo, most=most)
        adjusting = _ADJUSTING * sum(patch.adjustment is not None for patch in composite.patches) * rect.area
        if adjusting > most:
            return adjusting
        if level == 0:
            return adjusting + lateness.effort(composite, photo, most=most)
        if self._native is None or self._below != composite.patches[:first] or not self._native._has_tiles(level, rect):
            adjusting += (1 + _HALVING) * lateness.effort(composite, photo, 0, first, most)
        return adjusting + (1 + _HALVING + convert / 4) * lateness.effort(composite, photo, first, most=most)

    def _has_tiles(self, level: int, rect: Rect) -> bool:
        return all(self._tiles.has((True, level, tile.x, tile.y)) for tile in self.tile_rects(level, rect))

    def kept_levels(self, rect: Rect) -> int:
        """On how many levels there are tiles under a photo rectangle that would have to be made anew."""
        return sum(self._keeps(level, rect) for level in range(self.count))

    def _keeps(self, level: int, rect: Rect) -> bool:
        part = level_rect(rect, level).clipped(level_size(self.size, level))
        return any(self._tiles.has((True, level, tile.x, tile.y)) for tile in self.tile_rects(level, part))

    def _stand_in(self, level: int, tiles: list[Rect], rect: Rect, composite: Composite, samples: np.ndarray) -> None:
        """Into `samples`, those of `rect` of a level, for tiles that are late: few enough that nobody waits."""
        assert self.lateness is not None
        whole = tiles[0]
        for tile in tiles[1:]:
            whole = whole.united(tile)
        photo = Rect.from_bounds(*(place << level for place in (whole.x, whole.y, whole.right, whole.bottom)))
        photo = photo.clipped(self.size)
        effort = photo.area + self.lateness.layers(composite, photo)
        times = 1 if level else 2
        while effort > (times << level) ** 2 * _MOST_PICKED:
            times *= 2
        few = self._convert(np.ascontiguousarray(self.lateness.pick(composite, photo, times << level)))
        large = few
        if times > 1:
            wide, high = few.shape[1] * times, few.shape[0] * times
            large = cv2.resize(few, (wide, high), interpolation=cv2.INTER_LINEAR)
        for tile in tiles:
            part = tile.intersected(rect)
            samples[_within(part, rect)] = large[_within(part, whole)]

    def _room(self, rect: Rect, *, reuse: bool) -> np.ndarray:
        """Memory for display samples of a rectangle of some level."""
        shape, kind = (rect.height, rect.width, *self._samples.shape[2:]), self._shown_kind
        count = math.prod(shape)
        if not reuse:
            return np.empty(shape, kind)
        if not count <= len(self._scratch) <= max(_MOST_SCRATCH, 2 * count):
            self._scratch = np.empty(count, kind)
        return self._scratch[:count].reshape(shape)

    def _patched_here(self, level: int, rect: Rect, patched: tuple[Rect, ...]) -> tuple[Rect, ...]:
        return tuple(spot for spot in (level_rect(each, level) for each in patched) if spot.overlaps(rect))

    def tile_rects(self, level: int, rect: Rect) -> Iterator[Rect]:
        """The tiles of a level that a rectangle of it touches."""
        whole = level_size(self.size, level)
        for y in range(rect.y // TILE * TILE, rect.bottom, TILE):
            for x in range(rect.x // TILE * TILE, rect.right, TILE):
                yield Rect(x, y, TILE, TILE).clipped(whole)

    def _patched_tile(
        self, level: int, rect: Rect, composite: Composite, patched: tuple[Rect, ...], *, is_late: bool
    ) -> np.ndarray | None:
        """None where it would be made too late. is_late: whether it is not there, it will be."""
        key = (True, level, rect.x, rect.y)
        tile = self._tiles.get(key)
        if tile is None and not is_late and self._affords(level, rect, composite):
            tile = self._patched_samples(level, rect, composite, patched)
            self._tiles.put(key, tile)
        return tile

    def _patched_samples(self, level: int, rect: Rect, composite: Composite, patched: tuple[Rect, ...]) -> np.ndarray:
        """A rectangle of a level with its patches, made from nothing: an array of its own."""
        first = first_adjustment(composite)
        if first < len(composite.patches):
            return self._adjusted_samples(level, rect, composite, first)
        samples = self._read_own(level, rect).copy()
        for part in _apart([spot.intersected(rect) for spot in self._patched_here(level, rect, patched)]):
            samples[_within(part, rect)] = self._reduce_patched(level, part, composite, patched)
        return samples

    def _adjusted_samples(self, level: int, rect: Rect, composite: Composite, first: int) -> np.ndarray:
        """As `_patched_samples`, where the lowest adjustment is the patch `first`."""
        icc, last = composite.photo.icc, len(composite.patches)
        if self._shower is not None:
            last = last_adjustments(composite.patches)
        if level == 0:
            samples = self._read_patched(Composite(composite.photo, composite.patches[:last]), rect)
            samples = self._show(samples, composite.patches[last:], icc)
            return samples if samples.flags.owndata else samples.copy()
        below, above = Composite(composite.photo, composite.patches[:first]), composite.patches[first:]
        native = self._native_of(below)
        is_tile = rect in self.tile_rects(level, rect)
        read = native.read if is_tile else native._finer_samples  # for a part of a tile not all of it is made
        samples = read(level, rect, below, below.bounds_changed())
        samples = adjust(samples, composite.patches[first:last], icc, self._masks, level, rect)
        samples = self._show(samples, composite.patches[max(first, last) :], icc)
        laid = Composite(composite.photo, tuple(patch for patch in above if patch.adjustment is None))
        spots = self._patched_here(level, rect, laid.bounds_changed())
        if spots or not samples.flags.writeable or samples.base is not None:
            samples = samples.copy()
        for part in _apart([spot.intersected(rect) for spot in spots]):
            samples[_within(part, rect)] = self._reduce_patched(level, part, composite, composite.bounds_changed())
        return samples

    def _show(self, samples: np.ndarray, patches: tuple[Patch, ...], icc: bytes | None) -> np.ndarray:
        return self._convert(samples) if self._shower is None else show(samples, patches, icc, self._shower)

    def _native_of(self, below: Composite) -> PlanePyramid:
        """The photo in its own depth and space, for what lies under the adjustments."""
        native = self._native
        if native is None:
            native = self._native = PlanePyramid(self._samples, _as_it_is, self._read_patched)
            native._levels, native.check = self._native_levels, self.check
            if not self._is_ready_made and self.when_native_is_needed is not None:
                self.when_native_is_needed(native)
        if below.patches != self._below:
            self._below = below.patches
            native._tiles.clear()
        return native

    def need_native(self, composite: Composite) -> None:
        """Has the photo reduced in its own depth and space, where that is not under way and adjustments ask for it."""
        first = first_adjustment(composite)
        if self._shower is not None and first < len(composite.patches):
            self._native_of(Composite(composite.photo, composite.patches[:first]))

    def twin(self, read_patched: Callable[[Composite, Rect], np.ndarray], check: Callable[[], object]) -> PlanePyramid:
        """The same plane for another thread, with tiles of its own; `check` is called in between, and may raise."""
        twin = PlanePyramid(self._samples, self._convert, read_patched, self._shower)
        twin._levels, twin._native_levels, twin.check = self._levels, self._native_levels, check
        return twin

    def make_tile(self, level: int, rect: Rect, composite: Composite, *, patched: bool) -> np.ndarray:
        """A tile for another plane's `take_tiles`: with the composite's patches, or the photo's own."""
        if patched:
            return self._patched_samples(level, rect, composite, composite.bounds_changed())
        self.check()
        return self._convert(np.ascontiguousarray(self._samples[rect.slices]))

    def take_tiles(self, level: int, made: dict[Rect, np.ndarray], *, patched: bool) -> None:
        """Keeps tiles that came late."""
        for rect, tile in made.items():
            self._tiles.put((patched, level, rect.x, rect.y), tile)

    def _reduce_patched(self, level: int, part: Rect, composite: Composite, patched: tuple[Rect, ...]) -> np.ndarray:
        self.check()
        if level == 0:
            return self._convert(self._read_patched(composite, part))
        finer = _finer(part, level_size(self.size, level - 1))
        if level == 1:
            return self._convert(halve(self._read_patched(composite, finer)))
        return halve(self._finer_samples(level - 1, finer, composite, patched))

    def _finer_samples(self, level: int, rect: Rect, composite: Composite, patched: tuple[Rect, ...]) -> np.ndarray:
        """To be halved: from tiles where there are any, but none is made for it, as most of it may not be needed."""
        samples = np.empty((rect.height, rect.width, *self._samples.shape[2:]), self._shown_kind)
        for tile_rect in self.tile_rects(level, rect):
            part, tile = tile_rect.intersected(rect), self._tiles.get((True, level, tile_rect.x, tile_rect.y))
            samples[_within(part, rect)] = (
                self._patched_samples(level, part, composite, patched)
                if tile is None
                else tile[_within(part, tile_rect)]
            )
        return samples

    def _read_own(self, level: int, rect: Rect) -> np.ndarray:
        if level == 0:
            return self._samples[rect.slices] if self._is_ready_made else self._read_converted(rect)
        ready = self._levels[level]
        return ready[rect.slices] if ready is not None else self._read_coarse(level, rect)

    def _read_coarse(self, level: int, rect: Rect) -> np.ndarray:
        """Until the level is there: few enough samples that nobody waits for them, enlarged."""
        times = 1
        while rect.area > times * times * _MOST_PICKED:
            times *= 2
        step = times << level
        few = Rect.from_bounds(rect.x // times, rect.y // times, -(-rect.right // times), -(-rect.bottom // times))
        rows, columns = slice(few.y * step, few.bottom * step, step), slice(few.x * step, few.right * step, step)
        samples = self._convert(np.ascontiguousarray(self._samples[rows, columns]))
        if times == 1:
            return samples
        large = cv2.resize(samples, (few.width * times, few.height * times), interpolation=cv2.INTER_LINEAR)
        return large[rect.translated(-few.x * times, -few.y * times).slices]

    def _read_converted(self, rect: Rect) -> np.ndarray:
        samples = np.empty((rect.height, rect.width, *self._samples.shape[2:]), np.uint8)
        stands_in = self.count > 1 and self._levels[1] is not None and rect.area * 3 <= _CACHE_BYTES // 2
        late = []
        for tile_rect in self.tile_rects(0, rect):
            part = tile_rect.intersected(rect)
            if stands_in and not self._affords_converting(tile_rect):
                late.append(tile_rect)
                samples[_within(part, rect)] = self._enlarged(part)
            else:
                samples[_within(part, rect)] = self._converted_tile(tile_rect)[_within(part, tile_rect)]
        if late and self.lateness is not None:
            self.lateness.ask(self, 0, tuple(late), patched=False)
        return samples

    def _affords_converting(self, rect: Rect) -> bool:
        if self.lateness is None or self._tiles.has((False, 0, rect.x, rect.y)):
            return True
        return self.lateness.affords(_CONVERTING * rect.area)

    def _enlarged(self, rect: Rect) -> np.ndarray:
        """A rectangle of the full level, from the one that is half as fine."""
        half = level_rect(rect, 1)
        large = cv2.resize(self._read_own(1, half), (half.width * 2, half.height * 2), interpolation=cv2.INTER_LINEAR)
        return large[rect.translated(-2 * half.x, -2 * half.y).slices]

    def _converted_tile(self, rect: Rect) -> np.ndarray:
        key = (False, 0, rect.x, rect.y)
        tile = self._tiles.get(key)
        if tile is None:
            tile = self._convert(np.ascontiguousarray(self._samples[rect.slices]))
            self._tiles.put(key, tile)
        return tile

    def _reduced_level(self, level: int, is_cancelled: Callable[[], bool]) -> np.ndarray | None:
        size = level_size(self.size, level)
        finer = self._samples if level == 1 else self._levels[level - 1]
        assert finer is not None
        # Colours are converted after the first halving: a quarter of the work, and a difference no eye sees.
        convert = self._convert if level == 1 else lambda samples: samples
        dtype = convert(finer[:1, :1]).dtype
        reduced = np.empty((size.height, size.width, *finer.shape[2:]), dtype)
        for row in range(0, finer.shape[0], _STRIP_ROWS):
            if is_cancelled():
                return None
            strip = convert(halve(finer[row : row + _STRIP_ROWS]))
            reduced[row // 2 : row // 2 + strip.shape[0]] = strip
        return reduced


def _apart(parts: list[Rect]) -> list[Rect]:
    """Rectangles that do not meet, around these: what several patches cover is made once."""
    apart: list[Rect] = []
    for part in parts:
        while (other := next((each for each in apart if each.overlaps(part)), None)) is not None:
            apart.remove(other)
            part = part.united(other)
        apart.append(part)
    return apart


def _as_it_is(samples: np.ndarray) -> np.ndarray:
    return samples


class MaskPyramid:
    """The mask and its halvings, kept up to date rectangle by rectangle.

    hull: outside this photo rectangle the mask is empty; it may be empty inside, too.

    Args:
        mask: H x W uint8, kept and never written.
        used: outside this rectangle it is known to be empty, and inside not to be; None where nothing is known.
    """

    def __init__(self, mask: np.ndarray, used: Rect | None = None) -> None:
        self.size = Size(mask.shape[1], mask.shape[0])
        sizes = [level_size(self.size, level) for level in range(1, level_count(self.size))]
        self._levels = [untouched(size.height, size.width) for size in sizes]  # an empty mask has free levels
        self._mask = mask
        self.hull = Rect(0, 0, 0, 0)
        if used is None:
            self.update(mask, Rect.of(self.size))
        elif not used.is_empty:
            self.hull = used
            self._reduce_blocks(used)

    @property
    def count(self) -> int:
        return len(self._levels) + 1

    def update(self, mask: np.ndarray, rect: Rect) -> None:
        """The mask (H x W uint8, kept and never written) has changed inside this photo rectangle."""
        self._mask, rect = mask, rect.clipped(self.size)
        if not rect.is_empty and self._follow_hull(rect):
            self._reduce(rect)

    def _reduce_blocks(self, rect: Rect) -> None:
        """As `_reduce`, where the levels are empty so far: a frame around a photo is large, and most of it nothing."""
        for y in range(rect.y, rect.bottom, _BLOCK):
            for x in range(rect.x, rect.right, _BLOCK):
                block = Rect(x, y, _BLOCK, _BLOCK).intersected(rect)
                if cv2.countNonZero(self._mask[block.slices]):
                    self._reduce(block)

    def _reduce(self, rect: Rect) -> None:
        finer = self._mask
        for level in self._levels:
            rect = level_rect(rect, 1)
            source = _finer(rect, Size(finer.shape[1], finer.shape[0]))
            level[rect.slices] = halve(finer[source.slices])
            finer = level

    def _follow_hull(self, rect: Rect) -> bool:
        """False where the rectangle was empty and still is: then there is nothing to reduce."""
        if cv2.countNonZero(self._mask[rect.slices]):
            self.hull = self.hull.united(rect)
            return True
        was_used = rect.overlaps(self.hull)
        if rect.contains(self.hull):
            self.hull = Rect(0, 0, 0, 0)
        return was_used

    def read(self, level: int, rect: Rect) -> np.ndarray:
        """A view of a rectangle of a level, 0..255."""
        return (self._levels[level - 1] if level else self._mask)[rect.slices]


TileKey = tuple[bool, int, int, int]


class _TileCache:
    """Least recently used tiles, bounded in bytes. Keys: (patched, level, x, y)."""

    def __init__(self, limit: int) -> None:
        self._limit = limit
        self._tiles: OrderedDict[TileKey, np.ndarray] = OrderedDict()
        self.bytes_held = 0

    def has(self, key: TileKey) -> bool:
        return key in self._tiles

    def get(self, key: TileKey) -> np.ndarray | None:
        tile = self._tiles.get(key)
        if tile is not None:
            self._tiles.move_to_end(key)
        return tile

    def put(self, key: TileKey, tile: np.ndarray) -> None:
        if key in self._tiles:
            self.bytes_held -= self._tiles.pop(key).nbytes
        self._tiles[key] = tile
        self.bytes_held += tile.nbytes
        while self.bytes_held > self._limit and len(self._tiles) > 1:
            self.bytes_held -= self._tiles.popitem(last=False)[1].nbytes

    def clear(self) -> None:
        self._tiles.clear()
        self.bytes_held = 0

    def discard(self, rects: tuple[Rect, ...]) -> None:
        """Forgets the patched tiles under photo rectangles; the photo's own stay."""
        for key in [key for key in self._tiles if key[0] and self._is_hit(key, rects)]:
            self.bytes_held -= self._tiles.pop(key).nbytes

    @staticmethod
    def _is_hit(key: TileKey, rects: tuple[Rect, ...]) -> bool:
        _, level, x, y = key
        tile = Rect(x << level, y << level, TILE << level, TILE << level)
        return any(tile.overlaps(rect) for rect in rects)
