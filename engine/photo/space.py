"""RGB colour spaces as their profiles describe them: into CIE XYZ and Lab, and what lies outside another one."""

from __future__ import annotations

import struct
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any

import cv2
import numpy as np
from PIL import Image, ImageCms

from engine.photo.colour import DisplayTransform, open_profile, profile_space, srgb_profile, to_8_bits
from engine.photo.tone import ToneCurve, profile_tags, tone_curve

if TYPE_CHECKING:
    from numpy.typing import NDArray

# IEC 61966-2-1 adapted to D50 by Bradford, the white of every profile.
_SRGB = np.array(
    [[0.4360747, 0.3850649, 0.1430804], [0.2225045, 0.7168786, 0.0606169], [0.0139322, 0.0971045, 0.7141733]]
)
_WHITE = np.array([0.9642, 1.0, 0.8249])
_PRIMARIES = (b"rXYZ", b"gXYZ", b"bXYZ")
_LEAST_VOLUME = 1e-4  # primaries that lie on a line span no space
# Light; what profiles of one space differ by in their rounding stays below it, and no eye sees it.
_TOLERANCE = 0.004


@dataclass(frozen=True, eq=False)
class RgbSpace:
    """A space of three primaries.

    Attributes:
        matrix: 3 x 3, from light of red, green and blue to XYZ at D50.
        curve: between values and light.
    """

    matrix: NDArray[np.float64]
    curve: ToneCurve

    def to_light(self, values: NDArray) -> NDArray[np.float64]:
        """... x 3 light, of ... x 3 values 0..1."""
        return np.stack([self.curve.to_light(channel, values[..., channel]) for channel in range(3)], axis=-1)

    def to_lab(self, values: NDArray) -> NDArray[np.float64]:
        """... x 3 CIE Lab at D50 (L 0..100), of ... x 3 values 0..1. CIE 15:2004."""
        return lab_of_xyz(self.to_light(values) @ self.matrix.T)


def lab_of_xyz(xyz: NDArray) -> NDArray[np.float64]:
    """... x 3 CIE Lab, of ... x 3 XYZ, both at D50. CIE 15:2004."""
    share = xyz / _WHITE
    low = share <= (6 / 29) ** 3
    f = np.where(low, share * (29 / 6) ** 2 / 3 + 4 / 29, np.cbrt(np.maximum(share, 0)))
    x, y, z = f[..., 0], f[..., 1], f[..., 2]
    return np.stack([116 * y - 16, 500 * (x - y), 200 * (y - z)], axis=-1)


@lru_cache(maxsize=16)
def rgb_space(icc: bytes | None) -> RgbSpace | None:
    """The space of a profile, sRGB for None; None where it is no matrix profile, or damaged."""
    if icc is None:
        return RgbSpace(_SRGB, tone_curve(None))
    tags = profile_tags(icc)
    if profile_space(icc) != "RGB" or b"A2B0" in tags or not all(name in tags for name in (*_PRIMARIES, b"rTRC")):
        return None
    try:
        columns = [[one / 65536 for one in struct.unpack_from(">3i", tags[name], 8)] for name in _PRIMARIES]
    except struct.error:
        return None
    matrix = np.array(columns).T
    return RgbSpace(matrix, tone_curve(icc)) if abs(np.linalg.det(matrix)) > _LEAST_VOLUME else None


def lab_of(pixels: NDArray, icc: bytes | None) -> NDArray[np.float64]:
    """... x 3 CIE Lab at D50, of a photo's samples.

    Args:
        pixels: ... x 3, uint8 or uint16, or float 0..1 (a mean of samples).
        icc: the photo's profile; None stands for sRGB. What is no matrix profile is precise to 8 bits.
    """
    values = pixels if pixels.dtype.kind == "f" else pixels / np.iinfo(pixels.dtype).max
    space = rgb_space(icc)
    if space is not None:
        return space.to_lab(values)
    srgb = DisplayTransform(icc).apply(np.round(values * 255).astype(np.uint8).reshape(1, -1, 3))
    known = rgb_space(None)
    assert known is not None
    return known.to_lab(srgb.reshape(values.shape) / 255)


class GamutTest:
    """Tells which colours of a photo another space does not hold.

    Args:
        icc: the photo's profile; None stands for sRGB.
        target: the profile of a screen or printer; None stands for sRGB.

    `is_needless`: no colour of the photo can lie outside. Between two matrix profiles the light is compared itself; for
    any other, littleCMS's gamut check decides.
    """

    def __init__(self, icc: bytes | None, target: bytes | None) -> None:
        self._table: NDArray[np.float32] | None = None
        self._matrix = np.eye(3)
        self._proofs: tuple[Any, Any] | None = None
        source, goal = rgb_space(icc), rgb_space(target)
        if profile_space(icc) == "GRAY":
            self.is_needless = True
        elif source is not None and goal is not None:
            steps = np.linspace(0, 1, 256)
            table = np.stack([source.curve.to_light(channel, steps) for channel in range(3)], axis=-1)
            self._table = np.ascontiguousarray(table[None], np.float32)
            self._matrix = np.linalg.solve(goal.matrix, source.matrix)
            corners = np.array([[r, g, b] for r in (0, 1) for g in (0, 1) for b in (0, 1)]) @ self._matrix.T
            self.is_needless = bool((corners > -_TOLERANCE).all() and (corners < 1 + _TOLERANCE).all())
        else:
            self._proofs = _proofs(icc, target)
            self.is_needless = self._proofs is None

    def outside(self, pixels: NDArray) -> NDArray[np.uint8]:
        """H x W, 255 where the colour is not held; `pixels`: H x W x 3 uint8 or uint16 in the photo's space."""
        narrow = np.ascontiguousarray(to_8_bits(pixels))
        if self.is_needless:
            return np.zeros(narrow.shape[:2], np.uint8)
        if self._table is not None:
            light = cv2.transform(cv2.LUT(narrow, self._table), self._matrix.astype(np.float32))
            held = cv2.inRange(light, (-_TOLERANCE,) * 3, (1 + _TOLERANCE,) * 3)
            return np.asarray(cv2.bitwise_not(held), np.uint8)
        assert self._proofs is not None
        image = Image.fromarray(narrow)
        plain, checked = (np.asarray(ImageCms.applyTransform(image, each)) for each in self._proofs)
        return (plain != checked).any(axis=2).astype(np.uint8) * np.uint8(255)


def _proofs(icc: bytes | None, target: bytes | None) -> tuple[Any, Any] | None:
    """Two soft proofs of the target: as it is, and with what it does not hold marked; None where it has none."""
    source = srgb_profile() if icc is None else open_profile(icc)
    proofed = srgb_profile() if target is None else open_profile(target)
    intent, flags = ImageCms.Intent.RELATIVE_COLORIMETRIC, ImageCms.Flags.SOFTPROOFING
    try:
        plain, checked = (
            ImageCms.buildProofTransform(source, srgb_profile(), proofed, "RGB", "RGB", intent, intent, each)
            for each in (flags, flags | ImageCms.Flags.GAMUTCHECK)
        )
    except (ImageCms.PyCMSError, OSError, ValueError, TypeError):
        return None
    return plain, checked
