"""How the photo is to be cropped and straightened: what the handles on the canvas and the panel both show and change.

The frame is upright in the turned picture. Its places are given in two ways: in photo pixels (as the photo is now), and
in turned ones, photo pixels from the photo's middle after turning.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, replace

from PySide6.QtCore import QObject, Signal

from engine.geometry import Point, Rect, Size
from engine.photo import Crop, Reshape, Straighten
from engine.photo.reshape import MOST_DEGREES, inner_size

LEAST_SIDE = 1.0
_HAIR = 1e-6


@dataclass(frozen=True)
class Frame:
    """Sides in turned photo pixels."""

    left: float
    top: float
    right: float
    bottom: float

    @property
    def width(self) -> float:
        return self.right - self.left

    @property
    def height(self) -> float:
        return self.bottom - self.top

    @property
    def middle(self) -> tuple[float, float]:
        return (self.left + self.right) / 2, (self.top + self.bottom) / 2

    @property
    def corners(self) -> tuple[tuple[float, float], ...]:
        return (self.left, self.top), (self.right, self.top), (self.right, self.bottom), (self.left, self.bottom)

    def moved(self, dx: float, dy: float) -> Frame:
        return Frame(self.left + dx, self.top + dy, self.right + dx, self.bottom + dy)

    def towards(self, other: Frame, share: float) -> Frame:
        """Between this one (0) and another (1)."""
        pairs = zip(self._sides, other._sides, strict=True)
        return Frame(*(here + (there - here) * share for here, there in pairs))

    @property
    def _sides(self) -> tuple[float, float, float, float]:
        return self.left, self.top, self.right, self.bottom

    @staticmethod
    def around(middle: tuple[float, float], width: float, height: float) -> Frame:
        x, y = middle
        return Frame(x - width / 2, y - height / 2, x + width / 2, y + height / 2)


class CropPlan(QObject):
    """A frame over a photo of a certain size, and an angle; nothing of it is in the document before it is carried out.

    Signals: `changed` with every change; `turned` by how many degrees the picture has been turned, before `changed`;
    `apply_wanted` that it is to be carried out.
    """

    changed = Signal()
    turned = Signal(float)
    apply_wanted = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._size = Size(0, 0)
        self._degrees = 0.0
        self._middle = Point(0, 0)  # in the photo: what it turns around
        self._wanted = (0.0, 0.0)  # the frame's sides, where there is room for them
        self._aspect: float | None = None

    # What there is

    @property
    def size(self) -> Size:
        """Of the photo; 0 x 0 where none is being cropped."""
        return self._size

    @property
    def degrees(self) -> float:
        """By how much the picture is turned clockwise."""
        return self._degrees

    @property
    def aspect(self) -> float | None:
        """The shape that the frame is held to, width to height; None leaves it free."""
        return self._aspect

    @property
    def middle(self) -> Point:
        """The middle of the frame, in photo pixels."""
        return self._middle

    @property
    def frame(self) -> Frame:
        """The frame as it fits into the turned photo."""
        width, height = self._wanted
        cos, sin = self._axes
        half = (width * cos + height * abs(sin)) / 2, (width * abs(sin) + height * cos) / 2
        room = (
            min(self._middle.x, self._size.width - self._middle.x),
            min(self._middle.y, self._size.height - self._middle.y),
        )
        share = min(1.0, *(max(0.0, r) / max(h, _HAIR) for r, h in zip(room, half, strict=True)))
        return Frame.around(self.to_turned(self._middle), width * share, height * share)

    @property
    def area(self) -> Rect:
        """What is kept, in whole pixels: of the photo, or where it is turned as `Straighten.area` counts them."""
        inner, frame = self._inner, self.frame
        width, height = max(1, round(frame.width)), max(1, round(frame.height))
        if self._degrees:
            width, height = max(1, math.floor(frame.width + _HAIR)), max(1, math.floor(frame.height + _HAIR))
        x, y = frame.middle
        area = Rect(round(x + inner.width / 2 - width / 2), round(y + inner.height / 2 - height / 2), width, height)
        return area if self._degrees else _pushed(area, self._size)

    @property
    def corners(self) -> tuple[Point, ...]:
        """The corners of `area` in photo pixels, clockwise from its top left."""
        area, inner = self.area, self._inner
        x, y = area.x - inner.width / 2, area.y - inner.height / 2
        return tuple(self.to_photo(*each) for each in Frame(x, y, x + area.width, y + area.height).corners)

    @property
    def reshape(self) -> Reshape | None:
        """What would be carried out; None where the photo would stay as it is."""
        if not self._size.area:
            return None
        if not self._degrees:
            return None if self.area == Rect.of(self._size) else Crop(self.area)
        return Straighten(self._degrees, None if self.area == Rect.of(self._inner) else self.area)

    @property
    def is_pending(self) -> bool:
        """Whether there is something to carry out."""
        return self.reshape is not None

    @property
    def is_whole(self) -> bool:
        """Whether the frame is as large as its shape goes."""
        largest = self._largest(self.frame.width / max(_HAIR, self.frame.height))
        return self.frame.width >= largest[0] - 1

    def to_turned(self, point: Point) -> tuple[float, float]:
        """A photo point in turned pixels."""
        cos, sin = self._axes
        x, y = point.x - self._size.width / 2, point.y - self._size.height / 2
        return cos * x - sin * y, sin * x + cos * y

    def to_photo(self, x: float, y: float) -> Point:
        """A turned point in photo pixels."""
        cos, sin = self._axes
        return Point(cos * x + sin * y + self._size.width / 2, cos * y - sin * x + self._size.height / 2)

    # Changing it

    def start(self, size: Size) -> None:
        """Begin anew with a photo of this size; an empty size ends it."""
        self._turn_to(0.0)
        self._size = size
        self.reset()

    def reset(self) -> None:
        """The whole photo, as it stands; a shape that is held stays."""
        self._turn_to(0.0)
        self._middle = Point(self._size.width / 2, self._size.height / 2)
        self._wanted = (float(self._size.width), float(self._size.height))
        if self._aspect is not None and self._size.area:
            self._wanted = self._largest(self._aspect)
        self.changed.emit()

    def clear(self) -> None:
        """The whole photo, as it stands, in any shape."""
        self._aspect = None
        self.reset()

    def set_degrees(self, degrees: float) -> None:
        """Turn the picture to so many degrees clockwise, around the middle of the frame."""
        before = self._degrees
        self._turn_to(round(min(max(degrees, -MOST_DEGREES), MOST_DEGREES), 2))
        if self._degrees != before:
            self.changed.emit()

    def level(self, first: Point, second: Point) -> None:
        """Turn the picture so that the line between two photo points is level, or upright where that is nearer."""
        angle = math.degrees(math.atan2(second.y - first.y, second.x - first.x))
        self.set_degrees(-((angle + 45) % 90 - 45))

    def set_aspect(self, aspect: float | None) -> None:
        """Hold the frame to a shape, width to height; None lets go of it."""
        if aspect is not None and self._size.area and aspect != self._aspect:
            frame, was_whole = self.frame, self.is_whole
            height = math.sqrt(frame.width * frame.height / aspect)
            self._wanted = self._largest(aspect) if was_whole else (height * aspect, height)
        self._aspect = aspect
        self._settle_wanted()
        self.changed.emit()

    def swap(self) -> None:
        """Let width and height change places."""
        frame = self.frame
        if self._aspect is not None:
            self._aspect = 1 / self._aspect
        self._wanted = frame.height, frame.width
        self._settle_wanted()
        self.changed.emit()

    def set_sides(self, width: float | None = None, height: float | None = None) -> None:
        """Give the frame these sides in px, as far as there is room; where a shape is held, one decides the other."""
        frame = self.frame
        wide, high = width or frame.width, height or frame.height
        if self._aspect is not None:
            wide, high = (wide, wide / self._aspect) if width else (high * self._aspect, high)
        if not self._degrees:
            share = min(1.0, self._size.width / wide, self._size.height / high) if self._aspect is not None else 1.0
            wide, high = min(wide * share, self._size.width), min(high * share, self._size.height)
            x = min(max(self._middle.x, wide / 2), self._size.width - wide / 2)
            y = min(max(self._middle.y, high / 2), self._size.height - high / 2)
            self._take(Frame.around(self.to_turned(Point(x, y)), wide, high))
        else:
            self._take(self._limited(frame, Frame.around(frame.middle, wide, high)))

    def set_place(self, x: float | None = None, y: float | None = None) -> None:
        """Move the frame until `area` begins there, as far as there is room."""
        area = self.area
        dx, dy = 0 if x is None else x - area.x, 0 if y is None else y - area.y
        self.move(self.frame, dx, dy)

    def move(self, frame: Frame, dx: float, dy: float) -> None:
        """Put the frame where `frame` is, moved in turned pixels as far as there is room."""
        across = self._limited(frame, frame.moved(dx, 0))
        self._take(self._limited(across, across.moved(0, dy)))

    def pull(self, frame: Frame, sides: frozenset[str], to: Point, *, keeps: bool = False, both: bool = False) -> None:
        """Move sides ("left", "top", "right", "bottom") of a frame to where a photo point is, as far as there is room.

        Args:
            keeps: hold the frame's own shape, also where none is held.
            both: move the opposite sides along.
        """
        x, y = self.to_turned(to)
        wanted = _pulled(frame, sides, x, y, both=both)
        aspect = self._aspect or (frame.width / frame.height if keeps else None)
        if aspect is not None:
            self._take(self._limited(frame, _shaped(frame, wanted, sides, aspect, both=both)))
            return
        across = self._limited(frame, replace(frame, left=wanted.left, right=wanted.right))
        self._take(self._limited(across, replace(across, top=wanted.top, bottom=wanted.bottom)))

    def draw(self, first: Point, second: Point, *, square: bool = False) -> None:
        """Put the frame between two photo points, as far as there is room; a held shape, or a square, is kept."""
        first = self._inside(first)
        x, y = self.to_turned(first)
        start = Frame(x, y, x, y)
        to_x, to_y = self.to_turned(second)
        sides = frozenset({"right" if to_x >= x else "left", "bottom" if to_y >= y else "top"})
        wanted = Frame(min(x, to_x), min(y, to_y), max(x, to_x), max(y, to_y))
        aspect = self._aspect or (1.0 if square else None)
        if aspect is not None:
            self._take(self._limited(start, _shaped(start, wanted, sides, aspect, both=False)))
            return
        across = self._limited(start, replace(start, left=wanted.left, right=wanted.right))
        self._take(self._limited(across, replace(across, top=wanted.top, bottom=wanted.bottom)))

    # Inside

    @property
    def _axes(self) -> tuple[float, float]:
        angle = math.radians(self._degrees)
        return math.cos(angle), math.sin(angle)

    @property
    def _inner(self) -> Size:
        return inner_size(self._size, self._degrees) if self._size.area else Size(1, 1)

    def _turn_to(self, degrees: float) -> None:
        by, self._degrees = degrees - self._degrees, degrees
        if by:
            self.turned.emit(by)

    def _largest(self, aspect: float) -> tuple[float, float]:
        """The sides of the largest frame of a shape around the photo's own middle."""
        cos, sin = self._axes
        across, down = aspect * cos + abs(sin), aspect * abs(sin) + cos
        height = min(self._size.width / across, self._size.height / down)
        return height * aspect, height

    def _settle_wanted(self) -> None:
        frame = self.frame
        self._wanted = frame.width, frame.height

    def _take(self, frame: Frame) -> None:
        self._middle = self._inside(self.to_photo(*frame.middle))
        self._wanted = max(LEAST_SIDE, frame.width), max(LEAST_SIDE, frame.height)
        self.changed.emit()

    def _inside(self, point: Point) -> Point:
        return Point(min(max(point.x, 0.0), self._size.width), min(max(point.y, 0.0), self._size.height))

    def _limited(self, before: Frame, after: Frame) -> Frame:
        """As far from `before`, which fits, to `after` as every corner stays in the photo."""
        share = 1.0
        for start, end in zip(before.corners, after.corners, strict=True):
            here, there = self.to_photo(*start), self.to_photo(*end)
            for at, to, most in ((here.x, there.x, self._size.width), (here.y, there.y, self._size.height)):
                if to > most and to > at:
                    share = min(share, (most - at) / (to - at))
                elif to < 0 and to < at:
                    share = min(share, at / (at - to))
        return before.towards(after, max(0.0, share))


def _pulled(frame: Frame, sides: frozenset[str], x: float, y: float, *, both: bool) -> Frame:
    """The frame with its sides where the hand is; they never pass their opposites."""
    (middle_x, middle_y), half = frame.middle, LEAST_SIDE / 2
    if both:
        wide = max(half, abs(x - middle_x)) if sides & {"left", "right"} else frame.width / 2
        high = max(half, abs(y - middle_y)) if sides & {"top", "bottom"} else frame.height / 2
        return Frame.around(frame.middle, 2 * wide, 2 * high)
    return Frame(
        min(x, frame.right - LEAST_SIDE) if "left" in sides else frame.left,
        min(y, frame.bottom - LEAST_SIDE) if "top" in sides else frame.top,
        max(x, frame.left + LEAST_SIDE) if "right" in sides else frame.right,
        max(y, frame.top + LEAST_SIDE) if "bottom" in sides else frame.bottom,
    )


def _shaped(frame: Frame, wanted: Frame, sides: frozenset[str], aspect: float, *, both: bool) -> Frame:
    """`wanted` in a shape: as large as the hand means; what was not pulled stays in place, or in the middle."""
    across, down = bool(sides & {"left", "right"}), bool(sides & {"top", "bottom"})
    width = wanted.width if across and not down else wanted.height * aspect
    if across and down:
        width = max(wanted.width, wanted.height * aspect)
    width = max(width, LEAST_SIDE, LEAST_SIDE * aspect)
    height = width / aspect
    x, y = frame.middle
    left, top = x - width / 2, y - height / 2
    if not both:
        left = frame.right - width if "left" in sides else frame.left if "right" in sides else left
        top = frame.bottom - height if "top" in sides else frame.top if "bottom" in sides else top
    return Frame(left, top, left + width, top + height)


def _pushed(area: Rect, size: Size) -> Rect:
    """The same rectangle inside a photo."""
    x = min(max(0, area.x), max(0, size.width - area.width))
    y = min(max(0, area.y), max(0, size.height - area.height))
    return Rect(x, y, area.width, area.height).clipped(size)
