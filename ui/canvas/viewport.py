"""Where the photo lies in the view: zoom, rotation and offset. Pure geometry, no widgets.

Three spaces: photo pixels, device pixels (what the screen has), and view units (Qt's logical pixels; device / ratio).
"""

from __future__ import annotations

import math
from dataclasses import dataclass, replace

from engine.geometry import Point, Rect, Size

MIN_ZOOM, MAX_ZOOM = 0.01, 64.0
STEPS = (
    0.01,
    0.015,
    0.02,
    0.03,
    0.05,
    0.07,
    0.1,
    0.15,
    0.2,
    0.25,
    1 / 3,
    0.5,
    2 / 3,
    1,
    1.5,
    2,
    3,
    4,
    6,
    8,
    12,
    16,
    24,
    32,
    48,
    64,
)
_DIGITS = 6
_QUARTERS = {0.0: (1, 0), 90.0: (0, 1), 180.0: (-1, 0), 270.0: (0, -1)}
_KEEP_IN_SIGHT = 64
_SHARPNESS = 0.1


@dataclass(frozen=True, slots=True)
class Viewport:
    """An immutable view of a photo.

    zoom: device pixels per photo pixel; rotation: degrees clockwise, 0 <= r < 360; offset: device position of the
    photo's top left corner before rounding; width, height: of the view in device pixels; ratio: device pixels per
    view unit.
    """

    zoom: float = 1.0
    rotation: float = 0.0
    offset_x: float = 0.0
    offset_y: float = 0.0
    width: int = 1
    height: int = 1
    ratio: float = 1.0

    @property
    def is_straight(self) -> bool:
        """Whether photo rows and columns run along the screen's."""
        return self.rotation % 90 == 0

    @property
    def origin(self) -> tuple[int, int]:
        """Device position of the photo's corner: whole pixels, so 100 % is crisp and a pan is a plain shift."""
        return round(self.offset_x), round(self.offset_y)

    @property
    def axes(self) -> tuple[float, float]:
        """(zoom * cos, zoom * sin) of the rotation, exact at right angles."""
        if self.rotation in _QUARTERS:
            cos, sin = _QUARTERS[self.rotation]
        else:
            angle = math.radians(self.rotation)
            cos, sin = math.cos(angle), math.sin(angle)
        return self.zoom * cos, self.zoom * sin

    def to_device(self, x: float, y: float) -> tuple[float, float]:
        cos, sin = self.axes
        left, top = self.origin
        return cos * x - sin * y + left, sin * x + cos * y + top

    def from_device(self, x: float, y: float) -> tuple[float, float]:
        cos, sin = self.axes
        left, top = self.origin
        x, y = (x - left) / self.zoom**2, (y - top) / self.zoom**2
        return cos * x + sin * y, cos * y - sin * x

    def to_view(self, point: Point) -> tuple[float, float]:
        """A photo point in view units."""
        x, y = self.to_device(point.x, point.y)
        return x / self.ratio, y / self.ratio

    def to_photo(self, x: float, y: float) -> Point:
        """The photo point under a place given in view units."""
        return Point(*self.from_device(x * self.ratio, y * self.ratio))

    def device_rect(self, rect: Rect) -> Rect:
        """The smallest device rectangle around a photo rectangle."""
        return _bounds([self.to_device(x, y) for x, y in self._telling_corners(rect)])

    def photo_rect(self, rect: Rect) -> Rect:
        """The smallest photo rectangle around a device rectangle (not clipped to the photo)."""
        return _bounds([self.from_device(x, y) for x, y in self._telling_corners(rect)])

    def _telling_corners(self, rect: Rect) -> tuple[tuple[int, int], ...]:
        """The corners that decide where a rectangle lies: two opposite ones, unless it is turned askew."""
        ends = (rect.x, rect.y), (rect.right, rect.bottom)
        return ends if self.is_straight else (*ends, (rect.right, rect.y), (rect.x, rect.bottom))

    def level(self, count: int) -> int:
        """Which of `count` halvings to draw from: the coarsest that still has about one sample a device pixel."""
        return min(count - 1, max(0, math.floor(math.log2(1 / self.zoom) + _SHARPNESS)))

    def panned(self, dx: float, dy: float) -> Viewport:
        """Moved by device pixels."""
        return replace(self, offset_x=self.offset_x + dx, offset_y=self.offset_y + dy)

    def shifted(self, dx: float, dy: float) -> Viewport:
        """With what was at a photo point p now being p + (dx, dy): everything stays where it is in the view."""
        cos, sin = self.axes
        return self.panned(sin * dy - cos * dx, -sin * dx - cos * dy)

    def zoomed(self, zoom: float, x: float, y: float) -> Viewport:
        """At another zoom, with the photo point under the device position (x, y) staying there."""
        zoom = min(MAX_ZOOM, max(MIN_ZOOM, zoom))
        scale = zoom / self.zoom
        return replace(
            self, zoom=zoom, offset_x=x + (self.offset_x - x) * scale, offset_y=y + (self.offset_y - y) * scale
        )

    def rotated(self, degrees: float, x: float, y: float) -> Viewport:
        """Turned to `degrees` clockwise around the device position (x, y)."""
        degrees = round(degrees, _DIGITS)  # there and back has to be level again, or nothing would be sharp
        turn = math.radians(degrees - self.rotation)
        dx, dy = self.offset_x - x, self.offset_y - y
        cos, sin = math.cos(turn), math.sin(turn)
        return replace(self, rotation=degrees % 360, offset_x=x + cos * dx - sin * dy, offset_y=y + sin * dx + cos * dy)

    def resized(self, width: int, height: int, ratio: float) -> Viewport:
        """In a view of another size: the photo point in the middle stays in the middle."""
        return replace(
            self,
            width=width,
            height=height,
            ratio=ratio,
            offset_x=self.offset_x + (width - self.width) / 2,
            offset_y=self.offset_y + (height - self.height) / 2,
        )

    def centred(self, x: float, y: float) -> Viewport:
        """With the photo point (x, y) in the middle of the view."""
        cos, sin = self.axes
        return replace(self, offset_x=self.width / 2 - cos * x + sin * y, offset_y=self.height / 2 - sin * x - cos * y)

    def fitted(self, rect: Rect, margin: float = 0.0) -> Viewport:
        """The photo rectangle as large as it goes, in the middle, `margin` device pixels from the edges."""
        cos, sin = (abs(axis) / self.zoom for axis in self.axes)
        wide = max(1.0, rect.width * cos + rect.height * sin)
        high = max(1.0, rect.width * sin + rect.height * cos)
        room = max(1.0, self.width - 2 * margin), max(1.0, self.height - 2 * margin)
        zoom = min(MAX_ZOOM, max(MIN_ZOOM, min(room[0] / wide, room[1] / high)))
        return replace(self, zoom=zoom).centred(rect.x + rect.width / 2, rect.y + rect.height / 2)

    def kept_in_sight(self, size: Size) -> Viewport:
        """Moved back just so far that a strip of the photo stays in the view."""
        box = self.device_rect(Rect.of(size))
        dx = _pull(box.x, box.right, self.width)
        dy = _pull(box.y, box.bottom, self.height)
        return self.panned(dx, dy) if dx or dy else self


def next_step(zoom: float, direction: int) -> float:
    """The next zoom of the ladder above (direction 1) or below (-1)."""
    if direction > 0:
        return next((step for step in STEPS if step > zoom * 1.001), MAX_ZOOM)
    return next((step for step in reversed(STEPS) if step < zoom * 0.999), MIN_ZOOM)


def _pull(low: int, high: int, extent: int) -> int:
    keep = min(_KEEP_IN_SIGHT, extent // 2)
    if high < keep:
        return keep - high
    return min(0, extent - keep - low)


def _bounds(points: list[tuple[float, float]]) -> Rect:
    # A hair of slack: 3 * (1 / 3) must not reach into a fourth pixel.
    xs, ys = [x for x, _ in points], [y for _, y in points]
    return Rect.from_bounds(
        math.floor(min(xs) + 1e-6), math.floor(min(ys) + 1e-6), math.ceil(max(xs) - 1e-6), math.ceil(max(ys) - 1e-6)
    )
