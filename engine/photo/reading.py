"""Opening photos: decided by content, refused before decoding where too large, never failing with a foreign error."""

from __future__ import annotations

import contextlib
import os
import stat
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

import cv2
import numpy as np
from PIL import UnidentifiedImageError

from engine.errors import BadInput, EngineError, OutOfMemory, UnsupportedFile
from engine.geometry import Size
from engine.language import tr
from engine.photo.colour import InkConversion
from engine.photo.exif import TiffReader, is_camera_raw, made_upright
from engine.photo.extras import open_extra
from engine.photo.formats import EXTRAS, HEAD_BYTES, READABLE_TITLE, SUFFIXES, sniff
from engine.photo.jpeg import open_jpeg
from engine.photo.memory import check_limits
from engine.photo.orientation import upright, upright_size, upright_xmp
from engine.photo.photo import Limits, Photo, PhotoInfo, Source, frozen
from engine.photo.picture import Metadata, Picture, Samples
from engine.photo.pillow_decoding import check_kind, nothing_decodable, open_picture
from engine.photo.png import open_png
from engine.photo.quiet import quiet
from engine.photo.tiff import open_tiff

if TYPE_CHECKING:
    from numpy.typing import NDArray


@dataclass(frozen=True)
class _File:
    stream: BinaryIO
    path: Path
    format: str
    stamp: tuple[int, int]


def probe(path: str | os.PathLike[str]) -> PhotoInfo:
    """What a file is, from its header; its pixels are not decoded.

    Raises:
        MissingExtra: an optional package is needed.
        UnsupportedFile: it is no photo, or of a format that is not opened here.
        BadInput: it cannot be read, or its header is damaged.
    """
    with _opened(path) as file:
        picture = _open_picture(file, 0)
        size = upright_size(picture.size, picture.orientation)
        return PhotoInfo(
            file.path, file.format, size, picture.mode, picture.depth, picture.frames, picture.decoded_bytes
        )


def read_photo(path: str | os.PathLike[str], *, limits: Limits = Limits(), frame: int | None = None) -> Photo:
    """Open a photo.

    Args:
        path: any file; its content decides, not its suffix.
        limits: how large it may be; checked before decoding.
        frame: which page or picture of a file that holds several, from 0. None opens the first and warns of the others.

    Raises:
        TooLarge: naming the megapixels and the memory.
        MissingExtra: an optional package is needed.
        UnsupportedFile: it is no photo, or of a format or kind that is not opened here.
        BadInput: it cannot be read, nothing of it can be decoded, or it has no such frame.
        OutOfMemory: there was less memory than the system had promised.
    """
    with _opened(path) as file:
        picture = _open_picture(file, frame or 0)
        check_limits(file.path.name, picture.size, picture.peak_bytes, limits)
        return _built(file, picture, picture.decode(), frame)


def stamp_of(path: str | os.PathLike[str]) -> tuple[int, int] | None:
    """(bytes, mtime in ns) of a file, to compare with Source.stamp; None where it has gone."""
    try:
        status = os.stat(path)
    except OSError:
        return None
    return status.st_size, status.st_mtime_ns


@contextlib.contextmanager
def _opened(path: str | os.PathLike[str]) -> Iterator[_File]:
    """The open file; every foreign error inside becomes one that a person can read."""
    name = Path(path).name
    try:
        # Decoders warn of every oddity in a damaged file; what matters of it becomes Photo.warnings.
        with _opened_stream(Path(path)) as stream, quiet():
            status = os.fstat(stream.fileno())
            stamp = (status.st_size, status.st_mtime_ns)
            yield _File(stream, Path(path), _format_of(stream, name), stamp)
    except EngineError as error:
        raise _named(error, name) from error.__cause__
    except MemoryError as error:
        raise OutOfMemory(
            tr("There was not enough memory to open “{name}”.", name=name), tr("Close other programs and try again.")
        ) from error
    except EOFError as error:
        raise BadInput(tr("“{name}” has no such page.", name=name), tr("Choose one that the file has.")) from error
    except Exception as error:  # the decoders raise a dozen types for broken bytes; each means the same to a person
        raise BadInput(
            tr("“{name}” is damaged and cannot be opened ({reason}).", name=name, reason=_reason(error)),
            tr("Try another copy of it."),
        ) from error


def _opened_stream(path: Path) -> BinaryIO:
    advice = tr("Choose another file.")
    try:
        status = os.stat(path)
        if not stat.S_ISREG(status.st_mode):
            kind = tr("a folder") if stat.S_ISDIR(status.st_mode) else tr("not an ordinary file")
            raise BadInput(tr("“{name}” is {kind}.", name=path.name, kind=kind), advice)
        if not status.st_size:
            raise BadInput(tr("“{name}” is empty.", name=path.name), advice)
        return open(path, "rb")
    except FileNotFoundError as error:
        raise BadInput(
            tr("There is no file “{name}” in {parent}.", name=path.name, parent=path.absolute().parent), advice
        ) from error
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise BadInput(tr("“{name}” cannot be read: {reason}.", name=path.name, reason=reason), advice) from error


def _named(error: EngineError, name: str) -> EngineError:
    """The error with the file's name in its sentence; deep decoders do not know it."""
    if name and name not in error.sentence:
        error.sentence = f"“{name}”: {error.sentence}"
        error.args = (error.sentence, error.advice)
    return error


def _reason(error: Exception) -> str:
    if isinstance(error, UnidentifiedImageError):
        return tr("its header makes no sense")
    first_line = str(error).strip().splitlines()[:1]
    return first_line[0][:120].rstrip(".") if first_line else type(error).__name__


def _format_of(stream: BinaryIO, name: str) -> str:
    found = sniff(stream.read(HEAD_BYTES))
    if found is None:
        raise UnsupportedFile(
            tr("“{name}” is not a photo of a format that can be opened here.", name=name),
            tr("Open {READABLE_TITLE}.", READABLE_TITLE=READABLE_TITLE),
        )
    if found == "TIFF" and (is_camera_raw(TiffReader(stream)) or _is_raw_by_name(name)):
        return "RAW"
    return found


def _is_raw_by_name(name: str) -> bool:
    """Some makers' raw files hide their samples where only the name tells them from a TIFF."""
    return Path(name).suffix.lower() in SUFFIXES["RAW"]


def _open_picture(file: _File, frame: int) -> Picture:
    if file.format in EXTRAS:
        picture = open_extra(file.stream, file.format, frame, file.path.name)
    elif file.format in _OPENERS:
        picture = _OPENERS[file.format](file.stream, frame)
    else:
        picture = open_picture(file.stream, file.format, frame)
    check_kind(picture.mode)
    if not picture.size.area:
        raise nothing_decodable()
    return picture


_OPENERS = {"JPEG": open_jpeg, "PNG": open_png, "TIFF": open_tiff}


def _built(file: _File, picture: Picture, samples: Samples, frame: int | None) -> Photo:
    metadata = picture.metadata()
    pixels, native, native_icc = _colour_of(samples, metadata.icc)
    turned = picture.orientation
    photo_pixels = frozen(upright(pixels, turned))
    height, width = photo_pixels.shape[:2]
    if Size(width, height) != upright_size(picture.size, turned):
        raise ValueError("the samples do not fit the header")
    return Photo(
        pixels=photo_pixels,
        alpha=None if samples.alpha is None else frozen(upright(np.ascontiguousarray(samples.alpha), turned)),
        icc=None if samples.is_srgb or samples.ink is not None else metadata.icc,
        exif=made_upright(metadata.exif, upright_size(picture.size, turned)) if metadata.exif else None,
        xmp=upright_xmp(metadata.xmp) if metadata.xmp and turned != 1 else metadata.xmp,
        dpi=_turned_dpi(metadata, turned),
        source=_source_of(file, picture, metadata, frame or 0, native_icc),
        native=None if native is None else frozen(upright(np.ascontiguousarray(native), turned)),
        warnings=(*picture.warnings, *samples.warnings, *_frame_warning(picture, frame)),
    )


def _colour_of(samples: Samples, icc: bytes | None) -> tuple[NDArray, NDArray | None, bytes | None]:
    """(pixels, native, the native samples' profile)."""
    if samples.ink is not None:
        return InkConversion(icc).to_rgb(samples.ink), samples.ink, icc
    if samples.grey is not None:
        return cv2.cvtColor(np.ascontiguousarray(samples.grey), cv2.COLOR_GRAY2RGB), None, None
    assert samples.colour is not None
    return np.ascontiguousarray(samples.colour), None, None


def _turned_dpi(metadata: Metadata, orientation: int) -> tuple[float, float] | None:
    if metadata.dpi is None or orientation < 5:
        return metadata.dpi
    return metadata.dpi[1], metadata.dpi[0]


def _source_of(file: _File, picture: Picture, metadata: Metadata, frame: int, native_icc: bytes | None) -> Source:
    encoding = picture.encoding
    return Source(
        path=file.path,
        format=file.format,
        mode=picture.mode,
        depth=picture.depth,
        quantisation=encoding.quantisation,
        subsampling=encoding.subsampling,
        progressive=encoding.progressive,
        lossless=encoding.lossless,
        compressed=encoding.compressed,
        frame=frame,
        frames=picture.frames,
        orientation=picture.orientation,
        stamp=file.stamp,
        native_icc=native_icc,
        png_chunks=metadata.png_chunks,
        size=upright_size(picture.size, picture.orientation),
    )


def _frame_warning(picture: Picture, frame: int | None) -> tuple[str, ...]:
    if frame is not None or picture.frames == 1:
        return ()
    return (tr("The file holds {frames} pictures; the first was opened.", frames=picture.frames),)
