"""What a document is at one moment, held so that the next step costs only what that step changed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Generic, TypeVar

import lz4.block
import numpy as np
from numpy.typing import NDArray

from engine.document.patch import MaskArea
from engine.document.selections import SavedSelection
from engine.document.tiles import TILE, MaskDelta, tile_corners
from engine.geometry import Rect, Size

if TYPE_CHECKING:
    from engine.photo.reshape import Reshape

Corner = tuple[int, int]
UNKNOWN = -1  # in the place of a step's number: it was taken before the document was kept
P = TypeVar("P")


class MaskTiles:
    """A mask as compressed tiles of 256 px; those that are 0 everywhere are left out."""

    def __init__(self, size: Size, tiles: dict[Corner, bytes] | None = None) -> None:
        self.size = size
        self.tiles = {} if tiles is None else tiles

    @staticmethod
    def of(size: Size, area: MaskArea | None) -> MaskTiles:
        """A mask of `size` that is 0 outside `area`."""
        made = MaskTiles(size)
        if area is not None:
            for corner in tile_corners(area.rect):
                tile = made._rect(corner)
                both = tile.intersected(area.rect)
                pixels = np.zeros((tile.height, tile.width), np.uint8)
                pixels[_inside(both, tile)] = area.alpha[_inside(both, area.rect)]
                made._put(corner, pixels)
        return made

    @property
    def is_empty(self) -> bool:
        """Whether the mask is 0 everywhere."""
        return not self.tiles

    def copy(self) -> MaskTiles:
        return MaskTiles(self.size, dict(self.tiles))

    def apply(self, delta: MaskDelta) -> None:
        """Follow a change of the mask. Raises ValueError where it lies elsewhere or is damaged."""
        for rect, data in delta.tiles:
            if not Rect.of(self.size).contains(rect):
                raise ValueError(f"{rect} lies outside a mask of {self.size}")
            difference = _unpacked(data, rect)
            for corner in tile_corners(rect):
                both = self._rect(corner).intersected(rect)
                pixels = self.tile(corner).copy()
                pixels[_inside(both, self._rect(corner))] ^= difference[_inside(both, rect)]
                self._put(corner, pixels)

    def tile(self, corner: Corner) -> NDArray[np.uint8]:
        """h x w of one tile, cut to the mask, read-only."""
        rect = self._rect(corner)
        data = self.tiles.get(corner)
        if data is None:
            return np.zeros((rect.height, rect.width), np.uint8)
        return _unpacked(data, rect)

    def area(self) -> MaskArea:
        """All tiles that there are, as one area."""
        bounds = Rect(0, 0, 0, 0)
        for corner in self.tiles:
            bounds = bounds.united(self._rect(corner))
        alpha = np.zeros((bounds.height, bounds.width), np.uint8)
        for corner in self.tiles:
            alpha[_inside(self._rect(corner), bounds)] = self.tile(corner)
        return MaskArea(bounds, alpha)

    def equals(self, mask: NDArray[np.uint8]) -> bool:
        """Whether `mask`, H x W, is the same."""
        if mask.shape != (self.size.height, self.size.width):
            return False
        return all(np.array_equal(self.tile(corner), mask[self._rect(corner).slices]) for corner in self._corners())

    def sampled(self, rows: NDArray, columns: NDArray) -> NDArray[np.uint8]:
        """The mask at these rows and columns, both rising: len(rows) x len(columns)."""
        found = np.zeros((len(rows), len(columns)), np.uint8)
        for corner in self.tiles:
            rect = self._rect(corner)
            at_y = slice(*np.searchsorted(rows, (rect.y, rect.bottom)))
            at_x = slice(*np.searchsorted(columns, (rect.x, rect.right)))
            found[at_y, at_x] = self.tile(corner)[np.ix_(rows[at_y] - rect.y, columns[at_x] - rect.x)]
        return found

    def _corners(self) -> Iterator[Corner]:
        return tile_corners(Rect.of(self.size))

    def _rect(self, corner: Corner) -> Rect:
        return Rect(*corner, TILE, TILE).clipped(self.size)

    def _put(self, corner: Corner, pixels: NDArray[np.uint8]) -> None:
        if pixels.any():
            self.tiles[corner] = lz4.block.compress(pixels, store_size=False)
        else:
            self.tiles.pop(corner, None)


@dataclass(frozen=True)
class Canvas:
    """The canvas after a change of its shape: what the photo has gone through since it was opened, and the mask."""

    reshapes: tuple[Reshape, ...]
    mask: MaskTiles


@dataclass(frozen=True)
class Entry(Generic[P]):
    """One step as a journal keeps it.

    Attributes:
        number: of all entries of a document, one after the other.
        way: "do", "undo" or "redo".
        step: which step it was: an undo has the number of what it takes back, or UNKNOWN.
        into: the step that was merged with it and whose place it takes; 0 for none, or UNKNOWN.
        label: what undo calls the step.
        merge: see `Document.replace_patch`.
        mask: how the mask changed; None where it did not, or with the canvas.
        patches: the stack after it; None where it did not change.
        canvas: None where it did not change.
        selections: those kept under a name after it; None where they did not change.
        time: seconds since 1970.
        after: the number of the entry before it; None for the one before in number.
    """

    number: int
    way: str
    step: int
    into: int = 0
    label: str = ""
    merge: str = ""
    mask: MaskDelta | None = None
    patches: tuple[P, ...] | None = None
    canvas: Canvas | None = None
    selections: tuple[SavedSelection, ...] | None = None
    time: float = 0.0
    after: int | None = None

    @property
    def previous(self) -> int:
        """The number of the entry that it follows."""
        return self.number - 1 if self.after is None else self.after


@dataclass(frozen=True)
class Saved:
    """What is shown has been written to a file.

    Attributes:
        path: of the file.
        whole: whether no step has been taken since it was read for that.
        stamp: (bytes, mtime in ns) of the file; None where it is not known.
    """

    path: str
    whole: bool
    stamp: tuple[int, int] | None = None


@dataclass
class State(Generic[P]):
    """A document after a number of steps.

    Attributes:
        mask: of the size of the canvas.
        patches: bottom first.
        reshapes: what the photo has gone through since it was opened.
        selections: those kept under a name.
        number: of the last entry that is in it.
        strokes: how many steps have gone into the mask as it is.
        modified: whether there are changes that no file holds.
        save_path: where the result was saved last; "" for nowhere.
        save_stamp: (bytes, mtime in ns) of the file there, as it was then.
        time: of the last entry, seconds since 1970.
    """

    mask: MaskTiles
    patches: tuple[P, ...] = ()
    reshapes: tuple[Reshape, ...] = field(default=())
    selections: tuple[SavedSelection, ...] = ()
    number: int = 0
    strokes: int = 0
    modified: bool = False
    save_path: str = ""
    save_stamp: tuple[int, int] | None = None
    time: float = 0.0

    @property
    def is_worth_keeping(self) -> bool:
        """Whether something would be lost with it."""
        shows = bool(self.patches or self.reshapes or self.selections or self.save_path)
        return (self.modified and shows) or not self.mask.is_empty

    def take(self, entry: Entry[P]) -> None:
        """Go on by one step. Raises ValueError where it cannot follow here."""
        if entry.canvas is not None:
            self.reshapes, self.mask = entry.canvas.reshapes, entry.canvas.mask.copy()
        elif entry.mask is not None:
            self.mask.apply(entry.mask)
        if entry.patches is not None:
            self.patches = entry.patches
        if entry.selections is not None:
            self.selections = entry.selections
        self.modified |= any(part is not None for part in (entry.patches, entry.canvas, entry.selections))
        painted = entry.mask is not None and entry.patches is None and not entry.into
        self.strokes = 0 if self.mask.is_empty else self.strokes + painted * (-1 if entry.way == "undo" else 1)
        self.number, self.time = entry.number, entry.time

    def saved(self, saved: Saved) -> None:
        """Know of a file that holds what was shown."""
        self.save_path, self.save_stamp = saved.path, saved.stamp
        self.modified = self.modified and not saved.whole


def _unpacked(data: bytes, rect: Rect) -> NDArray[np.uint8]:
    try:
        raw = lz4.block.decompress(data, uncompressed_size=rect.area)
    except lz4.block.LZ4BlockError as error:
        raise ValueError("a tile of a mask is damaged") from error
    if len(raw) != rect.area:
        raise ValueError("a tile of a mask is damaged")
    return np.frombuffer(raw, np.uint8).reshape(rect.height, rect.width)


def _inside(rect: Rect, origin: Rect) -> tuple[slice, slice]:
    return rect.translated(-origin.x, -origin.y).slices
