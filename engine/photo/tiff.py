"""TIFF 6.0 and BigTIFF: one page's header, 8 bits through Pillow, 16 bits and rarer layouts through tifffile."""

from __future__ import annotations

import struct
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, BinaryIO

import numpy as np

from engine.errors import UnsupportedFile
from engine.geometry import Size
from engine.language import mark, tr
from engine.photo.colour import strips
from engine.photo.exif import ORIENTATION, Directory, TiffReader, block_of_tiff
from engine.photo.picture import Encoding, Metadata, Picture, Samples
from engine.photo.pillow_decoding import DAMAGED, decode_image, nothing_decodable, open_image, plausible_dpi

if TYPE_CHECKING:
    from numpy.typing import NDArray

WIDTH, LENGTH, BITS, COMPRESSION, PHOTOMETRIC = 256, 257, 258, 259, 262
SAMPLES, X_RESOLUTION, Y_RESOLUTION, PLANAR, RESOLUTION_UNIT = 277, 282, 283, 284, 296
EXTRA_SAMPLES, SAMPLE_FORMAT, XMP, ICC = 338, 339, 700, 34675
WHITE_IS_ZERO, BLACK_IS_ZERO, RGB, PALETTE, CMYK, YCBCR, LAB = 0, 1, 2, 3, 5, 6, 8
_COLOUR_CHANNELS = {WHITE_IS_ZERO: 1, BLACK_IS_ZERO: 1, RGB: 3, PALETTE: 1, CMYK: 4, YCBCR: 3, LAB: 3}
_ASSOCIATED, UNASSOCIATED = 1, 2
_TO_16_BITS = mark("Convert it to 8 or 16 bits per channel in the program that made it.")
_UNIT_IN_INCHES = {2: 1.0, 3: 2.54}


@dataclass(frozen=True)
class _Page:
    """What one page's directory says about its samples."""

    size: Size
    bits: int
    sample_format: int
    photometric: int
    samples: int
    extra: tuple[int, ...]
    compression: int
    orientation: int

    @property
    def alpha_at(self) -> int | None:
        """Which channel is transparency."""
        for index, kind in enumerate(self.extra):
            if kind in (_ASSOCIATED, UNASSOCIATED):
                return _COLOUR_CHANNELS[self.photometric] + index
        return None

    @property
    def mode(self) -> str:
        if self.photometric in (WHITE_IS_ZERO, BLACK_IS_ZERO):
            if self.alpha_at is not None:
                return "LA"
            return {1: "1", 16: "I;16"}.get(self.bits, "L")
        if self.photometric == PALETTE:
            return "P"
        if self.photometric == CMYK:
            return "CMYK"
        return "RGB" if self.alpha_at is None else "RGBA"


def open_tiff(stream: BinaryIO, frame: int) -> Picture:
    """One page of a TIFF file.

    Raises:
        UnsupportedFile: its samples are floating point, signed, or of a depth other than 1 to 8 and 16 bits.
        BadInput: there is no such page.
        Exception: whatever a broken directory leads to.
    """
    reader = TiffReader(stream)
    directories = list(reader.directories())
    if frame >= len(directories):
        raise EOFError(tr("no such page"))
    directory = directories[frame]
    page = _read_page(reader, directory)
    _check_kind(page)
    return Picture(
        size=page.size,
        mode=page.mode,
        depth=16 if page.bits == 16 else 8,
        frames=len(directories),
        has_alpha=page.alpha_at is not None,
        orientation=page.orientation,
        peak_factor=2.7,
        decode=lambda: _decode(stream, page, frame),
        metadata=lambda: _metadata(reader, directory),
        encoding=Encoding(compressed=page.compression != 1),
    )


def _read_page(reader: TiffReader, directory: Directory) -> _Page:
    bits = set(reader.numbers(directory, BITS)) or {1}
    photometric = reader.number(directory, PHOTOMETRIC, -1)
    width, height = reader.number(directory, WIDTH, 0), reader.number(directory, LENGTH, 0)
    if not width or not height or photometric not in _COLOUR_CHANNELS:
        raise ValueError("the page has no size or no colour space")
    orientation = reader.number(directory, ORIENTATION, 1)
    return _Page(
        size=Size(width, height),
        bits=max(bits) if len(bits) == 1 else -1,
        sample_format=reader.number(directory, SAMPLE_FORMAT, 1),
        photometric=photometric,
        samples=reader.number(directory, SAMPLES, 1),
        extra=reader.numbers(directory, EXTRA_SAMPLES),
        compression=reader.number(directory, COMPRESSION, 1),
        orientation=orientation if 1 <= orientation <= 8 else 1,
    )


def _check_kind(page: _Page) -> None:
    if page.sample_format == 3:
        raise UnsupportedFile(tr("The file holds floating-point samples, which have no fixed white."), _TO_16_BITS)
    if page.sample_format not in (1, 4) or page.bits not in (1, 2, 4, 8, 16):
        kind = "signed" if page.sample_format == 2 else f"{page.bits}-bit" if page.bits > 0 else tr("unevenly deep")
        raise UnsupportedFile(tr("The file holds {kind} samples.", kind=kind), _TO_16_BITS)
    if page.bits == 16 and page.photometric in (PALETTE, YCBCR, LAB):
        raise UnsupportedFile(
            tr("The file holds 16-bit samples in a colour space other than RGB, grey or CMYK."), _TO_16_BITS
        )


def _decode(stream: BinaryIO, page: _Page, frame: int) -> Samples:
    is_plain = page.bits < 16 and not (page.alpha_at is not None and page.photometric == CMYK)
    if is_plain:
        try:
            return _decode_with_pillow(stream, page, frame)
        except (UnsupportedFile, MemoryError):
            raise
        except Exception:
            if page.bits != 8 or page.photometric in (PALETTE, YCBCR, LAB):
                raise
    return _decode_with_tifffile(stream, page, frame)


def _decode_with_pillow(stream: BinaryIO, page: _Page, frame: int) -> Samples:
    image: Any = open_image(stream, "TIFF", frame)
    # Pillow would turn the page upright while loading; every format is turned in one place, by the reader.
    image.getexif()[ORIENTATION] = 1
    image._size = (page.size.width, page.size.height)
    return decode_image(image)


def _decode_with_tifffile(stream: BinaryIO, page: _Page, frame: int) -> Samples:
    import tifffile

    stream.seek(0)
    with tifffile.TiffFile(stream) as file:
        stored: Any = file.pages[frame]
        try:
            array, warnings = stored.asarray(), []
        except MemoryError:
            raise
        except Exception:
            array, warnings = _decodable_segments(stored), [DAMAGED]
        if stored.planarconfig == 2 and array.ndim == 3:
            array = np.moveaxis(array, 0, -1)
    depth = np.uint16 if page.bits == 16 else np.uint8
    if array.dtype != depth or array.shape[:2] != (page.size.height, page.size.width):
        raise ValueError("the samples do not fit the header")
    return _arranged(array.reshape(page.size.height, page.size.width, -1), page, warnings)


def _decodable_segments(stored: Any) -> NDArray:
    """The strips or tiles that can be decoded; the others stay blank.

    Raises:
        BadInput: there is none.
    """
    whole = np.zeros((stored.imagedepth, *_planes(stored)), stored.dtype)
    found = 0
    for data, index in stored.parent.filehandle.read_segments(stored.dataoffsets, stored.databytecounts, sort=True):
        try:
            segment, (plane, _, top, left, _), shape = stored.decode(data, index)
            if segment is None:
                continue
            rows, columns = shape[1], shape[2]
            place = whole[0, plane] if stored.planarconfig == 2 else whole[0]
            place[top : top + rows, left : left + columns] = segment[0, :rows, :columns].reshape(
                place[top : top + rows, left : left + columns].shape
            )
            found += 1
        except MemoryError:
            raise
        except Exception:
            continue
    if not found:
        raise nothing_decodable()
    return whole[0]


def _planes(stored: Any) -> tuple[int, ...]:
    height, width, samples = stored.imagelength, stored.imagewidth, stored.samplesperpixel
    return (samples, height, width) if stored.planarconfig == 2 else (height, width, samples)


def _arranged(array: NDArray, page: _Page, warnings: list[str]) -> Samples:
    channels = _COLOUR_CHANNELS[page.photometric]
    alpha = None if page.alpha_at is None or page.alpha_at >= array.shape[2] else array[:, :, page.alpha_at]
    colour = array[:, :, :channels]
    if page.alpha_at is not None and page.extra[page.alpha_at - channels] == _ASSOCIATED and alpha is not None:
        colour = _unpremultiplied(colour, alpha)
        warnings.append(tr("Its premultiplied transparency was undone, which rounds faint pixels."))
    if array.shape[2] > channels + (alpha is not None):
        warnings.append(tr("It has channels beside colour and transparency; they were left out."))
    if page.photometric == CMYK:
        return Samples(ink=colour, alpha=alpha, warnings=warnings)
    if channels == 3:
        return Samples(colour=colour, alpha=alpha, warnings=warnings)
    grey = colour[:, :, 0]
    return Samples(grey=~grey if page.photometric == WHITE_IS_ZERO else grey, alpha=alpha, warnings=warnings)


def _unpremultiplied(colour: NDArray, alpha: NDArray) -> NDArray:
    white = np.iinfo(colour.dtype).max
    result = np.empty_like(colour)
    for rows in strips(colour):  # the 64-bit products of a whole photo would not fit into memory
        cover = np.maximum(alpha[rows], 1).astype(np.uint64)[..., None]
        result[rows] = np.minimum((colour[rows] * np.uint64(white) + cover // 2) // cover, white)
    return result


def _metadata(reader: TiffReader, directory: Directory) -> Metadata:
    return Metadata(
        icc=_value(reader, directory, ICC),
        exif=_exif(reader, directory),
        xmp=_value(reader, directory, XMP),
        dpi=_dpi(reader, directory),
    )


def _value(reader: TiffReader, directory: Directory, tag: int) -> bytes | None:
    entry = directory.entries.get(tag)
    try:
        return reader.data(entry) or None if entry else None
    except ValueError:
        return None


def _exif(reader: TiffReader, directory: Directory) -> bytes | None:
    try:
        return block_of_tiff(reader, directory)
    except (ValueError, struct.error):
        return None


def _dpi(reader: TiffReader, directory: Directory) -> tuple[float, float] | None:
    inches = _UNIT_IN_INCHES.get(reader.number(directory, RESOLUTION_UNIT, 2))
    pair = [_fraction(reader, directory, tag) for tag in (X_RESOLUTION, Y_RESOLUTION)]
    if inches is None or None in pair:
        return None
    return plausible_dpi([inches * part for part in pair if part is not None])


def _fraction(reader: TiffReader, directory: Directory, tag: int) -> float | None:
    data = _value(reader, directory, tag)
    if data is None or len(data) != 8:
        return None
    numerator, denominator = struct.unpack(reader.order + "II", data)
    return numerator / denominator if denominator else None
