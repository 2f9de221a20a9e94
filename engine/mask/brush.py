"""The raster brush: tips, their cached kernels, and strokes painted into a mask."""

from __future__ import annotations

import math
import threading
from collections import OrderedDict
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from engine.geometry import Rect, Size

Mask = NDArray[np.uint8]

_CACHE_BYTES = 64 * 2**20
_SPACING = 0.1
_NOTHING = Rect(0, 0, 0, 0)


@dataclass(frozen=True)
class BrushTip:
    """A soft round tip.

    Args:
        diameter: in photo pixels at full pressure, above 0. Pressure scales it.
        hardness: 0..1, the share of the radius that is flat before the edge falls off.
        flow: 0..1, the height of the flat part (1 = 255).

    Raises:
        ValueError: where a number is outside its range.
    """

    diameter: float = 40.0
    hardness: float = 0.8
    flow: float = 1.0

    def __post_init__(self) -> None:
        if not 0 < self.diameter < math.inf:
            raise ValueError(f"a brush diameter must be above 0 px, not {self.diameter}")
        if not (0 <= self.hardness <= 1 and 0 <= self.flow <= 1):
            raise ValueError("brush hardness and flow lie between 0 and 1")

    def diameter_at(self, pressure: float) -> float:
        """The diameter in px under `pressure` (0..1), rounded so that near pressures share one kernel."""
        if pressure >= 1.0:
            return self.diameter
        wanted = max(self.diameter * max(pressure, 0.0), min(1.0, self.diameter))
        step = max(0.25, 2.0 ** (math.floor(math.log2(wanted)) - 6))
        return min(self.diameter, max(step, round(wanted / step) * step))

    def kernel(self, pressure: float = 1.0, offset: tuple[float, float] = (0.0, 0.0)) -> Mask:
        """One dab: a read-only square uint8 array of odd side, 0 outside the tip.

        `offset` (x, y) moves the tip's centre from the centre of the middle pixel, in px, -1..1.
        """
        return _cached_kernel(self.diameter_at(pressure), self.hardness, self.flow, *offset)

    def placed(self, x: float, y: float, pressure: float = 1.0) -> tuple[Mask, Rect]:
        """The kernel for a dab at photo point (x, y) and the rect it covers, not clipped to any photo."""
        diameter = self.diameter_at(pressure)
        steps = _offset_steps(diameter)
        column, offset_x = _quantised(x, steps)
        row, offset_y = _quantised(y, steps)
        kernel = _cached_kernel(diameter, self.hardness, self.flow, offset_x, offset_y)
        side = kernel.shape[0]
        return kernel, Rect(column - side // 2, row - side // 2, side, side)


class Stroke:
    """One stroke of a tip, written straight into a mask.

    A dab is the larger of the mask and the kernel (erasing: the smaller of the mask and the inverted kernel), so going
    over a place twice does not build up.

    Args:
        mask_pixels: H x W uint8, writable; the stroke writes into it.
        tip: the brush.
        erase: take away instead of adding.
        constrain: paint only inside this rect.
        before_write: called with each rect just before it is written, so that an owner can keep what was there.
        lay: how a dab goes in, given the mask under it to write into and the dab's kernel, in the place of the above.
    """

    def __init__(
        self,
        mask_pixels: Mask,
        tip: BrushTip,
        erase: bool = False,
        constrain: Rect | None = None,
        *,
        before_write: Callable[[Rect], None] | None = None,
        lay: Callable[[Mask, Mask], None] | None = None,
    ) -> None:
        height, width = mask_pixels.shape
        whole = Rect.of(Size(width, height))
        self._pixels = mask_pixels
        self._tip = tip
        self._erase = erase
        self._area = whole if constrain is None else whole.intersected(constrain)
        self._before_write = before_write
        self._lay = lay
        self._last: tuple[float, float, float] | None = None

    def move_to(self, x: float, y: float, pressure: float = 1.0) -> Rect:
        """Paints from the last point to (x, y), pressure (0..1) changing evenly; the first call makes one dab.

        Returns the rect that was touched, empty where all of it fell outside.
        """
        return self._paint(x, y, pressure, self._last)

    def line_to(self, x: float, y: float, pressure: float = 1.0) -> Rect:
        """A straight line from the last point, at one pressure all along. Returns the rect that was touched."""
        start = None if self._last is None else (self._last[0], self._last[1], pressure)
        return self._paint(x, y, pressure, start)

    def _paint(self, x: float, y: float, pressure: float, start: tuple[float, float, float] | None) -> Rect:
        if not (math.isfinite(x) and math.isfinite(y) and math.isfinite(pressure)):
            return _NOTHING
        self._last = (x, y, pressure)
        if start is None:
            return self._dab(x, y, pressure)
        touched = _NOTHING
        for point in self._points(start, self._last):
            touched = touched.united(self._dab(*point))
        return touched

    def _points(
        self, start: tuple[float, float, float], end: tuple[float, float, float]
    ) -> Iterator[tuple[float, float, float]]:
        """Evenly spaced dabs after `start` up to and including `end`, leaving out those that cannot reach the area."""
        (x0, y0, p0), (x1, y1, p1) = start, end
        narrow = min(self._tip.diameter_at(p0), self._tip.diameter_at(p1))
        count = max(1, math.ceil(math.hypot(x1 - x0, y1 - y0) / max(1.0, narrow * _SPACING)))
        reach = self._area.grown(math.ceil(self._tip.diameter / 2) + 2)
        first, last = _inside_share(x0, y0, x1, y1, reach)
        for index in range(max(1, math.floor(first * count)), min(count, math.ceil(last * count)) + 1):
            share = index / count
            yield x0 + (x1 - x0) * share, y0 + (y1 - y0) * share, p0 + (p1 - p0) * share

    def _dab(self, x: float, y: float, pressure: float) -> Rect:
        kernel, placed = self._tip.placed(x, y, pressure)
        touched = placed.intersected(self._area)
        if touched.is_empty:
            return _NOTHING
        if self._before_write is not None:
            self._before_write(touched)
        part = kernel[touched.translated(-placed.x, -placed.y).slices]
        target = self._pixels[touched.slices]
        if self._lay is not None:
            self._lay(target, part)
        elif self._erase:
            np.minimum(target, 255 - part, out=target)
        else:
            np.maximum(target, part, out=target)
        return touched


def _inside_share(x0: float, y0: float, x1: float, y1: float, area: Rect) -> tuple[float, float]:
    """The share (from, to) of a segment that lies inside `area`; from > to where none does (Liang and Barsky, 1984)."""
    first, last = 0.0, 1.0
    for start, step, low, high in ((x0, x1 - x0, area.x, area.right), (y0, y1 - y0, area.y, area.bottom)):
        if step == 0:
            if not low <= start <= high:
                return 1.0, 0.0
            continue
        enter, leave = sorted(((low - start) / step, (high - start) / step))
        first, last = max(first, enter), min(last, leave)
    return (first, last) if first <= last else (1.0, 0.0)


def _offset_steps(diameter: float) -> int:
    """Sub-pixel places a pixel: a large tip looks the same between them, and its kernels are dear to build."""
    if diameter < 1.5:
        return 1
    return 4 if diameter < 64 else 2 if diameter < 256 else 1


def _quantised(coordinate: float, steps: int) -> tuple[int, float]:
    """(pixel, offset of the tip's centre from that pixel's centre, 0 <= offset < 1)."""
    if steps == 1:
        # Points a pixel apart may come out a rounding error below it, and would skip a pixel.
        return math.floor(coordinate + 1e-6), 0.0
    pixel, part = divmod(round((coordinate - 0.5) * steps), steps)
    return pixel, part / steps


def _build_kernel(diameter: float, hardness: float, flow: float, offset_x: float, offset_y: float) -> Mask:
    peak = round(255 * flow)
    if diameter < 1.5:
        return np.full((1, 1), peak, np.uint8)
    radius = diameter / 2
    fall = radius * (1 - hardness)
    band = max(1.0, fall)
    core = radius - fall / 2 - band / 2
    half = math.ceil(core + band + max(abs(offset_x), abs(offset_y)) - 0.5)
    axis = np.arange(-half, half + 1, dtype=np.float32)
    if offset_x == offset_y == 0:  # a quarter of it is enough, and a large tip takes as long as a frame
        quarter = _heights(axis[: half + 1], axis[: half + 1], core, band, fall, peak)
        upper = np.concatenate([quarter, quarter[:, -2::-1]], axis=1)
        return np.concatenate([upper, upper[-2::-1]])
    return _heights(axis - offset_x, axis - offset_y, core, band, fall, peak)


def _heights(across: NDArray, down: NDArray, core: float, band: float, fall: float, peak: int) -> Mask:
    """Of a tip, at distances from its middle, in px."""
    distance = np.sqrt(np.square(across)[None, :] + np.square(down)[:, None])
    t = np.clip((distance - core) / band, 0, 1)
    # Quintic fade (Perlin, 2002): flat at both ends, so neither the core nor the rim shows an edge. A hard rim is one
    # pixel of coverage, which is linear.
    height = 1 - t * t * t * (t * (t * 6 - 15) + 10) if fall > 1 else 1 - t
    return np.rint(height * peak).astype(np.uint8)


class _KernelCache:
    """The kernels used last, bounded in bytes; safe from several threads."""

    def __init__(self, limit_bytes: int) -> None:
        self._limit = limit_bytes
        self._kernels: OrderedDict[tuple[float, ...], Mask] = OrderedDict()
        self._lock = threading.Lock()
        self.nbytes = 0

    def get(self, *key: float) -> Mask:
        with self._lock:
            found = self._kernels.get(key)
            if found is not None:
                self._kernels.move_to_end(key)
                return found
        kernel = _build_kernel(*key)
        kernel.flags.writeable = False
        with self._lock:
            if key not in self._kernels:
                self._kernels[key] = kernel
                self.nbytes += kernel.nbytes
            while self.nbytes > self._limit and len(self._kernels) > 1:
                self.nbytes -= self._kernels.popitem(last=False)[1].nbytes
        return kernel


_cached_kernel = _KernelCache(_CACHE_BYTES).get
