"""Which mask belongs to which photo, and masks of another size than their photo's."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

import cv2
import numpy as np
from numpy.typing import NDArray

from engine.errors import BadInput
from engine.geometry import Size
from engine.language import tr
from engine.mask import read_mask
from engine.photo import READABLE_SUFFIXES, probe

_MARKS = ("-mask", "_mask")  # what may follow a photo's name in that of its mask
_BEST_FIRST = (".png", ".tif", ".tiff", ".bmp", ".webp")  # lossless ones, for edges of masks do not survive JPEG


class MaskFolder:
    """A folder of masks, found by the photos' names without ending: NAME.png, NAME-mask.png or NAME_mask.png.

    Args:
        files: the pictures in it.
        holds_photos: whether the photos lie there too; then NAME.png is a photo, and no mask.
    """

    def __init__(self, files: Sequence[Path], *, holds_photos: bool = False) -> None:
        ranked = sorted(files, key=_rank, reverse=True)
        self._by_stem: Mapping[str, Path] = {path.stem: path for path in ranked}
        self._marks = _MARKS if holds_photos else (*_MARKS, "")

    def mask_of(self, photo: Path) -> Path | None:
        """The photo's mask; None where there is none."""
        found = (self._by_stem.get(photo.stem + mark) for mark in self._marks)
        return next((path for path in found if path is not None), None)


def _rank(path: Path) -> tuple[int, str]:
    suffix = path.suffix.lower()
    return (_BEST_FIRST.index(suffix) if suffix in _BEST_FIRST else len(_BEST_FIRST)), path.name


def without_masks(files: Sequence[Path]) -> list[Path]:
    """The photos among the pictures of one folder: a NAME-mask.png beside a NAME.jpg is none."""
    stems = {path.stem for path in files}
    return [path for path in files if not any(path.stem.removesuffix(mark) in stems - {path.stem} for mark in _MARKS)]


def pictures_in(folder: Path) -> list[Path]:
    """The pictures of a folder by name; folders in it, and hidden files, are not looked into.

    Raises:
        BadInput: it is no folder, or cannot be read.
    """
    try:
        found = [path for path in folder.iterdir() if path.suffix.lower() in READABLE_SUFFIXES]
        return sorted(path for path in found if path.is_file() and not path.name.startswith("."))
    except OSError as error:
        reason = tr("there is no such folder") if isinstance(error, FileNotFoundError) else error.strerror or error
        raise BadInput(
            tr("The folder {folder} cannot be read: {reason}.", folder=folder, reason=reason), tr("Check its name.")
        ) from error


def fitted_mask(path: Path, size: Size) -> tuple[NDArray[np.uint8], str]:
    """As `scaled_mask`, which has to mark something.

    Raises:
        BadInput: it cannot be read, is of another shape than the photo, or marks nothing.
    """
    mask, note = scaled_mask(path, size)
    if not mask.any():
        raise BadInput(
            tr("The mask {name} is black all over.", name=path.name),
            tr("Paint in it white what is to be filled, or leave the photo out."),
        )
    return mask, note


def scaled_mask(path: Path, size: Size) -> tuple[NDArray[np.uint8], str]:
    """A mask for a photo of `size`: H x W uint8, above 0 = fill, and a sentence where it had to be scaled, else "".

    A mask of another size is scaled where its sides are in the same proportion; one without soft edges keeps hard ones.

    Raises:
        BadInput: it cannot be read, or is of another shape than the photo.
    """
    own = probe(path).size
    if not _same_shape(own, size):
        own = size  # refused by the reader, in its words
    mask = read_mask(path, own)
    note = ""
    if own != size:
        mask = _scaled(mask, size)
        note = tr("The mask {name} was scaled from {old} to {new} px.", name=path.name, old=_px(own), new=_px(size))
    return mask, note


def _px(size: Size) -> str:
    return f"{size.width} x {size.height}"


def _same_shape(mask: Size, photo: Size) -> bool:
    """Whether one is the other, scaled and rounded to whole pixels on both sides."""
    off = abs(mask.width * photo.height - mask.height * photo.width)
    return off <= max(mask.width + mask.height, photo.width + photo.height) / 2


def _scaled(mask: NDArray[np.uint8], size: Size) -> NDArray[np.uint8]:
    shrinks = size.area < mask.size
    scaled = cv2.resize(mask, (size.width, size.height), interpolation=cv2.INTER_AREA if shrinks else cv2.INTER_LINEAR)
    if not ((mask == 0) | (mask == 255)).all():
        return np.asarray(scaled, np.uint8)
    # A shrunk one keeps every pixel it touches, or thin wires would get lost.
    return np.where(scaled > (0 if shrinks else 127), 255, 0).astype(np.uint8)
