"""Everything in a photo that is near one of a few colours, with a soft edge where it is less near."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from engine.geometry import Rect, Size
from engine.mask.reduced import eight_bit
from engine.mask.tiling import Check, no_check, tiles_of

Mask = NDArray[np.uint8]
Colour = tuple[int, int, int]

_LIGHTNESS = 100 / 255  # of OpenCV's 8-bit L, in CIE L*; its a and b are CIE's, shifted by 128


@dataclass(frozen=True)
class ColourRange:
    """Which colours are meant.

    Args:
        wanted: 8-bit RGB; any of them will do.
        unwanted: 8-bit RGB; what is near one of these is left out again.
        tolerance: 0..100, the CIE 1976 colour difference at which a colour is half selected.
        softness: 0..1, how gradually: 0 is a hard edge, 1 a ramp from the colour itself to twice the tolerance.

    Raises:
        ValueError: where a number is outside its range.
    """

    wanted: tuple[Colour, ...]
    unwanted: tuple[Colour, ...] = ()
    tolerance: float = 20.0
    softness: float = 0.5

    def __post_init__(self) -> None:
        if not (0 <= self.tolerance <= 100 and 0 <= self.softness <= 1):
            raise ValueError("a colour range has a tolerance of 0 to 100 and a softness of 0 to 1")


def colours_in_range(pixels: NDArray[np.uint8], colours: ColourRange) -> Mask:
    """How far each pixel (h x w x 3 uint8 RGB) is selected: h x w uint8."""
    lab = np.asarray(cv2.cvtColor(np.ascontiguousarray(pixels), cv2.COLOR_RGB2Lab), np.uint8)
    chosen = _nearness(lab, colours.wanted, colours)
    if colours.unwanted:
        chosen = np.minimum(chosen, 255 - _nearness(lab, colours.unwanted, colours))
    return chosen


def select_colours(read: Callable[[Rect], NDArray], size: Size, colours: ColourRange, check: Check = no_check) -> Mask:
    """The whole photo's H x W uint8 selection.

    Args:
        read: gives the pixels of a rect: h x w x 3, uint8 or uint16; never written to.
        size: of the photo.
        colours: what to look for.
        check: called between tiles; raises where the work should stop.
    """
    mask = np.zeros((size.height, size.width), np.uint8)
    for tile in tiles_of(Rect.of(size)):
        check()
        mask[tile.slices] = colours_in_range(eight_bit(read(tile)), colours)
    return mask


def _nearness(lab: NDArray[np.uint8], near: tuple[Colour, ...], colours: ColourRange) -> Mask:
    if not near:
        return np.zeros(lab.shape[:2], np.uint8)
    squares = _squared_distance(lab, near[0])
    for colour in near[1:]:
        np.minimum(squares, _squared_distance(lab, colour), out=squares)
    distance = cv2.sqrt(squares)
    # Half a unit: equal colours are selected at tolerance 0, and nothing is divided by 0.
    width = max(colours.tolerance * colours.softness * 2, 1.0)
    scaled = (colours.tolerance + width / 2 - distance) * np.float32(255 / width)
    return np.clip(np.rint(scaled), 0, 255).astype(np.uint8)


def _squared_distance(lab: NDArray[np.uint8], colour: Colour) -> NDArray[np.float32]:
    centre = cv2.cvtColor(np.array([[colour]], np.uint8), cv2.COLOR_RGB2Lab)[0, 0].astype(np.float32)
    levels = np.arange(256, dtype=np.float32)[:, None] - centre
    levels[:, 0] *= _LIGHTNESS
    table = np.square(levels)[:, None, :]
    return np.asarray(cv2.transform(cv2.LUT(lab, np.ascontiguousarray(table)), np.ones((1, 3), np.float32)), np.float32)
