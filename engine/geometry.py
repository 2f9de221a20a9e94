"""Sizes, points and rectangles in photo pixels: pure and immutable."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Size:
    """Width and height in whole pixels."""

    width: int
    height: int

    @property
    def area(self) -> int:
        return self.width * self.height


@dataclass(frozen=True, slots=True)
class Point:
    """A place in photo coordinates; pixel (0, 0) covers [0, 1) x [0, 1)."""

    x: float
    y: float


@dataclass(frozen=True, slots=True)
class Rect:
    """A half-open rectangle of whole pixels. A negative width or height raises ValueError."""

    x: int
    y: int
    width: int
    height: int

    def __post_init__(self) -> None:
        if self.width < 0 or self.height < 0:
            raise ValueError(f"a rectangle cannot be {self.width} x {self.height}")

    @staticmethod
    def from_bounds(x0: int, y0: int, x1: int, y1: int) -> Rect:
        """The rectangle [x0, x1) x [y0, y1); empty where the bounds are reversed."""
        return Rect(x0, y0, max(0, x1 - x0), max(0, y1 - y0))

    @staticmethod
    def of(size: Size) -> Rect:
        """The rectangle that covers a whole picture of this size."""
        return Rect(0, 0, size.width, size.height)

    @property
    def right(self) -> int:
        return self.x + self.width

    @property
    def bottom(self) -> int:
        return self.y + self.height

    @property
    def size(self) -> Size:
        return Size(self.width, self.height)

    @property
    def area(self) -> int:
        return self.width * self.height

    @property
    def is_empty(self) -> bool:
        return self.width == 0 or self.height == 0

    @property
    def slices(self) -> tuple[slice, slice]:
        """(rows, columns), ready to index an H x W array."""
        return slice(self.y, self.bottom), slice(self.x, self.right)

    def intersected(self, other: Rect) -> Rect:
        """What both cover; an empty rectangle where they do not meet."""
        return Rect.from_bounds(
            max(self.x, other.x), max(self.y, other.y), min(self.right, other.right), min(self.bottom, other.bottom)
        )

    def united(self, other: Rect) -> Rect:
        """The smallest rectangle around both; an empty one counts for nothing."""
        if self.is_empty:
            return other
        if other.is_empty:
            return self
        return Rect.from_bounds(
            min(self.x, other.x), min(self.y, other.y), max(self.right, other.right), max(self.bottom, other.bottom)
        )

    def grown(self, px: int) -> Rect:
        """Moved outwards by `px` on every side (inwards where negative)."""
        return Rect.from_bounds(self.x - px, self.y - px, self.right + px, self.bottom + px)

    def clipped(self, size: Size) -> Rect:
        """The part that lies inside a picture of this size."""
        return self.intersected(Rect.of(size))

    def translated(self, dx: int, dy: int) -> Rect:
        return Rect(self.x + dx, self.y + dy, self.width, self.height)

    def contains(self, other: Rect) -> bool:
        """Whether `other` lies wholly inside; every rectangle contains an empty one."""
        return other.is_empty or self.intersected(other) == other

    def overlaps(self, other: Rect) -> bool:
        return not self.intersected(other).is_empty
