"""Writing TIFF 6.0 and BigTIFF, with the profile, EXIF and XMP in the page's own directories.

Neither Pillow (16-bit colour) nor tifffile (EXIF directories) can write all that a photo carries in one file.
"""

from __future__ import annotations

import io
import os
import struct
import zlib
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, BinaryIO

import numpy as np

from engine.photo import tiff
from engine.photo.exif import DESCRIPTIVE_TAGS, EXIF_IFD, GPS_IFD, ORIENTATION, TiffReader, Tree, pack_directory
from engine.photo.picture import Metadata

if TYPE_CHECKING:
    from numpy.typing import NDArray

_STRIP_OFFSETS, _ROWS_PER_STRIP, _STRIP_BYTE_COUNTS, _PREDICTOR = 273, 278, 279, 317
_NO_COMPRESSION, _DEFLATE = 1, 8
_HORIZONTAL_DIFFERENCES = 2
_SHORT, _LONG, _RATIONAL, _UNDEFINED, _LONG8 = 3, 4, 5, 7, 16
_STRIP_BYTES = 1 << 20
_DEFLATE_LEVEL = 4
_CLASSIC_LIMIT = (1 << 32) - (1 << 26)  # leaves room for directories and for what deflate adds to noise


def tiff_writer(
    samples: NDArray,
    photometric: int,
    metadata: Metadata,
    *,
    has_alpha: bool = False,
    bilevel: bool = False,
    compress: bool = True,
    big: bool | None = None,
) -> Callable[[BinaryIO], None]:
    """A function that writes the picture as a TIFF of one page.

    Args:
        samples: H x W x C, uint8 or uint16; the last channel is transparency where `has_alpha`.
        photometric: BLACK_IS_ZERO, RGB or CMYK of engine.photo.tiff.
        metadata: what goes into the tags; `png_chunks` is ignored.
        bilevel: store one channel of 0 and 255 as one bit a pixel.
        compress: deflate, losslessly, with horizontal differences.
        big: BigTIFF; None takes it where the file may pass 4 GB.
    """
    is_big = samples.nbytes > _CLASSIC_LIMIT if big is None else big
    order, tags = _described(metadata)

    def write(stream: BinaryIO) -> None:
        mark = b"II" if order == "<" else b"MM"
        stream.write(mark + (struct.pack(order + "HHHQ", 43, 8, 0, 0) if is_big else struct.pack(order + "HI", 42, 0)))
        rows = max(1, _STRIP_BYTES // max(1, samples[0].nbytes))
        offsets, counts = _write_strips(stream, _strips(samples, rows, order, bilevel, compress))
        at = stream.tell() + stream.tell() % 2
        stream.write(b"\0" * (at - stream.tell()))
        tags.update(_layout(samples, photometric, order, has_alpha, bilevel, compress))
        tags[_ROWS_PER_STRIP] = _numbers(order, _LONG, rows)
        tags[_STRIP_OFFSETS] = _numbers(order, _LONG8 if is_big else _LONG, *offsets)
        tags[_STRIP_BYTE_COUNTS] = _numbers(order, _LONG8 if is_big else _LONG, *counts)
        stream.write(pack_directory(tags, at, order, is_big))
        stream.seek(8 if is_big else 4)
        stream.write(struct.pack(order + ("Q" if is_big else "I"), at))

    return write


def _described(metadata: Metadata) -> tuple[str, Tree]:
    """(byte order, tags about the photo). The file takes its EXIF block's byte order, so that values go over as is."""
    order, tags = "<", {}
    if metadata.exif:
        try:
            reader = TiffReader(io.BytesIO(metadata.exif))
            order = reader.order
            tags = reader.tree(reader.directory(reader.first), DESCRIPTIVE_TAGS | {EXIF_IFD, GPS_IFD})
        except (ValueError, struct.error):
            pass  # a block that nobody can read has nothing to carry over
    if metadata.icc:
        tags[tiff.ICC] = (_UNDEFINED, len(metadata.icc), metadata.icc)
    if metadata.xmp:
        tags[tiff.XMP] = (1, len(metadata.xmp), metadata.xmp)
    if metadata.dpi:
        for tag, value in zip((tiff.X_RESOLUTION, tiff.Y_RESOLUTION), metadata.dpi, strict=True):
            tags[tag] = (_RATIONAL, 1, struct.pack(order + "II", round(value * 1000), 1000))
        tags[tiff.RESOLUTION_UNIT] = _numbers(order, _SHORT, 2)
    return order, tags


def _layout(samples: NDArray, photometric: int, order: str, has_alpha: bool, bilevel: bool, compress: bool) -> Tree:
    height, width, channels = samples.shape
    bits = 1 if bilevel else samples.dtype.itemsize * 8
    tags: Tree = {
        tiff.WIDTH: _numbers(order, _LONG, width),
        tiff.LENGTH: _numbers(order, _LONG, height),
        tiff.BITS: _numbers(order, _SHORT, *[bits] * channels),
        tiff.COMPRESSION: _numbers(order, _SHORT, _DEFLATE if compress else _NO_COMPRESSION),
        tiff.PHOTOMETRIC: _numbers(order, _SHORT, photometric),
        tiff.SAMPLES: _numbers(order, _SHORT, channels),
        tiff.PLANAR: _numbers(order, _SHORT, 1),
        ORIENTATION: _numbers(order, _SHORT, 1),
    }
    if compress and not bilevel:
        tags[_PREDICTOR] = _numbers(order, _SHORT, _HORIZONTAL_DIFFERENCES)
    if has_alpha:
        tags[tiff.EXTRA_SAMPLES] = _numbers(order, _SHORT, tiff.UNASSOCIATED)
    return tags


def _numbers(order: str, kind: int, *values: int) -> tuple[int, int, bytes]:
    code = {_SHORT: "H", _LONG: "I", _LONG8: "Q"}[kind]
    return kind, len(values), struct.pack(f"{order}{len(values)}{code}", *values)


def _strips(samples: NDArray, rows: int, order: str, bilevel: bool, compress: bool) -> Iterator[bytes]:
    """The strips' bytes in order, packed by several threads (zlib works without Python's lock)."""

    def pack(top: int) -> bytes:
        strip = samples[top : top + rows]
        if bilevel:
            data = np.packbits(strip[:, :, 0] > 0, axis=1).tobytes()
        else:
            if compress:
                strip = np.concatenate((strip[:, :1], strip[:, 1:] - strip[:, :-1]), axis=1)
            data = strip.astype(f"{order}u{strip.dtype.itemsize}", copy=False).tobytes()
        return zlib.compress(data, _DEFLATE_LEVEL) if compress else data

    tops = range(0, samples.shape[0], rows)
    threads = min(4, os.cpu_count() or 1)
    with ThreadPoolExecutor(threads) as pool:
        for start in range(0, len(tops), 4 * threads):  # a few at a time, so that strips do not pile up in memory
            yield from pool.map(pack, tops[start : start + 4 * threads])


def _write_strips(stream: BinaryIO, strips: Iterator[bytes]) -> tuple[list[int], list[int]]:
    offsets, counts = [], []
    for strip in strips:
        offsets.append(stream.tell())
        counts.append(len(strip))
        stream.write(strip)
    return offsets, counts
