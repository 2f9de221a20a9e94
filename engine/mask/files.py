"""Masks as image files: white = fill."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import cv2
import numpy as np
from numpy.typing import NDArray

from engine.errors import BadInput, WriteFailed
from engine.geometry import Size
from engine.language import tr

Mask = NDArray[np.uint8]

_NOISE = 32  # what lossy compression may add to black or take from white, beside an edge


def read_mask(path: str | Path, size: Size) -> Mask:
    """Reads any image the program opens as an H x W uint8 mask.

    Where the image has an alpha channel that varies, that is the mask; otherwise its brightest channel is, so that a
    mask may be painted in any colour. What JPEG and its like strew around edges counts as black or white.

    Raises:
        BadInput: where the file cannot be read, or is not of `size`.
    """
    from engine.photo import read_photo

    path = Path(path)
    photo = read_photo(path)
    if photo.size != size:
        raise _wrong_size(path.name, photo.size, size)
    if photo.alpha is not None and photo.alpha.min() != photo.alpha.max():
        return _eight_bit(photo.alpha)
    red, green, blue = (photo.pixels[..., channel] for channel in range(3))
    brightest = _eight_bit(red if photo.is_grey else np.maximum(np.maximum(red, green), blue))
    return brightest if photo.source.lossless else _without_noise(brightest)


def _wrong_size(name: str, found: Size, wanted: Size) -> BadInput:
    on_its_side = (found.height, found.width) == (wanted.width, wanted.height)
    return BadInput(
        tr(
            "The mask {name} is {width} x {height} px, the photo is {width2} x {height2} px.",
            name=name,
            width=found.width,
            height=found.height,
            width2=wanted.width,
            height2=wanted.height,
        ),
        tr("Turn the mask by a quarter: photos are shown upright.")
        if on_its_side
        else tr("Choose a mask of the photo's size."),
    )


def _without_noise(mask: Mask) -> Mask:
    """The range between the noise of black and that of white, spread to all of 0..255."""
    values = (np.arange(256) - _NOISE) * 255 / (255 - 2 * _NOISE)
    return np.asarray(cv2.LUT(mask, np.clip(np.rint(values), 0, 255).astype(np.uint8)), np.uint8)


def write_mask(mask: Mask, path: str | Path) -> None:
    """Writes the mask as an 8-bit grey PNG or TIFF, by the suffix, atomically.

    Raises:
        BadInput: where the suffix is neither .png nor .tif or .tiff.
        WriteFailed: where the file cannot be written; what was there stays.
    """
    from engine.photo.atomic import write_atomically

    path = Path(path)
    encode = _ENCODERS.get(path.suffix.lower())
    if encode is None:
        raise BadInput(
            tr("Masks are saved as PNG or TIFF; {name} does not end in .png or .tif.", name=path.name),
            tr("Choose a name ending in .png or .tif."),
        )
    write_atomically(path, encode(mask, path.name))


def _as_png(mask: Mask, name: str) -> bytes:
    encoded, data = cv2.imencode(".png", mask)
    if not encoded:
        raise WriteFailed(tr("The mask {name} could not be encoded.", name=name), tr("Try again with a smaller photo."))
    return data.tobytes()


def _as_tiff(mask: Mask, name: str) -> bytes:
    import tifffile

    target = BytesIO()
    tifffile.imwrite(target, mask, photometric="minisblack", compression="zlib", metadata=None)
    return target.getvalue()


_ENCODERS: dict[str, Callable[[Mask, str], bytes]] = {".png": _as_png, ".tif": _as_tiff, ".tiff": _as_tiff}
MASK_SUFFIXES = tuple(_ENCODERS)


def _eight_bit(grey: NDArray) -> Mask:
    if grey.dtype == np.uint8:
        return np.array(grey)  # a photo's own arrays are read-only
    # The division by 257 maps 0..65535 onto 0..255 exactly at both ends.
    return ((grey.astype(np.uint32) + 128) // 257).astype(np.uint8)
