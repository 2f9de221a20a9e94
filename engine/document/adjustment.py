"""Tone and colour of what lies below, changed pixel by pixel: exposure, white balance, curves."""

from __future__ import annotations

from dataclasses import asdict, dataclass, fields
from functools import lru_cache
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from engine.errors import BadInput
from engine.language import tr
from engine.photo.tone import tone_curve

Points = tuple[tuple[float, float], ...]

MOST_STOPS = 5.0
MOST_WARMTH = 100.0
_TELLS = (0.02, 0.985)  # the values between which a colour tells its cast
_WARMTH = 1.0  # stops by which red rises and blue falls at the end of the scale
_TINT = 0.8  # stops between green and the others


@dataclass(frozen=True)
class Adjustment:
    """A pointwise change, as look-up tables for each channel; neutral as it comes.

    Args:
        exposure: stops, -5..5: light is multiplied by 2 to this power.
        temperature: -100 (bluer) .. 100 (warmer).
        tint: -100 (greener) .. 100 (more magenta).
        master, red, green, blue: curves as points (in, out), 0..1, at rising places; () changes nothing. The master
            goes first, over all three.
    """

    exposure: float = 0.0
    temperature: float = 0.0
    tint: float = 0.0
    master: Points = ()
    red: Points = ()
    green: Points = ()
    blue: Points = ()

    def __post_init__(self) -> None:
        if abs(self.exposure) > MOST_STOPS or max(abs(self.temperature), abs(self.tint)) > MOST_WARMTH:
            raise ValueError("an adjustment lies beyond its scale")
        for points in (self.master, self.red, self.green, self.blue):
            places = [x for x, _ in points]
            if any(not 0 <= value <= 1 for point in points for value in point) or places != sorted(set(places)):
                raise ValueError("a curve's points lie between 0 and 1, at rising places")

    @property
    def is_neutral(self) -> bool:
        """Whether it changes no bit."""
        straight = all(y == x for points in (self.master, self.red, self.green, self.blue) for x, y in points)
        return straight and not (self.exposure or self.temperature or self.tint)

    def apply(self, pixels: NDArray, icc: bytes | None = None) -> NDArray:
        """h x w x 3, uint8 or uint16, changed and in the same depth; the very array where it is neutral.

        Args:
            pixels: in the colour space of a photo.
            icc: its profile, which says how its values stand for light; None = sRGB.
        """
        if self.is_neutral:
            return pixels
        tables = _tables(self, pixels.dtype.itemsize, icc)
        if pixels.dtype == np.uint8:
            return cv2.LUT(np.ascontiguousarray(pixels), tables.T[None])
        result = np.empty(pixels.shape, pixels.dtype)
        for channel, table in enumerate(tables):
            np.take(table, pixels[..., channel], out=result[..., channel], mode="clip")
        return result

    def values(self, steps: int, icc: bytes | None = None) -> NDArray[np.float64]:
        """3 x `steps`: what becomes of evenly spaced values 0..1 of each channel; `icc` as in `apply`."""
        return _values(self, np.linspace(0, 1, steps), icc)

    def to_dict(self) -> dict[str, Any]:
        return asdict(self)

    @staticmethod
    def from_dict(data: object) -> Adjustment:
        """Reads what `to_dict` gave, as it comes back from JSON. Raises BadInput where it is none."""
        try:
            known: dict[str, Any] = {one.name: data[one.name] for one in fields(Adjustment) if one.name in data}  # type: ignore[index,operator]
            for name, value in known.items():
                curved = isinstance(value, list | tuple)
                known[name] = tuple((float(x), float(y)) for x, y in value) if curved else float(value)
            return Adjustment(**known)
        except (TypeError, ValueError) as error:
            raise BadInput(tr("An adjustment is damaged."), tr("It can be left out and set anew.")) from error


def grey_balance(colour: tuple[float, float, float], icc: bytes | None = None) -> tuple[float, float]:
    """The temperature and the tint that make a colour grey, as far as the scales go.

    Args:
        colour: red, green, blue of a photo, 0..1.
        icc: its profile; None = sRGB.

    Raises:
        BadInput: the colour is too dark or too bright to tell.
    """
    if min(colour) < _TELLS[0] or max(colour) > _TELLS[1]:
        raise BadInput(
            tr("What was clicked is too dark or too bright to tell its colour."),
            tr("Click something of a middle grey."),
        )
    tone = tone_curve(icc)
    red, green, blue = (float(np.log2(tone.to_light(channel, np.array(value)))) for channel, value in enumerate(colour))
    warmth = (blue - red) / 2
    tint = green - red - warmth
    return _on_scale(warmth / _WARMTH), _on_scale(tint / _TINT)


def _on_scale(share: float) -> float:
    return round(min(max(share, -1.0), 1.0) * MOST_WARMTH, 1)


@lru_cache(maxsize=32)
def _tables(adjustment: Adjustment, item: int, icc: bytes | None) -> NDArray:
    """3 x 256 uint8 or 3 x 65536 uint16."""
    top = 256**item - 1
    made = _values(adjustment, np.arange(top + 1) / top, icc)
    return np.rint(made * top).astype(np.uint8 if item == 1 else np.uint16)


def _values(adjustment: Adjustment, values: NDArray, icc: bytes | None) -> NDArray[np.float64]:
    """3 x N, 0..1: what becomes of values 0..1 of each channel."""
    tone = tone_curve(icc)
    warmth, tint = adjustment.temperature / MOST_WARMTH * _WARMTH, adjustment.tint / MOST_WARMTH * _TINT
    # Stops for each channel; together they leave grey as bright as it was.
    balance = np.array([warmth + tint / 2, -tint / 2, -warmth + tint / 2])
    stops = adjustment.exposure + balance - np.log2(np.dot(tone.weights, 2**balance))
    is_lit = bool(adjustment.exposure or warmth or tint)
    made = []
    for channel, points in enumerate((adjustment.red, adjustment.green, adjustment.blue)):
        value = values
        if is_lit:
            value = tone.to_value(channel, tone.to_light(channel, values) * 2 ** stops[channel])
        made.append(np.clip(curve(points, curve(adjustment.master, value)), 0, 1))
    return np.stack(made)


def curve(points: Points, at: NDArray) -> NDArray:
    """A smooth curve through `points` that never overshoots them (Fritsch and Carlson 1980), level beyond its ends.

    Args:
        points: (in, out) at rising places; one alone moves everything to its height, none changes nothing.
        at: any shape, 0..1.
    """
    if not points:
        return at
    x, y = np.array(points, float).T
    if len(x) == 1:
        return np.full_like(at, y[0], float)
    at = np.clip(at, x[0], x[-1])
    width, rise = np.diff(x), np.diff(y) / np.diff(x)
    slope = _slopes(width, rise)
    place = np.clip(np.searchsorted(x, at, "right") - 1, 0, len(width) - 1)
    step = width[place]
    t = (at - x[place]) / step
    low = y[place] * (1 + 2 * t) * (1 - t) ** 2 + slope[place] * step * t * (1 - t) ** 2
    return low + y[place + 1] * t**2 * (3 - 2 * t) + slope[place + 1] * step * t**2 * (t - 1)


def _slopes(width: NDArray, rise: NDArray) -> NDArray:
    """At each point, the harmonic mean of its neighbours' rises: 0 where they disagree."""
    slope = np.zeros(len(rise) + 1)
    slope[0], slope[-1] = rise[0], rise[-1]
    before, after = rise[:-1], rise[1:]
    a, b = 2 * width[1:] + width[:-1], width[1:] + 2 * width[:-1]
    agree = before * after > 0
    mean = np.where(agree, a * after + b * before, 1.0)
    slope[1:-1] = np.where(agree, (a + b) * before * after / mean, 0.0)
    return slope
