"""The mask of an open document: its pixels, where there are any, and the arrays that took turns at being it."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass
from weakref import WeakKeyDictionary

import numpy as np
from numpy.typing import NDArray

from engine.document.history import Step
from engine.document.patch import MaskArea
from engine.document.tiles import MaskDelta
from engine.geometry import Rect, Size
from engine.mask.morphology import bounding_rect
from engine.memory import untouched

Mask = NDArray[np.uint8]

_MOST_KEPT_BYTES = 128 * 2**20
_REMEMBERED = 256  # times of writing: one change may be told of in as many rects as there are rows of tiles


class MaskArray:
    """One array that is, was or is to be a document's mask, and where it is above 0.

    Args:
        pixels: H x W uint8, to be this object's own.
        written: it is 0 beside that.
        bounds: the smallest rect around what is above 0, where that is known.
    """

    def __init__(self, pixels: Mask, written: Rect = Rect(0, 0, 0, 0), bounds: Rect | None = None) -> None:
        self.pixels = pixels
        self.view: Mask = pixels.view()
        self.view.flags.writeable = False
        self.version = 0  # how often it has been written to
        self._written: deque[Rect] = deque(maxlen=_REMEMBERED)
        self._hull = written if bounds is None else bounds
        self._is_hull_tight = bounds is not None or written.is_empty

    @property
    def bounds(self) -> Rect:
        """The smallest rect around what is above 0."""
        if self._is_hull_tight:
            return self._hull
        self._is_hull_tight = True
        found = bounding_rect(self.pixels[self._hull.slices])
        self._hull = Rect(0, 0, 0, 0) if found.is_empty else found.translated(self._hull.x, self._hull.y)
        return self._hull

    @property
    def size(self) -> Size:
        return Size(self.pixels.shape[1], self.pixels.shape[0])

    @property
    def nbytes(self) -> int:
        """What it may take in memory: what has never been written to takes none."""
        return self._hull.area

    def written(self, rect: Rect) -> None:
        """It is another inside `rect`, so that its bounds may be."""
        self.version += 1
        self._written.append(rect)
        self._hull, self._is_hull_tight = self._hull.united(rect), False

    def changed_since(self, version: int) -> tuple[Rect, ...] | None:
        """Where it has been written to since it was of this version; None where that is too long ago."""
        count = self.version - version
        return tuple(self._written)[len(self._written) - count :] if count <= len(self._written) else None


@dataclass(frozen=True, eq=False)
class MaskPlan:
    """A change of the mask, worked out but not made yet. See `Document.plan_mask`.

    Attributes:
        base, version: the array that it was worked out from, and as of when.
        rect, pixels: what it changes, and the h x w mask there afterwards.
        delta: the difference that it makes.
        array: all of the mask afterwards, where it changes so much that it is to take the other's place.
    """

    base: MaskArray
    version: int
    rect: Rect
    pixels: Mask
    delta: MaskDelta
    array: MaskArray | None = None


class MaskBuffer:
    """H x W uint8, 255 = fill. Its bounds are looked for once a change, where it has been written.

    Whoever writes into `pixels` says so with `written`.
    """

    def __init__(self, size: Size) -> None:
        self.replace(untouched(size.height, size.width))

    @property
    def array(self) -> MaskArray:
        """The one that is shown; another after `replace` and `put`."""
        return self._array

    @property
    def pixels(self) -> Mask:
        """To be written to."""
        return self._array.pixels

    @property
    def view(self) -> Mask:
        """The same pixels, read-only: every later change shows in it, until another array is put in place."""
        return self._array.view

    @property
    def bounds(self) -> Rect:
        """The smallest rect around what is above 0."""
        return self._array.bounds

    @property
    def marked(self) -> MaskArea:
        """What is above 0, a view of it."""
        return MaskArea(self.bounds, self.pixels[self.bounds.slices])

    def replace(self, pixels: Mask, written: Rect = Rect(0, 0, 0, 0)) -> None:
        """Another array, such as that of another canvas; it is 0 beside `written`."""
        self.put(MaskArray(pixels, written))

    def put(self, array: MaskArray) -> None:
        """Shows another array."""
        self._array = array

    def written(self, rect: Rect) -> None:
        """The mask is another inside `rect`, so that its bounds may be."""
        self._array.written(rect)

    def planned(self, rect: Rect, pixels: Mask | int) -> MaskDelta:
        """What `write` would change."""
        return MaskDelta.between(self.pixels, rect, pixels)

    def write(self, area: Rect, pixels: Mask | int, delta: MaskDelta) -> MaskDelta:
        """Puts in place what is `planned`: what stays as it is need not be written. Returns `delta`."""
        for rect in delta.rects:
            part = pixels if isinstance(pixels, int) else pixels[rect.translated(-area.x, -area.y).slices]
            self.pixels[rect.slices] = part
        return delta

    def check_part(self, rect: Rect, pixels: Mask) -> None:
        """Raises ValueError where `pixels` is not uint8 of the rect's shape, or the rect reaches out of the mask."""
        if pixels.shape != (rect.height, rect.width) or pixels.dtype != np.uint8:
            raise ValueError(f"a mask's part in {rect} has to be uint8 of that shape")
        if not Rect.of(self._array.size).contains(rect):
            raise ValueError(f"a mask's part reaches out of the photo: {rect}")


class KeptArrays:
    """The mask on the other side of some steps of the history, so that these are undone and redone by putting it back.

    That is another array than the one that is shown, so nothing is written to it meanwhile; and a step always leads to
    and from the same masks. Bounded in bytes, the newest last; what the history drops goes by itself.
    """

    def __init__(self) -> None:
        self._arrays: WeakKeyDictionary[Step, MaskArray] = WeakKeyDictionary()

    def keep(self, step: Step, array: MaskArray) -> None:
        """`array` is what undoing `step` leads to, or doing it again where it is undone."""
        self._arrays[step] = array
        total = sum(kept.nbytes for kept in self._arrays.values())
        for oldest in list(self._arrays):
            if total <= _MOST_KEPT_BYTES:
                break
            total -= self._arrays.pop(oldest).nbytes

    def take(self, step: Step) -> MaskArray | None:
        """What has been kept for a step that is about to be undone or redone; it is kept no longer."""
        return self._arrays.pop(step, None)


def whole_with(base: MaskArray, rect: Rect, pixels: Mask) -> MaskArray:
    """Another array like `base`, but with `pixels` in `rect`. For any thread: it asks the other for no bounds."""
    height, width = base.pixels.shape
    mask, marked = untouched(height, width), bounding_rect(base.pixels)
    mask[marked.slices] = base.pixels[marked.slices]
    mask[rect.slices] = pixels
    return MaskArray(mask, bounds=bounding_rect(mask))
