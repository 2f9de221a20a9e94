"""The tone curve of a photo's colour space: between stored values and light, as its ICC profile tells."""

from __future__ import annotations

import struct
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

REC709 = (0.2126, 0.7152, 0.0722)
_STEPS = 4097
_PARAMETERS = (1, 3, 4, 5, 7)  # of the function types 0 to 4
_LEAST_LIGHT = 1e-4  # a white that is darker than this is no white


@dataclass(frozen=True, eq=False)
class ToneCurve:
    """From a channel's values to light and back, both 0..1 and rising.

    Attributes:
        light: 3 x N, the light of each channel at N even steps of its value.
        weights: how much red, green and blue add to the brightness of grey; together 1.
    """

    light: NDArray[np.float64]
    weights: tuple[float, float, float] = REC709

    def to_light(self, channel: int, values: NDArray) -> NDArray:
        """The light of values 0..1 of red (0), green (1) or blue (2)."""
        return np.interp(values, np.linspace(0, 1, self.light.shape[1]), self.light[channel])

    def to_value(self, channel: int, light: NDArray) -> NDArray:
        """The values that give this light, cut to 0..1."""
        return np.interp(light, self.light[channel], np.linspace(0, 1, self.light.shape[1]))


@lru_cache(maxsize=8)
def tone_curve(icc: bytes | None) -> ToneCurve:
    """The curve of a profile: its own where it has one for each channel, or one for grey; else that of sRGB."""
    tags = profile_tags(icc or b"")
    grey = tags.get(b"kTRC")
    wanted = [grey] * 3 if grey else [tags.get(name) for name in (b"rTRC", b"gTRC", b"bTRC")]
    curves = [None if data is None else _curve(data) for data in wanted]
    if any(each is None for each in curves):
        return ToneCurve(np.stack([_srgb(np.linspace(0, 1, _STEPS))] * 3))
    return ToneCurve(np.stack([each for each in curves if each is not None]), REC709 if grey else _weights(tags))


def profile_tags(icc: bytes) -> dict[bytes, bytes]:
    """The tagged data of a profile (ICC.1:2022, 7.3); none where it is damaged."""
    if len(icc) < 132:
        return {}
    (count,) = struct.unpack_from(">I", icc, 128)
    tags = {}
    for index in range(min(count, 100)):
        if 144 + 12 * index > len(icc):
            break
        name, offset, length = struct.unpack_from(">4sII", icc, 132 + 12 * index)
        tags[name] = icc[offset : offset + length]
    return tags


def _curve(data: bytes) -> NDArray[np.float64] | None:
    """`_STEPS` of a curve (10.6 and 10.18); None where it is damaged, or does not rise from dark to light."""
    at = np.linspace(0, 1, _STEPS)
    try:
        light = _table(data, at) if data[:4] == b"curv" else _function(data, at) if data[:4] == b"para" else None
    except (struct.error, ValueError, OverflowError):
        return None
    if light is None or not np.isfinite(light).all() or light[-1] < _LEAST_LIGHT:
        return None
    # What is flat cannot be gone back over; the least of slopes decides which way, and no sample shows it.
    return np.maximum.accumulate(np.clip(light, 0, 1)) + at * 1e-9


def _table(data: bytes, at: NDArray) -> NDArray:
    (count,) = struct.unpack_from(">I", data, 8)
    if count == 0:
        return at
    if count == 1:
        return at ** (struct.unpack_from(">H", data, 12)[0] / 256)
    values = np.frombuffer(data, ">u2", count, 12) / 65535
    return np.interp(at, np.linspace(0, 1, count), values)


def _function(data: bytes, at: NDArray) -> NDArray | None:
    (kind,) = struct.unpack_from(">H", data, 8)
    if kind >= len(_PARAMETERS):
        return None
    raw = struct.unpack_from(f">{_PARAMETERS[kind]}i", data, 12)
    g, a, b, c, d, e, f = (*(one / 65536 for one in raw), *[0.0] * (7 - len(raw)))
    if kind == 0:
        return at**g
    start = d if kind >= 3 else -b / a if a else 0.0
    power = np.maximum(a * at + b, 0) ** g
    above = power + (c if kind == 2 else e if kind == 4 else 0.0)
    below = c * at + f if kind >= 3 else np.full_like(at, c if kind == 2 else 0.0)
    return np.where(at >= start, above, below)


def _weights(tags: dict[bytes, bytes]) -> tuple[float, float, float]:
    """The brightness (Y) of the primaries."""
    try:
        each = [struct.unpack_from(">i", tags[name], 12)[0] / 65536 for name in (b"rXYZ", b"gXYZ", b"bXYZ")]
    except (KeyError, struct.error):
        return REC709
    total = sum(each)
    if min(each) < 0 or total < 0.5:
        return REC709
    return each[0] / total, each[1] / total, each[2] / total


def _srgb(value: NDArray) -> NDArray:
    """IEC 61966-2-1."""
    return np.where(value <= 0.04045, value / 12.92, ((value + 0.055) / 1.055) ** 2.4)
