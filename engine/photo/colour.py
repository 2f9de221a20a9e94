"""Colour management with littleCMS: what the screen shows, and CMYK in and out."""

from __future__ import annotations

import io
import os
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING, Any

import cv2
import numpy as np
from PIL import Image, ImageCms

from engine.language import mark, tr

if TYPE_CHECKING:
    from numpy.typing import NDArray

_INTENT = ImageCms.Intent.RELATIVE_COLORIMETRIC
_FLAGS = ImageCms.Flags.BLACKPOINTCOMPENSATION
_STRIP_PIXELS = 1 << 19
_THREADS = min(4, os.cpu_count() or 1)
_BROKEN = mark("The colour profile is broken; the colours are shown as sRGB.")


def to_8_bits(samples: NDArray) -> NDArray:
    """uint16 samples as uint8, rounded to the nearest; uint8 ones as they are (the same array)."""
    return samples if samples.dtype == np.uint8 else cv2.convertScaleAbs(np.ascontiguousarray(samples), alpha=1 / 257)


def strips(array: NDArray) -> Iterator[slice]:
    """The rows of an H x W array in runs of about half a million pixels: few for Python, small for memory."""
    rows = max(1, _STRIP_PIXELS // max(1, array.shape[1]))
    for top in range(0, array.shape[0], rows):
        yield slice(top, top + rows)


def profile_space(icc: bytes | None) -> str | None:
    """The colour space that a profile describes: "RGB", "GRAY", "CMYK"...; None where it cannot be read."""
    profile = open_profile(icc)
    return None if profile is None else str(profile.profile.xcolor_space).strip()


class DisplayTransform:
    """From a photo's colour space to that of a screen.

    Args:
        icc: the photo's profile; None stands for sRGB.
        screen: the screen's profile; None stands for sRGB, and so does one that cannot be used.

    `warning` is a plain sentence where the photo's profile could not be used, else None.
    """

    def __init__(self, icc: bytes | None, screen: bytes | None = None) -> None:
        self.warning: str | None = None
        self._convert: Any = None
        shown_on = _screen(screen)
        if icc is None and shown_on is None:
            return
        try:
            self._convert = _conversion(icc, shown_on)
        except (ImageCms.PyCMSError, OSError, ValueError, TypeError):
            self.warning = tr(_BROKEN)

    @property
    def is_identity(self) -> bool:
        """Whether 8-bit pixels are shown as they are."""
        return self._convert is None

    def apply(self, pixels: NDArray) -> NDArray:
        """H x W x 3 uint8 for the screen, of H x W x 3 uint8 or uint16; the same array where nothing has to change."""
        narrow = to_8_bits(pixels)
        return narrow if self._convert is None else self._convert(narrow)


class PhotoTransform:
    """From sRGB to a photo's colour space: for pictures that are laid into it.

    Args:
        icc: the photo's profile; None stands for sRGB, and so does one that cannot be written to.
    """

    def __init__(self, icc: bytes | None) -> None:
        self._convert = None if DisplayTransform(icc).is_identity or icc is None else _backward(icc)

    def apply(self, pixels: NDArray) -> NDArray:
        """H x W x 3 uint8 in the photo's space of H x W x 3 uint8 sRGB; the same array where nothing has to change."""
        return pixels if self._convert is None else self._convert(pixels)


def _backward(icc: bytes) -> Any:
    """A function from uint8 sRGB to uint8 pixels of the profile; None where it serves in one direction only."""
    profile = open_profile(icc)
    mode = "L" if profile_space(icc) == "GRAY" else "RGB"
    try:
        transform = ImageCms.buildTransform(srgb_profile(), profile, "RGB", mode, _INTENT, _FLAGS)
    except (ImageCms.PyCMSError, OSError, ValueError, TypeError):
        return None
    if mode == "RGB":
        return lambda pixels: _in_strips(transform, pixels)
    return lambda pixels: np.repeat(_through(transform, pixels)[..., None], 3, axis=2)


def open_profile(icc: bytes | None) -> Any:
    """A profile as littleCMS holds it; None where it cannot be read."""
    try:
        return None if icc is None else ImageCms.ImageCmsProfile(io.BytesIO(icc))
    except (OSError, TypeError, ValueError):
        return None


@lru_cache(maxsize=1)
def srgb_profile() -> Any:
    """sRGB as littleCMS holds it."""
    return ImageCms.createProfile("sRGB")


def _screen(icc: bytes | None) -> Any:
    """A screen's profile; None where it is sRGB, or nothing can be shown by it."""
    profile = open_profile(icc) if profile_space(icc) == "RGB" else None
    if profile is None:
        return None
    try:
        ImageCms.buildTransform(srgb_profile(), profile, "RGB", "RGB", _INTENT, _FLAGS)
    except (ImageCms.PyCMSError, OSError, ValueError, TypeError):
        return None
    return profile


def _conversion(icc: bytes | None, screen: Any) -> Any:
    """A function from uint8 to uint8 pixels of a screen (None: sRGB); None where it would change nothing."""
    profile: Any = srgb_profile() if icc is None else ImageCms.ImageCmsProfile(io.BytesIO(icc))
    space = "RGB" if icc is None else str(profile.profile.xcolor_space).strip()
    target = srgb_profile() if screen is None else screen
    if space == "GRAY":
        return _grey_conversion(profile, target)
    if space != "RGB":
        raise ValueError(f"a {space} profile does not describe RGB samples")
    transform = ImageCms.buildTransform(profile, target, "RGB", "RGB", _INTENT, _FLAGS)
    steps = np.linspace(0, 255, 9).astype(np.uint8)
    lattice = np.stack(np.meshgrid(steps, steps, steps), axis=-1).reshape(1, -1, 3)
    # sRGB comes under many names and with roundings of its own: what it does to colours tells it best.
    if np.abs(_through(transform, lattice).astype(int) - lattice).max() <= 1:
        return None
    return lambda pixels: _in_strips(transform, pixels)


def _grey_conversion(profile: Any, target: Any) -> Any:
    transform = ImageCms.buildTransform(profile, target, "L", "RGB", _INTENT, _FLAGS)
    ramp = Image.fromarray(np.arange(256, dtype=np.uint8)[None])
    table = np.ascontiguousarray(np.asarray(ImageCms.applyTransform(ramp, transform)).reshape(256, 1, 3))
    if np.abs(table[:, 0, :].astype(int) - np.arange(256)[:, None]).max() <= 1:
        return None
    return lambda pixels: cv2.LUT(np.ascontiguousarray(pixels), table)


def _through(transform: Any, pixels: NDArray) -> NDArray:
    return np.asarray(ImageCms.applyTransform(Image.fromarray(pixels), transform))


def _in_strips(transform: Any, pixels: NDArray) -> NDArray:
    """By strips, so that the peak of memory is small, and by threads: littleCMS works without Python's lock."""
    parts = list(strips(pixels))
    if len(parts) == 1:
        return _through(transform, pixels)
    result = np.empty_like(pixels)

    def convert(rows: slice) -> None:
        result[rows] = _through(transform, pixels[rows])

    with ThreadPoolExecutor(_THREADS) as pool:
        list(pool.map(convert, parts))
    return result


class InkConversion:
    """Between CMYK (0 = no ink) and sRGB: through the profile where it serves, by plain subtraction otherwise."""

    def __init__(self, icc: bytes | None) -> None:
        self._profile = open_profile(icc) if profile_space(icc) == "CMYK" else None

    def to_rgb(self, ink: NDArray) -> NDArray:
        """H x W x 3 in the depth of `ink` (H x W x 4); with a profile, precise to 8 bits."""
        if self._to_rgb is None:
            return _ink_to_rgb(ink)
        return _as_deep_as(ink, _ink_strips(self._to_rgb, to_8_bits(ink), 3))

    def to_ink(self, rgb: NDArray) -> NDArray:
        """H x W x 4 in the depth of `rgb` (H x W x 3, sRGB)."""
        if self._to_ink is None:
            ink = np.zeros((*rgb.shape[:2], 4), rgb.dtype)
            ink[:, :, :3] = np.iinfo(rgb.dtype).max - rgb
            return ink
        return _as_deep_as(rgb, _ink_strips(self._to_ink, to_8_bits(rgb), 4))

    @cached_property
    def _to_rgb(self) -> Any:
        return self._transform(self._profile, srgb_profile(), "CMYK", "RGB")

    @cached_property
    def _to_ink(self) -> Any:
        return self._transform(srgb_profile(), self._profile, "RGB", "CMYK")

    def _transform(self, source: Any, target: Any, source_mode: str, target_mode: str) -> Any:
        if self._profile is None:
            return None
        try:
            return ImageCms.buildTransform(source, target, source_mode, target_mode, _INTENT, _FLAGS)
        except ImageCms.PyCMSError:
            return None  # profiles for input only cannot be used to separate colours


def _ink_strips(transform: Any, samples: NDArray, channels: int) -> NDArray:
    mode = "CMYK" if samples.shape[2] == 4 else "RGB"
    result = np.empty((*samples.shape[:2], channels), np.uint8)
    for rows in strips(samples):
        strip = np.ascontiguousarray(samples[rows])
        image = Image.frombuffer(mode, (strip.shape[1], strip.shape[0]), strip.tobytes(), "raw", mode, 0, 1)
        result[rows] = np.asarray(ImageCms.applyTransform(image, transform))
    return result


def _ink_to_rgb(ink: NDArray) -> NDArray:
    """(1 - c)(1 - k), in strips so that the wider products stay small."""
    white = np.iinfo(ink.dtype).max
    result = np.empty((*ink.shape[:2], 3), ink.dtype)
    for rows in strips(ink):
        light = (white - ink[rows]).astype(np.uint32)  # 65535 * 65535 + 32767 still fits
        result[rows] = (light[..., :3] * light[..., 3:] + np.uint32(white // 2)) // np.uint32(white)
    return result


def _as_deep_as(model: NDArray, samples: NDArray) -> NDArray:
    return samples if model.dtype == np.uint8 else samples.astype(np.uint16) * 257
