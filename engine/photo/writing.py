"""Saving a retouched photo as it came: its depth, mode, profile, metadata and transparency."""

from __future__ import annotations

import os
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from engine.errors import BadInput, EngineError, OutOfMemory, UnsupportedFile, WriteFailed
from engine.language import tr
from engine.photo.atomic import AlreadyExists, write_atomically
from engine.photo.colour import InkConversion, profile_space, strips, to_8_bits
from engine.photo.encoding import JPEG_XMP_LIMIT, Content, SaveOptions, encode
from engine.photo.formats import SUFFIXES, WRITABLE, WRITABLE_SUFFIXES
from engine.photo.photo import Photo, check_arrays
from engine.photo.picture import Metadata
from engine.photo.provenance import Provenance, marked_xmp
from engine.photo.quiet import quiet

if TYPE_CHECKING:
    from numpy.typing import NDArray

_DEEP = ("PNG", "TIFF")  # formats with 16 bits a channel
_WITH_GREY = ("PNG", "TIFF", "JPEG", "BMP")
_WITH_ALPHA = ("PNG", "TIFF", "WEBP", "AVIF")
_WITH_INK = ("TIFF", "JPEG")
_BILEVEL = ("PNG", "TIFF", "BMP")


@dataclass(frozen=True)
class SaveReport:
    """What was written. `mode` and `depth` as in Source; `warnings` are plain sentences on what the format cost.

    `is_marked`: whether the file says how its picture came about, as `SaveOptions.provenance` asks.
    """

    path: Path
    format: str
    mode: str
    depth: int
    bytes: int
    warnings: tuple[str, ...]
    is_marked: bool = False


def write_photo(
    photo: Photo,
    pixels: NDArray,
    alpha: NDArray | None,
    path: str | os.PathLike[str],
    *,
    options: SaveOptions = SaveOptions(),
    overwrite: bool = False,
) -> SaveReport:
    """Save a photo's new pixels atomically, in the format that the path's suffix names.

    Where `pixels` equal the photo's own, the saved samples are the source's, bit for bit (in lossless formats; before
    encoding in lossy ones). Palette pictures are saved as RGB; grey and black-and-white stay so while they are so.

    Args:
        photo: what was opened; tells depth, mode, profile and metadata.
        pixels: H x W x 3, of the photo's size and depth, in its colour space.
        alpha: H x W in the same depth; None saves without transparency.
        overwrite: whether a file of that name may be replaced.

    Raises:
        AlreadyExists: the file is there and `overwrite` is False.
        UnsupportedFile: photos are not written in the format of that suffix.
        BadInput: the arrays do not fit the photo, or the path is the photo's own file of several pictures.
        TooLarge: the format cannot hold a picture of that size.
        WriteFailed: the disk is full, the place is read-only, or the system refused; what was there is as it was.
        OutOfMemory: there is too little memory to encode it.
    """
    target = Path(path)
    format_name = format_for_saving(target)
    check_arrays(pixels, alpha)
    if pixels.shape != photo.pixels.shape or pixels.dtype != photo.pixels.dtype:
        raise BadInput(tr("The pixels to save do not fit the photo in size or depth."))
    _check_target(photo, target, overwrite)
    try:
        with quiet():
            content = _content(photo, pixels, alpha, format_name, options)
            write_atomically(target, encode(content, format_name, options), replace=overwrite)
            written = target.stat().st_size
    except EngineError:
        raise
    except MemoryError as error:
        raise OutOfMemory(
            tr("There was too little memory to save “{name}”.", name=target.name), tr("Close other programs.")
        ) from error
    except Exception as error:  # encoders raise many types; to a person each means that this format did not work
        sentence = tr(
            "“{name}” could not be written as {format_name} ({error}).",
            name=target.name,
            format_name=format_name,
            error=error,
        )
        raise WriteFailed(sentence, tr("Save it in another format.")) from error
    notes = tuple(content.warnings)
    return SaveReport(target, format_name, content.mode, content.depth, written, notes, content.is_marked)


def format_for_saving(target: Path) -> str:
    """The format that a file's suffix names.

    Raises:
        UnsupportedFile: photos are not written in such a format.
    """
    suffix = target.suffix.lower()
    for name in WRITABLE:
        if suffix in SUFFIXES[name]:
            return name
    known = tr("Give it one of these endings: {join}.", join=", ".join(WRITABLE_SUFFIXES))
    if not suffix:
        raise UnsupportedFile(tr("The name “{name}” does not say in which format to save.", name=target.name), known)
    raise UnsupportedFile(tr("Photos cannot be saved as “{suffix}”.", suffix=suffix), known)


def _check_target(photo: Photo, target: Path, overwrite: bool) -> None:
    if not os.path.lexists(target):
        return
    if not overwrite:
        sentence = tr("There is already a file “{name}” in {parent}.", name=target.name, parent=target.parent)
        raise AlreadyExists(sentence, tr("Replace it, or choose another name."))
    source = photo.source
    if source.frames > 1 and source.path is not None and _is_same_file(target, source.path):
        sentence = tr(
            "“{name}” holds {frames} pictures, and saving over it would lose the others.",
            name=target.name,
            frames=source.frames,
        )
        raise BadInput(sentence, tr("Save it under another name."))


def _is_same_file(one: Path, other: Path) -> bool:
    try:
        return os.path.samefile(one, other)
    except OSError:
        return False


def _content(photo: Photo, pixels: NDArray, alpha: NDArray | None, format_name: str, options: SaveOptions) -> Content:
    notes: list[str] = []
    kind, samples, icc = _samples_for(photo, pixels, format_name, notes)
    alpha = _alpha_for(alpha, format_name, notes)
    if samples.dtype == np.uint16 and format_name not in _DEEP:
        samples, alpha = to_8_bits(samples), None if alpha is None else to_8_bits(alpha)
        notes.append(
            tr("{format_name} holds 8 bits per channel; the photo's 16 were rounded.", format_name=format_name)
        )
    metadata = _metadata_for(photo, icc, format_name, options, notes)
    marked = metadata
    if options.provenance is not None:
        marked = _marked(metadata, options.provenance, format_name, notes)
    if alpha is not None:
        samples = np.concatenate((samples, alpha[:, :, None]), axis=2)
    return Content(
        samples=samples,
        kind=kind,
        has_alpha=alpha is not None,
        bilevel=alpha is None and format_name in _BILEVEL and _is_bilevel(photo, kind, samples),
        metadata=marked,
        source=photo.source,
        warnings=notes,
        is_marked=marked is not metadata,
    )


def _samples_for(
    photo: Photo, pixels: NDArray, format_name: str, notes: list[str]
) -> tuple[str, NDArray, bytes | None]:
    """(kind, H x W x C samples, the profile that describes them)."""
    if photo.native is not None:
        if format_name in _WITH_INK:
            return "CMYK", _inked(photo, pixels), photo.source.native_icc
        notes.append(tr("{format_name} cannot hold CMYK; the photo was saved as sRGB.", format_name=format_name))
        return "RGB", pixels, None
    is_grey = photo.is_grey and _has_equal_channels(pixels)
    if photo.icc and profile_space(photo.icc) == "GRAY" and not (is_grey and format_name in _WITH_GREY):
        notes.append(tr("The photo's grey colour profile does not fit RGB and was left out."))
        return "RGB", pixels, None
    if is_grey and format_name in _WITH_GREY:
        return "L", pixels[:, :, :1], photo.icc
    return "RGB", pixels, photo.icc


def _inked(photo: Photo, pixels: NDArray) -> NDArray:
    """The source's own CMYK samples, and new ones where the pixels are new."""
    assert photo.native is not None
    conversion, ink = InkConversion(photo.source.native_icc), photo.native
    for rows in strips(pixels):
        changed = (pixels[rows] != photo.pixels[rows]).any(axis=2)
        if changed.any():
            if ink is photo.native:
                ink = photo.native.copy()
            columns = np.flatnonzero(changed.any(axis=0))
            place = rows, slice(columns[0], columns[-1] + 1)
            changed = changed[:, place[1]]
            ink[place][changed] = conversion.to_ink(pixels[place])[changed]
    return ink


def _has_equal_channels(pixels: NDArray) -> bool:
    red = pixels[:, :, 0]
    return bool(np.array_equal(red, pixels[:, :, 1]) and np.array_equal(red, pixels[:, :, 2]))


def _is_bilevel(photo: Photo, kind: str, samples: NDArray) -> bool:
    return photo.source.mode == "1" and kind == "L" and bool(((samples == 0) | (samples == 255)).all())


def _alpha_for(alpha: NDArray | None, format_name: str, notes: list[str]) -> NDArray | None:
    if alpha is None or format_name in _WITH_ALPHA:
        return alpha
    if int(alpha.min()) < np.iinfo(alpha.dtype).max:
        notes.append(
            tr("{format_name} cannot hold transparency; the photo was saved without it.", format_name=format_name)
        )
    return None


def _marked(metadata: Metadata, provenance: Provenance, format_name: str, notes: list[str]) -> Metadata:
    """The metadata that say so, beside all that they say already; as they are, with a note, where that cannot be."""
    if format_name == "BMP":
        notes.append(tr("BMP cannot hold metadata: the file does not say that it was retouched."))
        return metadata
    xmp = marked_xmp(metadata.xmp, provenance, JPEG_XMP_LIMIT if format_name == "JPEG" else None)
    if xmp is None:
        notes.append(tr("The photo's own XMP cannot be added to, so the file does not say that it was retouched."))
        return metadata
    return replace(metadata, xmp=xmp)


def _metadata_for(
    photo: Photo, icc: bytes | None, format_name: str, options: SaveOptions, notes: list[str]
) -> Metadata:
    if format_name == "BMP":
        lost = [title for title, data in (("profile", icc), ("EXIF", photo.exif), ("XMP", photo.xmp)) if data]
        if lost:
            notes.append(tr("BMP cannot hold metadata; left out: {join}.", join=", ".join(lost)))
        return Metadata(dpi=photo.dpi if options.metadata else None)
    chunks = photo.source.png_chunks
    if not options.metadata:
        return Metadata(icc=icc, png_chunks=tuple(pair for pair in chunks if not pair[0].endswith(b"Xt")))
    return Metadata(icc, photo.exif, photo.xmp, photo.dpi, chunks)
