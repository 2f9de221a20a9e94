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
        x, y = max(self.x, other.x), max(self.y, other.y)
        width = min(self.x + self.width, other.x + other.width) - x
        height = min(self.y + self.height, other.y + other.height) - y
        return Rect(x, y, max(0, width), max(0, height))

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
        return other.is_empty or (
            self.x <= other.x
            and self.y <= other.y
            and other.x + other.width <= self.x + self.width
            and other.y + other.height <= self.y + self.height
        )

    def overlaps(self, other: Rect) -> bool:
        # Asked so often, between frames, that it makes no rectangle.
        return max(self.x, other.x) < min(self.x + self.width, other.x + other.width) and max(self.y, other.y) < min(
            self.y + self.height, other.y + other.height
        )


@dataclass(frozen=True, slots=True)
class Margins:
    """Whole pixels to be added on each side of a picture. A negative one raises ValueError."""

    left: int = 0
    top: int = 0
    right: int = 0
    bottom: int = 0

    def __post_init__(self) -> None:
        if min(self.left, self.top, self.right, self.bottom) < 0:
            raise ValueError(f"a picture cannot be extended by {self.left}, {self.top}, {self.right}, {self.bottom} px")

    @property
    def is_empty(self) -> bool:
        return not (self.left or self.top or self.right or self.bottom)

    def around(self, size: Size) -> Size:
        """The size of a picture once they have been added to it."""
        return Size(size.width + self.left + self.right, size.height + self.top + self.bottom)

    def inner(self, size: Size) -> Rect:
        """Where a picture of this size lies in the extended one."""
        return Rect(self.left, self.top, size.width, size.height)

    def strips(self, size: Size) -> tuple[Rect, ...]:
        """What is new in the extended picture: up to four rectangles that do not overlap, none empty."""
        inner, outer = self.inner(size), self.around(size)
        strips = (
            Rect(0, 0, outer.width, self.top),
            Rect(0, inner.y, self.left, inner.height),
            Rect(inner.right, inner.y, self.right, inner.height),
            Rect(0, inner.bottom, outer.width, self.bottom),
        )
        return tuple(strip for strip in strips if not strip.is_empty)
