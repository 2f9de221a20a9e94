"""A larger photo around a photo: room for what is to be painted beyond its edges."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from engine.errors import BadInput, OutOfMemory
from engine.geometry import Margins, Rect
from engine.language import tr
from engine.photo.colour import InkConversion
from engine.photo.exif import made_upright
from engine.photo.memory import check_extended_size
from engine.photo.orientation import resized_xmp
from engine.photo.photo import Limits, Photo, frozen
from engine.photo.reshape import Extend

if TYPE_CHECKING:
    from numpy.typing import NDArray


def extended_photo(photo: Photo, margins: Margins, *, limits: Limits = Limits()) -> Photo:
    """The photo in the middle of blank paper: white without ink, and fully transparent where the photo has alpha.

    Its samples are copied once, bit for bit; depth, profile, encoding and metadata stay. What metadata say of the
    picture's size is set right. The new photo's `frame` tells where the source's own samples lie.

    Args:
        photo: may have been extended before; the frame is then still the source's.
        margins: to be added.
        limits: how large the new photo may be.

    Raises:
        BadInput: no side is extended.
        TooLarge: naming the size and the memory.
        OutOfMemory: there was less memory than the system had promised.
    """
    if margins.is_empty:
        raise BadInput(tr("The canvas would stay as it is."), tr("Extend at least one side by 1 px or more."))
    size = margins.around(photo.size)
    check_extended_size(size, photo.nbytes // photo.size.area * size.area + size.area, limits)
    try:
        return replace(
            photo,
            pixels=_extended(photo.pixels, margins, _paper(photo)),
            alpha=None if photo.alpha is None else _extended(photo.alpha, margins, 0),
            native=None if photo.native is None else _extended(photo.native, margins, 0),
            exif=made_upright(photo.exif, size) if photo.exif else None,
            xmp=resized_xmp(photo.xmp, size) if photo.xmp else None,
            frame=(photo.frame or Rect.of(photo.size)).translated(margins.left, margins.top),
            reshapes=(*photo.reshapes, Extend(margins)),
        )
    except MemoryError as error:
        raise OutOfMemory(tr("There was not enough memory to extend the photo."), tr("Extend it by less.")) from error


def _paper(photo: Photo) -> NDArray | int:
    """The colour of no ink: white, or what the profile of a CMYK photo makes of it."""
    white = int(np.iinfo(photo.pixels.dtype).max)
    if photo.native is None:
        return white
    return InkConversion(photo.source.native_icc).to_rgb(np.zeros((1, 1, 4), photo.native.dtype))[0, 0]


def _extended(samples: NDArray, margins: Margins, value: NDArray | int) -> NDArray:
    """The samples with `value` around them, each written once."""
    height, width = samples.shape[:2]
    result = np.empty(
        (height + margins.top + margins.bottom, width + margins.left + margins.right, *samples.shape[2:]), samples.dtype
    )
    rows, columns = slice(margins.top, margins.top + height), slice(margins.left, margins.left + width)
    result[: margins.top] = value
    result[rows, : margins.left] = value
    result[rows, columns] = samples
    result[rows, columns.stop :] = value
    result[rows.stop :] = value
    return frozen(result)
