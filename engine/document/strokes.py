"""A stroke of the clone stamp or the healing brush, as a value: all that is needed to paint it again."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from typing import Any

from engine.errors import BadInput
from engine.language import tr
from engine.mask.brush import BrushTip

SOURCES = ("all", "photo")
MOST_POINTS, MOST_BOXES = 1_000_000, 10_000
_FARTHEST = 10_000_000  # px; no photo is as large
# Fractions of two, so that what is painted, written as text and read again is the same to the last bit.
_PLACE_STEPS, _PRESSURE_STEPS = 64, 1024

Point = tuple[float, float, float]
Box = tuple[int, int, int, int]  # x, y, width, height, in whole pixels


def rounded_point(x: float, y: float, pressure: float) -> Point:
    """A point of a path as it is painted and kept: to a 64th of a pixel, and a 1024th of the pressure (0..1)."""
    across, down = (round(value * _PLACE_STEPS) / _PLACE_STEPS for value in (x, y))
    return across, down, min(1.0, max(0.0, round(pressure * _PRESSURE_STEPS) / _PRESSURE_STEPS))


@dataclass(frozen=True)
class HandStroke:
    """What a hand did.

    Args:
        tip: the brush.
        points: (x, y, pressure 0..1) in photo pixels from `origin`, as `rounded_point` makes them; one or more.
        offset: (dx, dy) from a painted pixel to the one that it is copied from; None lets what lies around the stroke
            fill it, piece by piece.
        source: "all" copies what is shown, "photo" the photo under all patches.
        origin: a place of the photo, in whole pixels; it moves where the canvas does.
        avoid: what is not copied except by the offset, from `origin`.
        adapts: whether what lies among surroundings unlike the source's is filled from around, when it is healed.
            Strokes were made without it until November 2026, and are made again so.
    """

    tip: BrushTip
    points: tuple[Point, ...]
    offset: tuple[int, int] | None
    source: str = "all"
    origin: tuple[int, int] = (0, 0)
    avoid: tuple[Box, ...] = ()
    adapts: bool = False

    def to_dict(self) -> dict[str, Any]:
        tip = {"diameter": self.tip.diameter, "hardness": self.tip.hardness, "flow": self.tip.flow}
        told: dict[str, Any] = {
            "tip": tip,
            "points": [list(point) for point in self.points],
            "offset": None if self.offset is None else list(self.offset),
            "source": self.source,
            "origin": list(self.origin),
        }
        if self.avoid:
            told["avoid"] = [list(box) for box in self.avoid]
        return {**told, "adapts": True} if self.adapts else told

    @staticmethod
    def from_dict(data: Any) -> HandStroke:
        """Reads what `to_dict` made. Raises BadInput where it is damaged."""
        try:
            return _read(data)
        except (KeyError, TypeError, ValueError) as error:
            raise BadInput(
                tr("A patch's recipe is damaged."), tr("The patch can be kept, but not made again.")
            ) from error

    def moved(self, dx: int, dy: int) -> HandStroke:
        """The same stroke on a canvas in which everything has moved."""
        return replace(self, origin=(self.origin[0] + dx, self.origin[1] + dy))


def _read(data: Any) -> HandStroke:
    tip = BrushTip(*(_number(data["tip"][name]) for name in ("diameter", "hardness", "flow")))
    if data["source"] not in SOURCES or not 1 <= len(data["points"]) <= MOST_POINTS:
        raise ValueError("a stroke's source or path")
    points = tuple(_point(point) for point in data["points"])
    offset = None if data["offset"] is None else _whole_pair(data["offset"])
    boxes = data.get("avoid", [])
    if len(boxes) > MOST_BOXES:
        raise ValueError("too much to avoid")
    avoid = tuple(_box(box) for box in boxes)
    adapts = data.get("adapts", False)
    if not isinstance(adapts, bool):
        raise TypeError("yes or no is wanted")
    return HandStroke(tip, points, offset, data["source"], _whole_pair(data["origin"]), avoid, adapts)


def _box(values: Any) -> Box:
    x, y, width, height = values
    sides = _whole_pair((width, height))
    if min(sides) < 1:
        raise ValueError("a box without pixels")
    return *_whole_pair((x, y)), *sides


def _point(values: Any) -> Point:
    x, y, pressure = (_number(value) for value in values)
    return rounded_point(x, y, pressure)


def _number(value: Any) -> float:
    if not isinstance(value, int | float) or isinstance(value, bool):
        raise TypeError("a number is wanted")
    if not (math.isfinite(value) and abs(value) <= _FARTHEST):
        raise ValueError("a number is out of range")
    return float(value)


def _whole_pair(values: Any) -> tuple[int, int]:
    x, y = values
    if type(x) is not int or type(y) is not int or max(abs(x), abs(y)) > _FARTHEST:
        raise ValueError("whole pixels are wanted")
    return x, y
