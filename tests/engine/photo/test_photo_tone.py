"""What a profile says of how values stand for light."""

from __future__ import annotations

import struct

import numpy as np
import pytest
from PIL import ImageCms

from engine.photo.tone import REC709, tone_curve

VALUES = np.linspace(0, 1, 9)


def _profile(**tags: bytes) -> bytes:
    """A profile of these tags alone."""
    table, data = b"", b""
    start = 132 + 12 * len(tags)
    for name, value in tags.items():
        table += struct.pack(">4sII", name.encode(), start + len(data), len(value))
        data += value
    return bytes(128) + struct.pack(">I", len(tags)) + table + data


def _gamma(value: float) -> bytes:
    return b"curv" + bytes(4) + struct.pack(">IH", 1, round(value * 256))


def _function(kind: int, *values: float) -> bytes:
    return b"para" + bytes(4) + struct.pack(f">HH{len(values)}i", kind, 0, *(round(one * 65536) for one in values))


def _same(data: bytes) -> bytes:
    return _profile(rTRC=data, gTRC=data, bTRC=data)


def test_srgb_is_taken_where_there_is_no_profile_or_a_damaged_one() -> None:
    wanted = ((0.5 + 0.055) / 1.055) ** 2.4
    for icc in (None, b"", b"nonsense" * 40, _profile(), _same(b"curv"), _same(_function(9, 1.0)), _same(b"text1234")):
        tone = tone_curve(icc)
        assert tone.to_light(0, np.array(0.5)) == pytest.approx(wanted, abs=1e-6)
        assert tone.weights == REC709


def test_the_profile_that_little_cms_makes_for_srgb_is_srgb() -> None:
    tone = tone_curve(ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes())
    assert np.abs(tone.light - tone_curve(None).light).max() < 1e-4
    assert tone.weights == pytest.approx((0.2225, 0.7169, 0.0606), abs=1e-3)  # adapted to D50


@pytest.mark.parametrize(
    ("data", "wanted"),
    [
        (_gamma(2.2), VALUES**2.19921875),
        (b"curv" + bytes(4) + struct.pack(">I", 0), VALUES),
        (b"curv" + bytes(4) + struct.pack(">I3H", 3, 0, 16384, 65535), np.interp(VALUES, [0, 0.5, 1], [0, 0.25, 1])),
        (_function(0, 1.8), VALUES**1.8),
        (_function(3, 2.4, 1 / 1.055, 0.055 / 1.055, 1 / 12.92, 0.04045), tone_curve(None).to_light(0, VALUES)),
    ],
)
def test_curves_are_read_as_the_standard_says(data: bytes, wanted: np.ndarray) -> None:
    tone = tone_curve(_same(data))
    assert tone.to_light(1, VALUES) == pytest.approx(wanted, abs=2e-4)
    assert tone.to_value(1, tone.to_light(1, VALUES)) == pytest.approx(VALUES, abs=1e-6)


def test_grey_has_one_curve() -> None:
    tone = tone_curve(_profile(kTRC=_gamma(1.0)))
    assert tone.to_light(2, VALUES) == pytest.approx(VALUES, abs=1e-6)


def test_a_curve_that_never_rises_is_no_curve() -> None:
    flat = b"curv" + bytes(4) + struct.pack(">I2H", 2, 0, 0)
    assert np.array_equal(tone_curve(_same(flat)).light, tone_curve(None).light)
