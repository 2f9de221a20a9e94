"""Turning stored samples upright (EXIF orientation, CIPA DC-008), and what XMP says of a picture's size."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import cv2

from engine.geometry import Size

if TYPE_CHECKING:
    from numpy.typing import NDArray

_XMP_SIDE = re.compile(
    rb'((tiff:ImageWidth|tiff:ImageLength|exif:PixelXDimension|exif:PixelYDimension)(?:\s*=\s*["\']|>))\d+'
)
_XMP_ORIENTATION = re.compile(rb'(tiff:Orientation(?:\s*=\s*["\']|>))[2-8]')

# cv2 turns a photo several times faster than a strided numpy copy does.
_TURNS = {
    2: lambda array: cv2.flip(array, 1),
    3: lambda array: cv2.rotate(array, cv2.ROTATE_180),
    4: lambda array: cv2.flip(array, 0),
    5: cv2.transpose,
    6: lambda array: cv2.rotate(array, cv2.ROTATE_90_CLOCKWISE),
    7: lambda array: cv2.transpose(cv2.rotate(array, cv2.ROTATE_180)),
    8: lambda array: cv2.rotate(array, cv2.ROTATE_90_COUNTERCLOCKWISE),
}


def upright(array: NDArray, orientation: int) -> NDArray:
    """The samples as they are meant to be seen; the same array where the orientation is 1.

    Args:
        array: H x W or H x W x C (1 to 4), uint8 or uint16.
        orientation: 1 to 8; 6 means that the picture must go a quarter clockwise.
    """
    return _TURNS[orientation](array) if orientation in _TURNS else array


def resized_xmp(xmp: bytes, size: Size) -> bytes:
    """The XMP packet, giving this size wherever it gave a size of the picture."""

    def side(found: re.Match[bytes]) -> bytes:
        length = size.width if found[2].endswith((b"Width", b"XDimension")) else size.height
        return found[1] + str(length).encode()

    return _XMP_SIDE.sub(side, xmp)


def upright_size(size: Size, orientation: int) -> Size:
    return Size(size.height, size.width) if orientation >= 5 else size


def upright_xmp(xmp: bytes) -> bytes:
    """The XMP packet, saying orientation 1 where it said another."""
    return _XMP_ORIENTATION.sub(rb"\g<1>1", xmp)
