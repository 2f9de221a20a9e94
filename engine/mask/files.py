"""Masks as image files: white = fill."""

from __future__ import annotations

from pathlib import Path

import cv2
import numpy as np
from numpy.typing import NDArray

from engine.errors import BadInput, WriteFailed
from engine.geometry import Size

Mask = NDArray[np.uint8]


def read_mask(path: str | Path, size: Size) -> Mask:
    """Reads any image the program opens as an H x W uint8 mask.

    Where the image has an alpha channel that varies, that is the mask; otherwise its brightness is (Rec. 601 luma).

    Raises:
        BadInput: where the file cannot be read, or is not of `size`.
    """
    from engine.photo import read_photo

    path = Path(path)
    photo = read_photo(path)
    if photo.size != size:
        raise BadInput(
            f"The mask {path.name} is {photo.size.width} x {photo.size.height} px, "
            f"the photo is {size.width} x {size.height} px.",
            "Choose a mask of the photo's size.",
        )
    if photo.alpha is not None and photo.alpha.min() != photo.alpha.max():
        return _eight_bit(photo.alpha)
    # The photo's arrays are read-only; cvtColor makes the copy.
    return _eight_bit(cv2.cvtColor(photo.pixels, cv2.COLOR_RGB2GRAY))


def write_mask(mask: Mask, path: str | Path) -> None:
    """Writes the mask as an 8-bit grey PNG, atomically. The suffix has to be .png.

    Raises:
        BadInput: where the suffix is another.
        WriteFailed: where the file cannot be written; what was there stays.
    """
    from engine.photo.atomic import write_atomically

    path = Path(path)
    if path.suffix.lower() != ".png":
        raise BadInput(f"Masks are saved as PNG; {path.name} does not end in .png.", "Choose a name ending in .png.")
    encoded, data = cv2.imencode(".png", mask)
    if not encoded:
        raise WriteFailed(f"The mask {path.name} could not be encoded.", "Try again with a smaller photo.")
    write_atomically(path, data.tobytes())


def _eight_bit(grey: NDArray) -> Mask:
    if grey.dtype == np.uint8:
        return np.array(grey)
    # The division by 257 maps 0..65535 onto 0..255 exactly at both ends.
    return ((grey.astype(np.uint32) + 128) // 257).astype(np.uint8)
